/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-container-error.h"

G_BEGIN_DECLS

/* Reads a zip file, strictly: the whole directory is checked against every local header before any
 * content is given, and whatever two readers could understand differently is refused. Stored and
 * deflated entries. The file is a stranger's: every size is bounded. */

#define ETB_ZIP_MAX_ENTRIES 10000
#define ETB_ZIP_MAX_TOTAL   (G_GUINT64_CONSTANT (64) << 30) /* bytes, uncompressed */
#define ETB_ZIP_MAX_RATIO   200                             /* of what is above 1 MiB */

typedef struct
{
  char *name;
  guint64 size; /* uncompressed */
  guint64 compressed_size;
  guint64 header_offset; /* of its local header */
  guint64 data_offset;
  guint32 crc;
  gboolean deflated;
  gboolean has_extra; /* some extra field, in one header or the other */
} EtbZipEntry;

#define ETB_TYPE_ZIP_READER (etb_zip_reader_get_type ())
G_DECLARE_FINAL_TYPE (EtbZipReader, etb_zip_reader, ETB, ZIP_READER, GObject)

/* NULL with ETB_CONTAINER_ERROR: the message names the file, and the entry when there is one. */
EtbZipReader *etb_zip_reader_open (const char *file, GError **error);

/* Path as it was given. */
const char *etb_zip_reader_get_file (EtbZipReader *self);

/* Whether every byte outside the contents is the one that EtbZipWriter writes. Where it is not,
 * another program wrote the archive, or somebody changed a byte that no reader looks at
 * (attributes, stamps, comment): contents are not concerned. */
gboolean etb_zip_reader_is_canonical (EtbZipReader *self);

/* (transfer none) (element-type EtbZipEntry), in the order of the file */
GPtrArray *etb_zip_reader_get_entries (EtbZipReader *self);
const EtbZipEntry *etb_zip_reader_find (EtbZipReader *self, const char *name); /* (nullable) */

/* Called with each piece of content; FALSE with an error stops. */
typedef gboolean (*EtbZipSink) (const void *data, gsize length, gpointer user_data, GError **error);

/* Gives the content of one entry to @sink, then checks size and CRC: what @sink got is worth
 * nothing when this returns FALSE. Several threads may read at once. */
gboolean etb_zip_reader_read (EtbZipReader *self, const EtbZipEntry *entry, EtbZipSink sink,
                              gpointer user_data, GCancellable *cancellable, GError **error);

/* The content of a small entry; ETB_CONTAINER_ERROR_LIMIT above @max_size. Returns: (transfer full)
 */
GBytes *etb_zip_reader_load (EtbZipReader *self, const EtbZipEntry *entry, gsize max_size,
                             GError **error);

G_END_DECLS
