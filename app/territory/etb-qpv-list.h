/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"
#include "etb-territory-parts.h"
#include "etb-territory-store.h"

G_BEGIN_DECLS

/* The list of QPV that ANCT publishes (listeqp2024-cog2024.csv): a code, a name and communes a row,
 * no contour. It names QPV where contours do not, and never tells where one is: what it holds
 * counts for nothing when a place is looked up. */

extern const EtbTerritoryPart etb_qpv_list_part;

/* Whether the file, by its first line, is such a list. */
gboolean etb_qpv_list_recognise (GBytes *bytes);

/* The arguments are as for etb_territory_import().
 * Returns: (transfer full): what is there now. NULL with messages that do not name the file, as
 *   etb_territory_import() needs them */
EtbDataset *etb_qpv_list_import (EtbTerritoryStore *store, const char *file, GBytes *bytes,
                                 GCancellable *cancellable, GError **error);

/* Gives @area, a QPV, the name and the communes of the list where it has none. */
gboolean etb_qpv_list_complete (EtbTerritoryStore *store, EtbArea *area, GError **error);

G_END_DECLS
