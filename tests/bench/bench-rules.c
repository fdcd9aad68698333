/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Prints the milliseconds of one full pass of the rules over a complete dossier of the shipped call
 * whose money tables are brought to a hundred lines: the median of many passes. Usage: bench-rules
 * CALL.xml ANSWERS.xml */

#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>

#include "etb-dossier.h"
#include "etb-rules.h"

#define PASSES 201
#define LINES  100
#define REPEAT "/dossier/cofinancements/cofinancement"

static guint
count_rows (EtbCall *call)
{
  GPtrArray *tasks = etb_call_get_tasks (call);
  guint count = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      GPtrArray *pages = ((const EtbTask *)tasks->pdata[i])->pages;
      for (guint j = 0; j < pages->len; j++)
        {
          GPtrArray *items = ((const EtbPage *)pages->pdata[j])->items;
          for (guint k = 0; k < items->len; k++)
            {
              const EtbItem *item = items->pdata[k];
              for (guint l = 0; item->kind == ETB_ITEM_TABLE && l < item->groups->len; l++)
                count += ((const EtbRowGroup *)item->groups->pdata[l])->rows->len;
            }
        }
    }
  return count;
}

/* Fills the table up to so many lines with lines of the repeat that goes with it. */
static void
add_lines (EtbInstance *instance, guint rows)
{
  while (rows + etb_instance_count_lines (instance, REPEAT) < LINES)
    {
      if (etb_instance_add_line (instance, REPEAT, NULL) == NULL)
        g_error ("the repeat is full at %u lines", etb_instance_count_lines (instance, REPEAT));
    }
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
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("etabli-bench-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "bench.etabli", NULL);
  const EtbFacts facts = { .today = "2019-12-01" };
  gint64 times[PASSES];

  if (argc != 3)
    g_error ("usage: bench-rules CALL.xml ANSWERS.xml");
  g_autoptr (EtbCall) call = etb_call_new_from_file (argv[1], &error);
  g_assert_no_error (error);
  g_autoptr (EtbDossier) dossier = etb_dossier_create (file, call, "FT", &error);
  g_assert_no_error (error);
  etb_dossier_fill (dossier, argv[2], &error);
  g_assert_no_error (error);
  g_autoptr (EtbInstance) instance = etb_instance_copy (etb_dossier_get_instance (dossier));
  add_lines (instance, count_rows (call));
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);
  g_autoptr (EtbRules) rules = etb_rules_new (etb_dossier_get_call (dossier), &error);
  g_assert_no_error (error);

  for (guint i = 0; i < PASSES; i++)
    {
      gint64 start = g_get_monotonic_time ();
      g_autoptr (EtbEvaluation) evaluation = etb_rules_evaluate (rules, instance, &facts);
      times[i] = g_get_monotonic_time () - start;
      g_assert_nonnull (evaluation);
    }
  qsort (times, PASSES, sizeof times[0], compare);
  printf ("%.3f\n", (double)times[PASSES / 2] / 1000.0);

  etb_dossier_close (dossier, NULL);
  g_unlink (file);
  g_rmdir (folder);
  return 0;
}
