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
