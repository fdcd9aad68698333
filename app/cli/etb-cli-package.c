/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands print, export and extract.
 * Invariant: nothing here says that a dossier was deposited.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>
#include <stdio.h>

#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-identity.h"
#include "etb-instant.h"
#include "etb-package.h"

EtbCliContent
etb_cli_look_at (const char *file, GError **error)
{
  static const char sqlite[] = "SQLite format 3"; /* and its NUL */
  static const char zip[] = { 'P', 'K', 3, 4 };
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = g_file_read (location, NULL, error);
  char head[sizeof sqlite] = { 0 };
  gsize length = 0;

  if (stream == NULL
      || !g_input_stream_read_all (G_INPUT_STREAM (stream), head, sizeof head, &length, NULL,
                                   error))
    return ETB_CLI_CONTENT_UNREADABLE;
  if (length >= sizeof sqlite && memcmp (head, sqlite, sizeof sqlite) == 0)
    return ETB_CLI_CONTENT_DOSSIER;
  if (length >= sizeof zip && memcmp (head, zip, sizeof zip) == 0)
    return ETB_CLI_CONTENT_PACKAGE;
  return ETB_CLI_CONTENT_OTHER;
}

static gboolean
print_dossier (const char *file, const char *output, GError **error)
{
  g_autoptr (EtbDossier) dossier = etb_cli_open (file, NULL, error);
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return dossier != NULL && etb_package_print (dossier, now, territory, output, error);
}

int
etb_cli_print (int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The PDF to write"), "OUT.pdf" },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *name = NULL;
  gboolean done = FALSE;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER|PACKAGE",
                      _ ("Prints a dossier as a draft, or takes the PDF out of a package."), 1, 1))
    return ETB_EXIT_USAGE;
  if (output == NULL)
    return etb_cli_need_option ("-o");

  name = g_filename_display_name (argv[1]);
  switch (etb_cli_look_at (argv[1], &error))
    {
    case ETB_CLI_CONTENT_DOSSIER:
      done = print_dossier (argv[1], output, &error);
      break;
    case ETB_CLI_CONTENT_PACKAGE:
      done = etb_package_extract_pdf (argv[1], output, &error);
      break;
    case ETB_CLI_CONTENT_OTHER:
      return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” is neither a dossier nor a package"), name);
    case ETB_CLI_CONTENT_UNREADABLE:
    default:
      return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” cannot be read: %s"), name, error->message);
    }

  return done ? ETB_EXIT_YES : etb_cli_fail (error);
}

/* What is left to do: a package on a disk is nowhere else. */
static void
say_next (EtbDossier *dossier, const char *output, GDateTime *at)
{
  EtbCall *call = etb_dossier_get_call (dossier);
  g_autoptr (EtbTrackStatus) status
      = etb_calendar_status (call, etb_dossier_get_track (dossier), at);
  g_autofree char *name = g_filename_display_name (output);

  etb_cli_say (_ ("Package written and verified: %s"), name);
  if (status->state == ETB_TRACK_CLOSED || status->state == ETB_TRACK_NOT_YET_OPEN)
    etb_cli_say (status->state == ETB_TRACK_CLOSED
                 ? _ ("This track is closed: nobody receives the package now.")
                 : _ ("This track is not open yet: nobody receives the package now."));
  else if (status->instant != NULL)
    {
      g_autofree char *instant = etb_instant_describe (status->instant);

      etb_cli_say (_ ("Nothing was sent. Deposit it where “%s” asks for it, before %s."),
                      etb_call_get_title (call), instant);
    }
  else
    etb_cli_say (_ ("Nothing was sent. Deposit it where “%s” asks for it."),
                    etb_call_get_title (call));
}

static int export(const char *file, const char *output, const char *identity_name,
                  const char *password_file, GDateTime *at, const char *place)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (EtbTerritory) territory = NULL;
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  EtbSigning signing;

  dossier = etb_cli_open (file, at, &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  identity = etb_cli_open_identity (identity_name, password_file, &error);
  if (identity == NULL)
    return etb_cli_fail (error);
  territory = etb_territory_new (NULL);
  signing = (EtbSigning){ .identity = identity, .at = at, .place = place };
  if (!etb_package_export (dossier, output, &signing, territory, NULL, NULL, NULL, &error))
    return etb_cli_fail (error);

  say_next (dossier, output, at);
  return ETB_EXIT_YES;
}

int
etb_cli_export (int argc, char **argv)
{
  g_autofree char *output = NULL;
  g_autofree char *identity = NULL;
  g_autofree char *password_file = NULL;
  g_autofree char *at_text = NULL;
  g_autofree char *place = NULL;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_ ("The package to write"), "OUT.asice" },
      { "identity", 0, 0, G_OPTION_ARG_FILENAME, &identity,
        N_ ("Who signs: a PKCS#12 file or a token"), "ID.p12|pkcs11:URI" },
        { "password-file", 0, 0, G_OPTION_ARG_FILENAME, &password_file,
          N_ ("Its first line is the password or PIN"), "F" },
          { "at", 0, 0, G_OPTION_ARG_STRING, &at_text,
            N_ ("Claimed time of the signature"), "INSTANT" },
            { "place", 0, 0, G_OPTION_ARG_STRING, &place,
              N_ ("Where you sign, as you state it"), "TOWN" },
              G_OPTION_ENTRY_NULL,
          };
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER",
                      _ ("Signs a complete dossier and writes it as a package. A wrong password is "
                         "exit status 3."),
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

  return export(argv[1], output, identity, password_file, at, place);
}

int
etb_cli_extract (int argc, char **argv)
{
  gboolean detached = FALSE;
  const GOptionEntry entries[] = {
    { "detached", 0, 0, G_OPTION_ARG_NONE, &detached,
      N_ ("The files, and each signature beside them as jeton-N.xml"), NULL },
      G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "PACKAGE DIR",
                      _ ("Writes the files of a package under a folder; nothing there is "
                         "overwritten. Signatures are not looked at: see verify."),
                         2, 2))
    return ETB_EXIT_USAGE;

  if (!etb_package_extract (argv[1], argv[2], detached ? ETB_EXTRACT_DETACHED : ETB_EXTRACT_ALL,
                            NULL, &error))
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}
