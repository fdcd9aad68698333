/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-step.h"

G_BEGIN_DECLS

/* The steps of a dossier that can be undone, then those that can be done again; the place between
 * the two moves. Private to this module. One thread at a time. */

typedef struct _EtbHistory EtbHistory;

/* Steps kept: weeks of work; older ones stay in the journal. */
#define ETB_HISTORY_MAX_STEPS 1000

EtbHistory *etb_history_new (void);
void etb_history_free (EtbHistory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbHistory, etb_history_free)

/* Takes what a file holds. @steps: (element-type EtbStep) by number. A step that was undone before
 * one that was not can never be done again: its number goes into @forgotten (element-type gint64).
 */
void etb_history_load (EtbHistory *self, GPtrArray *steps, GArray *forgotten);

/* A number for a step that is being made: each is given once. */
gint64 etb_history_reserve (EtbHistory *self);

/* The last step, when typing more into the same answer goes on with it. @key: of the answer.
 * Returns: (nullable) (transfer none) */
EtbStep *etb_history_find_open (EtbHistory *self, const char *key, const char *author);

/* Adds a step that was done, or puts it in the place of one that has its number. What had been
 * undone can be done no more, and at most ETB_HISTORY_MAX_STEPS are kept: the numbers of those let
 * go are added to @forgotten. */
void etb_history_record (EtbHistory *self, EtbStep *step, GArray *forgotten);

/* Lets the oldest step go. Returns: its number; 0 when only one is left to undo, or none */
gint64 etb_history_drop_oldest (EtbHistory *self);

/* What would be undone or done again next: (nullable) (transfer none) */
EtbStep *etb_history_peek_undo (EtbHistory *self);
EtbStep *etb_history_peek_redo (EtbHistory *self);

/* Moves the place over that step. */
void etb_history_undo (EtbHistory *self);
void etb_history_redo (EtbHistory *self);

/* All steps, the oldest first: (transfer none) (element-type EtbStep); the first @n_done of them
 * are done, the others undone. @n_done: (out) (nullable) */
GPtrArray *etb_history_get_steps (EtbHistory *self, guint *n_done);

G_END_DECLS
