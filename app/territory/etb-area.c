/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: an area of the reference data as a value; see the header.
 * Callers: the readers of geographic files, etb-area-store, etb-location, the map. */

#include "etb-area.h"

G_DEFINE_BOXED_TYPE (EtbArea, etb_area, etb_area_copy, etb_area_free)

EtbArea *
etb_area_new (const char *code, const char *name, const char *communes)
{
  EtbArea *self = g_new (EtbArea, 1);

  self->code = g_strdup (code);
  self->name = g_strdup (name);
  self->communes = g_strdup (communes);
  self->polygons = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_polygon_free);
  return self;
}

EtbArea *
etb_area_copy (const EtbArea *self)
{
  EtbArea *copy = etb_area_new (self->code, self->name, self->communes);

  for (guint i = 0; i < self->polygons->len; i++)
    {
      const EtbPolygon *from = g_ptr_array_index (self->polygons, i);
      EtbPolygon *to = etb_polygon_new ();

      g_array_append_vals (to->points, from->points->data, from->points->len);
      g_array_append_vals (to->ends, from->ends->data, from->ends->len);
      g_ptr_array_add (copy->polygons, to);
    }
  return copy;
}

void
etb_area_free (EtbArea *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->name);
  g_free (self->communes);
  g_ptr_array_unref (self->polygons);
  g_free (self);
}
