/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through a dossier's pages. Called by the window; holds no state. The call is small (some
 * tens of pages), so every look-up walks it. */

#include "etb-parcours.h"

#include "etb-progress.h"
#include "etb-readiness.h"

/* All stops of the call in order, whether they apply or not. */
static GArray *
list_stops (EtbDossier *dossier)
{
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (EtbStop));

  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = tasks->pdata[i];
      for (guint j = 0; j < task->pages->len; j++)
        g_array_append_val (stops, ((EtbStop){ task, task->pages->pdata[j] }));
      if (task->pages->len == 0)
        g_array_append_val (stops, ((EtbStop){ task, NULL }));
    }
  return stops;
}

static gboolean
applies (EtbDossier *dossier, const EtbStop *stop)
{
  return stop->page == NULL || etb_progress_page_applies (dossier, stop->page);
}

static int
index_of (GArray *stops, const EtbStop *stop)
{
  for (guint i = 0; i < stops->len; i++)
    {
      const EtbStop *other = &g_array_index (stops, EtbStop, i);
      if (other->task == stop->task && other->page == stop->page)
        return (int)i;
    }
  return -1;
}

static gboolean
walk_from (EtbDossier *dossier, int index, int step, GArray *stops, EtbStop *stop)
{
  for (; index >= 0 && index < (int)stops->len; index += step)
    {
      const EtbStop *candidate = &g_array_index (stops, EtbStop, index);
      if (applies (dossier, candidate))
        {
          *stop = *candidate;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
etb_parcours_first (EtbDossier *dossier, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);
  return walk_from (dossier, 0, 1, stops, stop);
}

gboolean
etb_parcours_first_of (EtbDossier *dossier, const EtbTask *task, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);

  for (guint i = 0; i < stops->len; i++)
    {
      const EtbStop *candidate = &g_array_index (stops, EtbStop, i);
      if (candidate->task == task && applies (dossier, candidate))
        {
          *stop = *candidate;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
etb_parcours_next (EtbDossier *dossier, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);
  int index = index_of (stops, stop);
  return index >= 0 && walk_from (dossier, index + 1, 1, stops, stop);
}

gboolean
etb_parcours_previous (EtbDossier *dossier, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);
  return walk_from (dossier, index_of (stops, stop) - 1, -1, stops, stop);
}

/* The same answer may be asked on two pages (the eligibility questions are): what counts is the
 * path. */
static gboolean
is_same (const EtbItem *a, const EtbItem *b)
{
  return a == b || (a->path != NULL && g_strcmp0 (a->path, b->path) == 0);
}

/* Whether an item of @page asks for what @item is about. */
static gboolean
page_has_item (const EtbPage *page, const EtbItem *item)
{
  for (guint i = 0; i < page->items->len; i++)
    {
      const EtbItem *other = page->items->pdata[i];
      if (is_same (other, item))
        return TRUE;
      for (guint j = 0; other->items != NULL && j < other->items->len; j++)
        if (is_same (other->items->pdata[j], item))
          return TRUE;
    }
  return FALSE;
}

static gboolean
page_has_kind (const EtbPage *page, EtbItemKind kind)
{
  for (guint i = 0; i < page->items->len; i++)
    if (((const EtbItem *)page->items->pdata[i])->kind == kind)
      return TRUE;
  return FALSE;
}

gboolean
etb_parcours_task_asks (const EtbTask *task, const EtbItem *item)
{
  for (guint i = 0; i < task->pages->len; i++)
    if (page_has_item (task->pages->pdata[i], item))
      return TRUE;
  return FALSE;
}

gboolean
etb_parcours_task_has_pieces (const EtbTask *task)
{
  for (guint i = 0; i < task->pages->len; i++)
    if (page_has_kind (task->pages->pdata[i], ETB_ITEM_PIECES))
      return TRUE;
  return FALSE;
}

gboolean
etb_parcours_of_path (EtbDossier *dossier, const char *path, EtbStop *stop)
{
  const EtbItem *item = etb_call_find_item (etb_dossier_get_call (dossier), path);
  g_autoptr (GArray) stops = list_stops (dossier);

  for (guint i = 0; item != NULL && i < stops->len; i++)
    {
      const EtbStop *candidate = &g_array_index (stops, EtbStop, i);
      if (candidate->page != NULL && page_has_item (candidate->page, item))
        {
          *stop = *candidate;
          return TRUE;
        }
    }
  return FALSE;
}

gboolean
etb_parcours_of_pieces (EtbDossier *dossier, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);

  for (guint i = 0; i < stops->len; i++)
    {
      const EtbStop *candidate = &g_array_index (stops, EtbStop, i);
      if (candidate->page != NULL && page_has_kind (candidate->page, ETB_ITEM_PIECES))
        {
          *stop = *candidate;
          return TRUE;
        }
    }
  return FALSE;
}

const EtbTask *
etb_parcours_find_task (EtbDossier *dossier, const char *id)
{
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));

  for (guint i = 0; i < tasks->len; i++)
    if (g_str_equal (((const EtbTask *)tasks->pdata[i])->id, id))
      return tasks->pdata[i];
  return NULL;
}

char *
etb_parcours_to_place (const EtbStop *stop)
{
  return stop->page != NULL ? g_strdup_printf ("%s/%s", stop->task->id, stop->page->id)
                            : g_strdup (stop->task->id);
}

gboolean
etb_parcours_from_place (EtbDossier *dossier, const char *place, EtbStop *stop)
{
  g_autoptr (GArray) stops = list_stops (dossier);

  for (guint i = 0; i < stops->len; i++)
    {
      const EtbStop *candidate = &g_array_index (stops, EtbStop, i);
      g_autofree char *text = etb_parcours_to_place (candidate);
      if (g_str_equal (text, place) && applies (dossier, candidate))
        {
          *stop = *candidate;
          return TRUE;
        }
    }
  return FALSE;
}

guint
etb_parcours_step (EtbDossier *dossier, const EtbStop *stop, guint *steps)
{
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));
  guint step = 0;

  *steps = 0;
  for (guint i = 0; i < tasks->len; i++)
    {
      EtbStop first;
      if (!etb_parcours_first_of (dossier, tasks->pdata[i], &first))
        continue;
      *steps += 1;
      if (tasks->pdata[i] == stop->task)
        step = *steps;
    }
  return step;
}

gboolean
etb_parcours_of_task (EtbDossier *dossier, const char *id, EtbStop *stop)
{
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (dossier));

  for (guint i = 0; i < tasks->len; i++)
    {
      const EtbTask *task = g_ptr_array_index (tasks, i);

      if (g_str_equal (task->id, id))
        return etb_parcours_first_of (dossier, task, stop);
    }
  return FALSE;
}

gboolean
etb_parcours_of_missing (EtbDossier *dossier, EtbStop *stop)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (dossier);
  GPtrArray *missing = etb_evaluation_get_missing (evaluation);

  if (missing->len > 0
      && etb_parcours_of_path (dossier, ((const EtbProblem *)g_ptr_array_index (missing, 0))->path,
                               stop))
    return TRUE;
  return !etb_readiness_is_complete (dossier) && etb_parcours_of_pieces (dossier, stop);
}
