/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what each ink looks like (size, weight, colour), and text laid out in it.
 * Callers: etb-sheet.c, etb-sheet-row.c. */

#include "etb-sheet-private.h"

typedef struct
{
  const char *family;
  double size;
  PangoWeight weight;
  PangoStyle style;
  double letter_spacing;
  guint32 colour;
} Ink;

#define INK_DARK   0x1d1d24
#define INK_GREY   0x5e5c64
#define INK_ACCENT 0x1a4f8b

/* One line an EtbInk, in its order. */
static const Ink inks[] = {
  [ETB_INK_BODY] = { "Sans", 9.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_STRONG] = { "Sans", 9.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_LABEL] = { "Sans", 8.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0, INK_GREY },
  [ETB_INK_SMALL] = { "Sans", 7.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0, INK_GREY },
  [ETB_INK_SMALL_STRONG] = { "Sans", 7.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_QUOTE] = { "Sans", 8, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, 0, INK_GREY },
  [ETB_INK_MONO] = { "Monospace", 7, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0, INK_GREY },
  [ETB_INK_FAINT] = { "Sans", 9.5, PANGO_WEIGHT_NORMAL, PANGO_STYLE_ITALIC, 0, 0x77767b },
  [ETB_INK_GOOD] = { "Sans", 8.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, 0x1b6e3c },
  [ETB_INK_BAD] = { "Sans", 8.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, 0xb3261e },
  [ETB_INK_OPEN] = { "Sans", 8.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, 0x7a5200 },
  [ETB_INK_OVERLINE] = { "Sans", 9, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 1.2, INK_ACCENT },
  [ETB_INK_TITLE] = { "Sans", 23, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_SUBTITLE] = { "Sans", 13, PANGO_WEIGHT_NORMAL, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_SECTION] = { "Sans", 15, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_ACCENT },
  [ETB_INK_PAGE] = { "Sans", 11, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_DARK },
  [ETB_INK_GROUP] = { "Sans", 8.5, PANGO_WEIGHT_BOLD, PANGO_STYLE_NORMAL, 0, INK_ACCENT },
};

void
etb_sheet_take_ink (EtbSheet *self, EtbInk ink)
{
  const guint32 colour = inks[ink].colour;

  cairo_set_source_rgb (self->cr, ((colour >> 16) & 0xff) / 255.0, ((colour >> 8) & 0xff) / 255.0,
                        (colour & 0xff) / 255.0);
}

static void
set_attributes (PangoLayout *layout, const Ink *look)
{
  PangoAttrList *attributes = pango_attr_list_new ();

  /* A letter is a glyph: some readers of PDF lose what a ligature stands for. */
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("liga 0, clig 0"));
  /* A long word is cut where its line ends, without a sign that nobody typed. */
  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  if (look->letter_spacing > 0)
    pango_attr_list_insert (
        attributes, pango_attr_letter_spacing_new ((int)(look->letter_spacing * PANGO_SCALE)));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
}

PangoLayout *
etb_sheet_lay_out (EtbSheet *self, const char *text, EtbInk ink, double width, PangoAlignment align)
{
  PangoLayout *layout = pango_layout_new (self->context);
  PangoFontDescription *font = pango_font_description_new ();
  const Ink *look = &inks[ink];

  g_assert (text != NULL);

  pango_font_description_set_family_static (font, look->family);
  pango_font_description_set_absolute_size (font, look->size * PANGO_SCALE);
  pango_font_description_set_weight (font, look->weight);
  pango_font_description_set_style (font, look->style);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);

  set_attributes (layout, look);

  pango_layout_set_text (layout, text, -1);
  pango_layout_set_line_spacing (layout, 1.18f);
  pango_layout_set_alignment (layout, align);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_auto_dir (layout, TRUE);
  if (width >= 0)
    pango_layout_set_width (layout, (int)(width * PANGO_SCALE));
  return layout;
}

double
etb_sheet_measure (EtbSheet *self, const char *text, EtbInk ink, double width)
{
  g_autoptr (PangoLayout) layout = etb_sheet_lay_out (self, text, ink, width, PANGO_ALIGN_LEFT);
  int height = 0;

  pango_layout_get_size (layout, NULL, &height);
  return height / (double)PANGO_SCALE;
}

double
etb_sheet_measure_width (EtbSheet *self, const char *text, EtbInk ink)
{
  g_autoptr (PangoLayout) layout = etb_sheet_lay_out (self, text, ink, -1, PANGO_ALIGN_LEFT);
  int width = 0;

  pango_layout_get_size (layout, &width, NULL);
  return width / (double)PANGO_SCALE;
}
