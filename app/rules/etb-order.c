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
  GArray *steps;     /* EtbStep, in document order */
  guint *relevant;   /* per element: index of its step + 1, or 0 */
  guint *calculated; /* the same */
  GPtrArray *needs;  /* per step: (element-type guint) steps to do before it */
  gsize n_edges;
} Graph;

static void
graph_clear (Graph *self)
{
  g_array_unref (self->steps);
  g_free (self->relevant);
  g_free (self->calculated);
  g_ptr_array_unref (self->needs);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Graph, graph_clear)

static void
add_step (Graph *self, EtbStepKind kind, guint element, guint *index)
{
  EtbStep step = { kind, element };

  g_array_append_val (self->steps, step);
  g_ptr_array_add (self->needs, g_array_new (FALSE, FALSE, sizeof (guint)));
  index[element] = self->steps->len;
}

static void
graph_init (Graph *self, EtbPlan *plan)
{
  self->plan = plan;
  self->steps = g_array_new (FALSE, FALSE, sizeof (EtbStep));
  self->relevant = g_new0 (guint, plan->elements->len);
  self->calculated = g_new0 (guint, plan->elements->len);
  self->needs = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  for (guint i = 0; i < plan->elements->len; i++)
    {
      if (etb_plan_element (plan, i)->relevant != NULL)
        add_step (self, ETB_STEP_RELEVANT, i, self->relevant);
      if (etb_plan_element (plan, i)->calculate != NULL)
        add_step (self, ETB_STEP_CALCULATE, i, self->calculated);
    }
}

static void
add_need (Graph *self, guint step, guint needed_plus_one)
{
  guint needed = needed_plus_one - 1;

  if (needed_plus_one == 0)
    return;
  g_array_append_val (g_ptr_array_index (self->needs, step), needed);
  self->n_edges++;
}

/* @step needs to know whether @element and those around it are relevant. */
static void
need_relevance (Graph *self, guint step, guint element)
{
  for (; element != ETB_NO_ELEMENT; element = etb_plan_element (self->plan, element)->parent)
    add_need (self, step, self->relevant[element]);
}

static gboolean
find_needs (Graph *self, guint step, GError **error)
{
  const EtbStep *what = &g_array_index (self->steps, EtbStep, step);
  const EtbElement *element = etb_plan_element (self->plan, what->element);
  const EtbRule *rule = what->kind == ETB_STEP_RELEVANT ? element->relevant : element->calculate;

  /* from the outside in: what is around decides first, and a calculation knows if it is wanted */
  need_relevance (self, step, what->kind == ETB_STEP_RELEVANT ? element->parent : what->element);
  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      for (guint j = 0; j < path->elements->len; j++)
        {
          guint read = g_array_index (path->elements, guint, j);

          add_need (self, step, self->calculated[read]);
          need_relevance (self, step, read);
        }
      if (self->n_edges > MAX_EDGES)
        {
          g_set_error_literal (
              error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
              _ ("The expressions of this call read too many answers; use fewer “*” and “//”."));
          return FALSE;
        }
    }
  return TRUE;
}

/* The names of the steps that need each other, starting from any that could not be placed. */
static char *
describe_cycle (Graph *self, const guint *waiting)
{
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree guint *seen = g_new0 (guint, self->steps->len);
  guint step = 0, turn = 0, start;

  while (waiting[step] == 0)
    step++;
  /* each step left waits for at least one other left: going from one to the next must come back */
  while (seen[step] == 0)
    {
      const GArray *needs = g_ptr_array_index (self->needs, step);
      guint next = 0;

      seen[step] = ++turn;
      while (waiting[g_array_index (needs, guint, next)] == 0)
        next++;
      step = g_array_index (needs, guint, next);
    }
  start = step;
  do
    {
      const EtbStep *what = &g_array_index (self->steps, EtbStep, step);
      const GArray *needs = g_ptr_array_index (self->needs, step);
      guint next = 0;

      g_string_append_printf (names, "%s“%s” (%s, %s)", names->len > 0 ? " → " : "",
                              etb_plan_element (self->plan, what->element)->label,
                              etb_plan_element (self->plan, what->element)->path,
                              what->kind == ETB_STEP_RELEVANT ? "relevant" : "calculate");
      while (waiting[g_array_index (needs, guint, next)] == 0)
        next++;
      step = g_array_index (needs, guint, next);
    }
  while (step != start);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Takes steps that wait for nothing, again and again; what is left is, or waits for, a circle. */
static gboolean
sort (Graph *self, GError **error)
{
  guint n = self->steps->len;
  g_autofree guint *waiting = g_new0 (guint, n);
  g_autoptr (GPtrArray) followers = g_ptr_array_new_with_free_func ((GDestroyNotify)g_array_unref);
  g_autoptr (GArray) ready = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree char *cycle = NULL;

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (followers, g_array_new (FALSE, FALSE, sizeof (guint)));
  for (guint i = 0; i < n; i++)
    {
      const GArray *needs = g_ptr_array_index (self->needs, i);

      waiting[i] = needs->len;
      for (guint j = 0; j < needs->len; j++)
        g_array_append_val (g_ptr_array_index (followers, g_array_index (needs, guint, j)), i);
      if (needs->len == 0)
        g_array_append_val (ready, i);
    }
  for (guint i = 0; i < ready->len; i++)
    {
      guint step = g_array_index (ready, guint, i);
      const GArray *after = g_ptr_array_index (followers, step);

      g_array_append_val (self->plan->steps, g_array_index (self->steps, EtbStep, step));
      for (guint j = 0; j < after->len; j++)
        {
          guint follower = g_array_index (after, guint, j);

          if (--waiting[follower] == 0)
            g_array_append_val (ready, follower);
        }
    }
  if (ready->len == n)
    return TRUE;

  cycle = describe_cycle (self, waiting);
  g_set_error (
      error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
      _ ("These answers depend on each other in a circle, so none can be worked out first: "
                  "%s. Remove one of these readings."),
         cycle);
  return FALSE;
}

gboolean
etb_order_find (EtbPlan *plan, GError **error)
{
  g_auto (Graph) graph = { 0 };

  g_assert (plan != NULL);

  graph_init (&graph, plan);
  for (guint i = 0; i < graph.steps->len; i++)
    if (!find_needs (&graph, i, error))
      return FALSE;
  return sort (&graph, error);
}
