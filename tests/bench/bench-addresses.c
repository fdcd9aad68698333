/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses of a whole département: what reading them in takes (timed by whoever runs it), and what
 * is found as one types. bench-addresses import FILE BASE bench-addresses search FILE BASE
 * milliseconds: the 99th percentile over the keys of many addresses, as they are and with one wrong
 * letter; then the median, the longest, and how many keys there were
 * @FILE: as make-addresses writes it; @BASE: for search, what import left. */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "etb-atlas.h"

#define SUGGESTIONS 12
#define TYPED       400 /* addresses */

/* Of the processor, for this thread: what others run on the machine is no part of it. */
static double
spent (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static int
bench_import (EtbAtlas *atlas, const char *file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDataset) dataset = etb_atlas_import (atlas, file, NULL, &error);

  if (dataset == NULL)
    g_error ("%s", error->message);
  return 0;
}

/* Each beginning of @text, as typed. */
static void
type (EtbAtlas *atlas, const char *text, GArray *times)
{
  for (const char *end = g_utf8_next_char (text); end[-1] != '\0'; end = g_utf8_next_char (end))
    {
      g_autofree char *typed = g_strndup (text, (gsize)(end - text));
      double start = spent (), took;
      g_autoptr (GPtrArray) places = etb_atlas_find (atlas, typed, SUGGESTIONS, NULL);

      took = spent () - start;
      g_assert_nonnull (places);
      g_array_append_val (times, took);
      if (*end == '\0')
        break;
    }
}

/* "12 Rue de la Lande Toulouse" of a line; NULL when it is no address. */
static char *
read_address (const char *line)
{
  g_auto (GStrv) cells = g_strsplit (line, ";", -1);

  return g_strv_length (cells) > 7 && g_ascii_isdigit (cells[2][0])
             ? g_strdup_printf ("%s %s %s", cells[2], cells[4], cells[7])
             : NULL;
}

static int
bench_search (EtbAtlas *atlas, const char *file)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));
  guint count;

  if (!g_file_get_contents (file, &text, NULL, NULL))
    return 2;
  lines = g_strsplit (text, "\n", -1);
  count = g_strv_length (lines);
  for (guint i = 1; i < count; i += MAX (count / TYPED, 1))
    {
      g_autofree char *address = read_address (lines[i]);
      gsize at = address != NULL ? strlen (address) / 2 : 0;

      if (address == NULL)
        continue;
      type (atlas, address, times);
      if (!g_ascii_isalpha (address[at]))
        continue;
      address[at] = address[at] == 'x' ? 'z' : 'x';
      type (atlas, address, times);
    }
  g_array_sort (times, compare_times);
  printf ("%f %f %f %u\n", g_array_index (times, double, times->len * 99 / 100),
          g_array_index (times, double, times->len / 2),
          g_array_index (times, double, times->len - 1), times->len);
  return 0;
}

int
main (int argc, char **argv)
{
  g_autoptr (EtbAtlas) atlas = NULL;

  if (argc != 4)
    return 2;
  atlas = etb_atlas_new (argv[3]);
  return g_str_equal (argv[1], "import") ? bench_import (atlas, argv[2])
                                         : bench_search (atlas, argv[2]);
}
