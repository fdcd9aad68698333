/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The face of this folder: holds what was worked out from a call (etb-plan.c) and runs it
 * (etb-run.c). The lock is there because libxml2 keeps what it finds inside compiled expressions.
 */

#include "etb-evaluation-private.h"

#include <libxml/parser.h>

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

EtbRules *
etb_rules_new (EtbCall *call, GError **error)
{
  g_autoptr (EtbRules) self = NULL;

  g_return_val_if_fail (ETB_IS_CALL (call), NULL);

  xmlInitParser ();
  self = g_object_new (ETB_TYPE_RULES, NULL);
  self->plan = etb_plan_new (call, error);
  return self->plan != NULL ? g_steal_pointer (&self) : NULL;
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
