/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-page-frame.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The pages about a dossier as a whole, beside the way through its questions: one line each. The
 * dossier view shows one by its name, the action dossier.page; the task list lists them.
 *
 * Callers: etb-dossier-view. */

/* Returns: (transfer floating) (nullable): NULL when there is no page of that name */
GtkWidget *etb_dossier_pages_make (const char *name, EtbDossier *dossier, EtbTerritory *territory);

/* A list of what can be done with the dossier as a whole. Returns: (transfer floating) */
GtkWidget *etb_dossier_pages_list (EtbDossier *dossier);

G_END_DECLS
