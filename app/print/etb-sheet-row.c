/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: rows of cells, drawn line by line so that they may be cut by the foot of a page.
 * Invariant: every line of every cell is drawn once.
 * Callers: etb-sheet.c, etb-print-*.c. */

#include "etb-sheet-private.h"

/* A row lower than this is never cut. */
#define WHOLE_HEIGHT 150.0
/* A row that is cut shows at least this much before the cut. */
#define LEAST_HEIGHT 44.0
#define MARK_ROOM    14.0

/* A cell while its row is drawn. */
typedef struct
{
  const EtbCell *cell;
  PangoLayout *layout;
  PangoLayoutIter *iter; /* at the first line that is not drawn yet */
  gboolean over;         /* all lines are drawn */
  double x;              /* page coordinates */
  double drop;           /* brings the first line to the row's common baseline */
} Laid;

static void
lay_out_cell (EtbSheet *self, const EtbCell *cell, Laid *laid)
{
  const double mark_room = cell->mark != ETB_MARK_NONE ? MARK_ROOM : 0.0;

  laid->cell = cell;
  laid->layout = etb_sheet_lay_out (self, cell->text, cell->ink, MAX (cell->width - mark_room, 1.0),
                                    cell->align);
  laid->iter = pango_layout_get_iter (laid->layout);
  laid->over = FALSE;
  laid->x = ETB_SHEET_MARGIN + cell->x + mark_room;
}

static void
clear_cell (Laid *laid)
{
  pango_layout_iter_free (laid->iter);
  g_object_unref (laid->layout);
}

/* Cells of different inks stand on one baseline. */
static void
align_first_lines (Laid *cells, guint n_cells)
{
  int lowest = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      const int baseline = pango_layout_get_baseline (cells[i].layout);

      lowest = MAX (lowest, baseline);
    }
  for (guint i = 0; i < n_cells; i++)
    cells[i].drop = (lowest - pango_layout_get_baseline (cells[i].layout)) / (double)PANGO_SCALE;
}

static double
height_of (Laid *cells, guint n_cells)
{
  double height = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      int cell_height = 0;

      pango_layout_get_size (cells[i].layout, NULL, &cell_height);
      height = MAX (height, cells[i].drop + cell_height / (double)PANGO_SCALE);
    }

  return height;
}

/* How much of @laid's remaining lines fit in @room; at least one when @force. */
static double
height_that_fits (Laid *laid, double room, gboolean force)
{
  g_autoptr (PangoLayoutIter) iter = NULL;
  double used = 0;
  int top = 0;
  int bottom = 0;
  int start = 0;

  if (laid->over)
    return 0;

  iter = pango_layout_iter_copy (laid->iter);
  pango_layout_iter_get_line_yrange (iter, &start, NULL);
  do
    {
      double height;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      height = (bottom - start) / (double)PANGO_SCALE;
      if (height > room && !(force && used == 0))
        break;
      used = height;
    }
  while (pango_layout_iter_next_line (iter));

  return used;
}

/* Draws the lines of @laid that fit in @height, and leaves its iterator at the next one. */
static void
draw_lines (EtbSheet *self, Laid *laid, double y, double height)
{
  int start = 0;

  if (laid->over)
    return;

  etb_sheet_take_ink (self, laid->cell->ink);
  pango_layout_iter_get_line_yrange (laid->iter, &start, NULL);
  for (;;)
    {
      PangoRectangle logical;
      int bottom = 0;

      pango_layout_iter_get_line_yrange (laid->iter, NULL, &bottom);
      if ((bottom - start) / (double)PANGO_SCALE > height + 0.01)
        return;

      pango_layout_iter_get_line_extents (laid->iter, NULL, &logical);
      cairo_move_to (
          self->cr, laid->x + logical.x / (double)PANGO_SCALE,
          y + (pango_layout_iter_get_baseline (laid->iter) - start) / (double)PANGO_SCALE);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (laid->iter));
      if (!pango_layout_iter_next_line (laid->iter))
        {
          laid->over = TRUE;
          return;
        }
    }
}

static void
draw_mark (EtbSheet *self, const EtbCell *cell, double y)
{
  cairo_t *cr = self->cr;
  const double x = ETB_SHEET_MARGIN + cell->x;

  cairo_save (cr);
  etb_sheet_take_ink (self, cell->ink);
  cairo_set_line_width (cr, 1.6);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_translate (cr, x + 1.0, y + 1.8);
  cairo_new_path (cr);
  switch (cell->mark)
    {
    case ETB_MARK_TICK:
      cairo_move_to (cr, 0.5, 4.5);
      cairo_line_to (cr, 3.2, 7.2);
      cairo_line_to (cr, 8.0, 1.0);
      break;
    case ETB_MARK_CROSS:
      cairo_move_to (cr, 1.0, 1.0);
      cairo_line_to (cr, 7.0, 7.0);
      cairo_move_to (cr, 7.0, 1.0);
      cairo_line_to (cr, 1.0, 7.0);
      break;
    case ETB_MARK_QUESTION:
      cairo_new_sub_path (cr);
      cairo_arc (cr, 4.0, 4.0, 3.4, 0.0, 2 * G_PI);
      break;
    case ETB_MARK_NONE:
    default:
      break;
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
etb_sheet_rule (EtbSheet *self, double x, double y, double width)
{
  cairo_set_source_rgb (self->cr, 0.80, 0.82, 0.86);
  cairo_set_line_width (self->cr, 0.6);
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + width, y);
  cairo_stroke (self->cr);
}

void
etb_sheet_accent (EtbSheet *self)
{
  etb_sheet_take_ink (self, ETB_INK_OVERLINE);
  cairo_rectangle (self->cr, ETB_SHEET_MARGIN, self->y, 44.0, 3.0);
  cairo_fill (self->cr);
  self->y += 3.0;
}

static void
draw_ground (EtbSheet *self, EtbRowFlags flags, double height)
{
  if (flags & ETB_ROW_SHADED)
    {
      cairo_set_source_rgb (self->cr, 0.945, 0.955, 0.972);
      cairo_rectangle (self->cr, ETB_SHEET_MARGIN - 5.0, self->y, ETB_SHEET_INNER + 10.0, height);
      cairo_fill (self->cr);
    }
  if (flags & ETB_ROW_RULE_ABOVE)
    etb_sheet_rule (self, ETB_SHEET_MARGIN, self->y, ETB_SHEET_INNER);
}

static gboolean
is_over (Laid *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    if (!cells[i].over)
      return FALSE;

  return TRUE;
}

/* What the structure of the file calls a cell: see etb_sheet_open(). */
static const char *
name_cell (EtbSheet *self, const EtbCell *cell, guint i, guint n_cells, EtbRowFlags flags)
{
  const char *part = etb_sheet_get_part (self);

  if (g_str_equal (part, "TR"))
    return i == 0 || (flags & ETB_ROW_HEAD) ? "TH" : "TD";
  if (g_str_equal (part, "LI"))
    return (i == 0 && n_cells > 1) || cell->ink == ETB_INK_LABEL ? "Lbl" : "LBody";
  if (cell->ink == ETB_INK_TITLE || cell->ink == ETB_INK_SECTION)
    return "H1";
  return cell->ink == ETB_INK_PAGE ? "H2" : "P";
}

/* The lines of all cells that fit in @height, each cell under its name. */
static void
draw_cells (EtbSheet *self, Laid *cells, guint n_cells, EtbRowFlags flags, double y, double height,
            gboolean first)
{
  const char *part = etb_sheet_get_part (self);
  const char *around = g_str_equal (part, "Table") ? "TR" : g_str_equal (part, "L") ? "LI" : NULL;
  const char *name = NULL;

  if (around != NULL)
    etb_sheet_open (self, around);
  for (guint i = 0; i < n_cells; i++)
    {
      const double drop = first ? cells[i].drop : 0.0;

      if (cells[i].over)
        continue;
      if (name == NULL || !cells[i].cell->joined)
        {
          if (name != NULL)
            etb_sheet_end_leaf (self, name);
          name = name_cell (self, cells[i].cell, i, n_cells, flags);
          etb_sheet_begin_leaf (self, name, NULL);
        }
      draw_lines (self, &cells[i], y + drop, height - drop);
    }
  if (name != NULL)
    etb_sheet_end_leaf (self, name);
  if (around != NULL)
    etb_sheet_close (self);
}

/* As much of the row as this page takes. */
static void
draw_part (EtbSheet *self, Laid *cells, guint n_cells, EtbRowFlags flags, double padding,
           gboolean first)
{
  const double room = etb_sheet_get_room (self) - 2 * padding;
  double height = 0;

  for (guint i = 0; i < n_cells; i++)
    {
      const double drop = first ? cells[i].drop : 0.0;
      const double fits = drop + height_that_fits (&cells[i], room - drop, TRUE);

      height = MAX (height, fits);
    }

  draw_ground (self, flags, height + 2 * padding);
  for (guint i = 0; i < n_cells; i++)
    {
      const double drop = first ? cells[i].drop : 0.0;

      if (first && cells[i].cell->mark != ETB_MARK_NONE)
        draw_mark (self, cells[i].cell, self->y + padding + drop);
    }
  if (self->whole)
    for (guint i = 0; i < n_cells; i++)
      draw_lines (self, &cells[i], self->y + padding + (first ? cells[i].drop : 0.0),
                  height - (first ? cells[i].drop : 0.0));
  else
    draw_cells (self, cells, n_cells, flags, self->y + padding, height, first);

  self->y += height + 2 * padding;
  if ((flags & ETB_ROW_RULE_BELOW) && is_over (cells, n_cells))
    etb_sheet_rule (self, ETB_SHEET_MARGIN, self->y, ETB_SHEET_INNER);
}

/* Turns the page when the row should not begin on this one. */
static void
find_place (EtbSheet *self, double height, EtbRowFlags flags)
{
  const double wanted = height + ((flags & ETB_ROW_KEEP) ? 40.0 : 0.0);
  const double page = ETB_SHEET_BOTTOM - ETB_SHEET_TOP;

  if (wanted <= etb_sheet_get_room (self))
    return;
  if (height <= WHOLE_HEIGHT || etb_sheet_get_room (self) < MIN (LEAST_HEIGHT, page))
    etb_sheet_break (self);
}

void
etb_sheet_row (EtbSheet *self, const EtbCell *cells, guint n_cells, EtbRowFlags flags)
{
  Laid *laid;
  const gboolean framed = (flags & (ETB_ROW_RULE_ABOVE | ETB_ROW_RULE_BELOW | ETB_ROW_SHADED)) != 0;
  const double padding = framed ? 3.6 : 1.2;
  gboolean first = TRUE;

  g_return_if_fail (n_cells > 0);

  laid = g_new0 (Laid, n_cells);
  for (guint i = 0; i < n_cells; i++)
    lay_out_cell (self, &cells[i], &laid[i]);
  align_first_lines (laid, n_cells);

  find_place (self, height_of (laid, n_cells) + 2 * padding, flags);
  do
    {
      if (!first)
        etb_sheet_turn (self);
      draw_part (self, laid, n_cells, flags, padding, first);
      first = FALSE;
    }
  while (!is_over (laid, n_cells));

  for (guint i = 0; i < n_cells; i++)
    clear_cell (&laid[i]);
  g_free (laid);
}

void
etb_sheet_text (EtbSheet *self, const char *text, EtbInk ink, EtbRowFlags flags)
{
  const EtbCell cell = { text, ink, 0.0, ETB_SHEET_INNER, PANGO_ALIGN_LEFT };

  etb_sheet_row (self, &cell, 1, flags);
}
