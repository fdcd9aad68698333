/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier that cannot be opened: see the header. Shown by the window. */

#include "etb-damaged-dialog.h"

#include <glib/gi18n.h>

#include "etb-instant.h"
#include "etb-version.h"

struct _EtbDamagedDialog
{
  AdwMessageDialog parent_instance;

  char *file;
  char *copy; /* newest one, or NULL */
};

G_DEFINE_FINAL_TYPE (EtbDamagedDialog, etb_damaged_dialog, ADW_TYPE_MESSAGE_DIALOG)

static void
open_file (EtbDamagedDialog *self, const char *file)
{
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));

  gtk_widget_activate_action (GTK_WIDGET (window), "win.open-file", "s", file);
}

static void
on_response (EtbDamagedDialog *self, const char *response, gpointer unused)
{
  g_autoptr (GError) error = NULL;

  if (g_str_equal (response, "look"))
    open_file (self, self->copy);
  if (!g_str_equal (response, "put"))
    return;
  if (etb_version_replace_damaged (self->file, self->copy, NULL, &error))
    open_file (self, self->file);
  else
    gtk_window_present (GTK_WINDOW (etb_damaged_dialog_new (
        gtk_window_get_transient_for (GTK_WINDOW (self)), self->file, error)));
}

static void
etb_damaged_dialog_finalize (GObject *object)
{
  EtbDamagedDialog *self = ETB_DAMAGED_DIALOG (object);

  g_free (self->file);
  g_free (self->copy);
  G_OBJECT_CLASS (etb_damaged_dialog_parent_class)->finalize (object);
}

static void
etb_damaged_dialog_class_init (EtbDamagedDialogClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_damaged_dialog_finalize;
}

static void
etb_damaged_dialog_init (EtbDamagedDialog *self)
{
  g_signal_connect (self, "response", G_CALLBACK (on_response), NULL);
}

static gboolean
is_damaged (const GError *problem)
{
  return g_error_matches (problem, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED)
         || g_error_matches (problem, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN);
}

static void
offer_copy (EtbDamagedDialog *self, const EtbSafetyCopy *copy)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  g_autofree char *day = etb_instant_describe_date (copy->day);
  g_autofree char *text = g_strdup_printf (
      _("%s\n\nÉtabli kept a copy of it on %s. Put it back to go on with it: the damaged file is "
        "kept beside it, under another name."),
         adw_message_dialog_get_body (dialog), day);

  self->copy = g_strdup (copy->file);
  adw_message_dialog_set_body (dialog, text);
  adw_message_dialog_add_response (dialog, "look", _("_Look at the Copy"));
  adw_message_dialog_add_response (dialog, "put", _("_Put the Copy Back"));
  adw_message_dialog_set_response_appearance (dialog, "put", ADW_RESPONSE_SUGGESTED);
}

GtkWidget *
etb_damaged_dialog_new (GtkWindow *parent, const char *file, const GError *problem)
{
  EtbDamagedDialog *self;
  g_autoptr (GPtrArray) copies = NULL;

  g_return_val_if_fail (file != NULL && problem != NULL, NULL);

  self = g_object_new (ETB_TYPE_DAMAGED_DIALOG, "transient-for", parent, "modal", TRUE, "heading",
                       _("This dossier cannot be opened"), "body", problem->message, NULL);
  self->file = g_strdup (file);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self), "close", _("_Close"));
  if (!is_damaged (problem) || etb_safety_copies_is_one (file))
    return GTK_WIDGET (self);
  copies = etb_safety_copies_list (file);
  if (copies->len > 0)
    offer_copy (self, copies->pdata[0]);
  return GTK_WIDGET (self);
}
