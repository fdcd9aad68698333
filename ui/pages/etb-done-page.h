/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What is left to do once the package is there: where and before when to deposit it, the answers
 * and the files as a web form asks for them, the receipt to note, where the package is and what it
 * holds (read from it). Never says that anything was deposited before a person noted the receipt.
 *
 * Actions used: win.verify-file (s), dossier.sign, dossier.tasks. */

#define ETB_TYPE_DONE_PAGE (etb_done_page_get_type ())
G_DECLARE_FINAL_TYPE (EtbDonePage, etb_done_page, ETB, DONE_PAGE, EtbPageFrame)

/* @territory (nullable): names of communes. @file: the package; NULL: the last one that was made of
 * @dossier, if any. */
GtkWidget *etb_done_page_new (EtbDossier *dossier, EtbTerritory *territory, const char *file);

G_END_DECLS
