/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-attachment.h"
#include "etb-connection.h"

G_BEGIN_DECLS

/* One attached file put from a dossier into another, as one that is kept for the history, which a
 * step then takes up. Private to this module. */

/* Called after each chunk. @bytes: of it */
typedef void (*EtbAttachmentCopyProgress) (gsize bytes, gpointer user_data);

typedef struct
{
  EtbConnection *from;   /* has its row */
  EtbConnection *source; /* has its bytes: @from, or another dossier that holds the same */
  gint64 number;         /* of its row in @source */
  EtbConnection *to;     /* in a write transaction */
  gint64 revision;       /* of the new row */
  EtbAttachmentCopyProgress progress; /* (nullable) */
  gpointer user_data;
} EtbAttachmentCopy;

/* Takes the place of one of the same identity that is not there for anybody. FALSE with
 * ETB_DOSSIER_ERROR (_DAMAGED when the bytes are not those of its digest) or
 * G_IO_ERROR_CANCELLED. */
gboolean etb_attachment_copy (const EtbAttachmentCopy *self, const EtbAttachment *file,
                              GCancellable *cancellable, GError **error);

G_END_DECLS
