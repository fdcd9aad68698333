/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* The bars of a chart of amounts, on screen and on paper. What they stand for is written beside
 * them: a bar has no words. */

/* How bars of different kinds look, told apart without colours. */
typedef enum
{
  ETB_BAR_SOLID,
  ETB_BAR_OUTLINE,
  ETB_BAR_STRIPES,
  ETB_BAR_PALE,
  ETB_BAR_N_FILLS,
} EtbBarFill;

typedef struct
{
  double red, green, blue;
} EtbBarColour;

typedef struct
{
  EtbBarColour bar;
  EtbBarColour pale;
  EtbBarColour ceiling;
} EtbBarInk;

/* For paper: a blue and a red that stay apart in grey. */
extern const EtbBarInk etb_bar_paper;

/* A bar of @width and @height from @x, @y, its top left corner. */
void etb_bar_draw (cairo_t *cr, EtbBarFill fill, double x, double y, double width, double height,
                   const EtbBarInk *ink);

/* The line that bars are held under, from @top to @bottom. */
void etb_bar_draw_ceiling (cairo_t *cr, double x, double top, double bottom, const EtbBarInk *ink);

G_END_DECLS
