/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: coordinates as people write them; see the header.
 * Callers: etb-layer, etb-place-view. */

#include "etb-place.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-polygon.h"
#include "etb-territory.h"

#define TEXT_MAXIMUM 200

/* By its pieces, a degree about each: hexagone and Corsica, Saint-Pierre-et-Miquelon, the Antilles,
 * Guyane, Réunion, Mayotte, Nouvelle-Calédonie, Wallis-et-Futuna, Polynésie. */
static const EtbBox france[] = {
  { -6, 41, 10.5, 52 },   { -58, 46, -55, 48 },     { -64, 13, -60, 19 },
  { -55.5, 1, -51, 7 },   { 54, -22, 57, -20 },     { 44, -14, 46, -12 },
  { 156, -28, 175, -14 }, { -179, -15, -175, -12 }, { -156, -29, -133, -6 },
};

gboolean
etb_place_is_in_france (EtbPoint place)
{
  for (gsize i = 0; i < G_N_ELEMENTS (france); i++)
    if (place.x >= france[i].min_x && place.x <= france[i].max_x && place.y >= france[i].min_y
        && place.y <= france[i].max_y)
      return TRUE;
  return FALSE;
}

/* The numbers of @text, at most three. A comma between digits is a decimal one. */
static guint
read_numbers (const char *text, double numbers[3])
{
  g_autoptr (GRegex) regex = g_regex_new ("[-+]?[0-9]{1,3}(?:[.,][0-9]+)?", 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  guint count = 0;

  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match) && count < 3;
       g_match_info_next (match, NULL))
    {
      g_autofree char *word = g_match_info_fetch (match, 0);

      numbers[count++] = g_ascii_strtod (g_strdelimit (word, ",", '.'), NULL);
    }
  return count;
}

gboolean
etb_place_is_coordinates (const char *text)
{
  return strpbrk (text, ".,") != NULL && text[strspn (text, "0123456789+-., ;°NSEWO'\"")] == '\0';
}

gboolean
etb_place_parse (const char *text, EtbPoint *place, GError **error)
{
  double numbers[3] = { 0 };
  EtbPoint latitude_first, longitude_first;

  if (strlen (text) > TEXT_MAXIMUM || read_numbers (text, numbers) != 2)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE,
                   _ ("Write a latitude and a longitude in degrees, such as 43.6045, 1.4442"));
      return FALSE;
    }
  latitude_first = (EtbPoint){ numbers[1], numbers[0] };
  longitude_first = (EtbPoint){ numbers[0], numbers[1] };
  if (etb_place_is_in_france (latitude_first))
    *place = latitude_first;
  else if (etb_place_is_in_france (longitude_first))
    *place = longitude_first;
  else
    {
      g_set_error (
          error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE,
          _ ("These coordinates are not in France. Check the two numbers, and their signs"));
      return FALSE;
    }
  return TRUE;
}
