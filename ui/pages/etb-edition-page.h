/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"

G_BEGIN_DECLS

/* The dossier beside another edition of its call: which one, then what would become of the answers,
 * what the two editions say that is not the same, and the button that moves the dossier there.
 *
 * Actions used: dossier.edition (s id of a call), dossier.tasks. Emits "act" for the move. */

#define ETB_TYPE_EDITION_PAGE (etb_edition_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbEditionPage, etb_edition_page, ETB, EDITION_PAGE, EtbPageFrame)

/* @id: of an installed call; NULL: the page asks which. What is read comes a moment after the page;
 * what cannot be compared is said there. */
GtkWidget *etb_edition_page_new (EtbDossier *dossier, const char *id);

G_END_DECLS
