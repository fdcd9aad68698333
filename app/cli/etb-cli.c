/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the program etabli-cli: finds the command and runs it. The commands are a contract that
 * scripts rely on; each family has a file of its own. Those of dossiers and packages are in a
 * program of their own, whose libraries (PDF, keys) take longer to load than a question about a
 * place takes to answer.
 * Callers: people and scripts. */

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n-lib.h>

#include "etb-cli-territory.h"

#define DOSSIER_PROGRAM "etabli-cli-dossier"

typedef struct
{
  const char *name;
  const char *usage;
} Command;

static const Command commands[] = {
  { "calls", "[--json] | diff A B [--dossier D] [--json] | move DOSSIER CALL" },
  { "lint", "CALL.xml…" },
  { "calendar", "[--call ID] [--track T] [--at INSTANT] [--json] [--ics OUT]" },
  { "new", "DOSSIER --call ID --track T [--from OTHER]" },
  { "fill", "DOSSIER ANSWERS.xml" },
  { "set", "DOSSIER PATH VALUE [PATH VALUE…]" },
  { "get", "DOSSIER [PATH…] [--json]" },
  { "undo", "DOSSIER" },
  { "redo", "DOSSIER" },
  { "history", "DOSSIER" },
  { "attach", "DOSSIER PIECE FILE… [--date YYYY-MM-DD]" },
  { "assist", "begin|extend|end|list|accept|refuse DOSSIER …" },
  { "check", "DOSSIER [--at INSTANT] [--json]" },
  { "print", "DOSSIER|PACKAGE -o OUT.pdf" },
  { "merge", "MINE THEIRS -o OUT [--prefer mine|theirs|newest] [--json]" },
  { "hand-over", "DOSSIER TO [--receipt FILE] [--by NAME]" },
  { "identity", "create NAME -o ID.p12 --password-file F | list" },
  { "export",
    "DOSSIER -o OUT.asice --identity ID.p12|pkcs11:URI --password-file F [--at INSTANT]" },
  { "sign",
    "PACKAGE -o OUT.asice --identity ID.p12|pkcs11:URI --password-file F [--role R] [--place P] "
    "[--at INSTANT]" },
  { "verify", "PACKAGE… [--trust CA.pem] [--json]" },
  { "extract", "PACKAGE DIR [--detached]" },
  { "reopen", "PACKAGE -o DOSSIER [--even-if-invalid]" },
  { "journal", "DOSSIER|PACKAGE [-o OUT.xml]" },
  { "territory",
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

/* Beside this program in the build tree, else where it is installed. (transfer full) */
static char *
find_dossier_program (void)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : NULL;
  g_autofree char *beside
      = folder != NULL ? g_build_filename (folder, DOSSIER_PROGRAM, NULL) : NULL;

  if (beside != NULL && g_file_test (beside, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&beside);
  return g_build_filename (ETB_LIBEXECDIR, DOSSIER_PROGRAM, NULL);
}

/* Becomes the other program. */
static int
run_dossier_program (char **argv)
{
  g_autofree char *program = find_dossier_program ();

  fflush (stdout);
  execv (program, argv);
  return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” cannot be run: %s. Is Établi wholly installed?"),
                                           program, g_strerror (errno));
}

int
main (int argc, char **argv)
{
  etb_cli_begin ();

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
      return g_str_equal (argv[1], "territory") ? etb_cli_territory (argc - 1, argv + 1)
                                                : run_dossier_program (argv);

  return etb_cli_refuse (ETB_EXIT_USAGE, _ ("“%s” is no command. “etabli-cli --help” lists them."),
                                            argv[1]);
}
