/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Helps for accessible relations, and the two widgets every view makes by the dozen. */

#include "etb-accessible.h"

#define MAX_LABELS 5

/* GTK 4.8 takes a relation's widgets as an argument list only, hence one call a length. */
static void
describe_by (GtkAccessible *control, GtkWidget **labels, guint n)
{
  const GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_DESCRIBED_BY;

  switch (n)
    {
    case 0:
      gtk_accessible_reset_relation (control, relation);
      break;
    case 1:
      gtk_accessible_update_relation (control, relation, labels[0], NULL, -1);
      break;
    case 2:
      gtk_accessible_update_relation (control, relation, labels[0], labels[1], NULL, -1);
      break;
    case 3:
      gtk_accessible_update_relation (control, relation, labels[0], labels[1], labels[2], NULL, -1);
      break;
    case 4:
      gtk_accessible_update_relation (control, relation, labels[0], labels[1], labels[2], labels[3],
                                      NULL, -1);
      break;
    default:
      gtk_accessible_update_relation (control, relation, labels[0], labels[1], labels[2], labels[3],
                                      labels[4], NULL, -1);
      break;
    }
}

void
etb_accessible_describe (GtkAccessible *control, GtkWidget **labels, guint n_labels)
{
  GtkWidget *shown[MAX_LABELS];
  g_autoptr (GString) words = g_string_new (NULL);
  guint n = 0;

  g_return_if_fail (GTK_IS_ACCESSIBLE (control));
  g_return_if_fail (n_labels <= MAX_LABELS);

  for (guint i = 0; i < n_labels; i++)
    {
      const char *text = gtk_label_get_label (GTK_LABEL (labels[i]));

      if (*text == '\0')
        continue;
      if (words->len > 0)
        g_string_append (words, g_ascii_ispunct (words->str[words->len - 1]) ? " " : ". ");
      g_string_append (words, text);
      shown[n++] = labels[i];
    }

  describe_by (control, shown, n);
  if (n > 0)
    gtk_accessible_update_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  else
    gtk_accessible_reset_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

/* GTK 4.8 takes one widget here, later ones a list: the value's own type tells which. */
static void
relate_error (GtkAccessible *control, GtkWidget *words)
{
  GtkAccessibleRelation relation = GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE;
  GValue value = G_VALUE_INIT;

  gtk_accessible_relation_init_value (relation, &value);
  if (G_VALUE_HOLDS_OBJECT (&value))
    g_value_set_object (&value, words);
  else
    g_value_set_pointer (&value, g_list_prepend (NULL, words)); /* taken by the relation */
  gtk_accessible_update_relation_value (control, 1, &relation, &value);
  g_value_unset (&value);
}

void
etb_accessible_set_error (GtkAccessible *control, GtkWidget *words)
{
  g_return_if_fail (GTK_IS_ACCESSIBLE (control));

  if (words != NULL)
    {
      gtk_accessible_update_state (control, GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      relate_error (control, words);
    }
  else
    {
      gtk_accessible_reset_state (control, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (control, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

GtkWidget *
etb_decoration_new (const char *icon_name)
{
  return g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "icon-name", icon_name, "valign", GTK_ALIGN_START, NULL);
}

GtkWidget *
etb_beside_new (GtkWidget *icon, GtkWidget *words, int spacing)
{
  GtkWidget *grid = g_object_new (GTK_TYPE_GRID, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP,
                                  "column-spacing", spacing, NULL);

  gtk_widget_set_hexpand (words, TRUE);
  gtk_grid_attach (GTK_GRID (grid), icon, 0, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), words, 1, 0, 1, 1);
  return grid;
}

void
etb_popover_suit_display (GtkWidget *popover)
{
  g_return_if_fail (GTK_IS_POPOVER (popover));

  if (!gdk_display_is_composited (gtk_widget_get_display (popover)))
    gtk_widget_add_css_class (popover, "etb-no-compositor");
}

void
etb_button_set_words (GtkWidget *button, const char *words)
{
  GtkWidget *label = gtk_label_new_with_mnemonic (words);

  g_return_if_fail (GTK_IS_BUTTON (button));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_button_set_child (GTK_BUTTON (button), label);
  gtk_widget_add_css_class (button, "text-button");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  gtk_label_get_text (GTK_LABEL (label)), -1);
}

GtkWidget *
etb_button_new (const char *words, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new ();

  etb_button_set_words (button, words);
  g_signal_connect_swapped (button, "clicked", clicked, data);
  return button;
}

GtkWidget *
etb_words_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  /* A least width spares measuring the text broken at each letter, ten times its cost. */
  gtk_label_set_width_chars (GTK_LABEL (label), ETB_LEAST_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}
