/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-evaluation.h"

G_BEGIN_DECLS

/* given and needed over all tasks, as 0 to 100, for an evaluation alone. */
guint etb_progress_percent_of (EtbEvaluation *evaluation);

G_END_DECLS
