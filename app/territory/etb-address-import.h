/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-territory-store.h"

G_BEGIN_DECLS

/* Addresses from a file of the Base Adresse Nationale (a département) or a Base adresse locale (one
 * commune or several), in csv, packed with gzip or not. What comes last is right: a département
 * takes the place of all that was there of it, a local base of its communes. */

/* Whether the file, by its first bytes, is one of addresses. */
gboolean etb_address_import_recognise (GBytes *bytes);

/* @file: its path, to be told; the other arguments as for etb_territory_import().
 * Returns: (transfer full): what is there now. Of several communes: their codes, and the counts of
 *   all. NULL with messages that do not name the file, as etb_territory_import() needs them */
EtbDataset *etb_address_import (EtbTerritoryStore *store, const char *file, GBytes *bytes,
                                GCancellable *cancellable, GFileProgressCallback progress,
                                gpointer data, GError **error);

G_END_DECLS
