/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file of contours: GeoJSON, a GeoPackage, an archive of them. */

#include "etb-geo-file.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint8 *text = g_malloc (size + 1);
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *name = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbLayer) layer = NULL;

  memcpy (text, data, size);
  text[size] = '\0';
  bytes = g_bytes_new_take (text, size);
  layer = etb_geo_file_read (bytes, "/nowhere/x", &name, &error);
  g_assert_true ((layer != NULL) == (error == NULL));
  if (layer != NULL)
    for (guint i = 0; i < layer->areas->len; i++)
      g_assert_cmpuint (((EtbArea *)g_ptr_array_index (layer->areas, i))->polygons->len, >, 0);
  return 0;
}
