/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints what territorial answers take and what their references take, in the same run: GEOS, and
 * the parser of json-glib. Usage:
 *   bench-territory locate CONTOURS.geojson    microseconds of a place, of both
 *   bench-territory import CONTOURS.geojson    milliseconds of the file, of both
 *   bench-territory frame CONTOURS.geojson     contours in sight, milliseconds of a map of them
 *   bench-territory fresh PROGRAM LON LAT      milliseconds of a new process */

#include <geos_c.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <pango/pangocairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "etb-atlas.h"
#include "etb-geo-file.h"
#include "etb-map.h"

#define PLACES 20000
#define RUNS   9

static int
compare (const void *a, const void *b)
{
  const double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static double
get_median (double *values, guint count)
{
  qsort (values, count, sizeof *values, compare);
  return values[count / 2];
}

static double
now (void)
{
  return (double)g_get_monotonic_time ();
}

/* ---- A base -----------------------------------------------------------------------------------
 */

static void
remove_base (const char *file)
{
  static const char *const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (file, endings[i], NULL);

      g_unlink (path);
    }
}

static void
import (EtbAtlas *atlas, const char *contours)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDataset) dataset = etb_atlas_import (atlas, contours, NULL, &error);

  if (dataset == NULL)
    g_error ("%s", error->message);
}

/* ---- locate -----------------------------------------------------------------------------------
 */

static void G_GNUC_PRINTF (1, 2) be_quiet (const char *format, ...)
{
}

typedef struct
{
  GEOSGeometry *shape, *limit;
  const GEOSPreparedGeometry *prepared, *prepared_limit;
} Shape;

static GEOSCoordSequence *
copy_points (const EtbPolygon *polygon)
{
  GEOSCoordSequence *points = GEOSCoordSeq_create (polygon->points->len, 2);

  for (guint i = 0; i < polygon->points->len; i++)
    {
      const EtbPoint *point = &g_array_index (polygon->points, EtbPoint, i);

      GEOSCoordSeq_setXY (points, i, point->x, point->y);
    }
  return points;
}

static GEOSSTRtree *
fill_tree (const EtbLayer *layer)
{
  GEOSSTRtree *tree = GEOSSTRtree_create (10);

  for (guint i = 0; i < layer->areas->len; i++)
    {
      const EtbArea *area = g_ptr_array_index (layer->areas, i);

      for (guint j = 0; j < area->polygons->len; j++)
        {
          const EtbPolygon *polygon = g_ptr_array_index (area->polygons, j);
          Shape *shape = g_new (Shape, 1);

          shape->shape
              = GEOSGeom_createPolygon (GEOSGeom_createLinearRing (copy_points (polygon)), NULL, 0);
          shape->limit = GEOSGeom_createLineString (copy_points (polygon));
          shape->prepared = GEOSPrepare (shape->shape);
          shape->prepared_limit = GEOSPrepare (shape->limit);
          GEOSSTRtree_insert (tree, shape->shape, shape);
        }
    }
  return tree;
}

typedef struct
{
  GEOSGeometry *point;
  guint inside;
} Question;

static void
count_inside (void *item, void *data)
{
  Question *question = data;

  question->inside += GEOSPreparedContains (((Shape *)item)->prepared, question->point) == 1;
}

static int
measure (const void *item, const void *point, double *distance, void *data)
{
  return GEOSPreparedDistance (((const Shape *)item)->prepared_limit, point, distance);
}

static double
time_geos (GEOSSTRtree *tree, const EtbPoint *places)
{
  double start = now ();

  for (guint i = 0; i < PLACES; i++)
    {
      Question question = { GEOSGeom_createPointFromXY (places[i].x, places[i].y), 0 };

      GEOSSTRtree_query (tree, question.point, count_inside, &question);
      GEOSSTRtree_nearest_generic (tree, question.point, question.point, measure, NULL);
      GEOSGeom_destroy (question.point);
    }
  return (now () - start) / PLACES;
}

static double
time_own (EtbAtlas *atlas, const EtbPoint *places)
{
  double start = now ();

  for (guint i = 0; i < PLACES; i++)
    {
      g_autoptr (EtbLocation) location = etb_atlas_locate (atlas, places[i], NULL);

      g_assert (location != NULL);
    }
  return (now () - start) / PLACES;
}

static void
pick_places (const EtbLayer *layer, EtbPoint *places)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < PLACES; i++)
    {
      const EtbArea *area
          = g_ptr_array_index (layer->areas, g_rand_int_range (rand, 0, (gint32)layer->areas->len));
      const EtbPolygon *polygon = g_ptr_array_index (area->polygons, 0);

      places[i] = g_array_index (polygon->points, EtbPoint, 0);
      places[i].x += g_rand_double_range (rand, -0.02, 0.02);
      places[i].y += g_rand_double_range (rand, -0.02, 0.02);
    }
}

static int
bench_locate (const char *contours, const char *base)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (base);
  g_autoptr (GBytes) bytes = etb_geo_file_load (contours, NULL, NULL);
  g_autofree char *name = NULL;
  g_autoptr (EtbLayer) layer = etb_geo_file_read (bytes, contours, &name, NULL);
  g_autofree EtbPoint *places = g_new (EtbPoint, PLACES);
  double own[RUNS], other[RUNS];
  GEOSSTRtree *tree;

  initGEOS (be_quiet, be_quiet);
  import (atlas, contours);
  tree = fill_tree (layer);
  pick_places (layer, places);
  for (guint i = 0; i < RUNS; i++)
    {
      own[i] = time_own (atlas, places);
      other[i] = time_geos (tree, places);
    }
  printf ("%f %f\n", get_median (own, RUNS), get_median (other, RUNS));
  return 0;
}

/* ---- import -----------------------------------------------------------------------------------
 */

static double
time_parser (const char *contours)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  double start = now ();

  if (!json_parser_load_from_file (parser, contours, NULL))
    g_error ("json-glib does not read it");
  return (now () - start) / 1000;
}

static double
time_import (const char *contours, const char *base)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (base);
  double start = now ();

  import (atlas, contours);
  return (now () - start) / 1000;
}

static int
bench_import (const char *contours, const char *base)
{
  double own[RUNS], other[RUNS];

  for (guint i = 0; i < RUNS; i++)
    {
      remove_base (base);
      own[i] = time_import (contours, base);
      other[i] = time_parser (contours);
    }
  printf ("%f %f\n", get_median (own, RUNS), get_median (other, RUNS));
  return 0;
}

/* ---- frame ------------------------------------------------------------------------------------
 */

#define WIDTH  900
#define HEIGHT 600
#define SCALE  33.0 /* metres a pixel: 30 km across */

static EtbMap *
make_map (GPtrArray *areas, const EtbPlane *plane)
{
  EtbMap *map = etb_map_new ("QPV 2024", TRUE);

  for (guint i = 0; i < areas->len; i++)
    {
      const EtbArea *area = g_ptr_array_index (areas, i);

      etb_map_begin_outline (map, area->name, FALSE);
      for (guint j = 0; j < area->polygons->len; j++)
        {
          const EtbPolygon *polygon = g_ptr_array_index (area->polygons, j);

          for (guint k = 0; k < polygon->points->len; k++)
            {
              EtbPoint at = etb_plane_place (plane, g_array_index (polygon->points, EtbPoint, k));

              etb_map_add_point (map, (EtbMapPoint){ at.x, at.y });
            }
          etb_map_end_ring (map);
        }
    }
  return map;
}

static double
time_frame (const EtbMap *map, cairo_t *cr, PangoLayout *layout)
{
  const EtbMapView view = { { 0, 0 }, SCALE, WIDTH, HEIGHT };
  double start = now ();

  etb_map_draw (map, cr, layout, &view, &etb_map_paper);
  cairo_surface_flush (cairo_get_target (cr));
  return (now () - start) / 1000;
}

/* North of Paris, where they are many. */
static int
bench_frame (const char *contours, const char *base)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (base);
  const EtbBox box = { 2.22, 48.8, 2.63, 49 };
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (EtbMap) map = NULL;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (PangoLayout) layout = pango_cairo_create_layout (cr);
  double times[RUNS * 3];
  EtbPlane plane;

  import (atlas, contours);
  etb_plane_init (&plane, (EtbPoint){ 2.425, 48.9 });
  areas = etb_atlas_get_outlines (atlas, etb_generations + 1, box, 1000, NULL);
  map = make_map (areas, &plane);
  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    times[i] = time_frame (map, cr, layout);
  printf ("%u %f\n", areas->len, get_median (times, G_N_ELEMENTS (times)));
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return 0;
}

/* ---- fresh ------------------------------------------------------------------------------------
 */

static int
bench_fresh (char **command)
{
  char *argv[]
      = { command[0], (char *)"territory", (char *)"locate", command[1], command[2], NULL };
  double times[101];

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      double start = now ();
      int status = 0;

      if (!g_spawn_sync (NULL, argv, NULL,
                         G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_LEAVE_DESCRIPTORS_OPEN, NULL, NULL,
                         NULL, NULL, &status, NULL)
          || status != 0)
        g_error ("%s ended with %d", command[0], status);
      times[i] = (now () - start) / 1000;
    }
  printf ("%f\n", get_median (times, G_N_ELEMENTS (times)));
  return 0;
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL, *base = NULL;
  int status = 2;

  if (argc == 5 && g_str_equal (argv[1], "fresh"))
    return bench_fresh (argv + 2);
  if (argc != 3)
    return status;
  folder = g_dir_make_tmp ("etb-bench-XXXXXX", NULL);
  base = g_build_filename (folder, "base.sqlite", NULL);
  if (g_str_equal (argv[1], "locate"))
    status = bench_locate (argv[2], base);
  else if (g_str_equal (argv[1], "import"))
    status = bench_import (argv[2], base);
  else if (g_str_equal (argv[1], "frame"))
    status = bench_frame (argv[2], base);
  remove_base (base);
  g_rmdir (folder);
  return status;
}
