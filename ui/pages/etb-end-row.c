/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A row with something at its end: see the header. */

#include "etb-end-row.h"

#include "etb-accessible.h"
#include "etb-wrap-layout.h"

GtkWidget *
etb_end_row_new (const char *title, const char *summary, GtkWidget *end)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *line = etb_wrap_box_new ();
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  g_return_val_if_fail (title != NULL, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), etb_words_new (title, NULL));
  if (summary != NULL)
    gtk_box_append (GTK_BOX (words), etb_words_new (summary, "subtitle"));
  gtk_box_append (GTK_BOX (line), words);
  if (end != NULL)
    gtk_box_append (GTK_BOX (line), end);
  gtk_widget_add_css_class (line, "etb-end-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), line);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return row;
}
