/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier opened or made in a thread, and handed over to who asked: see etb-dossier-opening.h.
 * The thread shares nothing with the asker: a call is read once more from its bytes. */

#include "etb-dossier-opening.h"

#include <glib/gstdio.h>

#include "etb-dossier-private.h"

typedef struct
{
  char *file;
  GBytes *call; /* NULL: the file is there */
  char *track;
} Opening;

static void
opening_free (Opening *self)
{
  g_free (self->file);
  g_clear_pointer (&self->call, g_bytes_unref);
  g_free (self->track);
  g_free (self);
}

static gboolean
make_file (const Opening *self, GError **error)
{
  g_autoptr (EtbCall) call = etb_call_new_from_bytes (self->call, self->file, error);

  return call && etb_dossier_make_file (self->file, call, self->track, error);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Opening *self = data;
  g_autoptr (EtbDossier) dossier = NULL;
  GError *error = NULL;

  if (!g_cancellable_set_error_if_cancelled (cancellable, &error)
      && (!self->call || make_file (self, &error)))
    dossier = etb_dossier_open_detached (self->file, &error);
  if (dossier && g_cancellable_set_error_if_cancelled (cancellable, &error))
    {
      g_clear_object (&dossier);
      if (self->call)
        g_unlink (self->file);
    }
  if (dossier)
    g_task_return_pointer (task, g_steal_pointer (&dossier), g_object_unref);
  else
    g_task_return_error (task, error);
}

/* @self: (transfer full) */
static void
start (Opening *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, start);
  g_task_set_task_data (task, self, (GDestroyNotify)opening_free);
  /* What was made is let go with care even when nobody wants it any more. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, run);
}

void
etb_dossier_open_async (const char *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Opening *self;

  g_return_if_fail (file != NULL);

  self = g_new0 (Opening, 1);
  self->file = g_strdup (file);
  start (self, cancellable, callback, user_data);
}

void
etb_dossier_create_async (const char *file, EtbCall *call, const char *track,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  Opening *self;

  g_return_if_fail (file != NULL);
  g_return_if_fail (ETB_IS_CALL (call));
  g_return_if_fail (track != NULL);

  self = g_new0 (Opening, 1);
  self->file = g_strdup (file);
  self->call = g_bytes_ref (etb_call_get_bytes (call));
  self->track = g_strdup (track);
  start (self, cancellable, callback, user_data);
}

EtbDossier *
etb_dossier_opening_finish (GAsyncResult *result, GError **error)
{
  EtbDossier *dossier;

  g_return_val_if_fail (g_async_result_is_tagged (result, start), NULL);

  dossier = g_task_propagate_pointer (G_TASK (result), error);
  if (dossier)
    etb_dossier_settle (dossier);
  return dossier;
}
