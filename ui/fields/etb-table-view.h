/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-answer-view.h"
#include "etb-dossier.h"

G_BEGIN_DECLS

/* A table of amounts: groups of rows, columns, totals and balance that follow what is typed.
 *
 * By keyboard: Tab goes from cell to cell as one reads; Up, Down and Enter go to the same column of
 * the row above or below, Left and Right to the next cell once the text ends there. Blocks of cells
 * are pasted from spreadsheets. To a screen reader each cell is named “row, column”. */

#define ETB_TYPE_TABLE_VIEW (etb_table_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbTableView, etb_table_view, ETB, TABLE_VIEW, GtkBox)

/* @item: a table of the call of @dossier */
GtkWidget *etb_table_view_new (EtbDossier *dossier, const EtbItem *item);

G_END_DECLS
