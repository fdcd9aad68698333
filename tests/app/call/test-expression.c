/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The grammar of expressions: what is read, what is refused and with which words. */

#include "etb-expression.h"

#include <string.h>

static EtbExpression *
read_ok (const char *text, const char *context)
{
  g_autoptr (GError) error = NULL;
  EtbExpression *expression = etb_expression_new (text, context, &error);

  if (expression == NULL)
    g_error ("“%s” was refused: %s", text, error->message);
  return expression;
}

/* One line a path: "pattern use parent flags", flags r (relative) and f (filtered). */
static char *
describe_paths (EtbExpression *expression)
{
  static const char *const uses[] = { "needed", "any", "free" };
  GPtrArray *paths = etb_expression_get_paths (expression);
  GString *lines = g_string_new (NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      const EtbExpressionPath *path = g_ptr_array_index (paths, i);

      g_string_append_printf (lines, "%s%s %s %s%s%s", i > 0 ? "; " : "", path->pattern,
                              uses[path->use], *path->parent == '\0' ? "-" : path->parent,
                              path->relative ? " r" : "", path->filtered ? " f" : "");
    }
  return g_string_free (lines, FALSE);
}

static void
test_paths_are_listed (void)
{
  static const struct
  {
    const char *text, *context, *paths;
  } cases[] = {
    { "/d/a", NULL, "/d/a needed -" },
    { "/d/a = 'x' and not(/d/b < 3)", NULL, "/d/a needed =; /d/b needed <" },
    { "3 < /d/b", NULL, "/d/b needed <" },
    { "../b + .", "/d/g/a", "/d/g/b needed + r; /d/g/a needed + r" },
    { "-/d/a", NULL, "/d/a needed -" },
    { "number(/d/a)", NULL, "/d/a needed number" },
    { "etb:total(/d/*/x)", NULL, "/d/*/x any etb:total" },
    { "etb:total(/d/a | /d/b)", NULL, "/d/a any etb:total; /d/b any etb:total" },
    { "etb:total((/d/a | /d/b))", NULL, "/d/a any etb:total; /d/b any etb:total" },
    { "max(/d/a + /d/b, 0)", NULL, "/d/a needed +; /d/b needed +" },
    { "count(/d/m)", NULL, "/d/m free count" },
    { "count(/d/m[s = '']/n)", NULL, "/d/m/s free = f; /d/m/n free count f" },
    { "/d/m[s = '']/n", NULL, "/d/m/s needed = f; /d/m/n needed - f" },
    { "coalesce(/d/a + /d/b, 0)", NULL, "/d/a free +; /d/b free +" },
    { "coalesce(etb:total(/d/a), /d/b)", NULL, "/d/a free etb:total; /d/b free coalesce" },
    { "current()/../b = 1", "/d/g/a", "/d/g/b needed = r" },
    { "/d/m[n = current()]", "/d/g/a", "/d/m/n needed = f; /d/g/a needed = r; /d/m needed - f" },
    { "not(../preceding-sibling::m/s = .)", "/d/m/s", "/d/m/s needed = r f; /d/m/s needed = r" },
    /* elements may have the names of functions */
    { "current", "/d", "/d/current needed - r" },
    { "current/instance = 1", "/d", "/d/current/instance needed = r" },
    { "count(current)", "/d", "/d/current free count r" },
    { "/d//x = 1", NULL, "/d//x needed =" },
    { "descendant::x", "/d", "/d//x needed - r" },
    { "2 * /d/a * 3 div /d/div mod /d/mod", NULL,
      "/d/a needed *; /d/div needed div; /d/mod needed mod" },
    { "if(/d/a = 'oui', /d/b, '')", NULL, "/d/a needed =; /d/b needed if" },
    { "'/d/a' = \"it's (\"", NULL, "" },
    { "1.5 + .5", NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbExpression) expression = read_ok (cases[i].text, cases[i].context);
      g_autofree char *paths = describe_paths (expression);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (paths, ==, cases[i].paths);
    }
}

/* The text of a path can be evaluated on its own, from the bound node. */
static void
test_texts_stand_alone (void)
{
  g_autoptr (EtbExpression) expression
      = read_ok ("/d/m[s = '1'][../k = 2]/n/../p = current()/q", "/d");
  GPtrArray *paths = etb_expression_get_paths (expression);
  static const char *const texts[]
      = { "/d/m/s", "/d/m[s = '1']/../k", "/d/m[s = '1'][../k = 2]/n/../p", "current()/q" };

  g_assert_cmpuint (paths->len, ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpstr (((EtbExpressionPath *)g_ptr_array_index (paths, i))->text, ==, texts[i]);
}

static void
test_calls_are_listed (void)
{
  g_autoptr (EtbExpression) expression
      = read_ok ("etb:piece-provided('P-STAT') and selected(/d/a, concat('x', 'y'))", NULL);
  GPtrArray *calls = etb_expression_get_calls (expression);
  const EtbExpressionCall *first = g_ptr_array_index (calls, 0);
  const EtbExpressionCall *second = g_ptr_array_index (calls, 1);

  g_assert_cmpuint (calls->len, ==, 3);
  g_assert_cmpstr (first->name, ==, "etb:piece-provided");
  g_assert_cmpuint (first->column, ==, 1);
  g_assert_cmpuint (first->literals->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (first->literals, 0), ==, "P-STAT");
  g_assert_cmpstr (second->name, ==, "selected");
  g_assert_cmpuint (second->column, ==, 34);
  g_assert_cmpuint (second->literals->len, ==, 2);
  g_assert_null (g_ptr_array_index (second->literals, 1));
}

/* Only answers are reads: what is looked up in a list of the call is not. */
static void
test_lists_are_no_answers (void)
{
  g_autoptr (EtbExpression) expression = read_ok (
      "instance('n')/root/item[value = /d/a][../item/value = current()/b]/label = /d/c", "/d");
  GPtrArray *paths = etb_expression_get_paths (expression);
  static const char *const patterns[] = { "/d/a", "/d/b", "/d/c" };

  g_assert_cmpuint (paths->len, ==, G_N_ELEMENTS (patterns));
  for (guint i = 0; i < paths->len; i++)
    g_assert_cmpstr (((EtbExpressionPath *)g_ptr_array_index (paths, i))->pattern, ==, patterns[i]);
}

static void
test_wrong_ones_are_refused_with_place_and_proposal (void)
{
  static const struct
  {
    const char *text;
    EtbExpressionError code;
    const char *says, *says_too;
  } cases[] = {
    { "", ETB_EXPRESSION_ERROR_SYNTAX, "column 1, at the end", "expected" },
    { "sum(/d/a", ETB_EXPRESSION_ERROR_SYNTAX, "column 9, at the end", "“(” of column 4" },
    { "/d/a[1", ETB_EXPRESSION_ERROR_SYNTAX, "column 7, at the end", "“[” of column 5" },
    { "/d/a)", ETB_EXPRESSION_ERROR_SYNTAX, "column 5, “)”", "end of the expression" },
    { "(/d/a]", ETB_EXPRESSION_ERROR_SYNTAX, "column 6, “]”", "“)” is expected" },
    { "/d/a = 'oui", ETB_EXPRESSION_ERROR_SYNTAX, "column 8", "no closing quote" },
    { "/d/a = ", ETB_EXPRESSION_ERROR_SYNTAX, "at the end", "expected" },
    { "/d/é # 1", ETB_EXPRESSION_ERROR_SYNTAX, "column 6, “#”", "no meaning" },
    { "/d/a = 1 2", ETB_EXPRESSION_ERROR_SYNTAX, "column 10, “2”", "operator" },
    { "$x = 1", ETB_EXPRESSION_ERROR_SYNTAX, "column 1, “$”", "no variables" },
    { "/d/@id", ETB_EXPRESSION_ERROR_SYNTAX, "column 4, “@”", "not answers" },
    { "/d/p:a", ETB_EXPRESSION_ERROR_SYNTAX, "“p:a”", "no prefix" },
    { "/d/text()", ETB_EXPRESSION_ERROR_SYNTAX, "“text”", "may not be one of its steps" },
    { "/d/ancestor::x", ETB_EXPRESSION_ERROR_SYNTAX, "“ancestor”", "axis" },
    { "/d//x//y", ETB_EXPRESSION_ERROR_SYNTAX, "column 6, “//”", "once" },
    { "/d/../..", ETB_EXPRESSION_ERROR_SYNTAX, "column 7, “..”", "above the root" },
    { "count(/)", ETB_EXPRESSION_ERROR_SYNTAX, "column 7, “/”", "expected after it" },
    { "(/d/a)[1]", ETB_EXPRESSION_ERROR_SYNTAX, "column 7, “[”", "inside each path" },
    { "/d/a | 3", ETB_EXPRESSION_ERROR_SYNTAX, "column 8, “3”", "joins paths only" },
    { "etb:totla(/d/a)", ETB_EXPRESSION_ERROR_FUNCTION, "column 1, “etb:totla”", "“etb:total”" },
    { "total(/d/a)", ETB_EXPRESSION_ERROR_FUNCTION, "column 1, “total”", "“etb:total”" },
    { "1 + colesce(/d/a, 0)", ETB_EXPRESSION_ERROR_FUNCTION, "column 5, “colesce”", "“coalesce”" },
    { "id('x')", ETB_EXPRESSION_ERROR_FUNCTION, "“id”", "compare answers" },
    { "lang('fr')", ETB_EXPRESSION_ERROR_FUNCTION, "“lang”", "compare answers" },
    { "random()", ETB_EXPRESSION_ERROR_FUNCTION, "“random”", "the same answers" },
    { "once(1)", ETB_EXPRESSION_ERROR_FUNCTION, "“once”", "default value" },
    { "etb:piece-valid-at('P')", ETB_EXPRESSION_ERROR_FUNCTION, "“etb:piece-valid-at”",
      "takes 2 arguments, not 1" },
    { "instance('n')", ETB_EXPRESSION_ERROR_SYNTAX, "column 1, “instance”", "root/item/value" },
    { "instance(/d/a)/root/item", ETB_EXPRESSION_ERROR_SYNTAX, "column 1, “instance”",
      "instance('name')" },
    { "instance('n')/root/itm/label", ETB_EXPRESSION_ERROR_PATH, "column 20, “itm”", "root/item" },
    { "instance('n')//item", ETB_EXPRESSION_ERROR_SYNTAX, "column 1", "root/item" },
    { "instance('n')/root/item[nom = 1]/label", ETB_EXPRESSION_ERROR_PATH, "“nom”", "root/item" },
    { "not()", ETB_EXPRESSION_ERROR_FUNCTION, "“not”", "takes 1 argument, not 0" },
    { "if(1, 2)", ETB_EXPRESSION_ERROR_FUNCTION, "“if”", "takes 3 arguments, not 2" },
    { "coalesce(1)", ETB_EXPRESSION_ERROR_FUNCTION, "“coalesce”", "at least 2 arguments, not 1" },
    { "string(1, 2)", ETB_EXPRESSION_ERROR_FUNCTION, "“string”", "at most 1 argument, not 2" },
    { "current(1)", ETB_EXPRESSION_ERROR_FUNCTION, "“current”", "takes 0 arguments" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_null (etb_expression_new (cases[i].text, NULL, &error));
      g_assert_error (error, ETB_EXPRESSION_ERROR, (int)cases[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, cases[i].says));
      g_assert_nonnull (strstr (error->message, cases[i].says_too));
    }
}

static void
test_depth_and_length_are_limited (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *longest = g_strnfill (ETB_EXPRESSION_MAX_LENGTH + 1, '1');
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append_c (deep, '(');
  g_assert_null (etb_expression_new (deep->str, NULL, &error));
  g_assert_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (etb_expression_new (longest, NULL, &error));
  g_assert_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX);
  g_clear_error (&error);
  g_assert_null (etb_expression_new ("'\xff'", NULL, &error));
  g_assert_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_SYNTAX);
}

static void
test_paths_that_lead_nowhere (void)
{
  static const struct
  {
    const char *text, *says; /* NULL: accepted */
  } cases[] = {
    { "/dossier/porteur/siret = ''", NULL },
    { "etb:total(/dossier/charges/*/an1)", NULL },
    { "count(//siret)", NULL },
    { "/dossier/porteur/../volet", NULL },
    { "/dossier/porteur[siret = '']/nom", NULL },
    { "/dossier/porteur/sirte = ''", "column 18, “sirte”: the dossier has no element "
                                     "“/dossier/porteur/sirte”. Did you mean “siret”?" },
    { "/dosier/volet",
      "column 2, “dosier”: the dossier has no element “/dosier”. Did you mean “dossier”?" },
    { "/dossier/charges/*/an9", "Did you mean “an1”?" },
    { "/dossier/porteur[nmo = '']", "column 18, “nmo”" },
    { "/dossier/porteur/zzzzzzzz", "check the path" },
    { "../volet", "“/volet”" },
  };
  static const char *const elements[] = { "/dossier",
                                          "/dossier/volet",
                                          "/dossier/porteur",
                                          "/dossier/porteur/nom",
                                          "/dossier/porteur/siret",
                                          "/dossier/charges",
                                          "/dossier/charges/c60",
                                          "/dossier/charges/c60/an1" };
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < G_N_ELEMENTS (elements); i++)
    g_hash_table_add (known, (gpointer)elements[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbExpression) expression = read_ok (cases[i].text, "/dossier");
      g_autoptr (GError) error = NULL;
      gboolean ok = etb_expression_check_paths (expression, known, &error);

      g_test_message ("%s: %s", cases[i].text, ok ? "accepted" : error->message);
      g_assert_true (ok == (cases[i].says == NULL));
      if (!ok)
        {
          g_assert_error (error, ETB_EXPRESSION_ERROR, ETB_EXPRESSION_ERROR_PATH);
          g_assert_nonnull (strstr (error->message, cases[i].says));
        }
    }
}

static void
test_patterns (void)
{
  static const struct
  {
    const char *pattern, *path;
    gboolean matches;
  } cases[] = {
    { "/d/a", "/d/a", TRUE },      { "/d/a", "/d/ab", FALSE },   { "/d/a", "/d", FALSE },
    { "/d", "/d/a", FALSE },       { "/d/*/x", "/d/a/x", TRUE }, { "/d/*/x", "/d/a/b/x", FALSE },
    { "/d//x", "/d/a/b/x", TRUE }, { "/d//x", "/d/x", TRUE },    { "/d//x", "/e/x", FALSE },
    { "//x/y", "/d/x/x/y", TRUE }, { "//x", "/d/xx", FALSE },    { "/d//*", "/d", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s %s", cases[i].pattern, cases[i].path);
      g_assert_true (etb_path_pattern_matches (cases[i].pattern, cases[i].path)
                     == cases[i].matches);
    }
}

/* Any string of words is read or refused, never worse. */
static void
test_random_words_never_crash (void)
{
  static const char *const words[]
      = { "/d",  "/",    "//",  "..",         ".",      "(",   ")",     "[",         "]",     "*",
          "and", " or ", "div", "etb:total(", "count(", "'x'", "3",     "|",         "-",     "=",
          "<",   ",",    "a",   "current()",  "@",      "::",  "child", "coalesce(", " mod ", "é" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (EtbExpression) expression = NULL;
      g_autoptr (GError) error = NULL;
      int n = g_test_rand_int_range (1, 14);

      while (n-- > 0)
        g_string_append (text, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
      expression = etb_expression_new (text->str, "/d/a", &error);
      g_assert_true ((expression == NULL) == (error != NULL));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/expression/paths-are-listed", test_paths_are_listed);
  g_test_add_func ("/expression/texts-stand-alone", test_texts_stand_alone);
  g_test_add_func ("/expression/calls-are-listed", test_calls_are_listed);
  g_test_add_func ("/expression/wrong-ones-are-refused-with-place-and-proposal",
                   test_wrong_ones_are_refused_with_place_and_proposal);
  g_test_add_func ("/expression/depth-and-length-are-limited", test_depth_and_length_are_limited);
  g_test_add_func ("/expression/paths-that-lead-nowhere", test_paths_that_lead_nowhere);
  g_test_add_func ("/expression/patterns", test_patterns);
  g_test_add_func ("/expression/lists-are-no-answers", test_lists_are_no_answers);
  g_test_add_func ("/expression/random-words-never-crash", test_random_words_never_crash);
  return g_test_run ();
}
