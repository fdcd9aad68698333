/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* My dossiers: none, a few, a search, an order; with a real folder and a real index. */

#include "etb-home-page.h"

#include <glib/gstdio.h>

#include "etb-dossier-list.h"
#include "etb-dossier-row.h"
#include "etb-library-index.h"
#include "etb-library.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

/* Copies the dossier of the fixture into the person's folder. */
static void
add_dossier (Fixture *fixture, const char *name, const char *applicant)
{
  g_autofree char *target = etb_library_new_file (name, NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  gsize length;

  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  g_assert_true (
      g_file_get_contents (etb_dossier_get_file (fixture->dossier), &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (target, bytes, (gssize)length, NULL));
  dossier = etb_dossier_open (target, &error);
  g_assert_no_error (error);
  etb_dossier_set_answer (dossier, "/dossier/porteur/nom", applicant, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_close (dossier, NULL));
}

static void
clear_folder (void)
{
  g_autofree char *folder = etb_library_folder (NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_unlink (path);
    }
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  clear_folder ();
  page_fixture_set_up (fixture, data);
}

static gboolean
shows_the_empty_state (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "You have no dossier") != NULL;
}

static gboolean
shows_three (gpointer page)
{
  return page_fixture_count (page, ETB_TYPE_DOSSIER_ROW, NULL) == 3;
}

static gboolean
shows_one (gpointer page)
{
  return page_fixture_count (page, ETB_TYPE_DOSSIER_ROW, NULL) == 1;
}

static gboolean
says_where (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "Found in the answers") != NULL;
}

static gboolean
shows_nothing_found (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "No dossier has these words") != NULL;
}

static void
test_says_how_to_begin (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_home_page_new ();

  page_fixture_show (fixture, page);
  page_fixture_wait (shows_the_empty_state, page);
  g_assert_null (page_fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL));
  page_fixture_picture (fixture, "home-empty");
}

static void
add_three (Fixture *fixture)
{
  add_dossier (fixture, "b", "Écluse solidaire");
  add_dossier (fixture, "a", "Moulin de Sète");
  add_dossier (fixture, "c", "Atelier du bout du monde");
}

static GtkWidget *
show_three (Fixture *fixture)
{
  GtkWidget *page;

  add_three (fixture);
  page = etb_home_page_new ();
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_three, page);
  return page;
}

static void
search (GtkWidget *page, const char *text)
{
  GtkWidget *entry = page_fixture_find (page, GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_lists_and_finds (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_three (fixture);

  page_fixture_picture (fixture, "home-three");
  search (page, "ecluse");
  page_fixture_wait (shows_one, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Écluse solidaire"));
  search (page, "lgp");
  page_fixture_wait (says_where, page);
  g_assert_true (shows_three (page));
  page_fixture_picture (fixture, "home-search");
  search (page, "introuvable");
  page_fixture_wait (shows_nothing_found, page);
  g_assert_cmpstr (fixture->actions->str, ==, "");
}

static void
test_sorts_by_applicant (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show_three (fixture);
  GtkWidget *order = page_fixture_find (page, GTK_TYPE_DROP_DOWN, NULL);
  GtkWidget *list = page_fixture_find (page, GTK_TYPE_LIST_VIEW, NULL);
  g_autofree char *file = NULL;
  g_autofree char *expected = NULL;

  gtk_drop_down_set_selected (GTK_DROP_DOWN (order), ETB_LIBRARY_BY_APPLICANT);
  page_fixture_spin ();
  g_signal_emit_by_name (list, "activate", 0);
  file = g_strdup (fixture->actions->str);
  expected = g_strdup ("/c.etabli\n");
  g_assert_true (g_str_has_prefix (file, "win.open-file "));
  g_assert_true (g_str_has_suffix (file, expected));
}

/* What is known is there at once, before anything is read; then what is gone goes. */
static void
test_shows_at_once_what_is_known (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  g_autoptr (EtbDossierList) list = etb_dossier_list_new ();
  g_autoptr (GError) error = NULL;

  /* No page: its reading might go on and find the folder empty. */
  add_three (fixture);
  etb_library_index_sync (NULL, &error);
  g_assert_no_error (error);
  clear_folder ();
  etb_dossier_list_show (list, ETB_LIBRARY_BY_CHANGE, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 3);
  g_assert_cmpuint (etb_dossier_list_get_total (list), ==, 3);
  page = etb_home_page_new ();
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_the_empty_state, page);
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, FT, set_up, test, page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  add ("/home-page/says-how-to-begin", test_says_how_to_begin);
  add ("/home-page/lists-and-finds", test_lists_and_finds);
  add ("/home-page/sorts-by-applicant", test_sorts_by_applicant);
  add ("/home-page/shows-at-once-what-is-known", test_shows_at_once_what_is_known);
  return g_test_run ();
}
