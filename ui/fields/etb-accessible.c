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
        g_string_append_c (words, ' ');
      g_string_append (words, text);
      shown[n++] = labels[i];
    }

  describe_by (control, shown, n);
  if (n > 0)
    gtk_accessible_update_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words->str, -1);
  else
    gtk_accessible_reset_property (control, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

GtkWidget *
etb_decoration_new (const char *icon_name)
{
  return g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                       "icon-name", icon_name, "valign", GTK_ALIGN_START, NULL);
}

GtkWidget *
etb_words_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);

  return label;
}
