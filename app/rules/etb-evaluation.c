/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The result of one evaluation: filled by etb-run.c and its parts, then only read. */

#include "etb-evaluation-private.h"
#include "etb-functions-private.h"
#include "etb-instant.h"

G_DEFINE_BOXED_TYPE (EtbEvaluation, etb_evaluation, etb_evaluation_ref, etb_evaluation_unref)

static void
read_free (EtbRead *read)
{
  g_free (read->path);
  g_free (read->label);
  g_free (read->value);
  g_free (read);
}

static void
verdict_free (EtbVerdict *verdict)
{
  g_ptr_array_unref (verdict->reads);
  g_free (verdict->change);
  g_free (verdict);
}

static void
problem_free (EtbProblem *problem)
{
  g_free (problem->path);
  g_free (problem->label);
  g_free (problem->message);
  g_free (problem);
}

EtbVerdict *
etb_verdict_new (const EtbCriterion *criterion)
{
  EtbVerdict *self = g_new0 (EtbVerdict, 1);

  self->criterion = criterion;
  self->reads = g_ptr_array_new_with_free_func ((GDestroyNotify)read_free);
  return self;
}

/* The instant of now(), which has the day of today(). */
static char *
find_now (const EtbFacts *facts)
{
  g_autoptr (GTimeZone) paris = NULL;
  g_autoptr (GDateTime) midnight = NULL;
  GDate day;

  if (facts->now != NULL && g_str_has_prefix (facts->now, facts->today))
    return g_strdup (facts->now);
  if (!etb_date_read (facts->today, &day))
    return g_strdup ("");
  paris = etb_instant_paris ();
  midnight = g_date_time_new (paris, g_date_get_year (&day), (int)g_date_get_month (&day),
                              g_date_get_day (&day), 0, 0, 0);
  return etb_instant_to_paris (midnight);
}

EtbEvaluation *
etb_evaluation_new (EtbRules *rules, EtbPlan *plan, EtbInstance *instance, const EtbFacts *facts)
{
  EtbEvaluation *self = g_new0 (EtbEvaluation, 1);

  g_atomic_ref_count_init (&self->references);
  self->rules = g_object_ref (rules);
  self->today = g_strdup (facts->today);
  self->now = plan->reads_now ? find_now (facts) : NULL;
  self->instance = etb_instance_copy (instance);
  self->records = g_array_new (FALSE, TRUE, sizeof (EtbNodeRecord));
  self->first = g_new (guint, plan->elements->len);
  for (guint i = 0; i < plan->elements->len; i++)
    self->first[i] = ETB_NO_RECORD;
  self->repeats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->messages = g_string_chunk_new (256);
  self->verdicts = g_ptr_array_new_with_free_func ((GDestroyNotify)verdict_free);
  self->missing = g_ptr_array_new_with_free_func ((GDestroyNotify)problem_free);
  self->invalid = g_ptr_array_new_with_free_func ((GDestroyNotify)problem_free);
  self->pieces = g_ptr_array_new_with_free_func (g_free);
  return self;
}

EtbEvaluation *
etb_evaluation_ref (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->references);
  return self;
}

void
etb_evaluation_unref (EtbEvaluation *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_ptr_array_unref (self->verdicts);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->invalid);
  g_ptr_array_unref (self->pieces);
  g_string_chunk_free (self->messages);
  g_hash_table_unref (self->repeats);
  g_free (self->first);
  g_array_unref (self->records);
  etb_instance_free (self->instance);
  g_free (self->today);
  g_free (self->now);
  g_object_unref (self->rules);
  g_free (self);
}

const char *
etb_evaluation_get_today (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->today;
}

const char *
etb_evaluation_get_now (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->now;
}

EtbInstance *
etb_evaluation_get_instance (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->instance;
}

const EtbNodeState *
etb_evaluation_get_node (EtbEvaluation *self, const char *path)
{
  static const EtbNodeState nowhere = { FALSE, FALSE, FALSE, NULL };
  const EtbNodeState *repeat;
  const EtbNodeRecord *record;
  xmlNodePtr node;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  repeat = g_hash_table_lookup (self->repeats, path);
  if (repeat != NULL)
    return repeat;
  node = etb_instance_find (self->instance, path);
  record = node != NULL ? node->_private : NULL;
  return record != NULL ? &record->state : &nowhere;
}

GPtrArray *
etb_evaluation_get_verdicts (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->verdicts;
}

GPtrArray *
etb_evaluation_get_missing (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->missing;
}

GPtrArray *
etb_evaluation_get_invalid (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->invalid;
}

GPtrArray *
etb_evaluation_get_pieces (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  return self->pieces;
}

EtbVerdictValue
etb_evaluation_get_eligible (EtbEvaluation *self)
{
  EtbVerdictValue value = ETB_VERDICT_MET;

  g_return_val_if_fail (self != NULL, ETB_VERDICT_UNKNOWN);

  for (guint i = 0; i < self->verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (self->verdicts, i);

      if (verdict->criterion->effect != ETB_EFFECT_BLOCKING)
        continue;
      if (verdict->value == ETB_VERDICT_NOT_MET)
        return ETB_VERDICT_NOT_MET;
      if (verdict->value == ETB_VERDICT_UNKNOWN)
        value = ETB_VERDICT_UNKNOWN;
    }
  return value;
}

gboolean
etb_evaluation_is_complete (EtbEvaluation *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->missing->len > 0 || self->invalid->len > 0)
    return FALSE;
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (self->pieces, i);

      if (status->state == ETB_PIECE_MISSING || status->state == ETB_PIECE_UNKNOWN)
        return FALSE;
    }
  return etb_evaluation_get_eligible (self) == ETB_VERDICT_MET;
}

const char *
etb_verdict_value_to_name (EtbVerdictValue value)
{
  static const char *const names[] = { "unknown", "met", "not-met" };

  g_return_val_if_fail ((gsize)value < G_N_ELEMENTS (names), NULL);
  return names[value];
}

const char *
etb_verdict_value_to_answer (EtbVerdictValue value)
{
  switch (value)
    {
    case ETB_VERDICT_MET:
      return "yes";
    case ETB_VERDICT_NOT_MET:
      return "no";
    case ETB_VERDICT_UNKNOWN:
    default:
      return "unknown";
    }
}

const char *
etb_piece_state_to_name (EtbPieceState state)
{
  static const char *const names[]
      = { "not-concerned", "unknown", "advised", "missing", "provided" };

  g_return_val_if_fail ((gsize)state < G_N_ELEMENTS (names), NULL);
  return names[state];
}
