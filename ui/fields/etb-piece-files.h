/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-readiness.h"

G_BEGIN_DECLS

/* What may be said of files before they are joined to a piece: sentences and checks, no widget. */

/* "Accepted: PDF, ODT. At most 10 MB a file. Up to 3 files. Less than 3 months old." (transfer
 * full) */
char *etb_piece_describe_accepted (const EtbPiece *piece);

/* "It usually takes 14 days to get." (transfer full) (nullable): NULL when it is at hand */
char *etb_piece_describe_lead (const EtbPiece *piece);

/* Why a file of that weight is not accepted, and what to do, before it is read: its kind is told by
 * its content, when it is copied. @size: bytes.
 * Returns: (transfer full) (nullable): NULL when it is */
char *etb_piece_refuse (const EtbPiece *piece, const char *name, goffset size, guint already);

/* Words and icon for a state. (transfer none) */
const char *etb_piece_state_words (EtbReadinessState state);
const char *etb_piece_state_icon (EtbReadinessState state);

G_END_DECLS
