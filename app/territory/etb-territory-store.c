/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The base of imported data; see the header.
 *
 * Write-ahead log while something is written: the window answers while a whole département is read
 * in. All can be imported again, so that a commit need not wait for the disk (synchronous=NORMAL):
 * a power cut may lose the last import, never break the base. The last to close the base puts the
 * log away: it is one file then, which opens sooner.
 *
 * The file is this user's own; still, nothing in it is run or trusted: no trigger, no view.
 *
 * Callers: etb-atlas, which opens it; etb-area-store, etb-locator and etb-territory-import. */

#include "etb-territory-store.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "etb-qpv-list.h"
#include "etb-territory-parts.h"

#define APPLICATION_ID 0x45746254 /* "EtbT" */
#define VERSION        2          /* 1 had no list of QPV, and the layer of each area */
#define BUSY_TIMEOUT   10000      /* milliseconds: the commit of another program */

struct _EtbTerritoryStore
{
  sqlite3 *db;
  char *file;
  gboolean absent;     /* there was no file: an empty base in memory */
  gboolean keeps_more; /* see the header */
};

/* ---- Opening ----------------------------------------------------------------------------------
 */

char *
etb_territory_store_get_default_file (void)
{
  return g_build_filename (g_get_user_data_dir (), "etabli", "territoire.sqlite", NULL);
}

static void
set_base_error (EtbTerritoryStore *self, const char *reason, GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_BASE,
               _ ("The territorial data “%s” cannot be used: %s. Set that file aside and import "
                  "your files again."),
                  self->file, reason);
}

void
etb_territory_store_set_error (EtbTerritoryStore *self, int code, GError **error)
{
  int cause = sqlite3_system_errno (self->db);

  switch (code & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR: /* a statement that a sound base would have taken */
    case SQLITE_MISMATCH:
      set_base_error (self, _ ("it is damaged"), error);
      break;
    case SQLITE_FULL:
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE,
                   _ ("There is no room left for the territorial data “%s”. Free some space on "
                      "that disk."),
                      self->file);
      break;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE,
                   _ ("Another program is writing the territorial data “%s”. Try again when it has "
                      "finished."),
                      self->file);
      break;
    default:
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE,
                   _ ("The territorial data “%s” cannot be read or written: %s."), self->file,
                      cause != 0 ? g_strerror (cause) : sqlite3_errstr (code));
    }
}

static gboolean
harden (EtbTerritoryStore *self, GError **error)
{
  static const int switches[][2] = {
    { SQLITE_DBCONFIG_DEFENSIVE, 1 },
    { SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
    { SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
    { SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
    { SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    sqlite3_db_config (self->db, switches[i][0], switches[i][1], NULL);
  sqlite3_busy_timeout (self->db, BUSY_TIMEOUT);
  return etb_territory_store_run (self, "PRAGMA cell_size_check=ON", error);
}

static gboolean
query_int (EtbTerritoryStore *self, const char *sql, gint64 *value, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_territory_store_prepare (self, sql, error);
  GError *local = NULL;

  *value = 0;
  if (statement == NULL)
    return FALSE;
  if (etb_territory_store_step (self, statement, &local))
    *value = sqlite3_column_int64 (statement, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
make_tables (EtbTerritoryStore *self, GError **error)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d",
                                           APPLICATION_ID, VERSION);

  for (const EtbTerritoryPart *const *part = etb_territory_parts; *part != NULL; part++)
    for (const char *const *sql = (*part)->create; *sql != NULL; sql++)
      if (!etb_territory_store_run (self, *sql, error))
        return FALSE;
  return etb_territory_store_run (self, mark, error);
}

/* Of a base of version 1. What was read in stays. */
static gboolean
bring_up_to_date (EtbTerritoryStore *self, GError **error)
{
  g_autofree char *mark
      = g_strdup_printf ("ALTER TABLE area DROP COLUMN layer; PRAGMA user_version=%d", VERSION);

  for (const char *const *sql = etb_qpv_list_part.create; *sql != NULL; sql++)
    if (!etb_territory_store_run (self, *sql, error))
      return FALSE;
  return etb_territory_store_run (self, mark, error);
}

/* Who made the file, and when. @is_new: nobody did yet, or an earlier version did. */
static gboolean
check_identity (EtbTerritoryStore *self, gboolean *is_new, GError **error)
{
  gint64 id, version, tables = 0;

  if (!query_int (self, "PRAGMA application_id", &id, error)
      || !query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  if (id == 0 && version == 0
      && !query_int (self, "SELECT count(*) FROM sqlite_schema", &tables, error))
    return FALSE;
  *is_new = id == 0 && version == 0 && tables == 0;
  if (*is_new)
    return TRUE;
  if (id != APPLICATION_ID)
    set_base_error (self, _ ("another program made it"), error);
  else if (version > VERSION)
    set_base_error (self, _ ("a later version of Établi made it"), error);
  else if (version < 1)
    set_base_error (self, _ ("it is damaged"), error);
  else
    {
      *is_new = version < VERSION;
      return TRUE;
    }
  return FALSE;
}

static gboolean
complete_tables (EtbTerritoryStore *self, GError **error)
{
  gint64 version;

  if (!query_int (self, "PRAGMA user_version", &version, error))
    return FALSE;
  return version == 0 ? make_tables (self, error) : bring_up_to_date (self, error);
}

/* Two programs may come at the same time: the second finds the tables made. */
static gboolean
build (EtbTerritoryStore *self, GError **error)
{
  gboolean is_new = FALSE;

  if (!etb_territory_store_run (self, "PRAGMA auto_vacuum=INCREMENTAL", error)
      || !etb_territory_store_begin (self, error))
    return FALSE;
  if (check_identity (self, &is_new, error) && (!is_new || complete_tables (self, error)))
    return etb_territory_store_commit (self, error);
  etb_territory_store_rollback (self);
  return FALSE;
}

/* Pages and rows of all tables, before anything is added to them. */
static gboolean
check_pages (EtbTerritoryStore *self, GError **error)
{
  g_autoptr (sqlite3_stmt) check
      = etb_territory_store_prepare (self, "PRAGMA quick_check(1)", error);
  g_autofree char *text = NULL;

  if (check == NULL || !etb_territory_store_step (self, check, error))
    return FALSE;
  text = etb_territory_store_column_text (check, 0);
  if (g_str_equal (text, "ok"))
    return TRUE;
  set_base_error (self, _ ("it is damaged"), error);
  return FALSE;
}

static gboolean
open_db (EtbTerritoryStore *self, const char *name, int flags, GError **error)
{
  int code = sqlite3_open_v2 (name, &self->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
                              NULL);

  if (code == SQLITE_OK)
    return harden (self, error);
  etb_territory_store_set_error (self, code, error);
  return FALSE;
}

static gboolean
open_to_read (EtbTerritoryStore *self, GError **error)
{
  gboolean is_new = FALSE;

  self->absent = !g_file_test (self->file, G_FILE_TEST_EXISTS);
  if (self->absent)
    return open_db (self, ":memory:", SQLITE_OPEN_READWRITE, error) && make_tables (self, error);

  /* Read and write: the first to read a write-ahead log must make its index. */
  if (!open_db (self, self->file, SQLITE_OPEN_READWRITE, error)
      || !etb_territory_store_run (self, "BEGIN", error) || !check_identity (self, &is_new, error)
      || !etb_territory_store_run (self, "COMMIT", error))
    return FALSE;
  return !is_new || build (self, error);
}

/* Made empty by us first, so that nobody else ever may read it. */
static gboolean
ensure_file (EtbTerritoryStore *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->file);
  int descriptor = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    descriptor = g_open (self->file, O_RDWR | O_CREAT | O_CLOEXEC | O_NONBLOCK, 0600);
  if (descriptor < 0)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE,
                   _ ("The territorial data “%s” cannot be read or written: %s."), self->file,
                      g_strerror (errno));
      return FALSE;
    }
  close (descriptor);
  return TRUE;
}

static gboolean
open_to_write (EtbTerritoryStore *self, GError **error)
{
  gboolean is_new = FALSE;

  if (!ensure_file (self, error) || !open_db (self, self->file, SQLITE_OPEN_READWRITE, error)
      || !check_identity (self, &is_new, error))
    return FALSE;
  if (is_new ? !build (self, error) : !check_pages (self, error))
    return FALSE;
  return etb_territory_store_run (self, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
                                  error);
}

/* Refused while others have the base open: the last of them does it. */
static void
put_log_away (EtbTerritoryStore *self)
{
  sqlite3_busy_timeout (self->db, 0);
  sqlite3_exec (self->db, "PRAGMA journal_mode=DELETE", NULL, NULL, NULL);
}

EtbTerritoryStore *
etb_territory_store_open (const char *file, EtbTerritoryStoreMode mode, GError **error)
{
  EtbTerritoryStore *self = g_new0 (EtbTerritoryStore, 1);

  /* Absolute: a name that begins with "file:" would be taken as an address. */
  self->file = file != NULL ? g_canonicalize_filename (file, NULL)
                            : etb_territory_store_get_default_file ();
  if (mode == ETB_TERRITORY_STORE_READ ? open_to_read (self, error) : open_to_write (self, error))
    return self;
  etb_territory_store_free (self);
  return NULL;
}

void
etb_territory_store_free (EtbTerritoryStore *self)
{
  if (self == NULL)
    return;
  if (self->db != NULL && !self->absent)
    put_log_away (self);
  sqlite3_close (self->db);
  g_free (self->file);
  g_free (self);
}

sqlite3 *
etb_territory_store_get_db (EtbTerritoryStore *self)
{
  return self->db;
}

void
etb_territory_store_keep_more (EtbTerritoryStore *self)
{
  self->keeps_more = TRUE;
}

gboolean
etb_territory_store_keeps_more (EtbTerritoryStore *self)
{
  return self->keeps_more;
}

gboolean
etb_territory_store_is_outdated (EtbTerritoryStore *self)
{
  return self->absent && g_file_test (self->file, G_FILE_TEST_EXISTS);
}

char *
etb_territory_store_set_aside (const char *file, GError **error)
{
  static const char *const companions[] = { "-wal", "-shm" };
  g_autofree char *path = file != NULL ? g_strdup (file) : etb_territory_store_get_default_file ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%d-%H%M%S");
  g_autofree char *aside = g_strdup_printf ("%s.%s", path, stamp);

  if (g_rename (path, aside) != 0)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_STORE,
                   _ ("“%s” cannot be set aside: %s."), path, g_strerror (errno));
      return NULL;
    }
  /* They go with it: a later version may still read what they hold. */
  for (gsize i = 0; i < G_N_ELEMENTS (companions); i++)
    {
      g_autofree char *from = g_strconcat (path, companions[i], NULL);
      g_autofree char *to = g_strconcat (aside, companions[i], NULL);

      g_rename (from, to);
    }
  return g_steal_pointer (&aside);
}

/* ---- Statements -------------------------------------------------------------------------------
 */

gboolean
etb_territory_store_run (EtbTerritoryStore *self, const char *sql, GError **error)
{
  int code = sqlite3_exec (self->db, sql, NULL, NULL, NULL);

  if (code != SQLITE_OK)
    etb_territory_store_set_error (self, code, error);
  return code == SQLITE_OK;
}

sqlite3_stmt *
etb_territory_store_prepare (EtbTerritoryStore *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;
  int code = sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL);

  if (code != SQLITE_OK)
    etb_territory_store_set_error (self, code, error);
  return statement;
}

gboolean
etb_territory_store_step (EtbTerritoryStore *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  if (code != SQLITE_ROW && code != SQLITE_DONE)
    etb_territory_store_set_error (self, code, error);
  return code == SQLITE_ROW;
}

gboolean
etb_territory_store_finish (EtbTerritoryStore *self, sqlite3_stmt *statement, GError **error)
{
  int code = sqlite3_step (statement);

  sqlite3_reset (statement);
  if (code != SQLITE_DONE)
    etb_territory_store_set_error (self, code, error);
  return code == SQLITE_DONE;
}

char *
etb_territory_store_column_text (sqlite3_stmt *statement, int column)
{
  const char *text = (const char *)sqlite3_column_text (statement, column);
  gsize length = (gsize)sqlite3_column_bytes (statement, column);

  return text != NULL && g_utf8_validate_len (text, length, NULL) ? g_strndup (text, length)
                                                                  : g_strdup ("");
}

gboolean
etb_territory_store_get_box (EtbTerritoryStore *self, const char *sql, const char *code,
                             EtbBox *box, GError **error)
{
  g_autoptr (sqlite3_stmt) row = etb_territory_store_prepare (self, sql, error);

  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, code, -1, SQLITE_STATIC);
  if (!etb_territory_store_step (self, row, error) || sqlite3_column_type (row, 0) == SQLITE_NULL)
    return FALSE;
  *box = (EtbBox){ sqlite3_column_double (row, 0), sqlite3_column_double (row, 1),
                   sqlite3_column_double (row, 2), sqlite3_column_double (row, 3) };
  return TRUE;
}

gboolean
etb_territory_store_begin (EtbTerritoryStore *self, GError **error)
{
  return etb_territory_store_run (self, "BEGIN IMMEDIATE", error);
}

gboolean
etb_territory_store_commit (EtbTerritoryStore *self, GError **error)
{
  if (!etb_territory_store_run (self, "COMMIT", error))
    {
      etb_territory_store_rollback (self);
      return FALSE;
    }
  /* What was replaced gives its place back; that it cannot yet is no failure. */
  sqlite3_exec (self->db, "PRAGMA incremental_vacuum", NULL, NULL, NULL);
  return TRUE;
}

void
etb_territory_store_rollback (EtbTerritoryStore *self)
{
  if (!sqlite3_get_autocommit (self->db))
    sqlite3_exec (self->db, "ROLLBACK", NULL, NULL, NULL);
}
