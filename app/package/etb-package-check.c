/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: reads back a package that was just written, before it gets its name. Large entries are not
 * read again: their digests were taken from the bytes that went to the disk.
 * Callers: etb-package-job.c. */

#include <glib/gi18n-lib.h>

#include "etb-manifest.h"
#include "etb-package-private.h"

/* Entries up to this size are read back. */
#define SMALL (1024 * 1024)

static gboolean
fail (GError **error, const char *why)
{
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_SELF_CHECK,
               _ ("The package that was written does not verify (%s): nothing was kept. Check the "
                  "disk and try again."),
                  why);
  return FALSE;
}

static gboolean
check_entry (EtbZipReader *reader, const EtbSignedFile *file, GError **error)
{
  const EtbZipEntry *entry = etb_zip_reader_find (reader, file->name);
  g_autoptr (GBytes) content = NULL;
  g_autoptr (GError) read_error = NULL;
  g_autofree char *wanted = etb_digest_to_hex (file->sha256);
  g_autofree char *found = NULL;

  if (entry == NULL)
    return fail (error, file->name);
  if (entry->size > SMALL)
    return TRUE;

  content = etb_zip_reader_load (reader, entry, SMALL, &read_error);
  if (content == NULL)
    return fail (error, read_error->message);
  found = etb_digest_hex_of (g_bytes_get_data (content, NULL), g_bytes_get_size (content));
  return g_str_equal (wanted, found) || fail (error, file->name);
}

static gboolean
check_signature (EtbZipReader *reader, GPtrArray *files, GError **error)
{
  const EtbZipEntry *entry = etb_zip_reader_find (reader, ETB_ENTRY_SIGNATURE);
  g_autoptr (EtbSignatureReport) report = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) read_error = NULL;

  if (entry == NULL)
    return fail (error, ETB_ENTRY_SIGNATURE);

  document = etb_zip_reader_load (reader, entry, ETB_XADES_MAX_SIZE, &read_error);
  if (document == NULL)
    return fail (error, read_error->message);

  report = etb_xades_verify (document, ETB_ENTRY_SIGNATURE, files, NULL);
  if (!etb_signature_report_is_valid (report))
    {
      const EtbSignatureProblem *problem
          = report->problems->len > 0 ? g_ptr_array_index (report->problems, 0) : NULL;

      return fail (error, problem != NULL ? problem->text : ETB_ENTRY_SIGNATURE);
    }
  return TRUE;
}

gboolean
etb_package_check_written (const char *temporary, GPtrArray *files, GError **error)
{
  g_autoptr (GError) read_error = NULL;
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (temporary, &read_error);
  g_autoptr (GHashTable) types = NULL;

  if (reader == NULL)
    return fail (error, read_error->message);
  types = etb_manifest_check (reader, &read_error);
  if (types == NULL)
    return fail (error, read_error->message);
  for (guint i = 0; i < files->len; i++)
    if (!check_entry (reader, g_ptr_array_index (files, i), error))
      return FALSE;

  return check_signature (reader, files, error);
}
