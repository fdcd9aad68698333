/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The files attached to a dossier, and the packages made of it. */

#include "etb-dossier-private.h"

#include <glib/gi18n-lib.h>

#include "etb-attachment-stream.h"
#include "etb-instant.h"
#include "etb-readiness.h"
#include "etb-size.h"
#include "etb-upload.h"

/* One copy under way. Progress is told in the caller's context, the last figure only. */
typedef struct
{
  EtbCall *call; /* keeps the piece */
  const EtbPiece *piece;
  EtbStore *store;
  GFile *file;
  GMainContext *context;
  GFileProgressCallback progress;
  gpointer progress_data;
  GMutex lock;
  goffset done, total;
  GSource *pending; /* a figure is on its way, or NULL */
  EtbStep *step;
} Copy;

/* ---- Checks -----------------------------------------------------------------------------------
 */

static guint
count_files (EtbDossier *self, const EtbPiece *piece)
{
  guint count = 0;

  for (guint i = 0; i < self->attachments->len; i++)
    if (g_str_equal (((EtbAttachment *)g_ptr_array_index (self->attachments, i))->piece,
                     piece->code))
      count++;
  for (guint i = 0; i < self->uploads->len; i++)
    if (g_ptr_array_index (self->uploads, i) == piece)
      count++;
  return count;
}

static gboolean
check_total (EtbDossier *self, GFile *file, GError **error)
{
  goffset most = etb_call_get_max_total_size (self->call);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (EtbReadiness) readiness = NULL;
  g_autofree char *limit = NULL;
  g_autofree char *name = NULL;

  if (most == 0)
    return TRUE;
  info = g_file_query_info (file, G_FILE_ATTRIBUTE_STANDARD_SIZE, G_FILE_QUERY_INFO_NONE, NULL,
                            NULL);
  /* What cannot be read is said by the copy itself. */
  readiness = etb_readiness_of (self);
  if (!info || readiness->size + (guint64)g_file_info_get_size (info) <= (guint64)most)
    return TRUE;
  limit = etb_size_describe ((guint64)most);
  name = g_file_get_parse_name (file);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_LARGE,
               _ ("With “%s” the pieces would weigh more than %s in all, the most that this call "
                  "takes. Make some of them smaller."),
                  name, limit);
  return FALSE;
}

static const EtbPiece *
check_piece (EtbDossier *self, const char *code, GFile *file, GError **error)
{
  const EtbPiece *piece;

  if (!etb_dossier_check_writable (self, error))
    return NULL;
  piece = etb_call_find_piece (self->call, code);
  if (!piece)
    {
      etb_dossier_set_path_error (self, code, error);
      return NULL;
    }
  if (!etb_dossier_check_author (self, code, error))
    return NULL;
  if (count_files (self, piece) >= MAX (piece->max_files, 1))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_TOO_MANY,
                   ngettext ("“%s” takes %u file. Remove it first, then attach the new one.",
                             "“%s” takes at most %u files. Remove one first.",
                             MAX (piece->max_files, 1)),
                   piece->label, MAX (piece->max_files, 1));
      return NULL;
    }
  return check_total (self, file, error) ? piece : NULL;
}

/* ---- The list ---------------------------------------------------------------------------------
 */

static guint
rank_of (EtbCall *call, const EtbAttachment *attachment)
{
  GPtrArray *pieces = etb_call_get_pieces (call);

  for (guint i = 0; i < pieces->len; i++)
    if (g_str_equal (((EtbPiece *)g_ptr_array_index (pieces, i))->code, attachment->piece))
      return i;
  return pieces->len;
}

/* In the order of the call's pieces, then of arrival. */
void
etb_dossier_insert_attachment (EtbDossier *self, EtbAttachment *attachment)
{
  guint rank = rank_of (self->call, attachment);
  guint place = self->attachments->len;

  while (place > 0 && rank_of (self->call, g_ptr_array_index (self->attachments, place - 1)) > rank)
    place--;
  g_ptr_array_insert (self->attachments, (gint)place, attachment);
}

/* @step: (transfer full) (nullable): what the upload did and had written */
static void
on_upload_ended (EtbDossier *self, const EtbPiece *piece, EtbAttachment *attachment, EtbStep *step)
{
  g_autoptr (EtbStep) done = step;

  g_ptr_array_remove (self->uploads, (gpointer)piece);
  if (!attachment)
    return;
  etb_dossier_insert_attachment (self, etb_attachment_ref (attachment));
  etb_dossier_dispatch (self);
  if (self->store)
    etb_dossier_record_step (self, done);
  etb_dossier_evaluate (self);
  etb_dossier_emit_pieces_changed (self);
  etb_dossier_emit_verdicts_changed (self);
  etb_dossier_emit_history_changed (self);
}

GPtrArray *
etb_dossier_get_attachments (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->attachments;
}

/* ---- Attaching --------------------------------------------------------------------------------
 */

EtbAttachment *
etb_dossier_attach (EtbDossier *self, const char *piece, GFile *file, GError **error)
{
  EtbAttachment *attachment;
  const EtbPiece *asked;
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (piece != NULL, NULL);
  g_return_val_if_fail (G_IS_FILE (file), NULL);

  asked = check_piece (self, piece, file, error);
  if (!asked)
    return NULL;
  g_ptr_array_add (self->uploads, (gpointer)asked);
  step = etb_dossier_new_step (self, ETB_STEP_ATTACHED, asked->code);
  attachment = etb_upload_run (self->store, asked, file, step, NULL, NULL, NULL, error);
  on_upload_ended (self, asked, attachment, step);
  return attachment;
}

static void
copy_free (Copy *copy)
{
  g_clear_pointer (&copy->pending, g_source_unref);
  g_object_unref (copy->call);
  etb_store_unref (copy->store);
  g_object_unref (copy->file);
  g_main_context_unref (copy->context);
  g_mutex_clear (&copy->lock);
  etb_step_unref (copy->step);
  g_free (copy);
}

static gboolean
on_progress_due (gpointer user_data)
{
  GTask *task = user_data;
  Copy *copy = g_task_get_task_data (task);
  goffset done;

  g_mutex_lock (&copy->lock);
  done = copy->done;
  g_clear_pointer (&copy->pending, g_source_unref);
  g_mutex_unlock (&copy->lock);
  copy->progress (done, copy->total, copy->progress_data);
  return G_SOURCE_REMOVE;
}

/* On the thread of the copy. The source goes before the task's own return, in the same context and
 * with the same priority: no figure comes after the end. */
static void
on_upload_progress (goffset done, goffset total, gpointer user_data)
{
  GTask *task = user_data;
  Copy *copy = g_task_get_task_data (task);

  if (!copy->progress)
    return;
  g_mutex_lock (&copy->lock);
  copy->done = done;
  copy->total = total;
  if (!copy->pending)
    {
      copy->pending = g_idle_source_new ();
      g_source_set_priority (copy->pending, g_task_get_priority (task));
      g_source_set_callback (copy->pending, on_progress_due, g_object_ref (task), g_object_unref);
      g_source_attach (copy->pending, copy->context);
    }
  g_mutex_unlock (&copy->lock);
}

static void
attach_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Copy *copy = task_data;
  GError *error = NULL;
  EtbAttachment *attachment = etb_upload_run (copy->store, copy->piece, copy->file, copy->step,
                                              on_upload_progress, task, cancellable, &error);

  if (attachment)
    g_task_return_pointer (task, attachment, (GDestroyNotify)etb_attachment_unref);
  else
    g_task_return_error (task, error);
}

/* In the caller's context: the list changes there, whether or not anybody asks for the result. */
static void
on_copy_done (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) outer = user_data;
  EtbDossier *self = g_task_get_source_object (outer);
  const EtbPiece *piece = g_task_get_task_data (outer);
  GError *error = NULL;
  EtbAttachment *attachment = g_task_propagate_pointer (G_TASK (result), &error);
  const Copy *copy = g_task_get_task_data (G_TASK (result));

  on_upload_ended (self, piece, attachment, etb_step_ref (copy->step));
  if (attachment)
    g_task_return_pointer (outer, attachment, (GDestroyNotify)etb_attachment_unref);
  else
    g_task_return_error (outer, error);
}

void
etb_dossier_attach_async (EtbDossier *self, const char *piece, GFile *file,
                          GFileProgressCallback progress, gpointer progress_data,
                          GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;
  const EtbPiece *asked;
  GError *error = NULL;
  Copy *copy;

  g_return_if_fail (ETB_IS_DOSSIER (self));
  g_return_if_fail (piece != NULL);
  g_return_if_fail (G_IS_FILE (file));

  outer = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (outer, etb_dossier_attach_async);
  asked = check_piece (self, piece, file, &error);
  if (!asked)
    {
      g_task_return_error (outer, error);
      return;
    }
  g_task_set_task_data (outer, (gpointer)asked, NULL);
  g_ptr_array_add (self->uploads, (gpointer)asked);

  copy = g_new0 (Copy, 1);
  copy->call = g_object_ref (self->call);
  copy->piece = asked;
  copy->store = etb_store_ref (self->store);
  copy->file = g_object_ref (file);
  copy->context = g_main_context_ref_thread_default ();
  copy->step = etb_dossier_new_step (self, ETB_STEP_ATTACHED, asked->code);
  copy->progress = progress;
  copy->progress_data = progress_data;
  g_mutex_init (&copy->lock);
  /* Only the outer task keeps the dossier: it must not end its life on the thread of the copy. */
  inner = g_task_new (NULL, cancellable, on_copy_done, g_steal_pointer (&outer));
  /* What is whole on disk stays attached: a cancel that comes too late is none. */
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, copy, (GDestroyNotify)copy_free);
  g_task_run_in_thread (inner, attach_in_thread);
}

EtbAttachment *
etb_dossier_attach_finish (EtbDossier *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

static const EtbAttachment *
find_attachment (EtbDossier *self, const char *id)
{
  for (guint i = 0; i < self->attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (self->attachments, i);

      if (g_str_equal (attachment->id, id))
        return attachment;
    }
  return NULL;
}

gboolean
etb_dossier_set_document_date (EtbDossier *self, const char *attachment_id, const char *typed,
                               GError **error)
{
  g_autofree char *date = NULL;
  const EtbAttachment *attachment;
  EtbStep *step;
  EtbStepItem *item;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (attachment_id != NULL, FALSE);
  g_return_val_if_fail (typed != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  date = etb_attachment_read_date (typed, error);
  if (!date)
    return FALSE;
  attachment = find_attachment (self, attachment_id);
  if (!attachment)
    {
      etb_dossier_set_path_error (self, attachment_id, error);
      return FALSE;
    }
  if (!etb_dossier_check_author (self, attachment->piece, error))
    return FALSE;
  if (g_str_equal (attachment->dated, date))
    return TRUE;
  step = etb_dossier_new_step (self, ETB_STEP_DATED, attachment->piece);
  item = etb_step_add (step, ETB_STEP_ITEM_DOCUMENT_DATE, attachment_id);
  etb_step_side_set (&item->before, attachment->dated, "", "", "");
  etb_step_side_set (&item->after, date, step->author, step->at, "");
  etb_dossier_perform (self, step);
  return TRUE;
}

gboolean
etb_dossier_detach (EtbDossier *self, const char *attachment_id, GError **error)
{
  const EtbAttachment *attachment;
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (attachment_id != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  attachment = find_attachment (self, attachment_id);
  if (!attachment)
    {
      etb_dossier_set_path_error (self, attachment_id, error);
      return FALSE;
    }
  if (!etb_dossier_check_author (self, attachment->piece, error))
    return FALSE;
  step = etb_dossier_new_step (self, ETB_STEP_DETACHED, attachment->piece);
  etb_step_side_set (&etb_step_add (step, ETB_STEP_ITEM_ATTACHMENT, attachment_id)->before, "", "",
                     "", "");
  etb_dossier_perform (self, step);
  return TRUE;
}

GInputStream *
etb_dossier_read_attachment (EtbDossier *self, const char *attachment_id, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (attachment_id != NULL, NULL);

  return etb_attachment_stream_new (self->file, attachment_id, error);
}

/* ---- Packages made ----------------------------------------------------------------------------
 */

gboolean
etb_dossier_record_export (EtbDossier *self, const char *package_file, const char *sha256,
                           GDateTime *at, GError **error)
{
  g_autofree char *instant = NULL;
  g_autofree char *name = NULL;
  EtbExport *export;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (package_file != NULL, FALSE);
  g_return_val_if_fail (sha256 != NULL, FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error))
    return FALSE;
  instant = etb_instant_to_utc (at);
  name = g_filename_display_name (package_file);
  etb_store_push (self->store, etb_change_new (ETB_CHANGE_EXPORT, name, sha256, NULL, instant));
  export = g_new0 (EtbExport, 1);
  export->file = g_steal_pointer (&name);
  export->sha256 = g_strdup (sha256);
  export->at = g_date_time_ref (at);
  g_ptr_array_add (self->exports, export);
  return etb_dossier_flush (self, error);
}

GPtrArray *
etb_dossier_get_exports (EtbDossier *self)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  return self->exports;
}
