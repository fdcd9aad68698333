/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The built-in guide: short pages, one a task. Read whole or not at all; never changed afterwards.
 * Its form is in data/guide/README.md. */

#define ETB_GUIDE_ERROR (etb_guide_error_quark ())
GQuark etb_guide_error_quark (void);

typedef enum
{
  ETB_GUIDE_ERROR_FORM, /* not a guide; GMarkup's own errors tell of broken XML */
} EtbGuideError;

typedef enum
{
  ETB_GUIDE_PARAGRAPH,
  ETB_GUIDE_STEP, /* one thing to do */
  ETB_GUIDE_NOTE, /* worth knowing beside */
  ETB_GUIDE_PICTURE,
  ETB_GUIDE_SEE, /* another page, to read next */
} EtbGuideBlockKind;

typedef struct
{
  EtbGuideBlockKind kind;
  guint number; /* step: its place on the page, from 1 */
  char *text;   /* Pango markup; picture: what it shows, plain; see: the title of the page, plain */
  char *target; /* picture: its file, without its ending; see: id of the page; else NULL */
} EtbGuideBlock;

typedef struct
{
  char *id;
  char *title;
  GPtrArray *blocks; /* (element-type EtbGuideBlock) */
  char *words;       /* all of it, for searching: without accents, lower case */
} EtbGuidePage;

typedef struct
{
  GPtrArray *pages; /* (element-type EtbGuidePage) in order */
} EtbGuide;

/* Returns: (transfer full): NULL with ETB_GUIDE_ERROR or G_MARKUP_ERROR */
EtbGuide *etb_guide_parse (const char *text, gssize length, GError **error);

/* The guide of the program in the language of the session: French, else English.
 * Returns: (transfer full) */
EtbGuide *etb_guide_load (void);

void etb_guide_free (EtbGuide *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbGuide, etb_guide_free)

/* (nullable) (transfer none) */
const EtbGuidePage *etb_guide_find (const EtbGuide *self, const char *id);

/* Whether every word of @search is in @page, whatever its case and accents. "" is in all. */
gboolean etb_guide_page_matches (const EtbGuidePage *page, const char *search);

G_END_DECLS
