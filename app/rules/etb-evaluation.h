/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-instance.h"

G_BEGIN_DECLS

/* The result of the rules over one state of a dossier: immutable once made, reference-counted. */

typedef enum
{
  ETB_VERDICT_UNKNOWN, /* cannot tell yet: an answer it needs is empty */
  ETB_VERDICT_MET,
  ETB_VERDICT_NOT_MET,
} EtbVerdictValue;

typedef struct
{
  char *path; /* positions, absolute */
  char *label;
  char *value; /* canonical, "" when empty */
} EtbRead;

typedef struct
{
  const EtbCriterion *criterion;
  EtbVerdictValue value;
  GPtrArray *reads; /* (element-type EtbRead) answers it looked at */
  const char *text; /* the sentence of the criterion for this value */
  const char *rule; /* the rule in words: labels for paths, choices for codes */
  char *change;     /* what would make it met, or what it waits for; "" when met, or when that is
                       not simple to say */
} EtbVerdict;

typedef struct
{
  char *path;
  char *label;
  char *message; /* what is wrong and what to write; for a missing answer, that it is needed */
} EtbProblem;

typedef struct
{
  gboolean relevant;
  gboolean required;
  gboolean readonly;
  const char *message; /* why the value is not accepted, or NULL */
} EtbNodeState;

typedef enum
{
  ETB_PIECE_NOT_CONCERNED, /* does not apply to this applicant */
  ETB_PIECE_UNKNOWN,       /* depends on an answer that is still empty */
  ETB_PIECE_ADVISED,       /* may be joined, nothing there */
  ETB_PIECE_MISSING,       /* required, nothing there */
  ETB_PIECE_PROVIDED,
} EtbPieceState;

typedef struct
{
  const EtbPiece *piece;
  EtbPieceState state;
} EtbPieceStatus;

typedef struct _EtbEvaluation EtbEvaluation;
#define ETB_TYPE_EVALUATION (etb_evaluation_get_type ())
GType etb_evaluation_get_type (void);

EtbEvaluation *etb_evaluation_ref (EtbEvaluation *self);
void etb_evaluation_unref (EtbEvaluation *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbEvaluation, etb_evaluation_unref)

/* The date its today() answered. */
const char *etb_evaluation_get_today (EtbEvaluation *self);

/* The instant its now() answered. (nullable): NULL when no expression of the call reads it */
const char *etb_evaluation_get_now (EtbEvaluation *self);

/* The answers as rules see them: calculated ones filled, those that do not apply empty.
 * (transfer none): do not change it. */
EtbInstance *etb_evaluation_get_instance (EtbEvaluation *self);

/* State of one answer, table cell, group or line; of a repeat (no position): whether it applies,
 * with lines or none. An unknown path reads as not relevant. (transfer none) */
const EtbNodeState *etb_evaluation_get_node (EtbEvaluation *self, const char *path);

/* (transfer none) (element-type EtbVerdict): criteria that apply, in the order of the call */
GPtrArray *etb_evaluation_get_verdicts (EtbEvaluation *self);

/* (transfer none) (element-type EtbProblem): required answers that are empty; answers not accepted
 */
GPtrArray *etb_evaluation_get_missing (EtbEvaluation *self);
GPtrArray *etb_evaluation_get_invalid (EtbEvaluation *self);

/* (transfer none) (element-type EtbPieceStatus): one a piece of the call, in its order */
GPtrArray *etb_evaluation_get_pieces (EtbEvaluation *self);

/* Over the blocking criteria: NOT_MET if one is, else UNKNOWN if one is, else MET. */
EtbVerdictValue etb_evaluation_get_eligible (EtbEvaluation *self);

/* Nothing missing, nothing invalid, no required piece missing or unknown, eligible. Says nothing of
 * deadlines. */
gboolean etb_evaluation_is_complete (EtbEvaluation *self);

const char *etb_verdict_value_to_name (EtbVerdictValue value); /* "met", "not-met", "unknown" */
/* The same as the answer to “may one apply?”: "yes", "no", "unknown". */
const char *etb_verdict_value_to_answer (EtbVerdictValue value);
const char *etb_piece_state_to_name (
    EtbPieceState state); /* "not-concerned", "unknown", "advised", "missing", "provided" */

G_END_DECLS
