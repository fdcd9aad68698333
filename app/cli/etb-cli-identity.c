/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands identity create and identity list.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-identity.h"

static int
list_identities (int argc, char **argv)
{
  g_autoptr (GPtrArray) files = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "", _ ("Lists the identity files of your folder."), 0, 0))
    return ETB_EXIT_USAGE;

  files = etb_identity_list_files ();
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_filename_display_name (g_ptr_array_index (files, i));

      etb_cli_say ("%s", name);
    }
  if (files->len == 0)
    return etb_cli_refuse (ETB_EXIT_NO, _ ("There is no identity file in your folder"));
  return ETB_EXIT_YES;
}

static int
create_identity (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *password = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The file to make"), "ID.p12" },
      { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
        N_ ("Its first line is the password"), "F" },
        G_OPTION_ENTRY_NULL,
    };
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (
          &argc, &argv, entries, "NAME",
          _ ("Makes a simple identity: a key and a certificate that nobody vouches for."), 1, 1))
    return ETB_EXIT_USAGE;
  if (output == NULL)
    return etb_cli_need_option ("-o");
  if (password_file == NULL)
    return etb_cli_need_option ("--password-file");

  password = etb_cli_read_password (password_file, &error);
  if (password == NULL)
    return etb_cli_fail (error);
  if (*password == '\0')
    return etb_cli_refuse (
        ETB_EXIT_NO, _ ("The first line of “%s” is empty: write a password there"), password_file);

  identity = etb_identity_create (argv[1], output, password, now, &error);
  memset (password, 0, strlen (password));
  if (identity == NULL)
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}

int
etb_cli_identity (int argc, char **argv)
{
  static char create[] = "identity create";
  static char list[] = "identity list";

  /* Messages name both words. */
  if (argc >= 2 && g_str_equal (argv[1], "create"))
    {
      argv[1] = create;
      return create_identity (argc - 1, argv + 1);
    }
  if (argc >= 2 && g_str_equal (argv[1], "list"))
    {
      argv[1] = list;
      return list_identities (argc - 1, argv + 1);
    }

  return etb_cli_refuse (
      ETB_EXIT_USAGE,
      _ ("Usage: etabli-cli identity create NAME -o ID.p12 --password-file F, or identity list"));
}
