/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* Whether a new dossier begins with what another one says of the organisation: which one, and what
 * would be taken, answer by answer. Callers: etb-new-view.
 *
 * Signals: continue (), what was chosen is in the dossier. */

#define ETB_TYPE_REUSE_PAGE (etb_reuse_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbReusePage, etb_reuse_page, ETB, REUSE_PAGE, EtbPageFrame)

/* Whether there is a dossier to begin with, beside @dossier. */
gboolean etb_reuse_page_is_needed (EtbDossier *dossier);

/* @dossier: the new one */
GtkWidget *etb_reuse_page_new (EtbDossier *dossier);

G_END_DECLS
