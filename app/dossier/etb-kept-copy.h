/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A copy of a dossier, whole and verified, kept beside it before something happens to it. Private
 * to this module. */

/* @file: absolute; it may be taken by a connection of the caller. @mark: what tells the copy apart
 * in its name, made safe: "atelier-MARK-2019-10-01.etabli"; a number more where that is taken.
 * Returns: (transfer full): the copy's file; NULL with an error and nothing left behind */
char *etb_kept_copy_make (const char *file, const char *mark, GCancellable *cancellable,
                          GError **error);

/* Fills @made, empty and known to the caller alone, with what @file holds, and verifies it.
 * @copy: the name it is to have, for messages. */
gboolean etb_kept_copy_fill (const char *file, const char *made, const char *copy,
                             GCancellable *cancellable, GError **error);

G_END_DECLS
