/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies one file into a dossier; see the header.
 *
 * The copy reads and digests the next chunk while the store writes the one before: two chunks in
 * memory, whatever the size. The row of the attachment says "writing" until the end; what an
 * accident leaves is cleared away at the next opening.
 *
 * Caller: etb-dossier-pieces. */

#include "etb-upload.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-digest.h"
#include "etb-size.h"
#include "etb-store-schema.h"

/* Chunks between two commits: few enough that a crash costs little, many enough to be fast. */
#define COMMIT_EVERY 32

#define ATTRIBUTES                                                              \
  G_FILE_ATTRIBUTE_STANDARD_TYPE                                                \
  "," G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME \
  "," G_FILE_ATTRIBUTE_TIME_MODIFIED "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC    \
  "," G_FILE_ATTRIBUTE_ID_FILE

typedef struct
{
  EtbStore *store;
  GFile *file;
  const EtbPiece *piece;
  EtbStep *step; /* what this does, for the history */
  char *source;  /* name of the file in messages */
  char *name;    /* as it enters the dossier */
  char *safe_name;
  char *id;
  char *at;
  const char *media_type;
  goffset size; /* expected */
  guint64 modified;
  char *identity; /* of the file, as far as its system knows one; or NULL */
  gint64 number;  /* of the row; 0 before there is one */
  guint64 epoch;
  GInputStream *input;
} Upload;

typedef struct
{
  gint64 attachment;
  gint64 number;
  GBytes *bytes;
} Chunk;

static void
upload_clear (Upload *self)
{
  g_free (self->source);
  g_free (self->name);
  g_free (self->safe_name);
  g_free (self->id);
  g_free (self->at);
  g_free (self->identity);
  g_clear_object (&self->input);
}

static void
chunk_free (Chunk *chunk)
{
  if (!chunk)
    return;
  g_bytes_unref (chunk->bytes);
  g_free (chunk);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Upload, upload_clear)

/* ---- The source -------------------------------------------------------------------------------
 */

static gboolean
set_source_error (Upload *self, GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, cause);
      return FALSE;
    }
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE,
               _ ("“%s” cannot be read: %s. Nothing of it was kept; check the file and attach it "
                  "again."),
                  self->source, cause->message);
  g_error_free (cause);
  return FALSE;
}

static gboolean
check_size (Upload *self, GError **error)
{
  g_autofree char *limit = NULL;
  goffset most = (goffset)ETB_ATTACHMENT_MAX_SIZE;

  if (self->piece->max_size > 0)
    most = MIN (most, self->piece->max_size);
  if (self->size <= most)
    return TRUE;
  limit = etb_size_describe ((guint64)most);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_LARGE,
               _ ("“%s” is too large: at most %s is accepted here. Make it smaller, then attach it "
                  "again."),
                  self->source, limit);
  return FALSE;
}

static guint64
modified_of (GFileInfo *info)
{
  return g_file_info_get_attribute_uint64 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED) * 1000000
         + g_file_info_get_attribute_uint32 (info, G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC);
}

/* A dossier must never be opened but by SQLite: closing it would drop the locks on it. */
static gboolean
check_not_a_dossier (Upload *self, GError **error)
{
  g_autofree char *path = g_file_get_path (self->file);
  GStatBuf source, dossier;
  gboolean same = path && g_stat (path, &source) == 0
                  && g_stat (etb_store_get_file (self->store), &dossier) == 0
                  && source.st_dev == dossier.st_dev && source.st_ino == dossier.st_ino;

  if (!same && !g_str_has_suffix (self->source, ".etabli"))
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_KIND,
               _ ("“%s” is a dossier: it cannot be attached to a dossier."), self->source);
  return FALSE;
}

/* The name as data: cut where a reader would refuse it, between two characters. */
static char *
shorten (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  const char *end = valid;

  while (*end && end - valid < 250)
    end = g_utf8_next_char (end);
  return g_strndup (valid, (gsize)(end - valid));
}

static gboolean
open_source (Upload *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (!check_not_a_dossier (self, error))
    return FALSE;
  info = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, cancellable, &local);
  if (!info)
    return set_source_error (self, local, error);
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE,
                   _ ("“%s” is not a file. Choose a file."), self->source);
      return FALSE;
    }
  self->size = g_file_info_get_size (info);
  self->modified = modified_of (info);
  self->identity = g_strdup (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE));
  self->name = shorten (g_file_info_get_display_name (info));
  if (!check_size (self, error))
    return FALSE;
  self->input = G_INPUT_STREAM (g_file_read (self->file, cancellable, &local));
  return self->input || set_source_error (self, local, error);
}

/* The next chunk, full unless it is the last. NULL with @error, which is not set at the end. */
static GBytes *
read_chunk (Upload *self, GCancellable *cancellable, GError **error)
{
  g_autofree guint8 *data = g_malloc (ETB_STORE_CHUNK_SIZE);
  gsize length = 0;
  GError *local = NULL;

  if (!g_input_stream_read_all (self->input, data, ETB_STORE_CHUNK_SIZE, &length, cancellable,
                                &local))
    {
      set_source_error (self, local, error);
      return NULL;
    }
  return length > 0 ? g_bytes_new_take (g_steal_pointer (&data), length) : NULL;
}

/* Looked at by its name: a file that another took the place of is not the one that was chosen. */
static gboolean
check_unchanged (Upload *self, goffset copied, GError **error)
{
  g_autoptr (GFileInfo) info
      = g_file_query_info (self->file, ATTRIBUTES, G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (copied == self->size && info && g_file_info_get_size (info) == self->size
      && modified_of (info) == self->modified
      && g_strcmp0 (g_file_info_get_attribute_string (info, G_FILE_ATTRIBUTE_ID_FILE),
                    self->identity)
             == 0)
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_SOURCE,
               _ ("“%s” changed while it was being copied. Nothing of it was kept; close it where "
                  "it is open, then attach it again."),
                  self->source);
  return FALSE;
}

static gboolean
check_kind (Upload *self, GBytes *first, GError **error)
{
  g_autofree char *kinds = NULL;
  gsize length = 0;
  const void *data = first ? g_bytes_get_data (first, &length) : "";

  self->media_type = etb_attachment_guess_media_type (data, length);
  self->safe_name = etb_attachment_make_safe_file_name (self->name, self->media_type);
  if (etb_attachment_suits (self->media_type, self->name, self->piece->kinds))
    return TRUE;
  kinds = g_strjoinv (", ", self->piece->kinds);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_KIND,
               _ ("“%s” is not of an accepted kind (%s), judging by its content. Export it to one "
                  "of these kinds, then attach it."),
                  self->source, kinds);
  return FALSE;
}

/* ---- The target, on the store's thread --------------------------------------------------------
 */

static gboolean
insert_row (EtbConnection *connection, gpointer data, GError **error)
{
  Upload *self = data;
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      connection,
      "INSERT INTO attachment (id, state, piece, name, safe_name, media_type, size, "
      "sha256, document_date, author, at, revision) VALUES (?, 'writing', ?, ?, ?, ?, 0, '', '', "
      "?, ?, 0)",
      error);

  if (!row
      || !etb_connection_bind (connection, row, error, "sssssss", self->id, self->piece->code,
                               self->name, self->safe_name, self->media_type, self->step->author,
                               self->at)
      || !etb_connection_finish (connection, row, error))
    return FALSE;
  self->number = sqlite3_last_insert_rowid (connection->db);
  return TRUE;
}

static gboolean
insert_chunk (EtbConnection *connection, gpointer data, GError **error)
{
  Chunk *chunk = data;
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      connection, "INSERT INTO chunk (attachment, number, bytes) VALUES (?, ?, ?)", error);

  return row
         && etb_connection_bind (connection, row, error, "iib", chunk->attachment, chunk->number,
                                 chunk->bytes)
         && etb_connection_finish (connection, row, error);
}

static gboolean
mark_removed (EtbConnection *connection, gpointer data, GError **error)
{
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      connection, "UPDATE attachment SET state = 'removed' WHERE id = ?", error);

  return row && etb_connection_bind (connection, row, error, "s", (const char *)data)
         && etb_connection_finish (connection, row, error);
}

static gboolean
run_and_wait (Upload *self, EtbStoreFunc func, gpointer data, GError **error)
{
  return etb_store_job_wait (etb_store_submit (self->store, func, data, TRUE, 0), error);
}

/* ---- The copy ---------------------------------------------------------------------------------
 */

static gboolean
wait_for (EtbStoreJob **job, Chunk **chunk, GError **error)
{
  gboolean done = !*job || etb_store_job_wait (g_steal_pointer (job), error);

  g_clear_pointer (chunk, chunk_free);
  return done;
}

static Chunk *
make_chunk (Upload *self, gint64 number, GBytes *bytes)
{
  Chunk *chunk = g_new0 (Chunk, 1);

  chunk->attachment = self->number;
  chunk->number = number;
  chunk->bytes = bytes;
  return chunk;
}

/* @bytes: (transfer full): the first chunk. Every chunk is on disk at the end. */
static gboolean
copy_chunks (Upload *self, GBytes *bytes, EtbDigest *digest, EtbUploadProgress progress,
             gpointer user_data, GCancellable *cancellable, GError **error)
{
  EtbStoreJob *job = NULL;
  Chunk *chunk = NULL;
  goffset copied = 0;
  GError *local = NULL;

  for (gint64 number = 0; bytes && !local; number++)
    {
      gsize length = g_bytes_get_size (bytes);

      etb_digest_update (digest, g_bytes_get_data (bytes, NULL), length);
      copied += (goffset)length;
      if (copied > self->size || !wait_for (&job, &chunk, &local))
        break;
      chunk = make_chunk (self, number, g_steal_pointer (&bytes));
      job = etb_store_submit (self->store, insert_chunk, chunk,
                              copied == self->size || number % COMMIT_EVERY == COMMIT_EVERY - 1,
                              self->epoch);
      if (progress)
        progress (copied, self->size, user_data);
      bytes = read_chunk (self, cancellable, &local);
    }
  g_clear_pointer (&bytes, g_bytes_unref);
  if (!wait_for (&job, &chunk, local ? NULL : &local) || local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  return check_unchanged (self, copied, error);
}

static void
discard (Upload *self)
{
  if (self->number == 0)
    return;
  run_and_wait (self, mark_removed, self->id, NULL);
  etb_store_sweep (self->store);
}

/* From here on the file is whole on disk; it exists once this is committed, with what people typed.
 */
static EtbAttachment *
complete (Upload *self, EtbDigest *digest, GError **error)
{
  guint8 result[ETB_DIGEST_SIZE];
  g_autofree char *sha256 = NULL;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (GError) local = NULL;
  EtbChange *change;

  etb_digest_finish (digest, result);
  sha256 = etb_digest_to_hex (result);
  change = etb_change_new (ETB_CHANGE_COMPLETE, self->id, sha256, NULL, self->at);
  change->size = (guint64)self->size;
  etb_step_side_set (&etb_step_add (self->step, ETB_STEP_ITEM_ATTACHMENT, self->id)->after, "",
                     self->step->author, self->at, "");
  g_ptr_array_add (changes, change);
  g_ptr_array_add (changes, etb_change_new_step (self->step));
  etb_store_push_all (self->store, changes);
  /* The store would keep trying: the file must not appear later, after the person was told that it
     failed. What is on disk already is no failure. */
  if (!etb_store_flush (self->store, &local)
      && etb_store_withdraw_attachment (self->store, self->id))
    {
      discard (self);
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  return etb_attachment_new (self->id, self->piece->code, self->name, self->safe_name,
                             self->media_type, (guint64)self->size, sha256, "");
}

/* What a person knows the file by: the folder it came from is on their screen, or in their command.
 */
static char *
display_name (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);

  return name ? g_filename_display_name (name) : g_file_get_parse_name (file);
}

static char *
utc_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
}

EtbAttachment *
etb_upload_run (EtbStore *store, const EtbPiece *piece, GFile *file, EtbStep *step,
                EtbUploadProgress progress, gpointer user_data, GCancellable *cancellable,
                GError **error)
{
  g_auto (Upload) self = { .store = store, .file = file, .piece = piece, .step = step };
  g_autoptr (EtbDigest) digest = etb_digest_new ();
  GBytes *first;
  GError *local = NULL;

  self.source = display_name (file);
  self.id = g_uuid_string_random ();
  self.at = utc_now ();
  if (!open_source (&self, cancellable, error))
    return NULL;
  first = read_chunk (&self, cancellable, &local);
  if (local || !check_kind (&self, first, &local)
      || !run_and_wait (&self, insert_row, &self, &local))
    {
      g_clear_pointer (&first, g_bytes_unref);
      g_propagate_error (error, local);
      return NULL;
    }
  self.epoch = etb_store_get_epoch (store);
  if (copy_chunks (&self, first, digest, progress, user_data, cancellable, error))
    return complete (&self, g_steal_pointer (&digest), error);
  discard (&self);
  return NULL;
}
