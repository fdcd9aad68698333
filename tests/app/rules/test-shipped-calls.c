/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the shipped calls promise, whatever the sample dossiers hold. */

#include "shipped-call.h"

#include <string.h>

static const char *const editions[] = { ARTICLE_EDITION, AGENCY_EDITION };

static void
test_empty_dossier_is_unknown_never_no (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    {
      g_autoptr (EtbCall) call = shipped_call_load (editions[i]);
      GPtrArray *tracks = etb_call_get_tracks (call);

      for (guint j = 0; j < tracks->len; j++)
        {
          const EtbTrack *track = g_ptr_array_index (tracks, j);
          g_autoptr (EtbInstance) instance = etb_instance_new (call);
          g_autoptr (EtbEvaluation) evaluation = NULL;
          GPtrArray *verdicts;

          g_assert_true (etb_instance_set (instance, "/dossier/volet", track->id));
          evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
          g_assert_cmpint (etb_evaluation_get_eligible (evaluation), ==, ETB_VERDICT_UNKNOWN);
          g_assert_false (etb_evaluation_is_complete (evaluation));
          g_assert_cmpuint (etb_evaluation_get_invalid (evaluation)->len, ==, 0);

          verdicts = etb_evaluation_get_verdicts (evaluation);
          g_assert_cmpuint (verdicts->len, >, 20);
          for (guint k = 0; k < verdicts->len; k++)
            {
              const EtbVerdict *verdict = g_ptr_array_index (verdicts, k);

              if (verdict->value == ETB_VERDICT_NOT_MET)
                g_error ("%s, %s: %s is not met by an empty dossier", editions[i], track->id,
                         verdict->criterion->id);
            }
        }
    }
}

/* What the first questions give, and nothing else. */
static void
test_first_questions_are_enough_to_be_eligible (void)
{
  static const char *const answers[][2] = {
    { "/dossier/volet", "FNT" },
    { "/dossier/porteur/famille", "collectivite" },
    { "/dossier/porteur/existe", "oui" },
    { "/dossier/lieu/situation", "QPV" },
    { "/dossier/demande/an1", "50000.00" },
    { "/dossier/demande/an2", "50000.00" },
    { "/dossier/demande/an3", "50000.00" },
    { "/dossier/demande/investissement", "100000.00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    {
      g_autoptr (EtbCall) call = shipped_call_load (editions[i]);
      g_autoptr (EtbInstance) instance = etb_instance_new (call);
      g_autoptr (EtbEvaluation) evaluation = NULL;

      for (guint j = 0; j < G_N_ELEMENTS (answers); j++)
        g_assert_true (etb_instance_set (instance, answers[j][0], answers[j][1]));

      evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
      g_assert_cmpint (etb_evaluation_get_eligible (evaluation), ==, ETB_VERDICT_MET);
      g_assert_false (etb_evaluation_is_complete (evaluation));
    }
}

static const EtbVerdict *
find_verdict (EtbEvaluation *evaluation, const char *id)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (g_str_equal (verdict->criterion->id, id))
        return verdict;
    }

  g_error ("no verdict %s", id);
}

static EtbEvaluation *
evaluate_60000 (EtbCall *call)
{
  g_autoptr (EtbInstance) instance = etb_instance_new (call);

  etb_instance_set (instance, "/dossier/volet", "FT");
  etb_instance_set (instance, "/dossier/demande/an1", "20000.00");
  etb_instance_set (instance, "/dossier/demande/an2", "20000.00");
  etb_instance_set (instance, "/dossier/demande/an3", "20000.00");

  return shipped_call_evaluate (call, instance, "2019-10-01", NULL);
}

static void
assert_verdict (EtbEvaluation *evaluation, const char *id, EtbVerdictValue value, EtbEffect effect,
                EtbStrength strength)
{
  const EtbVerdict *verdict = find_verdict (evaluation, id);

  g_assert_cmpint (verdict->value, ==, value);
  g_assert_cmpint (verdict->criterion->effect, ==, effect);
  g_assert_cmpint (verdict->criterion->source->strength, ==, strength);
  g_assert_cmpstr (verdict->criterion->source->title, !=, "");
  g_assert_cmpuint (verdict->reads->len, >, 0);
}

static void
test_editions_answer_differently_to_60000_and_name_their_source (void)
{
  g_autoptr (EtbCall) article = shipped_call_load (ARTICLE_EDITION);
  g_autoptr (EtbCall) agency = shipped_call_load (AGENCY_EDITION);
  g_autoptr (EtbEvaluation) by_article = evaluate_60000 (article);
  g_autoptr (EtbEvaluation) by_agency = evaluate_60000 (agency);

  assert_verdict (by_article, "montant-plancher", ETB_VERDICT_MET, ETB_EFFECT_BLOCKING,
                  ETB_STRENGTH_ARTICLE);
  assert_verdict (by_article, "montant-plancher-75000", ETB_VERDICT_NOT_MET, ETB_EFFECT_WARNING,
                  ETB_STRENGTH_OFFICIAL);
  assert_verdict (by_agency, "montant-plancher", ETB_VERDICT_NOT_MET, ETB_EFFECT_BLOCKING,
                  ETB_STRENGTH_OFFICIAL);
  assert_verdict (by_agency, "montant-plancher-25000", ETB_VERDICT_MET, ETB_EFFECT_INFORMATION,
                  ETB_STRENGTH_ARTICLE);
}

static void
test_distance_never_refuses (void)
{
  static const char *const distances[] = { "10", "301", "25000" };

  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (distances); j++)
      {
        g_autoptr (EtbCall) call = shipped_call_load (editions[i]);
        g_autoptr (EtbInstance) instance = etb_instance_new (call);
        g_autoptr (EtbEvaluation) evaluation = NULL;

        etb_instance_set (instance, "/dossier/volet", "FNT");
        etb_instance_set (instance, "/dossier/lieu/situation", "PROX");
        etb_instance_set (instance, "/dossier/lieu/distance", distances[j]);
        evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);

        g_assert_cmpint (find_verdict (evaluation, "fnt-territoire")->value, ==, ETB_VERDICT_MET);
        g_assert_cmpint (etb_evaluation_get_eligible (evaluation), ==, ETB_VERDICT_UNKNOWN);
        g_assert_cmpint (find_verdict (evaluation, "repere-300-m")->criterion->effect, ==,
                         ETB_EFFECT_INFORMATION);
      }
}

/* S1 to S13: each fact of the article is a source, with its sentence. */
static void
test_every_fact_of_the_article_is_quoted (void)
{
  g_autoptr (EtbCall) call = shipped_call_load (ARTICLE_EDITION);
  GPtrArray *sources = etb_call_get_sources (call);
  guint quoted = 0;

  g_assert_true (etb_call_is_default (call));
  for (guint i = 0; i < sources->len; i++)
    {
      const EtbSource *source = g_ptr_array_index (sources, i);

      if (source->strength != ETB_STRENGTH_ARTICLE)
        continue;
      g_assert_nonnull (source->quote);
      quoted++;
    }

  g_assert_cmpuint (quoted, ==, 13);
}

/* ---------- the example of data/calls/README.md ---------- */

static EtbCall *
load_example (void)
{
  g_autofree char *file
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "README.md", NULL);
  g_autofree char *page = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *start;
  const char *end;
  EtbCall *call;

  g_file_get_contents (file, &page, NULL, &error);
  g_assert_no_error (error);
  /* The other fragments are parts of a call. */
  start = strstr (page, "```xml\n<call ");
  g_assert_nonnull (start);
  start += strlen ("```xml\n");
  end = strstr (start, "```");
  g_assert_nonnull (end);

  bytes = g_bytes_new (start, (gsize)(end - start));
  call = etb_call_new_from_bytes (bytes, "README.md", &error);
  g_assert_no_error (error);

  return call;
}

static void
test_example_of_the_guide_does_what_the_guide_says (void)
{
  static const struct
  {
    const char *amount;
    EtbVerdictValue verdict;
    EtbPieceState piece;
  } rows[] = {
    { "", ETB_VERDICT_UNKNOWN, ETB_PIECE_UNKNOWN },
    { "800.00", ETB_VERDICT_NOT_MET, ETB_PIECE_NOT_CONCERNED },
    { "4000.00", ETB_VERDICT_MET, ETB_PIECE_MISSING },
  };
  g_autoptr (EtbCall) call = load_example ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (EtbInstance) instance = etb_instance_new (call);
      g_autoptr (EtbEvaluation) evaluation = NULL;
      const EtbPieceStatus *piece;

      g_assert_true (etb_instance_set (instance, "/dossier/montant", rows[i].amount));
      evaluation = shipped_call_evaluate (call, instance, "2027-02-01", NULL);
      piece = g_ptr_array_index (etb_evaluation_get_pieces (evaluation), 0);

      g_assert_cmpint (find_verdict (evaluation, "montant")->value, ==, rows[i].verdict);
      g_assert_cmpint (piece->state, ==, rows[i].piece);
    }
}

/* A budget that was never begun, or half of the contributions in kind, is no balanced budget. */
static void
test_one_sided_table_is_refused (void)
{
  static const char *const cells[][2] = {
    { "/dossier/budget/produits/p74/etat/an1", "/dossier/totaux/equilibre/an1" },
    { "/dossier/budget/charges/c64/c641/an2", "/dossier/totaux/equilibre/an2" },
    { "/dossier/budget/emplois/c864/an3", "/dossier/totaux/equilibre-nature/an3" },
    { "/dossier/budget/contributions/p870/an1", "/dossier/totaux/equilibre-nature/an1" },
  };
  g_autoptr (EtbCall) call = shipped_call_load (ARTICLE_EDITION);

  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autoptr (EtbInstance) instance = etb_instance_new (call);
      g_autoptr (EtbEvaluation) evaluation = NULL;
      GPtrArray *invalid;

      g_assert_true (etb_instance_set (instance, cells[i][0], "1000.00"));
      evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
      invalid = etb_evaluation_get_invalid (evaluation);

      g_assert_cmpuint (invalid->len, ==, 1);
      g_assert_cmpstr (((const EtbProblem *)g_ptr_array_index (invalid, 0))->path, ==, cells[i][1]);
    }
}

/* The form of an association says which register it is in: it is asked once. */
static void
test_form_says_the_register_of_an_association (void)
{
  static const struct
  {
    const char *form;
    gboolean rna, court;
  } rows[] = { { "", FALSE, FALSE }, { "9220", TRUE, FALSE }, { "9260", FALSE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
      {
        g_autoptr (EtbCall) call = shipped_call_load (editions[i]);
        g_autoptr (EtbInstance) instance = etb_instance_new (call);
        g_autoptr (EtbEvaluation) evaluation = NULL;

        etb_instance_set (instance, "/dossier/porteur/famille", "association");
        etb_instance_set (instance, "/dossier/porteur/forme-association", rows[j].form);
        evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
        g_assert_cmpint (etb_evaluation_get_node (evaluation, "/dossier/porteur/rna")->relevant, ==,
                         rows[j].rna);
        g_assert_cmpint (
            etb_evaluation_get_node (evaluation, "/dossier/porteur/registre")->relevant, ==,
            rows[j].court);
      }
}

static void
test_activity_code_is_taken_in_its_usual_writings (void)
{
  static const struct
  {
    const char *code;
    gboolean accepted;
  } rows[] = { { "94.99Z", TRUE }, { "9499Z", TRUE },  { "94.99z", TRUE },
               { "9499z", TRUE },  { "94.99", FALSE }, { "949.9Z", FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (editions); i++)
    for (guint j = 0; j < G_N_ELEMENTS (rows); j++)
      {
        g_autoptr (EtbCall) call = shipped_call_load (editions[i]);
        g_autoptr (EtbInstance) instance = etb_instance_new (call);
        g_autoptr (EtbEvaluation) evaluation = NULL;

        etb_instance_set (instance, "/dossier/porteur/naf", rows[j].code);
        evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
        g_assert_cmpint (etb_evaluation_get_invalid (evaluation)->len == 0, ==, rows[j].accepted);
      }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calls/empty-dossier-is-unknown-never-no",
                   test_empty_dossier_is_unknown_never_no);
  g_test_add_func ("/calls/first-questions-are-enough-to-be-eligible",
                   test_first_questions_are_enough_to_be_eligible);
  g_test_add_func ("/calls/editions-answer-differently-to-60000-and-name-their-source",
                   test_editions_answer_differently_to_60000_and_name_their_source);
  g_test_add_func ("/calls/distance-never-refuses", test_distance_never_refuses);
  g_test_add_func ("/calls/every-fact-of-the-article-is-quoted",
                   test_every_fact_of_the_article_is_quoted);

  g_test_add_func ("/calls/form-says-the-register-of-an-association",
                   test_form_says_the_register_of_an_association);
  g_test_add_func ("/calls/activity-code-is-taken-in-its-usual-writings",
                   test_activity_code_is_taken_in_its_usual_writings);
  g_test_add_func ("/calls/one-sided-table-is-refused", test_one_sided_table_is_refused);
  g_test_add_func ("/calls/example-of-the-guide-does-what-the-guide-says",
                   test_example_of_the_guide_does_what_the_guide_says);

  return g_test_run ();
}
