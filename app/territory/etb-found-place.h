/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a search of places gives: enough to show it, to tell it from its namesakes and to keep it.
 */

typedef enum
{
  ETB_FOUND_COMMUNE,
  ETB_FOUND_STREET,
  ETB_FOUND_ADDRESS,
} EtbFoundPlaceKind;

/* What the point of an address is of, as the Base Adresse Nationale tells it. */
typedef enum
{
  ETB_POSITION_UNTOLD,
  ETB_POSITION_ENTRANCE,
  ETB_POSITION_BUILDING, /* or a staircase, a dwelling, a letter box: within its walls */
  ETB_POSITION_PARCEL,   /* the plot of land */
  ETB_POSITION_SEGMENT,  /* worked out along the street */
  ETB_POSITION_STREET,   /* the middle of what is known of the street */
} EtbPosition;

typedef struct
{
  EtbFoundPlaceKind kind;
  char *code;       /* INSEE code of the present commune */
  char *name;       /* of the commune, of the street, or "12 bis Rue Joffre" */
  char *commune;    /* name of the commune */
  char *department; /* its code: "34", "2A", "974" */
  char *postcode;   /* of a commune that has several: those, separated by a space; may be "" */
  char *former;     /* the former commune by whose name it was found, or NULL */
  double lon, lat;  /* WGS 84, degrees; NAN both when not known, as for communes */
  EtbPosition position;
} EtbFoundPlace;

#define ETB_TYPE_FOUND_PLACE (etb_found_place_get_type ())
GType etb_found_place_get_type (void);

/* Returns: (transfer full) */
EtbFoundPlace *etb_found_place_copy (const EtbFoundPlace *self);
void etb_found_place_free (EtbFoundPlace *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbFoundPlace, etb_found_place_free)

/* "commune", "street", "address" */
const char *etb_found_place_kind_to_name (EtbFoundPlaceKind kind);

/* "entrance", "segment"; NULL when it is not told */
const char *etb_position_to_name (EtbPosition position);

/* Whether the point may be tens of metres off, or more. */
gboolean etb_position_is_rough (EtbPosition position);

/* What the point is of, and how far that can be trusted, in a sentence. Returns: (transfer none) */
const char *etb_position_describe (EtbPosition position);

/* Its postal code; of several (Marseille has sixteen) the first, and a sign that there are others.
 * Returns: (transfer full): "" when it has none */
char *etb_found_place_shorten_postcodes (const EtbFoundPlace *self);

/* One line that tells it from all others: "Sète (34)", "12 Rue Joffre, Mont-Bonvillers (54)".
 * Returns: (transfer full) */
char *etb_found_place_describe (const EtbFoundPlace *self);

G_END_DECLS
