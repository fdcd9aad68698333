/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: makes a dossier of a package. Invariant: what is in the package is hostile until the
 * dossier took it: its call is checked as any, its answers and its pieces go the way of those that
 * a person gives. Callers: app/cli, ui. */

#include "etb-reopen.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-document-private.h"
#include "etb-dossier-finding.h"
#include "etb-element.h"
#include "etb-entry-name.h"
#include "etb-hostile-xml.h"
#include "etb-instant.h"
#include "etb-package-private.h"

/* Largest dossier.xml read. */
#define MAX_DOCUMENT (32 * 1024 * 1024)

typedef struct
{
  const EtbVerification *verification;
  EtbZipReader *reader;
  EtbDossier *dossier;
  char *folder; /* where pieces pass through, beside the dossier */
  GCancellable *cancellable;
} Reopening;

/* ---- Pieces -----------------------------------------------------------------------------------
 */

static gboolean
on_content (const void *data, gsize length, gpointer user_data, GError **error)
{
  return g_output_stream_write_all (user_data, data, length, NULL, NULL, error);
}

static gboolean
copy_entry (Reopening *self, const EtbZipEntry *entry, GFile *file, GError **error)
{
  g_autoptr (GFileOutputStream) stream
      = g_file_create (file, G_FILE_CREATE_PRIVATE, self->cancellable, error);

  return stream != NULL
         && etb_zip_reader_read (self->reader, entry, on_content, stream, self->cancellable, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), self->cancellable, error);
}

/* The name that the person gave, unless it is none for a file here. */
static const char *
name_of (const char *given, const char *entry)
{
  const char *slash = strrchr (entry, '/');

  return strchr (given, '/') == NULL && etb_entry_name_check (given, NULL)
             ? given
             : (slash != NULL ? slash + 1 : entry);
}

static gboolean
take_file (Reopening *self, const char *piece, xmlNodePtr node, GError **error)
{
  g_autofree char *given = etb_element_attribute (node, "name");
  g_autofree char *name = etb_element_attribute (node, "entry");
  g_autofree char *dated = etb_element_attribute (node, "dated");
  const EtbZipEntry *entry = etb_zip_reader_find (self->reader, name);
  g_autofree char *path = g_build_filename (self->folder, name_of (given, name), NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EtbAttachment) attachment = NULL;

  if (entry == NULL)
    {
      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
                   _ ("“%s” is not in the package that lists it"), name);
      return FALSE;
    }
  if (copy_entry (self, entry, file, error))
    attachment = etb_dossier_attach (self->dossier, piece, file, error);
  g_remove (path);
  return attachment != NULL
         && (dated == NULL || *dated == '\0'
             || etb_dossier_set_document_date (self->dossier, attachment->id, dated, error));
}

static gboolean
take_pieces (Reopening *self, xmlNodePtr root, GError **error)
{
  for (xmlNodePtr piece = etb_element_child (etb_element_child (root, "pieces"), "piece");
       piece != NULL; piece = etb_element_next (piece, "piece"))
    {
      g_autofree char *code = etb_element_attribute (piece, "code");

      for (xmlNodePtr file = etb_element_child (piece, "file"); file != NULL;
           file = etb_element_next (file, "file"))
        if (g_cancellable_set_error_if_cancelled (self->cancellable, error)
            || !take_file (self, code, file, error))
          return FALSE;
    }
  return TRUE;
}

/* ---- The dossier ------------------------------------------------------------------------------
 */

static xmlDocPtr
read_document (Reopening *self, GError **error)
{
  const EtbZipEntry *entry = etb_zip_reader_find (self->reader, ETB_ENTRY_DOCUMENT);
  g_autoptr (GBytes) bytes = NULL;

  if (entry == NULL)
    {
      g_set_error_literal (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
                           _ ("“dossier.xml” is not in this package"));
      return NULL;
    }
  bytes = etb_zip_reader_load (self->reader, entry, MAX_DOCUMENT, error);
  return bytes != NULL ? etb_document_read (bytes, error) : NULL;
}

/* Who signed, when as it is claimed, and the certificate: for the journal. */
static char *
describe_signatures (const EtbVerification *verification)
{
  GString *detail = g_string_new (etb_package_verdict_to_name (verification->verdict));

  for (guint i = 0; i < verification->signatures->len; i++)
    {
      const EtbSignatureReport *report = g_ptr_array_index (verification->signatures, i);
      g_autofree char *at
          = report->claimed_time != NULL ? etb_instant_to_utc (report->claimed_time) : NULL;

      g_string_append_printf (detail, "; %s, %s, %s", report->signer != NULL ? report->signer : "?",
                              at != NULL ? at : "?",
                              report->certificate_sha256 != NULL ? report->certificate_sha256
                                                                 : "?");
    }
  return g_string_free (detail, FALSE);
}

/* It goes along as it is: whether it agrees with the answers is seen there as here. */
static gboolean
take_finding (Reopening *self, xmlDocPtr document, const char *name, GError **error)
{
  g_autoptr (EtbFinding) finding = NULL;

  return etb_document_read_finding (document, &finding, error)
         && (finding == NULL || etb_dossier_bring_finding (self->dossier, finding, name, error));
}

static gboolean
fill (Reopening *self, xmlDocPtr document, GError **error)
{
  xmlNodePtr root = xmlDocGetRootElement (document);
  g_autofree char *name = g_filename_display_basename (self->verification->file);
  g_autofree char *detail = describe_signatures (self->verification);
  g_autoptr (EtbInstance) instance
      = etb_document_to_instance (document, etb_dossier_get_call (self->dossier), error);

  if (instance == NULL)
    return FALSE;
  etb_dossier_note_reopened (self->dossier, name, detail);
  return etb_dossier_fill_with (self->dossier, name, instance, error)
         && take_finding (self, document, name, error) && take_pieces (self, root, error);
}

/* Makes the dossier. @made: whether @file is ours to remove when the rest fails. */
static gboolean
run (Reopening *self, const char *file, gboolean *made, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (file);
  g_autofree char *track = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (xmlDoc) document = NULL;

  self->reader = etb_zip_reader_open (self->verification->file, error);
  if (self->reader == NULL)
    return FALSE;
  call = etb_package_load_call (self->verification->file, error);
  document = call != NULL ? read_document (self, error) : NULL;
  if (document == NULL)
    return FALSE;
  track
      = etb_element_attribute (etb_element_child (xmlDocGetRootElement (document), "track"), "id");
  self->dossier = etb_dossier_create (file, call, track, error);
  if (self->dossier == NULL)
    return FALSE;
  *made = TRUE;
  self->folder = g_build_filename (parent, ".etabli-XXXXXX", NULL);
  if (g_mkdtemp_full (self->folder, 0700) == NULL)
    {
      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                   _ ("“%s” cannot be written: %s. Choose another folder or free some space."),
                      parent, g_strerror (errno));
      g_clear_pointer (&self->folder, g_free);
      return FALSE;
    }
  return fill (self, document, error);
}

gboolean
etb_reopen_run (const EtbVerification *verification, const char *file, GCancellable *cancellable,
                GError **error)
{
  Reopening self = { .verification = verification, .cancellable = cancellable };
  gboolean made = FALSE;
  gboolean done;

  g_return_val_if_fail (verification != NULL, FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  done = run (&self, file, &made, error);
  if (self.folder != NULL)
    g_rmdir (self.folder);
  if (self.dossier != NULL)
    done = etb_dossier_close (self.dossier, done ? error : NULL) && done;
  if (!done && made)
    g_remove (file);
  g_clear_object (&self.dossier);
  g_clear_object (&self.reader);
  g_free (self.folder);
  return done;
}

/* ---- Words ------------------------------------------------------------------------------------
 */

GPtrArray *
etb_reopen_describe (const EtbVerification *verification)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  g_return_val_if_fail (verification != NULL, words);

  g_ptr_array_add (words, verification->signatures->len > 0
                   ? g_strdup (_ ("The signatures stay in the package: the new dossier is signed "
                                      "by nobody."))
                   : g_strdup (_ ("Nobody signed this package.")));
  g_ptr_array_add (words, g_strdup (_ ("Who wrote what stays in the journal of the package: in the "
                                       "new dossier all answers are the applicant’s.")));
  for (guint i = 0; i < verification->problems->len; i++)
    {
      const EtbSignatureProblem *problem = g_ptr_array_index (verification->problems, i);

      g_ptr_array_add (words, g_strdup (problem->text));
    }
  return words;
}
