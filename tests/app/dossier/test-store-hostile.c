/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files that are not, or no longer, what they pretend: each refused with its own word, untouched.
 */

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "dossier-fixture.h"
#include "etb-dossier-error.h"
#include "etb-store-schema.h"

static void
assert_refused (const char *file, int code)
{
  g_autoptr (EtbContent) content = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_size = 0, after_size = 0;
  GError *error = NULL;

  g_file_get_contents (file, &before, &before_size, NULL);
  g_assert_null (etb_store_open (file, &content, NULL, NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, code);
  g_assert_nonnull (strstr (error->message, file));
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  g_assert_null (content);
  g_file_get_contents (file, &after, &after_size, NULL);
  g_assert_cmpmem (before, before_size, after, after_size);
}

static void
test_files_that_are_no_dossier (Fixture *fixture, gconstpointer data)
{
  g_autofree char *absent = g_build_filename (fixture->folder, "absent.etabli", NULL);
  g_autofree char *empty = fixture_write (fixture, "vide.etabli", "", 0);
  g_autofree char *text = fixture_write (fixture, "texte.etabli", "Bonjour\n", 8);
  g_autofree char *zeros = g_malloc0 (100000);
  g_autofree char *zeroed = fixture_write (fixture, "zero.etabli", zeros, 100000);
  g_autofree char *other = fixture_write (fixture, "autre.etabli", "", 0);
  g_autofree char *pipe = g_build_filename (fixture->folder, "tuyau.etabli", NULL);

  assert_refused (absent, ETB_DOSSIER_ERROR_NOT_FOUND);
  assert_refused (empty, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (text, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (zeroed, ETB_DOSSIER_ERROR_FOREIGN);
  assert_refused (fixture->folder, ETB_DOSSIER_ERROR_FOREIGN);
  fixture_tamper (other, "CREATE TABLE recettes (titre)");
  assert_refused (other, ETB_DOSSIER_ERROR_FOREIGN);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  {
    g_autoptr (EtbContent) content = NULL;
    GError *error = NULL;

    g_assert_null (etb_store_open (pipe, &content, NULL, NULL, &error));
    g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN);
    g_clear_error (&error);
  }
}

typedef struct
{
  const char *what;
  const char *sql;
  int code;
} Tampering;

static const Tampering tamperings[] = {
  { "newer", "PRAGMA user_version=3", ETB_DOSSIER_ERROR_NEWER },
  { "version zero", "PRAGMA user_version=0", ETB_DOSSIER_ERROR_DAMAGED },
  { "other application", "PRAGMA application_id=7", ETB_DOSSIER_ERROR_FOREIGN },
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON answer BEGIN DELETE FROM answer; END",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "view", "CREATE VIEW v AS SELECT * FROM answer", ETB_DOSSIER_ERROR_FOREIGN },
  { "view in place of a table",
    "DROP TABLE export; CREATE VIEW export AS SELECT 1 AS number, 'a' AS file, 'b' AS sha256, "
    "'c' AS at",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "table more", "CREATE TABLE more (x)", ETB_DOSSIER_ERROR_FOREIGN },
  { "table less", "DROP TABLE export", ETB_DOSSIER_ERROR_FOREIGN },
  { "index more", "CREATE INDEX i ON answer (value)", ETB_DOSSIER_ERROR_FOREIGN },
  { "virtual table", "CREATE VIRTUAL TABLE f USING fts5 (x)", ETB_DOSSIER_ERROR_FOREIGN },
  { "column with a default that computes",
    "ALTER TABLE export ADD COLUMN x TEXT DEFAULT (hex(randomblob(8)))",
    ETB_DOSSIER_ERROR_FOREIGN },
  { "no call", "DELETE FROM call", ETB_DOSSIER_ERROR_DAMAGED },
  { "call too large", "UPDATE call SET bytes = zeroblob(5000000)", ETB_DOSSIER_ERROR_DAMAGED },
  { "blob over the limit", "UPDATE call SET bytes = zeroblob(50000000)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "answer too long",
    "INSERT INTO answer VALUES ('/dossier/x', replace(hex(zeroblob(200000)), '0', 'a'), '', '', "
    "'', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "key too long", "INSERT INTO answer VALUES (hex(zeroblob(2000)), '', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "text that is not UTF-8",
    "INSERT INTO answer VALUES ('/dossier/x', cast(x'ff41' AS TEXT), '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "text with a zero byte",
    "INSERT INTO answer VALUES ('/dossier/x', cast(x'410042' AS TEXT), '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "too many answers",
    "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100001) "
    "INSERT INTO answer SELECT '/dossier/x' || i, '', '', '', '', i FROM n",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "attachment of a negative size",
    "INSERT INTO attachment VALUES (1, 'a', 'complete', 'P', 'n', 'n', 't', -1, "
    "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "attachment that says 10 GB",
    "INSERT INTO attachment VALUES (1, 'a', 'complete', 'P', 'n', 'n', 't', 10000000000, "
    "'0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef', '', '', '', 1)",
    ETB_DOSSIER_ERROR_DAMAGED },
  { "numbers at their end",
    "INSERT INTO answer VALUES ('/dossier/x', '', '', '', '', 9223372036854775807)",
    ETB_DOSSIER_ERROR_DAMAGED },
};

static void
test_dossiers_that_were_tampered_with (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_test_message ("%s", tamperings[i].what);
      fixture_create_store (fixture->file);
      fixture_tamper (fixture->file, tamperings[i].sql);
      assert_refused (fixture->file, tamperings[i].code);
      g_unlink (fixture->file);
    }
}

static void
test_cut_and_overwritten_files (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize size;

  fixture_create_store (fixture->file);
  g_file_get_contents (fixture->file, &whole, &size, NULL);
  for (gsize cut = ETB_STORE_PAGE_SIZE; cut < size; cut += ETB_STORE_PAGE_SIZE)
    {
      g_autofree char *path = fixture_write (fixture, "coupe.etabli", whole, cut);

      assert_refused (path, ETB_DOSSIER_ERROR_DAMAGED);
    }
  for (gsize cut = 1; cut < 3000; cut = cut * 2 + 7)
    {
      g_autofree char *path = fixture_write (fixture, "coupe.etabli", whole, cut);
      g_autoptr (EtbContent) content = NULL;
      GError *error = NULL;

      g_assert_null (etb_store_open (path, &content, NULL, NULL, &error));
      g_assert_true (g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN)
                     || g_error_matches (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED));
      g_clear_error (&error);
    }
}

/* Whatever bytes change: it opens, or says why not. */
static void
test_random_bytes_never_crash (Fixture *fixture, gconstpointer data)
{
  g_autofree char *whole = NULL;
  gsize size;
  guint refused = 0;

  fixture_create_store (fixture->file);
  g_file_get_contents (fixture->file, &whole, &size, NULL);
  for (int round = 0; round < 300; round++)
    {
      g_autofree char *bytes = g_memdup2 (whole, size);
      g_autofree char *path = NULL;
      g_autoptr (EtbContent) content = NULL;
      g_autoptr (EtbStore) store = NULL;
      GError *error = NULL;

      for (int i = g_test_rand_int_range (1, 20); i > 0; i--)
        {
          gsize page = (gsize)g_test_rand_int_range (0, (int)(size / ETB_STORE_PAGE_SIZE));
          gsize at = (gsize)g_test_rand_int_range (0, i % 2 ? 100 : ETB_STORE_PAGE_SIZE);

          bytes[page * ETB_STORE_PAGE_SIZE + at] = (char)g_test_rand_int ();
        }
      path = fixture_write (fixture, "hasard.etabli", bytes, size);
      store = etb_store_open (path, &content, NULL, NULL, &error);
      g_assert_true ((store == NULL) == (error != NULL));
      if (error)
        refused++;
      g_clear_error (&error);
    }
  g_assert_cmpuint (refused, >, 0);
}

#define ADD(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("files-that-are-no-dossier", test_files_that_are_no_dossier);
  ADD ("dossiers-that-were-tampered-with", test_dossiers_that_were_tampered_with);
  ADD ("cut-and-overwritten-files", test_cut_and_overwritten_files);
  ADD ("random-bytes-never-crash", test_random_bytes_never_crash);
  return g_test_run ();
}
