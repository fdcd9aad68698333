/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the shapes in a GeoPackage; see the header.
 * Callers: etb-geopackage-reader. */

#include "etb-wkb.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-layer.h"
#include "etb-territory.h"

#define HEADER_LENGTH 8 /* of a GeoPackage, before its box */
#define WKB_POLYGON   3
#define WKB_POLYGONS  6

typedef struct
{
  const guint8 *at, *end;
  gboolean little;
} Cursor;

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("a contour of the GeoPackage is cut short or damaged: download it again"));
  return FALSE;
}

static gboolean
take_32 (Cursor *self, guint32 *value)
{
  if (self->end - self->at < 4)
    return FALSE;
  memcpy (value, self->at, 4);
  *value = self->little ? GUINT32_FROM_LE (*value) : GUINT32_FROM_BE (*value);
  self->at += 4;
  return TRUE;
}

/* @at: eight bytes that are there. */
static double
get_double (const Cursor *self, const guint8 *at)
{
  guint64 bits;
  double number;

  memcpy (&bits, at, sizeof bits);
  bits = self->little ? GUINT64_FROM_LE (bits) : GUINT64_FROM_BE (bits);
  memcpy (&number, &bits, sizeof number);
  return number;
}

/* @dimensions: numbers a point. */
static gboolean
take_ring (Cursor *self, guint dimensions, EtbPolygon *polygon, GError **error)
{
  gsize size = 8 * (gsize)dimensions;
  guint32 count;

  if (!take_32 (self, &count) || count > (gsize)(self->end - self->at) / size)
    return set_damaged (error);
  for (guint32 i = 0; i < count; i++, self->at += size)
    {
      EtbPoint point = { get_double (self, self->at), get_double (self, self->at + 8) };

      g_array_append_val (polygon->points, point);
    }
  return etb_layer_close_ring (polygon, error);
}

/* Byte order and type. @kind: without its dimensions */
static gboolean
take_type (Cursor *self, guint32 *kind, guint *dimensions)
{
  guint32 type;

  if (self->at == self->end)
    return FALSE;
  self->little = *self->at++ == 1;
  if (!take_32 (self, &type))
    return FALSE;
  *kind = type % 1000;
  *dimensions = type / 1000 == 3 ? 4 : type / 1000 == 0 ? 2 : 3;
  return type < 4000;
}

static gboolean
take_polygon (Cursor *self, guint dimensions, GPtrArray *polygons, GError **error)
{
  g_autoptr (EtbPolygon) polygon = etb_polygon_new ();
  guint32 rings;

  if (!take_32 (self, &rings))
    return set_damaged (error);
  for (guint32 i = 0; i < rings; i++)
    if (!take_ring (self, dimensions, polygon, error))
      return FALSE;
  if (rings > 0)
    g_ptr_array_add (polygons, g_steal_pointer (&polygon));
  return TRUE;
}

static gboolean
take_shape (Cursor *self, GPtrArray *polygons, GError **error)
{
  guint32 kind, count;
  guint dimensions;

  if (!take_type (self, &kind, &dimensions))
    return set_damaged (error);
  if (kind == WKB_POLYGON)
    return take_polygon (self, dimensions, polygons, error);
  if (kind != WKB_POLYGONS)
    return TRUE;
  if (!take_32 (self, &count))
    return set_damaged (error);
  for (guint32 i = 0; i < count; i++)
    if (!take_type (self, &kind, &dimensions) || kind != WKB_POLYGON)
      return set_damaged (error);
    else if (!take_polygon (self, dimensions, polygons, error))
      return FALSE;
  return TRUE;
}

gboolean
etb_wkb_read (const void *blob, gsize length, GPtrArray *polygons, GError **error)
{
  static const gsize boxes[] = { 0, 32, 48, 48, 64 };
  const guint8 *bytes = blob;
  Cursor cursor;
  guint flags, box;

  if (bytes == NULL || length < HEADER_LENGTH || memcmp (bytes, "GP", 2) != 0)
    return set_damaged (error);
  flags = bytes[3];
  box = flags >> 1 & 7;
  if (box >= G_N_ELEMENTS (boxes) || length - HEADER_LENGTH < boxes[box])
    return set_damaged (error);
  if (flags & 0x10) /* empty */
    return TRUE;
  cursor = (Cursor){ .at = bytes + HEADER_LENGTH + boxes[box], .end = bytes + length };
  return take_shape (&cursor, polygons, error);
}
