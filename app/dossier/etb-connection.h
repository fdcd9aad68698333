/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <sqlite3.h>

#include "etb-dossier-error.h"

G_BEGIN_DECLS

/* One SQLite connection to a dossier file, hardened: nothing that a hostile file holds is run or
 * trusted, every length is bounded. Private to this module. One thread at a time. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (sqlite3_stmt, sqlite3_finalize)

typedef enum
{
  ETB_CONNECTION_READ,
  ETB_CONNECTION_WRITE, /* falls back to reading when the file is not writable */
} EtbConnectionMode;

typedef struct
{
  sqlite3 *db;
  char *file;     /* absolute */
  gint64 version; /* of its tables, once built or checked */
} EtbConnection;

/* Opens an existing file without looking into it.
 * NULL with ETB_DOSSIER_ERROR_NOT_FOUND, _FOREIGN or _STORE. */
EtbConnection *etb_connection_open (const char *file, EtbConnectionMode mode, GError **error);

/* Makes the tables in an empty file that only the caller knows of. */
gboolean etb_connection_build (EtbConnection *self, GError **error);

/* Makes the tables those of the present version, in the write transaction that is open; what they
 * hold stays. Does nothing when they are so already. */
gboolean etb_connection_upgrade (EtbConnection *self, GError **error);

/* Whether the file is a dossier of a known version: identity, then exactly the tables expected;
 * then, when @deep, that every page outside the attached files is sound (those have their digest).
 * FALSE with ETB_DOSSIER_ERROR_FOREIGN, _NEWER, _DAMAGED or _STORE. */
gboolean etb_connection_check (EtbConnection *self, gboolean deep, GError **error);

void etb_connection_free (EtbConnection *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbConnection, etb_connection_free)

/* Takes the right to write, for as long as the connection lives: a write transaction that stays
 * open. FALSE when another program has it. */
gboolean etb_connection_claim (EtbConnection *self);

/* Says a SQLite result code in words. */
void etb_connection_set_error (EtbConnection *self, int code, GError **error);
void etb_connection_set_damaged (EtbConnection *self, const char *where, GError **error);

gboolean etb_connection_run (EtbConnection *self, const char *sql, GError **error);

/* Returns: (transfer full) */
sqlite3_stmt *etb_connection_prepare (EtbConnection *self, const char *sql, GError **error);

/* Binds @parameters from the first on: 's' const char * (NULL is SQL's NULL), 'i' gint64, 'b'
 * GBytes *. */
gboolean etb_connection_bind (EtbConnection *self, sqlite3_stmt *statement, GError **error,
                              const char *parameters, ...);

/* One row more. FALSE at the end, and with @error set on failure. */
gboolean etb_connection_step (EtbConnection *self, sqlite3_stmt *statement, GError **error);

/* Runs a statement that gives no row. */
gboolean etb_connection_finish (EtbConnection *self, sqlite3_stmt *statement, GError **error);

/* The first column of the first row of @sql; 0 when there is none. */
gboolean etb_connection_query_int (EtbConnection *self, const char *sql, gint64 *value,
                                   GError **error);

/* Text of a column: (transfer full) (nullable): NULL when it is not valid UTF-8 text or over
 * @limit. */
char *etb_connection_column_text (sqlite3_stmt *statement, int column, gsize limit);

G_END_DECLS
