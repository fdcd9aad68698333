/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-evaluation-private.h"

G_BEGIN_DECLS

/* What would change a verdict. Private to app/rules. */

/* The comparisons that @rule joins by "and", or the same answer compared to several codes joined by
 * "or". Returns: (transfer full) (element-type EtbComparison): empty when it is not so simple */
GPtrArray *etb_change_find_comparisons (EtbPlan *plan, const EtbRule *rule);

/* In a sentence or several, for a test that is false.
 * Returns: (transfer full): "" when that is not simple to say */
char *etb_change_describe (EtbRun *self, const EtbRulePair *rules);

/* The answers that are waited for, or the piece of which a date is. Returns: (transfer full) */
char *etb_change_describe_waiting (EtbRun *self, const EtbRulePair *rules, GPtrArray *reads);

G_END_DECLS
