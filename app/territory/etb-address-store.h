/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-address-table.h"
#include "etb-territory-parts.h"
#include "etb-territory-store.h"

G_BEGIN_DECLS

/* The streets in the base: table "street" with the numbers of each, an index of their words, and
 * the words of each source. The order of the streets is the order of the suggestions. */

extern const EtbTerritoryPart etb_address_part;

/* In a transaction: adds @n_streets of a table, those that @streets points to, to @source.
 * @cancellable (nullable): FALSE with G_IO_ERROR_CANCELLED */
gboolean etb_address_store_add (EtbTerritoryStore *store, gint64 source,
                                EtbAddressStreet *const *streets, guint n_streets,
                                GCancellable *cancellable, GError **error);

/* The box of the streets of a commune. FALSE when there is none, and with @error on failure. */
gboolean etb_address_store_get_commune_box (EtbTerritoryStore *store, const char *code, EtbBox *box,
                                            GError **error);

/* In a transaction: deletes the streets of a commune, whatever they came from. */
gboolean etb_address_store_remove_commune (EtbTerritoryStore *store, const char *code,
                                           GError **error);

/* In a transaction: removes what was imported of communes of a département one by one. */
gboolean etb_address_store_remove_local (EtbTerritoryStore *store, const char *department,
                                         GError **error);

G_END_DECLS
