/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-evaluation.h"
#include "etb-readiness.h"

G_BEGIN_DECLS

/* given and needed over all tasks, as 0 to 100, where there is no dossier. */
guint etb_progress_percent_of (EtbEvaluation *evaluation, const EtbReadiness *readiness);

G_END_DECLS
