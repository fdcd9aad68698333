/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-layer.h"

G_BEGIN_DECLS

/* Reads GeoJSON (RFC 7946, and the member "crs" of the form before it): a collection of features,
 * whose polygons are taken and whose other shapes are skipped.
 * @text: the file, any bytes, followed by a NUL
 * Returns: (transfer full): not settled; NULL with ETB_TERRITORY_ERROR_FORM that names the place */
EtbLayer *etb_geojson_read (const char *text, GError **error);

/* The system of coordinates, without reading more than the beginning. */
EtbCrs etb_geojson_peek_crs (const char *text);

G_END_DECLS
