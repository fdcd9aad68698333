/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "etb-polygon.h"

G_BEGIN_DECLS

/* A QPV or a commune: what it is called and where it is. */
typedef struct
{
  char *code;          /* of the QPV or, for a commune, INSEE */
  char *name;          /* "" when the file has none */
  char *communes;      /* INSEE codes of those a QPV lies in, joined by a space; "" when not told */
  GPtrArray *polygons; /* EtbPolygon */
} EtbArea;

#define ETB_TYPE_AREA (etb_area_get_type ())
GType etb_area_get_type (void);

/* Without any polygon. Returns: (transfer full) */
EtbArea *etb_area_new (const char *code, const char *name, const char *communes);
EtbArea *etb_area_copy (const EtbArea *self);
void etb_area_free (EtbArea *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbArea, etb_area_free)

G_END_DECLS
