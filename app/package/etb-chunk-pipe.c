/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: lets reading and what follows overlap; see the header. Invariant: taken <= given <= taken +
 * CHUNKS; a chunk is the sink's from when it is given until it is taken, and the filler's
 * otherwise. Callers: etb-package-job.c, etb-verification.c. */

#include "etb-chunk-pipe.h"

#include <string.h>

#define CHUNKS 4

struct _EtbChunkPipe
{
  EtbZipSink sink;
  gpointer user_data;
  GThread *thread; /* NULL once it was waited for */
  GMutex mutex;
  GCond changed;
  guint64 given;
  guint64 taken;
  gboolean ended;
  GError *error; /* of the sink */
  gsize lengths[CHUNKS];
  guint8 *bytes; /* the chunks, one after the other */
};

static guint8 *
chunk_at (EtbChunkPipe *self, guint64 number)
{
  return self->bytes + (number % CHUNKS) * ETB_CHUNK_PIPE_SIZE;
}

/* Waits for a chunk. FALSE at the end. */
static gboolean
wait_for_chunk (EtbChunkPipe *self)
{
  gboolean there;

  g_mutex_lock (&self->mutex);
  while (self->taken == self->given && !self->ended)
    g_cond_wait (&self->changed, &self->mutex);
  there = self->taken < self->given;
  g_mutex_unlock (&self->mutex);
  return there;
}

static gpointer
take_chunks (gpointer user_data)
{
  EtbChunkPipe *self = user_data;
  GError *error = NULL;

  while (error == NULL && wait_for_chunk (self))
    {
      self->sink (chunk_at (self, self->taken), self->lengths[self->taken % CHUNKS],
                  self->user_data, &error);
      g_mutex_lock (&self->mutex);
      self->taken++;
      self->error = error;
      g_cond_signal (&self->changed);
      g_mutex_unlock (&self->mutex);
    }
  return NULL;
}

EtbChunkPipe *
etb_chunk_pipe_new (EtbZipSink sink, gpointer user_data)
{
  EtbChunkPipe *self = g_new0 (EtbChunkPipe, 1);

  self->sink = sink;
  self->user_data = user_data;
  self->bytes = g_malloc (CHUNKS * ETB_CHUNK_PIPE_SIZE);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->thread = g_thread_new ("chunks", take_chunks, self);
  return self;
}

static void
end (EtbChunkPipe *self, gboolean discard)
{
  if (self->thread == NULL)
    return;

  g_mutex_lock (&self->mutex);
  self->ended = TRUE;
  /* One that is being taken at this moment is in use until the thread has ended. */
  if (discard)
    self->given = MIN (self->given, self->taken + 1);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (g_steal_pointer (&self->thread));
}

void
etb_chunk_pipe_free (EtbChunkPipe *self)
{
  if (self == NULL)
    return;

  end (self, TRUE);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_clear_error (&self->error);
  g_free (self->bytes);
  g_free (self);
}

guint8 *
etb_chunk_pipe_begin (EtbChunkPipe *self, GError **error)
{
  guint8 *chunk = NULL;

  g_mutex_lock (&self->mutex);
  while (self->given == self->taken + CHUNKS && self->error == NULL)
    g_cond_wait (&self->changed, &self->mutex);
  if (self->error == NULL)
    chunk = chunk_at (self, self->given);
  else if (error != NULL)
    *error = g_error_copy (self->error);
  g_mutex_unlock (&self->mutex);
  return chunk;
}

void
etb_chunk_pipe_give (EtbChunkPipe *self, gsize length)
{
  g_mutex_lock (&self->mutex);
  self->lengths[self->given % CHUNKS] = length;
  self->given++;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

gboolean
etb_chunk_pipe_finish (EtbChunkPipe *self, GError **error)
{
  end (self, FALSE);
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

gboolean
etb_chunk_pipe_put (const void *data, gsize length, gpointer user_data, GError **error)
{
  EtbChunkPipe *self = user_data;
  const guint8 *bytes = data;

  while (length > 0)
    {
      const gsize part = MIN (length, ETB_CHUNK_PIPE_SIZE);
      guint8 *chunk = etb_chunk_pipe_begin (self, error);

      if (chunk == NULL)
        return FALSE;
      memcpy (chunk, bytes, part);
      etb_chunk_pipe_give (self, part);
      bytes += part;
      length -= part;
    }
  return TRUE;
}
