/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that was imported; see the header. Plain data.
 * Callers: etb-territory-store, the importers, ui and cli to show them. */

#include "etb-dataset.h"

G_DEFINE_BOXED_TYPE (EtbDataset, etb_dataset, etb_dataset_copy, etb_dataset_free)

EtbDataset *
etb_dataset_copy (const EtbDataset *self)
{
  EtbDataset *copy = g_new0 (EtbDataset, 1);

  copy->kind = g_strdup (self->kind);
  copy->scope = g_strdup (self->scope);
  copy->file = g_strdup (self->file);
  copy->layer = g_strdup (self->layer);
  copy->crs = g_strdup (self->crs);
  copy->sha256 = g_strdup (self->sha256);
  copy->imported = g_strdup (self->imported);
  copy->count = self->count;
  copy->skipped = self->skipped;
  return copy;
}

void
etb_dataset_free (EtbDataset *self)
{
  if (self == NULL)
    return;
  g_free (self->kind);
  g_free (self->scope);
  g_free (self->file);
  g_free (self->layer);
  g_free (self->crs);
  g_free (self->sha256);
  g_free (self->imported);
  g_free (self);
}
