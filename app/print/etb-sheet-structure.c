/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the structure of the file (PDF 1.7, 14.8.4: standard structure types), for those who listen
 * to it, and its figures.
 * Invariant: a part begins right before the first words in it, on their page; only leaves hold
 * words, and none goes over a page's foot. Heads and feet of pages are in no leaf.
 * Callers: etb-sheet.c, etb-sheet-row.c, etb-print-*.c. */

#include "etb-sheet-figure.h"
#include "etb-sheet-private.h"

void
etb_sheet_open (EtbSheet *self, const char *kind)
{
  const EtbPart part = { kind, FALSE };

  g_array_append_val (self->parts, part);
}

void
etb_sheet_close (EtbSheet *self)
{
  const EtbPart *part;

  g_return_if_fail (self->parts->len > 0);

  part = &g_array_index (self->parts, EtbPart, self->parts->len - 1);
  if (part->begun)
    cairo_tag_end (self->cr, part->kind);
  g_array_set_size (self->parts, self->parts->len - 1);
}

const char *
etb_sheet_get_part (EtbSheet *self)
{
  g_assert (self->parts->len > 0);

  return g_array_index (self->parts, EtbPart, self->parts->len - 1).kind;
}

void
etb_sheet_open_section (EtbSheet *self, int level)
{
  /* The document itself, then one section a level. */
  while (self->parts->len > (guint)level)
    etb_sheet_close (self);
  etb_sheet_open (self, "Sect");
}

void
etb_sheet_begin_leaf (EtbSheet *self, const char *kind, const char *attributes)
{
  g_assert (!self->whole);

  for (guint i = 0; i < self->parts->len; i++)
    {
      EtbPart *part = &g_array_index (self->parts, EtbPart, i);

      if (!part->begun)
        cairo_tag_begin (self->cr, part->kind, NULL);
      part->begun = TRUE;
    }
  cairo_tag_begin (self->cr, kind, attributes);
  self->whole = TRUE;
}

void
etb_sheet_end_leaf (EtbSheet *self, const char *kind)
{
  cairo_tag_end (self->cr, kind);
  self->whole = FALSE;
}

void
etb_sheet_figure (EtbSheet *self, double height, const char *alternative, EtbFigureFunc draw,
                  gpointer data)
{
  g_return_if_fail (height > 0 && height <= ETB_SHEET_BOTTOM - ETB_SHEET_TOP);
  g_return_if_fail (alternative != NULL && draw != NULL);

  etb_sheet_need (self, height);
  g_ptr_array_add (self->alternatives, g_strdup (alternative));
  etb_sheet_begin_leaf (self, "Figure", NULL);
  cairo_save (self->cr);
  cairo_translate (self->cr, ETB_SHEET_MARGIN, self->y);
  cairo_new_path (self->cr);
  draw (self, self->cr, ETB_SHEET_INNER, height, data);
  cairo_restore (self->cr);
  etb_sheet_end_leaf (self, "Figure");
  self->y += height;
}

void
etb_sheet_draw_text (EtbSheet *self, const char *text, EtbInk ink, double x, double y, double width,
                     int n_lines, PangoAlignment align)
{
  g_autoptr (PangoLayout) layout = etb_sheet_lay_out (self, text, ink, width, align);

  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_height (layout, -n_lines);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  etb_sheet_take_ink (self, ink);
  cairo_move_to (self->cr, x, y);
  pango_cairo_show_layout (self->cr, layout);
}
