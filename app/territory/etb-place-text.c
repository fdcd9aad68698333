/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Folding and abbreviations; see the header.
 * Callers: etb-commune-make (when the program is built), etb-commune-base, etb-place-query,
 * etb-address-import. */

#include "etb-place-text.h"

#include <string.h>

/* As people write them on envelopes. Both sides of a comparison are written in full. */
static const char *const abbreviations[][2] = {
  { "all", "allee" },     { "av", "avenue" },      { "ave", "avenue" },   { "bd", "boulevard" },
  { "bld", "boulevard" }, { "blvd", "boulevard" }, { "che", "chemin" },   { "chem", "chemin" },
  { "crs", "cours" },     { "dr", "docteur" },     { "fbg", "faubourg" }, { "fg", "faubourg" },
  { "gal", "general" },   { "imp", "impasse" },    { "mal", "marechal" }, { "pce", "place" },
  { "pl", "place" },      { "pt", "petit" },       { "qu", "quai" },      { "res", "residence" },
  { "rte", "route" },     { "sq", "square" },      { "st", "saint" },     { "ste", "sainte" },
};

char *
etb_place_fold (const char *text)
{
  g_autofree char *ascii = g_str_to_ascii (text, "C");
  char *to = ascii;

  for (const char *from = ascii; *from != '\0'; from++)
    {
      if (g_ascii_isalnum (*from) || *from == '?')
        *to++ = g_ascii_tolower (*from);
      else if (to != ascii && to[-1] != ' ')
        *to++ = ' ';
    }
  if (to != ascii && to[-1] == ' ')
    to--;
  *to = '\0';

  return g_steal_pointer (&ascii);
}

const char *
etb_place_expand_word (const char *word)
{
  if (strlen (word) > 4)
    return word;
  for (gsize i = 0; i < G_N_ELEMENTS (abbreviations); i++)
    if (g_str_equal (word, abbreviations[i][0]))
      return abbreviations[i][1];
  return word;
}

char *
etb_place_normalise (const char *text)
{
  g_autofree char *folded = etb_place_fold (text);
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  g_autoptr (GString) normal = g_string_sized_new (strlen (folded) + 8);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (normal, ' ');
      g_string_append (normal, etb_place_expand_word (words[i]));
    }

  return g_strdup (normal->str);
}
