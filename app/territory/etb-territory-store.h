/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "etb-dataset.h"
#include "etb-polygon.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* The base of what a person imported: one SQLite file, $XDG_DATA_HOME/etabli/territoire.sqlite.
 * Private to this module. A connection is of one thread; any number of them may be open, and
 * readers never wait for an import: the journal is a write-ahead log.
 *
 * Data belong to a source and are replaced whole with it, in one transaction:
 *   begin, replace_source, the rows, commit
 * so that an import that fails or is cancelled leaves what was there. */

typedef enum
{
  ETB_TERRITORY_STORE_READ, /* an absent file is an empty base; nothing is written */
  ETB_TERRITORY_STORE_WRITE,
} EtbTerritoryStoreMode;

typedef struct _EtbTerritoryStore EtbTerritoryStore;

/* Returns: (transfer full): the path of the base of this user */
char *etb_territory_store_get_default_file (void);

/* @file: NULL for the default one.
 * Returns: (transfer full): NULL with ETB_TERRITORY_ERROR_BASE when it is damaged, foreign or of a
 *   later version, _STORE when the disk refuses */
EtbTerritoryStore *etb_territory_store_open (const char *file, EtbTerritoryStoreMode mode,
                                             GError **error);
void etb_territory_store_free (EtbTerritoryStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbTerritoryStore, etb_territory_store_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

sqlite3 *etb_territory_store_get_db (EtbTerritoryStore *self);

/* From now on a source that holds fewer than that in whose place it comes is refused, with
 * ETB_TERRITORY_ERROR_LESS: for programs that ask first. */
void etb_territory_store_keep_more (EtbTerritoryStore *self);
gboolean etb_territory_store_keeps_more (EtbTerritoryStore *self);

/* Whether an empty base was opened in place of a file that has come since. */
gboolean etb_territory_store_is_outdated (EtbTerritoryStore *self);

/* Renames a base that cannot be used; the next one opened is empty. Only with the consent of the
 * person. Returns: (transfer full): its new path, NULL with ETB_TERRITORY_ERROR_STORE */
char *etb_territory_store_set_aside (const char *file, GError **error);

/* Says a SQLite result code in words. */
void etb_territory_store_set_error (EtbTerritoryStore *self, int code, GError **error);

gboolean etb_territory_store_run (EtbTerritoryStore *self, const char *sql, GError **error);

/* Returns: (transfer full) */
sqlite3_stmt *etb_territory_store_prepare (EtbTerritoryStore *self, const char *sql,
                                           GError **error);

/* One row more. FALSE at the end, and with @error set on failure. */
gboolean etb_territory_store_step (EtbTerritoryStore *self, sqlite3_stmt *statement,
                                   GError **error);

/* Runs a statement that gives no row, and makes it ready for the next one. */
gboolean etb_territory_store_finish (EtbTerritoryStore *self, sqlite3_stmt *statement,
                                     GError **error);

/* Text of a column, "" for NULL or what is no UTF-8 text. Returns: (transfer full) */
char *etb_territory_store_column_text (sqlite3_stmt *statement, int column);

/* The box that a statement of one row gives for @code: the least and the greatest longitude and
 * latitude. FALSE when it is none, and with @error on failure. */
gboolean etb_territory_store_get_box (EtbTerritoryStore *self, const char *sql, const char *code,
                                      EtbBox *box, GError **error);

gboolean etb_territory_store_begin (EtbTerritoryStore *self, GError **error);
/* A commit that fails has rolled back. */
gboolean etb_territory_store_commit (EtbTerritoryStore *self, GError **error);
void etb_territory_store_rollback (EtbTerritoryStore *self);

/* In a transaction. Deletes the source of the same kind and scope with its data, if there is one,
 * and puts @source in its place.
 * Returns: its number, which the rows that follow refer to; 0 with @error */
gint64 etb_territory_store_replace_source (EtbTerritoryStore *self, const EtbDataset *source,
                                           GError **error);

/* In a transaction: the counts, once known, and the digest of what was read. */
gboolean etb_territory_store_update_source (EtbTerritoryStore *self, gint64 number,
                                            const EtbDataset *source, GError **error);

/* In a transaction. TRUE as well when there was none. */
gboolean etb_territory_store_remove_source (EtbTerritoryStore *self, const char *kind,
                                            const char *scope, GError **error);

/* Returns: (transfer full) (element-type EtbDataset), by kind and scope; NULL with @error */
GPtrArray *etb_territory_store_get_sources (EtbTerritoryStore *self, GError **error);

G_END_DECLS
