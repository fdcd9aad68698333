/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a file that a person reads in, packed or not: addresses, and the list of QPV. The
 * base is a real one, in memory if the system has a place for that; what was read in is asked for.
 */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-atlas.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* One base for all: each file replaces what the one before it left. */
static const char *
get_folder (void)
{
  static char *folder = NULL;

  if (folder == NULL)
    {
      const char *where
          = g_file_test ("/dev/shm", G_FILE_TEST_IS_DIR) ? "/dev/shm" : g_get_tmp_dir ();

      folder = g_build_filename (where, "etb-fuzz-XXXXXX", NULL);
      g_assert_nonnull (g_mkdtemp (folder));
    }
  return folder;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *file = g_build_filename (get_folder (), "adresses.csv", NULL);
  g_autofree char *base = g_build_filename (get_folder (), "base.sqlite", NULL);
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (base);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDataset) dataset = NULL;
  g_autoptr (GPtrArray) places = NULL;

  g_assert_true (g_file_set_contents_full (file, (const char *)data, (gssize)size,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  dataset = etb_atlas_import (atlas, file, NULL, &error);
  g_assert_true ((dataset != NULL) == (error == NULL));
  if (dataset == NULL)
    return 0;
  g_assert_cmpint (dataset->count, >, 0);
  g_assert_cmpuint (strlen (dataset->sha256), ==, 64);
  places = etb_atlas_find (atlas, "12 bis rue joffre", 5, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < places->len; i++)
    {
      g_autofree char *label = etb_found_place_describe (places->pdata[i]);

      g_assert_true (g_utf8_validate (label, -1, NULL));
    }
  return 0;
}
