/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A zip archive as anybody may have made it, read in memory: stored and deflated members, none of
 * them ever written to the disk. (The strict reader of signed packages is another one, on purpose:
 * it refuses nearly all that is read here.) */
typedef struct _EtbZipFile EtbZipFile;

#define ETB_ZIP_FILE_MEMBER_MAXIMUM (512 * 1024 * 1024) /* bytes, unpacked */

/* Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_FORM when @bytes are no zip archive */
EtbZipFile *etb_zip_file_new (GBytes *bytes, GError **error);
void etb_zip_file_free (EtbZipFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbZipFile, etb_zip_file_free)

guint etb_zip_file_get_count (EtbZipFile *self);

/* The name of a member with its folders, UTF-8 (what is not becomes "?") */
const char *etb_zip_file_get_name (EtbZipFile *self, guint index);

/* Unpacks a member. Returns: (transfer full): its bytes, followed by a NUL that they do not count;
 * NULL with ETB_TERRITORY_ERROR_FORM when it is damaged, too large, encrypted, or packed in another
 * way */
GBytes *etb_zip_file_read (EtbZipFile *self, guint index, GError **error);

/* At most @length bytes of its beginning, followed by a NUL; otherwise as above. */
GBytes *etb_zip_file_peek (EtbZipFile *self, guint index, gsize length, GError **error);

G_END_DECLS
