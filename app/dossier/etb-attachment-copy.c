/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One attached file from a dossier to another; see the header. One chunk at a time, in the write
 * transaction of whoever asks.
 *
 * Callers: etb-version, etb-merge. */

#include "etb-attachment-copy.h"

#include "etb-digest.h"

/* One of that identity may be waiting to be cleared away. */
static gboolean
clear_row (const EtbAttachmentCopy *self, const EtbAttachment *file, GError **error)
{
  g_autoptr (sqlite3_stmt) chunks = etb_connection_prepare (
      self->to, "DELETE FROM chunk WHERE attachment = (SELECT number FROM attachment WHERE id = ?)",
      error);
  g_autoptr (sqlite3_stmt) row
      = etb_connection_prepare (self->to, "DELETE FROM attachment WHERE id = ?", error);

  return chunks && row && etb_connection_bind (self->to, chunks, error, "s", file->id)
         && etb_connection_finish (self->to, chunks, error)
         && etb_connection_bind (self->to, row, error, "s", file->id)
         && etb_connection_finish (self->to, row, error);
}

/* @number: (out): of the new row */
static gboolean
copy_row (const EtbAttachmentCopy *self, const EtbAttachment *file, gint64 *number, GError **error)
{
  g_autoptr (sqlite3_stmt) from = etb_connection_prepare (
      self->from,
      self->from->version < 2 ? "SELECT '', author, at FROM attachment WHERE id = ?"
                              : "SELECT document_date, author, at FROM attachment WHERE id = ?",
      error);
  g_autoptr (sqlite3_stmt) to
      = etb_connection_prepare (self->to,
                                "INSERT INTO attachment (id, state, piece, name, safe_name, "
                                "media_type, size, sha256, document_date, author, at, revision) "
                                "VALUES (?, 'kept', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                error);

  if (!from || !to || !etb_connection_bind (self->from, from, error, "s", file->id)
      || !etb_connection_step (self->from, from, error)
      || !etb_connection_bind (self->to, to, error, "sssssissssi", file->id, file->piece,
                               file->name, file->safe_name, file->media_type, (gint64)file->size,
                               file->sha256, "", "", "", self->revision))
    return FALSE;
  for (int i = 0; i < 3; i++)
    sqlite3_bind_value (to, 8 + i, sqlite3_column_value (from, i));
  if (!etb_connection_finish (self->to, to, error))
    return FALSE;
  *number = sqlite3_last_insert_rowid (self->to->db);
  return TRUE;
}

/* One chunk, digested on its way. @size: (out): its bytes; 0 when there are no more */
static gboolean
copy_chunk (const EtbAttachmentCopy *self, sqlite3_stmt *from, sqlite3_stmt *to, EtbDigest *digest,
            gsize *size, GError **error)
{
  GError *local = NULL;
  gboolean copied;

  *size = 0;
  if (!etb_connection_step (self->source, from, &local))
    {
      if (local)
        g_propagate_error (error, local);
      return local == NULL;
    }
  *size = (gsize)sqlite3_column_bytes (from, 0);
  etb_digest_update (digest, sqlite3_column_blob (from, 0), *size);
  sqlite3_bind_value (to, 3, sqlite3_column_value (from, 0));
  copied = etb_connection_finish (self->to, to, error);
  sqlite3_reset (from);
  sqlite3_reset (to);
  return copied;
}

static gboolean
copy_chunks (const EtbAttachmentCopy *self, gint64 to_number, EtbDigest *digest,
             GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) from = etb_connection_prepare (
      self->source, "SELECT bytes FROM chunk WHERE attachment = ? AND number = ?", error);
  g_autoptr (sqlite3_stmt) to = etb_connection_prepare (
      self->to, "INSERT INTO chunk (attachment, number, bytes) VALUES (?, ?, ?)", error);
  gsize size = 1;

  if (!from || !to)
    return FALSE;
  for (gint64 number = 0; size > 0; number++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !etb_connection_bind (self->source, from, error, "ii", self->number, number)
          || !etb_connection_bind (self->to, to, error, "ii", to_number, number)
          || !copy_chunk (self, from, to, digest, &size, error))
        return FALSE;
      if (self->progress)
        self->progress (size, self->user_data);
    }
  return TRUE;
}

gboolean
etb_attachment_copy (const EtbAttachmentCopy *self, const EtbAttachment *file,
                     GCancellable *cancellable, GError **error)
{
  EtbDigest *digest = etb_digest_new ();
  guint8 result[ETB_DIGEST_SIZE];
  g_autofree char *hex = NULL;
  gint64 number = 0;
  gboolean copied = clear_row (self, file, error) && copy_row (self, file, &number, error)
                    && copy_chunks (self, number, digest, cancellable, error);

  etb_digest_finish (digest, result);
  if (!copied)
    return FALSE;
  hex = etb_digest_to_hex (result);
  if (g_str_equal (hex, file->sha256))
    return TRUE;
  etb_connection_set_damaged (self->source, file->name, error);
  return FALSE;
}
