/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-location.h"
#include "etb-territory-store.h"

G_BEGIN_DECLS

/* Asks the base where places are. Of one thread, as its base. What is imported while it lives is
 * seen by a new one only. */
typedef struct _EtbLocator EtbLocator;

/* @store: must outlive it. Returns: (transfer full): NULL with ETB_TERRITORY_ERROR */
EtbLocator *etb_locator_new (EtbTerritoryStore *store, GError **error);
void etb_locator_free (EtbLocator *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbLocator, etb_locator_free)

/* @place: longitude and latitude in degrees.
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_PLACE when @place is no place on earth,
 *   _BASE or _STORE when the base cannot be read */
EtbLocation *etb_locator_locate (EtbLocator *self, EtbPoint place, GError **error);

G_END_DECLS
