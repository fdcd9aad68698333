/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One expression as read: never changed once made. The words are cut in etb-expression-lexer.c, the
 * grammar is in etb-expression-parser.c, the table of functions in etb-expression-functions.c. Used
 * by the reader of calls, which refuses wrong ones, and by the rules, which need what each reads.
 */

#include "etb-expression-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (etb_expression_error_quark, etb_expression_error)

void
etb_expression_step_free (EtbExpressionStep *step)
{
  g_free (step->pattern);
  g_free (step);
}

void
etb_expression_path_free (EtbExpressionPath *path)
{
  g_free (path->text);
  g_free (path->pattern);
  g_free (path->base);
  g_ptr_array_unref (path->steps);
  g_free (path);
}

static void
call_free (EtbExpressionCall *call)
{
  g_ptr_array_unref (call->literals);
  g_free (call);
}

EtbExpression *
etb_expression_new (const char *text, const char *context, GError **error)
{
  g_autoptr (EtbExpression) self = NULL;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_new0 (EtbExpression, 1);
  self->text = g_strdup (text);
  self->paths = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_expression_path_free);
  self->calls = g_ptr_array_new_with_free_func ((GDestroyNotify)call_free);
  if (!etb_expression_parse (self, context, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
etb_expression_free (EtbExpression *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->calls);
  g_free (self);
}

const char *
etb_expression_get_text (EtbExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->text;
}

GPtrArray *
etb_expression_get_paths (EtbExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->paths;
}

GPtrArray *
etb_expression_get_calls (EtbExpression *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->calls;
}

GArray *
etb_expression_get_words (EtbExpression *self)
{
  static const EtbWordKind kinds[] = {
    [ETB_TOKEN_NUMBER] = ETB_WORD_NUMBER,     [ETB_TOKEN_LITERAL] = ETB_WORD_LITERAL,
    [ETB_TOKEN_NAME] = ETB_WORD_NAME,         [ETB_TOKEN_MARK] = ETB_WORD_MARK,
    [ETB_TOKEN_OPERATOR] = ETB_WORD_OPERATOR,
  };
  GArray *words = g_array_new (FALSE, FALSE, sizeof (EtbExpressionWord));
  g_autoptr (GArray) tokens = NULL;

  g_return_val_if_fail (self != NULL, words);

  tokens = etb_expression_tokenize (self->text, NULL);
  for (guint i = 0; i < tokens->len; i++)
    {
      const EtbToken *token = &g_array_index (tokens, EtbToken, i);
      EtbExpressionWord word;

      if (token->kind == ETB_TOKEN_END)
        break;
      word = (EtbExpressionWord){ kinds[token->kind], token->start - self->text, token->length };
      g_array_append_val (words, word);
    }
  return words;
}

/* Both begin with "/" or are at their end. */
static gboolean
matches (const char *pattern, const char *path)
{
  gsize step, name;

  if (*pattern == '\0')
    return *path == '\0';
  if (g_str_has_prefix (pattern, "//"))
    {
      for (; path != NULL && *path != '\0'; path = strchr (path + 1, '/'))
        if (matches (pattern + 1, path))
          return TRUE;
      return FALSE;
    }
  if (*pattern != '/' || *path != '/')
    return FALSE;
  step = strcspn (++pattern, "/");
  name = strcspn (++path, "/");
  if (!(step == 1 && *pattern == '*') && (step != name || strncmp (pattern, path, step) != 0))
    return FALSE;
  return matches (pattern + step, path + name);
}

gboolean
etb_path_pattern_matches (const char *pattern, const char *path)
{
  g_return_val_if_fail (pattern != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);

  return matches (pattern, path);
}

static gboolean
is_literal_pattern (const char *pattern)
{
  return strchr (pattern, '*') == NULL && strstr (pattern, "//") == NULL;
}

static gboolean
leads_somewhere (const char *pattern, GHashTable *known)
{
  GHashTableIter iter;
  gpointer path;

  if (is_literal_pattern (pattern))
    return g_hash_table_contains (known, pattern);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (matches (pattern, path))
      return TRUE;
  return FALSE;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* The names that could stand where the last step of @pattern stands. (transfer container) */
static GPtrArray *
names_beside (const char *pattern, GHashTable *known)
{
  GPtrArray *names = g_ptr_array_new ();
  g_autofree char *any = g_strndup (pattern, strrchr (pattern, '/') + 1 - pattern);
  g_autofree char *sisters = g_strconcat (any, "*", NULL);
  GHashTableIter iter;
  gpointer path;

  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (matches (sisters, path))
      g_ptr_array_add (names, strrchr (path, '/') + 1);
  /* the order of a hash table is no order: the same proposal each time */
  g_ptr_array_sort (names, compare_names);
  return names;
}

static void
set_path_error (const EtbExpressionStep *step, GHashTable *known, GError **error)
{
  const char *word = strrchr (step->pattern, '/') + 1;
  g_autoptr (GPtrArray) names = names_beside (step->pattern, known);
  const char *near = etb_nearest_name (word, names);

  if (near != NULL)
    g_set_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_PATH,
                 _ ("column %u, “%s”: the dossier has no element “%s”. Did you mean “%s”?"),
                    step->column, word, step->pattern, near);
  else
    g_set_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_PATH,
                 _ ("column %u, “%s”: the dossier has no element “%s”; check the path."),
                    step->column, word, step->pattern);
}

gboolean
etb_expression_check_paths (EtbExpression *self, GHashTable *known, GError **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (known != NULL, FALSE);

  for (guint i = 0; i < self->paths->len; i++)
    {
      const EtbExpressionPath *path = g_ptr_array_index (self->paths, i);

      for (guint j = 0; j < path->steps->len; j++)
        {
          const EtbExpressionStep *step = g_ptr_array_index (path->steps, j);

          if (!leads_somewhere (step->pattern, known))
            {
              set_path_error (step, known, error);
              return FALSE;
            }
        }
    }
  return TRUE;
}
