/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: one file of a package, written out; see the header. Unlike an extraction, the
 * target is a name that a person chose.
 * Callers: ui/pages/etb-package-pieces.c. */

#include "etb-package-entry.h"

#include <glib/gi18n-lib.h>

#include "etb-package-private.h"

static void
set_absent (const char *file, const char *entry, GError **error)
{
  g_autofree char *package = g_filename_display_name (file);

  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
               _ ("“%s” holds no %s"), package, entry);
}

static gboolean
on_content (const void *data, gsize length, gpointer stream, GError **error)
{
  return g_output_stream_write_all (stream, data, length, NULL, NULL, error);
}

static gboolean
set_write_error (const char *output, GError *local, GError **error)
{
  g_autofree char *name = g_filename_display_name (output);

  if (local->domain != G_IO_ERROR || local->code == G_IO_ERROR_CANCELLED)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
               _ ("“%s” cannot be written (%s). Choose another folder or free some space."), name,
                  local->message);
  g_error_free (local);
  return FALSE;
}

/* Into a file beside the target, which takes its name when the stream is closed well. */
static gboolean
copy_entry (EtbZipReader *reader, const EtbZipEntry *entry, const char *output,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) target = g_file_new_for_path (output);
  g_autoptr (GFileOutputStream) stream = g_file_replace (
      target, NULL, FALSE, G_FILE_CREATE_PRIVATE | G_FILE_CREATE_REPLACE_DESTINATION, cancellable,
      error);
  g_autoptr (GCancellable) given_up = g_cancellable_new ();

  if (stream == NULL)
    return FALSE;
  if (etb_zip_reader_read (reader, entry, on_content, stream, cancellable, error))
    return g_output_stream_close (G_OUTPUT_STREAM (stream), cancellable, error);
  /* Closed so, what was written goes away. */
  g_cancellable_cancel (given_up);
  g_output_stream_close (G_OUTPUT_STREAM (stream), given_up, NULL);
  return FALSE;
}

gboolean
etb_package_save_entry (const char *file, const char *entry, const char *output,
                        GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbZipReader) reader = NULL;
  const EtbZipEntry *found;
  GError *local = NULL;

  g_return_val_if_fail (file != NULL && entry != NULL && output != NULL, FALSE);

  reader = etb_zip_reader_open (file, error);
  if (reader == NULL)
    return FALSE;
  found = etb_zip_reader_find (reader, entry);
  if (found == NULL)
    {
      set_absent (file, entry, error);
      return FALSE;
    }
  return copy_entry (reader, found, output, cancellable, &local)
         || set_write_error (output, local, error);
}
