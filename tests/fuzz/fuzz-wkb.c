/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a geometry of a GeoPackage, and as a polygon of the base. */

#include "etb-wkb.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) polygons
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_polygon_free);
  g_autoptr (EtbPolygon) polygon = etb_polygon_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_wkb_read (data, size, polygons, &error) == (error == NULL));
  if (etb_polygon_read_bytes (polygon, data, size))
    etb_polygon_contains (polygon, (EtbPoint){ 1, 45 });
  return 0;
}
