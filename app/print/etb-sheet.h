/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* Paper: A4 pages that fill from top to bottom. All that is drawn is a row of cells; a row that
 * does not fit goes to the next page, one that is higher than a page is cut between two lines of
 * text, so that nothing is ever lost at a page's foot. Lengths are points (1/72 inch). */

#define ETB_SHEET_WIDTH  595.276
#define ETB_SHEET_HEIGHT 841.89
#define ETB_SHEET_MARGIN 54.0
#define ETB_SHEET_INNER  (ETB_SHEET_WIDTH - 2 * ETB_SHEET_MARGIN)

typedef enum
{
  ETB_INK_BODY,
  ETB_INK_STRONG,
  ETB_INK_LABEL,
  ETB_INK_SMALL,
  ETB_INK_SMALL_STRONG,
  ETB_INK_QUOTE,
  ETB_INK_MONO,
  ETB_INK_FAINT, /* what was not given */
  ETB_INK_GOOD,
  ETB_INK_BAD,
  ETB_INK_OPEN,
  ETB_INK_OVERLINE, /* small capitals above a title */
  ETB_INK_TITLE,
  ETB_INK_SUBTITLE,
  ETB_INK_SECTION,
  ETB_INK_PAGE,
  ETB_INK_GROUP,
} EtbInk;

typedef enum
{
  ETB_MARK_NONE,
  ETB_MARK_TICK,
  ETB_MARK_CROSS,
  ETB_MARK_QUESTION,
} EtbMark;

typedef struct
{
  const char *text; /* UTF-8, plain; never NULL */
  EtbInk ink;
  double x;     /* from the left margin */
  double width; /* room for the text, which wraps inside it */
  PangoAlignment align;
  EtbMark mark;    /* drawn before the first line; the cell leaves room for it */
  gboolean joined; /* is heard with the cell before it, as one */
} EtbCell;

typedef enum
{
  ETB_ROW_PLAIN = 0,
  ETB_ROW_RULE_BELOW = 1 << 0,
  ETB_ROW_RULE_ABOVE = 1 << 1,
  ETB_ROW_SHADED = 1 << 2,
  ETB_ROW_KEEP = 1 << 3, /* stays with the beginning of what follows */
  ETB_ROW_HEAD = 1 << 4, /* of a table: its cells are heads of columns */
} EtbRowFlags;

/* One line of the table of contents. */
typedef struct
{
  char *label;
  int page;
  double y;
  int level; /* 1: section, 2: page */
} EtbHeading;

typedef struct _EtbSheet EtbSheet;

/* @created: ISO 8601, UTC: the only date in the file. @title, @author: of the file.
 * @n_pages: as counted by an earlier drawing, 0 in the first one. */
EtbSheet *etb_sheet_new (const char *title, const char *author, const char *created, int n_pages);
void etb_sheet_free (EtbSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSheet, etb_sheet_free)

/* Ends the file. Returns: (transfer full) (nullable): NULL when cairo failed; see
 * etb_sheet_describe_failure() */
GBytes *etb_sheet_finish (EtbSheet *self);
const char *etb_sheet_describe_failure (EtbSheet *self);

/* Words at the top of every page but the first. */
void etb_sheet_set_running_heads (EtbSheet *self, const char *left, const char *right);
/* Words at the foot of every page, left of the page number. */
void etb_sheet_set_foot (EtbSheet *self, const char *foot);

int etb_sheet_get_page (EtbSheet *self);
/* (transfer none) (element-type EtbHeading): headings drawn so far */
GPtrArray *etb_sheet_get_headings (EtbSheet *self);

/* A row drawn again at the top of each page until it is unset: heads of a table. @cells must stay
 * alive. */
void etb_sheet_set_repeated_row (EtbSheet *self, const EtbCell *cells, guint n_cells);

/* The structure of the file, for those who listen to it. What is drawn between the two is a part of
 * @kind: "Table" (each row is one of its rows), "L" (each row is an item), "LI" (rows of one item).
 * Anywhere else, a cell is a paragraph or a title, as its ink says. */
void etb_sheet_open (EtbSheet *self, const char *kind);
void etb_sheet_close (EtbSheet *self);

void etb_sheet_row (EtbSheet *self, const EtbCell *cells, guint n_cells, EtbRowFlags flags);

/* A row of one cell as wide as the page. */
void etb_sheet_text (EtbSheet *self, const char *text, EtbInk ink, EtbRowFlags flags);

/* A title that goes to the outline of the file as well, and begins a section that ends at the next
 * title of its level. @level 1 or 2. */
void etb_sheet_heading (EtbSheet *self, const char *text, int level);

/* A line of contents that leads to a heading drawn later. */
void etb_sheet_contents_line (EtbSheet *self, const EtbHeading *heading);

/* A short thick line: the eye begins there. */
void etb_sheet_accent (EtbSheet *self);

void etb_sheet_space (EtbSheet *self, double height);
/* Goes to the next page unless @height is left on this one. */
void etb_sheet_need (EtbSheet *self, double height);
void etb_sheet_break (EtbSheet *self);
double etb_sheet_get_room (EtbSheet *self);

/* The height that @text takes in @width. */
double etb_sheet_measure (EtbSheet *self, const char *text, EtbInk ink, double width);
/* The width of @text on one line. */
double etb_sheet_measure_width (EtbSheet *self, const char *text, EtbInk ink);

G_END_DECLS
