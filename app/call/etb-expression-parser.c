/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The grammar of expressions, by recursive descent: section 3 of XPath 1.0 less what the profile
 * leaves out. Yields the paths and the calls, no tree: libxml2 evaluates. Called by
 * etb-expression.c. */

#include "etb-expression-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Brackets inside brackets. */
#define MAX_DEPTH 64

static gboolean parse_level (EtbParser *self, guint level, guint *group);

gboolean
etb_parser_read_expression (EtbParser *self, guint *group)
{
  return parse_level (self, 0, group);
}

const EtbToken *
etb_parser_peek (EtbParser *self, guint ahead)
{
  return &g_array_index (self->tokens, EtbToken, MIN (self->at + ahead, self->tokens->len - 1));
}

gboolean
etb_token_is (const EtbToken *token, const char *text)
{
  return token->kind != ETB_TOKEN_END && token->kind != ETB_TOKEN_LITERAL
         && strlen (text) == token->length && strncmp (token->start, text, token->length) == 0;
}

gboolean
etb_parser_accept (EtbParser *self, const char *text)
{
  if (!etb_token_is (etb_parser_peek (self, 0), text))
    return FALSE;
  self->at++;
  return TRUE;
}

char *
etb_token_dup (const EtbToken *token)
{
  return g_strndup (token->start, token->length);
}

/* Sets the error at @token; @says is a whole translated sentence. */
gboolean
etb_parser_fail (EtbParser *self, const EtbToken *token, EtbExpressionError code, const char *says)
{
  g_autofree char *word = etb_token_dup (token);

  if (token->kind == ETB_TOKEN_END)
    g_set_error (self->error, ETB_EXPRESSION_ERROR, code,
                 _ ("column %u, at the end: %s"), token->column, says);
  else
    g_set_error (self->error, ETB_EXPRESSION_ERROR, code,
                 _ ("column %u, “%s”: %s"), token->column, word, says);
  return FALSE;
}

gboolean
etb_parser_expect_closing (EtbParser *self, const char *closing, const EtbToken *opening)
{
  g_autofree char *says = NULL;

  if (etb_parser_accept (self, closing))
    return TRUE;
  says = g_strdup_printf (_ ("a “%s” is expected, to close the “%.*s” of column %u; add it or check what stands before."),
      closing, (int)opening->length, opening->start, opening->column);
  return etb_parser_fail (self, etb_parser_peek (self, 0), ETB_EXPRESSION_ERROR_SYNTAX, says);
}

gboolean
etb_parser_enter (EtbParser *self)
{
  if (self->depth++ < MAX_DEPTH)
    return TRUE;
  return etb_parser_fail (
      self, etb_parser_peek (self, 0), ETB_EXPRESSION_ERROR_SYNTAX,
      _ ("too many brackets inside brackets; cut the expression into several."));
}

void
etb_parser_mark_group (EtbParser *self, guint group, const char *parent)
{
  if (group == ETB_NO_GROUP)
    return;
  for (guint i = 0; i < self->out->paths->len; i++)
    {
      EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

      if (path->group == group)
        path->parent = parent;
    }
}

/* The same for the call that is all of what was read from word @start on, if it is one. */
static void
mark_call (EtbParser *self, guint start, const char *parent)
{
  for (guint i = self->out->calls->len; i > 0; i--)
    {
      EtbExpressionCall *call = g_ptr_array_index (self->out->calls, i - 1);

      if (call->first == start && call->end == self->at)
        call->parent = parent;
      if (call->first <= start)
        return;
    }
}

/* --- Calls --- */

static gboolean
check_function (EtbParser *self, const EtbToken *token, const EtbFunctionInfo *info,
                const char *name)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *says = NULL;
  const char *near;

  if (info != NULL)
    return TRUE;
  if (etb_expression_advice (name) != NULL)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_FUNCTION,
                            etb_expression_advice (name));
  names = g_ptr_array_new ();
  for (info = etb_expression_functions (); info->name != NULL; info++)
    g_ptr_array_add (names, (gpointer)info->name);
  near = etb_nearest_name (name, names);
  if (near != NULL)
    says = g_strdup_printf (_ ("there is no such function. Did you mean “%s”?"), near);
  else
    says = g_strdup (_ ("there is no such function; the list is in the guide to the call format."));
  return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_FUNCTION, says);
}

static gboolean
check_arity (EtbParser *self, const EtbToken *token, const EtbFunctionInfo *info, guint given)
{
  g_autofree char *says = NULL;

  if (given >= info->minimum && given <= info->maximum)
    return TRUE;
  if (info->minimum == info->maximum)
    says = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "it takes %u argument, not %u.",
                                         "it takes %u arguments, not %u.", info->minimum),
                            info->minimum, given);
  else if (given < info->minimum)
    says = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "it takes at least %u argument, not %u.",
                                         "it takes at least %u arguments, not %u.", info->minimum),
                            info->minimum, given);
  else
    says = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "it takes at most %u argument, not %u.",
                                         "it takes at most %u arguments, not %u.", info->maximum),
                            info->maximum, given);
  return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_FUNCTION, says);
}

/* What the function makes of the empty answers in the argument just read, whose paths are those
 * from
 * @first on. Paths in predicates only choose among the nodes that an aggregate looks at. */
static void
mark_argument (EtbParser *self, const EtbFunctionInfo *info, guint group, guint first)
{
  etb_parser_mark_group (self, group, info->name);
  if (group == ETB_NO_GROUP || self->coalesce > 0
      || (info->kind != ETB_FUNCTION_AGGREGATE && info->kind != ETB_FUNCTION_COUNT
          && info->kind != ETB_FUNCTION_SUM))
    return;
  for (guint i = first; i < self->out->paths->len; i++)
    {
      EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

      if (path->group != group || info->kind == ETB_FUNCTION_COUNT)
        path->use = ETB_PATH_USE_FREE;
      else if (info->kind == ETB_FUNCTION_AGGREGATE)
        path->use = ETB_PATH_USE_ANY;
    }
}

static gboolean
parse_argument (EtbParser *self, const EtbFunctionInfo *info, EtbExpressionCall *call)
{
  const EtbToken *token = etb_parser_peek (self, 0);
  guint first = self->out->paths->len, start = self->at, group;

  if (!etb_parser_read_expression (self, &group))
    return FALSE;
  mark_argument (self, info, group, first);
  mark_call (self, start, info->name);
  g_ptr_array_add (call->literals, token->kind == ETB_TOKEN_LITERAL && self->at == start + 1
                                       ? g_strndup (token->start + 1, token->length - 2)
                                       : NULL);
  return TRUE;
}

gboolean
etb_parser_read_call (EtbParser *self)
{
  const EtbToken *token = etb_parser_peek (self, 0), *opening = etb_parser_peek (self, 1);
  g_autofree char *name = etb_token_dup (token);
  const EtbFunctionInfo *info = etb_expression_find_function (name);
  EtbExpressionCall *call;

  if (!check_function (self, token, info, name) || !etb_parser_enter (self))
    return FALSE;
  call = g_new0 (EtbExpressionCall, 1);
  call->name = info->name;
  call->column = token->column;
  call->use = self->coalesce > 0 ? ETB_PATH_USE_FREE : ETB_PATH_USE_NEEDED;
  call->parent = "";
  call->first = self->at;
  call->literals = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->out->calls, call);

  self->coalesce += info->kind == ETB_FUNCTION_COALESCE;
  self->at += 2;
  if (!etb_token_is (etb_parser_peek (self, 0), ")"))
    do
      if (!parse_argument (self, info, call))
        return FALSE;
    while (etb_parser_accept (self, ","));
  self->coalesce -= info->kind == ETB_FUNCTION_COALESCE;
  self->depth--;
  if (!etb_parser_expect_closing (self, ")", opening))
    return FALSE;
  call->end = self->at;
  return check_arity (self, token, info, call->literals->len);
}

/* --- Operands and operators --- */

static gboolean
no_more_steps (EtbParser *self)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (etb_token_is (token, "/") || etb_token_is (token, "//") || etb_token_is (token, "["))
    return etb_parser_fail (
        self, token, ETB_EXPRESSION_ERROR_SYNTAX,
        _ ("nothing may follow this bracket or value; write the steps inside each path."));
  return TRUE;
}

static gboolean
parse_brackets (EtbParser *self, guint *group)
{
  const EtbToken *opening = etb_parser_peek (self, 0);

  self->at++;
  if (!etb_parser_enter (self) || !etb_parser_read_expression (self, group))
    return FALSE;
  self->depth--;
  return etb_parser_expect_closing (self, ")", opening) && no_more_steps (self);
}

/* One operand of "|". @group: the group its paths join; ETB_NO_GROUP comes out when it is no path.
 */
static gboolean
parse_operand (EtbParser *self, guint *group)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (etb_token_is (token, "("))
    return parse_brackets (self, group);
  if (etb_token_is (token, "$"))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("the language has no variables; name an answer by its path."));
  if (token->kind == ETB_TOKEN_NUMBER || token->kind == ETB_TOKEN_LITERAL)
    {
      self->at++;
      *group = ETB_NO_GROUP;
      return no_more_steps (self);
    }
  if (token->kind == ETB_TOKEN_NAME && etb_token_is (etb_parser_peek (self, 1), "(")
      && !etb_token_is (token, "current") && !etb_token_is (token, "instance"))
    {
      *group = ETB_NO_GROUP;
      return etb_parser_read_call (self) && no_more_steps (self);
    }
  if (etb_token_is (token, "current") && etb_token_is (etb_parser_peek (self, 1), "(")
      && !etb_token_is (etb_parser_peek (self, 2), ")"))
    return etb_parser_read_call (self);
  if (!etb_parser_starts_step (token) && !etb_token_is (token, "/") && !etb_token_is (token, "//"))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("an answer, a value or a function is expected here."));
  return etb_parser_read_path (self, *group);
}

static gboolean
parse_union (EtbParser *self, guint *group)
{
  guint shared = ++self->groups;
  gboolean several = FALSE, only_paths = TRUE;

  do
    {
      const EtbToken *token = etb_parser_peek (self, 0);
      guint own = shared;

      if (!parse_operand (self, &own))
        return FALSE;
      several = several || etb_token_is (etb_parser_peek (self, 0), "|");
      if (own == ETB_NO_GROUP && several)
        return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                                _ ("“|” joins paths only; this is a value."));
      only_paths = own != ETB_NO_GROUP;
      /* paths in brackets came with a group of their own: they join this one */
      for (guint i = 0; only_paths && own != shared && i < self->out->paths->len; i++)
        {
          EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

          if (path->group == own)
            path->group = shared;
        }
    }
  while (etb_parser_accept (self, "|"));

  *group = only_paths ? shared : ETB_NO_GROUP;
  return TRUE;
}

static gboolean
parse_sign (EtbParser *self, guint *group)
{
  gboolean negative = FALSE;

  while (etb_parser_accept (self, "-"))
    negative = TRUE;
  if (!parse_union (self, group))
    return FALSE;
  if (negative)
    {
      etb_parser_mark_group (self, *group, "-");
      *group = ETB_NO_GROUP;
    }
  return TRUE;
}

static const char *const levels[][5] = {
  { "or" }, { "and" }, { "=", "!=" }, { "<", "<=", ">", ">=" }, { "+", "-" }, { "*", "div", "mod" },
};

static const char *
operator_of_level (EtbParser *self, guint level)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (token->kind == ETB_TOKEN_OPERATOR)
    for (guint i = 0; levels[level][i] != NULL; i++)
      if (etb_token_is (token, levels[level][i]))
        return levels[level][i];
  return NULL;
}

/* Whether the operand just read, from word @start on, is '' alone. */
static gboolean
is_empty_text (EtbParser *self, guint start)
{
  const EtbToken *token = &g_array_index (self->tokens, EtbToken, start);

  return self->at == start + 1 && token->kind == ETB_TOKEN_LITERAL && token->length == 2;
}

static gboolean
parse_level (EtbParser *self, guint level, guint *group)
{
  const char *operator;
  guint start = self->at;

  if (level == G_N_ELEMENTS (levels))
    return parse_sign (self, group);
  if (!parse_level (self, level + 1, group))
    return FALSE;
  while ((operator= operator_of_level (self, level)) != NULL)
    {
      gboolean with_nothing = is_empty_text (self, start);
      guint left = *group;

      mark_call (self, start, operator);
      start = ++self->at;
      if (!parse_level (self, level + 1, group))
        return FALSE;
      mark_call (self, start, operator);
      if (strcmp (operator, "!=") == 0 && (with_nothing || is_empty_text (self, start)))
        operator= ETB_PATH_IS_FILLED;
      etb_parser_mark_group (self, left, operator);
      etb_parser_mark_group (self, *group, operator);
      *group = ETB_NO_GROUP;
    }
  return TRUE;
}

static gboolean
parse_all (EtbParser *self)
{
  const EtbToken *token;
  guint group;

  if (!etb_parser_read_expression (self, &group))
    return FALSE;
  token = etb_parser_peek (self, 0);
  if (token->kind == ETB_TOKEN_END)
    return TRUE;
  return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                          _ ("an operator or the end of the expression is expected here."));
}

gboolean
etb_expression_parse (EtbExpression *self, const char *context, GError **error)
{
  g_autoptr (GArray) tokens = etb_expression_tokenize (self->text, error);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = g_strsplit (context != NULL ? context : "", "/", -1);
  EtbParser parser = { .out = self,
                       .tokens = tokens,
                       .context = steps,
                       .base_text = "",
                       .base_steps = steps,
                       .base_relative = context != NULL,
                       .error = error };

  if (tokens == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    if (*names[i] != '\0')
      g_ptr_array_add (steps, g_strdup (names[i]));
  return parse_all (&parser);
}
