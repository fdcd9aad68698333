/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal of a dossier: see the header. That the table only grows is kept by triggers in the
 * file itself (etb-store-schema); that nobody rewrote it with another tool, by the chain.
 *
 * Callers: etb-change and etb-store append on the store's thread; etb-dossier-journal reads;
 * etb-merge finds where two copies parted. */

#include "etb-journal.h"

#include <string.h>

#include "etb-content.h"

void
etb_journal_entry_free (EtbJournalEntry *self)
{
  if (!self)
    return;
  g_free (self->at);
  g_free (self->author);
  g_free (self->kind);
  g_free (self->subject);
  g_free (self->detail);
  g_free (self->previous);
  g_free (self->digest);
  g_free (self);
}

static void
digest_text (GChecksum *checksum, const char *text)
{
  gsize length = strlen (text);
  g_autofree char *head = g_strdup_printf ("%" G_GSIZE_FORMAT ":", length);

  g_checksum_update (checksum, (const guchar *)head, -1);
  g_checksum_update (checksum, (const guchar *)text, (gssize)length);
  g_checksum_update (checksum, (const guchar *)"\n", 1);
}

static char *
digest_of (gint64 number, const char *at, const char *author, const char *kind, const char *subject,
           const char *detail, gint64 revision, const char *previous)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *number_text = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *revision_text = g_strdup_printf ("%" G_GINT64_FORMAT, revision);
  const char *const fields[]
      = { number_text, at, author, kind, subject, detail, revision_text, previous };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    digest_text (checksum, fields[i]);
  return g_strdup (g_checksum_get_string (checksum));
}

char *
etb_journal_entry_digest (const EtbJournalEntry *self)
{
  return digest_of (self->number, self->at, self->author, self->kind, self->subject, self->detail,
                    self->revision, self->previous);
}

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
      *digest = etb_connection_column_text (last, 1, 64);
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
  gint64 number = 0;
  g_autofree char *previous = NULL;
  g_autofree char *digest = NULL;
  g_autoptr (sqlite3_stmt) row = NULL;

  if (!read_end (connection, &number, &previous, error))
    return FALSE;
  number++;
  digest = digest_of (number, at, author, kind, subject, detail, revision, previous);
  row = etb_connection_prepare (connection,
                                "INSERT INTO journal (number, at, author, kind, subject, detail, "
                                "revision, previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                                error);
  return row
         && etb_connection_bind (connection, row, error, "isssssiss", number, at, author, kind,
                                 subject, detail, revision, previous, digest)
         && etb_connection_finish (connection, row, error);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static EtbJournalEntry *
read_entry (sqlite3_stmt *row)
{
  g_autoptr (EtbJournalEntry) entry = g_new0 (EtbJournalEntry, 1);

  entry->number = sqlite3_column_int64 (row, 0);
  entry->at = etb_connection_column_text (row, 1, 32);
  entry->author = etb_connection_column_text (row, 2, ETB_CONTENT_MAX_KEY);
  entry->kind = etb_connection_column_text (row, 3, 64);
  entry->subject = etb_connection_column_text (row, 4, ETB_CONTENT_MAX_KEY);
  entry->detail = etb_connection_column_text (row, 5, ETB_CONTENT_MAX_VALUE);
  entry->revision = sqlite3_column_int64 (row, 6);
  entry->previous = etb_connection_column_text (row, 7, 64);
  entry->digest = etb_connection_column_text (row, 8, 64);
  if (!entry->at || !entry->author || !entry->kind || !entry->subject || !entry->detail
      || !entry->previous || !entry->digest)
    return NULL;
  return g_steal_pointer (&entry);
}

GPtrArray *
etb_journal_read (EtbConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) entries
      = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_journal_entry_free);
  g_autoptr (sqlite3_stmt) rows = NULL;
  GError *local = NULL;

  if (connection->version < 2)
    return g_steal_pointer (&entries);
  rows = etb_connection_prepare (connection,
                                 "SELECT number, at, author, kind, subject, detail, revision, "
                                 "previous, digest FROM journal ORDER BY number",
                                 error);
  if (!rows)
    return NULL;
  while (etb_connection_step (connection, rows, &local))
    {
      EtbJournalEntry *entry = entries->len < ETB_JOURNAL_MAX_ENTRIES ? read_entry (rows) : NULL;

      if (!entry)
        {
          etb_connection_set_damaged (connection, "journal", error);
          return NULL;
        }
      g_ptr_array_add (entries, entry);
    }
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_steal_pointer (&entries);
}

gint64
etb_journal_first_broken (GPtrArray *entries)
{
  const char *previous = ETB_JOURNAL_FIRST;

  for (guint i = 0; i < entries->len; i++)
    {
      const EtbJournalEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *digest = etb_journal_entry_digest (entry);

      if (entry->number != (gint64)i + 1 || !g_str_equal (entry->previous, previous)
          || !g_str_equal (entry->digest, digest))
        return entry->number != (gint64)i + 1 ? (gint64)i + 1 : entry->number;
      previous = entry->digest;
    }
  return 0;
}
