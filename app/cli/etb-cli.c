/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the program etabli-cli: finds the command and runs it. The commands are a contract that
 * scripts rely on; each family has a file of its own.
 * Callers: people and scripts. */

#include "etb-cli.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>

typedef struct
{
  const char *name;
  EtbCommandRun run;
  const char *usage;
} Command;

static const Command commands[] = {
  { "calls", etb_cli_calls, "[--json] | diff A B [--dossier D] [--json] | move DOSSIER CALL" },
  { "lint", etb_cli_lint, "CALL.xml…" },
  { "calendar", etb_cli_calendar, "[--call ID] [--track T] [--at INSTANT] [--json] [--ics OUT]" },
  { "new", etb_cli_new, "DOSSIER --call ID --track T [--from OTHER]" },
  { "fill", etb_cli_fill, "DOSSIER ANSWERS.xml" },
  { "set", etb_cli_set, "DOSSIER PATH VALUE [PATH VALUE…]" },
  { "get", etb_cli_get, "DOSSIER [PATH…] [--json]" },
  { "undo", etb_cli_undo, "DOSSIER" },
  { "redo", etb_cli_redo, "DOSSIER" },
  { "history", etb_cli_history, "DOSSIER" },
  { "attach", etb_cli_attach, "DOSSIER PIECE FILE… [--date YYYY-MM-DD]" },
  { "assist", etb_cli_assist, "begin|extend|end|list|accept|refuse DOSSIER …" },
  { "check", etb_cli_check, "DOSSIER [--at INSTANT] [--json]" },
  { "print", etb_cli_print, "DOSSIER|PACKAGE -o OUT.pdf" },
  { "merge", etb_cli_merge, "MINE THEIRS -o OUT [--prefer mine|theirs|newest] [--json]" },
  { "hand-over", etb_cli_hand_over, "DOSSIER TO [--receipt FILE] [--by NAME]" },
  { "identity", etb_cli_identity, "create NAME -o ID.p12 --password-file F | list" },
  { "export", etb_cli_export,
    "DOSSIER -o OUT.asice --identity ID.p12|pkcs11:URI --password-file F [--at INSTANT]" },
  { "sign", etb_cli_sign,
    "PACKAGE -o OUT.asice --identity ID.p12|pkcs11:URI --password-file F [--role R] [--place P] "
    "[--at INSTANT]" },
  { "verify", etb_cli_verify, "PACKAGE… [--trust CA.pem] [--json]" },
  { "extract", etb_cli_extract, "PACKAGE DIR [--detached]" },
  { "reopen", etb_cli_reopen, "PACKAGE -o DOSSIER [--even-if-invalid]" },
  { "journal", etb_cli_journal, "DOSSIER|PACKAGE [-o OUT.xml]" },
  { "territory", etb_cli_territory,
    "import FILE… | status [--json] | locate LON LAT [--json] | locate --csv FILE | find TEXT "
    "[--json]" },
};

static void
print_help (FILE *stream)
{
  fprintf (stream, "%s\n\n", _ ("Usage: etabli-cli COMMAND [ARGUMENT…]"));
  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    fprintf (stream, "  %-9s %s\n", commands[i].name, commands[i].usage);
  fprintf (stream, "\n%s\n",
           _ ("INSTANT is ISO 8601; without a zone it is Europe/Paris.\n"
              "“etabli-cli COMMAND --help” says more of one command.\n\n"
              "Exit status:\n"
              "  0  yes, or done\n"
              "  1  the answer is no: not ready, invalid, refused, nothing found\n"
              "  2  the command line is wrong\n"
              "  3  a file cannot be read or written, is damaged, or its password is wrong"));
}

static void
set_up_language (void)
{
  const char *folder = g_getenv ("ETABLI_LOCALEDIR");

  setlocale (LC_ALL, "");
  /* Figures in files and in --json are written by functions that do not look at the locale. */
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : ETB_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  set_up_language ();

  if (argc < 2)
    {
      print_help (stderr);
      return ETB_EXIT_USAGE;
    }
  if (g_str_equal (argv[1], "--help") || g_str_equal (argv[1], "-h")
      || g_str_equal (argv[1], "help"))
    {
      print_help (stdout);
      return ETB_EXIT_YES;
    }
  if (g_str_equal (argv[1], "--version"))
    {
      etb_cli_say ("Établi %s", ETB_VERSION);
      return ETB_EXIT_YES;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  return etb_cli_refuse (ETB_EXIT_USAGE, _ ("“%s” is no command. “etabli-cli --help” lists them."),
                                            argv[1]);
}
