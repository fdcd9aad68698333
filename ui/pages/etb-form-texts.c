/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Answers for a web form: see the header. Knows no widget. Used by EtbFormView. */

#include "etb-form-texts.h"

#include <locale.h>

#include "etb-display.h"
#include "etb-table-clip.h"

typedef struct
{
  EtbDossier *dossier;
  EtbTerritory *territory;
  EtbCall *call;
  EtbEvaluation *evaluation;
  GPtrArray *texts;
  const char *task;
} Collection;

static void
form_text_free (gpointer data)
{
  EtbFormText *self = data;

  g_free (self->label);
  g_free (self->text);
  g_free (self);
}

/* A form refuses "12 000,00 €" where it asks for a number: "12000", "12000,50". */
static char *
write_amount (const char *canonical)
{
  GString *text = g_string_new (canonical);

  if (g_str_has_suffix (canonical, ".00"))
    g_string_truncate (text, text->len - strlen (".00"));
  g_string_replace (text, ".", localeconv ()->decimal_point, 1);
  return g_string_free (text, FALSE);
}

static char *
write_value (Collection *self, const char *path, const char *canonical)
{
  switch (etb_call_find_bind (self->call, path)->type)
    {
    case ETB_VALUE_AMOUNT:
      return write_amount (canonical);
    case ETB_VALUE_INTEGER:
    case ETB_VALUE_SIRET:
    case ETB_VALUE_RNA:
    case ETB_VALUE_IBAN:
    case ETB_VALUE_POSTCODE:
    case ETB_VALUE_QPV:
      return g_strdup (canonical);
    default:
      return etb_display_value (self->call, self->territory, path, canonical);
    }
}

static void
add (Collection *self, char *label, char *text)
{
  EtbFormText *entry = g_new (EtbFormText, 1);

  *entry = (EtbFormText){ self->task, label, text };
  g_ptr_array_add (self->texts, entry);
}

static void
add_answer (Collection *self, const char *path, const char *label, const char *line)
{
  const EtbNodeState *state = etb_evaluation_get_node (self->evaluation, path);
  g_autofree char *value = etb_instance_get (etb_evaluation_get_instance (self->evaluation), path);

  if (state == NULL || !state->relevant || value == NULL || *value == '\0'
      || etb_call_find_bind (self->call, path)->type == ETB_VALUE_ATTESTATION)
    return;
  add (self, line != NULL ? g_strdup_printf ("%s, %s", line, label) : g_strdup (label),
       write_value (self, path, value));
}

static void
add_lines (Collection *self, const EtbItem *repeat)
{
  EtbInstance *instance = etb_evaluation_get_instance (self->evaluation);
  const guint n_lines = etb_instance_count_lines (instance, repeat->path);

  for (guint i = 1; i <= n_lines; i++)
    {
      g_autofree char *line = g_strdup_printf (
          "%s %u", repeat->line_label != NULL ? repeat->line_label : repeat->label, i);

      for (guint j = 0; j < repeat->items->len; j++)
        {
          const EtbItem *question = g_ptr_array_index (repeat->items, j);
          g_autofree char *path = etb_item_path_in_line (question, repeat, i);

          add_answer (self, path, question->label, line);
        }
    }
}

/* Whether a cell of @table that people fill in holds something. */
static gboolean
is_begun (Collection *self, const EtbItem *table)
{
  EtbInstance *instance = etb_evaluation_get_instance (self->evaluation);

  for (guint i = 0; i < table->groups->len; i++)
    {
      GPtrArray *rows = ((EtbRowGroup *)g_ptr_array_index (table->groups, i))->rows;

      for (guint j = 0; j < rows->len; j++)
        for (guint k = 0; k < table->columns->len; k++)
          {
            const EtbRow *row = g_ptr_array_index (rows, j);
            const EtbColumn *column = g_ptr_array_index (table->columns, k);
            g_autofree char *path = g_strdup_printf ("%s/%s", row->path, column->name);
            g_autofree char *value
                = row->kind == ETB_ROW_INPUT ? etb_instance_get (instance, path) : NULL;

            if (value != NULL && *value != '\0')
              return TRUE;
          }
    }
  return FALSE;
}

static void
add_item (Collection *self, const EtbItem *item)
{
  if (item->kind == ETB_ITEM_QUESTION)
    add_answer (self, item->path, item->label, NULL);
  else if (item->kind == ETB_ITEM_REPEAT)
    add_lines (self, item);
  else if (item->kind == ETB_ITEM_TABLE && is_begun (self, item))
    add (self, g_strdup (item->label), etb_table_clip_write (self->evaluation, item));
}

GPtrArray *
etb_form_texts_of (EtbDossier *dossier, EtbTerritory *territory)
{
  Collection self = { .dossier = dossier, .territory = territory };
  GPtrArray *tasks;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  self.call = etb_dossier_get_call (dossier);
  self.evaluation = etb_dossier_get_evaluation (dossier);
  self.texts = g_ptr_array_new_with_free_func (form_text_free);
  tasks = etb_call_get_tasks (self.call);
  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      self.task = task->label;
      for (guint j = 0; j < task->pages->len; j++)
        {
          GPtrArray *items = ((EtbPage *)g_ptr_array_index (task->pages, j))->items;

          for (guint k = 0; k < items->len; k++)
            add_item (&self, g_ptr_array_index (items, k));
        }
    }
  return self.texts;
}
