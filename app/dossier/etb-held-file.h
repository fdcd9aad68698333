/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-connection.h"

G_BEGIN_DECLS

/* A dossier file that nobody else may write as long as it is held, and its very bytes. They are
 * read and written through SQLite's own descriptor: opening the file another way would drop the
 * lock (see etb-connection.c). Private to this module. */

typedef struct _EtbHeldFile EtbHeldFile;

/* Called with how many bytes were read since the last time. */
typedef void (*EtbHeldFileProgress) (gsize bytes, gpointer user_data);

/* Checks it as opening does. NULL with ETB_DOSSIER_ERROR. */
EtbHeldFile *etb_held_file_new (const char *file, GError **error);
void etb_held_file_free (EtbHeldFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbHeldFile, etb_held_file_free)

EtbConnection *etb_held_file_get_connection (EtbHeldFile *self);
const char *etb_held_file_get_path (EtbHeldFile *self);
guint64 etb_held_file_get_size (EtbHeldFile *self);

/* Digests all its bytes, and writes them to @descriptor (-1: nowhere). @progress (nullable).
 * Returns: (transfer full): SHA-256 in hexadecimal; NULL with ETB_DOSSIER_ERROR_STORE or
 * G_IO_ERROR */
char *etb_held_file_read (EtbHeldFile *self, int descriptor, EtbHeldFileProgress progress,
                          gpointer user_data, GCancellable *cancellable, GError **error);

/* Overwrites all its bytes, then removes it and its journal. FALSE with ETB_DOSSIER_ERROR_STORE
 * when it is still there. */
gboolean etb_held_file_wipe (EtbHeldFile *self, GError **error);

G_END_DECLS
