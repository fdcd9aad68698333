/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Zip reader: closing records. The last signature of a closing record must be that of the real one:
 * it ends at the last byte of the file, comment included, and nothing in the comment can be taken
 * for a record. Called by etb_zip_directory_read(). */

#include "etb-zip-reader-private.h"

#include <glib/gi18n-lib.h>

#include "etb-zip-format-private.h"

/* The closing record and the longest comment. */
#define MAX_TAIL (ETB_ZIP_END_SIZE + 0xFFFF)
/* Directory records of 10 000 entries take 1 to 2 MiB. */
#define MAX_DIRECTORY (32 * 1024 * 1024)

typedef struct
{
  int fd;
  guint64 length;
  const char *file;
  EtbZipEnd *end;
} Search;

static gboolean
refuse (const Search *self, const char *reason, GError **error)
{
  g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_END,
               _ ("“%s” is not accepted: %s"), self->file, reason);
  return FALSE;
}

/* Offset in @bytes of the last closing record's signature, or -1. */
static gssize
find_last_end (const guint8 *bytes, gsize length)
{
  for (gsize i = length; i >= 4; i--)
    if (etb_zip_get32 (bytes + i - 4) == ETB_ZIP_END_SIGNATURE)
      return (gssize)(i - 4);
  return -1;
}

gboolean
etb_zip_has_signature (const guint8 *bytes, gsize length)
{
  for (gsize i = 0; i + 4 <= length; i++)
    {
      guint32 word = etb_zip_get32 (bytes + i);

      if (word == ETB_ZIP_LOCAL_SIGNATURE || word == ETB_ZIP_CENTRAL_SIGNATURE
          || word == ETB_ZIP_END_SIGNATURE || word == ETB_ZIP_END64_SIGNATURE
          || word == ETB_ZIP_LOCATOR64_SIGNATURE)
        return TRUE;
    }
  return FALSE;
}

/* FALSE always: there is no closing record where there should be one. */
static gboolean
refuse_no_end (const Search *self, GError **error)
{
  guint8 start[4] = { 0 };

  if (self->length >= sizeof start
      && !etb_zip_read_at (self->fd, 0, start, sizeof start, self->file, error))
    return FALSE;
  if (etb_zip_get32 (start) == ETB_ZIP_LOCAL_SIGNATURE)
    g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_TRUNCATED,
                 _ ("“%s” stops before its end. Ask for an intact copy."), self->file);
  else
    g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_NOT_ZIP,
                 _ ("“%s” is not a package: it is not a zip file."), self->file);
  return FALSE;
}

/* The zip64 closing records, which lie just before @end_offset. The 32-bit fields must be either
 * saturated or the same. */
static gboolean
read_end64 (Search *self, const guint8 *end, guint64 end_offset, const guint8 *locator,
            guint64 *directory_end, GError **error)
{
  guint64 offset = end_offset - ETB_ZIP_LOCATOR64_SIZE - ETB_ZIP_END64_SIZE;
  guint8 record[ETB_ZIP_END64_SIZE];

  if (end_offset < ETB_ZIP_LOCATOR64_SIZE + ETB_ZIP_END64_SIZE
      || etb_zip_get64 (locator + 8) != offset || etb_zip_get32 (locator + 4) != 0
      || etb_zip_get32 (locator + 16) != 1)
    return refuse (self, _ ("its zip64 locator leads elsewhere."), error);
  if (!etb_zip_read_at (self->fd, offset, record, sizeof record, self->file, error))
    return FALSE;
  if (etb_zip_get32 (record) != ETB_ZIP_END64_SIGNATURE
      || etb_zip_get64 (record + 4) != ETB_ZIP_END64_SIZE - 12 || etb_zip_get64 (record + 16) != 0
      || etb_zip_get64 (record + 24) != etb_zip_get64 (record + 32))
    return refuse (self, _ ("its zip64 closing record is damaged."), error);

  self->end->n_entries = etb_zip_get64 (record + 32);
  self->end->size = etb_zip_get64 (record + 40);
  self->end->offset = etb_zip_get64 (record + 48);
  if ((etb_zip_get16 (end + 10) != ETB_ZIP_FULL16
       && etb_zip_get16 (end + 10) != self->end->n_entries)
      || (etb_zip_get32 (end + 12) != ETB_ZIP_FULL32 && etb_zip_get32 (end + 12) != self->end->size)
      || (etb_zip_get32 (end + 16) != ETB_ZIP_FULL32
          && etb_zip_get32 (end + 16) != self->end->offset))
    return refuse (self, _ ("its two closing records contradict each other."), error);
  *directory_end = offset;
  return TRUE;
}

/* The closing record at @end, @end_offset in the file, @rest bytes to the end of the file. */
static gboolean
read_end (Search *self, const guint8 *end, gsize rest, guint64 end_offset, GError **error)
{
  guint64 directory_end = end_offset;
  guint8 locator[ETB_ZIP_LOCATOR64_SIZE] = { 0 };

  if (rest < ETB_ZIP_END_SIZE || etb_zip_get16 (end + 20) > rest - ETB_ZIP_END_SIZE)
    return refuse_no_end (self, error);
  if (etb_zip_get16 (end + 20) != rest - ETB_ZIP_END_SIZE)
    return refuse (self, _ ("its end is missing, or something follows it."), error);
  if (etb_zip_has_signature (end + ETB_ZIP_END_SIZE, rest - ETB_ZIP_END_SIZE))
    return refuse (self, _ ("its comment hides another archive."), error);
  if (etb_zip_get32 (end + 4) != 0 || etb_zip_get16 (end + 8) != etb_zip_get16 (end + 10))
    return refuse (self, _ ("it is one part of a split archive."), error);

  self->end->n_entries = etb_zip_get16 (end + 10);
  self->end->size = etb_zip_get32 (end + 12);
  self->end->offset = etb_zip_get32 (end + 16);
  if (end_offset >= sizeof locator
      && !etb_zip_read_at (self->fd, end_offset - sizeof locator, locator, sizeof locator,
                           self->file, error))
    return FALSE;
  if (etb_zip_get32 (locator) == ETB_ZIP_LOCATOR64_SIGNATURE
      && !read_end64 (self, end, end_offset, locator, &directory_end, error))
    return FALSE;

  if (self->end->size > directory_end || self->end->offset != directory_end - self->end->size)
    return refuse (self, _ ("its directory is not where it says."), error);
  if (self->end->n_entries > ETB_ZIP_MAX_ENTRIES || self->end->size > MAX_DIRECTORY)
    {
      g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_LIMIT,
                   _ ("“%s” is not accepted: it has too many entries."), self->file);
      return FALSE;
    }
  return TRUE;
}

gboolean
etb_zip_end_read (int fd, guint64 length, const char *file, EtbZipEnd *end, GError **error)
{
  Search self = { fd, length, file, end };
  gsize tail = (gsize)MIN (length, MAX_TAIL);
  guint64 start = length - tail;
  g_autofree guint8 *bytes = g_malloc (tail + 1);
  gssize at;

  g_assert (end != NULL);

  if (!etb_zip_read_at (fd, start, bytes, tail, file, error))
    return FALSE;
  at = find_last_end (bytes, tail);
  if (at < 0)
    return refuse_no_end (&self, error);
  return read_end (&self, bytes + at, tail - (gsize)at, start + (guint64)at, error);
}
