/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-connection.h"

G_BEGIN_DECLS

/* Whose hand did what in a dossier, and when; never what was written. Entries are only ever added.
 * Each holds the digest of the one before it, so that one altered, taken out or put in shows.
 *
 * Digest of an entry: SHA-256, in lower-case hexadecimal, of its fields number, at, author, kind,
 * subject, detail, revision and previous, in that order, each written as its length in bytes in
 * decimal, a colon, its UTF-8 text, a line feed. "previous" of the first is 64 zeros. */

typedef struct
{
  gint64 number;
  char *at; /* UTC, ISO 8601 */
  char *author;
  char *kind; /* a word of EtbStepKind, or "created", "undone", "redone", "exported"... */
  char *subject;
  char *detail;
  gint64 revision; /* of the file, when the entry was made */
  char *previous;
  char *digest;
} EtbJournalEntry;

#define ETB_JOURNAL_MAX_ENTRIES 1000000
#define ETB_JOURNAL_FIRST       "0000000000000000000000000000000000000000000000000000000000000000"

void etb_journal_entry_free (EtbJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalEntry, etb_journal_entry_free)

/* The digest that the other fields ask for. Returns: (transfer full) */
char *etb_journal_entry_digest (const EtbJournalEntry *self);

/* Adds an entry, in the write transaction that is open. @at: UTC; @revision: of the file by then.
 */
gboolean etb_journal_append (EtbConnection *connection, const char *kind, const char *author,
                             const char *at, const char *subject, const char *detail,
                             gint64 revision, GError **error);

/* All entries, the oldest first; none in a file of version 1. The chain is not checked.
 * Returns: (transfer full) (element-type EtbJournalEntry): NULL with ETB_DOSSIER_ERROR */
GPtrArray *etb_journal_read (EtbConnection *connection, GError **error);

/* Number of the first entry that does not follow from the one before it; 0 when all do.
 * @entries: (element-type EtbJournalEntry) */
gint64 etb_journal_first_broken (GPtrArray *entries);

G_END_DECLS
