/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "etb-atlas.h"

G_BEGIN_DECLS

/* The contours of one generation of QPV about a place, to look at and to point on: dragged or moved
 * with the arrows, zoomed with the wheel, + and -, Home comes back to the place. A click, or Enter
 * at the cross in the middle, points at another place.
 *
 * What it shows must be said in words beside it: see etb_location_answer_describe().
 *
 * Signals
 *   picked (double longitude, double latitude)   somebody pointed at a place */

#define ETB_TYPE_TERRITORY_MAP (etb_territory_map_get_type ())
G_DECLARE_FINAL_TYPE (EtbTerritoryMap, etb_territory_map, ETB, TERRITORY_MAP, GtkWidget)

GtkWidget *etb_territory_map_new (EtbAtlas *atlas);

/* Shows the contours about @location; the whole of metropolitan France when it is NULL. */
void etb_territory_map_set_location (EtbTerritoryMap *self, const EtbLocation *location);

/* Shows what is in @box, in degrees, without any place. */
void etb_territory_map_show_box (EtbTerritoryMap *self, EtbBox box);

void etb_territory_map_set_generation (EtbTerritoryMap *self, const EtbGeneration *generation);

/* Nearer (@factor over 1) or farther. */
void etb_territory_map_zoom (EtbTerritoryMap *self, double factor);

G_END_DECLS
