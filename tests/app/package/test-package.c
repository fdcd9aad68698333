/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a package is whole and verified, or is not there. */

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

#include "etb-zip-reader.h"
#include "etb-container-error.h"
#include "etb-dossier-assistance.h"
#include "package-fixture.h"

static void
entries_are_in_the_order_of_the_format (Fixture *fixture, gconstpointer data)
{
  static const char *const wanted[] = {
    "mimetype",
    "dossier.xml",
    NULL,
    "appel.xml",
    "journal.xml",
    "dossier.pdf",
    "META-INF/manifest.xml",
    "META-INF/signatures0.xml",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = NULL;
  GPtrArray *entries;

  fixture_export (fixture);
  reader = etb_zip_reader_open (fixture->package, &error);
  g_assert_no_error (error);
  entries = etb_zip_reader_get_entries (reader);
  g_assert_cmpuint (entries->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);

      if (wanted[i] != NULL)
        g_assert_cmpstr (entry->name, ==, wanted[i]);
      else
        g_assert_true (g_str_has_prefix (entry->name, "pieces/01-P-STAT-"));
      g_assert_false (entry->deflated);
    }
  g_assert_true (etb_zip_reader_is_canonical (reader));
}

static void
the_call_goes_with_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *call = NULL;
  GBytes *bytes = etb_call_get_bytes (etb_dossier_get_call (fixture->dossier));

  fixture_export (fixture);
  call = fixture_entry (fixture, fixture->package, "appel.xml");
  g_assert_cmpmem (call, strlen (call), g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* Exporting is an entry in the journal: the same input is another copy of the dossier. */
static void
the_same_input_gives_the_same_bytes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (fixture->file);
  g_autofree char *copy = fixture_path (fixture, "copie.etabli");
  g_autoptr (GFile) copy_file = g_file_new_for_path (copy);
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  gsize first_length = 0;
  gsize second_length = 0;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_clear_object (&fixture->dossier);
  g_assert_true (g_file_copy (file, copy_file, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
  fixture->dossier = etb_dossier_open (fixture->file, NULL);
  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &first, &first_length, NULL));
  g_clear_object (&fixture->dossier);
  fixture->dossier = etb_dossier_open (copy, NULL);
  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &second, &second_length, NULL));
  g_assert_cmpmem (first, first_length, second, second_length);
}

static void
the_dossier_notes_the_export (Fixture *fixture, gconstpointer data)
{
  GPtrArray *exports;
  const EtbExport *export;

  fixture_export (fixture);
  exports = etb_dossier_get_exports (fixture->dossier);
  g_assert_cmpuint (exports->len, ==, 1);
  export = g_ptr_array_index (exports, 0);
  g_assert_cmpstr (export->file, ==, fixture->package);
  g_assert_cmpuint (strlen (export->sha256), ==, 64);
}

/* Exports, which must fail with @code of @domain; nothing is left in the folder but what was there.
 */
static char *
fail_to_export (Fixture *fixture, const char *file, GQuark domain, int code)
{
  const guint before = fixture_count_files (fixture);
  g_autoptr (GError) error = NULL;

  g_assert_false (etb_package_export (fixture->dossier, file,
                                      &(EtbSigning){ fixture->identity, fixture->at }, NULL, NULL,
                                      NULL, NULL, &error));
  g_assert_error (error, domain, code);
  g_assert_cmpuint (fixture_count_files (fixture), ==, before);
  g_assert_cmpuint (etb_dossier_get_exports (fixture->dossier)->len, ==, 0);
  return g_strdup (error->message);
}

static void
a_dossier_that_is_not_ready_is_refused_by_name (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *value;
    const char *named;
  } cases[] = {
    { "/dossier/porteur/nom", "", "Nom" },
    { "/dossier/porteur/siret", "123", "SIRET" },
    { "/dossier/demande/total", "1000", "Au moins 25 000 €" },
    { "/dossier/porteur/forme", "personne", "Une personne morale" },
    { "/dossier/porteur/aide", "oui", "Mandat" },
    { "/dossier/porteur/aide", "", "Mandat" },
    { "/dossier/accord", "", "Je certifie que tout est exact." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = etb_dossier_get_answer (fixture->dossier, cases[i].path);
      g_autofree char *message = NULL;

      fixture_set (fixture, cases[i].path, cases[i].value);
      message = fail_to_export (fixture, fixture->package, ETB_PACKAGE_ERROR,
                                ETB_PACKAGE_ERROR_NOT_READY);
      g_assert_nonnull (strstr (message, cases[i].named));
      g_assert_nonnull (strstr (message, "essai.etabli"));
      fixture_set (fixture, cases[i].path, before);
    }
  fixture_export (fixture);
}

static void
begin_help (Fixture *fixture)
{
  const EtbAssistanceTerms terms = { "Camille Martin", "Mairie d’Exemple", "agent", NULL, 31 };
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_begin_assistance (fixture->dossier, &terms, &error));
  g_assert_no_error (error);
}

static void
what_a_helper_typed_is_read_back_before_signing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *open = NULL;
  g_autofree char *unread = NULL;
  g_autofree char *refused = NULL;

  begin_help (fixture);
  fixture_set (fixture, "/dossier/porteur/nom", "La Halle");
  open = fail_to_export (fixture, fixture->package, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY);
  g_assert_nonnull (strstr (open, "Camille Martin"));
  g_assert_true (etb_dossier_end_assistance (fixture->dossier, NULL));

  unread
      = fail_to_export (fixture, fixture->package, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY);
  g_assert_nonnull (strstr (unread, "1"));
  g_assert_nonnull (strstr (unread, "Identité"));

  g_assert_true (etb_dossier_refuse_answer (fixture->dossier, "/dossier/porteur/nom", NULL));
  refused
      = fail_to_export (fixture, fixture->package, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY);
  fixture_set (fixture, "/dossier/porteur/nom", "L’Établi");
  fixture_export (fixture);
}

static void
a_missing_piece_is_named (Fixture *fixture, gconstpointer data)
{
  const EtbAttachment *attachment
      = g_ptr_array_index (etb_dossier_get_attachments (fixture->dossier), 0);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  etb_dossier_detach (fixture->dossier, attachment->id, &error);
  g_assert_no_error (error);
  message
      = fail_to_export (fixture, fixture->package, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY);
  g_assert_nonnull (strstr (message, "Statuts"));
}

static void
a_closed_track_may_still_be_packaged (Fixture *fixture, gconstpointer data)
{
  g_date_time_unref (fixture->at);
  fixture->at = g_date_time_new_utc (2021, 6, 1, 0, 0, 0);
  fixture_export (fixture);
}

static void
an_identity_out_of_its_dates_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *message = NULL;

  g_date_time_unref (fixture->at);
  fixture->at = g_date_time_new_utc (2018, 6, 1, 0, 0, 0);
  message
      = fail_to_export (fixture, fixture->package, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
}

static void
the_dossier_itself_is_never_overwritten (Fixture *fixture, gconstpointer data)
{
  g_autofree char *alias = fixture_path (fixture, "alias.asice");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  first = fail_to_export (fixture, fixture->file, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
  g_assert_cmpint (link (fixture->file, alias), ==, 0);
  second = fail_to_export (fixture, alias, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE);
}

static void
a_target_that_cannot_be_written_is_one_clear_error (Fixture *fixture, gconstpointer data)
{
  const char *targets[] = {
    "absent/paquet.asice",       /* no such folder */
    "essai.etabli/paquet.asice", /* a file in the place of a folder */
    "",                          /* the folder itself */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    {
      g_autofree char *target = fixture_path (fixture, targets[i]);
      g_autofree char *message
          = fail_to_export (fixture, target, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE);

      g_assert_nonnull (strstr (message, fixture->folder));
    }
}

/* The kernel refuses to write beyond a size, as it would on a full disk. */
static void
a_full_disk_leaves_nothing_and_keeps_the_old_package (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *big = NULL;
  gsize before_length = 0;
  gsize after_length = 0;
  struct rlimit limit;
  struct rlimit small;
  g_autoptr (GError) error = NULL;
  guint files;

  fixture_export (fixture);
  g_assert_true (g_file_get_contents (fixture->package, &before, &before_length, NULL));
  big = fixture_make_pdf (fixture, "gros.pdf", 3 * 1024 * 1024);
  fixture_attach (fixture, "P-PLUS", big);
  g_assert_true (etb_dossier_flush (fixture->dossier, &error));
  files = fixture_count_files (fixture);

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = limit;
  small.rlim_cur = 1024 * 1024;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_false (etb_package_export (fixture->dossier, fixture->package,
                                      &(EtbSigning){ fixture->identity, fixture->at }, NULL, NULL,
                                      NULL, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);

  g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
  g_assert_true (g_file_get_contents (fixture->package, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
}

/* A byte of the attached file is changed inside the dossier's file: dossier.xml would lie. */
static void
a_damaged_piece_does_not_go_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *content = NULL;
  gsize length = 0;
  char *found;
  g_autofree char *message = NULL;
  FILE *file;

  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  g_assert_true (g_file_get_contents (fixture->file, &content, &length, NULL));
  found = memmem (content, length, FIXTURE_MARK, strlen (FIXTURE_MARK));
  g_assert_nonnull (found);
  file = g_fopen (fixture->file, "r+");
  g_assert_cmpint (fseek (file, (long)(found - content), SEEK_SET), ==, 0);
  g_assert_cmpint (fputc ('U', file), ==, 'U');
  fclose (file);

  message
      = fail_to_export (fixture, fixture->package, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
  g_assert_nonnull (strstr (message, "Statuts signés (v2).PDF"));
}

typedef struct
{
  GMainLoop *loop;
  GCancellable *cancellable;
  gboolean cancel_at_once;
  guint64 done;
  guint64 total;
  guint calls;
  GThread *thread;
  GError *error;
} Waiting;

static void
on_progress (guint64 done, guint64 total, gpointer user_data)
{
  Waiting *waiting = user_data;

  g_assert_true (g_thread_self () == waiting->thread);
  g_assert_cmpuint (done, >=, waiting->done);
  waiting->done = done;
  waiting->total = total;
  waiting->calls++;
  if (waiting->cancel_at_once)
    g_cancellable_cancel (waiting->cancellable);
}

static void
on_export_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Waiting *waiting = user_data;

  etb_package_export_finish (ETB_DOSSIER (source), result, &waiting->error);
  g_main_loop_quit (waiting->loop);
}

static void
export_waiting (Fixture *fixture, Waiting *waiting)
{
  waiting->loop = g_main_loop_new (NULL, FALSE);
  waiting->cancellable = g_cancellable_new ();
  waiting->thread = g_thread_self ();
  etb_package_export_async (fixture->dossier, fixture->package,
                            &(EtbSigning){ fixture->identity, fixture->at }, NULL, on_progress,
                            waiting, waiting->cancellable, on_export_done, waiting);
  g_main_loop_run (waiting->loop);
  g_main_loop_unref (waiting->loop);
  g_object_unref (waiting->cancellable);
}

static void
an_export_on_a_thread_says_how_far_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 20 * 1024 * 1024);
  g_autoptr (EtbVerification) verification = NULL;
  Waiting waiting = { 0 };

  fixture_attach (fixture, "P-PLUS", big);
  export_waiting (fixture, &waiting);
  g_assert_no_error (waiting.error);
  g_assert_cmpuint (waiting.total, ==, 20 * 1024 * 1024 + 5000);
  g_assert_cmpuint (waiting.done, <=, waiting.total);
  g_assert_cmpuint (waiting.calls, >, 0);
  verification = etb_verification_run (fixture->package, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (etb_dossier_get_exports (fixture->dossier)->len, ==, 1);
}

static void
a_cancelled_export_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 60 * 1024 * 1024);
  Waiting waiting = { 0 };
  guint files;

  fixture_attach (fixture, "P-PLUS", big);
  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  files = fixture_count_files (fixture);
  waiting.cancel_at_once = TRUE;
  export_waiting (fixture, &waiting);
  g_assert_error (waiting.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture_count_files (fixture), ==, files);
  g_clear_error (&waiting.error);
}

/* What happens at one step of the progress of an export. */
typedef struct
{
  Fixture *fixture;
  guint step; /* from 1 */
  guint steps;
  GCancellable *cancellable;
  void (*happen) (Fixture *fixture); /* or NULL: a cancellation */
} Accident;

static void
on_step (guint64 done, guint64 total, gpointer user_data)
{
  Accident *accident = user_data;

  if (++accident->steps != accident->step)
    return;
  if (accident->happen != NULL)
    accident->happen (accident->fixture);
  else
    g_cancellable_cancel (accident->cancellable);
}

static gboolean
export_with_accident (Accident *accident, GError **error)
{
  Fixture *fixture = accident->fixture;

  return etb_package_export (fixture->dossier, fixture->package,
                             &(EtbSigning){ fixture->identity, fixture->at }, NULL, on_step,
                             accident, accident->cancellable, error);
}

static void
a_cancel_at_any_step_keeps_the_old_package (Fixture *fixture, gconstpointer data)
{
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 3 * 1024 * 1024);
  g_autofree char *before = NULL;
  gsize before_length = 0;
  Accident whole = { .fixture = fixture };
  guint files;

  fixture_attach (fixture, "P-PLUS", big);
  g_assert_true (export_with_accident (&whole, NULL));
  g_assert_true (g_file_get_contents (fixture->package, &before, &before_length, NULL));
  files = fixture_count_files (fixture);
  g_assert_cmpuint (whole.steps, >, 10);

  for (guint step = 1; step <= whole.steps; step++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;
      gsize after_length = 0;
      Accident accident = { .fixture = fixture, .step = step, .cancellable = cancellable };

      g_assert_false (export_with_accident (&accident, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpuint (fixture_count_files (fixture), ==, files);
      g_assert_true (g_file_get_contents (fixture->package, &after, &after_length, NULL));
      g_assert_cmpmem (before, before_length, after, after_length);
    }
}

static void
remove_the_dossier (Fixture *fixture)
{
  g_assert_cmpint (g_unlink (fixture->file), ==, 0);
}

static void
cut_the_dossier (Fixture *fixture)
{
  g_assert_cmpint (truncate (fixture->file, 1024 * 1024), ==, 0);
}

static void
spoil_the_dossier (Fixture *fixture)
{
  g_autofree char *zeros = g_malloc0 (1024 * 1024);
  FILE *file = g_fopen (fixture->file, "r+");

  g_assert_cmpint (fseek (file, 1024 * 1024, SEEK_SET), ==, 0);
  g_assert_cmpuint (fwrite (zeros, 1024 * 1024, 1, file), ==, 1);
  fclose (file);
}

static void
detach_the_piece (Fixture *fixture)
{
  GPtrArray *attachments = etb_dossier_get_attachments (fixture->dossier);
  const EtbAttachment *last = g_ptr_array_index (attachments, attachments->len - 1);
  g_autoptr (GError) error = NULL;

  etb_dossier_detach (fixture->dossier, last->id, &error);
  g_assert_no_error (error);
}

/* Whatever becomes of the dossier meanwhile, the package is whole and says what it holds, or is not
 * there. */
static void
a_source_that_changes_half_way_gives_no_broken_package (Fixture *fixture, gconstpointer data)
{
  void (*happen) (Fixture * fixture) = data;
  g_autofree char *big = fixture_make_pdf (fixture, "gros.pdf", 24 * 1024 * 1024);
  g_autoptr (GError) error = NULL;
  Accident accident = { .fixture = fixture, .step = 2, .happen = happen };
  guint files;

  fixture_attach (fixture, "P-PLUS", big);
  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  files = fixture_count_files (fixture);
  if (export_with_accident (&accident, &error))
    {
      g_autoptr (EtbVerification) verification
          = etb_verification_run (fixture->package, NULL, NULL);

      g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
      g_assert_true (happen == remove_the_dossier || happen == detach_the_piece);
      return;
    }
  g_assert_cmpuint (accident.steps, >=, 2);
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, !=, "");
  g_test_message ("%s", error->message);
  g_assert_false (g_file_test (fixture->package, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (fixture_count_files (fixture), ==,
                    happen == remove_the_dossier ? files - 1 : files);
}

static void
a_draft_prints_whatever_is_missing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = fixture_path (fixture, "brouillon.pdf");
  g_autofree char *pdf = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  fixture_set (fixture, "/dossier/porteur/nom", "");
  g_assert_true (etb_package_print (fixture->dossier, fixture->at, NULL, output, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (output, &pdf, &length, NULL));
  g_assert_true (g_str_has_prefix (pdf, "%PDF-"));
}

static void
the_pdf_of_a_package_comes_out_as_it_is (Fixture *fixture, gconstpointer data)
{
  g_autofree char *output = fixture_path (fixture, "sorti.pdf");
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GBytes) inside = NULL;
  gsize length = 0;

  fixture_export (fixture);
  g_assert_true (etb_package_extract_pdf (fixture->package, output, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (output, &out, &length, NULL));
  reader = etb_zip_reader_open (fixture->package, NULL);
  inside
      = etb_zip_reader_load (reader, etb_zip_reader_find (reader, "dossier.pdf"), 1 << 24, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (out, length, g_bytes_get_data (inside, NULL), g_bytes_get_size (inside));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/package/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("what-a-helper-typed-is-read-back-before-signing",
       what_a_helper_typed_is_read_back_before_signing);
  ADD ("entries-are-in-the-order-of-the-format", entries_are_in_the_order_of_the_format);
  ADD ("the-call-goes-with-it", the_call_goes_with_it);
  ADD ("the-same-input-gives-the-same-bytes", the_same_input_gives_the_same_bytes);
  ADD ("the-dossier-notes-the-export", the_dossier_notes_the_export);
  ADD ("a-dossier-that-is-not-ready-is-refused-by-name",
       a_dossier_that_is_not_ready_is_refused_by_name);
  ADD ("a-missing-piece-is-named", a_missing_piece_is_named);
  ADD ("a-closed-track-may-still-be-packaged", a_closed_track_may_still_be_packaged);
  ADD ("an-identity-out-of-its-dates-is-refused", an_identity_out_of_its_dates_is_refused);
  ADD ("the-dossier-itself-is-never-overwritten", the_dossier_itself_is_never_overwritten);
  ADD ("a-target-that-cannot-be-written-is-one-clear-error",
       a_target_that_cannot_be_written_is_one_clear_error);
  ADD ("a-full-disk-leaves-nothing-and-keeps-the-old-package",
       a_full_disk_leaves_nothing_and_keeps_the_old_package);
  ADD ("a-damaged-piece-does-not-go-out", a_damaged_piece_does_not_go_out);
  ADD ("an-export-on-a-thread-says-how-far-it-is", an_export_on_a_thread_says_how_far_it_is);
  ADD ("a-cancelled-export-leaves-nothing", a_cancelled_export_leaves_nothing);
  ADD ("a-cancel-at-any-step-keeps-the-old-package", a_cancel_at_any_step_keeps_the_old_package);
#define ADD_SOURCE(name, happen)                                        \
  g_test_add ("/package/source-" name, Fixture, happen, fixture_set_up, \
              a_source_that_changes_half_way_gives_no_broken_package, fixture_tear_down)
  ADD_SOURCE ("removed", remove_the_dossier);
  ADD_SOURCE ("cut", cut_the_dossier);
  ADD_SOURCE ("spoiled", spoil_the_dossier);
  ADD_SOURCE ("detached", detach_the_piece);
  ADD ("a-draft-prints-whatever-is-missing", a_draft_prints_whatever_is_missing);
  ADD ("the-pdf-of-a-package-comes-out-as-it-is", the_pdf_of_a_package_comes_out_as_it_is);
  return g_test_run ();
}
