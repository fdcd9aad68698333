/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Earlier versions: what is offered, and one brought back in the window of the program. */

#include "etb-versions-page.h"

#include <glib/gstdio.h>

#include "etb-damaged-dialog.h"
#include "etb-dossier-view.h"
#include "etb-notice.h"
#include "etb-safety-copies.h"
#include "etb-window.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static const char *
file_of (Fixture *fixture)
{
  return etb_dossier_get_file (fixture->dossier);
}

/* The dossier as it is, kept as if it were of another day. */
static void
keep_version (Fixture *fixture, const char *day)
{
  g_autoptr (GPtrArray) copies = NULL;
  g_autofree char *folder = NULL;
  g_autofree char *name = g_strconcat (day, ".etabli", NULL);
  g_autofree char *dated = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  g_assert_true (etb_safety_copies_make (file_of (fixture), ETB_SAFETY_COPY_OPENING, NULL, &error));
  g_assert_no_error (error);
  copies = etb_safety_copies_list (file_of (fixture));
  folder = g_path_get_dirname (((EtbSafetyCopy *)copies->pdata[0])->file);
  dated = g_build_filename (folder, name, NULL);
  g_assert_cmpint (g_rename (((EtbSafetyCopy *)copies->pdata[0])->file, dated), ==, 0);
}

static gboolean
is_compared (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "being compared") == NULL;
}

static void
test_says_when_there_is_none (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_versions_page_new (fixture->dossier);

  page_fixture_show (fixture, page);
  page_fixture_wait (is_compared, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "no earlier version"));
}

static void
on_act (GtkWidget *page, EtbClosedAct *act, guint *acts)
{
  g_assert_cmpstr (etb_closed_act_get_failed (act), ==, "This version cannot be brought back");
  ++*acts;
}

static void
test_says_what_differs (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  guint acts = 0;

  keep_version (fixture, "2026-11-02");
  page_fixture_set (fixture, "/dossier/porteur/nom", "Un autre nom");
  page_fixture_set (fixture, "/dossier/lieu/nom", "Un autre lieu");
  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  keep_version (fixture, "2026-11-03");
  page = etb_versions_page_new (fixture->dossier);
  g_signal_connect (page, "act", G_CALLBACK (on_act), &acts);
  page_fixture_show (fixture, page);
  page_fixture_wait (is_compared, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Differs from now: 2 answers"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "The same as now"));
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_BUTTON, "Look at It"), ==, 2);
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_BUTTON, "Bring It Back"), ==, 1);
  page_fixture_picture (fixture, "versions");
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Look at It"));
  g_assert_true (g_str_has_prefix (fixture->actions->str, "win.look "));
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Bring It Back"));
  g_assert_cmpuint (acts, ==, 1);
}

/* ---- In the window ----------------------------------------------------------------------------
 */

static gboolean
has_bring_back (gpointer window)
{
  return page_fixture_find (window, GTK_TYPE_BUTTON, "Bring It Back") != NULL;
}

static gboolean
shows_tasks_again (gpointer window)
{
  return page_fixture_find (window, GTK_TYPE_LABEL, "What there is to do") != NULL;
}

static void
test_brings_one_back_in_the_window (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strdup (file_of (fixture));
  g_autofree char *before = etb_dossier_get_answer (fixture->dossier, "/dossier/porteur/nom");
  g_autofree char *after = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  EtbWindow *window;
  GtkWidget *view;

  keep_version (fixture, "2026-11-02");
  page_fixture_set (fixture, "/dossier/porteur/nom", "Un autre nom");
  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  window = page_fixture_make_window ();
  view = page_fixture_open (window, file);
  gtk_widget_activate_action (view, "dossier.page", "s", "versions");
  page_fixture_wait (has_bring_back, window);
  page_fixture_click (page_fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "Bring It Back"));
  page_fixture_wait (shows_tasks_again, window);
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();
  dossier = etb_dossier_open (file, NULL);
  after = etb_dossier_get_answer (dossier, "/dossier/porteur/nom");
  g_assert_cmpstr (after, ==, before);
}

static GtkWidget *
find_dialog (void)
{
  g_autoptr (GListModel) windows = g_object_ref (gtk_window_get_toplevels ());

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (ETB_IS_DAMAGED_DIALOG (window))
        return window;
    }
  return NULL;
}

static gboolean
has_dialog (gpointer unused)
{
  return find_dialog () != NULL;
}

static void
test_a_damaged_dossier_offers_its_copy (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strdup (file_of (fixture));
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;
  EtbWindow *window;
  GtkWidget *dialog;

  keep_version (fixture, "2026-11-02");
  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_assert_true (g_file_set_contents (file, "abîmé", -1, NULL));
  window = page_fixture_make_window ();
  etb_window_open_file (window, file);
  page_fixture_wait (has_dialog, NULL);
  dialog = find_dialog ();
  g_assert_nonnull (page_fixture_find (dialog, GTK_TYPE_LABEL, "Établi kept a copy of it on"));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), "put");
  page_fixture_wait (shows_tasks_again, window);
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();
  dossier = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (etb_dossier_get_read_only_reason (dossier), ==, NULL);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, FT, page_fixture_set_up, test, page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  add ("/versions-page/says-when-there-is-none", test_says_when_there_is_none);
  add ("/versions-page/says-what-differs", test_says_what_differs);
  add ("/versions-page/brings-one-back-in-the-window", test_brings_one_back_in_the_window);
  add ("/versions-page/a-damaged-dossier-offers-its-copy", test_a_damaged_dossier_offers_its_copy);

  page_fixture_run ();
}
