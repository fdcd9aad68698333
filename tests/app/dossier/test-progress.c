/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a dossier is, task by task. */

#include "etb-progress.h"

#include "dossier-fixture.h"

static const EtbTaskProgress *
task (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      const EtbTaskProgress *progress = g_ptr_array_index (list, i);

      if (g_str_equal (progress->task->id, id))
        return progress;
    }
  g_assert_not_reached ();
}

static void
assert_task (EtbDossier *dossier, const char *id, EtbTaskState state, guint given, guint needed)
{
  g_autoptr (GPtrArray) list = etb_progress_of (dossier);
  const EtbTaskProgress *progress = task (list, id);

  g_assert_cmpint (progress->state, ==, state);
  g_assert_cmpuint (progress->given, ==, given);
  g_assert_cmpuint (progress->needed, ==, needed);
  g_assert_true (progress->optional == (needed == 0));
}

static void
attach_statutes (Fixture *fixture, EtbDossier *dossier)
{
  g_autofree char *path = fixture_write (fixture, "a.pdf", "%PDF-1.7", 8);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, "P-STAT", file, NULL);

  g_assert_nonnull (attachment);
}

static void
test_from_nothing_to_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) later = NULL;
  g_autofree char *line = NULL;

  assert_task (dossier, "porteur", ETB_TASK_TODO, 0, 3);
  assert_task (dossier, "lieu", ETB_TASK_TODO, 0, 0);
  assert_task (dossier, "numerique", ETB_TASK_NOT_CONCERNED, 0, 0);
  assert_task (dossier, "partenaires", ETB_TASK_TODO, 0, 0);
  assert_task (dossier, "budget", ETB_TASK_TODO, 0, 2);
  assert_task (dossier, "relecture", ETB_TASK_NOT_YET, 0, 0);
  g_assert_cmpuint (etb_progress_percent (dossier), ==, 0);

  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  assert_task (dossier, "porteur", ETB_TASK_STARTED, 1, 3);
  g_assert_cmpuint (etb_progress_percent (dossier), ==, 20);
  fixture_set (dossier, "/dossier/porteur/siret", "12");
  assert_task (dossier, "porteur", ETB_TASK_STARTED, 1, 3);
  fixture_set (dossier, "/dossier/porteur/siret", "73282932000074");
  fixture_set (dossier, "/dossier/demande", "60000");
  assert_task (dossier, "porteur", ETB_TASK_DONE, 3, 3);
  fixture_set (dossier, "/dossier/porteur/courriel", "pas une adresse");
  assert_task (dossier, "porteur", ETB_TASK_STARTED, 3, 3);
  fixture_set (dossier, "/dossier/porteur/courriel", "");
  fixture_set (dossier, "/dossier/lieu/nom", "La Grange");
  assert_task (dossier, "lieu", ETB_TASK_DONE, 0, 0);

  line = etb_dossier_add_line (dossier, "/dossier/consortium/membre", NULL);
  assert_task (dossier, "partenaires", ETB_TASK_TODO, 0, 1);
  fixture_set (dossier, "/dossier/consortium/membre[1]/nom", "Un");
  assert_task (dossier, "partenaires", ETB_TASK_DONE, 1, 1);

  attach_statutes (fixture, dossier);
  assert_task (dossier, "budget", ETB_TASK_STARTED, 1, 2);
  fixture_set (dossier, "/dossier/budget/achats/an1", "60000");
  assert_task (dossier, "budget", ETB_TASK_DONE, 2, 2);
  g_assert_cmpuint (etb_progress_percent (dossier), ==, 100);

  assert_task (dossier, "relecture", ETB_TASK_TODO, 0, 0);
  later = g_date_time_new_utc (2999, 1, 1, 0, 0, 0);
  g_assert_true (etb_dossier_record_export (dossier, "a.asice", "ab", later, NULL));
  assert_task (dossier, "relecture", ETB_TASK_DONE, 0, 0);
}

static void
test_package_older_than_the_answers_is_no_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) before = g_date_time_new_utc (2019, 1, 1, 0, 0, 0);

  fixture_set (dossier, "/dossier/porteur/nom", "Nom");
  fixture_set (dossier, "/dossier/porteur/siret", "73282932000074");
  fixture_set (dossier, "/dossier/demande", "60000");
  fixture_set (dossier, "/dossier/budget/achats/an1", "60000");
  attach_statutes (fixture, dossier);
  g_assert_true (etb_dossier_record_export (dossier, "a.asice", "ab", before, NULL));
  assert_task (dossier, "relecture", ETB_TASK_TODO, 0, 0);
}

/* A file that cannot go out is no end of the work. */
static void
test_old_piece_is_still_to_do (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autofree char *path = fixture_write (fixture, "avis.pdf", "%PDF-1.7", 8);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EtbAttachment) notice = NULL;

  fixture_set (dossier, "/dossier/budget/achats/an1", "60000");
  attach_statutes (fixture, dossier);
  assert_task (dossier, "budget", ETB_TASK_DONE, 2, 2);
  notice = etb_dossier_attach (dossier, "P-SIR", file, NULL);
  assert_task (dossier, "budget", ETB_TASK_DONE, 3, 3);
  g_assert_true (etb_dossier_set_document_date (dossier, notice->id, "01/01/2019", NULL));
  assert_task (dossier, "budget", ETB_TASK_STARTED, 2, 3);
  g_assert_true (etb_dossier_detach (dossier, notice->id, NULL));
  assert_task (dossier, "budget", ETB_TASK_DONE, 2, 2);
}

static void
test_pages_follow_the_track (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));
  const EtbTask *digital = g_ptr_array_index (tasks, 2);
  const EtbPage *page = g_ptr_array_index (digital->pages, 0);

  g_assert_false (etb_progress_page_applies (dossier, page));
  fixture_set (dossier, "/dossier/volet", "FNT");
  g_assert_true (etb_progress_page_applies (dossier, page));
  assert_task (dossier, "numerique", ETB_TASK_TODO, 0, 1);
}

#define ADD(name, function) \
  g_test_add ("/progress/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("from-nothing-to-all", test_from_nothing_to_all);
  ADD ("package-older-than-the-answers-is-no-end", test_package_older_than_the_answers_is_no_end);
  ADD ("old-piece-is-still-to-do", test_old_piece_is_still_to_do);
  ADD ("pages-follow-the-track", test_pages_follow_the_track);
  return g_test_run ();
}
