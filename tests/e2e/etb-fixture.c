/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dossiers, identities and packages to begin with: see the header. */

#include "etb-fixture.h"

#include <string.h>

gboolean
etb_fixture_run (const char *const *argv)
{
  g_autofree char *program = g_find_program_in_path (argv[0]);
  g_autoptr (GError) error = NULL;
  g_autofree char *out = NULL;

  if (program == NULL)
    return FALSE;
  g_autoptr (GSubprocess) process = g_subprocess_newv (
      argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  if (!g_subprocess_get_successful (process))
    {
      g_autofree char *command = g_strjoinv (" ", (char **)argv);
      g_error ("%s: %s", command, out);
    }
  return TRUE;
}

static void
run_cli (const char *first, ...)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  va_list arguments;

  g_ptr_array_add (argv, (gpointer)g_getenv ("ETB_CLI"));
  va_start (arguments, first);
  for (const char *argument = first; argument != NULL; argument = va_arg (arguments, char *))
    g_ptr_array_add (argv, (gpointer)argument);
  va_end (arguments);
  g_ptr_array_add (argv, NULL);
  g_assert_true (etb_fixture_run ((const char *const *)argv->pdata));
}

/* "P-STAT__statuts.pdf" proves P-STAT. */
static void
attach_pieces (const char *dossier, const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *code = g_strndup (name, (gsize)(strstr (name, "__") - name));
      run_cli ("attach", dossier, code, file, NULL);
    }
}

static char *
make_data_folder (const char *name)
{
  char *folder = g_build_filename (g_get_user_data_dir (), "etabli", name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  return folder;
}

char *
etb_fixture_dossier (const char *name, const char *sample, const char *track, gboolean whole)
{
  g_autofree char *folder = make_data_folder ("dossiers");
  g_autofree char *base = g_strconcat (name, ".etabli", NULL);
  char *file = g_build_filename (folder, base, NULL);

  run_cli ("new", file, "--call", ETB_FIXTURE_CALL, "--track", track, NULL);
  if (sample != NULL)
    {
      g_autofree char *answers
          = g_build_filename (g_getenv ("ETB_SAMPLES"), sample, "answers.xml", NULL);
      g_autofree char *pieces = g_build_filename (g_getenv ("ETB_SAMPLES"), sample, "pieces", NULL);

      run_cli ("fill", file, answers, NULL);
      if (whole)
        attach_pieces (file, pieces);
    }
  return file;
}

static char *
write_password (const char *password)
{
  char *file = g_build_filename (g_get_home_dir (), "mot-de-passe", NULL);

  g_assert_true (g_file_set_contents (file, password, -1, NULL));
  return file;
}

char *
etb_fixture_identity (const char *name, const char *password)
{
  g_autofree char *folder = make_data_folder ("identities");
  g_autofree char *base = g_strconcat (name, ".p12", NULL);
  g_autofree char *secret = write_password (password);
  char *file = g_build_filename (folder, base, NULL);

  run_cli ("identity", "create", name, "-o", file, "--password-file", secret, NULL);
  return file;
}

char *
etb_fixture_package (const char *dossier, const char *identity, const char *password)
{
  g_autofree char *secret = write_password (password);
  char *package = g_strconcat (dossier, ".asice", NULL);

  run_cli ("export", dossier, "-o", package, "--identity", identity, "--password-file", secret,
           NULL);
  return package;
}
