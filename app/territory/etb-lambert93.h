/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-plane.h"

G_BEGIN_DECLS

/* Lambert-93 (EPSG:2154), the legal projection of metropolitan France: a conic one with two
 * parallels, on RGF93 (decree 2000-1276 of 26 December 2000). RGF93 is taken as WGS 84, from which
 * it differs by less than a metre and by nothing in EPSG's own transformation. */

/* @points: @count of them, easting and northing, turned into longitude and latitude in degrees */
void etb_lambert93_to_degrees (EtbPoint *points, gsize count);

/* @points: @count of them, longitude and latitude, turned into easting and northing in metres */
void etb_lambert93_to_metres (EtbPoint *points, gsize count);

G_END_DECLS
