/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* Where each piece of a call stands in a dossier, and what is to be said of each of its files:
 * derived from the rules and from what is known of the files, never stored. This is the only place
 * where it is decided; the command line, the task list, the page of pieces, the review and the
 * package show what it says. */

typedef enum
{
  ETB_READINESS_NOT_CONCERNED, /* does not apply to this applicant */
  ETB_READINESS_UNKNOWN,       /* depends on an answer that is still empty */
  ETB_READINESS_ADVISED,       /* may be joined, nothing there */
  ETB_READINESS_MISSING,       /* required, nothing there */
  ETB_READINESS_PROVIDED,
  ETB_READINESS_DATE_UNKNOWN, /* there, but nobody said how old it is: stops nothing */
  ETB_READINESS_DUPLICATE,    /* the same content twice under one piece */
  ETB_READINESS_TOO_MANY,     /* more files than it takes */
  ETB_READINESS_EXPIRED,    /* older than the call accepts, on the date the dossier is looked at */
  ETB_READINESS_TOO_HEAVY,  /* a file is over the limit of the piece */
  ETB_READINESS_WRONG_KIND, /* a file is of a kind that the piece does not take */
} EtbReadinessState;

/* What there is to say of one file. */
typedef enum
{
  ETB_NOTE_WRONG_KIND,
  ETB_NOTE_TOO_HEAVY,
  ETB_NOTE_EXPIRED,
  ETB_NOTE_TOO_MANY,  /* comes after as many as the piece takes */
  ETB_NOTE_DUPLICATE, /* its content is there already under the same piece */
  ETB_NOTE_DATE_UNKNOWN,
  ETB_NOTE_EXPIRES, /* accepted today, no longer at the deadline */
  ETB_NOTE_SHARED,  /* its content proves another piece too */
} EtbNote;
#define ETB_N_NOTES (ETB_NOTE_SHARED + 1)

typedef struct
{
  EtbAttachment *attachment;
  guint notes;                  /* bits 1 << EtbNote */
  char *valid_until;            /* last day of its age, YYYY-MM-DD; NULL: no limit, or no date */
  const EtbAttachment *same_as; /* for _DUPLICATE and _SHARED, another one; else NULL */
} EtbFileReadiness;

typedef struct
{
  const EtbPiece *piece;
  EtbReadinessState state; /* of its files, the worst */
  GPtrArray *files;        /* (element-type EtbFileReadiness), in the order of the dossier */
} EtbPieceReadiness;

typedef struct
{
  EtbCall *call;
  GPtrArray *pieces; /* (element-type EtbPieceReadiness): all those of the call, in its order */
  guint64 size;      /* bytes of all files of the pieces that apply: what will be sent */
  guint64 max_size;  /* the call's limit on that; 0: none */
  char *today;       /* the date it was judged at */
} EtbReadiness;

/* At the date the dossier is looked at, with the next deadline of its track.
 * Returns: (transfer full) */
EtbReadiness *etb_readiness_of (EtbDossier *dossier);

/* The same from what it needs. @attachments: (element-type EtbAttachment); @deadline: (nullable):
 * YYYY-MM-DD, when there is one still to come. Returns: (transfer full) */
EtbReadiness *etb_readiness_judge (EtbEvaluation *evaluation, GPtrArray *attachments,
                                   const char *deadline);

void etb_readiness_free (EtbReadiness *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbReadiness, etb_readiness_free)

/* (nullable) (transfer none) */
const EtbPieceReadiness *etb_readiness_find (const EtbReadiness *self, const char *code);

guint etb_readiness_count (const EtbReadiness *self, EtbReadinessState state);
gboolean etb_readiness_is_too_heavy (const EtbReadiness *self);

/* No piece stops the dossier, and together they are not too heavy. */
gboolean etb_readiness_is_clear (const EtbReadiness *self);

/* Everything but the calendar: the rules are satisfied and the pieces are clear. */
gboolean etb_readiness_is_complete (EtbDossier *dossier);

typedef enum
{
  ETB_SEVERITY_INFORMATION,
  ETB_SEVERITY_WARNING, /* to be put right, or looked at */
  ETB_SEVERITY_STOPS,   /* the dossier cannot be packaged as it is */
} EtbSeverity;

/* One content twice under one piece is a fault: it proves nothing more and takes a place; it is
 * said, and stops nobody on the last evening, since whoever receives it loses nothing by it. One
 * content under two pieces is only told: one document may well prove both. A date that nobody gave
 * stops nobody: what is not known makes nobody refused. */
EtbSeverity etb_note_severity (EtbNote note);

/* Whether a piece in that state keeps the dossier from being packaged. */
gboolean etb_readiness_stops (EtbReadinessState state);

/* "not-concerned", "unknown", "advised", "missing", "provided", "date-unknown", "duplicate",
 * "too-many", "expired", "too-heavy", "wrong-kind" */
const char *etb_readiness_state_to_name (EtbReadinessState state);
/* The same words, and "expires", "shared". */
const char *etb_note_to_name (EtbNote note);

/* One sentence that says what is the matter with a file and what to do. Returns: (transfer full) */
char *etb_note_describe (EtbNote note, const EtbReadiness *readiness,
                         const EtbPieceReadiness *piece, const EtbFileReadiness *file);

/* "The pieces weigh 12,4 Mo out of 50 Mo." Returns: (transfer full) */
char *etb_readiness_describe_weight (const EtbReadiness *self);

/* The last day on which a document of @date is less than @months old. A term in months ends on the
 * day of the same number, or on the last of a month that has none, and that day counts (code de
 * procédure civile, articles 641 and 642). @date: YYYY-MM-DD.
 * Returns: (transfer full) (nullable): NULL when the calendar ends before */
char *etb_readiness_last_day (const char *date, guint months);

G_END_DECLS
