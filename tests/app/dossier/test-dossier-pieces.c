/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Attached files: whole, as they were, or not there. */

#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dossier-fixture.h"
#include "etb-digest.h"
#include "etb-upload.h"
#include "etb-value.h"

#define MEBIBYTE (1024 * 1024)

static const char *program;

/* A file that begins like a PDF and goes on like nothing else. */
static GFile *
make_file (Fixture *fixture, const char *name, const char *head, gsize size)
{
  g_autofree char *data = g_malloc0 (size + strlen (head) + 8);
  g_autofree char *path = NULL;
  guint32 state = g_test_rand_int ();

  for (gsize i = 0; i + 4 <= size; i += 4)
    {
      state = state * 1664525 + 1013904223;
      memcpy (data + i, &state, 4);
    }
  memcpy (data, head, strlen (head));
  path = fixture_write (fixture, name, data, MAX (size, strlen (head)));
  return g_file_new_for_path (path);
}

static void
assert_same_content (EtbDossier *dossier, const EtbAttachment *attachment, GFile *file)
{
  g_autoptr (GInputStream) stream = NULL;
  g_autofree char *expected = NULL;
  g_autofree char *found = NULL;
  g_autofree char *sha256 = NULL;
  gsize size, length = 0;
  GError *error = NULL;

  g_file_load_contents (file, NULL, &expected, &size, NULL, NULL);
  g_assert_cmpuint (attachment->size, ==, size);
  sha256 = etb_digest_hex_of (expected, size);
  g_assert_cmpstr (attachment->sha256, ==, sha256);
  stream = etb_dossier_read_attachment (dossier, attachment->id, &error);
  g_assert_no_error (error);
  found = g_malloc (size + 10);
  g_assert_true (g_input_stream_read_all (stream, found, size + 10, &length, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpmem (found, length, expected, size);
}

static void
test_files_come_back_as_they_were (Fixture *fixture, gconstpointer data)
{
  static const gsize sizes[] = { 5, MEBIBYTE - 1, MEBIBYTE, MEBIBYTE + 1, 5 * MEBIBYTE + 12345 };
  EtbDossier *dossier = fixture_create (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GFile) file = make_file (fixture, "1__#$é «plan».PDF", "%PDF-", sizes[i]);
      g_autoptr (EtbAttachment) attachment = NULL;
      const EtbAttachment *listed;
      Heard pieces = { 0 };
      GError *error = NULL;

      fixture_listen (dossier, "pieces-changed", &pieces);
      attachment = etb_dossier_attach (dossier, "P-STAT", file, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (pieces.count, ==, 1);
      g_assert_cmpstr (attachment->piece, ==, "P-STAT");
      g_assert_cmpstr (attachment->name, ==, "1__#$é «plan».PDF");
      g_assert_cmpstr (attachment->safe_name, ==, "1-e-plan.pdf");
      g_assert_cmpstr (attachment->media_type, ==, "application/pdf");
      assert_same_content (dossier, attachment, file);
      dossier = fixture_reopen (dossier);
      g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 1);
      listed = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);
      g_assert_cmpstr (listed->id, ==, attachment->id);
      g_assert_cmpstr (listed->name, ==, attachment->name);
      assert_same_content (dossier, listed, file);
      g_assert_true (etb_dossier_detach (dossier, attachment->id, &error));
      g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
    }
  g_object_unref (dossier);
}

static EtbPieceState
state_of (EtbDossier *dossier, const char *code)
{
  GPtrArray *pieces = etb_evaluation_get_pieces (etb_dossier_get_evaluation (dossier));

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);

      if (g_str_equal (status->piece->code, code))
        return status->state;
    }
  g_assert_not_reached ();
}

static void
test_rules_know_what_is_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 100);
  g_autoptr (EtbAttachment) attachment = NULL;

  g_assert_cmpint (state_of (dossier, "P-STAT"), ==, ETB_PIECE_MISSING);
  attachment = etb_dossier_attach (dossier, "P-STAT", file, NULL);
  g_assert_cmpint (state_of (dossier, "P-STAT"), ==, ETB_PIECE_PROVIDED);
  g_assert_true (etb_dossier_detach (dossier, attachment->id, NULL));
  g_assert_cmpint (state_of (dossier, "P-STAT"), ==, ETB_PIECE_MISSING);
}

static void
test_list_is_in_the_order_of_the_call (Fixture *fixture, gconstpointer data)
{
  static const char *const codes[] = { "P-LIBRE", "P-STAT", "P-LIBRE", "P-STAT" };
  static const char *const expected[] = { "b.pdf", "d.pdf", "a.pdf", "c.pdf" };
  EtbDossier *dossier = fixture_create (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *name = g_strdup_printf ("%c.pdf", (int)('a' + i));
      g_autoptr (GFile) file = make_file (fixture, name, "%PDF-", 100);
      g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, codes[i], file, NULL);

      g_assert_nonnull (attachment);
    }
  for (int turn = 0; turn < 2; turn++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
        {
          const EtbAttachment *listed
              = g_ptr_array_index (etb_dossier_get_attachments (dossier), i);

          g_assert_cmpstr (listed->name, ==, expected[i]);
        }
      dossier = fixture_reopen (dossier);
    }
  g_object_unref (dossier);
}

typedef struct
{
  const char *name;
  const char *piece;
  const char *head;
  gsize size;
  int code;
} Refusal;

static const Refusal refusals[] = {
  { "a.pdf", "P-ABSENT", "%PDF-", 100, ETB_DOSSIER_ERROR_PATH },
  { "a.pdf", "P-STAT", "MZ", 100, ETB_DOSSIER_ERROR_KIND },
  { "a.pdf", "P-STAT", "\x89PNG\r\n\x1a\n", 100, ETB_DOSSIER_ERROR_KIND },
  { "vide.pdf", "P-STAT", "", 0, ETB_DOSSIER_ERROR_KIND },
  { "a.exe", "P-LIBRE", "MZ", 100, ETB_DOSSIER_ERROR_KIND },
  { "a.zip", "P-LIBRE", "PK\x03\x04", 100, ETB_DOSSIER_ERROR_KIND },
  { "grand.pdf", "P-STAT", "%PDF-", 8 * MEBIBYTE + 1, ETB_DOSSIER_ERROR_TOO_LARGE },
  { "total.pdf", "P-LIBRE", "%PDF-", 12 * MEBIBYTE + 1, ETB_DOSSIER_ERROR_TOO_LARGE },
};

static void
test_refused_files_leave_nothing (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);
  g_autoptr (GFile) absent = g_file_get_child (folder, "absent.pdf");
  g_autoptr (GFile) itself = g_file_new_for_path (fixture->file);
  GError *error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr (GFile) file
          = make_file (fixture, refusals[i].name, refusals[i].head, refusals[i].size);

      g_assert_null (etb_dossier_attach (dossier, refusals[i].piece, file, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, refusals[i].code);
      g_test_message ("%s", error->message);
      g_clear_error (&error);
    }
  g_assert_null (etb_dossier_attach (dossier, "P-LIBRE", folder, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);
  g_assert_null (etb_dossier_attach (dossier, "P-LIBRE", absent, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE);
  g_clear_error (&error);
  g_assert_null (etb_dossier_attach (dossier, "P-LIBRE", itself, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_KIND);
  g_clear_error (&error);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  dossier = fixture_reopen (dossier);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  g_object_unref (dossier);
}

static void
test_kinds_that_content_does_not_show_go_by_the_name (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GFile) text = make_file (fixture, "note.TXT", "Bonjour", 7);
  g_autoptr (GFile) empty = make_file (fixture, "vide.bin", "", 0);
  g_autoptr (EtbAttachment) first = NULL;
  g_autoptr (EtbAttachment) second = NULL;
  GError *error = NULL;

  first = etb_dossier_attach (dossier, "P-LIBRE", text, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first->media_type, ==, "application/octet-stream");
  second = etb_dossier_attach (dossier, "P-LIBRE", empty, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (second->size, ==, 0);
  assert_same_content (dossier, second, empty);
}

static void
test_a_piece_takes_only_so_many_files (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 100);
  g_autoptr (EtbAttachment) first = etb_dossier_attach (dossier, "P-STAT", file, NULL);
  g_autoptr (EtbAttachment) second = etb_dossier_attach (dossier, "P-STAT", file, NULL);
  g_autoptr (EtbAttachment) third = NULL;
  GError *error = NULL;

  g_assert_null (etb_dossier_attach (dossier, "P-STAT", file, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_MANY);
  g_clear_error (&error);
  g_assert_true (etb_dossier_detach (dossier, first->id, NULL));
  third = etb_dossier_attach (dossier, "P-STAT", file, &error);
  g_assert_no_error (error);
  g_assert_false (etb_dossier_detach (dossier, first->id, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
}

static void
test_date_of_a_document_is_kept (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    const char *kept;
    int code; /* of the error, or -1 */
  } dates[] = {
    { "1er mars 2019", "2019-03-01", -1 },
    { "32/01/2019", "2019-03-01", ETB_VALUE_ERROR_RANGE },
    { "bientôt", "2019-03-01", ETB_VALUE_ERROR_FORM },
    { "31/12/9998", "2019-03-01", ETB_VALUE_ERROR_RANGE },
    { " 15/10/2019 ", "2019-10-15", -1 },
    { "", "", -1 },
  };
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 100);
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-SIR", file, NULL);
  GError *error = NULL;

  g_assert_cmpstr (attachment->dated, ==, "");
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      const EtbAttachment *listed;
      Heard pieces = { 0 };
      gboolean done;

      fixture_listen (dossier, "pieces-changed", &pieces);
      done = etb_dossier_set_document_date (dossier, attachment->id, dates[i].typed, &error);
      g_assert_cmpint (done, ==, dates[i].code < 0);
      if (done)
        g_assert_no_error (error);
      else
        g_assert_error (error, ETB_VALUE_ERROR, dates[i].code);
      g_clear_error (&error);
      g_assert_cmpuint (pieces.count, ==, done ? 1 : 0);
      dossier = fixture_reopen (dossier);
      listed = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);
      g_assert_cmpstr (listed->dated, ==, dates[i].kept);
      g_assert_cmpstr (listed->sha256, ==, attachment->sha256);
    }
  g_assert_false (etb_dossier_set_document_date (dossier, "absent", "", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
  g_object_unref (dossier);
}

/* A date that no program of ours writes makes the file damaged: it would be compared as text. */
static void
test_strange_stored_date_is_damage (Fixture *fixture, gconstpointer data)
{
  static const char *const strange[] = { "15/10/2019", "2019-02-30", "2019-10-15 ", "x'00'" };

  for (gsize i = 0; i < G_N_ELEMENTS (strange); i++)
    {
      EtbDossier *dossier = fixture_create (fixture);
      g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 100);
      g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-SIR", file, NULL);
      g_autofree char *sql
          = g_strdup_printf ("UPDATE attachment SET document_date = \"%s\"", strange[i]);
      GError *error = NULL;

      g_object_unref (dossier);
      fixture_tamper (fixture->file, sql);
      g_assert_null (etb_dossier_open (fixture->file, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
      g_clear_error (&error);
      g_unlink (fixture->file);
    }
}

/* ---- Asynchronously ---------------------------------------------------------------------------
 */

typedef struct
{
  GMainLoop *loop;
  EtbDossier *dossier;
  GCancellable *cancellable;
  gboolean types; /* an answer is set and saved at the first figure */
  guint figures;
  goffset last, total;
  EtbAttachment *attachment;
  GError *error;
} Attaching;

static void
on_progress (goffset done, goffset total, gpointer user_data)
{
  Attaching *attaching = user_data;

  g_assert_cmpint (done, >=, attaching->last);
  g_assert_cmpint (done, <=, total);
  attaching->last = done;
  attaching->total = total;
  if (attaching->figures++ > 0)
    return;
  if (attaching->types)
    {
      fixture_set (attaching->dossier, "/dossier/porteur/nom", "Pendant ce temps");
      g_assert_true (etb_dossier_flush (attaching->dossier, NULL));
    }
}

static void
on_attached (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Attaching *attaching = user_data;

  attaching->attachment
      = etb_dossier_attach_finish (ETB_DOSSIER (source), result, &attaching->error);
  g_main_loop_quit (attaching->loop);
}

static void
attach (Attaching *attaching, EtbDossier *dossier, GFile *file)
{
  attaching->loop = g_main_loop_new (NULL, FALSE);
  attaching->dossier = dossier;
  etb_dossier_attach_async (dossier, "P-LIBRE", file, on_progress, attaching,
                            attaching->cancellable, on_attached, attaching);
  g_main_loop_run (attaching->loop);
  g_main_loop_unref (attaching->loop);
}

static void
test_answers_are_saved_while_a_file_is_copied (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 9 * MEBIBYTE + 1);
  Attaching attaching = { .types = TRUE };

  attach (&attaching, dossier, file);
  g_assert_no_error (attaching.error);
  g_assert_cmpuint (attaching.figures, >, 0);
  g_assert_cmpint (attaching.last, ==, attaching.total);
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Pendant ce temps");
  assert_same_content (dossier, g_ptr_array_index (etb_dossier_get_attachments (dossier), 0), file);
  etb_attachment_unref (attaching.attachment);
  g_object_unref (dossier);
}

static gint64
count_rows (const char *file, const char *sql)
{
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_READ, NULL);
  gint64 count = -1;

  g_assert_true (etb_connection_query_int (connection, sql, &count, NULL));
  return count;
}

static void
test_cancelled_copy_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 100);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Attaching attaching = { .cancellable = cancellable };
  Heard pieces = { 0 };

  /* Cancelled before it begins, so that it never wins the race. */
  g_cancellable_cancel (cancellable);
  fixture_listen (dossier, "pieces-changed", &pieces);
  attach (&attaching, dossier, file);
  g_assert_error (attaching.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&attaching.error);
  g_assert_cmpuint (pieces.count, ==, 0);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  g_object_unref (dossier);
  g_assert_cmpint (count_rows (fixture->file, "SELECT count(*) FROM chunk"), ==, 0);
}

/* ---- In the middle of a copy -------------------------------------------------------------------
 */

/* What happens to the source, or to the copy, once so many chunks were taken. */
typedef struct
{
  const char *what;
  guint after;
  char *path;
  GCancellable *cancellable;
  EtbStore *store;
  guint figures;
} Accident;

static void
on_chunk (goffset done, goffset total, gpointer user_data)
{
  Accident *accident = user_data;

  if (++accident->figures != accident->after)
    return;
  if (g_str_equal (accident->what, "cancelled"))
    g_cancellable_cancel (accident->cancellable);
  else if (g_str_equal (accident->what, "shrinks"))
    g_assert_cmpint (truncate (accident->path, 2 * MEBIBYTE), ==, 0);
  else if (g_str_equal (accident->what, "grows"))
    g_assert_cmpint (truncate (accident->path, 9 * MEBIBYTE), ==, 0);
  else if (g_str_equal (accident->what, "vanishes"))
    g_unlink (accident->path);
  else if (g_str_equal (accident->what, "is replaced"))
    g_assert_true (g_file_set_contents (accident->path, "%PDF-", -1, NULL));
  else if (g_str_equal (accident->what, "dossier closed"))
    etb_store_close (accident->store);
}

static const struct
{
  const char *what;
  gboolean cancel;
  int code;
} accidents[] = {
  { "cancelled", TRUE, 0 },
  { "shrinks", FALSE, ETB_DOSSIER_ERROR_SOURCE },
  { "grows", FALSE, ETB_DOSSIER_ERROR_SOURCE },
  { "vanishes", FALSE, ETB_DOSSIER_ERROR_SOURCE },
  { "is replaced", FALSE, ETB_DOSSIER_ERROR_SOURCE },
  { "dossier closed", FALSE, ETB_DOSSIER_ERROR_STORE },
};

/* Six chunks: an accident after any of the first five finds the sixth not read yet. */
#define CHUNKS 6

static void
assert_accident_leaves_nothing (Fixture *fixture, const EtbPiece *piece, gsize which, guint after)
{
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", CHUNKS * MEBIBYTE);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtbStep) step
      = etb_step_new (ETB_STEP_ATTACHED, piece->code, "porteur", "2019-10-01T10:00:00Z");
  Accident accident = { .what = accidents[which].what, .after = after, .cancellable = cancellable };
  EtbStore *store;
  EtbDossier *dossier;
  GError *error = NULL;

  g_test_message ("%s after %u", accident.what, after);
  g_object_unref (fixture_create (fixture));
  store = fixture_open_store (fixture->file, NULL);
  accident.path = g_file_get_path (file);
  accident.store = store;
  step->number = 1;
  g_assert_null (
      etb_upload_run (store, piece, file, step, on_chunk, &accident, cancellable, &error));
  if (accidents[which].cancel)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  else
    g_assert_error (error, ETB_DOSSIER_ERROR, accidents[which].code);
  g_clear_error (&error);
  etb_store_unref (store);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  g_object_unref (dossier);
  g_free (accident.path);
  g_unlink (fixture->file);
}

static void
test_accidents_midway_leave_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) call = fixture_call ();
  const EtbPiece *piece = etb_call_find_piece (call, "P-STAT");

  for (gsize i = 0; i < G_N_ELEMENTS (accidents); i++)
    for (guint after = 1; after < CHUNKS; after++)
      assert_accident_leaves_nothing (fixture, piece, i, after);
}

/* What an interruption left is cleared away by whoever opens the file next, and the disk has it
 * back. */
static void
test_leftovers_are_cleared_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 5 * MEBIBYTE);
  EtbDossier *dossier = fixture_create (fixture);
  EtbAttachment *attachment = etb_dossier_attach (dossier, "P-STAT", file, NULL);
  gint64 pages;

  etb_attachment_unref (attachment);
  g_object_unref (dossier);
  fixture_tamper (fixture->file, "UPDATE attachment SET state = 'writing'");
  pages = count_rows (fixture->file, "PRAGMA page_count");
  dossier = etb_dossier_open (fixture->file, NULL);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  /* Works beside whatever else is done; ends by itself. */
  while (count_rows (fixture->file, "SELECT count(*) FROM attachment") > 0
         || count_rows (fixture->file, "PRAGMA freelist_count") > 0)
    g_thread_yield ();
  g_assert_cmpint (count_rows (fixture->file, "SELECT count(*) FROM chunk"), ==, 0);
  g_assert_cmpint (count_rows (fixture->file, "PRAGMA page_count"), <, pages / 4);
  g_object_unref (dossier);
}

static void
test_full_disk_keeps_nothing_of_a_file (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 6 * MEBIBYTE);
  struct rlimit limit;
  GError *error = NULL;

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = 3 * MEBIBYTE;
  setrlimit (RLIMIT_FSIZE, &limit);
  g_assert_null (etb_dossier_attach (dossier, "P-STAT", file, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  fixture_set (dossier, "/dossier/porteur/nom", "quand même");
  g_assert_true (etb_dossier_flush (dossier, &error));
  g_assert_no_error (error);
  limit.rlim_cur = RLIM_INFINITY;
  setrlimit (RLIMIT_FSIZE, &limit);
  dossier = fixture_reopen (dossier);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==, 0);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "quand même");
  g_object_unref (dossier);
}

/* ---- Damage and interruption ------------------------------------------------------------------
 */

static const char *const damages[] = {
  "UPDATE chunk SET bytes = zeroblob(length(bytes)) WHERE number = 1",
  "DELETE FROM chunk WHERE number = 1",
  "UPDATE chunk SET bytes = substr(bytes, 2) WHERE number = 2",
  "UPDATE chunk SET bytes = zeroblob (length (bytes) + 1) WHERE number = 2",
  "UPDATE attachment SET size = size - 1",
  "UPDATE attachment SET size = size + 1",
  "UPDATE attachment SET sha256 = replace(hex(zeroblob(32)), '00', 'ab')",
};

static void
test_damaged_content_is_never_given_out_whole (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      EtbDossier *dossier = fixture_create (fixture);
      g_autoptr (GFile) file = make_file (fixture, "a.pdf", "%PDF-", 2 * MEBIBYTE + 500);
      g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-STAT", file, NULL);
      g_autoptr (GInputStream) stream = NULL;
      g_autofree char *buffer = g_malloc (4 * MEBIBYTE);
      GError *error = NULL;
      gsize length;

      g_object_unref (dossier);
      fixture_tamper (fixture->file, damages[i]);
      dossier = etb_dossier_open (fixture->file, &error);
      g_assert_no_error (error);
      stream = etb_dossier_read_attachment (dossier, attachment->id, &error);
      g_assert_no_error (error);
      g_assert_false (
          g_input_stream_read_all (stream, buffer, 4 * MEBIBYTE, &length, NULL, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
      g_clear_error (&error);
      g_assert_cmpint (g_input_stream_read (stream, buffer, 10, NULL, NULL), ==, -1);
      g_object_unref (dossier);
      g_unlink (fixture->file);
    }
}

/* Attaches files for ever, saying after each that it is there. */
static int
run_child (const char *file, const char *source)
{
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, NULL);
  g_autoptr (GFile) pdf = g_file_new_for_path (source);

  for (;;)
    {
      g_autoptr (EtbAttachment) attachment = NULL;
      g_autofree char *line = NULL;

      if (etb_dossier_get_attachments (dossier)->len == 2)
        {
          const EtbAttachment *first = g_ptr_array_index (etb_dossier_get_attachments (dossier), 0);

          etb_dossier_detach (dossier, first->id, NULL);
        }
      attachment = etb_dossier_attach (dossier, "P-STAT", pdf, NULL);
      if (!attachment)
        return 1;
      line = g_strdup_printf ("%s\n", attachment->id);
      if (write (STDOUT_FILENO, line, strlen (line)) < 0)
        return 1;
    }
}

static char *
run_and_kill (Fixture *fixture, GFile *source, int enough)
{
  const char *arguments[] = { program, "--child", fixture->file, g_file_peek_path (source), NULL };
  char line[64];
  char *last = g_strdup ("");
  FILE *lines;
  GPid pid;
  int output;

  g_assert_true (g_spawn_async_with_pipes (NULL, (char **)arguments, NULL,
                                           G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                           &output, NULL, NULL));
  lines = fdopen (output, "r");
  for (int i = 0; i < enough && fgets (line, sizeof line, lines); i++)
    {
      g_free (last);
      last = g_strndup (line, strcspn (line, "\n"));
    }
  for (volatile int spin = g_test_rand_int_range (0, 4000000); spin > 0; spin--)
    ;
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (fgets (line, sizeof line, lines))
    if (strchr (line, '\n'))
      {
        g_free (last);
        last = g_strndup (line, strcspn (line, "\n"));
      }
  fclose (lines);
  return last;
}

static void
test_killed_while_copying (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) source = make_file (fixture, "a.pdf", "%PDF-", 3 * MEBIBYTE + 77);

  g_object_unref (fixture_create (fixture));
  for (int round = 0; round < 8; round++)
    {
      g_autofree char *last = run_and_kill (fixture, source, g_test_rand_int_range (0, 4));
      g_autoptr (EtbDossier) dossier = NULL;
      gboolean found = *last == '\0';
      GError *error = NULL;

      dossier = etb_dossier_open (fixture->file, &error);
      g_assert_no_error (error);
      g_assert_false (etb_dossier_is_read_only (dossier));
      for (guint i = 0; i < etb_dossier_get_attachments (dossier)->len; i++)
        {
          const EtbAttachment *listed
              = g_ptr_array_index (etb_dossier_get_attachments (dossier), i);

          found |= g_str_equal (listed->id, last);
          assert_same_content (dossier, listed, source);
        }
      g_assert_true (found);
    }
}

#define ADD(name, function) \
  g_test_add ("/pieces/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], argv[3]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  ADD ("files-come-back-as-they-were", test_files_come_back_as_they_were);
  ADD ("rules-know-what-is-there", test_rules_know_what_is_there);
  ADD ("list-is-in-the-order-of-the-call", test_list_is_in_the_order_of_the_call);
  ADD ("refused-files-leave-nothing", test_refused_files_leave_nothing);
  ADD ("kinds-by-name", test_kinds_that_content_does_not_show_go_by_the_name);
  ADD ("a-piece-takes-only-so-many-files", test_a_piece_takes_only_so_many_files);
  ADD ("date-of-a-document-is-kept", test_date_of_a_document_is_kept);
  ADD ("strange-stored-date-is-damage", test_strange_stored_date_is_damage);
  ADD ("answers-are-saved-while-a-file-is-copied", test_answers_are_saved_while_a_file_is_copied);
  ADD ("cancelled-copy-leaves-nothing", test_cancelled_copy_leaves_nothing);
  ADD ("accidents-midway-leave-nothing", test_accidents_midway_leave_nothing);
  ADD ("leftovers-are-cleared-away", test_leftovers_are_cleared_away);
  ADD ("full-disk-keeps-nothing-of-a-file", test_full_disk_keeps_nothing_of_a_file);
  ADD ("damaged-content-is-never-given-out-whole", test_damaged_content_is_never_given_out_whole);
  ADD ("killed-while-copying", test_killed_while_copying);
  return g_test_run ();
}
