/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands new, fill and attach.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include <glib/gstdio.h>

#include "etb-cli.h"
#include "etb-library.h"
#include "etb-reuse.h"

/* An installed call, or the definition at that path. */
static EtbCall *
find_call (const char *id, GError **error)
{
  if (g_str_has_suffix (id, ".xml") || strchr (id, G_DIR_SEPARATOR) != NULL)
    return etb_call_new_from_file (id, error);

  return etb_library_find_call (id, error);
}

static gboolean
is_installed (const char *id)
{
  g_autoptr (GPtrArray) calls = etb_library_calls (NULL);

  for (guint i = 0; i < calls->len; i++)
    if (g_str_equal (id, etb_call_get_id (g_ptr_array_index (calls, i))))
      return TRUE;

  return FALSE;
}

/* @from (nullable): another dossier, whose answers of the organisation are taken. A dossier that
 * could not take them is not made. */
static int
create (const char *file, EtbCall *call, const char *track, const char *from)
{
  guint taken = 0;
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (etb_call_find_track (call, track) == NULL)
    return etb_cli_refuse (ETB_EXIT_NO, _ ("The call “%s” has no track “%s”"),
                                           etb_call_get_id (call), track);

  dossier = etb_dossier_create (file, call, track, &error);
  if (dossier == NULL)
    return etb_cli_fail (error);
  if (from != NULL && !etb_reuse_take (dossier, from, NULL, &taken, &error))
    {
      etb_dossier_close (dossier, NULL);
      g_unlink (file);
      return etb_cli_fail (error);
    }
  if (!etb_dossier_close (dossier, &error))
    return etb_cli_fail (error);
  if (from != NULL)
    etb_cli_say (
        ngettext ("%u answer taken, to be read again", "%u answers taken, to be read again", taken),
        taken);
  return ETB_EXIT_YES;
}

int
etb_cli_new (int argc, char **argv)
{
  g_autofree char *call_id = NULL;
  g_autofree char *track = NULL;
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
    { "call", 0, 0, G_OPTION_ARG_STRING, &call_id, N_ ("The call, or a definition file"), "ID" },
      { "track", 0, 0, G_OPTION_ARG_STRING, &track, N_ ("Its track"), "T" },
        { "from", 0, 0, G_OPTION_ARG_FILENAME, &from,
          N_ ("Another dossier of the same organisation, to begin with what it says of it"),
              "OTHER" },
          G_OPTION_ENTRY_NULL,
      };
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER", _ ("Makes a new dossier."), 1, 1))
    return ETB_EXIT_USAGE;
  if (call_id == NULL)
    return etb_cli_need_option ("--call");
  if (track == NULL)
    return etb_cli_need_option ("--track");

  call = find_call (call_id, &error);
  if (call != NULL)
    return create (argv[1], call, track, from);
  if (strchr (call_id, G_DIR_SEPARATOR) == NULL && !g_str_has_suffix (call_id, ".xml")
      && !is_installed (call_id))
    return etb_cli_refuse (
        ETB_EXIT_NO, _ ("No call “%s” is installed. “etabli-cli calls” lists those that are."),
                        call_id);
  return etb_cli_fail (error);
}

int
etb_cli_fill (int argc, char **argv)
{
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER ANSWERS.xml",
                      _ ("Replaces all answers by those of a file of the shape of the call."), 2,
                         2))
    return ETB_EXIT_USAGE;

  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL || !etb_dossier_fill (dossier, argv[2], &error)
      || !etb_dossier_close (dossier, &error))
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}

/* All files or none. @date: of all of them, or ""; @attached: (element-type EtbAttachment) */
static gboolean
attach_all (EtbDossier *dossier, const char *piece, char **files, const char *date,
            GPtrArray *attached, GError **error)
{
  for (gsize i = 0; files[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (files[i]);
      EtbAttachment *attachment = etb_dossier_attach (dossier, piece, file, error);

      if (attachment == NULL)
        return FALSE;
      g_ptr_array_add (attached, attachment);
      if (!etb_dossier_set_document_date (dossier, attachment->id, date, error))
        return FALSE;
    }

  return TRUE;
}

int
etb_cli_attach (int argc, char **argv)
{
  g_autofree char *date = NULL;
  g_autofree char *day = NULL;
  const GOptionEntry entries[] = { { "date", 0, 0, G_OPTION_ARG_STRING, &date,
                                     N_ ("The day written on the documents"), "YYYY-MM-DD" },
                                     G_OPTION_ENTRY_NULL };
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GPtrArray) attached
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER PIECE FILE…",
                      _ ("Copies files into a dossier as supporting documents."), 3, G_MAXINT))
    return ETB_EXIT_USAGE;

  day = etb_attachment_read_date (date, &error);
  if (day == NULL)
    {
      etb_cli_fail (error);
      return ETB_EXIT_USAGE;
    }
  dossier = etb_cli_open_to_write (argv[1], &error);
  if (dossier == NULL)
    return etb_cli_fail (error);

  if (!attach_all (dossier, argv[2], argv + 3, day, attached, &error))
    {
      for (guint i = 0; i < attached->len; i++)
        etb_dossier_detach (dossier, ((const EtbAttachment *)g_ptr_array_index (attached, i))->id,
                            NULL);
      etb_dossier_close (dossier, NULL);
      return etb_cli_fail (error);
    }
  if (!etb_dossier_close (dossier, &error))
    return etb_cli_fail (error);
  return ETB_EXIT_YES;
}
