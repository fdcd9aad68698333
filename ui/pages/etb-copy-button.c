/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A button that copies: see the header. Whether its text is on the clipboard is asked of the
 * clipboard, and not kept. Used by the page after the signature. */

#include "etb-copy-button.h"

#include <glib/gi18n-lib.h>

struct _EtbCopyButton
{
  GtkButton parent_instance;

  char *words;
  char *what;
  char *text;
  GdkContentProvider *given; /* what was put on the clipboard last, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbCopyButton, etb_copy_button, GTK_TYPE_BUTTON)

static void
show (EtbCopyButton *self, const char *words)
{
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), words, self->what);

  gtk_button_set_label (GTK_BUTTON (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
on_clipboard_changed (EtbCopyButton *self, GParamSpec *pspec, GdkClipboard *clipboard)
{
  if (self->given != NULL && gdk_clipboard_get_content (clipboard) != self->given)
    {
      g_clear_object (&self->given);
      show (self, self->words);
    }
}

static void
etb_copy_button_clicked (GtkButton *button)
{
  EtbCopyButton *self = ETB_COPY_BUTTON (button);

  g_clear_object (&self->given);
  self->given = gdk_content_provider_new_typed (G_TYPE_STRING, self->text);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), self->given);
  show (self, _ ("Copied"));
}

static void
etb_copy_button_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (etb_copy_button_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_clipboard (widget), "notify::content",
                           G_CALLBACK (on_clipboard_changed), widget, G_CONNECT_SWAPPED);
}

static void
etb_copy_button_unrealize (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_clipboard (widget), on_clipboard_changed,
                                        widget);
  GTK_WIDGET_CLASS (etb_copy_button_parent_class)->unrealize (widget);
}

static void
etb_copy_button_finalize (GObject *object)
{
  EtbCopyButton *self = ETB_COPY_BUTTON (object);

  g_clear_object (&self->given);
  g_free (self->words);
  g_free (self->what);
  g_free (self->text);
  G_OBJECT_CLASS (etb_copy_button_parent_class)->finalize (object);
}

static void
etb_copy_button_class_init (EtbCopyButtonClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_copy_button_finalize;
  GTK_WIDGET_CLASS (class)->realize = etb_copy_button_realize;
  GTK_WIDGET_CLASS (class)->unrealize = etb_copy_button_unrealize;
  GTK_BUTTON_CLASS (class)->clicked = etb_copy_button_clicked;
}

static void
etb_copy_button_init (EtbCopyButton *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
}

GtkWidget *
etb_copy_button_new (const char *words, const char *what, const char *text)
{
  EtbCopyButton *self;

  g_return_val_if_fail (words != NULL && what != NULL && text != NULL, NULL);

  self = g_object_new (ETB_TYPE_COPY_BUTTON, NULL);
  self->words = g_strdup (words);
  self->what = g_strdup (what);
  self->text = g_strdup (text);
  show (self, words);
  return GTK_WIDGET (self);
}
