/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* What was added, removed or changed between two editions of a call, as data. Pure: both calls are
 * only looked at. Things are matched by what the program knows them by: id, code, or path of the
 * instance; two calls that share none of these have everything removed and everything added.
 *
 * The order of questions, the pages they are on, notes and comments are not compared. */

typedef enum
{
  ETB_DIFF_CALL,        /* title, dates, sizes of the edition itself */
  ETB_DIFF_TRACK,       /* id: of the track */
  ETB_DIFF_DEADLINE,    /* id: of the deadline */
  ETB_DIFF_PERMANENCE,  /* id: of its track */
  ETB_DIFF_RECURRENCE,  /* id: of its track */
  ETB_DIFF_QUESTION,    /* id: path of an answer, asked or calculated */
  ETB_DIFF_ATTESTATION, /* id: path of an answer that is an attestation in every edition that has it
                         */
  ETB_DIFF_GROUP,       /* id: path of a group of answers; only changed: its answers say the rest */
  ETB_DIFF_REPEAT,      /* id: path of its lines */
  ETB_DIFF_LIST,        /* id: of the list */
  ETB_DIFF_CHOICE,      /* id: "list/value" */
  ETB_DIFF_CRITERION,   /* id: of the criterion */
  ETB_DIFF_PIECE,       /* id: code */
} EtbDiffKind;

typedef enum
{
  ETB_DIFF_ADDED,
  ETB_DIFF_REMOVED,
  ETB_DIFF_CHANGED,
} EtbDiffChange;

typedef struct
{
  EtbDiffKind kind;
  EtbDiffChange change;
  char *id;          /* see EtbDiffKind; "" for ETB_DIFF_CALL */
  char *label;       /* words of the later edition that has it; never NULL, may be "" */
  const char *field; /* what changed, for programs: "test"; NULL unless ETB_DIFF_CHANGED */
  char *before;      /* its texts; "" when it had none; NULL unless ETB_DIFF_CHANGED */
  char *after;
} EtbDifference;

void etb_difference_free (EtbDifference *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbDifference, etb_difference_free)

/* One line for each field that changed, and for each thing added or removed, by kind; in a kind,
 * what changed or was removed in the order of @before, then what was added in that of @after.
 * Returns: (transfer full) (element-type EtbDifference): empty when they say the same */
GPtrArray *etb_call_diff (EtbCall *before, EtbCall *after);

/* For programs: "criterion", "added". */
const char *etb_diff_kind_to_name (EtbDiffKind kind);
const char *etb_diff_change_to_name (EtbDiffChange change);

/* For people, translated: "Criteria"; "Rule". */
const char *etb_diff_kind_to_title (EtbDiffKind kind);
const char *etb_difference_get_field_title (const EtbDifference *self); /* "" without a field */

G_END_DECLS
