/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The functions an expression may call: those of XPath 1.0, those named and meant as in ODK XForms,
 * and ours with the prefix "etb:". app/rules implements every line that is not core. No core name
 * has another meaning here: a library may refuse the override, and readers would be misled. */

#include "etb-expression-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longest word that a proposal is made for. */
#define MAX_WORD 64

const EtbFunctionInfo *
etb_expression_functions (void)
{
  static const EtbFunctionInfo functions[] = {
    { "boolean", 1, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "ceiling", 1, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "concat", 2, G_MAXUINT, ETB_FUNCTION_PLAIN, TRUE },
    { "contains", 2, 2, ETB_FUNCTION_PLAIN, TRUE },
    { "count", 1, 1, ETB_FUNCTION_COUNT, TRUE },
    { "false", 0, 0, ETB_FUNCTION_PLAIN, TRUE },
    { "floor", 1, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "last", 0, 0, ETB_FUNCTION_PLAIN, TRUE },
    { "local-name", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "name", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "namespace-uri", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "normalize-space", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "not", 1, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "number", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "position", 0, 0, ETB_FUNCTION_PLAIN, TRUE },
    { "round", 1, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "starts-with", 2, 2, ETB_FUNCTION_PLAIN, TRUE },
    { "string", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "string-length", 0, 1, ETB_FUNCTION_PLAIN, TRUE },
    { "substring", 2, 3, ETB_FUNCTION_PLAIN, TRUE },
    { "substring-after", 2, 2, ETB_FUNCTION_PLAIN, TRUE },
    { "substring-before", 2, 2, ETB_FUNCTION_PLAIN, TRUE },
    { "sum", 1, 1, ETB_FUNCTION_SUM, TRUE },
    { "translate", 3, 3, ETB_FUNCTION_PLAIN, TRUE },
    { "true", 0, 0, ETB_FUNCTION_PLAIN, TRUE },
    { "abs", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "boolean-from-string", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "coalesce", 2, G_MAXUINT, ETB_FUNCTION_COALESCE, FALSE },
    { "count-non-empty", 1, 1, ETB_FUNCTION_COUNT, FALSE },
    { "count-selected", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "current", 0, 0, ETB_FUNCTION_PLAIN, FALSE },
    { "date", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "decimal-date-time", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "format-date", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "if", 3, 3, ETB_FUNCTION_PLAIN, FALSE },
    { "instance", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "int", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "join", 2, G_MAXUINT, ETB_FUNCTION_AGGREGATE, FALSE },
    { "max", 1, G_MAXUINT, ETB_FUNCTION_AGGREGATE, FALSE },
    { "min", 1, G_MAXUINT, ETB_FUNCTION_AGGREGATE, FALSE },
    { "now", 0, 0, ETB_FUNCTION_PLAIN, FALSE },
    { "regex", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "selected", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "selected-at", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "today", 0, 0, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:add-days", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:add-months", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:age-at", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:days-between", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:difference", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:fold-case", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:listed-in", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:piece-provided", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:piece-valid-at", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:share", 2, 2, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:total", 1, 1, ETB_FUNCTION_AGGREGATE, FALSE },
    { "etb:valid-iban", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:valid-rna", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:valid-siret", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { "etb:word-count", 1, 1, ETB_FUNCTION_PLAIN, FALSE },
    { NULL, 0, 0, ETB_FUNCTION_PLAIN, FALSE },
  };

  return functions;
}

const EtbFunctionInfo *
etb_expression_find_function (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (const EtbFunctionInfo *info = etb_expression_functions (); info->name != NULL; info++)
    if (strcmp (info->name, name) == 0)
      return info;
  return NULL;
}

const char *
etb_expression_advice (const char *name)
{
  static const struct
  {
    const char *name, *advice;
  } others[] = {
    { "id", N_ ("it is not part of the language; compare answers: a = b.") },
      { "lang", N_ ("it is not part of the language; compare answers: a = b.") },
        { "once",
          N_ ("write the default value into the empty dossier, as the text of the element.") },
          { "random", N_ ("the same answers must always give the same result; leave it out.") },
            { "uuid", N_ ("the same answers must always give the same result; leave it out.") },
              { "digest", N_ ("it is not part of the language; leave it out.") },
                { "pulldata",
                  N_ ("no expression reads a file; put the codes into a list and use instance().") },
                  { "sin", N_ ("it is not part of the language; leave it out.") },
                    { "area", N_ ("it is not part of the language; leave it out.") },
                      { "distance", N_ ("it is not part of the language; leave it out.") },
                    };

  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (strcmp (others[i].name, name) == 0)
      return _ (others[i].advice);
  return NULL;
}

/* Letters to add, remove, change or swap with the next to make @a into @b; both are short. */
static guint
distance (const char *a, const char *b)
{
  g_autofree gunichar *left = g_utf8_to_ucs4_fast (a, -1, NULL);
  g_autofree gunichar *right = g_utf8_to_ucs4_fast (b, -1, NULL);
  guint cells[MAX_WORD + 1][MAX_WORD + 1];
  glong i, j = 0;

  g_assert (strlen (a) <= MAX_WORD && strlen (b) <= MAX_WORD);

  for (i = 0; i == 0 || left[i - 1] != 0; i++)
    for (j = 0; j == 0 || right[j - 1] != 0; j++)
      {
        if (i == 0 || j == 0)
          {
            cells[i][j] = i + j;
            continue;
          }
        cells[i][j] = MIN (cells[i - 1][j], cells[i][j - 1]) + 1;
        cells[i][j] = MIN (cells[i][j], cells[i - 1][j - 1] + (left[i - 1] != right[j - 1]));
        if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
          cells[i][j] = MIN (cells[i][j], cells[i - 2][j - 2] + 1);
      }
  return cells[i - 1][j - 1];
}

static const char *
without_prefix (const char *name)
{
  return g_str_has_prefix (name, "etb:") ? name + strlen ("etb:") : name;
}

const char *
etb_nearest_name (const char *word, GPtrArray *names)
{
  const char *nearest = NULL;
  guint best;

  g_return_val_if_fail (word != NULL, NULL);
  g_return_val_if_fail (names != NULL, NULL);

  if (strlen (word) > MAX_WORD)
    return NULL;
  /* one slip in a short word, a third of a long one */
  best = 2 + strlen (without_prefix (word)) / 4;
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      guint d;

      if (strlen (name) > MAX_WORD)
        continue;
      d = distance (without_prefix (word), without_prefix (name));
      if (d < best)
        {
          best = d;
          nearest = name;
        }
    }
  return nearest;
}
