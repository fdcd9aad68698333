/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One-pass zip writer. Sizes are known before contents, so that the only thing written out of order
 * is the CRC of each local header. The file gets its name at the end (EtbPartFile); without,
 * nothing is left of it. Called by the package module. */

#include "etb-zip-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>
#include <libdeflate.h>

#include "etb-entry-name.h"
#include "etb-part-file.h"
#include "etb-zip-format-private.h"

struct _EtbZipWriter
{
  GObject parent_instance;

  char *file;
  EtbPartFile *part; /* NULL once committed */
  char *temporary;   /* where its content can be read */
  int fd;            /* of the part file */
  guint64 offset;
  guint64 pushed;       /* offset up to which the disk was asked to begin */
  GPtrArray *entries;   /* of EtbZipEntry */
  GHashTable *keys;     /* of etb_entry_name_key() */
  EtbZipEntry *current; /* the one being written, owned by entries */
  guint64 left;         /* bytes that it still has to get */
  gboolean failed;
  gboolean closed;
};

G_DEFINE_FINAL_TYPE (EtbZipWriter, etb_zip_writer, G_TYPE_OBJECT)

static void
etb_zip_writer_finalize (GObject *object)
{
  EtbZipWriter *self = ETB_ZIP_WRITER (object);

  etb_part_file_free (self->part);
  g_free (self->temporary);
  g_free (self->file);
  g_ptr_array_unref (self->entries);
  g_hash_table_unref (self->keys);

  G_OBJECT_CLASS (etb_zip_writer_parent_class)->finalize (object);
}

static void
etb_zip_writer_class_init (EtbZipWriterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_zip_writer_finalize;
}

static void
etb_zip_writer_init (EtbZipWriter *self)
{
  self->fd = -1;
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_zip_entry_free);
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* FALSE always: sets the error for @errsv and makes the archive unfit for anything but removal. */
static gboolean
fail (EtbZipWriter *self, int errsv, GError **error)
{
  g_autofree char *shown = g_filename_display_name (self->file);
  const char *advice = _ ("Choose another folder.");

  if (errsv == ENOSPC || errsv == EDQUOT || errsv == EFBIG)
    advice = _ ("Free some space or choose another disk.");
  self->failed = TRUE;
  g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_WRITE,
               _ ("“%s” cannot be written: %s. %s"), shown, g_strerror (errsv), advice);
  return FALSE;
}

/* Begins the file. */
static gboolean
open_part (EtbZipWriter *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file);
  int fd = open (folder, O_PATH | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return fail (self, errno, error);
  etb_part_file_sweep (fd);
  self->part = etb_part_file_new (fd);
  close (fd);
  if (self->part == NULL)
    return fail (self, errno, error);
  self->fd = etb_part_file_get_fd (self->part);
  self->temporary = etb_part_file_dup_path (self->part, folder);
  return TRUE;
}

EtbZipWriter *
etb_zip_writer_new (const char *file, GError **error)
{
  g_autoptr (EtbZipWriter) self = NULL;

  g_return_val_if_fail (file != NULL && *file != '\0', NULL);

  self = g_object_new (ETB_TYPE_ZIP_WRITER, NULL);
  self->file = g_strdup (file);
  if (g_file_test (file, G_FILE_TEST_IS_DIR))
    {
      fail (self, EISDIR, error);
      return NULL;
    }
  return open_part (self, error) ? g_steal_pointer (&self) : NULL;
}

/* Bytes written before the disk is asked to begin with them. */
#define PUSH_EVERY (G_GUINT64_CONSTANT (8) << 20)

/* Lets the disk write while the rest is still being copied and hashed: the fsync at the end then
 * has little left to wait for. Only a hint: what it cannot do, the fsync does. */
static void
push (EtbZipWriter *self)
{
  if (self->offset - self->pushed < PUSH_EVERY)
    return;
  (void)sync_file_range (self->fd, (off_t)self->pushed, (off_t)(self->offset - self->pushed),
                         SYNC_FILE_RANGE_WRITE);
  self->pushed = self->offset;
}

static gboolean
put (EtbZipWriter *self, const void *data, gsize length, GError **error)
{
  const guint8 *bytes = data;

  while (length > 0)
    {
      gssize written = write (self->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return fail (self, written < 0 ? errno : EIO, error);
      bytes += written;
      length -= (gsize)written;
      self->offset += (guint64)written;
    }
  push (self);
  return TRUE;
}

static gboolean
is_writable (EtbZipWriter *self, GError **error)
{
  if (!self->failed)
    return TRUE;
  return fail (self, EIO, error);
}

/* Whether one more entry named @name can be added; remembers its key. */
static gboolean
admit (EtbZipWriter *self, const char *name, GError **error)
{
  g_autofree char *key = NULL;

  if (!etb_entry_name_check (name, error))
    return FALSE;
  if (self->entries->len >= ETB_ZIP_MAX_ENTRIES)
    {
      g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_LIMIT,
                   _ ("A package holds at most %d files: “%s” is one too many."),
                      ETB_ZIP_MAX_ENTRIES, name);
      return FALSE;
    }
  key = etb_entry_name_key (name);
  if (g_hash_table_contains (self->keys, key))
    {
      g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_TWICE,
                   _ ("Two files of the package would be named “%s”."), name);
      return FALSE;
    }
  g_hash_table_add (self->keys, g_steal_pointer (&key));
  return TRUE;
}

gboolean
etb_zip_writer_begin (EtbZipWriter *self, const char *name, guint64 size, GError **error)
{
  g_autoptr (GByteArray) header = g_byte_array_new ();
  EtbZipEntry *entry;

  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (!self->closed && self->current == NULL, FALSE);

  if (!is_writable (self, error) || !admit (self, name, error))
    return FALSE;
  if (size > ETB_ZIP_MAX_TOTAL || self->offset > ETB_ZIP_MAX_TOTAL - size)
    {
      g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_LIMIT,
                   _ ("“%s” would make the package larger than 64 GiB."), name);
      return FALSE;
    }
  entry = etb_zip_entry_new ();
  entry->name = g_strdup (name);
  entry->size = entry->compressed_size = size;
  entry->header_offset = self->offset;
  g_ptr_array_add (self->entries, entry);
  self->current = entry;
  self->left = size;
  etb_zip_format_local (header, entry);
  entry->data_offset = self->offset + header->len;
  return put (self, header->data, header->len, error);
}

static gboolean
fail_size (EtbZipWriter *self, GError **error)
{
  self->failed = TRUE;
  g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_CHANGED,
               _ ("“%s” changed its size while it was being written. Try again."),
                  self->current->name);
  return FALSE;
}

gboolean
etb_zip_writer_write (EtbZipWriter *self, const void *data, gsize length, GError **error)
{
  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), FALSE);
  g_return_val_if_fail (data != NULL || length == 0, FALSE);
  g_return_val_if_fail (self->current != NULL, FALSE);

  if (!is_writable (self, error))
    return FALSE;
  if (length > self->left)
    return fail_size (self, error);
  if (length > 0)
    self->current->crc = libdeflate_crc32 (self->current->crc, data, length);
  self->left -= length;
  return put (self, data, length, error);
}

gboolean
etb_zip_writer_end (EtbZipWriter *self, GError **error)
{
  guint8 crc[4];
  gssize written;

  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), FALSE);
  g_return_val_if_fail (self->current != NULL, FALSE);

  if (!is_writable (self, error))
    return FALSE;
  if (self->left > 0)
    return fail_size (self, error);
  for (guint i = 0; i < 4; i++)
    crc[i] = (guint8)(self->current->crc >> (8 * i));
  do
    written = pwrite (self->fd, crc, sizeof crc,
                      (off_t)self->current->header_offset + ETB_ZIP_LOCAL_CRC_OFFSET);
  while (written < 0 && errno == EINTR);
  if (written != sizeof crc)
    return fail (self, written < 0 ? errno : EIO, error);
  self->current = NULL;
  return TRUE;
}

gboolean
etb_zip_writer_add (EtbZipWriter *self, const char *name, GBytes *content, GError **error)
{
  gsize length;
  const void *data;

  g_return_val_if_fail (content != NULL, FALSE);

  data = g_bytes_get_data (content, &length);
  return etb_zip_writer_begin (self, name, length, error)
         && etb_zip_writer_write (self, data, length, error) && etb_zip_writer_end (self, error);
}

gboolean
etb_zip_writer_close (EtbZipWriter *self, GError **error)
{
  g_autoptr (GByteArray) directory = g_byte_array_new ();
  guint64 offset;

  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), FALSE);
  g_return_val_if_fail (!self->closed && self->current == NULL, FALSE);

  if (!is_writable (self, error))
    return FALSE;
  offset = self->offset;
  for (guint i = 0; i < self->entries->len; i++)
    etb_zip_format_central (directory, g_ptr_array_index (self->entries, i));
  etb_zip_format_end (directory, self->entries->len, offset, directory->len);
  if (!put (self, directory->data, directory->len, error))
    return FALSE;
  if (fsync (self->fd) != 0)
    return fail (self, errno, error);
  self->closed = TRUE;
  return TRUE;
}

const char *
etb_zip_writer_get_temporary (EtbZipWriter *self)
{
  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), NULL);

  return self->temporary;
}

/* So that the new name survives a power cut. Some file systems cannot flush a folder: they say
 * EINVAL, and the archive is in its place all the same. */
static void
flush_folder (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd < 0)
    return;
  if (fsync (fd) != 0)
    g_debug ("folder of %s not flushed: %s", file, g_strerror (errno));
  close (fd);
}

gboolean
etb_zip_writer_commit (EtbZipWriter *self, GError **error)
{
  g_autofree char *name = NULL;

  g_return_val_if_fail (ETB_IS_ZIP_WRITER (self), FALSE);
  g_return_val_if_fail (self->closed && self->part != NULL, FALSE);

  name = g_path_get_basename (self->file);
  if (!etb_part_file_keep_over (self->part, name))
    return fail (self, errno, error);
  g_clear_pointer (&self->part, etb_part_file_free);
  flush_folder (self->file);
  return TRUE;
}
