/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a pass does to answers: calculations in their order, what does not apply, what is missing,
 * what is not accepted. */

#include "rules-fixture.h"

#include <string.h>

/* --- Calculations --- */

static void
test_calculations_follow_what_they_read (void)
{
  /* written in the wrong order on purpose */
  static const Fixture fixture
      = { "<c/><b/><a/><texte/><nombre/><vrai/>",
          "<bind ref='/dossier/c' type='amount' calculate='etb:difference(/dossier/b, 100)'/>"
          "<bind ref='/dossier/b' type='amount' calculate='/dossier/a * 2'/>"
          "<bind ref='/dossier/a' type='amount'/>"
          "<bind ref='/dossier/texte' calculate=\"concat('€ &amp; ', /dossier/c)\"/>"
          "<bind ref='/dossier/nombre' type='integer' calculate='/dossier/a div 2'/>"
          "<bind ref='/dossier/vrai' calculate='/dossier/a &gt; 3'/>",
          NULL, NULL, NULL };
  static const char *const expected[][2] = {
    { "/dossier/b", "25.00" },  { "/dossier/c", "-75.00" }, { "/dossier/texte", "€ & -75.00" },
    { "/dossier/nombre", "6" }, { "/dossier/vrai", "oui" },
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance
      = fixture_instance (rules, "/dossier/a", "12.50", "/dossier/b", "1.00", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  g_autofree char *kept = etb_instance_get (instance, "/dossier/b");

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *value = fixture_value (evaluation, expected[i][0]);

      g_assert_cmpstr (value, ==, expected[i][1]);
      g_assert_true (etb_evaluation_get_node (evaluation, expected[i][0])->readonly);
    }
  g_assert_cmpuint (etb_evaluation_get_invalid (evaluation)->len, ==, 0);
  /* the answers given are left as they were */
  g_assert_cmpstr (kept, ==, "1.00");
  g_assert_cmpstr (etb_evaluation_get_today (evaluation), ==, "2019-10-01");
}

static void
test_calculation_without_its_answers_is_empty (void)
{
  static const Fixture fixture = {
    "<a/><b/><somme/><difference/><deux/><un><x/></un><t><l><m/></l></t>",
    "<bind ref='/dossier/a' type='amount'/><bind ref='/dossier/b' type='amount'/>"
    "<bind ref='/dossier/somme' type='amount' calculate='etb:total(/dossier/a | /dossier/b)'/>"
    "<bind ref='/dossier/difference' type='amount' calculate='etb:difference(/dossier/a, "
    "/dossier/b)'/>"
    "<bind ref='/dossier/deux' type='amount' calculate='/dossier/difference * 2'/>"
    "<bind ref='/dossier/un/x' type='integer' calculate='count-non-empty(/dossier/t/l/m)'/>",
    "<repeat ref='/dossier/t/l'><label>L</label><line-label>L</line-label>"
    "<question ref='/dossier/t/l/m'><label>M</label></question></repeat>",
    NULL, NULL
  };
  static const struct
  {
    const char *a, *b, *sum, *difference, *twice;
  } cases[] = {
    { "", "", "", "", "" },
    { "1.00", "", "1.00", "", "" },
    { "", "2.00", "2.00", "", "" },
    { "1.00", "2.00", "3.00", "-1.00", "-2.00" },
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbInstance) instance
          = fixture_instance (rules, "/dossier/a", cases[i].a, "/dossier/b", cases[i].b,
                              "/dossier/somme", "99.00", NULL);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
      g_autofree char *sum = fixture_value (evaluation, "/dossier/somme");
      g_autofree char *difference = fixture_value (evaluation, "/dossier/difference");
      g_autofree char *twice = fixture_value (evaluation, "/dossier/deux");
      g_autofree char *count = fixture_value (evaluation, "/dossier/un/x");

      g_assert_cmpstr (sum, ==, cases[i].sum);
      g_assert_cmpstr (difference, ==, cases[i].difference);
      g_assert_cmpstr (twice, ==, cases[i].twice);
      g_assert_cmpstr (count, ==, "0");
    }
}

/* A relevance that reads a calculation that reads a relevance. */
static void
test_relevance_and_calculations_mix (void)
{
  static const Fixture fixture = {
    "<detail><note/></detail><total/><bonus/><base/><choix/>",
    "<bind ref='/dossier/detail' relevant='/dossier/total &gt; 10'/>"
    "<bind ref='/dossier/total' type='integer' calculate='/dossier/base + coalesce(/dossier/bonus, "
    "0)'/>"
    "<bind ref='/dossier/bonus' type='integer' relevant=\"/dossier/choix = 'oui'\"/>"
    "<bind ref='/dossier/base' type='integer'/><bind ref='/dossier/choix' type='yes-no'/>",
    NULL, NULL, NULL
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance
      = fixture_instance (rules, "/dossier/base", "8", "/dossier/bonus", "5", "/dossier/choix",
                          "non", "/dossier/detail/note", "gardée", NULL);
  g_autoptr (EtbEvaluation) without = fixture_evaluate (rules, instance, NULL);
  g_autoptr (EtbEvaluation) with = NULL;
  g_autofree char *note = fixture_value (without, "/dossier/detail/note");
  g_autofree char *total = fixture_value (without, "/dossier/total");
  g_autofree char *note_then = NULL;

  g_assert_cmpstr (total, ==, "8");
  g_assert_cmpstr (note, ==, "");
  g_assert_false (etb_evaluation_get_node (without, "/dossier/detail")->relevant);
  g_assert_false (etb_evaluation_get_node (without, "/dossier/detail/note")->relevant);
  g_assert_false (etb_evaluation_get_node (without, "/dossier/bonus")->relevant);
  g_assert_true (etb_evaluation_get_node (without, "/dossier/base")->relevant);
  g_assert_false (etb_evaluation_get_node (without, "/dossier/nulle-part")->relevant);

  etb_instance_set (instance, "/dossier/choix", "oui");
  with = fixture_evaluate (rules, instance, NULL);
  note_then = fixture_value (with, "/dossier/detail/note");
  g_assert_cmpstr (note_then, ==, "gardée");
  g_assert_true (etb_evaluation_get_node (with, "/dossier/detail")->relevant);
}

/* --- Repeats --- */

static const Fixture consortium
    = { "<groupe/><nombre/><premier/><consortium><membre><nom/><type/><part/><double/></membre></"
        "consortium>",
        "<bind ref='/dossier/groupe' type='yes-no'/>"
        "<bind ref='/dossier/nombre' type='integer' calculate='count(/dossier/consortium/membre)'/>"
        "<bind ref='/dossier/consortium' relevant=\"/dossier/groupe = 'oui'\"/>"
        "<bind ref='/dossier/consortium/membre/nom' required='true()'/>"
        "<bind ref='/dossier/consortium/membre/type' type='choice' list='natures'/>"
        "<bind ref='/dossier/consortium/membre/part' type='amount' relevant=\"../type = 'scic'\"/>"
        "<bind ref='/dossier/consortium/membre/double' type='amount' calculate='../part * 2'/>",
        "<repeat ref='/dossier/consortium/membre' minimum='2'><label>Membres du groupe</label>"
        "<line-label>Membre</line-label>"
        "<question ref='/dossier/consortium/membre/nom'><label>Nom</label></question>"
        "<question ref='/dossier/consortium/membre/part'><label>Part</label></question></repeat>",
        NULL, NULL };

static void
test_lines_are_each_their_own (void)
{
  g_autoptr (EtbRules) rules = fixture_rules (&consortium);
  g_autoptr (EtbInstance) instance = fixture_instance (
      rules, "/dossier/groupe", "oui", "/dossier/consortium/membre[1]/nom", "A",
      "/dossier/consortium/membre[1]/type", "scic", "/dossier/consortium/membre[1]/part", "3.00",
      "/dossier/consortium/membre[2]/type", "commune", "/dossier/consortium/membre[2]/part", "4.00",
      NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  GPtrArray *missing = etb_evaluation_get_missing (evaluation);
  const EtbProblem *problem = fixture_problem (missing, "/dossier/consortium/membre[2]/nom");
  g_autofree char *count = fixture_value (evaluation, "/dossier/nombre");
  g_autofree char *first = fixture_value (evaluation, "/dossier/consortium/membre[1]/double");
  g_autofree char *second = fixture_value (evaluation, "/dossier/consortium/membre[2]/double");

  g_assert_cmpstr (count, ==, "2");
  g_assert_cmpstr (first, ==, "6.00");
  g_assert_cmpstr (second, ==, "");
  g_assert_cmpuint (missing->len, ==, 1);
  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem->label, "Membre 2"));
  g_assert_nonnull (strstr (problem->message, "Nom"));
  g_assert_true (
      etb_evaluation_get_node (evaluation, "/dossier/consortium/membre[1]/part")->relevant);
  g_assert_false (
      etb_evaluation_get_node (evaluation, "/dossier/consortium/membre[2]/part")->relevant);
}

static void
test_lines_of_what_does_not_apply_are_not_counted (void)
{
  g_autoptr (EtbRules) rules = fixture_rules (&consortium);
  g_autoptr (EtbInstance) instance = fixture_instance (
      rules, "/dossier/groupe", "non", "/dossier/consortium/membre[1]/nom", "A", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  g_autofree char *count = fixture_value (evaluation, "/dossier/nombre");

  g_assert_cmpstr (count, ==, "0");
  g_assert_cmpuint (etb_evaluation_get_missing (evaluation)->len, ==, 0);
  g_assert_false (etb_evaluation_get_node (evaluation, "/dossier/consortium/membre")->relevant);
  g_assert_cmpuint (etb_instance_count_lines (instance, "/dossier/consortium/membre"), ==, 2);
}

static void
test_too_few_lines_are_missing (void)
{
  g_autoptr (EtbRules) rules = fixture_rules (&consortium);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/groupe", "oui", NULL);
  g_autoptr (EtbEvaluation) evaluation = NULL;
  const EtbProblem *problem;

  g_assert_true (etb_instance_remove_line (instance, "/dossier/consortium/membre[1]"));
  g_assert_true (etb_instance_remove_line (instance, "/dossier/consortium/membre[1]"));
  evaluation = fixture_evaluate (rules, instance, NULL);
  problem = fixture_problem (etb_evaluation_get_missing (evaluation), "/dossier/consortium/membre");
  g_assert_nonnull (problem);
  g_assert_nonnull (strstr (problem->message, "2 lines: Membres du groupe"));
  g_assert_true (etb_evaluation_get_node (evaluation, "/dossier/consortium/membre")->relevant);
}

/* The relevance may be written on the lines themselves, and there may be none yet. */
static void
test_relevance_of_the_lines_themselves (void)
{
  static const Fixture fixture = {
    "<groupe/><nombre/><g><m><nom/></m></g>",
    "<bind ref='/dossier/nombre' type='integer' calculate='count(/dossier/g/m)'/>"
    "<bind ref='/dossier/g/m' relevant=\"/dossier/groupe = 'oui'\"/>",
    "<repeat ref='/dossier/g/m' minimum='1'><label>Membres</label><line-label>Membre</line-label>"
    "<question ref='/dossier/g/m/nom'><label>Nom</label></question></repeat>",
    NULL, NULL
  };
  static const struct
  {
    const char *group;
    gboolean relevant;
    guint missing;
  } cases[] = { { "oui", TRUE, 1 }, { "non", FALSE, 0 } };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/groupe", cases[i].group,
                                                           "/dossier/g/m[1]/nom", "x", NULL);
      g_autoptr (EtbEvaluation) one = fixture_evaluate (rules, instance, NULL);
      g_autoptr (EtbEvaluation) none = NULL;
      g_autofree char *count = fixture_value (one, "/dossier/nombre");

      g_assert_cmpstr (count, ==, cases[i].relevant ? "1" : "0");
      g_assert_true (etb_evaluation_get_node (one, "/dossier/g/m")->relevant == cases[i].relevant);
      etb_instance_remove_line (instance, "/dossier/g/m[1]");
      none = fixture_evaluate (rules, instance, NULL);
      g_assert_true (etb_evaluation_get_node (none, "/dossier/g/m")->relevant == cases[i].relevant);
      g_assert_cmpuint (etb_evaluation_get_missing (none)->len, ==, cases[i].missing);
      g_assert_cmpuint (
          etb_instance_count_lines (etb_evaluation_get_instance (none), "/dossier/g/m"), ==, 0);
    }
}

/* A line that does not apply among others that do stays in its place, empty. */
static void
test_one_line_hidden_among_others (void)
{
  static const Fixture fixture = {
    "<g><m><garde/><corps><nom/></corps></m></g>",
    "<bind ref='/dossier/g/m/corps' relevant=\"../garde = 'oui'\"/>",
    "<repeat ref='/dossier/g/m' minimum='2'><label>Membres</label><line-label>Membre</line-label>"
    "<question ref='/dossier/g/m/corps/nom'><label>Nom</label></question></repeat>",
    NULL, NULL
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance
      = fixture_instance (rules, "/dossier/g/m[1]/garde", "non", "/dossier/g/m[1]/corps/nom", "x",
                          "/dossier/g/m[2]/garde", "oui", "/dossier/g/m[2]/corps/nom", "y", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  g_autofree char *first = fixture_value (evaluation, "/dossier/g/m[1]/corps/nom");
  g_autofree char *second = fixture_value (evaluation, "/dossier/g/m[2]/corps/nom");

  g_assert_cmpstr (first, ==, "");
  g_assert_cmpstr (second, ==, "y");
}

/* --- Missing and invalid --- */

static void
test_missing_answers_are_asked_for (void)
{
  static const Fixture fixture = {
    "<nom/><nature/><accord/><plus/><calcul/><t><l><an1/></l></t>",
    "<bind ref='/dossier/nom' required='true()'/>"
    "<bind ref='/dossier/nature' type='choice' list='natures' required='true()'/>"
    "<bind ref='/dossier/accord' type='attestation' required='true()'/>"
    "<bind ref='/dossier/plus' required=\"/dossier/nature = 'scic'\"/>"
    "<bind ref='/dossier/calcul' required='true()' calculate='/dossier/nom'/>"
    "<bind ref='/dossier/t/l/an1' type='amount' required='true()'/>",
    "<question ref='/dossier/nom'><label>Votre nom</label></question>"
    "<question ref='/dossier/nature'><label>Votre nature</label></question>"
    "<question ref='/dossier/accord' attestation-version='1'><label>Je certifie.</label></question>"
    "<table><label>T</label><column name='an1'><label>Année 1</label></column>"
    "<group><label>G</label><row ref='/dossier/t/l'><label>Achats</label></row></group></table>",
    NULL, NULL
  };
  static const char *const expected[][2] = {
    { "/dossier/nom", "Answer this question: Votre nom" },
    { "/dossier/nature", "Choose an answer: Votre nature" },
    { "/dossier/accord", "Read and accept: Je certifie." },
    { "/dossier/t/l/an1", "Fill in this cell: Achats" },
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/nom", "  ", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  g_autoptr (EtbEvaluation) later = NULL;
  GPtrArray *missing = etb_evaluation_get_missing (evaluation);

  g_assert_cmpuint (missing->len, ==, G_N_ELEMENTS (expected));
  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      const EtbProblem *problem = fixture_problem (missing, expected[i][0]);

      g_assert_nonnull (problem);
      g_assert_true (g_str_has_prefix (problem->message, expected[i][1]));
      g_assert_true (etb_evaluation_get_node (evaluation, expected[i][0])->required);
    }
  g_assert_false (etb_evaluation_is_complete (evaluation));

  etb_instance_set (instance, "/dossier/nom", "A");
  etb_instance_set (instance, "/dossier/nature", "scic");
  etb_instance_set (instance, "/dossier/accord", "oui");
  etb_instance_set (instance, "/dossier/t/l/an1", "0.00");
  later = fixture_evaluate (rules, instance, NULL);
  g_assert_cmpuint (etb_evaluation_get_missing (later)->len, ==, 1);
  g_assert_nonnull (fixture_problem (etb_evaluation_get_missing (later), "/dossier/plus"));
  etb_instance_set (instance, "/dossier/plus", "x");
  g_clear_pointer (&later, etb_evaluation_unref);
  later = fixture_evaluate (rules, instance, NULL);
  g_assert_true (etb_evaluation_is_complete (later));
}

static void
test_values_are_checked (void)
{
  static const Fixture fixture
      = { "<texte/><montant/><nature/><natures/><siret/><entier/><cache/><moitie/>",
          "<bind ref='/dossier/texte' max-length='5'/>"
          "<bind ref='/dossier/montant' type='amount' constraint='. &gt;= 10'>"
          "<message>Au moins dix euros.</message></bind>"
          "<bind ref='/dossier/nature' type='choice' list='natures'/>"
          "<bind ref='/dossier/natures' type='choices' list='natures'/>"
          "<bind ref='/dossier/siret' type='siret'/>"
          "<bind ref='/dossier/entier' type='integer' constraint='. = 2 or . = 4'/>"
          "<bind ref='/dossier/moitie' type='amount' calculate='/dossier/montant div 2' "
          "constraint='. &lt; 100'><message>Trop.</message></bind>"
          "<bind ref='/dossier/cache' type='siret' relevant='false()'/>",
          NULL, NULL, NULL };
  static const struct
  {
    const char *path, *value, *says; /* NULL: accepted */
  } cases[] = {
    { "/dossier/texte", "élève", NULL },
    { "/dossier/texte", "élèves", "1 character too many" },
    { "/dossier/montant", "10.00", NULL },
    { "/dossier/montant", "9.99", "Au moins dix euros." },
    { "/dossier/montant", "10", "not written as expected" },
    { "/dossier/montant", "010.00", "not written as expected" },
    { "/dossier/montant", "1234567890123.00", "too large" },
    { "/dossier/montant", "dix", "amount" },
    { "/dossier/nature", "scic", NULL },
    { "/dossier/nature", "sarl", "“sarl” is not one of the choices" },
    { "/dossier/natures", "association scic", NULL },
    { "/dossier/natures", "association sarl", "“sarl”" },
    { "/dossier/siret", "73282932000074", NULL },
    { "/dossier/siret", "73282932000075", "" },
    { "/dossier/entier", "4", NULL },
    { "/dossier/entier", "3", "rules of the call" },
    { "/dossier/cache", "x", NULL },
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbInstance) instance
          = fixture_instance (rules, cases[i].path, cases[i].value, NULL);
      g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
      const EtbProblem *problem
          = fixture_problem (etb_evaluation_get_invalid (evaluation), cases[i].path);
      const EtbNodeState *state = etb_evaluation_get_node (evaluation, cases[i].path);

      g_test_message ("%s = %s", cases[i].path, cases[i].value);
      g_assert_true ((problem == NULL) == (cases[i].says == NULL));
      g_assert_true (problem == NULL || strstr (problem->message, cases[i].says) != NULL);
      g_assert_cmpstr (state->message, ==, problem != NULL ? problem->message : NULL);
    }
}

static void
test_constraint_on_a_calculation (void)
{
  static const Fixture fixture = {
    "<a/><total/>",
    "<bind ref='/dossier/a' type='amount'/>"
    "<bind ref='/dossier/total' type='amount' calculate='/dossier/a * 2' constraint='100 &gt;= .'>"
    "<message>Trop.</message></bind>",
    NULL, NULL, NULL
  };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/a", "60.00", NULL);
  g_autoptr (EtbEvaluation) evaluation = fixture_evaluate (rules, instance, NULL);
  const EtbProblem *problem
      = fixture_problem (etb_evaluation_get_invalid (evaluation), "/dossier/total");

  g_assert_nonnull (problem);
  g_assert_cmpstr (problem->message, ==, "Trop.");
}

static void
test_readonly (void)
{
  static const Fixture fixture
      = { "<fige/><nom/>", "<bind ref='/dossier/nom' readonly=\"/dossier/fige = 'oui'\"/>", NULL,
          NULL, NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "/dossier/fige", "oui", NULL);
  g_autoptr (EtbEvaluation) frozen = fixture_evaluate (rules, instance, NULL);
  g_autoptr (EtbEvaluation) free_again = NULL;

  etb_instance_set (instance, "/dossier/fige", "non");
  free_again = fixture_evaluate (rules, instance, NULL);
  g_assert_true (etb_evaluation_get_node (frozen, "/dossier/nom")->readonly);
  g_assert_false (etb_evaluation_get_node (free_again, "/dossier/nom")->readonly);
}

/* --- What takes too long --- */

static void
test_endless_expression_is_unknown (void)
{
  static const Fixture fixture
      = { "<t><l><a/></l></t><c/>",
          "<bind ref='/dossier/c' calculate='count(//a[count(//a[count(//a) &gt; 0]) &gt; 0])'/>",
          "<repeat ref='/dossier/t/l' maximum='1000'><label>L</label><line-label>L</line-label>"
          "<question ref='/dossier/t/l/a'><label>A</label></question></repeat>",
          "<criterion id='c' effect='blocking' source='S' "
          "test='count(//a[count(//a[count(//a) &gt; 0]) &gt; 0]) &lt; 0'>"
          "<label>C</label><met>m</met><not-met>n</not-met><unknown>u</unknown></criterion>",
          NULL };
  g_autoptr (EtbRules) rules = fixture_rules (&fixture);
  g_autoptr (EtbInstance) instance = fixture_instance (rules, "+/dossier/t/l", NULL);
  g_autoptr (EtbEvaluation) few = fixture_evaluate (rules, instance, NULL);
  g_autoptr (EtbEvaluation) many = NULL;
  g_autofree char *value = NULL;

  for (int i = 0; i < 300; i++)
    etb_instance_add_line (instance, "/dossier/t/l", NULL);
  many = fixture_evaluate (rules, instance, NULL);
  value = fixture_value (many, "/dossier/c");
  g_assert_cmpstr (fixture_verdict (few, "c"), ==, "not-met");
  g_assert_cmpstr (fixture_verdict (many, "c"), ==, "unknown");
  g_assert_cmpstr (value, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules/calculations-follow-what-they-read",
                   test_calculations_follow_what_they_read);
  g_test_add_func ("/rules/calculation-without-its-answers-is-empty",
                   test_calculation_without_its_answers_is_empty);
  g_test_add_func ("/rules/relevance-and-calculations-mix", test_relevance_and_calculations_mix);
  g_test_add_func ("/rules/lines-are-each-their-own", test_lines_are_each_their_own);
  g_test_add_func ("/rules/lines-of-what-does-not-apply-are-not-counted",
                   test_lines_of_what_does_not_apply_are_not_counted);
  g_test_add_func ("/rules/too-few-lines-are-missing", test_too_few_lines_are_missing);
  g_test_add_func ("/rules/relevance-of-the-lines-themselves",
                   test_relevance_of_the_lines_themselves);
  g_test_add_func ("/rules/one-line-hidden-among-others", test_one_line_hidden_among_others);
  g_test_add_func ("/rules/missing-answers-are-asked-for", test_missing_answers_are_asked_for);
  g_test_add_func ("/rules/values-are-checked", test_values_are_checked);
  g_test_add_func ("/rules/constraint-on-a-calculation", test_constraint_on_a_calculation);
  g_test_add_func ("/rules/readonly", test_readonly);
  g_test_add_func ("/rules/endless-expression-is-unknown", test_endless_expression_is_unknown);
  return g_test_run ();
}
