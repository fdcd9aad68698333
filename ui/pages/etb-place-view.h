/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "etb-atlas.h"

G_BEGIN_DECLS

/* Where a place is: its address is typed and chosen among suggestions, its coordinates are typed,
 * or it is pointed at on a map; what is known of it is said in words, for each generation of QPV,
 * with where that is from.
 *
 * Signals
 *   located ()   another place was found, or the data have changed */

#define ETB_TYPE_PLACE_VIEW (etb_place_view_get_type ())
G_DECLARE_FINAL_TYPE (EtbPlaceView, etb_place_view, ETB, PLACE_VIEW, GtkBox)

GtkWidget *etb_place_view_new (EtbAtlas *atlas);

/* The place that is shown; NULL before any. (transfer none) */
const EtbLocation *etb_place_view_get_location (EtbPlaceView *self);

/* What was typed or chosen for the place that is shown, which the field may have left since; ""
 * before any. (transfer none): until there is another */
const char *etb_place_view_get_typed (EtbPlaceView *self);

/* The address that the place was found by; NULL when it was typed or pointed at. (transfer none) */
const EtbFoundPlace *etb_place_view_get_address (EtbPlaceView *self);

/* The generation that the map shows, and that an answer is taken from. */
const EtbGeneration *etb_place_view_get_generation (EtbPlaceView *self);
void etb_place_view_set_generation (EtbPlaceView *self, const EtbGeneration *generation);

/* Before a place is looked up: has @text in the field, ready to be looked up, and shows about where
 * the commune is, or the QPV of its département, now or once files tell. @commune: its code, or
 * NULL. */
void etb_place_view_propose (EtbPlaceView *self, const char *text, const char *commune);

/* Looks up @text, as if it had been typed. What is wrong is said here. */
void etb_place_view_look_up (EtbPlaceView *self, const char *text);

G_END_DECLS
