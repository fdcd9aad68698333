/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An act on the file of a dossier that is closed: see the header. Figures told by the thread are
 * shown one at a time, the last one only: a fast disk must not fill the main loop.
 *
 * Callers: pages make them, etb-window runs them. */

#include "etb-closed-act.h"
#include "etb-context.h"

struct _EtbClosedAct
{
  GObject parent_instance;

  char *doing;
  char *failed;
  EtbClosedFunc func;
  gpointer data;
  GDestroyNotify free_data;
  EtbClosedAfter after; /* or NULL */

  GMainContext *context; /* of whoever runs it */
  GMutex lock;
  guint64 done, total;
  gboolean pending; /* a figure is on its way */
};

enum
{
  PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbClosedAct, etb_closed_act, G_TYPE_OBJECT)

static void
etb_closed_act_finalize (GObject *object)
{
  EtbClosedAct *self = ETB_CLOSED_ACT (object);

  if (self->free_data)
    self->free_data (self->data);
  g_free (self->doing);
  g_free (self->failed);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (etb_closed_act_parent_class)->finalize (object);
}

static void
etb_closed_act_class_init (EtbClosedActClass *class)
{
  G_OBJECT_CLASS (class)->finalize = etb_closed_act_finalize;
  signals[PROGRESS] = g_signal_new ("progress", ETB_TYPE_CLOSED_ACT, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
etb_closed_act_init (EtbClosedAct *self)
{
  g_mutex_init (&self->lock);
}

EtbClosedAct *
etb_closed_act_new (const char *doing, const char *failed, EtbClosedFunc func, gpointer data,
                    GDestroyNotify free_data)
{
  EtbClosedAct *self;

  g_return_val_if_fail (doing != NULL, NULL);
  g_return_val_if_fail (failed != NULL, NULL);
  g_return_val_if_fail (func != NULL, NULL);

  self = g_object_new (ETB_TYPE_CLOSED_ACT, NULL);
  self->doing = g_strdup (doing);
  self->failed = g_strdup (failed);
  self->func = func;
  self->data = data;
  self->free_data = free_data;
  return self;
}

void
etb_closed_act_set_after (EtbClosedAct *self, EtbClosedAfter after)
{
  g_return_if_fail (ETB_IS_CLOSED_ACT (self));

  self->after = after;
}

gpointer
etb_closed_act_make_after (EtbClosedAct *self)
{
  g_return_val_if_fail (ETB_IS_CLOSED_ACT (self), NULL);

  return self->after ? self->after (self->data) : NULL;
}

const char *
etb_closed_act_get_doing (EtbClosedAct *self)
{
  g_return_val_if_fail (ETB_IS_CLOSED_ACT (self), NULL);
  return self->doing;
}

const char *
etb_closed_act_get_failed (EtbClosedAct *self)
{
  g_return_val_if_fail (ETB_IS_CLOSED_ACT (self), NULL);
  return self->failed;
}

static gboolean
tell (gpointer data)
{
  EtbClosedAct *self = data;
  guint64 done, total;

  g_mutex_lock (&self->lock);
  done = self->done;
  total = self->total;
  self->pending = FALSE;
  g_mutex_unlock (&self->lock);
  g_signal_emit (self, signals[PROGRESS], 0, done, total);
  return G_SOURCE_REMOVE;
}

void
etb_closed_act_report (EtbClosedAct *self, guint64 done, guint64 total)
{
  gboolean pending;

  g_return_if_fail (ETB_IS_CLOSED_ACT (self));

  g_mutex_lock (&self->lock);
  self->done = done;
  self->total = total;
  pending = self->pending;
  self->pending = self->context != NULL;
  g_mutex_unlock (&self->lock);
  if (!pending && self->context)
    etb_context_tell (self->context, G_PRIORITY_DEFAULT, tell, g_object_ref (self), g_object_unref);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  EtbClosedAct *self = source;
  GError *error = NULL;
  char *words = self->func (self, file, self->data, cancellable, &error);

  if (words)
    g_task_return_pointer (task, words, g_free);
  else
    g_task_return_error (task, error);
}

void
etb_closed_act_run_async (EtbClosedAct *self, const char *file, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ETB_IS_CLOSED_ACT (self));
  g_return_if_fail (file != NULL);
  g_return_if_fail (self->context == NULL);

  self->context = g_main_context_ref_thread_default ();
  task = g_task_new (self, cancellable, callback, user_data);
  /* What was done to the end is done, however late the cancel. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, g_strdup (file), g_free);
  g_task_run_in_thread (task, run_in_thread);
}

char *
etb_closed_act_run_finish (EtbClosedAct *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
