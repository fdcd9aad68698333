/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the answer to "where is this place" as a value; see the header.
 * Callers: etb-locator makes it; etb-territory and whoever shows it. */

#include "etb-location.h"

G_DEFINE_BOXED_TYPE (EtbLocation, etb_location, etb_location_copy, etb_location_free)

EtbLocation *
etb_location_new (EtbPoint place)
{
  EtbLocation *self = g_new0 (EtbLocation, 1);

  self->place = place;
  for (gsize i = 0; i < ETB_GENERATIONS; i++)
    {
      self->answers[i].generation = etb_generations + i;
      self->answers[i].inside = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_area_free);
    }
  return self;
}

EtbLocation *
etb_location_copy (const EtbLocation *self)
{
  EtbLocation *copy = etb_location_new (self->place);

  copy->commune = g_strdup (self->commune);
  copy->commune_source = self->commune_source ? etb_dataset_copy (self->commune_source) : NULL;
  for (gsize i = 0; i < ETB_GENERATIONS; i++)
    {
      const EtbLocationAnswer *from = self->answers + i;
      EtbLocationAnswer *to = copy->answers + i;

      to->source = from->source ? etb_dataset_copy (from->source) : NULL;
      to->coverage = from->coverage;
      to->known = from->known;
      to->nearest = from->nearest ? etb_area_copy (from->nearest) : NULL;
      to->metres = from->metres;
      for (guint j = 0; j < from->inside->len; j++)
        g_ptr_array_add (to->inside, etb_area_copy (g_ptr_array_index (from->inside, j)));
    }
  return copy;
}

void
etb_location_free (EtbLocation *self)
{
  if (self == NULL)
    return;
  for (gsize i = 0; i < ETB_GENERATIONS; i++)
    {
      g_clear_pointer (&self->answers[i].source, etb_dataset_free);
      g_ptr_array_unref (self->answers[i].inside);
      etb_area_free (self->answers[i].nearest);
    }
  g_free (self->commune);
  g_clear_pointer (&self->commune_source, etb_dataset_free);
  g_free (self);
}

const EtbLocationAnswer *
etb_location_get_answer (const EtbLocation *self, const EtbGeneration *generation)
{
  g_return_val_if_fail (self != NULL && generation != NULL, NULL);

  return self->answers + (generation - etb_generations);
}

const EtbArea *
etb_location_answer_get_area (const EtbLocationAnswer *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->inside->len > 0 ? g_ptr_array_index (self->inside, 0) : self->nearest;
}

gboolean
etb_location_answer_has_inside (const EtbLocationAnswer *self, const char *code)
{
  g_return_val_if_fail (self != NULL && code != NULL, FALSE);

  for (guint i = 0; i < self->inside->len; i++)
    if (g_str_equal (((const EtbArea *)g_ptr_array_index (self->inside, i))->code, code))
      return TRUE;
  return FALSE;
}

gboolean
etb_location_answer_is_known (const EtbLocationAnswer *self)
{
  return self->known || self->inside->len > 0;
}

gboolean
etb_location_answer_is_on_limit (const EtbLocationAnswer *self)
{
  return self->nearest != NULL && self->metres <= ETB_LOCATION_ON_LIMIT;
}

gboolean
etb_location_answer_is_to_check (const EtbLocationAnswer *self)
{
  return self->nearest != NULL && self->metres < ETB_LOCATION_TO_CHECK;
}
