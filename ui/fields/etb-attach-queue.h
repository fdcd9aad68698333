/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier.h"

G_BEGIN_DECLS

/* Files on their way to one piece, one after the other. It goes on when the card that shows it
 * goes: turning a page does not stop a copy. Each file is checked before it is copied; what was
 * refused or failed is told in words.
 *
 * Signal: changed (), anything below may have changed. */

#define ETB_TYPE_ATTACH_QUEUE (etb_attach_queue_get_type ())
G_DECLARE_FINAL_TYPE (EtbAttachQueue, etb_attach_queue, ETB, ATTACH_QUEUE, GObject)

EtbAttachQueue *etb_attach_queue_new (EtbDossier *dossier, const EtbPiece *piece);

/* @files: (element-type GFile). What was told before is forgotten, unless files are on their way.
 */
void etb_attach_queue_add (EtbAttachQueue *self, GListModel *files);

/* Stops the copy, leaves nothing of it, and forgets the files that wait. */
void etb_attach_queue_cancel (EtbAttachQueue *self);

/* The name of the file that is being copied. NULL: none is. */
const char *etb_attach_queue_get_name (EtbAttachQueue *self);

/* Bytes of it that are copied. @total: (out): all of them; 0: not known yet. */
guint64 etb_attach_queue_get_done (EtbAttachQueue *self, guint64 *total);

/* What was refused or failed, one sentence a line; "" when nothing was. */
const char *etb_attach_queue_get_problems (EtbAttachQueue *self);

/* Tells something more, or with NULL forgets what was told. */
void etb_attach_queue_tell (EtbAttachQueue *self, const char *problem);

/* How many files the piece has in the dossier. */
guint etb_attach_queue_count (EtbAttachQueue *self);

G_END_DECLS
