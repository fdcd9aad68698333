/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What tells about the program fits where the rest of it does. */

#include "etb-about.h"

#include "page-fixture.h"

/* Pixels: the narrowest window of the program. */
#define NARROW 360

static void
test_fits_a_narrow_window (gconstpointer data)
{
  GtkSettings *settings = gtk_settings_get_default ();
  GtkWidget *window;
  int before = 0, width = 0;

  g_object_get (settings, "gtk-xft-dpi", &before, NULL);
  g_object_set (settings, "gtk-xft-dpi", before * GPOINTER_TO_INT (data) / 100, NULL);
  window = etb_about_new (NULL);
  gtk_window_present (GTK_WINDOW (window));
  page_fixture_spin ();
  /* What is in the window: its frame is no part of it. */
  gtk_widget_measure (gtk_widget_get_first_child (window), GTK_ORIENTATION_HORIZONTAL, -1, &width,
                      NULL, NULL, NULL);
  g_assert_nonnull (page_fixture_find (window, GTK_TYPE_LABEL, ETB_VERSION));
  g_assert_cmpint (width, <=, NARROW);
  gtk_window_destroy (GTK_WINDOW (window));
  g_object_set (settings, "gtk-xft-dpi", before, NULL);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  g_test_add_data_func ("/about/fits-a-narrow-window/100", GINT_TO_POINTER (100),
                        test_fits_a_narrow_window);
  g_test_add_data_func ("/about/fits-a-narrow-window/200", GINT_TO_POINTER (200),
                        test_fits_a_narrow_window);

  page_fixture_run ();
}
