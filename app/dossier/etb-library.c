/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that a person has at hand, and the folder of the dossiers; see the header. Nothing is
 * kept between two calls of these functions: the folders are the truth.
 *
 * Callers: ui (new dossier, editions), cli, etb-library-sync. */

#include "etb-library-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-attachment.h"
#include "etb-dossier-error.h"

/* ---- Calls ------------------------------------------------------------------------------------
 */

static char *
program_folder (void)
{
  const char *folder = g_getenv ("ETABLI_DATA_DIR");

  return g_build_filename (folder && *folder ? folder : ETB_DATA_DIR, "calls", NULL);
}

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

/* Paths of the regular files of @folder that end in @ending, by name; none when there is no folder.
 */
GPtrArray *
etb_library_list_files (const char *folder, const char *ending)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (name[0] != '.' && g_str_has_suffix (name, ending)
          && g_file_test (path, G_FILE_TEST_IS_REGULAR))
        g_ptr_array_add (files, g_steal_pointer (&path));
    }
  g_ptr_array_sort (files, compare_names);
  return files;
}

static gboolean
has_id (gconstpointer call, gconstpointer id)
{
  return g_str_equal (etb_call_get_id ((EtbCall *)call), id);
}

/* An edition that was found already is left out: the person's own folder is read first. */
static void
add_calls (GPtrArray *calls, const char *folder, GPtrArray *problems)
{
  g_autoptr (GPtrArray) files = etb_library_list_files (folder, ".xml");

  for (guint i = 0; i < files->len; i++)
    {
      GError *error = NULL;
      g_autoptr (EtbCall) call = etb_call_new_from_file (g_ptr_array_index (files, i), &error);

      if (call && !g_ptr_array_find_with_equal_func (calls, etb_call_get_id (call), has_id, NULL))
        g_ptr_array_add (calls, g_steal_pointer (&call));
      else if (error && problems)
        g_ptr_array_add (problems, g_steal_pointer (&error));
      g_clear_error (&error);
    }
}

static gint
compare_calls (gconstpointer a, gconstpointer b)
{
  EtbCall *one = *(EtbCall *const *)a;
  EtbCall *other = *(EtbCall *const *)b;
  int by_date;

  if (etb_call_is_default (one) != etb_call_is_default (other))
    return etb_call_is_default (one) ? -1 : 1;
  by_date = strcmp (etb_call_get_published (other), etb_call_get_published (one));
  return by_date != 0 ? by_date : strcmp (etb_call_get_id (one), etb_call_get_id (other));
}

GPtrArray *
etb_library_calls (GPtrArray *problems)
{
  GPtrArray *calls = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *own = g_build_filename (g_get_user_data_dir (), "etabli", "calls", NULL);
  g_autofree char *program = program_folder ();

  add_calls (calls, own, problems);
  add_calls (calls, program, problems);
  g_ptr_array_sort (calls, compare_calls);
  return calls;
}

static void
calls_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_pointer (task, etb_library_calls (data), (GDestroyNotify)g_ptr_array_unref);
}

void
etb_library_calls_async (GCancellable *cancellable, GAsyncReadyCallback callback, gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);

  g_task_set_source_tag (task, etb_library_calls_async);
  g_task_set_task_data (task, g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free),
                        (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, calls_in_thread);
}

GPtrArray *
etb_library_calls_finish (GAsyncResult *result, GPtrArray **problems, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, etb_library_calls_async), NULL);
  g_return_val_if_fail (problems != NULL, NULL);

  *problems = g_ptr_array_ref (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}

EtbCall *
etb_library_find_call (const char *id, GError **error)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) calls = etb_library_calls (problems);
  guint index;

  g_return_val_if_fail (id != NULL, NULL);

  if (g_ptr_array_find_with_equal_func (calls, id, has_id, &index))
    return g_object_ref (g_ptr_array_index (calls, index));
  /* A definition that cannot be read may be the one asked for. */
  if (problems->len > 0)
    g_propagate_error (error, g_error_copy (g_ptr_array_index (problems, 0)));
  else
    g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NOT_FOUND,
                 _ ("There is no call “%s” here. “etabli-cli calls” lists those there are."), id);
  return NULL;
}

/* ---- The folder of dossiers -------------------------------------------------------------------
 */

char *
etb_library_folder (GError **error)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etabli", "dossiers", NULL);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return g_steal_pointer (&folder);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The folder of the dossiers “%s” cannot be made: %s."), folder,
                  g_strerror (errno));
  return NULL;
}

char *
etb_library_new_file (const char *hint, GError **error)
{
  g_autofree char *folder = etb_library_folder (error);
  g_autofree char *safe = NULL;
  g_autofree char *stem = NULL;

  g_return_val_if_fail (hint != NULL, NULL);

  if (!folder)
    return NULL;
  /* Without dots: the ending is ours. */
  safe = g_strdelimit (g_strdup (hint), ".", ' ');
  stem = etb_attachment_make_safe_name (safe);
  for (guint number = 1;; number++)
    {
      g_autofree char *name = number == 1
                                  ? g_strconcat (stem, ETB_DOSSIER_ENDING, NULL)
                                  : g_strdup_printf ("%s-%u" ETB_DOSSIER_ENDING, stem, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&path);
    }
}

char *
etb_library_stem (const char *file)
{
  char *name;

  g_return_val_if_fail (file != NULL, NULL);

  name = g_filename_display_basename (file);
  if (g_str_has_suffix (name, ETB_DOSSIER_ENDING))
    name[strlen (name) - strlen (ETB_DOSSIER_ENDING)] = '\0';
  return name;
}
