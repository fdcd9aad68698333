/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-found-place.h"

G_BEGIN_DECLS

/* The communes that are part of the program, present and former. What a person imported is
 * EtbAtlas's. Shared by whoever shows or asks for a commune; of one thread. */

#define ETB_TERRITORY_ERROR (etb_territory_error_quark ())
GQuark etb_territory_error_quark (void);

typedef enum
{
  ETB_TERRITORY_ERROR_READ,  /* the file is absent or cannot be read */
  ETB_TERRITORY_ERROR_FORM,  /* the file is not what it was taken for */
  ETB_TERRITORY_ERROR_BASE,  /* the base of imported data is damaged, foreign or of a later version:
                                it can be set aside, and the files imported again */
  ETB_TERRITORY_ERROR_LESS,  /* the file holds fewer than what is there of the same: nothing was
                                replaced, and it can be if the person wants it */
  ETB_TERRITORY_ERROR_PLACE, /* what was asked is no place on earth */
  ETB_TERRITORY_ERROR_STORE, /* the base cannot be read or written: disk full, in use */
} EtbTerritoryError;

/* Sources: Code officiel géographique (INSEE), postal codes (La Poste), EPCI (DGCL); see
 * data/territory/README.md. No text is NULL. */
typedef struct
{
  const char *code; /* INSEE */
  const char *name;
  const char *postcodes;  /* separated by one space, may be "" */
  const char *department; /* "34" */
  const char *department_name;
  const char *region; /* "76" */
  const char *region_name;
  const char *epci; /* SIREN; "" for the few islands that have none, and overseas collectivities */
  const char *epci_name;
  guint population; /* municipal; 0 where it is not known */
} EtbCommune;

#define ETB_TYPE_TERRITORY (etb_territory_get_type ())
G_DECLARE_FINAL_TYPE (EtbTerritory, etb_territory, ETB, TERRITORY, GObject)

/* Quick: nothing is read before it is asked for.
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_READ, when memory is short */
EtbTerritory *etb_territory_new (GError **error);

/* (nullable) (transfer none): lives as long as @self */
const EtbCommune *etb_territory_get_commune (EtbTerritory *self, const char *code);

/* The commune that a code means today: itself, or the one into which it merged (93059,
 * Pierrefitte-sur-Seine, gives Saint-Denis). (nullable) (transfer none) */
const EtbCommune *etb_territory_get_present_commune (EtbTerritory *self, const char *code);

/* Communes whose name has all the words of @typed or words that begin so, in any order (accents,
 * case, hyphens and "St"/"Saint" put aside), with a postal code, an INSEE code or a département
 * among them if need be. Exact names first, then names that begin so, the most populated before
 * others; former communes lead to the present one (EtbFoundPlace.former). When nothing is found,
 * one letter may be wrong. A fraction of a millisecond: to be called at each key. Returns:
 * (transfer full) (element-type EtbFoundPlace), at most @limit */
GPtrArray *etb_territory_search (EtbTerritory *self, const char *typed, guint limit);

/* Where the communes are from: sources, year and licence, in a sentence. Returns: (transfer full)
 */
char *etb_territory_describe_sources (EtbTerritory *self);

/* The same apart: "2026", "Code officiel géographique (INSEE)…", "Licence Ouverte…". Each is
 * (transfer full) */
void etb_territory_get_sources (EtbTerritory *self, char **year, char **sources, char **licence);

/* "Sète (34)"; @code itself when it is not known. Returns: (transfer full) */
char *etb_territory_describe_commune (EtbTerritory *self, const char *code);

G_END_DECLS
