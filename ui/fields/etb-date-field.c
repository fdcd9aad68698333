/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A date. The entry is the way in for everybody; the calendar beside it is a help, and never the
 * only way. The calendar opens on the date that is typed. Made by the factory only. */

#include "etb-date-field.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-field-private.h"

struct _EtbDateField
{
  EtbField parent_instance;

  GtkWidget *entry;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *calendar;
};

G_DEFINE_FINAL_TYPE (EtbDateField, etb_date_field, ETB_TYPE_FIELD)

static void
on_entry_changed (GtkEditable *editable, gpointer user_data)
{
  etb_field_touch (ETB_FIELD (user_data), FALSE);
}

static void
on_entry_activate (GtkEntry *entry, gpointer user_data)
{
  etb_field_commit (ETB_FIELD (user_data));
}

static void
on_button_clicked (GtkButton *button, gpointer user_data)
{
  EtbDateField *self = ETB_DATE_FIELD (user_data);
  const char *typed = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *canonical = etb_value_normalise (ETB_VALUE_DATE, typed, NULL);

  if (canonical != NULL && *canonical != '\0')
    {
      g_autofree char *iso = g_strconcat (canonical, "T00:00:00Z", NULL);
      g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (iso, NULL);

      if (date != NULL)
        gtk_calendar_select_day (GTK_CALENDAR (self->calendar), date);
    }
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

static void
on_popover_visible (GtkWidget *popover, GParamSpec *pspec, gpointer user_data)
{
  EtbDateField *self = ETB_DATE_FIELD (user_data);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               gtk_widget_get_visible (popover), -1);
}

static void
on_use_clicked (GtkButton *button, gpointer user_data)
{
  EtbDateField *self = ETB_DATE_FIELD (user_data);
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d");
  g_autofree char *shown = etb_value_format (ETB_VALUE_DATE, iso);

  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
  etb_field_commit (ETB_FIELD (self));
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
build_popover (EtbDateField *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *use = gtk_button_new ();

  etb_popover_suit_display (popover);
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  self->calendar = gtk_calendar_new ();
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->calendar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Calendar"), -1);
  etb_button_set_words (use, _ ("_Use This Date"));
  gtk_box_append (GTK_BOX (box), self->calendar);
  gtk_box_append (GTK_BOX (box), use);
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect (use, "clicked", G_CALLBACK (on_use_clicked), self);
  g_signal_connect (popover, "notify::visible", G_CALLBACK (on_popover_visible), self);

  return popover;
}

static void
etb_date_field_build (EtbField *field)
{
  EtbDateField *self = ETB_DATE_FIELD (field);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *name
      = g_strdup_printf (_ ("Choose in a calendar: %s"), etb_field_get_question (field)->label);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 14);

  self->button = gtk_button_new_from_icon_name ("x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Choose in a calendar"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);
  g_signal_connect (self->button, "clicked", G_CALLBACK (on_button_clicked), self);

  self->popover = build_popover (self);
  gtk_widget_set_parent (self->popover, box);

  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_widget_set_halign (box, GTK_ALIGN_START);
  etb_field_set_editor (field, box, self->entry);

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate), self);
}

static void
etb_date_field_show_value (EtbField *field, const char *stored)
{
  g_autofree char *shown = etb_value_format (ETB_VALUE_DATE, stored);

  gtk_editable_set_text (GTK_EDITABLE (ETB_DATE_FIELD (field)->entry), shown);
}

static char *
etb_date_field_get_typed (EtbField *field)
{
  return g_strdup (gtk_editable_get_text (GTK_EDITABLE (ETB_DATE_FIELD (field)->entry)));
}

static void
etb_date_field_set_editable (EtbField *field, gboolean editable)
{
  EtbDateField *self = ETB_DATE_FIELD (field);

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_widget_set_sensitive (self->button, editable);
}

static void
etb_date_field_dispose (GObject *object)
{
  EtbDateField *self = ETB_DATE_FIELD (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (etb_date_field_parent_class)->dispose (object);
}

static void
etb_date_field_class_init (EtbDateFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = etb_date_field_dispose;
  field_class->build = etb_date_field_build;
  field_class->show_value = etb_date_field_show_value;
  field_class->get_typed = etb_date_field_get_typed;
  field_class->set_editable = etb_date_field_set_editable;
}

static void
etb_date_field_init (EtbDateField *self)
{
}
