/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: contours with fewer points, after Douglas and Peucker (1973), without recursion: a file may
 * hold a ring of a million points.
 * Invariant: what comes out is made of points that went in.
 * Callers: etb-surroundings. */

#include "etb-simplify.h"

typedef struct
{
  guint first, last;
} Span;

typedef struct
{
  EtbPoint *placed; /* the points of a ring on the plane; the last is the first again */
  guint count;
  guint8 *kept;
  GArray *spans; /* Span: still to be looked at */
} Ring;

/* Square of the distance from @point to the segment. */
static double
square_to_segment (EtbPoint point, EtbPoint a, EtbPoint b)
{
  return etb_plane_square_to_segment ((EtbPoint){ a.x - point.x, a.y - point.y },
                                      (EtbPoint){ b.x - point.x, b.y - point.y });
}

/* The point between both ends that is farthest from the line between them. */
static guint
find_farthest (const Ring *ring, const Span *span, double *square)
{
  guint farthest = span->first;

  *square = -1;
  for (guint i = span->first + 1; i < span->last; i++)
    {
      double distance = square_to_segment (ring->placed[i], ring->placed[span->first],
                                           ring->placed[span->last]);

      if (distance > *square)
        {
          *square = distance;
          farthest = i;
        }
    }
  return farthest;
}

static void
push_span (Ring *ring, guint first, guint last)
{
  Span span = { first, last };

  if (last - first > 1)
    g_array_append_val (ring->spans, span);
}

static void
choose_points (Ring *ring, double tolerance)
{
  Span all = { 0, ring->count - 1 };
  double square;
  guint opposite = find_farthest (ring, &all, &square);

  ring->kept[0] = ring->kept[opposite] = ring->kept[ring->count - 1] = TRUE;
  push_span (ring, 0, opposite);
  push_span (ring, opposite, ring->count - 1);
  while (ring->spans->len > 0)
    {
      Span span = g_array_index (ring->spans, Span, ring->spans->len - 1);
      guint farthest = find_farthest (ring, &span, &square);

      g_array_set_size (ring->spans, ring->spans->len - 1);
      if (square <= tolerance * tolerance)
        continue;
      ring->kept[farthest] = TRUE;
      push_span (ring, span.first, farthest);
      push_span (ring, farthest, span.last);
    }
}

static gboolean
is_seen (const Ring *ring, double tolerance)
{
  EtbPoint low = ring->placed[0], high = low;

  for (guint i = 1; i < ring->count; i++)
    {
      low.x = MIN (low.x, ring->placed[i].x);
      low.y = MIN (low.y, ring->placed[i].y);
      high.x = MAX (high.x, ring->placed[i].x);
      high.y = MAX (high.y, ring->placed[i].y);
    }
  return high.x - low.x > tolerance || high.y - low.y > tolerance;
}

static void
simplify_ring (const EtbPoint *points, guint count, const EtbPlane *plane, double tolerance,
               EtbPolygon *to)
{
  Ring ring = { g_new0 (EtbPoint, count), count, g_new0 (guint8, count),
                g_array_new (FALSE, FALSE, sizeof (Span)) };

  for (guint i = 0; i < count; i++)
    ring.placed[i] = etb_plane_place (plane, points[i]);
  if (is_seen (&ring, tolerance))
    {
      choose_points (&ring, tolerance);
      for (guint i = 0; i < count; i++)
        if (ring.kept[i])
          g_array_append_val (to->points, points[i]);
      /* A sliver that has become a line is let go. */
      etb_polygon_close_ring (to);
    }
  g_free (ring.placed);
  g_free (ring.kept);
  g_array_unref (ring.spans);
}

void
etb_simplify_polygon (const EtbPolygon *polygon, const EtbPlane *plane, double tolerance,
                      EtbPolygon *to)
{
  const EtbPoint *points = (const EtbPoint *)(void *)polygon->points->data;
  guint start = 0;

  for (guint i = 0; i < polygon->ends->len; i++)
    {
      guint end = g_array_index (polygon->ends, guint32, i);

      if (end > start)
        simplify_ring (points + start, end - start, plane, tolerance, to);
      start = end;
    }
}
