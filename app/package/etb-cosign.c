/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: adds a signature to a package. Invariant: what is signed is what was read while it was
 * copied, and it is what the other signatures are over: all of them are verified again in the copy.
 * Callers: app/cli, ui. */

#include "etb-cosign.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-manifest.h"
#include "etb-package-private.h"

typedef struct
{
  EtbZipReader *reader;
  EtbZipWriter *writer;
  GHashTable *types; /* (element-type utf8 utf8): media type of each data file */
  GPtrArray *files;  /* (element-type EtbSignedFile): those copied so far */
  GCancellable *cancellable;
} Copying;

/* ---- Whether it may be ------------------------------------------------------------------------
 */

static gboolean
check_valid (const EtbVerification *verification, GError **error)
{
  g_autofree char *name = g_filename_display_name (verification->file);
  const EtbSignatureProblem *problem
      = verification->problems->len > 0 ? g_ptr_array_index (verification->problems, 0) : NULL;

  if (verification->verdict == ETB_PACKAGE_VALID && verification->signatures->len > 0)
    return TRUE;
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_VALID,
               _ ("“%s” is not a valid package, and is not signed again: %s"), name,
                  problem != NULL ? problem->text : "");
  return FALSE;
}

static gboolean
check_new (const EtbVerification *verification, EtbIdentity *identity, GError **error)
{
  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const EtbSignatureReport *report = g_ptr_array_index (verification->signatures, i);

      if (g_strcmp0 (report->certificate_sha256, etb_identity_get_certificate_sha256 (identity))
          != 0)
        continue;
      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_SIGNED_ALREADY,
                   _ ("%s has signed this package already."),
                      report->signer != NULL ? report->signer : "");
      return FALSE;
    }
  return TRUE;
}

/* The lowest number that no signature of the package has. */
static guint
choose_number (EtbZipReader *reader, char **name)
{
  for (guint number = 0;; number++)
    {
      g_autofree char *candidate = g_strdup_printf (ETB_ENTRY_SIGNATURES, number);

      if (etb_zip_reader_find (reader, candidate) != NULL)
        continue;
      *name = g_steal_pointer (&candidate);
      return number;
    }
}

/* ---- Copying ----------------------------------------------------------------------------------
 */

typedef struct
{
  EtbZipWriter *writer;
  EtbDigest *digest;
} Sink;

static gboolean
on_content (const void *data, gsize length, gpointer user_data, GError **error)
{
  Sink *sink = user_data;

  etb_digest_update (sink->digest, data, length);
  return etb_zip_writer_write (sink->writer, data, length, error);
}

static gboolean
copy_entry (Copying *self, const EtbZipEntry *entry, GError **error)
{
  Sink sink = { self->writer, etb_digest_new () };
  const char *type = g_hash_table_lookup (self->types, entry->name);
  guint8 sha256[ETB_DIGEST_SIZE];
  gboolean copied
      = etb_zip_writer_begin (self->writer, entry->name, entry->size, error)
        && etb_zip_reader_read (self->reader, entry, on_content, &sink, self->cancellable, error)
        && etb_zip_writer_end (self->writer, error);

  etb_digest_finish (sink.digest, sha256);
  if (copied && type != NULL)
    g_ptr_array_add (self->files, etb_signed_file_new (entry->name, type, sha256));
  return copied;
}

static gboolean
copy_entries (Copying *self, GError **error)
{
  GPtrArray *entries = etb_zip_reader_get_entries (self->reader);

  for (guint i = 0; i < entries->len; i++)
    if (!copy_entry (self, g_ptr_array_index (entries, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_signature (Copying *self, const EtbSigning *signing, GError **error)
{
  EtbSigning numbered = *signing;
  g_autofree char *name = NULL;
  g_autoptr (GBytes) document = NULL;

  numbered.number = choose_number (self->reader, &name);
  document = etb_xades_sign (&numbered, self->files, error);
  return document != NULL && etb_zip_writer_add (self->writer, name, document, error);
}

/* What is on the disk now, read from end to end. */
static gboolean
check_written (const char *temporary, guint n_signatures, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbVerification) verification = etb_verification_run (temporary, NULL, cancellable);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (verification->verdict == ETB_PACKAGE_VALID && verification->signatures->len == n_signatures)
    return TRUE;
  g_set_error_literal (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_SELF_CHECK,
                       _ ("The package with the new signature does not verify: nothing was kept. "
                          "Check the disk and try again."));
  return FALSE;
}

static gboolean
run (Copying *self, const EtbVerification *verification, const EtbSigning *signing,
     const char *file, GError **error)
{
  self->reader = etb_zip_reader_open (verification->file, error);
  if (self->reader == NULL)
    return FALSE;
  self->types = etb_manifest_check (self->reader, error);
  if (self->types == NULL)
    return FALSE;
  self->writer = etb_zip_writer_new (file, error);
  return self->writer != NULL && copy_entries (self, error) && add_signature (self, signing, error)
         && etb_zip_writer_close (self->writer, error)
         && check_written (etb_zip_writer_get_temporary (self->writer),
                           verification->signatures->len + 1, self->cancellable, error)
         && etb_zip_writer_commit (self->writer, error);
}

gboolean
etb_cosign_run (const EtbVerification *verification, const char *file, const EtbSigning *signing,
                GCancellable *cancellable, GError **error)
{
  Copying self = { .cancellable = cancellable };
  gboolean done;

  g_return_val_if_fail (verification != NULL && file != NULL, FALSE);
  g_return_val_if_fail (signing != NULL && ETB_IS_IDENTITY (signing->identity), FALSE);
  g_return_val_if_fail (signing->at != NULL, FALSE);

  if (!check_valid (verification, error) || !check_new (verification, signing->identity, error)
      || !etb_identity_check (signing->identity, signing->at, error))
    return FALSE;
  self.files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  done = run (&self, verification, signing, file, error);
  g_clear_object (&self.writer);
  g_clear_object (&self.reader);
  g_clear_pointer (&self.types, g_hash_table_unref);
  g_ptr_array_unref (self.files);
  return done;
}
