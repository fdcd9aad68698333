/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: short distances on the ground, without a library; see the header.
 *
 * A degree is as long as it is half-way between the two latitudes: that is what the slopes give,
 * and it is ten times better than its length at the centre.
 * Callers: etb-polygon, etb-locator, the map on screen and on paper. */

#include "etb-plane.h"

#include <math.h>

/* WGS 84: NGA.STND.0036. GRS 80, on which RGF93 stands, differs by 0.1 mm at the pole. */
#define SEMI_MAJOR 6378137.0
#define FLATTENING (1 / 298.257223563)

#define DEGREE (G_PI / 180)

void
etb_plane_init (EtbPlane *self, EtbPoint centre)
{
  double e2 = FLATTENING * (2 - FLATTENING);
  double sine = sin (centre.y * DEGREE), cosine = cos (centre.y * DEGREE);
  double w2 = 1 - e2 * sine * sine;
  double prime = SEMI_MAJOR / sqrt (w2);      /* radius across the meridian */
  double meridian = prime * (1 - e2) / w2;    /* radius along it */
  double slope = 3 * e2 * sine * cosine / w2; /* relative change of the latter, a radian */

  self->centre = centre;
  self->east = prime * cosine * DEGREE;
  self->east_slope = -meridian * sine * DEGREE * DEGREE / 2;
  self->north = meridian * DEGREE;
  self->north_slope = meridian * slope * DEGREE * DEGREE / 2;
}

EtbPoint
etb_plane_unplace (const EtbPlane *self, EtbPoint metres)
{
  double latitude = metres.y / self->north;
  double longitude;

  /* Twice is enough: the slope is small. */
  for (int i = 0; i < 2; i++)
    latitude = metres.y / (self->north + self->north_slope * latitude);
  longitude = metres.x / (self->east + self->east_slope * latitude);
  return (EtbPoint){ self->centre.x + longitude, self->centre.y + latitude };
}

double
etb_plane_get_length (double square)
{
  return sqrt (square);
}
