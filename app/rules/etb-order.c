/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The order in which relevances and calculations are evaluated: one graph for both, since each may
 * read what the other decides. It is worked out on elements, not on nodes: the lines of a repeat
 * count as one. Any circle is refused, a value that reads itself included, and named by the
 * questions in it. Called by etb-plan.c. */

#include "etb-plan.h"
#include "etb-rules.h"

#include <glib/gi18n-lib.h>

/* Far above any real call; a hostile one would otherwise take all memory. */
#define MAX_EDGES 2000000

typedef struct
{
  EtbPlan *plan;
  GArray *steps;      /* EtbStep, in document order */
  GArray *relevant;   /* per element: index of its step + 1, or 0 */
  GArray *calculated; /* the same */
  GPtrArray *needs;   /* per step: (element-type guint) steps to do before it */
  GArray *waiting;    /* per step: how many of its needs are not done yet */
  gsize n_edges;
} Graph;

static guint *
cell (GArray *array, guint index)
{
  return &g_array_index (array, guint, index);
}

static GArray *
new_cells (guint length)
{
  GArray *array = g_array_new (FALSE, TRUE, sizeof (guint));

  return g_array_set_size (array, length);
}

static void
add_step (Graph *self, EtbStepKind kind, guint element, GArray *index)
{
  EtbStep step = { kind, element };

  g_array_append_val (self->steps, step);
  g_ptr_array_add (self->needs, new_cells (0));
  *cell (index, element) = self->steps->len;
}

static void
graph_init (Graph *self, EtbPlan *plan)
{
  self->plan = plan;
  self->steps = g_array_new (FALSE, FALSE, sizeof (EtbStep));
  self->relevant = new_cells (plan->elements->len);
  self->calculated = new_cells (plan->elements->len);
  self->needs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < plan->elements->len; i++)
    {
      if (etb_plan_element (plan, i)->relevant != NULL)
        add_step (self, ETB_STEP_RELEVANT, i, self->relevant);
      if (etb_plan_element (plan, i)->calculate != NULL)
        add_step (self, ETB_STEP_CALCULATE, i, self->calculated);
    }
  self->waiting = new_cells (self->steps->len);
}

static void
graph_clear (Graph *self)
{
  g_array_unref (self->steps);
  g_array_unref (self->relevant);
  g_array_unref (self->calculated);
  g_ptr_array_unref (self->needs);
  g_array_unref (self->waiting);
}

static const EtbStep *
step_at (Graph *self, guint index)
{
  return &g_array_index (self->steps, EtbStep, index);
}

static GArray *
needs_of (Graph *self, guint step)
{
  return g_ptr_array_index (self->needs, step);
}

static void
add_need (Graph *self, guint step, guint needed_plus_one)
{
  guint needed = needed_plus_one - 1;

  if (needed_plus_one == 0)
    return;
  g_array_append_val (needs_of (self, step), needed);
  self->n_edges++;
}

/* @step needs to know whether @element and those around it are relevant. */
static void
need_relevance (Graph *self, guint step, guint element)
{
  for (; element != ETB_NO_ELEMENT; element = etb_plan_element (self->plan, element)->parent)
    add_need (self, step, *cell (self->relevant, element));
}

/* FALSE when there are too many to hold. */
static gboolean
find_needs (Graph *self, guint step)
{
  const EtbStep *what = step_at (self, step);
  const EtbElement *element = etb_plan_element (self->plan, what->element);
  const EtbRule *rule = what->kind == ETB_STEP_RELEVANT ? element->relevant : element->calculate;

  /* from the outside in: what is around decides first, and a calculation knows if it is wanted */
  need_relevance (self, step, what->kind == ETB_STEP_RELEVANT ? element->parent : what->element);
  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      for (guint j = 0; j < path->elements->len; j++)
        {
          guint read = *cell (path->elements, j);

          add_need (self, step, *cell (self->calculated, read));
          need_relevance (self, step, read);
        }
      if (self->n_edges > MAX_EDGES)
        return FALSE;
    }
  return TRUE;
}

/* One of the steps that @step waits for, both being among those that could not be placed: each of
 * these waits for at least one other. */
static guint
next_waiting (Graph *self, guint step)
{
  GArray *needs = needs_of (self, step);
  guint i = 0;

  while (*cell (self->waiting, *cell (needs, i)) == 0)
    i++;
  return *cell (needs, i);
}

/* (transfer full) (element-type guint) the steps of one circle, each waiting for the next */
static GArray *
find_cycle (Graph *self)
{
  g_autoptr (GArray) seen = new_cells (self->steps->len);
  GArray *cycle = new_cells (0);
  guint start = 0, step;

  while (*cell (self->waiting, start) == 0)
    start++;
  /* going from one to the next must come back, though not always to where it began */
  for (; !*cell (seen, start); start = next_waiting (self, start))
    *cell (seen, start) = TRUE;
  step = start;
  do
    {
      g_array_append_val (cycle, step);
      step = next_waiting (self, step);
    }
  while (step != start);
  return cycle;
}

static void
add_cycle_fault (Graph *self, GArray *cycle, EtbFaults *faults)
{
  g_autoptr (GString) names = g_string_new (NULL);
  long first = 0;

  for (guint i = 0; i < cycle->len; i++)
    {
      const EtbStep *what = step_at (self, *cell (cycle, i));
      const EtbElement *element = etb_plan_element (self->plan, what->element);
      const long line = element->bind->line;

      first = first == 0 ? line : MIN (first, line);
      g_string_append (names, i > 0 ? " → " : "");
      /* Translators: an answer, where it is in the dossier, the attribute that reads the next. */
      g_string_append_printf (names, _ ("“%s” (%s, %s, line %ld)"), element->label, element->path,
                                        what->kind == ETB_STEP_RELEVANT ? "relevant" : "calculate",
                                        line);
    }
  etb_faults_add (
      faults, first,
      g_error_new (ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                   _ ("line %ld: these answers depend on each other in a circle, so none can be "
                      "worked out first: %s. Remove one of these readings."),
                      first, names->str));
}

/* Per step, those that wait for it. */
static GPtrArray *
find_followers (Graph *self)
{
  GPtrArray *followers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);

  for (guint i = 0; i < self->steps->len; i++)
    g_ptr_array_add (followers, new_cells (0));
  for (guint i = 0; i < self->steps->len; i++)
    for (guint j = 0; j < needs_of (self, i)->len; j++)
      {
        GArray *of_need = g_ptr_array_index (followers, *cell (needs_of (self, i), j));

        g_array_append_val (of_need, i);
      }
  return followers;
}

typedef struct
{
  GPtrArray *followers;
  GArray *ready; /* steps in the order in which they can be done */
  guint done;    /* of those */
} Sorting;

/* Does the steps that wait for nothing, and those that then wait for nothing more. */
static void
do_ready (Graph *self, Sorting *sorting)
{
  for (; sorting->done < sorting->ready->len; sorting->done++)
    {
      GArray *after = g_ptr_array_index (sorting->followers, *cell (sorting->ready, sorting->done));

      for (guint i = 0; i < after->len; i++)
        {
          guint *waiting = cell (self->waiting, *cell (after, i));

          if (*waiting > 0 && --*waiting == 0)
            g_array_append_val (sorting->ready, *cell (after, i));
        }
    }
}

/* What is left when all that can be done is done is, or waits for, a circle. Once named, its steps
 * are taken as done: another circle may be behind. */
static void
sort (Graph *self, EtbFaults *faults)
{
  g_autoptr (GPtrArray) followers = find_followers (self);
  g_autoptr (GArray) ready = new_cells (0);
  Sorting sorting = { followers, ready, 0 };

  for (guint i = 0; i < self->steps->len; i++)
    {
      *cell (self->waiting, i) = needs_of (self, i)->len;
      if (needs_of (self, i)->len == 0)
        g_array_append_val (ready, i);
    }
  for (do_ready (self, &sorting); ready->len < self->steps->len && !etb_faults_is_full (faults);
       do_ready (self, &sorting))
    {
      g_autoptr (GArray) cycle = find_cycle (self);

      add_cycle_fault (self, cycle, faults);
      for (guint i = 0; i < cycle->len; i++)
        *cell (self->waiting, *cell (cycle, i)) = 0;
      g_array_append_vals (ready, cycle->data, cycle->len);
    }
  for (guint i = 0; i < ready->len; i++)
    g_array_append_val (self->plan->steps, *step_at (self, *cell (ready, i)));
}

void
etb_order_find (EtbPlan *plan, EtbFaults *faults)
{
  Graph graph = { 0 };
  gboolean ok = TRUE;

  g_assert (plan != NULL && faults != NULL);

  graph_init (&graph, plan);
  for (guint i = 0; ok && i < graph.steps->len; i++)
    ok = find_needs (&graph, i);
  if (ok)
    sort (&graph, faults);
  else
    etb_faults_add (
        faults, 0,
        g_error_new_literal (
            ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
            _ ("The expressions of this call read too many answers; use fewer “*” and “//”.")));
  graph_clear (&graph);
}
