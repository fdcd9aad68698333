/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Goes once through the empty dossier of a call, gives each element its bind, and compiles all
 * expressions. An expression of a bind with "*" is compiled for each element it is for: what it
 * reads is then exact. Owned by EtbRules. */

#include "etb-plan.h"
#include "etb-change.h"
#include "etb-rules.h"
#include "etb-wording.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Far above any real call; each costs some memory at each evaluation. */
#define MAX_ELEMENTS 20000
/* Elements looked at for patterns with "*" or "//", over the whole call. */
#define PATTERN_BUDGET 50000000

static void
element_clear (gpointer data)
{
  EtbElement *element = data;

  g_free (element->path);
  g_free (element->label);
  etb_rule_free (element->relevant);
  etb_rule_free (element->required);
  etb_rule_free (element->readonly);
  etb_rule_free (element->constraint);
  etb_rule_free (element->calculate);
}

static void
pair_free (EtbRulePair *pair)
{
  etb_rule_free (pair->first);
  etb_rule_free (pair->second);
  g_free (pair->words);
  g_clear_pointer (&pair->comparisons, g_ptr_array_unref);
  g_free (pair);
}

EtbElement *
etb_plan_element (EtbPlan *self, guint index)
{
  return &g_array_index (self->elements, EtbElement, index);
}

guint
etb_plan_find (EtbPlan *self, const char *path)
{
  guint index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_path, path));

  return index == 0 ? ETB_NO_ELEMENT : index - 1;
}

/* What the rules are made from. */
typedef struct
{
  EtbPlan *plan;
  EtbFaults *faults;
  GHashTable *wrong; /* attributes already told: one of a bind with "*" is read once an element */
} Maker;

static void
add_fault (Maker *self, const EtbPlace *place, const char *text, const GError *error)
{
  g_autofree char *attribute = g_strdup_printf ("%ld %s", place->line, place->attribute);

  if (!g_hash_table_add (self->wrong, g_steal_pointer (&attribute)))
    return;
  etb_faults_add (self->faults, place->line,
                  g_error_new (ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                               _ ("line %ld, attribute “%s” of “%s”: %s The expression is: %s"),
                                  place->line, place->attribute, place->owner, error->message,
                                  text));
}

/* Returns: (transfer full) (nullable): NULL when @text is NULL, or wrong */
static EtbRule *
make_rule (Maker *self, const char *text, guint bound, gboolean is_condition, const EtbPlace *place)
{
  g_autoptr (GError) error = NULL;
  EtbRule *rule;

  /* once enough was found, a hostile definition gets no more work */
  if (text == NULL || etb_faults_is_full (self->faults))
    return NULL;
  rule = etb_rule_new (self->plan, text, bound, is_condition, &error);
  if (rule == NULL)
    add_fault (self, place, text, error);
  else if (etb_rule_calls (rule, "now"))
    self->plan->reads_now = TRUE;
  return rule;
}

/* --- Elements --- */

static void
describe_element (EtbPlan *self, EtbElement *element)
{
  const EtbItem *item = etb_call_find_item (self->call, element->path);

  element->bind = etb_call_find_bind (self->call, element->path);
  element->repeat = etb_call_find_repeat (self->call, element->path);
  if (element->repeat != NULL && strcmp (element->repeat->path, element->path) != 0)
    element->repeat = NULL; /* in a line, not one itself */
  element->type = element->bind != NULL ? element->bind->type : ETB_VALUE_TEXT;
  if (element->bind != NULL && element->bind->list != NULL)
    element->list = etb_call_find_list (self->call, element->bind->list);
  element->in_table = item != NULL && item->kind == ETB_ITEM_TABLE;
  element->label = etb_call_label_for (self->call, element->path);
  if (element->label == NULL)
    element->label = g_strdup (element->path);
}

static guint
add_element (EtbPlan *self, xmlNodePtr model, guint parent)
{
  EtbElement element = { 0 };
  guint index = self->elements->len;

  element.model = model;
  element.name = (const char *)model->name;
  element.parent = parent;
  element.first_child = element.next = ETB_NO_ELEMENT;
  element.path = g_strconcat (parent != ETB_NO_ELEMENT ? etb_plan_element (self, parent)->path : "",
                              "/", element.name, NULL);
  element.leaf = xmlFirstElementChild (model) == NULL;
  describe_element (self, &element);
  element.line = element.repeat != NULL     ? index
                 : parent != ETB_NO_ELEMENT ? etb_plan_element (self, parent)->line
                                            : ETB_NO_ELEMENT;
  g_array_append_val (self->elements, element);
  g_hash_table_insert (self->by_path, etb_plan_element (self, index)->path,
                       GUINT_TO_POINTER (index + 1));
  return index;
}

/* Depth is bounded by the parser of XML. */
static void
add_elements (EtbPlan *self, xmlNodePtr model, guint parent)
{
  guint index = add_element (self, model, parent), last = ETB_NO_ELEMENT;

  for (xmlNodePtr child = xmlFirstElementChild (model);
       child != NULL && self->elements->len < MAX_ELEMENTS; child = xmlNextElementSibling (child))
    {
      guint added = self->elements->len;

      add_elements (self, child, index);
      if (last == ETB_NO_ELEMENT)
        etb_plan_element (self, index)->first_child = added;
      else
        etb_plan_element (self, last)->next = added;
      last = added;
    }
}

/* --- Rules --- */

static void
add_rules_of_bind (Maker *self, guint index)
{
  EtbElement *element = etb_plan_element (self->plan, index);
  const EtbBind *bind = element->bind;
  EtbPlace place = { bind->line, NULL, element->label };
  const struct
  {
    const char *attribute, *text;
    gboolean is_condition, of_leaf;
    EtbRule **rule;
  } rules[] = {
    { "relevant", bind->relevant, TRUE, FALSE, &element->relevant },
    { "required", bind->required, TRUE, TRUE, &element->required },
    { "readonly", bind->readonly, TRUE, TRUE, &element->readonly },
    { "constraint", bind->constraint, TRUE, TRUE, &element->constraint },
    { "calculate", bind->calculate, FALSE, TRUE, &element->calculate },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      place.attribute = rules[i].attribute;
      /* a "*" may stand for groups among leaves: the rest of its bind is not for them */
      if (element->leaf || !rules[i].of_leaf)
        *rules[i].rule = make_rule (self, rules[i].text, index, rules[i].is_condition, &place);
    }
}

static void
add_pair (Maker *self, GPtrArray *pairs, const char *owner, long line, const char *first_name,
          const char *first, const char *second_name, const char *second)
{
  EtbRulePair *pair = g_new0 (EtbRulePair, 1);
  EtbPlace place = { line, first_name, owner };

  g_ptr_array_add (pairs, pair);
  pair->first = make_rule (self, first, ETB_NO_ELEMENT, TRUE, &place);
  place.attribute = second_name;
  pair->second = make_rule (self, second, ETB_NO_ELEMENT, TRUE, &place);
}

/* What is said of a criterion, once its expressions are known to be right. */
static void
describe_criteria (EtbPlan *self)
{
  GPtrArray *criteria = etb_call_get_criteria (self->call);

  for (guint i = 0; i < criteria->len; i++)
    {
      EtbRulePair *pair = g_ptr_array_index (self->criteria, i);

      pair->words = etb_wording_of_criterion (self, g_ptr_array_index (criteria, i), pair);
      pair->comparisons = etb_change_find_comparisons (self, pair->second);
    }
}

static void
add_rules (Maker *self)
{
  EtbPlan *plan = self->plan;
  GPtrArray *criteria = etb_call_get_criteria (plan->call);
  GPtrArray *pieces = etb_call_get_pieces (plan->call);

  for (guint i = 0; i < plan->elements->len; i++)
    if (etb_plan_element (plan, i)->bind != NULL)
      add_rules_of_bind (self, i);
  for (guint i = 0; i < criteria->len; i++)
    {
      const EtbCriterion *criterion = g_ptr_array_index (criteria, i);

      add_pair (self, plan->criteria, criterion->id, criterion->line, "when", criterion->when,
                "test", criterion->test);
    }
  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPiece *piece = g_ptr_array_index (pieces, i);

      add_pair (self, plan->pieces, piece->code, piece->line, "relevant", piece->relevant,
                "required", piece->required);
    }
}

static void
fill (EtbPlan *self, EtbFaults *faults)
{
  g_autoptr (GHashTable) wrong = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Maker maker = { self, faults, wrong };

  add_elements (self, xmlDocGetRootElement (etb_call_get_instance (self->call)), ETB_NO_ELEMENT);
  if (self->elements->len >= MAX_ELEMENTS)
    {
      etb_faults_add (
          faults, 0,
          g_error_new (ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                       _ ("The dossier of this call has %d elements or more; make it smaller."),
                          MAX_ELEMENTS));
      return;
    }
  add_rules (&maker);
  etb_order_find (self, faults);
  if (etb_faults_count (faults) == 0)
    describe_criteria (self);
}

EtbPlan *
etb_plan_new (EtbCall *call, EtbFaults *faults)
{
  EtbPlan *self;

  g_assert (ETB_IS_CALL (call));

  self = g_new0 (EtbPlan, 1);
  self->call = g_object_ref (call);
  self->elements = g_array_new (FALSE, FALSE, sizeof (EtbElement));
  g_array_set_clear_func (self->elements, element_clear);
  self->by_path = g_hash_table_new (g_str_hash, g_str_equal);
  self->steps = g_array_new (FALSE, FALSE, sizeof (EtbStep));
  self->criteria = g_ptr_array_new_with_free_func ((GDestroyNotify)pair_free);
  self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)pair_free);
  self->regexes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_regex_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)xmlFreeDoc);
  self->budget = PATTERN_BUDGET;
  self->operations = ETB_PLAN_MAX_OPERATIONS;
  fill (self, faults);
  if (etb_faults_count (faults) > 0)
    g_clear_pointer (&self, etb_plan_free);
  return self;
}

void
etb_plan_free (EtbPlan *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->elements);
  g_hash_table_unref (self->by_path);
  g_array_unref (self->steps);
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->pieces);
  g_hash_table_unref (self->regexes);
  g_hash_table_unref (self->lists);
  g_object_unref (self->call);
  g_free (self);
}
