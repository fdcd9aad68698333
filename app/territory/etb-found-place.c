/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A value; see the header. Made by etb-commune-base and etb-address-search. */

#include "etb-found-place.h"

#include <glib/gi18n-lib.h>

G_DEFINE_BOXED_TYPE (EtbFoundPlace, etb_found_place, etb_found_place_copy, etb_found_place_free)

EtbFoundPlace *
etb_found_place_copy (const EtbFoundPlace *self)
{
  EtbFoundPlace *copy = g_new (EtbFoundPlace, 1);

  *copy = *self;
  copy->code = g_strdup (self->code);
  copy->name = g_strdup (self->name);
  copy->commune = g_strdup (self->commune);
  copy->department = g_strdup (self->department);
  copy->postcode = g_strdup (self->postcode);
  copy->former = g_strdup (self->former);

  return copy;
}

void
etb_found_place_free (EtbFoundPlace *self)
{
  g_free (self->code);
  g_free (self->name);
  g_free (self->commune);
  g_free (self->department);
  g_free (self->postcode);
  g_free (self->former);
  g_free (self);
}

const char *
etb_found_place_kind_to_name (EtbFoundPlaceKind kind)
{
  static const char *const names[] = { "commune", "street", "address" };

  g_return_val_if_fail ((guint)kind < G_N_ELEMENTS (names), NULL);

  return names[kind];
}

const char *
etb_position_to_name (EtbPosition position)
{
  static const char *const names[]
      = { NULL, "entrance", "building", "parcel", "segment", "street" };

  g_return_val_if_fail ((guint)position < G_N_ELEMENTS (names), NULL);

  return names[position];
}

gboolean
etb_position_is_rough (EtbPosition position)
{
  return position == ETB_POSITION_PARCEL || position == ETB_POSITION_SEGMENT
         || position == ETB_POSITION_STREET;
}

const char *
etb_position_describe (EtbPosition position)
{
  switch (position)
    {
    case ETB_POSITION_ENTRANCE:
      return _ ("The point is that of the entrance.");
    case ETB_POSITION_BUILDING:
      return _ ("The point is that of the building.");
    case ETB_POSITION_PARCEL:
      return _ ("The point is that of the plot of land: the entrance may be tens of metres away. "
                "Move it on the map if need be.");
    case ETB_POSITION_SEGMENT:
      return _ ("The point was worked out along the street: the entrance may be tens of metres "
                "away. Move it on the map if need be.");
    case ETB_POSITION_STREET:
      return _ ("The point is the middle of the street, since its number is not known: move it to "
                "the place on the map.");
    case ETB_POSITION_UNTOLD:
    default:
      return _ ("The file does not say what the point is of: it may be metres away from the "
                "entrance.");
    }
}

char *
etb_found_place_shorten_postcodes (const EtbFoundPlace *self)
{
  const char *space;

  g_return_val_if_fail (self != NULL, NULL);

  space = strchr (self->postcode, ' ');
  return space != NULL ? g_strdup_printf ("%.*s…", (int)(space - self->postcode), self->postcode)
                       : g_strdup (self->postcode);
}

char *
etb_found_place_describe (const EtbFoundPlace *self)
{
  return self->kind == ETB_FOUND_COMMUNE
             ? g_strdup_printf ("%s (%s)", self->name, self->department)
             : g_strdup_printf ("%s, %s (%s)", self->name, self->commune, self->department);
}
