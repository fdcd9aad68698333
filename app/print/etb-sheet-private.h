/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include "etb-sheet.h"

G_BEGIN_DECLS

#define ETB_SHEET_TOP    76.0 /* where rows begin on a page that has running heads */
#define ETB_SHEET_BOTTOM (ETB_SHEET_HEIGHT - 70.0)

/* A part of the file's structure that is open. It begins with its first words, on their page. */
typedef struct
{
  const char *kind;
  gboolean begun;
} EtbPart;

struct _EtbSheet
{
  GByteArray *bytes;
  cairo_surface_t *surface;
  cairo_t *cr;
  PangoContext *context;
  char *failure;

  int page;
  int n_pages;
  double y;
  char *head_left;
  char *head_right;
  char *foot;

  GArray *parts;           /* of EtbPart, outermost first */
  gboolean whole;          /* what is drawn now belongs to one leaf already */
  GPtrArray *alternatives; /* of the figures, in their order */

  GPtrArray *headings;
  int outline_section; /* outline entry of the running section */

  const EtbCell *repeated;
  guint n_repeated;
  gboolean repeating;
};

/* A layout of @text in @ink, @width points wide; negative: on one line. (transfer full) */
PangoLayout *etb_sheet_lay_out (EtbSheet *self, const char *text, EtbInk ink, double width,
                                PangoAlignment align);

/* Sets the colour of @ink. */
void etb_sheet_take_ink (EtbSheet *self, EtbInk ink);

/* A hair line from @x to @x + @width (page coordinates). */
void etb_sheet_rule (EtbSheet *self, double x, double y, double width);

/* A leaf of the file's structure: all that is drawn between the two, on one page. @attributes: of
 * cairo_tag_begin(), or NULL. */
void etb_sheet_begin_leaf (EtbSheet *self, const char *kind, const char *attributes);
void etb_sheet_end_leaf (EtbSheet *self, const char *kind);

/* Closes the sections that a title of @level ends, and opens its own. */
void etb_sheet_open_section (EtbSheet *self, int level);

/* Kind of the innermost part that is open. */
const char *etb_sheet_get_part (EtbSheet *self);

/* Ends the page and begins the next one, repeated row included. */
void etb_sheet_turn (EtbSheet *self);

G_END_DECLS
