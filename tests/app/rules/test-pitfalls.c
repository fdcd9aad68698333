/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The traps of XPath 1.0 for writers of forms: what bare libxml2 says of each, so that a change of
 * the library is seen, and what our profile does instead. */

#include "etb-expression.h"
#include "rules-fixture.h"

#include <libxml/parser.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <string.h>

/* --- The naive side --- */

static const char naive_dossier[]
    = "<dossier><a>2019-10-15</a><b>2019-12-30</b><vide/><dix>0.1</dix><vingt>0.2</vingt>"
      "<virgule>12,5</virgule><faux>false</faux><siret>73282932000074</siret>"
      "<m><n>1</n></m><m><n/></m><m><n>3</n></m></dossier>";

static void
ignore_error (void *data, const xmlError *error)
{
}

/* Text of the value, or "error". */
static char *
naive (const char *expression)
{
  xmlDocPtr document
      = xmlReadMemory (naive_dossier, strlen (naive_dossier), NULL, NULL, XML_PARSE_NONET);
  xmlXPathContextPtr context = xmlXPathNewContext (document);
  xmlXPathObjectPtr result;
  char *text = NULL;

  context->error = (xmlStructuredErrorFunc)ignore_error;
  result = xmlXPathEval (BAD_CAST expression, context);
  if (result != NULL)
    {
      xmlChar *cast = xmlXPathCastToString (result);

      text = g_strdup ((const char *)cast);
      xmlFree (cast);
      xmlXPathFreeObject (result);
    }
  xmlXPathFreeContext (context);
  xmlFreeDoc (document);
  return text != NULL ? text : g_strdup ("error");
}

static void
assert_naive (const char *expression, const char *value)
{
  g_autofree char *found = naive (expression);

  g_test_message ("naively: %s", expression);
  g_assert_cmpstr (found, ==, value);
}

/* --- Our side --- */

#define INSTANCE                                                                    \
  "<a/><b/><vide/><autre/><dix/><vingt/><somme/><reponse/><siret/><postal/><code/>" \
  "<liste><m><n/><p/></m></liste>"

#define BINDS                                                                             \
  "<bind ref='/dossier/a' type='date'/><bind ref='/dossier/b' type='date'/>"              \
  "<bind ref='/dossier/vide' type='amount'/><bind ref='/dossier/autre' type='amount'/>"   \
  "<bind ref='/dossier/dix' type='amount'/><bind ref='/dossier/vingt' type='amount'/>"    \
  "<bind ref='/dossier/reponse' type='yes-no'/><bind ref='/dossier/siret' type='siret'/>" \
  "<bind ref='/dossier/postal' type='postcode'/>"                                         \
  "<bind ref='/dossier/liste/m/n' type='amount'/>"

#define ITEMS                                                        \
  "<question ref='/dossier/a'><label>Date A</label></question>"      \
  "<question ref='/dossier/code'><label>Code</label></question>"     \
  "<question ref='/dossier/somme'><label>Somme</label></question>"   \
  "<repeat ref='/dossier/liste/m' minimum='0'><label>Lignes</label>" \
  "<line-label>Ligne</line-label>"                                   \
  "<question ref='/dossier/liste/m/n'><label>Montant</label></question></repeat>"

static char *
criterion (const char *test)
{
  g_autofree char *escaped = g_markup_escape_text (test, -1);

  return g_strdup_printf ("<criterion id='c' effect='blocking' source='S' test=\"%s\">"
                          "<label>C</label><met>oui</met><not-met>non</not-met>"
                          "<unknown>?</unknown></criterion>",
                          escaped);
}

/* The error of a call whose only criterion is @test, or NULL. */
static char *
refusal (const char *test)
{
  g_autofree char *criteria = criterion (test);
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  g_autoptr (EtbCall) call = fixture_call (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = etb_rules_new (call, &error);

  g_assert_true ((rules == NULL) == (error != NULL));
  return error != NULL ? g_strdup (error->message) : NULL;
}

static void
assert_refused (const char *test, const char *says)
{
  g_autofree char *message = refusal (test);

  g_test_message ("ours: %s: %s", test, message);
  g_assert_nonnull (message);
  g_assert_nonnull (strstr (message, says));
}

/* The verdict of @test over answers given as path, value, path, value. */
#define assert_verdict(test, verdict, ...)                                           \
  G_STMT_START                                                                       \
  {                                                                                  \
    g_autofree char *criteria = criterion (test);                                    \
    Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };                    \
    g_autoptr (EtbRules) rules = fixture_rules (&fixture);                           \
    g_autoptr (EtbInstance) instance = fixture_instance (rules, __VA_ARGS__);        \
    g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL); \
    g_test_message ("ours: %s", test);                                               \
    g_assert_cmpstr (fixture_verdict (evaluation, "c"), ==, verdict);                \
  }                                                                                  \
  G_STMT_END

/* 1 */
static void
test_dates_do_not_compare (void)
{
  assert_naive ("/dossier/a < /dossier/b", "false");
  assert_naive ("/dossier/a > /dossier/b", "false");
  assert_refused ("/dossier/a < /dossier/b", "etb:days-between");
  assert_refused ("number(/dossier/a) > 1", "etb:days-between");
  assert_verdict ("etb:days-between(/dossier/a, /dossier/b) > 0", "met", "/dossier/a", "2019-10-15",
                  "/dossier/b", "2019-12-30", NULL);
  assert_verdict ("decimal-date-time(/dossier/a) < decimal-date-time(/dossier/b)", "met",
                  "/dossier/a", "2019-10-15", "/dossier/b", "2019-12-30", NULL);
}

/* 2 */
static void
test_today_is_given (void)
{
  assert_naive ("today()", "error");
  assert_verdict ("today() = '2019-10-01'", "met", NULL);
}

/* 3 */
static void
test_empty_is_not_zero (void)
{
  assert_naive ("/dossier/vide < 10", "false");
  assert_naive ("/dossier/vide >= 10", "false");
  assert_naive ("not(/dossier/vide >= 10)", "true");
  assert_verdict ("10 > /dossier/vide", "unknown", NULL);
  assert_verdict ("/dossier/vide >= 10", "unknown", NULL);
  assert_verdict ("not(/dossier/vide >= 10)", "unknown", NULL);
  assert_verdict ("10 > coalesce(/dossier/vide, 0)", "met", NULL);
}

/* 4 */
static void
test_blanks_in_sums (void)
{
  assert_naive ("sum(/dossier/m/n)", "NaN");
  assert_verdict ("etb:total(/dossier/liste/m/n) = 4", "met", "+/dossier/liste/m",
                  "+/dossier/liste/m", "+/dossier/liste/m", "/dossier/liste/m[1]/n", "1.00",
                  "/dossier/liste/m[3]/n", "3.00", NULL);
  assert_verdict ("etb:total(/dossier/liste/m/n) = 0", "unknown", "+/dossier/liste/m", NULL);
  assert_refused ("sum(/dossier/liste/m/n) > 1", "etb:total");
  /* one blank makes sum() NaN: that is no reason to refuse anybody */
  assert_verdict ("sum(/dossier/dix | /dossier/vingt) > 1", "unknown", "/dossier/dix", "5.00",
                  NULL);
  assert_verdict ("sum(/dossier/dix | /dossier/vingt) > 1", "met", "/dossier/dix", "5.00",
                  "/dossier/vingt", "0.00", NULL);
}

/* 5 */
static void
test_no_stored_booleans (void)
{
  assert_naive ("boolean(/dossier/faux)", "true");
  assert_naive ("boolean(/dossier/vide)", "true");
  assert_refused ("/dossier/reponse", "always true");
  assert_refused ("not(/dossier/reponse)", "always true");
  assert_refused ("/dossier/reponse and true()", "always true");
  assert_verdict ("/dossier/reponse = 'oui'", "not-met", "/dossier/reponse", "non", NULL);
}

/* 6 */
static void
test_differs_over_a_set (void)
{
  assert_naive ("/dossier/absent != 'x'", "false");
  assert_naive ("not(/dossier/absent = 'x')", "true");
  assert_naive ("/dossier/m/n = '1' and /dossier/m/n != '1'", "true");
  assert_refused ("/dossier/liste/m/p != 'x'", "not(a = b)");
  assert_refused ("/dossier/code != 'x'", "not(a = b)");
  assert_refused ("/dossier/code != /dossier/reponse", "not(a = b)");
  assert_verdict ("not(/dossier/code = 'x')", "met", "/dossier/code", "y", NULL);
  assert_verdict ("not(/dossier/code = 'x')", "unknown", NULL);
  assert_verdict ("/dossier/code != ''", "met", "/dossier/code", "y", NULL);
  assert_verdict ("'' != coalesce(/dossier/code, '')", "not-met", NULL);
}

/* 7 */
static void
test_long_numbers_are_codes (void)
{
  assert_naive ("string(number(/dossier/siret) * 100)", "7.3282932000074e+15");
  assert_refused ("number(/dossier/siret) > 0", "this is a code");
  assert_refused ("/dossier/postal > 34000", "this is a code");
  assert_verdict ("starts-with(/dossier/postal, '34')", "met", "/dossier/postal", "34000", NULL);
}

/* 8 */
static void
test_cents (void)
{
  assert_naive ("/dossier/dix + /dossier/vingt = 0.3", "false");
  assert_verdict ("etb:total(/dossier/dix | /dossier/vingt) = 0.3", "met", "/dossier/dix", "0.10",
                  "/dossier/vingt", "0.20", NULL);
}

/* 9: what is not canonical is not accepted, so that no expression meets it unseen. */
static void
test_french_decimals (void)
{
  g_autofree char *criteria = criterion ("/dossier/vide > 1");
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/vide", "12,5", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);

  assert_naive ("number(/dossier/virgule)", "NaN");
  assert_naive ("number('+5')", "NaN");
  assert_naive ("number('1e3')", "1000");
  g_assert_nonnull (fixture_problem (etb_evaluation_get_invalid (evaluation), "/dossier/vide"));
}

static gboolean
compiles (const char *expression)
{
  xmlXPathContextPtr context = xmlXPathNewContext (NULL);
  xmlXPathCompExprPtr compiled;

  context->error = (xmlStructuredErrorFunc)ignore_error;
  compiled = xmlXPathCtxtCompile (context, BAD_CAST expression);
  xmlXPathFreeCompExpr (compiled);
  xmlXPathFreeContext (context);
  return compiled != NULL;
}

/* 10 */
static void
test_what_compiles_and_should_not (void)
{
  g_assert_true (compiles ("totla(/dossier/a)"));
  g_assert_true (compiles ("$x = 1"));
  g_assert_true (compiles ("sum("));
  assert_refused ("etb:totla(/dossier/vide) > 1", "Did you mean “etb:total”?");
  assert_refused ("$x = 1", "no variables");
  g_assert_true (compiles ("sum(/dossier/m/n,"));
  assert_refused ("sum(", "is expected here");
  assert_refused ("sum(/dossier/liste/m/n", "to close the “(”");
  assert_refused ("/dossier/vdie > 1", "Did you mean “vide”?");
}

/* 11: our table and XPath's own have no name in common, whoever is asked first. */
static void
test_core_functions_keep_their_meaning (void)
{
  assert_naive ("round(-2.5)", "-2");
  assert_verdict ("round(-2.5) = -2 and string-length('é') = 1 and concat('a', 'b') = 'ab'", "met",
                  NULL);
}

/* 12 */
static void
test_absolute_path_inside_a_repeat (void)
{
  static const struct
  {
    const char *constraint;
    gboolean refused;
  } cases[] = {
    { "/dossier/liste/m/n > 5", TRUE },
    { "coalesce(/dossier/liste/m/n, 0) > 5", TRUE },
    { "/dossier/liste/m[1]/n > 5", TRUE },
    { "../../m/n > 5", TRUE },
    { "sum(/dossier/liste/m/n) > 5", TRUE },
    { "count(/dossier/liste/m[../m/n = 5]) = 1", TRUE },
    { "../n > 5", FALSE },
    { "../../m/n[1] + ../n > 5", TRUE },
    { "etb:total(/dossier/liste/m/n) > 5", FALSE },
    { "etb:total(../../m/n) > 5", FALSE },
    { "count(/dossier/liste/m[p = current()]) = 1", FALSE },
    { "count(../../m[p = current()/../p]) = 1", FALSE },
    { "not(../preceding-sibling::m/p = .)", FALSE },
  };

  assert_naive ("string(/dossier/m/n)", "1");
  assert_naive ("/dossier/m/n = 3", "true");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_markup_escape_text (cases[i].constraint, -1);
      g_autofree char *binds = g_strdup_printf (
          "%s<bind ref='/dossier/liste/m/p' constraint=\"%s\"/>", BINDS, escaped);
      Fixture fixture = { INSTANCE, binds, ITEMS, NULL, NULL };
      g_autoptr (EtbCall) call = fixture_call (&fixture);
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbRules) rules = etb_rules_new (call, &error);

      g_test_message ("%s", cases[i].constraint);
      g_assert_true ((rules == NULL) == cases[i].refused);
      g_assert_true (!cases[i].refused || strstr (error->message, "inside a repeat") != NULL);
    }
}

/* From outside, the lines of a repeat are counted, added, joined: none of them is the one. */
static void
test_line_path_outside_its_repeat (void)
{
  static const char *const refused[] = {
    "/dossier/liste/m/n > 5",
    "/dossier/liste/m[1]/n > 5",
    "/dossier/liste/m[p = 'x']/n > 5",
    "not(/dossier/liste/m/p = 'x')",
    "selected(/dossier/liste/m/p, 'x')",
    "coalesce(/dossier/liste/m/n, 0) > 5",
    "max(/dossier/liste/m/n + 1, 0) > 5",
    "//p = 'x'",
    "if(true(), /dossier/liste/m/p, '') = 'x'",
    "count(/dossier/liste[m/p = 'x']) = 1",
  };
  static const char *const accepted[] = {
    "count(/dossier/liste/m) > 1",
    "count(/dossier/liste/m[p = 'x']) > 0",
    "count(/dossier/liste/m[selected(p, 'x')]/n) > 0",
    "count-non-empty(/dossier/liste/m/n) > 0",
    "etb:total(/dossier/liste/m/n) > 5",
    "etb:total(/dossier/liste/m/n | /dossier/dix) > 5",
    "min(/dossier/liste/m/n) > 5 and max(/dossier/liste/m/n) > 5",
    "contains(join(' ', /dossier/liste/m/p), 'x')",
    "count(//m[p = 'x']) > 0",
  };

  assert_naive ("/dossier/m/n = 1 and /dossier/m/n = 3", "true");
  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    assert_refused (refused[i], "from outside its repeat this names all lines");
  for (gsize i = 0; i < G_N_ELEMENTS (accepted); i++)
    {
      g_autofree char *message = refusal (accepted[i]);

      g_test_message ("%s", accepted[i]);
      g_assert_cmpstr (message, ==, NULL);
    }
}

/* 13 */
static void
test_current (void)
{
  Fixture fixture = { INSTANCE,
                      BINDS "<bind ref='/dossier/liste/m/p' "
                            "constraint='count(/dossier/liste/m[p = current()]) = 1'>"
                            "<message>En double.</message></bind>",
                      ITEMS, NULL, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (
      rules, "+/dossier/liste/m", "+/dossier/liste/m", "+/dossier/liste/m", "/dossier/liste/m[1]/p",
      "x", "/dossier/liste/m[2]/p", "y", "/dossier/liste/m[3]/p", "x", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  GPtrArray *invalid = etb_evaluation_get_invalid (evaluation);

  assert_naive ("current()", "error");
  g_assert_cmpuint (invalid->len, ==, 2);
  g_assert_nonnull (fixture_problem (invalid, "/dossier/liste/m[1]/p"));
  g_assert_nonnull (fixture_problem (invalid, "/dossier/liste/m[3]/p"));
}

/* 14: what our grammar says is read is what libxml2 reads: each path is replaced by a variable
 * whose look-up is recorded. */
static xmlXPathObjectPtr
on_variable (void *data, const xmlChar *name, const xmlChar *uri)
{
  g_ptr_array_add (data, g_strdup ((const char *)name));
  return xmlXPathNewFloat (1);
}

static void
test_reads_are_those_of_libxml2 (void)
{
  static const char *const texts[]
      = { "/d/a + /d/b * /d/c > 3 - /d/e", "concat(/d/a, substring(/d/b, /d/c), 'x /d/z')",
          "not(/d/a = 1) = (/d/b >= 2) + -/d/c", "round(/d/a div /d/b) mod /d/c" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (EtbExpression) expression = etb_expression_new (texts[i], NULL, NULL);
      GPtrArray *paths = etb_expression_get_paths (expression);
      g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GString) rewritten = g_string_new (texts[i]);
      xmlXPathContextPtr context = xmlXPathNewContext (NULL);

      for (guint j = 0; j < paths->len; j++)
        {
          const EtbExpressionPath *path = g_ptr_array_index (paths, j);
          g_autofree char *variable = g_strdelimit (g_strdup (path->text), "/", '_');

          *variable = '$';
          g_string_replace (rewritten, path->text, variable, 1);
        }
      xmlXPathRegisterVariableLookup (context, on_variable, seen);
      xmlXPathFreeObject (xmlXPathEval (BAD_CAST rewritten->str, context));
      xmlXPathFreeContext (context);
      g_test_message ("%s", rewritten->str);
      g_assert_cmpuint (paths->len, >, 0);
      g_assert_cmpuint (seen->len, ==, paths->len);
    }
}

/* 15: libxml2 knows of no circle: evaluated one after the other, two answers that count on each
 * other never settle. */
static void
test_circles_are_named (void)
{
  Fixture fixture = { INSTANCE,
                      BINDS "<bind ref='/dossier/somme' calculate='/dossier/code + 1'/>"
                            "<bind ref='/dossier/code' calculate='/dossier/somme + 1'/>"
                            "<bind ref='/dossier/liste/m/p' calculate='/dossier/somme'/>",
                      ITEMS, NULL, NULL };
  g_autoptr (EtbCall) call = fixture_call (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = etb_rules_new (call, &error);

  assert_naive ("/dossier/dix + 1", "1.1");
  assert_naive ("/dossier/dix + 1 + 1", "2.1");
  g_assert_null (rules);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, "“Code” (/dossier/code, calculate, line 1)"));
  g_assert_nonnull (strstr (error->message, "“Somme” (/dossier/somme, calculate, line 1)"));
  g_assert_null (strstr (error->message, "/dossier/liste"));
}

/* 16 */
static void
test_what_does_not_apply_reads_as_empty (void)
{
  Fixture fixture
      = { INSTANCE, BINDS "<bind ref='/dossier/code' relevant='false()'/>", ITEMS, NULL, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/code", "x", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  g_autofree char *seen = fixture_value (evaluation, "/dossier/code");
  g_autofree char *kept = etb_instance_get (instance, "/dossier/code");

  /* naively an answer is read whether it applies or not */
  assert_naive ("string(/dossier/dix)", "0.1");
  g_assert_cmpstr (seen, ==, "");
  g_assert_cmpstr (kept, ==, "x");
}

/* 17 */
static void
test_regular_expressions (void)
{
  assert_naive ("regex('a', 'a')", "error");
  assert_verdict ("regex(/dossier/code, '[0-9]{4}[A-Z]')", "met", "/dossier/code", "9499Z", NULL);
  assert_refused ("regex(/dossier/code, '[0-9')", "cannot be read");
}

/* 18: nothing that later releases of libxml2 drop is linked: see the program's own list of symbols
 * to be found elsewhere. */
static void
test_no_library_part_that_goes_away (void)
{
  static const char *const leaving[]
      = { "xmlSchematron", "xmlRelaxNG", "xmlNanoHTTP", "xmlNanoFTP", "xmlCatalog", "xmlXInclude" };
  const char *nm = g_getenv ("ETB_NM"), *program = g_getenv ("ETB_PROGRAM");
  g_autofree char *symbols = NULL;
  g_autoptr (GError) error = NULL;
  const char *argv[] = { nm, "-D", "--undefined-only", program, NULL };
  int status = -1;

  assert_naive ("1 + 1", "2");
  if (nm == NULL || *nm == '\0' || program == NULL)
    {
      g_test_skip ("needs nm and the program");
      return;
    }
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &symbols, NULL, &status,
                &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  g_assert_nonnull (strstr (symbols, "xmlXPathCompiledEval"));
  g_assert_nonnull (strstr (symbols, "xmlSchemaValidateDoc"));
  for (gsize i = 0; i < G_N_ELEMENTS (leaving); i++)
    {
      g_test_message ("%s", leaving[i]);
      g_assert_null (strstr (symbols, leaving[i]));
    }
}

/* 19: libxml2 gives an author an error number; ours says where, on which word, and what to write.
 */
static void
test_authors_are_told_what_to_write (void)
{
  Fixture fixture = { INSTANCE, BINDS "\n<bind ref='/dossier/code' relevant='1 = /dossier/smme'/>",
                      ITEMS, NULL, NULL };
  g_autoptr (EtbCall) call = fixture_call (&fixture);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = etb_rules_new (call, &error);
  static const char *const says[]
      = { "line 2", "“relevant”", "“Code”", "column 14", "“smme”", "Did you mean “somme”?" };

  assert_naive ("1 = /dossier/smme", "false");
  g_assert_null (rules);
  g_test_message ("%s", error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (says); i++)
    g_assert_nonnull (strstr (error->message, says[i]));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pitfalls/01-dates-do-not-compare", test_dates_do_not_compare);
  g_test_add_func ("/pitfalls/02-today-is-given", test_today_is_given);
  g_test_add_func ("/pitfalls/03-empty-is-not-zero", test_empty_is_not_zero);
  g_test_add_func ("/pitfalls/04-blanks-in-sums", test_blanks_in_sums);
  g_test_add_func ("/pitfalls/05-no-stored-booleans", test_no_stored_booleans);
  g_test_add_func ("/pitfalls/06-differs-over-a-set", test_differs_over_a_set);
  g_test_add_func ("/pitfalls/07-long-numbers-are-codes", test_long_numbers_are_codes);
  g_test_add_func ("/pitfalls/08-cents", test_cents);
  g_test_add_func ("/pitfalls/09-french-decimals", test_french_decimals);
  g_test_add_func ("/pitfalls/10-what-compiles-and-should-not", test_what_compiles_and_should_not);
  g_test_add_func ("/pitfalls/11-core-functions-keep-their-meaning",
                   test_core_functions_keep_their_meaning);
  g_test_add_func ("/pitfalls/12-absolute-path-inside-a-repeat",
                   test_absolute_path_inside_a_repeat);
  g_test_add_func ("/pitfalls/12-line-path-outside-its-repeat", test_line_path_outside_its_repeat);
  g_test_add_func ("/pitfalls/13-current", test_current);
  g_test_add_func ("/pitfalls/14-reads-are-those-of-libxml2", test_reads_are_those_of_libxml2);
  g_test_add_func ("/pitfalls/15-circles-are-named", test_circles_are_named);
  g_test_add_func ("/pitfalls/16-what-does-not-apply-reads-as-empty",
                   test_what_does_not_apply_reads_as_empty);
  g_test_add_func ("/pitfalls/17-regular-expressions", test_regular_expressions);
  g_test_add_func ("/pitfalls/18-no-library-part-that-goes-away",
                   test_no_library_part_that_goes_away);
  g_test_add_func ("/pitfalls/19-authors-are-told-what-to-write",
                   test_authors_are_told_what_to_write);
  return g_test_run ();
}
