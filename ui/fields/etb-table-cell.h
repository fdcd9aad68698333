/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"

G_BEGIN_DECLS

/* One cell of a table: an entry when a person fills it, a label when the rules calculate it.
 *
 * Signals: pasted (const char *text), a block of cells was pasted in it; nothing was changed. */

#define ETB_TYPE_TABLE_CELL (etb_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (EtbTableCell, etb_table_cell, ETB, TABLE_CELL, GtkWidget)

/* @name: “row, column”, for a screen reader. @kind: of its row. */
GtkWidget *etb_table_cell_new (EtbDossier *dossier, const char *path, const char *name,
                               EtbRowKind kind);

const char *etb_table_cell_get_path (EtbTableCell *self);
gboolean etb_table_cell_is_input (EtbTableCell *self);

/* Whether the rules say that it applies. */
gboolean etb_table_cell_is_relevant (EtbTableCell *self);

void etb_table_cell_commit (EtbTableCell *self);

/* Shows what the dossier holds, unless somebody is typing in it. */
void etb_table_cell_refresh (EtbTableCell *self);

/* Shows what the dossier holds, whatever is typed in it. */
void etb_table_cell_reload (EtbTableCell *self);

/* Marks it as wrong, @words being where it is said why; NULL: it is right. */
void etb_table_cell_set_problem (EtbTableCell *self, GtkWidget *words);

/* A calculated one takes the focus too, to be seen and read. */
void etb_table_cell_focus (EtbTableCell *self);

/* Whether the cursor is where one step more leaves the text: at its beginning for @step < 0, at its
 * end for @step > 0, nothing being selected. */
gboolean etb_table_cell_is_at_edge (EtbTableCell *self, int step);

G_END_DECLS
