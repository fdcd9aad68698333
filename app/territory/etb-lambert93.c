/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: Lambert-93 to degrees and back, so that files of the State in that projection can be read.
 * The formulas are those of a Lambert conformal conic projection with two standard parallels
 * (EPSG guidance note 7-2, method 9802).
 * Callers: etb-layer. */

#include "etb-lambert93.h"

#include <math.h>

#define DEGREE     (G_PI / 180)
#define SEMI_MAJOR 6378137.0           /* GRS 80 */
#define FLATTENING (1 / 298.257222101) /* GRS 80 */
#define PARALLEL_1 (44 * DEGREE)
#define PARALLEL_2 (49 * DEGREE)
#define ORIGIN     (46.5 * DEGREE)
#define MERIDIAN   3.0 /* degrees */
#define EASTING    700000.0
#define NORTHING   6600000.0

typedef struct
{
  double e;        /* eccentricity */
  double exponent; /* of the cone */
  double radius;   /* of the equator on the plane */
  double origin;   /* radius of the parallel of origin on the plane */
} Cone;

/* Tangent of half the colatitude, on the conformal sphere. */
static double
half_colatitude (double latitude, double e)
{
  double s = e * sin (latitude);

  return tan (G_PI / 4 - latitude / 2) * pow ((1 + s) / (1 - s), e / 2);
}

static double
parallel_radius (double latitude, double e)
{
  double s = e * sin (latitude);

  return cos (latitude) / sqrt (1 - s * s);
}

static Cone
get_cone (void)
{
  double e = sqrt (FLATTENING * (2 - FLATTENING));
  double m1 = parallel_radius (PARALLEL_1, e), m2 = parallel_radius (PARALLEL_2, e);
  double t1 = half_colatitude (PARALLEL_1, e), t2 = half_colatitude (PARALLEL_2, e);
  Cone cone = { .e = e };

  cone.exponent = log (m1 / m2) / log (t1 / t2);
  cone.radius = SEMI_MAJOR * m1 / (cone.exponent * pow (t1, cone.exponent));
  cone.origin = cone.radius * pow (half_colatitude (ORIGIN, e), cone.exponent);
  return cone;
}

static EtbPoint
project (const Cone *cone, EtbPoint degrees)
{
  double radius
      = cone->radius * pow (half_colatitude (degrees.y * DEGREE, cone->e), cone->exponent);
  double angle = cone->exponent * (degrees.x - MERIDIAN) * DEGREE;

  return (EtbPoint){ EASTING + radius * sin (angle),
                     NORTHING + cone->origin - radius * cos (angle) };
}

static EtbPoint
unproject (const Cone *cone, EtbPoint metres)
{
  double east = metres.x - EASTING, north = NORTHING + cone->origin - metres.y;
  double t = pow (hypot (east, north) / cone->radius, 1 / cone->exponent);
  double latitude = G_PI / 2 - 2 * atan (t);

  /* Each turn brings the latitude about 150 times nearer. */
  for (int i = 0; i < 7; i++)
    {
      double s = cone->e * sin (latitude);

      latitude = G_PI / 2 - 2 * atan (t * pow ((1 - s) / (1 + s), cone->e / 2));
    }
  return (EtbPoint){ MERIDIAN + atan2 (east, north) / cone->exponent / DEGREE, latitude / DEGREE };
}

void
etb_lambert93_to_metres (EtbPoint *points, gsize count)
{
  Cone cone = get_cone ();

  for (gsize i = 0; i < count; i++)
    points[i] = project (&cone, points[i]);
}

void
etb_lambert93_to_degrees (EtbPoint *points, gsize count)
{
  Cone cone = get_cone ();

  for (gsize i = 0; i < count; i++)
    points[i] = unproject (&cone, points[i]);
}
