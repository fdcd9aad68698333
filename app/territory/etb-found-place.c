/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A value; see the header. Made by etb-commune-base and etb-address-search. */

#include "etb-found-place.h"

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

char *
etb_found_place_describe (const EtbFoundPlace *self)
{
  return self->kind == ETB_FOUND_COMMUNE
             ? g_strdup_printf ("%s (%s)", self->name, self->department)
             : g_strdup_printf ("%s, %s (%s)", self->name, self->commune, self->department);
}
