/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "cli-harness.h"

#include <glib/gstdio.h>
#include <string.h>

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        remove_folder (path);
      else
        g_unlink (path);
    }
  g_rmdir (folder);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      n += 1 + (g_file_test (path, G_FILE_TEST_IS_DIR) ? count_files (path) : 0);
    }
  return n;
}

void
cli_set_up (Cli *cli, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  cli->folder = g_dir_make_tmp ("etabli-cli-XXXXXX", &error);
  g_assert_no_error (error);
}

static void
forget_run (Cli *cli)
{
  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
  cli->status = -1;
}

void
cli_tear_down (Cli *cli, gconstpointer data)
{
  forget_run (cli);
  remove_folder (cli->folder);
  g_free (cli->folder);
}

char *
cli_path (Cli *cli, const char *name)
{
  return g_build_filename (cli->folder, name, NULL);
}

void
cli_write (Cli *cli, const char *name, const char *content)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

guint
cli_count_files (Cli *cli)
{
  return count_files (cli->folder);
}

char *
cli_sample (const char *path)
{
  return g_build_filename (g_getenv ("ETB_TEST_SAMPLES"), path, NULL);
}

static void
run (Cli *cli, const char *const *argv)
{
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *home = cli_path (cli, "home");
  g_autoptr (GError) error = NULL;

  forget_run (cli);
  g_subprocess_launcher_set_cwd (launcher, cli->folder);
  g_subprocess_launcher_setenv (launcher, "XDG_DATA_HOME", home, TRUE);
  g_subprocess_launcher_setenv (launcher, "HOME", home, TRUE);
  process = g_subprocess_launcher_spawnv (launcher, argv, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &cli->out, &cli->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  cli->status = g_subprocess_get_exit_status (process);
}

void
cli_runv (Cli *cli, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (char *)g_getenv ("ETB_TEST_CLI"));
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  run (cli, (const char *const *)argv->pdata);
}

void
cli_run (Cli *cli, const char *command, ...)
{
  g_autoptr (GPtrArray) arguments = g_ptr_array_new ();
  va_list rest;

  va_start (rest, command);
  for (const char *argument = command; argument != NULL; argument = va_arg (rest, const char *))
    g_ptr_array_add (arguments, (char *)argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  cli_runv (cli, (const char *const *)arguments->pdata);
}

void
cli_check_status (Cli *cli, int wanted, const char *where)
{
  const char *line_end = strchr (cli->err, '\n');

  if (cli->status != wanted)
    g_error ("%s: exit status %d, not %d: %s%s", where, cli->status, wanted, cli->out, cli->err);
  if (wanted == 0 && *cli->err != '\0')
    g_error ("%s: success, with a message: %s", where, cli->err);
  if (wanted > 1 && (line_end == NULL || line_end[1] != '\0'))
    g_error ("%s: not one message: %s", where, cli->err);
}

gboolean
cli_referee (Cli *cli, const char *program, ...)
{
  g_autofree char *path = g_find_program_in_path (program);
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();
  const char *argument;
  va_list rest;

  if (path == NULL)
    return FALSE;

  g_ptr_array_add (argv, path);
  va_start (rest, program);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (argv, (char *)argument);
  va_end (rest);
  g_ptr_array_add (argv, NULL);
  run (cli, (const char *const *)argv->pdata);
  return TRUE;
}

void
cli_add_example (Cli *cli, const char *call)
{
  g_autofree char *name = g_strconcat (call, ".xml", NULL);
  g_autofree char *file
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", "exemples", name, NULL);
  g_autofree char *own = cli_path (cli, "home/etabli/calls");
  g_autofree char *copy = g_build_filename (own, name, NULL);
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  g_file_get_contents (file, &content, NULL, &error);
  g_assert_no_error (error);
  g_file_set_contents (copy, content, -1, &error);
  g_assert_no_error (error);
}

JsonNode *
cli_json (Cli *cli)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = json_from_string (cli->out, &error);

  g_assert_no_error (error);
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  return node;
}

void
cli_assert_members (JsonObject *object, ...)
{
  va_list names;
  const char *name;
  guint n = 0;

  va_start (names, object);
  while ((name = va_arg (names, const char *)) != NULL)
    {
      if (!json_object_has_member (object, name))
        g_error ("no member “%s”", name);
      n++;
    }
  va_end (names);
  g_assert_cmpuint (json_object_get_size (object), ==, n);
}

void
cli_make_little (Cli *cli, const char *file)
{
  const char *data = g_getenv ("ETB_TEST_LITTLE");
  g_autofree char *call = g_build_filename (data, "appel.xml", NULL);
  g_autofree char *answers = g_build_filename (data, "reponses.xml", NULL);

  cli_write (cli, "statuts.pdf", "%PDF-1.4\n% des statuts\n");
  cli_run (cli, "new", file, "--call", call, "--track", "A", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "fill", file, answers, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "attach", file, "P-STAT", "statuts.pdf", NULL);
  cli_assert_status (cli, 0);
}

void
cli_make_sample (Cli *cli, const char *file, const char *sample, const char *call,
                 const char *track)
{
  g_autofree char *folder = cli_sample (sample);
  g_autofree char *answers = g_build_filename (folder, "answers.xml", NULL);
  g_autofree char *pieces = g_build_filename (folder, "pieces", NULL);
  g_autoptr (GDir) dir = g_dir_open (pieces, 0, NULL);
  const char *name;

  cli_run (cli, "new", file, "--call", call, "--track", track, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "fill", file, answers, NULL);
  cli_assert_status (cli, 0);
  /* "P-STAT__statuts.pdf" */
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (pieces, name, NULL);
      g_auto (GStrv) parts = g_strsplit (name, "__", 2);

      cli_run (cli, "attach", file, parts[0], path, NULL);
      cli_assert_status (cli, 0);
    }
}

static void
certtool (Cli *cli, const char *const *arguments)
{
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  g_ptr_array_add (argv, (char *)"certtool");
  for (gsize i = 0; arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *)arguments[i]);
  g_ptr_array_add (argv, NULL);
  run (cli, (const char *const *)argv->pdata);
  if (cli->status != 0)
    g_error ("certtool: %s", cli->err);
}

#define DATES \
  "activation_date = \"2019-01-01 00:00:00 UTC\"\nexpiration_date = \"2039-01-01 00:00:00 UTC\"\n"

static void
make_authority (Cli *cli)
{
  g_autofree char *ca = cli_path (cli, "ca.pem");

  if (g_file_test (ca, G_FILE_TEST_EXISTS))
    return;
  cli_write (cli, "ca.cfg", "cn = \"Autorité d’essai\"\nca\ncert_signing_key\nserial = 1\n" DATES);
  certtool (cli, (const char *const[]){ "--generate-privkey", "--key-type", "ecdsa", "--curve",
                                        "secp256r1", "--outfile", "ca.key", NULL });
  certtool (cli, (const char *const[]){ "--generate-self-signed", "--load-privkey", "ca.key",
                                        "--template", "ca.cfg", "--outfile", "ca.pem", NULL });
}

gboolean
cli_make_identity (Cli *cli, const char *name, const char *kind)
{
  g_autofree char *program = g_find_program_in_path ("certtool");
  g_autofree char *key = g_strconcat (name, ".key", NULL);
  g_autofree char *config = g_strconcat (name, ".cfg", NULL);
  g_autofree char *certificate = g_strconcat (name, ".pem", NULL);
  g_autofree char *p12 = g_strconcat (name, ".p12", NULL);
  const gboolean rsa = g_str_equal (kind, "rsa");

  if (program == NULL)
    return FALSE;

  make_authority (cli);
  cli_write (cli, "mdp", "mot de passe\n");
  cli_write (cli, config,
             "cn = \"Élodie N’Guyen\"\nsigning_key\nnon_repudiation\nserial = 2\n" DATES);
  certtool (cli, (const char *const[]){ "--generate-privkey", "--key-type", rsa ? "rsa" : "ecdsa",
                                        rsa ? "--bits" : "--curve", rsa ? "3072" : "secp256r1",
                                        "--outfile", key, NULL });
  certtool (cli,
            (const char *const[]){ "--generate-certificate", "--load-privkey", key,
                                   "--load-ca-certificate", "ca.pem", "--load-ca-privkey", "ca.key",
                                   "--template", config, "--outfile", certificate, NULL });
  certtool (cli, (const char *const[]){ "--to-p12", "--load-privkey", key, "--load-certificate",
                                        certificate, "--p12-name", "elodie", "--password",
                                        "mot de passe", "--outder", "--outfile", p12, NULL });
  return TRUE;
}
