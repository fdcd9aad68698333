/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A statement accepted by ticking its full wording, which is the label of the check button. What is
 * stored is "oui" or nothing: a statement is never refused, only not accepted.
 * Made by the factory only. */

#include "etb-attestation-field.h"

#include "etb-field-private.h"
#include "etb-option.h"

struct _EtbAttestationField
{
  EtbField parent_instance;

  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (EtbAttestationField, etb_attestation_field, ETB_TYPE_FIELD)

static void
on_button_toggled (GtkCheckButton *button, gpointer user_data)
{
  etb_field_touch (ETB_FIELD (user_data), TRUE);
}

static void
etb_attestation_field_build (EtbField *field)
{
  EtbAttestationField *self = ETB_ATTESTATION_FIELD (field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->button = etb_option_new (etb_field_get_question (field)->label, NULL, FALSE);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_widget_add_css_class (box, "etb-options");

  etb_field_frame_hide_label (etb_field_get_frame (field));
  etb_field_set_editor (field, box, self->button);
  g_signal_connect (self->button, "toggled", G_CALLBACK (on_button_toggled), self);
}

static void
etb_attestation_field_show_value (EtbField *field, const char *stored)
{
  gtk_check_button_set_active (GTK_CHECK_BUTTON (ETB_ATTESTATION_FIELD (field)->button),
                               g_str_equal (stored, "oui"));
}

static char *
etb_attestation_field_get_typed (EtbField *field)
{
  GtkCheckButton *button = GTK_CHECK_BUTTON (ETB_ATTESTATION_FIELD (field)->button);

  return g_strdup (gtk_check_button_get_active (button) ? "oui" : "");
}

static void
etb_attestation_field_set_editable (EtbField *field, gboolean editable)
{
  gtk_widget_set_sensitive (ETB_ATTESTATION_FIELD (field)->button, editable);
}

static void
etb_attestation_field_class_init (EtbAttestationFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  field_class->build = etb_attestation_field_build;
  field_class->show_value = etb_attestation_field_show_value;
  field_class->get_typed = etb_attestation_field_get_typed;
  field_class->set_editable = etb_attestation_field_set_editable;
}

static void
etb_attestation_field_init (EtbAttestationField *self)
{
}
