/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A file that was imported; see the header. Plain data.
 * Callers: etb-territory-store, the importers, ui and cli to show them. */

#include "etb-dataset.h"

#include <glib/gi18n-lib.h>

#include "etb-instant.h"

G_DEFINE_BOXED_TYPE (EtbDataset, etb_dataset, etb_dataset_copy, etb_dataset_free)

EtbDataset *
etb_dataset_new_for_file (const char *kind, char *scope, const char *file)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  EtbDataset *self = g_new0 (EtbDataset, 1);

  self->kind = g_strdup (kind);
  self->scope = scope;
  self->file = g_filename_display_basename (file);
  self->imported = etb_instant_to_paris (now);
  return self;
}

static gpointer
compute_digest (gpointer bytes)
{
  return g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
}

GThread *
etb_dataset_begin_digest (GBytes *bytes)
{
  return g_thread_new ("digest", compute_digest, bytes);
}

char *
etb_dataset_describe (const EtbDataset *self)
{
  gulong count = (gulong)self->count;

  if (g_str_equal (self->kind, ETB_DATASET_QPV))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "QPV %s: %lu neighbourhood",
                                         "QPV %s: %lu neighbourhoods", count),
                            self->scope, count);
  if (g_str_equal (self->kind, ETB_DATASET_QPV_LIST))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Names of the QPV %s, without contours: %lu",
                                         "Names of the QPV %s, without contours: %lu", count),
                            self->scope, count);
  if (g_str_equal (self->kind, ETB_DATASET_COMMUNES))
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Communes of %s: %lu contour",
                                         "Communes of %s: %lu contours", count),
                            self->scope, count);
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Addresses of %s: %lu", "Addresses of %s: %lu", count),
      self->scope, count);
}

char *
etb_dataset_describe_import (const EtbDataset *self)
{
  g_autoptr (GDateTime) imported = g_date_time_new_from_iso8601 (self->imported, NULL);

  if (imported == NULL)
    return g_strdup (self->imported);
  /* Earlier versions wrote UTC. */
  return g_date_time_get_utc_offset (imported) == 0 ? etb_instant_describe (imported)
                                                    : etb_instant_describe_local (imported);
}

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
