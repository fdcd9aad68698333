/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window holds, and lets go. */

#include "etb-window.h"

#include "etb-dossier-view.h"
#include "page-fixture.h"

/* The pages of a dossier that are no longer seen go a little at a time; once one is home nothing
 * may hold its file any more: opened again it would be read only. */
static void
a_dossier_that_is_left_is_closed (Fixture *fixture, gconstpointer data)
{
  static const char *const actions[]
      = { "dossier.review", "dossier.tasks", "dossier.verdicts", "dossier.tasks" };
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autoptr (GError) error = NULL;
  EtbDossier *left;
  GtkWidget *view;
  EtbWindow *window;

  g_assert_true (etb_dossier_close (fixture->dossier, &error));
  window = page_fixture_make_window ();
  for (guint i = 0; i <= G_N_ELEMENTS (actions); i++)
    {
      view = page_fixture_open (window, file);
      left = etb_dossier_view_get_dossier (ETB_DOSSIER_VIEW (view));
      g_assert_false (etb_dossier_is_read_only (left));
      g_object_add_weak_pointer (G_OBJECT (left), (gpointer *)&left);
      for (guint j = 0; j < i; j++)
        {
          gtk_widget_activate_action (view, actions[j], NULL);
          g_main_context_iteration (NULL, FALSE);
        }
      page_fixture_spin ();
      gtk_widget_activate_action (GTK_WIDGET (window), "win.home", NULL);
      g_assert_null (left);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();
}

/* Its pages wait for what is read on threads: none may wait holding the dossier. Nothing that a
 * thread answers arrives here before the page has gone. */
static void
a_page_that_waits_holds_no_dossier (Fixture *fixture, gconstpointer data)
{
  static const char *const pages[]
      = { "agenda",   "territory", "assist",   "read-back", "history", "journal",
          "versions", "merge",     "editions", "hand-over", NULL };
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      EtbDossier *left = etb_dossier_open (file, &error);
      GtkWidget *view = etb_dossier_view_new (left, fixture->territory);

      g_assert_no_error (error);
      g_assert_false (etb_dossier_is_read_only (left));
      g_test_message ("%s", pages[i] != NULL ? pages[i] : "tasks");
      page_fixture_show (fixture, view);
      g_object_add_weak_pointer (G_OBJECT (left), (gpointer *)&left);
      g_object_unref (left);
      gtk_widget_activate_action (view, "dossier.tasks", NULL);
      if (pages[i] != NULL)
        gtk_widget_activate_action (view, "dossier.page", "s", pages[i]);
      gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
      adw_window_set_content (ADW_WINDOW (fixture->window), NULL);
      g_assert_null (left);
    }
}

static void
on_saved (EtbDossier *dossier, GDateTime *at, guint *times)
{
  ++*times;
}

/* A dialog that is open, a file that is being read, holds the window while the program ends. */
static void
closing_saves_though_the_window_is_held (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (EtbWindow) window = NULL;
  g_autoptr (GError) error = NULL;
  guint saved = 0;
  GtkWidget *view;

  g_assert_true (etb_dossier_close (fixture->dossier, &error));
  window = g_object_ref (page_fixture_make_window ());
  view = page_fixture_open (window, file);
  dossier = g_object_ref (etb_dossier_view_get_dossier (ETB_DOSSIER_VIEW (view)));
  g_signal_connect (dossier, "saved", G_CALLBACK (on_saved), &saved);
  etb_dossier_set_answer (dossier, "/dossier/lieu/nom", "Le dernier mot", &error);
  g_assert_no_error (error);
  gtk_window_close (GTK_WINDOW (window));
  g_assert_cmpuint (saved, >, 0);
  page_fixture_spin ();
  g_signal_handlers_disconnect_by_data (dossier, &saved);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add ("/window/a-dossier-that-is-left-is-closed", Fixture, "ft-association-rurale",
              page_fixture_set_up, a_dossier_that_is_left_is_closed, page_fixture_tear_down);
  g_test_add ("/window/a-page-that-waits-holds-no-dossier", Fixture, "ft-association-rurale",
              page_fixture_set_up, a_page_that_waits_holds_no_dossier, page_fixture_tear_down);
  g_test_add ("/window/closing-saves-though-the-window-is-held", Fixture, "ft-association-rurale",
              page_fixture_set_up, closing_saves_though_the_window_is_held, page_fixture_tear_down);

  page_fixture_run ();
}
