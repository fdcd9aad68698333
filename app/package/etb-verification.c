/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: says what is known of a package: its container, its signatures, what they cover. The
 * files are read in etb-verification-read.c, the dossier inside in etb-verification-dossier.c.
 * Invariant: whatever is wrong becomes a problem that names where; nothing is trusted before it was
 * checked. Callers: app/cli, ui. */

#include "etb-verification.h"

#include <glib/gi18n-lib.h>

#include "etb-document-private.h"
#include "etb-manifest.h"
#include "etb-package-private.h"
#include "etb-verification-private.h"

static void
problem_free (EtbSignatureProblem *problem)
{
  g_free (problem->code);
  g_free (problem->where);
  g_free (problem->text);
  g_free (problem);
}

void
etb_package_check_add (EtbPackageCheck *self, const char *code, const char *where, const char *text)
{
  EtbSignatureProblem *problem = g_new0 (EtbSignatureProblem, 1);

  problem->code = g_strdup (code);
  problem->where = g_strdup (where);
  problem->text = g_strdup (text);
  g_ptr_array_add (self->result->problems, problem);
}

const EtbSignedFile *
etb_package_check_find (EtbPackageCheck *self, const char *name)
{
  for (guint i = 0; i < self->files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (self->files, i);

      if (g_str_equal (file->name, name))
        return file;
    }

  return NULL;
}

static EtbVerification *
verification_new (const char *file)
{
  EtbVerification *self = g_new0 (EtbVerification, 1);

  self->file = g_strdup (file);
  self->verdict = ETB_PACKAGE_UNREADABLE;
  self->signatures = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signature_report_free);
  self->problems = g_ptr_array_new_with_free_func ((GDestroyNotify)problem_free);
  self->covered = g_new0 (char *, 1);
  self->eligible = ETB_VERDICT_UNKNOWN;
  return self;
}

void
etb_verification_free (EtbVerification *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->signatures);
  g_ptr_array_unref (self->problems);
  g_strfreev (self->covered);
  g_free (self->file);
  g_free (self->call_id);
  g_free (self->edition);
  g_free (self->call_title);
  g_free (self->track);
  g_free (self->track_label);
  g_free (self->applicant);
  g_clear_pointer (&self->document, xmlFreeDoc);
  g_free (self);
}

const char *
etb_package_verdict_to_name (EtbPackageVerdict verdict)
{
  switch (verdict)
    {
    case ETB_PACKAGE_VALID:
      return "valid";
    case ETB_PACKAGE_INVALID:
      return "invalid";
    case ETB_PACKAGE_UNREADABLE:
    default:
      return "unreadable";
    }
}

EtbVerifier *
etb_verifier_new (EtbTrust *trust)
{
  EtbVerifier *self = g_new0 (EtbVerifier, 1);

  self->trust = trust;
  self->schema = etb_document_load_schema ();
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
etb_verifier_free (EtbVerifier *self)
{
  if (self == NULL)
    return;

  xmlSchemaFree (self->schema);
  g_hash_table_unref (self->rules);
  g_free (self);
}

static gboolean
has_signature (EtbPackageCheck *self)
{
  GPtrArray *entries = etb_zip_reader_get_entries (self->reader);

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);

      if (etb_manifest_is_signature (entry->name))
        return TRUE;
    }

  return FALSE;
}

/* The type entry and the manifest; gives the data files their media types. FALSE when the rest
 * cannot be told. */
static gboolean
check_manifest (EtbPackageCheck *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) types = NULL;

  if (g_hash_table_contains (self->damaged, ETB_MIMETYPE_ENTRY)
      || g_hash_table_contains (self->damaged, ETB_MANIFEST_ENTRY))
    return FALSE;

  types = etb_manifest_check (self->reader, &error);
  if (types == NULL)
    {
      const char *place = etb_container_error_get_place (error);

      etb_package_check_add (self, etb_package_check_code (error),
                             place != NULL ? place : ETB_MANIFEST_ENTRY, error->message);
      return FALSE;
    }

  for (guint i = 0; i < self->files->len; i++)
    {
      EtbSignedFile *file = g_ptr_array_index (self->files, i);
      const char *type = g_hash_table_lookup (types, file->name);

      g_free (file->media_type);
      file->media_type = g_strdup (type != NULL ? type : "");
    }
  return TRUE;
}

static void
check_signature (EtbPackageCheck *self, const EtbZipEntry *entry)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = NULL;
  EtbSignatureReport *report;

  if (g_hash_table_contains (self->damaged, entry->name))
    return;

  document = etb_zip_reader_load (self->reader, entry, ETB_XADES_MAX_SIZE, &error);
  if (document == NULL)
    {
      etb_package_check_add (self, etb_package_check_code (error), entry->name, error->message);
      return;
    }

  report = etb_xades_verify (document, entry->name, self->files, self->verifier->trust);
  g_ptr_array_add (self->result->signatures, report);
  for (guint i = 0; i < report->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (report->problems, i);

      etb_package_check_add (self, problem->code, problem->where, problem->text);
    }
}

static gboolean
is_covered_by_all (EtbPackageCheck *self, const char *name)
{
  GPtrArray *signatures = self->result->signatures;

  for (guint i = 0; i < signatures->len; i++)
    {
      const EtbSignatureReport *report = g_ptr_array_index (signatures, i);

      if (report->covered == NULL || !g_strv_contains ((const char *const *)report->covered, name))
        return FALSE;
    }

  return signatures->len > 0;
}

static gboolean
is_named (EtbPackageCheck *self, const char *name)
{
  GPtrArray *problems = self->result->problems;

  for (guint i = 0; i < problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_equal (problem->where, name))
        return TRUE;
    }

  return FALSE;
}

static void
check_coverage (EtbPackageCheck *self)
{
  g_autoptr (GPtrArray) covered = g_ptr_array_new ();

  for (guint i = 0; i < self->files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (self->files, i);

      if (is_covered_by_all (self, file->name))
        g_ptr_array_add (covered, g_strdup (file->name));
      else if (!is_named (self, file->name))
        {
          g_autofree char *text
              = g_strdup_printf (_ ("“%s” is not covered by every signature"), file->name);

          etb_package_check_add (self, "not-covered", file->name, text);
        }
    }

  g_ptr_array_add (covered, NULL);
  g_strfreev (self->result->covered);
  self->result->covered = (char **)g_ptr_array_free (g_steal_pointer (&covered), FALSE);
}

static void
check_signatures (EtbPackageCheck *self)
{
  GPtrArray *entries = etb_zip_reader_get_entries (self->reader);

  if (!has_signature (self))
    {
      etb_package_check_add (self, "no-signature", "", _ ("Nobody signed this package"));
      return;
    }

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbZipEntry *entry = g_ptr_array_index (entries, i);

      if (etb_manifest_is_signature (entry->name))
        check_signature (self, entry);
    }
  check_coverage (self);
}

static gboolean
has_problem (EtbPackageCheck *self)
{
  GPtrArray *problems = self->result->problems;

  for (guint i = 0; i < problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (problems, i);

      if (!g_str_equal (problem->code, ETB_REMARK_ALTERED))
        return TRUE;
    }

  return FALSE;
}

static void
check_package (EtbPackageCheck *self)
{
  gboolean is_package;

  if (!etb_package_check_read (self))
    return;

  is_package = check_manifest (self);
  if (!is_package && !has_signature (self))
    return; /* some other archive */
  self->result->verdict = ETB_PACKAGE_INVALID;
  if (!is_package)
    return;

  if (!etb_zip_reader_is_canonical (self->reader))
    etb_package_check_add (self, ETB_REMARK_ALTERED, "",
                           _ ("The archive around the files is not as this program writes it: "
                              "another program packed them again, or somebody changed it"));
  check_signatures (self);
  etb_package_check_dossier (self);
  if (!has_problem (self))
    self->result->verdict = ETB_PACKAGE_VALID;
}

static EtbVerification *
check_file (EtbVerifier *self, const char *file, EtbPackageProgress progress,
            gpointer progress_data, GCancellable *cancellable)
{
  EtbVerification *result;
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  g_autoptr (GHashTable) damaged = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EtbPackageCheck check = { 0 };

  result = verification_new (file);
  reader = etb_zip_reader_open (file, &error);
  check.verifier = self;
  check.result = result;
  check.reader = reader;
  check.files = files;
  check.damaged = damaged;
  check.progress = progress;
  check.progress_data = progress_data;
  check.cancellable = cancellable;
  if (reader == NULL)
    {
      const char *place = etb_container_error_get_place (error);

      etb_package_check_add (&check, etb_package_check_code (error), place != NULL ? place : "",
                             error->message);
      if (!etb_package_check_is_unreadable (error))
        result->verdict = ETB_PACKAGE_INVALID;
      return result;
    }

  check_package (&check);
  return result;
}

EtbVerification *
etb_verifier_run (EtbVerifier *self, const char *file, GCancellable *cancellable)
{
  g_return_val_if_fail (self != NULL && file != NULL, NULL);

  return check_file (self, file, NULL, NULL, cancellable);
}

EtbVerification *
etb_verification_run (const char *file, EtbTrust *trust, GCancellable *cancellable)
{
  EtbVerifier *verifier = etb_verifier_new (trust);
  EtbVerification *result = etb_verifier_run (verifier, file, cancellable);

  etb_verifier_free (verifier);
  return result;
}

typedef struct
{
  char *file;
  EtbTrust *trust;
  EtbProgressRelay *relay; /* of the task, or NULL */
} Request;

static void
request_free (Request *request)
{
  g_free (request->file);
  g_free (request);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Request *request = task_data;
  EtbVerifier *verifier = etb_verifier_new (request->trust);
  EtbVerification *result = check_file (verifier, request->file,
                                        request->relay != NULL ? etb_progress_relay_send : NULL,
                                        request->relay, cancellable);

  etb_verifier_free (verifier);
  g_task_return_pointer (task, result, (GDestroyNotify)etb_verification_free);
}

void
etb_verification_run_async (const char *file, EtbTrust *trust, EtbPackageProgress progress,
                            gpointer progress_data, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Request *request;

  g_return_if_fail (file != NULL);

  /* A cancelled verification gives no report: g_task_set_check_cancellable() is on by default. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, etb_verification_run_async);
  request = g_new0 (Request, 1);
  request->file = g_strdup (file);
  request->trust = trust;
  if (progress != NULL)
    {
      request->relay = etb_progress_relay_new (progress, progress_data);
      etb_progress_relay_tie (request->relay, task);
    }
  g_task_set_task_data (task, request, (GDestroyNotify)request_free);
  g_task_run_in_thread (task, run_in_thread);
}

EtbVerification *
etb_verification_run_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  etb_progress_relay_end (result);
  return g_task_propagate_pointer (G_TASK (result), error);
}
