/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what the readers of geographic files give, and the checks that all of them need; see the
 * header.
 * Callers: the readers, etb-territory-import. */

#include "etb-layer.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-lambert93.h"
#include "etb-place.h"
#include "etb-territory.h"

#define EPSG_LAMBERT93 2154

EtbLayer *
etb_layer_new (EtbCrs crs)
{
  EtbLayer *self = g_new0 (EtbLayer, 1);

  self->crs = crs;
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_area_free);
  return self;
}

void
etb_layer_free (EtbLayer *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->areas);
  g_free (self);
}

void
etb_layer_take (EtbLayer *self, EtbArea *area)
{
  if (area != NULL && area->polygons->len > 0)
    {
      g_ptr_array_add (self->areas, area);
      return;
    }
  etb_area_free (area);
  self->skipped++;
}

/* ---- Coordinates ------------------------------------------------------------------------------
 */

EtbCrs
etb_crs_from_epsg (gint64 code)
{
  /* WGS 84, RGF93 (two editions), then the systems of the overseas: Antilles, Guyane, Réunion,
   * Mayotte, Saint-Pierre-et-Miquelon, Polynésie, Nouvelle-Calédonie. All of them are within a
   * metre of WGS 84. */
  static const gint64 degrees[] = { 4326, 4171, 9777, 5489, 4624, 4627, 4470, 4463, 4687, 4749 };

  for (gsize i = 0; i < G_N_ELEMENTS (degrees); i++)
    if (code == degrees[i])
      return ETB_CRS_DEGREES;
  return code == EPSG_LAMBERT93 ? ETB_CRS_LAMBERT93 : ETB_CRS_OTHER;
}

/* Letters and digits alone, in lower case: "RGF93 / Lambert-93" and "RGF_1993_Lambert_93" are
 * written by different programs. */
static char *
squeeze (const char *text)
{
  GString *squeezed = g_string_new (NULL);

  for (; *text != '\0'; text++)
    if (g_ascii_isalnum (*text))
      g_string_append_c (squeezed, g_ascii_tolower (*text));
  return g_string_free (squeezed, FALSE);
}

/* The text of a .prj: which projection, else which datum. */
static EtbCrs
parse_wkt (const char *squeezed)
{
  static const char *const datums[]
      = { "wgs84",  "wgs1984",  "rgf93", "rgf1993", "rgaf09", "rgaf2009",
          "rgfg95", "rgfg1995", "rgr92", "rgr1992", "rgm04",  "rgspm06" };

  if (strstr (squeezed, "projcs") != NULL || strstr (squeezed, "projcrs") != NULL)
    return strstr (squeezed, "lambert93") != NULL && strstr (squeezed, "lambertconformalconic")
               ? ETB_CRS_LAMBERT93
               : ETB_CRS_OTHER;
  for (gsize i = 0; i < G_N_ELEMENTS (datums); i++)
    if (strstr (squeezed, datums[i]) != NULL)
      return ETB_CRS_DEGREES;
  return ETB_CRS_OTHER;
}

EtbCrs
etb_crs_parse (const char *text)
{
  g_autofree char *squeezed = squeeze (text);
  const char *epsg = strstr (squeezed, "epsg");

  if (*squeezed == '\0')
    return ETB_CRS_UNTOLD;
  if (strstr (squeezed, "geogcs") != NULL || strstr (squeezed, "geogcrs") != NULL
      || strstr (squeezed, "projcs") != NULL || strstr (squeezed, "projcrs") != NULL)
    return parse_wkt (squeezed);
  if (g_str_has_suffix (squeezed, "crs84"))
    return ETB_CRS_DEGREES;
  if (epsg == NULL)
    return ETB_CRS_OTHER;
  /* "EPSG::4326" and "EPSG:6.9:4326": the number is what comes last. */
  epsg = strrchr (text, ':');
  return etb_crs_from_epsg (g_ascii_strtoll (epsg != NULL ? epsg + 1 : squeezed + 4, NULL, 10));
}

const char *
etb_crs_get_name (EtbCrs crs)
{
  return crs == ETB_CRS_LAMBERT93 ? "Lambert-93" : "WGS 84";
}

/* ---- Rings ------------------------------------------------------------------------------------
 */

gboolean
etb_layer_close_ring (EtbPolygon *polygon, GError **error)
{
  guint start
      = polygon->ends->len > 0 ? g_array_index (polygon->ends, guint32, polygon->ends->len - 1) : 0;

  for (guint i = start; i < polygon->points->len; i++)
    {
      const EtbPoint *point = &g_array_index (polygon->points, EtbPoint, i);

      if (isfinite (point->x) && isfinite (point->y))
        continue;
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("a coordinate is no number"));
      return FALSE;
    }
  if (etb_polygon_close_ring (polygon))
    return TRUE;
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("a contour is not closed: the file is cut short or damaged, download it again"));
  return FALSE;
}

/* ---- Settling ---------------------------------------------------------------------------------
 */

static gboolean
refuse_place (const EtbArea *area, EtbPoint point, EtbCrs crs, GError **error)
{
  const char *advice;

  if (fabs (point.x) > 180 || fabs (point.y) > 90)
    advice = _ ("its coordinates are metres in a projection that the file does not name: take the "
                "file in WGS 84 (“WGS84” in its name)");
  else if (crs != ETB_CRS_LAMBERT93 && etb_place_is_in_france ((EtbPoint){ point.y, point.x }))
    advice = _ ("latitude and longitude seem to be swapped");
  else
    advice = _ ("its coordinates are wrong, or the file is damaged");
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the contour of %s lies outside France: %s"), area->code, advice);
  return FALSE;
}

static gboolean
settle_area (EtbLayer *self, EtbArea *area, GError **error)
{
  for (guint i = 0; i < area->polygons->len; i++)
    {
      const EtbPolygon *polygon = g_ptr_array_index (area->polygons, i);
      EtbPoint *points = (EtbPoint *)(void *)polygon->points->data;

      if (self->crs == ETB_CRS_LAMBERT93)
        etb_lambert93_to_degrees (points, polygon->points->len);
      for (guint j = 0; j < polygon->points->len; j++)
        if (!etb_place_is_in_france (points[j]))
          return refuse_place (area, points[j], self->crs, error);
    }
  return TRUE;
}

/* Areas that come in several features become one. */
static void
join_areas (EtbLayer *self)
{
  g_autoptr (GHashTable) by_code = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *joined = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_area_free);

  for (guint i = 0; i < self->areas->len; i++)
    {
      EtbArea *area = g_ptr_array_index (self->areas, i);
      EtbArea *first = g_hash_table_lookup (by_code, area->code);

      if (first == NULL)
        {
          g_hash_table_insert (by_code, area->code, area);
          g_ptr_array_add (joined, area);
          continue;
        }
      g_ptr_array_extend_and_steal (first->polygons, g_steal_pointer (&area->polygons));
      area->polygons = g_ptr_array_new ();
      etb_area_free (area);
    }
  g_ptr_array_set_free_func (self->areas, NULL);
  g_ptr_array_unref (self->areas);
  self->areas = joined;
}

gboolean
etb_layer_settle (EtbLayer *self, GError **error)
{
  if (self->crs == ETB_CRS_OTHER)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("its coordinates are in a projection that Établi does not read: take the "
                      "file in WGS 84 (“WGS84” in its name) or in Lambert-93"));
      return FALSE;
    }
  for (guint i = 0; i < self->areas->len; i++)
    if (!settle_area (self, g_ptr_array_index (self->areas, i), error))
      return FALSE;
  join_areas (self);
  return TRUE;
}

gboolean
etb_layer_tell (EtbLayer *self, const EtbGeneration **generation, GError **error)
{
  const EtbArea *first = self->areas->len > 0 ? g_ptr_array_index (self->areas, 0) : NULL;

  if (first == NULL)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it holds neither the contours of priority neighbourhoods (QPV) nor those of "
                      "communes"));
      return FALSE;
    }
  *generation = etb_generation_of_code (first->code);
  for (guint i = 1; i < self->areas->len; i++)
    {
      const EtbArea *area = g_ptr_array_index (self->areas, i);

      if (etb_generation_of_code (area->code) == *generation)
        continue;
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it mixes %s with %s: import QPV 2015, QPV 2024 and communes from a file "
                      "each"),
                      first->code, area->code);
      return FALSE;
    }
  return TRUE;
}
