/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: writes one package. Each source is read once: copied, checked by the zip writer's CRC-32
 * and hashed for the signature in the same pass. Invariant: the target appears whole and verified,
 * or not at all. Callers: etb-package.c. */

#include <glib/gi18n-lib.h>
#include <sys/stat.h>

#include "etb-chunk-pipe.h"
#include "etb-document-private.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"
#include "etb-journal-writer.h"
#include "etb-manifest.h"
#include "etb-package-private.h"
#include "etb-readiness.h"

/* Labels that a message names before it says "and so on". */
#define MAX_NAMED 3

/* Adds to what keeps the dossier from being packaged: @what, then some of @labels. */
static void
add_reason (GPtrArray *phrases, const char *what, GPtrArray *labels)
{
  GString *phrase;

  if (labels->len == 0)
    return;

  /* Translators: a kind of problem ("answers needed"), how many of them, then their labels. */
  phrase = g_string_new (NULL);
  g_string_append_printf (phrase, _ ("%s (%u): "), what, labels->len);
  for (guint i = 0; i < MIN (labels->len, MAX_NAMED); i++)
    g_string_append_printf (phrase, i > 0 ? ", %s" : "%s",
                            (const char *)g_ptr_array_index (labels, i));
  if (labels->len > MAX_NAMED)
    g_string_append (phrase, "…");
  g_ptr_array_add (phrases, g_string_free (phrase, FALSE));
}

static void
add_problems (GPtrArray *phrases, const char *what, GPtrArray *problems)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      g_ptr_array_add (labels, problem->label);
    }
  add_reason (phrases, what, labels);
}

/* Pieces of the state @state, or of all those that stop and have a file. */
static void
add_pieces (GPtrArray *phrases, const char *what, const EtbReadiness *readiness,
            EtbReadinessState state)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (state == ETB_READINESS_PROVIDED
              ? piece->state > state && etb_readiness_stops (piece->state)
              : piece->state == state)
        g_ptr_array_add (labels, piece->piece->label);
    }
  add_reason (phrases, what, labels);
}

static void
add_verdicts (GPtrArray *phrases, const char *what, GPtrArray *verdicts, EtbVerdictValue value)
{
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (verdict->value == value && verdict->criterion->effect == ETB_EFFECT_BLOCKING)
        g_ptr_array_add (labels, verdict->criterion->label);
    }
  add_reason (phrases, what, labels);
}

/* Nobody signs what a helper typed before having read it. */
static gboolean
check_read_back (EtbDossier *dossier, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autofree char *name = NULL;

  if (etb_dossier_check_read_back (dossier, &local))
    return TRUE;

  name = g_filename_display_basename (etb_dossier_get_file (dossier));
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY,
               _ ("“%s” is not ready to be packaged: %s"), name, local->message);
  return FALSE;
}

static gboolean
check_ready (EtbDossier *dossier, EtbEvaluation *evaluation, GError **error)
{
  g_autoptr (EtbReadiness) readiness
      = etb_readiness_judge (evaluation, etb_dossier_get_attachments (dossier), NULL);
  g_autoptr (GPtrArray) phrases = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;
  g_autofree char *name = NULL;

  if (etb_evaluation_is_complete (evaluation) && etb_readiness_is_clear (readiness))
    return check_read_back (dossier, error);

  add_verdicts (phrases, _ ("conditions not met"), etb_evaluation_get_verdicts (evaluation),
                            ETB_VERDICT_NOT_MET);
  add_problems (phrases, _ ("answers not accepted"), etb_evaluation_get_invalid (evaluation));
  add_problems (phrases, _ ("answers needed"), etb_evaluation_get_missing (evaluation));
  add_pieces (phrases, _ ("documents needed"), readiness, ETB_READINESS_MISSING);
  add_pieces (phrases, _ ("documents to replace"), readiness, ETB_READINESS_PROVIDED);
  add_pieces (phrases, _ ("documents that depend on an answer"), readiness, ETB_READINESS_UNKNOWN);
  if (etb_readiness_is_too_heavy (readiness))
    g_ptr_array_add (phrases, etb_readiness_describe_weight (readiness));
  add_verdicts (phrases, _ ("conditions that cannot be told yet"),
                            etb_evaluation_get_verdicts (evaluation), ETB_VERDICT_UNKNOWN);
  g_ptr_array_add (phrases, NULL);
  all = g_strjoinv (" ; ", (char **)phrases->pdata);
  name = g_filename_display_basename (etb_dossier_get_file (dossier));
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_NOT_READY,
               _ ("“%s” is not ready to be packaged: %s"), name, all);
  return FALSE;
}

static gboolean
is_same_file (const char *a, const char *b)
{
  struct stat first;
  struct stat second;

  return stat (a, &first) == 0 && stat (b, &second) == 0 && first.st_dev == second.st_dev
         && first.st_ino == second.st_ino;
}

static char *
get_role (EtbDossier *dossier, EtbEvaluation *evaluation)
{
  const char *path = etb_call_get_roles (etb_dossier_get_call (dossier))->signatory_capacity;
  char *role
      = path != NULL ? etb_instance_get (etb_evaluation_get_instance (evaluation), path) : NULL;

  if (role != NULL && *role == '\0')
    g_clear_pointer (&role, g_free);
  return role;
}

EtbPackageJob *
etb_package_job_new (EtbDossier *dossier, const char *file, const EtbSigning *signing,
                     EtbTerritory *territory, GError **error)
{
  g_autoptr (EtbPackageJob) self = NULL;
  EtbIdentity *identity = signing->identity;
  GDateTime *at = signing->at;
  g_autoptr (EtbEvaluation) evaluation = etb_document_evaluate (dossier, at);
  xmlDocPtr document;
  gboolean readable;

  if (!check_ready (dossier, evaluation, error) || !etb_identity_check (identity, at, error))
    return NULL;
  if (is_same_file (file, etb_dossier_get_file (dossier)))
    {
      g_autofree char *name = g_filename_display_name (file);

      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                   _ ("“%s” is the dossier itself: choose another name for the package"), name);
      return NULL;
    }
  /* What is on disk is what goes out. */
  if (!etb_dossier_is_read_only (dossier) && !etb_dossier_flush (dossier, error))
    return NULL;

  document = etb_document_build (dossier, at, territory);
  self = g_new0 (EtbPackageJob, 1);
  self->dossier = g_object_ref (dossier);
  self->file = g_strdup (file);
  self->identity = g_object_ref (identity);
  self->at = g_date_time_ref (at);
  self->role = signing->role != NULL ? g_strdup (signing->role) : get_role (dossier, evaluation);
  self->place = g_strdup (signing->place);
  self->document = etb_document_to_bytes (document);
  readable = etb_document_count_entries (document, dossier, &self->entries, error);
  self->call = g_bytes_ref (etb_call_get_bytes (etb_dossier_get_call (dossier)));
  self->pieces = etb_document_list_files (dossier, evaluation);
  for (guint i = 0; i < self->pieces->len; i++)
    self->total += ((const EtbAttachment *)g_ptr_array_index (self->pieces, i))->size;
  xmlFreeDoc (document);
  return readable ? g_steal_pointer (&self) : NULL;
}

void
etb_package_job_free (EtbPackageJob *self)
{
  if (self == NULL)
    return;

  g_clear_object (&self->dossier);
  g_clear_object (&self->identity);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->document, g_bytes_unref);
  g_clear_pointer (&self->call, g_bytes_unref);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
  g_free (self->file);
  g_free (self->role);
  g_free (self->place);
  g_free (self->signature_sha256);
  g_free (self);
}

/* While the archive is written. */
typedef struct
{
  EtbPackageJob *job;
  EtbZipWriter *writer;
  GPtrArray *files; /* (element-type EtbSignedFile): what the signature covers */
  guint64 done;     /* bytes of pieces */
  GCancellable *cancellable;
} Writing;

static gboolean
add_bytes (Writing *self, const char *name, const char *type, GBytes *bytes, GError **error)
{
  guint8 sha256[ETB_DIGEST_SIZE];
  EtbDigest *digest;
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  if (!etb_zip_writer_add (self->writer, name, bytes, error))
    return FALSE;

  digest = etb_digest_new ();
  etb_digest_update (digest, data, length);
  etb_digest_finish (digest, sha256);
  g_ptr_array_add (self->files, etb_signed_file_new (name, type, sha256));
  return TRUE;
}

static gboolean
refuse_piece (const EtbAttachment *attachment, GError **error)
{
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
               _ ("The document “%s” is damaged inside the dossier: remove it and add it again"),
                  attachment->name);
  return FALSE;
}

/* The digest the dossier holds, as bytes. FALSE when it is none. */
static gboolean
read_digest (const char *hex, guint8 sha256[ETB_DIGEST_SIZE])
{
  if (strlen (hex) != 2 * ETB_DIGEST_SIZE)
    return FALSE;

  for (gsize i = 0; i < ETB_DIGEST_SIZE; i++)
    {
      const int high = g_ascii_xdigit_value (hex[2 * i]);
      const int low = g_ascii_xdigit_value (hex[2 * i + 1]);

      if (high < 0 || low < 0)
        return FALSE;
      sha256[i] = (guint8)(high * 16 + low);
    }
  return TRUE;
}

static gboolean
write_chunk (const void *data, gsize length, gpointer user_data, GError **error)
{
  return etb_zip_writer_write (user_data, data, length, error);
}

/* What is read of a piece, a chunk at a time. */
static gboolean
read_piece (Writing *self, GInputStream *stream, const EtbAttachment *attachment,
            EtbChunkPipe *pipe, GError **error)
{
  guint64 left = attachment->size;

  for (;;)
    {
      guint8 *chunk = etb_chunk_pipe_begin (pipe, error);
      gssize length;

      if (chunk == NULL)
        return FALSE;
      length = g_input_stream_read (stream, chunk, ETB_CHUNK_PIPE_SIZE, self->cancellable, error);
      if (length < 0)
        return FALSE;
      if (length == 0)
        break;
      if ((guint64)length > left)
        return refuse_piece (attachment, error);
      left -= (guint64)length;
      etb_chunk_pipe_give (pipe, (gsize)length);
      self->done += (guint64)length;
      if (self->job->progress != NULL)
        self->job->progress (self->done, self->job->total, self->job->progress_data);
    }

  return left == 0 || refuse_piece (attachment, error);
}

/* One pass: while one chunk is written, the next is read. The dossier's stream hashes what it
 * gives, and fails at the end when that is not of the digest that dossier.xml says: hashing it here
 * again would say the same. */
static gboolean
copy_piece (Writing *self, GInputStream *stream, const EtbAttachment *attachment, GError **error)
{
  g_autoptr (EtbChunkPipe) pipe = etb_chunk_pipe_new (write_chunk, self->writer);

  return read_piece (self, stream, attachment, pipe, error) && etb_chunk_pipe_finish (pipe, error);
}

static gboolean
add_piece (Writing *self, guint number, const EtbAttachment *attachment, GError **error)
{
  g_autofree char *name = etb_document_entry_name (number, attachment);
  g_autoptr (GInputStream) stream = NULL;
  guint8 sha256[ETB_DIGEST_SIZE];

  if (!read_digest (attachment->sha256, sha256))
    return refuse_piece (attachment, error);
  stream = etb_dossier_read_attachment (self->job->dossier, attachment->id, error);
  if (stream == NULL || !etb_zip_writer_begin (self->writer, name, attachment->size, error)
      || !copy_piece (self, stream, attachment, error) || !etb_zip_writer_end (self->writer, error))
    return FALSE;

  g_ptr_array_add (self->files, etb_signed_file_new (name, attachment->media_type, sha256));
  return TRUE;
}

/* The journal goes out as it comes in. */
typedef struct
{
  EtbZipWriter *writer;
  EtbDigest *digest;
} JournalCopy;

static gboolean
copy_journal (const void *data, gsize length, gpointer user_data, GError **error)
{
  JournalCopy *copy = user_data;

  etb_digest_update (copy->digest, data, length);
  return etb_zip_writer_write (copy->writer, data, length, error);
}

/* Entries that were added since dossier.xml was made are not of this package. */
static gboolean
add_journal (Writing *self, GError **error)
{
  EtbDossier *dossier = self->job->dossier;
  const gint64 entries = self->job->entries;
  JournalCopy copy = { self->writer, etb_digest_new () };
  guint8 sha256[ETB_DIGEST_SIZE];
  guint64 size = 0;
  gboolean written = etb_journal_measure (dossier, entries, &size, error)
                     && etb_zip_writer_begin (self->writer, ETB_ENTRY_JOURNAL, size, error)
                     && etb_journal_write (dossier, entries, copy_journal, &copy, error)
                     && etb_zip_writer_end (self->writer, error);

  etb_digest_finish (copy.digest, sha256);
  if (written)
    g_ptr_array_add (self->files,
                     etb_signed_file_new (ETB_ENTRY_JOURNAL, "application/xml", sha256));
  return written;
}

static gboolean
add_manifest (Writing *self, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GPtrArray) types = g_ptr_array_new ();
  g_autoptr (GBytes) manifest = NULL;

  for (guint i = 0; i < self->files->len; i++)
    {
      const EtbSignedFile *file = g_ptr_array_index (self->files, i);

      g_ptr_array_add (names, file->name);
      g_ptr_array_add (types, file->media_type);
    }
  g_ptr_array_add (names, NULL);
  g_ptr_array_add (types, NULL);
  manifest
      = etb_manifest_write ((const char *const *)names->pdata, (const char *const *)types->pdata);
  return etb_zip_writer_add (self->writer, ETB_MANIFEST_ENTRY, manifest, error);
}

static gboolean
add_signature (Writing *self, GError **error)
{
  EtbPackageJob *job = self->job;
  const EtbSigning signing = { job->identity, job->at, job->role, job->place, 0 };
  g_autoptr (GBytes) signature = etb_xades_sign (&signing, self->files, error);

  if (signature == NULL
      || !etb_zip_writer_add (self->writer, ETB_ENTRY_SIGNATURE, signature, error))
    return FALSE;

  job->signature_sha256
      = etb_digest_hex_of (g_bytes_get_data (signature, NULL), g_bytes_get_size (signature));
  return TRUE;
}

static gboolean
copy_pieces (Writing *self, GError **error)
{
  for (guint i = 0; i < self->job->pieces->len; i++)
    if (!add_piece (self, i + 1, g_ptr_array_index (self->job->pieces, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
write_entries (Writing *self, GError **error)
{
  g_autoptr (GBytes) mimetype = g_bytes_new_static (ETB_ASICE_TYPE, strlen (ETB_ASICE_TYPE));
  g_autoptr (EtbPackageDrawing) drawing = etb_package_drawing_new (self->job->document, error);
  GBytes *pdf;

  if (drawing == NULL || !etb_zip_writer_add (self->writer, ETB_MIMETYPE_ENTRY, mimetype, error)
      || !add_bytes (self, ETB_ENTRY_DOCUMENT, "application/xml", self->job->document, error)
      || !copy_pieces (self, error)
      || !add_bytes (self, ETB_ENTRY_CALL, "application/xml", self->job->call, error)
      || !add_journal (self, error))
    return FALSE;

  pdf = etb_package_drawing_finish (drawing, error);
  return pdf != NULL && add_bytes (self, ETB_ENTRY_PDF, "application/pdf", pdf, error)
         && add_manifest (self, error) && add_signature (self, error)
         && !g_cancellable_set_error_if_cancelled (self->cancellable, error);
}

gboolean
etb_package_job_run (EtbPackageJob *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbZipWriter) writer = etb_zip_writer_new (self->file, error);
  g_autoptr (GPtrArray) files
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  Writing writing = { self, writer, files, 0, cancellable };

  if (writer == NULL || !write_entries (&writing, error))
    return FALSE;

  return etb_zip_writer_close (writer, error)
         && etb_package_check_written (etb_zip_writer_get_temporary (writer), files, error)
         && !g_cancellable_set_error_if_cancelled (cancellable, error)
         && etb_zip_writer_commit (writer, error);
}
