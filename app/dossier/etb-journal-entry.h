/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One entry of the journal of a dossier: whose hand did what, and when; never what was written.
 * Entries are only ever added. Each holds the digest of the one before it, so that one altered,
 * taken out or put in shows.
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

#define ETB_JOURNAL_MAX_ENTRIES   1000000
#define ETB_JOURNAL_DIGEST_LENGTH 64
#define ETB_JOURNAL_FIRST         "0000000000000000000000000000000000000000000000000000000000000000"

/* Longest texts of an entry, in bytes. */
#define ETB_JOURNAL_MAX_AT      32
#define ETB_JOURNAL_MAX_KIND    64
#define ETB_JOURNAL_MAX_AUTHOR  1024
#define ETB_JOURNAL_MAX_SUBJECT 1024
#define ETB_JOURNAL_MAX_DETAIL  (256 * 1024)

/* All empty. Returns: (transfer full) */
EtbJournalEntry *etb_journal_entry_new (void);

EtbJournalEntry *etb_journal_entry_copy (const EtbJournalEntry *self);
void etb_journal_entry_free (EtbJournalEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalEntry, etb_journal_entry_free)

/* The digest that the other fields ask for. Returns: (transfer full) */
char *etb_journal_entry_digest (const EtbJournalEntry *self);

/* Given one entry of a journal, the oldest first. FALSE with an error stops. */
typedef gboolean (*EtbJournalFunc) (const EtbJournalEntry *entry, gpointer user_data,
                                    GError **error);

/* A chain that is followed entry by entry. */
typedef struct
{
  gint64 count;
  gint64 first_broken; /* number of the first entry that does not follow from the one before it */
  char digest[ETB_JOURNAL_DIGEST_LENGTH + 1]; /* of the last entry */
} EtbJournalChain;

/* @self: (out caller-allocates) */
void etb_journal_chain_init (EtbJournalChain *self);
void etb_journal_chain_add (EtbJournalChain *self, const EtbJournalEntry *entry);

G_END_DECLS
