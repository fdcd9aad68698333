/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Expressions that XPath accepts and whose result would surprise their author: refused when the
 * call is read, with what to write instead. Each check answers one measured trap of XPath 1.0.
 * Called by etb-rule.c. */

#include "etb-plan.h"
#include "etb-rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Operators and functions that turn their operand into a number. */
static const char *const numeric[]
    = { "<",   "<=",  ">",       ">=",    "+",     "-",   "*",   "div", "mod", "number",
        "sum", "int", "ceiling", "round", "floor", "abs", "min", "max", NULL };

/* Those that turn it into true or false: an element that is there is always true, even empty. */
static const char *const logical[] = { "and", "or", "not", "boolean", "[", NULL };

/* The only functions that make sense of an answer of all lines. */
static const char *const of_lines[]
    = { "count", "count-non-empty", "etb:total", "min", "max", "join", NULL };

/* The only functions that make sense of a group. */
static const char *const of_groups[] = { "count", "count-non-empty", NULL };

static gboolean
fail (const EtbExpressionPath *path, GError **error, const char *says)
{
  g_set_error (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
               _ ("column %u, “%s”: %s"), path->column, path->text, says);
  return FALSE;
}

static const char *
dates_are_no_numbers (void)
{
  return _ ("dates do not compare nor count as numbers; write etb:days-between(a, b) or "
            "decimal-date-time(a).");
}

/* Long numbers that are names: as numbers they lose zeros or come back as 1.2e+13. */
static gboolean
is_code (EtbValueType type)
{
  switch (type)
    {
    case ETB_VALUE_SIRET:
    case ETB_VALUE_RNA:
    case ETB_VALUE_IBAN:
    case ETB_VALUE_PHONE:
    case ETB_VALUE_COMMUNE:
    case ETB_VALUE_POSTCODE:
    case ETB_VALUE_QPV:
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- Lines of repeats --- */

/* Whether @pattern names the line @line or something in it. */
static gboolean
names_in_line (EtbPlan *plan, const char *pattern, guint line)
{
  for (guint i = line; i < plan->elements->len && etb_plan_element (plan, i)->line == line; i++)
    if (etb_path_pattern_matches (pattern, etb_plan_element (plan, i)->path))
      return TRUE;
  return FALSE;
}

static guint
count_steps (const char *path)
{
  guint count = 0;

  for (; *path != '\0'; path++)
    count += *path == '/';
  return count;
}

/* Whether @path starts in a line, that of the bound node or one that a predicate looks at, and
 * reads @element in the same one. */
static gboolean
stays_in_line (EtbPlan *plan, const EtbExpressionPath *path, const EtbElement *element, guint bound)
{
  const guint line = element->line;
  const gboolean keeps_line = path->low >= count_steps (etb_plan_element (plan, line)->path);

  if (path->base != NULL)
    return (keeps_line || strstr (path->base, "//") != NULL)
           && names_in_line (plan, path->base, line);
  return path->relative && keeps_line && etb_plan_element (plan, bound)->line == line;
}

/* A path that reads several lines at once: XPath takes the text of the first, or compares any. */
static gboolean
check_lines (EtbPlan *plan, const EtbExpressionPath *path, const EtbElement *element, guint bound,
             GError **error)
{
  if (element->line == ETB_NO_ELEMENT || g_strv_contains (of_lines, path->parent)
      || stays_in_line (plan, path, element, bound))
    return TRUE;
  if (strcmp (path->parent, "!=") == 0)
    return fail (path, error,
                 _ ("over several lines “!=” means “one of them differs”; write not(a = b)."));
  if (bound != ETB_NO_ELEMENT && etb_plan_element (plan, bound)->line == element->line)
    return fail (path, error,
                 _ ("inside a repeat this names all lines, not this one; write a path from here, "
                    "like ../name."));
  return fail (
      path, error,
      _ ("from outside its repeat this names all lines; write it inside count, "
                  "count-non-empty, etb:total, min, max or join, like count(/…/line[a = 'x']) > 0."));
}

/* --- Answers --- */

static gboolean
check_leaf (const EtbExpressionPath *path, const EtbElement *element, GError **error)
{
  gboolean as_number = g_strv_contains (numeric, path->parent);

  if (as_number && element->type == ETB_VALUE_DATE)
    return fail (path, error, dates_are_no_numbers ());
  if (as_number && is_code (element->type))
    return fail (path, error,
                 _ ("this is a code, not a number; compare it as text, or use the functions "
                    "etb:valid-…"));
  if (strcmp (path->parent, "!=") == 0)
    return fail (path, error,
                 _ ("an empty answer differs from everything; write not(a = b), or a != '' to ask "
                    "whether it is filled in."));
  return TRUE;
}

static gboolean
check_path (EtbPlan *plan, const EtbRulePath *path, guint bound, gboolean is_condition,
            GError **error)
{
  const EtbExpressionPath *read = path->path;
  gboolean has_leaf = FALSE;
  guint line = ETB_NO_ELEMENT;

  for (guint i = 0; i < path->elements->len; i++)
    {
      const EtbElement *element = etb_plan_element (plan, g_array_index (path->elements, guint, i));

      if (!element->leaf)
        continue;
      has_leaf = TRUE;
      /* what holds for an answer of a line holds for the others of that line */
      if (element->line != line && !check_lines (plan, read, element, bound, error))
        return FALSE;
      line = element->line;
      if (!check_leaf (read, element, error))
        return FALSE;
    }
  if (!has_leaf && !g_strv_contains (of_groups, read->parent))
    return fail (read, error,
                 _ ("this is a group, not an answer; name an answer in it, or use count(…)."));
  if (has_leaf
      && (g_strv_contains (logical, read->parent) || (is_condition && *read->parent == '\0')))
    return fail (read, error,
                 _ ("an answer alone is always true, even empty; compare it: a = 'oui', a != ''."));
  return TRUE;
}

/* --- Functions --- */

static gboolean
fail_call (const EtbExpressionCall *call, const char *word, GError **error, const char *says)
{
  g_set_error (error, ETB_RULES_ERROR, ETB_RULES_ERROR_EXPRESSION,
               _ ("column %u, “%s”: %s"), call->column, word, says);
  return FALSE;
}

static gboolean
check_pattern (const EtbExpressionCall *call, const char *pattern, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (GRegex) regex = etb_functions_compile_regex (pattern, &reason);
  g_autofree char *says = NULL;

  if (regex != NULL)
    return TRUE;
  says = g_strdup_printf (_ ("this pattern cannot be read: %s"), reason->message);
  return fail_call (call, pattern, error, says);
}

/* Names given as they are, rather than worked out, must be those of something. */
static gboolean
check_literals (EtbPlan *plan, const EtbExpressionCall *call, GError **error)
{
  const char *first = call->literals->len > 0 ? g_ptr_array_index (call->literals, 0) : NULL;
  const char *second = call->literals->len > 1 ? g_ptr_array_index (call->literals, 1) : NULL;
  const gboolean valid_at = strcmp (call->name, "etb:piece-valid-at") == 0;
  const gboolean of_piece = valid_at || strcmp (call->name, "etb:piece-provided") == 0;
  const char *list = strcmp (call->name, "instance") == 0        ? first
                     : strcmp (call->name, "etb:listed-in") == 0 ? second
                                                                 : NULL;

  if (second != NULL && strcmp (call->name, "regex") == 0)
    return check_pattern (call, second, error);
  if (list != NULL && etb_call_find_list (plan->call, list) == NULL)
    return fail_call (call, list, error, _ ("the call has no list of this name."));
  if (of_piece && first != NULL && etb_call_find_piece (plan->call, first) == NULL)
    return fail_call (call, first, error, _ ("the call has no piece of this code."));
  /* which dates are waited for must be known without evaluating */
  if (valid_at && first == NULL)
    return fail_call (call, call->name, error,
                      _ ("write the code of the piece itself: etb:piece-valid-at('CODE', date)."));
  return TRUE;
}

/* What gives a date is no more a number than an answer that is one. */
static gboolean
check_date (const EtbExpressionCall *call, GError **error)
{
  static const char *const dates[]
      = { "today", "now", "date", "etb:add-days", "etb:add-months", NULL };

  if (!g_strv_contains (dates, call->name) || !g_strv_contains (numeric, call->parent))
    return TRUE;
  return fail_call (call, call->name, error, dates_are_no_numbers ());
}

gboolean
etb_check_rule (EtbPlan *plan, EtbRule *rule, guint bound, gboolean is_condition, GError **error)
{
  GPtrArray *calls = etb_expression_get_calls (rule->expression);

  for (guint i = 0; i < rule->paths->len; i++)
    if (!check_path (plan, g_ptr_array_index (rule->paths, i), bound, is_condition, error))
      return FALSE;
  for (guint i = 0; i < calls->len; i++)
    if (!check_literals (plan, g_ptr_array_index (calls, i), error)
        || !check_date (g_ptr_array_index (calls, i), error))
      return FALSE;
  return TRUE;
}
