/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-evaluation.h"

G_BEGIN_DECLS

/* A block of cells as spreadsheets put it on the clipboard: a line of text a row, a tab between two
 * cells, cells with tabs or line breaks between quotes; UTF-8. */

/* What a block is for a table. Free with etb_table_clip_free(). */
typedef struct
{
  GPtrArray *paths;   /* (element-type utf8), NULL-terminated: cells to fill, each once */
  GPtrArray *typed;   /* (element-type utf8), NULL-terminated: as many texts */
  GPtrArray *unknown; /* (element-type utf8): names of rows with amounts that the table lacks */
  guint n_left;       /* amounts that no cell takes: beyond the last one, or calculated here */
} EtbTableClip;

/* Whether @text is more than one cell. */
gboolean etb_table_clip_is_block (const char *text);

/* Finds the cells for a block. When its first column names rows of the table (their label, or the
 * number of their account), they are found by name, and columns by the names above them where there
 * are any; else by place, from the cell @from (nullable: the first) on.
 * @table: of the call of @evaluation; @text: UTF-8.
 * Returns: (transfer full) */
EtbTableClip *etb_table_clip_read (EtbEvaluation *evaluation, const EtbItem *table,
                                   const char *text, const char *from);
void etb_table_clip_free (EtbTableClip *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbTableClip, etb_table_clip_free)

/* The whole table as a block that etb_table_clip_read() and spreadsheets read: with the names of
 * columns, groups and rows; amounts with the decimal sign of the locale and nothing else.
 * Returns: (transfer full) */
char *etb_table_clip_write (EtbEvaluation *evaluation, const EtbItem *table);

G_END_DECLS
