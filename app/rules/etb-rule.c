/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One expression, from text to what can be evaluated: read by our grammar, its paths found in the
 * empty dossier, checked against the profile, compiled by libxml2, then tried once, since libxml2
 * finds some errors only then. Called by etb-plan.c. */

#include "etb-plan.h"
#include "etb-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
rule_path_free (EtbRulePath *self)
{
  g_array_unref (self->elements);
  g_clear_pointer (&self->compiled, xmlXPathFreeCompExpr);
  g_free (self);
}

void
etb_rule_free (EtbRule *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->expression, etb_expression_free);
  g_clear_pointer (&self->compiled, xmlXPathFreeCompExpr);
  g_ptr_array_unref (self->paths);
  g_free (self);
}

gboolean
etb_rule_calls (const EtbRule *self, const char *name)
{
  GPtrArray *calls = etb_expression_get_calls (self->expression);

  for (guint i = 0; i < calls->len; i++)
    if (strcmp (((const EtbExpressionCall *)g_ptr_array_index (calls, i))->name, name) == 0)
      return TRUE;
  return FALSE;
}

/* In brackets, since libxml2 would turn a bare path into a walk over the whole document. */
static xmlXPathCompExprPtr
compile (xmlXPathContextPtr context, const char *text)
{
  g_autofree char *bracketed = g_strconcat ("(", text, ")", NULL);

  return xmlXPathCtxtCompile (context, BAD_CAST bracketed);
}

static gboolean
find_elements (EtbPlan *plan, const char *pattern, GArray *found, GError **error)
{
  guint only = etb_plan_find (plan, pattern);

  if (only != ETB_NO_ELEMENT)
    {
      g_array_append_val (found, only);
      return TRUE;
    }
  if (plan->budget < plan->elements->len)
    {
      g_set_error_literal (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                           _ ("the call has too many paths with “*” or “//”; name the elements."));
      return FALSE;
    }
  plan->budget -= plan->elements->len;
  for (guint i = 0; i < plan->elements->len; i++)
    if (etb_path_pattern_matches (pattern, etb_plan_element (plan, i)->path))
      g_array_append_val (found, i);
  return TRUE;
}

/* Whether the pattern of @path says all: no predicate, and no line to be told from the others. */
static gboolean
is_said_by_pattern (EtbPlan *plan, const EtbExpressionPath *path, guint bound)
{
  return !path->filtered
         && (!path->relative || etb_plan_element (plan, bound)->line == ETB_NO_ELEMENT);
}

static gboolean
add_paths (EtbPlan *plan, EtbRule *self, guint bound, xmlXPathContextPtr context, GError **error)
{
  GPtrArray *paths = etb_expression_get_paths (self->expression);

  for (guint i = 0; i < paths->len; i++)
    {
      EtbRulePath *path = g_new0 (EtbRulePath, 1);

      path->path = g_ptr_array_index (paths, i);
      path->elements = g_array_new (FALSE, FALSE, sizeof (guint));
      g_ptr_array_add (self->paths, path);
      if (!find_elements (plan, path->path->pattern, path->elements, error))
        return FALSE;
      if (is_said_by_pattern (plan, path->path, bound))
        continue;
      path->compiled = compile (context, path->path->text);
      if (path->compiled == NULL)
        {
          g_set_error (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                       _ ("column %u, “%s”: this path cannot be read."), path->path->column,
                          path->path->text);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
try (EtbPlan *plan, EtbRule *self, xmlXPathContextPtr context, GError **error)
{
  xmlXPathObjectPtr result;

  if (plan->operations < ETB_FUNCTIONS_MAX_OPERATIONS)
    {
      g_set_error_literal (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                           _ ("with the expressions before it, it takes too long already on an "
                              "empty dossier; make them simpler."));
      return FALSE;
    }
  context->opCount = 0;
  context->opLimit = ETB_FUNCTIONS_MAX_OPERATIONS;
  result = xmlXPathCompiledEval (self->compiled, context);
  plan->operations -= MIN (plan->operations, context->opCount);
  if (result != NULL)
    {
      xmlXPathFreeObject (result);
      return TRUE;
    }
  if (context->opCount >= context->opLimit)
    g_set_error_literal (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                         _ ("it takes too long already on an empty dossier; make it simpler."));
  else
    g_set_error_literal (
        error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
        _ ("it cannot be evaluated: a function or an operator is given what it does not take."));
  return FALSE;
}

static int
find_constant (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));

  if (strcmp (bare, "true()") == 0)
    return 1;
  return strcmp (bare, "false()") == 0 ? 0 : -1;
}

static gboolean
compile_and_try (EtbPlan *plan, EtbRule *self, guint bound, gboolean is_condition, GError **error)
{
  EtbScope scope = { .call = plan->call,
                     .today = "2000-01-01",
                     .now = "2000-01-01T12:00:00+01:00",
                     .regexes = plan->regexes,
                     .lists = plan->lists };
  xmlXPathContextPtr context
      = etb_functions_new_context (etb_call_get_instance (plan->call), &scope);
  gboolean ok = FALSE;

  scope.current = bound != ETB_NO_ELEMENT ? etb_plan_element (plan, bound)->model : NULL;
  context->node = scope.current != NULL ? scope.current : (xmlNodePtr)context->doc;
  self->compiled = compile (context, etb_expression_get_text (self->expression));
  if (self->compiled == NULL)
    g_set_error_literal (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
                         _ ("it cannot be read as XPath 1.0; check its operators and brackets."));
  else
    ok = add_paths (plan, self, bound, context, error)
         && etb_check_rule (plan, self, bound, is_condition, error)
         && try (plan, self, context, error);
  xmlXPathFreeContext (context);
  return ok;
}

EtbRule *
etb_rule_new (EtbPlan *plan, const char *text, guint bound, gboolean is_condition, GError **error)
{
  const char *base;
  EtbRule *self;

  g_assert (plan != NULL && text != NULL);

  base = bound != ETB_NO_ELEMENT ? etb_plan_element (plan, bound)->path : NULL;
  self = g_new0 (EtbRule, 1);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify)rule_path_free);
  self->constant = find_constant (text);
  self->expression = etb_expression_new (text, base, error);
  if (self->expression != NULL
      && etb_expression_check_paths (self->expression, plan->by_path, error)
      && compile_and_try (plan, self, bound, is_condition, error))
    return self;

  etb_rule_free (self);
  return NULL;
}
