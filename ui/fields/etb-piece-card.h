/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-readiness.h"

G_BEGIN_DECLS

/* One piece to join: what it is, what is accepted, where it stands, its files. Files are chosen in
 * a dialog or dropped on the card; what cannot be accepted is refused with its reason, before or
 * while it is copied. */

#define ETB_TYPE_PIECE_CARD (etb_piece_card_get_type ())
G_DECLARE_FINAL_TYPE (EtbPieceCard, etb_piece_card, ETB, PIECE_CARD, GtkBox)

/* @piece: of the call of @dossier */
GtkWidget *etb_piece_card_new (EtbDossier *dossier, const EtbPiece *piece);

const EtbPiece *etb_piece_card_get_piece (EtbPieceCard *self);

/* Shows where the piece stands and its files. Whoever made the card calls it whenever the dossier
 * changes. */
void etb_piece_card_show (EtbPieceCard *self, const EtbReadiness *readiness);

/* Joins @files, one after the other. */
void etb_piece_card_attach (EtbPieceCard *self, GListModel *files);

void etb_piece_card_focus (EtbPieceCard *self);

/* Puts the dates that are typed in the dossier. */
void etb_piece_card_commit (EtbPieceCard *self);

/* Gives the focus to the first date that was refused. FALSE when none was. */
gboolean etb_piece_card_focus_refused (EtbPieceCard *self);

G_END_DECLS
