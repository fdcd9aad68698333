/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies brought together as was chosen; see the header of etb-merge.
 *
 * Invariants: both copies are what was compared, or nothing is done; whatever is not a difference
 * that somebody saw stays as it is; all that is written is in one transaction, which holds one step
 * of the history and one entry of the journal. Bytes of files go chunk by chunk.
 *
 * Callers: cli (merge), ui (merge page). */

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-attachment-copy.h"
#include "etb-content-diff.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-kept-copy.h"
#include "etb-merge-private.h"
#include "etb-store-private.h"

typedef struct
{
  EtbMerge *merge;
  EtbConnection *to;     /* in a write transaction: mine, or its copy */
  EtbConnection *theirs; /* in a read transaction */
  EtbContent *before;
  GHashTable *taken; /* set of keys and identities whose difference takes theirs */
  char *at;
  gboolean helped; /* a record of help came along */
  EtbMergeProgress progress;
  gpointer user_data;
  GCancellable *cancellable;
  guint64 done;
  guint64 total;
} Job;

static void
job_clear (Job *self)
{
  g_clear_pointer (&self->to, etb_connection_free);
  g_clear_pointer (&self->theirs, etb_connection_free);
  g_clear_pointer (&self->before, etb_content_free);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_free (self->at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, job_clear)

/* ---- Both as they were compared ---------------------------------------------------------------
 */

static gboolean
check_decided (EtbMerge *merge, GError **error)
{
  guint count = etb_merge_count_undecided (merge);

  if (count == 0)
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
               g_dngettext (GETTEXT_PACKAGE, "%u difference is still to be decided.",
                            "%u differences are still to be decided.", count),
               count);
  return FALSE;
}

static gboolean
check_mark (EtbConnection *connection, EtbContent *content, EtbMergeCopy *compared, GError **error)
{
  g_autofree char *mark = etb_merge_make_mark (connection, content, error);
  g_autofree char *name = NULL;

  if (!mark)
    return FALSE;
  if (g_str_equal (mark, compared->mark))
    return TRUE;
  name = g_filename_display_basename (compared->file);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
               _ ("“%s” was changed since it was compared. Nothing was done: compare again."),
                  name);
  return FALSE;
}

static gboolean
open_theirs (Job *self, GError **error)
{
  EtbMergeCopy *compared = self->merge->theirs;
  g_autoptr (EtbContent) content = NULL;

  self->theirs = etb_connection_open (compared->file, ETB_CONNECTION_READ, error);
  if (!self->theirs || !etb_connection_check (self->theirs, FALSE, error)
      || !etb_connection_run (self->theirs, "BEGIN", error))
    return FALSE;
  content = etb_content_read (self->theirs, error);
  return content && check_mark (self->theirs, content, compared, error);
}

/* Takes the file, which is ours alone from then on. @compared: FALSE when it is a copy that nobody
 * else knows. */
static gboolean
open_mine (Job *self, const char *file, GError **error)
{
  g_autoptr (EtbContent) content = NULL;
  g_autofree char *reason = NULL;

  self->to = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (!self->to || !etb_connection_check (self->to, TRUE, error)
      || !etb_store_check_mode (self->to, error))
    return FALSE;
  reason = etb_store_take_file (self->to);
  if (reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  content = etb_content_read (self->to, error);
  if (!content || !check_mark (self->to, content, self->merge->mine, error))
    return FALSE;
  self->before = etb_store_read (self->to, TRUE, error);
  return self->before != NULL;
}

/* ---- What was chosen --------------------------------------------------------------------------
 */

static void
note_taken (Job *self)
{
  GPtrArray *differences = self->merge->differences;

  self->taken = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (differences, i);

      if (difference->choice != ETB_MERGE_THEIRS || difference->kind == ETB_MERGE_FILE_DATE)
        continue;
      g_hash_table_add (self->taken, difference->key);
      if (difference->other_key)
        g_hash_table_add (self->taken, difference->other_key);
    }
}

static gboolean
is_taken (EtbStepItemKind kind, const char *key, gpointer job)
{
  return g_hash_table_contains (((Job *)job)->taken, key);
}

/* The step is the last of the changes, once there is anything in it. */
static void
add_date (Job *self, EtbContentDiff *diff, const EtbMergeDifference *difference)
{
  const EtbMergeSide *mine = &difference->mine;
  const EtbMergeSide *theirs = &difference->theirs;
  gboolean first = diff->step->items->len == 0;
  EtbStepItem *item = etb_step_add (diff->step, ETB_STEP_ITEM_DOCUMENT_DATE, difference->key);
  EtbChange *change = etb_change_new (ETB_CHANGE_DOCUMENT_DATE, difference->key, theirs->value,
                                      theirs->author, self->at);

  etb_step_side_set (&item->before, mine->value, mine->author, mine->at, "");
  etb_step_side_set (&item->after, theirs->value, theirs->author, theirs->at, "");
  g_ptr_array_insert (diff->changes, first ? -1 : (gint)diff->changes->len - 1, change);
  if (first)
    g_ptr_array_add (diff->changes, etb_change_new_step (diff->step));
}

static EtbContentDiff *
make_diff (Job *self, const char *subject)
{
  GPtrArray *differences = self->merge->differences;
  EtbContentDiff *diff
      = etb_content_diff_new (self->before, self->merge->theirs->content, is_taken, self,
                              ETB_STEP_MERGED, subject, ETB_DOSSIER_AUTHOR, self->at);

  for (guint i = 0; i < differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (differences, i);

      if (difference->kind == ETB_MERGE_FILE_DATE && difference->choice == ETB_MERGE_THEIRS)
        add_date (self, diff, difference);
    }
  return diff;
}

/* ---- Files ------------------------------------------------------------------------------------
 */

static const EtbAttachment *
find_attachment (GPtrArray *attachments, const char *id)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (attachments, i);

      if (g_str_equal (file->id, id))
        return file;
    }
  return NULL;
}

/* Files of theirs that the step takes up, and whose bytes are not there. */
static GPtrArray *
list_files (Job *self, const EtbStep *step)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);
      const EtbAttachment *file
          = item->kind == ETB_STEP_ITEM_ATTACHMENT && item->after.value
                ? find_attachment (self->merge->theirs->content->attachments, item->key)
                : NULL;

      if (!file || find_attachment (self->before->kept, file->id))
        continue;
      g_ptr_array_add (list, (gpointer)file);
      self->total += file->size;
    }
  return list;
}

static void
on_copied (gsize bytes, gpointer job)
{
  Job *self = job;

  self->done += bytes;
  if (self->progress)
    self->progress (self->done, self->total, self->user_data);
}

static gint64
number_of_row (EtbConnection *connection, const char *id, GError **error)
{
  g_autoptr (sqlite3_stmt) row
      = etb_connection_prepare (connection, "SELECT number FROM attachment WHERE id = ?", error);

  return row && etb_connection_bind (connection, row, error, "s", id)
                 && etb_connection_step (connection, row, error)
             ? sqlite3_column_int64 (row, 0)
             : 0;
}

static gboolean
bring_files (Job *self, const EtbStep *step, GError **error)
{
  g_autoptr (GPtrArray) files = list_files (self, step);

  for (guint i = 0; i < files->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (files, i);
      EtbAttachmentCopy copy = { .from = self->theirs,
                                 .source = self->theirs,
                                 .to = self->to,
                                 .revision = self->before->last_revision + 1 + i,
                                 .progress = on_copied,
                                 .user_data = self };

      copy.number = number_of_row (self->theirs, file->id, error);
      if (copy.number == 0 || !etb_attachment_copy (&copy, file, self->cancellable, error))
        return FALSE;
    }
  return TRUE;
}

/* ---- Help -------------------------------------------------------------------------------------
 */

#define ASSISTANCE_COLUMNS                                                               \
  "id, name, organisation, status, consent, consent_version, consent_sha256, sections, " \
  "mandate_days, began, ended, read_back"
#define ASSISTANCE_LIMIT 1000

/* A record of help is of both; where the two have it, the one that went further is kept. Texts are
 * bound as they are: whoever reads them checks them. */
static gboolean
unite_help (Job *self, GError **error)
{
  g_autoptr (sqlite3_stmt) from = NULL;
  g_autoptr (sqlite3_stmt) to = NULL;
  GError *local = NULL;

  if (self->theirs->version < 2)
    return TRUE;
  from = etb_connection_prepare (
      self->theirs,
      "SELECT " ASSISTANCE_COLUMNS
      " FROM assistance ORDER BY began, id LIMIT " G_STRINGIFY (ASSISTANCE_LIMIT),
      error);
  to = etb_connection_prepare (
      self->to,
      "INSERT INTO assistance (" ASSISTANCE_COLUMNS ", revision) "
      "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO UPDATE "
      "SET sections = excluded.sections, ended = excluded.ended, read_back = excluded.read_back, "
      "revision = excluded.revision WHERE (excluded.ended != '') + (excluded.read_back != '') > "
      "(ended != '') + (read_back != '')",
      error);
  if (!from || !to)
    return FALSE;
  while (etb_connection_step (self->theirs, from, &local))
    {
      sqlite3_reset (to);
      for (int i = 0; i < sqlite3_column_count (from); i++)
        sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
      sqlite3_bind_int64 (to, 13, self->before->last_revision + 1);
      if (!etb_connection_finish (self->to, to, error))
        return FALSE;
      self->helped |= sqlite3_changes (self->to->db) > 0;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* A deposit noted in their copy alone is one of the dossier. */
static gboolean
unite_deposit (Job *self, GError **error)
{
  const char *noted = self->merge->theirs->content->deposit;
  g_autoptr (EtbChange) change = NULL;

  if (!noted || self->before->deposit)
    return TRUE;
  change = etb_change_new (ETB_CHANGE_DEPOSIT, NULL, noted, ETB_DOSSIER_AUTHOR, self->at);
  return etb_change_apply (change, self->to, self->before->last_revision + 1, error);
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* Without a step, the entry alone says that theirs has been looked at. */
static gboolean
note_meeting (Job *self, const char *subject, const char *detail, GError **error)
{
  g_autoptr (EtbChange) note
      = etb_change_new (ETB_CHANGE_NOTE, subject, ETB_MERGE_NOTE, ETB_DOSSIER_AUTHOR, self->at);

  if (!self->helped && etb_merge_copy_has_all_of (self->merge->mine, self->merge->theirs))
    return TRUE;
  note->extra = g_strdup (detail);
  return etb_change_apply (note, self->to, self->before->last_revision + 1, error);
}

/* An answer that was kept against theirs is a decision of mine, later than all that was taken: what
 * they make of it afterwards is a conflict, not an update. @number: the last revision given */
static gboolean
mark_kept (Job *self, gint64 number, GError **error)
{
  GPtrArray *differences = self->merge->differences;
  g_autoptr (sqlite3_stmt) mark
      = etb_connection_prepare (self->to, "UPDATE answer SET revision = ? WHERE key = ?", error);

  for (guint i = 0; mark && i < differences->len; i++)
    {
      const EtbMergeDifference *difference = g_ptr_array_index (differences, i);

      if ((difference->kind != ETB_MERGE_ANSWER && difference->kind != ETB_MERGE_TRACK)
          || difference->choice != ETB_MERGE_MINE || !difference->theirs.changed)
        continue;
      sqlite3_reset (mark);
      if (!etb_connection_bind (self->to, mark, error, "is", ++number, difference->key)
          || !etb_connection_finish (self->to, mark, error))
        return FALSE;
    }
  return mark != NULL;
}

static gboolean
write_changes (Job *self, GError **error)
{
  EtbMergeCopy *theirs = self->merge->theirs;
  g_autofree char *subject = g_filename_display_basename (theirs->file);
  g_autofree char *detail = etb_merge_make_detail (theirs, self->before->last_revision);
  g_autoptr (EtbContentDiff) diff = make_diff (self, subject);
  EtbChange *step;

  if (!unite_help (self, error) || !unite_deposit (self, error))
    return FALSE;
  if (diff->changes->len == 0)
    return note_meeting (self, subject, detail, error)
           && mark_kept (self, self->before->last_revision + 1, error);
  step = g_ptr_array_index (diff->changes, diff->changes->len - 1);
  step->extra = g_steal_pointer (&detail);
  return bring_files (self, diff->step, error)
         && etb_content_diff_apply (diff, self->before, self->to, error)
         && mark_kept (self, self->before->last_revision + diff->changes->len, error);
}

static EtbMergeOutcome *
commit (Job *self, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  self->at = etb_instant_to_utc (now);
  note_taken (self);
  outcome = write_changes (self, error)
                ? etb_merge_judge (self->merge, self->before, self->to, error)
                : NULL;
  if (!outcome || g_cancellable_set_error_if_cancelled (self->cancellable, error)
      || !etb_connection_run (self->to, "COMMIT", error))
    return NULL;
  return g_steal_pointer (&outcome);
}

EtbMergeOutcome *
etb_merge_apply (EtbMerge *self, char **copy, EtbMergeProgress progress, gpointer user_data,
                 GCancellable *cancellable, GError **error)
{
  g_auto (Job) job
      = { .merge = self, .progress = progress, .user_data = user_data, .cancellable = cancellable };
  g_autofree char *kept = NULL;
  EtbMergeOutcome *outcome;

  g_return_val_if_fail (self != NULL && copy != NULL, NULL);

  if (!check_decided (self, error) || !open_mine (&job, self->mine->file, error)
      || !open_theirs (&job, error))
    return NULL;
  /* Translators: part of a file name: the copy kept of a dossier as it was before. */
  kept = etb_kept_copy_make (self->mine->file, _ ("before-merging"), cancellable, error);
  if (!kept)
    return NULL;
  outcome = commit (&job, error);
  /* Closing rolls back: the dossier is as it was, and its copy of no use. */
  if (outcome)
    *copy = g_steal_pointer (&kept);
  else
    g_unlink (kept);
  return outcome;
}

static EtbMergeOutcome *
fill (EtbMerge *self, const char *made, Job *job, GError **error)
{
  if (!open_theirs (job, error) || !open_mine (job, made, error))
    return NULL;
  return commit (job, error);
}

EtbMergeOutcome *
etb_merge_write (EtbMerge *self, const char *out, EtbMergeProgress progress, gpointer user_data,
                 GCancellable *cancellable, GError **error)
{
  g_autofree char *file = NULL;
  g_autofree char *made = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  g_return_val_if_fail (self != NULL && out != NULL, NULL);

  if (!check_decided (self, error))
    return NULL;
  file = g_canonicalize_filename (out, NULL);
  made = etb_store_make_empty (file, error);
  if (!made)
    return NULL;
  if (etb_kept_copy_fill (self->mine->file, made, file, cancellable, error))
    {
      g_auto (Job) job = {
        .merge = self, .progress = progress, .user_data = user_data, .cancellable = cancellable
      };

      outcome = fill (self, made, &job, error);
    }
  if (outcome && etb_store_put_in_place (made, file, error))
    return g_steal_pointer (&outcome);
  etb_store_discard (made);
  return NULL;
}
