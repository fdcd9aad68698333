/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-answer-view.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* What a page says of its answers that were taken from another dossier and not read again yet. */

/* @items: what the page asks. Returns: (transfer floating) (nullable): NULL when it has none */
GtkWidget *etb_reused_note_new (EtbDossier *dossier, EtbAnswerView *items);

/* They have been read again. */
void etb_reused_note_confirm (EtbDossier *dossier, EtbAnswerView *items);

G_END_DECLS
