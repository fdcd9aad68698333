/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Territorial reference data. Today: the communes shipped with the program (name, INSEE code,
 * postal codes, département). Immutable once read; shared by whoever shows or asks for a commune.
 */

#define ETB_TERRITORY_ERROR (etb_territory_error_quark ())
GQuark etb_territory_error_quark (void);

typedef enum
{
  ETB_TERRITORY_ERROR_READ,  /* the file is absent or cannot be read */
  ETB_TERRITORY_ERROR_FORM,  /* the file is not a list of communes */
  ETB_TERRITORY_ERROR_BASE,  /* the base of imported data is damaged, foreign or of a later version:
                                it can be set aside, and the files imported again */
  ETB_TERRITORY_ERROR_PLACE, /* what was asked is no place on earth */
  ETB_TERRITORY_ERROR_STORE, /* the base cannot be read or written: disk full, in use */
} EtbTerritoryError;

typedef struct
{
  const char *code; /* INSEE */
  const char *name;
  const char *postcodes;  /* separated by one space, may be "" */
  const char *department; /* "34" */
} EtbCommune;

#define ETB_TYPE_TERRITORY (etb_territory_get_type ())
G_DECLARE_FINAL_TYPE (EtbTerritory, etb_territory, ETB, TERRITORY, GObject)

/* Reads the list of communes shipped with the program, or the one at @file when not NULL.
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR */
EtbTerritory *etb_territory_new (const char *file, GError **error);

/* (nullable) (transfer none) */
const EtbCommune *etb_territory_get_commune (EtbTerritory *self, const char *code);

/* Communes whose name begins with or has a word beginning with @typed (accents, case, hyphens and
 * "St"/"Saint" put aside), or whose postal code or INSEE code begins with it. Exact names first,
 * then names that begin so. Returns: (transfer container) (element-type EtbCommune), at most @limit
 */
GPtrArray *etb_territory_search (EtbTerritory *self, const char *typed, guint limit);

/* "Sète (34)"; @code itself when it is not known. Returns: (transfer full) */
char *etb_territory_describe_commune (EtbTerritory *self, const char *code);

G_END_DECLS
