/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One file joined to a piece. It knows the file's name and identity, not the dossier.
 * Made by EtbPieceCard. */

#include "etb-file-row.h"

#include <glib/gi18n-lib.h>

struct _EtbFileRow
{
  GtkBox parent_instance;

  char *id;

  GtkWidget *name;
  GtkWidget *size;
  GtkWidget *remove_button;
  GtkWidget *question_box;
  GtkWidget *question;
  GtkWidget *keep_button;
  GtkWidget *confirm_button;
};

enum
{
  SIGNAL_REMOVE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbFileRow, etb_file_row, GTK_TYPE_BOX)

static void
ask (EtbFileRow *self, gboolean asking)
{
  gtk_widget_set_visible (self->question_box, asking);
  gtk_widget_set_visible (self->remove_button, !asking);
  gtk_widget_grab_focus (asking ? self->keep_button : self->remove_button);
}

static void
on_remove_clicked (GtkButton *button, gpointer user_data)
{
  ask (ETB_FILE_ROW (user_data), TRUE);
}

static void
on_keep_clicked (GtkButton *button, gpointer user_data)
{
  ask (ETB_FILE_ROW (user_data), FALSE);
}

static void
on_confirm_clicked (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[SIGNAL_REMOVE], 0);
}

static void
etb_file_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ETB_TYPE_FILE_ROW);

  G_OBJECT_CLASS (etb_file_row_parent_class)->dispose (object);
}

static void
etb_file_row_finalize (GObject *object)
{
  g_free (ETB_FILE_ROW (object)->id);

  G_OBJECT_CLASS (etb_file_row_parent_class)->finalize (object);
}

static void
etb_file_row_class_init (EtbFileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_file_row_dispose;
  object_class->finalize = etb_file_row_finalize;

  signals[SIGNAL_REMOVE] = g_signal_new ("remove", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/fr/etabli/Etabli/fields/etb-file-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, name);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, size);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, remove_button);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, question_box);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, question);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, keep_button);
  gtk_widget_class_bind_template_child (widget_class, EtbFileRow, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, on_remove_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_keep_clicked);
  gtk_widget_class_bind_template_callback (widget_class, on_confirm_clicked);
}

static void
etb_file_row_init (EtbFileRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A button says what it does to which file: there are several such buttons on a page. @name: taken.
 */
static void
name_button (GtkWidget *button, char *name)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_free (name);
}

GtkWidget *
etb_file_row_new (const EtbAttachment *attachment, gboolean removable)
{
  EtbFileRow *self;
  g_autofree char *size = NULL;

  g_return_val_if_fail (attachment != NULL, NULL);

  self = g_object_new (ETB_TYPE_FILE_ROW, NULL);
  self->id = g_strdup (attachment->id);
  size = g_format_size (attachment->size);
  gtk_label_set_label (GTK_LABEL (self->name), attachment->name);
  gtk_label_set_label (GTK_LABEL (self->size), size);
  gtk_widget_set_visible (self->remove_button, removable);

  name_button (self->remove_button, g_strdup_printf (_ ("Remove %s"), attachment->name));
  name_button (self->keep_button, g_strdup_printf (_ ("Keep %s"), attachment->name));
  name_button (self->confirm_button, g_strdup_printf (_ ("Confirm: remove %s"), attachment->name));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->name, NULL, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->keep_button),
                                  GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, self->question, NULL, -1);

  return GTK_WIDGET (self);
}

const char *
etb_file_row_get_id (EtbFileRow *self)
{
  g_return_val_if_fail (ETB_IS_FILE_ROW (self), NULL);

  return self->id;
}
