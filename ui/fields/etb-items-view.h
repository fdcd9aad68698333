/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-answer-view.h"
#include "etb-dossier.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* A list of items of a call, one under the other: questions, tables, repeats, pieces, notes. Used
 * for a page, and for one line of a repeat. */

#define ETB_TYPE_ITEMS_VIEW (etb_items_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbItemsView, etb_items_view, ETB, ITEMS_VIEW, GtkBox)

/* @items: (element-type EtbItem), of the call of @dossier.
 * @repeat_path, @line_path: inside a repeat, the path of its lines and the path, with its position,
 * of the one to show; else NULL. */
GtkWidget *etb_items_view_new (EtbDossier *dossier, EtbTerritory *territory, GPtrArray *items,
                               const char *repeat_path, const char *line_path);

/* Problems of @evaluation that are about answers shown here, in the order of the screen.
 * @problems: (element-type EtbProblem): filled with what belongs to @evaluation */
void etb_items_view_collect (EtbItemsView *self, EtbEvaluation *evaluation, GPtrArray *problems);

/* Gives the focus to the first thing that can take it. */
void etb_items_view_focus_first (EtbItemsView *self);

G_END_DECLS
