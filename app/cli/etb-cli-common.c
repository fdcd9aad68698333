/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what the commands of dossiers and packages do alike.
 * Callers: etb-cli-*.c of etabli-cli-dossier. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-container-error.h"
#include "etb-instant.h"
#include "etb-package.h"
#include "etb-rules.h"
#include "etb-signature-error.h"

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
         || g_error_matches (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
}

int
etb_cli_fail (const GError *error)
{
  return is_refusal (error) ? etb_cli_refuse (ETB_EXIT_NO, "%s", error->message)
                            : etb_cli_fail_plainly (error);
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
