/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-evaluation.h"

G_BEGIN_DECLS

/* What keeps a page from being finished, at its top: one link a problem, and a way on for whoever
 * will finish it another day. Hidden until there is something to say; then it takes the focus, and
 * a screen reader says it.
 *
 * Signals
 *   problem-activated (path)   the person wants to go to that answer
 *   continue-anyway ()         the person goes on, and leaves it for later */

#define ETB_TYPE_ERROR_SUMMARY (etb_error_summary_get_type ())
G_DECLARE_FINAL_TYPE (EtbErrorSummary, etb_error_summary, ETB, ERROR_SUMMARY, GtkBox)

/* Shows one line a problem and takes the focus; an empty array hides.
 * @problems: (element-type EtbProblem): read at once, not kept */
void etb_error_summary_set_problems (EtbErrorSummary *self, GPtrArray *problems);

/* Whether “Continue anyway” is offered: yes unless told otherwise. */
void etb_error_summary_set_can_continue (EtbErrorSummary *self, gboolean can_continue);

G_END_DECLS
