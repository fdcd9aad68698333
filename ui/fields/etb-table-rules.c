/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Rules beside the rows they read: see the header. Used by EtbTableView. */

#include "etb-table-rules.h"

#include <string.h>

/* Path of a row to its place in the table, from 1. */
static GHashTable *
number_rows (const EtbItem *table, GPtrArray *rows)
{
  GHashTable *numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < table->groups->len; i++)
    {
      GPtrArray *group = ((EtbRowGroup *)g_ptr_array_index (table->groups, i))->rows;

      for (guint j = 0; j < group->len; j++)
        {
          EtbRow *row = g_ptr_array_index (group, j);

          g_ptr_array_add (rows, row);
          g_hash_table_insert (numbers, row->path, GUINT_TO_POINTER (rows->len));
        }
    }
  return numbers;
}

/* The last row of the table with a cell that @verdict read; 0: it read none. */
static guint
find_last_row (const EtbVerdict *verdict, GHashTable *numbers)
{
  guint last = 0;

  for (guint i = 0; i < verdict->reads->len; i++)
    {
      const char *path = ((EtbRead *)g_ptr_array_index (verdict->reads, i))->path;
      const char *cell = strrchr (path, '/');
      g_autofree char *row = g_strndup (path, (gsize)(cell - path));

      last = MAX (last, GPOINTER_TO_UINT (g_hash_table_lookup (numbers, row)));
    }
  return last;
}

static void
string_free (gpointer data)
{
  g_string_free (data, TRUE);
}

static void
add_sentence (GString *words, const char *sentence)
{
  if (words->len > 0)
    g_string_append_c (words, '\n');
  g_string_append (words, sentence);
}

GHashTable *
etb_table_rules_of (EtbEvaluation *evaluation, const EtbItem *table)
{
  GHashTable *rules = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, string_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  g_autoptr (GHashTable) numbers = number_rows (table, rows);
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);
      const guint number = verdict->value == ETB_VERDICT_NOT_MET
                                   && verdict->criterion->effect != ETB_EFFECT_INFORMATION
                               ? find_last_row (verdict, numbers)
                               : 0;
      EtbRow *row = number > 0 ? g_ptr_array_index (rows, number - 1) : NULL;
      GString *words = row != NULL ? g_hash_table_lookup (rules, row->path) : NULL;

      if (row == NULL)
        continue;
      if (words == NULL)
        {
          words = g_string_new (NULL);
          g_hash_table_insert (rules, row->path, words);
        }
      add_sentence (words, verdict->text);
    }
  return rules;
}

void
etb_table_rules_show (GHashTable *rules, const EtbRow *row, GString *words, GtkWidget *label)
{
  const GString *said;
  gboolean wrong;

  g_return_if_fail (rules != NULL && row != NULL && words != NULL);
  g_return_if_fail (GTK_IS_LABEL (label));

  said = g_hash_table_lookup (rules, row->path);
  wrong = words->len > 0;
  if (said != NULL)
    add_sentence (words, said->str);
  gtk_widget_remove_css_class (label, wrong ? "etb-rule" : "etb-problem");
  gtk_widget_add_css_class (label, wrong ? "etb-problem" : "etb-rule");
  if (!g_str_equal (gtk_label_get_label (GTK_LABEL (label)), words->str))
    gtk_label_set_label (GTK_LABEL (label), words->str);
  gtk_widget_set_visible (label, words->len > 0);
}
