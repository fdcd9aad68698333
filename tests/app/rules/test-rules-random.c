/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Properties that hold whatever the answers: over random expressions and random dossiers. */

#include "etb-functions.h"
#include "rules-fixture.h"

#include <string.h>

#define N_LEAVES 6
#define INSTANCE "<e0/><e1/><e2/><e3/><e4/><e5/><calcul/><t><l><m/><n/></l></t><cache><c/></cache>"
#define BINDS                                                                                    \
  "<bind ref='/dossier/calcul' type='amount' calculate='etb:total(/dossier/e1 | /dossier/e2)'/>" \
  "<bind ref='/dossier/cache' relevant=\"/dossier/e0 = '1'\"/>"
#define ITEMS                                                                      \
  "<repeat ref='/dossier/t/l'><label>Lignes</label><line-label>Ligne</line-label>" \
  "<question ref='/dossier/t/l/m'><label>M</label></question></repeat>"

static void append_number (GString *text, int depth);

static void
append_path (GString *text)
{
  g_string_append_printf (text, "/dossier/e%d", g_test_rand_int_range (0, N_LEAVES));
}

static void
append_number (GString *text, int depth)
{
  static const char *const operators[] = { " + ", " - ", " * ", " div " };

  switch (depth == 0 ? g_test_rand_int_range (0, 2) : g_test_rand_int_range (0, 9))
    {
    case 0:
      g_string_append_printf (text, "%d", g_test_rand_int_range (0, 5));
      return;
    case 1:
      append_path (text);
      return;
    case 2:
      g_string_append (text, "coalesce(");
      append_path (text);
      g_string_append (text, ", 1)");
      return;
    case 3:
      g_string_append (text, "etb:total(/dossier/t/l/m)");
      return;
    case 4:
      g_string_append (text, "count-non-empty(/dossier/t/l/n)");
      return;
    case 5:
      g_string_append (text, "string-length(/dossier/cache/c)");
      return;
    case 6:
      g_string_append (text, "sum(");
      append_path (text);
      g_string_append (text, " | ");
      append_path (text);
      g_string_append_c (text, ')');
      return;
    default:
      append_number (text, depth - 1);
      g_string_append (text, operators[g_test_rand_int_range (0, G_N_ELEMENTS (operators))]);
      append_number (text, depth - 1);
      return;
    }
}

static void
append_condition (GString *text, int depth)
{
  static const char *const comparisons[] = { " &lt; ", " &gt;= ", " = ", " &gt; " };

  switch (depth == 0 ? 0 : g_test_rand_int_range (0, 4))
    {
    case 1:
      g_string_append (text, "not(");
      append_condition (text, depth - 1);
      g_string_append_c (text, ')');
      return;
    case 2:
    case 3:
      g_string_append_c (text, '(');
      append_condition (text, depth - 1);
      g_string_append (text, g_test_rand_bit () ? " and " : " or ");
      append_condition (text, depth - 1);
      g_string_append_c (text, ')');
      return;
    default:
      append_number (text, 2);
      g_string_append (text, comparisons[g_test_rand_int_range (0, G_N_ELEMENTS (comparisons))]);
      append_number (text, 2);
      return;
    }
}

static const char *
random_value (void)
{
  static const char *const values[]
      = { "", "", "", "1", "2.50", "0.00", "x", " ", "-3", "1e9", "é&<" };

  return values[g_test_rand_int_range (0, G_N_ELEMENTS (values))];
}

static EtbInstance *
random_instance (EtbRules *rules)
{
  EtbInstance *instance = etb_instance_new (etb_rules_get_call (rules));
  int lines = g_test_rand_int_range (0, 4);
  g_autoptr (GPtrArray) leaves = NULL;

  while (lines-- > 0)
    etb_instance_add_line (instance, "/dossier/t/l", NULL);
  leaves = etb_instance_leaves (instance);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *path = etb_instance_path_of (instance, g_ptr_array_index (leaves, i));

      g_assert_true (etb_instance_set (instance, path, random_value ()));
    }
  return instance;
}

static gboolean
is_blank_at (EtbEvaluation *evaluation, const char *path)
{
  g_autofree char *value = fixture_value (evaluation, path);

  return *g_strstrip (value) == '\0';
}

/* Whether an answer that the text names outside coalesce() is empty: said from the text itself, not
 * from what the rules think. */
static gboolean
needs_empty_answer (EtbEvaluation *evaluation, const char *test)
{
  for (int i = 0; i < N_LEAVES; i++)
    {
      g_autofree char *path = g_strdup_printf ("/dossier/e%d", i);
      g_autofree char *forgiven = g_strdup_printf ("coalesce(%s, 1)", path);
      g_autoptr (GString) rest = g_string_new (test);

      g_string_replace (rest, forgiven, "", 0);
      if (strstr (rest->str, path) != NULL && is_blank_at (evaluation, path))
        return TRUE;
    }
  return FALSE;
}

/* Nobody is refused for what is not answered yet, and nothing crashes on what is. */
static void
test_empty_needed_answer_never_refuses (void)
{
  guint unknown = 0, told = 0;

  for (int i = 0; i < 150; i++)
    {
      g_autoptr (GString) test = g_string_new (NULL);
      g_autofree char *criteria = NULL;
      Fixture fixture = { INSTANCE, BINDS, ITEMS, NULL, NULL };
      g_autoptr (EtbRules) rules = NULL;

      append_condition (test, 3);
      criteria = g_strdup_printf ("<criterion id='c' effect='blocking' source='S' test=\"%s\">"
                                  "<label>C</label><met>m</met><not-met>n</not-met>"
                                  "<unknown>u</unknown></criterion>",
                                  test->str);
      fixture.criteria = criteria;
      rules = fixture_rules (&fixture);
      for (int j = 0; j < 20; j++)
        {
          g_autoptr (EtbInstance) instance = random_instance (rules);
          g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
          const char *verdict = fixture_verdict (evaluation, "c");

          if (needs_empty_answer (evaluation, test->str))
            {
              g_test_message ("%s", test->str);
              g_assert_cmpstr (verdict, ==, "unknown");
              unknown++;
            }
          else if (strcmp (verdict, "unknown") != 0)
            told++;
        }
    }
  /* the property is not empty: both sides were met */
  g_assert_cmpuint (unknown, >, 100);
  g_assert_cmpuint (told, >, 100);
}

/* The same answers give the same evaluation, and evaluating changes no answer. */
static void
test_passes_agree (void)
{
  static const Fixture fixture = { INSTANCE, BINDS, ITEMS, NULL, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (int i = 0; i < 200; i++)
    {
      g_autoptr (EtbInstance) instance = random_instance (rules);
      g_autoptr (EtbInstance) before = etb_instance_copy (instance);
      g_autoptr (EtbEvaluation) first = fixture_evaluate (rules, instance, NULL);
      g_autoptr (EtbEvaluation) second = fixture_evaluate (rules, instance, NULL);
      g_autoptr (EtbEvaluation) again
          = fixture_evaluate (rules, etb_evaluation_get_instance (first), NULL);
      g_autoptr (GPtrArray) leaves = etb_instance_leaves (before);

      for (guint j = 0; j < leaves->len; j++)
        {
          g_autofree char *path = etb_instance_path_of (before, g_ptr_array_index (leaves, j));
          g_autofree char *was = etb_instance_get (before, path);
          g_autofree char *is = etb_instance_get (instance, path);
          g_autofree char *one = fixture_value (first, path);
          g_autofree char *two = fixture_value (second, path);
          g_autofree char *three = fixture_value (again, path);

          g_assert_cmpstr (was, ==, is);
          g_assert_cmpstr (one, ==, two);
          g_assert_cmpstr (one, ==, three);
        }
    }
}

/* count(lines[count(lines[... m > 1 ...]) > 1]): each level multiplies the work. */
static char *
costly_test (int depth)
{
  GString *text = g_string_new ("m > 1");

  while (depth-- > 0)
    {
      g_string_prepend (text, "count(/dossier/t/l[");
      g_string_append_printf (text, "]) > %d", g_test_rand_int_range (0, 3));
    }
  return g_string_free (text, FALSE);
}

/* What bare evaluation makes of it: "met", "not-met", or "unknown" when it was stopped. */
static const char *
judge_alone (EtbInstance *instance, const char *test)
{
  EtbScope scope = { .call = etb_instance_get_call (instance), .today = "2019-10-01", .now = "" };
  xmlXPathContextPtr context
      = etb_functions_new_context (etb_instance_get_document (instance), &scope);
  xmlXPathObjectPtr result;
  const char *verdict = "unknown";

  context->opLimit = ETB_FUNCTIONS_MAX_OPERATIONS;
  result = xmlXPathEval (BAD_CAST test, context);
  g_assert_cmpuint (context->opCount, <=, context->opLimit);
  if (result != NULL)
    verdict = xmlXPathCastToBoolean (result) ? "met" : "not-met";
  xmlXPathFreeObject (result);
  xmlXPathFreeContext (context);
  return verdict;
}

/* However costly an expression, it is stopped at the limit, and then unknown. */
static void
test_operation_limit_is_never_passed (void)
{
  guint stopped = 0, told = 0;

  for (int i = 0; i < 40; i++)
    {
      g_autofree char *test = costly_test (g_test_rand_int_range (1, 5));
      g_autofree char *escaped = g_markup_escape_text (test, -1);
      g_autofree char *criteria
          = g_strdup_printf ("<criterion id='c' effect='blocking' source='S' test=\"%s\">"
                             "<label>C</label><met>m</met><not-met>n</not-met>"
                             "<unknown>u</unknown></criterion>",
                             escaped);
      Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
      g_autoptr (EtbRules) rules = fixture_rules (&fixture);
      g_autoptr (EtbInstance) instance = etb_instance_new (etb_rules_get_call (rules));
      g_autoptr (EtbEvaluation) evaluation = NULL;
      const int lines = g_test_rand_int_range (1, 80);
      const char *verdict;

      for (int line = 1; line <= lines; line++)
        {
          g_autofree char *path = g_strdup_printf ("/dossier/t/l[%d]/m", line);

          etb_instance_add_line (instance, "/dossier/t/l", NULL);
          g_assert_true (etb_instance_set (instance, path, random_value ()));
        }
      evaluation = fixture_evaluate (rules, instance, NULL);
      verdict = fixture_verdict (evaluation, "c");
      g_test_message ("%d lines, %s: %s", lines, test, verdict);
      g_assert_cmpstr (verdict, ==, judge_alone (instance, test));
      if (strcmp (verdict, "unknown") == 0)
        stopped++;
      else
        told++;
    }
  g_assert_cmpuint (stopped, >, 0);
  g_assert_cmpuint (told, >, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-random/empty-needed-answer-never-refuses",
                   test_empty_needed_answer_never_refuses);
  g_test_add_func ("/rules-random/operation-limit-is-never-passed",
                   test_operation_limit_is_never_passed);
  g_test_add_func ("/rules-random/passes-agree", test_passes_agree);
  return g_test_run ();
}
