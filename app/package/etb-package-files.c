/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the packages that somebody named; see the header.
 * Callers: app/cli/etb-cli-verify.c, ui/pages/etb-packages-page.c. */

#include "etb-package-files.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SUFFIX ".asice"

struct _EtbPackageFiles
{
  char **next_argument;
  gboolean reading; /* standard input */
  GQueue pending;   /* of paths: what the last folder held */
};

EtbPackageFiles *
etb_package_files_new (char **arguments)
{
  EtbPackageFiles *self = g_new0 (EtbPackageFiles, 1);

  self->next_argument = arguments;
  g_queue_init (&self->pending);
  return self;
}

void
etb_package_files_free (EtbPackageFiles *self)
{
  if (self == NULL)
    return;
  g_queue_clear_full (&self->pending, g_free);
  g_free (self);
}

/* A line of standard input without its end, or NULL. */
static char *
read_line (void)
{
  char *line = NULL;
  size_t room = 0;
  const gssize length = getline (&line, &room, stdin);
  char *path = NULL;

  if (length > 0)
    path = g_strndup (line, line[length - 1] == '\n' ? (gsize)length - 1 : (gsize)length);
  free (line);
  return path;
}

static gboolean
is_package (const char *name)
{
  const gsize length = strlen (name);

  return length > strlen (SUFFIX)
         && g_ascii_strcasecmp (name + length - strlen (SUFFIX), SUFFIX) == 0;
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Puts what is in a folder before all that waits. FALSE when it cannot be listed. */
static gboolean
open_folder (EtbPackageFiles *self, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  const char *name;

  if (dir == NULL)
    return FALSE;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      /* A link to a folder may lead back here. */
      const gboolean is_folder
          = g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK);

      if (is_folder || (is_package (name) && !g_file_test (path, G_FILE_TEST_IS_DIR)))
        g_ptr_array_add (paths, g_steal_pointer (&path));
    }
  g_ptr_array_sort (paths, compare_paths);
  for (guint i = paths->len; i > 0; i--)
    g_queue_push_head (&self->pending, g_ptr_array_index (paths, i - 1));
  return TRUE;
}

/* The next path that was named, a folder or a file. */
static char *
next_path (EtbPackageFiles *self)
{
  for (;;)
    {
      char *path = g_queue_pop_head (&self->pending);

      if (path == NULL && self->reading)
        {
          path = read_line ();
          self->reading = path != NULL;
        }
      if (path == NULL && !self->reading)
        {
          if (*self->next_argument == NULL)
            return NULL;
          path = g_strdup (*self->next_argument++);
          self->reading = g_str_equal (path, "-");
          if (self->reading)
            g_clear_pointer (&path, g_free);
        }
      if (path != NULL && *path != '\0')
        return path;
      g_free (path);
    }
}

char *
etb_package_files_next (EtbPackageFiles *self)
{
  for (;;)
    {
      char *path = next_path (self);

      if (path == NULL || !g_file_test (path, G_FILE_TEST_IS_DIR) || !open_folder (self, path))
        return path;
      g_free (path);
    }
}
