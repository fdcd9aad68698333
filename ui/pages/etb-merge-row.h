/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-merge.h"

G_BEGIN_DECLS

/* One difference of two copies: what it is about, which side changed it, and both sides beside each
 * other, of which one is chosen. Callers: etb-merge-page.
 *
 * Signals
 *   chosen ()   the choice of the difference is another now */

#define ETB_TYPE_MERGE_ROW (etb_merge_row_get_type ())
G_DECLARE_FINAL_TYPE (EtbMergeRow, etb_merge_row, ETB, MERGE_ROW, GtkBox)

/* @merge and @difference outlive the row; it writes the choice into the latter. @territory: NULL
 * shows codes of communes. */
GtkWidget *etb_merge_row_new (EtbMerge *merge, EtbMergeDifference *difference,
                              EtbTerritory *territory);

G_END_DECLS
