/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Temporary folders and referees, for the tests of container and signature. */

#include "test-folder.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

void
test_folder_set_up (TestFolder *folder, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  folder->path = g_dir_make_tmp ("etabli-test-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }
  g_remove (path);
}

void
test_folder_tear_down (TestFolder *folder, gconstpointer data)
{
  remove_tree (folder->path);
  g_clear_pointer (&folder->path, g_free);
}

char *
test_folder_path (TestFolder *folder, const char *name)
{
  return g_build_filename (folder->path, name, NULL);
}

void
test_folder_assert_files (TestFolder *folder, guint expected)
{
  g_autoptr (GDir) dir = g_dir_open (folder->path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  g_assert_cmpuint (n, ==, expected);
}

gboolean
test_has_programs (const char *first, ...)
{
  va_list names;
  gboolean all = TRUE;

  va_start (names, first);
  for (const char *name = first; name != NULL; name = va_arg (names, const char *))
    {
      g_autofree char *path = g_find_program_in_path (name);

      if (path == NULL)
        {
          g_test_message ("%s is not installed", name);
          all = FALSE;
        }
    }
  va_end (names);
  return all;
}

gboolean
test_referee (const char *const *argv, char **output)
{
  return test_referee_in (NULL, argv, output);
}

gboolean
test_referee_in (const char *folder, const char *const *argv, char **output)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autofree char *out = NULL;
  g_autofree char *err = NULL;
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (program == NULL)
    {
      g_test_message ("%s is not installed", argv[0]);
      return FALSE;
    }
  g_spawn_sync (folder, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &out, &err, &status,
                &error);
  g_assert_no_error (error);
  if (!g_spawn_check_wait_status (status, &error))
    g_test_message ("%s: %s %s", argv[0], out, err);
  g_assert_no_error (error);
  if (output != NULL)
    *output = g_steal_pointer (&out);
  return TRUE;
}
