/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-content-instance.h"
#include "etb-deposit.h"
#include "etb-dossier-assistance.h"
#include "etb-dossier-history.h"
#include "etb-dossier.h"
#include "etb-finding.h"
#include "etb-history.h"
#include "etb-rules.h"
#include "etb-store.h"

G_BEGIN_DECLS

/* Shared by etb-dossier.c (life, reading, signals), etb-dossier-answers.c (answers and lines),
 * etb-dossier-fill.c (answers from a file), etb-dossier-finding.c (what was found of the place),
 * etb-dossier-history.c (steps: doing, undoing), etb-dossier-effects.c (telling of them),
 * etb-dossier-open.c (making and opening), etb-dossier-opening.c (the same beside the loop),
 * etb-dossier-pieces.c (attached files, exports),
 * etb-deposit.c (the receipt of a deposit),
 * etb-dossier-assistance.c (help) and etb-dossier-read-back.c (what the applicant makes of it). */

/* The applicant: who types, as long as nobody helps. */
#define ETB_DOSSIER_AUTHOR "porteur"

/* The key, among those of the answers, of what was found of the place. No path is like it. */
#define ETB_DOSSIER_FINDING_KEY "finding"

typedef struct
{
  char *author;
  char *at;     /* UTC */
  char *review; /* "", "accepted" or "refused": what the applicant said of it */
} EtbOrigin;

EtbOrigin *etb_origin_new (const char *author, const char *at, const char *review);

struct _EtbDossier
{
  GObject parent_instance;
  EtbStore *store; /* NULL once closed */
  char *file;
  char *read_only_reason; /* or NULL */
  GPtrArray *notices;     /* (element-type utf8) what opening put right */
  GSource *source;        /* woken by the store's thread; NULL once closed */
  guint64 seen_saves, seen_failures;
  GDateTime *last_saved; /* or NULL */

  EtbCall *call;
  EtbRules *rules;
  EtbInstance *instance;
  EtbEvaluation *evaluation;
  guint n_holds;            /* see etb_dossier_hold() */
  struct _EtbEffects *held; /* what is to be told then; or NULL */
  GHashTable *origins;      /* key to EtbOrigin */
  GPtrArray *attachments;   /* (element-type EtbAttachment) */
  GPtrArray *kept;          /* (element-type EtbAttachment) taken away, for the history */
  EtbHistory *history;
  GPtrArray *uploads;     /* (element-type EtbPiece) one for each copy under way */
  GPtrArray *exports;     /* (element-type EtbExport) */
  GPtrArray *assistances; /* (element-type EtbAssistance), the oldest first */
  EtbDeposit *deposit;    /* or NULL */
  char *place;
  char *finding_text;  /* as stored; NULL or "" when there is none */
  EtbFinding *finding; /* read from that; NULL when there is none, or it cannot be read */
  GDateTime *at;       /* NULL: now */
};

/* A source for the opener's context, and what wakes it on the store's thread. */
GSource *etb_dossier_make_source (EtbDossier *self);
void etb_dossier_on_store_news (gpointer source);

/* The calling thread is the opener's from then on: what the store says comes in its context. */
void etb_dossier_settle (EtbDossier *self);

/* See etb_dossier_open(), for any thread: the dossier says nothing before it is settled. */
EtbDossier *etb_dossier_open_detached (const char *file, GError **error);

/* See etb_dossier_create(): the file alone. */
gboolean etb_dossier_make_file (const char *file, EtbCall *call, const char *track, GError **error);

/* Emits what the store has to say; from the opener's thread. */
void etb_dossier_dispatch (EtbDossier *self);

/* FALSE with ETB_DOSSIER_ERROR_READ_ONLY or _STORE (closed). */
gboolean etb_dossier_check_writable (EtbDossier *self, GError **error);

void etb_dossier_set_path_error (EtbDossier *self, const char *path, GError **error);

/* Runs the rules again; to be told once what made it necessary was told. */
void etb_dossier_evaluate (EtbDossier *self);

/* What the rules would say of other answers. Returns: (transfer full) */
EtbEvaluation *etb_dossier_judge (EtbDossier *self, EtbInstance *instance);

void etb_dossier_emit_verdicts_changed (EtbDossier *self);
void etb_dossier_emit_answer_changed (EtbDossier *self, const char *path);
void etb_dossier_emit_lines_changed (EtbDossier *self, const char *repeat_path);
void etb_dossier_emit_pieces_changed (EtbDossier *self);
void etb_dossier_emit_history_changed (EtbDossier *self);
void etb_dossier_emit_assistance_changed (EtbDossier *self);
void etb_dossier_emit_deposit_changed (EtbDossier *self);

/* Whose hand types now: ETB_DOSSIER_AUTHOR, or that of the helper. (transfer none) */
const char *etb_dossier_get_author (EtbDossier *self);

/* Whether that hand may undo @step (nullable) or do it again. FALSE with
 * ETB_DOSSIER_ERROR_READ_ONLY, _STORE or _ASSISTANCE. */
gboolean etb_dossier_check_travel (EtbDossier *self, const EtbStep *step, GError **error);

/* Whether anybody ever helped. */
gboolean etb_dossier_has_helpers (EtbDossier *self);

/* Notes the help that is over and of which nothing is left to read back. */
void etb_dossier_note_read_back (EtbDossier *self);

/* Puts a record in the place of the one with its id. */
void etb_dossier_replace_assistance (EtbDossier *self, const EtbAssistance *fields);

/* Puts an attached file (transfer full) in its place of the list. */
void etb_dossier_insert_attachment (EtbDossier *self, EtbAttachment *attachment);

/* (nullable) (transfer none) */
const char *etb_dossier_line_identity (xmlNodePtr line);

/* Canonical text for what was typed at @path, or the text itself; NULL with ETB_DOSSIER_ERROR_VALUE
 * when it can be neither. */
char *etb_dossier_normalise (EtbCall *call, const char *path, const char *typed, GError **error);

/* Whether an accident left something to put right beside @file; to be asked before it is opened. */
gboolean etb_dossier_has_hot_journal (const char *file);

/* Finds words for what opening put right. @had_journal: as asked before. */
void etb_dossier_note_recovery (EtbDossier *self, EtbContent *content, gboolean had_journal);

/* Says so when the clock is a day or more behind the last change: deadlines are counted by it. */
void etb_dossier_note_clock (EtbDossier *self, EtbContent *content);

/* A step by whoever types now, with the next number. Returns: (transfer full) */
EtbStep *etb_dossier_new_step (EtbDossier *self, EtbStepKind kind, const char *subject);

/* Add to a step what it is to do, in this order: answers of a line after it when it is added. Keys
 * are those of the instance as it is now. */
void etb_dossier_step_answer (EtbDossier *self, EtbStep *step, const char *key, const char *value);
/* The same for what was @typed at @path, unless it is there already. FALSE with
 * ETB_DOSSIER_ERROR_PATH, _VALUE or _ASSISTANCE. */
gboolean etb_dossier_step_typed (EtbDossier *self, EtbStep *step, const char *path,
                                 const char *typed, GError **error);
void etb_dossier_step_add_line (EtbStep *step, const char *key);
void etb_dossier_step_remove_line (EtbDossier *self, EtbStep *step, const char *key);

/* What is stored under the key of an answer, or of the finding: NULL when no such answer.
 * Returns: (transfer full) (nullable) */
char *etb_dossier_get_value (EtbDossier *self, const char *key);
void etb_dossier_put_value (EtbDossier *self, const char *key, const char *value);

/* Once, when opening. */
void etb_dossier_restore_finding (EtbDossier *self, EtbContent *content);

/* The last step with more typed into the same answer. Returns: (transfer full) (nullable): NULL
 * when that would be another step */
EtbStep *etb_dossier_continue_answer (EtbDossier *self, const char *key, const char *value);

/* Does a step (transfer full): applies it, has it written, keeps it, tells of it. */
void etb_dossier_perform (EtbDossier *self, EtbStep *step);

/* Keeps a step that was done and handed to the store already. */
void etb_dossier_record_step (EtbDossier *self, EtbStep *step);

/* @numbers: (element-type gint64) of steps that the history let go */
void etb_dossier_forget_steps (EtbDossier *self, GArray *numbers);

G_END_DECLS
