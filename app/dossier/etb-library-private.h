/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-library-index.h"
#include "etb-library.h"

G_BEGIN_DECLS

/* Shared by etb-library.c (folders), etb-library-index.c (the index: opening, lists, rows) and
 * etb-library-sync.c (bringing it up to date). */

#define ETB_DOSSIER_ENDING ".etabli"

/* Paths of the regular files of @folder that end in @ending, by name; none when there is no folder.
 * Returns: (transfer full) (element-type utf8) */
GPtrArray *etb_library_list_files (const char *folder, const char *ending);

/* What the index knows of a file without its words. */
typedef struct
{
  gint64 number; /* 0: not in the index */
  gint64 mtime;  /* nanoseconds since 1970 */
  gint64 size;
  gint64 deadline;    /* seconds since 1970; 0: none, or it is over for good */
  gboolean elsewhere; /* not of the folder */
  gboolean seen;      /* while bringing up to date */
} EtbIndexedFile;

/* Returns: (transfer full): path to EtbIndexedFile; NULL when the index is damaged */
GHashTable *etb_library_index_files (EtbLibraryIndex *self);

/* Whether all pages of the index are sound. */
gboolean etb_library_index_is_sound (EtbLibraryIndex *self);

/* An empty one in the place of one that is not. Returns: (transfer full) (nullable) */
EtbLibraryIndex *etb_library_index_remake (void);

gboolean etb_library_index_begin (EtbLibraryIndex *self);
gboolean etb_library_index_commit (EtbLibraryIndex *self);

/* In the transaction that is open. */
gboolean etb_library_index_put (EtbLibraryIndex *self, const EtbSummary *summary,
                                const EtbIndexedFile *file);
gboolean etb_library_index_remove (EtbLibraryIndex *self, gint64 number);

/* Has no trace left of what was removed; outside a transaction. */
gboolean etb_library_index_purge (EtbLibraryIndex *self);

G_END_DECLS
