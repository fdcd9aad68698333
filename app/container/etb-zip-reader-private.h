/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-zip-reader.h"

G_BEGIN_DECLS

/* Reads and checks the directory and all headers of the archive open as @fd, @length bytes long.
 * @file: for messages. @canonical: see etb_zip_reader_is_canonical().
 * Returns: (transfer full) (element-type EtbZipEntry); NULL with ETB_CONTAINER_ERROR */
GPtrArray *etb_zip_directory_read (int fd, guint64 length, const char *file, gboolean *canonical,
                                   GError **error);

/* Where the directory is, from the closing records. */
typedef struct
{
  guint64 n_entries;
  guint64 offset;
  guint64 size;
} EtbZipEnd;

/* Finds the closing records, zip64 or not, and checks that they end the file and follow the
 * directory at once. */
gboolean etb_zip_end_read (int fd, guint64 length, const char *file, EtbZipEnd *end,
                           GError **error);

/* Whether @bytes hold what some reader could take for a record. */
gboolean etb_zip_has_signature (const guint8 *bytes, gsize length);

/* Reads exactly @length bytes at @offset; ETB_CONTAINER_ERROR_TRUNCATED when there are fewer. */
gboolean etb_zip_read_at (int fd, guint64 offset, void *buffer, gsize length, const char *file,
                          GError **error);

G_END_DECLS
