/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* Opening and making without waiting for the disk: a file on a slow stick, rules to be compiled.
 * The dossier belongs to the thread that asked, whose context hears what it says, from the moment
 * the end is taken by etb_dossier_opening_finish(). A dossier that arrives after @cancellable was
 * cancelled is closed. Callers: the window. */

/* See etb_dossier_open(). */
void etb_dossier_open_async (const char *file, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);

/* See etb_dossier_create(). Cancelled, it leaves no file behind. */
void etb_dossier_create_async (const char *file, EtbCall *call, const char *track,
                               GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);

/* The end of both. NULL with their errors, or G_IO_ERROR_CANCELLED.
 * Returns: (transfer full) */
EtbDossier *etb_dossier_opening_finish (GAsyncResult *result, GError **error);

G_END_DECLS
