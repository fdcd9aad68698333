/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier's file from opening to closing, and the queue of what is to be written; see the header.
 * How it is made is in etb-store-create.c, how it is read in etb-store-read.c, what the thread does
 * with the queue in etb-store-thread.c.
 *
 * Invariants: a change that was pushed is in the queue, or being committed, or on disk; it leaves
 * the queue for good only by a commit. Until the thread starts and after it has ended, the
 * connection belongs to whoever opens or closes; in between to the thread alone.
 *
 * Callers: etb-dossier, etb-upload. */

#include "etb-store-private.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-dossier-error.h"
#include "etb-safety-copies.h"

/* ---- Opening and closing ----------------------------------------------------------------------
 */

/* Takes the right to write. When that cannot be, says why: the file is then only read. */
char *
etb_store_take_file (EtbConnection *connection)
{
  g_autofree char *folder = g_path_get_dirname (connection->file);

  if (etb_safety_copies_is_one (connection->file))
    return g_strdup (
        _ ("This is a copy that was kept for safety: it is only there to be looked at, "
                        "or to be brought back from the page of versions of its dossier."));
  if (sqlite3_db_readonly (connection->db, "main") != 0 || g_access (folder, W_OK) != 0)
    return g_strdup_printf (_ ("The dossier “%s” is read-only here: it, or its folder, cannot be "
                               "written. Copy it to a folder where you may write, and open the "
                               "copy."),
                               connection->file);
  /* A tool may have changed it; does nothing when it is so already. */
  if (etb_connection_run (connection, "PRAGMA journal_mode=DELETE", NULL)
      && etb_connection_claim (connection))
    return NULL;
  return g_strdup_printf (_ ("The dossier “%s” is open in another window or program: it is "
                             "read-only here. Close it there, then open it again."),
                             connection->file);
}

EtbStore *
etb_store_open (const char *file, EtbContent **content, EtbStoreNotify notify, gpointer user_data,
                GError **error)
{
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  g_autofree char *reason = NULL;
  g_autoptr (EtbContent) read = NULL;
  gint64 version;
  EtbStore *self;

  if (!connection || !etb_connection_check (connection, TRUE, error)
      || !etb_store_check_mode (connection, error))
    return NULL;
  version = connection->version;
  reason = etb_store_take_file (connection);
  if (reason && !etb_connection_run (connection, "BEGIN", error))
    return NULL;
  read = etb_store_read (connection, reason == NULL, error);
  if (!read)
    return NULL;
  if (reason)
    etb_connection_run (connection, "ROLLBACK", NULL);
  read->upgraded_from = version != connection->version ? version : 0;

  self = g_new0 (EtbStore, 1);
  self->references = 1;
  self->file = g_strdup (connection->file);
  self->read_only_reason = g_steal_pointer (&reason);
  self->notify = notify;
  self->user_data = user_data;
  self->connection = g_steal_pointer (&connection);
  self->revision = read->last_revision;
  self->uncommitted = self->sweep = read->has_leftovers;
  self->epoch = 1;
  self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->wake);
  g_cond_init (&self->progressed);
  g_queue_init (&self->changes);
  g_queue_init (&self->jobs);
  if (!self->read_only_reason)
    self->thread = g_thread_new ("etb-store", etb_store_run_thread, self);
  *content = g_steal_pointer (&read);
  return self;
}

void
etb_store_close (EtbStore *self)
{
  GThread *thread;

  g_mutex_lock (&self->lock);
  self->stop = TRUE;
  thread = g_steal_pointer (&self->thread);
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
  if (thread)
    g_thread_join (thread);
  g_clear_pointer (&self->connection, etb_connection_free);
}

EtbStore *
etb_store_ref (EtbStore *self)
{
  g_atomic_int_inc (&self->references);
  return self;
}

void
etb_store_unref (EtbStore *self)
{
  if (!g_atomic_int_dec_and_test (&self->references))
    return;
  etb_store_close (self);
  g_queue_clear_full (&self->changes, (GDestroyNotify)etb_change_free);
  g_hash_table_unref (self->index);
  g_clear_error (&self->state.last_error);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->wake);
  g_cond_clear (&self->progressed);
  g_free (self->file);
  g_free (self->read_only_reason);
  g_free (self);
}

const char *
etb_store_get_file (EtbStore *self)
{
  return self->file;
}

const char *
etb_store_get_read_only_reason (EtbStore *self)
{
  return self->read_only_reason;
}

/* ---- The queue --------------------------------------------------------------------------------
 */

void
etb_store_enqueue (EtbStore *self, EtbChange *change)
{
  g_autofree char *name = NULL;
  GList *earlier;

  if (!etb_change_replaces_earlier (change))
    {
      /* Lines come and go: what was written to one before is not the same as after. */
      g_hash_table_remove_all (self->index);
      g_queue_push_tail (&self->changes, change);
      return;
    }
  name = g_strdup_printf ("%d %s", change->kind, change->key ? change->key : "");
  earlier = g_hash_table_lookup (self->index, name);
  if (earlier)
    {
      etb_change_free (earlier->data);
      earlier->data = change;
      return;
    }
  g_queue_push_tail (&self->changes, change);
  g_hash_table_insert (self->index, g_steal_pointer (&name), self->changes.tail);
}

void
etb_store_push (EtbStore *self, EtbChange *change)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  g_ptr_array_add (one, change);
  etb_store_push_all (self, one);
}

void
etb_store_push_all (EtbStore *self, GPtrArray *changes)
{
  g_autofree gpointer *list = NULL;
  gsize length;

  g_assert (!self->read_only_reason);

  list = g_ptr_array_steal (changes, &length);
  if (length == 0)
    return;
  g_mutex_lock (&self->lock);
  self->last_push = g_get_monotonic_time ();
  if (self->first_push == 0)
    self->first_push = self->last_push;
  for (gsize i = 0; i < length; i++)
    etb_store_enqueue (self, list[i]);
  self->pushed += length;
  self->retry_at = 0;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}

/* Of the change that completes an attached file, and of its step. */
static gboolean
completes (const EtbChange *change, const char *id)
{
  if (change->kind == ETB_CHANGE_COMPLETE)
    return g_str_equal (change->key, id);
  return change->kind == ETB_CHANGE_STEP && change->step->kind == ETB_STEP_ATTACHED
         && change->step->items->len > 0
         && g_str_equal (((EtbStepItem *)g_ptr_array_index (change->step->items, 0))->key, id);
}

gboolean
etb_store_withdraw_attachment (EtbStore *self, const char *id)
{
  gboolean found = FALSE;

  g_mutex_lock (&self->lock);
  while (self->committing)
    g_cond_wait (&self->progressed, &self->lock);
  for (GList *link = self->changes.head, *next; link; link = next)
    {
      EtbChange *change = link->data;

      next = link->next;
      if (!completes (change, id))
        continue;
      found = TRUE;
      etb_change_free (change);
      g_queue_delete_link (&self->changes, link);
    }
  if (found)
    g_hash_table_remove_all (self->index);
  if (g_queue_is_empty (&self->changes))
    {
      self->committed = self->pushed;
      self->first_push = self->retry_at = 0;
    }
  g_mutex_unlock (&self->lock);
  return found;
}

static void
set_closed (EtbStore *self, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The dossier “%s” has been closed. Open it again."), self->file);
}

gboolean
etb_store_flush (EtbStore *self, GError **error)
{
  guint64 target, failures;
  gboolean written;

  g_mutex_lock (&self->lock);
  target = self->pushed;
  failures = self->state.failures;
  self->flushes++;
  self->retry_at = 0;
  g_cond_signal (&self->wake);
  while (self->committed < target && self->state.failures == failures && self->thread)
    g_cond_wait (&self->progressed, &self->lock);
  self->flushes--;
  written = self->committed >= target;
  if (!written && self->state.last_error)
    g_propagate_error (error, g_error_copy (self->state.last_error));
  else if (!written)
    set_closed (self, error);
  g_mutex_unlock (&self->lock);
  return written;
}

void
etb_store_get_state (EtbStore *self, EtbStoreState *state)
{
  g_mutex_lock (&self->lock);
  *state = self->state;
  if (state->last_error)
    state->last_error = g_error_copy (state->last_error);
  g_mutex_unlock (&self->lock);
}

void
etb_store_state_clear (EtbStoreState *state)
{
  g_clear_error (&state->last_error);
}

/* ---- Jobs -------------------------------------------------------------------------------------
 */

guint64
etb_store_get_epoch (EtbStore *self)
{
  guint64 epoch;

  g_mutex_lock (&self->lock);
  epoch = self->epoch;
  g_mutex_unlock (&self->lock);
  return epoch;
}

EtbStoreJob *
etb_store_submit (EtbStore *self, EtbStoreFunc func, gpointer data, gboolean commit, guint64 epoch)
{
  EtbStoreJob *job = g_new0 (EtbStoreJob, 1);

  job->store = etb_store_ref (self);
  job->func = func;
  job->data = data;
  job->commit = commit;
  job->epoch = epoch;
  g_mutex_lock (&self->lock);
  if (self->thread && !self->stop)
    {
      g_queue_push_tail (&self->jobs, job);
      g_cond_signal (&self->wake);
    }
  else
    {
      set_closed (self, &job->error);
      job->done = TRUE;
    }
  g_mutex_unlock (&self->lock);
  return job;
}

gboolean
etb_store_job_wait (EtbStoreJob *job, GError **error)
{
  EtbStore *self = job->store;
  gboolean done_well;

  g_mutex_lock (&self->lock);
  while (!job->done)
    g_cond_wait (&self->progressed, &self->lock);
  g_mutex_unlock (&self->lock);
  done_well = job->error == NULL;
  if (job->error)
    g_propagate_error (error, job->error);
  g_free (job);
  etb_store_unref (self);
  return done_well;
}

void
etb_store_sweep (EtbStore *self)
{
  g_mutex_lock (&self->lock);
  self->sweep = TRUE;
  g_cond_signal (&self->wake);
  g_mutex_unlock (&self->lock);
}
