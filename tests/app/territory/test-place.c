/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Coordinates as people copy them. */

#include "etb-place.h"

#include "etb-territory.h"

static const struct
{
  const char *text;
  double longitude, latitude;
} goods[] = {
  { "43.6045, 1.4442", 1.4442, 43.6045 },
  { "43,6045 1,4442", 1.4442, 43.6045 },
  { "43,6045;1,4442", 1.4442, 43.6045 },
  { "1.4442 43.6045", 1.4442, 43.6045 },
  { "44.8412 -0.5713", -0.5713, 44.8412 },
  { "-20.8823, 55.4481", 55.4481, -20.8823 },
  { "4.92;-52.33", -52.33, 4.92 },
  { "(48.8566, 2.3522)", 2.3522, 48.8566 },
  { "lat 16.2411 lon -61.5333", -61.5333, 16.2411 },
  { "48 2", 2, 48 },
};

static const char *const bads[]
    = { "", "Toulouse", "43.6045", "1 2 3", "43.6, 99", "0 0", "1e5 3", "43,1" };

static void
coordinates_are_read_as_people_copy_them (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (goods); i++)
    {
      g_autoptr (GError) error = NULL;
      EtbPoint place;

      g_assert_true (etb_place_parse (goods[i].text, &place, &error));
      g_assert_no_error (error);
      g_assert_cmpfloat (place.x, ==, goods[i].longitude);
      g_assert_cmpfloat (place.y, ==, goods[i].latitude);
    }
}

static void
what_is_no_place_is_told (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (bads); i++)
    {
      g_autoptr (GError) error = NULL;
      EtbPoint place;

      g_assert_false (etb_place_parse (bads[i], &place, &error));
      g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE);
    }
}

/* What is looked for by name is none, whatever figures it has. */
static void
coordinates_are_told_from_addresses (void)
{
  static const struct
  {
    const char *text;
    gboolean coordinates;
  } cases[] = {
    { "43.6045, 1.4442", TRUE },    { "43,6045 1,4442", TRUE }, { "43.6° N, 1.44° E", TRUE },
    { "12 rue du Mirail", FALSE },  { "31100", FALSE },         { "", FALSE },
    { "1, rue de la Gare", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (etb_place_is_coordinates (cases[i].text), ==, cases[i].coordinates);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place/coordinates-are-read-as-people-copy-them",
                   coordinates_are_read_as_people_copy_them);
  g_test_add_func ("/place/what-is-no-place-is-told", what_is_no_place_is_told);
  g_test_add_func ("/place/coordinates-are-told-from-addresses",
                   coordinates_are_told_from_addresses);
  return g_test_run ();
}
