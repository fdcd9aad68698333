/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-journal-entry.h"

G_BEGIN_DECLS

/* The journal of a dossier for those who read it: whole, in words, and whether it holds together.
 * It is read from the file through a connection of its own: what was saved is there, what is being
 * typed is not yet. A journal that does not hold together keeps nobody from working. */

typedef enum
{
  ETB_JOURNAL_INTACT,
  ETB_JOURNAL_BROKEN,         /* an entry was altered, taken out or put in */
  ETB_JOURNAL_AUTHORS_DIFFER, /* an answer names another author than its last entry does */
} EtbJournalState;

typedef struct
{
  EtbJournalState state;
  gint64 count;        /* of entries; 0 in a file of version 1 */
  gint64 first_broken; /* number of an entry; 0 when none is */
  char *answer;        /* key of the first answer whose author differs; NULL when none does */
  char digest[ETB_JOURNAL_DIGEST_LENGTH + 1]; /* of the last entry; ETB_JOURNAL_FIRST for none */
} EtbJournalCheck;

void etb_journal_check_free (EtbJournalCheck *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalCheck, etb_journal_check_free)

/* NULL with ETB_DOSSIER_ERROR when the file cannot be read. */
EtbJournalCheck *etb_dossier_check_journal (EtbDossier *self, GError **error);
/* The same on a thread; the dossier may go meanwhile. */
void etb_dossier_check_journal_async (EtbDossier *self, GCancellable *cancellable,
                                      GAsyncReadyCallback callback, gpointer user_data);
EtbJournalCheck *etb_dossier_check_journal_finish (GAsyncResult *result, GError **error);

/* What is wrong and what to make of it, in a sentence or two for people; NULL when nothing is.
 * Returns: (transfer full) (nullable) */
char *etb_dossier_describe_journal_check (EtbDossier *self, const EtbJournalCheck *check);

/* One entry as people look at it. Texts belong to the reading. */
typedef struct
{
  gint64 number;
  gint64 at;          /* seconds since 1970, UTC; G_MININT64 when it is no instant */
  const char *author; /* as stored */
  const char *kind;
  const char *subject;
} EtbJournalLine;

typedef struct
{
  EtbJournalCheck *check;
  GArray *lines;       /* (element-type EtbJournalLine), the oldest first */
  GHashTable *helpers; /* author, as stored, to the name of who helped */
  GStringChunk *texts;
} EtbJournalReading;

void etb_journal_reading_free (EtbJournalReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbJournalReading, etb_journal_reading_free)

/* All entries. NULL with ETB_DOSSIER_ERROR when the file cannot be read. */
EtbJournalReading *etb_dossier_read_journal (EtbDossier *self, GError **error);
/* The same on a thread; the dossier may go meanwhile. */
void etb_dossier_read_journal_async (EtbDossier *self, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
EtbJournalReading *etb_dossier_read_journal_finish (GAsyncResult *result, GError **error);

/* "Answer", "Undone"; @kind itself when it is not known. (transfer none) */
const char *etb_journal_kind_to_words (const char *kind);

/* Who that is: "the applicant", the name of a helper, "Établi" for what the program did by itself.
 * (transfer none) */
const char *etb_journal_author_to_words (EtbJournalReading *reading, const char *author);

/* What an entry is about: the label of the question or line, the name of the piece or file; "" when
 * its kind says it all. @call: (nullable), as is @instance, which tells which line is meant.
 * Returns: (transfer full) */
char *etb_journal_subject_to_words (EtbCall *call, EtbInstance *instance, const char *kind,
                                    const char *subject);

/* Gives @func the first @most entries (-1: all), the oldest first, waiting. May be called on
 * any thread. FALSE with ETB_DOSSIER_ERROR, or with what @func said. */
gboolean etb_dossier_foreach_entry (EtbDossier *self, gint64 most, EtbJournalFunc func,
                                    gpointer user_data, GError **error);

G_END_DECLS
