/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-rules.h"

/* Small calls for the tests of rules: a definition around the parts that a test is about. */

typedef struct
{
  const char *instance; /* what stands in "dossier", after "volet" */
  const char *binds;
  const char *items; /* of the only page */
  const char *criteria;
  const char *pieces;
} Fixture;

/* The definition. (transfer full) */
char *fixture_text (const Fixture *fixture);

/* The call, read by the real reader. Stops the test when it is refused. (transfer full) */
EtbCall *fixture_call (const Fixture *fixture);

/* The same, with the rules. */
EtbRules *fixture_rules (const Fixture *fixture);

/* An empty dossier with answers: path, value, path, value..., NULL. A path "+…" adds a line. */
EtbInstance *fixture_instance (EtbRules *rules, ...) G_GNUC_NULL_TERMINATED;

/* On 1 October 2019, with the pieces named in @provided, or NULL. (transfer full) */
EtbEvaluation *fixture_evaluate (EtbRules *rules, EtbInstance *instance, const char *provided);

/* Value of an answer as rules see it. (transfer full) */
char *fixture_value (EtbEvaluation *evaluation, const char *path);

/* "met", "not-met", "unknown", or "" when the criterion does not apply. */
const char *fixture_verdict (EtbEvaluation *evaluation, const char *id);

/* The problem at @path, or NULL. */
const EtbProblem *fixture_problem (GPtrArray *problems, const char *path);
