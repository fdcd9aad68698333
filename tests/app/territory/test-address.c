/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses: the layouts that there are, read in and found as one types; files that are none,
 * refused while what was there stays. */

#include "geo-fixture.h"

#include <math.h>
#include <string.h>

#include "etb-territory-store.h"

#define HEAD  "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat\n"
#define VIDAL "1;3;;Rue Paul Vidal;34200;34301;Sète;3.697;43.402\n"
#define REST                                                  \
  "2;3;bis;Rue Paul Vidal;34200;34301;Sète;3.6971;43.4021\n" \
  "3;12;;Avenue Saint-Clair;34200;34301;Sète;3.69;43.40\n"   \
  "4;12;;Rue Saint-Clair;34300;34003;Agde;3.47;43.31\n"       \
  "5;8;;Rue du 8 Mai 1945;34300;34003;Agde;3.48;43.32\n"
#define TABLE HEAD VIDAL REST
#define BOMB  (530 * 1024 * 1024)

static void
set_up (GeoBase *base, gconstpointer data)
{
  geo_base_init (base);
}

static void
tear_down (GeoBase *base, gconstpointer data)
{
  geo_base_clear (base);
}

static char *
write_file (GeoBase *base, const char *name, const char *bytes, gssize length)
{
  char *path = g_build_filename (base->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, bytes, length, NULL));
  return path;
}

static EtbDataset *
import_text (GeoBase *base, const char *text)
{
  g_autofree char *path = write_file (base, "adresses-34.csv", text, -1);
  g_autoptr (GError) error = NULL;
  EtbDataset *dataset = etb_atlas_import (base->atlas, path, NULL, &error);

  g_assert_no_error (error);
  return dataset;
}

/* "Sète (34); …": what is found, at most five. (transfer full) */
static char *
find (GeoBase *base, const char *typed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) places = etb_atlas_find (base->atlas, typed, 5, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *label = etb_found_place_describe (places->pdata[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", label);
    }
  return g_string_free (text, FALSE);
}

static void
assert_first (GeoBase *base, const char *typed, const char *label)
{
  g_autofree char *found = find (base, typed);

  g_test_message ("%s: %s", typed, found);
  g_assert_true (g_str_has_prefix (found, label));
  if (*label == '\0')
    g_assert_cmpstr (found, ==, "");
}

static void
test_found_as_one_types (GeoBase *base, gconstpointer data)
{
  static const char *const cases[][2] = {
    { "3 rue paul vidal", "3 Rue Paul Vidal, Sète (34)" },
    { "3 bis rue paul vidal", "3 bis Rue Paul Vidal, Sète (34)" },
    { "3bis, Rue Paul-Vidal 34200 SETE", "3 bis Rue Paul Vidal, Sète (34)" },
    { "rue paul vidal 3", "3 Rue Paul Vidal, Sète (34)" },
    { "paul vid", "Rue Paul Vidal, Sète (34)" },
    { "vidal sete rue", "Rue Paul Vidal, Sète (34)" },
    { "rue pual vidal", "Rue Paul Vidal, Sète (34)" }, /* one wrong letter */
    { "3 rue paul vidol", "3 Rue Paul Vidal, Sète (34)" },
    { "99 rue paul vidal", "Rue Paul Vidal, Sète (34)" }, /* no such number: the street */
    { "12 av st clair", "12 Avenue Saint-Clair, Sète (34)" },
    { "12 rue st clair", "12 Rue Saint-Clair, Agde (34)" },
    { "saint-clair agde", "Rue Saint-Clair, Agde (34)" },
    { "rue du 8 mai 1945", "Rue du 8 Mai 1945, Agde (34)" },
    { "8 rue du 8 mai", "8 Rue du 8 Mai 1945, Agde (34)" },
    { "Sète", "Sète (34)" }, /* the commune before its streets */
    { "rue inconnue", "" },
    { "\"*) : (", "" },
    { "", "" },
  };
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);

  g_assert_cmpstr (dataset->kind, ==, ETB_DATASET_ADDRESSES);
  g_assert_cmpstr (dataset->scope, ==, "34");
  g_assert_cmpint (dataset->count, ==, 5);
  g_assert_cmpuint (strlen (dataset->sha256), ==, 64);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_first (base, cases[i][0], cases[i][1]);
}

static void
test_place_of_an_address (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);
  g_autoptr (GPtrArray) places = etb_atlas_find (base->atlas, "3 bis rue paul vidal", 5, NULL);
  const EtbFoundPlace *place = places->pdata[0];

  g_assert_cmpint (place->kind, ==, ETB_FOUND_ADDRESS);
  g_assert_cmpstr (place->code, ==, "34301");
  g_assert_cmpstr (place->postcode, ==, "34200");
  g_assert_cmpfloat_with_epsilon (place->lon, 3.6971, 1e-7);
  g_assert_cmpfloat_with_epsilon (place->lat, 43.4021, 1e-7);
}

/* What the point is of: the best known of several, and what files call it by other words. */
static void
test_position_of_an_address (GeoBase *base, gconstpointer data)
{
  static const struct
  {
    const char *rows;
    const char *typed;
    EtbPosition position;
  } cases[] = {
    { "1;;Rue A;34200;34301;3.69;43.4;entrée\n", "1 rue a", ETB_POSITION_ENTRANCE },
    { "1;;Rue A;34200;34301;3.69;43.4;bâtiment\n", "1 rue a", ETB_POSITION_BUILDING },
    { "1;;Rue A;34200;34301;3.69;43.4;parcelle\n", "1 rue a", ETB_POSITION_PARCEL },
    { "1;;Rue A;34200;34301;3.69;43.4;segment\n", "1 rue a", ETB_POSITION_SEGMENT },
    { "1;;Rue A;34200;34301;3.69;43.4;\n", "1 rue a", ETB_POSITION_UNTOLD },
    { "1;;Rue A;34200;34301;3.69;43.4;inconnue\n", "1 rue a", ETB_POSITION_UNTOLD },
    { "1;;Rue A;34200;34301;3.69;43.4;segment\n1;;Rue A;34200;34301;3.69;43.4;entrée\n", "1 rue a",
      ETB_POSITION_ENTRANCE },
    { "1;;Rue A;34200;34301;3.69;43.4;entrée\n", "9 rue a", ETB_POSITION_STREET },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text
          = g_strconcat ("numero;rep;nom_voie;code_postal;code_insee;lon;lat;type_position\n",
                         cases[i].rows, NULL);
      g_autoptr (EtbDataset) dataset = import_text (base, text);
      g_autoptr (GPtrArray) places = etb_atlas_find (base->atlas, cases[i].typed, 5, NULL);

      g_assert_cmpuint (places->len, >, 0);
      g_assert_cmpint (((const EtbFoundPlace *)places->pdata[0])->position, ==, cases[i].position);
    }
}

static void
test_commune_is_found_by_its_streets (GeoBase *base, gconstpointer data)
{
  EtbBox box;
  g_autoptr (EtbDataset) dataset = NULL;

  g_assert_false (etb_atlas_find_commune (base->atlas, "34301", &box));
  dataset = import_text (base, TABLE);
  g_assert_true (etb_atlas_find_commune (base->atlas, "34301", &box));
  g_assert_cmpfloat (box.min_x, <=, 3.69);
  g_assert_cmpfloat (box.max_x, >=, 3.697);
  g_assert_false (etb_atlas_find_commune (base->atlas, "75056", &box));
}

static void
test_without_addresses_communes_are_found (GeoBase *base, gconstpointer data)
{
  assert_first (base, "Sète", "Sète (34)");
  assert_first (base, "3 rue paul vidal", "");
}

/* The streets have their part of the answers, and the communes theirs. */
static void
test_communes_leave_room_for_streets (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);
  g_autoptr (GPtrArray) places = etb_atlas_find (base->atlas, "saint clair", 4, NULL);
  guint communes = 0;

  for (guint i = 0; i < places->len; i++)
    communes += ((const EtbFoundPlace *)places->pdata[i])->kind == ETB_FOUND_COMMUNE;
  g_assert_cmpuint (places->len, ==, 4);
  g_assert_cmpuint (communes, ==, 2);
}

/* ---- What is replaced -------------------------------------------------------------------------
 */

#define LOCAL                                                                           \
  "\xEF\xBB\xBF"                                                                        \
  "cle_interop;commune_insee;commune_nom;voie_nom;numero;suffixe;position;long;lat\r\n" \
  "34301_1;34301;Sète;Quai Neuf;1;;entrée;3.698;43.403\r\n"                           \
  "34301_2;34301;Sète;Le Lieu-dit;99999;;segment;3.699;43.404\r\n"

static void
test_department_is_replaced_whole (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) first = import_text (base, TABLE);
  g_autoptr (EtbDataset) second = import_text (base, HEAD VIDAL);
  g_autoptr (GPtrArray) sources = etb_atlas_get_sources (base->atlas, NULL);

  g_assert_cmpuint (sources->len, ==, 1);
  g_assert_cmpint (((const EtbDataset *)sources->pdata[0])->count, ==, 1);
  assert_first (base, "rue paul vidal", "Rue Paul Vidal, Sète (34)");
  assert_first (base, "avenue saint clair", "");
}

static void
test_local_base_replaces_its_commune (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) department = import_text (base, TABLE);
  g_autoptr (EtbDataset) local = import_text (base, LOCAL);
  g_autoptr (EtbDataset) again = NULL;

  g_assert_cmpstr (local->scope, ==, "34301");
  g_assert_cmpint (local->count, ==, 2);
  assert_first (base, "1 quai neuf", "1 Quai Neuf, Sète (34)");
  assert_first (base, "lieu dit", "Le Lieu-dit, Sète (34)");
  assert_first (base, "rue paul vidal", "");
  assert_first (base, "rue saint clair agde", "Rue Saint-Clair, Agde (34)");

  again = import_text (base, TABLE);
  assert_first (base, "quai neuf", "");
  assert_first (base, "rue paul vidal", "Rue Paul Vidal, Sète (34)");
}

static void
test_removed_addresses_are_not_found (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (base->file, ETB_TERRITORY_STORE_WRITE, NULL);

  g_assert_true (etb_territory_store_begin (store, NULL));
  g_assert_true (etb_territory_store_remove_source (store, ETB_DATASET_ADDRESSES, "34", NULL));
  g_assert_true (etb_territory_store_commit (store, NULL));
  assert_first (base, "rue paul vidal", "");
}

/* ---- Files ------------------------------------------------------------------------------------
 */

static void
test_layouts_are_read (GeoBase *base, gconstpointer data)
{
  static const struct
  {
    const char *file;
    const char *scope;
    gint64 count;
    const char *typed;
    const char *found;
  } cases[] = {
    { "ban/adresses-54084_format_actuel.csv.gz", "54", 486, "2 rue joffre",
      "2 Rue Joffre, Mont-Bonvillers (54)" },
    { "ban/ban_ancien_format_54084.csv", "54", 501, "18 allee des acacias",
      "18 allée des acacias, Mont-Bonvillers (54)" },
    { "ban/bal13_54084.csv", "54084", 485, "1 rue joffre", "1 Rue Joffre, Mont-Bonvillers (54)" },
    { "ban/bal_exemple_api-depot.csv", "71346", 145, "3 rue du be",
      "3 Rue du Bé, Perrecy-les-Forges (71)" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = geo_find (cases[i].file);
      g_autoptr (EtbDataset) dataset = NULL;
      g_autoptr (GError) error = NULL;

      if (path == NULL)
        return;
      dataset = etb_atlas_import (base->atlas, path, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (dataset->scope, ==, cases[i].scope);
      g_assert_cmpint (dataset->count + dataset->skipped, >=, cases[i].count);
      g_assert_cmpint (dataset->skipped, ==, 0);
      assert_first (base, cases[i].typed, cases[i].found);
    }
}

static void
test_lines_left_out_are_counted (GeoBase *base, gconstpointer data)
{
  static const char *const cases[] = {
    "9;1;;Rue Sans Lieu;34200;34301;Sète;;\n",
    "9;1;;Rue Folle;34200;34301;Sète;nan;43.4\n",
    "9;1;;Rue Folle;34200;34301;Sète;inf;43.4\n",
    "9;1;;Rue Folle;34200;34301;Sète;1e999;43.4\n",
    "9;1;;Rue Tournée;34200;34301;Sète;43.402;3.697\n", /* latitude first */
    "9;1;;Rue en Mètres;34200;34301;Sète;756000.1;6256000.2\n",
    "9;1;;;34200;34301;Sète;3.69;43.4\n",
    "9;1;;Rue de Nulle Part;34200;34999;Nulle Part;3.69;43.4\n",
    "9;1;;Rue Courte\n",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strconcat (TABLE, cases[i], NULL);
      g_autoptr (EtbDataset) dataset = import_text (base, text);

      g_test_message ("%s", cases[i]);
      g_assert_cmpint (dataset->count, ==, 5);
      g_assert_cmpint (dataset->skipped, ==, 1);
    }
}

static void
test_former_communes_and_lost_zeros (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) merged
      = import_text (base, HEAD "1;3;;Rue de Paris;93380;93059;Pierrefitte;2.36;48.96\n");
  g_autoptr (EtbDataset) short_codes
      = import_text (base, HEAD "1;3;;Rue Haute;1640;1002;Varey;5.42;46.00\n");

  g_assert_cmpstr (merged->scope, ==, "93");
  assert_first (base, "3 rue de paris", "3 Rue de Paris, Saint-Denis (93)");
  g_assert_cmpstr (short_codes->scope, ==, "01");
  assert_first (base, "3 rue haute 01640", "3 Rue Haute, L'Abergement-de-Varey (01)");
}

static void
assert_refused (GeoBase *base, const char *bytes, gssize length)
{
  g_autofree char *path = write_file (base, "mauvais.csv", bytes, length);
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_atlas_import (base->atlas, path, NULL, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "mauvais.csv"));
  assert_first (base, "3 rue paul vidal", "3 Rue Paul Vidal, Sète (34)");
}

static void
test_bad_files_leave_what_was_there (GeoBase *base, gconstpointer data)
{
  static const char *const cases[] = {
    HEAD,
    VIDAL REST,                                                  /* no head */
    "numero;nom_voie;code_insee\n1;Rue;34301\n",                 /* no coordinates */
    "numero;nom_voie;lon;lat\n1;Rue;3.69;43.4\n",                /* no commune */
    TABLE "6;3;;Rue Haute;48000;48095;Mende;3.5;44.52\n",        /* two départements */
    TABLE "6;3;;Rue \xe9troite;34200;34301;S\xe8te;3.69;43.4\n", /* Latin-1 */
    HEAD "1;3;;Rue;34200;34301;Sète;abc;def\n",
    TABLE "6;3;;\"Rue sans fin;34200;34301",
  };
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);
  g_autoptr (GString) endless = g_string_new (TABLE);

  for (gsize i = 0; i + 1 < G_N_ELEMENTS (cases); i++)
    assert_refused (base, cases[i], -1);
  while (endless->len < 15 * 1024 * 1024)
    g_string_append (endless, "une ligne de quinze mégaoctets ");
  assert_refused (base, endless->str, (gssize)endless->len);
}

/* @text packed with gzip. (transfer full) */
static GBytes *
pack (const char *text, gsize length)
{
  g_autoptr (GZlibCompressor) gzip = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1);
  g_autoptr (GInputStream) plain = g_memory_input_stream_new_from_data (text, (gssize)length, NULL);
  g_autoptr (GInputStream) packed = g_converter_input_stream_new (plain, G_CONVERTER (gzip));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  g_assert_cmpint (
      g_output_stream_splice (memory, packed, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, NULL), >,
      0);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
test_packed_files (GeoBase *base, gconstpointer data)
{
  g_autoptr (GBytes) good = pack (TABLE, strlen (TABLE));
  g_autofree char *path = write_file (base, "adresses.csv.gz", g_bytes_get_data (good, NULL),
                                      (gssize)g_bytes_get_size (good));
  g_autoptr (EtbDataset) dataset = etb_atlas_import (base->atlas, path, NULL, NULL);
  g_autofree char *lines = g_strnfill (BOMB, 'x');
  g_autoptr (GBytes) bomb = NULL;

  g_assert_nonnull (dataset);
  /* Cut short. */
  assert_refused (base, g_bytes_get_data (good, NULL), (gssize)g_bytes_get_size (good) - 12);
  /* A few megabytes that unpack to more than a table ever has. */
  for (gsize i = 0; i < BOMB; i += 50000)
    lines[i] = '\n';
  memcpy (lines, HEAD, strlen (HEAD));
  bomb = pack (lines, BOMB);
  assert_refused (base, g_bytes_get_data (bomb, NULL), (gssize)g_bytes_get_size (bomb));
}

static void
test_cancelled_import_leaves_what_was_there (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) dataset = import_text (base, TABLE);
  g_autofree char *path = write_file (base, "autre.csv", HEAD VIDAL, -1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (etb_atlas_import (base->atlas, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_first (base, "avenue saint clair", "Avenue Saint-Clair, Sète (34)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, GeoBase, NULL, set_up, function, tear_down)
  ADD ("/address/found-as-one-types", test_found_as_one_types);
  ADD ("/address/place-of-an-address", test_place_of_an_address);
  ADD ("/address/position-of-an-address", test_position_of_an_address);
  ADD ("/address/commune-is-found-by-its-streets", test_commune_is_found_by_its_streets);
  ADD ("/address/without-addresses-communes-are-found", test_without_addresses_communes_are_found);
  ADD ("/address/communes-leave-room-for-streets", test_communes_leave_room_for_streets);
  ADD ("/address/department-is-replaced-whole", test_department_is_replaced_whole);
  ADD ("/address/local-base-replaces-its-commune", test_local_base_replaces_its_commune);
  ADD ("/address/removed-addresses-are-not-found", test_removed_addresses_are_not_found);
  ADD ("/address/layouts-are-read", test_layouts_are_read);
  ADD ("/address/lines-left-out-are-counted", test_lines_left_out_are_counted);
  ADD ("/address/former-communes-and-lost-zeros", test_former_communes_and_lost_zeros);
  ADD ("/address/bad-files-leave-what-was-there", test_bad_files_leave_what_was_there);
  ADD ("/address/packed-files", test_packed_files);
  ADD ("/address/cancelled-import-leaves-what-was-there",
       test_cancelled_import_leaves_what_was_there);

  return g_test_run ();
}
