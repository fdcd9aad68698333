/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-connection.h"

G_BEGIN_DECLS

/* The content of one dossier file put into another, which is empty and that only the caller knows
 * of. Private to this module. The file may be written meanwhile: the copy is one of its states. */

/* Everything, page by page, by SQLite itself in small steps: opening the file any other way would
 * drop its locks (see etb-connection.c). Not through a connection that is about to write. */
gboolean etb_copy_whole (EtbConnection *from, EtbConnection *to, GCancellable *cancellable,
                         GError **error);

/* Everything but the bytes of attached files. @from has been checked, and is of the present
 * version. The copy says that it is light: etb_copy_is_light(). */
gboolean etb_copy_without_files (EtbConnection *from, EtbConnection *to, GError **error);
gboolean etb_copy_is_light (EtbConnection *connection);

G_END_DECLS
