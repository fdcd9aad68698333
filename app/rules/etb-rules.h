/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-evaluation.h"
#include "etb-instance.h"

G_BEGIN_DECLS

/* The expressions of one call, compiled once, evaluated whole at every answer. The language is
 * XPath 1.0 in the profile written in data/calls/README.md. An evaluation is bounded in operations,
 * reads nothing but its arguments, and has no effect outside its result. */

#define ETB_RULES_ERROR (etb_rules_error_quark ())
GQuark etb_rules_error_quark (void);

typedef enum
{
  ETB_RULES_ERROR_EXPRESSION, /* an expression of the call is wrong: message with file line,
                                 expression, word */
} EtbRulesError;

/* One file joined to the dossier. */
typedef struct
{
  const char *piece; /* code */
  const char *date;  /* the one written on it, "2019-10-15", or NULL: not known */
} EtbProvided;

/* An empty list of files, and one file more. The strings are borrowed: they outlive the list.
 * Returns: (transfer full) (element-type EtbProvided) */
GArray *etb_provided_new (void);
void etb_provided_add (GArray *provided, const char *piece, const char *date);

/* What rules may know beside the answers. */
typedef struct
{
  const char *today; /* ISO date in Europe/Paris; what today() answers */
  GArray *provided;  /* (element-type EtbProvided) all files joined; or NULL: none */
  const char *now;   /* what now() answers, an instant of that day in Europe/Paris with its offset,
                        "2019-10-15T14:05:00+02:00"; or NULL: the first of the day */
} EtbFacts;

#define ETB_TYPE_RULES (etb_rules_get_type ())
G_DECLARE_FINAL_TYPE (EtbRules, etb_rules, ETB, RULES, GObject)

/* Compiles every expression of @call and tries each on the empty dossier.
 * Returns: (transfer full): NULL with ETB_RULES_ERROR; a call with one wrong expression has no
 * rules. */
EtbRules *etb_rules_new (EtbCall *call, GError **error);

/* For whoever writes a definition: all that is wrong with it, in its form, its meaning and its
 * expressions, in one pass; what only follows from another fault is left out. This is what
 * `etabli-cli lint` says.
 * @rules: (out) (optional) (nullable) (transfer full): NULL as soon as there is a fault; they hold
 * the call, see etb_rules_get_call().
 * Returns: (transfer full) (element-type GError) ETB_CALL_ERROR and ETB_RULES_ERROR, in the order
 * of lines, 100 at most; each message names the file. Empty: no fault */
GPtrArray *etb_rules_check_file (const char *file, EtbRules **rules);
GPtrArray *etb_rules_check_bytes (GBytes *bytes, const char *name, EtbRules **rules);

EtbCall *etb_rules_get_call (EtbRules *self);

/* Evaluates everything: calculates, relevance, requirements, constraints, criteria, pieces.
 * @instance is not changed. Returns: (transfer full): never NULL */
EtbEvaluation *etb_rules_evaluate (EtbRules *self, EtbInstance *instance, const EtbFacts *facts);

G_END_DECLS
