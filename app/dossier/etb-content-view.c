/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier under the rules of one call; see the header.
 *
 * Callers: etb-migration-report (two editions), etb-merge (before and after). */

#include "etb-content-view.h"

#include "etb-rules.h"

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
verdict_change_free (gpointer data)
{
  EtbVerdictChange *change = data;

  g_free (change->id);
  g_free (change->label);
  g_free (change->text);
  g_free (change);
}

void
etb_content_view_free (EtbContentView *self)
{
  if (!self)
    return;
  g_clear_object (&self->call);
  g_clear_pointer (&self->instance, etb_instance_free);
  g_clear_pointer (&self->evaluation, etb_evaluation_unref);
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_free (self);
}
static void
note_key (EtbStoredAnswer *answer, gpointer keys)
{
  g_hash_table_add (keys, answer->key);
}

EtbContentView *
etb_content_view_new (EtbContent *content, EtbCall *call)
{
  EtbContentView *self = g_new0 (EtbContentView, 1);

  self->call = g_object_ref (call);
  self->keys = g_hash_table_new (g_str_hash, g_str_equal);
  self->instance = etb_content_to_instance (content, call, note_key, self->keys);
  return self;
}

gboolean
etb_content_view_evaluate (EtbContentView *self, EtbContent *content, const char *today,
                           GError **error)
{
  g_autoptr (EtbRules) rules = etb_rules_new (self->call, error);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided };

  if (!rules)
    return FALSE;
  etb_attachments_provide (content->attachments, provided);
  self->evaluation = etb_rules_evaluate (rules, self->instance, &facts);
  return TRUE;
}

static GHashTable *
paths_of (GPtrArray *problems)
{
  GHashTable *paths = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < problems->len; i++)
    g_hash_table_add (paths, ((EtbProblem *)g_ptr_array_index (problems, i))->path);
  return paths;
}

GPtrArray *
etb_content_view_new_problems (GPtrArray *here, GPtrArray *there)
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

/* @before, @after: NULL where it does not apply; not both. */
static void
add_verdict (GPtrArray *list, const EtbCriterion *criterion, const EtbVerdict *before,
             const EtbVerdict *after)
{
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

GPtrArray *
etb_content_view_compare (EtbEvaluation *here, EtbEvaluation *there)
{
  GPtrArray *list = g_ptr_array_new_with_free_func (verdict_change_free);
  GPtrArray *before = etb_evaluation_get_verdicts (here);
  GPtrArray *after = etb_evaluation_get_verdicts (there);

  for (guint i = 0; i < after->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (after, i);

      add_verdict (list, verdict->criterion, find_verdict (here, verdict->criterion->id), verdict);
    }
  for (guint i = 0; i < before->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (before, i);

      if (!find_verdict (there, verdict->criterion->id))
        add_verdict (list, verdict->criterion, verdict, NULL);
    }
  return list;
}
