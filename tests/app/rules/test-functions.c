/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each function that XPath does not have: an expression, a small dossier, the value expected. */

#include "etb-functions.h"
#include "etb-expression.h"
#include "rules-fixture.h"

#include <libxml/parser.h>
#include <string.h>

static const char dossier[]
    = "<d><vide/><blanc> </blanc><un>1.50</un><deux>2</deux><dix>0.10</dix><vingt>0.20</vingt>"
      "<texte>bon jour</texte><codes>a bc d</codes><siret>73282932000074</siret>"
      "<faux>73282932000075</faux><rna>W343012345</rna><iban>FR1420041010050500013M02606</iban>"
      "<date>2019-10-15</date><bissextile>2020-02-29</bissextile><fin>2019-12-31</fin>"
      "<pasdate>2019-02-30</pasdate><neg>-12.05</neg><trois>1.234</trois>"
      "<t><l><m>10.10</m></l><l><m/></l><l><m>0.20</m></l></t>"
      "<v><m/><m/></v><mots>  un  deux\ntrois </mots></d>";

static const struct
{
  const char *expression;
  const char *value; /* as a string; NULL: evaluation stops on an error */
} cases[] = {
  { "abs(-1.5)", "1.5" },
  { "int(1.9)", "1" },
  { "int(-1.9)", "-1" },
  { "int('x')", "NaN" },
  { "if(/d/un = 1.5, 'oui', 'non')", "oui" },
  { "if(/d/un = 2, 'oui', 'non')", "non" },
  { "coalesce(/d/vide, 'x')", "x" },
  { "coalesce(/d/blanc, /d/vide, /d/un)", "1.50" },
  { "coalesce(/d/vide + 1, 0)", "0" },
  { "coalesce(/d/absent, 5) + 1", "6" },
  { "coalesce(/d/vide, '')", "" },
  { "count-non-empty(/d/t/l/m)", "2" },
  { "count-non-empty(/d/v/m)", "0" },
  { "count-non-empty(/d/t/l)", "2" },
  { "min(/d/t/l/m)", "0.2" },
  { "max(/d/t/l/m)", "10.1" },
  { "max(1, 3, 2)", "3" },
  { "min(/d/v/m)", "NaN" },
  { "max(/d/un, 'x', 5)", "NaN" },
  { "join(', ', /d/t/l/m)", "10.10, , 0.20" },
  { "join('-', 'a', 2, /d/deux)", "a-2-2" },
  { "selected(/d/codes, 'bc')", "true" },
  { "selected(/d/codes, 'b')", "false" },
  { "selected(/d/vide, '')", "false" },
  { "count-selected(/d/codes)", "3" },
  { "count-selected(/d/vide)", "0" },
  { "selected-at(/d/codes, 1)", "bc" },
  { "selected-at(/d/codes, 3)", "" },
  { "selected-at(/d/codes, -1)", "" },
  { "boolean-from-string('oui')", "true" },
  { "boolean-from-string('1')", "true" },
  { "boolean-from-string('false')", "false" },
  { "regex(/d/siret, '[0-9]{14}')", "true" },
  { "regex(/d/siret, '[0-9]{13}')", "false" },
  { "regex('ab', 'a|b')", "false" },
  { "regex('a\n', 'a')", "false" },
  { "regex('a', '(')", NULL },
  { "regex('aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab', '(a|aa)+')", NULL },
  { "today()", "2019-10-01" },
  { "date('2019-10-15')", "2019-10-15" },
  { "date('15/10/2019')", "" },
  { "date(0)", "1970-01-01" },
  { "date(18184)", "2019-10-15" },
  { "date(1 div 0)", "" },
  { "decimal-date-time(/d/date)", "18184" },
  { "decimal-date-time('1970-01-01')", "0" },
  { "decimal-date-time(/d/pasdate)", "NaN" },
  { "format-date(/d/date, '%e/%n/%Y')", "15/10/2019" },
  { "format-date('2020-02-03', '%d.%m.%y %%')", "03.02.20 %" },
  { "format-date(/d/vide, '%Y')", "" },
  { "format-date(/d/date, '%Q')", NULL },
  { "format-date(/d/date, '%')", NULL },
  { "etb:total(/d/t/l/m)", "10.3" },
  { "etb:total(/d/dix | /d/vingt) = 0.3", "true" },
  { "etb:total(/d/v/m)", "0" },
  { "etb:total(/d/un | /d/neg)", "-10.55" },
  { "etb:total(/d/un | /d/texte)", "NaN" },
  { "etb:total(1)", NULL },
  { "etb:difference(/d/un, /d/deux)", "-0.5" },
  { "etb:difference(0.3, /d/dix) = 0.2", "true" },
  { "etb:difference(/d/un, /d/vide)", "NaN" },
  { "etb:share(/d/un, /d/deux)", "75" },
  { "etb:share(1, 3)", "33.33" },
  { "etb:share(2, 3)", "66.67" },
  { "etb:share(/d/un, 0)", "NaN" },
  { "etb:share(/d/vide, 2)", "NaN" },
  { "etb:days-between(/d/date, /d/fin)", "77" },
  { "etb:days-between(/d/fin, /d/date)", "-77" },
  { "etb:days-between(/d/date, /d/vide)", "NaN" },
  { "etb:add-days(/d/date, 30)", "2019-11-14" },
  { "etb:add-days(/d/date, -300)", "2018-12-19" },
  { "etb:add-days(/d/vide, 1)", "" },
  { "etb:add-days(/d/date, 'x')", "" },
  { "etb:add-days(/d/date, 1 div 0)", "" },
  { "etb:add-days(/d/date, 3900000)", "" },
  { "etb:add-days('0001-01-01', -1)", "" },
  { "etb:add-months('2019-01-31', 1)", "2019-02-28" },
  { "etb:add-months('2020-01-31', 1)", "2020-02-29" },
  { "etb:add-months(/d/fin, -1)", "2019-11-30" },
  { "etb:add-months(/d/date, 15)", "2021-01-15" },
  { "etb:add-months('0001-01-31', -1)", "" },
  { "etb:add-months('9999-12-31', 1)", "" },
  { "etb:age-at('2001-10-16', /d/date)", "17" },
  { "etb:age-at('2001-10-15', /d/date)", "18" },
  { "etb:age-at(/d/bissextile, '2021-02-28')", "0" },
  { "etb:age-at(/d/bissextile, '2021-03-01')", "1" },
  { "etb:age-at(/d/vide, /d/date)", "NaN" },
  { "etb:valid-siret(/d/siret)", "true" },
  { "etb:valid-siret(/d/faux)", "false" },
  { "etb:valid-siret(/d/vide)", "false" },
  { "etb:valid-rna(/d/rna)", "true" },
  { "etb:valid-rna(/d/siret)", "false" },
  { "etb:valid-iban(/d/iban)", "true" },
  { "etb:valid-iban('FR00')", "false" },
  { "etb:piece-provided('P-STAT')", "true" },
  { "etb:piece-provided('P-RIB')", "false" },
  { "etb:listed-in('scic', 'natures')", "true" },
  { "etb:listed-in('sarl', 'natures')", "false" },
  { "etb:listed-in('scic', 'inconnue')", "false" },
  { "instance('natures')/root/item[value = 'scic']/label", "SCIC" },
  { "count(instance('natures')/root/item)", "3" },
  { "instance('natures')/root/item[value = /d/un]/label", "" },
  { "instance('inconnue')/root/item", NULL },
  { "etb:fold-case('ÉTÉ à Nîmes')", "ete a nimes" },
  { "etb:fold-case(/d/texte)", "bon jour" },
  { "etb:word-count(/d/mots)", "3" },
  { "etb:word-count(/d/vide)", "0" },
  { "current()", "1.50" },
  { "current()/../deux", "2" },
  { "/d/t/l[m = current()/../dix + 10]/m", "10.10" },
  { "1 + 1", "2" },
  { "1.5 - 0.5", "1" },
  { "2 * 3", "6" },
  { "7 div 2", "3.5" },
  { "7 mod 2", "1" },
  { "-7 mod 2", "-1" },
  { "1 div 0", "Infinity" },
  { "0 div 0", "NaN" },
  { "-(3)", "-3" },
  { "--3", "3" },
  { "1 < 2", "true" },
  { "2 <= 2", "true" },
  { "3 > 2", "true" },
  { "2 >= 3", "false" },
  { "1 = 1.0", "true" },
  { "1 != 2", "true" },
  { "'a' = 'b'", "false" },
  { "'a' != 'b'", "true" },
  { "true() and false()", "false" },
  { "true() or false()", "true" },
  { "not(true())", "false" },
  { "boolean('')", "false" },
  { "boolean('non')", "true" },
  { "boolean(0)", "false" },
  { "boolean(/d/absent)", "false" },
  { "boolean(/d/vide)", "true" },
  { "number('12')", "12" },
  { "number('12,5')", "NaN" },
  { "number(/d/vide)", "NaN" },
  { "number(true())", "1" },
  { "string(1.50)", "1.5" },
  { "string(/d/un)", "1.50" },
  { "string(/d/absent)", "" },
  { "string(true())", "true" },
  { "concat('a', /d/un, 'b')", "a1.50b" },
  { "starts-with(/d/siret, '732')", "true" },
  { "starts-with(/d/vide, '')", "true" },
  { "contains(/d/texte, 'jour')", "true" },
  { "contains(/d/texte, 'nuit')", "false" },
  { "substring('12345', 2, 3)", "234" },
  { "substring('12345', 4)", "45" },
  { "substring('12345', 0)", "12345" },
  { "substring-before('a-b', '-')", "a" },
  { "substring-after('a-b', '-')", "b" },
  { "substring-after('ab', '-')", "" },
  { "string-length('été')", "3" },
  { "string-length(/d/vide)", "0" },
  { "normalize-space(/d/mots)", "un deux trois" },
  { "translate('abc', 'ab', 'AB')", "ABc" },
  { "translate('1 000', ' ', '')", "1000" },
  { "floor(1.9)", "1" },
  { "floor(-1.1)", "-2" },
  { "ceiling(1.1)", "2" },
  { "ceiling(-1.9)", "-1" },
  { "round(2.5)", "3" },
  { "round(-2.5)", "-2" },
  { "count(/d/t/l)", "3" },
  { "count(/d/t/l[m != ''])", "2" },
  { "count(/d/absent)", "0" },
  { "count(/d/t/l/m | /d/v/m)", "5" },
  { "sum(/d/t/l/m)", "NaN" },
  { "sum(/d/t/l/m[. != ''])", "10.3" },
  { "/d/t/l[1]/m", "10.10" },
  { "/d/t/l[3]/m", "0.20" },
  { "/d/t/l[last()]/m", "0.20" },
  { "/d/t/l[position() = 1]/m", "10.10" },
  { "/d/t/l[m = '0.20']/preceding-sibling::l[1]/m", "" },
  { "/d/t/l[1]/following-sibling::l[2]/m", "0.20" },
  { "count(//m)", "5" },
  { "count(/d//m)", "5" },
  { "count(/d/*)", "21" },
  { "local-name(/d/un)", "un" },
  { "name(/d/t/l)", "l" },
  { "/d/un + /d/deux", "3.5" },
  { "/d/un < /d/deux", "true" },
  { "/d/vide < 1", "false" },
  { "/d/vide >= 1", "false" },
  { "not(/d/vide >= 1)", "true" },
  { "/d/absent = 'x'", "false" },
  { "/d/absent != 'x'", "false" },
  { "/d/t/l/m = '0.20'", "true" },
  { "/d/t/l/m != '0.20'", "true" },
  { "/d/dix + /d/vingt = 0.3", "false" },
  { "abs(0)", "0" },
  { "abs(/d/neg)", "12.05" },
  { "abs(/d/vide)", "NaN" },
  { "int(-0.5)", "0" },
  { "int(/d/trois)", "1" },
  { "if(true(), 1, 2)", "1" },
  { "if('', 1, 2)", "2" },
  { "if(/d/vide = '', 'vide', /d/vide)", "vide" },
  { "if(count(/d/t/l) = 3, /d/un, /d/deux)", "1.50" },
  { "coalesce(/d/un, 'x')", "1.50" },
  { "coalesce('', '', 'z')", "z" },
  { "coalesce(0, 1)", "0" },
  { "coalesce(/d/vide, /d/absent, 'fin')", "fin" },
  { "count-non-empty(/d/absent)", "0" },
  { "count-non-empty('a')", "1" },
  { "count-non-empty('')", "0" },
  { "count-non-empty(/d/blanc | /d/un)", "1" },
  { "min(3, 1, 2)", "1" },
  { "max(/d/absent)", "NaN" },
  { "min(/d/un, /d/deux)", "1.5" },
  { "max(/d/un | /d/deux)", "2" },
  { "join(', ', 'a', 'b')", "a, b" },
  { "join('', /d/un, /d/deux)", "1.502" },
  { "join('-', /d/absent)", "" },
  { "selected('a b', 'a')", "true" },
  { "selected('ab', 'a')", "false" },
  { "selected(/d/codes, ' a ')", "true" },
  { "count-selected('a  b')", "2" },
  { "selected-at('a b c', 2)", "c" },
  { "selected-at('a b c', 0)", "a" },
  { "selected-at(/d/vide, 0)", "" },
  { "boolean-from-string('true')", "true" },
  { "boolean-from-string('non')", "false" },
  { "boolean-from-string('')", "false" },
  { "regex('', '')", "true" },
  { "regex('abc', 'a.c')", "true" },
  { "regex('ABC', 'abc')", "false" },
  { "regex('été', '...')", "true" },
  { "regex('34000', '[0-9]{5}')", "true" },
  { "regex('340000', '[0-9]{5}')", "false" },
  { "date('2019-02-30')", "" },
  { "date('')", "" },
  { "date(-1)", "1969-12-31" },
  { "date(/d/fin)", "2019-12-31" },
  { "decimal-date-time('1970-01-02')", "1" },
  { "decimal-date-time('')", "NaN" },
  { "decimal-date-time(/d/fin) - decimal-date-time(/d/date)", "77" },
  { "format-date('2019-10-05', '%e')", "5" },
  { "format-date('2019-10-05', '%d')", "05" },
  { "format-date('x', '%d')", "" },
  { "etb:total(/d/absent)", "0" },
  { "etb:total(/d/vide)", "0" },
  { "etb:total(/d/deux)", "2" },
  { "etb:total(/d/t/l[m != '']/m)", "10.3" },
  { "etb:difference(1, 1)", "0" },
  { "etb:difference(1, 'x')", "NaN" },
  { "etb:difference(0.30, 0.10)", "0.2" },
  { "etb:share(50, 200)", "25" },
  { "etb:share(0, 5)", "0" },
  { "etb:share(-1, 4)", "-25" },
  { "etb:days-between('2019-12-31', '2020-01-01')", "1" },
  { "etb:days-between('2020-02-28', '2020-03-01')", "2" },
  { "etb:days-between('2019-02-28', '2019-03-01')", "1" },
  { "etb:days-between(today(), '2019-10-01')", "0" },
  { "etb:days-between('x', '2019-10-01')", "NaN" },
  { "etb:add-days('2019-12-31', 1)", "2020-01-01" },
  { "etb:add-days('2020-02-28', 1)", "2020-02-29" },
  { "etb:add-days('2019-01-01', 0.9)", "2019-01-01" },
  { "etb:add-days(today(), 7)", "2019-10-08" },
  { "etb:add-months('2019-12-15', 1)", "2020-01-15" },
  { "etb:add-months('2020-02-29', 12)", "2021-02-28" },
  { "etb:add-months('2019-03-31', -1)", "2019-02-28" },
  { "etb:add-months('x', 1)", "" },
  { "etb:age-at('2000-01-01', '2000-12-31')", "0" },
  { "etb:age-at('1999-10-01', today())", "20" },
  { "etb:age-at('2020-01-01', '2019-01-01')", "-1" },
  { "etb:valid-siret('')", "false" },
  { "etb:valid-siret('7328293200007')", "false" },
  { "etb:valid-rna('W12345678')", "false" },
  { "etb:valid-iban('')", "false" },
  { "etb:piece-provided('')", "false" },
  { "etb:listed-in('', 'natures')", "false" },
  { "etb:listed-in('association', 'natures')", "true" },
  { "etb:word-count('l’été arrive')", "2" },
  { "etb:word-count(/d/blanc)", "0" },
  { "etb:fold-case('')", "" },
  { "etb:fold-case('SCIC') = etb:fold-case('scic')", "true" },
  { "etb:fold-case('Œuvre')", "œuvre" },
  { "instance('natures')/root/item[1]/value", "association" },
  { "instance('natures')/root/item[value = 'commune']/label", "Commune" },
  { "count(instance('natures')/root/item[value = 'x'])", "0" },
  { "current() + 1", "2.5" },
  { "count(current()/..)", "1" },
};

static xmlDocPtr
read_dossier (void)
{
  return xmlReadMemory (dossier, strlen (dossier), NULL, NULL, XML_PARSE_NONET);
}

typedef struct
{
  EtbCall *call;
  GPtrArray *provided;
  GHashTable *regexes;
  GHashTable *lists;
  xmlDocPtr document;
  EtbScope scope;
  xmlXPathContextPtr context;
} Setting;

static void
setting_init (Setting *self)
{
  static const Fixture fixture = { 0 };

  self->call = fixture_call (&fixture);
  self->provided = g_ptr_array_new ();
  g_ptr_array_add (self->provided, (gpointer) "P-STAT");
  self->regexes
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_regex_unref);
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)xmlFreeDoc);
  self->document = read_dossier ();
  self->scope
      = (EtbScope){ self->call, "2019-10-01", self->provided, self->regexes, self->lists, NULL };
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
  g_ptr_array_unref (self->provided);
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

  setting_init (&setting);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = evaluate (&setting, cases[i].expression);

      g_test_message ("%s", cases[i].expression);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
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
      for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
        shown = shown || strstr (cases[i].expression, call) != NULL;
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
