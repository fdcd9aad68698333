/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-content-instance.h"
#include "etb-journal.h"
#include "etb-merge.h"

G_BEGIN_DECLS

/* Shared by etb-merge.c (life, choices), etb-merge-copy.c (one side as read), etb-merge-parting.c
 * (what changed since when), etb-merge-compare.c, etb-merge-files.c (differences),
 * etb-merge-words.c, etb-merge-apply.c and etb-merge-outcome.c (what the rules say of the result).
 *
 * Bringing together leaves an entry "merged" in the journal of the result. Its detail is the digest
 * of the last entry of the copy that was taken in, the last revision of that copy, and the last
 * revision of the taking copy before: "DIGEST 41 37". So what that copy had by then is known to be
 * no news, and rows with revisions from there up to the entry's own are known to be its. */

#define ETB_MERGE_NOTE "merged"

/* What an attached file has besides its EtbAttachment. */
typedef struct
{
  char *date; /* YYYY-MM-DD, "" */
  char *author;
  char *at;
  gint64 revision;
} EtbMergeFileRow;

/* One thing that a step did. */
typedef struct
{
  const EtbStep *step;
  const EtbStepItem *item;
} EtbMergePast;

/* Revisions over "first", up to "last". */
typedef struct
{
  gint64 first;
  gint64 last;
} EtbMergeRange;

struct _EtbMergeCopy
{
  char *file;                /* absolute */
  EtbConnection *connection; /* in a read transaction while comparing; then NULL */
  EtbContent *content;
  GPtrArray *journal;  /* (element-type EtbJournalEntry) */
  char *mark;          /* what every change of the file changes */
  EtbInstance *filled; /* with its answers */
  EtbInstance *blank;  /* with its lines, and no answer */
  GHashTable *answers; /* key to EtbStoredAnswer */
  GHashTable *lines;   /* key to EtbStoredLine */
  GHashTable *under;   /* key of a line to GPtrArray of EtbStoredAnswer */
  GHashTable *rows;    /* identity of a complete file to EtbMergeFileRow */
  GHashTable *gone;    /* set of identities of files that are kept or removed */
  GHashTable *past;    /* key or identity to GPtrArray of EtbMergePast, the oldest first */

  /* Set by etb_merge_find_parting(). */
  gboolean parting_known; /* FALSE: everything counts as changed */
  gint64 parted;          /* last revision of its own that the other copy has too */
  gint64 seen;            /* last revision that the other copy took in since; 0 */
  GArray *taken;          /* (element-type EtbMergeRange) rows taken from the other copy */
  GHashTable *since;      /* set of what its journal tells since: subjects, and "kind at" */
  gboolean decided;       /* it took the other in knowing all that had been decided there */
};

/* Opens, checks and reads. NULL with ETB_DOSSIER_ERROR */
EtbMergeCopy *etb_merge_copy_read (const char *file, GError **error);
void etb_merge_copy_free (EtbMergeCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbMergeCopy, etb_merge_copy_free)

/* Makes what etb_merge_find_parting() and comparing look into. */
void etb_merge_copy_index (EtbMergeCopy *self, EtbCall *call);

/* What every change of a dossier changes. Returns: (transfer full) (nullable) */
char *etb_merge_make_mark (EtbConnection *connection, EtbContent *content, GError **error);

/* Key of the line that @key is in, the outermost whose identity only one of the two sides has; NULL
 * when there is none. @key itself, of a line, counts. Returns: (transfer full) (nullable) */
char *etb_merge_find_lone_line (EtbMergeCopy *mine, EtbMergeCopy *theirs, const char *key);

/* (nullable) (transfer none) (element-type EtbMergePast) */
GPtrArray *etb_merge_copy_past (EtbMergeCopy *self, const char *key);

/* @warnings: gets a sentence for each journal whose chain is broken. */
void etb_merge_find_parting (EtbMergeCopy *mine, EtbMergeCopy *theirs, GPtrArray *warnings);

/* Whether a row of this revision was written since the copies parted. */
gboolean etb_merge_copy_changed (EtbMergeCopy *self, gint64 revision);

/* Whether @self did something to @key since the copies parted, by its journal: an answer, a line, a
 * file. What took something away leaves no row that would tell. */
gboolean etb_merge_copy_acted_on (EtbMergeCopy *self, const char *key);

/* The last digest and revision of @taken, for the entry. Returns: (transfer full) */
char *etb_merge_make_detail (EtbMergeCopy *taken, gint64 before);

/* Whether @self has taken in all that @other holds. */
gboolean etb_merge_copy_has_all_of (EtbMergeCopy *self, EtbMergeCopy *other);

/* Adds a difference whose sides are empty. Returns: (transfer none) */
EtbMergeDifference *etb_merge_add (EtbMerge *self, EtbMergeKind kind, const char *key);
void etb_merge_side_set (EtbMergeSide *side, const char *value, const char *author, const char *at);

/* Sets the suggestion from what changed. */
void etb_merge_suggest (EtbMerge *self, EtbMergeDifference *difference);

/* Adds those of attached files. */
void etb_merge_compare_files (EtbMerge *self);

/* Adds those of lines and answers, in the order of the call. */
void etb_merge_compare_answers (EtbMerge *self);

/* What the rules make of it: @before, and what @connection holds now. NULL with an error */
EtbMergeOutcome *etb_merge_judge (EtbMerge *self, EtbContent *before, EtbConnection *connection,
                                  GError **error);

G_END_DECLS
