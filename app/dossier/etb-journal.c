/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal of a dossier in its file: see the header. That the table only grows is kept by
 * triggers in the file itself (etb-store-schema); that nobody rewrote it with another tool, by the
 * chain.
 *
 * Callers: etb-change and etb-store append on the store's thread; etb-dossier-journal reads;
 * etb-merge finds where two copies parted. */

#include "etb-journal.h"

#include "etb-xml-text.h"

/* ---- Writing ----------------------------------------------------------------------------------
 */

/* The number and the digest of the last entry. */
static gboolean
read_end (EtbConnection *connection, gint64 *number, char **digest, GError **error)
{
  g_autoptr (sqlite3_stmt) last = etb_connection_prepare (
      connection, "SELECT number, digest FROM journal ORDER BY number DESC LIMIT 1", error);
  GError *local = NULL;

  if (!last)
    return FALSE;
  if (etb_connection_step (connection, last, &local))
    {
      *number = sqlite3_column_int64 (last, 0);
      *digest = etb_connection_column_text (last, 1, ETB_JOURNAL_DIGEST_LENGTH);
    }
  if (local)
    g_propagate_error (error, local);
  /* A digest that cannot be read breaks the chain there; what follows still holds together. */
  if (!*digest)
    *digest = g_strdup (ETB_JOURNAL_FIRST);
  return local == NULL;
}

gboolean
etb_journal_append (EtbConnection *connection, const char *kind, const char *author, const char *at,
                    const char *subject, const char *detail, gint64 revision, GError **error)
{
  g_autoptr (EtbJournalEntry) entry = etb_journal_entry_new ();
  g_autoptr (sqlite3_stmt) row = NULL;

  if (!read_end (connection, &entry->number, &entry->previous, error))
    return FALSE;
  entry->number++;
  entry->at = g_strdup (at);
  entry->author = etb_xml_text_clean (author);
  entry->kind = g_strdup (kind);
  entry->subject = etb_xml_text_clean (subject);
  entry->detail = etb_xml_text_clean (detail);
  entry->revision = revision;
  entry->digest = etb_journal_entry_digest (entry);
  row = etb_connection_prepare (connection,
                                "INSERT INTO journal (number, at, author, kind, subject, detail, "
                                "revision, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                error);
  return row
         && etb_connection_bind (connection, row, error, "isssssiss", entry->number, entry->at,
                                 entry->author, entry->kind, entry->subject, entry->detail,
                                 entry->revision, entry->previous, entry->digest)
         && etb_connection_finish (connection, row, error);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static char *
read_text (sqlite3_stmt *row, int column, gsize limit)
{
  char *text = etb_connection_column_text (row, column, limit);

  return text ? text : g_strdup ("");
}

static EtbJournalEntry *
read_entry (sqlite3_stmt *row)
{
  EtbJournalEntry *entry = etb_journal_entry_new ();

  entry->number = sqlite3_column_int64 (row, 0);
  entry->at = read_text (row, 1, ETB_JOURNAL_MAX_AT);
  entry->author = read_text (row, 2, ETB_JOURNAL_MAX_AUTHOR);
  entry->kind = read_text (row, 3, ETB_JOURNAL_MAX_KIND);
  entry->subject = read_text (row, 4, ETB_JOURNAL_MAX_SUBJECT);
  entry->detail = read_text (row, 5, ETB_JOURNAL_MAX_DETAIL);
  entry->revision = sqlite3_column_int64 (row, 6);
  entry->previous = read_text (row, 7, ETB_JOURNAL_DIGEST_LENGTH);
  entry->digest = read_text (row, 8, ETB_JOURNAL_DIGEST_LENGTH);
  return entry;
}

gboolean
etb_journal_foreach (EtbConnection *connection, gint64 most, EtbJournalFunc func,
                     gpointer user_data, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = NULL;
  GError *local = NULL;
  guint count = 0;

  if (connection->version < 2)
    return TRUE;
  rows = etb_connection_prepare (connection,
                                 "SELECT number, at, author, kind, subject, detail, revision, "
                                 "previous, digest FROM journal ORDER BY number LIMIT ?",
                                 error);
  if (!rows || !etb_connection_bind (connection, rows, error, "i", most))
    return FALSE;
  while (etb_connection_step (connection, rows, &local))
    {
      g_autoptr (EtbJournalEntry) entry = read_entry (rows);

      if (++count > ETB_JOURNAL_MAX_ENTRIES)
        {
          etb_connection_set_damaged (connection, "journal", error);
          return FALSE;
        }
      if (!func (entry, user_data, error))
        return FALSE;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
collect (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  g_ptr_array_add (user_data, etb_journal_entry_copy (entry));
  return TRUE;
}

GPtrArray *
etb_journal_read (EtbConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_journal_entry_free);

  return etb_journal_foreach (connection, -1, collect, entries, error) ? g_steal_pointer (&entries)
                                                                       : NULL;
}

gint64
etb_journal_first_broken (GPtrArray *entries)
{
  EtbJournalChain chain;

  etb_journal_chain_init (&chain);
  for (guint i = 0; i < entries->len; i++)
    etb_journal_chain_add (&chain, g_ptr_array_index (entries, i));
  return chain.first_broken;
}
