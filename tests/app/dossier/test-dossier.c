/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier: what a person sets is there again, whoever opens it. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>

#include "dossier-fixture.h"
#include "etb-dossier-history.h"

static void
test_new_dossier_holds_its_track_and_first_lines (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  for (int turn = 0; turn < 2; turn++)
    {
      EtbInstance *instance = etb_dossier_get_instance (dossier);

      g_assert_cmpstr (etb_dossier_get_track (dossier), ==, "FT");
      g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (dossier)), ==, "essai-2019");
      g_assert_false (etb_dossier_is_read_only (dossier));
      g_assert_cmpuint (etb_instance_count_lines (instance, "/dossier/consortium/membre"), ==, 0);
      g_assert_cmpuint (etb_instance_count_lines (instance, "/dossier/soutiens/lettre"), ==, 1);
      fixture_assert_answer (dossier, "/dossier/porteur/pays", "France");
      fixture_assert_answer (dossier, "/dossier/porteur/nom", "");
      g_assert_cmpint (etb_evaluation_get_eligible (etb_dossier_get_evaluation (dossier)), ==,
                       ETB_VERDICT_UNKNOWN);
      dossier = fixture_reopen (dossier);
    }
  g_object_unref (dossier);
}

static void
test_track_must_be_of_the_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbCall) call = fixture_call ();
  GError *error = NULL;

  g_assert_null (etb_dossier_create (fixture->file, call, "XX", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
  g_assert_false (g_file_test (fixture->file, G_FILE_TEST_EXISTS));
}

typedef struct
{
  const char *path;
  const char *typed;
  const char *stored;
} Answer;

static const Answer answers[] = {
  { "/dossier/porteur/nom", "La Fabrique & Cie <“é”> 🏭", "La Fabrique & Cie <“é”> 🏭" },
  { "/dossier/porteur/siret", "732 829 320 00074", "73282932000074" },
  { "/dossier/porteur/siret", "12 34", "12 34" },
  { "/dossier/demande", "60 000", "60000.00" },
  { "/dossier/demande", "soixante mille", "soixante mille" },
  { "/dossier/lieu/ouverture", "15/10/2019", "2019-10-15" },
  { "/dossier/lieu/publics", "artisans jeunes artisans", "jeunes artisans" },
  { "/dossier/lieu/publics", "inconnu familles", "familles inconnu" },
  { "/dossier/porteur/pays", "", "" },
  { "/dossier/budget/services/an2", "12,5", "12.50" },
  { "/dossier/lieu/nom", "collé\fd’un\x1b PDF\r\nsuite", NULL },
  { "/dossier/accord", "oui", "oui" },
};

static void
test_answers_are_normalised_kept_and_come_back (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      EtbDossier *dossier = fixture_create (fixture);
      g_autofree char *stored = NULL;

      fixture_set (dossier, answers[i].path, answers[i].typed);
      stored = etb_dossier_get_answer (dossier, answers[i].path);
      if (answers[i].stored)
        g_assert_cmpstr (stored, ==, answers[i].stored);
      dossier = fixture_reopen (dossier);
      fixture_assert_answer (dossier, answers[i].path, stored);
      g_object_unref (dossier);
      g_unlink (fixture->file);
    }
}

static void
test_what_is_not_understood_is_kept_and_invalid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  const EtbNodeState *state;

  fixture_set (dossier, "/dossier/porteur/siret", "pas un siret");
  fixture_assert_answer (dossier, "/dossier/porteur/siret", "pas un siret");
  state = etb_evaluation_get_node (etb_dossier_get_evaluation (dossier), "/dossier/porteur/siret");
  g_assert_nonnull (state->message);
  g_assert_cmpuint (etb_evaluation_get_invalid (etb_dossier_get_evaluation (dossier))->len, ==, 1);
}

typedef struct
{
  const char *path;
  const char *typed;
  int code;
} Refusal;

static const Refusal refusals[] = {
  { "/dossier/absent", "x", ETB_DOSSIER_ERROR_PATH },
  { "/dossier/porteur", "x", ETB_DOSSIER_ERROR_PATH },
  { "/dossier/consortium/membre[1]/nom", "x", ETB_DOSSIER_ERROR_PATH },
  { "", "x", ETB_DOSSIER_ERROR_PATH },
  { "/", "x", ETB_DOSSIER_ERROR_PATH },
  { "/dossier/porteur/nom/text()", "x", ETB_DOSSIER_ERROR_PATH },
  { "/dossier/budget/total/an1", "3", ETB_DOSSIER_ERROR_VALUE },
  { "/dossier/volet", "XX", ETB_DOSSIER_ERROR_VALUE },
};

static void
test_refusals_change_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *long_text = g_strnfill (300 * 1024, 'x');
  Heard heard = { 0 };
  GError *error = NULL;

  fixture_listen (dossier, "verdicts-changed", &heard);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_assert_false (
          etb_dossier_set_answer (dossier, refusals[i].path, refusals[i].typed, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, refusals[i].code);
      g_clear_error (&error);
    }
  g_assert_false (etb_dossier_set_answer (dossier, "/dossier/lieu/nom", long_text, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE);
  g_clear_error (&error);
  g_assert_cmpuint (heard.count, ==, 0);
}

static void
test_each_change_is_told_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  Heard answer = { 0 }, lines = { 0 }, verdicts = { 0 }, saved = { 0 };
  g_autofree char *line = NULL;

  fixture_listen_words (dossier, "answer-changed", &answer);
  fixture_listen_words (dossier, "lines-changed", &lines);
  fixture_listen (dossier, "verdicts-changed", &verdicts);
  fixture_listen (dossier, "saved", &saved);

  fixture_set (dossier, "/dossier/demande", "60000");
  g_assert_cmpstr (answer.last, ==, "/dossier/demande");
  g_assert_cmpint (etb_evaluation_get_eligible (etb_dossier_get_evaluation (dossier)), ==,
                   ETB_VERDICT_MET);
  fixture_set (dossier, "/dossier/demande", "60 000,00");
  g_assert_cmpuint (answer.count, ==, 1);
  line = etb_dossier_add_line (dossier, "/dossier/consortium/membre", NULL);
  g_assert_cmpstr (lines.last, ==, "/dossier/consortium/membre");
  g_assert_cmpuint (verdicts.count, ==, 2);
  g_assert_cmpuint (saved.count, ==, 0);
  g_assert_true (etb_dossier_flush (dossier, NULL));
  g_assert_cmpuint (saved.count, ==, 1);
  g_assert_nonnull (etb_dossier_get_last_saved (dossier));
  g_free (answer.last);
  g_free (lines.last);
}

static void
test_held_changes_are_told_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  Heard answer = { 0 }, verdicts = { 0 };

  fixture_listen_words (dossier, "answer-changed", &answer);
  fixture_listen (dossier, "verdicts-changed", &verdicts);

  etb_dossier_hold (dossier);
  fixture_set (dossier, "/dossier/demande", "60000");
  etb_dossier_hold (dossier);
  fixture_set (dossier, "/dossier/porteur/nom", "La Grange");
  etb_dossier_release (dossier);
  g_assert_cmpuint (verdicts.count, ==, 0);
  etb_dossier_release (dossier);
  g_assert_cmpuint (verdicts.count, ==, 1);
  g_assert_cmpuint (answer.count, ==, 1);
  g_assert_cmpstr (answer.last, ==, "");
  g_assert_cmpint (etb_evaluation_get_eligible (etb_dossier_get_evaluation (dossier)), ==,
                   ETB_VERDICT_MET);

  /* Steps of their own all the same. */
  g_assert_true (etb_dossier_undo (dossier, NULL, NULL));
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "");
  fixture_assert_answer (dossier, "/dossier/demande", "60000.00");

  /* One that changes alone is named; none is not told. */
  etb_dossier_hold (dossier);
  fixture_set (dossier, "/dossier/demande", "61000");
  etb_dossier_release (dossier);
  g_assert_cmpstr (answer.last, ==, "/dossier/demande");
  etb_dossier_hold (dossier);
  etb_dossier_release (dossier);
  g_assert_cmpuint (answer.count, ==, 3);
  g_free (answer.last);
}

static void
on_saved (EtbDossier *dossier, GDateTime *at, GMainLoop *loop)
{
  g_main_loop_quit (loop);
}

static void
test_saved_is_told_in_the_openers_context (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (context, FALSE);
  EtbDossier *dossier;

  g_main_context_push_thread_default (context);
  dossier = fixture_create (fixture);
  g_signal_connect (dossier, "saved", G_CALLBACK (on_saved), loop);
  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  g_main_loop_run (loop);
  g_object_unref (dossier);
  g_main_context_pop_thread_default (context);
}

static void
on_save_failed (EtbDossier *dossier, GError *error, GError **kept)
{
  g_clear_error (kept);
  *kept = g_error_copy (error);
}

static void
test_failed_save_is_told_and_tried_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *long_text = g_strnfill (200 * 1024, 'x');
  EtbDossier *dossier = fixture_create (fixture);
  GError *told = NULL, *error = NULL;
  struct rlimit limit;
  GStatBuf info;

  signal (SIGXFSZ, SIG_IGN);
  g_signal_connect (dossier, "save-failed", G_CALLBACK (on_save_failed), &told);
  g_stat (fixture->file, &info);
  getrlimit (RLIMIT_FSIZE, &limit);
  limit.rlim_cur = (rlim_t)info.st_size;
  setrlimit (RLIMIT_FSIZE, &limit);
  fixture_set (dossier, "/dossier/lieu/nom", long_text);
  g_assert_false (etb_dossier_close (dossier, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_assert_error (told, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  g_clear_error (&told);
  fixture_assert_answer (dossier, "/dossier/lieu/nom", long_text);

  limit.rlim_cur = RLIM_INFINITY;
  setrlimit (RLIMIT_FSIZE, &limit);
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, "/dossier/lieu/nom", long_text);
  g_object_unref (dossier);
}

static void
test_lines_move_and_their_answers_follow (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;

  for (int i = 1; i <= 4; i++)
    {
      g_autofree char *path = etb_dossier_add_line (dossier, "/dossier/consortium/membre", &error);
      g_autofree char *expected = g_strdup_printf ("/dossier/consortium/membre[%d]", i);
      g_autofree char *name = g_strdup_printf ("%s/nom", expected);

      g_assert_cmpstr (path, ==, expected);
      fixture_set (dossier, name, expected);
    }
  g_assert_null (etb_dossier_add_line (dossier, "/dossier/consortium/membre", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES);
  g_clear_error (&error);
  g_assert_true (etb_dossier_remove_line (dossier, "/dossier/consortium/membre[2]", &error));
  g_assert_no_error (error);
  for (int turn = 0; turn < 2; turn++)
    {
      fixture_assert_answer (dossier, "/dossier/consortium/membre[1]/nom",
                             "/dossier/consortium/membre[1]");
      fixture_assert_answer (dossier, "/dossier/consortium/membre[2]/nom",
                             "/dossier/consortium/membre[3]");
      fixture_assert_answer (dossier, "/dossier/consortium/membre[3]/nom",
                             "/dossier/consortium/membre[4]");
      fixture_assert_answer (dossier, "/dossier/consortium/membre[4]/nom", NULL);
      dossier = fixture_reopen (dossier);
    }

  g_assert_false (etb_dossier_remove_line (dossier, "/dossier/soutiens/lettre[1]", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_LINES);
  g_clear_error (&error);
  g_assert_false (etb_dossier_remove_line (dossier, "/dossier/consortium/membre[9]", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
  g_assert_false (etb_dossier_remove_line (dossier, "/dossier/consortium/membre[1]/nom", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
  g_assert_null (etb_dossier_add_line (dossier, "/dossier/porteur", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH);
  g_clear_error (&error);
  g_object_unref (dossier);
}

static void
test_each_answer_says_whose_it_is (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  for (int turn = 0; turn < 2; turn++)
    {
      g_autofree char *author = NULL;
      g_autoptr (GDateTime) at = NULL;

      g_assert_true (etb_dossier_get_origin (dossier, "/dossier/porteur/nom", &author, &at));
      g_assert_cmpstr (author, ==, "porteur");
      g_assert_nonnull (at);
      g_assert_false (etb_dossier_get_origin (dossier, "/dossier/porteur/pays", NULL, NULL));
      g_assert_false (etb_dossier_get_origin (dossier, "/dossier/absent", NULL, NULL));
      dossier = fixture_reopen (dossier);
    }
  g_object_unref (dossier);
}

static void
test_second_opener_may_look_but_not_write (Fixture *fixture, gconstpointer data)
{
  EtbDossier *first = fixture_create (fixture);
  EtbDossier *second;
  GError *error = NULL;

  fixture_set (first, "/dossier/porteur/nom", "Nom");
  g_assert_true (etb_dossier_flush (first, NULL));
  second = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_is_read_only (second));
  g_assert_nonnull (etb_dossier_get_read_only_reason (second));
  fixture_assert_answer (second, "/dossier/porteur/nom", "Nom");
  g_assert_false (etb_dossier_set_answer (second, "/dossier/porteur/nom", "Autre", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_clear_error (&error);
  etb_dossier_set_place (second, "ailleurs");
  g_assert_true (etb_dossier_close (second, NULL));
  g_object_unref (second);
  first = fixture_reopen (first);
  fixture_assert_answer (first, "/dossier/porteur/nom", "Nom");
  g_object_unref (first);
}

static void
test_place_and_exports_come_back (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2019, 10, 15, 12, 30, 0);
  g_autofree char *place = NULL;
  const EtbExport *export;
  GError *error = NULL;

  etb_dossier_set_place (dossier, "porteur/identite");
  g_assert_true (etb_dossier_record_export (dossier, "/tmp/a.asice", "abcd", at, &error));
  g_assert_no_error (error);
  dossier = fixture_reopen (dossier);
  place = etb_dossier_get_place (dossier);
  g_assert_cmpstr (place, ==, "porteur/identite");
  g_assert_cmpuint (etb_dossier_get_exports (dossier)->len, ==, 1);
  export = g_ptr_array_index (etb_dossier_get_exports (dossier), 0);
  g_assert_cmpstr (export->file, ==, "/tmp/a.asice");
  g_assert_cmpstr (export->sha256, ==, "abcd");
  g_assert_true (g_date_time_equal (export->at, at));
  g_object_unref (dossier);
}

static void
test_other_date_is_never_stored (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autoptr (GDateTime) at = g_date_time_new_utc (2019, 10, 1, 10, 0, 0);
  g_autoptr (GDateTime) same = g_date_time_new_utc (2019, 10, 1, 10, 0, 0);
  g_autoptr (GDateTime) seen = NULL;
  Heard verdicts = { 0 };

  g_assert_false (etb_dossier_has_other_date (dossier));
  fixture_listen (dossier, "verdicts-changed", &verdicts);
  etb_dossier_set_at (dossier, NULL);
  g_assert_cmpuint (verdicts.count, ==, 0);
  etb_dossier_set_at (dossier, at);
  etb_dossier_set_at (dossier, same);
  g_assert_cmpuint (verdicts.count, ==, 1);
  g_assert_true (etb_dossier_has_other_date (dossier));
  seen = etb_dossier_get_at (dossier);
  g_assert_true (g_date_time_equal (seen, at));
  g_assert_cmpstr (etb_evaluation_get_today (etb_dossier_get_evaluation (dossier)), ==,
                   "2019-10-01");
  dossier = fixture_reopen (dossier);
  g_assert_false (etb_dossier_has_other_date (dossier));
  etb_dossier_set_at (dossier, NULL);
  g_assert_cmpstr (etb_evaluation_get_today (etb_dossier_get_evaluation (dossier)), !=,
                   "2019-10-01");
  g_object_unref (dossier);
}

static void
test_unreferencing_saves (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  GError *error = NULL;

  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  g_assert_finalize_object (dossier);
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  fixture_assert_answer (dossier, "/dossier/porteur/nom", "Nom");
  g_assert_true (etb_dossier_close (dossier, NULL));
  g_assert_false (etb_dossier_set_answer (dossier, "/dossier/porteur/nom", "x", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE);
  g_clear_error (&error);
  g_object_unref (dossier);
}

static const char *const tamperings[] = {
  "UPDATE call SET bytes = cast('<call/>' AS BLOB)",
  "UPDATE call SET sha256 = replace(sha256, 'a', 'b') || ''",
  "UPDATE call SET bytes = cast(replace(cast(bytes AS TEXT), 'Essai', 'Faux!') AS BLOB)",
};

static void
test_call_that_was_changed_inside_is_damage (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      GError *error = NULL;

      g_object_unref (fixture_create (fixture));
      fixture_tamper (fixture->file, tamperings[i]);
      g_assert_null (etb_dossier_open (fixture->file, &error));
      g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED);
      g_assert_nonnull (strstr (error->message, fixture->file));
      g_clear_error (&error);
      g_unlink (fixture->file);
    }
}

static void
test_answers_the_call_does_not_know_are_left_alone (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier;
  GError *error = NULL;

  g_object_unref (fixture_create (fixture));
  fixture_tamper (
      fixture->file,
      "INSERT INTO answer VALUES ('/dossier/autre', 'x', 'porteur', '2019-10-01T10:00:00Z', '', 9),"
      " ('/dossier/porteur', 'x', 'porteur', '', '', 9), ('//*', 'x', 'porteur', '', '', 9);"
      "INSERT INTO line VALUES ('/dossier/autre[@id=''a'']', 9, 'porteur', '', 9),"
      " ('[@id=''', 9, '', '', 9), ('/dossier/consortium/membre[@id=''a'' or ''b'']', 9, '', '', "
      "9)");
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  fixture_assert_answer (dossier, "/dossier/autre", NULL);
  g_assert_cmpuint (
      etb_instance_count_lines (etb_dossier_get_instance (dossier), "/dossier/consortium/membre"),
      ==, 0);
  g_object_unref (dossier);
}

#define ADD(name, function) \
  g_test_add ("/dossier/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("new-holds-its-track-and-first-lines", test_new_dossier_holds_its_track_and_first_lines);
  ADD ("track-must-be-of-the-call", test_track_must_be_of_the_call);
  ADD ("answers-are-normalised-kept-and-come-back", test_answers_are_normalised_kept_and_come_back);
  ADD ("what-is-not-understood-is-kept-and-invalid",
       test_what_is_not_understood_is_kept_and_invalid);
  ADD ("refusals-change-nothing", test_refusals_change_nothing);
  ADD ("each-change-is-told-once", test_each_change_is_told_once);
  ADD ("held-changes-are-told-together", test_held_changes_are_told_together);
  ADD ("saved-is-told-in-the-openers-context", test_saved_is_told_in_the_openers_context);
  ADD ("failed-save-is-told-and-tried-again", test_failed_save_is_told_and_tried_again);
  ADD ("lines-move-and-their-answers-follow", test_lines_move_and_their_answers_follow);
  ADD ("each-answer-says-whose-it-is", test_each_answer_says_whose_it_is);
  ADD ("second-opener-may-look-but-not-write", test_second_opener_may_look_but_not_write);
  ADD ("place-and-exports-come-back", test_place_and_exports_come_back);
  ADD ("other-date-is-never-stored", test_other_date_is_never_stored);
  ADD ("unreferencing-saves", test_unreferencing_saves);
  ADD ("call-changed-inside-is-damage", test_call_that_was_changed_inside_is_damage);
  ADD ("answers-the-call-does-not-know-are-left-alone",
       test_answers_the_call_does_not_know_are_left_alone);
  return g_test_run ();
}
