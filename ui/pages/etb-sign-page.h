/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-sign-form.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* From a complete dossier to a signed package. While something is missing it lists what, and signs
 * nothing; likewise while the dossier is looked at on another date. A track that is closed is said
 * plainly, and stops nobody. While the package is made, log-out is inhibited and the work can be
 * cancelled; leaving the page cancels it.
 *
 * Signals
 *   signed (file)   the package is there, under that name
 *
 * Actions used: dossier.reveal (s), dossier.pieces, dossier.tasks, dossier.review, win.other-date.
 */

#define ETB_TYPE_SIGN_PAGE (etb_sign_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbSignPage, etb_sign_page, ETB, SIGN_PAGE, EtbPageFrame)

/* @territory: (nullable): names of communes */
GtkWidget *etb_sign_page_new (EtbDossier *dossier, EtbTerritory *territory);

/* (nullable): NULL while nothing can be signed */
EtbSignForm *etb_sign_page_get_form (EtbSignPage *self);

G_END_DECLS
