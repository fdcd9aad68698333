/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-territory-store.h"

G_BEGIN_DECLS

/* Places for what a person has typed so far: communes of the program, streets and addresses of the
 * base. Accents, case, hyphens, abbreviations ("St", "av.") and the order of words do not matter;
 * when nothing is found, one letter may be wrong. Synchronous; of the thread of its store. */

typedef struct _EtbPlaceSearch EtbPlaceSearch;

/* @store: must outlive it. Returns: (transfer full): NULL with @error */
EtbPlaceSearch *etb_place_search_new (EtbTerritoryStore *store, GError **error);
void etb_place_search_free (EtbPlaceSearch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPlaceSearch, etb_place_search_free)

/* Communes first. Streets have at least half of the places, if that many are found.
 * Returns: (transfer full) (element-type EtbFoundPlace), at most @limit; NULL with @error */
GPtrArray *etb_place_search_find (EtbPlaceSearch *self, const char *typed, guint limit,
                                  GError **error);

G_END_DECLS
