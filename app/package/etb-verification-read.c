/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: reads a package: the digest of each file in it, and a word for what is wrong with the
 * container. Invariant: each entry is read once from end to end. Callers: etb-verification.c. */

#include "etb-chunk-pipe.h"
#include "etb-manifest.h"
#include "etb-package-private.h"
#include "etb-verification-private.h"

const char *
etb_package_check_code (const GError *error)
{
  if (error->domain != ETB_CONTAINER_ERROR)
    return "read";
  return etb_container_error_to_name ((EtbContainerError)error->code);
}

gboolean
etb_package_check_is_unreadable (const GError *error)
{
  return error->domain != ETB_CONTAINER_ERROR || error->code == ETB_CONTAINER_ERROR_READ
         || error->code == ETB_CONTAINER_ERROR_NOT_ZIP
         || error->code == ETB_CONTAINER_ERROR_TRUNCATED;
}

/* One entry while it is read. */
typedef struct
{
  EtbPackageCheck *check;
  EtbDigest *digest;
} Reading;

static gboolean
on_content (const void *data, gsize length, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  EtbPackageCheck *check = reading->check;

  etb_digest_update (reading->digest, data, length);
  check->done += length;
  if (check->progress != NULL)
    check->progress (check->done, check->total, check->progress_data);
  return TRUE;
}

static gboolean
is_data_file (const char *name)
{
  return !g_str_equal (name, ETB_MIMETYPE_ENTRY) && !g_str_has_prefix (name, "META-INF/");
}

/* Content from which two threads are worth more than one. */
#define LARGE (1024 * 1024)

/* The digest of what an entry holds. While one part of a large one is hashed, the next is read and
 * its CRC-32 taken. */
static gboolean
digest_entry (EtbPackageCheck *self, const EtbZipEntry *entry, EtbDigest *digest, GError **error)
{
  Reading reading = { self, digest };
  g_autoptr (EtbChunkPipe) pipe = NULL;

  if (entry->size < LARGE)
    return etb_zip_reader_read (self->reader, entry, on_content, &reading, self->cancellable,
                                error);

  pipe = etb_chunk_pipe_new (on_content, &reading);
  if (etb_zip_reader_read (self->reader, entry, etb_chunk_pipe_put, pipe, self->cancellable, error))
    return etb_chunk_pipe_finish (pipe, error);
  etb_chunk_pipe_finish (pipe, NULL);
  return FALSE;
}

gboolean
etb_package_check_read (EtbPackageCheck *self)
{
  GPtrArray *entries = etb_zip_reader_get_entries (self->reader);

  for (guint i = 0; i < entries->len; i++)
    self->total += ((const EtbZipEntry *)g_ptr_array_index (entries, i))->size;
  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      g_autoptr (GError) error = NULL;
      EtbDigest *digest = etb_digest_new ();
      guint8 sha256[ETB_DIGEST_SIZE];
      gboolean whole = digest_entry (self, entry, digest, &error);

      etb_digest_finish (digest, sha256);
      if (!whole)
        {
          etb_package_check_add (self, etb_package_check_code (error), entry->name, error->message);
          if (etb_package_check_is_unreadable (error))
            return FALSE;
          g_hash_table_add (self->damaged, g_strdup (entry->name));
        }
      /* A damaged file keeps the digest of what is there: the signature will not match it either.
       */
      if (is_data_file (entry->name))
        g_ptr_array_add (self->files, etb_signed_file_new (entry->name, "", sha256));
    }

  return TRUE;
}
