/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What another edition would make of a dossier, and what a move has put aside; see the header. Only
 * reads.
 *
 * Callers: cli (calls diff, calls move), ui (comparison page). */

#include "etb-migration.h"

#include <string.h>

#include "etb-content-instance.h"
#include "etb-display.h"
#include "etb-instant.h"
#include "etb-rules.h"

/* Earlier editions looked into for the label of a kept answer: a file may claim any number. */
#define MOST_EDITIONS 16

/* ---- Structures -------------------------------------------------------------------------------
 */

static void
problem_free (gpointer data)
{
  EtbProblem *problem = data;

  g_free (problem->path);
  g_free (problem->label);
  g_free (problem->message);
  g_free (problem);
}

static void
kept_free (gpointer data)
{
  EtbKept *kept = data;

  g_free (kept->path);
  g_free (kept->label);
  g_free (kept->value);
  g_free (kept);
}

static void
verdict_change_free (gpointer data)
{
  EtbVerdictChange *change = data;

  g_free (change->id);
  g_free (change->label);
  g_free (change->text);
  g_free (change);
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

typedef struct
{
  EtbCall *call;
  EtbInstance *instance;
  EtbEvaluation *evaluation;
  GHashTable *keys; /* of the answers that have their place */
} View;

static void
view_free (View *self)
{
  g_clear_object (&self->call);
  g_clear_pointer (&self->instance, etb_instance_free);
  g_clear_pointer (&self->evaluation, etb_evaluation_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_free (self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (View, view_free)

static void
note_key (EtbStoredAnswer *answer, gpointer keys)
{
  g_hash_table_add (keys, answer->key);
}

/* @content outlives it. */
static View *
view_new (EtbContent *content, EtbCall *call)
{
  View *self = g_new0 (View, 1);

  self->call = g_object_ref (call);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->instance = etb_content_to_instance (content, call, note_key, self->keys);
  return self;
}

static gboolean
view_evaluate (View *self, EtbContent *content, const char *today, GError **error)
{
  g_autoptr (EtbRules) rules = etb_rules_new (self->call, error);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided };

  if (!rules)
    return FALSE;
  for (guint i = 0; i < content->attachments->len; i++)
    etb_provided_add (provided,
                      ((EtbAttachment *)g_ptr_array_index (content->attachments, i))->piece, NULL);
  self->evaluation = etb_rules_evaluate (rules, self->instance, &facts);
  return TRUE;
}

/* FALSE when @view has no place for @key. */
static gboolean
view_add_kept (View *self, GPtrArray *list, const EtbStoredAnswer *answer)
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

static GHashTable *
paths_of (GPtrArray *problems)
{
  GHashTable *paths = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < problems->len; i++)
    g_hash_table_add (paths, ((EtbProblem *)g_ptr_array_index (problems, i))->path);
  return paths;
}

/* Those of @there that are not @here. */
static GPtrArray *
new_problems (GPtrArray *here, GPtrArray *there)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (problem_free);
  g_autoptr (GHashTable) known = paths_of (here);

  for (guint i = 0; i < there->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (there, i);
      EtbProblem *copy;

      if (g_hash_table_contains (known, problem->path))
        continue;
      copy = g_new0 (EtbProblem, 1);
      copy->path = g_strdup (problem->path);
      copy->label = g_strdup (problem->label);
      copy->message = g_strdup (problem->message);
      g_ptr_array_add (list, copy);
    }
  return list;
}

static const EtbVerdict *
find_verdict (EtbEvaluation *evaluation, const char *id)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      if (g_str_equal (verdict->criterion->id, id))
        return verdict;
    }
  return NULL;
}

/* Either may be NULL, not both. */
static void
add_verdict (GPtrArray *list, const EtbVerdict *before, const EtbVerdict *after)
{
  const EtbCriterion *criterion = after ? after->criterion : before->criterion;
  EtbVerdictChange *change;

  if (before && after && before->value == after->value)
    return;
  change = g_new0 (EtbVerdictChange, 1);
  change->id = g_strdup (criterion->id);
  change->label = g_strdup (criterion->label);
  change->before = before ? etb_verdict_value_to_name (before->value) : "";
  change->after = after ? etb_verdict_value_to_name (after->value) : "";
  change->text = g_strdup (after ? after->text : "");
  g_ptr_array_add (list, change);
}

static GPtrArray *
compare_verdicts (EtbEvaluation *here, EtbEvaluation *there)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (verdict_change_free);
  GPtrArray *before = etb_evaluation_get_verdicts (here);
  GPtrArray *after = etb_evaluation_get_verdicts (there);

  for (guint i = 0; i < after->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (after, i);

      add_verdict (list, find_verdict (here, verdict->criterion->id), verdict);
    }
  for (guint i = 0; i < before->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (before, i);

      if (!find_verdict (there, verdict->criterion->id))
        add_verdict (list, verdict, NULL);
    }
  return list;
}

static GPtrArray *
lost_answers (EtbContent *content, View *here, View *there)
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
  g_autoptr (View) here = NULL;
  g_autoptr (View) there = NULL;
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
  here = view_new (content, call);
  there = view_new (content, target);
  if (!view_evaluate (here, content, today, error) || !view_evaluate (there, content, today, error))
    return NULL;
  track = etb_instance_get (here->instance, etb_call_get_roles (call)->track);
  self = g_new0 (EtbMigrationReport, 1);
  self->call = g_object_ref (target);
  self->has_track = track && etb_call_find_track (target, track);
  self->invalid = new_problems (etb_evaluation_get_invalid (here->evaluation),
                                etb_evaluation_get_invalid (there->evaluation));
  self->missing = new_problems (etb_evaluation_get_missing (here->evaluation),
                                etb_evaluation_get_missing (there->evaluation));
  self->unknown = lost_answers (content, here, there);
  self->files = lost_files (content, call, target);
  self->verdicts = compare_verdicts (here->evaluation, there->evaluation);
  return self;
}

/* ---- What was put aside -----------------------------------------------------------------------
 */

/* The editions that the dossier came from, the last first; those that cannot be read are left out:
 * they only lend their labels. */
static GPtrArray *
read_earlier_editions (const char *file, EtbContent *content, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func ((GDestroyNotify)view_free);
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
        g_ptr_array_add (views, view_new (content, call));
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
      View *view = g_ptr_array_index (earlier, i);

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
  g_autoptr (View) here = NULL;
  g_autoptr (GPtrArray) earlier = NULL;
  GPtrArray *list;

  g_return_val_if_fail (file != NULL, NULL);

  content = etb_content_read_file (file, error);
  call = content ? etb_content_to_call (content, file, error) : NULL;
  earlier = call ? read_earlier_editions (file, content, error) : NULL;
  if (!earlier)
    return NULL;
  here = view_new (content, call);
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
