/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Judges criteria and pieces, in three values. Called by etb-run.c once the answers are settled. */

#include "etb-change.h"
#include "etb-evaluation-private.h"

static EtbVerdict *
judge_criterion (EtbRun *self, const EtbCriterion *criterion, const EtbRulePair *rules)
{
  EtbTruth when = rules->first != NULL ? etb_run_judge (self, rules->first, NULL) : ETB_TRUTH_TRUE;
  EtbTruth test = ETB_TRUTH_UNKNOWN;
  EtbVerdict *verdict;

  if (when == ETB_TRUTH_FALSE)
    return NULL;
  if (when == ETB_TRUTH_TRUE)
    test = etb_run_judge (self, rules->second, NULL);

  verdict = etb_verdict_new (criterion);
  switch (test)
    {
    case ETB_TRUTH_TRUE:
      verdict->value = ETB_VERDICT_MET;
      verdict->text = criterion->met;
      break;
    case ETB_TRUTH_FALSE:
      verdict->value = ETB_VERDICT_NOT_MET;
      verdict->text = criterion->not_met;
      break;
    default:
      verdict->value = ETB_VERDICT_UNKNOWN;
      verdict->text = criterion->unknown;
      break;
    }
  if (rules->first != NULL)
    etb_run_add_reads (self, rules->first, verdict->reads);
  etb_run_add_reads (self, rules->second, verdict->reads);
  verdict->rule = rules->words;
  if (verdict->value == ETB_VERDICT_UNKNOWN)
    verdict->change = etb_change_describe_waiting (self, rules, verdict->reads);
  else if (verdict->value == ETB_VERDICT_NOT_MET)
    verdict->change = etb_change_describe (self, rules);
  else
    verdict->change = g_strdup ("");
  return verdict;
}

void
etb_run_judge_criteria (EtbRun *self)
{
  GPtrArray *criteria = etb_call_get_criteria (self->plan->call);

  for (guint i = 0; i < criteria->len; i++)
    {
      EtbVerdict *verdict = judge_criterion (self, g_ptr_array_index (criteria, i),
                                             g_ptr_array_index (self->plan->criteria, i));

      if (verdict != NULL)
        g_ptr_array_add (self->out->verdicts, verdict);
    }
}

/* A piece that is there is no longer a question, even when it is not yet known whether it is
 * needed. */
static EtbPieceState
judge_piece (EtbRun *self, const EtbPiece *piece, const EtbRulePair *rules)
{
  EtbTruth relevant
      = rules->first != NULL ? etb_run_judge (self, rules->first, NULL) : ETB_TRUTH_TRUE;
  EtbTruth required;

  if (relevant == ETB_TRUTH_FALSE)
    return ETB_PIECE_NOT_CONCERNED;
  if (etb_functions_has_piece (&self->scope, piece->code))
    return ETB_PIECE_PROVIDED;
  required = rules->second != NULL ? etb_run_judge (self, rules->second, NULL) : ETB_TRUTH_FALSE;
  if (required == ETB_TRUTH_FALSE && relevant == ETB_TRUTH_TRUE)
    return ETB_PIECE_ADVISED;
  if (relevant == ETB_TRUTH_UNKNOWN || required == ETB_TRUTH_UNKNOWN)
    return ETB_PIECE_UNKNOWN;
  return ETB_PIECE_MISSING;
}

void
etb_run_judge_pieces (EtbRun *self)
{
  GPtrArray *pieces = etb_call_get_pieces (self->plan->call);

  for (guint i = 0; i < pieces->len; i++)
    {
      EtbPieceStatus *status = g_new0 (EtbPieceStatus, 1);

      status->piece = g_ptr_array_index (pieces, i);
      status->state = judge_piece (self, status->piece, g_ptr_array_index (self->plan->pieces, i));
      g_ptr_array_add (self->out->pieces, status);
    }
}
