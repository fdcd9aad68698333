/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The index of the dossiers at hand; see the header.
 *
 * A dossier that is only remembered, and was not read yet, has 0 as its last change: it is in no
 * list. The index "by_change" answers the first list alone.
 *
 * Rows of "words" have the numbers of those of "dossier". What is deleted is overwritten
 * (secure_delete); the full-text index keeps words of rows that are gone until it is optimised,
 * which removing does.
 *
 * Callers: ui (home), etb-library-sync, etb-hand-over. */

#include "etb-library-index.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "etb-connection.h"
#include "etb-library-private.h"

#define APPLICATION_ID 0x4574624c /* "EtbL" */
#define VERSION        3
#define BUSY_TIMEOUT   3000
/* Words of an answer shown round those that were found. */
#define MATCH_TOKENS "12"

struct _EtbLibraryIndex
{
  EtbConnection *connection;
};

static const char schema[]
    = "CREATE TABLE dossier (number INTEGER PRIMARY KEY, file TEXT NOT NULL UNIQUE, mtime INTEGER, "
      "size INTEGER, elsewhere INTEGER, title TEXT, place TEXT, call TEXT, call_title TEXT, "
      "edition TEXT, track TEXT, track_label TEXT, percent INTEGER, complete INTEGER, "
      "exported INTEGER, deposited INTEGER, "
      "modified INTEGER, state INTEGER, deadline INTEGER, problem TEXT, name_key TEXT);"
      "CREATE INDEX by_change ON dossier (modified DESC, number);"
      "CREATE INDEX by_name ON dossier (name_key, number);"
      "CREATE INDEX by_deadline ON dossier (deadline, name_key, number);"
      "CREATE VIRTUAL TABLE words USING fts5 (names, answers, "
      "tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3');";

/* ---- Opening ----------------------------------------------------------------------------------
 */

static char *
index_file (void)
{
  return g_build_filename (g_get_user_cache_dir (), "etabli", "library.db", NULL);
}

static gboolean
ensure_file (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int descriptor;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return FALSE;
  descriptor = g_open (file, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (descriptor < 0)
    return FALSE;
  close (descriptor);
  return TRUE;
}

static void
discard (const char *file)
{
  g_autofree char *journal = g_strconcat (file, "-journal", NULL);

  g_unlink (journal);
  g_unlink (file);
}

/* A cache: what a power cut breaks is made again, and need not be waited for. */
static gboolean
settle (EtbConnection *connection)
{
  sqlite3_busy_timeout (connection->db, BUSY_TIMEOUT);
  return etb_connection_run (connection,
                             "PRAGMA trusted_schema=OFF; PRAGMA journal_mode=DELETE;"
                             "PRAGMA synchronous=OFF; PRAGMA secure_delete=ON;"
                             "PRAGMA temp_store=MEMORY",
                             NULL);
}

/* FALSE for a file that is to be made again. */
static gboolean
prepare (EtbConnection *connection)
{
  gint64 id = 0, version = 0;
  g_autofree char *build = NULL;

  if (!settle (connection)
      || !etb_connection_query_int (connection, "PRAGMA application_id", &id, NULL)
      || !etb_connection_query_int (connection, "PRAGMA user_version", &version, NULL))
    return FALSE;
  if (id == APPLICATION_ID && version == VERSION)
    return TRUE;
  if (id != 0 || version != 0)
    return FALSE;
  build = g_strdup_printf ("BEGIN IMMEDIATE; %s PRAGMA application_id=%d; PRAGMA user_version=%d; "
                           "COMMIT",
                           schema, APPLICATION_ID, VERSION);
  return etb_connection_run (connection, build, NULL);
}

static EtbConnection *
try_open (const char *file)
{
  EtbConnection *connection = g_new0 (EtbConnection, 1);

  connection->file = g_strdup (file);
  if (ensure_file (file)
      && sqlite3_open_v2 (file, &connection->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
             == SQLITE_OK
      && prepare (connection))
    return connection;
  etb_connection_free (connection);
  return NULL;
}

static EtbLibraryIndex *
make_index (EtbConnection *connection)
{
  EtbLibraryIndex *self = connection ? g_new0 (EtbLibraryIndex, 1) : NULL;

  if (self)
    self->connection = connection;
  return self;
}

EtbLibraryIndex *
etb_library_index_remake (void)
{
  g_autofree char *file = index_file ();

  discard (file);
  return make_index (try_open (file));
}

EtbLibraryIndex *
etb_library_index_open (void)
{
  g_autofree char *file = index_file ();
  EtbConnection *connection = try_open (file);

  return connection ? make_index (connection) : etb_library_index_remake ();
}

void
etb_library_index_free (EtbLibraryIndex *self)
{
  if (!self)
    return;
  etb_connection_free (self->connection);
  g_free (self);
}

gboolean
etb_library_index_is_sound (EtbLibraryIndex *self)
{
  g_autoptr (sqlite3_stmt) check
      = etb_connection_prepare (self->connection, "PRAGMA quick_check(1)", NULL);
  g_autofree char *text = NULL;

  if (!check || !etb_connection_step (self->connection, check, NULL))
    return FALSE;
  text = etb_connection_column_text (check, 0, 4096);
  return g_strcmp0 (text, "ok") == 0;
}

/* ---- Lists ------------------------------------------------------------------------------------
 */

static gboolean
has_letter (const char *word)
{
  for (; *word; word = g_utf8_next_char (word))
    if (g_unichar_isalnum (g_utf8_get_char (word)))
      return TRUE;
  return FALSE;
}

/* Each word quoted, as the beginning of one; NULL when there is none to search. */
static char *
make_query (const char *search)
{
  g_auto (GStrv) words = g_strsplit_set (search ? search : "", " \t\n\"*", -1);
  g_autoptr (GString) query = g_string_new (NULL);

  for (guint i = 0; words[i]; i++)
    if (has_letter (words[i]))
      g_string_append_printf (query, "\"%s\"* ", words[i]);
  return query->len > 0 ? g_string_free (g_steal_pointer (&query), FALSE) : NULL;
}

static const char *
order_words (EtbLibraryOrder order)
{
  switch (order)
    {
    case ETB_LIBRARY_BY_APPLICANT:
      return "name_key, number";
    case ETB_LIBRARY_BY_DEADLINE:
      return "CASE WHEN deadline >= ?1 THEN 0 WHEN deadline = 0 THEN 1 ELSE 2 END, deadline, "
             "name_key, number";
    case ETB_LIBRARY_BY_CHANGE:
    default:
      return "modified DESC, number";
    }
}

GArray *
etb_library_index_list (EtbLibraryIndex *self, EtbLibraryOrder order, const char *search, gint64 at)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *query = make_query (search);
  g_autofree char *sql = g_strdup_printf (
      "SELECT number FROM dossier WHERE modified > 0 AND ?1 IS NOT NULL %s ORDER BY %s",
      query ? "AND number IN (SELECT rowid FROM words WHERE words MATCH ?2)" : "",
      order_words (order));
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (self->connection, sql, NULL);

  if (!rows || !etb_connection_bind (self->connection, rows, NULL, query ? "is" : "i", at, query))
    return numbers;
  while (etb_connection_step (self->connection, rows, NULL))
    {
      gint64 number = sqlite3_column_int64 (rows, 0);

      g_array_append_val (numbers, number);
    }
  return numbers;
}

guint
etb_library_index_count (EtbLibraryIndex *self)
{
  gint64 count = 0;

  etb_connection_query_int (self->connection, "SELECT count(*) FROM dossier WHERE modified > 0",
                            &count, NULL);
  return (guint)count;
}

static char *
text_of (sqlite3_stmt *row, int column)
{
  return etb_connection_column_text (row, column, G_MAXINT);
}

static char *
some_text_of (sqlite3_stmt *row, int column)
{
  char *text = text_of (row, column);

  return text ? text : g_strdup ("");
}

EtbSummary *
etb_library_index_get (EtbLibraryIndex *self, gint64 number)
{
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      self->connection,
      "SELECT file, title, place, call, call_title, edition, track, percent, complete, exported, "
      "modified, state, deadline, problem, deposited, track_label FROM dossier WHERE number = ?",
      NULL);
  EtbSummary *summary;

  if (!row || !etb_connection_bind (self->connection, row, NULL, "i", number)
      || !etb_connection_step (self->connection, row, NULL))
    return NULL;
  summary = g_new0 (EtbSummary, 1);
  summary->file = some_text_of (row, 0);
  summary->title = some_text_of (row, 1);
  summary->place_name = some_text_of (row, 2);
  summary->call_id = some_text_of (row, 3);
  summary->call_title = some_text_of (row, 4);
  summary->edition = some_text_of (row, 5);
  summary->track = some_text_of (row, 6);
  summary->percent = (guint)sqlite3_column_int64 (row, 7);
  summary->complete = sqlite3_column_int (row, 8) != 0;
  summary->exported = sqlite3_column_int (row, 9) != 0;
  summary->modified = sqlite3_column_int64 (row, 10);
  summary->state = (EtbTrackState)sqlite3_column_int (row, 11);
  summary->deadline = sqlite3_column_int64 (row, 12);
  summary->problem = text_of (row, 13);
  summary->deposited = sqlite3_column_int (row, 14) != 0;
  summary->track_label = some_text_of (row, 15);
  return summary;
}

char *
etb_library_index_match (EtbLibraryIndex *self, gint64 number, const char *search)
{
  g_autofree char *query = make_query (search);
  g_autofree char *in_names = g_strdup_printf ("names : (%s)", query ? query : "");
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      self->connection,
      "SELECT snippet (words, 1, char (2), char (3), '…', " MATCH_TOKENS ") FROM words "
      "WHERE words MATCH ?2 AND rowid = ?1 "
      "AND NOT EXISTS (SELECT 1 FROM words WHERE words MATCH ?3 AND rowid = ?1)",
      NULL);
  g_autofree char *text = NULL;

  if (!query || !row
      || !etb_connection_bind (self->connection, row, NULL, "iss", number, query, in_names)
      || !etb_connection_step (self->connection, row, NULL))
    return NULL;
  text = text_of (row, 0);
  return text && strchr (text, ETB_LIBRARY_MATCH_BEGINS) ? g_steal_pointer (&text) : NULL;
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

gboolean
etb_library_index_begin (EtbLibraryIndex *self)
{
  return etb_connection_run (self->connection, "BEGIN IMMEDIATE", NULL);
}

gboolean
etb_library_index_commit (EtbLibraryIndex *self)
{
  return etb_connection_run (self->connection, "COMMIT", NULL);
}

GHashTable *
etb_library_index_files (EtbLibraryIndex *self)
{
  g_autoptr (GHashTable) files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autofree char *sql = g_strdup_printf (
      "SELECT file, number, mtime, size, CASE state WHEN %d THEN 0 ELSE deadline "
      "END, elsewhere FROM dossier",
      ETB_TRACK_CLOSED);
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (self->connection, sql, NULL);
  GError *error = NULL;

  if (!rows)
    return NULL;
  while (etb_connection_step (self->connection, rows, &error))
    {
      EtbIndexedFile *file = g_new0 (EtbIndexedFile, 1);

      file->number = sqlite3_column_int64 (rows, 1);
      file->mtime = sqlite3_column_int64 (rows, 2);
      file->size = sqlite3_column_int64 (rows, 3);
      file->deadline = sqlite3_column_int64 (rows, 4);
      file->elsewhere = sqlite3_column_int (rows, 5) != 0;
      g_hash_table_replace (files, some_text_of (rows, 0), file);
    }
  if (!error)
    return g_steal_pointer (&files);
  g_error_free (error);
  return NULL;
}

static gboolean
run_with_number (EtbLibraryIndex *self, const char *sql, gint64 number)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (self->connection, sql, NULL);

  return statement && etb_connection_bind (self->connection, statement, NULL, "i", number)
         && etb_connection_finish (self->connection, statement, NULL);
}

gboolean
etb_library_index_remove (EtbLibraryIndex *self, gint64 number)
{
  return run_with_number (self, "DELETE FROM words WHERE rowid = ?", number)
         && run_with_number (self, "DELETE FROM dossier WHERE number = ?", number);
}

/* Sorts as people do, whatever the language of the session: neither accents nor case; then the
 * place. */
static char *
make_name_key (const EtbSummary *summary)
{
  g_autofree char *name = g_strconcat (summary->title, " ", summary->place_name, NULL);
  g_autofree char *ascii = g_str_to_ascii (name, "fr");

  return g_utf8_casefold (ascii, -1);
}

static gboolean
put_row (EtbLibraryIndex *self, const EtbSummary *summary, const EtbIndexedFile *file)
{
  g_autofree char *key = make_name_key (summary);
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      self->connection,
      "INSERT INTO dossier (number, file, mtime, size, elsewhere, title, place, call, call_title, "
      "edition, track, percent, complete, exported, modified, state, deadline, problem, "
      "name_key, deposited, track_label) "
      "VALUES (nullif (?, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      NULL);

  return row
         && etb_connection_bind (
             self->connection, row, NULL, "isiiissssssiiiiiissis", file->number, summary->file,
             file->mtime, file->size, (gint64)file->elsewhere, summary->title, summary->place_name,
             summary->call_id, summary->call_title, summary->edition, summary->track,
             (gint64)summary->percent, (gint64)summary->complete, (gint64)summary->exported,
             summary->modified, (gint64)summary->state, summary->deadline, summary->problem, key,
             (gint64)summary->deposited, summary->track_label)
         && etb_connection_finish (self->connection, row, NULL);
}

gboolean
etb_library_index_put (EtbLibraryIndex *self, const EtbSummary *summary, const EtbIndexedFile *file)
{
  g_autofree char *stem = g_path_get_basename (summary->file);
  g_autofree char *names
      = g_strjoin ("\n", summary->title, summary->place_name, summary->call_title, summary->edition,
                   summary->track, summary->track_label, stem, NULL);
  g_autoptr (sqlite3_stmt) words = etb_connection_prepare (
      self->connection, "INSERT INTO words (rowid, names, answers) VALUES (?, ?, ?)", NULL);

  if (!words || (file->number != 0 && !etb_library_index_remove (self, file->number))
      || !put_row (self, summary, file))
    return FALSE;
  return etb_connection_bind (self->connection, words, NULL, "iss",
                              sqlite3_last_insert_rowid (self->connection->db), names,
                              summary->words)
         && etb_connection_finish (self->connection, words, NULL);
}

gboolean
etb_library_index_purge (EtbLibraryIndex *self)
{
  return etb_connection_run (self->connection, "INSERT INTO words (words) VALUES ('optimize')",
                             NULL);
}

void
etb_library_index_remember (EtbLibraryIndex *self, const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (
      self->connection,
      "INSERT OR IGNORE INTO dossier (file, mtime, size, elsewhere, deadline, modified) "
      "VALUES (?, 0, 0, 1, 0, 0)",
      NULL);

  if (row && etb_connection_bind (self->connection, row, NULL, "s", path))
    etb_connection_finish (self->connection, row, NULL);
}

gboolean
etb_library_index_forget (EtbLibraryIndex *self, const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autoptr (GHashTable) files = etb_library_index_files (self);
  const EtbIndexedFile *known = files ? g_hash_table_lookup (files, path) : NULL;

  if (!files)
    return FALSE;
  return !known
         || (etb_library_index_begin (self) && etb_library_index_remove (self, known->number)
             && etb_library_index_commit (self) && etb_library_index_purge (self));
}
