/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where places are, against GEOS on 100 000 random ones and PROJ's geodesic, and for real ones
 * whose answer somebody else wrote. */

#include "geo-fixture.h"

#include <geodesic.h>
#include <geos_c.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define QPV_2024 "qpv2024/QP2024_France_Hexagonale_Outre_Mer_WGS84_4dec.geojson.gz"
#define QPV_2015 "qpv2015/qp2015_occitanie.geojson.gz"

#define PLACES    100000
#define DISTANCES 5000
#define SPREAD    0.03 /* degrees about a limit */

static void G_GNUC_PRINTF (1, 2) be_quiet (const char *format, ...)
{
}

/* ---- The referee ------------------------------------------------------------------------------
 */

typedef struct
{
  const EtbArea *area;
  const EtbPolygon *polygon;
  GEOSGeometry *shape;
  const GEOSPreparedGeometry *prepared;
} Shape;

typedef struct
{
  EtbLayer *layer;
  GPtrArray *shapes; /* Shape */
  GEOSSTRtree *tree;
} Referee;

static GEOSGeometry *
make_ring (const EtbPolygon *polygon, guint start, guint end)
{
  GEOSCoordSequence *points = GEOSCoordSeq_create (end - start, 2);

  for (guint i = start; i < end; i++)
    {
      const EtbPoint *point = &g_array_index (polygon->points, EtbPoint, i);

      GEOSCoordSeq_setXY (points, i - start, point->x, point->y);
    }
  return GEOSGeom_createLinearRing (points);
}

/* The test data have no hole. */
static Shape *
make_shape (const EtbArea *area, const EtbPolygon *polygon)
{
  Shape *shape = g_new (Shape, 1);

  g_assert_cmpuint (polygon->ends->len, ==, 1);
  *shape = (Shape){ .area = area, .polygon = polygon };
  shape->shape = GEOSGeom_createPolygon (make_ring (polygon, 0, polygon->points->len), NULL, 0);
  shape->prepared = GEOSPrepare (shape->shape);
  return shape;
}

static void
free_shape (gpointer data)
{
  Shape *shape = data;

  GEOSPreparedGeom_destroy (shape->prepared);
  GEOSGeom_destroy (shape->shape);
  g_free (shape);
}

static void
referee_init (Referee *self, const char *path)
{
  self->layer = geo_read (path);
  self->shapes = g_ptr_array_new_with_free_func (free_shape);
  self->tree = GEOSSTRtree_create (10);
  for (guint i = 0; i < self->layer->areas->len; i++)
    {
      const EtbArea *area = g_ptr_array_index (self->layer->areas, i);

      for (guint j = 0; j < area->polygons->len; j++)
        {
          Shape *shape = make_shape (area, g_ptr_array_index (area->polygons, j));

          g_ptr_array_add (self->shapes, shape);
          GEOSSTRtree_insert (self->tree, shape->shape, shape);
        }
    }
}

static void
referee_clear (Referee *self)
{
  GEOSSTRtree_destroy (self->tree);
  g_ptr_array_unref (self->shapes);
  etb_layer_free (self->layer);
}

static void
collect (void *item, void *data)
{
  g_ptr_array_add (data, item);
}

/* Shapes whose box meets that of @reach degrees about @place. (transfer container) */
static GPtrArray *
find_shapes (Referee *self, EtbPoint place, double reach_x, double reach_y)
{
  GPtrArray *found = g_ptr_array_new ();
  GEOSGeometry *box = GEOSGeom_createRectangle (place.x - reach_x, place.y - reach_y,
                                                place.x + reach_x, place.y + reach_y);

  GEOSSTRtree_query (self->tree, box, collect, found);
  GEOSGeom_destroy (box);
  return found;
}

static gint
compare_text (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Codes of the QPV that contain @place, as geo_join_codes() gives them. (transfer full) */
static char *
referee_contains (Referee *self, EtbPoint place)
{
  g_autoptr (GPtrArray) found = find_shapes (self, place, 1e-9, 1e-9);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();
  GEOSGeometry *point = GEOSGeom_createPointFromXY (place.x, place.y);

  for (guint i = 0; i < found->len; i++)
    {
      const Shape *shape = g_ptr_array_index (found, i);

      if (GEOSPreparedContains (shape->prepared, point) == 1)
        g_ptr_array_add (codes, shape->area->code);
    }
  GEOSGeom_destroy (point);
  g_ptr_array_sort (codes, compare_text);
  for (guint i = 1; i < codes->len;)
    if (g_str_equal (g_ptr_array_index (codes, i), g_ptr_array_index (codes, i - 1)))
      g_ptr_array_remove_index (codes, i);
    else
      i++;
  g_ptr_array_add (codes, NULL);
  return g_strjoinv (" ", (char **)codes->pdata);
}

/* Metres to the limit of @shape in the plane about a place, by GEOS. */
static double
measure_shape (const Shape *shape, const EtbPlane *plane)
{
  const GArray *points = shape->polygon->points;
  GEOSCoordSequence *placed = GEOSCoordSeq_create (points->len, 2);
  GEOSGeometry *limit, *origin = GEOSGeom_createPointFromXY (0, 0);
  double metres;

  for (guint i = 0; i < points->len; i++)
    {
      EtbPoint point = etb_plane_place (plane, g_array_index (points, EtbPoint, i));

      GEOSCoordSeq_setXY (placed, i, point.x, point.y);
    }
  limit = GEOSGeom_createLineString (placed);
  g_assert_cmpint (GEOSDistance (origin, limit, &metres), ==, 1);
  GEOSGeom_destroy (limit);
  GEOSGeom_destroy (origin);
  return metres;
}

/* Whether no limit is nearer than the answer's, and that one is as far as it says. */
static void
check_nearest (Referee *self, EtbPoint place, const EtbLocationAnswer *answer)
{
  EtbPlane plane;
  double reach, best = G_MAXDOUBLE, claimed = G_MAXDOUBLE;
  g_autoptr (GPtrArray) found = NULL;

  g_assert_nonnull (answer->nearest);
  etb_plane_init (&plane, place);
  reach = answer->metres * 1.05 + 1;
  found = find_shapes (self, place, reach / plane.east, reach / plane.north);
  for (guint i = 0; i < found->len; i++)
    {
      const Shape *shape = g_ptr_array_index (found, i);
      double metres = measure_shape (shape, &plane);

      best = MIN (best, metres);
      if (g_str_equal (shape->area->code, answer->nearest->code))
        claimed = MIN (claimed, metres);
    }
  g_assert_cmpfloat_with_epsilon (answer->metres, best, 1e-6);
  /* Two QPV may share the limit. */
  g_assert_cmpfloat_with_epsilon (claimed, best, 1e-6);
}

static EtbPoint
pick_place (Referee *self, GRand *rand, double spread)
{
  const Shape *shape
      = g_ptr_array_index (self->shapes, g_rand_int_range (rand, 0, (gint32)self->shapes->len));
  guint at = (guint)g_rand_int_range (rand, 0, (gint32)shape->polygon->points->len);
  EtbPoint place = g_array_index (shape->polygon->points, EtbPoint, at);

  place.x += g_rand_double_range (rand, -spread, spread);
  place.y += g_rand_double_range (rand, -spread, spread);
  return place;
}

static void
geos_finds_the_same (void)
{
  g_autofree char *path = geo_find (QPV_2024);
  g_autoptr (GRand) rand = g_rand_new_with_seed (20240101);
  GeoBase base;
  Referee referee;
  guint inside = 0;

  if (path == NULL)
    return;
  geo_base_init (&base);
  geo_base_import (&base, path);
  referee_init (&referee, path);
  for (guint i = 0; i < PLACES; i++)
    {
      EtbPoint place = pick_place (&referee, rand, SPREAD / (1 + i % 4 * 4));
      g_autoptr (EtbLocation) location = geo_base_locate (&base, place.x, place.y);
      const EtbLocationAnswer *answer = location->answers + 1;
      g_autofree char *own = geo_join_codes (answer->inside);
      g_autofree char *other = referee_contains (&referee, place);

      g_assert_cmpstr (own, ==, other);
      check_nearest (&referee, place, answer);
      inside += answer->inside->len > 0;
    }
  g_test_message ("%u places, %u of them inside", PLACES, inside);
  g_assert_cmpuint (inside, >, PLACES / 10);
  g_assert_cmpuint (inside, <, PLACES);
  referee_clear (&referee);
  geo_base_clear (&base);
}

/* ---- Distances --------------------------------------------------------------------------------
 */

#define STEP 50.0 /* metres: a shorter line in degrees is straight on the ground too */

static EtbPoint
place_by_geodesic (const struct geod_geodesic *earth, EtbPoint centre, EtbPoint point)
{
  double metres, azimuth;

  geod_inverse (earth, centre.y, centre.x, point.y, point.x, &metres, &azimuth, NULL);
  azimuth *= G_PI / 180;
  return (EtbPoint){ metres * sin (azimuth), metres * cos (azimuth) };
}

static double
distance_to_segment (EtbPoint a, EtbPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
  double along = length > 0 ? CLAMP (-(a.x * dx + a.y * dy) / length, 0, 1) : 0;

  return hypot (a.x + along * dx, a.y + along * dy);
}

static double
measure_by_geodesic (const struct geod_geodesic *earth, EtbPoint place, const EtbPolygon *polygon)
{
  double best = G_MAXDOUBLE;

  for (guint i = 0; i + 1 < polygon->points->len; i++)
    {
      EtbPoint a = g_array_index (polygon->points, EtbPoint, i);
      EtbPoint b = g_array_index (polygon->points, EtbPoint, i + 1);
      EtbPoint from = place_by_geodesic (earth, place, a);
      EtbPoint last = place_by_geodesic (earth, place, b);
      int steps = (int)(hypot (last.x - from.x, last.y - from.y) / STEP) + 1;

      for (int step = 1; step <= steps; step++)
        {
          double part = (double)step / steps;
          EtbPoint to = place_by_geodesic (
              earth, place, (EtbPoint){ a.x + part * (b.x - a.x), a.y + part * (b.y - a.y) });

          best = MIN (best, distance_to_segment (from, to));
          from = to;
        }
    }
  return best;
}

static void
check_distance (Referee *referee, const struct geod_geodesic *earth, EtbPoint place,
                const EtbLocationAnswer *answer)
{
  double best = G_MAXDOUBLE;
  EtbPlane plane;
  g_autoptr (GPtrArray) found = NULL;

  etb_plane_init (&plane, place);
  found = find_shapes (referee, place, answer->metres * 1.05 / plane.east,
                       answer->metres * 1.05 / plane.north);
  for (guint i = 0; i < found->len; i++)
    best = MIN (best, measure_by_geodesic (earth, place,
                                           ((const Shape *)g_ptr_array_index (found, i))->polygon));
  if (answer->metres < 300)
    g_assert_cmpfloat_with_epsilon (answer->metres, best, 0.005);
  else if (answer->metres < 1000)
    g_assert_cmpfloat_with_epsilon (answer->metres, best, 0.05);
}

static void
distances_are_those_of_the_geodesic (void)
{
  g_autofree char *path = geo_find (QPV_2024);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1879);
  struct geod_geodesic earth;
  GeoBase base;
  Referee referee;
  guint overseas = 0;

  if (path == NULL)
    return;
  geod_init (&earth, 6378137.0, 1 / 298.257223563);
  geo_base_init (&base);
  geo_base_import (&base, path);
  referee_init (&referee, path);
  for (guint i = 0; i < DISTANCES; i++)
    {
      EtbPoint place = pick_place (&referee, rand, 0.01);
      g_autoptr (EtbLocation) location = geo_base_locate (&base, place.x, place.y);

      check_distance (&referee, &earth, place, location->answers + 1);
      overseas += place.y < 20;
    }
  g_test_message ("%u places, %u of them overseas", DISTANCES, overseas);
  g_assert_cmpuint (overseas, >, DISTANCES / 20);
  referee_clear (&referee);
  geo_base_clear (&base);
}

/* ---- Real places ------------------------------------------------------------------------------
 */

/* Calls @check with the cells of each line but the first. */
static void
read_lines (const char *path, guint columns, void (*check) (GeoBase *base, char **cells),
            GeoBase *base)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (g_strchomp (lines[i]), ",", -1);

      g_assert_cmpuint (g_strv_length (cells), ==, columns);
      check (base, cells);
    }
}

static void
check_sale (GeoBase *base, char **cells)
{
  g_autoptr (EtbLocation) location
      = geo_base_locate (base, g_ascii_strtod (cells[0], NULL), g_ascii_strtod (cells[1], NULL));
  g_autofree char *codes = geo_join_codes (location->answers[0].inside);

  g_assert_cmpstr (codes, ==, cells[2]);
}

static void
check_measured (GeoBase *base, char **cells)
{
  g_autoptr (EtbLocation) location
      = geo_base_locate (base, g_ascii_strtod (cells[0], NULL), g_ascii_strtod (cells[1], NULL));
  const EtbLocationAnswer *answer = location->answers;
  g_autofree char *codes = geo_join_codes (answer->inside);
  double metres = g_ascii_strtod (cells[4], NULL);

  g_assert_cmpstr (codes, ==, cells[2]);
  g_assert_cmpstr (answer->nearest->code, ==, cells[3]);
  g_assert_cmpfloat_with_epsilon (answer->metres, metres, MAX (0.05, 2e-4 * metres));
}

static void
real_places_are_where_they_are (void)
{
  g_autofree char *contours = geo_find (QPV_2015);
  g_autofree char *sales = geo_find ("points/points_qp2015_occitanie.csv");
  g_autofree char *measured = geo_find ("points/distances_qp2015_occitanie.csv");
  GeoBase base;

  if (contours == NULL || sales == NULL || measured == NULL)
    return;
  geo_base_init (&base);
  geo_base_import (&base, contours);
  read_lines (sales, 5, check_sale, &base);
  read_lines (measured, 5, check_measured, &base);
  geo_base_clear (&base);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  initGEOS (be_quiet, be_quiet);
  g_test_add_func ("/locator/geos-finds-the-same", geos_finds_the_same);
  g_test_add_func ("/locator/distances-are-those-of-the-geodesic",
                   distances_are_those_of_the_geodesic);
  g_test_add_func ("/locator/real-places-are-where-they-are", real_places_are_where_they_are);
  status = g_test_run ();
  finishGEOS ();
  return status;
}
