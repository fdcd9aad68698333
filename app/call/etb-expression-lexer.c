/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The words of an expression, after section 3.7 of XPath 1.0: "*" and the names "and", "or", "div"
 * and "mod" are operators only where an operand has just ended. Called by etb-expression-parser.c.
 */

#include "etb-expression-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const char *at;
  guint column;
  GArray *tokens;
} Lexer;

static gboolean
is_name_start (gunichar c)
{
  return c == '_' || g_unichar_isalpha (c);
}

static gboolean
is_name_char (gunichar c)
{
  return is_name_start (c) || g_unichar_isdigit (c) || g_unichar_ismark (c) || c == '-' || c == '.';
}

/* Whether the last word was the end of an operand, so that an operator must come. */
static gboolean
operand_ended (Lexer *self)
{
  const EtbToken *last;

  if (self->tokens->len == 0)
    return FALSE;
  last = &g_array_index (self->tokens, EtbToken, self->tokens->len - 1);
  switch (last->kind)
    {
    case ETB_TOKEN_OPERATOR:
      return FALSE;
    case ETB_TOKEN_MARK:
      return *last->start == ')' || *last->start == ']' || *last->start == '.';
    default:
      return TRUE;
    }
}

static void
push (Lexer *self, EtbTokenKind kind, const char *end)
{
  EtbToken token = { kind, self->at, end - self->at, self->column };

  g_array_append_val (self->tokens, token);
  self->column += g_utf8_strlen (self->at, end - self->at);
  self->at = end;
}

static const char *
skip_name (const char *at)
{
  while (is_name_char (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return at;
}

static void
push_name (Lexer *self)
{
  static const char *const operators[] = { "and", "or", "div", "mod", NULL };
  const char *end = skip_name (self->at);

  if (operand_ended (self))
    {
      g_autofree char *word = g_strndup (self->at, end - self->at);

      if (g_strv_contains (operators, word))
        {
          push (self, ETB_TOKEN_OPERATOR, end);
          return;
        }
    }
  if (end[0] == ':' && end[1] == '*')
    end += 2;
  else if (end[0] == ':' && is_name_start (g_utf8_get_char (end + 1)))
    end = skip_name (end + 1);
  push (self, ETB_TOKEN_NAME, end);
}

static void
push_number (Lexer *self)
{
  const char *end = self->at;

  while (g_ascii_isdigit (*end))
    end++;
  if (*end == '.')
    do
      end++;
    while (g_ascii_isdigit (*end));
  push (self, ETB_TOKEN_NUMBER, end);
}

static gboolean
push_literal (Lexer *self, GError **error)
{
  const char *end = strchr (self->at + 1, *self->at);

  if (end == NULL)
    {
      g_set_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX,
                   _ ("column %u, “%s”: this text has no closing quote; add it."), self->column,
                      self->at);
      return FALSE;
    }
  push (self, ETB_TOKEN_LITERAL, end + 1);
  return TRUE;
}

static gboolean
push_sign (Lexer *self, GError **error)
{
  static const struct
  {
    const char *text;
    EtbTokenKind kind;
  } signs[] = {
    { "::", ETB_TOKEN_MARK },     { "//", ETB_TOKEN_OPERATOR }, { "..", ETB_TOKEN_MARK },
    { "!=", ETB_TOKEN_OPERATOR }, { "<=", ETB_TOKEN_OPERATOR }, { ">=", ETB_TOKEN_OPERATOR },
    { "(", ETB_TOKEN_MARK },      { ")", ETB_TOKEN_MARK },      { "[", ETB_TOKEN_MARK },
    { "]", ETB_TOKEN_MARK },      { ".", ETB_TOKEN_MARK },      { "@", ETB_TOKEN_MARK },
    { ",", ETB_TOKEN_MARK },      { "$", ETB_TOKEN_MARK },      { "/", ETB_TOKEN_OPERATOR },
    { "|", ETB_TOKEN_OPERATOR },  { "+", ETB_TOKEN_OPERATOR },  { "-", ETB_TOKEN_OPERATOR },
    { "=", ETB_TOKEN_OPERATOR },  { "<", ETB_TOKEN_OPERATOR },  { ">", ETB_TOKEN_OPERATOR },
  };

  if (*self->at == '*')
    {
      push (self, operand_ended (self) ? ETB_TOKEN_OPERATOR : ETB_TOKEN_NAME, self->at + 1);
      return TRUE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (signs); i++)
    if (g_str_has_prefix (self->at, signs[i].text))
      {
        push (self, signs[i].kind, self->at + strlen (signs[i].text));
        return TRUE;
      }

  g_set_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX,
               _ ("column %u, “%.*s”: this sign has no meaning in an expression; remove it."),
                  self->column, (int)(g_utf8_next_char (self->at) - self->at), self->at);
  return FALSE;
}

static gboolean
push_next (Lexer *self, GError **error)
{
  char c = *self->at;

  if (g_ascii_isdigit (c) || (c == '.' && g_ascii_isdigit (self->at[1])))
    push_number (self);
  else if (is_name_start (g_utf8_get_char (self->at)))
    push_name (self);
  else if (c == '"' || c == '\'')
    return push_literal (self, error);
  else
    return push_sign (self, error);
  return TRUE;
}

GArray *
etb_expression_tokenize (const char *text, GError **error)
{
  g_autoptr (GArray) tokens = g_array_new (FALSE, FALSE, sizeof (EtbToken));
  Lexer lexer = { text, 1, tokens };

  if (strlen (text) > ETB_EXPRESSION_MAX_LENGTH)
    {
      g_set_error (
          error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX,
          _ ("the expression is longer than %d bytes; cut it into several calculated answers."),
             ETB_EXPRESSION_MAX_LENGTH);
      return NULL;
    }
  if (!g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX,
                           _ ("the expression is not written in UTF-8; save the file as UTF-8."));
      return NULL;
    }

  while (*lexer.at != '\0')
    if (strchr (" \t\r\n", *lexer.at) != NULL)
      {
        lexer.at++;
        lexer.column++;
      }
    else if (!push_next (&lexer, error))
      return NULL;

  push (&lexer, ETB_TOKEN_END, lexer.at);
  return g_steal_pointer (&tokens);
}
