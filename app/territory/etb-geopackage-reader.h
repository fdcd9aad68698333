/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-layer.h"

G_BEGIN_DECLS

/* Reads a GeoPackage (OGC 12-128), which is a SQLite file, from memory. Nothing in it is run: no
 * trigger, no view, no function of its schema. Of several tables the one in degrees is taken, else
 * the one in Lambert-93.
 * @bytes: the file
 * @layer_name: (out) (transfer full): the table read
 * Returns: (transfer full): not settled; NULL with ETB_TERRITORY_ERROR_FORM */
EtbLayer *etb_geopackage_read (GBytes *bytes, char **layer_name, GError **error);

/* The system of coordinates of the table that would be taken. */
EtbCrs etb_geopackage_peek_crs (GBytes *bytes);

G_END_DECLS
