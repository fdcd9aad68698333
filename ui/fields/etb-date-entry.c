/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An entry for a date, and a calendar; see the header. Used by EtbDateField and EtbFileRow. */

#include "etb-date-entry.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-value.h"

struct _EtbDateEntry
{
  GtkBox parent_instance;

  GtkWidget *entry;
  GtkWidget *button;
  GtkWidget *popover;
  GtkWidget *calendar;
};

enum
{
  SIGNAL_CHANGED,
  SIGNAL_COMMIT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbDateEntry, etb_date_entry, GTK_TYPE_BOX)

static void
on_entry_changed (GtkEditable *editable, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_CHANGED], 0);
}

static void
on_entry_activate (GtkEntry *entry, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_COMMIT], 0);
}

static void
on_button_clicked (GtkButton *button, gpointer user_data)
{
  EtbDateEntry *self = ETB_DATE_ENTRY (user_data);
  g_autofree char *canonical
      = etb_value_normalise (ETB_VALUE_DATE, etb_date_entry_get_typed (self), NULL);

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
  EtbDateEntry *self = ETB_DATE_ENTRY (user_data);

  gtk_accessible_update_state (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_STATE_EXPANDED,
                               gtk_widget_get_visible (popover), -1);
}

static void
on_use_clicked (GtkButton *button, gpointer user_data)
{
  EtbDateEntry *self = ETB_DATE_ENTRY (user_data);
  g_autoptr (GDateTime) date = gtk_calendar_get_date (GTK_CALENDAR (self->calendar));
  g_autofree char *iso = g_date_time_format (date, "%Y-%m-%d");

  etb_date_entry_show (self, iso);
  g_signal_emit (self, signals[SIGNAL_COMMIT], 0);
  gtk_popover_popdown (GTK_POPOVER (self->popover));
  gtk_widget_grab_focus (self->entry);
}

static GtkWidget *
build_popover (EtbDateEntry *self)
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
etb_date_entry_dispose (GObject *object)
{
  EtbDateEntry *self = ETB_DATE_ENTRY (object);

  g_clear_pointer (&self->popover, gtk_widget_unparent);

  G_OBJECT_CLASS (etb_date_entry_parent_class)->dispose (object);
}

static void
etb_date_entry_class_init (EtbDateEntryClass *klass)
{
  const GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = etb_date_entry_dispose;
  signals[SIGNAL_CHANGED]
      = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_COMMIT]
      = g_signal_new ("commit", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_date_entry_init (EtbDateEntry *self)
{
  /* Takes the baseline from the button: GTK 4.8 measures a line with two of them too low. */
  GtkWidget *beside = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_START);

  self->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 10);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 14);
  self->button = gtk_button_new_from_icon_name ("x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (self->button, _ ("Choose in a calendar"));
  g_signal_connect (self->button, "clicked", G_CALLBACK (on_button_clicked), self);
  self->popover = build_popover (self);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));

  gtk_box_append (GTK_BOX (self), self->entry);
  gtk_widget_set_vexpand (self->button, TRUE);
  gtk_box_append (GTK_BOX (beside), self->button);
  gtk_widget_set_vexpand (beside, FALSE);
  gtk_box_append (GTK_BOX (self), beside);
  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (self->entry, "activate", G_CALLBACK (on_entry_activate), self);
}

GtkWidget *
etb_date_entry_new (const char *label)
{
  EtbDateEntry *self;
  g_autofree char *name = NULL;

  g_return_val_if_fail (label != NULL, NULL);

  self = g_object_new (ETB_TYPE_DATE_ENTRY, NULL);
  name = g_strdup_printf (_ ("Choose in a calendar: %s"), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, GTK_ACCESSIBLE_PROPERTY_HAS_POPUP, TRUE, -1);

  return GTK_WIDGET (self);
}

GtkWidget *
etb_date_entry_get_control (EtbDateEntry *self)
{
  g_return_val_if_fail (ETB_IS_DATE_ENTRY (self), NULL);

  return self->entry;
}

const char *
etb_date_entry_get_typed (EtbDateEntry *self)
{
  g_return_val_if_fail (ETB_IS_DATE_ENTRY (self), "");

  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

void
etb_date_entry_show (EtbDateEntry *self, const char *stored)
{
  g_autofree char *shown = NULL;

  g_return_if_fail (ETB_IS_DATE_ENTRY (self));

  shown = etb_value_format (ETB_VALUE_DATE, stored);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
}

void
etb_date_entry_set_editable (EtbDateEntry *self, gboolean editable)
{
  g_return_if_fail (ETB_IS_DATE_ENTRY (self));

  gtk_editable_set_editable (GTK_EDITABLE (self->entry), editable);
  gtk_widget_set_sensitive (self->button, editable);
}
