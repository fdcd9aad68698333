/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The content of one attached file, read from the dossier chunk by chunk, each in a transaction of
 * its own: a file inside a dossier never changes, so a long reading keeps nobody from writing. The
 * last bytes are only given out once the whole has the digest it should have. Private to this
 * module. */

#define ETB_TYPE_ATTACHMENT_STREAM (etb_attachment_stream_get_type ())
G_DECLARE_FINAL_TYPE (EtbAttachmentStream, etb_attachment_stream, ETB, ATTACHMENT_STREAM,
                      GInputStream)

/* @file: of the dossier. NULL with ETB_DOSSIER_ERROR_PATH when it holds no such file, or what
 * opening says. From any thread. */
GInputStream *etb_attachment_stream_new (const char *file, const char *attachment_id,
                                         GError **error);

G_END_DECLS
