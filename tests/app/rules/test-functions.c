/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each function that XPath does not have: an expression, a small dossier, the value expected. */

#include "etb-functions.h"
#include "etb-expression.h"
#include "expression-cases.h"
#include "rules-fixture.h"

#include <libxml/parser.h>
#include <string.h>

static xmlDocPtr
read_dossier (void)
{
  return xmlReadMemory (expression_dossier, strlen (expression_dossier), NULL, NULL,
                        XML_PARSE_NONET);
}

typedef struct
{
  EtbCall *call;
  GArray *provided;
  GHashTable *regexes;
  GHashTable *lists;
  xmlDocPtr document;
  EtbScope scope;
  xmlXPathContextPtr context;
} Setting;

#define PIECE(code, more) \
  "<piece code='" code "' kinds='pdf' max-size='10' source='S' " more "><label>P</label></piece>"

static void
setting_init (Setting *self)
{
  static const Fixture fixture
      = { .pieces = PIECE ("P-STAT", "") PIECE ("P-DATE", "max-age-months='3'")
              PIECE ("P-LIBRE", "") PIECE ("P-MIXTE", "") PIECE ("P-RIEN", "") };

  self->call = fixture_call (&fixture);
  self->provided = etb_provided_new ();
  etb_provided_add (self->provided, "P-STAT", NULL);
  etb_provided_add (self->provided, "P-DATE", "2019-09-30");
  etb_provided_add (self->provided, "P-DATE", "2019-10-01");
  etb_provided_add (self->provided, "P-LIBRE", "2019-01-01");
  etb_provided_add (self->provided, "P-MIXTE", "2019-01-01");
  etb_provided_add (self->provided, "P-MIXTE", NULL);
  self->regexes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_regex_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)xmlFreeDoc);
  self->document = read_dossier ();
  self->scope = (EtbScope){ .call = self->call,
                            .today = "2019-10-01",
                            .now = "2019-10-01T14:05:00+02:00",
                            .provided = self->provided,
                            .regexes = self->regexes,
                            .lists = self->lists };
  self->context = etb_functions_new_context (self->document, &self->scope);
  self->scope.current = xmlDocGetRootElement (self->document)->children->next->next; /* un */
  self->context->node = self->scope.current;
}

static void
setting_clear (Setting *self)
{
  xmlXPathFreeContext (self->context);
  xmlFreeDoc (self->document);
  g_hash_table_unref (self->regexes);
  g_hash_table_unref (self->lists);
  g_array_unref (self->provided);
  g_object_unref (self->call);
}

static char *
evaluate (Setting *self, const char *expression)
{
  xmlXPathObjectPtr result;
  xmlChar *text;
  char *copy;

  self->context->opCount = 0;
  self->context->opLimit = ETB_FUNCTIONS_MAX_OPERATIONS;
  result = xmlXPathEval (BAD_CAST expression, self->context);
  if (result == NULL)
    return NULL;
  text = xmlXPathCastToString (result);
  copy = g_strdup ((const char *)text);
  xmlFree (text);
  xmlXPathFreeObject (result);
  return copy;
}

static void
test_values (void)
{
  Setting setting;
  guint count = 0;

  setting_init (&setting);
  for (const ExpressionCase *row = expression_cases; row->expression != NULL; row++)
    {
      g_autofree char *value = evaluate (&setting, row->expression);

      g_test_message ("%s", row->expression);
      g_assert_cmpstr (value, ==, row->value);
      count++;
    }
  g_assert_cmpuint (count, >=, 250);
  setting_clear (&setting);
}

/* Every function the grammar lets through has an implementation, and the table above shows it. */
static void
test_all_listed_functions_exist (void)
{
  for (const EtbFunctionInfo *info = etb_expression_functions (); info->name != NULL; info++)
    {
      g_autofree char *call = g_strconcat (info->name, "(", NULL);
      gboolean shown = FALSE;

      g_test_message ("%s", info->name);
      g_assert_true (info->core || etb_functions_has (info->name));
      g_assert_false (info->core && etb_functions_has (info->name));
      for (const ExpressionCase *row = expression_cases; row->expression != NULL; row++)
        shown = shown || strstr (row->expression, call) != NULL;
      g_assert_true (shown || info->core);
    }
}

/* What would grow without end stops. */
static void
test_texts_do_not_explode (void)
{
  g_autoptr (GString) nested = g_string_new ("/d//*");
  Setting setting;

  for (int i = 0; i < 8; i++)
    {
      g_string_prepend (nested, "join('0123456789', /d//*, ");
      g_string_append (nested, ", /d//*)");
    }
  setting_init (&setting);
  for (int i = 0; i < 12; i++)
    {
      g_autofree char *whole = g_strdup (nested->str);

      g_string_printf (nested, "join(%s, /d//*)", whole);
      if (nested->len > 10000)
        break;
    }
  g_assert_null (evaluate (&setting, nested->str));
  setting_clear (&setting);
}

int
main (int argc, char **argv)
{
  xmlInitParser ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/functions/values", test_values);
  g_test_add_func ("/functions/all-listed-functions-exist", test_all_listed_functions_exist);
  g_test_add_func ("/functions/texts-do-not-explode", test_texts_do_not_explode);
  return g_test_run ();
}
