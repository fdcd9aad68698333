/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-answer-view.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* The pieces to join: how many are there, then one card a piece that applies. Those that do not
 * apply are named at the end, so that nobody wonders.
 *
 * For etb_answer_view_reveal() the path of a piece is "piece:" and its code. */

#define ETB_TYPE_PIECES_VIEW (etb_pieces_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbPiecesView, etb_pieces_view, ETB, PIECES_VIEW, GtkBox)

/* @item: the list of pieces of a page, or NULL for no title */
GtkWidget *etb_pieces_view_new (EtbDossier *dossier, const EtbItem *item);

G_END_DECLS
