/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the doors of the module: export, waiting or on a thread, and printing.
 * Callers: app/cli, ui. */

#include "etb-package.h"

#include <glib/gi18n-lib.h>

#include "etb-document-private.h"
#include "etb-element.h"
#include "etb-package-private.h"
#include "etb-print.h"

G_DEFINE_QUARK (etb_package_error_quark, etb_package_error)

/* Largest dossier.pdf taken out of a package into memory. */
#define PDF_MAX_SIZE (256 * 1024 * 1024)

/* The package exists and is whole: a note that cannot be made is no failure of the export. */
static void
note_export (EtbPackageJob *job)
{
  g_autoptr (GError) error = NULL;

  if (etb_dossier_is_read_only (job->dossier))
    return;
  if (!etb_dossier_record_export (job->dossier, job->file, job->signature_sha256, job->at, &error))
    g_debug ("%s: %s", job->file, error->message);
}

gboolean
etb_package_export (EtbDossier *dossier, const char *file, const EtbSigning *signing,
                    EtbTerritory *territory, EtbPackageProgress progress, gpointer progress_data,
                    GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbPackageJob) job = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier) && file != NULL, FALSE);
  g_return_val_if_fail (signing != NULL && ETB_IS_IDENTITY (signing->identity), FALSE);
  g_return_val_if_fail (signing->at != NULL, FALSE);

  job = etb_package_job_new (dossier, file, signing, territory, error);
  if (job == NULL)
    return FALSE;

  job->progress = progress;
  job->progress_data = progress_data;
  if (!etb_package_job_run (job, cancellable, error))
    return FALSE;

  note_export (job);
  return TRUE;
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  EtbPackageJob *job = task_data;
  GError *error = NULL;

  if (etb_package_job_run (job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
etb_package_export_async (EtbDossier *dossier, const char *file, const EtbSigning *signing,
                          EtbTerritory *territory, EtbPackageProgress progress,
                          gpointer progress_data, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  EtbPackageJob *job;
  GError *error = NULL;

  g_return_if_fail (ETB_IS_DOSSIER (dossier) && file != NULL);
  g_return_if_fail (signing != NULL && ETB_IS_IDENTITY (signing->identity));
  g_return_if_fail (signing->at != NULL);

  task = g_task_new (dossier, cancellable, callback, user_data);
  g_task_set_source_tag (task, etb_package_export_async);
  job = etb_package_job_new (dossier, file, signing, territory, &error);
  if (job == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (progress != NULL)
    {
      EtbProgressRelay *relay = etb_progress_relay_new (progress, progress_data);

      job->progress = etb_progress_relay_send;
      job->progress_data = relay;
      etb_progress_relay_tie (relay, task);
    }
  g_task_set_task_data (task, job, (GDestroyNotify)etb_package_job_free);
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
etb_package_export_finish (EtbDossier *dossier, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, dossier), FALSE);

  etb_progress_relay_end (result);
  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;

  note_export (g_task_get_task_data (G_TASK (result)));
  return TRUE;
}

/* Replaces @output at once or not at all. */
static gboolean
save (const char *output, GBytes *bytes, GError **error)
{
  g_autoptr (GError) write_error = NULL;
  g_autofree char *name = NULL;

  if (g_file_set_contents_full (
          output, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
          G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0666, &write_error))
    return TRUE;

  name = g_filename_display_name (output);
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
               _ ("“%s” cannot be written (%s). Choose another folder or free some space."), name,
                  write_error->message);
  return FALSE;
}

gboolean
etb_package_print (EtbDossier *dossier, GDateTime *at, EtbTerritory *territory, const char *output,
                   GError **error)
{
  xmlDocPtr document;
  xmlNodePtr made;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier) && at != NULL && output != NULL, FALSE);

  document = etb_document_build (dossier, at, territory);
  made = etb_element_child (xmlDocGetRootElement (document), "made");
  etb_document_set (made, "draft", "true");
  bytes = etb_document_to_bytes (document);
  xmlFreeDoc (document);

  document = etb_document_read (bytes, error);
  if (document == NULL)
    return FALSE;
  pdf = etb_print_document (document, NULL, error);
  xmlFreeDoc (document);
  return pdf != NULL && save (output, pdf, error);
}

/* A small file of a package. Returns: (transfer full) */
static GBytes *
load_entry (const char *file, const char *name, gsize max_size, GError **error)
{
  g_autoptr (EtbZipReader) reader = etb_zip_reader_open (file, error);
  const EtbZipEntry *entry;

  if (reader == NULL)
    return NULL;

  entry = etb_zip_reader_find (reader, name);
  if (entry == NULL)
    {
      g_autofree char *package = g_filename_display_name (file);

      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
                   _ ("“%s” holds no dossier: there is no %s in it"), package, name);
      return NULL;
    }
  return etb_zip_reader_load (reader, entry, max_size, error);
}

gboolean
etb_package_extract_pdf (const char *file, const char *output, GError **error)
{
  g_autoptr (GBytes) pdf = NULL;

  g_return_val_if_fail (file != NULL && output != NULL, FALSE);

  pdf = load_entry (file, ETB_ENTRY_PDF, PDF_MAX_SIZE, error);
  return pdf != NULL && save (output, pdf, error);
}

EtbCall *
etb_package_load_call (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (file != NULL, NULL);

  bytes = load_entry (file, ETB_ENTRY_CALL, ETB_CALL_MAX_SIZE, error);
  return bytes != NULL ? etb_call_new_from_bytes (bytes, ETB_ENTRY_CALL, error) : NULL;
}
