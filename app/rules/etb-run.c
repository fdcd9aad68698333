/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One full pass over a copy of the answers: what does not apply is emptied and what is calculated
 * is filled, in the order of the plan; then answers, criteria and pieces are judged. Nothing here
 * fails: an expression that stops on an error or takes too long is unknown. Called by etb-rules.c.
 */

#include "etb-evaluation-private.h"

#include <math.h>
#include <string.h>

/* --- Evaluating --- */

xmlXPathObjectPtr
etb_run_evaluate (EtbRun *self, xmlXPathCompExprPtr compiled, xmlNodePtr node)
{
  xmlXPathObjectPtr result;

  if (self->operations == 0)
    return NULL;
  self->scope.current = node;
  self->xpath->node = node != NULL ? node : (xmlNodePtr)self->xpath->doc;
  self->xpath->opCount = 0;
  self->xpath->opLimit = MIN (self->operations, ETB_FUNCTIONS_MAX_OPERATIONS);
  result = xmlXPathCompiledEval (compiled, self->xpath);
  self->operations -= MIN (self->operations, self->xpath->opCount);
  return result;
}

EtbTruth
etb_run_condition (EtbRun *self, const EtbRule *rule, xmlNodePtr node)
{
  xmlXPathObjectPtr result;
  EtbTruth truth;

  if (rule->constant >= 0)
    return rule->constant ? ETB_TRUTH_TRUE : ETB_TRUTH_FALSE;
  result = etb_run_evaluate (self, rule->compiled, node);
  if (result == NULL)
    return ETB_TRUTH_UNKNOWN;
  truth = xmlXPathCastToBoolean (result) ? ETB_TRUTH_TRUE : ETB_TRUTH_FALSE;
  xmlXPathFreeObject (result);
  return truth;
}

EtbTruth
etb_run_judge (EtbRun *self, const EtbRule *rule, xmlNodePtr node)
{
  return etb_run_needs_answer (self, rule, node) ? ETB_TRUTH_UNKNOWN
                                                 : etb_run_condition (self, rule, node);
}

/* --- Records --- */

EtbNodeRecord *
etb_run_record (EtbRun *self, guint index)
{
  return &g_array_index (self->out->records, EtbNodeRecord, index);
}

EtbNodeRecord *
etb_run_record_of (EtbRun *self, xmlNodePtr node)
{
  return node->_private;
}

static guint
find_child_element (EtbPlan *plan, guint parent, guint guess, const char *name)
{
  for (guint i = guess; i != ETB_NO_ELEMENT; i = etb_plan_element (plan, i)->next)
    if (strcmp (etb_plan_element (plan, i)->name, name) == 0)
      return i;
  for (guint i = etb_plan_element (plan, parent)->first_child; i != guess;
       i = etb_plan_element (plan, i)->next)
    if (strcmp (etb_plan_element (plan, i)->name, name) == 0)
      return i;
  return ETB_NO_ELEMENT;
}

/* Children come in the order of the empty dossier, lines of a repeat one after the other: the
 * element of the last one is nearly always the right guess. */
static void
add_records (EtbRun *self, xmlNodePtr node, guint element, guint *last)
{
  EtbNodeRecord record = { .state = { .relevant = TRUE }, .node = node, .element = element };
  guint index = self->out->records->len;
  guint guess = etb_plan_element (self->plan, element)->first_child;

  record.next = ETB_NO_RECORD;
  if (last[element] == ETB_NO_RECORD)
    self->out->first[element] = index;
  else
    etb_run_record (self, last[element])->next = index;
  if (etb_plan_element (self->plan, element)->repeat != NULL)
    record.position
        = last[element] == ETB_NO_RECORD ? 1 : etb_run_record (self, last[element])->position + 1;
  last[element] = index;
  g_array_append_val (self->out->records, record);

  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    {
      guint found;

      if (child->type != XML_ELEMENT_NODE)
        continue;
      found = find_child_element (self->plan, element, guess, (const char *)child->name);
      if (found == ETB_NO_ELEMENT)
        continue;
      add_records (self, child, found, last);
      guess = found;
    }
  etb_run_record (self, index)->end = self->out->records->len;
}

static void
fill_records (EtbRun *self)
{
  xmlNodePtr root = xmlDocGetRootElement (etb_instance_get_document (self->out->instance));
  g_autofree guint *last = g_memdup2 (self->out->first, sizeof (guint) * self->plan->elements->len);

  add_records (self, root, 0, last);
  for (guint i = 0; i < self->out->records->len; i++)
    {
      EtbNodeRecord *record = etb_run_record (self, i);

      record->node->_private = record;
    }
}

char *
etb_run_path_of (EtbRun *self, EtbNodeRecord *record)
{
  const EtbElement *element = etb_plan_element (self->plan, record->element);

  if (element->line == ETB_NO_ELEMENT)
    return g_strdup (element->path);
  return etb_instance_path_of (self->out->instance, record->node);
}

char *
etb_run_label_of (EtbRun *self, EtbNodeRecord *record)
{
  const EtbElement *element = etb_plan_element (self->plan, record->element);
  g_autofree char *path = NULL;
  char *label = NULL;

  if (element->line != ETB_NO_ELEMENT)
    {
      path = etb_run_path_of (self, record);
      label = etb_call_label_for (self->plan->call, path);
    }
  return label != NULL ? label : g_strdup (element->label);
}

/* --- Relevance --- */

static void
set_text (xmlNodePtr node, const char *text)
{
  /* setting the content would read "&" as an entity: a text node takes it as it is */
  xmlNodeSetContent (node, NULL);
  if (*text != '\0')
    xmlAddChild (node, xmlNewDocText (node->doc, BAD_CAST text));
}

static void
remove_line (EtbRun *self, guint index)
{
  EtbNodeRecord *line = etb_run_record (self, index);
  xmlNodePtr node = line->node;

  for (guint i = index; i < line->end; i++)
    etb_run_record (self, i)->node = NULL;
  xmlUnlinkNode (node);
  xmlFreeNode (node);
}

/* Makes a record and all inside read as empty; lines inside are no longer there to be counted. */
static void
make_irrelevant (EtbRun *self, guint index)
{
  guint end = etb_run_record (self, index)->end;

  for (guint i = index; i < end; i++)
    {
      EtbNodeRecord *record = etb_run_record (self, i);
      const EtbElement *element = etb_plan_element (self->plan, record->element);

      record->state.relevant = FALSE;
      if (record->node == NULL)
        continue;
      if (element->repeat != NULL && i != index)
        remove_line (self, i);
      else if (element->leaf)
        set_text (record->node, "");
    }
}

gboolean
etb_run_is_repeat_relevant (EtbRun *self, guint line)
{
  guint parent = self->out->first[etb_plan_element (self->plan, line)->parent];

  return parent != ETB_NO_RECORD && etb_run_record (self, parent)->state.relevant
         && !self->hidden[line];
}

/* Whether a line would be relevant, were there one. */
static gboolean
would_be_relevant (EtbRun *self, const EtbElement *element)
{
  EtbNodeRecord *parent = etb_run_record (self, self->out->first[element->parent]);
  xmlNodePtr node;
  EtbTruth truth;

  if (parent->node == NULL || !parent->state.relevant)
    return FALSE;
  node = xmlNewDocNode (parent->node->doc, NULL, BAD_CAST element->name, NULL);
  xmlAddChild (parent->node, node);
  truth = etb_run_condition (self, element->relevant, node);
  xmlUnlinkNode (node);
  xmlFreeNode (node);
  return truth != ETB_TRUTH_FALSE;
}

/* A line hidden among others stays, empty, so that positions are those of the dossier; when all
 * are, they go. */
static void
find_hidden_lines (EtbRun *self, guint index)
{
  const EtbElement *element = etb_plan_element (self->plan, index);
  guint first = self->out->first[index];

  self->hidden[index] = TRUE;
  if (first == ETB_NO_RECORD)
    self->hidden[index] = !would_be_relevant (self, element);
  for (guint i = first; i != ETB_NO_RECORD; i = etb_run_record (self, i)->next)
    if (etb_run_record (self, i)->state.relevant)
      self->hidden[index] = FALSE;
  if (!self->hidden[index])
    return;
  for (guint i = first; i != ETB_NO_RECORD; i = etb_run_record (self, i)->next)
    if (etb_run_record (self, i)->node != NULL)
      remove_line (self, i);
}

static void
find_relevance (EtbRun *self, guint index)
{
  const EtbElement *element = etb_plan_element (self->plan, index);

  for (guint i = self->out->first[index]; i != ETB_NO_RECORD; i = etb_run_record (self, i)->next)
    {
      EtbNodeRecord *record = etb_run_record (self, i);

      /* a question whose relevance cannot be told is asked */
      if (record->state.relevant
          && etb_run_condition (self, element->relevant, record->node) == ETB_TRUTH_FALSE)
        make_irrelevant (self, i);
    }
  if (element->repeat != NULL)
    find_hidden_lines (self, index);
}

/* --- Calculations --- */

static char *
write_number (EtbValueType type, double number)
{
  char text[64];

  if (!isfinite (number))
    return g_strdup ("");
  if (type == ETB_VALUE_AMOUNT && fabs (number) < 1e13)
    return etb_value_from_cents (llround (number * 100));
  if (type == ETB_VALUE_INTEGER && fabs (number) < 1e15)
    return g_strdup_printf ("%" G_GINT64_FORMAT, (gint64)llround (number));
  if (fabs (number) >= 1e15)
    return g_strdup ("");

  g_ascii_formatd (text, sizeof text, "%.4f", number);
  for (gsize end = strlen (text); end > 0 && (text[end - 1] == '0' || text[end - 1] == '.'); end--)
    {
      gboolean point = text[end - 1] == '.';

      text[end - 1] = '\0';
      if (point)
        break;
    }
  return g_strdup (strcmp (text, "-0") == 0 ? "0" : text);
}

/* As the type of the answer has it: truth is never kept as a boolean, whose text "false" is true.
 */
static char *
write_result (EtbValueType type, xmlXPathObjectPtr result)
{
  xmlChar *text;
  char *copy;

  if (result->type == XPATH_BOOLEAN)
    return g_strdup (result->boolval ? "oui" : "non");
  if (result->type == XPATH_NUMBER)
    return write_number (type, result->floatval);
  if (etb_value_type_is_number (type))
    {
      double number = xmlXPathCastToNumber (result);

      if (isfinite (number))
        return write_number (type, number);
    }
  text = xmlXPathCastToString (result);
  copy = g_strdup ((const char *)text);
  xmlFree (text);
  return copy;
}

static void
calculate (EtbRun *self, guint index)
{
  const EtbElement *element = etb_plan_element (self->plan, index);

  for (guint i = self->out->first[index]; i != ETB_NO_RECORD; i = etb_run_record (self, i)->next)
    {
      EtbNodeRecord *record = etb_run_record (self, i);
      xmlXPathObjectPtr result;
      g_autofree char *text = NULL;

      if (record->node == NULL || !record->state.relevant
          || etb_run_needs_answer (self, element->calculate, record->node))
        continue;
      result = etb_run_evaluate (self, element->calculate->compiled, record->node);
      if (result == NULL)
        continue;
      text = write_result (element->type, result);
      xmlXPathFreeObject (result);
      set_text (record->node, text);
    }
}

/* What was calculated before has no say in what is calculated now. */
static void
forget_calculated (EtbRun *self)
{
  for (guint i = 0; i < self->plan->steps->len; i++)
    {
      const EtbStep *step = &g_array_index (self->plan->steps, EtbStep, i);

      if (step->kind == ETB_STEP_CALCULATE)
        for (guint j = self->out->first[step->element]; j != ETB_NO_RECORD;
             j = etb_run_record (self, j)->next)
          set_text (etb_run_record (self, j)->node, "");
    }
}

EtbEvaluation *
etb_run (EtbRules *rules, EtbPlan *plan, EtbInstance *instance, const EtbFacts *facts)
{
  EtbRun self = { .plan = plan, .operations = ETB_PLAN_MAX_OPERATIONS };
  g_autofree gboolean *hidden = g_new0 (gboolean, plan->elements->len);

  self.out = etb_evaluation_new (rules, plan, instance, facts);
  self.scope = (EtbScope){ .call = plan->call,
                           .today = self.out->today,
                           .now = self.out->now,
                           .provided = facts->provided,
                           .regexes = plan->regexes,
                           .lists = plan->lists };
  self.xpath
      = etb_functions_new_context (etb_instance_get_document (self.out->instance), &self.scope);
  self.hidden = hidden;

  fill_records (&self);
  forget_calculated (&self);
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const EtbStep *step = &g_array_index (plan->steps, EtbStep, i);

      if (step->kind == ETB_STEP_RELEVANT)
        find_relevance (&self, step->element);
      else
        calculate (&self, step->element);
    }
  etb_run_check_answers (&self);
  etb_run_judge_criteria (&self);
  etb_run_judge_pieces (&self);

  xmlXPathFreeContext (self.xpath);
  return self.out;
}
