/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* GeoJSON: what is taken, however it is written, and what is refused with the place. */

#include "etb-geojson-reader.h"

#include <locale.h>
#include <string.h>

#include "etb-territory.h"

#define RING    "[[1,45],[1.5,45],[1.5,45.5],[1,45]]"
#define POLYGON "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[" RING "]}"
#define CODE    "\"properties\":{\"code_qp\":\"QP031001\"}"

#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define FEATURE(members)     "{\"type\":\"Feature\"," members "}"

typedef struct
{
  const char *name;
  const char *text;
  guint areas, skipped;
  const char *codes; /* of the areas, joined by a space */
} Good;

static const Good goods[] = {
  { "a polygon", COLLECTION (FEATURE (CODE "," POLYGON)), 1, 0, "QP031001" },
  { "members the other way round",
    "{\"features\":[" FEATURE (POLYGON "," CODE) "],\"type\":\"FeatureCollection\"}", 1, 0,
    "QP031001" },
  { "a mark of UTF-8 first", "\xEF\xBB\xBF" COLLECTION (FEATURE (CODE "," POLYGON)), 1, 0,
    "QP031001" },
  { "blanks everywhere",
    " {\r\n\t\"features\" : [ { \"properties\" : { \"code_qp\" : \"QN07505I\" } , \"geometry\" : { "
    "\"coordinates\" : [ [ [ 1 , 45 ] , [ 2 , 45 ] , [ 2 , 46 ] , [ 1 , 45 ] ] ] } } ] } \n",
    1, 0, "QN07505I" },
  { "several polygons",
    COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[[" RING "],[" RING "]],"
                              "\"type\":\"MultiPolygon\"}")),
    1, 0, "QP031001" },
  { "heights",
    COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[[[1,45,10],[2,45,10],"
                              "[2,46,1e1],[1,45,10]]]}")),
    1, 0, "QP031001" },
  { "numbers with exponents",
    COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[[[1e0,4.5E+1],[2,45],[2,46],"
                              "[10e-1,45.0]]]}")),
    1, 0, "QP031001" },
  { "null geometry", COLLECTION (FEATURE (CODE ",\"geometry\":null")), 0, 1, "" },
  { "null properties", COLLECTION (FEATURE ("\"properties\":null," POLYGON)), 0, 1, "" },
  { "a point", COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[1,45]}")), 0, 1, "" },
  { "a line", COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[[1,45],[2,45]]}")), 0, 1,
    "" },
  { "no feature", COLLECTION (""), 0, 0, "" },
  { "a commune",
    COLLECTION (FEATURE ("\"properties\":{\"code\":\"34301\",\"nom\":\"Sète\"}," POLYGON)), 1, 0,
    "34301" },
  { "a département is none", COLLECTION (FEATURE ("\"properties\":{\"code\":\"34\"}," POLYGON)), 0,
    1, "" },
  { "a code of another form",
    COLLECTION (FEATURE ("\"properties\":{\"code_qp\":\"ZUS12\"}," POLYGON)), 0, 1, "" },
};

static void
what_is_written_is_taken (gconstpointer data)
{
  const Good *good = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbLayer) layer = etb_geojson_read (good->text, &error);
  g_autoptr (GString) codes = g_string_new (NULL);

  g_assert_no_error (error);
  g_assert_cmpuint (layer->areas->len, ==, good->areas);
  g_assert_cmpuint (layer->skipped, ==, good->skipped);
  for (guint i = 0; i < layer->areas->len; i++)
    g_string_append (codes, ((EtbArea *)g_ptr_array_index (layer->areas, i))->code);
  g_assert_cmpstr (codes->str, ==, good->codes);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *message; /* a part of it */
} Bad;

#define BAD_RING(points) \
  COLLECTION (FEATURE (CODE ",\"geometry\":{\"coordinates\":[[" points "]]}"))

static const Bad bads[] = {
  { "nothing", "", "ends too soon" },
  { "no JSON", "code_qp;lib_qp", "no JSON" },
  { "cut in a number", "{\"features\":[{\"geometry\":{\"coordinates\":[[[1.2", "ends too soon" },
  { "cut in a text", "{\"features\":[{\"properties\":{\"code_qp\":\"QP0", "ends too soon" },
  { "cut after a backslash", "{\"name\":\"\\", "ends too soon" },
  { "an open ring", BAD_RING ("[1,45],[2,45],[2,46],[1,46]"), "not closed" },
  { "a ring of three", BAD_RING ("[1,45],[2,45],[1,45]"), "not closed" },
  { "no latitude", BAD_RING ("[1],[2,45]"), "no latitude" },
  { "a text for a number", BAD_RING ("[\"1\",45]"), "no JSON" },
  { "NaN", BAD_RING ("[NaN,45]"), "no JSON" },
  { "Infinity", BAD_RING ("[1,-Infinity]"), "no JSON" },
  { "too large a number", BAD_RING ("[1e999,45]"), "out of reach" },
  { "hexadecimal", BAD_RING ("[0x10,45]"), "out of reach" },
  { "something after the end", COLLECTION ("") "{}", "follows the end" },
  { "a comma too many", "{\"features\":[],}", "no JSON" },
  { "no comma", "{\"features\":[] \"name\":1}", "no JSON" },
  { "no colon", "{\"features\" []}", "no JSON" },
};

static void
what_is_wrong_is_told_with_its_place (gconstpointer data)
{
  const Bad *bad = data;
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_geojson_read (bad->text, &error));
  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
  if (strstr (error->message, bad->message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, bad->message);
  g_assert_nonnull (strstr (error->message, "at character "));
}

static void
texts_are_unescaped (void)
{
  g_autoptr (EtbLayer) layer = etb_geojson_read (
      COLLECTION (FEATURE ("\"properties\":{\"code_qp\":\"QP031001\",\"nom_qp\":\" L\\u00e9o "
                           "\\\"Lagrange\\\" \\ud83c\\udfe0 \\ud800 \\n\",\"code_commune\":"
                           "31555}," POLYGON)),
      NULL);
  const EtbArea *area = g_ptr_array_index (layer->areas, 0);

  g_assert_cmpstr (area->name, ==, "Léo \"Lagrange\" \xF0\x9F\x8F\xA0 \xEF\xBF\xBD");
  g_assert_cmpstr (area->communes, ==, "31555");
}

static void
several_communes_are_cut_apart (void)
{
  static const struct
  {
    const char *written, *communes;
  } cases[] = {
    { "\"02571, 02691\"", "02571 02691" },
    { "\"2571; 2691\"", "02571 02691" },
    { "1053", "01053" },
    { "\"2A004\"", "2A004" },
    { "\"Omissy, Saint-Quentin\"", "" },
    { "null", "" },
    { "[\"01053\"]", "" },
    { "\"97411\"", "97411" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          COLLECTION (
              FEATURE ("\"properties\":{\"code_qp\":\"QN00201M\",\"insee_com\":%s}," POLYGON)),
          cases[i].written);
      g_autoptr (EtbLayer) layer = etb_geojson_read (text, NULL);

      g_assert_cmpstr (((EtbArea *)g_ptr_array_index (layer->areas, 0))->communes, ==,
                       cases[i].communes);
    }
}

/* Each number is the nearest one to what is written, as the C library finds it. */
static void
numbers_are_the_nearest (void)
{
  static const char *const numbers[] = { "2.9005227398",
                                         "-149.569600000000001",
                                         "55.448112345678901",
                                         "0.1",
                                         "-0",
                                         "48.856614123456789012345678",
                                         "1.7976931348623157e308",
                                         "5e-324",
                                         "180.00000000000003" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *text
          = g_strdup_printf (BAD_RING ("[%s,1],[2,2],[3,3],[%s,1]"), numbers[i], numbers[i]);
      g_autoptr (EtbLayer) layer = etb_geojson_read (text, NULL);
      const EtbArea *area = g_ptr_array_index (layer->areas, 0);
      const EtbPolygon *polygon = g_ptr_array_index (area->polygons, 0);

      g_assert_cmpfloat (g_array_index (polygon->points, EtbPoint, 0).x, ==,
                         g_ascii_strtod (numbers[i], NULL));
    }
}

static void
depth_has_a_limit (void)
{
  g_autofree char *brackets = g_strnfill (1000000, '[');
  g_autofree char *text = g_strconcat ("{\"x\":", brackets, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_geojson_read (text, &error));
  g_assert_nonnull (strstr (error->message, "nested too deeply"));
}

static void
the_system_of_coordinates_is_read (void)
{
  static const struct
  {
    const char *name;
    EtbCrs crs;
  } cases[] = {
    { "urn:ogc:def:crs:OGC:1.3:CRS84", ETB_CRS_DEGREES },
    { "urn:ogc:def:crs:EPSG::4326", ETB_CRS_DEGREES },
    { "EPSG:4171", ETB_CRS_DEGREES },
    { "urn:ogc:def:crs:EPSG::2154", ETB_CRS_LAMBERT93 },
    { "EPSG:2154", ETB_CRS_LAMBERT93 },
    { "urn:ogc:def:crs:EPSG::2975", ETB_CRS_OTHER },
    { "EPSG:3857", ETB_CRS_OTHER },
    { "", ETB_CRS_UNTOLD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf (
          "{\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"%s\"}},\"features\":[]}",
          cases[i].name);
      g_autoptr (EtbLayer) layer = etb_geojson_read (text, NULL);

      g_assert_cmpint (layer->crs, ==, cases[i].crs);
      g_assert_cmpint (etb_geojson_peek_crs (text), ==, cases[i].crs);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autofree char *path = g_strdup_printf ("/geojson-reader/taken/%s", goods[i].name);

      g_test_add_data_func (path, goods + i, what_is_written_is_taken);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autofree char *path = g_strdup_printf ("/geojson-reader/refused/%s", bads[i].name);

      g_test_add_data_func (path, bads + i, what_is_wrong_is_told_with_its_place);
    }
  g_test_add_func ("/geojson-reader/texts-are-unescaped", texts_are_unescaped);
  g_test_add_func ("/geojson-reader/several-communes-are-cut-apart",
                   several_communes_are_cut_apart);
  g_test_add_func ("/geojson-reader/numbers-are-the-nearest", numbers_are_the_nearest);
  g_test_add_func ("/geojson-reader/depth-has-a-limit", depth_has_a_limit);
  g_test_add_func ("/geojson-reader/the-system-of-coordinates-is-read",
                   the_system_of_coordinates_is_read);
  return g_test_run ();
}
