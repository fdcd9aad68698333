/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-zip-reader.h"

G_BEGIN_DECLS

/* The records of a zip file (PKWARE APPNOTE 6.3.10), as the writer writes them and the reader
 * compares them. Little-endian throughout. */

#define ETB_ZIP_LOCAL_SIGNATURE     0x04034b50u
#define ETB_ZIP_CENTRAL_SIGNATURE   0x02014b50u
#define ETB_ZIP_END_SIGNATURE       0x06054b50u
#define ETB_ZIP_END64_SIGNATURE     0x06064b50u
#define ETB_ZIP_LOCATOR64_SIGNATURE 0x07064b50u

#define ETB_ZIP_LOCAL_SIZE     30
#define ETB_ZIP_CENTRAL_SIZE   46
#define ETB_ZIP_END_SIZE       22
#define ETB_ZIP_END64_SIZE     56
#define ETB_ZIP_LOCATOR64_SIZE 20

#define ETB_ZIP_LOCAL_CRC_OFFSET 14

#define ETB_ZIP_FLAG_UTF8         0x0800
#define ETB_ZIP_FLAG_DEFLATE_HINT 0x0006
#define ETB_ZIP_METHOD_STORED     0
#define ETB_ZIP_METHOD_DEFLATED   8
#define ETB_ZIP_EXTRA_ZIP64       0x0001
#define ETB_ZIP_MAX_VERSION       45

#define ETB_ZIP_FULL16 0xFFFFu
#define ETB_ZIP_FULL32 0xFFFFFFFFu

guint16 etb_zip_get16 (const guint8 *bytes);
guint32 etb_zip_get32 (const guint8 *bytes);
guint64 etb_zip_get64 (const guint8 *bytes);

/* Append the record of a stored entry, or the closing records, to @out. */
void etb_zip_format_local (GByteArray *out, const EtbZipEntry *entry);
void etb_zip_format_central (GByteArray *out, const EtbZipEntry *entry);
void etb_zip_format_end (GByteArray *out, guint64 n_entries, guint64 directory_offset,
                         guint64 directory_size);

EtbZipEntry *etb_zip_entry_new (void);
void etb_zip_entry_free (EtbZipEntry *entry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbZipEntry, etb_zip_entry_free)

G_END_DECLS
