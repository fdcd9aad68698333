/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Each criterion of the shipped calls, one answer away from a dossier that meets it: the answer
 * that makes it fail, and the blank that makes it unknown. Limits are tried on both sides. A
 * criterion that no row makes fail is a fault of this table, and is named. */

#include "shipped-call.h"

#define A   ARTICLE_EDITION
#define B   AGENCY_EDITION
#define FT  "ft-association-rurale"
#define FNT "fnt-commune-qpv-occitanie"

/* The criterion does not apply; else a verdict. */
#define ABSENT  (-1)
#define NO      ETB_VERDICT_NOT_MET
#define YES     ETB_VERDICT_MET
#define UNKNOWN ETB_VERDICT_UNKNOWN

typedef struct
{
  const char *criterion;
  const char *edition;
  const char *sample;
  int expected;
  const char *changes[7]; /* path below /dossier/, value, path, value, NULL */
} Row;

static const Row rows[] = {
  /* applicant */
  { "page-relue", A, FT, NO, { "candidature/page-relue", "non" } },
  { "page-relue", A, FT, UNKNOWN, { "candidature/page-relue", "" } },
  { "adresse-depot", A, FT, UNKNOWN, { "candidature/adresse-depot", "" } },
  { "nouvelle-candidature", A, FT, ABSENT, { NULL } },
  { "nouvelle-candidature", A, FT, UNKNOWN, { "candidature/nature", "nouvelle" } },
  { "nouvelle-candidature",
    A,
    FT,
    YES,
    { "candidature/nature", "nouvelle", "candidature/changements", "Un second poste" } },
  { "personne-morale", A, FT, NO, { "porteur/famille", "personne-physique" } },
  { "personne-morale", A, FT, NO, { "porteur/famille", "collectif" } },
  { "personne-morale", A, FT, UNKNOWN, { "porteur/famille", "" } },
  { "structure-creee", A, FT, NO, { "porteur/existe", "non" } },
  { "structure-creee", A, FT, UNKNOWN, { "porteur/existe", "" } },
  { "lieu-existant-ou-projet", A, FT, YES, { "lieu/etat", "projet" } },
  { "lieu-existant-ou-projet", A, FT, UNKNOWN, { "lieu/etat", "" } },

  /* amounts, three years together: 135 000 in the sample */
  { "montant-plancher",
    A,
    FT,
    NO,
    { "demande/an1", "24999.00", "demande/an2", "0.00", "demande/an3", "0.00" } },
  { "montant-plancher",
    A,
    FT,
    YES,
    { "demande/an1", "25000.00", "demande/an2", "0.00", "demande/an3", "0.00" } },
  { "montant-plafond", A, FT, YES, { "demande/an2", "50000.00", "demande/an3", "50000.00" } },
  { "montant-plafond", A, FT, NO, { "demande/an2", "60001.00", "demande/an3", "40000.00" } },
  { "montant-plafond", B, FT, NO, { "demande/an2", "60001.00", "demande/an3", "40000.00" } },
  { "montant-plafond", A, FT, UNKNOWN, { "demande/an3", "" } },
  { "montant-plancher", A, FT, UNKNOWN, { "demande/an2", "" } },
  { "montant-plancher-75000", A, FT, UNKNOWN, { "demande/an2", "" } },
  { "montant-plancher-75000", A, FT, NO, { "demande/an1", "29999.00", "demande/an2", "5000.00" } },
  { "montant-plancher-75000", A, FT, YES, { "demande/an1", "30000.00", "demande/an2", "5000.00" } },
  { "montant-plancher", B, FT, NO, { "demande/an1", "29999.00", "demande/an2", "5000.00" } },
  { "montant-plancher", B, FT, YES, { "demande/an1", "30000.00", "demande/an2", "5000.00" } },
  { "montant-annuel-an1", A, FT, YES, { "demande/an1", "50000.00" } },
  { "montant-annuel-an1", A, FT, NO, { "demande/an1", "50001.00" } },
  { "montant-annuel-an2", A, FT, NO, { "demande/an2", "50001.00" } },
  { "montant-annuel-an3", A, FT, NO, { "demande/an3", "50001.00" } },
  { "montant-annuel-an3", B, FT, NO, { "demande/an3", "50001.00" } },
  { "montant-annuel-an3", A, FT, UNKNOWN, { "demande/an3", "" } },
  { "montant-annuel-an3", A, FT, UNKNOWN, { "demande/an3", "beaucoup" } },
  { "montant-annuel-an3", A, FT, UNKNOWN, { "demande/an3", "50.000.00" } },
  { "montant-plancher", A, FT, UNKNOWN, { "demande/an3", "beaucoup" } },
  { "fonctionnement", A, FT, NO, { "demande/fonctionnement", "non" } },

  /* territory: declared, never measured */
  { "ft-territoire", A, FT, YES, { "lieu/situation", "PROX" } },
  { "ft-territoire", A, FT, NO, { "lieu/situation", "AUTRE" } },
  { "ft-territoire", A, FT, UNKNOWN, { "lieu/situation", "" } },
  { "fnt-territoire", A, FNT, YES, { "lieu/situation", "PROX" } },
  { "fnt-territoire", A, FNT, NO, { "lieu/situation", "HGCU" } },
  { "fnt-territoire", B, FNT, NO, { "lieu/situation", "AUTRE" } },
  { "fnt-territoire", A, FNT, UNKNOWN, { "lieu/situation", "" } },
  { "fnt-territoire", A, FT, ABSENT, { NULL } },
  { "repere-300-m", A, FNT, ABSENT, { NULL } },
  { "repere-300-m", A, FNT, UNKNOWN, { "lieu/situation", "PROX" } },
  { "repere-300-m", A, FNT, YES, { "lieu/situation", "PROX", "lieu/distance", "300" } },
  { "repere-300-m", A, FNT, NO, { "lieu/situation", "PROX", "lieu/distance", "301" } },
  { "qpv-generation", A, FNT, NO, { "lieu/qpv", "QN08201M" } },
  { "qpv-generation", A, FNT, UNKNOWN, { "lieu/qpv", "" } },

  /* numeric track */
  { "fnt-collectivite", A, FNT, NO, { "porteur/famille", "association" } },
  { "fnt-collectivite", B, FNT, NO, { "porteur/famille", "association" } },
  { "fnt-collectivite", A, FNT, YES, { "porteur/famille", "groupement-collectivites" } },
  { "fnt-collectivite-associee", A, FNT, ABSENT, { NULL } },
  { "fnt-collectivite-associee", A, FNT, UNKNOWN, { "porteur/famille", "association" } },
  { "fnt-collectivite-associee",
    A,
    FNT,
    NO,
    { "porteur/famille", "association", "collectivite/associee", "non" } },
  { "fnt-collectivite-associee",
    A,
    FNT,
    YES,
    { "porteur/famille", "association", "collectivite/associee", "oui" } },
  { "fnt-investissement-plafond", A, FNT, YES, { "demande/investissement", "100000.00" } },
  { "fnt-investissement-plafond", A, FNT, NO, { "demande/investissement", "100001.00" } },
  { "fnt-investissement-plafond", B, FNT, NO, { "demande/investissement", "100001.00" } },
  { "fnt-investissement-plafond", A, FNT, UNKNOWN, { "demande/investissement", "" } },
  { "fnt-investissement-2019", A, FNT, YES, { "investissement/debut", "2019-12-31" } },
  { "fnt-investissement-2019", A, FNT, NO, { "investissement/debut", "2020-01-01" } },
  { "fnt-investissement-2019", A, FNT, UNKNOWN, { "investissement/debut", "bientôt" } },
  { "fnt-investissement-2019", A, FNT, UNKNOWN, { "investissement/debut", "2019-02-31" } },
  { "fnt-non-commence", A, FNT, NO, { "investissement/commence", "oui" } },
  { "fnt-renouvellement", A, FNT, NO, { "investissement/renouvellement", "oui" } },
  { "fnt-cerfa-separe", A, FNT, NO, { "investissement/separe", "non" } },
  { "fnt-plan-equilibre",
    A,
    FNT,
    NO,
    { "investissement/financement/propres/montant", "30001.00" } },
  { "fnt-aides-publiques", A, FNT, NO, { "investissement/financement/region/montant", "5001.00" } },
  { "fnt-part-collectivite",
    A,
    FNT,
    NO,
    { "investissement/financement/propres/montant", "20000.00" } },
  { "fnt-part-collectivite",
    A,
    FNT,
    UNKNOWN,
    { "investissement/financement/propres/montant", "" } },
  { "fnt-activites", A, FNT, NO, { "numerique/activites", "droits demarches" } },

  /* roles and network */
  { "role-ressource", A, FT, NO, { "roles/ressource/etat", "non" } },
  { "role-travail", A, FT, NO, { "roles/travail/etat", "non" } },
  { "role-culture", A, FT, NO, { "roles/culture/etat", "non" } },
  { "role-culture", B, FT, NO, { "roles/culture/etat", "non" } },
  { "role-inclusion", A, FT, NO, { "roles/inclusion/etat", "non" } },
  { "role-inclusion", A, FT, UNKNOWN, { "roles/inclusion/etat", "" } },
  { "tete-de-reseau", A, FT, NO, { "reseau/autres-lieux", "non" } },
  { "tiers-lieu-structurant", A, FT, NO, { "reseau/naissance", "non" } },

  /* consortium, team, support */
  { "chef-de-file", A, FT, NO, { "consortium/chef-de-file", "autre" } },
  { "chef-de-file", A, FT, ABSENT, { "consortium/presence", "non" } },
  { "membres-du-groupement", A, FT, NO, { "consortium/membre[1]/nom", "" } },
  { "un-poste", A, FT, NO, { "equipe/etp/an2", "0.8" } },
  { "un-poste", A, FT, UNKNOWN, { "equipe/etp/an2", "" } },
  { "lettres-soutien",
    A,
    FT,
    NO,
    { "soutiens/lettre[1]/date", "", "soutiens/lettre[2]/date", "" } },
  { "lettres-soutien", A, FT, YES, { "soutiens/lettre[1]/date", "" } },
  { "lettres-soutien", A, FT, NO, { "soutiens/commence", "non" } },
  { "lettres-soutien", A, FT, UNKNOWN, { "soutiens/commence", "" } },
  { "equilibre-economique", A, FT, NO, { "modele/equilibre", "apres" } },

  /* budget */
  { "budget-equilibre-an1", A, FT, NO, { "budget/charges/c61/c613/an1", "12001.00" } },
  { "budget-equilibre-an2", A, FT, NO, { "budget/charges/c61/c613/an2", "" } },
  { "budget-equilibre-an3", A, FT, NO, { "budget/produits/propres/propres/an3", "0.00" } },
  { "etat-contient-demande-an1", A, FT, NO, { "budget/produits/p74/etat/an1", "49999.00" } },
  { "etat-contient-demande-an2", A, FT, NO, { "budget/produits/p74/etat/an2", "0.00" } },
  { "etat-contient-demande-an3", A, FT, NO, { "demande/an3", "40001.00" } },
  { "etat-contient-demande-an3", A, FT, UNKNOWN, { "budget/produits/p74/etat/an3", "" } },
  { "demande-dans-total-an1", A, FT, NO, { "demande/an1", "95001.00" } },
  { "demande-dans-total-an2", A, FT, NO, { "demande/an2", "95211.00" } },
  { "demande-dans-total-an3", A, FT, NO, { "demande/an3", "112581.00" } },
  { "nature-equilibre-an1", A, FT, NO, { "budget/emplois/c864/an1", "9601.00" } },
  { "nature-equilibre-an2", A, FT, NO, { "budget/contributions/p870/an2", "" } },
  { "nature-equilibre-an3", A, FT, NO, { "budget/contributions/p871/an3", "0.00" } },
  { "nature-equilibre-an3", A, FNT, ABSENT, { NULL } },
  { "autres-ressources", A, FT, NO, { "demande/an1", "95000.00" } },

  /* thresholds of the law on subsidies */
  { "seuil-23000", A, FT, NO, { NULL } },
  { "seuil-23000", A, FT, ABSENT, { "porteur/famille", "entreprise" } },
  { "seuil-153000", A, FT, YES, { "budget/produits/p74/region/an1", "96000.00" } },
  { "seuil-153000", A, FT, NO, { "budget/produits/p74/region/an1", "96001.00" } },
  { "seuil-153000", A, FNT, NO, { "porteur/famille", "association" } },
  { "seuil-153000", A, FNT, ABSENT, { NULL } },
  { "de-minimis", A, FT, YES, { "porteur/aides-recues", "65000.00" } },
  { "de-minimis", A, FT, NO, { "porteur/aides-recues", "65001.00" } },
  { "de-minimis", A, FNT, NO, { "porteur/activite-economique", "oui" } },
  { "de-minimis", A, FT, ABSENT, { "porteur/activite-economique", "non" } },
};

static int
verdict_of (EtbEvaluation *evaluation, const char *id)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (g_str_equal (verdict->criterion->id, id))
        return (int)verdict->value;
    }

  return ABSENT;
}

static const char *
value_name (int value)
{
  return value == ABSENT ? "absent" : etb_verdict_value_to_name ((EtbVerdictValue)value);
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *file
      = g_build_filename (g_getenv ("ETB_SAMPLES"), row->sample, "answers.xml", NULL);
  g_autoptr (EtbCall) call = shipped_call_load (row->edition);
  g_autoptr (EtbInstance) instance = shipped_call_read_answers (call, file);
  g_autoptr (EtbEvaluation) evaluation = NULL;

  for (guint i = 0; row->changes[i] != NULL; i += 2)
    {
      g_autofree char *path = g_strconcat ("/dossier/", row->changes[i], NULL);

      g_assert_true (etb_instance_set (instance, path, row->changes[i + 1]));
    }

  evaluation = shipped_call_evaluate (call, instance, "2019-10-01", NULL);
  g_assert_cmpstr (value_name (verdict_of (evaluation, row->criterion)), ==,
                   value_name (row->expected));
}

static gboolean
some_row_fails (const char *criterion)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_str_equal (rows[i].criterion, criterion) && rows[i].expected == NO)
      return TRUE;

  return FALSE;
}

/* Those that an answer cannot make fail: the program writes the track; the others say “not met”
 * only of answers that are not of the list, or of a blank, which is unknown. */
static gboolean
cannot_fail (const char *criterion)
{
  static const char *const ids[] = { "volet-choisi", "adresse-depot", "nouvelle-candidature",
                                     "lieu-existant-ou-projet", NULL };

  return g_strv_contains (ids, criterion);
}

static void
test_every_criterion_of_the_article_can_fail (void)
{
  g_autoptr (EtbCall) call = shipped_call_load (ARTICLE_EDITION);
  GPtrArray *criteria = etb_call_get_criteria (call);

  for (guint i = 0; i < criteria->len; i++)
    {
      const EtbCriterion *criterion = g_ptr_array_index (criteria, i);

      if (some_row_fails (criterion->id) == cannot_fail (criterion->id))
        g_error ("%s: no row makes it fail", criterion->id);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strdup_printf ("/criteria/%s/%u-%s", rows[i].criterion, i,
                                               value_name (rows[i].expected));

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/criteria/every-criterion-of-the-article-can-fail",
                   test_every_criterion_of_the_article_can_fail);

  return g_test_run ();
}
