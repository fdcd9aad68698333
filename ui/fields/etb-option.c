/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One line to tick, with a label long enough to say what is ticked. Used by radio, check and
 * attestation fields, and by pages. GTK 4.8 gives check buttons no action that assistive programs
 * could ask for, only keys and the mouse: hence "option.toggle". */

#include "etb-option.h"

#include "etb-accessible.h"

struct _EtbOption
{
  GtkCheckButton parent_instance;

  GtkWidget *hint; /* or NULL */
};

G_DEFINE_FINAL_TYPE (EtbOption, etb_option, GTK_TYPE_CHECK_BUTTON)

static void
on_toggle (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "activate");
}

static void
etb_option_class_init (EtbOptionClass *klass)
{
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "option.toggle", NULL, on_toggle);
}

static void
etb_option_init (EtbOption *self)
{
}

GtkWidget *
etb_option_new (const char *label, const char *hint, gboolean radio)
{
  /* GTK 4.8 does not change the role of a button that joins a group. */
  GtkWidget *button
      = g_object_new (ETB_TYPE_OPTION, "accessible-role",
                      radio ? GTK_ACCESSIBLE_ROLE_RADIO : GTK_ACCESSIBLE_ROLE_CHECKBOX, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *words = etb_words_new (label, NULL);

  g_return_val_if_fail (label != NULL, NULL);

  /* “Oui” and “Non” stand side by side on a telephone. */
  gtk_label_set_width_chars (GTK_LABEL (words),
                             (int)MIN (g_utf8_strlen (label, -1), ETB_LEAST_CHARS));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (box), words);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  words, NULL, -1);
  if (hint != NULL && *hint != '\0')
    {
      GtkWidget *help = etb_words_new (hint, "etb-quiet");

      ETB_OPTION (button)->hint = help;
      gtk_box_append (GTK_BOX (box), help);
      etb_accessible_describe (GTK_ACCESSIBLE (button), &help, 1);
    }

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "etb-option");
  gtk_widget_set_hexpand (button, TRUE);

  return button;
}

void
etb_option_set_hint (EtbOption *self, const char *hint)
{
  g_return_if_fail (ETB_IS_OPTION (self));
  g_return_if_fail (self->hint != NULL);

  gtk_label_set_label (GTK_LABEL (self->hint), hint);
}
