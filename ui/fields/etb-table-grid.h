/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Rows of a label and as many cells as there are columns. When it is too narrow for one line, each
 * row folds: its label above, its cells side by side under it, or one under the other. Under a row
 * there may be a note, of the whole width. A row whose label is hidden takes no room. */

#define ETB_TYPE_TABLE_GRID (etb_table_grid_get_type ())
G_DECLARE_FINAL_TYPE (EtbTableGrid, etb_table_grid, ETB, TABLE_GRID, GtkWidget)

GtkWidget *etb_table_grid_new (guint n_columns);

/* @cells: one widget a column. @note: or NULL. All are (transfer floating). */
void etb_table_grid_append (EtbTableGrid *self, GtkWidget *label, GtkWidget **cells,
                            GtkWidget *note);

/* Shows or hides all the widgets of a row, but for its note. */
void etb_table_grid_set_row_visible (EtbTableGrid *self, guint row, gboolean visible);

/* Whether rows are folded at @width. */
gboolean etb_table_grid_folds_at (EtbTableGrid *self, int width);

G_END_DECLS
