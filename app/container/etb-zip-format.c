/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The records of a zip file as bytes. There is one way to write each, decided here: the writer uses
 * it and the reader compares with it. */

#include "etb-zip-format-private.h"

#include <string.h>

/* Unix, version 4.5 of the format. */
#define MADE_BY 0x032Du
/* 1980-01-01 00:00, the earliest stamp there is. */
#define DOS_TIME 0x0000u
#define DOS_DATE 0x0021u
/* A regular file, rw-r--r--. */
#define ATTRIBUTES 0x81A40000u

guint16
etb_zip_get16 (const guint8 *bytes)
{
  return (guint16)(bytes[0] | bytes[1] << 8);
}

guint32
etb_zip_get32 (const guint8 *bytes)
{
  return etb_zip_get16 (bytes) | (guint32)etb_zip_get16 (bytes + 2) << 16;
}

guint64
etb_zip_get64 (const guint8 *bytes)
{
  return etb_zip_get32 (bytes) | (guint64)etb_zip_get32 (bytes + 4) << 32;
}

static void
put (GByteArray *out, guint64 value, guint width)
{
  guint8 bytes[8];

  for (guint i = 0; i < width; i++)
    bytes[i] = (guint8)(value >> (8 * i));
  g_byte_array_append (out, bytes, width);
}

static guint
flags_of (const EtbZipEntry *entry)
{
  return g_str_is_ascii (entry->name) ? 0 : ETB_ZIP_FLAG_UTF8;
}

/* The fields that both headers share: version needed to the two sizes. */
static void
put_common (GByteArray *out, const EtbZipEntry *entry, gboolean zip64)
{
  gboolean large = entry->size >= ETB_ZIP_FULL32;

  put (out, zip64 ? 45 : 10, 2);
  put (out, flags_of (entry), 2);
  put (out, ETB_ZIP_METHOD_STORED, 2);
  put (out, DOS_TIME, 2);
  put (out, DOS_DATE, 2);
  put (out, entry->crc, 4);
  put (out, large ? ETB_ZIP_FULL32 : entry->size, 4);
  put (out, large ? ETB_ZIP_FULL32 : entry->size, 4);
  put (out, strlen (entry->name), 2);
}

void
etb_zip_format_local (GByteArray *out, const EtbZipEntry *entry)
{
  gboolean large = entry->size >= ETB_ZIP_FULL32;

  put (out, ETB_ZIP_LOCAL_SIGNATURE, 4);
  put_common (out, entry, large);
  put (out, large ? 20 : 0, 2);
  g_byte_array_append (out, (const guint8 *)entry->name, (guint)strlen (entry->name));
  if (large)
    {
      put (out, ETB_ZIP_EXTRA_ZIP64, 2);
      put (out, 16, 2);
      put (out, entry->size, 8);
      put (out, entry->size, 8);
    }
}

void
etb_zip_format_central (GByteArray *out, const EtbZipEntry *entry)
{
  gboolean large = entry->size >= ETB_ZIP_FULL32;
  gboolean far = entry->header_offset >= ETB_ZIP_FULL32;
  guint extra = (large ? 16 : 0) + (far ? 8 : 0);

  put (out, ETB_ZIP_CENTRAL_SIGNATURE, 4);
  put (out, MADE_BY, 2);
  put_common (out, entry, extra > 0);
  put (out, extra > 0 ? extra + 4 : 0, 2);
  put (out, 0, 2); /* comment */
  put (out, 0, 2); /* disk */
  put (out, 0, 2); /* internal attributes */
  put (out, ATTRIBUTES, 4);
  put (out, far ? ETB_ZIP_FULL32 : entry->header_offset, 4);
  g_byte_array_append (out, (const guint8 *)entry->name, (guint)strlen (entry->name));
  if (extra > 0)
    {
      put (out, ETB_ZIP_EXTRA_ZIP64, 2);
      put (out, extra, 2);
      if (large)
        {
          put (out, entry->size, 8);
          put (out, entry->size, 8);
        }
      if (far)
        put (out, entry->header_offset, 8);
    }
}

static void
put_end64 (GByteArray *out, guint64 n_entries, guint64 offset, guint64 size)
{
  put (out, ETB_ZIP_END64_SIGNATURE, 4);
  put (out, ETB_ZIP_END64_SIZE - 12, 8);
  put (out, MADE_BY, 2);
  put (out, 45, 2);
  put (out, 0, 4);
  put (out, 0, 4);
  put (out, n_entries, 8);
  put (out, n_entries, 8);
  put (out, size, 8);
  put (out, offset, 8);

  put (out, ETB_ZIP_LOCATOR64_SIGNATURE, 4);
  put (out, 0, 4);
  put (out, offset + size, 8);
  put (out, 1, 4);
}

void
etb_zip_format_end (GByteArray *out, guint64 n_entries, guint64 directory_offset,
                    guint64 directory_size)
{
  guint64 count = MIN (n_entries, ETB_ZIP_FULL16);

  if (n_entries >= ETB_ZIP_FULL16 || directory_offset >= ETB_ZIP_FULL32
      || directory_size >= ETB_ZIP_FULL32)
    put_end64 (out, n_entries, directory_offset, directory_size);
  put (out, ETB_ZIP_END_SIGNATURE, 4);
  put (out, 0, 4); /* this disk, disk of the directory */
  put (out, count, 2);
  put (out, count, 2);
  put (out, MIN (directory_size, ETB_ZIP_FULL32), 4);
  put (out, MIN (directory_offset, ETB_ZIP_FULL32), 4);
  put (out, 0, 2); /* comment */
}

EtbZipEntry *
etb_zip_entry_new (void)
{
  return g_new0 (EtbZipEntry, 1);
}

void
etb_zip_entry_free (EtbZipEntry *entry)
{
  if (entry == NULL)
    return;
  g_free (entry->name);
  g_free (entry);
}
