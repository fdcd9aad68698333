/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: chooses what of the contours about a place goes into a picture; see the header.
 *
 * Lines are simplified to a part of what a pen draws; where that leaves too many points, a town of
 * islands say, more coarsely.
 * Callers: the page of the territory, for the finding that goes into a dossier. */

#include "etb-surroundings.h"

#include "etb-simplify.h"

#define NARROWEST 800.0 /* metres to each side: both circles are seen */
#define AROUND    1.25  /* what the nearest limit is farther is seen with this much about it */
#define PARTS     2000  /* of the picture's width, to which lines are exact */
#define MOST      2000  /* contours looked at */

typedef struct
{
  EtbArea *area;
  double metres;
} Near;

static gint
compare_near (gconstpointer a, gconstpointer b)
{
  const Near *one = a;
  const Near *other = b;

  return one->metres < other->metres ? -1 : one->metres > other->metres;
}

/* From the place to the limit; 0 inside. */
static double
measure (const EtbArea *area, const EtbPlane *plane)
{
  double metres = G_MAXDOUBLE;

  for (guint i = 0; i < area->polygons->len; i++)
    {
      const EtbPolygon *polygon = g_ptr_array_index (area->polygons, i);

      if (etb_polygon_contains (polygon, plane->centre))
        return 0;
      metres = MIN (metres, etb_polygon_get_distance (polygon, plane));
    }
  return metres;
}

/* (transfer container): the areas belong to @areas */
static GArray *
sort_by_distance (GPtrArray *areas, const EtbPlane *plane)
{
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (Near));

  for (guint i = 0; i < areas->len; i++)
    {
      EtbArea *area = g_ptr_array_index (areas, i);
      Near near = { area, measure (area, plane) };

      g_array_append_val (sorted, near);
    }
  g_array_sort (sorted, compare_near);
  return sorted;
}

static EtbArea *
simplify (const EtbArea *area, const EtbPlane *plane, double tolerance)
{
  EtbArea *copy = etb_area_new (area->code, area->name, area->communes);
  EtbPolygon *rings = etb_polygon_new ();

  for (guint i = 0; i < area->polygons->len; i++)
    etb_simplify_polygon (g_ptr_array_index (area->polygons, i), plane, tolerance, rings);
  g_ptr_array_add (copy->polygons, rings);
  return copy;
}

/* Returns: how many points that makes */
static guint
choose (EtbSurroundings *self, GArray *sorted, const EtbPlane *plane, double tolerance)
{
  guint points = 0;

  g_ptr_array_set_size (self->areas, 0);
  for (guint i = 0; i < sorted->len && self->areas->len < ETB_SURROUNDINGS_MAX_AREAS; i++)
    {
      g_autoptr (EtbArea) area = simplify (g_array_index (sorted, Near, i).area, plane, tolerance);
      const EtbPolygon *rings = g_ptr_array_index (area->polygons, 0);

      points += rings->points->len;
      if (rings->ends->len > 0)
        g_ptr_array_add (self->areas, g_steal_pointer (&area));
    }
  self->left_out = sorted->len - self->areas->len;
  return points;
}

static EtbBox
get_box (const EtbPlane *plane, double half_width)
{
  EtbPoint low = etb_plane_unplace (plane, (EtbPoint){ -half_width, -half_width });
  EtbPoint high = etb_plane_unplace (plane, (EtbPoint){ half_width, half_width });

  return (EtbBox){ low.x, low.y, high.x, high.y };
}

EtbSurroundings *
etb_surroundings_new (EtbAtlas *atlas, const EtbLocation *location, const EtbGeneration *generation,
                      GError **error)
{
  const EtbLocationAnswer *answer = etb_location_get_answer (location, generation);
  double half_width
      = answer->nearest != NULL ? MAX (NARROWEST, answer->metres * AROUND) : NARROWEST;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GArray) sorted = NULL;
  EtbSurroundings *self;
  EtbPlane plane;
  double tolerance = 2 * half_width / PARTS;

  etb_plane_init (&plane, location->place);
  areas = etb_atlas_get_outlines (atlas, generation, get_box (&plane, half_width), MOST, error);
  if (areas == NULL)
    return NULL;
  self = g_new0 (EtbSurroundings, 1);
  self->half_width = half_width;
  self->areas = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_area_free);
  sorted = sort_by_distance (areas, &plane);
  while (choose (self, sorted, &plane, tolerance) > ETB_SURROUNDINGS_MAX_POINTS)
    tolerance *= 1.5;
  return self;
}

void
etb_surroundings_free (EtbSurroundings *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->areas);
  g_free (self);
}
