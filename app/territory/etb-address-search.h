/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-place-query.h"
#include "etb-territory-store.h"

G_BEGIN_DECLS

/* Streets and addresses of the base, as one types. Of the thread of its store. */

typedef struct _EtbAddressSearch EtbAddressSearch;

/* @store: must outlive it. Returns: (transfer full): NULL with @error */
EtbAddressSearch *etb_address_search_new (EtbTerritoryStore *store, GError **error);
void etb_address_search_free (EtbAddressSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbAddressSearch, etb_address_search_free)

/* Appends to @places (element-type EtbFoundPlace) streets that have all the words, in any order,
 * those of their commune and their postal code being among them; with a number, the address when
 * the street has that number, else the street. The nearest to what was typed first; at most @limit.
 * @near: with one wrong letter. */
gboolean etb_address_search_find (EtbAddressSearch *self, const EtbPlaceQuery *query, guint limit,
                                  gboolean near, GPtrArray *places, GError **error);

G_END_DECLS
