/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The paths of an expression: each is written down as text that can be evaluated on its own, and as
 * the pattern of the elements it names. Called by etb-expression-parser.c. */

#include "etb-expression-parser-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A path being read. */
typedef struct
{
  GString *text;
  GPtrArray *steps; /* utf8; "" for "//" */
  EtbExpressionPath *path;
  gboolean deep; /* "//" was met */
  gboolean list; /* through a list of the call: reads no answer */
} Walk;

/* A list of the call as instance() gives it. */
static const char *const list_paths[]
    = { "/root", "/root/item", "/root/item/value", "/root/item/label", NULL };

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

  g_ptr_array_add (walk->steps, etb_token_dup (token));
  step->pattern = pattern_of (walk->steps);
  step->column = token->column;
  g_ptr_array_add (walk->path->steps, step);
}

static gboolean
go_up (EtbParser *self, Walk *walk, const EtbToken *token)
{
  if (walk->deep)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("a path cannot go up after “//”; write the path without “//”."));
  if (walk->steps->len == 0)
    return etb_parser_fail (
        self, token, ETB_EXPRESSION_ERROR_SYNTAX,
        _ ("this goes above the root of the dossier; check the number of “..”."));
  g_ptr_array_set_size (walk->steps, walk->steps->len - 1);
  return TRUE;
}

static gboolean
go_deep (EtbParser *self, Walk *walk, const EtbToken *token)
{
  if (walk->list)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("a list is root/item/value and root/item/label; name the steps."));
  if (walk->deep)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("“//” may be used once in a path; name the steps between."));
  walk->deep = TRUE;
  g_ptr_array_add (walk->steps, g_strdup (""));
  return TRUE;
}

/* An axis before a name: what it does to the path so far. */
static gboolean
take_axis (EtbParser *self, Walk *walk)
{
  const EtbToken *axis = etb_parser_peek (self, 0);

  if (!etb_token_is (etb_parser_peek (self, 1), "::"))
    return TRUE;
  self->at += 2;
  g_string_append_printf (walk->text, "%.*s::", (int)axis->length, axis->start);
  if (etb_token_is (axis, "child"))
    return TRUE;
  if (etb_token_is (axis, "descendant"))
    return go_deep (self, walk, axis);
  if (etb_token_is (axis, "preceding-sibling") || etb_token_is (axis, "following-sibling"))
    {
      walk->path->filtered = TRUE;
      return go_up (self, walk, axis);
    }
  return etb_parser_fail (
      self, axis, ETB_EXPRESSION_ERROR_SYNTAX,
      _ ("this axis is not part of the language; use “..”, “/”, “//”, preceding-sibling:: or "
                  "following-sibling::."));
}

/* A predicate: what stands between its brackets is read from the path so far. */
static gboolean
parse_predicate (EtbParser *self, Walk *walk)
{
  const EtbToken *opening = etb_parser_peek (self, 0);
  const char *outer_text = self->base_text;
  GPtrArray *outer_steps = self->base_steps;
  gboolean outer_relative = self->base_relative, outer_list = self->base_list;
  g_autofree char *base_text = g_strdup (walk->text->str);
  g_autoptr (GPtrArray) base_steps = copy_steps (walk->steps);
  guint group;
  gboolean ok;

  self->at++;
  walk->path->filtered = TRUE;
  self->base_text = base_text;
  self->base_steps = base_steps;
  self->base_relative = walk->path->relative;
  self->base_list = walk->list;
  ok = etb_parser_enter (self) && etb_parser_read_expression (self, &group)
       && etb_parser_expect_closing (self, "]", opening);
  self->depth--;
  self->base_text = outer_text;
  self->base_steps = outer_steps;
  self->base_relative = outer_relative;
  self->base_list = outer_list;
  if (ok)
    {
      const EtbToken *closing = &g_array_index (self->tokens, EtbToken, self->at - 1);

      etb_parser_mark_group (self, group, "[");
      g_string_append_len (walk->text, opening->start, closing->start + 1 - opening->start);
    }
  return ok;
}

/* Elements of the dossier are looked for once the whole is read; those of lists are known. */
static gboolean
check_list_step (EtbParser *self, Walk *walk, const EtbToken *token)
{
  g_autofree char *pattern = pattern_of (walk->steps);

  if (!walk->list || g_strv_contains (list_paths, pattern))
    return TRUE;
  return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_PATH,
                          _ ("a list is root/item/value and root/item/label; name the steps."));
}

static gboolean
take_name (EtbParser *self, Walk *walk)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (etb_token_is (token, "@"))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("attributes are not answers; name an element."));
  if (token->kind != ETB_TOKEN_NAME)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("the name of an element is expected here."));
  if (memchr (token->start, ':', token->length) != NULL)
    return etb_parser_fail (
        self, token, ETB_EXPRESSION_ERROR_SYNTAX,
        _ ("elements of the dossier have no prefix; remove it, or add “(” for a function."));
  if (etb_token_is (etb_parser_peek (self, 1), "("))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("a path is made of names; a function may not be one of its steps."));
  self->at++;
  g_string_append_len (walk->text, token->start, token->length);
  add_name (walk, token);
  return check_list_step (self, walk, token);
}

static gboolean
parse_step (EtbParser *self, Walk *walk)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (etb_parser_accept (self, "."))
    {
      g_string_append_c (walk->text, '.');
      return TRUE;
    }
  if (etb_parser_accept (self, ".."))
    {
      g_string_append (walk->text, "..");
      if (!go_up (self, walk, token))
        return FALSE;
      walk->path->low = MIN (walk->path->low, walk->steps->len);
      return TRUE;
    }
  if (!take_axis (self, walk) || !take_name (self, walk))
    return FALSE;
  while (etb_token_is (etb_parser_peek (self, 0), "["))
    if (!parse_predicate (self, walk))
      return FALSE;
  return TRUE;
}

/* Steps with the strokes between them; the first step has been announced by the caller. */
static gboolean
parse_steps (EtbParser *self, Walk *walk)
{
  for (;;)
    {
      const EtbToken *token;

      if (!parse_step (self, walk))
        return FALSE;
      token = etb_parser_peek (self, 0);
      if (!etb_token_is (token, "/") && !etb_token_is (token, "//"))
        return TRUE;
      self->at++;
      g_string_append_len (walk->text, token->start, token->length);
      if (token->length == 2 && !go_deep (self, walk, token))
        return FALSE;
    }
}

gboolean
etb_parser_starts_step (const EtbToken *token)
{
  return token->kind == ETB_TOKEN_NAME || etb_token_is (token, ".") || etb_token_is (token, "..")
         || etb_token_is (token, "@");
}

/* instance('natures'), which must be followed by the steps into the list. */
static gboolean
take_instance (EtbParser *self, Walk *walk)
{
  const EtbToken *token = etb_parser_peek (self, 0);
  const EtbExpressionCall *call;

  if (!etb_parser_read_call (self))
    return FALSE;
  call = g_ptr_array_index (self->out->calls, self->out->calls->len - 1);
  if (strcmp (call->name, "instance") != 0 || g_ptr_array_index (call->literals, 0) == NULL)
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("write the name of the list itself: instance('name')."));
  if (!etb_token_is (etb_parser_peek (self, 0), "/"))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("a list is root/item/value and root/item/label; name the steps."));
  g_string_append_printf (walk->text, "instance('%s')",
                          (const char *)g_ptr_array_index (call->literals, 0));
  return TRUE;
}

/* After what the path starts from has been written into @walk: its steps, if any. */
static gboolean
parse_from_start (EtbParser *self, Walk *walk)
{
  const EtbToken *token = etb_parser_peek (self, 0);

  if (etb_token_is (token, "current") && etb_token_is (etb_parser_peek (self, 1), "("))
    {
      self->at += 3; /* with its brackets: looked at by the caller */
      g_string_append (walk->text, "current()");
      token = etb_parser_peek (self, 0);
      if (!etb_token_is (token, "/") && !etb_token_is (token, "//"))
        return TRUE;
    }
  else if (etb_token_is (token, "instance") && etb_token_is (etb_parser_peek (self, 1), "("))
    {
      if (!take_instance (self, walk))
        return FALSE;
      token = etb_parser_peek (self, 0);
    }
  else if (!etb_token_is (token, "/") && !etb_token_is (token, "//"))
    {
      if (*self->base_text != '\0')
        g_string_append_printf (walk->text, "%s/", self->base_text);
      return parse_steps (self, walk);
    }

  self->at++;
  g_string_append_len (walk->text, token->start, token->length);
  if (!etb_parser_starts_step (etb_parser_peek (self, 0)))
    return etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                            _ ("the name of an element is expected after it."));
  if (token->length == 2 && !go_deep (self, walk, token))
    return FALSE;
  return parse_steps (self, walk);
}

/* Keeps what was read, unless it reads no answer. */
static void
finish_path (EtbParser *self, Walk *walk, const EtbToken *token)
{
  EtbExpressionPath *path = walk->path;
  const EtbToken *last = &g_array_index (self->tokens, EtbToken, self->at > 0 ? self->at - 1 : 0);

  path->start = token->start - self->out->text;
  path->length = MAX (last->start + last->length, token->start + token->length) - token->start;
  path->pattern = pattern_of (walk->steps);
  path->text = g_string_free (walk->text, FALSE);
  g_ptr_array_unref (walk->steps);
  if (walk->list)
    etb_expression_path_free (path);
  else
    g_ptr_array_add (self->out->paths, path);
}

gboolean
etb_parser_read_path (EtbParser *self, guint group)
{
  const EtbToken *token = etb_parser_peek (self, 0);
  gboolean absolute = etb_token_is (token, "/") || etb_token_is (token, "//");
  gboolean called = etb_token_is (etb_parser_peek (self, 1), "(");
  gboolean current = called && etb_token_is (token, "current");
  gboolean instance = called && etb_token_is (token, "instance");
  EtbExpressionPath *path = g_new0 (EtbExpressionPath, 1);
  Walk walk = { .text = g_string_new (NULL), .path = path };
  gboolean ok;

  path->column = token->column;
  path->group = group;
  path->use = self->coalesce > 0 ? ETB_PATH_USE_FREE : ETB_PATH_USE_NEEDED;
  path->parent = "";
  path->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_expression_step_free);
  path->relative = current || (!absolute && self->base_relative);
  path->filtered = !absolute && !current && *self->base_text != '\0';
  walk.list = instance || (!absolute && !current && self->base_list);
  walk.steps = copy_steps (absolute || instance ? NULL
                           : current            ? self->context
                                                : self->base_steps);
  path->low = walk.steps->len;
  path->base = path->filtered ? pattern_of (self->base_steps) : NULL;

  ok = parse_from_start (self, &walk);
  if (ok
      && (walk.steps->len == 0
          || strcmp (g_ptr_array_index (walk.steps, walk.steps->len - 1), "") == 0))
    ok = etb_parser_fail (self, token, ETB_EXPRESSION_ERROR_SYNTAX,
                          _ ("this names the whole dossier; name an answer."));
  finish_path (self, &walk, token);
  return ok;
}
