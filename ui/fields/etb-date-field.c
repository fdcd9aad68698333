/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A date: the answer to a question in an EtbDateEntry. Made by the factory only. */

#include "etb-date-field.h"

#include "etb-date-entry.h"
#include "etb-field-private.h"
#include "etb-value.h"

struct _EtbDateField
{
  EtbField parent_instance;

  EtbDateEntry *entry;
};

G_DEFINE_FINAL_TYPE (EtbDateField, etb_date_field, ETB_TYPE_FIELD)

static void
on_entry_changed (EtbDateEntry *entry, gpointer user_data)
{
  etb_field_touch (ETB_FIELD (user_data), FALSE);
}

static void
on_entry_commit (EtbDateEntry *entry, gpointer user_data)
{
  etb_field_commit (ETB_FIELD (user_data));
}

/* A box says nothing of how a date is written. The day is one that no month can be. */
static void
give_example (EtbField *field)
{
  const EtbItem *question = etb_field_get_question (field);
  g_autofree char *example = etb_value_format (ETB_VALUE_DATE, "2016-03-27");

  if (question->example == NULL || *question->example == '\0')
    etb_field_frame_set_words (etb_field_get_frame (field), question->reason, question->hint,
                               example);
}

static void
etb_date_field_build (EtbField *field)
{
  EtbDateField *self = ETB_DATE_FIELD (field);
  GtkWidget *entry = etb_date_entry_new (etb_field_get_question (field)->label);

  give_example (field);

  self->entry = ETB_DATE_ENTRY (entry);
  etb_field_set_editor (field, entry, etb_date_entry_get_control (self->entry));
  g_signal_connect (entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (entry, "commit", G_CALLBACK (on_entry_commit), self);
}

static void
etb_date_field_show_value (EtbField *field, const char *stored)
{
  etb_date_entry_show (ETB_DATE_FIELD (field)->entry, stored);
}

static char *
etb_date_field_get_typed (EtbField *field)
{
  return g_strdup (etb_date_entry_get_typed (ETB_DATE_FIELD (field)->entry));
}

static void
etb_date_field_set_editable (EtbField *field, gboolean editable)
{
  etb_date_entry_set_editable (ETB_DATE_FIELD (field)->entry, editable);
}

static void
etb_date_field_class_init (EtbDateFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  field_class->build = etb_date_field_build;
  field_class->show_value = etb_date_field_show_value;
  field_class->get_typed = etb_date_field_get_typed;
  field_class->set_editable = etb_date_field_set_editable;
}

static void
etb_date_field_init (EtbDateField *self)
{
}
