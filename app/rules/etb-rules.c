/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The face of this folder: holds what was worked out from a call (etb-plan.c) and runs it
 * (etb-run.c). The lock is there because libxml2 keeps what it finds inside compiled expressions.
 */

#include "etb-call-draft.h"
#include "etb-evaluation-private.h"

#include <libxml/parser.h>

GArray *
etb_provided_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (EtbProvided));
}

void
etb_provided_add (GArray *provided, const char *piece, const char *date)
{
  const EtbProvided file = { piece, date };

  g_return_if_fail (provided != NULL);
  g_return_if_fail (piece != NULL);

  g_array_append_val (provided, file);
}

struct _EtbRules
{
  GObject parent_instance;

  EtbPlan *plan;
  GMutex lock; /* of @plan while it is run */
};

G_DEFINE_QUARK (etb_rules_error_quark, etb_rules_error)
G_DEFINE_FINAL_TYPE (EtbRules, etb_rules, G_TYPE_OBJECT)

static void
etb_rules_finalize (GObject *object)
{
  EtbRules *self = ETB_RULES (object);

  g_clear_pointer (&self->plan, etb_plan_free);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (etb_rules_parent_class)->finalize (object);
}

static void
etb_rules_class_init (EtbRulesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_rules_finalize;
}

static void
etb_rules_init (EtbRules *self)
{
  g_mutex_init (&self->lock);
}

/* Returns: (transfer full) (nullable): NULL with faults */
static EtbRules *
make_rules (EtbCall *call, EtbFaults *faults)
{
  EtbPlan *plan;
  EtbRules *self;

  xmlInitParser ();
  plan = etb_plan_new (call, faults);
  if (plan == NULL)
    return NULL;
  self = g_object_new (ETB_TYPE_RULES, NULL);
  self->plan = plan;
  return self;
}

EtbRules *
etb_rules_new (EtbCall *call, GError **error)
{
  g_autoptr (EtbFaults) faults = etb_faults_new ();
  EtbRules *self;

  g_return_val_if_fail (ETB_IS_CALL (call), NULL);

  self = make_rules (call, faults);
  etb_faults_propagate_first (faults, error);
  return self;
}

GPtrArray *
etb_rules_check_bytes (GBytes *bytes, const char *name, EtbRules **rules)
{
  g_autoptr (EtbFaults) faults = etb_faults_new ();
  g_autoptr (EtbCall) draft = NULL;
  g_autoptr (EtbRules) self = NULL;
  GPtrArray *errors;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  draft = etb_call_draft_new (bytes, name, faults);
  if (draft != NULL)
    self = make_rules (draft, faults);
  if (rules != NULL)
    *rules = g_steal_pointer (&self);
  errors = etb_faults_take_all (faults);
  /* The rules know the lines of a call, not its file. */
  for (guint i = 0; i < errors->len; i++)
    if (((GError *)g_ptr_array_index (errors, i))->domain == ETB_RULES_ERROR)
      g_prefix_error ((GError **)&g_ptr_array_index (errors, i), "%s: ", name);
  return errors;
}

GPtrArray *
etb_rules_check_file (const char *file, EtbRules **rules)
{
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  GPtrArray *errors;

  g_return_val_if_fail (file != NULL, NULL);

  bytes = etb_call_load_file (file, &error);
  if (bytes != NULL)
    return etb_rules_check_bytes (bytes, file, rules);

  if (rules != NULL)
    *rules = NULL;
  errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_ptr_array_add (errors, error);
  return errors;
}

EtbCall *
etb_rules_get_call (EtbRules *self)
{
  g_return_val_if_fail (ETB_IS_RULES (self), NULL);
  return self->plan->call;
}

EtbEvaluation *
etb_rules_evaluate (EtbRules *self, EtbInstance *instance, const EtbFacts *facts)
{
  EtbEvaluation *evaluation;

  g_return_val_if_fail (ETB_IS_RULES (self), NULL);
  g_return_val_if_fail (instance != NULL, NULL);
  g_return_val_if_fail (etb_instance_get_call (instance) == self->plan->call, NULL);
  g_return_val_if_fail (facts != NULL && facts->today != NULL, NULL);

  g_mutex_lock (&self->lock);
  evaluation = etb_run (self, self->plan, instance, facts);
  g_mutex_unlock (&self->lock);
  return evaluation;
}
