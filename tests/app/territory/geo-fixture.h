/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-atlas.h"
#include "etb-layer.h"

/* Reference data that stands beside the checkout, and a base of its own for each test. */

/* The path of a file of the reference data; NULL, the test being skipped with a word, when the
 * folder is not there. (transfer full) */
char *geo_find (const char *name);

/* Reads it as a file of contours. (transfer full) */
EtbLayer *geo_read (const char *path);

typedef struct
{
  char *folder;
  char *file;
  EtbAtlas *atlas;
} GeoBase;

void geo_base_init (GeoBase *self);
void geo_base_clear (GeoBase *self);

/* Imports a file that must be taken. */
void geo_base_import (GeoBase *self, const char *path);

/* Asks where a place is. (transfer full) */
EtbLocation *geo_base_locate (GeoBase *self, double longitude, double latitude);

/* Codes joined by a space; "" for none. (transfer full) */
char *geo_join_codes (GPtrArray *areas);
