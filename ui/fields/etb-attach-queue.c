/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Files on their way to one piece.
 *
 * Invariant: `cancellable` and `name` are there if, and only if, a file is being copied; the copy
 * holds a reference on the queue, and the queue one on the dossier. Made by EtbPieceCard. */

#include "etb-attach-queue.h"

#include "etb-piece-files.h"

struct _EtbAttachQueue
{
  GObject parent_instance;

  EtbDossier *dossier;
  const EtbPiece *piece;
  GQueue *waiting; /* (element-type GFile) */
  GCancellable *cancellable;
  char *name;
  guint64 done, total; /* bytes of the file; total 0: not known yet */
  GString *problems;
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbAttachQueue, etb_attach_queue, G_TYPE_OBJECT)

static void copy_next (EtbAttachQueue *self);

static void
changed (EtbAttachQueue *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
add_problem (EtbAttachQueue *self, const char *problem)
{
  if (self->problems->len > 0)
    g_string_append_c (self->problems, '\n');
  g_string_append (self->problems, problem);
}

static void
on_attach_progress (goffset done, goffset total, gpointer user_data)
{
  EtbAttachQueue *self = ETB_ATTACH_QUEUE (user_data);

  self->done = (guint64)done;
  self->total = (guint64)total;
  changed (self);
}

static void
on_attach_ready (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EtbAttachQueue) self = ETB_ATTACH_QUEUE (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbAttachment) attachment
      = etb_dossier_attach_finish (ETB_DOSSIER (source), result, &error);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->name, g_free);
  if (attachment == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    add_problem (self, error->message);
  copy_next (self);
}

/* Says why @file may not be joined. FALSE when it may not. */
static gboolean
check (EtbAttachQueue *self, GFile *file)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *refusal = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info (
      file, G_FILE_ATTRIBUTE_STANDARD_DISPLAY_NAME "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
      G_FILE_QUERY_INFO_NONE, NULL, &error);

  if (info == NULL)
    {
      add_problem (self, error->message);
      return FALSE;
    }

  self->name = g_strdup (g_file_info_get_display_name (info));
  refusal = etb_piece_refuse (self->piece, self->name, g_file_info_get_size (info),
                              etb_attach_queue_count (self));
  if (refusal != NULL)
    {
      add_problem (self, refusal);
      g_clear_pointer (&self->name, g_free);
    }

  return refusal == NULL;
}

/* The next file that may be joined, until there is none. */
static void
copy_next (EtbAttachQueue *self)
{
  g_autoptr (GFile) file = NULL;

  g_assert (self->cancellable == NULL);

  while (self->cancellable == NULL && (file = g_queue_pop_head (self->waiting)) != NULL)
    {
      if (check (self, file))
        {
          self->cancellable = g_cancellable_new ();
          self->done = self->total = 0;
          etb_dossier_attach_async (self->dossier, self->piece->code, file, on_attach_progress,
                                    self, self->cancellable, on_attach_ready, g_object_ref (self));
        }
      g_clear_object (&file);
    }
  changed (self);
}

static void
etb_attach_queue_finalize (GObject *object)
{
  EtbAttachQueue *self = ETB_ATTACH_QUEUE (object);

  g_queue_free_full (self->waiting, g_object_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dossier);
  g_string_free (self->problems, TRUE);
  g_free (self->name);

  G_OBJECT_CLASS (etb_attach_queue_parent_class)->finalize (object);
}

static void
etb_attach_queue_class_init (EtbAttachQueueClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_attach_queue_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_attach_queue_init (EtbAttachQueue *self)
{
  self->waiting = g_queue_new ();
  self->problems = g_string_new (NULL);
}

EtbAttachQueue *
etb_attach_queue_new (EtbDossier *dossier, const EtbPiece *piece)
{
  EtbAttachQueue *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (piece != NULL, NULL);

  self = g_object_new (ETB_TYPE_ATTACH_QUEUE, NULL);
  self->dossier = g_object_ref (dossier);
  self->piece = piece;

  return self;
}

void
etb_attach_queue_add (EtbAttachQueue *self, GListModel *files)
{
  g_return_if_fail (ETB_IS_ATTACH_QUEUE (self));
  g_return_if_fail (G_IS_LIST_MODEL (files));

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    g_queue_push_tail (self->waiting, g_list_model_get_item (files, i));

  if (self->cancellable != NULL)
    return;

  g_string_truncate (self->problems, 0);
  copy_next (self);
}

void
etb_attach_queue_cancel (EtbAttachQueue *self)
{
  g_return_if_fail (ETB_IS_ATTACH_QUEUE (self));

  g_queue_clear_full (self->waiting, g_object_unref);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

const char *
etb_attach_queue_get_name (EtbAttachQueue *self)
{
  g_return_val_if_fail (ETB_IS_ATTACH_QUEUE (self), NULL);

  return self->name;
}

guint64
etb_attach_queue_get_done (EtbAttachQueue *self, guint64 *total)
{
  g_return_val_if_fail (ETB_IS_ATTACH_QUEUE (self), 0);
  g_return_val_if_fail (total != NULL, 0);

  *total = self->total;
  return self->done;
}

const char *
etb_attach_queue_get_problems (EtbAttachQueue *self)
{
  g_return_val_if_fail (ETB_IS_ATTACH_QUEUE (self), "");

  return self->problems->str;
}

void
etb_attach_queue_tell (EtbAttachQueue *self, const char *problem)
{
  g_return_if_fail (ETB_IS_ATTACH_QUEUE (self));

  if (problem != NULL)
    add_problem (self, problem);
  else
    g_string_truncate (self->problems, 0);
  changed (self);
}

guint
etb_attach_queue_count (EtbAttachQueue *self)
{
  GPtrArray *attachments;
  guint n = 0;

  g_return_val_if_fail (ETB_IS_ATTACH_QUEUE (self), 0);

  attachments = etb_dossier_get_attachments (self->dossier);
  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      if (g_str_equal (attachment->piece, self->piece->code))
        n++;
    }

  return n;
}
