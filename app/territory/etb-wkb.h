/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"

G_BEGIN_DECLS

/* A geometry of a GeoPackage: its header (OGC 12-128, 2.1.3), then Well-Known Binary (ISO 19125-1),
 * with heights and measures or not. Polygons go to @polygons; an empty geometry and other shapes
 * give none.
 * FALSE with ETB_TERRITORY_ERROR_FORM when it is damaged. */
gboolean etb_wkb_read (const void *blob, gsize length, GPtrArray *polygons, GError **error);

G_END_DECLS
