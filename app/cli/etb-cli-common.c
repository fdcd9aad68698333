/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what all commands do alike: options, messages, exit statuses, JSON.
 * Callers: etb-cli-*.c. */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "etb-cli.h"
#include "etb-container-error.h"
#include "etb-instant.h"
#include "etb-package.h"
#include "etb-rules.h"
#include "etb-signature-error.h"
#include "etb-value.h"

#define PASSWORD_MAX 4096

char *
etb_cli_describe_track (const EtbTrackStatus *status)
{
  g_autofree char *words = etb_track_status_describe (status);

  if (status->state == ETB_TRACK_PERMANENT && *words != '\0')
    return g_strdup_printf (_ ("permanent; next selection: %s"), words);
  if (status->state == ETB_TRACK_PERMANENT)
    return g_strdup (_ ("permanent"));
  if (*words == '\0')
    return g_strdup (status->state == ETB_TRACK_OPEN ? _ ("open") : _ ("closed"));

  return g_steal_pointer (&words);
}

void
etb_cli_say (const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  fputs (text, stdout);
  fputc ('\n', stdout);
}

static void
complain (const char *text)
{
  fputs ("etabli-cli: ", stderr);
  fputs (text, stderr);
  fputc ('\n', stderr);
}

int
etb_cli_refuse (EtbExit status, const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  complain (text);
  return (int)status;
}

int
etb_cli_need_option (const char *option)
{
  return etb_cli_refuse (ETB_EXIT_USAGE, _ ("The option %s is needed"), option);
}

/* Whether @error is a "no" about what was asked, rather than trouble with a file. */
static gboolean
is_refusal (const GError *error)
{
  static const EtbDossierError refusals[] = {
    ETB_DOSSIER_ERROR_EXISTS,    ETB_DOSSIER_ERROR_PATH,       ETB_DOSSIER_ERROR_VALUE,
    ETB_DOSSIER_ERROR_LINES,     ETB_DOSSIER_ERROR_TOO_MANY,   ETB_DOSSIER_ERROR_KIND,
    ETB_DOSSIER_ERROR_TOO_LARGE, ETB_DOSSIER_ERROR_ASSISTANCE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (g_error_matches (error, ETB_DOSSIER_ERROR, (int)refusals[i]))
      return TRUE;

  return g_error_matches (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY)
         || g_error_matches (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID)
         || g_error_matches (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_SIGNED_ALREADY)
         || g_error_matches (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS)
         || g_error_matches (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT)
         || error->domain == ETB_VALUE_ERROR;
}

int
etb_cli_fail (const GError *error)
{
  complain (error->message);
  if (error->domain == ETB_INSTANT_ERROR || error->domain == G_OPTION_ERROR)
    return ETB_EXIT_USAGE;
  return is_refusal (error) ? ETB_EXIT_NO : ETB_EXIT_FILE;
}

/* GOption leaves "--" where what follows begins with a dash. */
static void
drop_separator (int *argc, char **argv)
{
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        for (int j = i; j < *argc; j++)
          argv[j] = argv[j + 1];
        (*argc)--;
        return;
      }
}

gboolean
etb_cli_parse (int *argc, char ***argv, const GOptionEntry *entries, const char *usage,
               const char *summary, int least, int most)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autofree char *program = g_strdup_printf ("etabli-cli %s", (*argv)[0]);
  g_autoptr (GError) error = NULL;
  const char *command = (*argv)[0];
  int count;

  g_set_prgname (program);
  g_option_context_set_summary (context, summary);
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, argc, argv, &error))
    {
      etb_cli_refuse (ETB_EXIT_USAGE, _ ("%s. See “etabli-cli %s --help”."), error->message,
                                         command);
      return FALSE;
    }

  drop_separator (argc, *argv);
  count = *argc - 1;
  if (count < least || count > most)
    {
      etb_cli_refuse (ETB_EXIT_USAGE, _ ("Usage: etabli-cli %s %s"), command, usage);
      return FALSE;
    }
  return TRUE;
}

void
etb_cli_say_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, TRUE);

  fputs (text, stdout);
  fputc ('\n', stdout);
}

void
etb_cli_json_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

void
etb_cli_json_boolean (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
etb_cli_json_strings (JsonBuilder *builder, const char *name, const char *const *values)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (gsize i = 0; values != NULL && values[i] != NULL; i++)
    json_builder_add_string_value (builder, values[i]);
  json_builder_end_array (builder);
}

GDateTime *
etb_cli_read_instant (const char *text, GError **error)
{
  if (text == NULL)
    return g_date_time_new_now_utc ();

  return etb_instant_parse (text, error);
}

EtbDossier *
etb_cli_open (const char *file, GDateTime *at, GError **error)
{
  EtbDossier *dossier = etb_dossier_open (file, error);

  if (dossier != NULL && at != NULL)
    etb_dossier_set_at (dossier, at);
  return dossier;
}

EtbDossier *
etb_cli_open_to_write (const char *file, GError **error)
{
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, error);
  g_autofree char *name = NULL;

  if (dossier == NULL || !etb_dossier_is_read_only (dossier))
    return g_steal_pointer (&dossier);

  name = g_filename_display_name (file);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY,
               _ ("“%s” cannot be changed: it is open elsewhere or its folder is read-only"), name);
  return NULL;
}

EtbTerritory *
etb_cli_load_territory (void)
{
  return etb_territory_new (NULL);
}

EtbSecret *
etb_cli_read_password (const char *file, GError **error)
{
  g_autoptr (EtbSecret) content = NULL;
  g_autofree char *name = g_filename_display_name (file);
  g_autoptr (GError) read_error = NULL;
  gsize length = 0;
  gsize end;

  if (!g_file_get_contents (file, &content, &length, &read_error))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ,
                   _ ("The password file “%s” cannot be read: %s"), name, read_error->message);
      return NULL;
    }

  end = strcspn (content, "\r\n");
  if (end > PASSWORD_MAX || !g_utf8_validate (content, (gssize)end, NULL))
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ,
                   _ ("The first line of “%s” is no password: write it there alone, in UTF-8"),
                      name);
      return NULL;
    }
  explicit_bzero (content + end, length - end);
  return g_steal_pointer (&content);
}

EtbIdentity *
etb_cli_open_identity (const char *identity, const char *password_file, GError **error)
{
  g_autoptr (EtbSecret) password = NULL;

  if (password_file != NULL)
    {
      password = etb_cli_read_password (password_file, error);
      if (password == NULL)
        return NULL;
    }
  return g_str_has_prefix (identity, "pkcs11:")
             ? etb_identity_open_token (identity, password, error)
             : etb_identity_open (identity, password != NULL ? password : "", error);
}
