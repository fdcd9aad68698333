/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any text as an expression of one small call: a condition and a calculation of the root, of a
 * cell, of an answer in a line; checked, then, when it is right, evaluated over a dossier half
 * filled in, within the limit of operations. */

#include "etb-plan.h"
#include "etb-rules.h"
#include "rules-fixture.h"

#include <string.h>

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* The names are those of the table of expressions, so that its lines lead somewhere. */
static const Fixture fixture = {
  .instance
  = "<vide/><blanc/><un/><deux/><dix/><vingt/><texte/><codes/><siret/><faux/><rna/><iban/>"
    "<date/><bissextile/><fin/><pasdate/><neg/><trois/><t><l><m/><n/></l></t>"
    "<v><m/><o/></v><mots/>",
  .binds = "<bind ref='/dossier/un' type='amount'/><bind ref='/dossier/deux' type='amount'/>"
           "<bind ref='/dossier/date' type='date'/><bind ref='/dossier/fin' type='date'/>"
           "<bind ref='/dossier/siret' type='siret'/>"
           "<bind ref='/dossier/codes' type='choices' list='natures'/>"
           "<bind ref='/dossier/t/l/m' type='amount'/>",
  .items = "<repeat ref='/dossier/t/l'><label>Lignes</label><line-label>Ligne</line-label>"
           "<question ref='/dossier/t/l/m'><label>M</label></question></repeat>",
  .pieces = "<piece code='P-STAT' kinds='pdf' max-size='10' max-age-months='3' source='S'>"
            "<label>S</label></piece>",
};

static const char *const answers[][2] = {
  { "/dossier/un", "1.50" },         { "/dossier/deux", "2.00" },
  { "/dossier/texte", "bon jour" },  { "/dossier/codes", "association scic" },
  { "/dossier/date", "2019-10-15" }, { "/dossier/siret", "73282932000074" },
  { "/dossier/t/l[1]/m", "10.10" },  { "/dossier/t/l[1]/n", "x" },
  { "/dossier/t/l[3]/m", "0.20" },   { "/dossier/mots", "un deux trois" },
};

static EtbPlan *plan;
static EtbInstance *instance;
static GArray *provided;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (EtbCall) call = fixture_call (&fixture);
  g_autoptr (EtbFaults) faults = etb_faults_new ();

  plan = etb_plan_new (call, faults);
  g_assert_nonnull (plan);
  instance = etb_instance_new (call);
  for (int i = 0; i < 3; i++)
    etb_instance_add_line (instance, "/dossier/t/l", NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (answers); i++)
    g_assert_true (etb_instance_set (instance, answers[i][0], answers[i][1]));
  provided = etb_provided_new ();
  etb_provided_add (provided, "P-STAT", "2019-09-01");
  return 0;
}

static void
evaluate (const EtbRule *rule, const char *path)
{
  EtbScope scope = { .call = plan->call,
                     .today = "2019-10-01",
                     .now = "2019-10-01T14:05:00+02:00",
                     .provided = provided,
                     .regexes = plan->regexes,
                     .lists = plan->lists };
  xmlDocPtr document = etb_instance_get_document (instance);
  xmlXPathContextPtr context = etb_functions_new_context (document, &scope);

  scope.current = path != NULL ? etb_instance_find (instance, path) : NULL;
  context->node = scope.current != NULL ? scope.current : (xmlNodePtr)document;
  context->opLimit = ETB_FUNCTIONS_MAX_OPERATIONS;
  xmlXPathFreeObject (xmlXPathCompiledEval (rule->compiled, context));
  g_assert_cmpuint (context->opCount, <=, context->opLimit);
  xmlXPathFreeContext (context);
}

static void
check (const char *text, const char *element, const char *path)
{
  const guint bound = element != NULL ? etb_plan_find (plan, element) : ETB_NO_ELEMENT;

  for (gboolean is_condition = FALSE; is_condition <= TRUE; is_condition++)
    {
      g_autoptr (GError) error = NULL;
      EtbRule *rule = etb_rule_new (plan, text, bound, is_condition, &error);

      g_assert_true ((rule == NULL) == (error != NULL));
      g_assert_true (error == NULL || g_utf8_validate (error->message, -1, NULL));
      if (rule == NULL)
        continue;
      evaluate (rule, path);
      etb_rule_free (rule);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *text = g_strndup ((const char *)data, size);

  check (text, NULL, NULL);
  check (text, "/dossier/un", "/dossier/un");
  check (text, "/dossier/t/l/m", "/dossier/t/l[3]/m");
  /* what is kept from one to the next would grow without end */
  g_hash_table_remove_all (plan->regexes);
  return 0;
}
