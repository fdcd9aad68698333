/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The preview of a definition: where its parts stand and what stays when the file changes. What an
 * author sees of it is walked in tests/e2e. */

#include "etb-preview-window.h"

#include <glib/gstdio.h>

#include "etb-fault-list.h"
#include "page-fixture.h"

typedef struct
{
  char *folder;
  char *file;
  char *text;
  GtkWidget *window;
} Draft;

static void
draft_set_up (Draft *draft, gconstpointer data)
{
  g_autofree char *example = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples",
                                               "exemple-aide-regionale.xml", NULL);

  draft->folder = g_dir_make_tmp ("etabli-XXXXXX", NULL);
  draft->file = g_build_filename (draft->folder, "appel.xml", NULL);
  g_assert_true (g_file_get_contents (example, &draft->text, NULL, NULL));
  g_assert_true (g_file_set_contents (draft->file, draft->text, -1, NULL));
  draft->window = GTK_WIDGET (etb_preview_window_new ((gpointer)data, draft->file));
}

static void
draft_tear_down (Draft *draft, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (draft->window));
  g_unlink (draft->file);
  g_assert_cmpint (g_rmdir (draft->folder), ==, 0);
  g_free (draft->folder);
  g_free (draft->file);
  g_free (draft->text);
}

static void
show_at (Draft *draft, int width, int height)
{
  gtk_window_set_default_size (GTK_WINDOW (draft->window), width, height);
  gtk_window_present (GTK_WINDOW (draft->window));
}

static GtkOrientation
orientation (Draft *draft)
{
  return gtk_orientable_get_orientation (
      GTK_ORIENTABLE (page_fixture_find (draft->window, GTK_TYPE_PANED, NULL)));
}

static gboolean
is_stacked (gpointer data)
{
  return orientation (data) == GTK_ORIENTATION_VERTICAL;
}

static gboolean
is_side_by_side (gpointer data)
{
  Draft *draft = data;
  GtkWidget *list = page_fixture_find (draft->window, ETB_TYPE_FAULT_LIST, NULL);

  return orientation (draft) == GTK_ORIENTATION_HORIZONTAL && gtk_widget_get_width (list) > 0;
}

static void
faults_stand_beside_when_there_is_room (Draft *draft, gconstpointer data)
{
  show_at (draft, 1100, 700);
  page_fixture_wait (is_side_by_side, draft);
}

static void
faults_stand_below_in_a_narrow_window (Draft *draft, gconstpointer data)
{
  show_at (draft, 360, 700);
  page_fixture_wait (is_stacked, draft);
}

/* Of the page: the first scrolled part of the window. */
static GtkAdjustment *
page_adjustment (Draft *draft)
{
  GtkWidget *scroller = page_fixture_find (draft->window, GTK_TYPE_SCROLLED_WINDOW, NULL);

  return gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
}

static gboolean
can_scroll (gpointer data)
{
  GtkAdjustment *adjustment = page_adjustment (data);

  return gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment) > 150;
}

static gboolean
is_renewed (gpointer data)
{
  Draft *draft = data;

  return page_fixture_find (draft->window, GTK_TYPE_LABEL, "Une aide toute neuve") != NULL
         && can_scroll (draft);
}

static void
the_page_stays_where_it_was_scrolled (Draft *draft, gconstpointer data)
{
  g_auto (GStrv) parts = g_strsplit (draft->text, "Ouvrir ou agrandir un tiers-lieu.", 2);
  g_autofree char *changed = g_strjoinv ("Une aide toute neuve.", parts);

  show_at (draft, 900, 400);
  page_fixture_wait (can_scroll, draft);
  gtk_adjustment_set_value (page_adjustment (draft), 120);
  g_assert_true (g_file_set_contents (draft->file, changed, -1, NULL));
  page_fixture_wait (is_renewed, draft);
  g_assert_cmpfloat (gtk_adjustment_get_value (page_adjustment (draft)), ==, 120);
}

static void
add (EtbApplication *application, const char *path, void (*test) (Draft *, gconstpointer))
{
  g_test_add (path, Draft, application, draft_set_up, test, draft_tear_down);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  g_autoptr (EtbApplication) application = etb_application_new ();
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  add (application, "/preview-window/faults-stand-beside-when-there-is-room",
       faults_stand_beside_when_there_is_room);
  add (application, "/preview-window/faults-stand-below-in-a-narrow-window",
       faults_stand_below_in_a_narrow_window);
  add (application, "/preview-window/the-page-stays-where-it-was-scrolled",
       the_page_stays_where_it_was_scrolled);

  return g_test_run ();
}
