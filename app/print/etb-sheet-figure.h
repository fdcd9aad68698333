/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>

#include "etb-sheet.h"

G_BEGIN_DECLS

/* Drawings on a sheet. Lengths are points. */

/* Draws in @cr, whose origin is the figure's top left corner, within @width and @height. Called
 * once for each drawing of the paper; must draw the same each time. Fonts: etb_sheet_draw_text().
 */
typedef void (*EtbFigureFunc) (EtbSheet *sheet, cairo_t *cr, double width, double height,
                               gpointer data);

/* A figure as wide as the page, on one page. @height: at most what a page holds.
 * @alternative: what it shows, in words (UTF-8); it goes into the file for those who listen to it
 * and is not drawn. Every value of the drawing must also be said in words beside it. */
void etb_sheet_figure (EtbSheet *self, double height, const char *alternative, EtbFigureFunc draw,
                       gpointer data);

/* Inside a figure: @text from @x, @y (its top) in @width, cut by an ellipsis after @n_lines. */
void etb_sheet_draw_text (EtbSheet *self, const char *text, EtbInk ink, double x, double y,
                          double width, int n_lines, PangoAlignment align);

G_END_DECLS
