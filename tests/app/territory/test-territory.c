/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The communes that are part of the program: named, and searched as one types. */

#include "etb-territory.h"

#include "etb-place-text.h"

#include <math.h>
#include <string.h>

static EtbTerritory *
shipped (void)
{
  g_autoptr (GError) error = NULL;
  EtbTerritory *territory = etb_territory_new (&error);

  g_assert_no_error (error);

  return territory;
}

static void
test_known_communes (void)
{
  static const struct
  {
    const char *code;
    const char *told;
    const char *postcodes;
  } cases[] = {
    { "34301", "Sète (34)", "34200" },
    { "2A004", "Ajaccio (2A)", "20000 20090 20167" },
    { "75101", "Paris 1er Arrondissement (75)", "75001" },
    { "97502", "Saint-Pierre (975)", "97500" },
  };
  g_autoptr (EtbTerritory) territory = shipped ();
  g_autofree char *unknown = etb_territory_describe_commune (territory, "34999");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const EtbCommune *commune = etb_territory_get_commune (territory, cases[i].code);
      g_autofree char *told = etb_territory_describe_commune (territory, cases[i].code);

      g_assert_nonnull (commune);
      g_assert_cmpstr (commune->code, ==, cases[i].code);
      g_assert_cmpstr (commune->postcodes, ==, cases[i].postcodes);
      g_assert_cmpstr (told, ==, cases[i].told);
    }
  g_assert_null (etb_territory_get_commune (territory, "34999"));
  g_assert_null (etb_territory_get_commune (territory, ""));
  g_assert_cmpstr (unknown, ==, "34999");
}

static void
test_search_finds_first (void)
{
  static const struct
  {
    const char *typed;
    const char *code; /* of the first answer */
  } cases[] = {
    { "Sète", "34301" },
    { "sete", "34301" },
    { "  SÈTE  ", "34301" },
    { "se\xcc\x80te", "34301" },
    { "Sète (34)", "34301" },
    { "Montpel", "34172" },
    { "saint denis", "97411" }, /* the most populated of many */
    { "St-Denis", "97411" },
    { "saint denis 93", "93066" },
    { "ste foy les lyon", "69202" },
    { "stras", "67482" },
    { "St", "67482" }, /* Strasbourg begins so; so do all those in “Saint” */
    { "l'hay", "94038" },
    { "L’Haÿ-les-Roses", "94038" },
    { "havre", "76351" },
    { "roses", "94038" },
    { "aix", "19002" }, /* exact, though smaller than Aix-en-Provence */
    { "aix en", "13001" },
    { "Paris", "75056" },
    { "paris 1er", "75101" },
    { "oeuf en ternois", "62633" },
    { "34200", "34301" },
    { "34 200", "34301" },
    { "34301", "34301" },
    { "2a004", "2A004" },
    { "20090", "2A004" },
    { "98412", "98412" },
    { "mer sur boulogne", "62160" }, /* any order */
    { "denis saint 93", "93066" },
    { "Strasbuorg", "67482" }, /* one wrong letter: exchanged, left out, added, another */
    { "Montpelier", "34172" },
    { "Toulouuse", "31555" },
    { "Sate", "34301" },
    { "Bordeaix", "33063" },
    { "Chatelleraud", "86066" },
    { "Pierrefitte-sur-Seine", "93066" }, /* former names and codes */
    { "93059", "93066" },
    { "Arbignieu", "01015" },
  };
  g_autoptr (EtbTerritory) territory = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = etb_territory_search (territory, cases[i].typed, 5);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpuint (found->len, <=, 5);
      g_assert_cmpstr (((const EtbFoundPlace *)found->pdata[0])->code, ==, cases[i].code);
    }
}

/* What is typed is never taken for a part of the question asked of the base. */
static void
test_search_of_syntax (void)
{
  static const char *const cases[]
      = { "\"",          "Sète\" OR \"a", "NEAR(Sète Agde)", "Sète*", "^Sète", "-Sète",
          "codes:34301", "'; --",         "Sète AND",        "%",     "_" };
  g_autoptr (EtbTerritory) territory = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = etb_territory_search (territory, cases[i], 5);

      g_assert_cmpuint (found->len, <=, 5);
    }
}

static void
test_facts_of_a_commune (void)
{
  g_autoptr (EtbTerritory) territory = shipped ();
  const EtbCommune *sete = etb_territory_get_commune (territory, "34301");
  const EtbCommune *ouessant = etb_territory_get_commune (territory, "29155");
  const EtbCommune *paris_15 = etb_territory_get_commune (territory, "75115");

  g_assert_cmpstr (sete->department_name, ==, "Hérault");
  g_assert_cmpstr (sete->region, ==, "76");
  g_assert_cmpstr (sete->region_name, ==, "Occitanie");
  g_assert_cmpstr (sete->epci, ==, "200066355");
  g_assert_nonnull (strstr (sete->epci_name, "Sète"));
  g_assert_cmpuint (sete->population, >, 40000);
  g_assert_cmpstr (ouessant->epci, ==, "");
  g_assert_cmpstr (ouessant->epci_name, ==, "");
  g_assert_cmpstr (paris_15->epci_name, ==, "Métropole du Grand Paris");
  g_assert_true (etb_territory_get_commune (territory, "34301") == sete);
}

static void
test_former_codes_lead_to_the_present (void)
{
  static const char *const cases[][2] = {
    { "93059", "93066" }, { "01126", "01033" }, { "75059", "93066" }, /* département 75 of old */
    { "34301", "34301" }, { "01015", "01015" },
  };
  g_autoptr (EtbTerritory) territory = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (etb_territory_get_present_commune (territory, cases[i][0])->code, ==,
                     cases[i][1]);
  g_assert_null (etb_territory_get_commune (territory, "93059"));
  g_assert_null (etb_territory_get_present_commune (territory, "34999"));
}

static void
test_former_name_is_told (void)
{
  g_autoptr (EtbTerritory) territory = shipped ();
  g_autoptr (GPtrArray) former = etb_territory_search (territory, "pierrefitte sur seine", 5);
  g_autoptr (GPtrArray) present = etb_territory_search (territory, "Sète", 5);
  const EtbFoundPlace *place = former->pdata[0];
  g_autofree char *told = etb_found_place_describe (place);

  g_assert_cmpstr (place->former, ==, "Pierrefitte-sur-Seine");
  g_assert_cmpstr (place->name, ==, "Saint-Denis");
  g_assert_cmpstr (told, ==, "Saint-Denis (93)");
  g_assert_true (isnan (place->lon) && isnan (place->lat));
  g_assert_null (((const EtbFoundPlace *)present->pdata[0])->former);
}

static void
test_search_of_nothing (void)
{
  static const char *const cases[] = { "", "   ", "-", "xyzzyx", "\xff\xfe", "99999", "Москва" };
  g_autoptr (EtbTerritory) territory = shipped ();
  g_autofree char *endless = g_strnfill (100000, 's');
  g_autoptr (GPtrArray) none = etb_territory_search (territory, endless, 5);
  g_autoptr (GPtrArray) no_room = etb_territory_search (territory, "Sète", 0);

  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (no_room->len, ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = etb_territory_search (territory, cases[i], 5);

      g_assert_cmpuint (found->len, ==, 0);
    }
}

/* Exact names, then names that begin so, then names with such a word; nothing twice. */
static void
test_search_ranks (void)
{
  g_autoptr (EtbTerritory) territory = shipped ();
  g_autoptr (GPtrArray) found = etb_territory_search (territory, "Vienne", 1000);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint rank = 0;

  g_assert_cmpuint (found->len, >, 3);
  for (guint i = 0; i < found->len; i++)
    {
      const EtbFoundPlace *commune = found->pdata[i];
      gboolean begins = g_str_has_prefix (commune->name, "Vienne");
      guint of_this = g_str_equal (commune->name, "Vienne") ? 0 : begins ? 1 : 2;

      g_assert_true (g_hash_table_add (seen, (gpointer)commune->code));
      g_assert_cmpuint (of_this, >=, rank);
      rank = of_this;
    }
  g_assert_cmpuint (rank, ==, 2);
}

static gboolean
has_commune (GPtrArray *found, const char *code)
{
  for (guint i = 0; i < found->len; i++)
    if (g_str_equal (((const EtbFoundPlace *)found->pdata[i])->code, code))
      return TRUE;
  return FALSE;
}

/* "Origné" is "Origne" for those who do not type accents. */
static gboolean
is_named (const EtbFoundPlace *place, const char *name)
{
  g_autofree char *one = etb_place_fold (place->former != NULL ? place->former : place->name);
  g_autofree char *other = etb_place_fold (name);

  return g_str_equal (one, other);
}

/* A commune taken at random; the same for the same seed. */
static const EtbCommune *
random_commune (EtbTerritory *territory)
{
  const EtbCommune *commune = NULL;

  while (commune == NULL)
    {
      g_autofree char *code = g_strdup_printf ("%02d%03d", g_test_rand_int_range (1, 96),
                                               g_test_rand_int_range (1, 900));

      commune = etb_territory_get_commune (territory, code);
    }
  return commune;
}

/* Any commune is found by its code, by the way it is shown, and by its name, which comes before all
 * names that are not the same: namesakes are told apart by the département. */
static void
test_random_names_are_found (void)
{
  g_autoptr (EtbTerritory) territory = shipped ();

  for (guint i = 0; i < 500; i++)
    {
      const EtbCommune *commune = random_commune (territory);
      g_autofree char *told = etb_territory_describe_commune (territory, commune->code);
      g_autofree char *capitals = g_utf8_strup (commune->name, -1);
      g_autoptr (GPtrArray) by_name = etb_territory_search (territory, commune->name, 10);
      g_autoptr (GPtrArray) by_told = etb_territory_search (territory, told, 10);
      g_autoptr (GPtrArray) by_capitals = etb_territory_search (territory, capitals, 50);
      g_autoptr (GPtrArray) by_code = etb_territory_search (territory, commune->code, 10);

      g_test_message ("%s", told);
      g_assert_true (has_commune (by_name, commune->code) || by_name->len == 10);
      g_assert_true (is_named (by_name->pdata[0], commune->name));
      g_assert_true (has_commune (by_told, commune->code));
      g_assert_true (has_commune (by_capitals, commune->code));
      g_assert_true (has_commune (by_code, commune->code));
    }
}

/* Any letter but the first may be another one. */
static void
test_one_wrong_letter_is_forgiven (void)
{
  g_autoptr (EtbTerritory) territory = shipped ();
  guint found = 0;

  for (guint i = 0; i < 200; i++)
    {
      const EtbCommune *commune = random_commune (territory);
      g_autofree char *typed = g_str_to_ascii (commune->name, "C");
      gsize at = (gsize)g_test_rand_int_range (1, (gint32)strlen (typed));
      g_autoptr (GPtrArray) places = NULL;

      if (!g_ascii_islower (typed[at]) || strlen (typed) < 6)
        {
          found++;
          continue;
        }
      typed[at] = typed[at] == 'x' ? 'q' : 'x';
      places = etb_territory_search (territory, typed, 10);
      g_test_message ("%s for %s", typed, commune->name);
      found += has_commune (places, commune->code);
    }
  /* Those that are not have a word that another letter makes another name's, or many namesakes. */
  g_assert_cmpuint (found, >=, 180);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/territory/known-communes", test_known_communes);
  g_test_add_func ("/territory/search-finds-first", test_search_finds_first);
  g_test_add_func ("/territory/search-of-nothing", test_search_of_nothing);
  g_test_add_func ("/territory/search-ranks", test_search_ranks);
  g_test_add_func ("/territory/search-of-syntax", test_search_of_syntax);
  g_test_add_func ("/territory/facts-of-a-commune", test_facts_of_a_commune);
  g_test_add_func ("/territory/former-codes-lead-to-the-present",
                   test_former_codes_lead_to_the_present);
  g_test_add_func ("/territory/former-name-is-told", test_former_name_is_told);
  g_test_add_func ("/territory/random-names-are-found", test_random_names_are_found);
  g_test_add_func ("/territory/one-wrong-letter-is-forgiven", test_one_wrong_letter_is_forgiven);

  return g_test_run ();
}
