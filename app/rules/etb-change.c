/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What would make a criterion that is not met met, said only where the rule is a simple comparison:
 * how much is missing or too much, or which answer is wanted. The comparisons are found and
 * compiled once, when the call is read; their two sides are evaluated when a criterion is not met.
 * Called by etb-plan.c and etb-verdicts.c. */

#include "etb-change.h"
#include "etb-wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define MAX_WAITING 3

typedef enum
{
  UNIT_NUMBER,
  UNIT_EUROS,
  UNIT_DAYS,
  UNIT_PERCENT,
} Unit;

typedef struct
{
  char *operator;
  xmlXPathCompExprPtr left, right;
  char *words;      /* of the left side */
  char *code;       /* when the right side is a text: what the answer is compared with; or NULL */
  char *code_words; /* the same, for people */
  gboolean either;  /* one of several joined by "or" */
  Unit unit;
} EtbComparison;

static void
comparison_free (EtbComparison *self)
{
  g_free (self->operator);
  g_clear_pointer (&self->left, xmlXPathFreeCompExpr);
  g_clear_pointer (&self->right, xmlXPathFreeCompExpr);
  g_free (self->words);
  g_free (self->code);
  g_free (self->code_words);
  g_free (self);
}

/* --- Finding them --- */

typedef struct
{
  gsize start, end; /* bytes */
} Span;

static gboolean
word_is (const char *text, const EtbExpressionWord *word, const char *wanted)
{
  return word->kind == ETB_WORD_OPERATOR && strlen (wanted) == word->length
         && strncmp (text + word->start, wanted, word->length) == 0;
}

/* Parts of the words @from to @to between the operator @joint outside all brackets. */
static GArray *
split (const char *text, GArray *words, const char *joint)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (Span));
  Span span = { 0, strlen (text) };
  int depth = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const EtbExpressionWord *word = &g_array_index (words, EtbExpressionWord, i);
      char c = text[word->start];

      depth += word->kind == ETB_WORD_MARK ? (c == '(' || c == '[') - (c == ')' || c == ']') : 0;
      if (depth > 0 || !word_is (text, word, joint))
        continue;
      span.end = word->start;
      g_array_append_val (spans, span);
      span = (Span){ word->start + word->length, strlen (text) };
    }
  g_array_append_val (spans, span);
  return spans;
}

/* The only comparison of @span outside brackets, or NULL. */
static const EtbExpressionWord *
find_operator (const char *text, GArray *words, Span span)
{
  static const char *const operators[] = { "=", "!=", "<", "<=", ">", ">=" };
  const EtbExpressionWord *found = NULL;
  int depth = 0;

  for (guint i = 0; i < words->len; i++)
    {
      const EtbExpressionWord *word = &g_array_index (words, EtbExpressionWord, i);
      char c = text[word->start];

      if (word->start < span.start || word->start >= span.end)
        continue;
      depth += word->kind == ETB_WORD_MARK ? (c == '(' || c == '[') - (c == ')' || c == ']') : 0;
      for (gsize j = 0; depth == 0 && j < G_N_ELEMENTS (operators); j++)
        if (word_is (text, word, operators[j]))
          {
            if (found != NULL)
              return NULL;
            found = word;
          }
    }
  return found;
}

static xmlXPathCompExprPtr
compile_span (xmlXPathContextPtr context, const char *text, Span span)
{
  g_autofree char *bracketed
      = g_strdup_printf ("(%.*s)", (int)(span.end - span.start), text + span.start);

  return xmlXPathCtxtCompile (context, BAD_CAST bracketed);
}

static const EtbElement *
first_element_in (EtbPlan *plan, const EtbRule *rule, Span span)
{
  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      if (path->path->start >= span.start && path->path->start < span.end
          && path->elements->len > 0)
        return etb_plan_element (plan, g_array_index (path->elements, guint, 0));
    }
  return NULL;
}

/* What the numbers of @span count: functions say it, else the answers. */
static Unit
unit_of (EtbPlan *plan, const EtbRule *rule, GArray *words, Span span)
{
  static const char *const counts[] = {
    "count", "count-non-empty", "count-selected", "etb:word-count", "string-length", "etb:age-at",
    NULL
  };
  const char *text = etb_expression_get_text (rule->expression);
  const EtbElement *element = first_element_in (plan, rule, span);

  for (guint i = 0; i < words->len; i++)
    {
      const EtbExpressionWord *word = &g_array_index (words, EtbExpressionWord, i);
      g_autofree char *name = g_strndup (text + word->start, word->length);

      if (word->start < span.start || word->start >= span.end)
        continue;
      if (g_strv_contains (counts, name))
        return UNIT_NUMBER;
      if (strcmp (name, "etb:share") == 0)
        return UNIT_PERCENT;
      if (strcmp (name, "etb:days-between") == 0 || strcmp (name, "decimal-date-time") == 0)
        return UNIT_DAYS;
    }
  return element != NULL && element->type == ETB_VALUE_AMOUNT ? UNIT_EUROS : UNIT_NUMBER;
}

static const char *
mirror (const char *operator)
{
  static const char *const pairs[][2]
      = { { "<", ">" }, { "<=", ">=" }, { ">", "<" }, { ">=", "<=" } };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (strcmp (pairs[i][0], operator) == 0)
      return pairs[i][1];
  return operator;
}

/* "'scic'" alone. (transfer full) (nullable) */
static char *
literal_of (const char *text, Span span)
{
  g_autofree char *side = g_strstrip (g_strndup (text + span.start, span.end - span.start));
  gsize length = strlen (side);

  if (length < 2 || (*side != '\'' && *side != '"')
      || strchr (side + 1, *side) != side + length - 1)
    return NULL;
  return g_strndup (side + 1, length - 2);
}

static EtbComparison *
make_comparison (EtbPlan *plan, const EtbRule *rule, GArray *words, Span span,
                 xmlXPathContextPtr context)
{
  const char *text = etb_expression_get_text (rule->expression);
  const EtbExpressionWord *word = find_operator (text, words, span);
  EtbComparison *self;
  Span left, right;
  g_autofree char *operator= NULL;

  if (word == NULL)
    return NULL;
  operator= g_strndup (text + word->start, word->length);
  left = (Span){ span.start, word->start };
  right = (Span){ word->start + word->length, span.end };
  self = g_new0 (EtbComparison, 1);
  self->unit = unit_of (plan, rule, words, span);
  /* the side that people can change is said first */
  if (first_element_in (plan, rule, left) == NULL)
    {
      Span other = left;

      left = right;
      right = other;
      self->operator= g_strdup (mirror (operator));
    }
  else
    self->operator= g_steal_pointer (&operator);
  self->left = compile_span (context, text, left);
  self->right = compile_span (context, text, right);
  self->words = etb_wording_of (plan, rule, words, left.start, left.end);
  self->code = literal_of (text, right);
  if (self->code != NULL)
    self->code_words = etb_wording_of_code (plan, first_element_in (plan, rule, left), self->code);
  if (self->left != NULL && self->right != NULL && first_element_in (plan, rule, left) != NULL)
    return self;
  comparison_free (self);
  return NULL;
}

/* Whether all say what the same answer should be. */
static gboolean
are_choices (GPtrArray *comparisons)
{
  const EtbComparison *first = g_ptr_array_index (comparisons, 0);

  for (guint i = 0; i < comparisons->len; i++)
    {
      EtbComparison *other = g_ptr_array_index (comparisons, i);

      if (other->code == NULL || strcmp (other->operator, "=") != 0
          || strcmp (other->words, first->words) != 0)
        return FALSE;
      other->either = TRUE;
    }
  return TRUE;
}

GPtrArray *
etb_change_find_comparisons (EtbPlan *plan, const EtbRule *rule)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)comparison_free);
  const char *text = etb_expression_get_text (rule->expression);
  g_autoptr (GArray) words = etb_expression_get_words (rule->expression);
  g_autoptr (GArray) choices = split (text, words, "or");
  g_autoptr (GArray) parts = split (text, words, "and");
  EtbScope scope = {
    .call = plan->call, .today = "", .now = "", .regexes = plan->regexes, .lists = plan->lists
  };
  xmlXPathContextPtr context
      = etb_functions_new_context (etb_call_get_instance (plan->call), &scope);
  GArray *spans = choices->len > 1 ? choices : parts;

  for (guint i = 0; i < spans->len && (choices->len == 1 || parts->len == 1); i++)
    {
      EtbComparison *comparison
          = make_comparison (plan, rule, words, g_array_index (spans, Span, i), context);

      if (comparison != NULL)
        g_ptr_array_add (found, comparison);
    }
  if (choices->len > 1 && (found->len < choices->len || !are_choices (found)))
    g_ptr_array_set_size (found, 0);
  xmlXPathFreeContext (context);
  return found;
}

/* --- Saying what would change --- */

static double
number_of (EtbRun *self, xmlXPathCompExprPtr side)
{
  xmlXPathObjectPtr result = etb_run_evaluate (self, side, NULL);
  double number = NAN;

  if (result != NULL)
    number = xmlXPathCastToNumber (result);
  xmlXPathFreeObject (result);
  return number;
}

/* (transfer full) */
static char *
describe_number (Unit unit, double number)
{
  g_autofree char *canonical = NULL;
  char buffer[64];

  if (unit == UNIT_EUROS)
    {
      canonical = etb_value_from_cents (llround (number * 100));
      return etb_value_format (ETB_VALUE_AMOUNT, canonical);
    }
  g_ascii_formatd (buffer, sizeof buffer, "%.2f", number);
  for (gsize end = strlen (buffer); strchr (buffer, '.') != NULL; end--)
    {
      gboolean stop = buffer[end - 1] != '0' && buffer[end - 1] != '.';
      gboolean point = buffer[end - 1] == '.';

      if (stop)
        break;
      buffer[end - 1] = '\0';
      if (point)
        break;
    }
  canonical = etb_value_format (ETB_VALUE_DECIMAL, buffer);
  switch (unit)
    {
    case UNIT_DAYS:
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%s day", "%s days", (gulong)fabs (number)), canonical);
    case UNIT_PERCENT:
      /* Translators: a number, then “per cent”. */
      return g_strdup_printf (_ ("%s%%"), canonical);
    default:
      return g_steal_pointer (&canonical);
    }
}

static const char *
wanted_format (const char *operator)
{
  if (strcmp (operator, ">=") == 0)
    return _ ("%s is missing: %s is %s, it takes at least %s.");
  if (strcmp (operator, ">") == 0)
    return _ ("More than %s is missing: %s is %s, it takes more than %s.");
  if (strcmp (operator, "<=") == 0)
    return _ ("There is %s too much: %s is %s, it takes at most %s.");
  if (strcmp (operator, "<") == 0)
    return _ ("There is more than %s too much: %s is %s, it takes less than %s.");
  return NULL;
}

static gboolean
holds (const char *operator, double left, double right)
{
  if (strcmp (operator, ">=") == 0)
    return left >= right;
  if (strcmp (operator, ">") == 0)
    return left > right;
  if (strcmp (operator, "<=") == 0)
    return left <= right;
  if (strcmp (operator, "<") == 0)
    return left < right;
  return strcmp (operator, "=") == 0 ? left == right : left != right;
}

static void
describe_numbers (EtbRun *self, const EtbComparison *comparison, GString *text)
{
  double left = number_of (self, comparison->left), right = number_of (self, comparison->right);
  const char *format = wanted_format (comparison->operator);
  g_autofree char *gap = NULL;
  g_autofree char *found = NULL;
  g_autofree char *wanted = NULL;

  if (!(fabs (left) < 1e13) || !(fabs (right) < 1e13) || holds (comparison->operator, left, right))
    return;
  gap = describe_number (comparison->unit, fabs (left - right));
  found = describe_number (comparison->unit, left);
  wanted = describe_number (comparison->unit, right);
  if (format == NULL && strcmp (comparison->operator, "=") != 0)
    return;
  if (format == NULL)
    format = left < right ? _ ("%s is missing: %s is %s, it takes exactly %s.")
                          : _ ("There is %s too much: %s is %s, it takes exactly %s.");
  if (text->len > 0)
    g_string_append_c (text, ' ');
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_string_append_printf (text, format, gap, comparison->words, found, wanted);
#pragma GCC diagnostic pop
}

static void
describe_choice (EtbRun *self, const EtbComparison *comparison, GString *text)
{
  xmlXPathObjectPtr result = etb_run_evaluate (self, comparison->left, NULL);
  xmlChar *value = xmlXPathCastToString (result);
  gboolean same = value != NULL && strcmp ((const char *)value, comparison->code) == 0;

  xmlFree (value);
  xmlXPathFreeObject (result);
  if (same == (strcmp (comparison->operator, "=") == 0))
    return;
  if (text->len > 0)
    g_string_append_c (text, ' ');
  if (same)
    g_string_append_printf (text, _ ("It would be met if the answer to %s were not %s."),
                                     comparison->words, comparison->code_words);
  else
    g_string_append_printf (text, _ ("It would be met if the answer to %s were %s."),
                                     comparison->words, comparison->code_words);
}

static char *
describe_either (GPtrArray *comparisons)
{
  const EtbComparison *first = g_ptr_array_index (comparisons, 0);
  g_autoptr (GString) choices = g_string_new (NULL);

  for (guint i = 0; i < comparisons->len; i++)
    {
      const EtbComparison *comparison = g_ptr_array_index (comparisons, i);

      g_string_append_printf (choices, "%s%s", i > 0 ? ", " : "", comparison->code_words);
    }
  return g_strdup_printf (_ ("It would be met if the answer to %s were one of these: %s."),
                             first->words, choices->str);
}

char *
etb_change_describe (EtbRun *self, const EtbRulePair *rules)
{
  GString *text;

  g_assert (rules->comparisons != NULL);

  if (rules->comparisons->len > 0
      && ((EtbComparison *)g_ptr_array_index (rules->comparisons, 0))->either)
    return describe_either (rules->comparisons);
  text = g_string_new (NULL);
  for (guint i = 0; i < rules->comparisons->len; i++)
    {
      const EtbComparison *comparison = g_ptr_array_index (rules->comparisons, i);
      gboolean equality = strchr ("=!", *comparison->operator) != NULL;

      if (equality && comparison->code != NULL)
        describe_choice (self, comparison, text);
      else if (comparison->code == NULL)
        describe_numbers (self, comparison, text);
    }
  return g_string_free (text, FALSE);
}

char *
etb_change_describe_waiting (EtbRun *self, const EtbRulePair *rules, GPtrArray *reads)
{
  const EtbPiece *piece = NULL;
  g_autoptr (GString) labels = g_string_new (NULL);
  guint count = 0;

  for (guint i = 0; i < reads->len; i++)
    {
      const EtbRead *read = g_ptr_array_index (reads, i);

      if (*read->value != '\0' || count++ >= MAX_WAITING)
        continue;
      g_string_append (labels, labels->len > 0 ? ", " : "");
      g_string_append_printf (labels, _ ("“%s”"), read->label);
    }
  if (count == 0)
    {
      piece = rules->first != NULL ? etb_run_needs_dates (self, rules->first) : NULL;
      piece = piece != NULL ? piece : etb_run_needs_dates (self, rules->second);
      return piece != NULL ? g_strdup_printf (
          _ ("It waits for the piece “%s” and the date written on it."), piece->label)
                           : g_strdup ("");
    }
  return g_strdup_printf (_ ("It waits for an answer to: %s."), labels->str);
}
