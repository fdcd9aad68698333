/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-atlas.h"

G_BEGIN_DECLS

/* The contours that a picture of a place shows: enough for it, and few enough to be put in a
 * dossier. */

#define ETB_SURROUNDINGS_MAX_AREAS  40
#define ETB_SURROUNDINGS_MAX_POINTS 2000

typedef struct
{
  double half_width; /* metres from the place to the sides of a square picture */
  GPtrArray *areas;  /* EtbArea, the nearest first, each of one polygon of simplified rings */
  guint left_out;    /* how many more there are within the picture, farther away */
} EtbSurroundings;

/* What is about @location, with the limit that is nearest in @generation. 800 m to each side, more
 * when that limit is farther. Returns: (transfer full): NULL with ETB_TERRITORY_ERROR */
EtbSurroundings *etb_surroundings_new (EtbAtlas *atlas, const EtbLocation *location,
                                       const EtbGeneration *generation, GError **error);
void etb_surroundings_free (EtbSurroundings *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSurroundings, etb_surroundings_free)

G_END_DECLS
