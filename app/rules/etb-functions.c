/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Puts our functions into an XPath context, and holds those that choose between values. None reads
 * the clock, a file or anything outside its arguments and the EtbScope; none has the name of a core
 * function. An argument that makes no sense gives NaN, "" or false, or stops the evaluation: the
 * result is then unknown. Called by etb-rules.c and etb-run.c. */

#include "etb-functions-private.h"

#include <math.h>
#include <string.h>

#define PREFIX    "etb:"
#define NAMESPACE "urn:etabli:functions:1"

EtbScope *
etb_functions_scope (xmlXPathParserContextPtr ctxt)
{
  return ctxt->context->userData;
}

const char *
etb_node_text (xmlNodePtr node, char **copy)
{
  xmlChar *content;

  g_assert (node != NULL && copy != NULL);

  *copy = NULL;
  if (node->type == XML_ELEMENT_NODE && node->children == NULL)
    return "";
  if (node->type == XML_ELEMENT_NODE && node->children->next == NULL
      && node->children->type == XML_TEXT_NODE)
    return node->children->content != NULL ? (const char *)node->children->content : "";

  content = xmlNodeGetContent (node);
  *copy = g_strdup (content != NULL ? (const char *)content : "");
  xmlFree (content);
  return *copy;
}

gboolean
etb_text_is_blank (const char *text)
{
  return text[strspn (text, " \t\r\n")] == '\0';
}

char *
etb_functions_pop_text (xmlXPathParserContextPtr ctxt)
{
  xmlChar *text = xmlXPathPopString (ctxt);
  char *copy = g_strdup (text != NULL ? (const char *)text : "");

  xmlFree (text);
  return copy;
}

void
etb_functions_return_text (xmlXPathParserContextPtr ctxt, const char *text)
{
  valuePush (ctxt, xmlXPathNewCString (text));
}

static gboolean
is_blank_object (xmlXPathObjectPtr object)
{
  g_autofree char *copy = NULL;

  switch (object->type)
    {
    case XPATH_NODESET:
      return object->nodesetval == NULL || object->nodesetval->nodeNr == 0
             || etb_text_is_blank (etb_node_text (object->nodesetval->nodeTab[0], &copy));
    case XPATH_STRING:
      return object->stringval == NULL || etb_text_is_blank ((const char *)object->stringval);
    case XPATH_NUMBER:
      return isnan (object->floatval);
    default:
      return FALSE;
    }
}

/* The first argument that is not blank, with its type; the last one when all are. */
static void
function_coalesce (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autoptr (xmlXPathObject) chosen = NULL;

  for (int i = 0; i < nargs; i++)
    {
      g_autoptr (xmlXPathObject) object = valuePop (ctxt);

      if (object != NULL && (chosen == NULL || !is_blank_object (object)))
        {
          g_clear_pointer (&chosen, xmlXPathFreeObject);
          chosen = g_steal_pointer (&object);
        }
    }
  if (chosen == NULL)
    XP_ERROR (XPATH_INVALID_ARITY);
  valuePush (ctxt, g_steal_pointer (&chosen));
}

static void
function_if (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autoptr (xmlXPathObject) otherwise = NULL;
  g_autoptr (xmlXPathObject) then = NULL;
  int condition;

  CHECK_ARITY (3);
  otherwise = valuePop (ctxt);
  then = valuePop (ctxt);
  condition = xmlXPathPopBoolean (ctxt);
  if (then != NULL && otherwise != NULL)
    valuePush (ctxt, condition ? g_steal_pointer (&then) : g_steal_pointer (&otherwise));
}

static void
function_count_non_empty (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autoptr (xmlXPathObject) object = NULL;
  int count = 0;

  CHECK_ARITY (1);
  object = valuePop (ctxt);
  if (object == NULL)
    return;
  if (object->type != XPATH_NODESET)
    count = !is_blank_object (object);
  else if (object->nodesetval != NULL)
    for (int i = 0; i < object->nodesetval->nodeNr; i++)
      {
        g_autofree char *copy = NULL;

        count += !etb_text_is_blank (etb_node_text (object->nodesetval->nodeTab[i], &copy));
      }
  xmlXPathReturnNumber (ctxt, count);
}

static void
function_current (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (0);
  valuePush (ctxt, xmlXPathNewNodeSet (etb_functions_scope (ctxt)->current));
}

static xmlDocPtr
make_list (const EtbList *list)
{
  xmlDocPtr document = xmlNewDoc (BAD_CAST "1.0");
  xmlNodePtr root = xmlNewDocNode (document, NULL, BAD_CAST "root", NULL);

  xmlDocSetRootElement (document, root);
  for (guint i = 0; i < list->items->len; i++)
    {
      const EtbListItem *item = g_ptr_array_index (list->items, i);
      xmlNodePtr node = xmlNewChild (root, NULL, BAD_CAST "item", NULL);

      xmlNewTextChild (node, NULL, BAD_CAST "value", BAD_CAST item->value);
      xmlNewTextChild (node, NULL, BAD_CAST "label", BAD_CAST item->label);
    }
  return document;
}

/* instance(name): a list of the call, as root/item/value and root/item/label. Its nodes belong to
 * no dossier: nothing takes them for answers. */
static void
function_instance (xmlXPathParserContextPtr ctxt, int nargs)
{
  EtbScope *scope = etb_functions_scope (ctxt);
  g_autofree char *id = NULL;
  const EtbList *list;
  xmlDocPtr document;

  CHECK_ARITY (1);
  id = etb_functions_pop_text (ctxt);
  document = g_hash_table_lookup (scope->lists, id);
  if (document == NULL)
    {
      list = etb_call_find_list (scope->call, id);
      if (list == NULL)
        XP_ERROR (XPATH_EXPR_ERROR);
      document = make_list (list);
      g_hash_table_insert (scope->lists, g_strdup (id), document);
    }
  valuePush (ctxt, xmlXPathNewNodeSet ((xmlNodePtr)document));
}

static const struct
{
  const char *name;
  xmlXPathFunction function;
} functions[] = {
  { "abs", etb_function_abs },
  { "boolean-from-string", etb_function_boolean_from_string },
  { "coalesce", function_coalesce },
  { "count-non-empty", function_count_non_empty },
  { "count-selected", etb_function_count_selected },
  { "current", function_current },
  { "date", etb_function_date },
  { "decimal-date-time", etb_function_decimal_date_time },
  { "format-date", etb_function_format_date },
  { "if", function_if },
  { "instance", function_instance },
  { "int", etb_function_int },
  { "join", etb_function_join },
  { "max", etb_function_max },
  { "min", etb_function_min },
  { "now", etb_function_now },
  { "regex", etb_function_regex },
  { "selected", etb_function_selected },
  { "selected-at", etb_function_selected_at },
  { "today", etb_function_today },
  { PREFIX "add-days", etb_function_add_days },
  { PREFIX "add-months", etb_function_add_months },
  { PREFIX "age-at", etb_function_age_at },
  { PREFIX "days-between", etb_function_days_between },
  { PREFIX "difference", etb_function_difference },
  { PREFIX "fold-case", etb_function_fold_case },
  { PREFIX "listed-in", etb_function_listed_in },
  { PREFIX "piece-provided", etb_function_piece_provided },
  { PREFIX "piece-valid-at", etb_function_piece_valid_at },
  { PREFIX "share", etb_function_share },
  { PREFIX "total", etb_function_total },
  { PREFIX "valid-iban", etb_function_valid_iban },
  { PREFIX "valid-rna", etb_function_valid_rna },
  { PREFIX "valid-siret", etb_function_valid_siret },
  { PREFIX "word-count", etb_function_word_count },
};

gboolean
etb_functions_has (const char *name)
{
  g_assert (name != NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    if (strcmp (functions[i].name, name) == 0)
      return TRUE;
  return FALSE;
}

/* The result says that there was an error; the words are for nobody. */
static void
on_xpath_error (void *data, const xmlError *error)
{
}

xmlXPathContextPtr
etb_functions_new_context (xmlDocPtr document, EtbScope *scope)
{
  xmlXPathContextPtr context;

  g_assert (document != NULL && scope != NULL);

  context = xmlXPathNewContext (document);
  if (context == NULL)
    g_error ("out of memory");
  context->userData = scope;
  /* libxml2 2.12 made the error const */
  context->error = (xmlStructuredErrorFunc)on_xpath_error;
  xmlXPathContextSetCache (context, 1, -1, 0);
  xmlXPathRegisterNs (context, BAD_CAST "etb", BAD_CAST NAMESPACE);
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      const char *name = functions[i].name;

      if (g_str_has_prefix (name, PREFIX))
        xmlXPathRegisterFuncNS (context, BAD_CAST name + strlen (PREFIX), BAD_CAST NAMESPACE,
                                functions[i].function);
      else
        xmlXPathRegisterFunc (context, BAD_CAST name, functions[i].function);
    }
  return context;
}
