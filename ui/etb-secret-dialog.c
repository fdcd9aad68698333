/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dialog for secrets: see the header. The entry is GTK's for passwords, whose buffer is locked
 * in memory and wiped. Callers: the identity chooser, the identities page. */

#include "etb-secret-dialog.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#define ACCEPT "accept"

static void
on_response (AdwMessageDialog *dialog, const char *response, GTask *task)
{
  GtkEditable *entry = GTK_EDITABLE (adw_message_dialog_get_extra_child (dialog));

  if (g_str_equal (response, ACCEPT))
    g_task_return_pointer (task, etb_secret_new (gtk_editable_get_text (entry)),
                           (GDestroyNotify)etb_secret_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "%s",
                             _ ("Nothing was typed."));
  gtk_editable_set_text (entry, "");
  /* GTK 4.8 goes wrong when a password entry goes away with the focus. */
  gtk_window_set_focus (GTK_WINDOW (dialog), NULL);
  g_object_unref (task);
}

void
etb_secret_dialog_ask_async (GtkWindow *parent, const char *heading, const char *body,
                             const char *accept, GAsyncReadyCallback callback, gpointer user_data)
{
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  GtkWidget *entry = gtk_password_entry_new ();
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  g_task_set_source_tag (task, etb_secret_dialog_ask_async);
  g_object_set (entry, "show-peek-icon", TRUE, "activates-default", TRUE, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, heading,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, body, -1);
  adw_message_dialog_set_extra_child (message, entry);
  adw_message_dialog_add_responses (message, "cancel", _ ("_Cancel"), ACCEPT, accept, NULL);
  adw_message_dialog_set_response_appearance (message, ACCEPT, ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (message, ACCEPT);
  adw_message_dialog_set_close_response (message, "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (on_response), task);
  gtk_window_set_focus (GTK_WINDOW (dialog), entry);
  gtk_window_present (GTK_WINDOW (dialog));
}

EtbSecret *
etb_secret_dialog_ask_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
