/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Functions on texts and codes. What could grow or run for long has a limit, beyond which
 * the evaluation stops. */

#include "etb-functions-private.h"
#include "etb-identifier.h"

#include <math.h>
#include <string.h>

#define MAX_REGEX_TEXT 10000
#define MAX_JOINED     100000
/* Steps of the regular expression engine: some patterns would otherwise take for ever. */
#define REGEX_LIMITS "(*LIMIT_MATCH=100000)"

GRegex *
etb_functions_compile_regex (const char *pattern, GError **error)
{
  g_autofree char *whole = NULL;

  g_assert (pattern != NULL);

  whole = g_strconcat (REGEX_LIMITS "(?:", pattern, ")\\z", NULL);
  return g_regex_new (whole, G_REGEX_ANCHORED | G_REGEX_DOLLAR_ENDONLY, 0, error);
}

static GRegex *
find_regex (EtbScope *scope, const char *pattern)
{
  GRegex *regex = g_hash_table_lookup (scope->regexes, pattern);

  if (regex == NULL)
    {
      regex = etb_functions_compile_regex (pattern, NULL);
      if (regex != NULL)
        g_hash_table_insert (scope->regexes, g_strdup (pattern), regex);
    }
  return regex;
}

/* regex(text, pattern): whether the whole text is of that form. */
void
etb_function_regex (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *pattern = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  GRegex *regex;
  gboolean matched;

  CHECK_ARITY (2);
  pattern = etb_functions_pop_text (ctxt);
  text = etb_functions_pop_text (ctxt);
  regex = find_regex (etb_functions_scope (ctxt), pattern);
  if (regex == NULL || strlen (text) > MAX_REGEX_TEXT)
    XP_ERROR (XPATH_EXPR_ERROR);
  matched = g_regex_match_full (regex, text, -1, 0, 0, NULL, &error);
  if (error != NULL)
    XP_ERROR (XPATH_EXPR_ERROR);
  xmlXPathReturnBoolean (ctxt, matched);
}

static gboolean
append_joined (GString *joined, const char *separator, gboolean *first, const char *text)
{
  if (!*first)
    g_string_append (joined, separator);
  *first = FALSE;
  g_string_append (joined, text);
  return joined->len <= MAX_JOINED;
}

static gboolean
join_object (GString *joined, const char *separator, gboolean *first, xmlXPathObjectPtr object)
{
  if (object->type != XPATH_NODESET)
    {
      xmlChar *text = xmlXPathCastToString (object);
      gboolean ok = append_joined (joined, separator, first, (const char *)text);

      xmlFree (text);
      return ok;
    }
  for (int i = 0; object->nodesetval != NULL && i < object->nodesetval->nodeNr; i++)
    {
      g_autofree char *copy = NULL;

      if (!append_joined (joined, separator, first,
                          etb_node_text (object->nodesetval->nodeTab[i], &copy)))
        return FALSE;
    }
  return TRUE;
}

/* join(separator, a, b...): texts of all nodes and values, in order, blanks included. */
void
etb_function_join (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autoptr (GPtrArray) objects
      = g_ptr_array_new_with_free_func ((GDestroyNotify)xmlXPathFreeObject);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autofree char *separator = NULL;
  gboolean first = TRUE;

  for (int i = 1; i < nargs; i++)
    {
      xmlXPathObjectPtr object = valuePop (ctxt);

      if (object != NULL)
        g_ptr_array_add (objects, object);
    }
  separator = etb_functions_pop_text (ctxt);
  for (guint i = objects->len; i > 0; i--)
    {
      xmlXPathObjectPtr object = g_ptr_array_index (objects, i - 1);

      if (object->type == XPATH_NODESET)
        xmlXPathNodeSetSort (object->nodesetval);
      if (!join_object (joined, separator, &first, object))
        XP_ERROR (XPATH_MEMORY_ERROR);
    }
  etb_functions_return_text (ctxt, joined->str);
}

/* --- Codes: several in one answer, with spaces between --- */

static GStrv
pop_codes (xmlXPathParserContextPtr ctxt)
{
  g_autofree char *text = etb_functions_pop_text (ctxt);
  g_autoptr (GPtrArray) codes = g_ptr_array_new ();

  for (char *rest = text, *code; (code = strsep (&rest, " \t\r\n")) != NULL;)
    if (*code != '\0')
      g_ptr_array_add (codes, g_strdup (code));
  g_ptr_array_add (codes, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&codes), FALSE);
}

/* selected(codes, code) */
void
etb_function_selected (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *code = NULL;
  g_auto (GStrv) codes = NULL;

  CHECK_ARITY (2);
  code = etb_functions_pop_text (ctxt);
  codes = pop_codes (ctxt);
  xmlXPathReturnBoolean (ctxt, g_strv_contains ((const char *const *)codes, g_strstrip (code)));
}

void
etb_function_count_selected (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_auto (GStrv) codes = NULL;

  CHECK_ARITY (1);
  codes = pop_codes (ctxt);
  xmlXPathReturnNumber (ctxt, g_strv_length (codes));
}

/* selected-at(codes, n): from 0; "" beyond the last. */
void
etb_function_selected_at (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_auto (GStrv) codes = NULL;
  double at;

  CHECK_ARITY (2);
  at = trunc (xmlXPathPopNumber (ctxt));
  codes = pop_codes (ctxt);
  etb_functions_return_text (ctxt, at >= 0 && at < g_strv_length (codes) ? codes[(guint)at] : "");
}

/* etb:listed-in(code, list): whether a list of the call has that code. */
void
etb_function_listed_in (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *id = NULL;
  g_autofree char *code = NULL;
  const EtbList *list;
  gboolean found = FALSE;

  CHECK_ARITY (2);
  id = etb_functions_pop_text (ctxt);
  code = etb_functions_pop_text (ctxt);
  list = etb_call_find_list (etb_functions_scope (ctxt)->call, id);
  for (guint i = 0; list != NULL && !found && i < list->items->len; i++)
    found = strcmp (((EtbListItem *)g_ptr_array_index (list->items, i))->value, code) == 0;
  xmlXPathReturnBoolean (ctxt, found);
}

void
etb_function_boolean_from_string (xmlXPathParserContextPtr ctxt, int nargs)
{
  static const char *const yes[] = { "oui", "true", "1", NULL };
  g_autofree char *text = NULL;

  CHECK_ARITY (1);
  text = etb_functions_pop_text (ctxt);
  xmlXPathReturnBoolean (ctxt, g_strv_contains (yes, text));
}

/* etb:fold-case(text): without capitals nor accents: “Été” and “ETE” are the same. */
void
etb_function_fold_case (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *text = NULL;
  g_autofree char *apart = NULL;
  g_autofree char *folded = NULL;
  g_autoptr (GString) bare = g_string_new (NULL);

  CHECK_ARITY (1);
  text = etb_functions_pop_text (ctxt);
  apart = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  if (apart == NULL)
    XP_ERROR (XPATH_ENCODING_ERROR);
  folded = g_utf8_casefold (apart, -1);
  for (const char *c = folded; *c != '\0'; c = g_utf8_next_char (c))
    if (!g_unichar_ismark (g_utf8_get_char (c)))
      g_string_append_unichar (bare, g_utf8_get_char (c));
  etb_functions_return_text (ctxt, bare->str);
}

/* --- Forms --- */

static void
return_check (xmlXPathParserContextPtr ctxt, EtbIdentifierState (*check) (const char *text))
{
  g_autofree char *text = etb_functions_pop_text (ctxt);

  xmlXPathReturnBoolean (ctxt, check (text) == ETB_IDENTIFIER_OK);
}

void
etb_function_valid_siret (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (1);
  return_check (ctxt, etb_identifier_check_siret);
}

void
etb_function_valid_rna (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (1);
  return_check (ctxt, etb_identifier_check_rna);
}

void
etb_function_valid_iban (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (1);
  return_check (ctxt, etb_identifier_check_iban);
}

/* etb:word-count(text): what has white space around. */
void
etb_function_word_count (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *text = NULL;
  gboolean inside = FALSE;
  guint count = 0;

  CHECK_ARITY (1);
  text = etb_functions_pop_text (ctxt);
  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (c));

      count += !space && !inside;
      inside = !space;
    }
  xmlXPathReturnNumber (ctxt, count);
}
