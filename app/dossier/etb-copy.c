/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies of a dossier's content; see the header.
 *
 * Callers: etb-migration, etb-safety-copies. */

#include "etb-copy.h"

#include "etb-store-schema.h"

/* Pages of one step, and how long others may use the file before the next, in microseconds. */
#define STEP_PAGES 256
#define STEP_PAUSE 500
/* A file that changes under each step begins again: after so many times its pages, somebody is
 * working hard, and the copy can wait for another day. */
#define MAX_ROUNDS 8

static gboolean
is_given_up (sqlite3_backup *backup, guint64 copied, GCancellable *cancellable, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return TRUE;
  if (copied < (guint64)sqlite3_backup_pagecount (backup) * MAX_ROUNDS + STEP_PAGES)
    return FALSE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_BUSY, "busy");
  return TRUE;
}

gboolean
etb_copy_whole (EtbConnection *from, EtbConnection *to, GCancellable *cancellable, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (to->db, "main", from->db, "main");
  gboolean given_up = FALSE;
  guint64 copied = 0;
  int code = SQLITE_OK;

  if (!backup)
    {
      etb_connection_set_error (to, sqlite3_extended_errcode (to->db), error);
      return FALSE;
    }
  while (code == SQLITE_OK && !given_up)
    {
      code = sqlite3_backup_step (backup, STEP_PAGES);
      copied += STEP_PAGES;
      given_up = code == SQLITE_OK && is_given_up (backup, copied, cancellable, error);
      if (code == SQLITE_OK && !given_up)
        g_usleep (STEP_PAUSE);
    }
  code = sqlite3_backup_finish (backup);
  if (code != SQLITE_OK)
    etb_connection_set_error (to, code, error);
  return code == SQLITE_OK && !given_up;
}

/* ---- Without the bytes of files ---------------------------------------------------------------
 */

static sqlite3_stmt *
prepare_insert (EtbConnection *to, const char *table, int columns, GError **error)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT INTO %s VALUES (?", table);
  for (int i = 1; i < columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  return etb_connection_prepare (to, sql->str, error);
}

static gboolean
copy_table (EtbConnection *from, EtbConnection *to, const char *table, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (from, sql, error);
  g_autoptr (sqlite3_stmt) insert = NULL;
  GError *local = NULL;

  if (!rows)
    return FALSE;
  insert = prepare_insert (to, table, sqlite3_column_count (rows), error);
  if (!insert)
    return FALSE;
  while (etb_connection_step (from, rows, &local))
    {
      for (int i = 0; i < sqlite3_column_count (rows); i++)
        sqlite3_bind_value (insert, i + 1, sqlite3_column_value (rows, i));
      if (!etb_connection_finish (to, insert, error))
        return FALSE;
      sqlite3_reset (insert);
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
etb_copy_without_files (EtbConnection *from, EtbConnection *to, GError **error)
{
  gboolean copied;

  if (!etb_connection_build (to, error) || !etb_connection_run (from, "BEGIN", error))
    return FALSE;
  copied = TRUE;
  for (const char *const *table = etb_store_small_tables (from->version); copied && *table; table++)
    copied = copy_table (from, to, *table, error);
  etb_connection_run (from, "ROLLBACK", NULL);
  return copied
         && etb_connection_run (to, "INSERT OR REPLACE INTO meta VALUES ('light', '1'); COMMIT",
                                error);
}

gboolean
etb_copy_is_light (EtbConnection *connection)
{
  gint64 count = 0;

  return etb_connection_query_int (connection, "SELECT count(*) FROM meta WHERE name = 'light'",
                                   &count, NULL)
         && count > 0;
}
