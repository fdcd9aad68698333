/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the program etabli-cli-dossier: the commands of dossiers and packages, with the libraries
 * that they need.
 * Callers: etabli-cli, which has looked at the command line. */

#include "etb-cli.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *name;
  EtbCommandRun run;
} Command;

static const Command commands[] = {
  { "calls", etb_cli_calls },       { "lint", etb_cli_lint },
  { "calendar", etb_cli_calendar }, { "new", etb_cli_new },
  { "fill", etb_cli_fill },         { "set", etb_cli_set },
  { "get", etb_cli_get },           { "undo", etb_cli_undo },
  { "redo", etb_cli_redo },         { "history", etb_cli_history },
  { "attach", etb_cli_attach },     { "assist", etb_cli_assist },
  { "check", etb_cli_check },       { "print", etb_cli_print },
  { "merge", etb_cli_merge },       { "hand-over", etb_cli_hand_over },
  { "identity", etb_cli_identity }, { "export", etb_cli_export },
  { "sign", etb_cli_sign },         { "verify", etb_cli_verify },
  { "extract", etb_cli_extract },   { "reopen", etb_cli_reopen },
  { "journal", etb_cli_journal },
};

int
main (int argc, char **argv)
{
  etb_cli_begin ();

  for (gsize i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  return etb_cli_refuse (ETB_EXIT_USAGE, _ ("This program is called by etabli-cli."));
}
