/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a window leaves for the next start, and takes up then. It is written whenever the body
 * changes, not only at the end: a program that was killed comes back where it was. */

#include "etb-window-private.h"

#include <glib/gi18n.h>

#include "etb-safety-copies.h"
#include "etb-session-memory.h"

static gboolean
reopens (EtbWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  return application != NULL
         && etb_preferences_get_reopen_dossier (
             etb_application_get_preferences (ETB_APPLICATION (application)));
}

void
etb_window_remember (EtbWindow *self)
{
  EtbDossierView *view = etb_window_get_dossier_view (self);
  const char *open = view != NULL ? etb_dossier_view_get_file (view) : self->opening_file;
  EtbSessionMemory memory = { 0 };
  g_autofree char *file = NULL;
  g_autoptr (GError) error = NULL;

  if (open != NULL && reopens (self) && !etb_safety_copies_is_one (open))
    file = g_canonicalize_filename (open, NULL);
  memory.dossier = file;
  gtk_window_get_default_size (GTK_WINDOW (self), &memory.width, &memory.height);
  memory.maximized = gtk_window_is_maximized (GTK_WINDOW (self));
  if (!etb_session_memory_save (&memory, &error))
    g_message ("%s", error->message);
}

void
etb_window_resume_size (EtbWindow *self)
{
  g_autoptr (EtbSessionMemory) memory = etb_session_memory_load ();

  if (memory->width > 0)
    gtk_window_set_default_size (GTK_WINDOW (self), memory->width, memory->height);
  if (memory->maximized)
    gtk_window_maximize (GTK_WINDOW (self));
}

void
etb_window_reopen (EtbWindow *self, const char *file)
{
  g_return_if_fail (ETB_IS_WINDOW (self));
  g_return_if_fail (file != NULL);

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    {
      etb_window_open_file (self, file);
      return;
    }
  g_autofree char *name = g_filename_display_name (file);
  g_autofree char *text = g_strdup_printf (
      _("“%s” was open last time. It may have been moved or renamed, or be on a "
                           "stick that is not plugged in."),
         name);
  etb_window_show_error (self, _("The last dossier is not where it was"), text);
}
