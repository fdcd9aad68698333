/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which set of priority neighbourhoods a day falls under. */

#include "etb-generation.h"

static void
each_day_falls_under_the_set_in_force (void)
{
  static const struct
  {
    const char *day, *name;
  } days[] = {
    { "2014-12-31", "2015" }, /* none was drawn yet: the first */
    { "2015-01-01", "2015" }, { "2019-10-15", "2015" }, { "2023-12-31", "2015" },
    { "2024-01-01", "2024" }, { "2026-06-01", "2024" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    g_assert_cmpstr (etb_generation_in_force (days[i].day)->name, ==, days[i].name);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/generation/each-day-falls-under-the-set-in-force",
                   each_day_falls_under_the_set_in_force);
  return g_test_run ();
}
