/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-dossier.h"

G_BEGIN_DECLS

/* The way of a table to a spreadsheet and back: copy it, paste one, and in words what was pasted.
 *
 * Signals: pasting (), the dossier is about to change: what is being typed goes to it first;
 * pasted (), it changed. */

#define ETB_TYPE_TABLE_BAR (etb_table_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtbTableBar, etb_table_bar, ETB, TABLE_BAR, GtkBox)

/* @table: a table of the call of @dossier */
GtkWidget *etb_table_bar_new (EtbDossier *dossier, const EtbItem *table);

/* Puts a block of cells in the dossier, as one act, and says what became of it.
 * @text: as etb_table_clip_read() takes it; @from: path of a cell, or NULL */
void etb_table_bar_paste (EtbTableBar *self, const char *text, const char *from);

G_END_DECLS
