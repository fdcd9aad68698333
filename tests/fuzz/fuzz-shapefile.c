/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a shapefile and its table. The first two say how long the table is, which follows.
 */

#include "etb-shapefile-reader.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize table = size > 2 ? MIN ((gsize)(data[0] | data[1] << 8), size - 2) : 0;
  g_autoptr (GBytes) dbf = NULL;
  g_autoptr (GBytes) shp = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbLayer) layer = NULL;
  EtbShapefile files = { 0 };

  if (size < 3)
    return 0;
  dbf = g_bytes_new (data + 2, table);
  shp = g_bytes_new (data + 2 + table, size - 2 - table);
  files = (EtbShapefile){ .shp = shp, .dbf = dbf, .prj = "GEOGCS[\"WGS 84\"]" };
  layer = etb_shapefile_read (&files, &error);
  g_assert_true ((layer != NULL) == (error == NULL));
  return 0;
}
