/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-plane.h"

G_BEGIN_DECLS

/* Whether @place (longitude and latitude in degrees) is in France or within a degree about: enough
 * to tell swapped, mistaken or unprojected coordinates. */
gboolean etb_place_is_in_france (EtbPoint place);

/* Figures and what goes with them: no address, no postal code, but what may be coordinates. */
gboolean etb_place_is_coordinates (const char *text);

/* Reads two coordinates as people copy them: "43.6045, 1.4442", "43,6045 1,4442", "1.4442 43.6045".
 * The order is the one that is in France; latitude first when both are.
 * FALSE with ETB_TERRITORY_ERROR_PLACE */
gboolean etb_place_parse (const char *text, EtbPoint *place, GError **error);

G_END_DECLS
