/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: shapefiles to areas; see the header. The index (.shx) is not needed: records follow one
 * another.
 * Callers: etb-geo-file. */

#include "etb-shapefile-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dbf-reader.h"
#include "etb-territory.h"

#define FILE_CODE       9994
#define HEADER_LENGTH   100
#define RECORD_LENGTH   8  /* number and length, before its content */
#define SHAPE_LENGTH    44 /* type, box, numbers of parts and of points */
#define SHAPE_NULL      0
#define SHAPE_POLYGON   5
#define SHAPE_POLYGON_Z 15
#define SHAPE_POLYGON_M 25

static guint32
get_big (const guint8 *at)
{
  return (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];
}

static guint32
get_little (const guint8 *at)
{
  return at[0] | (guint32)at[1] << 8 | (guint32)at[2] << 16 | (guint32)at[3] << 24;
}

static double
get_double (const guint8 *at)
{
  guint64 bits = get_little (at) | (guint64)get_little (at + 4) << 32;
  double number;

  memcpy (&number, &bits, sizeof number);
  return number;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the shapefile is cut short or damaged: download it again"));
  return FALSE;
}

/* ---- Rings ------------------------------------------------------------------------------------
 */

/* Twice its area, positive when the ring runs clockwise; about its first point, for precision. */
static double
signed_area (const EtbPolygon *ring)
{
  const EtbPoint *points = (const EtbPoint *)(void *)ring->points->data;
  double area = 0;

  for (guint i = 1; i + 1 < ring->points->len; i++)
    area += (points[i + 1].x - points[0].x) * (points[i].y - points[0].y)
            - (points[i].x - points[0].x) * (points[i + 1].y - points[0].y);
  return area;
}

static EtbPolygon *
find_around (GPtrArray *polygons, EtbPoint point)
{
  for (guint i = 0; i < polygons->len; i++)
    if (etb_polygon_contains (g_ptr_array_index (polygons, i), point))
      return g_ptr_array_index (polygons, i);
  return NULL;
}

static void
add_hole (GPtrArray *polygons, EtbPolygon *ring)
{
  EtbPolygon *around = find_around (polygons, g_array_index (ring->points, EtbPoint, 0));

  /* Some programs let single rings run the other way. */
  if (around == NULL)
    {
      g_ptr_array_add (polygons, ring);
      return;
    }
  g_array_append_vals (around->points, ring->points->data, ring->points->len);
  etb_polygon_close_ring (around);
  etb_polygon_free (ring);
}

/* @rings: (element-type EtbPolygon), of one ring each; emptied into @polygons: outer ones first,
 * for a hole may come before what is around it. */
static void
group_rings (GPtrArray *rings, GPtrArray *polygons)
{
  for (guint turn = 0; turn < 2; turn++)
    for (guint i = 0; i < rings->len; i++)
      {
        EtbPolygon *ring = g_ptr_array_index (rings, i);

        if (ring == NULL || (turn == 0 && signed_area (ring) < 0))
          continue;
        rings->pdata[i] = NULL;
        if (turn == 0)
          g_ptr_array_add (polygons, ring);
        else
          add_hole (polygons, ring);
      }
}

/* Points @start to @end of the shape. */
static EtbPolygon *
read_ring (const guint8 *points, guint start, guint end, GError **error)
{
  g_autoptr (EtbPolygon) ring = etb_polygon_new ();

  for (guint i = start; i < end; i++)
    {
      EtbPoint point
          = { get_double (points + 16 * (gsize)i), get_double (points + 16 * (gsize)i + 8) };

      g_array_append_val (ring->points, point);
    }
  return etb_layer_close_ring (ring, error) ? g_steal_pointer (&ring) : NULL;
}

/* @length: of the content of the record, at least SHAPE_LENGTH. */
static gboolean
read_shape (const guint8 *content, gsize length, GPtrArray *polygons, GError **error)
{
  gsize parts = get_little (content + 36), points = get_little (content + 40);
  g_autoptr (GPtrArray) rings = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_polygon_free);

  if (parts > length / 4 || points > length / 16 || SHAPE_LENGTH + 4 * parts + 16 * points > length)
    return set_damaged (error);
  for (gsize i = 0; i < parts; i++)
    {
      guint32 start = get_little (content + SHAPE_LENGTH + 4 * i);
      guint32 end
          = i + 1 < parts ? get_little (content + SHAPE_LENGTH + 4 * i + 4) : (guint32)points;
      EtbPolygon *ring;

      if (start > end || end > points)
        return set_damaged (error);
      ring = read_ring (content + SHAPE_LENGTH + 4 * parts, start, end, error);
      if (ring == NULL)
        return FALSE;
      g_ptr_array_add (rings, ring);
    }
  group_rings (rings, polygons);
  return TRUE;
}

/* ---- The file ---------------------------------------------------------------------------------
 */

/* One record; @index is its place in the table as well. */
static gboolean
read_record (EtbLayer *layer, EtbDbfReader *table, guint index, const guint8 *content, gsize length,
             GError **error)
{
  guint32 type = length >= 4 ? get_little (content) : G_MAXUINT32;
  EtbFields fields = { 0 };
  EtbArea *area = NULL;

  if (etb_dbf_reader_get (table, index, &fields))
    area = etb_fields_to_area (&fields);
  etb_fields_clear (&fields);
  if (area != NULL && type != SHAPE_NULL
      && !(length >= SHAPE_LENGTH ? read_shape (content, length, area->polygons, error)
                                  : set_damaged (error)))
    {
      etb_area_free (area);
      return FALSE;
    }
  etb_layer_take (layer, area);
  return TRUE;
}

static gboolean
read_records (EtbLayer *layer, GBytes *shp, EtbDbfReader *table, GError **error)
{
  gsize length, at = HEADER_LENGTH;
  const guint8 *data = g_bytes_get_data (shp, &length);

  for (guint index = 0; at < length; index++)
    {
      gsize content;

      if (length - at < RECORD_LENGTH)
        return set_damaged (error);
      content = 2 * (gsize)get_big (data + at + 4); /* it is told in words of 16 bits */
      at += RECORD_LENGTH;
      if (length - at < content)
        return set_damaged (error);
      if (!read_record (layer, table, index, data + at, content, error))
        return FALSE;
      at += content;
    }
  return layer->areas->len + layer->skipped >= etb_dbf_reader_get_count (table)
         || set_damaged (error);
}

EtbLayer *
etb_shapefile_read (const EtbShapefile *files, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (files->shp, &length);
  g_autoptr (EtbLayer) layer
      = etb_layer_new (files->prj != NULL ? etb_crs_parse (files->prj) : ETB_CRS_UNTOLD);
  g_autoptr (EtbDbfReader) table = NULL;
  guint32 type;

  if (length < HEADER_LENGTH || get_big (data) != FILE_CODE)
    {
      set_damaged (error);
      return NULL;
    }
  type = get_little (data + 32);
  if (type != SHAPE_POLYGON && type != SHAPE_POLYGON_Z && type != SHAPE_POLYGON_M)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("the shapefile holds points or lines, not contours"));
      return NULL;
    }
  table = etb_dbf_reader_new (files->dbf, files->cpg, error);
  if (table == NULL || !read_records (layer, files->shp, table, error))
    return NULL;
  return g_steal_pointer (&layer);
}
