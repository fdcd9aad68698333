/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands identity create and identity list.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-identity-folder.h"
#include "etb-instant.h"
#include "etb-token.h"

static void
add_entry (JsonBuilder *builder, const EtbIdentityEntry *entry)
{
  g_autofree char *from = entry->not_before != NULL ? etb_instant_to_utc (entry->not_before) : NULL;
  g_autofree char *until = entry->not_after != NULL ? etb_instant_to_utc (entry->not_after) : NULL;
  g_autofree char *address = g_filename_display_name (entry->address);

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "address", address);
  etb_cli_json_string (builder, "source", entry->on_token ? "token" : "file");
  etb_cli_json_string (builder, "label", entry->label);
  etb_cli_json_boolean (builder, "known", entry->known);
  etb_cli_json_string (builder, "holder", entry->holder);
  etb_cli_json_string (builder, "issuer", entry->issuer);
  etb_cli_json_string (builder, "certificate_sha256", entry->sha256);
  etb_cli_json_string (builder, "not_before", from);
  etb_cli_json_string (builder, "not_after", until);
  etb_cli_json_string (builder, "kind",
                       entry->known ? etb_certificate_kind_to_name (entry->kind) : NULL);
  etb_cli_json_string (builder, "use", entry->known ? etb_key_use_to_name (entry->use) : NULL);
  etb_cli_json_boolean (builder, "usable", entry->unfit == NULL);
  etb_cli_json_string (builder, "reason", entry->unfit);
  json_builder_end_object (builder);
}

static void
say_json (GPtrArray *entries)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "identities");
  json_builder_begin_array (builder);
  for (guint i = 0; i < entries->len; i++)
    add_entry (builder, g_ptr_array_index (entries, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

static void
say_entry (const EtbIdentityEntry *entry)
{
  g_autofree char *address = g_filename_display_name (entry->address);
  g_autofree char *from = NULL;
  g_autofree char *until = NULL;

  etb_cli_say ("%s", address);
  if (!entry->known)
    {
      etb_cli_say (_ ("  Holder not known: the file tells it only once it is opened with its "
                      "password"));
      return;
    }
  from = etb_instant_paris_date (entry->not_before);
  until = etb_instant_paris_date (entry->not_after);
  etb_cli_say (_ ("  Holder: %s; delivered by: %s"), entry->holder, entry->issuer);
  etb_cli_say (_ ("  Valid from %s until %s; for %s"), from, until,
                  etb_key_use_describe (entry->use));
  etb_cli_say (_ ("  Kind of signature: %s"), etb_certificate_kind_describe (entry->kind));
  if (entry->unfit != NULL)
    etb_cli_say (_ ("  Cannot sign: %s"), entry->unfit);
}

/* Those of the tokens that are plugged in, after those of files. */
static void
add_tokens (GPtrArray *entries, GDateTime *now)
{
  g_autoptr (GPtrArray) tokens = etb_token_list (now);

  for (guint i = 0; i < tokens->len; i++)
    {
      EtbToken *token = g_ptr_array_index (tokens, i);

      g_ptr_array_extend_and_steal (entries, g_steal_pointer (&token->entries));
    }
}

static int
list_identities (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry options[]
      = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL },
            G_OPTION_ENTRY_NULL };
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = NULL;

  if (!etb_cli_parse (&argc, &argv, options, "",
                      _ ("Lists the identity files of your folder and the certificates of the "
                         "tokens that are plugged in, and what can be told of them without "
                         "password or PIN."),
                         0, 0))
    return ETB_EXIT_USAGE;

  entries = etb_identity_folder_list (now);
  add_tokens (entries, now);
  if (json)
    say_json (entries);
  else
    for (guint i = 0; i < entries->len; i++)
      say_entry (g_ptr_array_index (entries, i));
  if (entries->len == 0)
    return etb_cli_refuse (ETB_EXIT_NO,
                           _ ("There is no identity file in your folder, and none on a token"));
  return ETB_EXIT_YES;
}

static int
create_identity (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *password_file = NULL;
  g_autoptr (EtbSecret) password = NULL;
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
