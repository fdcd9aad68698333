/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A commune among the 35 000 of the territory's list.
 * Made by the factory only, when there is a list. */

#include "etb-commune-field.h"

#include <glib/gi18n-lib.h>

struct _EtbCommuneField
{
  EtbSuggestField parent_instance;
};

G_DEFINE_FINAL_TYPE (EtbCommuneField, etb_commune_field, ETB_TYPE_SUGGEST_FIELD)

#define MAX_SUGGESTIONS 30

/* What was typed may be the name of a commune that merged into the one that is proposed. */
static char *
describe_detail (const EtbFoundPlace *place)
{
  g_autofree char *postcode = etb_found_place_shorten_postcodes (place);

  if (place->former == NULL)
    return *postcode != '\0' ? g_steal_pointer (&postcode) : NULL;
  /* Translators: former commune, present commune. */
  return g_strdup_printf (_ ("%s, today in %s"), place->former, place->name);
}

static GPtrArray *
etb_commune_field_suggest (EtbSuggestField *field, const char *typed)
{
  EtbTerritory *territory = etb_field_get_territory (ETB_FIELD (field));
  GPtrArray *suggestions = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_suggestion_free);
  g_autoptr (GPtrArray) places = NULL;

  if (*typed == '\0')
    return suggestions;

  places = etb_territory_search (territory, typed, MAX_SUGGESTIONS);
  for (guint i = 0; i < places->len; i++)
    {
      const EtbFoundPlace *place = g_ptr_array_index (places, i);
      g_autofree char *label = etb_found_place_describe (place);
      g_autofree char *detail = describe_detail (place);

      g_ptr_array_add (suggestions, etb_suggestion_new (place->code, place->name, label, detail));
    }

  return suggestions;
}

static char *
etb_commune_field_describe (EtbSuggestField *field, const char *value)
{
  EtbTerritory *territory = etb_field_get_territory (ETB_FIELD (field));

  if (*value == '\0' || etb_territory_get_commune (territory, value) == NULL)
    return NULL;

  return etb_territory_describe_commune (territory, value);
}

static void
etb_commune_field_class_init (EtbCommuneFieldClass *klass)
{
  EtbSuggestFieldClass *suggest_class = ETB_SUGGEST_FIELD_CLASS (klass);

  suggest_class->suggest = etb_commune_field_suggest;
  suggest_class->describe = etb_commune_field_describe;
}

static void
etb_commune_field_init (EtbCommuneField *self)
{
}
