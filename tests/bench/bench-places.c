/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Communes as one types: each beginning of many names, in turn as they are and with one wrong
 * letter, asked of the program and of SQL LIKE over the same communes.
 * Usage: bench-places
 * Prints the 99th percentile of both, in milliseconds: etabli, LIKE. */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "etb-territory.h"

#define SUGGESTIONS 10
#define NAMES       500

static int
compare_times (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right;
}

static double
percentile_99 (GArray *times)
{
  g_array_sort (times, compare_times);
  return g_array_index (times, double, times->len * 99 / 100);
}

/* Communes spread over the whole list: those whose code is met when counting. */
static GPtrArray *
choose_communes (EtbTerritory *territory, gboolean all)
{
  GPtrArray *communes = g_ptr_array_new ();

  for (guint department = 1; department <= 95; department++)
    for (guint order = 1; order < 1000; order += all ? 1 : 61)
      {
        g_autofree char *code = g_strdup_printf ("%02u%03u", department, order);
        const EtbCommune *commune = etb_territory_get_commune (territory, code);

        if (commune != NULL && (all || communes->len < NAMES))
          g_ptr_array_add (communes, (gpointer)commune);
      }
  return communes;
}

static sqlite3_stmt *
make_reference (GPtrArray *communes)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *insert = NULL, *find = NULL;

  sqlite3_open (":memory:", &db);
  sqlite3_exec (db, "CREATE TABLE commune (code TEXT, name TEXT, population INTEGER); BEGIN", NULL,
                NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO commune VALUES (?, ?, ?)", -1, &insert, NULL);
  for (guint i = 0; i < communes->len; i++)
    {
      const EtbCommune *commune = communes->pdata[i];

      sqlite3_bind_text (insert, 1, commune->code, -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 2, commune->name, -1, SQLITE_STATIC);
      sqlite3_bind_int (insert, 3, (int)commune->population);
      sqlite3_step (insert);
      sqlite3_reset (insert);
    }
  sqlite3_finalize (insert);
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db,
                      "SELECT code FROM commune WHERE name LIKE ? || '%' ORDER BY population DESC "
                      "LIMIT 10",
                      -1, &find, NULL);
  return find;
}

static void
measure (EtbTerritory *territory, sqlite3_stmt *like, const char *typed, GArray *mine,
         GArray *reference)
{
  gint64 start = g_get_monotonic_time ();
  double spent;

  g_ptr_array_unref (etb_territory_search (territory, typed, SUGGESTIONS));
  spent = (double)(g_get_monotonic_time () - start) / 1000;
  g_array_append_val (mine, spent);
  start = g_get_monotonic_time ();
  sqlite3_bind_text (like, 1, typed, -1, SQLITE_TRANSIENT);
  while (sqlite3_step (like) == SQLITE_ROW)
    continue;
  sqlite3_reset (like);
  spent = (double)(g_get_monotonic_time () - start) / 1000;
  g_array_append_val (reference, spent);
}

int
main (void)
{
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  g_autoptr (GPtrArray) all = choose_communes (territory, TRUE);
  g_autoptr (GPtrArray) communes = choose_communes (territory, FALSE);
  g_autoptr (GArray) mine = g_array_new (FALSE, FALSE, sizeof (double));
  g_autoptr (GArray) reference = g_array_new (FALSE, FALSE, sizeof (double));
  sqlite3_stmt *like = make_reference (all);

  for (guint i = 0; i < communes->len; i++)
    {
      const EtbCommune *commune = communes->pdata[i];
      glong letters = g_utf8_strlen (commune->name, -1);

      for (glong n = 1; n <= letters; n++)
        {
          g_autofree char *typed = g_utf8_substring (commune->name, 0, n);

          /* Every tenth name is typed with a wrong third letter. */
          if (i % 10 == 9 && n > 3 && g_ascii_islower (typed[2]))
            typed[2] = typed[2] == 'z' ? 'a' : (char)(typed[2] + 1);
          measure (territory, like, typed, mine, reference);
        }
    }
  printf ("%.4f %.4f\n", percentile_99 (mine), percentile_99 (reference));
  if (g_getenv ("ETB_BENCH_VERBOSE") != NULL)
    fprintf (stderr, "keys %u, median %.4f %.4f, most %.4f %.4f\n", mine->len,
             g_array_index (mine, double, mine->len / 2),
             g_array_index (reference, double, mine->len / 2),
             g_array_index (mine, double, mine->len - 1),
             g_array_index (reference, double, mine->len - 1));
  sqlite3_finalize (like);
  return EXIT_SUCCESS;
}
