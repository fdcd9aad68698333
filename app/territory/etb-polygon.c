/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the limits of a place on the ground, and the two questions asked of them: is a point
 * inside, how far is the nearest limit.
 * Invariant: rings are closed and whole; see the header.
 * Callers: the readers of geographic files, etb-area-store, etb-locator. */

#include "etb-polygon.h"

#include <string.h>

#define RING_MINIMUM 4

EtbPolygon *
etb_polygon_new (void)
{
  EtbPolygon *self = g_new (EtbPolygon, 1);

  self->points = g_array_new (FALSE, FALSE, sizeof (EtbPoint));
  self->ends = g_array_new (FALSE, FALSE, sizeof (guint32));
  return self;
}

void
etb_polygon_free (EtbPolygon *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->points);
  g_array_unref (self->ends);
  g_free (self);
}

static guint
ring_end (const EtbPolygon *self, guint ring)
{
  return g_array_index (self->ends, guint32, ring);
}

gboolean
etb_polygon_close_ring (EtbPolygon *self)
{
  guint start = self->ends->len > 0 ? ring_end (self, self->ends->len - 1) : 0;
  guint32 end = self->points->len;
  const EtbPoint *points = (const EtbPoint *)(void *)self->points->data;

  if (end - start >= RING_MINIMUM && points[start].x == points[end - 1].x
      && points[start].y == points[end - 1].y)
    {
      g_array_append_val (self->ends, end);
      return TRUE;
    }
  g_array_set_size (self->points, start);
  return FALSE;
}

EtbBox
etb_polygon_get_box (const EtbPolygon *self)
{
  const EtbPoint *points = (const EtbPoint *)(void *)self->points->data;
  EtbBox box = { G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = 0; i < self->points->len; i++)
    {
      box.min_x = MIN (box.min_x, points[i].x);
      box.min_y = MIN (box.min_y, points[i].y);
      box.max_x = MAX (box.max_x, points[i].x);
      box.max_y = MAX (box.max_y, points[i].y);
    }
  return box;
}

gboolean
etb_polygon_contains (const EtbPolygon *self, EtbPoint point)
{
  const EtbPoint *points = (const EtbPoint *)(void *)self->points->data;
  gboolean inside = FALSE;
  guint start = 0;

  for (guint ring = 0; ring < self->ends->len; ring++)
    {
      guint end = ring_end (self, ring);

      for (guint i = start; i + 1 < end; i++)
        {
          const EtbPoint *a = points + i, *b = a + 1;

          if ((a->y > point.y) != (b->y > point.y)
              && point.x < (b->x - a->x) * (point.y - a->y) / (b->y - a->y) + a->x)
            inside = !inside;
        }
      start = end;
    }
  return inside;
}

double
etb_polygon_get_distance (const EtbPolygon *self, const EtbPlane *plane)
{
  const EtbPoint *points = (const EtbPoint *)(void *)self->points->data;
  double best = G_MAXDOUBLE;
  guint start = 0;

  for (guint ring = 0; ring < self->ends->len; ring++)
    {
      guint end = ring_end (self, ring);
      EtbPoint from = etb_plane_place (plane, points[start]);

      for (guint i = start + 1; i < end; i++)
        {
          EtbPoint to = etb_plane_place (plane, points[i]);
          double distance = etb_plane_square_to_segment (from, to);

          best = MIN (best, distance);
          from = to;
        }
      start = end;
    }
  return best < G_MAXDOUBLE ? etb_plane_get_length (best) : best;
}

/* ---- In the base ------------------------------------------------------------------------------
 */

GBytes *
etb_polygon_to_bytes (const EtbPolygon *self)
{
  guint32 counts[2] = { self->ends->len, self->points->len };
  gsize ends = self->ends->len * sizeof (guint32);
  gsize points = self->points->len * sizeof (EtbPoint);
  guint8 *bytes = g_malloc (sizeof counts + ends + points);

  memcpy (bytes, counts, sizeof counts);
  if (ends > 0)
    {
      memcpy (bytes + sizeof counts, self->ends->data, ends);
      memcpy (bytes + sizeof counts + ends, self->points->data, points);
    }
  return g_bytes_new_take (bytes, sizeof counts + ends + points);
}

/* Whether they rise, by a ring at least each time, up to the number of points. */
static gboolean
check_ends (const EtbPolygon *self)
{
  guint start = 0;

  for (guint ring = 0; ring < self->ends->len; ring++)
    {
      guint end = ring_end (self, ring);

      if (end > self->points->len || end < start || end - start < RING_MINIMUM)
        return FALSE;
      start = end;
    }
  return start == self->points->len;
}

gboolean
etb_polygon_read_bytes (EtbPolygon *self, const void *bytes, gsize length)
{
  guint32 counts[2];
  gsize ends, points;

  if (bytes == NULL || length < sizeof counts)
    return FALSE;
  memcpy (counts, bytes, sizeof counts);
  ends = counts[0] * sizeof (guint32);
  points = counts[1] * sizeof (EtbPoint);
  if (counts[0] == 0 || length != sizeof counts + ends + points)
    return FALSE;

  g_array_set_size (self->ends, counts[0]);
  g_array_set_size (self->points, counts[1]);
  memcpy (self->ends->data, (const guint8 *)bytes + sizeof counts, ends);
  if (points > 0)
    memcpy (self->points->data, (const guint8 *)bytes + sizeof counts + ends, points);
  return check_ends (self);
}
