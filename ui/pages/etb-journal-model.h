/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier-journal.h"

G_BEGIN_DECLS

/* Entries of a journal as a list: the latest first, those of one author or one kind when asked for.
 * An item is made when it is looked at: 100 000 entries cost no more than their lines. */

/* One entry of the list. */
#define ETB_TYPE_JOURNAL_ITEM (etb_journal_item_get_type ())
G_DECLARE_FINAL_TYPE (EtbJournalItem, etb_journal_item, ETB, JOURNAL_ITEM, GObject)

/* (transfer none): belongs to the list's reading */
const EtbJournalLine *etb_journal_item_get_line (EtbJournalItem *self);
/* Whether the one above, if any, is of another day (of this computer's zone). */
gboolean etb_journal_item_begins_day (EtbJournalItem *self);

#define ETB_TYPE_JOURNAL_MODEL (etb_journal_model_get_type ())
G_DECLARE_FINAL_TYPE (EtbJournalModel, etb_journal_model, ETB, JOURNAL_MODEL, GObject)

EtbJournalModel *etb_journal_model_new (void);

/* Shows another reading (transfer full), with the filter as it is. Items of the former one are of
 * no use any more. */
void etb_journal_model_take (EtbJournalModel *self, EtbJournalReading *reading);

/* Which ones are shown. NULL: any. As stored in the file. */
void etb_journal_model_set_filter (EtbJournalModel *self, const char *author, const char *kind);

/* (nullable) (transfer none) */
EtbJournalReading *etb_journal_model_get_reading (EtbJournalModel *self);

/* Authors or kinds that are in the reading, each once, in the order in which they first appear.
 * Returns: (transfer full) (array zero-terminated=1) */
char **etb_journal_model_list_authors (EtbJournalModel *self);
char **etb_journal_model_list_kinds (EtbJournalModel *self);

G_END_DECLS
