/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Brings the index of the dossiers up to date with the folder, and with dossiers elsewhere that it
 * remembers; see etb-library-index.h. A file whose size and time are what they were is not opened,
 * unless its next date has gone by.
 *
 * Callers: ui (home). */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-context.h"
#include "etb-dossier-error.h"
#include "etb-library-private.h"

/* How long what was read may wait before it is in the index, for others to see. */
#define BATCH_TIME (300 * G_TIME_SPAN_MILLISECOND)

typedef struct
{
  GMainContext *context;
  EtbLibraryProgress progress; /* or NULL */
  gpointer data;
  GCancellable *cancellable;
  gint64 at; /* now, seconds since 1970 */
} Sync;

static void
sync_free (gpointer data)
{
  Sync *self = data;

  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_object (&self->cancellable);
  g_free (self);
}

/* ---- Telling ----------------------------------------------------------------------------------
 */

typedef struct
{
  EtbLibraryProgress progress;
  gpointer data;
  GCancellable *cancellable; /* or NULL */
  guint done, total;
} News;

static void
news_free (gpointer data)
{
  News *news = data;

  g_clear_object (&news->cancellable);
  g_free (news);
}

/* Whoever asked may be gone: it cancelled then. */
static gboolean
tell (gpointer data)
{
  News *news = data;

  if (!g_cancellable_is_cancelled (news->cancellable))
    news->progress (news->done, news->total, news->data);
  return G_SOURCE_REMOVE;
}

static void
report (const Sync *sync, guint done, guint total)
{
  News *news;

  if (!sync->progress)
    return;
  news = g_new0 (News, 1);
  news->progress = sync->progress;
  news->data = sync->data;
  g_set_object (&news->cancellable, sync->cancellable);
  news->done = done;
  news->total = total;
  etb_context_tell (sync->context, G_PRIORITY_DEFAULT_IDLE, tell, news, news_free);
}

/* ---- What changed -----------------------------------------------------------------------------
 */

static gboolean
look_at (const char *path, EtbIndexedFile *file)
{
  GStatBuf info;

  if (g_stat (path, &info) != 0 || !S_ISREG (info.st_mode))
    return FALSE;
  file->mtime = (gint64)info.st_mtim.tv_sec * G_USEC_PER_SEC * 1000 + info.st_mtim.tv_nsec;
  file->size = info.st_size;
  return TRUE;
}

/* Paths that are to be read, with what will be known of them. */
static void
consider (GHashTable *known, const char *path, gboolean elsewhere, gint64 at, GPtrArray *changed)
{
  EtbIndexedFile *before = g_hash_table_lookup (known, path);
  EtbIndexedFile now = { 0 };

  if (!look_at (path, &now))
    return;
  if (before)
    {
      before->seen = TRUE;
      /* One that came into the folder is no longer elsewhere. */
      if (before->mtime == now.mtime && before->size == now.size && before->elsewhere == elsewhere
          && (before->deadline == 0 || before->deadline >= at))
        return;
    }
  g_ptr_array_add (changed, g_strdup (path));
}

static GPtrArray *
find_changed (GHashTable *known, const char *folder, gint64 at)
{
  g_autoptr (GPtrArray) files = etb_library_list_files (folder, ETB_DOSSIER_ENDING);
  GPtrArray *changed = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer path, file;

  for (guint i = 0; i < files->len; i++)
    consider (known, g_ptr_array_index (files, i), FALSE, at, changed);
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, &path, &file))
    if (((EtbIndexedFile *)file)->elsewhere && !((EtbIndexedFile *)file)->seen)
      consider (known, path, TRUE, at, changed);
  return changed;
}

static gboolean
remove_gone (EtbLibraryIndex *index, GHashTable *known)
{
  GHashTableIter iter;
  gpointer value;
  gboolean removed = FALSE;

  if (!etb_library_index_begin (index))
    return FALSE;
  g_hash_table_iter_init (&iter, known);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EtbIndexedFile *file = value;

      if (!file->seen)
        removed = etb_library_index_remove (index, file->number) || removed;
    }
  return etb_library_index_commit (index) && (!removed || etb_library_index_purge (index));
}

/* ---- Reading it -------------------------------------------------------------------------------
 */

static EtbSummaryReader *
make_reader (gint64 at)
{
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (at);
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);

  return etb_summary_reader_new (now, territory);
}

/* One that went away meanwhile is not put in: whoever takes it out of the index has removed the
 * file before. */
static void
put (EtbLibraryIndex *index, GHashTable *known, const char *folder, EtbSummary *summary,
     const EtbIndexedFile *found)
{
  const EtbIndexedFile *before = g_hash_table_lookup (known, summary->file);
  EtbIndexedFile file = *found;
  g_autofree char *its_folder = g_path_get_dirname (summary->file);
  EtbIndexedFile now;

  file.number = before ? before->number : 0;
  file.elsewhere = !g_str_equal (its_folder, folder);
  if (look_at (summary->file, &now))
    etb_library_index_put (index, summary, &file);
}

static gboolean
read_changed (const Sync *sync, EtbLibraryIndex *index, GHashTable *known, const char *folder,
              GPtrArray *changed)
{
  g_autoptr (EtbSummaryReader) reader = make_reader (sync->at);

  for (guint i = 0; i < changed->len && !g_cancellable_is_cancelled (sync->cancellable);)
    {
      g_autoptr (GPtrArray) batch
          = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_summary_free);
      g_autoptr (GArray) found = g_array_new (FALSE, TRUE, sizeof (EtbIndexedFile));
      gint64 until = g_get_monotonic_time () + BATCH_TIME;

      /* Read first: the index is held while it is written, no longer. */
      for (; i < changed->len && g_get_monotonic_time () < until; i++)
        {
          EtbIndexedFile file = { 0 };

          if (!look_at (g_ptr_array_index (changed, i), &file))
            continue;
          g_ptr_array_add (batch, etb_summary_reader_read (reader, g_ptr_array_index (changed, i)));
          g_array_append_val (found, file);
        }
      if (!etb_library_index_begin (index))
        return FALSE;
      for (guint j = 0; j < batch->len; j++)
        put (index, known, folder, g_ptr_array_index (batch, j),
             &g_array_index (found, EtbIndexedFile, j));
      if (!etb_library_index_commit (index))
        return FALSE;
      report (sync, i, changed->len);
    }
  return TRUE;
}

static gboolean
bring_up_to_date (const Sync *sync, EtbLibraryIndex *index, const char *folder)
{
  g_autoptr (GHashTable) known = etb_library_index_files (index);
  g_autoptr (GPtrArray) changed = known ? find_changed (known, folder, sync->at) : NULL;

  if (!known)
    return FALSE;
  return remove_gone (index, known)
         && (changed->len == 0 || read_changed (sync, index, known, folder, changed));
}

static gboolean
run (const Sync *sync, GError **error)
{
  g_autofree char *folder = etb_library_folder (error);
  g_autoptr (EtbLibraryIndex) index = folder ? etb_library_index_open () : NULL;

  if (!folder)
    return FALSE;
  if (index && !etb_library_index_is_sound (index))
    {
      etb_library_index_free (index);
      index = etb_library_index_remake ();
    }
  if (!index || !bring_up_to_date (sync, index, folder))
    {
      g_set_error_literal (
          error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
          _ ("The list of your dossiers cannot be kept up to date: free some space "
                              "on the disk. “Open…” opens any of them."));
      return FALSE;
    }
  return !g_cancellable_set_error_if_cancelled (sync->cancellable, error);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

gboolean
etb_library_index_sync (GCancellable *cancellable, GError **error)
{
  Sync sync = { NULL, NULL, NULL, cancellable, now () };

  return run (&sync, error);
}

static void
run_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (run (data, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

void
etb_library_index_sync_async (EtbLibraryProgress progress, gpointer progress_data,
                              GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Sync *sync = g_new0 (Sync, 1);

  sync->context = g_main_context_ref_thread_default ();
  sync->progress = progress;
  sync->data = progress_data;
  g_set_object (&sync->cancellable, cancellable);
  sync->at = now ();
  g_task_set_task_data (task, sync, sync_free);
  g_task_run_in_thread (task, run_in_thread);
}

gboolean
etb_library_index_sync_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
remember_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  g_autoptr (EtbLibraryIndex) index = etb_library_index_open ();

  if (index)
    etb_library_index_remember (index, file);
  g_task_return_boolean (task, TRUE);
}

void
etb_library_index_remember_async (const char *file)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_set_task_data (task, g_strdup (file), g_free);
  g_task_run_in_thread (task, remember_in_thread);
}
