/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* About the program: see the header. Shown by the application. */

#include "etb-about.h"

#include <glib/gi18n.h>

/* The window is as wide as its widest page, shown or not: that of what to tell when something goes
 * wrong, which there is none of here, with two buttons side by side. */
static void
hide_buttons_of_troubleshooting (GtkWidget *widget)
{
  if (GTK_IS_ACTION_BAR (widget))
    gtk_widget_set_visible (widget, FALSE);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    hide_buttons_of_troubleshooting (child);
}

GtkWidget *
etb_about_new (GtkWindow *parent)
{
  const char *developers[] = { _("The Établi authors"), NULL };
  GtkWidget *window = g_object_new (
      ADW_TYPE_ABOUT_WINDOW, "transient-for", parent, "modal", parent != NULL, "application-name",
      "Établi", "application-icon", "fr.etabli.Etabli", "version", ETB_VERSION, "developer-name",
      developers[0], "developers", developers, "license-type", GTK_LICENSE_GPL_3_0, "comments",
      _("Prepare an application to a public call without a network, and leave with a signed "
        "package that anybody can verify.\n\nCommunes: Insee, Licence Ouverte 2.0."),
         NULL);

  hide_buttons_of_troubleshooting (window);
  return window;
}
