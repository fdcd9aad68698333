/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No log-out while a package is written: see the header. Called by the pages that write packages.
 */

#include "etb-stay.h"

guint
etb_stay_begin (GtkWidget *widget, const char *why)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkApplication *application
      = GTK_IS_WINDOW (root) ? gtk_window_get_application (GTK_WINDOW (root)) : NULL;

  if (application == NULL)
    return 0;
  return gtk_application_inhibit (application, GTK_WINDOW (root),
                                  GTK_APPLICATION_INHIBIT_LOGOUT | GTK_APPLICATION_INHIBIT_SUSPEND,
                                  why);
}

void
etb_stay_end (guint cookie)
{
  GApplication *application = g_application_get_default ();

  if (cookie != 0 && GTK_IS_APPLICATION (application))
    gtk_application_uninhibit (GTK_APPLICATION (application), cookie);
}
