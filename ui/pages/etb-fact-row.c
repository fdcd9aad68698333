/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows of facts and details, for the last pages. Plain boxes: nothing in them can be activated. */

#include "etb-fact-row.h"

#include <glib/gi18n-lib.h>

#include "etb-page-frame.h"

static const struct
{
  const char *icon;
  const char *css_class;
} looks[] = {
  [ETB_FACT_GOOD] = { "emblem-ok-symbolic", "success" },
  [ETB_FACT_BAD] = { "dialog-error-symbolic", "error" },
  [ETB_FACT_OPEN] = { "etabli-unknown-symbolic", "etb-open" },
};

GtkWidget *
etb_fact_row_new (const EtbFact *fact)
{
  g_autofree char *heading = NULL;
  GtkWidget *row;
  GtkWidget *icon;
  GtkWidget *words;
  GtkWidget *state;

  g_return_val_if_fail (fact != NULL, NULL);

  row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  icon = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "icon-name", looks[fact->state].icon, "valign", GTK_ALIGN_START, NULL);
  words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  /* Translators: a fact, and its state: "Revocation: not checked". */
  heading = g_strdup_printf (_ ("%s: %s"), fact->title, fact->word);
  state = etb_words_new (heading, "heading");

  gtk_widget_set_name (row, fact->id);
  gtk_widget_add_css_class (row, "etb-line");
  gtk_widget_add_css_class (icon, looks[fact->state].css_class);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), state);
  gtk_box_append (GTK_BOX (words), etb_words_new (fact->text, NULL));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

GtkWidget *
etb_fact_list_new (GPtrArray *facts)
{
  GtkWidget *list;

  g_return_val_if_fail (facts != NULL, NULL);

  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (list, "card");
  gtk_widget_add_css_class (list, "etb-lines");
  for (guint i = 0; i < facts->len; i++)
    gtk_box_append (GTK_BOX (list), etb_fact_row_new (g_ptr_array_index (facts, i)));
  return list;
}

GtkWidget *
etb_detail_row_new (const char *name, const char *value)
{
  GtkWidget *row;
  GtkWidget *text;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (value != NULL, NULL);

  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  text = etb_words_new (value, NULL);
  gtk_label_set_selectable (GTK_LABEL (text), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, name,
                                  -1);
  gtk_box_append (GTK_BOX (row), etb_words_new (name, "etb-quiet"));
  gtk_box_append (GTK_BOX (row), text);
  return row;
}
