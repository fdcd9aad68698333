/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* Whether one is eligible, said in one sentence, then criterion by criterion with its reason: what
 * is against first, what cannot be told yet next, what is met last. Follows the dossier while it is
 * shown. The owner adds the buttons. */

#define ETB_TYPE_VERDICT_PAGE (etb_verdict_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbVerdictPage, etb_verdict_page, ETB, VERDICT_PAGE, EtbPageFrame)

/* @territory: nullable */
GtkWidget *etb_verdict_page_new (EtbDossier *dossier, EtbTerritory *territory);

G_END_DECLS
