/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A hardened SQLite connection to a dossier file; see the header.
 *
 * Lock of the file: whoever writes keeps a write transaction open between two commits (SQLite's
 * RESERVED lock). It costs nothing while idle, lets others read, disappears with the process
 * however it ends, and needs no second file on the stick.
 *
 * No other part of the program may open a dossier with open(2): on POSIX, closing any descriptor of
 * a file drops all the locks that the process has on it.
 *
 * Callers: etb-store, etb-attachment-stream, etb-library. */

#include "etb-connection.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-store-schema.h"

G_DEFINE_QUARK (etb_dossier_error_quark, etb_dossier_error)

/* Time a commit of another program may take before one gives up, in milliseconds: a slow stick. */
#define BUSY_TIMEOUT  10000
#define CLAIM_TIMEOUT 250

typedef struct
{
  int id;
  int value;
} Limit;

/* Lengths first; the rest only shrinks what a hostile schema could ask of the parser. */
static const Limit limits[] = {
  { SQLITE_LIMIT_LENGTH, 8 * 1024 * 1024 },
  { SQLITE_LIMIT_SQL_LENGTH, 64 * 1024 },
  { SQLITE_LIMIT_COLUMN, 64 },
  { SQLITE_LIMIT_EXPR_DEPTH, 20 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 4 },
  { SQLITE_LIMIT_VDBE_OP, 25000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 8 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 32 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

static const int switches[][2] = {
  { SQLITE_DBCONFIG_DEFENSIVE, 1 },
  { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
  { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
  { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
  { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  { SQLITE_DBCONFIG_ENABLE_FTS3_TOKENIZER, 0 },
  { SQLITE_DBCONFIG_WRITABLE_SCHEMA, 0 },
};

void
etb_connection_free (EtbConnection *self)
{
  if (!self)
    return;
  /* Rolls back what was not committed; statements are never left behind. */
  sqlite3_close (self->db);
  g_free (self->file);
  g_free (self);
}

void
etb_connection_set_damaged (EtbConnection *self, const char *where, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_DAMAGED,
               _ ("The dossier “%s” is damaged (%s). Open a copy of it made earlier; nothing was "
                  "changed in this one."),
                  self->file, where);
}

void
etb_connection_set_error (EtbConnection *self, int code, GError **error)
{
  int cause = sqlite3_system_errno (self->db);

  switch (code & 0xff)
    {
    case SQLITE_FULL:
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                   _ ("There is no room left to save “%s”. Free some space on that disk."),
                      self->file);
      break;
    case SQLITE_READONLY:
      if (code == SQLITE_READONLY_DBMOVED)
        g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                     _ ("The dossier “%s” was moved or deleted while it was open. Put it back "
                        "where it was."),
                        self->file);
      else
        g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY,
                     _ ("The dossier “%s” cannot be written there. Copy it to a folder where you "
                        "may write, and open the copy."),
                        self->file);
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      etb_connection_set_damaged (self, sqlite3_errstr (code), error);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                   _ ("The dossier “%s” is in use by another program. Close it there."),
                      self->file);
      break;
    default:
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
                   _ ("The dossier “%s” cannot be read or written: %s. Check the disk or the "
                      "stick it is on."),
                      self->file, cause != 0 ? g_strerror (cause) : sqlite3_errstr (code));
    }
}

/* SQLite would wait for ever on a pipe, and says “unable to open” of a folder. */
static gboolean
check_regular_file (const char *file, GError **error)
{
  GStatBuf info;

  if (g_stat (file, &info) != 0)
    {
      int cause = errno;
      gboolean absent = cause == ENOENT || cause == ENOTDIR;

      g_set_error (error, ETB_DOSSIER_ERROR,
                   absent ? ETB_DOSSIER_ERROR_NOT_FOUND : ETB_DOSSIER_ERROR_STORE,
                   _ ("The dossier “%s” cannot be opened: %s. Check its name and its folder."),
                      file, g_strerror (cause));
      return FALSE;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN,
                   _ ("“%s” is not a file. Choose a dossier (.etabli)."), file);
      return FALSE;
    }
  return TRUE;
}

/* Before anything is read. */
static gboolean
harden (EtbConnection *self, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (self->db, limits[i].id, limits[i].value);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    sqlite3_db_config (self->db, switches[i][0], switches[i][1], NULL);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT);
  return etb_connection_run (self, "PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON", error);
}

/* What SQLite only sets once it has read the schema. EXTRA is FULL, and the folder too is flushed
 * once the journal is gone: without it a commit that was announced can be undone by a power cut. */
static gboolean
settle (EtbConnection *self, GError **error)
{
  return etb_connection_run (self,
                             "PRAGMA synchronous=EXTRA; PRAGMA secure_delete=FAST;"
                             "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY",
                             error);
}

static gboolean
open_file (EtbConnection *self, int flags, GError **error)
{
  int code;

  if (!check_regular_file (self->file, error))
    return FALSE;
  code = sqlite3_open_v2 (self->file, &self->db,
                          flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);
  if (code != SQLITE_OK)
    etb_connection_set_error (self, code, error);
  return code == SQLITE_OK && harden (self, error);
}

EtbConnection *
etb_connection_open (const char *file, EtbConnectionMode mode, GError **error)
{
  EtbConnection *self = g_new0 (EtbConnection, 1);
  int flags = mode == ETB_CONNECTION_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY;

  /* Absolute: a name that begins with "file:" would be taken as an address. */
  self->file = g_canonicalize_filename (file, NULL);
  if (open_file (self, flags, error))
    return self;
  etb_connection_free (self);
  return NULL;
}

gboolean
etb_connection_build (EtbConnection *self, GError **error)
{
  g_autofree char *head = g_strdup_printf (
      "PRAGMA page_size=%d; PRAGMA auto_vacuum=INCREMENTAL; PRAGMA encoding='UTF-8';"
      "PRAGMA journal_mode=DELETE; BEGIN IMMEDIATE; PRAGMA application_id=%d;"
      "PRAGMA user_version=%d;",
      ETB_STORE_PAGE_SIZE, ETB_STORE_APPLICATION_ID, ETB_STORE_VERSION);

  if (!settle (self, error) || !etb_connection_run (self, head, error))
    return FALSE;
  for (const char *const *text = etb_store_schema (ETB_STORE_VERSION); *text; text++)
    if (!etb_connection_run (self, *text, error))
      return FALSE;
  self->version = ETB_STORE_VERSION;
  return TRUE;
}

gboolean
etb_connection_upgrade (EtbConnection *self, GError **error)
{
  if (self->version == ETB_STORE_VERSION)
    return TRUE;
  for (const char *const *text = etb_store_schema_upgrade; *text; text++)
    if (!etb_connection_run (self, *text, error))
      return FALSE;
  self->version = ETB_STORE_VERSION;
  return TRUE;
}

/* The tables as SQLite itself would list them: made in memory, so that they are written down once.
 */
static char *
expected_schema (EtbConnection *self, GError **error)
{
  EtbConnection model = { NULL, self->file, self->version };
  g_autoptr (GString) text = g_string_new (NULL);
  int code
      = sqlite3_open_v2 (":memory:", &model.db,
                         SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, NULL);

  for (const char *const *sql = etb_store_schema (self->version); code == SQLITE_OK && *sql; sql++)
    code = sqlite3_exec (model.db, *sql, NULL, NULL, NULL);
  if (code == SQLITE_OK)
    {
      g_autoptr (sqlite3_stmt) list = NULL;

      code = sqlite3_prepare_v2 (model.db,
                                 "SELECT type, name, tbl_name, coalesce(sql, '') "
                                 "FROM sqlite_schema ORDER BY type, name",
                                 -1, &list, NULL);
      while (code == SQLITE_OK && sqlite3_step (list) == SQLITE_ROW)
        for (int i = 0; i < 4; i++)
          g_string_append_printf (text, "%s\n", (const char *)sqlite3_column_text (list, i));
    }
  if (code != SQLITE_OK)
    etb_connection_set_error (&model, code, error);
  sqlite3_close (model.db);
  return code == SQLITE_OK ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static gboolean
check_schema (EtbConnection *self, GError **error)
{
  g_autofree char *expected = expected_schema (self, error);
  g_autoptr (GString) found = g_string_new (NULL);
  g_autoptr (sqlite3_stmt) list = NULL;
  GError *local = NULL;

  if (!expected)
    return FALSE;
  list = etb_connection_prepare (self,
                                 "SELECT type, name, tbl_name, coalesce(sql, '') "
                                 "FROM sqlite_schema ORDER BY type, name",
                                 error);
  if (!list)
    return FALSE;
  while (found->len <= strlen (expected) && etb_connection_step (self, list, &local))
    for (int i = 0; i < 4; i++)
      {
        g_autofree char *text = etb_connection_column_text (list, i, 64 * 1024);

        g_string_append_printf (found, "%s\n", text ? text : "?");
      }
  if (local)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (g_str_equal (found->str, expected))
    return TRUE;
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN,
               _ ("“%s” was altered by another program: it does not hold exactly what a dossier "
                  "holds. It was not opened. Open a copy of it made earlier."),
                  self->file);
  return FALSE;
}

/* Page by page, table by table: attached files may be gigabytes and have their digests. */
static gboolean
check_pages (EtbConnection *self, GError **error)
{
  for (const char *const *table = etb_store_small_tables (self->version); *table; table++)
    {
      g_autofree char *sql = g_strdup_printf ("PRAGMA quick_check('%s')", *table);
      g_autoptr (sqlite3_stmt) check = etb_connection_prepare (self, sql, error);
      g_autofree char *text = NULL;

      if (!check || !etb_connection_step (self, check, error))
        return FALSE;
      text = etb_connection_column_text (check, 0, 4096);
      if (g_strcmp0 (text, "ok") != 0)
        {
          g_clear_pointer (&text, g_free);
          etb_connection_set_damaged (self, *table, error);
          return FALSE;
        }
    }
  return TRUE;
}

gboolean
etb_connection_check (EtbConnection *self, gboolean deep, GError **error)
{
  gint64 id = 0, version = 0;
  GError *local = NULL;

  if (!etb_connection_query_int (self, "PRAGMA application_id", &id, &local)
      && sqlite3_errcode (self->db) != SQLITE_NOTADB)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (local || id != ETB_STORE_APPLICATION_ID)
    {
      g_clear_error (&local);
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_FOREIGN,
                   _ ("“%s” is not a dossier. Choose a file made by Établi (.etabli)."),
                      self->file);
      return FALSE;
    }
  if (!etb_connection_query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version > ETB_STORE_VERSION)
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_NEWER,
                   _ ("The dossier “%s” was made by a newer version of Établi. Update Établi, then "
                      "open it again."),
                      self->file);
      return FALSE;
    }
  if (version < ETB_STORE_OLDEST_VERSION)
    {
      etb_connection_set_damaged (self, "user_version", error);
      return FALSE;
    }
  self->version = version;
  if (!settle (self, error) || !check_schema (self, error))
    return FALSE;
  /* They are ours to the letter by now. */
  sqlite3_db_config (self->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 1, NULL);
  return !deep || check_pages (self, error);
}

gboolean
etb_connection_claim (EtbConnection *self)
{
  int code;

  sqlite3_busy_timeout (self->db, CLAIM_TIMEOUT);
  code = sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
  if (code == SQLITE_OK)
    {
      /* A program that has the file lets go of it for an instant at each commit: give it the time
         to take it back, then ask again. */
      sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
      g_usleep (2000);
      code = sqlite3_exec (self->db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    }
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT);
  return code == SQLITE_OK;
}

gboolean
etb_connection_run (EtbConnection *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    etb_connection_set_error (self, code, error);
  return code == SQLITE_OK;
}

sqlite3_stmt *
etb_connection_prepare (EtbConnection *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (code == SQLITE_OK)
    return statement;
  /* Our statements are right: one that does not compile has met a schema that cannot be read. */
  etb_connection_set_error (self, (code & 0xff) == SQLITE_ERROR ? SQLITE_CORRUPT : code, error);
  return NULL;
}

static int
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  return sqlite3_bind_text (statement, index, text, -1, SQLITE_TRANSIENT);
}

/* The caller keeps @bytes until the statement has run. */
static int
bind_bytes (sqlite3_stmt *statement, int index, GBytes *bytes)
{
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return sqlite3_bind_blob64 (statement, index, data ? data : "", size, SQLITE_STATIC);
}

gboolean
etb_connection_bind (EtbConnection *self, sqlite3_stmt *statement, GError **error,
                     const char *parameters, ...)
{
  int code = SQLITE_OK;
  va_list list;

  va_start (list, parameters);
  for (int i = 1; code == SQLITE_OK && *parameters; i++, parameters++)
    if (*parameters == 's')
      code = bind_text (statement, i, va_arg (list, const char *));
    else if (*parameters == 'i')
      code = sqlite3_bind_int64 (statement, i, va_arg (list, gint64));
    else
      code = bind_bytes (statement, i, va_arg (list, GBytes *));
  va_end (list);
  if (code != SQLITE_OK)
    etb_connection_set_error (self, code, error);
  return code == SQLITE_OK;
}

gboolean
etb_connection_step (EtbConnection *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code == SQLITE_ROW)
    return TRUE;
  if (code != SQLITE_DONE)
    etb_connection_set_error (self, code, error);
  return FALSE;
}

gboolean
etb_connection_finish (EtbConnection *self, sqlite3_stmt *statement, GError **error)
{
  GError *local = NULL;

  while (etb_connection_step (self, statement, &local))
    ;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
etb_connection_query_int (EtbConnection *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (self, sql, error);
  GError *local = NULL;

  if (!statement)
    return FALSE;
  *value = etb_connection_step (self, statement, &local) ? sqlite3_column_int64 (statement, 0) : 0;
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

char *
etb_connection_column_text (sqlite3_stmt *statement, int column, gsize limit)
{
  const char *text;
  gsize length;

  if (sqlite3_column_type (statement, column) != SQLITE_TEXT)
    return NULL;
  text = (const char *)sqlite3_column_text (statement, column);
  length = (gsize)sqlite3_column_bytes (statement, column);
  if (!text || length > limit || !g_utf8_validate (text, (gssize)length, NULL))
    return NULL;
  return g_strndup (text, length);
}
