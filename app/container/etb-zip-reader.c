/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Zip reader: contents. The directory was checked as a whole on opening (etb-zip-directory.c), so
 * that every entry has its own bytes; here they are copied or inflated, never past the size that
 * the directory states. Reads are positioned: nothing in the object changes. */

#include "etb-zip-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <libdeflate.h>
#include <zlib.h>

#include "etb-entry-name.h"
#include "etb-size.h"
#include "etb-zip-format-private.h"
#include "etb-zip-reader-private.h"

#define BLOCK (256 * 1024)

struct _EtbZipReader
{
  GObject parent_instance;

  char *file;
  char *shown; /* the path, as UTF-8 for messages */
  int fd;
  GPtrArray *entries;
  GHashTable *by_name;
  gboolean canonical;
};

G_DEFINE_FINAL_TYPE (EtbZipReader, etb_zip_reader, G_TYPE_OBJECT)

static void
etb_zip_reader_finalize (GObject *object)
{
  EtbZipReader *self = ETB_ZIP_READER (object);

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->file);
  g_free (self->shown);
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);

  G_OBJECT_CLASS (etb_zip_reader_parent_class)->finalize (object);
}

static void
etb_zip_reader_class_init (EtbZipReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_zip_reader_finalize;
}

static void
etb_zip_reader_init (EtbZipReader *self)
{
  self->fd = -1;
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
}

static void
set_read_error (const char *shown, int errsv, GError **error)
{
  g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_READ,
               _ ("“%s” cannot be read: %s. Check the file and its permissions."), shown,
                  g_strerror (errsv));
}

gboolean
etb_zip_read_at (int fd, guint64 offset, void *buffer, gsize length, const char *file,
                 GError **error)
{
  guint8 *bytes = buffer;

  while (length > 0)
    {
      gssize got = pread (fd, bytes, length, (off_t)offset);

      if (got < 0 && errno == EINTR)
        continue;
      if (got < 0)
        {
          set_read_error (file, errno, error);
          return FALSE;
        }
      if (got == 0)
        {
          g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_TRUNCATED,
                       _ ("“%s” stops before its end. Ask for an intact copy."), file);
          return FALSE;
        }
      bytes += got;
      offset += (guint64)got;
      length -= (gsize)got;
    }
  return TRUE;
}

/* Opens a regular file; its length in @length. */
static gboolean
open_file (EtbZipReader *self, guint64 *length, GError **error)
{
  struct stat status;

  /* Not to wait on a named pipe. */
  self->fd = open (self->file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (self->fd < 0 || fstat (self->fd, &status) != 0)
    {
      set_read_error (self->shown, errno, error);
      return FALSE;
    }
  if (!S_ISREG (status.st_mode))
    {
      set_read_error (self->shown, S_ISDIR (status.st_mode) ? EISDIR : EINVAL, error);
      return FALSE;
    }
  *length = (guint64)status.st_size;
  return TRUE;
}

EtbZipReader *
etb_zip_reader_open (const char *file, GError **error)
{
  g_autoptr (EtbZipReader) self = NULL;
  guint64 length = 0;

  g_return_val_if_fail (file != NULL, NULL);

  self = g_object_new (ETB_TYPE_ZIP_READER, NULL);
  self->file = g_strdup (file);
  self->shown = g_filename_display_name (file);
  if (!open_file (self, &length, error))
    return NULL;
  self->entries = etb_zip_directory_read (self->fd, length, self->shown, &self->canonical, error);
  if (self->entries == NULL)
    return NULL;
  for (guint i = 0; i < self->entries->len; i++)
    {
      EtbZipEntry *entry = g_ptr_array_index (self->entries, i);

      g_hash_table_insert (self->by_name, entry->name, entry);
    }
  return g_steal_pointer (&self);
}

const char *
etb_zip_reader_get_file (EtbZipReader *self)
{
  g_return_val_if_fail (ETB_IS_ZIP_READER (self), NULL);

  return self->file;
}

gboolean
etb_zip_reader_is_canonical (EtbZipReader *self)
{
  g_return_val_if_fail (ETB_IS_ZIP_READER (self), FALSE);

  return self->canonical;
}

GPtrArray *
etb_zip_reader_get_entries (EtbZipReader *self)
{
  g_return_val_if_fail (ETB_IS_ZIP_READER (self), NULL);

  return self->entries;
}

const EtbZipEntry *
etb_zip_reader_find (EtbZipReader *self, const char *name)
{
  g_return_val_if_fail (ETB_IS_ZIP_READER (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return g_hash_table_lookup (self->by_name, name);
}

/* One reading of one entry. */
typedef struct
{
  EtbZipReader *reader;
  const EtbZipEntry *entry;
  EtbZipSink sink;
  gpointer user_data;
  GCancellable *cancellable;
  guint32 crc;
  guint64 done; /* bytes given to the sink */
} Reading;

static gboolean
set_damaged (const Reading *reading, GError **error)
{
  etb_container_error_set (error, ETB_CONTAINER_ERROR_CHECKSUM, reading->entry->name,
                           _ ("In “%s”, the content of “%s” is damaged. Ask for an intact copy."),
                              reading->reader->shown, reading->entry->name);
  return FALSE;
}

static gboolean
give (Reading *reading, const guint8 *data, gsize length, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (reading->cancellable, error))
    return FALSE;
  if (length > reading->entry->size - reading->done)
    return set_damaged (reading, error);
  reading->crc = libdeflate_crc32 (reading->crc, data, length);
  reading->done += length;
  return length == 0 || reading->sink (data, length, reading->user_data, error);
}

static gboolean
copy_stored (Reading *reading, guint8 *block, GError **error)
{
  guint64 offset = reading->entry->data_offset;
  guint64 left = reading->entry->size;

  while (left > 0)
    {
      gsize length = (gsize)MIN (left, BLOCK);

      if (!etb_zip_read_at (reading->reader->fd, offset, block, length, reading->reader->shown,
                            error)
          || !give (reading, block, length, error))
        return FALSE;
      offset += length;
      left -= length;
    }
  return TRUE;
}

/* Inflates what @stream holds into @block, and gives it. */
static gboolean
inflate_input (Reading *reading, z_stream *stream, guint8 *block, gboolean *ended, GError **error)
{
  do
    {
      int status;

      stream->next_out = block;
      stream->avail_out = BLOCK;
      status = inflate (stream, Z_NO_FLUSH);
      if (status != Z_OK && status != Z_STREAM_END && status != Z_BUF_ERROR)
        return set_damaged (reading, error);
      if (!give (reading, block, BLOCK - stream->avail_out, error))
        return FALSE;
      *ended = status == Z_STREAM_END;
    }
  while (!*ended && (stream->avail_in > 0 || stream->avail_out == 0));
  /* Nothing may follow the stream. */
  return !*ended || stream->avail_in == 0 || set_damaged (reading, error);
}

static gboolean
inflate_all (Reading *reading, z_stream *stream, guint8 *block, GError **error)
{
  g_autoptr (GByteArray) input = g_byte_array_new ();
  guint64 offset = reading->entry->data_offset;
  guint64 left = reading->entry->compressed_size;
  gboolean ended = FALSE;

  g_byte_array_set_size (input, BLOCK);
  while (left > 0)
    {
      gsize length = (gsize)MIN (left, BLOCK);

      if (ended)
        return set_damaged (reading, error);
      if (!etb_zip_read_at (reading->reader->fd, offset, input->data, length,
                            reading->reader->shown, error))
        return FALSE;
      offset += length;
      left -= length;
      stream->next_in = input->data;
      stream->avail_in = (uInt)length;
      if (!inflate_input (reading, stream, block, &ended, error))
        return FALSE;
    }
  return ended || set_damaged (reading, error);
}

static gboolean
copy_deflated (Reading *reading, guint8 *block, GError **error)
{
  z_stream stream = { 0 };
  gboolean done;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    g_error ("out of memory");
  done = inflate_all (reading, &stream, block, error);
  inflateEnd (&stream);
  return done;
}

gboolean
etb_zip_reader_read (EtbZipReader *self, const EtbZipEntry *entry, EtbZipSink sink,
                     gpointer user_data, GCancellable *cancellable, GError **error)
{
  Reading reading = { self, entry, sink, user_data, cancellable, 0, 0 };
  g_autoptr (GByteArray) block = NULL;
  gboolean done;

  g_return_val_if_fail (ETB_IS_ZIP_READER (self), FALSE);
  g_return_val_if_fail (entry != NULL && sink != NULL, FALSE);

  block = g_byte_array_new ();
  g_byte_array_set_size (block, BLOCK);
  done = entry->deflated ? copy_deflated (&reading, block->data, error)
                         : copy_stored (&reading, block->data, error);
  if (!done)
    return FALSE;
  if (reading.done != entry->size || reading.crc != entry->crc)
    return set_damaged (&reading, error);
  return TRUE;
}

static gboolean
append_block (const void *data, gsize length, gpointer user_data, GError **error)
{
  g_byte_array_append (user_data, data, (guint)length);
  return TRUE;
}

GBytes *
etb_zip_reader_load (EtbZipReader *self, const EtbZipEntry *entry, gsize max_size, GError **error)
{
  g_autoptr (GByteArray) content = NULL;

  g_return_val_if_fail (ETB_IS_ZIP_READER (self), NULL);
  g_return_val_if_fail (entry != NULL, NULL);
  g_return_val_if_fail (max_size < G_MAXUINT, NULL);

  if (entry->size > max_size)
    {
      g_autofree char *limit = etb_size_describe (max_size);

      etb_container_error_set (error, ETB_CONTAINER_ERROR_LIMIT, entry->name,
                               _ ("In “%s”, “%s” is larger than what is accepted (%s)."),
                                  self->shown, entry->name, limit);
      return NULL;
    }
  content = g_byte_array_new ();
  if (!etb_zip_reader_read (self, entry, append_block, content, NULL, error))
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&content));
}
