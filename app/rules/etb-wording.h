/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-plan.h"

G_BEGIN_DECLS

/* Expressions of a call in words, in the language of the person. Private to app/rules. */

/* Those of @words, the words of @rule, that begin at bytes @start to @end of its text.
 * Returns: (transfer full) */
char *etb_wording_of (EtbPlan *plan, const EtbRule *rule, GArray *words, gsize start, gsize end);

/* What a code means as an answer to @element (or NULL), in quotation marks.
 * Returns: (transfer full) */
char *etb_wording_of_code (EtbPlan *plan, const EtbElement *element, const char *code);

/* A whole criterion. Returns: (transfer full) */
char *etb_wording_of_criterion (EtbPlan *plan, const EtbCriterion *criterion,
                                const EtbRulePair *rules);

G_END_DECLS
