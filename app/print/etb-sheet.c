/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a PDF file in memory: its pages, their heads and feet, its outline. Rows are in
 * etb-sheet-row.c, inks in etb-sheet-ink.c.
 * Invariant: the bytes depend on the arguments only; the only date is the one given at creation.
 * Callers: etb-print-*.c. */

#include "etb-pdf-amend.h"
#include "etb-sheet-figure.h"
#include "etb-sheet-private.h"

/* Texts of calls are in French, and so are their answers (data/schemas/call.xsd: lang). */
#define LANGUAGE "fr"

static cairo_status_t
on_surface_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  GByteArray *bytes = closure;

  g_byte_array_append (bytes, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
heading_free (EtbHeading *heading)
{
  g_free (heading->label);
  g_free (heading);
}

static PangoContext *
make_context (cairo_t *cr)
{
  g_autoptr (PangoFontMap) map = pango_cairo_font_map_new ();
  PangoContext *context;
  cairo_font_options_t *options = cairo_font_options_create ();

  /* One unit is one point, and widths do not depend on any screen. */
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72.0);
  context = pango_font_map_create_context (map);
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_update_context (cr, context);
  pango_context_set_round_glyph_positions (context, FALSE);
  cairo_font_options_destroy (options);
  return context;
}

EtbSheet *
etb_sheet_new (const char *title, const char *author, const char *created, int n_pages)
{
  EtbSheet *self;

  g_return_val_if_fail (title != NULL && author != NULL && created != NULL, NULL);

  self = g_new0 (EtbSheet, 1);
  self->bytes = g_byte_array_new ();
  self->surface = cairo_pdf_surface_create_for_stream (on_surface_bytes, self->bytes,
                                                       ETB_SHEET_WIDTH, ETB_SHEET_HEIGHT);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_TITLE, title);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_AUTHOR, author);
  cairo_pdf_surface_set_metadata (self->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  self->cr = cairo_create (self->surface);
  self->context = make_context (self->cr);
  self->page = 1;
  self->n_pages = n_pages;
  self->y = ETB_SHEET_TOP;
  self->headings = g_ptr_array_new_with_free_func ((GDestroyNotify)heading_free);
  self->alternatives = g_ptr_array_new_with_free_func (g_free);
  self->parts = g_array_new (FALSE, FALSE, sizeof (EtbPart));
  etb_sheet_open (self, "Document");
  return self;
}

void
etb_sheet_free (EtbSheet *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->cr, cairo_destroy);
  g_clear_pointer (&self->surface, cairo_surface_destroy);
  g_clear_object (&self->context);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_clear_pointer (&self->headings, g_ptr_array_unref);
  g_clear_pointer (&self->alternatives, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_array_unref);
  g_free (self->head_left);
  g_free (self->head_right);
  g_free (self->foot);
  g_free (self->failure);
  g_free (self);
}

void
etb_sheet_set_running_heads (EtbSheet *self, const char *left, const char *right)
{
  g_free (self->head_left);
  g_free (self->head_right);
  self->head_left = g_strdup (left);
  self->head_right = g_strdup (right);
}

void
etb_sheet_set_foot (EtbSheet *self, const char *foot)
{
  g_free (self->foot);
  self->foot = g_strdup (foot);
}

int
etb_sheet_get_page (EtbSheet *self)
{
  return self->page;
}

GPtrArray *
etb_sheet_get_headings (EtbSheet *self)
{
  return self->headings;
}

/* One line at the top or the foot of a page; what is too long ends in an ellipsis: these words are
 * all said in full on the first page. */
static void
draw_furniture (EtbSheet *self, const char *text, double x, double y, double width,
                PangoAlignment align)
{
  etb_sheet_draw_text (self, text, ETB_INK_SMALL, x, y, width, 1, align);
}

static char *
describe_page (EtbSheet *self)
{
  return g_strdup_printf ("%d / %d", self->page, MAX (self->n_pages, self->page));
}

static void
finish_page (EtbSheet *self)
{
  const double left = ETB_SHEET_MARGIN;
  const double foot = ETB_SHEET_HEIGHT - 46.0;
  g_autofree char *number = describe_page (self);

  if (self->page > 1 && self->head_left != NULL)
    {
      draw_furniture (self, self->head_left, left, 38.0, ETB_SHEET_INNER * 0.62, PANGO_ALIGN_LEFT);
      draw_furniture (self, self->head_right, left + ETB_SHEET_INNER * 0.64, 38.0,
                      ETB_SHEET_INNER * 0.36, PANGO_ALIGN_RIGHT);
      etb_sheet_rule (self, left, 53.0, ETB_SHEET_INNER);
    }

  etb_sheet_rule (self, left, foot - 6.0, ETB_SHEET_INNER);
  if (self->foot != NULL)
    draw_furniture (self, self->foot, left, foot, ETB_SHEET_INNER * 0.78, PANGO_ALIGN_LEFT);
  draw_furniture (self, number, left + ETB_SHEET_INNER * 0.8, foot, ETB_SHEET_INNER * 0.2,
                  PANGO_ALIGN_RIGHT);
}

void
etb_sheet_turn (EtbSheet *self)
{
  finish_page (self);
  cairo_show_page (self->cr);
  self->page++;
  self->y = ETB_SHEET_TOP;

  if (self->repeated != NULL && !self->repeating)
    {
      self->repeating = TRUE;
      /* Those who listen heard it once. */
      self->whole = TRUE;
      etb_sheet_row (self, self->repeated, self->n_repeated, ETB_ROW_RULE_BELOW);
      self->whole = FALSE;
      self->repeating = FALSE;
    }
}

void
etb_sheet_break (EtbSheet *self)
{
  if (self->y > ETB_SHEET_TOP)
    etb_sheet_turn (self);
}

double
etb_sheet_get_room (EtbSheet *self)
{
  return ETB_SHEET_BOTTOM - self->y;
}

void
etb_sheet_need (EtbSheet *self, double height)
{
  if (etb_sheet_get_room (self) < height)
    etb_sheet_break (self);
}

void
etb_sheet_space (EtbSheet *self, double height)
{
  /* No space at the top of a page. */
  if (self->y > ETB_SHEET_TOP)
    self->y = MIN (self->y + height, ETB_SHEET_BOTTOM);
}

void
etb_sheet_set_repeated_row (EtbSheet *self, const EtbCell *cells, guint n_cells)
{
  self->repeated = cells;
  self->n_repeated = n_cells;
}

/* Link attributes are read by cairo in the C locale: whole numbers only. */
static char *
make_link (int page, double y)
{
  return g_strdup_printf ("page=%d pos=[0 %d]", page, MAX ((int)y - 8, 0));
}

void
etb_sheet_heading (EtbSheet *self, const char *text, int level)
{
  const EtbInk ink = level == 1 ? ETB_INK_SECTION : ETB_INK_PAGE;
  EtbHeading *heading;
  g_autofree char *link = NULL;
  int parent;
  int entry;

  g_return_if_fail (level == 1 || level == 2);

  etb_sheet_open_section (self, level);
  etb_sheet_space (self, level == 1 ? 26.0 : 16.0);
  /* With its first rows; a section, with its first page's title as well. */
  etb_sheet_need (self, etb_sheet_measure (self, text, ink, ETB_SHEET_INNER)
                            + (level == 1 ? 152.0 : 96.0));

  heading = g_new0 (EtbHeading, 1);
  heading->label = g_strdup (text);
  heading->page = self->page;
  heading->y = self->y;
  heading->level = level;
  g_ptr_array_add (self->headings, heading);

  link = make_link (self->page, self->y);
  parent = level == 1 ? CAIRO_PDF_OUTLINE_ROOT : self->outline_section;
  entry = cairo_pdf_surface_add_outline (self->surface, parent, text, link, 0);
  if (level == 1)
    self->outline_section = entry;

  etb_sheet_text (self, text, ink, level == 1 ? ETB_ROW_RULE_BELOW : ETB_ROW_PLAIN);
  etb_sheet_space (self, level == 1 ? 6.0 : 3.0);
}

void
etb_sheet_contents_line (EtbSheet *self, const EtbHeading *heading)
{
  const EtbInk ink = heading->level == 1 ? ETB_INK_BODY : ETB_INK_SMALL;
  const double indent = heading->level == 1 ? 0.0 : 14.0;
  g_autofree char *number = g_strdup_printf ("%d", heading->page);
  g_autofree char *link = make_link (heading->page, heading->y);
  const EtbCell cells[] = {
    { heading->label, ink, indent, ETB_SHEET_INNER - indent - 40.0, PANGO_ALIGN_LEFT },
    { number, ink, ETB_SHEET_INNER - 36.0, 36.0, PANGO_ALIGN_RIGHT },
  };

  /* A link must not be begun on one page and ended on the next. */
  etb_sheet_need (self, etb_sheet_measure (self, heading->label, ink, cells[0].width) + 4.0);
  etb_sheet_open (self, "TOCI");
  etb_sheet_begin_leaf (self, CAIRO_TAG_LINK, link);
  etb_sheet_row (self, cells, G_N_ELEMENTS (cells), ETB_ROW_PLAIN);
  etb_sheet_end_leaf (self, CAIRO_TAG_LINK);
  etb_sheet_close (self);
}

GBytes *
etb_sheet_finish (EtbSheet *self)
{
  g_autoptr (GBytes) drawn = NULL;
  GBytes *amended;
  cairo_status_t status;

  g_return_val_if_fail (self->cr != NULL, NULL);

  finish_page (self);
  while (self->parts->len > 0)
    etb_sheet_close (self);
  cairo_show_page (self->cr);
  status = cairo_status (self->cr);
  g_clear_pointer (&self->cr, cairo_destroy);
  cairo_surface_finish (self->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (self->surface);

  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_free (self->failure);
      self->failure = g_strdup (cairo_status_to_string (status));
      return NULL;
    }

  drawn = g_byte_array_free_to_bytes (g_steal_pointer (&self->bytes));
  amended = etb_pdf_amend (drawn, LANGUAGE, self->alternatives);
  /* Later releases of cairo pack their objects: all that is drawn is there all the same. */
  return amended != NULL ? amended : g_steal_pointer (&drawn);
}

const char *
etb_sheet_describe_failure (EtbSheet *self)
{
  return self->failure != NULL ? self->failure : "";
}
