/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dossier comes into a window: beside the loop, for its file may be on a slow stick. The body
 * stays until the dossier is there; when that takes long a page says so, with a way out. */

#include "etb-window-private.h"

#include <glib/gi18n.h>

#include "etb-damaged-dialog.h"
#include "etb-dossier-opening.h"
#include "etb-library-index.h"
#include "etb-safety-copies.h"
#include "etb-waiting-page.h"

/* Milliseconds after which one wonders whether anything is going on. */
#define LONG 500

void
etb_window_stop_copying (EtbWindow *self)
{
  g_cancellable_cancel (self->copying);
  g_clear_object (&self->copying);
}

/* What a good opening is the occasion for. */
static void
keep_and_remember (EtbWindow *self, const char *file)
{
  etb_window_stop_copying (self);
  if (etb_safety_copies_is_one (file))
    return;
  self->copying = g_cancellable_new ();
  etb_safety_copies_keep (file, self->copying);
  etb_library_index_remember_async (file);
}

void
etb_window_stop_opening (EtbWindow *self)
{
  g_autoptr (GCancellable) opening = g_steal_pointer (&self->opening);

  g_clear_pointer (&self->opening_file, g_free);
  g_clear_handle_id (&self->opening_wait, g_source_remove);
  g_cancellable_cancel (opening);
}

static gboolean
is_waiting (EtbWindow *self)
{
  return ETB_IS_WAITING_PAGE (etb_stage_get_page (self->body));
}

static void
show_opened (EtbWindow *self, EtbDossier *dossier)
{
  /* Before one goes on where one was. */
  if (etb_dossier_get_notices (dossier)->len > 0)
    etb_dossier_set_place (dossier, "");
  etb_window_show_dossier (self, dossier);
  keep_and_remember (self, etb_dossier_get_file (dossier));
}

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_opening_finish (result, &error);
  g_autofree char *file = NULL;

  /* Something else is wanted meanwhile, or the window is gone. */
  if (self->opening == NULL || g_task_get_cancellable (G_TASK (result)) != self->opening)
    return;
  file = g_steal_pointer (&self->opening_file);
  etb_window_stop_opening (self);
  if (dossier != NULL)
    {
      show_opened (self, dossier);
      return;
    }
  if (is_waiting (self))
    etb_window_show_home (self);
  gtk_window_present (GTK_WINDOW (etb_damaged_dialog_new (GTK_WINDOW (self), file, error)));
}

/* By the person: what takes its place cancels it too, but has forgotten it before. */
static void
on_cancelled (GCancellable *opening, EtbWindow *self)
{
  if (opening == self->opening)
    etb_window_show_home (self);
}

static gboolean
on_long (gpointer data)
{
  EtbWindow *self = data;
  g_autofree char *name = g_path_get_basename (self->opening_file);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *words = g_strdup_printf (_("“%s” is being read."), shown);

  self->opening_wait = 0;
  if (!is_waiting (self))
    etb_window_put_body (
        self, etb_waiting_page_new (_("The dossier is being opened"), words, self->opening));
  return G_SOURCE_REMOVE;
}

void
etb_window_open_dossier (EtbWindow *self, const char *file)
{
  etb_window_stop_opening (self);
  self->opening = g_cancellable_new ();
  self->opening_file = g_strdup (file);
  self->opening_wait = g_timeout_add (LONG, on_long, self);
  g_signal_connect_object (self->opening, "cancelled", G_CALLBACK (on_cancelled), self, 0);
  etb_dossier_open_async (file, self->opening, on_opened, g_object_ref (self));
}
