/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The base of imported data: replaced whole or not at all, and what is done with one that is no
 * base. */

#include "etb-territory-store.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  char *directory;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("etb-store-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->file = g_build_filename (fixture->directory, "etabli", "base.sqlite", NULL);
}

static void
empty_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->file);

  empty_folder (folder);
  g_assert_cmpint (g_rmdir (fixture->directory), ==, 0);
  g_free (fixture->file);
  g_free (fixture->directory);
}

static EtbTerritoryStore *
open_store (Fixture *fixture, EtbTerritoryStoreMode mode)
{
  g_autoptr (GError) error = NULL;
  EtbTerritoryStore *store = etb_territory_store_open (fixture->file, mode, &error);

  g_assert_no_error (error);
  return store;
}

static EtbDataset
make_source (const char *scope, const char *file)
{
  EtbDataset source = { (char *)ETB_DATASET_QPV,
                        (char *)scope,
                        (char *)file,
                        (char *)"couche",
                        (char *)"WGS 84",
                        (char *)"0123abcd",
                        (char *)"2026-11-26T20:00:00Z",
                        1584,
                        2 };

  return source;
}

static void
import (EtbTerritoryStore *store, const char *scope, const char *file)
{
  g_autoptr (GError) error = NULL;
  EtbDataset source = make_source (scope, file);

  g_assert_true (etb_territory_store_begin (store, &error));
  g_assert_cmpint (etb_territory_store_replace_source (store, &source, &error), >, 0);
  g_assert_true (etb_territory_store_commit (store, &error));
  g_assert_no_error (error);
}

static void
assert_files (EtbTerritoryStore *store, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sources = etb_territory_store_get_sources (store, &error);
  g_autoptr (GString) files = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < sources->len; i++)
    {
      const EtbDataset *source = g_ptr_array_index (sources, i);

      g_string_append_printf (files, "%s=%s ", source->scope, source->file);
    }
  g_assert_cmpstr (files->str, ==, expected);
}

static void
test_absent_is_empty_and_not_made (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_READ);
  g_autoptr (EtbTerritoryStore) writer = NULL;

  assert_files (store, "");
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
  g_assert_false (etb_territory_store_is_outdated (store));

  writer = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_assert_true (etb_territory_store_is_outdated (store));
}

static void
test_base_is_for_its_owner_alone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  GStatBuf info;

  g_assert_cmpint (g_stat (fixture->file, &info), ==, 0);
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
}

static void
test_source_is_kept_as_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_autoptr (GPtrArray) sources = NULL;
  const EtbDataset *source;

  import (store, "2024", "qpv.zip");
  g_clear_pointer (&store, etb_territory_store_free);
  store = open_store (fixture, ETB_TERRITORY_STORE_READ);
  sources = etb_territory_store_get_sources (store, NULL);
  g_assert_cmpuint (sources->len, ==, 1);
  source = g_ptr_array_index (sources, 0);
  g_assert_cmpstr (source->kind, ==, "qpv");
  g_assert_cmpstr (source->scope, ==, "2024");
  g_assert_cmpstr (source->file, ==, "qpv.zip");
  g_assert_cmpstr (source->layer, ==, "couche");
  g_assert_cmpstr (source->crs, ==, "WGS 84");
  g_assert_cmpstr (source->sha256, ==, "0123abcd");
  g_assert_cmpstr (source->imported, ==, "2026-11-26T20:00:00Z");
  g_assert_cmpint (source->count, ==, 1584);
  g_assert_cmpint (source->skipped, ==, 2);
}

static void
test_same_scope_is_replaced (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);

  import (store, "2024", "first.zip");
  import (store, "2015", "other.zip");
  import (store, "2024", "second.zip");
  assert_files (store, "2015=other.zip 2024=second.zip ");
}

static void
test_rolled_back_leaves_what_was_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  EtbDataset source = make_source ("2024", "second.zip");

  import (store, "2024", "first.zip");
  g_assert_true (etb_territory_store_begin (store, NULL));
  g_assert_cmpint (etb_territory_store_replace_source (store, &source, NULL), >, 0);
  etb_territory_store_rollback (store);
  assert_files (store, "2024=first.zip ");
}

static void
test_reader_does_not_wait_for_an_import (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) writer = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_autoptr (EtbTerritoryStore) reader = NULL;
  EtbDataset source = make_source ("2024", "second.zip");

  import (writer, "2024", "first.zip");
  reader = open_store (fixture, ETB_TERRITORY_STORE_READ);
  g_assert_true (etb_territory_store_begin (writer, NULL));
  g_assert_cmpint (etb_territory_store_replace_source (writer, &source, NULL), >, 0);
  assert_files (reader, "2024=first.zip ");
  g_assert_true (etb_territory_store_commit (writer, NULL));
  assert_files (reader, "2024=second.zip ");
}

/* How the file says that it is read and written: 1 alone, 2 with a log (SQLite's file format, 1.3).
 */
static guint
get_format (Fixture *fixture)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (fixture->file, &bytes, &length, NULL));
  g_assert_cmpuint (length, >, 20);
  g_assert_cmpint (bytes[18], ==, bytes[19]);
  return (guint)bytes[18];
}

static void
test_last_to_close_puts_the_log_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) writer = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_autoptr (EtbTerritoryStore) reader = open_store (fixture, ETB_TERRITORY_STORE_READ);
  const char *const companions[] = { "-wal", "-shm", "-journal" };

  import (writer, "2024", "first.zip");
  assert_files (reader, "2024=first.zip ");
  g_clear_pointer (&writer, etb_territory_store_free);
  assert_files (reader, "2024=first.zip ");
  g_clear_pointer (&reader, etb_territory_store_free);

  g_assert_cmpuint (get_format (fixture), ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *companion = g_strconcat (fixture->file, companions[i], NULL);

      g_assert_false (g_file_test (companion, G_FILE_TEST_EXISTS));
    }
  reader = open_store (fixture, ETB_TERRITORY_STORE_READ);
  assert_files (reader, "2024=first.zip ");
  writer = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_assert_cmpuint (get_format (fixture), ==, 2);
}

/* Base of an earlier version, and of this one. */
static void
test_import_is_told_in_paris_time (Fixture *fixture, gconstpointer data)
{
  const char *const written[] = { "2026-07-26T20:00:00Z", "2026-07-26T22:00:00+02:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autofree char *imported = g_strdup (written[i]);
      const EtbDataset source = { .imported = imported };
      g_autofree char *words = etb_dataset_describe_import (&source);

      g_assert_cmpstr (words, ==, "26 July 2026 at 22:00 (Paris time)");
    }
}

static void
test_removed_source_is_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);

  import (store, "2024", "first.zip");
  g_assert_true (etb_territory_store_begin (store, NULL));
  g_assert_true (etb_territory_store_remove_source (store, ETB_DATASET_QPV, "2024", NULL));
  g_assert_true (etb_territory_store_remove_source (store, ETB_DATASET_QPV, "2015", NULL));
  g_assert_true (etb_territory_store_commit (store, NULL));
  assert_files (store, "");
}

static gint64
count_columns (EtbTerritoryStore *store, const char *sql)
{
  g_autoptr (sqlite3_stmt) statement = etb_territory_store_prepare (store, sql, NULL);
  g_autoptr (GError) error = NULL;
  gint64 count;

  g_assert_true (etb_territory_store_step (store, statement, &error));
  g_assert_no_error (error);
  count = sqlite3_column_int64 (statement, 0);
  return count;
}

/* A base of version 1 kept the layer of each area, and had no list of QPV. */
static void
test_earlier_version_is_upgraded (Fixture *fixture, gconstpointer data)
{
  static const char layer[] = "SELECT count(*) FROM pragma_table_info('area') WHERE name = 'layer'";
  static const char list[] = "SELECT count(*) FROM sqlite_schema WHERE name = 'qpv_list'";
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);

  import (store, "2024", "first.zip");
  g_assert_true (etb_territory_store_run (
      store,
      "ALTER TABLE area ADD COLUMN layer INTEGER NOT NULL DEFAULT 2; DROP TABLE qpv_list;"
      "PRAGMA user_version=1",
      NULL));
  g_assert_cmpint (count_columns (store, layer), ==, 1);
  g_clear_pointer (&store, etb_territory_store_free);

  store = open_store (fixture, ETB_TERRITORY_STORE_READ);
  assert_files (store, "2024=first.zip ");
  g_clear_pointer (&store, etb_territory_store_free);
  for (int i = 0; i < 2; i++)
    {
      store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
      g_assert_cmpint (count_columns (store, layer), ==, 0);
      g_assert_cmpint (count_columns (store, list), ==, 1);
      g_assert_cmpint (count_columns (store, "PRAGMA user_version"), ==, 2);
      assert_files (store, "2024=first.zip ");
      g_clear_pointer (&store, etb_territory_store_free);
    }
}

/* Makes the base one that cannot be used. */
static void
spoil (Fixture *fixture, const char *how)
{
  g_autoptr (EtbTerritoryStore) store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  g_autoptr (GError) error = NULL;

  import (store, "2024", "first.zip");
  if (g_str_has_prefix (how, "PRAGMA"))
    etb_territory_store_run (store, how, &error);
  g_clear_pointer (&store, etb_territory_store_free);
  if (g_str_equal (how, "text"))
    g_file_set_contents (fixture->file, "not a base at all, only some words of a person", -1,
                         &error);
  if (g_str_equal (how, "cut"))
    {
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_file_get_contents (fixture->file, &bytes, &length, &error);
      memset (bytes + 4096, 0xA5, length - 4096);
      g_file_set_contents (fixture->file, bytes, (gssize)length, &error);
    }
  g_assert_no_error (error);
}

static void
test_unusable_base_is_told_and_set_aside (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbTerritoryStore) store = NULL;
  g_autofree char *aside = NULL;

  spoil (fixture, data);
  store = etb_territory_store_open (fixture->file, ETB_TERRITORY_STORE_WRITE, &error);
  g_assert_null (store);
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_BASE);
  g_assert_nonnull (strstr (error->message, "base.sqlite"));
  g_clear_error (&error);

  aside = etb_territory_store_set_aside (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  store = open_store (fixture, ETB_TERRITORY_STORE_WRITE);
  assert_files (store, "");
}

static void
test_folder_that_cannot_be_made_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbTerritoryStore) store = NULL;
  g_autofree char *folder = g_path_get_dirname (fixture->file);

  g_assert_true (g_file_set_contents (folder, "", 0, NULL));
  store = etb_territory_store_open (fixture->file, ETB_TERRITORY_STORE_WRITE, &error);
  g_assert_null (store);
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE);
  g_unlink (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, data, function) \
  g_test_add ("/territory-store/" name, Fixture, data, set_up, function, tear_down)
  ADD ("an absent base is empty and not made by reading", NULL, test_absent_is_empty_and_not_made);
  ADD ("the base is for its owner alone", NULL, test_base_is_for_its_owner_alone);
  ADD ("a source is kept as told", NULL, test_source_is_kept_as_told);
  ADD ("the same scope is replaced", NULL, test_same_scope_is_replaced);
  ADD ("a rolled back import leaves what was there", NULL, test_rolled_back_leaves_what_was_there);
  ADD ("a reader does not wait for an import", NULL, test_reader_does_not_wait_for_an_import);
  ADD ("the last to close puts the log away", NULL, test_last_to_close_puts_the_log_away);
  ADD ("an import is told in Paris time", NULL, test_import_is_told_in_paris_time);
  ADD ("a removed source is gone", NULL, test_removed_source_is_gone);
  ADD ("a base of an earlier version is upgraded", NULL, test_earlier_version_is_upgraded);
  ADD ("text in place of the base", "text", test_unusable_base_is_told_and_set_aside);
  ADD ("a damaged base", "cut", test_unusable_base_is_told_and_set_aside);
  ADD ("a base of a later version", "PRAGMA user_version=99",
       test_unusable_base_is_told_and_set_aside);
  ADD ("a base of another program", "PRAGMA application_id=7",
       test_unusable_base_is_told_and_set_aside);
  ADD ("a folder that cannot be made is told", NULL, test_folder_that_cannot_be_made_is_told);

  return g_test_run ();
}
