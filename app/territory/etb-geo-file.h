/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-layer.h"

G_BEGIN_DECLS

/* A file of contours as a person has it: GeoJSON, a shapefile, a GeoPackage, alone or in a zip
 * archive, GeoJSON in gzip as well. What it is is told from its bytes, never from its name. */

#define ETB_GEO_FILE_MAXIMUM (512 * 1024 * 1024) /* bytes, and unpacked */

/* Reads the best of its layers: in degrees rather than in Lambert-93, and never one in another
 * projection.
 * @bytes: the file, followed by a NUL that they do not count
 * @file: where it is, for what lies beside a shapefile
 * @layer_name: (out) (transfer full): which layer, or which file of the archive; "" when there is
 * no choice Returns: (transfer full): settled; NULL with ETB_TERRITORY_ERROR_FORM that does not
 * name the file itself */
EtbLayer *etb_geo_file_read (GBytes *bytes, const char *file, char **layer_name, GError **error);

/* Reads a whole file, of ETB_GEO_FILE_MAXIMUM bytes at most.
 * Returns: (transfer full): its bytes, followed by a NUL that they do not count; NULL with
 *   ETB_TERRITORY_ERROR_READ */
GBytes *etb_geo_file_load (const char *file, GCancellable *cancellable, GError **error);

G_END_DECLS
