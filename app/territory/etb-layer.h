/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"
#include "etb-generation.h"

G_BEGIN_DECLS

/* How the coordinates of a layer are to be read. */
typedef enum
{
  ETB_CRS_UNTOLD,    /* the file does not say */
  ETB_CRS_DEGREES,   /* longitude and latitude, WGS 84 or what is within a metre of it */
  ETB_CRS_LAMBERT93, /* metres, EPSG:2154 */
  ETB_CRS_OTHER,
} EtbCrs;

/* Of a name such as "urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:2154", or the text of a .prj (WKT). */
EtbCrs etb_crs_parse (const char *text);

/* Of a number of EPSG. */
EtbCrs etb_crs_from_epsg (gint64 code);

/* How it is called in the base and on screen; no translation. */
const char *etb_crs_get_name (EtbCrs crs);

/* The areas of one layer of a geographic file, as it gives them. */
typedef struct
{
  EtbCrs crs;
  GPtrArray *areas; /* EtbArea, each with a polygon at least; in degrees once settled */
  guint skipped;    /* features that are neither a QPV nor a commune, or have no contour */
} EtbLayer;

EtbLayer *etb_layer_new (EtbCrs crs);
void etb_layer_free (EtbLayer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbLayer, etb_layer_free)

/* Adds @area (transfer full, nullable), or counts it as skipped when it is NULL or empty. */
void etb_layer_take (EtbLayer *self, EtbArea *area);

/* Ends a ring of @polygon, which is of @area. FALSE with ETB_TERRITORY_ERROR_FORM when it is not
 * closed, or holds what is no number. */
gboolean etb_layer_close_ring (EtbPolygon *polygon, GError **error);

/* Once read: brings the coordinates to degrees, joins areas of one code, and checks that all lie in
 * France. FALSE with ETB_TERRITORY_ERROR_FORM that says what is wrong and what to do. */
gboolean etb_layer_settle (EtbLayer *self, GError **error);

/* What it holds, once settled: QPV of a generation, or communes (@generation NULL). FALSE with
 * ETB_TERRITORY_ERROR_FORM when it is empty or mixed. */
gboolean etb_layer_tell (EtbLayer *self, const EtbGeneration **generation, GError **error);

G_END_DECLS
