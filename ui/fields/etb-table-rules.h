/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-call.h"
#include "etb-evaluation.h"

G_BEGIN_DECLS

/* What the criteria that are not met say of a table, each beside the last of its rows that the
 * criterion reads: under the total that is not equal, under the line that must hold a sum. */

/* Returns: (transfer full) (element-type utf8 GString): path of a row to sentences, one a line;
 * rows that no criterion speaks of are not there */
GHashTable *etb_table_rules_of (EtbEvaluation *evaluation, const EtbItem *table);

/* Adds to @words what is said of @row, and shows them on @label, in the colour of a warning when
 * @words were empty before. Hides the label when there is nothing to say. */
void etb_table_rules_show (GHashTable *rules, const EtbRow *row, GString *words, GtkWidget *label);

G_END_DECLS
