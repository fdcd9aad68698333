/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"

G_BEGIN_DECLS

/* What the tables of geographic files say of an area, whatever their columns are called: the State,
 * those who copy it and the ten letters of a shapefile each have names of their own. */

typedef enum
{
  ETB_FIELD_QPV_CODE,
  ETB_FIELD_QPV_NAME,
  ETB_FIELD_COMMUNE_CODE, /* one or more, of a QPV; that of a commune */
  ETB_FIELD_CODE,         /* of a commune */
  ETB_FIELD_NAME,         /* of a commune */
  ETB_FIELD_OTHER,
} EtbField;

#define ETB_FIELD_COUNT ETB_FIELD_OTHER

typedef struct
{
  char *values[ETB_FIELD_COUNT]; /* UTF-8; NULL when absent, null or empty */
} EtbFields;

/* What column @name (any case; need not end with NUL) holds. */
EtbField etb_field_find (const char *name, gsize length);

/* @value: (transfer full): blanks at its ends are taken off */
void etb_fields_set (EtbFields *self, EtbField field, char *value);
void etb_fields_clear (EtbFields *self);

/* The area they describe, without polygons: a QPV, else a commune. Returns: (transfer full)
 * (nullable): NULL when they describe neither */
EtbArea *etb_fields_to_area (const EtbFields *self);

G_END_DECLS
