/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* Everything that was answered, in the order of the call, to be read again before the signature:
 * each answer with its “Modify”, what is missing or not accepted in words, what was set aside at
 * the end. Follows the dossier.
 *
 * Actions used: dossier.reveal (s), dossier.pieces, dossier.sign, dossier.tasks. */

#define ETB_TYPE_REVIEW_PAGE (etb_review_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbReviewPage, etb_review_page, ETB, REVIEW_PAGE, EtbPageFrame)

/* @territory: (nullable): names of communes */
GtkWidget *etb_review_page_new (EtbDossier *dossier, EtbTerritory *territory);

/* Gives the focus to the “Modify” of the answer at @path, in sight, as soon as the page has it;
 * when it has none any more, nothing. */
void etb_review_page_focus_answer (EtbReviewPage *self, const char *path);

G_END_DECLS
