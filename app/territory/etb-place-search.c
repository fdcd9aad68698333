/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Both searches, one after the other; see the header.
 * Callers: etb-atlas. */

#include "etb-place-search.h"

#include "etb-address-search.h"
#include "etb-commune-base.h"

struct _EtbPlaceSearch
{
  EtbCommuneBase *communes;
  EtbAddressSearch *addresses;
};

EtbPlaceSearch *
etb_place_search_new (EtbTerritoryStore *store, GError **error)
{
  EtbPlaceSearch *self = g_new0 (EtbPlaceSearch, 1);

  self->communes = etb_commune_base_new (error);
  if (self->communes != NULL)
    self->addresses = etb_address_search_new (store, error);
  if (self->addresses != NULL)
    return self;
  etb_place_search_free (self);
  return NULL;
}

void
etb_place_search_free (EtbPlaceSearch *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->communes, etb_commune_base_free);
  g_clear_pointer (&self->addresses, etb_address_search_free);
  g_free (self);
}

GPtrArray *
etb_place_search_find (EtbPlaceSearch *self, const char *typed, guint limit, GError **error)
{
  g_autoptr (GPtrArray) places
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_found_place_free);
  g_autoptr (GPtrArray) streets
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_found_place_free);
  g_autoptr (EtbPlaceQuery) query = etb_place_query_new (typed);
  guint communes;

  for (int near = 0; query != NULL && near <= 1 && places->len + streets->len == 0; near++)
    {
      etb_commune_base_search (self->communes, query, limit, near, places);
      if (!etb_address_search_find (self->addresses, query, limit, near, streets, error))
        return NULL;
    }
  communes = MAX (limit - MIN (limit, streets->len), (limit + 1) / 2);
  if (places->len > communes)
    g_ptr_array_set_size (places, (gint)communes);
  if (streets->len > limit - places->len)
    g_ptr_array_set_size (streets, (gint)(limit - places->len));
  g_ptr_array_extend_and_steal (places, g_steal_pointer (&streets));
  return g_steal_pointer (&places);
}
