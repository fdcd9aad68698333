/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* undo, redo and history: each command is a program of its own, so each step crosses a restart. */

#include <string.h>

#include "cli-harness.h"

#define ARTICLE "fabriques-de-territoire-2019-07"
#define NAME    "/dossier/porteur/nom"

static void
make_two_steps (Cli *cli)
{
  cli_run (cli, "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "set", "d.etabli", NAME, "Un", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "set", "d.etabli", NAME, "Deux", NULL);
  cli_assert_status (cli, 0);
}

static void
assert_name (Cli *cli, const char *expected)
{
  cli_run (cli, "get", "d.etabli", NAME, NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (g_strchomp (cli->out), ==, expected);
}

static void
walks_back_and_forth (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *command;
    int status;
    const char *name;
  } moves[] = {
    { "redo", 1, "Deux" }, { "undo", 0, "Un" },   { "undo", 0, "" },
    { "undo", 1, "" },     { "redo", 0, "Un" },   { "undo", 0, "" },
    { "redo", 0, "Un" },   { "redo", 0, "Deux" }, { "redo", 1, "Deux" },
  };

  make_two_steps (cli);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      cli_run (cli, moves[i].command, "d.etabli", NULL);
      cli_assert_status (cli, moves[i].status);
      assert_name (cli, moves[i].name);
    }
}

static void
lists_what_was_done (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  cli_run (cli, "new", "vide.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "history", "vide.etabli", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  make_two_steps (cli);
  cli_run (cli, "undo", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "Answer to “"));
  cli_run (cli, "history", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  lines = g_strsplit (cli->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  g_assert_false (g_str_has_suffix (lines[0], " (undone)"));
  g_assert_true (g_str_has_suffix (lines[1], " (undone)"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/history/walks-back-and-forth", Cli, NULL, cli_set_up, walks_back_and_forth,
              cli_tear_down);
  g_test_add ("/history/lists-what-was-done", Cli, NULL, cli_set_up, lists_what_was_done,
              cli_tear_down);

  return g_test_run ();
}
