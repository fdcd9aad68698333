/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What was found of the place of a dossier, as the dossier keeps it: in sentences, where it is
 * from, and whether the answers are still those that it gave. Of one moment: made anew when the
 * dossier changes.
 *
 * @territory: names of communes, or NULL
 * Returns: (transfer floating) (nullable): NULL when nothing was found, or it is not asked for */
GtkWidget *etb_finding_view_new (EtbDossier *dossier, EtbTerritory *territory);

G_END_DECLS
