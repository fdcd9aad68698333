/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map, by what its pixels are. */

#include "etb-map.h"

#include <pango/pangocairo.h>

#define SIZE 400

typedef struct
{
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoLayout *layout;
} Picture;

static void
picture_init (Picture *self)
{
  self->surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, SIZE, SIZE);
  self->cr = cairo_create (self->surface);
  self->layout = pango_cairo_create_layout (self->cr);
}

static void
picture_clear (Picture *self)
{
  g_object_unref (self->layout);
  cairo_destroy (self->cr);
  cairo_surface_destroy (self->surface);
}

/* 0xRRGGBB */
static guint32
get_pixel (Picture *self, int x, int y)
{
  const guchar *row;

  cairo_surface_flush (self->surface);
  row = cairo_image_surface_get_data (self->surface)
        + y * cairo_image_surface_get_stride (self->surface);
  return ((const guint32 *)(gconstpointer)row)[x] & 0xffffff;
}

static void
add_square (EtbMap *map, const char *name, gboolean inside, double x, double y, double half)
{
  const EtbMapPoint points[] = { { x - half, y - half },
                                 { x + half, y - half },
                                 { x + half, y + half },
                                 { x - half, y + half },
                                 { x - half, y - half } };

  etb_map_begin_outline (map, name, inside);
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    etb_map_add_point (map, points[i]);
  etb_map_end_ring (map);
}

/* A metre a pixel, north up. */
static void
draw (Picture *picture, const EtbMap *map)
{
  const EtbMapView view = { { 0, 0 }, 1, SIZE, SIZE };

  etb_map_draw (map, picture->cr, picture->layout, &view, &etb_map_paper);
}

static void
what_contains_the_place_is_darker (void)
{
  g_autoptr (EtbMap) map = etb_map_new ("", FALSE);
  Picture picture;
  guint32 inside, outside;

  picture_init (&picture);
  /* East of the middle, and north-west of it. */
  add_square (map, "", TRUE, 100, 0, 40);
  add_square (map, "", FALSE, -100, 100, 40);
  draw (&picture, map);
  inside = get_pixel (&picture, 320, 180);
  outside = get_pixel (&picture, 80, 120);
  g_assert_cmphex (get_pixel (&picture, 200, 300), ==, 0xffffff);
  g_assert_cmphex (outside, !=, 0xffffff);
  g_assert_cmpuint (inside >> 16, <, outside >> 16);
  picture_clear (&picture);
}

static void
the_place_is_marked (void)
{
  g_autoptr (EtbMap) with = etb_map_new ("", TRUE);
  g_autoptr (EtbMap) without = etb_map_new ("", FALSE);
  Picture picture;

  picture_init (&picture);
  draw (&picture, with);
  /* Its ring is red. */
  g_assert_cmpuint (get_pixel (&picture, 206, 200) >> 16, >,
                    (get_pixel (&picture, 206, 200) >> 8 & 0xff) + 64);
  draw (&picture, without);
  g_assert_cmphex (get_pixel (&picture, 206, 200), ==, 0xffffff);
  picture_clear (&picture);
}

static void
holes_are_left_open (void)
{
  g_autoptr (EtbMap) map = etb_map_new ("", FALSE);
  const EtbMapPoint hole[] = { { -20, -20 }, { 20, -20 }, { 20, 20 }, { -20, 20 }, { -20, -20 } };
  Picture picture;

  picture_init (&picture);
  add_square (map, "", FALSE, 0, 0, 80);
  for (gsize i = 0; i < G_N_ELEMENTS (hole); i++)
    etb_map_add_point (map, hole[i]);
  etb_map_end_ring (map);
  draw (&picture, map);
  g_assert_cmphex (get_pixel (&picture, 210, 190), ==, 0xffffff);
  g_assert_cmphex (get_pixel (&picture, 250, 160), !=, 0xffffff);
  picture_clear (&picture);
}

/* On a whole country each would be less than a pixel; two at the same point do not cancel out. */
static void
the_smallest_are_seen (void)
{
  g_autoptr (EtbMap) map = etb_map_new ("", FALSE);
  Picture picture;

  picture_init (&picture);
  add_square (map, "", FALSE, 40, 0, 0.1);
  add_square (map, "", FALSE, 40, 0, 0.1);
  draw (&picture, map);
  g_assert_cmphex (get_pixel (&picture, 240, 200), !=, 0xffffff);
  g_assert_cmphex (get_pixel (&picture, 250, 200), ==, 0xffffff);
  picture_clear (&picture);
}

/* Nothing to draw, points far away, a view of one pixel: nothing of it is an error. */
static void
odd_views_do_no_harm (void)
{
  static const EtbMapView views[] = { { { 0, 0 }, 1, 1, 1 },
                                      { { 1e9, -1e9 }, 1e6, SIZE, SIZE },
                                      { { 0, 0 }, 1e-6, SIZE, SIZE } };
  g_autoptr (EtbMap) map = etb_map_new ("Une légende un peu longue", TRUE);
  Picture picture;

  picture_init (&picture);
  add_square (map, "Un nom\nQN03101M", TRUE, 0, 0, 1e7);
  etb_map_begin_outline (map, "rien", FALSE);
  for (gsize i = 0; i < G_N_ELEMENTS (views); i++)
    etb_map_draw (map, picture.cr, picture.layout, views + i, &etb_map_paper);
  g_assert_cmpint (cairo_status (picture.cr), ==, CAIRO_STATUS_SUCCESS);
  picture_clear (&picture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map/what-contains-the-place-is-darker", what_contains_the_place_is_darker);
  g_test_add_func ("/map/the-place-is-marked", the_place_is_marked);
  g_test_add_func ("/map/holes-are-left-open", holes_are_left_open);
  g_test_add_func ("/map/the-smallest-are-seen", the_smallest_are_seen);
  g_test_add_func ("/map/odd-views-do-no-harm", odd_views_do_no_harm);
  return g_test_run ();
}
