/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The dossier and another copy of it that was edited elsewhere: which file, then every difference
 * with both sides, and the button that brings them together once all is decided.
 *
 * Actions used: dossier.tasks. Emits "act" for bringing together.
 *
 * Signals
 *   compared ()   the comparison is on screen, or why there is none */

#define ETB_TYPE_MERGE_PAGE (etb_merge_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbMergePage, etb_merge_page, ETB, MERGE_PAGE, EtbPageFrame)

/* @territory: (nullable): names of communes */
GtkWidget *etb_merge_page_new (EtbDossier *dossier, EtbTerritory *territory);

/* Compares with that copy, off the main loop. */
void etb_merge_page_compare (EtbMergePage *self, const char *file);

G_END_DECLS
