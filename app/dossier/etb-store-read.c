/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier's file as it is opened: all of it read, then what an earlier version of the program or
 * an interruption left put right.
 *
 * Callers: etb-store, etb-migration, etb-merge-copy, etb-merge-apply. */

#include "etb-store-private.h"

#include "etb-content-instance.h"
#include "etb-journal.h"
#include "etb-store-schema.h"

/* Whether SQLite keeps its journal as the program has it.
 */
static gboolean
has_own_mode (EtbConnection *connection, gboolean *own, GError **error)
{
  g_autoptr (sqlite3_stmt) mode = etb_connection_prepare (connection, "PRAGMA journal_mode", error);
  g_autofree char *name = NULL;

  if (!mode || !etb_connection_step (connection, mode, error))
    return FALSE;
  name = etb_connection_column_text (mode, 0, 32);
  *own = g_strcmp0 (name, "delete") == 0;
  return TRUE;
}

gboolean
etb_store_check_mode (EtbConnection *connection, GError **error)
{
  g_autoptr (EtbContent) read = NULL;
  gboolean own = FALSE;

  if (!has_own_mode (connection, &own, error))
    return FALSE;
  if (own)
    return TRUE;
  if (!etb_connection_run (connection, "BEGIN", error))
    return FALSE;
  read = etb_store_read (connection, FALSE, error);
  etb_connection_run (connection, "ROLLBACK", NULL);
  return read != NULL;
}

/* Attachments that were being written when the program ended: nobody continues them. */
static gboolean
drop_interrupted (EtbConnection *connection, GError **error)
{
  return etb_connection_run (
      connection, "UPDATE attachment SET state = 'removed' WHERE state = 'writing'", error);
}

/* All copies of a file of the first version get the same identity: it is made of what they share.
 * Not on disk yet. */
static gboolean
upgrade (EtbConnection *connection, GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");

  return etb_connection_upgrade (connection, error)
         && etb_connection_run (connection,
                                "INSERT OR REPLACE INTO meta (name, value) SELECT "
                                "'id', " ETB_STORE_FIRST_IDENTITY,
                                error)
         && etb_journal_append (connection, "upgraded", "", at, "1", "", 0, error);
}

/* @read: of the former version. Returns: of the present one, once it was read back and is on disk.
 */
static EtbContent *
upgrade_content (EtbContent *read, EtbConnection *connection, GError **error)
{
  g_autoptr (EtbContent) before = read;
  g_autoptr (EtbContent) after = NULL;

  if (!upgrade (connection, error))
    return NULL;
  after = etb_content_read (connection, error);
  if (!after || !etb_connection_run (connection, "COMMIT; BEGIN IMMEDIATE", error))
    return NULL;
  return g_steal_pointer (&after);
}

/* What is refused is left as it was: nothing is on disk before all of it was read. */
EtbContent *
etb_store_read (EtbConnection *connection, gboolean may_write, GError **error)
{
  g_autoptr (EtbContent) read = etb_content_read (connection, error);
  g_autoptr (EtbCall) call = NULL;

  if (!read)
    return NULL;
  if (!may_write || (connection->version == ETB_STORE_VERSION && !read->has_leftovers))
    return g_steal_pointer (&read);
  call = etb_content_to_call (read, connection->file, error);
  if (!call)
    return NULL;
  if (connection->version != ETB_STORE_VERSION)
    read = upgrade_content (g_steal_pointer (&read), connection, error);
  if (!read || (read->has_leftovers && !drop_interrupted (connection, error)))
    return NULL;
  return g_steal_pointer (&read);
}
