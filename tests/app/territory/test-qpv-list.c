/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of QPV that ANCT publishes: its traps, what it names, and what it never tells. */

#include "geo-fixture.h"

#include <string.h>

#include "etb-territory-store.h"

#define HEAD                                                                                      \
  "\xEF\xBB\xBF"                                                                                  \
  "code_qp;lib_qp;insee_reg;lib_reg;insee_dep;lib_dep;insee_com;lib_com;siren_epci;lib_epci;;;;;" \
  ";;;;;;;;\n"
#define TAIL   ";200071751;CA Bourg;;;;;;;;;;;;;\n"
#define CROIX  "QN00102M;Croix Blanche;84;Auvergne-Rhône-Alpes;1;Ain;1053;Bourg-en-Bresse" TAIL
#define EUROPE "QN00201M;Europe;32;Hauts-de-France;2;Aisne;\"02571; 02691\";\"Omissy; X\"" TAIL
#define EMPTY  ";;;;;;;;;;;;;;;;;;;;;;\n"
#define GEOMETRY \
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[5,46],[5.01,46],[5.01,46.01],[5,46]]]}"
#define INSIDE_LON 5.008
#define INSIDE_LAT 46.003

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

/* NULL with @error */
static EtbDataset *
import_text (GeoBase *base, const char *name, const char *text, GError **error)
{
  g_autofree char *path = g_build_filename (base->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return etb_atlas_import (base->atlas, path, NULL, error);
}

/* "QN00102M Croix Blanche 01053" as the list has it. (transfer full) */
static char *
read_row (GeoBase *base, const char *code)
{
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (base->file, ETB_TERRITORY_STORE_READ, NULL);
  g_autoptr (sqlite3_stmt) row = etb_territory_store_prepare (
      store, "SELECT code || ' ' || name || ' ' || communes FROM qpv_list WHERE code = ?", NULL);

  sqlite3_bind_text (row, 1, code, -1, SQLITE_STATIC);
  return etb_territory_store_step (store, row, NULL) ? etb_territory_store_column_text (row, 0)
                                                     : g_strdup ("");
}

static void
test_traps (GeoBase *base, gconstpointer data)
{
  static const struct
  {
    const char *text;
    gint64 count, skipped;
    const char *code, *row;
  } cases[] = {
    { HEAD CROIX, 1, 0, "QN00102M", "QN00102M Croix Blanche 01053" }, /* mark, lost zero, blanks */
    { HEAD CROIX EUROPE, 2, 0, "QN00201M", "QN00201M Europe 02571 02691" }, /* several communes */
    { HEAD CROIX EMPTY, 1, 0, "QN00102M", "QN00102M Croix Blanche 01053" }, /* empty last row */
    { HEAD CROIX "QX1;Faux;;;;;;;;\n", 1, 1, "QX1", "" },
    { "code_qp,lib_qp,insee_com\nQN00102M,A,1053\nQN00102M,A,1004\n", 1, 0, "QN00102M",
      "QN00102M A 01053 01004" }, /* a row for each commune */
    { "CODE_QP\tNOM_QP\r\nQP001001\tReyssouze\r\n", 1, 0, "QP001001", "QP001001 Reyssouze " },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbDataset) dataset = import_text (base, "liste.csv", cases[i].text, &error);
      g_autofree char *row = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (dataset->kind, ==, ETB_DATASET_QPV_LIST);
      g_assert_cmpstr (dataset->file, ==, "liste.csv");
      g_assert_cmpuint (strlen (dataset->sha256), ==, 64);
      g_assert_cmpint (dataset->count, ==, cases[i].count);
      g_assert_cmpint (dataset->skipped, ==, cases[i].skipped);
      row = read_row (base, cases[i].code);
      g_assert_cmpstr (row, ==, cases[i].row);
    }
}

static void
test_bad_lists_leave_what_was_there (GeoBase *base, gconstpointer data)
{
  static const char *const cases[] = {
    HEAD, HEAD EMPTY, HEAD CROIX "QP001001;Ancien;84;;1;;1053;;;\n", /* two generations */
    HEAD CROIX "QN00103M;B\xe9" TAIL,                                /* Latin-1 */
  };
  g_autoptr (EtbDataset) dataset = import_text (base, "bonne.csv", HEAD CROIX, NULL);

  g_assert_nonnull (dataset);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *row = NULL;

      g_assert_null (import_text (base, "mauvaise.csv", cases[i], &error));
      g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
      g_assert_nonnull (strstr (error->message, "mauvaise.csv"));
      row = read_row (base, "QN00102M");
      g_assert_cmpstr (row, ==, "QN00102M Croix Blanche 01053");
    }
}

static void
test_contours_without_a_name_get_it (GeoBase *base, gconstpointer data)
{
  static const char contours[]
      = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{"
        "\"code_qp\":\"QN00102M\"}," GEOMETRY "}]}";
  g_autoptr (EtbDataset) first = import_text (base, "contours.geojson", contours, NULL);
  g_autoptr (EtbDataset) list = import_text (base, "liste.csv", HEAD CROIX, NULL);
  g_autoptr (EtbLocation) location = geo_base_locate (base, INSIDE_LON, INSIDE_LAT);
  const EtbArea *area = location->answers[1].inside->pdata[0];

  g_assert_cmpstr (area->name, ==, "Croix Blanche");
  g_assert_cmpstr (area->communes, ==, "01053");
  /* Both stay, each as its own source. */
  g_assert_cmpstr (location->answers[1].source->file, ==, "contours.geojson");
}

static void
test_list_makes_nothing_known (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) list = import_text (base, "liste.csv", HEAD CROIX EUROPE, NULL);
  g_autoptr (EtbLocation) location = geo_base_locate (base, INSIDE_LON, INSIDE_LAT);

  for (guint i = 0; i < ETB_GENERATIONS; i++)
    {
      g_assert_false (etb_location_answer_is_known (location->answers + i));
      g_assert_null (location->answers[i].source);
      g_assert_cmpint (location->answers[i].coverage, ==, ETB_COVERAGE_NONE);
    }
  g_assert_null (location->commune);
}

static void
test_published_sample (GeoBase *base, gconstpointer data)
{
  g_autofree char *path = geo_find ("qpv2024/listeqp2024_sample.csv");
  g_autoptr (EtbDataset) dataset = NULL;
  g_autofree char *row = NULL;

  if (path == NULL)
    return;
  dataset = etb_atlas_import (base->atlas, path, NULL, NULL);
  g_assert_nonnull (dataset);
  g_assert_cmpint (dataset->count, ==, 4);
  g_assert_cmpint (dataset->skipped, ==, 0);
  g_assert_cmpstr (dataset->scope, ==, "2024");
  row = read_row (base, "QN00201M");
  g_assert_cmpstr (row, ==, "QN00201M Europe 02571 02691");
}

/* A base of the first version has no table for the list: it gets one. */
static void
test_base_of_the_first_version (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) first = import_text (base, "liste.csv", HEAD CROIX, NULL);
  sqlite3 *db = NULL;
  g_autoptr (EtbAtlas) atlas = NULL;
  g_autoptr (EtbDataset) again = NULL;
  g_autofree char *row = NULL;

  g_assert_cmpint (sqlite3_open (base->file, &db), ==, SQLITE_OK);
  g_assert_cmpint (
      sqlite3_exec (
          db,
          "DROP TABLE qpv_list; ALTER TABLE area ADD COLUMN layer INTEGER; PRAGMA user_version=1",
          NULL, NULL, NULL),
      ==, SQLITE_OK);
  sqlite3_close (db);
  row = read_row (base, "QN00102M");
  g_assert_cmpstr (row, ==, "");
  again = import_text (base, "liste.csv", HEAD CROIX, NULL);
  g_assert_nonnull (again);
}

/* ---- Less than before -------------------------------------------------------------------------
 */

static void
test_less_is_refused_where_one_asks_first (GeoBase *base, gconstpointer data)
{
  g_autoptr (EtbDataset) first = import_text (base, "liste.csv", HEAD CROIX EUROPE, NULL);
  g_autofree char *path = g_build_filename (base->folder, "courte.csv", NULL);
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (base->file, ETB_TERRITORY_STORE_WRITE, NULL);
  EtbDataset less = { .kind = (char *)ETB_DATASET_QPV_LIST,
                      .scope = (char *)"2024",
                      .file = (char *)"courte.csv",
                      .count = 1 };
  g_autoptr (GError) error = NULL;

  etb_territory_store_keep_more (store);
  g_assert_true (etb_territory_store_begin (store, NULL));
  g_assert_cmpint (etb_territory_store_replace_source (store, &less, &error), ==, 0);
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_LESS);
  g_assert_nonnull (strstr (error->message, "courte.csv"));
  etb_territory_store_rollback (store);
  less.count = 2;
  g_assert_true (etb_territory_store_begin (store, NULL));
  g_assert_cmpint (etb_territory_store_replace_source (store, &less, NULL), >, 0);
  etb_territory_store_rollback (store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) \
  g_test_add ("/qpv-list/" path, GeoBase, NULL, set_up, function, tear_down)
  ADD ("traps", test_traps);
  ADD ("bad-lists-leave-what-was-there", test_bad_lists_leave_what_was_there);
  ADD ("contours-without-a-name-get-it", test_contours_without_a_name_get_it);
  ADD ("list-makes-nothing-known", test_list_makes_nothing_known);
  ADD ("published-sample", test_published_sample);
  ADD ("base-of-the-first-version", test_base_of_the_first_version);
  ADD ("less-is-refused-where-one-asks-first", test_less_is_refused_where_one_asks_first);

  return g_test_run ();
}
