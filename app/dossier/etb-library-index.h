/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-summary.h"

G_BEGIN_DECLS

/* What is known of many dossiers without opening one: a list at once, and a search over names and
 * answers that knows neither accents nor case.
 *
 * It is $XDG_CACHE_HOME/etabli/library.db: a cache, since all of it is in the dossiers; so it is in
 * no backup of a person's documents, and may be deleted at any time. The folders stay the truth:
 * one that is absent, damaged or of another version is made again, and
 * etb_library_index_sync_async() reads again whatever changed. It holds answers: its owner alone
 * may read it, and what is taken out of it leaves no trace in it.
 *
 * A dossier that was opened from another folder (a stick) is in it as long as its file is there.
 *
 * No function fails aloud: without an index there is only nothing to show yet. One thread at a
 * time; another thread opens its own. */

typedef struct _EtbLibraryIndex EtbLibraryIndex;

typedef enum
{
  ETB_LIBRARY_BY_CHANGE,    /* the last changed first */
  ETB_LIBRARY_BY_APPLICANT, /* by name, then place */
  ETB_LIBRARY_BY_DEADLINE,  /* the next first; those without one, then past ones, at the end */
} EtbLibraryOrder;

/* Opens it, or makes an empty one. Returns: (transfer full) (nullable): NULL when it can be neither
 */
EtbLibraryIndex *etb_library_index_open (void);
void etb_library_index_free (EtbLibraryIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbLibraryIndex, etb_library_index_free)

/* Numbers of the dossiers that have all words of @search (nullable: of all dossiers); a word may
 * be the beginning of one. @at: now, in seconds since 1970.
 * Returns: (transfer full) (element-type gint64) */
GArray *etb_library_index_list (EtbLibraryIndex *self, EtbLibraryOrder order, const char *search,
                                gint64 at);

/* How many dossiers there are in all. */
guint etb_library_index_count (EtbLibraryIndex *self);

/* "words" stays NULL: the list does not show them. Returns: (transfer full) (nullable): NULL when
 * it is no longer there */
EtbSummary *etb_library_index_get (EtbLibraryIndex *self, gint64 number);

#define ETB_LIBRARY_MATCH_BEGINS '\002'
#define ETB_LIBRARY_MATCH_ENDS   '\003'

/* The words of an answer in which @search was found, those found between the two characters above;
 * line feeds between answers. Returns: (transfer full) (nullable): NULL when the names have them
 * all, which the list shows anyway
 */
char *etb_library_index_match (EtbLibraryIndex *self, gint64 number, const char *search);

/* Remembers a dossier that was opened from anywhere: it is read at the next synchronisation. */
void etb_library_index_remember (EtbLibraryIndex *self, const char *file);

/* The same on a thread, for who does not wait. */
void etb_library_index_remember_async (const char *file);

/* Takes a dossier out, with all that is known of it. FALSE when something may be left. */
gboolean etb_library_index_forget (EtbLibraryIndex *self, const char *file);

/* In the caller's context; @done dossiers of those @total that changed have been read. What was
 * read so far is in the index. */
typedef void (*EtbLibraryProgress) (guint done, guint total, gpointer user_data);

/* Reads on a thread what changed in the folder since, and takes out what is gone. */
void etb_library_index_sync_async (EtbLibraryProgress progress, gpointer progress_data,
                                   GCancellable *cancellable, GAsyncReadyCallback callback,
                                   gpointer user_data);
/* FALSE with ETB_DOSSIER_ERROR_STORE when the folder cannot be made, or G_IO_ERROR_CANCELLED. */
gboolean etb_library_index_sync_finish (GAsyncResult *result, GError **error);

/* The same, waiting. */
gboolean etb_library_index_sync (GCancellable *cancellable, GError **error);

G_END_DECLS
