/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: bars of amounts; see the header. Callers: etb-print-chart.c, ui. */

#include "etb-bar.h"

#define STRIPE 4.0

const EtbBarInk etb_bar_paper = {
  .bar = { 0.102, 0.310, 0.545 },
  .pale = { 0.75, 0.82, 0.90 },
  .ceiling = { 0.70, 0.15, 0.12 },
};

static void
take (cairo_t *cr, const EtbBarColour *colour)
{
  cairo_set_source_rgb (cr, colour->red, colour->green, colour->blue);
}

static void
draw_stripes (cairo_t *cr, double x, double y, double width, double height)
{
  cairo_save (cr);
  cairo_rectangle (cr, x, y, width, height);
  cairo_clip (cr);
  cairo_set_line_width (cr, 1.2);
  for (int i = 0; i * STRIPE < width + height; i++)
    {
      const double at = x - height + i * STRIPE;

      cairo_move_to (cr, at, y + height);
      cairo_line_to (cr, at + height, y);
    }
  cairo_stroke (cr);
  cairo_restore (cr);
}

void
etb_bar_draw (cairo_t *cr, EtbBarFill fill, double x, double y, double width, double height,
              const EtbBarInk *ink)
{
  g_return_if_fail (cr != NULL);
  g_return_if_fail (ink != NULL);

  take (cr, &ink->bar);
  if (fill == ETB_BAR_STRIPES)
    draw_stripes (cr, x, y, width, height);
  if (fill == ETB_BAR_PALE)
    take (cr, &ink->pale);
  if (fill == ETB_BAR_SOLID || fill == ETB_BAR_PALE)
    {
      cairo_rectangle (cr, x, y, width, height);
      cairo_fill (cr);
    }
  take (cr, &ink->bar);
  cairo_set_line_width (cr, 0.8);
  cairo_rectangle (cr, x, y, width, height);
  cairo_stroke (cr);
}

void
etb_bar_draw_ceiling (cairo_t *cr, double x, double top, double bottom, const EtbBarInk *ink)
{
  static const double dashes[] = { 4.0, 2.5 };

  g_return_if_fail (cr != NULL);
  g_return_if_fail (ink != NULL);

  cairo_save (cr);
  take (cr, &ink->ceiling);
  cairo_set_line_width (cr, 1.2);
  cairo_set_dash (cr, dashes, G_N_ELEMENTS (dashes), 0.0);
  cairo_move_to (cr, x, top);
  cairo_line_to (cr, x, bottom);
  cairo_stroke (cr);
  cairo_restore (cr);
}
