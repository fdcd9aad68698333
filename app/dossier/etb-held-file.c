/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier file held, and its bytes; see the header.
 *
 * Callers: etb-hand-over. */

#include "etb-held-file.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "etb-digest.h"
#include "etb-store-private.h"
#include "etb-wipe.h"

#define BLOCK (1024 * 1024)

struct _EtbHeldFile
{
  EtbConnection *connection;
  sqlite3_file *bytes; /* of SQLite */
  guint64 size;
};

static gboolean
take (EtbHeldFile *self, GError **error)
{
  g_autofree char *reason = etb_store_take_file (self->connection);
  sqlite3_int64 size = 0;

  if (reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  if (sqlite3_file_control (self->connection->db, "main", SQLITE_FCNTL_FILE_POINTER, &self->bytes)
          != SQLITE_OK
      || !self->bytes->pMethods
      || self->bytes->pMethods->xFileSize (self->bytes, &size) != SQLITE_OK)
    {
      etb_connection_set_error (self->connection, SQLITE_IOERR, error);
      return FALSE;
    }
  self->size = (guint64)size;
  return TRUE;
}

EtbHeldFile *
etb_held_file_new (const char *file, GError **error)
{
  EtbHeldFile *self = g_new0 (EtbHeldFile, 1);

  self->connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (self->connection && etb_connection_check (self->connection, TRUE, error)
      && take (self, error))
    return self;
  etb_held_file_free (self);
  return NULL;
}

void
etb_held_file_free (EtbHeldFile *self)
{
  if (!self)
    return;
  etb_connection_free (self->connection);
  g_free (self);
}

EtbConnection *
etb_held_file_get_connection (EtbHeldFile *self)
{
  return self->connection;
}

const char *
etb_held_file_get_path (EtbHeldFile *self)
{
  return self->connection->file;
}

guint64
etb_held_file_get_size (EtbHeldFile *self)
{
  return self->size;
}

static gboolean
write_all (int descriptor, const guint8 *data, gsize length, GError **error)
{
  while (length > 0)
    {
      ssize_t written = write (descriptor, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                       _ ("The copy cannot be written: %s. The dossier is still here, as it was."),
                          g_strerror (errno));
          return FALSE;
        }
      data += written;
      length -= (gsize)written;
    }
  return TRUE;
}

static gboolean
read_block (EtbHeldFile *self, guint8 *block, guint64 at, gsize length, GError **error)
{
  if (self->bytes->pMethods->xRead (self->bytes, block, (int)length, (sqlite3_int64)at)
      == SQLITE_OK)
    return TRUE;
  etb_connection_set_error (self->connection, SQLITE_IOERR_READ, error);
  return FALSE;
}

/* BLOCK zeros. Returns: (transfer full) */
static GByteArray *
make_block (void)
{
  GByteArray *block = g_byte_array_sized_new (BLOCK);

  g_byte_array_set_size (block, BLOCK);
  memset (block->data, 0, BLOCK);
  return block;
}

char *
etb_held_file_read (EtbHeldFile *self, int descriptor, EtbHeldFileProgress progress,
                    gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GByteArray) block = make_block ();
  g_autoptr (EtbDigest) digest = etb_digest_new ();
  guint8 result[ETB_DIGEST_SIZE];

  for (guint64 at = 0; at < self->size;)
    {
      gsize length = (gsize)MIN (self->size - at, BLOCK);

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !read_block (self, block->data, at, length, error)
          || (descriptor >= 0 && !write_all (descriptor, block->data, length, error)))
        return NULL;
      etb_digest_update (digest, block->data, length);
      at += length;
      if (progress)
        progress (length, user_data);
    }
  etb_digest_finish (g_steal_pointer (&digest), result);
  return etb_digest_to_hex (result);
}

/* As far as it goes: what cannot be overwritten is removed all the same. */
static void
overwrite (EtbHeldFile *self)
{
  g_autoptr (GByteArray) zeros = make_block ();
  gboolean going = TRUE;

  for (guint64 at = 0; going && at < self->size; at += BLOCK)
    going = self->bytes->pMethods->xWrite (self->bytes, zeros->data,
                                           (int)MIN (self->size - at, BLOCK), (sqlite3_int64)at)
            == SQLITE_OK;
  self->bytes->pMethods->xSync (self->bytes, SQLITE_SYNC_FULL);
}

gboolean
etb_held_file_wipe (EtbHeldFile *self, GError **error)
{
  const char *path = etb_held_file_get_path (self);
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);

  overwrite (self);
  etb_wipe_file (journal);
  if (g_unlink (path) == 0)
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The copy of the dossier is whole, but the file “%s” cannot be removed: %s. Its "
                  "content was overwritten; remove it yourself."),
                  path, g_strerror (errno));
  return FALSE;
}
