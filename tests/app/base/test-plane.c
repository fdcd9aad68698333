/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The local plane against the geodesic, as PROJ computes it. */

#include "etb-plane.h"

#include <geodesic.h>
#include <math.h>

static struct geod_geodesic earth;

typedef struct
{
  const char *name;
  EtbPoint centre;
} Place;

/* The ends of France, where an error of the plane would show most. */
static const Place places[] = {
  { "dunkerque", { 2.3772, 51.0343 } },        { "bonifacio", { 9.1594, 41.3871 } },
  { "ouessant", { -5.0966, 48.4583 } },        { "cayenne", { -52.3261, 4.9224 } },
  { "pointe-a-pitre", { -61.5333, 16.2411 } }, { "saint-denis-reunion", { 55.4481, -20.8823 } },
  { "mamoudzou", { 45.2278, -12.7806 } },      { "papeete", { -149.5696, -17.5516 } },
  { "noumea", { 166.4416, -22.2711 } },        { "saint-pierre", { -56.1733, 46.7811 } },
  { "mata-utu", { -176.1765, -13.2825 } },
};

/* Whether the plane places what is @metres away, in all directions, within @tolerance. */
static void
check_ring (const Place *place, double metres, double tolerance)
{
  EtbPlane plane;

  etb_plane_init (&plane, place->centre);
  for (int azimuth = 0; azimuth < 360; azimuth += 5)
    {
      double latitude, longitude;
      EtbPoint own;

      geod_direct (&earth, place->centre.y, place->centre.x, azimuth, metres, &latitude, &longitude,
                   NULL);
      own = etb_plane_place (&plane, (EtbPoint){ longitude, latitude });
      g_assert_cmpfloat_with_epsilon (hypot (own.x, own.y), metres, tolerance);
    }
}

static void
distances_are_those_of_the_geodesic (gconstpointer data)
{
  check_ring (data, 10, 0.0001);
  check_ring (data, 300, 0.005);
  check_ring (data, 1000, 0.05);
}

static void
placing_back_comes_home (gconstpointer data)
{
  const Place *place = data;
  EtbPlane plane;

  etb_plane_init (&plane, place->centre);
  for (int x = -500; x <= 500; x += 250)
    for (int y = -500; y <= 500; y += 250)
      {
        EtbPoint point = etb_plane_unplace (&plane, (EtbPoint){ x, y });
        EtbPoint back = etb_plane_place (&plane, point);

        g_assert_cmpfloat_with_epsilon (back.x, x, 1e-6);
        g_assert_cmpfloat_with_epsilon (back.y, y, 1e-6);
      }
}

/* Places either side of the line where days change are near one another. */
static void
the_antimeridian_is_crossed (void)
{
  EtbPlane plane;
  EtbPoint across;

  etb_plane_init (&plane, (EtbPoint){ 179.999, -15 });
  across = etb_plane_place (&plane, (EtbPoint){ -179.999, -15 });
  g_assert_cmpfloat_with_epsilon (across.x, 215.1, 1);
  etb_plane_init (&plane, (EtbPoint){ -179.999, -15 });
  across = etb_plane_place (&plane, (EtbPoint){ 179.999, -15 });
  g_assert_cmpfloat_with_epsilon (across.x, -215.1, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  geod_init (&earth, 6378137.0, 1 / 298.257223563);
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *near = g_strdup_printf ("/plane/distances/%s", places[i].name);
      g_autofree char *back = g_strdup_printf ("/plane/back/%s", places[i].name);

      g_test_add_data_func (near, places + i, distances_are_those_of_the_geodesic);
      g_test_add_data_func (back, places + i, placing_back_comes_home);
    }
  g_test_add_func ("/plane/the-antimeridian-is-crossed", the_antimeridian_is_crossed);
  return g_test_run ();
}
