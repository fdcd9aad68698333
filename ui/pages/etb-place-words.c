/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Words for the search of a place: see the header. Pure. Called by EtbPlaceView. */

#include "etb-place-words.h"

#include <glib/gi18n-lib.h>

char *
etb_place_words_hint (EtbAtlas *atlas)
{
  g_autofree char *scopes = etb_atlas_list_address_scopes (atlas);

  if (*scopes == '\0')
    return g_strdup (_ ("A commune, or latitude and longitude in degrees as a map on the web "
                           "gives them. Or point at the place on the map below. To look for streets "
                           "and numbers as well, download the addresses of your département "
                           "(adresses-NN.csv.gz, adresse.data.gouv.fr) and read them in under "
                           "“Files on this computer”."));
  return g_strdup_printf (_ ("A number and a street, a commune, or latitude and longitude in "
                                  "degrees. Or point at the place on the map below. Addresses on "
                                  "this computer: %s."),
                             scopes);
}

char *
etb_place_words_nothing (EtbAtlas *atlas, const char *text)
{
  g_autofree char *scopes = etb_atlas_list_address_scopes (atlas);

  if (*scopes == '\0')
    return g_strdup_printf (_ ("No commune is called “%s”. Streets and numbers can be looked for "
                               "once the addresses of a département are read in, under “Files on "
                               "this computer”."),
                               text);
  return g_strdup_printf (_ ("Nothing is called “%s” among the communes and the addresses of: %s"),
                             text, scopes);
}

char *
etb_place_words_commune (EtbAtlas *atlas, const EtbFoundPlace *commune, EtbBox *box,
                         gboolean *is_shown)
{
  *is_shown = etb_atlas_find_commune (atlas, commune->code, box);
  if (*is_shown)
    return g_strdup_printf (_ ("%s is on the map below. Point at the place, or add its street."),
                               commune->commune);
  *is_shown = etb_atlas_find_department (atlas, commune->department, box);
  if (*is_shown)
    return g_strdup_printf (_ ("The map below shows the QPV of département %s; no file on this "
                               "computer says where %s is among them. Point at the place, read in "
                               "the addresses of the département, or type the coordinates."),
                               commune->department, commune->commune);
  return g_strdup_printf (_ ("No file on this computer says where %s is: read in the addresses "
                             "of département %s, or type the coordinates of the place."),
                             commune->commune, commune->department);
}
