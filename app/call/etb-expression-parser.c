/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The grammar of expressions, by recursive descent: section 3 of XPath 1.0 less what the profile
 * leaves out. Yields the paths and the calls, no tree: libxml2 evaluates. Called by
 * etb-expression.c. */

#include "etb-expression-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Brackets inside brackets. */
#define MAX_DEPTH 64

/* A group number of 0 says "not just paths". */
#define NO_GROUP 0

typedef struct
{
  EtbExpression *out;
  GArray *tokens; /* EtbToken */
  guint at;
  guint depth;
  guint coalesce;     /* brackets of coalesce() around */
  guint groups;       /* given so far */
  GPtrArray *context; /* steps of the bound node */
  /* what a relative path starts from: the bound node, or the step that has the predicate */
  const char *base_text; /* "" for the bound node */
  GPtrArray *base_steps;
  gboolean base_relative;
  GError **error;
} Parser;

/* A path being read. */
typedef struct
{
  GString *text;
  GPtrArray *steps; /* utf8; "" for "//" */
  EtbExpressionPath *path;
  gboolean deep; /* "//" was met */
} Walk;

static gboolean parse_level (Parser *self, guint level, guint *group);

static gboolean
parse_expression (Parser *self, guint *group)
{
  return parse_level (self, 0, group);
}

static const EtbToken *
peek (Parser *self, guint ahead)
{
  return &g_array_index (self->tokens, EtbToken, MIN (self->at + ahead, self->tokens->len - 1));
}

static gboolean
is (const EtbToken *token, const char *text)
{
  return token->kind != ETB_TOKEN_END && token->kind != ETB_TOKEN_LITERAL
         && strlen (text) == token->length && strncmp (token->start, text, token->length) == 0;
}

static gboolean
accept (Parser *self, const char *text)
{
  if (!is (peek (self, 0), text))
    return FALSE;
  self->at++;
  return TRUE;
}

static char *
word_of (const EtbToken *token)
{
  return g_strndup (token->start, token->length);
}

/* Sets the error at @token; @says is a whole translated sentence. */
static gboolean
fail (Parser *self, const EtbToken *token, EtbExpressionError code, const char *says)
{
  g_autofree char *word = word_of (token);

  if (token->kind == ETB_TOKEN_END)
    g_set_error (self->error, ETB_EXPRESSION_ERROR, code,
                 _ ("column %u, at the end: %s"), token->column, says);
  else
    g_set_error (self->error, ETB_EXPRESSION_ERROR, code,
                 _ ("column %u, “%s”: %s"), token->column, word, says);
  return FALSE;
}

static gboolean
expect_closing (Parser *self, const char *closing, const EtbToken *opening)
{
  g_autofree char *says = NULL;

  if (accept (self, closing))
    return TRUE;
  says = g_strdup_printf (_ ("a “%s” is expected, to close the “%.*s” of column %u; add it or check what stands before."),
      closing, (int)opening->length, opening->start, opening->column);
  return fail (self, peek (self, 0), ETB_EXPRESSION_ERROR_SYNTAX, says);
}

static gboolean
enter (Parser *self)
{
  if (self->depth++ < MAX_DEPTH)
    return TRUE;
  return fail (self, peek (self, 0), ETB_EXPRESSION_ERROR_SYNTAX,
               _ ("too many brackets inside brackets; cut the expression into several."));
}

static void
mark_group (Parser *self, guint group, const char *parent)
{
  if (group == NO_GROUP)
    return;
  for (guint i = 0; i < self->out->paths->len; i++)
    {
      EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

      if (path->group == group)
        path->parent = parent;
    }
}

/* --- Paths --- */

static char *
pattern_of (GPtrArray *steps)
{
  GString *pattern = g_string_new (NULL);

  for (guint i = 0; i < steps->len; i++)
    g_string_append_printf (pattern, "/%s", (const char *)g_ptr_array_index (steps, i));
  return g_string_free (pattern, FALSE);
}

static GPtrArray *
copy_steps (GPtrArray *steps)
{
  GPtrArray *copy = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; steps != NULL && i < steps->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (steps, i)));
  return copy;
}

static void
add_name (Walk *walk, const EtbToken *token)
{
  EtbExpressionStep *step = g_new0 (EtbExpressionStep, 1);

  g_ptr_array_add (walk->steps, word_of (token));
  step->pattern = pattern_of (walk->steps);
  step->column = token->column;
  g_ptr_array_add (walk->path->steps, step);
}

static gboolean
go_up (Parser *self, Walk *walk, const EtbToken *token)
{
  if (walk->deep)
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("a path cannot go up after “//”; write the path without “//”."));
  if (walk->steps->len == 0)
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("this goes above the root of the dossier; check the number of “..”."));
  g_ptr_array_set_size (walk->steps, walk->steps->len - 1);
  return TRUE;
}

static gboolean
go_deep (Parser *self, Walk *walk, const EtbToken *token)
{
  if (walk->deep)
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("“//” may be used once in a path; name the steps between."));
  walk->deep = TRUE;
  g_ptr_array_add (walk->steps, g_strdup (""));
  return TRUE;
}

/* An axis before a name: what it does to the path so far. */
static gboolean
take_axis (Parser *self, Walk *walk)
{
  const EtbToken *axis = peek (self, 0);

  if (!is (peek (self, 1), "::"))
    return TRUE;
  self->at += 2;
  g_string_append_printf (walk->text, "%.*s::", (int)axis->length, axis->start);
  if (is (axis, "child"))
    return TRUE;
  if (is (axis, "descendant"))
    return go_deep (self, walk, axis);
  if (is (axis, "preceding-sibling") || is (axis, "following-sibling"))
    {
      walk->path->filtered = TRUE;
      return go_up (self, walk, axis);
    }
  return fail (
      self, axis, ETB_EXPRESSION_ERROR_SYNTAX,
      _ ("this axis is not part of the language; use “..”, “/”, “//”, preceding-sibling:: or "
                  "following-sibling::."));
}

/* A predicate: what stands between its brackets is read from the path so far. */
static gboolean
parse_predicate (Parser *self, Walk *walk)
{
  const EtbToken *opening = peek (self, 0);
  const char *outer_text = self->base_text;
  GPtrArray *outer_steps = self->base_steps;
  gboolean outer_relative = self->base_relative;
  g_autofree char *base_text = g_strdup (walk->text->str);
  g_autoptr (GPtrArray) base_steps = copy_steps (walk->steps);
  guint group;
  gboolean ok;

  self->at++;
  walk->path->filtered = TRUE;
  self->base_text = base_text;
  self->base_steps = base_steps;
  self->base_relative = walk->path->relative;
  ok = enter (self) && parse_expression (self, &group) && expect_closing (self, "]", opening);
  self->depth--;
  self->base_text = outer_text;
  self->base_steps = outer_steps;
  self->base_relative = outer_relative;
  if (ok)
    {
      const EtbToken *closing = &g_array_index (self->tokens, EtbToken, self->at - 1);

      mark_group (self, group, "[");
      g_string_append_len (walk->text, opening->start, closing->start + 1 - opening->start);
    }
  return ok;
}

static gboolean
take_name (Parser *self, Walk *walk)
{
  const EtbToken *token = peek (self, 0);

  if (is (token, "@"))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("attributes are not answers; name an element."));
  if (token->kind != ETB_TOKEN_NAME)
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("the name of an element is expected here."));
  if (memchr (token->start, ':', token->length) != NULL)
    return fail (
        self, token, ETB_EXPRESSION_ERROR_SYNTAX,
        _ ("elements of the dossier have no prefix; remove it, or add “(” for a function."));
  if (is (peek (self, 1), "("))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("a path is made of names; a function may not be one of its steps."));
  self->at++;
  g_string_append_len (walk->text, token->start, token->length);
  add_name (walk, token);
  return TRUE;
}

static gboolean
parse_step (Parser *self, Walk *walk)
{
  const EtbToken *token = peek (self, 0);

  if (accept (self, "."))
    {
      g_string_append_c (walk->text, '.');
      return TRUE;
    }
  if (accept (self, ".."))
    {
      g_string_append (walk->text, "..");
      return go_up (self, walk, token);
    }
  if (!take_axis (self, walk) || !take_name (self, walk))
    return FALSE;
  while (is (peek (self, 0), "["))
    if (!parse_predicate (self, walk))
      return FALSE;
  return TRUE;
}

/* Steps with the strokes between them; the first step has been announced by the caller. */
static gboolean
parse_steps (Parser *self, Walk *walk)
{
  for (;;)
    {
      const EtbToken *token;

      if (!parse_step (self, walk))
        return FALSE;
      token = peek (self, 0);
      if (!is (token, "/") && !is (token, "//"))
        return TRUE;
      self->at++;
      g_string_append_len (walk->text, token->start, token->length);
      if (token->length == 2 && !go_deep (self, walk, token))
        return FALSE;
    }
}

static gboolean
starts_step (const EtbToken *token)
{
  return token->kind == ETB_TOKEN_NAME || is (token, ".") || is (token, "..") || is (token, "@");
}

/* After what the path starts from has been written into @walk: its steps, if any. */
static gboolean
parse_from_start (Parser *self, Walk *walk)
{
  const EtbToken *token = peek (self, 0);

  if (accept (self, "current"))
    {
      self->at += 2; /* its brackets: looked at by the caller */
      g_string_append (walk->text, "current()");
      token = peek (self, 0);
      if (!is (token, "/") && !is (token, "//"))
        return TRUE;
    }
  else if (!is (token, "/") && !is (token, "//"))
    {
      if (*self->base_text != '\0')
        g_string_append_printf (walk->text, "%s/", self->base_text);
      return parse_steps (self, walk);
    }

  self->at++;
  g_string_append_len (walk->text, token->start, token->length);
  if (!starts_step (peek (self, 0)))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("the name of an element is expected after it."));
  if (token->length == 2 && !go_deep (self, walk, token))
    return FALSE;
  return parse_steps (self, walk);
}

static gboolean
parse_path (Parser *self, guint group)
{
  const EtbToken *token = peek (self, 0);
  gboolean absolute = is (token, "/") || is (token, "//");
  gboolean current = is (token, "current") && is (peek (self, 1), "(");
  EtbExpressionPath *path = g_new0 (EtbExpressionPath, 1);
  Walk walk = { g_string_new (NULL), NULL, path, FALSE };
  gboolean ok;

  path->column = token->column;
  path->group = group;
  path->use = self->coalesce > 0 ? ETB_PATH_USE_FREE : ETB_PATH_USE_NEEDED;
  path->parent = "";
  path->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_expression_step_free);
  path->relative = current || (!absolute && self->base_relative);
  path->filtered = !absolute && !current && *self->base_text != '\0';
  walk.steps = copy_steps (absolute ? NULL : current ? self->context : self->base_steps);

  ok = parse_from_start (self, &walk);
  if (ok
      && (walk.steps->len == 0
          || strcmp (g_ptr_array_index (walk.steps, walk.steps->len - 1), "") == 0))
    ok = fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
               _ ("this names the whole dossier; name an answer."));
  path->pattern = pattern_of (walk.steps);
  path->text = g_string_free (walk.text, FALSE);
  g_ptr_array_unref (walk.steps);
  g_ptr_array_add (self->out->paths, path);
  return ok;
}

/* --- Calls --- */

static gboolean
check_function (Parser *self, const EtbToken *token, const EtbFunctionInfo *info, const char *name)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autofree char *says = NULL;
  const char *near;

  if (info != NULL)
    return TRUE;
  names = g_ptr_array_new ();
  for (info = etb_expression_functions (); info->name != NULL; info++)
    g_ptr_array_add (names, (gpointer)info->name);
  near = etb_nearest_name (name, names);
  if (near != NULL)
    says = g_strdup_printf (_ ("there is no such function. Did you mean “%s”?"), near);
  else
    says = g_strdup (_ ("there is no such function; the list is in the guide to the call format."));
  return fail (self, token, ETB_EXPRESSION_ERROR_FUNCTION, says);
}

static gboolean
check_arity (Parser *self, const EtbToken *token, const EtbFunctionInfo *info, guint given)
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
  return fail (self, token, ETB_EXPRESSION_ERROR_FUNCTION, says);
}

/* What the function makes of the empty answers in the argument just read, whose paths are those
 * from
 * @first on. Paths in predicates only choose among the nodes that an aggregate looks at. */
static void
mark_argument (Parser *self, const EtbFunctionInfo *info, guint group, guint first)
{
  mark_group (self, group, info->name);
  if (group == NO_GROUP || self->coalesce > 0
      || (info->kind != ETB_FUNCTION_AGGREGATE && info->kind != ETB_FUNCTION_COUNT))
    return;
  for (guint i = first; i < self->out->paths->len; i++)
    {
      EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

      path->use = path->group == group && info->kind == ETB_FUNCTION_AGGREGATE ? ETB_PATH_USE_ANY
                                                                               : ETB_PATH_USE_FREE;
    }
}

static gboolean
parse_argument (Parser *self, const EtbFunctionInfo *info, EtbExpressionCall *call)
{
  const EtbToken *token = peek (self, 0);
  guint first = self->out->paths->len, start = self->at, group;

  if (!parse_expression (self, &group))
    return FALSE;
  mark_argument (self, info, group, first);
  g_ptr_array_add (call->literals, token->kind == ETB_TOKEN_LITERAL && self->at == start + 1
                                       ? g_strndup (token->start + 1, token->length - 2)
                                       : NULL);
  return TRUE;
}

static gboolean
parse_call (Parser *self)
{
  const EtbToken *token = peek (self, 0), *opening = peek (self, 1);
  g_autofree char *name = word_of (token);
  const EtbFunctionInfo *info = etb_expression_find_function (name);
  EtbExpressionCall *call;

  if (!check_function (self, token, info, name) || !enter (self))
    return FALSE;
  call = g_new0 (EtbExpressionCall, 1);
  call->name = info->name;
  call->column = token->column;
  call->literals = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->out->calls, call);

  self->coalesce += info->kind == ETB_FUNCTION_COALESCE;
  self->at += 2;
  if (!is (peek (self, 0), ")"))
    do
      if (!parse_argument (self, info, call))
        return FALSE;
    while (accept (self, ","));
  self->coalesce -= info->kind == ETB_FUNCTION_COALESCE;
  self->depth--;
  return expect_closing (self, ")", opening)
         && check_arity (self, token, info, call->literals->len);
}

/* --- Operands and operators --- */

static gboolean
no_more_steps (Parser *self)
{
  const EtbToken *token = peek (self, 0);

  if (is (token, "/") || is (token, "//") || is (token, "["))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("nothing may follow this bracket or value; write the steps inside each path."));
  return TRUE;
}

static gboolean
parse_brackets (Parser *self, guint *group)
{
  const EtbToken *opening = peek (self, 0);

  self->at++;
  if (!enter (self) || !parse_expression (self, group))
    return FALSE;
  self->depth--;
  return expect_closing (self, ")", opening) && no_more_steps (self);
}

/* One operand of "|". @group: the group its paths join; NO_GROUP comes out when it is no path. */
static gboolean
parse_operand (Parser *self, guint *group)
{
  const EtbToken *token = peek (self, 0);

  if (is (token, "("))
    return parse_brackets (self, group);
  if (is (token, "$"))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("the language has no variables; name an answer by its path."));
  if (token->kind == ETB_TOKEN_NUMBER || token->kind == ETB_TOKEN_LITERAL)
    {
      self->at++;
      *group = NO_GROUP;
      return no_more_steps (self);
    }
  if (token->kind == ETB_TOKEN_NAME && is (peek (self, 1), "(") && !is (token, "current"))
    {
      *group = NO_GROUP;
      return parse_call (self) && no_more_steps (self);
    }
  if (is (token, "current") && is (peek (self, 1), "(") && !is (peek (self, 2), ")"))
    return parse_call (self);
  if (!starts_step (token) && !is (token, "/") && !is (token, "//"))
    return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                 _ ("an answer, a value or a function is expected here."));
  return parse_path (self, *group);
}

static gboolean
parse_union (Parser *self, guint *group)
{
  guint shared = ++self->groups;
  gboolean several = FALSE, only_paths = TRUE;

  do
    {
      const EtbToken *token = peek (self, 0);
      guint own = shared;

      if (!parse_operand (self, &own))
        return FALSE;
      several = several || is (peek (self, 0), "|");
      if (own == NO_GROUP && several)
        return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                     _ ("“|” joins paths only; this is a value."));
      only_paths = own != NO_GROUP;
      /* paths in brackets came with a group of their own: they join this one */
      for (guint i = 0; only_paths && own != shared && i < self->out->paths->len; i++)
        {
          EtbExpressionPath *path = g_ptr_array_index (self->out->paths, i);

          if (path->group == own)
            path->group = shared;
        }
    }
  while (accept (self, "|"));

  *group = only_paths ? shared : NO_GROUP;
  return TRUE;
}

static gboolean
parse_sign (Parser *self, guint *group)
{
  gboolean negative = FALSE;

  while (accept (self, "-"))
    negative = TRUE;
  if (!parse_union (self, group))
    return FALSE;
  if (negative)
    {
      mark_group (self, *group, "-");
      *group = NO_GROUP;
    }
  return TRUE;
}

static const char *const levels[][5] = {
  { "or" }, { "and" }, { "=", "!=" }, { "<", "<=", ">", ">=" }, { "+", "-" }, { "*", "div", "mod" },
};

static const char *
operator_of_level (Parser *self, guint level)
{
  const EtbToken *token = peek (self, 0);

  if (token->kind == ETB_TOKEN_OPERATOR)
    for (guint i = 0; levels[level][i] != NULL; i++)
      if (is (token, levels[level][i]))
        return levels[level][i];
  return NULL;
}

static gboolean
parse_level (Parser *self, guint level, guint *group)
{
  const char *operator;

  if (level == G_N_ELEMENTS (levels))
    return parse_sign (self, group);
  if (!parse_level (self, level + 1, group))
    return FALSE;
  while ((operator= operator_of_level (self, level)) != NULL)
    {
      self->at++;
      mark_group (self, *group, operator);
      if (!parse_level (self, level + 1, group))
        return FALSE;
      mark_group (self, *group, operator);
      *group = NO_GROUP;
    }
  return TRUE;
}

static gboolean
parse_all (Parser *self)
{
  const EtbToken *token;
  guint group;

  if (!parse_expression (self, &group))
    return FALSE;
  token = peek (self, 0);
  if (token->kind == ETB_TOKEN_END)
    return TRUE;
  return fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
               _ ("an operator or the end of the expression is expected here."));
}

gboolean
etb_expression_parse (EtbExpression *self, const char *context, GError **error)
{
  g_autoptr (GArray) tokens = etb_expression_tokenize (self->text, error);
  g_autoptr (GPtrArray) steps = g_ptr_array_new_with_free_func (g_free);
  g_auto (GStrv) names = g_strsplit (context != NULL ? context : "", "/", -1);
  Parser parser = { .out = self,
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
