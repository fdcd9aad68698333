/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-polygon.h"

G_BEGIN_DECLS

/* Adds the rings of @polygon to @to with as few points as a picture needs: none of those left out
 * is farther than @tolerance, in metres of @plane, from the line that is drawn instead. Rings that
 * are smaller than that either way are left out whole. */
void etb_simplify_polygon (const EtbPolygon *polygon, const EtbPlane *plane, double tolerance,
                           EtbPolygon *to);

G_END_DECLS
