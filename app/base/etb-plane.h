/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A place on the ground: longitude and latitude in degrees, or metres east and north. */
typedef struct
{
  double x, y;
} EtbPoint;

/* The ground about a place, flat, in metres from it: a plane that touches the ellipsoid WGS 84
 * there. Against the geodesic it is wrong by less than 5 mm up to 300 m and 5 cm up to 1 km,
 * anywhere in France, overseas included. */
typedef struct
{
  EtbPoint centre;
  double east, east_slope;   /* metres a degree of longitude; its change with the latitude */
  double north, north_slope; /* metres a degree of latitude; its change with the latitude */
} EtbPlane;

/* @centre: longitude and latitude in degrees; the latitude is no pole */
void etb_plane_init (EtbPlane *self, EtbPoint centre);

/* Metres east and north of the centre. The shorter way round the earth is taken. */
static inline EtbPoint
etb_plane_place (const EtbPlane *self, EtbPoint point)
{
  double longitude = point.x - self->centre.x, latitude = point.y - self->centre.y;

  if (longitude > 180)
    longitude -= 360;
  else if (longitude < -180)
    longitude += 360;
  return (EtbPoint){ longitude * (self->east + self->east_slope * latitude),
                     latitude * (self->north + self->north_slope * latitude) };
}

/* Square of the distance from the origin to the segment. */
static inline double
etb_plane_square_to_segment (EtbPoint a, EtbPoint b)
{
  double dx = b.x - a.x, dy = b.y - a.y;
  double length = dx * dx + dy * dy;
  double along = length > 0 ? CLAMP (-(a.x * dx + a.y * dy) / length, 0, 1) : 0;
  double x = a.x + along * dx, y = a.y + along * dy;

  return x * x + y * y;
}

/* The longitude and latitude of what lies @metres east and north of the centre. */
EtbPoint etb_plane_unplace (const EtbPlane *self, EtbPoint metres);

/* Metres, of a square of metres. */
double etb_plane_get_length (double square);

G_END_DECLS
