/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The face of this module; see the header. Shown by the fields that ask for a place and by the
 * pages that name one. */

#include "etb-territory.h"

#include <glib/gi18n-lib.h>

#include "etb-commune-base.h"

G_DEFINE_QUARK (etb_territory_error_quark, etb_territory_error)

struct _EtbTerritory
{
  GObject parent_instance;

  EtbCommuneBase *communes;
};

G_DEFINE_FINAL_TYPE (EtbTerritory, etb_territory, G_TYPE_OBJECT)

static void
etb_territory_finalize (GObject *object)
{
  EtbTerritory *self = ETB_TERRITORY (object);

  g_clear_pointer (&self->communes, etb_commune_base_free);

  G_OBJECT_CLASS (etb_territory_parent_class)->finalize (object);
}

static void
etb_territory_class_init (EtbTerritoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_territory_finalize;
}

static void
etb_territory_init (EtbTerritory *self)
{
}

EtbTerritory *
etb_territory_new (GError **error)
{
  g_autoptr (EtbTerritory) self = g_object_new (ETB_TYPE_TERRITORY, NULL);

  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self->communes = etb_commune_base_new (error);

  return self->communes != NULL ? g_steal_pointer (&self) : NULL;
}

const EtbCommune *
etb_territory_get_commune (EtbTerritory *self, const char *code)
{
  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return etb_commune_base_get (self->communes, code);
}

const EtbCommune *
etb_territory_get_present_commune (EtbTerritory *self, const char *code)
{
  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  return etb_commune_base_get_present (self->communes, code);
}

GPtrArray *
etb_territory_search (EtbTerritory *self, const char *typed, guint limit)
{
  g_autoptr (GPtrArray) places
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_found_place_free);
  g_autoptr (EtbPlaceQuery) query = NULL;

  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (typed != NULL, NULL);

  query = etb_place_query_new (typed);
  if (query != NULL)
    etb_commune_base_search (self->communes, query, limit, TRUE, places);

  return g_steal_pointer (&places);
}

void
etb_territory_get_sources (EtbTerritory *self, char **year, char **sources, char **licence)
{
  g_return_if_fail (ETB_IS_TERRITORY (self));

  etb_commune_base_get_about (self->communes, year, sources, licence);
}

char *
etb_territory_describe_sources (EtbTerritory *self)
{
  g_autofree char *year = NULL, *sources = NULL, *licence = NULL;

  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);

  etb_commune_base_get_about (self->communes, &year, &sources, &licence);
  /* Translators: a year, where data are from, their licence. */
  return g_strdup_printf (_ ("Communes of %s, part of the program: %s. %s."), year, sources,
                             licence);
}

char *
etb_territory_describe_commune (EtbTerritory *self, const char *code)
{
  const EtbCommune *commune;

  g_return_val_if_fail (ETB_IS_TERRITORY (self), NULL);
  g_return_val_if_fail (code != NULL, NULL);

  commune = etb_territory_get_commune (self, code);

  return commune != NULL ? g_strdup_printf ("%s (%s)", commune->name, commune->department)
                         : g_strdup (code);
}
