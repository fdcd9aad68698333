/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The store: what is pushed is on disk once it says so, and stays. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "dossier-fixture.h"
#include "etb-dossier-error.h"
#include "etb-store-schema.h"

static void
test_what_is_flushed_is_there_again (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbContent) content = NULL;
  EtbStore *store;
  GError *error = NULL;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (etb_store_get_read_only_reason (store), ==, NULL);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/volet"), ==, "FT");
  g_assert_cmpstr (content->place, ==, "");
  g_assert_cmpmem (g_bytes_get_data (content->call, NULL), g_bytes_get_size (content->call),
                   "<call/>", 7);
  fixture_push_answer (store, "/dossier/nom", "Fabrique “d’Oc” 🏭");
  fixture_push_answer (store, "/dossier/nom", "La Fabrique");
  fixture_push_answer (store, "/dossier/vide", "");
  etb_store_push (store, etb_change_new (ETB_CHANGE_PLACE, NULL, "porteur/identite", NULL, NULL));
  etb_store_push (store, etb_change_new (ETB_CHANGE_EXPORT, "/tmp/x.asice", "abc", NULL,
                                         "2019-10-02T10:00:00Z"));
  g_assert_true (etb_store_flush (store, &error));
  g_assert_no_error (error);
  etb_store_unref (store);
  g_clear_pointer (&content, etb_content_free);

  store = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "La Fabrique");
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/vide"), ==, "");
  g_assert_cmpstr (content->place, ==, "porteur/identite");
  g_assert_cmpuint (content->exports->len, ==, 1);
  g_assert_cmpstr (content->last_change, ==, "2019-10-01T10:00:00Z");
  etb_store_unref (store);
}

static void
test_closing_writes_what_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbContent) content = NULL;
  EtbStore *store;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, NULL);
  fixture_push_answer (store, "/dossier/nom", "sans attendre");
  etb_store_unref (store);

  store = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "sans attendre");
  etb_store_unref (store);
}

static void
on_store_notified (gpointer user_data)
{
  GAsyncQueue *queue = user_data;

  g_async_queue_push (queue, GINT_TO_POINTER (1));
}

static void
test_writes_by_itself_after_a_pause (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GAsyncQueue) queue = g_async_queue_new ();
  g_autoptr (EtbContent) content = NULL;
  EtbStore *store;
  EtbStoreState state = { 0 };
  GError *error = NULL;

  fixture_create_store (fixture->file);
  store = etb_store_open (fixture->file, &content, on_store_notified, queue, &error);
  g_assert_no_error (error);
  fixture_push_answer (store, "/dossier/nom", "tout seul");
  g_async_queue_pop (queue);
  etb_store_get_state (store, &state);
  g_assert_cmpuint (state.saves, ==, 1);
  g_assert_cmpuint (state.failures, ==, 0);
  g_assert_cmpint (state.saved_at, >, 0);
  etb_store_state_clear (&state);
  etb_store_unref (store);
}

static void
test_lines_keep_their_order_and_take_their_answers_away (Fixture *fixture, gconstpointer data)
{
  static const char *const keys[]
      = { "/dossier/m[@id='b']", "/dossier/m[@id='a']", "/dossier/m[@id='c']", NULL };
  g_autoptr (EtbContent) content = NULL;
  EtbStore *store;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, NULL);
  for (gsize i = 0; keys[i]; i++)
    {
      g_autofree char *answer = g_strconcat (keys[i], "/nom", NULL);

      etb_store_push (store, etb_change_new (ETB_CHANGE_ADD_LINE, keys[i], NULL, "porteur",
                                             "2019-10-01T10:00:00Z"));
      fixture_push_answer (store, answer, keys[i]);
    }
  g_assert_true (etb_store_flush (store, NULL));
  /* Removed, put back as an undo would, and written to again: the last word counts. */
  etb_store_push (store, etb_change_new (ETB_CHANGE_REMOVE_LINE, keys[1], NULL, NULL, NULL));
  fixture_push_answer (store, "/dossier/m[@id='b']/nom", "premier");
  etb_store_push (store, etb_change_new (ETB_CHANGE_REMOVE_LINE, keys[0], NULL, NULL, NULL));
  etb_store_push (store, etb_change_new (ETB_CHANGE_ADD_LINE, keys[0], NULL, "porteur",
                                         "2019-10-01T10:00:00Z"));
  fixture_push_answer (store, "/dossier/m[@id='b']/nom", "second");
  etb_store_unref (store);

  store = fixture_open_store (fixture->file, &content);
  g_assert_cmpuint (content->lines->len, ==, 2);
  g_assert_cmpstr (((EtbStoredLine *)g_ptr_array_index (content->lines, 0))->key, ==, keys[2]);
  g_assert_cmpstr (((EtbStoredLine *)g_ptr_array_index (content->lines, 1))->key, ==, keys[0]);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/m[@id='a']/nom"), ==, NULL);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/m[@id='b']/nom"), ==, "second");
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/m[@id='c']/nom"), ==, keys[2]);
  etb_store_unref (store);
}

static void
test_second_opener_reads_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbContent) content = NULL;
  EtbStore *first, *second;

  fixture_create_store (fixture->file);
  first = fixture_open_store (fixture->file, NULL);
  fixture_push_answer (first, "/dossier/nom", "un");
  g_assert_true (etb_store_flush (first, NULL));
  second = fixture_open_store (fixture->file, &content);
  g_assert_nonnull (strstr (etb_store_get_read_only_reason (second), fixture->file));
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "un");
  /* The reader does not keep the writer from writing. */
  fixture_push_answer (first, "/dossier/nom", "deux");
  g_assert_true (etb_store_flush (first, NULL));
  etb_store_unref (second);
  etb_store_unref (first);
  g_clear_pointer (&content, etb_content_free);

  first = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (etb_store_get_read_only_reason (first), ==, NULL);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "deux");
  etb_store_unref (first);
}

static void
test_creating_never_overwrites (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = fixture_write (fixture, "essai.etabli", "mine", 4);
  g_autofree char *absent = g_build_filename (fixture->folder, "nulle-part", "x.etabli", NULL);
  g_autoptr (GBytes) call = g_bytes_new_static ("<call/>", 7);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autofree char *kept = NULL;
  g_autoptr (GDir) dir = NULL;
  GError *error = NULL;

  g_assert_false (etb_store_create (path, call, "0", changes, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_EXISTS);
  g_assert_nonnull (strstr (error->message, path));
  g_clear_error (&error);
  g_file_get_contents (path, &kept, NULL, NULL);
  g_assert_cmpstr (kept, ==, "mine");

  g_assert_false (etb_store_create (absent, call, "0", changes, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);

  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, "essai.etabli");
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
limit_file_size (rlim_t size)
{
  struct rlimit limit;

  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = size;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
}

/* A file that cannot grow stands for a disk that is full: SQLite meets a write that fails. */
static void
test_full_disk_keeps_the_old_state_and_the_new_words (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (200 * 1024, 'x');
  g_autoptr (EtbContent) content = NULL;
  EtbStoreState state = { 0 };
  EtbStore *store, *reader;
  GStatBuf info;
  GError *error = NULL;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, NULL);
  fixture_push_answer (store, "/dossier/nom", "avant");
  g_assert_true (etb_store_flush (store, NULL));

  g_stat (fixture->file, &info);
  limit_file_size ((rlim_t)info.st_size);
  fixture_push_answer (store, "/dossier/nom", "après");
  fixture_push_answer (store, "/dossier/texte", long_text);
  g_assert_false (etb_store_flush (store, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, fixture->file));
  g_clear_error (&error);
  etb_store_get_state (store, &state);
  g_assert_cmpuint (state.failures, >=, 1);
  g_assert_error (state.last_error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  etb_store_state_clear (&state);

  limit_file_size (RLIM_INFINITY);
  reader = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "avant");
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/texte"), ==, NULL);
  etb_store_unref (reader);
  g_clear_pointer (&content, etb_content_free);

  fixture_push_answer (store, "/dossier/autre", "entre-temps");
  g_assert_true (etb_store_flush (store, &error));
  g_assert_no_error (error);
  etb_store_unref (store);
  store = fixture_open_store (fixture->file, &content);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/nom"), ==, "après");
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/texte"), ==, long_text);
  g_assert_cmpstr (fixture_answer_of (content, "/dossier/autre"), ==, "entre-temps");
  etb_store_unref (store);
}

static void
test_full_disk_at_creation_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) call = g_bytes_new_take (g_malloc0 (300 * 1024), 300 * 1024);
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GDir) dir = NULL;
  GError *error = NULL;

  limit_file_size (100 * 1024);
  g_assert_false (etb_store_create (fixture->file, call, "0", changes, &error));
  limit_file_size (RLIM_INFINITY);
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_assert_nonnull (strstr (error->message, fixture->file));
  g_clear_error (&error);
  dir = g_dir_open (fixture->folder, 0, NULL);
  g_assert_cmpstr (g_dir_read_name (dir), ==, NULL);
}

static void
test_file_moved_away_is_told (Fixture *fixture, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (fixture->folder, "ailleurs.etabli", NULL);
  EtbStore *store;
  GError *error = NULL;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, NULL);
  g_rename (fixture->file, elsewhere);
  fixture_push_answer (store, "/dossier/nom", "perdu ?");
  g_assert_false (etb_store_flush (store, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  g_rename (elsewhere, fixture->file);
  g_assert_true (etb_store_flush (store, &error));
  g_assert_no_error (error);
  etb_store_unref (store);
}

static gboolean
insert_chunk (EtbConnection *connection, gpointer data, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (100000), 100000);
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (
      connection, "INSERT INTO chunk (attachment, number, bytes) VALUES (7, ?, ?)", error);

  return statement
         && etb_connection_bind (connection, statement, error, "ib", *(gint64 *)data, bytes)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
refuse (EtbConnection *connection, gpointer data, GError **error)
{
  g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE, "no");
  return FALSE;
}

static void
test_a_job_that_continues_lost_ones_fails (Fixture *fixture, gconstpointer data)
{
  gint64 first = 1, second = 2, third = 3, count = -1;
  g_autoptr (EtbConnection) connection = NULL;
  EtbStore *store;
  guint64 epoch;
  GError *error = NULL;

  fixture_create_store (fixture->file);
  store = fixture_open_store (fixture->file, NULL);
  epoch = etb_store_get_epoch (store);
  g_assert_true (
      etb_store_job_wait (etb_store_submit (store, insert_chunk, &first, TRUE, epoch), &error));
  g_assert_true (
      etb_store_job_wait (etb_store_submit (store, insert_chunk, &second, FALSE, epoch), &error));
  g_assert_false (etb_store_job_wait (etb_store_submit (store, refuse, NULL, FALSE, 0), &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_false (
      etb_store_job_wait (etb_store_submit (store, insert_chunk, &third, TRUE, epoch), &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  fixture_push_answer (store, "/dossier/nom", "quand même");
  g_assert_true (etb_store_flush (store, NULL));
  etb_store_unref (store);

  connection = etb_connection_open (fixture->file, ETB_CONNECTION_READ, NULL);
  g_assert_true (etb_connection_query_int (connection, "SELECT count(*) FROM chunk", &count, NULL));
  g_assert_cmpint (count, ==, 1);
}

#define ADD(name, function) \
  g_test_add ("/store/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  signal (SIGXFSZ, SIG_IGN);
  g_test_init (&argc, &argv, NULL);
  ADD ("what-is-flushed-is-there-again", test_what_is_flushed_is_there_again);
  ADD ("closing-writes-what-waits", test_closing_writes_what_waits);
  ADD ("writes-by-itself-after-a-pause", test_writes_by_itself_after_a_pause);
  ADD ("lines-keep-their-order", test_lines_keep_their_order_and_take_their_answers_away);
  ADD ("second-opener-reads-only", test_second_opener_reads_only);
  ADD ("creating-never-overwrites", test_creating_never_overwrites);
  ADD ("full-disk-keeps-old-state-and-new-words",
       test_full_disk_keeps_the_old_state_and_the_new_words);
  ADD ("full-disk-at-creation-leaves-nothing", test_full_disk_at_creation_leaves_nothing);
  ADD ("file-moved-away-is-told", test_file_moved_away_is_told);
  ADD ("job-that-continues-lost-ones-fails", test_a_job_that_continues_lost_ones_fails);
  return g_test_run ();
}
