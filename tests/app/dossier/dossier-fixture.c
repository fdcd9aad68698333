/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the tests of this folder share. */

#include "dossier-fixture.h"

#include <glib/gstdio.h>

#include "etb-store-schema.h"

void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  GError *error = NULL;

  fixture->folder = g_dir_make_tmp ("etabli-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->file = g_build_filename (fixture->folder, "essai.etabli", NULL);
}

void
fixture_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        fixture_remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  fixture_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->file);
}

char *
fixture_write (Fixture *fixture, const char *name, const void *data, gsize size)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  GError *error = NULL;

  g_file_set_contents (path, data, (gssize)size, &error);
  g_assert_no_error (error);
  return path;
}

void
fixture_create_store (const char *file)
{
  g_autoptr (GBytes) call = g_bytes_new_static ("<call/>", 7);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_change_free);
  GError *error = NULL;

  g_ptr_array_add (changes, etb_change_new (ETB_CHANGE_ANSWER, "/dossier/volet", "FT", "porteur",
                                            "2019-10-01T10:00:00Z"));
  etb_store_create (file, call, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
                    changes, &error);
  g_assert_no_error (error);
}

EtbStore *
fixture_open_store (const char *file, EtbContent **content)
{
  GError *error = NULL;
  g_autoptr (EtbContent) read = NULL;
  EtbStore *store = etb_store_open (file, &read, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  if (content)
    *content = g_steal_pointer (&read);
  return store;
}

void
fixture_push_answer (EtbStore *store, const char *key, const char *value)
{
  etb_store_push (
      store, etb_change_new (ETB_CHANGE_ANSWER, key, value, "porteur", "2019-10-01T10:00:00Z"));
}

const char *
fixture_answer_of (EtbContent *content, const char *key)
{
  for (guint i = 0; i < content->answers->len; i++)
    {
      EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (g_str_equal (answer->key, key))
        return answer->value;
    }
  return NULL;
}

void
fixture_tamper (const char *file, const char *sql)
{
  sqlite3 *db = NULL;
  char *message = NULL;

  g_assert_cmpint (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  sqlite3_close (db);
}

EtbCall *
fixture_call (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  GError *error = NULL;
  EtbCall *call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  return call;
}

EtbDossier *
fixture_create (Fixture *fixture)
{
  g_autoptr (EtbCall) call = fixture_call ();
  GError *error = NULL;
  EtbDossier *dossier = etb_dossier_create (fixture->file, call, "FT", &error);

  g_assert_no_error (error);
  return dossier;
}

EtbDossier *
fixture_reopen (EtbDossier *dossier)
{
  g_autofree char *file = g_strdup (etb_dossier_get_file (dossier));
  GError *error = NULL;

  g_assert_true (etb_dossier_close (dossier, &error));
  g_assert_no_error (error);
  g_assert_finalize_object (dossier);
  dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  return dossier;
}

void
fixture_set (EtbDossier *dossier, const char *path, const char *typed)
{
  GError *error = NULL;

  g_assert_true (etb_dossier_set_answer (dossier, path, typed, &error));
  g_assert_no_error (error);
}

void
fixture_assert_answer (EtbDossier *dossier, const char *path, const char *expected)
{
  g_autofree char *answer = etb_dossier_get_answer (dossier, path);

  g_assert_cmpstr (answer, ==, expected);
}

static void
on_heard (EtbDossier *dossier, Heard *heard)
{
  heard->count++;
}

static void
on_argument_heard (EtbDossier *dossier, gpointer argument, Heard *heard)
{
  heard->count++;
}

static void
on_words_heard (EtbDossier *dossier, const char *words, Heard *heard)
{
  heard->count++;
  g_free (heard->last);
  heard->last = g_strdup (words);
}

void
fixture_listen (EtbDossier *dossier, const char *signal, Heard *heard)
{
  GSignalQuery query;

  g_signal_query (g_signal_lookup (signal, ETB_TYPE_DOSSIER), &query);
  g_signal_connect (dossier, signal,
                    query.n_params == 0 ? G_CALLBACK (on_heard) : G_CALLBACK (on_argument_heard),
                    heard);
}

void
fixture_listen_words (EtbDossier *dossier, const char *signal, Heard *heard)
{
  g_signal_connect (dossier, signal, G_CALLBACK (on_words_heard), heard);
}

static void
run_sql (sqlite3 *db, const char *sql)
{
  char *message = NULL;

  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
}

#define V1_LETTER "/dossier/soutiens/lettre[@id='"
#define V1_MEMBER "/dossier/consortium/membre[@id='"

static const char version_1_rows[]
    = "INSERT INTO meta VALUES ('program', 'Établi 0.1'), ('created', '2019-09-01T08:00:00Z'), "
      "('place', 'porteur/identite');"
      "INSERT INTO line VALUES (\"" V1_LETTER "aaaa1111']\", 2, 'porteur', '2019-09-01T08:00:00Z', "
      "2), (\"" V1_MEMBER "bbbb2222']\", 3, 'porteur', '2019-09-01T09:00:00Z', 3), "
      "(\"" V1_LETTER "cccc3333']\", 4, 'porteur', '2019-09-01T09:00:00Z', 4);"
      "INSERT INTO answer VALUES ('/dossier/volet', 'FT', 'porteur', '2019-09-01T08:00:00Z', 1), "
      "('/dossier/porteur/nom', 'La Grange', 'porteur', '2019-09-02T08:00:00Z', 5), "
      "(\"" V1_MEMBER "bbbb2222']/nom\", 'Les Amis', 'porteur', '2019-09-02T08:00:00Z', 6);"
      "INSERT INTO attachment VALUES (1, '11111111-2222-4333-8444-555555555555', 'complete', "
      "'P-LIBRE', 'plan du lieu.txt', 'plan-du-lieu.txt', 'text/plain', 15, "
      "'385621fa63b6a93e00b16c4daf3d00bce53a82a1ac178a6dee291f9c2a8f9047', 'porteur', "
      "'2019-09-02T09:00:00Z', 7);"
      "INSERT INTO chunk VALUES (1, 0, cast('Un plan du lieu' AS BLOB));"
      "INSERT INTO export VALUES (1, '/tmp/essai.asice', 'abc', '2019-09-03T09:00:00Z')";

void
fixture_create_version_1 (const char *file)
{
  g_autoptr (EtbCall) call = fixture_call ();
  g_autofree char *head = g_strdup_printf (
      "PRAGMA page_size=%d; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA application_id=%d; "
      "PRAGMA user_version=1; BEGIN",
      ETB_STORE_PAGE_SIZE, ETB_STORE_APPLICATION_ID);
  GBytes *bytes = etb_call_get_bytes (call);
  sqlite3_stmt *statement = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  run_sql (db, head);
  for (const char *const *sql = etb_store_schema (1); *sql; sql++)
    run_sql (db, *sql);
  run_sql (db, version_1_rows);
  sqlite3_prepare_v2 (db, "INSERT INTO call VALUES (1, ?, ?, '2019-09-01T08:00:00Z')", -1,
                      &statement, NULL);
  sqlite3_bind_text (statement, 1, etb_call_get_digest (call), -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (statement, 2, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       SQLITE_STATIC);
  g_assert_cmpint (sqlite3_step (statement), ==, SQLITE_DONE);
  sqlite3_finalize (statement);
  run_sql (db, "COMMIT");
  sqlite3_close (db);
}
