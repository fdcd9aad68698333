/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another edition would make of a dossier, and what a move has put aside; see the header. Only
 * reads.
 *
 * Callers: cli (calls diff, calls move), ui (comparison page). */

#include "etb-migration.h"

#include "etb-content-view.h"
#include "etb-display.h"
#include "etb-instant.h"

/* Earlier editions looked into for the label of a kept answer: a file may claim any number. */
#define MOST_EDITIONS 16

/* ---- Structures -------------------------------------------------------------------------------
 */

static void
kept_free (gpointer data)
{
  EtbKept *kept = data;

  g_free (kept->path);
  g_free (kept->label);
  g_free (kept->value);
  g_free (kept);
}

void
etb_migration_report_free (EtbMigrationReport *self)
{
  if (!self)
    return;
  g_clear_object (&self->call);
  g_clear_pointer (&self->invalid, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->unknown, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->verdicts, g_ptr_array_unref);
  g_free (self);
}

static void
add_kept (GPtrArray *list, const char *path, const char *label, const char *value)
{
  EtbKept *kept = g_new0 (EtbKept, 1);

  kept->path = g_strdup (path);
  kept->label = g_strdup (label ? label : path);
  kept->value = g_strdup (value);
  g_ptr_array_add (list, kept);
}

/* ---- A dossier under one edition --------------------------------------------------------------
 */

/* FALSE when @view has no place for @key. */
static gboolean
view_add_kept (EtbContentView *self, GPtrArray *list, const EtbStoredAnswer *answer)
{
  xmlNodePtr element = etb_instance_find (self->instance, answer->key);
  g_autofree char *path = NULL;
  g_autofree char *label = NULL;
  g_autofree char *value = NULL;

  if (!element)
    return FALSE;
  path = etb_instance_path_of (self->instance, element);
  label = etb_call_label_for (self->call, path);
  value = etb_display_value (self->call, NULL, path, answer->value);
  add_kept (list, answer->key, label, value);
  return TRUE;
}

/* ---- Looking ahead ----------------------------------------------------------------------------
 */

static GPtrArray *
lost_answers (EtbContent *content, EtbContentView *here, EtbContentView *there)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (kept_free);

  for (guint i = 0; i < content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (*answer->value && g_hash_table_contains (here->keys, answer->key)
          && !g_hash_table_contains (there->keys, answer->key))
        view_add_kept (here, list, answer);
    }
  return list;
}

/* @label_from: (nullable): a call that may know the piece. */
static void
add_file (GPtrArray *list, const EtbAttachment *attachment, EtbCall *label_from)
{
  const EtbPiece *piece = label_from ? etb_call_find_piece (label_from, attachment->piece) : NULL;

  add_kept (list, attachment->piece, piece ? piece->label : NULL, attachment->name);
}

static GPtrArray *
lost_files (EtbContent *content, EtbCall *here, EtbCall *there)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (kept_free);

  for (guint i = 0; i < content->attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (content->attachments, i);

      if (etb_call_find_piece (here, attachment->piece)
          && !etb_call_find_piece (there, attachment->piece))
        add_file (list, attachment, here);
    }
  return list;
}

EtbMigrationReport *
etb_migration_preview (const char *file, EtbCall *target, GDateTime *at, GError **error)
{
  g_autoptr (EtbContent) content = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (EtbContentView) here = NULL;
  g_autoptr (EtbContentView) there = NULL;
  g_autoptr (GDateTime) instant = at ? g_date_time_ref (at) : g_date_time_new_now_utc ();
  g_autofree char *today = etb_instant_paris_date (instant);
  g_autofree char *track = NULL;
  EtbMigrationReport *self;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (ETB_IS_CALL (target), NULL);

  content = etb_content_read_file (file, error);
  call = content ? etb_content_to_call (content, file, error) : NULL;
  if (!call)
    return NULL;
  here = etb_content_view_new (content, call);
  there = etb_content_view_new (content, target);
  if (!etb_content_view_evaluate (here, content, today, error)
      || !etb_content_view_evaluate (there, content, today, error))
    return NULL;
  track = etb_instance_get (here->instance, etb_call_get_roles (call)->track);
  self = g_new0 (EtbMigrationReport, 1);
  self->call = g_object_ref (target);
  self->has_track = track && etb_call_find_track (target, track);
  self->invalid = etb_content_view_new_problems (etb_evaluation_get_invalid (here->evaluation),
                                                 etb_evaluation_get_invalid (there->evaluation));
  self->missing = etb_content_view_new_problems (etb_evaluation_get_missing (here->evaluation),
                                                 etb_evaluation_get_missing (there->evaluation));
  self->unknown = lost_answers (content, here, there);
  self->files = lost_files (content, call, target);
  self->verdicts = etb_content_view_compare (here->evaluation, there->evaluation);
  return self;
}

/* ---- What was put aside -----------------------------------------------------------------------
 */

/* The editions that the dossier came from, the last first; those that cannot be read are left out:
 * they only lend their labels. */
static GPtrArray *
read_earlier_editions (const char *file, EtbContent *content, GError **error)
{
  g_autoptr (GPtrArray) views
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_content_view_free);
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  g_autofree char *sql = g_strdup_printf (
      "SELECT bytes FROM call ORDER BY number DESC LIMIT %d OFFSET 1", MOST_EDITIONS);
  g_autoptr (sqlite3_stmt) rows
      = connection ? etb_connection_prepare (connection, sql, error) : NULL;
  GError *local = NULL;

  if (!rows)
    return NULL;
  while (etb_connection_step (connection, rows, &local))
    {
      int size = sqlite3_column_bytes (rows, 0);
      g_autoptr (GBytes) bytes = g_bytes_new (sqlite3_column_blob (rows, 0), (gsize)size);
      g_autoptr (EtbCall) call = etb_call_new_from_bytes (bytes, file, NULL);

      if (call)
        g_ptr_array_add (views, etb_content_view_new (content, call));
    }
  if (!local)
    return g_steal_pointer (&views);
  g_propagate_error (error, local);
  return NULL;
}

static void
add_kept_answer (GPtrArray *list, GPtrArray *earlier, const EtbStoredAnswer *answer)
{
  for (guint i = 0; i < earlier->len; i++)
    if (view_add_kept (g_ptr_array_index (earlier, i), list, answer))
      return;
  add_kept (list, answer->key, NULL, answer->value);
}

static void
add_kept_file (GPtrArray *list, GPtrArray *earlier, const EtbAttachment *attachment)
{
  EtbCall *knows = NULL;

  for (guint i = 0; !knows && i < earlier->len; i++)
    {
      EtbContentView *view = g_ptr_array_index (earlier, i);

      if (etb_call_find_piece (view->call, attachment->piece))
        knows = view->call;
    }
  add_file (list, attachment, knows);
}

GPtrArray *
etb_migration_list_kept (const char *file, GError **error)
{
  g_autoptr (EtbContent) content = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autoptr (EtbContentView) here = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  GPtrArray *list;

  g_return_val_if_fail (file != NULL, NULL);

  content = etb_content_read_file (file, error);
  call = content ? etb_content_to_call (content, file, error) : NULL;
  earlier = call ? read_earlier_editions (file, content, error) : NULL;
  if (!earlier)
    return NULL;
  here = etb_content_view_new (content, call);
  list = g_ptr_array_new_with_free_func (kept_free);
  for (guint i = 0; i < content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      if (*answer->value && !g_hash_table_contains (here->keys, answer->key))
        add_kept_answer (list, earlier, answer);
    }
  for (guint i = 0; i < content->attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (content->attachments, i);

      if (!etb_call_find_piece (call, attachment->piece))
        add_kept_file (list, earlier, attachment);
    }
  return list;
}
