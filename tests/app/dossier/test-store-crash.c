/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A program killed at any instant: what it was told to be saved is there again, and the file opens.
 */

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "dossier-fixture.h"

#define ROUNDS  20
#define ANSWERS 40

static const char *program;

/* Sets answers for ever, numbered from @first, and says on standard output the last that is known
 * to be on disk. */
static int
run_child (const char *file, guint first)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (first);
  EtbStore *store = fixture_open_store (file, NULL);

  for (guint i = first;; i++)
    {
      gsize length_of_text = (gsize)g_rand_int_range (random, 0, 3000);
      g_autofree char *text = g_strnfill (length_of_text, 'x');
      g_autofree char *key = g_strdup_printf ("/dossier/q%u", i % ANSWERS);
      g_autofree char *value = g_strdup_printf ("%u %s", i, text);

      fixture_push_answer (store, key, value);
      if (g_rand_int_range (random, 0, 3) == 0 && etb_store_flush (store, NULL))
        {
          char line[32];
          int length = g_snprintf (line, sizeof line, "%u\n", i);

          if (write (STDOUT_FILENO, line, (gsize)length) < 0)
            return 1;
        }
    }
}

/* Reads acknowledgements until @enough came, kills the child, then reads what was still on its way.
 * Returns: the last one */
static guint
kill_after (GPid pid, int output, int enough, int spin)
{
  FILE *lines = fdopen (output, "r");
  char line[32];
  guint last = 0;

  for (int i = 0; i < enough && fgets (line, sizeof line, lines); i++)
    last = (guint)strtoul (line, NULL, 10);
  for (volatile int i = 0; i < spin; i++)
    ;
  kill (pid, SIGKILL);
  waitpid (pid, NULL, 0);
  while (fgets (line, sizeof line, lines))
    if (strchr (line, '\n'))
      last = (guint)strtoul (line, NULL, 10);
  fclose (lines);
  return last;
}

static void
check_answers (const char *file, guint first, guint last)
{
  g_autoptr (EtbContent) content = NULL;
  EtbStore *store = fixture_open_store (file, &content);

  g_assert_cmpstr (etb_store_get_read_only_reason (store), ==, NULL);
  /* Every answer whose turn came up to the last acknowledged one holds that turn, or a later one.
   */
  g_assert_cmpuint (last, >=, first);
  for (guint i = last; i >= first && i > last - ANSWERS; i--)
    {
      g_autofree char *key = g_strdup_printf ("/dossier/q%u", i % ANSWERS);
      const char *value = fixture_answer_of (content, key);

      g_assert_nonnull (value);
      g_assert_cmpuint (strtoul (value, NULL, 10), >=, i);
    }
  etb_store_unref (store);
}

static void
test_killed_at_any_instant (Fixture *fixture, gconstpointer data)
{
  fixture_create_store (fixture->file);
  for (guint round = 1; round <= ROUNDS; round++)
    {
      guint first = round * 1000000;
      g_autofree char *number = g_strdup_printf ("%u", first);
      const char *arguments[] = { program, "--child", fixture->file, number, NULL };
      GError *error = NULL;
      GPid pid;
      int output;

      g_spawn_async_with_pipes (NULL, (char **)arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, NULL,
                                NULL, &pid, NULL, &output, NULL, &error);
      g_assert_no_error (error);
      check_answers (fixture->file, first,
                     kill_after (pid, output, g_test_rand_int_range (1, 12),
                                 g_test_rand_int_range (0, 2000000)));
    }
}

int
main (int argc, char **argv)
{
  if (argc == 4 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2], (guint)strtoul (argv[3], NULL, 10));
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/store/killed-at-any-instant", Fixture, NULL, fixture_set_up,
              test_killed_at_any_instant, fixture_tear_down);
  return g_test_run ();
}
