/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An expression as people can read it: the labels of questions for paths, of choices for codes,
 * words for functions. Worked out once when the call is read. Called by etb-plan.c and
 * etb-change.c. */

#include "etb-wording.h"
#include "etb-functions-private.h"
#include "etb-instant.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Answers named one by one; beyond, their number. */
#define MAX_LABELS 3

typedef struct
{
  EtbPlan *plan;
  const EtbRule *rule;
  const char *text;
  GArray *words;             /* EtbExpressionWord */
  guint at;                  /* the next of them */
  GString *out;              /* */
  const EtbElement *element; /* the last answer named: says what a code after it means */
  const char *function;      /* the last function opened */
} Writer;

static const char *
word_of_function (const char *name)
{
  static const struct
  {
    const char *name, *word;
  } functions[] = {
    { "count", N_ ("the number of") },
      { "count-non-empty", N_ ("the number of those filled in of") },
        { "count-selected", N_ ("the number of choices of") },
          { "sum", N_ ("the total of") },
            { "not", N_ ("not") },
              { "coalesce", N_ ("the first filled in of") },
                { "if", N_ ("if") },
                  { "max", N_ ("the largest of") },
                    { "min", N_ ("the smallest of") },
                      { "selected", N_ ("chosen") },
                        { "string-length", N_ ("the length of") },
                          { "decimal-date-time", N_ ("the day of") },
                            { "contains", N_ ("contains") },
                              { "starts-with", N_ ("begins with") },
                                { "join", N_ ("put together,") },
                                  { "etb:add-days", N_ ("so many days after") },
                                    { "etb:add-months", N_ ("so many months after") },
                                      { "etb:age-at", N_ ("the age at") },
                                        { "etb:days-between", N_ ("the days between") },
                                          { "etb:difference", N_ ("the difference of") },
                                            { "etb:piece-provided", N_ ("the piece is there") },
                                              { "etb:piece-valid-at",
                                                N_ ("the piece is of use on the day") },
                                                { "etb:share",
                                                  /* xgettext:no-c-format */
                                                  N_ ("the share in % of") },
                                                  { "etb:total", N_ ("the total of") },
                                                    { "etb:valid-iban", N_ ("valid IBAN") },
                                                      { "etb:valid-rna", N_ ("valid RNA number") },
                                                        { "etb:valid-siret", N_ ("valid SIRET") },
                                                          { "etb:word-count",
                                                            N_ ("the number of words of") },
                                                        };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return _ (functions[i].word);
  return name;
}

static const char *
word_of_operator (const char *text)
{
  static const struct
  {
    const char *text, *word;
  } operators[] = {
    { "and", N_ ("and") }, { "or", N_ ("or") }, { ">=", "≥" },  { "<=", "≤" },
    { "!=", "≠" },         { "*", "×" },        { "div", "÷" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (operators); i++)
    if (strcmp (operators[i].text, text) == 0)
      return g_ascii_isalpha (*operators[i].word) ? _ (operators[i].word) : operators[i].word;
  return text;
}

/* Words that need no brackets. */
static const char *
word_of_constant (const char *name)
{
  if (strcmp (name, "today") == 0)
    return _ ("today");
  if (strcmp (name, "now") == 0)
    return _ ("now");
  if (strcmp (name, "true") == 0)
    return _ ("always");
  return strcmp (name, "false") == 0 ? _ ("never") : NULL;
}

static void
append (Writer *self, const char *text)
{
  if (self->out->len > 0 && self->out->str[self->out->len - 1] != '(')
    g_string_append_c (self->out, ' ');
  g_string_append (self->out, text);
}

char *
etb_wording_of_code (EtbPlan *plan, const EtbElement *element, const char *code)
{
  const char *label = code;

  if (element != NULL && element->type == ETB_VALUE_YES_NO)
    label = strcmp (code, "oui") == 0 ? _ ("yes") : strcmp (code, "non") == 0 ? _ ("no") : code;
  else if (element != NULL && element->list != NULL)
    label = etb_call_label_of_choice (plan->call, element->path, code);
  /* Translators: a name or an answer, between the quotation marks of the language. */
  return g_strdup_printf (_ ("“%s”"), label);
}

static void
append_literal (Writer *self, const char *code)
{
  const EtbPiece *piece = NULL;
  g_autofree char *quoted = NULL;
  GDate day;

  if (*code == '\0')
    {
      append (self, _ ("nothing"));
      return;
    }
  if (g_strcmp0 (self->function, "etb:piece-provided") == 0
      || g_strcmp0 (self->function, "etb:piece-valid-at") == 0)
    piece = etb_call_find_piece (self->plan->call, code);
  if (piece != NULL)
    quoted = g_strdup_printf (_ ("“%s”"), piece->label);
  else if (strlen (code) == strlen ("2019-10-15") && etb_date_read (code, &day))
    quoted = etb_instant_describe_date (code);
  else
    quoted = etb_wording_of_code (self->plan, self->element, code);
  append (self, quoted);
}

static const EtbRulePath *
path_at (const EtbRule *rule, gsize start)
{
  const EtbRulePath *longest = NULL;

  for (guint i = 0; i < rule->paths->len; i++)
    {
      const EtbRulePath *path = g_ptr_array_index (rule->paths, i);

      if (path->path->start == start
          && (longest == NULL || path->path->length > longest->path->length))
        longest = path;
    }
  return longest;
}

static void
append_path (Writer *self, const EtbRulePath *path)
{
  guint count = path->elements->len, named = count > MAX_LABELS ? 1 : count;
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < named; i++)
    {
      self->element = etb_plan_element (self->plan, g_array_index (path->elements, guint, i));
      g_string_append (labels, i > 0 ? ", " : "");
      g_string_append_printf (labels, _ ("“%s”"), self->element->label);
    }
  if (count > named)
    g_string_append_printf (
        labels, g_dngettext (GETTEXT_PACKAGE, " and %u other", " and %u others", count - named),
        count - named);
  append (self, labels->str);
}

static void
append_word (Writer *self, const EtbExpressionWord *word)
{
  g_autofree char *text = g_strndup (self->text + word->start, word->length);
  const EtbExpressionWord *next = self->at < self->words->len
                                      ? &g_array_index (self->words, EtbExpressionWord, self->at)
                                      : NULL;

  if (word->kind == ETB_WORD_LITERAL)
    {
      g_autofree char *code = g_strndup (text + 1, word->length - 2);

      append_literal (self, code);
    }
  else if (word->kind == ETB_WORD_NUMBER)
    {
      g_autofree char *number = etb_value_format (ETB_VALUE_DECIMAL, text);

      append (self, number != NULL ? number : text);
    }
  else if (word->kind == ETB_WORD_NAME && next != NULL && self->text[next->start] == '(')
    {
      const EtbFunctionInfo *info = etb_expression_find_function (text);

      self->function = info != NULL ? info->name : NULL;
      append (self,
              word_of_constant (text) != NULL ? word_of_constant (text) : word_of_function (text));
      if (word_of_constant (text) != NULL)
        self->at += 2;
    }
  else if (word->kind == ETB_WORD_OPERATOR)
    append (self, word_of_operator (text));
  else if (*text == ')' || *text == ',')
    g_string_append (self->out, *text == ',' ? " ;" : text);
  else
    append (self, text);
}

static const EtbExpressionWord *
peek (Writer *self)
{
  return self->at < self->words->len ? &g_array_index (self->words, EtbExpressionWord, self->at)
                                     : NULL;
}

static void write_next (Writer *self);

/* What a path chooses its lines by; the rest of its words are in its label. */
static void
write_predicates (Writer *self, const EtbRulePath *path)
{
  const gsize end = path->path->start + path->path->length;
  const EtbExpressionWord *word;

  while ((word = peek (self)) != NULL && word->start < end)
    {
      const gboolean opens = self->text[word->start] == '[';

      self->at++;
      if (!opens)
        continue;
      /* Translators: between answers and what chooses among them. */
      append (self, _ ("where"));
      while ((word = peek (self)) != NULL && self->text[word->start] != ']')
        write_next (self);
    }
}

static void
write_next (Writer *self)
{
  const EtbExpressionWord *word = peek (self);
  const EtbRulePath *path = path_at (self->rule, word->start);

  self->at++;
  if (path == NULL)
    {
      append_word (self, word);
      return;
    }
  append_path (self, path);
  write_predicates (self, path);
}

char *
etb_wording_of (EtbPlan *plan, const EtbRule *rule, GArray *words, gsize start, gsize end)
{
  Writer self = { .plan = plan,
                  .rule = rule,
                  .text = etb_expression_get_text (rule->expression),
                  .words = words,
                  .out = g_string_new (NULL) };
  const EtbExpressionWord *word;

  while ((word = peek (&self)) != NULL && word->start < end)
    if (word->start < start)
      self.at++;
    else
      write_next (&self);
  return g_string_free (self.out, FALSE);
}

static char *
word_whole (EtbPlan *plan, const EtbRule *rule)
{
  g_autoptr (GArray) words = etb_expression_get_words (rule->expression);

  return etb_wording_of (plan, rule, words, 0, G_MAXSIZE);
}

char *
etb_wording_of_criterion (EtbPlan *plan, const EtbCriterion *criterion, const EtbRulePair *rules)
{
  g_autofree char *test = word_whole (plan, rules->second);
  g_autofree char *when = NULL;

  if (rules->first == NULL)
    /* Translators: what a criterion is called, then what it asks, worked out from the call. */
    return g_strdup_printf (_ ("%s. What is asked: %s."), criterion->label, test);
  when = word_whole (plan, rules->first);
  return g_strdup_printf (_ ("%s. When %s, what is asked: %s."), criterion->label, when, test);
}
