/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How far a dossier is; see the header. A walk over the items of a call that counts what applies.
 *
 * Callers: ui (task list, home), cli, etb-library. */

#include "etb-progress.h"

#include <string.h>

#include "etb-progress-private.h"

typedef struct
{
  EtbCall *call;
  EtbEvaluation *evaluation;
  EtbInstance *instance; /* as rules see it */
  EtbDossier *dossier;   /* or NULL: what was answered is not looked at */
  const EtbReadiness *readiness;
  guint relevant; /* items that apply */
  guint needed, given;
  guint answered; /* by a person, required or not */
  guint refused;  /* answers not accepted, pieces too heavy in all */
} Count;

static Count
start_count (EtbEvaluation *evaluation, const EtbReadiness *readiness, EtbDossier *dossier)
{
  Count count = { .evaluation = evaluation, .readiness = readiness, .dossier = dossier };

  count.instance = etb_evaluation_get_instance (evaluation);
  count.call = etb_instance_get_call (count.instance);
  return count;
}

/* The track is set with the dossier: it is nobody's answer. */
static gboolean
is_answer_of_a_person (Count *count, const char *path)
{
  return count->dossier && g_strcmp0 (path, etb_call_get_roles (count->call)->track) != 0
         && etb_dossier_get_origin (count->dossier, path, NULL, NULL);
}

static void
count_answer (Count *count, const char *path)
{
  const EtbNodeState *state = etb_evaluation_get_node (count->evaluation, path);
  g_autofree char *value = NULL;
  gboolean filled;

  if (!state || !state->relevant)
    return;
  count->relevant++;
  value = etb_instance_get (count->instance, path);
  filled = value && *value;
  if (state->required)
    {
      count->needed++;
      if (filled && !state->message)
        count->given++;
    }
  if (filled && state->message)
    count->refused++;
  if (filled && is_answer_of_a_person (count, path))
    count->answered++;
}

static void
count_table (Count *count, const EtbItem *table)
{
  for (guint i = 0; i < table->groups->len; i++)
    {
      const EtbRowGroup *group = g_ptr_array_index (table->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        for (guint k = 0; k < table->columns->len; k++)
          {
            const EtbRow *row = g_ptr_array_index (group->rows, j);
            const EtbColumn *column = g_ptr_array_index (table->columns, k);
            g_autofree char *path = g_strconcat (row->path, "/", column->name, NULL);

            count_answer (count, path);
          }
    }
}

static gboolean
is_repeat_relevant (Count *count, const EtbItem *repeat)
{
  const EtbNodeState *state = etb_evaluation_get_node (count->evaluation, repeat->path);

  return state && state->relevant;
}

static void
count_repeat (Count *count, const EtbItem *repeat)
{
  guint lines = etb_instance_count_lines (count->instance, repeat->path);

  /* Without a line yet, one may still be added. */
  if (lines == 0 && is_repeat_relevant (count, repeat))
    count->relevant++;
  for (guint i = 1; i <= lines; i++)
    for (guint j = 0; j < repeat->items->len; j++)
      {
        const EtbItem *item = g_ptr_array_index (repeat->items, j);
        g_autofree char *path = NULL;

        if (item->kind != ETB_ITEM_QUESTION)
          continue;
        path = etb_item_path_in_line (item, repeat, i);
        count_answer (count, path);
      }
}

static void
count_pieces (Count *count)
{
  GPtrArray *pieces = count->readiness->pieces;

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (pieces, i);

      if (piece->state == ETB_READINESS_NOT_CONCERNED)
        continue;
      count->relevant++;
      if (piece->state >= ETB_READINESS_MISSING)
        count->needed++;
      if (piece->state >= ETB_READINESS_PROVIDED)
        {
          count->answered++;
          if (!etb_readiness_stops (piece->state))
            count->given++;
        }
    }
  if (etb_readiness_is_too_heavy (count->readiness))
    count->refused++;
}

static void
count_page (Count *count, const EtbPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      const EtbItem *item = g_ptr_array_index (page->items, i);

      switch (item->kind)
        {
        case ETB_ITEM_QUESTION:
          count_answer (count, item->path);
          break;
        case ETB_ITEM_TABLE:
          count_table (count, item);
          break;
        case ETB_ITEM_REPEAT:
          count_repeat (count, item);
          break;
        case ETB_ITEM_PIECES:
          count_pieces (count);
          break;
        case ETB_ITEM_NOTE:
        default:
          break;
        }
    }
}

static Count
count_task (EtbEvaluation *evaluation, const EtbReadiness *readiness, EtbDossier *dossier,
            const EtbTask *task)
{
  Count count = start_count (evaluation, readiness, dossier);

  for (guint i = 0; i < task->pages->len; i++)
    count_page (&count, g_ptr_array_index (task->pages, i));
  return count;
}

static EtbTaskState
state_of (const Count *count)
{
  gboolean whole = count->given == count->needed && count->refused == 0;

  if (count->relevant == 0)
    return ETB_TASK_NOT_CONCERNED;
  if (whole && (count->needed > 0 || count->answered > 0))
    return ETB_TASK_DONE;
  return count->answered > 0 ? ETB_TASK_STARTED : ETB_TASK_TODO;
}

/* A package of what the dossier holds now: an older one is no end of the work. */
static gboolean
is_exported_since_last_answer (EtbDossier *dossier)
{
  GPtrArray *exports = etb_dossier_get_exports (dossier);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (etb_dossier_get_instance (dossier));
  const EtbExport *last;

  if (exports->len == 0)
    return FALSE;
  last = g_ptr_array_index (exports, exports->len - 1);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path
          = etb_instance_key_of (etb_dossier_get_instance (dossier), g_ptr_array_index (leaves, i));
      g_autoptr (GDateTime) at = NULL;

      if (etb_dossier_get_origin (dossier, path, NULL, &at) && at
          && g_date_time_compare (at, last->at) > 0)
        return FALSE;
    }
  return TRUE;
}

static EtbTaskState
state_of_review (EtbDossier *dossier)
{
  if (!etb_readiness_is_complete (dossier))
    return ETB_TASK_NOT_YET;
  return is_exported_since_last_answer (dossier) ? ETB_TASK_DONE : ETB_TASK_TODO;
}

GPtrArray *
etb_progress_of (EtbDossier *dossier)
{
  GPtrArray *result = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (EtbReadiness) readiness = NULL;
  EtbEvaluation *evaluation;
  GPtrArray *tasks;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), result);

  evaluation = etb_dossier_get_evaluation (dossier);
  readiness = etb_readiness_of (dossier);
  tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));
  for (guint i = 0; i < tasks->len; i++)
    {
      EtbTaskProgress *progress = g_new0 (EtbTaskProgress, 1);
      const EtbTask *task = g_ptr_array_index (tasks, i);
      Count count = count_task (evaluation, readiness, dossier, task);

      progress->task = task;
      progress->needed = count.needed;
      progress->given = count.given;
      progress->optional = count.needed == 0;
      progress->state
          = task->kind == ETB_TASK_REVIEW ? state_of_review (dossier) : state_of (&count);
      g_ptr_array_add (result, progress);
    }
  return result;
}

guint
etb_progress_percent_of (EtbEvaluation *evaluation, const EtbReadiness *readiness)
{
  EtbCall *call = etb_instance_get_call (etb_evaluation_get_instance (evaluation));
  GPtrArray *tasks = etb_call_get_tasks (call);
  guint needed = 0, given = 0;

  for (guint i = 0; i < tasks->len; i++)
    {
      Count count = count_task (evaluation, readiness, NULL, g_ptr_array_index (tasks, i));

      needed += count.needed;
      given += count.given;
    }
  return needed > 0 ? given * 100 / needed : 0;
}

guint
etb_progress_percent (EtbDossier *dossier)
{
  g_autoptr (EtbReadiness) readiness = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), 0);

  readiness = etb_readiness_of (dossier);
  return etb_progress_percent_of (etb_dossier_get_evaluation (dossier), readiness);
}

static gboolean
has_only_notes (const EtbPage *page)
{
  for (guint i = 0; i < page->items->len; i++)
    if (((const EtbItem *)g_ptr_array_index (page->items, i))->kind != ETB_ITEM_NOTE)
      return FALSE;
  return TRUE;
}

gboolean
etb_progress_page_applies (EtbDossier *dossier, const EtbPage *page)
{
  g_autoptr (EtbReadiness) readiness = NULL;
  Count count;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), FALSE);
  g_return_val_if_fail (page != NULL, FALSE);

  readiness = etb_readiness_of (dossier);
  count = start_count (etb_dossier_get_evaluation (dossier), readiness, NULL);
  count_page (&count, page);
  return count.relevant > 0 || has_only_notes (page);
}
