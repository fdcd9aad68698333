/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The real etabli-cli, killed at any instant of an export and of an extraction: under each name
 * there is what was there before, or something new and whole, and the next command that ends leaves
 * nothing else behind. */

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "cli-harness.h"
#include "etb-part-file.h"
#include "etb-zip-reader.h"

#define ROUNDS 20
#define BYTES  (12 * 1024 * 1024)

static const char *const export_words[]
    = { "export",          "d.etabli", "-o", "cible/d.asice", "--identity", "zoe.p12",
        "--password-file", "mdp",      NULL };
static const char *const extract_words[] = { "extract", "entier.asice", "sorti", NULL };

static guint
count_rounds (void)
{
  const char *text = g_getenv ("ETB_TORTURE_PACKAGE_ROUNDS");

  return text != NULL ? (guint)g_ascii_strtoull (text, NULL, 10) : ROUNDS;
}

static void
run_in_peace (Cli *cli, const char *const *words)
{
  cli_runv (cli, words);
  cli_assert_status (cli, 0);
}

/* A dossier with a piece that takes a while to copy, and a package of it. */
static void
prepare (Cli *cli)
{
  g_autofree char *bytes = g_malloc (BYTES);
  g_autofree char *piece = cli_path (cli, "gros.pdf");
  g_autofree char *target = cli_path (cli, "cible");

  for (gsize i = 0; i < BYTES; i++)
    bytes[i] = (char)(i * 7 + i / 251);
  memcpy (bytes, "%PDF-1.4\n", 9);
  g_assert_true (g_file_set_contents (piece, bytes, BYTES, NULL));
  cli_write (cli, "mdp", "mot de passe\n");
  cli_make_little (cli, "d.etabli");
  run_in_peace (cli, (const char *const[]){ "attach", "d.etabli", "P-PLUS", "gros.pdf", NULL });
  run_in_peace (cli, (const char *const[]){ "identity", "create", "Zoé Ménard", "-o", "zoe.p12",
                                            "--password-file", "mdp", NULL });
  g_assert_cmpint (g_mkdir (target, 0700), ==, 0);
  run_in_peace (cli,
                (const char *const[]){ "export", "d.etabli", "-o", "entier.asice", "--identity",
                                       "zoe.p12", "--password-file", "mdp", NULL });
}

static GPid
start (Cli *cli, const char *const *words)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  GPid pid;

  g_ptr_array_add (all, (gpointer)g_getenv ("ETB_TEST_CLI"));
  for (gsize i = 0; words[i] != NULL; i++)
    g_ptr_array_add (all, (gpointer)words[i]);
  g_ptr_array_add (all, NULL);
  g_spawn_async (cli->folder, (char **)all->pdata, NULL,
                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                     | G_SPAWN_STDERR_TO_DEV_NULL,
                 NULL, NULL, &pid, &error);
  g_assert_no_error (error);
  return pid;
}

/* In microseconds, left alone. */
static gint64
measure (Cli *cli, const char *const *words)
{
  const gint64 began = g_get_monotonic_time ();

  run_in_peace (cli, words);
  return g_get_monotonic_time () - began;
}

/* Runs it and kills it at some instant of @duration, which follows what the machine does meanwhile.
 * Returns: whether it had ended before */
static gboolean
kill_on_the_way (Cli *cli, const char *const *words, gint64 *duration)
{
  const GPid pid = start (cli, words);
  int status;

  g_usleep ((gulong)((double)*duration * g_test_rand_double_range (0.05, 1.1)));
  kill (pid, SIGKILL);
  g_assert_cmpint (waitpid (pid, &status, 0), ==, pid);
  g_assert_true (WIFSIGNALED (status) || WEXITSTATUS (status) == 0);
  *duration = WIFEXITED (status) ? *duration * 9 / 10 : *duration * 21 / 20;
  return WIFEXITED (status);
}

/* How many files there are in a folder, and how many with a hidden name of ours. */
static guint
count_names (Cli *cli, const char *name, guint *hidden)
{
  g_autofree char *path = cli_path (cli, name);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *found;
  guint n = 0;

  *hidden = 0;
  for (; (found = g_dir_read_name (dir)) != NULL; n++)
    *hidden += g_str_has_prefix (found, ETB_PART_FILE_PREFIX);
  return n;
}

static void
export_is_the_old_package_or_the_new_one (Cli *cli, gconstpointer data)
{
  const guint rounds = count_rounds ();
  g_autofree char *package = cli_path (cli, "cible/d.asice");
  guint hidden;
  guint ended = 0;
  gint64 duration;

  prepare (cli);
  duration = measure (cli, export_words);
  for (guint round = 0; round < rounds; round++)
    {
      /* One time in four there is no old package. */
      const gboolean old = g_test_rand_int_range (0, 4) > 0;

      if (!old)
        g_unlink (package);
      ended += kill_on_the_way (cli, export_words, &duration);
      g_assert_cmpuint (count_names (cli, "cible", &hidden), <=, 2);
      if (!old && !g_file_test (package, G_FILE_TEST_EXISTS))
        {
          run_in_peace (cli, export_words);
          g_assert_cmpuint (count_names (cli, "cible", &hidden), ==, 1);
        }
      cli_run (cli, "verify", "cible/d.asice", NULL);
      cli_assert_status (cli, 0);
    }
  g_test_message ("%u of %u had ended", ended, rounds);
  run_in_peace (cli, export_words);
  g_assert_cmpuint (count_names (cli, "cible", &hidden), ==, 1);
  g_assert_cmpuint (hidden, ==, 0);
}

/* Each file of the package that is in the folder is the whole of it. Returns: how many are */
static guint
count_whole (Cli *cli)
{
  g_autofree char *package = cli_path (cli, "entier.asice");
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (package, NULL);
  GPtrArray *entries = etb_zip_reader_get_entries (reader);
  guint whole = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *path = g_build_filename (cli->folder, "sorti", entry->name, NULL);
      g_autoptr (GBytes) wanted = NULL;
      g_autofree char *found = NULL;
      gsize length = 0;

      if (!g_file_get_contents (path, &found, &length, NULL))
        continue;
      wanted = etb_zip_reader_load (reader, entry, 2 * BYTES, NULL);
      g_assert_cmpmem (found, length, g_bytes_get_data (wanted, NULL), g_bytes_get_size (wanted));
      whole++;
    }
  return whole;
}

static void
clear (Cli *cli)
{
  g_assert_true (cli_referee (cli, "rm", "-rf", "sorti", NULL));
  g_assert_cmpint (cli->status, ==, 0);
}

static void
extraction_leaves_whole_files_only (Cli *cli, gconstpointer data)
{
  const guint rounds = count_rounds ();
  guint all;
  guint partial = 0;
  gint64 duration;

  prepare (cli);
  duration = measure (cli, extract_words);
  all = count_whole (cli);
  g_assert_cmpuint (all, >, 0);
  for (guint round = 0; round < rounds; round++)
    {
      guint whole;
      gboolean ended;

      clear (cli);
      ended = kill_on_the_way (cli, extract_words, &duration);
      whole = count_whole (cli);
      g_assert_true (whole == all || !ended);
      partial += whole > 0 && whole < all;
    }
  g_test_message ("%u of %u were on their way", partial, rounds);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/torture-package/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("export-is-the-old-package-or-the-new-one", export_is_the_old_package_or_the_new_one);
  ADD ("extraction-leaves-whole-files-only", extraction_leaves_whole_files_only);
  return g_test_run ();
}
