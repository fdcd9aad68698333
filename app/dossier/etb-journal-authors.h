/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-journal-entry.h"

G_BEGIN_DECLS

/* Who a journal says typed each answer as it now is: for holding it against what the answers say of
 * themselves. Private to this module.
 *
 * An answer undone is back to the hand that typed it before, and done again to that which typed it
 * after. Where entries do not say one by one which answers they changed (answers from a file, from
 * another copy or dossier, a file of an earlier version), nothing is claimed of any. */

typedef struct _EtbJournalAuthors EtbJournalAuthors;

EtbJournalAuthors *etb_journal_authors_new (void);
void etb_journal_authors_free (EtbJournalAuthors *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalAuthors, etb_journal_authors_free)

/* The next entry, the oldest first. */
void etb_journal_authors_add (EtbJournalAuthors *self, const EtbJournalEntry *entry);

/* Who typed the answer @key; NULL when the entries do not tell. (transfer none) (nullable) */
const char *etb_journal_authors_get (EtbJournalAuthors *self, const char *key);

G_END_DECLS
