/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-area.h"
#include "etb-territory-parts.h"
#include "etb-territory-store.h"

G_BEGIN_DECLS

/* The contours in the base: tables "area" and "polygon", and an R*Tree of the boxes of the
 * polygons. Boxes are kept as 32-bit numbers rounded outwards: they tell what to look at, the
 * polygons tell the answer. */

extern const EtbTerritoryPart etb_area_part;

/* What the third dimension of the R*Tree tells apart: the kind of a source and, of QPV, the
 * generation. An area is of the layer of its source. */
typedef enum
{
  ETB_AREA_COMMUNES,
  ETB_AREA_QPV_2015,
  ETB_AREA_QPV_2024,
} EtbAreaLayer;

/* Of a source; @scope: the generation when @kind is ETB_DATASET_QPV */
EtbAreaLayer etb_area_store_get_layer (const char *kind, const char *scope);

/* In a transaction: adds @areas (element-type EtbArea) to @source, which has @number in the base.
 * @cancellable (nullable): FALSE with G_IO_ERROR_CANCELLED */
gboolean etb_area_store_add (EtbTerritoryStore *store, gint64 number, const EtbDataset *source,
                             GPtrArray *areas, GCancellable *cancellable, GError **error);

/* How many areas @source has in all, and how many of them are overseas. */
gboolean etb_area_store_count (EtbTerritoryStore *store, const EtbDataset *source, guint *count,
                               guint *overseas, GError **error);

/* The box of the contour of a commune, else of the QPV that name it. FALSE when the contours at
 * hand do not tell, and with @error on failure. */
gboolean etb_area_store_get_commune_box (EtbTerritoryStore *store, const char *code, EtbBox *box,
                                         GError **error);

/* The box of the QPV of a département: their codes name it, "QP082003" or "QN08201M" for "82".
 * FALSE when there is none, and with @error on failure. */
gboolean etb_area_store_get_department_box (EtbTerritoryStore *store, const char *department,
                                            EtbBox *box, GError **error);

/* The areas of a layer whose box meets @box, with their polygons, by code; at most @limit.
 * Returns: (transfer full) (element-type EtbArea): NULL with @error */
GPtrArray *etb_area_store_get_in_box (EtbTerritoryStore *store, EtbAreaLayer layer, EtbBox box,
                                      guint limit, GError **error);

G_END_DECLS
