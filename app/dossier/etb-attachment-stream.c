/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The content of one attached file as a stream; see the header.
 *
 * Invariant: `chunk` holds the last of the bytes loaded; from `offset` on they are to be given out.
 *
 * Caller: etb-dossier. */

#include "etb-attachment-stream.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-connection.h"
#include "etb-content.h"
#include "etb-digest.h"
#include "etb-store-schema.h"

struct _EtbAttachmentStream
{
  GInputStream parent_instance;
  EtbConnection *connection; /* NULL once closed */
  sqlite3_stmt *next;
  char *name;
  char *sha256;
  gint64 attachment;
  guint64 size;
  guint64 loaded; /* bytes of all chunks read so far */
  guint8 *chunk;
  gsize length, offset;
  EtbDigest *digest; /* NULL once compared */
  gboolean damaged;  /* said once, said again: nothing more is given out */
};

G_DEFINE_FINAL_TYPE (EtbAttachmentStream, etb_attachment_stream, G_TYPE_INPUT_STREAM)

static void
set_damaged (EtbAttachmentStream *self, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED,
               _ ("The file “%s” in the dossier “%s” is damaged, or was removed meanwhile. Attach "
                  "it again."),
                  self->name, self->connection->file);
}

static gboolean
compare_digest (EtbAttachmentStream *self, GError **error)
{
  guint8 result[ETB_DIGEST_SIZE];
  g_autofree char *found = NULL;

  etb_digest_finish (g_steal_pointer (&self->digest), result);
  found = etb_digest_to_hex (result);
  if (g_str_equal (found, self->sha256))
    return TRUE;
  set_damaged (self, error);
  return FALSE;
}

/* Every chunk is full but the last; the row is let go of at once, and with it the lock. */
static gboolean
load_chunk (EtbAttachmentStream *self, GError **error)
{
  gsize expected = (gsize)MIN (self->size - self->loaded, ETB_STORE_CHUNK_SIZE);
  gint64 number = (gint64)(self->loaded / ETB_STORE_CHUNK_SIZE);
  GError *local = NULL;
  gboolean found;

  if (!etb_connection_bind (self->connection, self->next, error, "ii", self->attachment, number))
    return FALSE;
  found = etb_connection_step (self->connection, self->next, &local)
          && sqlite3_column_type (self->next, 0) == SQLITE_BLOB
          && (gsize)sqlite3_column_bytes (self->next, 0) == expected;
  if (found)
    memcpy (self->chunk, sqlite3_column_blob (self->next, 0), expected);
  sqlite3_reset (self->next);
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (!found)
    {
      set_damaged (self, error);
      return FALSE;
    }
  etb_digest_update (self->digest, self->chunk, expected);
  self->loaded += expected;
  self->length = expected;
  self->offset = 0;
  return self->loaded < self->size || compare_digest (self, error);
}

static gssize
etb_attachment_stream_read (GInputStream *stream, void *buffer, gsize count,
                            GCancellable *cancellable, GError **error)
{
  EtbAttachmentStream *self = ETB_ATTACHMENT_STREAM (stream);
  gsize given;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;
  if (self->damaged)
    {
      set_damaged (self, error);
      return -1;
    }
  if (self->offset == self->length)
    {
      self->offset = self->length = 0;
      if (self->loaded == self->size && !self->digest)
        return 0;
      /* An empty file has no chunk, and a digest all the same. */
      self->damaged = !(self->size > 0 ? load_chunk (self, error) : compare_digest (self, error));
      if (self->damaged)
        {
          self->offset = self->length = 0;
          return -1;
        }
    }
  given = MIN (count, self->length - self->offset);
  memcpy (buffer, self->chunk + self->offset, given);
  self->offset += given;
  return (gssize)given;
}

static void
release (EtbAttachmentStream *self)
{
  g_clear_pointer (&self->next, sqlite3_finalize);
  g_clear_pointer (&self->connection, etb_connection_free);
}

static gboolean
etb_attachment_stream_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  release (ETB_ATTACHMENT_STREAM (stream));
  return TRUE;
}

static void
etb_attachment_stream_finalize (GObject *object)
{
  EtbAttachmentStream *self = ETB_ATTACHMENT_STREAM (object);

  release (self);
  g_clear_pointer (&self->digest, etb_digest_free);
  g_free (self->chunk);
  g_free (self->name);
  g_free (self->sha256);
  G_OBJECT_CLASS (etb_attachment_stream_parent_class)->finalize (object);
}

static void
etb_attachment_stream_class_init (EtbAttachmentStreamClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_attachment_stream_finalize;
  G_INPUT_STREAM_CLASS (klass)->read_fn = etb_attachment_stream_read;
  G_INPUT_STREAM_CLASS (klass)->close_fn = etb_attachment_stream_close;
}

static void
etb_attachment_stream_init (EtbAttachmentStream *self)
{
  self->chunk = g_malloc (ETB_STORE_CHUNK_SIZE);
  self->digest = etb_digest_new ();
}

static gboolean
find_attachment (EtbAttachmentStream *self, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = etb_connection_prepare (self->connection,
                                "SELECT number, name, size, sha256 FROM attachment "
                                "WHERE id = ? AND state = 'complete'",
                                error);
  GError *local = NULL;

  if (!row || !etb_connection_bind (self->connection, row, error, "s", id))
    return FALSE;
  if (!etb_connection_step (self->connection, row, &local))
    {
      if (local)
        g_propagate_error (error, local);
      else
        g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                     _ ("The dossier “%s” holds no such file any more."), self->connection->file);
      return FALSE;
    }
  self->attachment = sqlite3_column_int64 (row, 0);
  self->name = etb_connection_column_text (row, 1, ETB_CONTENT_MAX_KEY);
  self->size = (guint64)sqlite3_column_int64 (row, 2);
  self->sha256 = etb_connection_column_text (row, 3, 64);
  if (self->name && self->sha256 && self->size <= ETB_ATTACHMENT_MAX_SIZE)
    return TRUE;
  etb_connection_set_damaged (self->connection, "attachment", error);
  return FALSE;
}

GInputStream *
etb_attachment_stream_new (const char *file, const char *attachment_id, GError **error)
{
  g_autoptr (EtbAttachmentStream) self = g_object_new (ETB_TYPE_ATTACHMENT_STREAM, NULL);

  self->connection = etb_connection_open (file, ETB_CONNECTION_READ, error);
  if (!self->connection || !etb_connection_check (self->connection, FALSE, error)
      || !find_attachment (self, attachment_id, error))
    return NULL;
  self->next = etb_connection_prepare (
      self->connection, "SELECT bytes FROM chunk WHERE attachment = ? AND number = ?", error);
  return self->next ? G_INPUT_STREAM (g_steal_pointer (&self)) : NULL;
}
