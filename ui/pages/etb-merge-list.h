/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-merge.h"

G_BEGIN_DECLS

/* The differences of two copies: how many are decided, a filter, and a row for each; what both
 * sides changed comes first. Callers: etb-merge-page.
 *
 * Signals
 *   chosen ()   the choice of a difference is another now */

#define ETB_TYPE_MERGE_LIST (etb_merge_list_get_type ())
G_DECLARE_FINAL_TYPE (EtbMergeList, etb_merge_list, ETB, MERGE_LIST, GtkBox)

/* @merge outlives the list, which writes the choices into it. @territory: (nullable): names of
 * communes */
GtkWidget *etb_merge_list_new (EtbMerge *merge, EtbTerritory *territory);

G_END_DECLS
