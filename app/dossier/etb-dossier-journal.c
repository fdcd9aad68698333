/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads and checks the journal of a dossier; see the header. Words are in
 * etb-dossier-journal-words.c.
 *
 * Invariant: one pass over the entries, in one read transaction: entries and answers are of the
 * same state of the file.
 *
 * Callers: package, cli, ui. */

#include "etb-dossier-journal.h"

#include "etb-content.h"
#include "etb-journal-authors.h"
#include "etb-journal.h"

/* ---- Results ----------------------------------------------------------------------------------
 */

void
etb_journal_check_free (EtbJournalCheck *self)
{
  if (!self)
    return;
  g_free (self->answer);
  g_free (self);
}

void
etb_journal_reading_free (EtbJournalReading *self)
{
  if (!self)
    return;
  etb_journal_check_free (self->check);
  g_array_unref (self->lines);
  g_hash_table_unref (self->helpers);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static EtbJournalReading *
reading_new (void)
{
  EtbJournalReading *self = g_new0 (EtbJournalReading, 1);

  self->check = g_new0 (EtbJournalCheck, 1);
  self->lines = g_array_new (FALSE, FALSE, sizeof (EtbJournalLine));
  self->helpers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->texts = g_string_chunk_new (4096);
  return self;
}

/* ---- One pass ---------------------------------------------------------------------------------
 */

/* While the entries go by. */
typedef struct
{
  EtbJournalReading *reading;
  gboolean keep; /* the entries themselves */
  EtbJournalChain chain;
  EtbJournalAuthors *authors;
  GCancellable *cancellable;
} Pass;

static gint64
read_instant (const char *at)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_iso8601 (at, NULL);

  return instant ? g_date_time_to_unix (instant) : G_MININT64;
}

static gboolean
take_entry (const EtbJournalEntry *entry, gpointer user_data, GError **error)
{
  Pass *pass = user_data;
  GStringChunk *texts = pass->reading->texts;
  EtbJournalLine line;

  if (g_cancellable_set_error_if_cancelled (pass->cancellable, error))
    return FALSE;
  etb_journal_chain_add (&pass->chain, entry);
  etb_journal_authors_add (pass->authors, entry);
  if (!pass->keep)
    return TRUE;
  line.number = entry->number;
  line.at = read_instant (entry->at);
  line.author = g_string_chunk_insert_const (texts, entry->author);
  line.kind = g_string_chunk_insert_const (texts, entry->kind);
  line.subject = g_string_chunk_insert_const (texts, entry->subject);
  g_array_append_val (pass->reading->lines, line);
  return TRUE;
}

/* Calls @func with the two texts of each row of @sql; FALSE from it ends the reading. */
static gboolean
read_pairs (EtbConnection *connection, const char *sql,
            gboolean (*func) (Pass *pass, const char *first, const char *second), Pass *pass,
            GError **error)
{
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (connection, sql, error);
  GError *local = NULL;

  if (!rows)
    return FALSE;
  while (etb_connection_step (connection, rows, &local))
    {
      g_autofree char *first = etb_connection_column_text (rows, 0, ETB_CONTENT_MAX_KEY);
      g_autofree char *second = etb_connection_column_text (rows, 1, ETB_CONTENT_MAX_KEY);

      if (first && second && !func (pass, first, second))
        return TRUE;
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
compare_author (Pass *pass, const char *key, const char *author)
{
  const char *told = etb_journal_authors_get (pass->authors, key);

  if (!told || g_str_equal (told, author))
    return TRUE;
  pass->reading->check->answer = g_strdup (key);
  return FALSE;
}

static gboolean
keep_helper (Pass *pass, const char *id, const char *name)
{
  g_hash_table_replace (pass->reading->helpers, g_strconcat ("accompagnant:", id, NULL),
                        g_strdup (name));
  return TRUE;
}

static gboolean
run_pass (Pass *pass, EtbConnection *connection, GError **error)
{
  EtbJournalCheck *check = pass->reading->check;

  etb_journal_chain_init (&pass->chain);
  if (!etb_journal_foreach (connection, -1, take_entry, pass, error)
      || !read_pairs (connection, "SELECT key, author FROM answer ORDER BY key", compare_author,
                      pass, error)
      || (connection->version >= 2
          && !read_pairs (connection, "SELECT id, name FROM assistance", keep_helper, pass, error)))
    return FALSE;
  check->count = pass->chain.count;
  check->first_broken = pass->chain.first_broken;
  g_strlcpy (check->digest, pass->chain.digest, sizeof check->digest);
  check->state = check->first_broken > 0 ? ETB_JOURNAL_BROKEN
                 : check->answer         ? ETB_JOURNAL_AUTHORS_DIFFER
                                         : ETB_JOURNAL_INTACT;
  return TRUE;
}

/* A reading transaction of its own. */
static EtbConnection *
open_connection (const char *file, GError **error)
{
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_READ, error);

  if (!connection || !etb_connection_check (connection, FALSE, error)
      || !etb_connection_run (connection, "BEGIN", error))
    return NULL;
  return g_steal_pointer (&connection);
}

static EtbJournalReading *
read_file (const char *file, gboolean keep, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbConnection) connection = open_connection (file, error);
  EtbJournalReading *reading = reading_new ();
  g_autoptr (EtbJournalAuthors) authors = etb_journal_authors_new ();
  Pass pass = { .reading = reading, .keep = keep, .authors = authors, .cancellable = cancellable };

  if (!connection || !run_pass (&pass, connection, error))
    g_clear_pointer (&reading, etb_journal_reading_free);
  return reading;
}

static EtbJournalCheck *
steal_check (EtbJournalReading *reading)
{
  EtbJournalCheck *check = reading ? g_steal_pointer (&reading->check) : NULL;

  etb_journal_reading_free (reading);
  return check;
}

/* ---- Waiting ----------------------------------------------------------------------------------
 */

EtbJournalCheck *
etb_dossier_check_journal (EtbDossier *self, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  return steal_check (read_file (etb_dossier_get_file (self), FALSE, NULL, error));
}

EtbJournalReading *
etb_dossier_read_journal (EtbDossier *self, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  return read_file (etb_dossier_get_file (self), TRUE, NULL, error);
}

gboolean
etb_dossier_foreach_entry (EtbDossier *self, gint64 most, EtbJournalFunc func, gpointer user_data,
                           GError **error)
{
  g_autoptr (EtbConnection) connection = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  connection = open_connection (etb_dossier_get_file (self), error);
  return connection && etb_journal_foreach (connection, most, func, user_data, error);
}

/* ---- On a thread ------------------------------------------------------------------------------
 */

static void
check_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  EtbJournalCheck *check = steal_check (read_file (file, FALSE, cancellable, &error));

  if (check)
    g_task_return_pointer (task, check, (GDestroyNotify)etb_journal_check_free);
  else
    g_task_return_error (task, error);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  GError *error = NULL;
  EtbJournalReading *reading = read_file (file, TRUE, cancellable, &error);

  if (reading)
    g_task_return_pointer (task, reading, (GDestroyNotify)etb_journal_reading_free);
  else
    g_task_return_error (task, error);
}

/* The task does not keep the dossier: its life must not end on a thread that reads. */
static void
run_on_thread (EtbDossier *self, gpointer tag, GTaskThreadFunc func, GCancellable *cancellable,
               GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, g_strdup (etb_dossier_get_file (self)), g_free);
  g_task_run_in_thread (task, func);
}

void
etb_dossier_check_journal_async (EtbDossier *self, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));

  run_on_thread (self, etb_dossier_check_journal_async, check_in_thread, cancellable, callback,
                 user_data);
}

EtbJournalCheck *
etb_dossier_check_journal_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
etb_dossier_read_journal_async (EtbDossier *self, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));

  run_on_thread (self, etb_dossier_read_journal_async, read_in_thread, cancellable, callback,
                 user_data);
}

EtbJournalReading *
etb_dossier_read_journal_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
