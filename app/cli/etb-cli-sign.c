/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command sign: one more signature in a package.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-cosign.h"

static int
sign (const char *package, const char *output, const char *password_file, const char *identity_name,
      EtbSigning *signing)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity = etb_cli_open_identity (identity_name, password_file, &error);
  g_autoptr (EtbVerification) verification = NULL;
  g_autofree char *name = g_filename_display_name (output);

  if (identity == NULL)
    return etb_cli_fail (error);
  signing->identity = identity;
  verification = etb_verification_run (package, NULL, NULL);
  if (!etb_cosign_run (verification, output, signing, NULL, &error))
    return etb_cli_fail (error);
  etb_cli_say (_ ("Package signed once more and verified: %s"), name);
  return ETB_EXIT_YES;
}

int
etb_cli_sign (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *identity = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *at_text = NULL;
  g_autofree char *role = NULL;
  g_autofree char *place = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The package to write"), "OUT.asice" },
      { "identity", 0, 0, G_OPTION_ARG_FILENAME, &identity,
        N_ ("Who signs: a PKCS#12 file or a token"), "ID.p12|pkcs11:URI" },
        { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
          N_ ("Its first line is the password or PIN"), "F" },
          { "role", 0, 0, G_OPTION_ARG_STRING, &role,
            N_ ("Your capacity, as you state it"), "ROLE" },
            { "place", 0, 0, G_OPTION_ARG_STRING, &place,
              N_ ("Where you sign, as you state it"), "TOWN" },
              { "at", 0, 0, G_OPTION_ARG_STRING, &at_text,
                N_ ("Claimed time of the signature"), "INSTANT" },
                G_OPTION_ENTRY_NULL,
            };
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GError) error = NULL;
  EtbSigning signing;

  if (!etb_cli_parse (
          &argc, &argv, entries, "PACKAGE",
          _ ("Adds a signature to a valid package, over the same files: for the members "
                         "of a consortium. Those that are there stay."),
             1, 1))
    return ETB_EXIT_USAGE;
  if (output == NULL)
    return etb_cli_need_option ("-o");
  if (identity == NULL)
    return etb_cli_need_option ("--identity");
  if (password_file == NULL && !g_str_has_prefix (identity, "pkcs11:"))
    return etb_cli_need_option ("--password-file");
  at = etb_cli_read_instant (at_text, &error);
  if (at == NULL)
    return etb_cli_fail (error);
  signing = (EtbSigning){ .at = at, .role = role, .place = place };
  return sign (argv[1], output, password_file, identity, &signing);
}
