/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog of the other date: see the header. Shown by the window. */

#include "etb-date-dialog.h"

#include "etb-instant.h"
#include "etb-value.h"

struct _EtbDateDialog
{
  AdwWindow parent_instance;

  GtkEditable *entry;
  GtkLabel *problem;
  GtkWidget *show_button;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbDateDialog, etb_date_dialog, ADW_TYPE_WINDOW)

static void
show_problem (EtbDateDialog *self, const char *text)
{
  gtk_label_set_label (self->problem, text);
  gtk_widget_set_visible (GTK_WIDGET (self->problem), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               GTK_ACCESSIBLE_INVALID_TRUE, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

/* A date as people write it, or an instant as the command line takes it. */
static GDateTime *
read_instant (const char *typed, GError **error)
{
  g_autoptr (GDateTime) exact
      = strchr (typed, 'T') != NULL ? etb_instant_parse (typed, NULL) : NULL;
  if (exact != NULL)
    return g_steal_pointer (&exact);

  g_autofree char *date = etb_value_normalise (ETB_VALUE_DATE, typed, error);
  if (date == NULL)
    return NULL;
  g_autofree char *noon = g_strdup_printf ("%sT12:00", date);
  return etb_instant_parse (noon, error);
}

static void
on_show_clicked (GtkButton *button, EtbDateDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = read_instant (gtk_editable_get_text (self->entry), &error);

  if (at == NULL)
    {
      show_problem (self, error->message);
      return;
    }
  g_signal_emit (self, signals[CHOSEN], 0, at);
  gtk_window_close (GTK_WINDOW (self));
}

static void
etb_date_dialog_class_init (EtbDateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  signals[CHOSEN] = g_signal_new ("chosen", ETB_TYPE_DATE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_DATE_TIME);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/etb-date-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbDateDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, EtbDateDialog, problem);
  gtk_widget_class_bind_template_child (widget_class, EtbDateDialog, show_button);
  gtk_widget_class_bind_template_callback (widget_class, on_show_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
etb_date_dialog_init (EtbDateDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->entry));
}

GtkWidget *
etb_date_dialog_new (GtkWindow *parent)
{
  return g_object_new (ETB_TYPE_DATE_DIALOG, "transient-for", parent, NULL);
}
