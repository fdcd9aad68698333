/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dossier beside another edition: which ones are offered, what is said, and what the button
 * asks for. */

#include "etb-dossier-view.h"
#include "etb-edition-page.h"
#include "etb-notice.h"
#include "etb-window.h"
#include "page-fixture.h"

#define FT     "ft-association-rurale"
#define AGENCY "fabriques-de-territoire-2020"

static GtkWidget *
find_row (GtkWidget *page, const char *text)
{
  GtkWidget *label = page_fixture_find (page, GTK_TYPE_LABEL, text);

  return label != NULL ? gtk_widget_get_ancestor (label, ADW_TYPE_ACTION_ROW) : NULL;
}

/* What a page reads comes a moment after it: a list, a comparison, or a notice of why not. */
static gboolean
is_read (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LIST_BOX, NULL) != NULL
         || page_fixture_find (page, ETB_TYPE_NOTICE, NULL) != NULL;
}

static void
test_offers_the_other_editions (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_edition_page_new (fixture->dossier, NULL);
  GtkWidget *row;

  page_fixture_show (fixture, page);
  page_fixture_wait (is_read, page);
  row = find_row (page, "2020, selon l’Agence");
  g_assert_nonnull (row);
  g_assert_null (find_row (page, "Juillet 2019, selon l’article"));
  gtk_widget_activate (row);
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.edition " AGENCY "\n");
}

static void
test_says_what_becomes_of_the_dossier (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_set (fixture, "/dossier/candidature/vague", "suivante");
  page = etb_edition_page_new (fixture->dossier, AGENCY);
  page_fixture_show (fixture, page);
  page_fixture_wait (is_read, page);
  g_assert_nonnull (
      page_fixture_find (page, GTK_TYPE_LABEL, "Answers that would no longer be accepted"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Criteria"));
  g_assert_nonnull (find_row (page, "/dossier/demande/total &gt;= 75000"));
  page_fixture_picture (fixture, "edition");
  g_assert_cmpstr (fixture->actions->str, ==, "");
}

static void
on_act (GtkWidget *page, EtbClosedAct *act, guint *acts)
{
  g_assert_cmpstr (etb_closed_act_get_failed (act), ==, "This dossier cannot be moved");
  ++*acts;
}

static void
test_asks_for_the_move (Fixture *fixture, gconstpointer data)
{
  guint acts = 0;
  GtkWidget *page = etb_edition_page_new (fixture->dossier, AGENCY);

  g_signal_connect (page, "act", G_CALLBACK (on_act), &acts);
  page_fixture_show (fixture, page);
  page_fixture_wait (is_read, page);
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "_Move This Dossier"));
  g_assert_cmpuint (acts, ==, 1);
}

static void
test_says_what_it_cannot_compare (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_edition_page_new (fixture->dossier, "absent");

  page_fixture_show (fixture, page);
  page_fixture_wait (is_read, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "absent"));
  g_assert_null (page_fixture_find (page, GTK_TYPE_BUTTON, "_Move This Dossier"));
}

static gboolean
shows_the_other_edition (gpointer window)
{
  return page_fixture_find (window, GTK_TYPE_LABEL, "2020, selon l’Agence") != NULL;
}

static gboolean
offers_the_move (gpointer window)
{
  return page_fixture_find (window, GTK_TYPE_BUTTON, "_Move This Dossier") != NULL;
}

static guint
count_dossiers (Fixture *fixture)
{
  g_autoptr (GDir) dir = g_dir_open (fixture->folder, 0, NULL);
  guint count = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    count += g_str_has_suffix (name, ".etabli") ? 1 : 0;
  return count;
}

/* The whole way, in the window of the program: page, button, copy, move, and the dossier again. */
static void
test_moves_in_the_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbApplication) application = etb_application_new ();
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  guint dossiers = count_dossiers (fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) moved = NULL;
  EtbWindow *window;
  GtkWidget *view;

  g_assert_true (etb_dossier_close (fixture->dossier, &error));
  g_assert_no_error (error);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  window = etb_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  view = page_fixture_open (window, file);
  gtk_widget_activate_action (view, "dossier.edition", "s", AGENCY);
  page_fixture_wait (offers_the_move, window);
  page_fixture_click (
      page_fixture_find (GTK_WIDGET (window), GTK_TYPE_BUTTON, "_Move This Dossier"));
  page_fixture_wait (shows_the_other_edition, window);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (window), ETB_TYPE_DOSSIER_VIEW, NULL));
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();

  g_assert_cmpuint (count_dossiers (fixture), ==, dossiers + 1);
  moved = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (etb_call_get_id (etb_dossier_get_call (moved)), ==, AGENCY);
  g_assert_false (etb_dossier_is_read_only (moved));
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

  add ("/edition-page/offers-the-other-editions", test_offers_the_other_editions);
  add ("/edition-page/says-what-becomes-of-the-dossier", test_says_what_becomes_of_the_dossier);
  add ("/edition-page/asks-for-the-move", test_asks_for_the_move);
  add ("/edition-page/says-what-it-cannot-compare", test_says_what_it_cannot_compare);

  add ("/edition-page/moves-in-the-window", test_moves_in_the_window);

  page_fixture_run ();
}
