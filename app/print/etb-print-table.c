/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a table of amounts: labels on the left, one column of figures each on the right, its heads
 * again on each page.
 * Callers: etb-print-answers.c. */

#include "etb-print-private.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"

#define CODE_WIDTH  34.0
#define COLUMN_GAP  8.0
#define LEAST_LABEL 150.0

/* Where the columns are. */
typedef struct
{
  guint n_columns;
  double column_width; /* gap included */
  double first_column;
} Grid;

/* As wide as its widest figure asks, so that no amount wraps, as long as labels keep some room. */
static Grid
measure_grid (EtbSheet *sheet, xmlNodePtr table)
{
  Grid grid = { 0 };
  double widest = 62.0;

  for (xmlNodePtr c = etb_element_child (table, "column"); c != NULL;
       c = etb_element_next (c, "column"))
    grid.n_columns++;

  for (xmlNodePtr group = etb_element_child (table, "group"); group != NULL;
       group = etb_element_next (group, "group"))
    for (xmlNodePtr row = etb_element_child (group, "row"); row != NULL;
         row = etb_element_next (row, "row"))
      for (xmlNodePtr cell = etb_element_child (row, "cell"); cell != NULL;
           cell = etb_element_next (cell, "cell"))
        {
          g_autofree char *text = etb_element_text (cell, "text");
          const double width = etb_sheet_measure_width (sheet, text, ETB_INK_STRONG);

          widest = MAX (widest, width);
        }

  if (grid.n_columns > 0)
    grid.column_width
        = MIN (widest + COLUMN_GAP + 2.0, (ETB_SHEET_INNER - LEAST_LABEL) / grid.n_columns);
  grid.first_column = ETB_SHEET_INNER - grid.n_columns * grid.column_width;
  return grid;
}

static EtbCell
figure_cell (const Grid *grid, guint column, const char *text, EtbInk ink)
{
  return (EtbCell){ text, ink, grid->first_column + column * grid->column_width + COLUMN_GAP,
                    grid->column_width - COLUMN_GAP, PANGO_ALIGN_RIGHT };
}

/* Whether a total comes next: it stays with the last of its lines. */
static gboolean
is_summed (xmlNodePtr row)
{
  xmlNodePtr next = etb_element_next (row, "row");
  g_autofree char *kind = etb_element_attribute (next, "kind");

  return next != NULL && !g_str_equal (kind, "input");
}

static void
print_row (EtbSheet *sheet, xmlNodePtr row, const Grid *grid)
{
  g_autofree char *kind = etb_element_attribute (row, "kind");
  g_autofree char *code = etb_element_attribute (row, "code");
  g_autofree char *label = etb_element_text (row, "label");
  g_autofree char *spaced = g_strconcat (code, " ", NULL);
  const gboolean sum = !g_str_equal (kind, "input");
  const double indent = sum || *code == '\0' ? 0.0 : CODE_WIDTH;
  EtbCell *cells = g_new0 (EtbCell, grid->n_columns + 2);
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  guint n = 0;

  if (indent > 0)
    cells[n++] = (EtbCell){ spaced, ETB_INK_LABEL, 0.0, CODE_WIDTH - 4.0, PANGO_ALIGN_LEFT };
  cells[n++] = (EtbCell){ label,
                          sum ? ETB_INK_STRONG : ETB_INK_BODY,
                          indent,
                          grid->first_column - indent,
                          PANGO_ALIGN_LEFT,
                          ETB_MARK_NONE,
                          indent > 0 };

  for (xmlNodePtr cell = etb_element_child (row, "cell");
       cell != NULL && texts->len < grid->n_columns; cell = etb_element_next (cell, "cell"))
    {
      char *text = etb_element_text (cell, "text");
      const gboolean given = *text != '\0';

      cells[n++] = figure_cell (grid, texts->len, given ? text : "–",
                                given ? (sum ? ETB_INK_STRONG : ETB_INK_BODY) : ETB_INK_FAINT);
      g_ptr_array_add (texts, text);
    }

  etb_sheet_row (sheet, cells, n,
                 (sum ? ETB_ROW_SHADED : ETB_ROW_RULE_BELOW)
                     | (is_summed (row) ? ETB_ROW_KEEP : 0));
  g_free (cells);
}

void
etb_print_table (EtbSheet *sheet, xmlNodePtr table)
{
  const Grid grid = measure_grid (sheet, table);
  g_autofree char *title = etb_element_text (table, "label");
  EtbCell *heads = g_new0 (EtbCell, grid.n_columns + 1);
  g_autoptr (GPtrArray) labels = g_ptr_array_new_with_free_func (g_free);

  /* The title of the table is the head of its first column. */
  heads[0] = (EtbCell){ title, ETB_INK_STRONG, 0.0, grid.first_column, PANGO_ALIGN_LEFT };
  for (xmlNodePtr column = etb_element_child (table, "column"); column != NULL;
       column = etb_element_next (column, "column"))
    {
      char *label = etb_element_text (column, "label");

      heads[labels->len + 1] = figure_cell (&grid, labels->len, label, ETB_INK_STRONG);
      g_ptr_array_add (labels, label);
    }

  etb_sheet_space (sheet, 6.0);
  etb_sheet_need (sheet, 90.0);
  etb_sheet_open (sheet, "Table");
  etb_sheet_row (sheet, heads, grid.n_columns + 1, ETB_ROW_RULE_BELOW | ETB_ROW_HEAD);
  etb_sheet_set_repeated_row (sheet, heads, grid.n_columns + 1);
  for (xmlNodePtr group = etb_element_child (table, "group"); group != NULL;
       group = etb_element_next (group, "group"))
    {
      g_autofree char *label = etb_element_text (group, "label");

      if (*label != '\0')
        {
          etb_sheet_space (sheet, 5.0);
          etb_sheet_text (sheet, label, ETB_INK_GROUP, ETB_ROW_KEEP);
        }
      for (xmlNodePtr row = etb_element_child (group, "row"); row != NULL;
           row = etb_element_next (row, "row"))
        print_row (sheet, row, &grid);
    }
  etb_sheet_set_repeated_row (sheet, NULL, 0);
  etb_sheet_close (sheet);
  g_free (heads);
  etb_print_cell_authors (sheet, table);
  etb_sheet_space (sheet, 6.0);
}
