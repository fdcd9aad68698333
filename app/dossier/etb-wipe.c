/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files taken away for good; see the header.
 *
 * Callers: etb-hand-over, etb-safety-copies. */

#include "etb-wipe.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK (256 * 1024)

/* As far as it goes: what cannot be overwritten is removed all the same. */
static void
overwrite (int descriptor, gint64 size)
{
  static const char zeros[BLOCK];

  for (gint64 at = 0; at < size;)
    {
      ssize_t written = pwrite (descriptor, zeros, (gsize)MIN (size - at, BLOCK), at);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        break;
      at += written;
    }
  fsync (descriptor);
}

gboolean
etb_wipe_file (const char *file)
{
  int descriptor = g_open (file, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0);
  struct stat info;

  if (descriptor >= 0)
    {
      if (fstat (descriptor, &info) == 0 && S_ISREG (info.st_mode))
        overwrite (descriptor, info.st_size);
      close (descriptor);
    }
  return g_unlink (file) == 0 || errno == ENOENT;
}

gboolean
etb_wipe_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gboolean wiped = TRUE;

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      gboolean is_folder
          = g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);

      wiped = (is_folder ? etb_wipe_folder (path) : etb_wipe_file (path)) && wiped;
    }
  return (g_rmdir (folder) == 0 || errno == ENOENT) && wiped;
}
