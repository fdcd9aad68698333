/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-layer.h"

G_BEGIN_DECLS

/* The files of one shapefile, in memory. */
typedef struct
{
  GBytes *shp;
  GBytes *dbf;
  const char *prj; /* text of the system of coordinates; NULL when absent */
  const char *cpg; /* encoding of the table; NULL when absent */
} EtbShapefile;

/* Reads polygons (types 5, 15 and 25 of ESRI's "Shapefile Technical Description", 1998). An outer
 * ring runs clockwise and starts a polygon, a hole goes to the one around it.
 * Returns: (transfer full): not settled; NULL with ETB_TERRITORY_ERROR_FORM */
EtbLayer *etb_shapefile_read (const EtbShapefile *files, GError **error);

G_END_DECLS
