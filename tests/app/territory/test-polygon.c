/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Polygons: inside and outside, how far, and as the base keeps them. GEOS is the referee in
 * test-locator.c. */

#include "etb-polygon.h"

#include <string.h>

static EtbPolygon *
make_polygon (const EtbPoint *points, guint count)
{
  EtbPolygon *polygon = etb_polygon_new ();

  g_array_append_vals (polygon->points, points, count);
  g_assert_true (etb_polygon_close_ring (polygon));
  return polygon;
}

/* A square of side 2 about the origin with a hole of side 1. */
static EtbPolygon *
make_frame (void)
{
  static const EtbPoint square[] = { { -1, -1 }, { 1, -1 }, { 1, 1 }, { -1, 1 }, { -1, -1 } };
  EtbPolygon *polygon = make_polygon (square, 5);

  for (guint i = 0; i < 5; i++)
    {
      EtbPoint point = { square[i].x / 2, square[i].y / 2 };

      g_array_append_val (polygon->points, point);
    }
  g_assert_true (etb_polygon_close_ring (polygon));
  return polygon;
}

static void
holes_are_outside (void)
{
  static const struct
  {
    EtbPoint point;
    gboolean inside;
  } cases[] = {
    { { 0, 0 }, FALSE },  { { 0.75, 0 }, TRUE }, { { -0.75, 0.75 }, TRUE },
    { { 2, 0 }, FALSE },  { { 0, -2 }, FALSE },  { { 0.75, 0.5 }, TRUE },
    { { -2, 1 }, FALSE }, { { -2, -1 }, FALSE }, { { 0.25, -0.25 }, FALSE },
  };
  g_autoptr (EtbPolygon) frame = make_frame ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (etb_polygon_contains (frame, cases[i].point), ==, cases[i].inside);
}

/* A point that a vertex is level with is counted once. */
static void
vertices_level_with_the_point_count_once (void)
{
  static const EtbPoint star[]
      = { { 0, 2 }, { -1, 0 }, { -2, 0 }, { 0, -2 }, { 2, 0 }, { 1, 0 }, { 0, 2 } };
  g_autoptr (EtbPolygon) polygon = make_polygon (star, G_N_ELEMENTS (star));

  g_assert_true (etb_polygon_contains (polygon, (EtbPoint){ 0, 0 }));
  g_assert_false (etb_polygon_contains (polygon, (EtbPoint){ -3, 0 }));
  g_assert_false (etb_polygon_contains (polygon, (EtbPoint){ 3, 0 }));
  g_assert_false (etb_polygon_contains (polygon, (EtbPoint){ 1, 2 }));
}

static void
the_nearest_limit_may_be_that_of_a_hole (void)
{
  g_autoptr (EtbPolygon) frame = make_frame ();
  EtbPlane plane;

  /* About the equator a degree of longitude is 111 320 m. */
  etb_plane_init (&plane, (EtbPoint){ 0.6, 0 });
  g_assert_cmpfloat_with_epsilon (etb_polygon_get_distance (frame, &plane), 11132, 10);
  etb_plane_init (&plane, (EtbPoint){ 0.9, 0 });
  g_assert_cmpfloat_with_epsilon (etb_polygon_get_distance (frame, &plane), 11132, 10);
  etb_plane_init (&plane, (EtbPoint){ 1, 0 });
  g_assert_cmpfloat_with_epsilon (etb_polygon_get_distance (frame, &plane), 0, 1e-6);
}

static void
a_ring_is_closed_or_none (void)
{
  static const EtbPoint open[] = { { 0, 0 }, { 1, 0 }, { 1, 1 }, { 0, 1 } };
  static const EtbPoint small[] = { { 0, 0 }, { 1, 0 }, { 0, 0 } };
  g_autoptr (EtbPolygon) polygon = etb_polygon_new ();

  g_array_append_vals (polygon->points, open, G_N_ELEMENTS (open));
  g_assert_false (etb_polygon_close_ring (polygon));
  g_array_append_vals (polygon->points, small, G_N_ELEMENTS (small));
  g_assert_false (etb_polygon_close_ring (polygon));
  g_assert_false (etb_polygon_close_ring (polygon));
  g_assert_cmpuint (polygon->points->len, ==, 0);
  g_assert_cmpuint (polygon->ends->len, ==, 0);
}

static void
bytes_come_back_as_they_went (void)
{
  g_autoptr (EtbPolygon) frame = make_frame ();
  g_autoptr (GBytes) bytes = etb_polygon_to_bytes (frame);
  g_autoptr (EtbPolygon) back = etb_polygon_new ();
  g_autoptr (GBytes) again = NULL;

  g_assert_true (
      etb_polygon_read_bytes (back, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)));
  again = etb_polygon_to_bytes (back);
  g_assert_true (g_bytes_equal (bytes, again));
}

/* Whatever is cut or changed in what the base holds, nothing outside it is read. */
static void
damaged_bytes_are_refused (void)
{
  g_autoptr (EtbPolygon) frame = make_frame ();
  g_autoptr (GBytes) bytes = etb_polygon_to_bytes (frame);
  g_autoptr (EtbPolygon) back = etb_polygon_new ();
  gsize length;
  const guint8 *data = g_bytes_get_data (bytes, &length);

  g_assert_false (etb_polygon_read_bytes (back, NULL, 0));
  for (gsize cut = 0; cut < length; cut++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, cut);

      g_assert_false (etb_polygon_read_bytes (back, copy, cut));
    }
  for (gsize at = 0; at < 4 * sizeof (guint32); at++)
    {
      g_autofree guint8 *copy = g_memdup2 (data, length);

      copy[at] ^= 0xff;
      g_assert_false (etb_polygon_read_bytes (back, copy, length));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/polygon/holes-are-outside", holes_are_outside);
  g_test_add_func ("/polygon/vertices-level-with-the-point-count-once",
                   vertices_level_with_the_point_count_once);
  g_test_add_func ("/polygon/the-nearest-limit-may-be-that-of-a-hole",
                   the_nearest_limit_may_be_that_of_a_hole);
  g_test_add_func ("/polygon/a-ring-is-closed-or-none", a_ring_is_closed_or_none);
  g_test_add_func ("/polygon/bytes-come-back-as-they-went", bytes_come_back_as_they_went);
  g_test_add_func ("/polygon/damaged-bytes-are-refused", damaged_bytes_are_refused);
  return g_test_run ();
}
