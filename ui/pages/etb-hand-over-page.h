/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* A dossier handed over to its owner: what will happen, by whom, to where; then it is an act of the
 * window, and ends on the receipt (etb-receipt-page). */

#define ETB_TYPE_HAND_OVER_PAGE (etb_hand_over_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbHandOverPage, etb_hand_over_page, ETB, HAND_OVER_PAGE, EtbPageFrame)

GtkWidget *etb_hand_over_page_new (EtbDossier *dossier);

/* Asks for it, @to being chosen: what the button does once its dialog was answered. */
void etb_hand_over_page_hand_over (EtbHandOverPage *self, const char *to);

G_END_DECLS
