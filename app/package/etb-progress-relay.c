/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* See the header. Callers: etb-package, etb-verification. */

#include "etb-progress-relay.h"

#include "etb-context.h"

#define KEY "etb-progress-relay"

struct _EtbProgressRelay
{
  GMutex mutex; /* of the three below */
  gboolean pending;
  guint64 done;
  guint64 total;
  EtbPackageProgress progress;
  gpointer progress_data;
  GMainContext *context;
  GCancellable *ended; /* once it is cancelled, nobody listens any more */
};

static void
relay_clear (EtbProgressRelay *self)
{
  g_mutex_clear (&self->mutex);
  g_main_context_unref (self->context);
  g_object_unref (self->ended);
}

static void
relay_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, (GDestroyNotify)relay_clear);
}

static gboolean
on_relay_idle (gpointer user_data)
{
  EtbProgressRelay *self = user_data;
  guint64 done, total;

  g_mutex_lock (&self->mutex);
  done = self->done;
  total = self->total;
  self->pending = FALSE;
  g_mutex_unlock (&self->mutex);

  if (!g_cancellable_is_cancelled (self->ended))
    self->progress (done, total, self->progress_data);
  return G_SOURCE_REMOVE;
}

void
etb_progress_relay_send (guint64 done, guint64 total, gpointer relay)
{
  EtbProgressRelay *self = relay;
  gboolean send;

  g_mutex_lock (&self->mutex);
  self->done = done;
  self->total = total;
  send = !self->pending;
  self->pending = TRUE;
  g_mutex_unlock (&self->mutex);

  if (send)
    etb_context_tell (self->context, G_PRIORITY_DEFAULT_IDLE, on_relay_idle,
                      g_atomic_rc_box_acquire (self), relay_unref);
}

EtbProgressRelay *
etb_progress_relay_new (EtbPackageProgress progress, gpointer progress_data)
{
  EtbProgressRelay *self = g_atomic_rc_box_new0 (EtbProgressRelay);

  g_mutex_init (&self->mutex);
  self->progress = progress;
  self->progress_data = progress_data;
  self->context = g_main_context_ref_thread_default ();
  self->ended = g_cancellable_new ();
  return self;
}

void
etb_progress_relay_tie (EtbProgressRelay *self, GTask *task)
{
  g_object_set_data_full (G_OBJECT (task), KEY, self, relay_unref);
}

void
etb_progress_relay_end (GAsyncResult *result)
{
  EtbProgressRelay *self = g_object_get_data (G_OBJECT (result), KEY);

  if (self != NULL)
    g_cancellable_cancel (self->ended);
}
