/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a place is proposed; see the header. Callers: EtbAddressField, EtbPlaceView. */

#include "etb-place-suggestion.h"

#include <glib/gi18n-lib.h>

/* Homonyms are told apart by their département; a former name leads to the commune of today. */
static char *
describe_detail (const EtbFoundPlace *place)
{
  g_autofree char *postcode = etb_found_place_shorten_postcodes (place);

  if (place->former != NULL)
    /* Translators: former commune, present commune. */
    return g_strdup_printf (_ ("%s, today in %s"), place->former, place->name);
  if (place->kind != ETB_FOUND_COMMUNE)
    return g_strdup_printf ("%s %s (%s)", postcode, place->commune, place->department);
  return *postcode == '\0' ? g_strdup (_ ("commune"))
                           /* Translators: postal code, and "…" when there are others. */
                           : g_strdup_printf (_ ("commune, %s"), postcode);
}

EtbSuggestion *
etb_place_suggestion_new (const EtbFoundPlace *place)
{
  g_autofree char *whole = etb_found_place_describe (place);
  g_autofree char *detail = describe_detail (place);
  EtbSuggestion *suggestion = etb_suggestion_new (
      place->name, place->name, place->kind == ETB_FOUND_COMMUNE ? whole : place->name, detail);

  suggestion->place = etb_found_place_copy (place);
  return suggestion;
}
