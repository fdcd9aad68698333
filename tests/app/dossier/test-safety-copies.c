/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies that the program keeps, and versions brought back from them, on real files. */

#include "etb-safety-copies.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <utime.h>

#include "dossier-fixture.h"
#include "etb-dossier-history.h"
#include "etb-safety-copies-private.h"
#include "etb-version.h"

static char *home;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copies = g_build_filename (home, "etabli", "copies", NULL);

  fixture_remove_folder (copies);
  fixture_set_up (fixture, data);
}

static void
make (const char *file, EtbSafetyCopyKind kind)
{
  GError *error = NULL;

  g_assert_true (etb_safety_copies_make (file, kind, NULL, &error));
  g_assert_no_error (error);
}

/* Of another day: names are those of days. Returns: (transfer full): its new name */
static char *
date_back (const char *file, const char *day)
{
  g_autoptr (GPtrArray) copies = etb_safety_copies_list (file);
  const EtbSafetyCopy *copy = g_ptr_array_index (copies, 0);
  g_autofree char *folder = g_path_get_dirname (copy->file);
  g_autofree char *name = g_strconcat (day, ".etabli", NULL);
  char *dated = g_build_filename (folder, name, NULL);
  g_autoptr (GDateTime) when = NULL;
  struct utimbuf times = { 0 };
  g_autofree char *instant = g_strconcat (day, "T12:00:00Z", NULL);

  when = g_date_time_new_from_iso8601 (instant, NULL);
  times.actime = times.modtime = g_date_time_to_unix (when);
  g_assert_cmpint (g_rename (copy->file, dated), ==, 0);
  g_assert_cmpint (utime (dated, &times), ==, 0);
  return dated;
}

static void
test_a_copy_is_private_and_opens_only_to_be_looked_at (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (EtbDossier) copy = NULL;
  g_autoptr (GPtrArray) copies = NULL;
  GError *error = NULL;
  GStatBuf info;

  fixture_set (dossier, "/dossier/porteur/nom", "La Halle");
  g_assert_true (etb_dossier_flush (dossier, &error));
  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, 1);
  g_assert_cmpint (g_stat (((EtbSafetyCopy *)copies->pdata[0])->file, &info), ==, 0);
  g_assert_cmphex (info.st_mode & 0777, ==, 0600);
  copy = etb_dossier_open (((EtbSafetyCopy *)copies->pdata[0])->file, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_is_read_only (copy));
  g_assert_nonnull (strstr (etb_dossier_get_read_only_reason (copy), "kept for safety"));
  fixture_assert_answer (copy, "/dossier/porteur/nom", "La Halle");
}

static void
test_the_last_opening_of_a_day_counts (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (EtbDossier) copy = NULL;

  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  fixture_set (dossier, "/dossier/porteur/nom", "La Halle");
  g_assert_true (etb_dossier_flush (dossier, NULL));
  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, 1);
  copy = etb_dossier_open (((EtbSafetyCopy *)copies->pdata[0])->file, NULL);
  fixture_assert_answer (copy, "/dossier/porteur/nom", "La Halle");
}

static void
test_seven_days_are_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) copies = NULL;

  for (guint day = 10; day < 20; day++)
    {
      g_autofree char *date = g_strdup_printf ("2026-10-%u", day);

      make (fixture->file, ETB_SAFETY_COPY_OPENING);
      g_free (date_back (fixture->file, date));
    }
  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, ETB_SAFETY_COPIES_DAYS);
  g_assert_cmpstr (((EtbSafetyCopy *)copies->pdata[1])->day, ==, "2026-10-19");
  g_assert_cmpstr (((EtbSafetyCopy *)copies->pdata[6])->day, ==, "2026-10-14");
}

static void
test_a_damaged_dossier_still_finds_its_copies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) copies = NULL;

  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_free (fixture_write (fixture, "essai.etabli", "no dossier at all", 17));
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, 1);
}

static void
test_an_identity_is_no_path (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *outside = g_build_filename (home, "etabli", "dehors", NULL);

  g_assert_true (etb_dossier_close (dossier, NULL));
  fixture_tamper (fixture->file, "UPDATE meta SET value = '../dehors' WHERE name = 'id'");
  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  g_assert_false (g_file_test (outside, G_FILE_TEST_EXISTS));
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, 1);
}

static void
test_no_copy_of_a_copy_or_of_what_is_no_dossier (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *foreign = fixture_write (fixture, "a.etabli", "rien", 4);
  g_autoptr (GPtrArray) copies = NULL;
  g_autoptr (GPtrArray) after = NULL;
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  GError *error = NULL;

  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  copies = etb_safety_copies_list (fixture->file);
  make (((EtbSafetyCopy *)copies->pdata[0])->file, ETB_SAFETY_COPY_OPENING);
  g_assert_false (etb_safety_copies_make (foreign, ETB_SAFETY_COPY_OPENING, NULL, NULL));
  g_cancellable_cancel (cancelled);
  g_assert_false (
      etb_safety_copies_make (fixture->file, ETB_SAFETY_COPY_BEFORE, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (after->len, ==, 1);
}

/* ---- Versions ---------------------------------------------------------------------------------
 */

static void
attach (EtbDossier *dossier, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  GError *error = NULL;
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-LIBRE", file, &error);

  g_assert_no_error (error);
}

static guint
count_files (EtbDossier *dossier)
{
  return etb_dossier_get_attachments (dossier)->len;
}

/* A dossier of a day, then what was done since. @heavy: with more files than a copy holds. */
static EtbDossier *
make_then_change (Fixture *fixture, gboolean heavy, char **copy)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autofree char *first = fixture_write (fixture, "un.txt", "un", 2);
  g_autofree char *second = fixture_write (fixture, "deux.txt", "deux", 4);
  const char *id;

  fixture_set (dossier, "/dossier/porteur/nom", "Avant");
  fixture_set (dossier, "/dossier/lieu/nom", "Lieu");
  g_free (etb_dossier_add_line (dossier, "/dossier/consortium/membre", NULL));
  fixture_set (dossier, "/dossier/consortium/membre[1]/nom", "Commune");
  attach (dossier, first);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  if (heavy)
    fixture_tamper (fixture->file,
                    "INSERT INTO attachment (id, state, piece, name, safe_name, "
                    "media_type, size, sha256, document_date, author, at, revision) "
                    "VALUES ('lourd', 'kept', 'P-LIBRE', 'a', 'a', 'a', 70000000, "
                    "'"
                    "0000000000000000000000000000000000000000000000000000000000000000"
                    "', '', '', '', 1)");
  make (fixture->file, ETB_SAFETY_COPY_OPENING);
  *copy = date_back (fixture->file, "2026-10-31");

  dossier = etb_dossier_open (fixture->file, NULL);
  fixture_set (dossier, "/dossier/porteur/nom", "Après");
  fixture_set (dossier, "/dossier/porteur/courriel", "a@b.fr");
  g_assert_true (etb_dossier_remove_line (dossier, "/dossier/consortium/membre[1]", NULL));
  id = ((EtbAttachment *)etb_dossier_get_attachments (dossier)->pdata[0])->id;
  g_assert_true (etb_dossier_detach (dossier, id, NULL));
  attach (dossier, second);
  g_assert_true (etb_dossier_flush (dossier, NULL));
  return dossier;
}

static void
assert_is_before (EtbDossier *dossier)
{
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Avant");
  fixture_assert_answer (dossier, "/dossier/porteur/courriel", "");
  fixture_assert_answer (dossier, "/dossier/lieu/nom", "Lieu");
  fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom", "Commune");
  g_assert_cmpuint (count_files (dossier), ==, 1);
  g_assert_cmpstr (((EtbAttachment *)etb_dossier_get_attachments (dossier)->pdata[0])->name, ==,
                   "un.txt");
}

static void
assert_is_after (EtbDossier *dossier)
{
  g_autofree char *line = etb_dossier_get_answer (dossier, "/dossier/consortium/membre[1]/nom");

  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Après");
  fixture_assert_answer (dossier, "/dossier/porteur/courriel", "a@b.fr");
  g_assert_null (line);
  g_assert_cmpuint (count_files (dossier), ==, 1);
  g_assert_cmpstr (((EtbAttachment *)etb_dossier_get_attachments (dossier)->pdata[0])->name, ==,
                   "deux.txt");
}

static void
assert_content (EtbDossier *dossier, const char *expected)
{
  const char *id = ((EtbAttachment *)etb_dossier_get_attachments (dossier)->pdata[0])->id;
  GError *error = NULL;
  g_autoptr (GInputStream) stream = etb_dossier_read_attachment (dossier, id, &error);
  char text[32] = "";
  gsize length = 0;

  g_assert_no_error (error);
  g_assert_true (g_input_stream_read_all (stream, text, sizeof text - 1, &length, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* @forget: the history no longer has the removed file; only the copy does. */
static void
restore_and_undo (Fixture *fixture, gboolean heavy, gboolean forget)
{
  g_autofree char *copy = NULL;
  g_autoptr (EtbDossier) dossier = make_then_change (fixture, heavy, &copy);
  g_autoptr (GPtrArray) copies = NULL;
  GError *error = NULL;
  EtbVersion version;

  g_assert_true (etb_version_compare (fixture->file, copy, &version, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (version.answers, ==, 3);
  g_assert_cmpuint (version.lines, ==, 1);
  g_assert_cmpuint (version.files, ==, 2);
  g_assert_cmpuint (version.lost, ==, 0);
  g_assert_false (version.other_edition);
  g_assert_false (etb_version_restore (fixture->file, copy, "2026-10-31", NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_clear_error (&error);

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_clear_object (&dossier);
  if (forget)
    fixture_tamper (fixture->file, "DELETE FROM step; DELETE FROM step_item; DELETE FROM chunk "
                                   "WHERE attachment IN (SELECT number FROM attachment WHERE state "
                                   "= 'kept'); DELETE FROM attachment WHERE state = 'kept'");
  g_assert_true (etb_version_restore (fixture->file, copy, "2026-10-31", NULL, &error));
  g_assert_no_error (error);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  assert_is_before (dossier);
  assert_content (dossier, "un");
  copies = etb_safety_copies_list (fixture->file);
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpint (((EtbSafetyCopy *)copies->pdata[0])->kind, ==, ETB_SAFETY_COPY_BEFORE);

  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  g_assert_no_error (error);
  assert_is_after (dossier);
  dossier = fixture_reopen (dossier);
  assert_is_after (dossier);
  assert_content (dossier, "deux");
  g_assert_true (etb_dossier_redo (dossier, NULL, &error));
  assert_is_before (dossier);
}

static void
test_a_version_comes_back_in_one_step (Fixture *fixture, gconstpointer data)
{
  restore_and_undo (fixture, FALSE, FALSE);
}

static void
test_files_come_back_from_the_copy (Fixture *fixture, gconstpointer data)
{
  restore_and_undo (fixture, FALSE, TRUE);
}

static void
test_files_of_a_light_copy_come_from_the_dossier (Fixture *fixture, gconstpointer data)
{
  restore_and_undo (fixture, TRUE, FALSE);
}

static void
test_a_file_that_is_nowhere_is_said_and_left_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (EtbDossier) dossier = make_then_change (fixture, TRUE, &copy);
  GError *error = NULL;
  EtbVersion version;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_clear_object (&dossier);
  fixture_tamper (fixture->file, "DELETE FROM step; DELETE FROM step_item; DELETE FROM attachment "
                                 "WHERE state = 'kept'");
  g_assert_true (etb_version_compare (fixture->file, copy, &version, &error));
  g_assert_cmpuint (version.lost, ==, 1);
  g_assert_true (etb_version_restore (fixture->file, copy, "2026-10-31", NULL, &error));
  g_assert_no_error (error);
  dossier = etb_dossier_open (fixture->file, &error);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Avant");
  g_assert_cmpuint (count_files (dossier), ==, 0);
}

static void
test_another_edition_does_not_come_back (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (EtbDossier) dossier = make_then_change (fixture, FALSE, &copy);
  GError *error = NULL;
  EtbVersion version;

  g_assert_true (etb_dossier_close (dossier, NULL));
  fixture_tamper (fixture->file,
                  "INSERT INTO call SELECT 2, "
                  "'0123456789012345678901234567890123456789012345678901234567890123', bytes, at "
                  "FROM call");
  g_assert_true (etb_version_compare (fixture->file, copy, &version, &error));
  g_assert_true (version.other_edition);
  g_assert_false (etb_version_restore (fixture->file, copy, "2026-10-31", NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE);
  g_clear_error (&error);
}

static void
test_a_damaged_copy_changes_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autoptr (EtbDossier) dossier = make_then_change (fixture, FALSE, &copy);
  GError *error = NULL;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_clear_object (&dossier);
  fixture_tamper (copy, "UPDATE chunk SET bytes = zeroblob(2)");
  fixture_tamper (fixture->file, "DELETE FROM step; DELETE FROM step_item; DELETE FROM attachment "
                                 "WHERE state = 'kept'");
  g_assert_false (etb_version_restore (fixture->file, copy, "2026-10-31", NULL, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
  g_clear_error (&error);
  dossier = etb_dossier_open (fixture->file, NULL);
  assert_is_after (dossier);
}

static void
test_a_copy_takes_the_place_of_a_damaged_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *second = NULL;
  g_autofree char *bytes = NULL;
  g_autoptr (EtbDossier) dossier = make_then_change (fixture, FALSE, &copy);
  GError *error = NULL;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_clear_object (&dossier);
  g_free (fixture_write (fixture, "essai.etabli", "casse", 5));
  g_assert_false (etb_version_replace_damaged (fixture->file, fixture->file, NULL, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (etb_version_replace_damaged (fixture->file, copy, &aside, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (aside, &bytes, NULL, NULL));
  g_assert_cmpstr (bytes, ==, "casse");
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_false (etb_dossier_is_read_only (dossier));
  assert_is_before (dossier);
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_assert_true (etb_version_replace_damaged (fixture->file, copy, &second, &error));
  g_assert_cmpstr (second, !=, aside);
}

#define ADD(name, function) \
  g_test_add ("/dossier/safety-copies/" name, Fixture, NULL, set_up, function, fixture_tear_down)

int
main (int argc, char *argv[])
{
  int status;

  home = g_dir_make_tmp ("etabli-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);

  ADD ("a-copy-is-private-and-opens-only-to-be-looked-at",
       test_a_copy_is_private_and_opens_only_to_be_looked_at);
  ADD ("the-last-opening-of-a-day-counts", test_the_last_opening_of_a_day_counts);
  ADD ("seven-days-are-kept", test_seven_days_are_kept);
  ADD ("a-damaged-dossier-still-finds-its-copies", test_a_damaged_dossier_still_finds_its_copies);
  ADD ("an-identity-is-no-path", test_an_identity_is_no_path);
  ADD ("no-copy-of-a-copy-or-of-what-is-no-dossier",
       test_no_copy_of_a_copy_or_of_what_is_no_dossier);
  ADD ("a-version-comes-back-in-one-step", test_a_version_comes_back_in_one_step);
  ADD ("files-come-back-from-the-copy", test_files_come_back_from_the_copy);
  ADD ("files-of-a-light-copy-come-from-the-dossier",
       test_files_of_a_light_copy_come_from_the_dossier);
  ADD ("a-file-that-is-nowhere-is-said-and-left-out",
       test_a_file_that_is_nowhere_is_said_and_left_out);
  ADD ("another-edition-does-not-come-back", test_another_edition_does_not_come_back);
  ADD ("a-damaged-copy-changes-nothing", test_a_damaged_copy_changes_nothing);
  ADD ("a-copy-takes-the-place-of-a-damaged-file", test_a_copy_takes_the_place_of_a_damaged_file);
  status = g_test_run ();
  fixture_remove_folder (home);
  g_free (home);
  return status;
}
