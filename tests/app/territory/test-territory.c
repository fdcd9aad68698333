/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communes: the list that is shipped, and lists that nobody should ship. */

#include "etb-territory.h"

#include "etb-identifier.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD      "# communes: 3\n"
#define SETE      "34301\tSète\t34200\t34\n"
#define AJACCIO   "2A004\tAjaccio\t20000 20090\t2A\n"
#define KERGUELEN "98412\tArchipel des Kerguelen\t\t984\n"

typedef struct
{
  char *directory;
  char *file;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->directory = g_dir_make_tmp ("etb-territory-XXXXXX", NULL);
  g_assert_nonnull (fixture->directory);
  fixture->file = g_build_filename (fixture->directory, "communes.tsv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_unlink (fixture->file);
  g_rmdir (fixture->directory);
  g_free (fixture->file);
  g_free (fixture->directory);
}

static EtbTerritory *
shipped (void)
{
  g_autoptr (GError) error = NULL;
  EtbTerritory *territory = etb_territory_new (NULL, &error);

  g_assert_no_error (error);

  return territory;
}

/* Reads a file of @content; what must come is a territory (@code < 0) or the error @code. */
static void
assert_read (Fixture *fixture, const char *content, gssize length, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbTerritory) territory = NULL;

  g_file_set_contents (fixture->file, content, length, &error);
  g_assert_no_error (error);

  territory = etb_territory_new (fixture->file, &error);
  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_nonnull (territory);
      return;
    }
  g_assert_null (territory);
  g_assert_error (error, ETB_TERRITORY_ERROR, code);
  g_assert_nonnull (strstr (error->message, "communes.tsv"));
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
  };
  g_autoptr (EtbTerritory) territory = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = etb_territory_search (territory, cases[i].typed, 5);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (found->len, >, 0);
      g_assert_cmpuint (found->len, <=, 5);
      g_assert_cmpstr (((const EtbCommune *)found->pdata[0])->code, ==, cases[i].code);
    }
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
      const EtbCommune *commune = found->pdata[i];
      gboolean begins = g_str_has_prefix (commune->name, "Vienne");
      guint of_this = g_str_equal (commune->name, "Vienne") ? 0 : begins ? 1 : 2;

      g_assert_true (g_hash_table_add (seen, (gpointer)commune->code));
      g_assert_cmpuint (of_this, >=, rank);
      rank = of_this;
    }
  g_assert_cmpuint (rank, ==, 2);
}

/* Any commune is found by its own name, by the way it is shown and by its code. */
static void
test_every_name_is_found (void)
{
  static const char *const departments[] = { "09", "2B", "62", "974" };
  g_autoptr (EtbTerritory) territory = shipped ();

  for (gsize i = 0; i < G_N_ELEMENTS (departments); i++)
    {
      for (guint order = 1; order < 100; order++)
        {
          g_autofree char *code
              = g_strdup_printf ("%s%0*u", departments[i], 5 - (int)strlen (departments[i]), order);
          const EtbCommune *commune = etb_territory_get_commune (territory, code);
          g_autofree char *told = etb_territory_describe_commune (territory, code);
          g_autoptr (GPtrArray) by_name = NULL;
          g_autoptr (GPtrArray) by_told = NULL;
          g_autoptr (GPtrArray) by_code = NULL;

          if (commune == NULL)
            continue;
          by_name = etb_territory_search (territory, commune->name, 100);
          by_told = etb_territory_search (territory, told, 1);
          by_code = etb_territory_search (territory, code, 100);
          g_assert_true (g_ptr_array_find (by_name, commune, NULL));
          g_assert_true (g_ptr_array_find (by_told, commune, NULL));
          g_assert_true (g_ptr_array_find (by_code, commune, NULL));
        }
    }
}

static void
test_bad_content (Fixture *fixture, gconstpointer data)
{
  static const char *const cases[] = {
    "",
    "\n",
    "bonjour\n",
    SETE AJACCIO KERGUELEN,                   /* no count */
    "# communes: 4\n" SETE AJACCIO KERGUELEN, /* one is missing */
    "# communes: 2\n" SETE AJACCIO KERGUELEN, /* one too many */
    "# communes: 0\n",
    "# communes: -3\n" SETE,
    "# communes: 99999999999999999999\n" SETE,
    HEAD SETE SETE AJACCIO,                           /* twice the same */
    HEAD SETE AJACCIO "98412\tKerguelen\t\t984",      /* no last end of line */
    HEAD SETE AJACCIO "98412\tKerguelen\t984\n",      /* three columns */
    HEAD SETE AJACCIO "98412\tKerguelen\t\t984\tx\n", /* five */
    HEAD SETE AJACCIO "98412\t\t\t984\n",             /* no name */
    HEAD SETE AJACCIO "98412\tKerguelen\t1234\t984\n",
    HEAD SETE AJACCIO "98412\tKerguelen\t12345  12346\t984\n",
    HEAD SETE AJACCIO "98412\tKerguelen\t\t34\n", /* another département */
    HEAD SETE AJACCIO "99412\tNulle part\t\t994\n",
    HEAD SETE AJACCIO "98412\tKer\x01guelen\t\t984\n",
    HEAD SETE AJACCIO "98412\tKerguel\xe9n\t\t984\n", /* Latin-1 */
    HEAD SETE "\n" AJACCIO,
    HEAD SETE "# commentaire\n" AJACCIO KERGUELEN,
    HEAD "34301\tSète\t34200\t34\r\n" AJACCIO KERGUELEN,
  };

  assert_read (fixture, HEAD SETE AJACCIO KERGUELEN, -1, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_read (fixture, cases[i], -1, ETB_TERRITORY_ERROR_FORM);
    }
  assert_read (fixture, HEAD "\0" SETE, sizeof HEAD + sizeof SETE, ETB_TERRITORY_ERROR_FORM);
}

/* Wherever it is cut, a list is not taken for a whole one. */
static void
test_truncated (Fixture *fixture, gconstpointer data)
{
  static const char whole[] = "# Source\n" HEAD SETE AJACCIO KERGUELEN;

  for (gssize length = 0; length < (gssize)sizeof whole - 1; length++)
    assert_read (fixture, whole, length, ETB_TERRITORY_ERROR_FORM);
  assert_read (fixture, whole, (gssize)sizeof whole - 1, -1);
}

static void
test_random_bytes (Fixture *fixture, gconstpointer data)
{
  for (guint round = 0; round < 200; round++)
    {
      guint8 noise[512];

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (guint8)g_test_rand_int_range (0, 256);
      assert_read (fixture, (const char *)noise, sizeof noise, ETB_TERRITORY_ERROR_FORM);
    }
}

/* The list with a few bytes changed is read or refused; what is read can be searched. */
static void
test_random_changes (Fixture *fixture, gconstpointer data)
{
  static const char whole[] = HEAD SETE AJACCIO KERGUELEN;

  for (guint round = 0; round < 500; round++)
    {
      char changed[sizeof whole];
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbTerritory) territory = NULL;
      g_autoptr (GPtrArray) found = NULL;

      memcpy (changed, whole, sizeof whole);
      for (int i = g_test_rand_int_range (1, 4); i > 0; i--)
        changed[g_test_rand_int_range (0, sizeof whole - 1)] = (char)g_test_rand_int_range (0, 256);
      g_assert_true (g_file_set_contents_full (fixture->file, changed, sizeof whole - 1,
                                               G_FILE_SET_CONTENTS_NONE, 0600, NULL));
      territory = etb_territory_new (fixture->file, &error);
      if (territory == NULL)
        {
          g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
          continue;
        }
      found = etb_territory_search (territory, "2", 5);
      g_assert_cmpuint (found->len, <=, 3);
    }
}

static void
test_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_territory_new (fixture->file, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ);
  g_clear_error (&error);

  g_assert_null (etb_territory_new (fixture->directory, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ);
  g_clear_error (&error);

  /* A pipe with nobody at its other end must not stop the program. */
  g_assert_cmpint (mkfifo (fixture->file, 0600), ==, 0);
  g_assert_null (etb_territory_new (fixture->file, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ);
  g_clear_error (&error);
  g_unlink (fixture->file);

  g_assert_true (g_file_set_contents (fixture->file, "", 0, NULL));
  g_assert_cmpint (truncate (fixture->file, (off_t)1 << 40), ==, 0);
  g_assert_null (etb_territory_new (fixture->file, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/territory/known-communes", test_known_communes);
  g_test_add_func ("/territory/search-finds-first", test_search_finds_first);
  g_test_add_func ("/territory/search-of-nothing", test_search_of_nothing);
  g_test_add_func ("/territory/search-ranks", test_search_ranks);
  g_test_add_func ("/territory/every-name-is-found", test_every_name_is_found);
  ADD ("/territory/bad-content-is-refused", test_bad_content);
  ADD ("/territory/truncated-is-refused", test_truncated);
  ADD ("/territory/random-bytes-are-refused", test_random_bytes);
  ADD ("/territory/random-changes-are-harmless", test_random_changes);
  ADD ("/territory/unreadable-is-refused", test_unreadable);

  return g_test_run ();
}
