/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-call.h"
#include "etb-dossier-error.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* Two copies of one dossier that were edited apart: what differs, whose and of when each side is,
 * and the two brought together by choices that a person makes or asks for.
 *
 * Where the copies parted is told by their journals, whose entries are the same up to there; where
 * one took the other in before, by the entry which that left. What changed on one side only since
 * is proposed; what changed on both has to be decided. Lines and files are told apart by their
 * identity, never by their position. All functions work on the files and wait for the disk: flush
 * an open dossier before comparing, close it before bringing together in place. Any thread, one at
 * a time. */

typedef enum
{
  ETB_MERGE_TRACK,     /* the answer that names the track */
  ETB_MERGE_ANSWER,    /* one answer, also one that does not apply now */
  ETB_MERGE_LINE,      /* a line of a repeat, with all its answers, that one side alone has */
  ETB_MERGE_FILE,      /* an attached file that one side alone has; or one of each side in the same
                          place */
  ETB_MERGE_FILE_DATE, /* the day written on a document */
} EtbMergeKind;

typedef enum
{
  ETB_MERGE_UNDECIDED,
  ETB_MERGE_MINE,
  ETB_MERGE_THEIRS,
} EtbMergeChoice;

typedef enum
{
  ETB_MERGE_PREFER_MINE,
  ETB_MERGE_PREFER_THEIRS,
  ETB_MERGE_PREFER_NEWEST, /* by the instants that both sides have */
} EtbMergePreference;

typedef struct
{
  gboolean there;   /* FALSE: this side has no such line or file */
  char *value;      /* of an answer or a date, canonical, "" when empty; name of a file; else "" */
  char *author;     /* of the value, or of the removal; "" when not known */
  char *at;         /* UTC, ISO 8601; "" when not known */
  gboolean changed; /* since the copies parted */
} EtbMergeSide;

typedef struct
{
  EtbMergeKind kind;
  char *key;       /* of the answer or line; identity of the file */
  char *other_key; /* identity of their file, when each side has one in the same place; or NULL */
  char *label;     /* what people read: "Membre 2, Nom" */
  EtbMergeSide mine;
  EtbMergeSide theirs;
  char *base;                /* what an answer or a date was before both changed it; NULL: not
                                known */
  EtbMergeChoice suggestion; /* UNDECIDED: a conflict */
  EtbMergeChoice choice;     /* to be set; the suggestion at first */
} EtbMergeDifference;

typedef struct _EtbMergeCopy EtbMergeCopy;

typedef struct
{
  EtbCall *call;
  GPtrArray *differences; /* (element-type EtbMergeDifference) in the order of the call */
  GPtrArray *warnings;    /* (element-type utf8) sentences: why nothing tells what changed since */
  EtbMergeCopy *mine;
  EtbMergeCopy *theirs;
} EtbMerge;

/* @mine, @theirs: files. Nothing is written. NULL with ETB_DOSSIER_ERROR: _VALUE when they are one
 * file, copies of two dossiers, of two editions of the call, or one of them lacks its attached
 * files; or what opening says of a file that is no sound dossier. */
EtbMerge *etb_merge_compare (const char *mine, const char *theirs, GError **error);
void etb_merge_free (EtbMerge *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbMerge, etb_merge_free)

/* Differences that changed on both sides; those that nobody has decided; those where theirs is
 * taken. */
guint etb_merge_count_conflicts (EtbMerge *self);
guint etb_merge_count_undecided (EtbMerge *self);
guint etb_merge_count_taken (EtbMerge *self);

/* Decides the conflicts that are not decided. By the newest, those whose instants are the same or
 * not known stay undecided. */
void etb_merge_prefer (EtbMerge *self, EtbMergePreference preference);

/* A side in words: "“12 rue du Port”", "no answer", "removed", "Nom: Atelier; Part: 3". @side: of
 * @difference. @territory: NULL leaves communes as codes. Returns: (transfer full) */
char *etb_merge_describe_side (EtbMerge *self, const EtbMergeDifference *difference,
                               const EtbMergeSide *side, EtbTerritory *territory);

/* What an answer or a date was before, likewise; NULL when that is not known. */
char *etb_merge_describe_base (EtbMerge *self, const EtbMergeDifference *difference,
                               EtbTerritory *territory);

/* "the applicant, 12 March 2020 at 15:32 (Paris time)"; "" when nothing is known. Returns:
 * (transfer full) */
char *etb_merge_describe_origin (EtbMerge *self, const EtbMergeSide *side);

/* ---- Bringing together ------------------------------------------------------------------------
 */

typedef struct
{
  GPtrArray *invalid;  /* (element-type EtbProblem) answers that the rules accept no more */
  GPtrArray *verdicts; /* (element-type EtbVerdictChange) criteria that say something else now */
  GPtrArray
      *crowded; /* (element-type utf8) sentences: pieces with more files than the call takes */
} EtbMergeOutcome;

void etb_merge_outcome_free (EtbMergeOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbMergeOutcome, etb_merge_outcome_free)

/* Bytes of attached files carried over, from the thread that brings together. */
typedef void (*EtbMergeProgress) (guint64 done, guint64 total, gpointer user_data);

/* Makes @out: mine, with what was chosen of theirs as one step of its history. Whole or not at all;
 * neither copy changes. Returns: (transfer full): NULL with ETB_DOSSIER_ERROR (_EXISTS; _VALUE
 * when something is undecided, or a copy changed since it was compared; _LINES when a repeat would
 * have more lines than it takes; _DAMAGED; _STORE),
 * ETB_RULES_ERROR or G_IO_ERROR_CANCELLED. */
EtbMergeOutcome *etb_merge_write (EtbMerge *self, const char *out, EtbMergeProgress progress,
                                  gpointer user_data, GCancellable *cancellable, GError **error);

/* The same in the file of mine itself, closed everywhere, after a copy of it was kept beside it.
 * @copy: (out) (transfer full): that copy's file. The same errors, and _READ_ONLY when it is open
 * anywhere; the dossier is as it was then, and no copy is left. */
EtbMergeOutcome *etb_merge_apply (EtbMerge *self, char **copy, EtbMergeProgress progress,
                                  gpointer user_data, GCancellable *cancellable, GError **error);

G_END_DECLS
