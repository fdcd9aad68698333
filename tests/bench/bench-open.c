/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints the milliseconds of opening each dossier, the median of many, taken in turn. Usage:
 * bench-open DOSSIER... */

#include <stdio.h>
#include <stdlib.h>

#include "etb-dossier.h"

#define PASSES 51

static gint64
open_once (const char *file)
{
  g_autoptr (GError) error = NULL;
  gint64 start = g_get_monotonic_time ();
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);
  gint64 taken = g_get_monotonic_time () - start;

  g_assert_no_error (error);
  etb_dossier_close (dossier, &error);
  g_assert_no_error (error);
  return taken;
}

static int
compare (const void *a, const void *b)
{
  const gint64 left = *(const gint64 *)a, right = *(const gint64 *)b;
  return (left > right) - (left < right);
}

int
main (int argc, char **argv)
{
  gint64 (*times)[PASSES] = g_malloc0_n ((gsize)argc, sizeof *times);

  for (int i = 1; i < argc; i++)
    open_once (argv[i]);
  for (guint pass = 0; pass < PASSES; pass++)
    for (int i = 1; i < argc; i++)
      times[i][pass] = open_once (argv[i]);
  for (int i = 1; i < argc; i++)
    {
      qsort (times[i], PASSES, sizeof times[i][0], compare);
      printf ("%.3f\n", (double)times[i][PASSES / 2] / 1000.0);
    }
  g_free (times);
  return 0;
}
