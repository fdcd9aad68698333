/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lambert-93 against PROJ, on a grid over metropolitan France. */

#include "etb-lambert93.h"

#include <math.h>
#include <proj.h>

#define TOLERANCE 1e-6 /* metres */

static PJ *
make_projection (void)
{
  PJ *projection = proj_create_crs_to_crs (NULL, "EPSG:4171", "EPSG:2154", NULL);
  PJ *ordered = proj_normalize_for_visualization (NULL, projection);

  g_assert_nonnull (ordered);
  proj_destroy (projection);
  return ordered;
}

/* Calls @check for each point of the grid, longitude and latitude, and what PROJ makes of it. */
static void
walk_grid (void (*check) (EtbPoint degrees, EtbPoint metres))
{
  PJ *projection = make_projection ();

  for (double x = -5.5; x <= 10; x += 0.125)
    for (double y = 41; y <= 51.5; y += 0.125)
      {
        PJ_COORD result = proj_trans (projection, PJ_FWD, proj_coord (x, y, 0, 0));

        check ((EtbPoint){ x, y }, (EtbPoint){ result.xy.x, result.xy.y });
      }
  proj_destroy (projection);
}

static void
check_forward (EtbPoint degrees, EtbPoint metres)
{
  EtbPoint own = degrees;

  etb_lambert93_to_metres (&own, 1);
  g_assert_cmpfloat_with_epsilon (own.x, metres.x, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (own.y, metres.y, TOLERANCE);
}

static void
degrees_become_the_metres_of_proj (void)
{
  walk_grid (check_forward);
}

static void
check_back (EtbPoint degrees, EtbPoint metres)
{
  static const double degree = 111200; /* metres, about */
  EtbPoint own = metres;

  etb_lambert93_to_degrees (&own, 1);
  g_assert_cmpfloat_with_epsilon (own.x, degrees.x, TOLERANCE / degree);
  g_assert_cmpfloat_with_epsilon (own.y, degrees.y, TOLERANCE / degree);
}

static void
metres_become_the_degrees_of_proj (void)
{
  walk_grid (check_back);
}

static void
many_points_are_turned_in_place (void)
{
  EtbPoint points[3] = { { 3, 46.5 }, { 2.3522, 48.8566 }, { 8.7, 41.9 } };

  etb_lambert93_to_metres (points, 3);
  g_assert_cmpfloat_with_epsilon (points[0].x, 700000, TOLERANCE);
  g_assert_cmpfloat_with_epsilon (points[0].y, 6600000, TOLERANCE);
  etb_lambert93_to_degrees (points, 3);
  g_assert_cmpfloat_with_epsilon (points[1].x, 2.3522, 1e-11);
  g_assert_cmpfloat_with_epsilon (points[2].y, 41.9, 1e-11);
}

/* A point out of the cone gives what is no number, or a place out of France: both are refused. */
static void
wild_metres_do_no_harm (void)
{
  EtbPoint points[] = { { 0, 0 }, { 1e300, -1e300 }, { 700000, 12655612.05 } };

  etb_lambert93_to_degrees (points, G_N_ELEMENTS (points));
  for (gsize i = 0; i < G_N_ELEMENTS (points); i++)
    g_assert_false (points[i].y > 41 && points[i].y < 52 && fabs (points[i].x) < 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lambert93/degrees-become-the-metres-of-proj",
                   degrees_become_the_metres_of_proj);
  g_test_add_func ("/lambert93/metres-become-the-degrees-of-proj",
                   metres_become_the_degrees_of_proj);
  g_test_add_func ("/lambert93/many-points-are-turned-in-place", many_points_are_turned_in_place);
  g_test_add_func ("/lambert93/wild-metres-do-no-harm", wild_metres_do_no_harm);
  return g_test_run ();
}
