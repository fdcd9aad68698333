/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>
#include <pango/pango.h>

G_BEGIN_DECLS

/* A map drawn from contours alone, on screen and on paper: no tile, no network. Knows nothing of
 * where contours come from. Everything is in metres east and north of one place. */

typedef struct
{
  double x, y;
} EtbMapPoint;

typedef struct _EtbMap EtbMap;

/* @caption: what is drawn, under the map. @has_place: whether the origin is a place to be marked,
 * with the circles about it */
EtbMap *etb_map_new (const char *caption, gboolean has_place);
void etb_map_free (EtbMap *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbMap, etb_map_free)

/* Begins a contour, whose rings follow. @inside: whether it contains the place: drawn so that it is
 * told apart in black and white too. */
void etb_map_begin_outline (EtbMap *self, const char *name, gboolean inside);
void etb_map_add_point (EtbMap *self, EtbMapPoint point);
void etb_map_end_ring (EtbMap *self);

/* What of the ground is seen. */
typedef struct
{
  EtbMapPoint centre; /* of the picture */
  double scale;       /* metres a unit of the picture */
  double width, height;
} EtbMapView;

typedef struct
{
  double red, green, blue;
} EtbMapColour;

typedef struct
{
  EtbMapColour ground, words, outline, place;
} EtbMapInk;

/* For paper: black, a blue and a red that stay apart in grey. */
extern const EtbMapInk etb_map_paper;

/* @layout: of the font that names are written in; it is changed */
void etb_map_draw (const EtbMap *self, cairo_t *cr, PangoLayout *layout, const EtbMapView *view,
                   const EtbMapInk *ink);

G_END_DECLS
