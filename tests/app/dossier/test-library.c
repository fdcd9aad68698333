/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What a person has at hand: calls, good and broken, and the folder of the dossiers. */

#include "etb-library.h"

#include <glib/gstdio.h>
#include <string.h>

#include "dossier-fixture.h"

static char *home;

static char *
write_call (const char *folder, const char *name, const char *id, const char *published,
            gboolean is_default)
{
  g_autofree char *source = g_test_build_filename (G_TEST_DIST, "data", "appel.xml", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) call = NULL;
  g_autofree char *attributes
      = g_strdup_printf ("id=\"%s\" default=\"%s\"", id, is_default ? "true" : "false");
  char *file = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_get_contents (source, &text, NULL, NULL));
  call = g_string_new (text);
  g_string_replace (call, "id=\"essai-2019\"", attributes, 1);
  g_string_replace (call, "2019-07-17", published, 1);
  g_assert_true (g_file_set_contents (file, call->str, -1, NULL));
  return file;
}

static void
test_calls_are_found_in_both_folders_and_sorted (Fixture *fixture, gconstpointer data)
{
  g_autofree char *program = g_build_filename (fixture->folder, "calls", NULL);
  g_autofree char *own = g_build_filename (home, "etabli", "calls", NULL);
  g_autofree char *broken = g_build_filename (program, "casse.xml", NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (EtbCall) found = NULL;
  GError *error = NULL;

  g_setenv ("ETABLI_DATA_DIR", fixture->folder, TRUE);
  g_mkdir_with_parents (program, 0700);
  g_mkdir_with_parents (own, 0700);
  g_free (write_call (program, "a.xml", "vieux", "2018-01-01", FALSE));
  g_free (write_call (program, "b.xml", "defaut", "2017-01-01", TRUE));
  g_free (write_call (program, "c.txt", "ignore", "2019-01-01", FALSE));
  g_free (write_call (own, "d.xml", "mien", "2020-01-01", FALSE));
  g_free (write_call (own, "e.xml", "vieux", "2018-06-01", FALSE));
  g_assert_true (g_file_set_contents (broken, "<call", -1, NULL));

  calls = etb_library_calls (problems);
  g_assert_cmpuint (calls->len, ==, 3);
  g_assert_cmpstr (etb_call_get_id (g_ptr_array_index (calls, 0)), ==, "defaut");
  g_assert_cmpstr (etb_call_get_id (g_ptr_array_index (calls, 1)), ==, "mien");
  g_assert_cmpstr (etb_call_get_id (g_ptr_array_index (calls, 2)), ==, "vieux");
  /* The person's own copy of an edition goes before the program's. */
  g_assert_cmpstr (etb_call_get_published (g_ptr_array_index (calls, 2)), ==, "2018-06-01");
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (((GError *)g_ptr_array_index (problems, 0))->message, "casse.xml"));

  found = etb_library_find_call ("mien", &error);
  g_assert_no_error (error);
  g_assert_nonnull (found);
  g_unlink (broken);
  g_assert_null (etb_library_find_call ("absent", &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NOT_FOUND);
  g_clear_error (&error);
  fixture_remove_folder (own);
  fixture_remove_folder (program);
}

static void
test_new_files_never_meet_others (Fixture *fixture, gconstpointer data)
{
  g_autofree char *first = etb_library_new_file ("La Fabrique d’Oc n° 1.2", NULL);
  g_autofree char *second = NULL;
  g_autofree char *folder = etb_library_folder (NULL);

  g_assert_true (g_str_has_prefix (first, folder));
  g_assert_true (g_str_has_suffix (first, "/La-Fabrique-d-Oc-n-1-2.etabli"));
  g_assert_true (g_file_set_contents (first, "", 0, NULL));
  second = etb_library_new_file ("La Fabrique d’Oc n° 1.2", NULL);
  g_assert_true (g_str_has_suffix (second, "/La-Fabrique-d-Oc-n-1-2-2.etabli"));
  g_unlink (first);
}

#define ADD(name, function) \
  g_test_add ("/library/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  int result;

  /* Before GLib asks for it. */
  home = g_dir_make_tmp ("etabli-home-XXXXXX", NULL);
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_init (&argc, &argv, NULL);
  ADD ("calls-are-found-in-both-folders-and-sorted",
       test_calls_are_found_in_both_folders_and_sorted);
  ADD ("new-files-never-meet-others", test_new_files_never_meet_others);
  result = g_test_run ();
  fixture_remove_folder (home);
  g_free (home);
  return result;
}
