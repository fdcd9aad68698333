/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as an archive: opened, checked as ASiC-E, every entry read. */

#include <sys/mman.h>
#include <unistd.h>

#include "etb-manifest.h"
#include "etb-zip-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static gboolean
count_bytes (const void *data, gsize length, gpointer user_data, GError **error)
{
  *(guint64 *)user_data += length;
  return TRUE;
}

static void
read_entries (EtbZipReader *reader)
{
  GPtrArray *entries = etb_zip_reader_get_entries (reader);

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) error = NULL;
      guint64 n = 0;

      if (etb_zip_reader_read (reader, entry, count_bytes, &n, NULL, &error))
        g_assert_cmpuint (n, ==, entry->size);
      else
        g_assert_nonnull (error);
      g_assert_cmpuint (n, <=, entry->size);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int fd = memfd_create ("fuzz", MFD_CLOEXEC);
  g_autofree char *file = g_strdup_printf ("/proc/self/fd/%d", fd);
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (write (fd, data, size), ==, (gssize)size);
  reader = etb_zip_reader_open (file, &error);
  if (reader != NULL)
    {
      g_autoptr (GHashTable) types = etb_manifest_check (reader, NULL);

      g_assert_true (types == NULL || g_hash_table_size (types) > 0);
      read_entries (reader);
    }
  else
    g_assert_nonnull (error);
  close (fd);
  return 0;
}
