/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the thread of a store does: commits what waits when it is due, runs jobs, clears away what
 * was removed, in that order of urgency.
 *
 * Invariant: outside a commit the connection has its write transaction open (the lock of the file,
 * see etb-connection), or has lost it and takes it back at the next write. */

#include "etb-store-private.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-error.h"

/* Microseconds. A change waits for the typing to pause, but not longer than the second figure. */
#define PAUSE_DELAY   (250 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_DELAY (1200 * G_TIME_SPAN_MILLISECOND)
#define RETRY_DELAY   (3 * G_TIME_SPAN_SECOND)
/* How long jobs may stay uncommitted when no other follows. */
#define JOB_DELAY (200 * G_TIME_SPAN_MILLISECOND)

#define SWEEP_CHUNKS 16
#define SWEEP_PAGES  512

static gboolean
has_transaction (EtbStore *self)
{
  return !sqlite3_get_autocommit (self->connection->db);
}

static gboolean
begin (EtbStore *self, GError **error)
{
  return has_transaction (self) || etb_connection_run (self->connection, "BEGIN IMMEDIATE", error);
}

/* Forgets what was not committed: jobs that counted on it are told by the epoch. */
static void
roll_back (EtbStore *self)
{
  if (has_transaction (self))
    etb_connection_run (self->connection, "ROLLBACK", NULL);
  if (self->uncommitted)
    {
      self->uncommitted = FALSE;
      g_mutex_lock (&self->lock);
      self->epoch++;
      g_mutex_unlock (&self->lock);
    }
  begin (self, NULL);
}

static gboolean
commit (EtbStore *self, GError **error)
{
  if (!etb_connection_run (self->connection, "COMMIT", error))
    {
      roll_back (self);
      return FALSE;
    }
  self->uncommitted = FALSE;
  /* Takes the file back at once. Whoever took it in between keeps it: the next write says so. */
  begin (self, NULL);
  return TRUE;
}

/* ---- Changes ----------------------------------------------------------------------------------
 */

static gboolean
write_changes (EtbStore *self, GQueue *changes, GError **error)
{
  gint64 number = self->revision;

  /* Answers do not depend on how an attachment fares. */
  if (self->uncommitted)
    commit (self, NULL);
  if (!begin (self, error))
    return FALSE;
  for (GList *link = changes->head; link; link = link->next)
    if (!etb_change_apply (link->data, self->connection, ++number, error))
      {
        roll_back (self);
        return FALSE;
      }
  if (!commit (self, error))
    return FALSE;
  self->revision = number;
  return TRUE;
}

/* Puts changes that could not be written back before those that came meanwhile. */
static void
put_back (EtbStore *self, GQueue *changes, gint64 first_push)
{
  GQueue newer = self->changes;

  self->changes = *changes;
  g_queue_init (changes);
  g_hash_table_remove_all (self->index);
  for (EtbChange *change; (change = g_queue_pop_head (&newer));)
    etb_store_enqueue (self, change);
  self->first_push = first_push;
}

static gboolean
has_work (GQueue *changes)
{
  for (GList *link = changes->head; link; link = link->next)
    if (etb_change_is_work (link->data))
      return TRUE;
  return FALSE;
}

static gboolean
has_forgotten (GQueue *changes)
{
  for (GList *link = changes->head; link; link = link->next)
    if (((EtbChange *)link->data)->kind == ETB_CHANGE_FORGET)
      return TRUE;
  return FALSE;
}

/* Called and returns with the lock held; not held while writing. */
static void
commit_changes (EtbStore *self)
{
  GQueue changes = self->changes;
  gint64 first_push = self->first_push;
  guint64 target = self->pushed;
  gboolean work = has_work (&changes);
  gboolean forgotten = has_forgotten (&changes);
  gboolean done;
  GError *error = NULL;

  g_queue_init (&self->changes);
  g_hash_table_remove_all (self->index);
  self->first_push = 0;
  self->committing = TRUE;
  g_mutex_unlock (&self->lock);
  done = write_changes (self, &changes, &error);
  g_mutex_lock (&self->lock);
  self->committing = FALSE;

  if (done)
    {
      g_queue_clear_full (&changes, (GDestroyNotify)etb_change_free);
      self->committed = target;
      self->retry_at = 0;
      self->sweep |= forgotten;
      g_clear_error (&self->state.last_error);
      if (work)
        {
          self->state.saves++;
          self->state.saved_at = g_get_real_time ();
        }
    }
  else
    {
      put_back (self, &changes, first_push);
      self->retry_at = g_get_monotonic_time () + RETRY_DELAY;
      self->state.failures++;
      g_clear_error (&self->state.last_error);
      self->state.last_error = error;
    }
  g_cond_broadcast (&self->progressed);
  if (self->notify && (work || !done))
    self->notify (self->user_data);
}

/* When the waiting changes are to be written, in monotonic time; 0 when none waits. */
static gint64
due_time (EtbStore *self)
{
  if (g_queue_is_empty (&self->changes))
    return 0;
  if (self->retry_at > 0)
    return self->retry_at;
  if (self->flushes > 0 || self->stop)
    return 1;
  return MIN (self->last_push + PAUSE_DELAY, self->first_push + LONGEST_DELAY);
}

/* ---- Jobs -------------------------------------------------------------------------------------
 */

static gboolean
perform (EtbStore *self, EtbStoreJob *job, guint64 epoch, GError **error)
{
  if (job->epoch != 0 && job->epoch != epoch)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                   _ ("“%s” could not be written to the end. Free some space on that disk, then "
                      "try again."),
                      self->file);
      return FALSE;
    }
  if (!begin (self, error))
    return FALSE;
  self->uncommitted = TRUE;
  if (!job->func (self->connection, job->data, error))
    {
      roll_back (self);
      return FALSE;
    }
  return !job->commit || commit (self, error);
}

/* Called and returns with the lock held. */
static void
run_job (EtbStore *self)
{
  EtbStoreJob *job = g_queue_pop_head (&self->jobs);
  guint64 epoch = self->epoch;
  GError *error = NULL;

  g_mutex_unlock (&self->lock);
  perform (self, job, epoch, &error);
  g_mutex_lock (&self->lock);
  job->error = error;
  job->done = TRUE;
  g_cond_broadcast (&self->progressed);
}

static void
fail_jobs (EtbStore *self)
{
  for (EtbStoreJob *job; (job = g_queue_pop_head (&self->jobs));)
    {
      g_set_error (&job->error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                   _ ("The dossier “%s” has been closed. Open it again."), self->file);
      job->done = TRUE;
    }
  g_cond_broadcast (&self->progressed);
}

/* ---- Clearing away ----------------------------------------------------------------------------
 */

/* A few chunks of a removed attachment, or the attachment when it has none left. */
static gboolean
sweep_chunks (EtbStore *self, gint64 attachment, GError **error)
{
  g_autofree char *chunks = g_strdup_printf (
      "DELETE FROM chunk WHERE rowid IN (SELECT rowid FROM chunk WHERE attachment = "
      "%" G_GINT64_FORMAT " LIMIT %d)",
      attachment, SWEEP_CHUNKS);
  g_autofree char *row
      = g_strdup_printf ("DELETE FROM attachment WHERE number = %" G_GINT64_FORMAT, attachment);

  if (!etb_connection_run (self->connection, chunks, error))
    return FALSE;
  return sqlite3_changes (self->connection->db) > 0
         || etb_connection_run (self->connection, row, error);
}

/* Gives free pages back to the disk. */
static gboolean
sweep_pages (EtbStore *self, gboolean *more, GError **error)
{
  g_autofree char *vacuum = g_strdup_printf ("PRAGMA incremental_vacuum(%d)", SWEEP_PAGES);
  gint64 before = 0, after = 0;

  if (!etb_connection_query_int (self->connection, "PRAGMA freelist_count", &before, error)
      || !etb_connection_run (self->connection, vacuum, error)
      || !etb_connection_query_int (self->connection, "PRAGMA freelist_count", &after, error))
    return FALSE;
  *more = after > 0 && after < before;
  return TRUE;
}

/* One step. When there is no more, or when it cannot be done now, waits for the next request.
 * Called and returns with the lock held. */
static void
sweep_step (EtbStore *self)
{
  gint64 attachment = 0;
  gboolean more = TRUE;
  gboolean done;

  self->sweep = FALSE;
  g_mutex_unlock (&self->lock);
  done = begin (self, NULL)
         && etb_connection_query_int (
             self->connection, "SELECT number FROM attachment WHERE state = 'removed' LIMIT 1",
             &attachment, NULL)
         && (attachment != 0 ? sweep_chunks (self, attachment, NULL)
                             : sweep_pages (self, &more, NULL));
  if (done)
    done = commit (self, NULL);
  else
    roll_back (self);
  g_mutex_lock (&self->lock);
  if (done && more)
    self->sweep = TRUE;
}

/* ---- The loop ---------------------------------------------------------------------------------
 */

static void
wait_until (EtbStore *self, gint64 time)
{
  if (time > 0)
    g_cond_wait_until (&self->wake, &self->lock, time);
  else
    g_cond_wait (&self->wake, &self->lock);
}

/* What was left by jobs that nobody followed up. Called and returns with the lock held. */
static void
settle (EtbStore *self, gint64 due)
{
  gint64 time = g_get_monotonic_time () + JOB_DELAY;

  if (g_cond_wait_until (&self->wake, &self->lock, due > 0 ? MIN (time, due) : time))
    return;
  g_mutex_unlock (&self->lock);
  commit (self, NULL);
  g_mutex_lock (&self->lock);
}

gpointer
etb_store_run_thread (gpointer store)
{
  EtbStore *self = store;

  g_mutex_lock (&self->lock);
  while (!self->stop)
    {
      gint64 due = due_time (self);

      if (due > 0 && due <= g_get_monotonic_time ())
        commit_changes (self);
      else if (!g_queue_is_empty (&self->jobs))
        run_job (self);
      else if (self->sweep)
        sweep_step (self);
      else if (self->uncommitted)
        settle (self, due);
      else
        wait_until (self, due);
    }
  if (!g_queue_is_empty (&self->changes))
    commit_changes (self);
  fail_jobs (self);
  g_mutex_unlock (&self->lock);
  if (self->uncommitted)
    commit (self, NULL);
  if (has_transaction (self))
    etb_connection_run (self->connection, "ROLLBACK", NULL);
  return NULL;
}
