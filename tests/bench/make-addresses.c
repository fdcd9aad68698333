/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes up the addresses of a département, in the 23 columns of the Base Adresse Nationale: the
 * communes of the département that the program knows, 30 000 streets of common names and 500 000
 * numbers on them. The same at each run. Usage: make-addresses FILE */

#include <stdio.h>

#include "etb-territory.h"

#define DEPARTMENT "31"
#define STREETS    30000
#define ADDRESSES  500000
#define SEED       31

static const char *const kinds[]
    = { "Rue",     "Avenue", "Chemin", "Impasse", "Allée",       "Boulevard", "Place",  "Route",
        "Passage", "Square", "Quai",   "Cours",   "Lotissement", "Sentier",   "Montée", "Ruelle" };

static const char *const links[] = { "de la", "des", "du", "de l'", "d'", "" };

static const char *const firsts[]
    = { "Jean",    "Pierre", "Marie",  "Paul",   "Louis",    "Jeanne",  "Émile", "Victor",
        "Georges", "Henri",  "Albert", "Simone", "François", "Charles", "Anne",  "Saint" };

/* Names of streets are made of few syllables: as many words as a real département has. */
static const char *const syllables[]
    = { "ba", "bel", "bour", "ca",  "cha", "cour", "dé",   "fon",   "gar",  "jol",  "la",  "lan",
        "ma", "mar", "mon",  "mou", "nau", "pé",   "pi",   "por",   "ro",   "sau",  "ser", "tou",
        "va", "ver", "vi",   "gny", "lle", "ran",  "tier", "ville", "mont", "dieu", "rac", "zac" };

#define PICK(rand, from) from[g_rand_int_range (rand, 0, G_N_ELEMENTS (from))]

static char *
make_word (GRand *rand)
{
  g_autoptr (GString) word = g_string_new (NULL);
  gint32 count = g_rand_int_range (rand, 2, 4);

  for (gint32 i = 0; i < count; i++)
    g_string_append (word, PICK (rand, syllables));
  word->str[0] = g_ascii_toupper (word->str[0]);
  return g_strdup (word->str);
}

static char *
make_street (GRand *rand, GPtrArray *words)
{
  const char *word = words->pdata[g_rand_int_range (rand, 0, (gint32)words->len)];
  const char *other = words->pdata[g_rand_int_range (rand, 0, (gint32)words->len)];

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0:
      return g_strdup_printf ("%s %s %s", PICK (rand, kinds), PICK (rand, firsts), word);
    case 1:
      return g_strdup_printf ("%s %s %s %s", PICK (rand, kinds), PICK (rand, links), word, other);
    default:
      return g_strdup_printf ("%s %s %s", PICK (rand, kinds), PICK (rand, links), word);
    }
}

static GPtrArray *
find_communes (EtbTerritory *territory)
{
  GPtrArray *communes = g_ptr_array_new ();

  for (guint order = 1; order < 1000; order++)
    {
      g_autofree char *code = g_strdup_printf (DEPARTMENT "%03u", order);
      const EtbCommune *commune = etb_territory_get_commune (territory, code);

      if (commune != NULL)
        g_ptr_array_add (communes, (gpointer)commune);
    }
  return communes;
}

/* The numbers of a street follow each other in the file, as they do in the real ones. */
static void
write_street (FILE *file, GRand *rand, const EtbCommune *commune, const char *name, guint street,
              guint numbers)
{
  static const char *const positions[] = { "entrée", "entrée", "segment", "parcelle" };
  double lon = g_rand_double_range (rand, 0.5, 2.0), lat = g_rand_double_range (rand, 42.8, 43.9);
  g_autofree char *capitals = g_utf8_strup (name, -1);

  for (guint i = 0; i < numbers; i++)
    fprintf (file,
             "%s_%05u_%05u;%s_%04u;%u;%s;%s;%.5s;%s;%s;;;%.2f;%.2f;%.6f;%.6f;%s;;;%s;%s;commune;"
             "commune;%u;%s000AB%04u\n",
             commune->code, street, i + 1, commune->code, street % 10000, i + 1,
             i % 17 == 3 ? "bis" : "", name, commune->postcodes, commune->code, commune->name,
             570000.0 + i, 6280000.0 + i, lon + i * 1e-5, lat + i * 1e-5, PICK (rand, positions),
             commune->name, capitals, i % 2, commune->code, i);
}

int
main (int argc, char **argv)
{
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  g_autoptr (GPtrArray) communes = find_communes (territory);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  FILE *file = argc == 2 ? fopen (argv[1], "w") : NULL;
  guint left = ADDRESSES;

  if (file == NULL)
    return 2;
  for (guint i = 0; i < STREETS / 3; i++)
    g_ptr_array_add (words, make_word (rand));
  fputs ("id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"
         "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;"
         "libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;"
         "cad_parcelles\n",
         file);
  for (guint i = 0; i < STREETS; i++)
    {
      g_autofree char *name = make_street (rand, words);
      guint numbers = left / (STREETS - i);

      write_street (file, rand, communes->pdata[i * communes->len / STREETS], name, i, numbers);
      left -= numbers;
    }
  return fclose (file) == 0 ? 0 : 1;
}
