/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "geo-fixture.h"

#include <glib/gstdio.h>

#include "etb-geo-file.h"

char *
geo_find (const char *name)
{
  const char *folder = g_getenv ("ETB_TEST_GEO");
  char *path = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;

  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    return path;
  g_free (path);
  g_test_skip ("the territorial reference data are not beside the checkout");
  return NULL;
}

EtbLayer *
geo_read (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = etb_geo_file_load (path, NULL, &error);
  g_autofree char *name = NULL;
  EtbLayer *layer;

  g_assert_no_error (error);
  layer = etb_geo_file_read (bytes, path, &name, &error);
  g_assert_no_error (error);
  return layer;
}

void
geo_base_init (GeoBase *self)
{
  self->folder = g_dir_make_tmp ("etb-geo-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->file = g_build_filename (self->folder, "base.sqlite", NULL);
  self->atlas = etb_atlas_new (self->file);
}

void
geo_base_clear (GeoBase *self)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_object (&self->atlas);
  dir = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->file);
}

void
geo_base_import (GeoBase *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDataset) dataset = etb_atlas_import (self->atlas, path, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (dataset);
}

EtbLocation *
geo_base_locate (GeoBase *self, double longitude, double latitude)
{
  g_autoptr (GError) error = NULL;
  EtbLocation *location = etb_atlas_locate (self->atlas, (EtbPoint){ longitude, latitude }, &error);

  g_assert_no_error (error);
  return location;
}

char *
geo_join_codes (GPtrArray *areas)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < areas->len; i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? " " : "",
                            ((const EtbArea *)g_ptr_array_index (areas, i))->code);
  return g_string_free (codes, FALSE);
}
