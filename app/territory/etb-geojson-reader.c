/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: GeoJSON to areas; see the header.
 *
 * Members come in any order: "type" may follow what it names. So the shape is told from how deep
 * the coordinates are nested: a polygon's are three deep, those of several polygons four.
 * Callers: etb-territory-import. */

#include "etb-geojson-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-fields.h"
#include "etb-json-scanner.h"

#define POLYGON_DEPTH 3
#define PEEK_LENGTH   4096

typedef struct
{
  EtbJsonScanner scan;
  EtbLayer *layer;
} Reader;

static gboolean
is_name (const char *name, gsize length, const char *wanted)
{
  return length == strlen (wanted) && memcmp (name, wanted, length) == 0;
}

/* ---- Coordinates ------------------------------------------------------------------------------
 */

/* [longitude, latitude] with a height or more, which is let go. */
static gboolean
read_position (EtbJsonScanner *scan, EtbPoint *point)
{
  double height;

  if (!etb_json_scanner_enter (scan, '[') || !etb_json_scanner_number (scan, &point->x))
    return FALSE;
  if (!etb_json_scanner_take (scan, ','))
    {
      etb_json_scanner_fail (scan, _ ("a position has no latitude"));
      return FALSE;
    }
  if (!etb_json_scanner_number (scan, &point->y))
    return FALSE;
  while (etb_json_scanner_take (scan, ','))
    if (!etb_json_scanner_number (scan, &height))
      return FALSE;
  if (!etb_json_scanner_take (scan, ']'))
    {
      etb_json_scanner_fail (scan, _ ("a position is not ended"));
      return FALSE;
    }
  scan->depth--;
  return TRUE;
}

static void
read_polygon (Reader *self, GPtrArray *polygons)
{
  g_autoptr (EtbPolygon) polygon = etb_polygon_new ();
  EtbJsonScanner *scan = &self->scan;
  gboolean first_ring = TRUE;

  while (etb_json_scanner_next (scan, ']', &first_ring))
    {
      gboolean first = TRUE;
      GError *local = NULL;
      EtbPoint point;

      if (!etb_json_scanner_enter (scan, '['))
        return;
      while (etb_json_scanner_next (scan, ']', &first))
        if (read_position (scan, &point))
          g_array_append_val (polygon->points, point);
      if (scan->error == NULL && !etb_layer_close_ring (polygon, &local))
        etb_json_scanner_fail (scan, local->message);
      g_clear_error (&local);
    }
  if (scan->error == NULL && polygon->ends->len > 0)
    g_ptr_array_add (polygons, g_steal_pointer (&polygon));
}

/* How many brackets open here; nothing is taken. */
static guint
count_brackets (const char *at)
{
  guint count = 0;

  for (; *at == '[' || g_ascii_isspace (*at); at++)
    count += *at == '[';
  return count;
}

static void
read_coordinates (Reader *self, GPtrArray *polygons)
{
  EtbJsonScanner *scan = &self->scan;
  guint depth = etb_json_scanner_peek (scan) == '[' ? count_brackets (scan->at) : 0;
  gboolean first = TRUE;

  if (depth == POLYGON_DEPTH && etb_json_scanner_enter (scan, '['))
    read_polygon (self, polygons);
  else if (depth == POLYGON_DEPTH + 1 && etb_json_scanner_enter (scan, '['))
    {
      while (etb_json_scanner_next (scan, ']', &first))
        if (etb_json_scanner_enter (scan, '['))
          read_polygon (self, polygons);
    }
  else
    etb_json_scanner_skip (scan);
}

/* ---- Features ---------------------------------------------------------------------------------
 */

/* What may be null, or anything else, which is passed over. */
static gboolean
enter_if_object (EtbJsonScanner *scan)
{
  if (etb_json_scanner_peek (scan) == '{')
    return etb_json_scanner_enter (scan, '{');
  etb_json_scanner_skip (scan);
  return FALSE;
}

static void
read_geometry (Reader *self, GPtrArray *polygons)
{
  EtbJsonScanner *scan = &self->scan;
  gboolean first = TRUE;
  const char *name;
  gsize length;

  if (!enter_if_object (scan))
    return;
  while (etb_json_scanner_member (scan, &first, &name, &length))
    if (is_name (name, length, "coordinates"))
      read_coordinates (self, polygons);
    else
      etb_json_scanner_skip (scan);
}

static void
read_properties (Reader *self, EtbFields *fields)
{
  EtbJsonScanner *scan = &self->scan;
  gboolean first = TRUE;
  const char *name;
  gsize length;

  if (!enter_if_object (scan))
    return;
  while (etb_json_scanner_member (scan, &first, &name, &length))
    {
      EtbField field = etb_field_find (name, length);
      char *value;

      if (field == ETB_FIELD_OTHER)
        etb_json_scanner_skip (scan);
      else if ((value = etb_json_scanner_text (scan)) != NULL)
        etb_fields_set (fields, field, value);
    }
}

static void
read_feature (Reader *self)
{
  EtbJsonScanner *scan = &self->scan;
  g_autoptr (GPtrArray) polygons
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_polygon_free);
  EtbFields fields = { 0 };
  gboolean first = TRUE;
  const char *name;
  gsize length;

  if (!etb_json_scanner_enter (scan, '{'))
    return;
  while (etb_json_scanner_member (scan, &first, &name, &length))
    if (is_name (name, length, "properties"))
      read_properties (self, &fields);
    else if (is_name (name, length, "geometry"))
      read_geometry (self, polygons);
    else
      etb_json_scanner_skip (scan);

  if (scan->error == NULL)
    {
      EtbArea *area = etb_fields_to_area (&fields);

      if (area != NULL)
        g_ptr_array_extend_and_steal (area->polygons, g_steal_pointer (&polygons));
      etb_layer_take (self->layer, area);
    }
  etb_fields_clear (&fields);
}

/* ---- The file ---------------------------------------------------------------------------------
 */

/* {"type": "name", "properties": {"name": "urn:…"}} */
static EtbCrs
read_crs (EtbJsonScanner *scan)
{
  EtbCrs crs = ETB_CRS_UNTOLD;
  gboolean first = TRUE;
  const char *name;
  gsize length;

  if (!enter_if_object (scan))
    return crs;
  while (etb_json_scanner_member (scan, &first, &name, &length))
    {
      g_autofree char *text = NULL;
      EtbCrs inner = ETB_CRS_UNTOLD;

      if (is_name (name, length, "properties"))
        inner = read_crs (scan);
      else if (is_name (name, length, "name") && (text = etb_json_scanner_text (scan)) != NULL)
        inner = etb_crs_parse (text);
      else if (!is_name (name, length, "name"))
        etb_json_scanner_skip (scan);
      if (inner != ETB_CRS_UNTOLD)
        crs = inner;
    }
  return crs;
}

static void
read_features (Reader *self)
{
  gboolean first = TRUE;

  if (etb_json_scanner_enter (&self->scan, '['))
    while (etb_json_scanner_next (&self->scan, ']', &first))
      read_feature (self);
}

static void
read_collection (Reader *self)
{
  EtbJsonScanner *scan = &self->scan;
  gboolean first = TRUE;
  const char *name;
  gsize length;

  if (!etb_json_scanner_enter (scan, '{'))
    return;
  while (etb_json_scanner_member (scan, &first, &name, &length))
    if (is_name (name, length, "features"))
      read_features (self);
    else if (is_name (name, length, "crs"))
      self->layer->crs = read_crs (scan);
    else
      etb_json_scanner_skip (scan);

  if (scan->error == NULL && etb_json_scanner_peek (scan) != '\0')
    etb_json_scanner_fail (scan, _ ("something follows the end of the data"));
}

EtbLayer *
etb_geojson_read (const char *text, GError **error)
{
  g_autoptr (EtbLayer) layer = etb_layer_new (ETB_CRS_UNTOLD);
  Reader self = { .layer = layer };

  etb_json_scanner_init (&self.scan, text);
  read_collection (&self);
  if (self.scan.error == NULL)
    return g_steal_pointer (&layer);
  g_propagate_error (error, self.scan.error);
  return NULL;
}

EtbCrs
etb_geojson_peek_crs (const char *text)
{
  const char *crs = g_strstr_len (text, PEEK_LENGTH, "\"crs\"");
  EtbJsonScanner scan;
  EtbCrs found = ETB_CRS_UNTOLD;

  if (crs == NULL)
    return found;
  etb_json_scanner_init (&scan, crs + strlen ("\"crs\""));
  if (etb_json_scanner_take (&scan, ':'))
    found = read_crs (&scan);
  etb_json_scanner_clear (&scan);
  return found;
}
