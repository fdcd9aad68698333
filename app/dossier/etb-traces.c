/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What the desktop keeps of a file; see the header. Établi adds nothing to the recent files by
 * itself; a file manager or a dialog may.
 *
 * Sources: the desktop bookmark specification (recently-used.xbel) and the thumbnail managing
 * standard (MD5 of the address) of freedesktop.org.
 *
 * Callers: etb-hand-over. */

#include "etb-traces.h"

#include <glib/gstdio.h>

#include "etb-wipe.h"

static void
remove_recent (const char *uri)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  GBookmarkFile *recent = g_bookmark_file_new ();

  if (g_bookmark_file_load_from_file (recent, path, NULL)
      && g_bookmark_file_remove_item (recent, uri, NULL))
    g_bookmark_file_to_file (recent, path, NULL);
  g_bookmark_file_free (recent);
}

static void
remove_thumbnails (const char *folder, const char *name, guint depth)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autofree char *thumbnail = g_build_filename (folder, name, NULL);

  etb_wipe_file (thumbnail);
  for (const char *entry; dir && depth > 0 && (entry = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, entry, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_thumbnails (path, name, depth - 1);
    }
}

void
etb_traces_remove (const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_MD5, uri, -1);
  g_autofree char *name = g_strconcat (digest, ".png", NULL);
  g_autofree char *folder = g_build_filename (g_get_user_cache_dir (), "thumbnails", NULL);

  remove_recent (uri);
  remove_thumbnails (folder, name, 2);
}
