/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What of the contours about a place goes into a picture: few points, near the lines they stand
 * for, the nearest contours first. */

#include "etb-surroundings.h"

#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "etb-simplify.h"

#define METRES 9.0e-6 /* in degrees of latitude, about */

static const EtbPoint origin = { 2.0, 47.0 };

/* Stretched to the east: in metres it is about a circle, of whatever latitude. */
static EtbPoint
place_about (double east, double north)
{
  return (EtbPoint){ origin.x + east * METRES / cos (origin.y * G_PI / 180),
                     origin.y + north * METRES };
}

/* A circle of @count points. */
static EtbPolygon *
make_circle (double radius, guint count)
{
  EtbPolygon *polygon = etb_polygon_new ();

  for (guint i = 0; i <= count; i++)
    {
      double angle = 2 * G_PI * (i % count) / count;
      EtbPoint point = place_about (radius * cos (angle), radius * sin (angle));

      g_array_append_val (polygon->points, point);
    }
  g_assert_true (etb_polygon_close_ring (polygon));
  return polygon;
}

static void
few_points_stay_near_the_line (void)
{
  static const struct
  {
    double radius, tolerance;
    guint most;
  } cases[] = {
    { 100, 1, 60 },
    { 100, 10, 20 },
    { 5000, 1, 400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbPolygon) circle = make_circle (cases[i].radius, 5000);
      g_autoptr (EtbPolygon) few = etb_polygon_new ();
      EtbPlane plane;

      etb_plane_init (&plane, origin);
      etb_simplify_polygon (circle, &plane, cases[i].tolerance, few);
      g_assert_cmpuint (few->ends->len, ==, 1);
      g_assert_cmpuint (few->points->len, <=, cases[i].most);
      for (guint j = 0; j < circle->points->len; j += 7)
        {
          etb_plane_init (&plane, g_array_index (circle->points, EtbPoint, j));
          g_assert_cmpfloat (etb_polygon_get_distance (few, &plane), <=,
                             cases[i].tolerance * 1.001);
        }
    }
}

static void
what_is_not_seen_is_left_out (void)
{
  g_autoptr (EtbPolygon) dot = make_circle (3, 100);
  g_autoptr (EtbPolygon) few = etb_polygon_new ();
  EtbPlane plane;

  etb_plane_init (&plane, origin);
  etb_simplify_polygon (dot, &plane, 10, few);
  g_assert_cmpuint (few->ends->len, ==, 0);
  g_assert_cmpuint (few->points->len, ==, 0);
}

/* ---- About a place ----------------------------------------------------------------------------
 */

typedef struct
{
  char *folder;
  EtbAtlas *atlas;
} Fixture;

/* A QPV of 2024: a ring of @points points about a place that is so many metres away. */
static void
append_area (GString *text, guint number, double east, double north, double radius, guint points)
{
  g_string_append_printf (text,
                          "%s{\"type\":\"Feature\",\"properties\":{\"code_qp\":\"QN%06u\","
                          "\"lib_qp\":\"Essai %u\"},\"geometry\":{\"type\":\"Polygon\","
                          "\"coordinates\":[[",
                          number > 1 ? "," : "", number, number);
  for (guint i = 0; i <= points; i++)
    {
      double angle = 2 * G_PI * (i % points) / points;
      /* Not round: a ragged line keeps its points. */
      double away = radius * (i % points % 2 == 0 ? 1 : 0.9);
      EtbPoint point = place_about (east + away * cos (angle), north + away * sin (angle));
      char x[G_ASCII_DTOSTR_BUF_SIZE], y[G_ASCII_DTOSTR_BUF_SIZE];

      g_string_append_printf (text, "%s[%s,%s]", i > 0 ? "," : "",
                              g_ascii_formatd (x, sizeof x, "%.7f", point.x),
                              g_ascii_formatd (y, sizeof y, "%.7f", point.y));
    }
  g_string_append (text, "]]}}");
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *base = NULL;

  self->folder = g_dir_make_tmp ("etabli-surroundings-XXXXXX", NULL);
  base = g_build_filename (self->folder, "base.sqlite", NULL);
  self->atlas = etb_atlas_new (base);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  static const char *const names[]
      = { "base.sqlite", "base.sqlite-wal", "base.sqlite-shm", "qpv.geojson" };

  g_clear_object (&self->atlas);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

/* Reads in what @areas says (transfer full) and looks about the origin. */
static EtbSurroundings *
look (Fixture *self, GString *areas)
{
  g_autofree char *path = g_build_filename (self->folder, "qpv.geojson", NULL);
  g_autofree char *text
      = g_strdup_printf ("{\"type\":\"FeatureCollection\",\"features\":[%s]}", areas->str);
  g_autoptr (EtbDataset) dataset = NULL;
  g_autoptr (EtbLocation) location = NULL;
  g_autoptr (GError) error = NULL;
  EtbSurroundings *surroundings;

  g_string_free (areas, TRUE);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  dataset = etb_atlas_import (self->atlas, path, NULL, &error);
  g_assert_no_error (error);
  location = etb_atlas_locate (self->atlas, origin, &error);
  g_assert_no_error (error);
  surroundings = etb_surroundings_new (self->atlas, location, etb_generations + 1, &error);
  g_assert_no_error (error);
  return surroundings;
}

static guint
count_points (const EtbSurroundings *surroundings)
{
  guint count = 0;

  for (guint i = 0; i < surroundings->areas->len; i++)
    {
      const EtbArea *area = g_ptr_array_index (surroundings->areas, i);

      g_assert_cmpuint (area->polygons->len, ==, 1);
      count += ((const EtbPolygon *)g_ptr_array_index (area->polygons, 0))->points->len;
    }
  return count;
}

static const char *
get_code (const EtbSurroundings *surroundings, guint place)
{
  return ((const EtbArea *)g_ptr_array_index (surroundings->areas, place))->code;
}

static void
the_nearest_come_first (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (NULL);
  g_autoptr (EtbSurroundings) seen = NULL;

  append_area (text, 1, 700, 0, 100, 20);
  append_area (text, 2, 0, 300, 100, 20);
  append_area (text, 3, 0, -5000, 100, 20);
  append_area (text, 4, -400, 0, 100, 20);
  seen = look (self, text);
  g_assert_cmpfloat (seen->half_width, ==, 800);
  g_assert_cmpuint (seen->areas->len, ==, 3);
  g_assert_cmpuint (seen->left_out, ==, 0);
  g_assert_cmpstr (get_code (seen, 0), ==, "QN000002");
  g_assert_cmpstr (get_code (seen, 1), ==, "QN000004");
  g_assert_cmpstr (get_code (seen, 2), ==, "QN000001");
}

static void
a_far_limit_is_seen_too (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (NULL);
  g_autoptr (EtbSurroundings) seen = NULL;

  append_area (text, 1, 20000, 0, 1000, 20);
  seen = look (self, text);
  g_assert_cmpfloat (seen->half_width, >, 19000);
  g_assert_cmpfloat (seen->half_width, <, 25000);
  g_assert_cmpuint (seen->areas->len, ==, 1);
}

static void
a_large_town_is_bounded (Fixture *self, gconstpointer data)
{
  GString *text = g_string_new (NULL);
  g_autoptr (EtbSurroundings) seen = NULL;

  for (guint i = 0; i < 60; i++)
    append_area (text, i + 1, 100.0 * (i % 8) - 350, 100.0 * (i / 8) - 350, 45, 400);
  seen = look (self, text);
  g_assert_cmpuint (seen->areas->len, ==, ETB_SURROUNDINGS_MAX_AREAS);
  g_assert_cmpuint (seen->left_out, ==, 20);
  g_assert_cmpuint (count_points (seen), <=, ETB_SURROUNDINGS_MAX_POINTS);
}

#define ADD(name, test) g_test_add ("/surroundings/" name, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/simplify/few-points-stay-near-the-line", few_points_stay_near_the_line);
  g_test_add_func ("/simplify/what-is-not-seen-is-left-out", what_is_not_seen_is_left_out);
  ADD ("the-nearest-come-first", the_nearest_come_first);
  ADD ("a-far-limit-is-seen-too", a_far_limit_is_seen_too);
  ADD ("a-large-town-is-bounded", a_large_town_is_bounded);
  return g_test_run ();
}
