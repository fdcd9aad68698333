/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What opening put right is said, and only then. */

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dossier-fixture.h"
#include "etb-store-schema.h"

static void
assert_notices (const char *file, const char *first)
{
  GError *error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);
  GPtrArray *notices;

  g_assert_no_error (error);
  notices = etb_dossier_get_notices (dossier);
  g_assert_cmpuint (notices->len, ==, first ? 1 : 0);
  if (first)
    g_assert_nonnull (strstr (g_ptr_array_index (notices, 0), first));
}

static void
close_new (Fixture *fixture)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  g_assert_cmpuint (etb_dossier_get_notices (dossier)->len, ==, 0);
  fixture_set (dossier, "/dossier/porteur/nom", "La Halle");
  g_assert_true (etb_dossier_close (dossier, NULL));
}

static void
test_a_file_that_was_not_attached_to_the_end (Fixture *fixture, gconstpointer data)
{
  close_new (fixture);
  fixture_tamper (fixture->file,
                  "INSERT INTO attachment (id, state, piece, name, safe_name, media_type, size, "
                  "sha256, document_date, author, at, revision) VALUES ('a', 'writing', 'P-LIBRE', "
                  "'Devis n° 2.pdf', 'a', 'a', 0, '', '', '', '', 1)");
  assert_notices (fixture->file, "Devis n° 2.pdf");
  assert_notices (fixture->file, NULL);
}

static void
test_a_clock_that_is_behind (Fixture *fixture, gconstpointer data)
{
  close_new (fixture);
  assert_notices (fixture->file, NULL);
  fixture_tamper (fixture->file, "UPDATE answer SET at = '2999-01-01T00:00:00Z'");
  assert_notices (fixture->file, "Check the date and the time of the computer");
}

/* Dies in the middle of a commit, with half of it in the file. */
static void
die_while_saving (const char *file)
{
  sqlite3 *db = NULL;

  if (sqlite3_open_v2 (file, &db, SQLITE_OPEN_READWRITE, NULL) == SQLITE_OK)
    sqlite3_exec (db,
                  "PRAGMA cache_size=2; BEGIN; UPDATE answer SET value = 'perdu';"
                  "INSERT INTO chunk (attachment, number, bytes) VALUES (99, 0, zeroblob(1000000))",
                  NULL, NULL, NULL);
  _exit (0);
}

static void
test_a_writing_cut_short_was_taken_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *journal = g_strconcat (fixture->file, "-journal", NULL);
  g_autoptr (EtbDossier) dossier = NULL;
  pid_t child;

  close_new (fixture);
  child = fork ();
  if (child == 0)
    die_while_saving (fixture->file);
  waitpid (child, NULL, 0);
  g_assert_true (g_file_test (journal, G_FILE_TEST_EXISTS));
  assert_notices (fixture->file, "cut short");
  assert_notices (fixture->file, NULL);
  dossier = etb_dossier_open (fixture->file, NULL);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "La Halle");
}

static void
make_first_version (const char *file)
{
  g_autoptr (EtbCall) call = fixture_call ();
  GBytes *bytes = etb_call_get_bytes (call);
  sqlite3_stmt *insert = NULL;
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  sqlite3_exec (db, "PRAGMA application_id=1165255236; PRAGMA user_version=1", NULL, NULL, NULL);
  for (const char *const *sql = etb_store_schema (1); *sql; sql++)
    g_assert_cmpint (sqlite3_exec (db, *sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_exec (db, "INSERT INTO meta VALUES ('created', '2019-09-01T08:00:00Z')", NULL, NULL,
                NULL);
  g_assert_cmpint (
      sqlite3_prepare_v2 (db, "INSERT INTO call VALUES (1, ?, ?, '')", -1, &insert, NULL), ==,
      SQLITE_OK);
  sqlite3_bind_text (insert, 1, etb_call_get_digest (call), -1, SQLITE_TRANSIENT);
  sqlite3_bind_blob64 (insert, 2, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                       SQLITE_TRANSIENT);
  g_assert_cmpint (sqlite3_step (insert), ==, SQLITE_DONE);
  sqlite3_finalize (insert);
  sqlite3_close (db);
}

static void
test_a_file_of_an_earlier_version (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (ETB_STORE_APPLICATION_ID, ==, 1165255236);
  make_first_version (fixture->file);
  assert_notices (fixture->file, "earlier version");
  assert_notices (fixture->file, NULL);
}

#define ADD(name, function) \
  g_test_add ("/dossier/notices/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a-clock-that-is-behind", test_a_clock_that_is_behind);
  ADD ("a-file-that-was-not-attached-to-the-end", test_a_file_that_was_not_attached_to_the_end);
  ADD ("a-writing-cut-short-was-taken-back", test_a_writing_cut_short_was_taken_back);
  ADD ("a-file-of-an-earlier-version", test_a_file_of_an_earlier_version);
  return g_test_run ();
}
