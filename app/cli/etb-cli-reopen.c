/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command reopen: a package becomes a dossier again.
 * Invariant: a package that is not valid is reopened only when that was asked for.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-reopen.h"

/* What is wrong, on standard error. */
static int
refuse (const EtbVerification *verification, const char *name)
{
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      g_printerr ("etabli-cli: %s\n", problem->text);
    }
  return etb_cli_refuse (
      verification->verdict == ETB_PACKAGE_UNREADABLE ? ETB_EXIT_FILE : ETB_EXIT_NO,
      verification->verdict == ETB_PACKAGE_UNREADABLE
      ? _ ("“%s” cannot be read as a package.")
      : _ ("“%s” is not valid. “--even-if-invalid” reopens it all the same."), name);
}

static void
say_what_was_left (const EtbVerification *verification)
{
  g_autoptr (GPtrArray) words = etb_reopen_describe (verification);

  for (guint i = 0; i < words->len; i++)
    etb_cli_say ("%s", (const char *)g_ptr_array_index (words, i));
}

int
etb_cli_reopen (int argc, char **argv)
{
  g_autofree char *output = NULL;
  gboolean even_if_invalid = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The dossier to make"), "DOSSIER" },
      { "even-if-invalid", 0, 0, G_OPTION_ARG_NONE, &even_if_invalid,
        N_ ("Reopen a package that is not valid, too"), NULL },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (EtbVerification) verification = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "PACKAGE",
                      _ ("Makes a dossier of a package, to change it and to pack it again. "
                         "Signatures stay in the package."),
                         1, 1))
    return ETB_EXIT_USAGE;
  if (output == NULL)
    return etb_cli_need_option ("-o");
  verification = etb_verification_run (argv[1], NULL, NULL);
  name = g_filename_display_name (argv[1]);
  if (verification->verdict == ETB_PACKAGE_UNREADABLE
      || (verification->verdict == ETB_PACKAGE_INVALID && !even_if_invalid))
    return refuse (verification, name);
  if (!etb_reopen_run (verification, output, NULL, &error))
    return etb_cli_fail (error);
  say_what_was_left (verification);
  return ETB_EXIT_YES;
}
