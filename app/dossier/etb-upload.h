/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-attachment.h"
#include "etb-call.h"
#include "etb-store.h"

G_BEGIN_DECLS

/* Copies one file into a dossier. Private to this module. */

/* Called on the thread of the copy. */
typedef void (*EtbUploadProgress) (goffset done, goffset total, gpointer user_data);

/* Checks @file against @piece by its content, then copies it chunk by chunk; it exists for others
 * only once it is whole and on disk, together with @step, which is completed then (@step is the
 * upload's alone until it returns). Waits; for a thread, while answers go on being saved. Returns:
 * (transfer full): NULL with ETB_DOSSIER_ERROR_SOURCE, _TOO_LARGE, _KIND, _STORE or
 *   G_IO_ERROR_CANCELLED, and nothing kept */
EtbAttachment *etb_upload_run (EtbStore *store, const EtbPiece *piece, GFile *file, EtbStep *step,
                               EtbUploadProgress progress, gpointer user_data,
                               GCancellable *cancellable, GError **error);

G_END_DECLS
