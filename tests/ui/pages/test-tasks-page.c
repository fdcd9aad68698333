/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The home of a dossier: what is said of its tasks, and where one comes back to. */

#include "etb-tasks-page.h"

#include "etb-application.h"
#include "etb-deposit.h"
#include "etb-notice.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static void
test_a_task_that_is_come_back_to_has_the_focus (Fixture *fixture, gconstpointer data)
{
  EtbTasksPage *page = ETB_TASKS_PAGE (etb_tasks_page_new (fixture->dossier, gtk_label_new ("")));
  GtkWidget *focus;

  page_fixture_show (fixture, GTK_WIDGET (page));
  etb_tasks_page_focus_task (page, "budget");
  page_fixture_spin ();
  focus = gtk_window_get_focus (GTK_WINDOW (fixture->window));
  g_assert_nonnull (page_fixture_find (focus, GTK_TYPE_LABEL, "Budget"));
}

/* By keyboard one opens a task and comes back to it, not to the top of the list. */
static void
test_the_way_back_leads_to_the_task (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbApplication) application = etb_application_new ();
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  EtbWindow *window;
  GtkWidget *view;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_clear_object (&fixture->dossier);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  window = etb_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  view = page_fixture_open (window, file);
  gtk_widget_activate_action (view, "dossier.task", "s", "budget");
  page_fixture_spin ();
  gtk_widget_activate_action (view, "win.back", NULL);
  page_fixture_spin ();
  g_assert_nonnull (
      page_fixture_find (gtk_window_get_focus (GTK_WINDOW (window)), GTK_TYPE_LABEL, "Budget"));
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();
}

static void
test_the_way_on_follows_the_dossier (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = etb_tasks_page_new (fixture->dossier, gtk_label_new (""));
  page_fixture_show (fixture, page);
  g_assert_null (page_fixture_find (page, GTK_TYPE_BUTTON, "_Continue the Dossier"));

  page_fixture_set (fixture, "/dossier/porteur/nom", "");
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_BUTTON, "_Continue the Dossier"));
}

static void
test_a_deposit_is_told_and_nothing_more_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbDeposit) deposit = etb_deposit_read ("15/10/2019", "14:32", "AR 123", now, NULL);
  GtkWidget *page, *review;

  page_fixture_complete (fixture);
  page = etb_tasks_page_new (fixture->dossier, gtk_label_new (""));
  page_fixture_show (fixture, page);
  review = page_fixture_find (page, GTK_TYPE_BUTTON, "_Read Again and Sign");
  g_assert_true (gtk_widget_has_css_class (review, "suggested-action"));
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "Deposited, as you noted"));

  g_assert_true (etb_dossier_record_deposit (fixture->dossier, deposit, NULL));
  page = etb_tasks_page_new (fixture->dossier, gtk_label_new (""));
  page_fixture_show (fixture, page);
  review = page_fixture_find (page, GTK_TYPE_BUTTON, "_Read Again and Sign");
  g_assert_false (gtk_widget_has_css_class (review, "suggested-action"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Deposited, as you noted"));
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add ("/ui/tasks-page/a-task-that-is-come-back-to-has-the-focus", Fixture, FT,
              page_fixture_set_up, test_a_task_that_is_come_back_to_has_the_focus,
              page_fixture_tear_down);
  g_test_add ("/ui/tasks-page/the-way-back-leads-to-the-task", Fixture, FT, page_fixture_set_up,
              test_the_way_back_leads_to_the_task, page_fixture_tear_down);
  g_test_add ("/ui/tasks-page/the-way-on-follows-the-dossier", Fixture, FT, page_fixture_set_up,
              test_the_way_on_follows_the_dossier, page_fixture_tear_down);
  g_test_add ("/ui/tasks-page/a-deposit-is-told-and-nothing-more-asked", Fixture, FT,
              page_fixture_set_up, test_a_deposit_is_told_and_nothing_more_asked,
              page_fixture_tear_down);

  page_fixture_run ();
}
