/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files as the State publishes them, and hostile ones: taken whole, or refused with a word that
 * names the file while what was there stays. */

#include "geo-fixture.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

#include "etb-territory.h"

#define FEATURE(code, ring) \
  "{\"properties\":{\"code_qp\":\"" code "\"},\"geometry\":{\"coordinates\":[[" ring "]]}}"
#define RING                "[1,45],[1.5,45],[1.5,45.5],[1,45]"
#define COLLECTION(members) "{" members "}"
#define GOOD                COLLECTION ("\"features\":[" FEATURE ("QP031001", RING) "]")

static char *
write_bytes (GeoBase *base, const char *name, gconstpointer data, gsize length)
{
  char *path = g_build_filename (base->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, data, (gssize)length, NULL));
  return path;
}

static char *
write_text (GeoBase *base, const char *name, const char *text)
{
  return write_bytes (base, name, text, strlen (text));
}

static void
run (GeoBase *base, const char *const *argv)
{
  g_autoptr (GError) error = NULL;
  int status = -1;

  g_assert_true (g_spawn_sync (base->folder, (char **)argv, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                               NULL, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
}

/* What the base says of itself, for comparing. (transfer full) */
static char *
describe (GeoBase *base)
{
  g_autoptr (GPtrArray) datasets = etb_atlas_get_sources (base->atlas, NULL);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (datasets);
  for (guint i = 0; i < datasets->len; i++)
    {
      const EtbDataset *dataset = g_ptr_array_index (datasets, i);

      g_string_append_printf (text, "%s %s %s %" G_GINT64_FORMAT " %s %s\n", dataset->kind,
                              dataset->scope, dataset->file, dataset->count, dataset->crs,
                              dataset->sha256);
    }
  return g_string_free (text, FALSE);
}

/* @path is refused, with @message and its name, and what was there stays. */
static void
check_refused (GeoBase *base, const char *path, const char *message)
{
  g_autofree char *before = describe (base);
  g_autofree char *after = NULL;
  g_autofree char *name = g_path_get_basename (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbLocation) location = NULL;

  g_assert_null (etb_atlas_import (base->atlas, path, NULL, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
  g_assert_nonnull (strstr (error->message, name));
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message);
  after = describe (base);
  g_assert_cmpstr (before, ==, after);
  location = geo_base_locate (base, 1.4, 45.1);
  g_assert_cmpuint (location->answers[0].inside->len, ==, 1);
}

/* ---- Hostile texts ----------------------------------------------------------------------------
 */

typedef struct
{
  const char *name, *text, *message;
} Hostile;

static const Hostile hostiles[] = {
  { "empty", "", "no file of contours" },
  { "another text", "Bonjour", "no file of contours" },
  { "cut short", "{\"features\":[{\"properties\":{\"code_qp\":\"QP03", "ends too soon" },
  { "no feature", COLLECTION ("\"features\":[]"), "neither the contours of priority" },
  { "an open ring",
    COLLECTION ("\"features\":[" FEATURE ("QP031001", "[1,45],[2,45],[2,46],[1,46]") "]"),
    "not closed" },
  { "both generations",
    COLLECTION ("\"features\":[" FEATURE ("QP031001", RING) "," FEATURE ("QN03101M", RING) "]"),
    "mixes QP031001 with QN03101M" },
  { "swapped axes",
    COLLECTION ("\"features\":[" FEATURE ("QP031001", "[45,1],[45,1.5],[45.5,1.5],[45,1]") "]"),
    "seem to be swapped" },
  { "metres without a name",
    COLLECTION ("\"features\":[" FEATURE ("QP031001", "[570000,6270000],[570100,6270000],[570100,"
                                                      "6270100],[570000,6270000]") "]"),
    "take the file in WGS 84" },
  { "longitude 179",
    COLLECTION (
        "\"features\":[" FEATURE ("QP031001", "[179,45],[179.5,45],[-179.5,45],[179,45]") "]"),
    "outside France" },
  { "another projection",
    COLLECTION ("\"crs\":{\"properties\":{\"name\":\"EPSG:3857\"}},\"features\":[" FEATURE (
        "QP031001", RING) "]"),
    "a projection that Établi does not read" },
  { "Lambert-93 that is none",
    COLLECTION ("\"crs\":{\"properties\":{\"name\":\"EPSG:2154\"}},\"features\":[" FEATURE (
        "QP031001", RING) "]"),
    "outside France" },
  { "infinite", COLLECTION ("\"features\":[" FEATURE ("QP031001", "[1e999,45]") "]"),
    "out of reach" },
};

static void
hostile_texts_are_refused (gconstpointer data)
{
  const Hostile *hostile = data;
  GeoBase base;
  g_autofree char *good = NULL, *bad = NULL;

  geo_base_init (&base);
  good = write_text (&base, "bon.geojson", GOOD);
  bad = write_text (&base, "piège.geojson", hostile->text);
  geo_base_import (&base, good);
  check_refused (&base, bad, hostile->message);
  geo_base_clear (&base);
}

static void
a_line_of_15_mb_is_read (void)
{
  GeoBase base;
  GString *text = g_string_new ("{\"features\":[");
  g_autofree char *path = NULL;
  g_autoptr (EtbLocation) location = NULL;

  geo_base_init (&base);
  g_string_append (text, FEATURE ("QP031001", RING));
  while (text->len < 15 * 1000 * 1000)
    g_string_append (text, "," FEATURE ("QP031002", RING));
  g_string_append (text, "]}");
  path = write_bytes (&base, "long.geojson", text->str, text->len);
  geo_base_import (&base, path);
  location = geo_base_locate (&base, 1.4, 45.1);
  /* All that had the same code is one QPV. */
  g_assert_cmpuint (location->answers[0].inside->len, ==, 2);
  g_string_free (text, TRUE);
  geo_base_clear (&base);
}

/* ---- Archives ---------------------------------------------------------------------------------
 */

static void
archives_are_read_packed_or_not (void)
{
  static const char *const ways[][6] = {
    { "zip", "-q", "a.zip", "bon.geojson", NULL },
    { "zip", "-q0", "a.zip", "bon.geojson", NULL },
    { "zip", "-qr", "a.zip", "bon.geojson", "notice.txt", NULL },
    { "gzip", "-k", "bon.geojson", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      GeoBase base;
      g_autofree char *good = NULL, *notice = NULL, *packed = NULL;

      geo_base_init (&base);
      good = write_text (&base, "bon.geojson", GOOD);
      notice = write_text (&base, "notice.txt", "Notice");
      run (&base, ways[i]);
      packed = g_build_filename (base.folder, i == 3 ? "bon.geojson.gz" : "a.zip", NULL);
      geo_base_import (&base, packed);
      geo_base_clear (&base);
    }
}

static void
hostile_archives_are_refused (void)
{
  static const char *const pack[] = { "zip", "-q", "a.zip", "bon.geojson", NULL };
  static const char *const lock[]
      = { "zip", "-q", "-P", "secret", "clos.zip", "bon.geojson", NULL };
  static const char *const text[] = { "zip", "-q", "texte.zip", "notice.txt", NULL };
  GeoBase base;
  g_autofree char *good = NULL, *notice = NULL, *path = NULL, *bytes = NULL;
  g_autofree char *locked = NULL, *nothing = NULL;
  gsize length;

  geo_base_init (&base);
  good = write_text (&base, "bon.geojson", GOOD);
  notice = write_text (&base, "notice.txt", "Notice");
  geo_base_import (&base, good);
  run (&base, pack);
  run (&base, lock);
  run (&base, text);
  locked = g_build_filename (base.folder, "clos.zip", NULL);
  nothing = g_build_filename (base.folder, "texte.zip", NULL);
  check_refused (&base, nothing, "no file of contours");
  check_refused (&base, locked, "protected by a password");

  path = g_build_filename (base.folder, "a.zip", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize cut = 4; cut < length; cut += 7)
    {
      g_autofree char *part = write_bytes (&base, "coupé.zip", bytes, cut);

      check_refused (&base, part, "archive is cut short");
    }
  geo_base_clear (&base);
}

/* Its directory says 40 GB, or 600 MB that are not there. */
static void
zip_bombs_are_refused (void)
{
  static const char *const pack[] = { "zip", "-q", "a.zip", "bon.geojson", NULL };
  static const guint32 sizes[] = { 0xffffffff, 600u * 1024 * 1024 };
  GeoBase base;
  g_autofree char *good = NULL, *path = NULL, *bytes = NULL;
  gsize length;

  geo_base_init (&base);
  good = write_text (&base, "bon.geojson", GOOD);
  geo_base_import (&base, good);
  run (&base, pack);
  path = g_build_filename (base.folder, "a.zip", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      char *entry = memmem (bytes, length, "PK\x01\x02", 4);
      guint32 size = GUINT32_TO_LE (sizes[i]);
      g_autofree char *bomb = NULL;

      memcpy (entry + 24, &size, sizeof size);
      bomb = write_bytes (&base, "bombe.zip", bytes, length);
      check_refused (&base, bomb, "more than 512 MiB");
    }
  geo_base_clear (&base);
}

static void
a_gzip_cut_short_is_refused (void)
{
  static const char *const pack[] = { "gzip", "-k", "bon.geojson", NULL };
  GeoBase base;
  g_autofree char *good = NULL, *path = NULL, *bytes = NULL, *cut = NULL;
  gsize length;

  geo_base_init (&base);
  good = write_text (&base, "bon.geojson", GOOD);
  geo_base_import (&base, good);
  run (&base, pack);
  path = g_build_filename (base.folder, "bon.geojson.gz", NULL);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  cut = write_bytes (&base, "coupé.gz", bytes, length - 9);
  check_refused (&base, cut, "cut short or damaged");
  geo_base_clear (&base);
}

/* ---- The State's files ------------------------------------------------------------------------
 */

/* Unpacks a member of an archive of the reference data into the folder of the base. FALSE, the test
 * being skipped, without them. */
static gboolean
unpack (GeoBase *base, const char *archive, const char *pattern)
{
  g_autofree char *path = geo_find (archive);
  const char *argv[] = { "unzip", "-qjo", path, pattern, NULL };

  if (path == NULL)
    return FALSE;
  run (base, argv);
  return TRUE;
}

static void
a_shapefile_is_read_with_what_lies_beside_it (void)
{
  GeoBase base;
  g_autofree char *shp = NULL, *dbf = NULL, *prj = NULL, *bytes = NULL, *after = NULL;
  gsize length;

  geo_base_init (&base);
  if (unpack (&base, "qpv2015/derive_qp2015_occitanie_LB93_shp_utf8.zip", "SHP/*"))
    {
      g_autofree char *good = write_text (&base, "bon.geojson", GOOD);

      geo_base_import (&base, good);
      shp = g_build_filename (base.folder, "QP_METROPOLE_LB93.shp", NULL);
      dbf = g_build_filename (base.folder, "QP_METROPOLE_LB93.dbf", NULL);
      prj = g_build_filename (base.folder, "QP_METROPOLE_LB93.prj", NULL);

      /* The table cut short, then absent; then the projection untold. */
      g_assert_true (g_file_get_contents (dbf, &bytes, &length, NULL));
      g_assert_true (g_file_set_contents (dbf, bytes, (gssize)length / 2, NULL));
      check_refused (&base, shp, "(.dbf) is cut short");
      g_unlink (dbf);
      check_refused (&base, shp, "(.dbf) is missing");
      g_assert_true (g_file_set_contents (dbf, bytes, (gssize)length, NULL));
      g_unlink (prj);
      check_refused (&base, shp, "take the file in WGS 84");
    }
  geo_base_clear (&base);
}

static void
every_cut_of_a_shapefile_is_refused (void)
{
  GeoBase base;
  g_autofree char *shp = NULL, *bytes = NULL, *good = NULL;
  gsize length;

  geo_base_init (&base);
  if (unpack (&base, "qpv2015/derive_qp2015_occitanie_WGS84_shp_latin1_sans_cpg.zip", "SHP/*"))
    {
      good = write_text (&base, "bon.geojson", GOOD);
      geo_base_import (&base, good);
      shp = g_build_filename (base.folder, "QP_METROPOLEOUTREMER_WGS84_EPSG4326.shp", NULL);
      g_assert_true (g_file_get_contents (shp, &bytes, &length, NULL));
      for (gsize cut = 100; cut < length; cut += length / 23)
        {
          g_assert_true (g_file_set_contents (shp, bytes, (gssize)cut, NULL));
          check_refused (&base, shp, "shapefile is cut short");
        }
    }
  geo_base_clear (&base);
}

typedef struct
{
  const char *file;
  guint generation;
  const char *crs;
  guint count;
} Layout;

static const Layout layouts[] = {
  { "qpv2015/qp2015_occitanie.geojson.gz", 0, "WGS 84", 105 },
  { "qpv2015/derive_qp2015_occitanie_LB93_shp_utf8.zip", 0, "Lambert-93", 105 },
  { "qpv2015/derive_qp2015_occitanie_WGS84_shp_latin1_sans_cpg.zip", 0, "WGS 84", 105 },
  /* Of several layers the one in degrees. */
  { "qpv2024/derive_qp2024_extrait_SHP.zip", 1, "WGS 84", 267 },
  { "qpv2024/derive_qp2024_extrait_GPKG.zip", 1, "WGS 84", 267 },
  { "qpv2024/qp2024_QN07505I_pleine_precision.geojson", 1, "WGS 84", 1 },
};

static void
layouts_of_the_state_are_read (gconstpointer data)
{
  const Layout *layout = data;
  g_autofree char *path = geo_find (layout->file);
  g_autoptr (EtbDataset) dataset = NULL;
  GeoBase base;

  if (path == NULL)
    return;
  geo_base_init (&base);
  dataset = etb_atlas_import (base.atlas, path, NULL, NULL);
  g_assert_nonnull (dataset);
  g_assert_cmpstr (dataset->scope, ==, etb_generations[layout->generation].name);
  g_assert_cmpstr (dataset->crs, ==, layout->crs);
  g_assert_cmpint (dataset->count, ==, layout->count);
  g_assert_cmpint (dataset->skipped, ==, 0);
  g_assert_cmpuint (strlen (dataset->sha256), ==, 64);
  geo_base_clear (&base);
}

/* The answers of two bases about the same places, within @tolerance metres. */
static void
compare_bases (GeoBase *a, GeoBase *b, const EtbBox *box, guint generation, double tolerance)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (93);

  for (guint i = 0; i < 2000; i++)
    {
      double x = g_rand_double_range (rand, box->min_x, box->max_x);
      double y = g_rand_double_range (rand, box->min_y, box->max_y);
      g_autoptr (EtbLocation) first = geo_base_locate (a, x, y);
      g_autoptr (EtbLocation) second = geo_base_locate (b, x, y);
      const EtbLocationAnswer *one = first->answers + generation;
      const EtbLocationAnswer *two = second->answers + generation;
      g_autofree char *codes = geo_join_codes (one->inside);
      g_autofree char *others = geo_join_codes (two->inside);

      g_assert_cmpfloat_with_epsilon (one->metres, two->metres, tolerance);
      if (one->metres > tolerance)
        g_assert_cmpstr (codes, ==, others);
      g_assert_cmpstr (one->nearest->name, ==, two->nearest->name);
    }
}

typedef struct
{
  const char *one, *two;
  guint generation;
  EtbBox box;
  double tolerance; /* metres */
} Pair;

static const Pair pairs[] = {
  { "qpv2015/qp2015_occitanie.geojson.gz",
    "qpv2015/derive_qp2015_occitanie_LB93_shp_utf8.zip",
    0,
    { 1.38, 43.55, 1.5, 43.66 },
    0.001 },
  { "qpv2015/qp2015_occitanie.geojson.gz",
    "qpv2015/derive_qp2015_occitanie_WGS84_shp_latin1_sans_cpg.zip",
    0,
    { 3.8, 43.55, 3.95, 43.66 },
    0.001 },
  { "qpv2024/derive_qp2024_extrait_SHP.zip",
    "qpv2024/derive_qp2024_extrait_GPKG.zip",
    1,
    { 2.3, 48.85, 2.55, 48.98 },
    1e-9 },
  { "qpv2024/QP2024_France_Hexagonale_Outre_Mer_WGS84_4dec.geojson.gz",
    "qpv2024/derive_qp2024_extrait_GPKG.zip",
    1,
    { 1.38, 43.55, 1.5, 43.66 },
    1e-6 },
};

static void
every_form_gives_the_same_answers (gconstpointer data)
{
  const Pair *pair = data;
  g_autofree char *one = geo_find (pair->one);
  g_autofree char *two = geo_find (pair->two);
  GeoBase a, b;

  if (one == NULL || two == NULL)
    return;
  geo_base_init (&a);
  geo_base_init (&b);
  geo_base_import (&a, one);
  geo_base_import (&b, two);
  compare_bases (&a, &b, &pair->box, pair->generation, pair->tolerance);
  geo_base_clear (&a);
  geo_base_clear (&b);
}

/* ---- GeoPackages ------------------------------------------------------------------------------
 */

static void
change_package (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

typedef struct
{
  const char *name, *sql;
  const char *message; /* NULL: it is taken all the same */
} Trick;

/* Functions of the extensions of its triggers are not there: they are taken away first. */
#define TABLE "QP2024_France_Hexagonale_Outre_Mer_WGS84"
static const Trick tricks[] = {
  { "a trigger that would write",
    "CREATE TRIGGER t AFTER INSERT ON gpkg_contents BEGIN DELETE FROM "
    "gpkg_geometry_columns; END",
    NULL },
  { "a view under the name of the layer",
    "ALTER TABLE " TABLE " RENAME TO autre; CREATE VIEW " TABLE
    " AS WITH RECURSIVE r(x) AS (SELECT 1 "
    "UNION ALL SELECT x + 1 FROM r) SELECT x AS fid, 'QN00101M' AS code_qp, NULL AS geom FROM r",
    "GeoPackage is damaged" },
  { "no layer", "DELETE FROM gpkg_geometry_columns", "GeoPackage is damaged" },
  { "another system of coordinates",
    "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 2975", "does not read" },
  { "shapes that are none", "UPDATE " TABLE " SET geom = x'47500001000000000103000000FFFFFF7F'",
    "cut short or damaged" },
  { "a log beside it", "PRAGMA journal_mode = WAL", NULL },
};

static void
tricks_of_a_geopackage_do_nothing (gconstpointer data)
{
  const Trick *trick = data;
  GeoBase base;

  geo_base_init (&base);
  if (unpack (&base, "qpv2024/derive_qp2024_extrait_GPKG.zip", "*WGS84.gpkg"))
    {
      g_autofree char *path = g_build_filename (base.folder, TABLE ".gpkg", NULL);
      g_autofree char *good = write_text (&base, "bon.geojson", GOOD);

      change_package (path, "DROP TRIGGER IF EXISTS rtree_" TABLE "_geom_update1;"
                            "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE type = "
                            "'trigger'; PRAGMA writable_schema = RESET");
      change_package (path, trick->sql);
      geo_base_import (&base, good);
      if (trick->message != NULL)
        check_refused (&base, path, trick->message);
      else
        geo_base_import (&base, path);
    }
  geo_base_clear (&base);
}

/* ---- The base ---------------------------------------------------------------------------------
 */

static void
a_generation_is_replaced_whole_and_the_other_stays (void)
{
  GeoBase base;
  g_autofree char *first = NULL, *second = NULL, *other = NULL, *text = NULL;
  g_autoptr (EtbLocation) location = NULL;

  geo_base_init (&base);
  first = write_text (&base, "a.geojson", GOOD);
  second = write_text (
      &base, "b.geojson",
      COLLECTION ("\"features\":[" FEATURE ("QP031002", "[2,45],[2.5,45],[2.5,45.5],[2,45]") "]"));
  other = write_text (&base, "c.geojson",
                      COLLECTION ("\"features\":[" FEATURE ("QN03101M", RING) "]"));
  geo_base_import (&base, first);
  geo_base_import (&base, other);
  geo_base_import (&base, second);
  geo_base_import (&base, second);
  location = geo_base_locate (&base, 1.4, 45.1);
  g_assert_cmpuint (location->answers[0].inside->len, ==, 0);
  g_assert_cmpuint (location->answers[1].inside->len, ==, 1);
  text = describe (&base);
  g_assert_nonnull (strstr (text, "qpv 2015 b.geojson 1 WGS 84"));
  g_assert_nonnull (strstr (text, "qpv 2024 c.geojson 1 WGS 84"));
  geo_base_clear (&base);
}

/* With less than the State drew, a place far from all that is there is not known to be outside. */
static void
an_extract_does_not_answer_for_places_far_away (void)
{
  GeoBase base;
  g_autofree char *path = NULL;
  g_autoptr (EtbLocation) nothing = NULL, inside = NULL, near = NULL, outside = NULL;

  geo_base_init (&base);
  nothing = geo_base_locate (&base, 1.4, 45.1);
  g_assert_false (etb_location_answer_is_known (nothing->answers));
  g_assert_null (nothing->answers[0].nearest);
  path = write_text (&base, "a.geojson", GOOD);
  geo_base_import (&base, path);
  inside = geo_base_locate (&base, 1.4, 45.1);
  g_assert_true (etb_location_answer_is_known (inside->answers));
  near = geo_base_locate (&base, 1.25, 44.99);
  g_assert_true (near->answers[0].known);
  g_assert_cmpint (near->answers[0].coverage, ==, ETB_COVERAGE_PART);
  outside = geo_base_locate (&base, 1.1, 45.4);
  g_assert_false (etb_location_answer_is_known (outside->answers));
  g_assert_nonnull (outside->answers[0].nearest);
  g_assert_false (etb_location_answer_is_known (outside->answers + 1));
  geo_base_clear (&base);
}

static void
near_the_limit_is_said (void)
{
  GeoBase base;
  g_autofree char *path = NULL;
  /* About 0.8 m, 8 m and 16 m off a side that runs along a parallel. */
  static const struct
  {
    double latitude;
    gboolean on_limit, to_check;
  } cases[] = { { 44.999993, TRUE, TRUE },
                { 45.000007, TRUE, TRUE },
                { 44.99993, FALSE, TRUE },
                { 45.00007, FALSE, TRUE },
                { 44.99985, FALSE, FALSE } };

  geo_base_init (&base);
  path = write_text (&base, "a.geojson", GOOD);
  geo_base_import (&base, path);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbLocation) location = geo_base_locate (&base, 1.25, cases[i].latitude);

      g_assert_cmpint (etb_location_answer_is_on_limit (location->answers), ==, cases[i].on_limit);
      g_assert_cmpint (etb_location_answer_is_to_check (location->answers), ==, cases[i].to_check);
    }
  geo_base_clear (&base);
}

static void
a_cancelled_import_leaves_all_as_it_was (void)
{
  GeoBase base;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL, *text = NULL;

  geo_base_init (&base);
  path = write_text (&base, "a.geojson", GOOD);
  g_cancellable_cancel (cancellable);
  g_assert_null (etb_atlas_import (base.atlas, path, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  text = describe (&base);
  g_assert_cmpstr (text, ==, "");
  geo_base_clear (&base);
}

static void
the_commune_is_told_by_contours_or_by_a_qpv_of_one (void)
{
  g_autofree char *communes
      = geo_find ("communes/contours_2018/communes-93-seine-saint-denis.geojson.gz");
  g_autofree char *qpv = geo_find ("qpv2024/derive_qp2024_extrait_GPKG.zip");
  GeoBase base;
  g_autoptr (EtbLocation) before = NULL, by_qpv = NULL, by_contours = NULL, elsewhere = NULL;

  if (communes == NULL || qpv == NULL)
    return;
  geo_base_init (&base);
  before = geo_base_locate (&base, 2.36, 48.93);
  g_assert_null (before->commune);
  geo_base_import (&base, qpv);
  by_qpv = geo_base_locate (&base, 2.36, 48.93);
  g_assert_cmpstr (by_qpv->commune, ==, "93066");
  g_assert_cmpstr (by_qpv->commune_source->kind, ==, ETB_DATASET_QPV);
  geo_base_import (&base, communes);
  by_contours = geo_base_locate (&base, 2.383, 48.914);
  g_assert_cmpstr (by_contours->commune, ==, "93001");
  g_assert_cmpstr (by_contours->commune_source->kind, ==, ETB_DATASET_COMMUNES);
  g_assert_cmpstr (by_contours->commune_source->scope, ==, "93");
  elsewhere = geo_base_locate (&base, 1.0, 44.0);
  g_assert_null (elsewhere->commune);
  geo_base_clear (&base);
}

/* Its contour tells where a commune is; without one, the QPV that name it do. */
static void
a_commune_is_found_on_the_map (void)
{
  static const char qpv[]
      = COLLECTION ("\"features\":[{\"properties\":{\"code_qp\":\"QP031001\",\"code_commune\":"
                    "\"31555\"},\"geometry\":{\"coordinates\":[[" RING "]]}}]");
  static const char contour[]
      = COLLECTION ("\"features\":[{\"properties\":{\"code\":\"31555\",\"nom\":\"Toulouse\"},"
                    "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,44],[2,44],[2,46],"
                    "[0,44]]]}}]");
  GeoBase base;
  g_autofree char *quarters = NULL, *communes = NULL;
  EtbBox box;

  geo_base_init (&base);
  quarters = write_text (&base, "qpv.geojson", qpv);
  communes = write_text (&base, "communes-31-haute-garonne.geojson", contour);
  g_assert_false (etb_atlas_find_commune (base.atlas, "31555", &box));
  geo_base_import (&base, quarters);
  g_assert_true (etb_atlas_find_commune (base.atlas, "31555", &box));
  g_assert_cmpfloat_with_epsilon (box.max_y, 45.5, 1e-5);
  g_assert_false (etb_atlas_find_commune (base.atlas, "31033", &box));
  g_assert_true (etb_atlas_find_department (base.atlas, "31", &box));
  g_assert_cmpfloat_with_epsilon (box.max_y, 45.5, 1e-5);
  geo_base_import (&base, communes);
  g_assert_true (etb_atlas_find_commune (base.atlas, "31555", &box));
  g_assert_cmpfloat_with_epsilon (box.max_y, 46, 1e-5);
  geo_base_clear (&base);
}

/* Codes of 2015 and of 2024, in metropolitan France and overseas. */
static void
qpv_tell_their_department (void)
{
  static const struct
  {
    const char *code, *department, *other;
  } rows[] = {
    { "QP082003", "82", "08" }, { "QP02A001", "2A", "02" }, { "QP974001", "974", "97" },
    { "QN08201M", "82", "08" }, { "QN02A01M", "2A", "02" }, { "QN97401M", "974", "97" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text
          = g_strdup_printf (COLLECTION ("\"features\":[{\"properties\":{\"code_qp\":\"%s\"},"
                                         "\"geometry\":{\"coordinates\":[[" RING "]]}}]"),
                             rows[i].code);
      g_autofree char *file = NULL;
      GeoBase base;
      EtbBox box;

      geo_base_init (&base);
      file = write_text (&base, "qpv.geojson", text);
      geo_base_import (&base, file);
      g_test_message ("%s", rows[i].code);
      g_assert_true (etb_atlas_find_department (base.atlas, rows[i].department, &box));
      g_assert_false (etb_atlas_find_department (base.atlas, rows[i].other, &box));
      geo_base_clear (&base);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (hostiles); i++)
    {
      g_autofree char *path = g_strdup_printf ("/territory-import/hostile/%s", hostiles[i].name);

      g_test_add_data_func (path, hostiles + i, hostile_texts_are_refused);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (layouts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/territory-import/layout/%s", layouts[i].file);

      g_test_add_data_func (path, layouts + i, layouts_of_the_state_are_read);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/territory-import/same/%s and %s", pairs[i].one, pairs[i].two);

      g_test_add_data_func (path, pairs + i, every_form_gives_the_same_answers);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (tricks); i++)
    {
      g_autofree char *path = g_strdup_printf ("/territory-import/geopackage/%s", tricks[i].name);

      g_test_add_data_func (path, tricks + i, tricks_of_a_geopackage_do_nothing);
    }
#define ADD(function) g_test_add_func ("/territory-import/" #function, function)
  ADD (a_line_of_15_mb_is_read);
  ADD (archives_are_read_packed_or_not);
  ADD (hostile_archives_are_refused);
  ADD (zip_bombs_are_refused);
  ADD (a_gzip_cut_short_is_refused);
  ADD (a_shapefile_is_read_with_what_lies_beside_it);
  ADD (every_cut_of_a_shapefile_is_refused);
  ADD (a_generation_is_replaced_whole_and_the_other_stays);
  ADD (an_extract_does_not_answer_for_places_far_away);
  ADD (near_the_limit_is_said);
  ADD (a_cancelled_import_leaves_all_as_it_was);
  ADD (the_commune_is_told_by_contours_or_by_a_qpv_of_one);
  ADD (a_commune_is_found_on_the_map);
  ADD (qpv_tell_their_department);
  return g_test_run ();
}
