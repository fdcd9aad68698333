/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What an expression looks at in the answers: to know whether it can tell, and to show why it says
 * what it says. XPath itself takes an empty answer for a text or for NaN, and then says false, or
 * true under not(): here an answer that is needed, and is empty or cannot be read as its type,
 * makes the result unknown. Called by etb-run.c and etb-verdicts.c. */

#include "etb-evaluation-private.h"

#include <string.h>

/* Answers shown for one verdict. */
#define MAX_READS 50

typedef void (*NodeFunc) (EtbRun *self, EtbNodeRecord *record, gpointer data);

static void
visit (EtbRun *self, xmlNodePtr node, NodeFunc func, gpointer data)
{
  EtbNodeRecord *record = etb_run_record_of (self, node);

  if (record != NULL && etb_plan_element (self->plan, record->element)->leaf)
    func (self, record, data);
}

/* Calls @func for each leaf that @path selects. FALSE when that cannot be told. */
static gboolean
for_each_leaf (EtbRun *self, const EtbRulePath *path, xmlNodePtr bound, NodeFunc func,
               gpointer data)
{
  xmlXPathObjectPtr selected;

  if (path->compiled == NULL)
    {
      for (guint i = 0; i < path->elements->len; i++)
        for (guint j = self->out->first[g_array_index (path->elements, guint, i)];
             j != ETB_NO_RECORD; j = etb_run_record (self, j)->next)
          if (etb_run_record (self, j)->node != NULL)
            visit (self, etb_run_record (self, j)->node, func, data);
      return TRUE;
    }

  selected = etb_run_evaluate (self, path->compiled, bound);
  if (selected == NULL)
    return FALSE;
  if (selected->type == XPATH_NODESET && selected->nodesetval != NULL)
    {
      xmlXPathNodeSetSort (selected->nodesetval);
      for (int i = 0; i < selected->nodesetval->nodeNr; i++)
        visit (self, selected->nodesetval->nodeTab[i], func, data);
    }
  xmlXPathFreeObject (selected);
  return TRUE;
}

/* Whether a comparison can make something of @text, which may be kept as it was typed: what is no
 * number is NaN to XPath, and any comparison with it is false. */
static gboolean
is_readable (EtbValueType type, const char *text)
{
  g_autofree char *normal = NULL;

  if (etb_value_type_is_number (type))
    {
      char *end = NULL;

      g_ascii_strtod (text, &end);
      return text[strspn (text, "-0123456789.")] == '\0' && *end == '\0';
    }
  if (type != ETB_VALUE_DATE)
    return TRUE;
  normal = etb_value_normalise (type, text, NULL);
  return normal != NULL;
}

static gboolean
is_empty (const EtbNodeRecord *record)
{
  g_autofree char *copy = NULL;

  return etb_text_is_blank (etb_node_text (record->node, &copy));
}

/* What is wrong with it is said beside it, and speaks against nobody. */
static gboolean
is_unreadable (EtbRun *self, const EtbNodeRecord *record)
{
  g_autofree char *copy = NULL;

  return !is_readable (etb_plan_element (self->plan, record->element)->type,
                       etb_node_text (record->node, &copy));
}

/* --- Can it tell? --- */

typedef struct
{
  guint filled;
  guint empty; /* and relevant: somebody could answer */
  guint unreadable;
  guint elsewhere; /* empty because it does not apply */
} Tally;

static void
count_leaf (EtbRun *self, EtbNodeRecord *record, gpointer data)
{
  Tally *tally = data;

  if (!record->state.relevant)
    tally->elsewhere++;
  else if (is_empty (record))
    tally->empty++;
  else if (is_unreadable (self, record))
    tally->unreadable++;
  else
    tally->filled++;
}

/* Whether @path is about lines that could be added and of which there is none yet. */
static gboolean
waits_for_lines (EtbRun *self, const EtbRulePath *path)
{
  for (guint i = 0; i < path->elements->len; i++)
    {
      guint index = g_array_index (path->elements, guint, i);
      guint line = etb_plan_element (self->plan, index)->line;

      if (line != ETB_NO_ELEMENT && self->out->first[line] == ETB_NO_RECORD
          && etb_run_is_repeat_relevant (self, line))
        return TRUE;
    }
  return FALSE;
}

/* The paths of a union under an aggregate are looked at together. */
static gboolean
group_lacks_answers (EtbRun *self, const EtbRule *rule, guint start, xmlNodePtr bound)
{
  const EtbRulePath *first = g_ptr_array_index (rule->paths, start);
  Tally tally = { 0 };
  gboolean no_lines = FALSE;

  for (guint i = start; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      if (path->path->group != first->path->group)
        continue;
      if (!for_each_leaf (self, path, bound, count_leaf, &tally))
        return TRUE;
      no_lines = no_lines || waits_for_lines (self, path);
    }
  return tally.unreadable > 0
         || (tally.filled == 0 && (tally.empty > 0 || (tally.elsewhere == 0 && no_lines)));
}

static gboolean
starts_group (const EtbRule *rule, guint index)
{
  const EtbRulePath *path = g_ptr_array_index (rule->paths, index);

  for (guint i = 0; i < index; i++)
    if (((EtbRulePath *)g_ptr_array_index (rule->paths, i))->path->group == path->path->group)
      return FALSE;
  return TRUE;
}

static gboolean
path_lacks_answers (EtbRun *self, const EtbRulePath *path, xmlNodePtr bound)
{
  Tally tally = { 0 };

  if (!for_each_leaf (self, path, bound, count_leaf, &tally) || tally.empty > 0
      || tally.unreadable > 0)
    return TRUE;
  return tally.filled + tally.elsewhere == 0 && waits_for_lines (self, path);
}

const EtbPiece *
etb_run_needs_dates (EtbRun *self, const EtbRule *rule)
{
  GPtrArray *calls = etb_expression_get_calls (rule->expression);

  for (guint i = 0; i < calls->len; i++)
    {
      const EtbExpressionCall *call = g_ptr_array_index (calls, i);
      const char *code = call->literals->len > 0 ? g_ptr_array_index (call->literals, 0) : NULL;

      if (call->use == ETB_PATH_USE_NEEDED && code != NULL
          && g_str_equal (call->name, "etb:piece-valid-at")
          && !etb_functions_has_dates (&self->scope, code))
        return etb_call_find_piece (self->plan->call, code);
    }
  return NULL;
}

gboolean
etb_run_needs_answer (EtbRun *self, const EtbRule *rule, xmlNodePtr node)
{
  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      switch (path->path->use)
        {
        case ETB_PATH_USE_NEEDED:
          if (path_lacks_answers (self, path, node))
            return TRUE;
          break;
        case ETB_PATH_USE_ANY:
          if (starts_group (rule, i) && group_lacks_answers (self, rule, i, node))
            return TRUE;
          break;
        default:
          break;
        }
    }
  return etb_run_needs_dates (self, rule) != NULL;
}

/* --- What did it read? --- */

typedef struct
{
  GPtrArray *reads;
  gboolean only_filled;
  EtbNodeRecord *first_empty;
} Reading;

static void
add_read (EtbRun *self, EtbNodeRecord *record, GPtrArray *reads)
{
  g_autofree char *path = etb_run_path_of (self, record);
  g_autofree char *copy = NULL;
  EtbRead *read;

  for (guint i = 0; i < reads->len; i++)
    if (g_str_equal (((EtbRead *)g_ptr_array_index (reads, i))->path, path))
      return;
  if (reads->len >= MAX_READS)
    return;
  read = g_new0 (EtbRead, 1);
  read->path = g_steal_pointer (&path);
  read->label = etb_run_label_of (self, record);
  read->value = g_strdup (etb_node_text (record->node, &copy));
  g_ptr_array_add (reads, read);
}

static void
read_leaf (EtbRun *self, EtbNodeRecord *record, gpointer data)
{
  Reading *reading = data;

  if (!record->state.relevant)
    return;
  if (!reading->only_filled || (!is_empty (record) && !is_unreadable (self, record)))
    add_read (self, record, reading->reads);
  else if (reading->first_empty == NULL)
    reading->first_empty = record;
}

void
etb_run_add_reads (EtbRun *self, const EtbRule *rule, GPtrArray *reads)
{
  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);
      Reading reading = { reads, path->path->use != ETB_PATH_USE_NEEDED, NULL };
      guint before = reads->len;

      for_each_leaf (self, path, NULL, read_leaf, &reading);
      /* a table still empty: one of its cells says where to begin */
      if (reads->len == before && reading.first_empty != NULL
          && path->path->use == ETB_PATH_USE_ANY)
        add_read (self, reading.first_empty, reads);
    }
}
