/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-dossier-error.h"
#include "etb-evaluation.h"

G_BEGIN_DECLS

/* A dossier under another edition of its call: what would become of its answers, and the move
 * itself. A move is always asked for, never automatic; it keeps a copy of the dossier as it was.
 *
 * Answers and attached files for which the other edition has no place are kept in the file, aside:
 * no screen and no package has them, and a later move to an edition that has their place brings
 * them back. All functions work on the file and wait for the disk: flush an open dossier before
 * looking, close it before moving. Any thread. */

typedef struct
{
  char *path; /* path of an answer, lines named by identity; code of a piece for an attached file */
  char *label; /* as the edition it was written for says it; the path where none does */
  char *value; /* the answer, as read by people; name of the attached file */
} EtbKept;

typedef struct
{
  char *id; /* of the criterion */
  char *label;
  const char *before; /* "met", "not-met", "unknown"; "" for a criterion that did not apply */
  const char *after;
  char *text; /* what the other edition says of it; "" when it does not apply there */
} EtbVerdictChange;

typedef struct
{
  EtbCall *call;      /* the other edition */
  gboolean has_track; /* FALSE: it lacks the track of the dossier, which cannot be moved to it */
  GPtrArray *invalid; /* (element-type EtbProblem) answers accepted now, and not there */
  GPtrArray *missing; /* (element-type EtbProblem) empty answers that are needed only there */
  GPtrArray *unknown; /* (element-type EtbKept) answers that have no place there */
  GPtrArray *files;   /* (element-type EtbKept) attached files whose piece is not asked for there */
  GPtrArray *verdicts; /* (element-type EtbVerdictChange) criteria that say something else there */
} EtbMigrationReport;

void etb_migration_report_free (EtbMigrationReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbMigrationReport, etb_migration_report_free)

/* What the rules of @target say of the answers in @file, beside what the rules of its own edition
 * say, both at @at (NULL: now). Nothing is written. NULL with ETB_DOSSIER_ERROR, or
 * ETB_RULES_ERROR when an expression of @target is wrong. */
EtbMigrationReport *etb_migration_preview (const char *file, EtbCall *target, GDateTime *at,
                                           GError **error);

/* Makes @target the edition of the dossier in @file. First a copy of the dossier is made beside it,
 * named after the edition it is for and the day; then all is written in one transaction.
 * @copy: (out) (optional) (transfer full): the copy's file.
 * FALSE, the dossier being as it was and no copy left, with ETB_DOSSIER_ERROR_READ_ONLY when the
 * dossier is open anywhere or cannot be written, _VALUE when it is for @target already, _PATH when
 * @target lacks its track, _STORE, or ETB_RULES_ERROR. */
gboolean etb_migration_move (const char *file, EtbCall *target, char **copy, GError **error);

/* Makes @target the edition of the dossier in @file and @track, an id, its track, without a copy:
 * for a dossier that nobody keeps, such as that in which a definition is tried while it is being
 * written. When both are so already, nothing is written and it keeps its place. FALSE, the dossier
 * being as it was, with the errors of etb_migration_move() but _VALUE. */
gboolean etb_migration_recast (const char *file, EtbCall *target, const char *track,
                               GError **error);

/* Answers and attached files that the present edition of @file has no place for.
 * Returns: (transfer full) (element-type EtbKept) (nullable): NULL with an error */
GPtrArray *etb_migration_list_kept (const char *file, GError **error);

G_END_DECLS
