/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command hand-over.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-receipt.h"

/* The receipt must not be lost because its file cannot be written: the dossier is gone by then. */
static int
give_receipt (const EtbHandOver *done, const char *file)
{
  g_autofree char *text = etb_receipt_to_text (done);
  g_autoptr (GError) error = NULL;

  if (file == NULL)
    {
      etb_cli_say ("%s", g_strchomp (text));
      return ETB_EXIT_YES;
    }
  if (etb_receipt_write (done, file, &error))
    return ETB_EXIT_YES;
  etb_cli_say ("%s", g_strchomp (text));
  return etb_cli_refuse (ETB_EXIT_FILE,
                         _ ("The dossier was handed over, but its receipt could not be written: "
                            "%s. It is printed above."),
                            error->message);
}

int
etb_cli_hand_over (int argc, char **argv)
{
  g_autofree char *receipt = NULL;
  g_autofree char *by = NULL;
  const GOptionEntry entries[] = {
    { "receipt", 0, 0, G_OPTION_ARG_FILENAME, &receipt,
      N_ ("Where to write the receipt: a PDF when it ends in .pdf, else text"), "FILE" },
      { "by", 0, 0, G_OPTION_ARG_STRING, &by, N_ ("Who hands over, for the receipt"), "NAME" },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (EtbHandOver) done = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER TO",
                      _ ("Copies a dossier to TO, reads both back, then removes it from this "
                         "computer with its safety copies and all that was known of it. Prints a "
                         "receipt."),
                         2, 2))
    return ETB_EXIT_USAGE;
  done = etb_hand_over (argv[1], argv[2], by, NULL, NULL, NULL, &error);
  return done != NULL ? give_receipt (done, receipt) : etb_cli_fail (error);
}
