/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* What was done in the dossier, the last act first, with who did it and when; what was undone,
 * which can be done again; and the two buttons. Follows the dossier while it is shown.
 *
 * Actions used: dossier.travel (b), dossier.tasks. */

#define ETB_TYPE_HISTORY_PAGE (etb_history_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbHistoryPage, etb_history_page, ETB, HISTORY_PAGE, EtbPageFrame)

GtkWidget *etb_history_page_new (EtbDossier *dossier);

G_END_DECLS
