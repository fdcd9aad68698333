/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "etb-plane.h"

G_BEGIN_DECLS

typedef struct
{
  double min_x, min_y, max_x, max_y;
} EtbBox;

/* Rings, one after another: each is closed (its first point comes again as its last) and has four
 * points at least. Which of them is an outer one does not matter: what lies within an odd number of
 * them is inside. */
typedef struct
{
  GArray *points; /* EtbPoint: longitude and latitude in degrees, WGS 84 */
  GArray *ends;   /* guint32: of each ring, the index after its last point */
} EtbPolygon;

EtbPolygon *etb_polygon_new (void);
void etb_polygon_free (EtbPolygon *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPolygon, etb_polygon_free)

/* Ends the ring that the points added since the last one make. FALSE, with the points taken away
 * again, when it is none: not closed, or of less than four points. */
gboolean etb_polygon_close_ring (EtbPolygon *self);

EtbBox etb_polygon_get_box (const EtbPolygon *self);

/* By ray casting, even-odd. A point on the limit itself may be told either way. */
gboolean etb_polygon_contains (const EtbPolygon *self, EtbPoint point);

/* Returns: metres from the centre of @plane to the nearest limit, from inside as from outside;
 * G_MAXDOUBLE without a ring */
double etb_polygon_get_distance (const EtbPolygon *self, const EtbPlane *plane);

/* How the base keeps it, in this machine's own byte order: numbers of rings and of points as
 * guint32, ends, then points. (transfer full) */
GBytes *etb_polygon_to_bytes (const EtbPolygon *self);

/* Puts into @self what etb_polygon_to_bytes() made. FALSE when it is something else. */
gboolean etb_polygon_read_bytes (EtbPolygon *self, const void *bytes, gsize length);

G_END_DECLS
