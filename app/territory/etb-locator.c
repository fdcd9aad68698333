/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: in which QPV and commune a place lies, and how far the nearest limit is; see the header.
 *
 * The R*Tree gives what may contain the place, or come near it; the polygons decide. The nearest
 * limit is looked for in a box that grows until it holds one, then once more in a box as large as
 * what was found is far, since a box has corners.
 *
 * Answers claim no more than the files at hand: without a whole generation, a place far from all
 * that is there is not known to be outside. Callers: etb-territory. */

#include "etb-locator.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-area-store.h"
#include "etb-qpv-list.h"

#define BOX_START  400.0 /* metres */
#define BOX_GROWTH 4

struct _EtbLocator
{
  EtbTerritoryStore *store;
  GPtrArray *sources; /* EtbDataset */
  EtbCoverage coverage[ETB_GENERATIONS];
  sqlite3_stmt *containing, *near, *area;
  EtbPolygon *polygon; /* the one looked at */
};

/* ---- Making -----------------------------------------------------------------------------------
 */

static EtbDataset *
find_source (EtbLocator *self, const char *kind, const char *scope)
{
  for (guint i = 0; i < self->sources->len; i++)
    {
      EtbDataset *source = g_ptr_array_index (self->sources, i);

      if (g_str_equal (source->kind, kind) && g_str_equal (source->scope, scope))
        return source;
    }
  return NULL;
}

static gboolean
find_coverage (EtbLocator *self, guint index, GError **error)
{
  const EtbGeneration *generation = etb_generations + index;
  const EtbDataset *source = find_source (self, ETB_DATASET_QPV, generation->name);
  guint count = 0, overseas = 0;

  if (source != NULL && source->count >= generation->whole)
    count = (guint)source->count;
  else if (source != NULL && !etb_area_store_count (self->store, source, &count, &overseas, error))
    return FALSE;
  self->coverage[index] = etb_generation_get_coverage (generation, count, overseas);
  return TRUE;
}

static gboolean
prepare (EtbLocator *self, GError **error)
{
  self->containing = etb_territory_store_prepare (
      self->store,
      "SELECT area, shape FROM box CROSS JOIN polygon ON polygon.number = box.number "
      "WHERE min_x <= ?1 AND max_x >= ?1 AND min_y <= ?2 AND max_y >= ?2",
      error);
  if (self->containing == NULL)
    return FALSE;
  self->near = etb_territory_store_prepare (
      self->store,
      "SELECT area, shape, min_x, min_y, max_x, max_y FROM box "
      "CROSS JOIN polygon ON polygon.number = box.number "
      "WHERE min_x <= ?3 AND max_x >= ?1 AND min_y <= ?4 AND max_y >= ?2 "
      "AND min_layer <= ?5 AND max_layer >= ?5",
      error);
  if (self->near == NULL)
    return FALSE;
  self->area = etb_territory_store_prepare (
      self->store,
      "SELECT code, name, communes, kind, scope FROM area "
      "JOIN source ON source.number = area.source WHERE area.number = ?",
      error);
  return self->area != NULL;
}

static gboolean
look_at_sources (EtbLocator *self, GError **error)
{
  self->sources = etb_territory_store_get_sources (self->store, error);
  if (self->sources == NULL)
    return FALSE;
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    if (!find_coverage (self, i, error))
      return FALSE;
  return TRUE;
}

EtbLocator *
etb_locator_new (EtbTerritoryStore *store, GError **error)
{
  EtbLocator *self = g_new0 (EtbLocator, 1);

  self->store = store;
  self->polygon = etb_polygon_new ();
  if (look_at_sources (self, error) && prepare (self, error))
    return self;
  etb_locator_free (self);
  return NULL;
}

void
etb_locator_free (EtbLocator *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->containing);
  sqlite3_finalize (self->near);
  sqlite3_finalize (self->area);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  etb_polygon_free (self->polygon);
  g_free (self);
}

/* ---- One area ---------------------------------------------------------------------------------
 */

typedef struct
{
  EtbAreaLayer layer;
  const EtbDataset *source; /* NULL when the base does not tell */
} Origin;

/* Returns: (transfer full): NULL with @error */
static EtbArea *
read_area (EtbLocator *self, gint64 number, Origin *origin, GError **error)
{
  EtbArea *area = NULL;

  sqlite3_bind_int64 (self->area, 1, number);
  if (etb_territory_store_step (self->store, self->area, error))
    {
      g_autofree char *code = etb_territory_store_column_text (self->area, 0);
      g_autofree char *name = etb_territory_store_column_text (self->area, 1);
      g_autofree char *communes = etb_territory_store_column_text (self->area, 2);
      g_autofree char *kind = etb_territory_store_column_text (self->area, 3);
      g_autofree char *scope = etb_territory_store_column_text (self->area, 4);

      *origin = (Origin){ etb_area_store_get_layer (kind, scope), find_source (self, kind, scope) };
      area = etb_area_new (code, name, communes);
    }
  else if (error != NULL && *error == NULL)
    etb_territory_store_set_error (self->store, SQLITE_CORRUPT, error);
  sqlite3_reset (self->area);
  return area;
}

/* FALSE when the base does not hold a polygon there. */
static gboolean
read_polygon (EtbLocator *self, sqlite3_stmt *row)
{
  return etb_polygon_read_bytes (self->polygon, sqlite3_column_blob (row, 1),
                                 (gsize)sqlite3_column_bytes (row, 1));
}

/* ---- Inside -----------------------------------------------------------------------------------
 */

static gint
compare_areas (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EtbArea *const *)a)->code, (*(const EtbArea *const *)b)->code);
}

static gboolean
has_code (GPtrArray *areas, const char *code)
{
  for (guint i = 0; i < areas->len; i++)
    if (g_str_equal (((const EtbArea *)g_ptr_array_index (areas, i))->code, code))
      return TRUE;
  return FALSE;
}

static void
take_containing (EtbLocation *location, const Origin *origin, EtbArea *area)
{
  guint generation = (guint)origin->layer - ETB_AREA_QPV_2015;

  if (generation < ETB_GENERATIONS && !has_code (location->answers[generation].inside, area->code))
    {
      g_ptr_array_add (location->answers[generation].inside, area);
      return;
    }
  /* Two files may hold the same commune: either will do. */
  if (origin->layer == ETB_AREA_COMMUNES && location->commune == NULL && origin->source != NULL)
    {
      location->commune = g_strdup (area->code);
      location->commune_source = etb_dataset_copy (origin->source);
    }
  etb_area_free (area);
}

static gboolean
find_containing (EtbLocator *self, EtbLocation *location, GError **error)
{
  GError *local = NULL;

  sqlite3_bind_double (self->containing, 1, location->place.x);
  sqlite3_bind_double (self->containing, 2, location->place.y);
  while (local == NULL && etb_territory_store_step (self->store, self->containing, &local))
    {
      Origin origin;
      EtbArea *area;

      if (!read_polygon (self, self->containing))
        etb_territory_store_set_error (self->store, SQLITE_CORRUPT, &local);
      else if (etb_polygon_contains (self->polygon, location->place)
               && (area
                   = read_area (self, sqlite3_column_int64 (self->containing, 0), &origin, &local))
                      != NULL)
        take_containing (location, &origin, area);
    }
  sqlite3_reset (self->containing);
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    g_ptr_array_sort (location->answers[i].inside, compare_areas);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A QPV that lies in one commune tells where the place is. */
static void
tell_commune (EtbLocation *location)
{
  for (guint i = ETB_GENERATIONS; i-- > 0 && location->commune == NULL;)
    for (guint j = 0; j < location->answers[i].inside->len; j++)
      {
        const EtbArea *area = g_ptr_array_index (location->answers[i].inside, j);

        if (*area->communes == '\0' || strchr (area->communes, ' ') != NULL)
          continue;
        location->commune = g_strdup (area->communes);
        location->commune_source = etb_dataset_copy (location->answers[i].source);
        return;
      }
}

/* ---- Nearest ----------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 area;
  double metres;
} Nearest;

/* Metres that the limits of what lies in the box are away at least, a little less for safety. */
static double
distance_to_box (const EtbPlane *plane, sqlite3_stmt *row)
{
  EtbPoint near
      = { CLAMP (plane->centre.x, sqlite3_column_double (row, 2), sqlite3_column_double (row, 4)),
          CLAMP (plane->centre.y, sqlite3_column_double (row, 3), sqlite3_column_double (row, 5)) };
  EtbPoint metres = etb_plane_place (plane, near);

  return 0.99 * hypot (metres.x, metres.y);
}

/* Looks at all that lies within @metres in each direction. */
static gboolean
look_around (EtbLocator *self, const EtbPlane *plane, EtbAreaLayer layer, double metres,
             Nearest *nearest, GError **error)
{
  double latitudes = metres / plane->north * 1.01, longitudes = metres / plane->east * 1.1;
  GError *local = NULL;

  sqlite3_bind_double (self->near, 1, plane->centre.x - longitudes);
  sqlite3_bind_double (self->near, 2, plane->centre.y - latitudes);
  sqlite3_bind_double (self->near, 3, plane->centre.x + longitudes);
  sqlite3_bind_double (self->near, 4, plane->centre.y + latitudes);
  sqlite3_bind_int (self->near, 5, (int)layer);
  while (local == NULL && etb_territory_store_step (self->store, self->near, &local))
    {
      double distance;

      if (distance_to_box (plane, self->near) > nearest->metres)
        continue;
      if (!read_polygon (self, self->near))
        {
          etb_territory_store_set_error (self->store, SQLITE_CORRUPT, &local);
          continue;
        }
      distance = etb_polygon_get_distance (self->polygon, plane);
      if (distance < nearest->metres)
        *nearest = (Nearest){ sqlite3_column_int64 (self->near, 0), distance };
    }
  sqlite3_reset (self->near);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
find_nearest (EtbLocator *self, EtbLocationAnswer *answer, const EtbPlane *plane,
              EtbAreaLayer layer, GError **error)
{
  Nearest nearest = { 0, G_MAXDOUBLE };
  double metres = BOX_START;
  Origin origin;

  while (nearest.area == 0 && metres <= ETB_LOCATION_REACH * BOX_GROWTH)
    {
      if (!look_around (self, plane, layer, metres, &nearest, error))
        return FALSE;
      metres *= BOX_GROWTH;
    }
  if (nearest.area != 0 && nearest.metres > metres / BOX_GROWTH
      && !look_around (self, plane, layer, nearest.metres, &nearest, error))
    return FALSE;
  if (nearest.area == 0 || nearest.metres > ETB_LOCATION_REACH)
    return TRUE;
  answer->metres = nearest.metres;
  answer->nearest = read_area (self, nearest.area, &origin, error);
  return answer->nearest != NULL;
}

/* ---- A place ----------------------------------------------------------------------------------
 */

static gboolean
is_in_metropolis (EtbPoint place)
{
  return place.x > -10 && place.x < 15 && place.y > 40 && place.y < 53;
}

/* Whether what is in no contour of the file is in no QPV; see ETB_LOCATION_PART_REACH. */
static gboolean
answers_for (const EtbLocationAnswer *answer, EtbPoint place)
{
  switch (answer->coverage)
    {
    case ETB_COVERAGE_WHOLE:
      return TRUE;
    case ETB_COVERAGE_METROPOLIS:
      return is_in_metropolis (place);
    case ETB_COVERAGE_PART:
      return answer->nearest != NULL && answer->metres <= ETB_LOCATION_PART_REACH;
    case ETB_COVERAGE_NONE:
    default:
      return FALSE;
    }
}

/* From the list of QPV, for contours that have no name. It tells nothing of where a place is. */
static gboolean
complete_names (EtbLocator *self, EtbLocation *location, GError **error)
{
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    {
      EtbLocationAnswer *answer = location->answers + i;

      if (answer->nearest != NULL && !etb_qpv_list_complete (self->store, answer->nearest, error))
        return FALSE;
      for (guint j = 0; j < answer->inside->len; j++)
        if (!etb_qpv_list_complete (self->store, g_ptr_array_index (answer->inside, j), error))
          return FALSE;
    }
  return TRUE;
}

EtbLocation *
etb_locator_locate (EtbLocator *self, EtbPoint place, GError **error)
{
  g_autoptr (EtbLocation) location = NULL;
  EtbPlane plane;

  if (!(fabs (place.x) <= 180 && fabs (place.y) < 90))
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE,
                   _ ("This is no place on earth: write the longitude, from -180 to 180, then the "
                      "latitude, from -90 to 90, in degrees"));
      return NULL;
    }
  location = etb_location_new (place);
  etb_plane_init (&plane, place);
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    {
      EtbLocationAnswer *answer = location->answers + i;
      const EtbDataset *source = find_source (self, ETB_DATASET_QPV, answer->generation->name);

      answer->coverage = self->coverage[i];
      answer->known = answer->coverage == ETB_COVERAGE_WHOLE
                      || (answer->coverage == ETB_COVERAGE_METROPOLIS && is_in_metropolis (place));
      answer->source = source != NULL ? etb_dataset_copy (source) : NULL;
      if (source != NULL && !find_nearest (self, answer, &plane, ETB_AREA_QPV_2015 + i, error))
        return NULL;
      answer->known = answers_for (answer, place);
    }
  if (!find_containing (self, location, error))
    return NULL;
  tell_commune (location);
  if (!complete_names (self, location, error))
    return NULL;
  return g_steal_pointer (&location);
}
