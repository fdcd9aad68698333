/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Three values: a criterion says "not met" only when every answer it needs is there. */

#include "rules-fixture.h"

#include <string.h>

static char *
criterion (const char *id, const char *effect, const char *when, const char *test)
{
  g_autofree char *escaped_when = when != NULL ? g_markup_escape_text (when, -1) : NULL;
  g_autofree char *escaped_test = g_markup_escape_text (test, -1);

  return g_strdup_printf (
      "<criterion id=\"%s\" effect=\"%s\" source=\"S\" %s%s%s test=\"%s\">"
      "<label>C</label><met>oui</met><not-met>non</not-met><unknown>?</unknown></criterion>",
      id, effect, when != NULL ? "when=\"" : "", when != NULL ? escaped_when : "",
      when != NULL ? "\"" : "", escaped_test);
}

#define INSTANCE "<a/><b/><oui/><cache><c/></cache><t><l><m/><k/></l></t><vrai/><calc/>"
#define BINDS                                                                    \
  "<bind ref='/dossier/a' type='amount'/><bind ref='/dossier/b' type='amount'/>" \
  "<bind ref='/dossier/oui' type='yes-no'/>"                                     \
  "<bind ref='/dossier/cache' relevant=\"/dossier/oui = 'oui'\"/>"               \
  "<bind ref='/dossier/cache/c' type='amount'/>"                                 \
  "<bind ref='/dossier/t/l/m' type='amount'/>"                                   \
  "<bind ref='/dossier/calc' type='amount' calculate='/dossier/a * 2'/>"
#define ITEMS                                                                      \
  "<question ref='/dossier/a'><label>Montant A</label></question>"                 \
  "<repeat ref='/dossier/t/l'><label>Lignes</label><line-label>Ligne</line-label>" \
  "<question ref='/dossier/t/l/m'><label>Montant</label></question></repeat>"

/* "a=1.00 m=- m=2.00": answers; an "m" adds a line; "-" is empty. */
static EtbInstance *
instance_from (EtbRules *rules, const char *answers)
{
  EtbInstance *instance = etb_instance_new (etb_rules_get_call (rules));
  g_auto (GStrv) words = g_strsplit (answers, " ", -1);
  guint lines = 0;

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      g_auto (GStrv) pair = g_strsplit (words[i], "=", 2);
      g_autofree char *path = NULL;

      if (strcmp (pair[0], "m") == 0)
        {
          etb_instance_add_line (instance, "/dossier/t/l", NULL);
          path = g_strdup_printf ("/dossier/t/l[%u]/m", ++lines);
        }
      else
        path = g_strdup_printf ("/dossier/%s", pair[0]);
      g_assert_true (etb_instance_set (instance, path, strcmp (pair[1], "-") == 0 ? "" : pair[1]));
    }
  return instance;
}

static void
test_three_values (void)
{
  static const struct
  {
    const char *when, *test, *answers, *verdict; /* "": does not apply */
  } cases[] = {
    { NULL, "/dossier/a > 1", "", "unknown" },
    { NULL, "/dossier/a > 1", "a=1.00", "not-met" },
    { NULL, "/dossier/a > 1", "a=2.00", "met" },
    { NULL, "not(/dossier/a > 1)", "", "unknown" },
    { NULL, "/dossier/a > 1 or /dossier/b > 1", "a=2.00", "unknown" },
    { NULL, "/dossier/a > 1 and /dossier/b > 1", "a=1.00", "unknown" },
    { NULL, "/dossier/a > 1 or /dossier/b > 1", "a=2.00 b=0.00", "met" },
    { NULL, "coalesce(/dossier/a, 5) > 1", "", "met" },
    { NULL, "coalesce(/dossier/a, /dossier/b) > 1", "", "not-met" },
    { NULL, "coalesce(/dossier/a + /dossier/b, 5) > 1", "a=1.00", "met" },
    { NULL, "etb:total(/dossier/a | /dossier/b) > 1", "a=3.00", "met" },
    { NULL, "etb:total(/dossier/a | /dossier/b) > 1", "", "unknown" },
    { NULL, "etb:total(/dossier/a | /dossier/b) > 1", "a=3.00 b=beaucoup", "unknown" },
    { NULL, "/dossier/a > 1", "a=1.2.3", "unknown" },
    { NULL, "max(/dossier/a, /dossier/b) > 1", "a=3.00", "unknown" },
    { NULL, "max(/dossier/a | /dossier/b) > 1", "a=3.00", "met" },
    { NULL, "etb:total(/dossier/t/l/m) > 1", "", "unknown" },
    { NULL, "etb:total(/dossier/t/l/m) > 1", "m=- m=-", "unknown" },
    { NULL, "etb:total(/dossier/t/l/m) > 1", "m=- m=2.00", "met" },
    { NULL, "min(/dossier/t/l/m) > 1", "", "unknown" },
    { NULL, "min(/dossier/t/l/m) > 1", "m=- m=2.00", "met" },
    { NULL, "sum(/dossier/a | /dossier/b) > 1", "a=3.00", "unknown" },
    { NULL, "sum(/dossier/a | /dossier/b) > 1", "a=3.00 b=0.00", "met" },
    { NULL, "coalesce(sum(/dossier/a | /dossier/b), 0) > 1", "a=3.00", "not-met" },
    { NULL, "count(/dossier/t/l) >= 1", "", "not-met" },
    { NULL, "count-non-empty(/dossier/t/l/m) >= 1", "m=-", "not-met" },
    { NULL, "count(/dossier/t/l[m > 1]) >= 1", "m=- m=2.00", "met" },
    { NULL, "etb:total(/dossier/t/l[m > 1]/m) > 5", "m=- m=7.00", "met" },
    { NULL, "/dossier/cache/c > 1", "", "not-met" },
    { NULL, "/dossier/cache/c > 1", "cache/c=9.00", "not-met" },
    { NULL, "/dossier/cache/c > 1", "oui=oui", "unknown" },
    { NULL, "/dossier/cache/c > 1", "oui=oui cache/c=9.00", "met" },
    { NULL, "etb:total(/dossier/cache/c) = 0", "oui=non", "met" },
    { NULL, "/dossier/calc = 4", "", "unknown" },
    { NULL, "/dossier/calc = 4", "a=2.00", "met" },
    { NULL, "/dossier/a div /dossier/b > 1", "a=1.00 b=0.00", "met" },
    { NULL, "etb:piece-provided('P-STAT')", "", "not-met" },
    { NULL, "etb:piece-provided('P-RIB')", "", "met" },
    { "/dossier/oui = 'oui'", "/dossier/a > 1", "oui=non a=0.00", "" },
    { "/dossier/oui = 'oui'", "/dossier/a > 1", "a=0.00", "unknown" },
    { "/dossier/oui = 'oui'", "/dossier/a > 1", "oui=oui", "unknown" },
    { "/dossier/oui = 'oui'", "/dossier/a > 1", "oui=oui a=0.00", "not-met" },
    { "/dossier/oui = 'oui'", "/dossier/a > 1", "oui=oui a=2.00", "met" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *criteria = criterion ("c", "blocking", cases[i].when, cases[i].test);
      Fixture fixture
          = { INSTANCE, BINDS, ITEMS, criteria,
              "<piece code='P-STAT' kinds='pdf' max-size='10' source='S'><label>S</label></piece>"
              "<piece code='P-RIB' kinds='pdf' max-size='10' source='S'><label>R</label></piece>" };
      g_autoptr (EtbRules) rules = fixture_rules (&fixture);
      g_autoptr (EtbInstance) instance = instance_from (rules, cases[i].answers);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, "P-RIB");

      g_test_message ("when %s test %s with %s", cases[i].when, cases[i].test, cases[i].answers);
      g_assert_cmpstr (fixture_verdict (evaluation, "c"), ==, cases[i].verdict);
    }
}

/* Whether a piece is still of use: unknown until each file is there with its date. */
static void
test_piece_valid_at (void)
{
  static const struct
  {
    const char *test, *dates, *verdict; /* dates of the files; "-": not known */
    const char *change;
  } cases[] = {
#define WAITS "It waits for the piece “Extrait” and the date written on it."
    { "etb:piece-valid-at('P-EXT', today())", "", "unknown", WAITS },
    { "etb:piece-valid-at('P-EXT', today())", "-", "unknown", WAITS },
    { "etb:piece-valid-at('P-EXT', today())", "2019-09-30 -", "unknown", WAITS },
    { "not(etb:piece-valid-at('P-EXT', today()))", "", "unknown", WAITS },
    { "etb:piece-valid-at('P-EXT', today()) = true()", "2019-07-01", "met", "" },
    { "etb:piece-valid-at('P-EXT', today())", "2019-06-30", "not-met", "" },
    { "etb:piece-valid-at('P-EXT', today())", "2019-10-02", "not-met", "" },
    { "etb:piece-valid-at('P-EXT', today())", "2019-10-01 2019-06-30", "not-met", "" },
    { "etb:piece-valid-at('P-EXT', today())", "2019-10-01 2019-09-30", "met", "" },
    { "etb:piece-valid-at('P-EXT', /dossier/b)", "2019-10-01", "unknown",
      "It waits for an answer to: “/dossier/b”." },
    { "coalesce(etb:piece-valid-at('P-EXT', today()), 'oui') = 'oui'", "", "met", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *criteria = criterion ("c", "blocking", NULL, cases[i].test);
      Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria,
                          "<piece code='P-EXT' kinds='pdf' max-size='10' max-age-months='3' "
                          "source='S'><label>Extrait</label></piece>" };
      g_autoptr (EtbRules) rules = fixture_rules (&fixture);
      g_autoptr (EtbInstance) instance = instance_from (rules, "");
      g_autoptr (GArray) files = etb_provided_new ();
      g_auto (GStrv) dates = g_strsplit (cases[i].dates, " ", -1);
      const EtbFacts facts = { .today = "2019-10-01", .provided = files };
      g_autoptr (EtbEvaluation) evaluation = NULL;
      const EtbVerdict *verdict;

      for (guint j = 0; dates[j] != NULL; j++)
        etb_provided_add (files, "P-EXT", g_str_equal (dates[j], "-") ? NULL : dates[j]);
      evaluation = etb_rules_evaluate (rules, instance, &facts);
      verdict = g_ptr_array_index (etb_evaluation_get_verdicts (evaluation), 0);

      g_test_message ("%s with %s", cases[i].test, cases[i].dates);
      g_assert_cmpstr (etb_verdict_value_to_name (verdict->value), ==, cases[i].verdict);
      g_assert_cmpstr (verdict->change, ==, cases[i].change);
    }
}

/* What the clock said is kept with what was judged from it. */
static void
test_clock_is_kept_with_the_verdict (void)
{
  static const struct
  {
    const char *test, *now, *kept, *verdict;
  } cases[] = {
    { "today() = '2019-10-27'", "2019-10-27T14:05:00+01:00", NULL, "met" },
    { "now() = '2019-10-27T14:05:00+01:00'", "2019-10-27T14:05:00+01:00",
      "2019-10-27T14:05:00+01:00", "met" },
    { "date(now()) = today()", NULL, "2019-10-27T00:00:00+02:00", "met" },
    /* two clocks that disagree: the day is what was said of the day */
    { "date(now()) = today()", "2019-10-28T00:05:00+01:00", "2019-10-27T00:00:00+02:00", "met" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *criteria = criterion ("c", "blocking", NULL, cases[i].test);
      Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
      g_autoptr (EtbRules) rules = fixture_rules (&fixture);
      g_autoptr (EtbInstance) instance = instance_from (rules, "");
      const EtbFacts facts = { .today = "2019-10-27", .now = cases[i].now };
      g_autoptr (EtbEvaluation) evaluation = etb_rules_evaluate (rules, instance, &facts);

      g_test_message ("%s at %s", cases[i].test, cases[i].now);
      g_assert_cmpstr (etb_evaluation_get_today (evaluation), ==, "2019-10-27");
      g_assert_cmpstr (etb_evaluation_get_now (evaluation), ==, cases[i].kept);
      g_assert_cmpstr (fixture_verdict (evaluation, "c"), ==, cases[i].verdict);
    }
}

static void
test_verdict_says_what_it_read (void)
{
  g_autofree char *criteria
      = criterion ("c", "warning", "/dossier/oui = 'oui'",
                   "/dossier/a > /dossier/a - etb:total(/dossier/t/l/m) + coalesce(/dossier/b, 0)");
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  static const char *const reads[][3] = {
    { "/dossier/oui", "oui", "" },
    { "/dossier/a", "4.00", "Montant A" },
    { "/dossier/t/l[2]/m", "2.00", "Ligne 2" },
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = instance_from (rules, "oui=oui a=4.00 m=- m=2.00");
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  const EtbVerdict *verdict = g_ptr_array_index (etb_evaluation_get_verdicts (evaluation), 0);

  g_assert_cmpint (verdict->value, ==, ETB_VERDICT_MET);
  g_assert_cmpstr (verdict->text, ==, "oui");
  g_assert_cmpuint (verdict->reads->len, ==, G_N_ELEMENTS (reads));
  for (guint i = 0; i < verdict->reads->len; i++)
    {
      const EtbRead *read = g_ptr_array_index (verdict->reads, i);

      g_assert_cmpstr (read->path, ==, reads[i][0]);
      g_assert_cmpstr (read->value, ==, reads[i][1]);
      g_assert_nonnull (strstr (read->label, reads[i][2]));
    }
}

static void
test_unknown_verdict_says_where_to_begin (void)
{
  g_autofree char *criteria = criterion ("c", "blocking", NULL, "etb:total(/dossier/t/l/m) > 1");
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = instance_from (rules, "m=- m=-");
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  const EtbVerdict *verdict = g_ptr_array_index (etb_evaluation_get_verdicts (evaluation), 0);
  const EtbRead *read = g_ptr_array_index (verdict->reads, 0);

  g_assert_cmpstr (verdict->text, ==, "?");
  g_assert_cmpuint (verdict->reads->len, ==, 1);
  g_assert_cmpstr (read->path, ==, "/dossier/t/l[1]/m");
  g_assert_cmpstr (read->value, ==, "");
}

static void
test_reads_are_capped (void)
{
  g_autofree char *criteria = criterion ("c", "blocking", NULL, "etb:total(/dossier/t/l/m) > 1");
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (GString) answers = g_string_new ("m=1.00");
  g_autoptr (EtbInstance) instance = NULL;
  g_autoptr (EtbEvaluation) evaluation = NULL;

  for (int i = 0; i < 80; i++)
    g_string_append (answers, " m=1.00");
  instance = instance_from (rules, answers->str);
  evaluation = fixture_evaluate (rules, instance, NULL);
  g_assert_cmpuint (
      ((EtbVerdict *)g_ptr_array_index (etb_evaluation_get_verdicts (evaluation), 0))->reads->len,
      ==, 50);
}

static void
test_eligible_counts_blocking_criteria_only (void)
{
  static const struct
  {
    const char *answers, *eligible;
  } cases[] = {
    { "", "unknown" },          { "a=2.00", "unknown" },        { "a=0.00", "not-met" },
    { "a=2.00 b=2.00", "met" }, { "a=2.00 b=0.00", "not-met" },
  };
  g_autofree char *first = criterion ("a", "blocking", NULL, "/dossier/a > 1");
  g_autofree char *second = criterion ("b", "blocking", NULL, "/dossier/b > 1");
  g_autofree char *third = criterion ("w", "warning", NULL, "false()");
  g_autofree char *fourth = criterion ("i", "information", NULL, "/dossier/oui = 'oui'");
  g_autofree char *criteria = g_strconcat (first, second, third, fourth, NULL);
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbInstance) instance = instance_from (rules, cases[i].answers);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);

      g_assert_cmpstr (etb_verdict_value_to_name (etb_evaluation_get_eligible (evaluation)), ==,
                       cases[i].eligible);
      g_assert_true (etb_evaluation_is_complete (evaluation)
                     == (strcmp (cases[i].eligible, "met") == 0));
    }
}

static void
test_pieces (void)
{
  static const struct
  {
    const char *answers, *provided, *state;
  } cases[] = {
    { "", NULL, "unknown" },
    { "", "P", "provided" },
    { "oui=non", NULL, "not-concerned" },
    { "oui=non", "P", "not-concerned" },
    { "oui=oui", NULL, "unknown" },
    { "oui=oui a=0.00", NULL, "advised" },
    { "oui=oui a=5.00", NULL, "missing" },
    { "oui=oui a=5.00", "P", "provided" },
  };
  Fixture fixture
      = { INSTANCE, BINDS, ITEMS, NULL,
          "<piece code='P' relevant=\"/dossier/oui = 'oui'\" required='/dossier/a &gt; 1' "
          "kinds='pdf' max-size='10' source='S'><label>P</label></piece>" };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbInstance) instance = instance_from (rules, cases[i].answers);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, cases[i].provided);
      const EtbPieceStatus *status = g_ptr_array_index (etb_evaluation_get_pieces (evaluation), 0);

      g_test_message ("%s", cases[i].answers);
      g_assert_cmpstr (etb_piece_state_to_name (status->state), ==, cases[i].state);
      g_assert_true (
          etb_evaluation_is_complete (evaluation)
          == (strcmp (cases[i].state, "missing") != 0 && strcmp (cases[i].state, "unknown") != 0));
    }
}

/* An evaluation holds all it needs. */
static void
test_evaluation_outlives_its_rules (void)
{
  g_autofree char *criteria = criterion ("c", "blocking", NULL, "/dossier/a > 1");
  Fixture fixture = { INSTANCE, BINDS, ITEMS, criteria, NULL };
  EtbRules *rules = fixture_rules (&fixture);
  EtbInstance *instance = instance_from (rules, "a=3.00");
  EtbEvaluation *evaluation = fixture_evaluate (rules, instance, NULL);
  g_autoptr (EtbEvaluation) kept = etb_evaluation_ref (evaluation);

  etb_evaluation_unref (evaluation);
  etb_instance_free (instance);
  g_object_unref (rules);
  g_assert_cmpstr (fixture_verdict (kept, "c"), ==, "met");
}

/* The calls that are shipped: nobody is refused before having answered. */
static void
test_empty_dossier_of_shipped_calls_is_unknown (void)
{
  static const char *const names[]
      = { "fabriques-de-territoire-2019-07.xml", "fabriques-de-territoire-2020.xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint track = 0; track < 2; track++)
      {
        g_autofree char *file = g_test_build_filename (G_TEST_DIST, "..", "..", "..", "data",
                                                       "calls", names[i], NULL);
        g_autoptr (GError) error = NULL;
        g_autoptr (EtbCall) call = etb_call_new_from_file (file, &error);
        g_autoptr (EtbRules) rules = NULL;
        g_autoptr (EtbInstance) instance = NULL;
        g_autoptr (EtbEvaluation) evaluation = NULL;

        g_assert_no_error (error);
        rules = etb_rules_new (call, &error);
        g_assert_no_error (error);
        instance = etb_instance_new (call);
        etb_instance_set (instance, etb_call_get_roles (call)->track, track == 0 ? "FT" : "FNT");
        evaluation = fixture_evaluate (rules, instance, NULL);
        g_assert_cmpstr (etb_verdict_value_to_name (etb_evaluation_get_eligible (evaluation)), ==,
                         "unknown");
        g_assert_cmpuint (etb_evaluation_get_missing (evaluation)->len, >, 0);
        g_assert_cmpuint (etb_evaluation_get_invalid (evaluation)->len, ==, 0);
      }
}

/* What the rule says, in words, and what would change its verdict. */
static void
test_why (void)
{
  static const struct
  {
    const char *test, *path, *value, *rule, *change;
  } cases[] = {
    { "/dossier/a >= 25000", "/dossier/a", "13000.00", "C. What is asked: “A” ≥ 25 000.",
      "12 000 € is missing: “A” is 13 000 €, it takes at least 25 000 €." },
    { "50000 >= /dossier/a", "/dossier/a", "55000.00", "C. What is asked: 50 000 ≥ “A”.",
      "5 000 € too much: “A” is 55 000 €, it takes at most 50 000 €." },
    { "/dossier/a > 10 and 1 > count(/dossier/a)", "/dossier/a", "12.00", "“A” > 10 and 1 > the",
      "There is more than 0 too much: the number of (“A”) is 1, it takes less than 1." },
    { "/dossier/a = 3", "/dossier/a", "1.50", "“A” = 3", "1.50 € is missing" },
    { "/dossier/n = 'scic'", "/dossier/n", "commune", "“N” = “SCIC”",
      "if the answer to “N” were “SCIC”." },
    { "/dossier/n = 'scic' or /dossier/n = 'association'", "/dossier/n", "commune",
      "“N” = “SCIC” or “N” = “Association”", "one of these: “SCIC”, “Association”." },
    { "/dossier/o = 'oui'", "/dossier/o", "non", "“O” = “yes”", "were “yes”." },
    { "etb:days-between(today(), /dossier/d) >= 30", "/dossier/d", "2019-10-11",
      "the days between (today ; “D”) ≥ 30", "20 days is missing" },
    { "etb:share(/dossier/a, 200) <= 50", "/dossier/a", "150.00", "the share in %",
      "There is 25% too much" },
    { "starts-with(/dossier/n, 'x')", "/dossier/n", "scic", "begins with (“N” ; “x”)", "" },
    { "etb:days-between(etb:add-months(/dossier/d, 3), '2028-12-31') >= 0", "/dossier/d",
      "2019-10-11", "the days between (so many months after (“D” ; 3) ; 31 December 2028) ≥ 0",
      "" },
    { "count(/dossier/t/l[n = 'scic'][m > 1]) > 0", "/dossier/a", "",
      "the number of (“L” where “N of L” = “SCIC” where “M of L” > 1) > 0",
      "it takes more than 0." },
    { "/dossier/a > 1", "/dossier/a", "", "“A” > 1", "It waits for an answer to: “A”." },
    { "/dossier/a > 1", "/dossier/a", "2.00", "“A” > 1", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *escaped = g_markup_escape_text (cases[i].test, -1);
      g_autofree char *criteria = g_strdup_printf (
          "<criterion id='c' effect='blocking' source='S' test=\"%s\"><label>C</label>"
          "<met>m</met><not-met>n</not-met><unknown>u</unknown></criterion>",
          escaped);
      Fixture fixture
          = { "<a/><n/><o/><d/><t><l><m/><n/></l></t>",
              "<bind ref='/dossier/a' type='amount'/><bind ref='/dossier/n' type='choice' "
              "list='natures'/><bind ref='/dossier/o' type='yes-no'/>"
              "<bind ref='/dossier/d' type='date'/>"
              "<bind ref='/dossier/t/l/n' type='choice' list='natures'/>",
              "<repeat ref='/dossier/t/l'><label>L</label><line-label>L</line-label>"
              "<question ref='/dossier/t/l/m'><label>M of L</label></question>"
              "<question ref='/dossier/t/l/n'><label>N of L</label></question></repeat>"
              "<question ref='/dossier/a'><label>A</label></question>"
              "<question ref='/dossier/n'><label>N</label></question>"
              "<question ref='/dossier/o'><label>O</label></question>"
              "<question ref='/dossier/d'><label>D</label></question>",
              criteria, NULL };
      g_autoptr (EtbRules) rules = fixture_rules (&fixture);
      g_autoptr (EtbInstance) instance
          = fixture_instance (rules, cases[i].path, cases[i].value, NULL);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
      const EtbVerdict *verdict = g_ptr_array_index (etb_evaluation_get_verdicts (evaluation), 0);
      g_autoptr (GString) rule = g_string_new (verdict->rule);
      g_autoptr (GString) change = g_string_new (verdict->change);

      /* spaces that do not break are those of the numbers */
      g_string_replace (rule, "\u202f", " ", 0);
      g_string_replace (rule, "\u00a0", " ", 0);
      g_string_replace (change, "\u202f", " ", 0);
      g_string_replace (change, "\u00a0", " ", 0);
      g_test_message ("%s: %s: %s", cases[i].test, rule->str, change->str);
      g_assert_nonnull (strstr (rule->str, cases[i].rule));
      g_assert_nonnull (strstr (change->str, cases[i].change));
      g_assert_true (*cases[i].change != '\0' || change->len == 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdicts/three-values", test_three_values);
  g_test_add_func ("/verdicts/verdict-says-what-it-read", test_verdict_says_what_it_read);
  g_test_add_func ("/verdicts/unknown-verdict-says-where-to-begin",
                   test_unknown_verdict_says_where_to_begin);
  g_test_add_func ("/verdicts/reads-are-capped", test_reads_are_capped);
  g_test_add_func ("/verdicts/eligible-counts-blocking-criteria-only",
                   test_eligible_counts_blocking_criteria_only);
  g_test_add_func ("/verdicts/pieces", test_pieces);
  g_test_add_func ("/verdicts/evaluation-outlives-its-rules", test_evaluation_outlives_its_rules);
  g_test_add_func ("/verdicts/empty-dossier-of-shipped-calls-is-unknown",
                   test_empty_dossier_of_shipped_calls_is_unknown);
  g_test_add_func ("/verdicts/why", test_why);
  g_test_add_func ("/verdicts/piece-valid-at", test_piece_valid_at);
  g_test_add_func ("/verdicts/clock-is-kept-with-the-verdict", test_clock_is_kept_with_the_verdict);
  return g_test_run ();
}
