/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "etb-facts.h"
#include "page-fixture.h"

static const EtbFact *
find (GPtrArray *facts, const char *id)
{
  for (guint i = 0; i < facts->len; i++)
    if (g_str_equal (((const EtbFact *)g_ptr_array_index (facts, i))->id, id))
      return g_ptr_array_index (facts, i);
  return NULL;
}

static void
assert_state (GPtrArray *facts, const char *id, EtbFactState state)
{
  const EtbFact *fact = find (facts, id);

  g_test_message ("%s", id);
  g_assert_nonnull (fact);
  g_assert_cmpint (fact->state, ==, state);
  g_assert_cmpstr (fact->title, !=, "");
  g_assert_cmpstr (fact->word, !=, "");
  g_assert_cmpstr (fact->text, !=, "");
}

static void
test_each_fact_of_a_signature_stands_alone (void)
{
  static const struct
  {
    EtbSignatureReport report;
    EtbFactState mathematics, properties, chain;
  } cases[] = {
    { { .mathematics = TRUE, .properties_bound = TRUE, .trust = ETB_TRUST_TRUSTED },
      ETB_FACT_GOOD,
      ETB_FACT_GOOD,
      ETB_FACT_GOOD },
    { { .mathematics = FALSE, .properties_bound = TRUE, .trust = ETB_TRUST_TRUSTED },
      ETB_FACT_BAD,
      ETB_FACT_GOOD,
      ETB_FACT_GOOD },
    { { .mathematics = TRUE, .properties_bound = FALSE, .trust = ETB_TRUST_UNKNOWN },
      ETB_FACT_GOOD,
      ETB_FACT_BAD,
      ETB_FACT_OPEN },
    { { .mathematics = TRUE, .properties_bound = TRUE, .trust = ETB_TRUST_EXPIRED },
      ETB_FACT_GOOD,
      ETB_FACT_GOOD,
      ETB_FACT_BAD },
    { { .mathematics = TRUE,
        .properties_bound = TRUE,
        .trust = ETB_TRUST_UNKNOWN,
        .self_signed = TRUE },
      ETB_FACT_GOOD,
      ETB_FACT_GOOD,
      ETB_FACT_OPEN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) facts = etb_facts_of_signature (&cases[i].report);

      assert_state (facts, "mathematics", cases[i].mathematics);
      assert_state (facts, "properties", cases[i].properties);
      assert_state (facts, "chain", cases[i].chain);
      /* Never better than that, whatever the rest. */
      assert_state (facts, "revocation", ETB_FACT_OPEN);
      assert_state (facts, "time", ETB_FACT_OPEN);
    }
}

static void
free_problem (gpointer data)
{
  EtbSignatureProblem *problem = data;

  g_free (problem->code);
  g_free (problem);
}

/* A package with one good signature and one problem of @code; NULL: none. */
static void
judge (const char *code, EtbFactState container, EtbFactState coverage, EtbFactState dossier)
{
  static char name[] = "dossier.xml";
  static char *covered[] = { name, NULL };
  EtbSignatureReport report = { .mathematics = TRUE, .properties_bound = TRUE };
  g_autoptr (GPtrArray) signatures = g_ptr_array_new ();
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (free_problem);
  EtbVerification verification = { .verdict = ETB_PACKAGE_INVALID,
                                   .signatures = signatures,
                                   .covered = covered,
                                   .problems = problems,
                                   .has_dossier = TRUE,
                                   .eligible = ETB_VERDICT_MET,
                                   .ready = TRUE };
  g_autoptr (GPtrArray) of_file = NULL;
  g_autoptr (GPtrArray) of_dossier = NULL;

  g_test_message ("%s", code != NULL ? code : "none");
  g_ptr_array_add (signatures, &report);
  if (code != NULL)
    {
      EtbSignatureProblem *problem = g_new0 (EtbSignatureProblem, 1);

      problem->code = g_strdup (code);
      g_ptr_array_add (problems, problem);
    }
  of_file = etb_facts_of_file (&verification);
  of_dossier = etb_facts_of_dossier (&verification);
  assert_state (of_file, "container", container);
  assert_state (of_file, "coverage", coverage);
  assert_state (of_dossier, "dossier", dossier);
  assert_state (of_dossier, "eligible", ETB_FACT_GOOD);
  assert_state (of_dossier, "complete", ETB_FACT_GOOD);
}

static void
test_a_problem_darkens_its_own_fact_alone (void)
{
  judge (NULL, ETB_FACT_GOOD, ETB_FACT_GOOD, ETB_FACT_GOOD);
  judge ("mimetype", ETB_FACT_BAD, ETB_FACT_GOOD, ETB_FACT_GOOD);
  judge ("entry-damaged", ETB_FACT_BAD, ETB_FACT_GOOD, ETB_FACT_GOOD);
  judge (ETB_REMARK_ALTERED, ETB_FACT_OPEN, ETB_FACT_GOOD, ETB_FACT_GOOD);
  judge ("not-covered", ETB_FACT_GOOD, ETB_FACT_BAD, ETB_FACT_GOOD);
  judge ("verdict-differs", ETB_FACT_GOOD, ETB_FACT_GOOD, ETB_FACT_BAD);
  judge ("piece-digest", ETB_FACT_GOOD, ETB_FACT_GOOD, ETB_FACT_BAD);
}

static void
test_without_a_signature_nothing_is_covered (void)
{
  static char *covered[] = { NULL };
  g_autoptr (GPtrArray) nothing = g_ptr_array_new ();
  EtbVerification verification = {
    .verdict = ETB_PACKAGE_INVALID, .signatures = nothing, .covered = covered, .problems = nothing
  };
  g_autoptr (GPtrArray) of_file = etb_facts_of_file (&verification);
  g_autoptr (GPtrArray) of_dossier = etb_facts_of_dossier (&verification);

  assert_state (of_file, "coverage", ETB_FACT_BAD);
  g_assert_cmpuint (of_dossier->len, ==, 0);
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);
  g_test_add_func ("/ui/pages/facts/each_fact_of_a_signature_stands_alone",
                   test_each_fact_of_a_signature_stands_alone);
  g_test_add_func ("/ui/pages/facts/a_problem_darkens_its_own_fact_alone",
                   test_a_problem_darkens_its_own_fact_alone);
  g_test_add_func ("/ui/pages/facts/without_a_signature_nothing_is_covered",
                   test_without_a_signature_nothing_is_covered);
  return g_test_run ();
}
