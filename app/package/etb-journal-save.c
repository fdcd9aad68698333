/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: journal.xml to a file; see the header.
 * Callers: app/cli, ui. */

#include "etb-journal-save.h"

#include <glib/gi18n-lib.h>

#include "etb-dossier-journal.h"
#include "etb-journal-writer.h"
#include "etb-package-private.h"

/* What gives its bytes to @sink. */
typedef gboolean (*Produce) (gpointer source, EtbJournalSink sink, gpointer user_data,
                             GError **error);

static gboolean
write_to_stream (const void *data, gsize length, gpointer stream, GError **error)
{
  return g_output_stream_write_all (stream, data, length, NULL, NULL, error);
}

static gboolean
save (const char *output, Produce produce, gpointer source, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_path (output);
  g_autoptr (GCancellable) given_up = g_cancellable_new ();
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *name = g_filename_display_name (output);

  stream = g_file_replace (target, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &local);
  if (stream != NULL && produce (source, write_to_stream, stream, &local)
      && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, &local))
    return TRUE;
  /* Closing puts the file in place, unless it is told not to. */
  g_cancellable_cancel (given_up);
  if (stream != NULL)
    g_output_stream_close (G_OUTPUT_STREAM (stream), given_up, NULL);
  if (local->domain == G_IO_ERROR)
    g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                 _ ("“%s” cannot be written: %s"), name, local->message);
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
produce_from_dossier (gpointer dossier, EtbJournalSink sink, gpointer user_data, GError **error)
{
  g_autoptr (EtbJournalCheck) check = etb_dossier_check_journal (dossier, error);

  return check != NULL && etb_journal_write (dossier, check->count, sink, user_data, error);
}

gboolean
etb_journal_save (EtbDossier *dossier, const char *output, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (dossier) && output != NULL, FALSE);

  return save (output, produce_from_dossier, dossier, error);
}

static gboolean
produce_from_package (gpointer package, EtbJournalSink sink, gpointer user_data, GError **error)
{
  g_autoptr (EtbZipReader) archive = NULL;
  const EtbZipEntry *entry = etb_package_open_journal (package, &archive, error);

  return entry != NULL && etb_zip_reader_read (archive, entry, sink, user_data, NULL, error);
}

gboolean
etb_journal_save_from_package (const char *package, const char *output, GError **error)
{
  g_return_val_if_fail (package != NULL && output != NULL, FALSE);

  return save (output, produce_from_package, (gpointer)package, error);
}
