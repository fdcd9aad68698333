/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: GeoPackages to areas; see the header.
 *
 * The file is a stranger's database: it is opened in memory, read-only, without triggers, views nor
 * trust in its schema, after a check of its pages; names of its tables and columns are quoted; and
 * each statement may take a bounded number of steps.
 * Callers: etb-geo-file. */

#include "etb-geopackage-reader.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>
#include <string.h>

#include "etb-fields.h"
#include "etb-territory.h"
#include "etb-wkb.h"

#define STEPS_MAXIMUM 20000 /* thousands of SQLite's instructions */
#define STEPS_UNIT    1000
#define ROWS_MAXIMUM  100000

typedef struct
{
  sqlite3 *db;
  guint steps;
  char *table, *column; /* the layer taken, and where its shapes are */
  EtbCrs crs;
} Package;

static gboolean
set_damaged (GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the GeoPackage is damaged, or is none: download it again"));
  return FALSE;
}

/* ---- Opening ----------------------------------------------------------------------------------
 */

static int
count_step (gpointer data)
{
  return ++((Package *)data)->steps > STEPS_MAXIMUM;
}

static void
harden (Package *self)
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
  sqlite3_limit (self->db, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_limit (self->db, SQLITE_LIMIT_COLUMN, 200);
  sqlite3_progress_handler (self->db, STEPS_UNIT, count_step, self);
}

/* Whether @sql gives @expected as its first value; any error is a no. */
static gboolean
gives (Package *self, const char *sql, const char *expected)
{
  sqlite3_stmt *statement = NULL;
  gboolean same = FALSE;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) == SQLITE_OK
      && sqlite3_step (statement) == SQLITE_ROW)
    same = g_strcmp0 ((const char *)sqlite3_column_text (statement, 0), expected) == 0;
  sqlite3_finalize (statement);
  return same;
}

#define VERSION_OFFSET 18 /* 2 and 2 with a write-ahead log, 1 and 1 without */

/* A copy: a file left in the mode of a write-ahead log cannot be opened in memory as it is. */
static gpointer
copy_without_log (GBytes *bytes, gsize *length)
{
  gconstpointer data = g_bytes_get_data (bytes, length);
  guint8 *copy = *length > VERSION_OFFSET + 1 ? sqlite3_malloc64 (*length) : NULL;

  if (copy != NULL)
    {
      memcpy (copy, data, *length);
      copy[VERSION_OFFSET] = copy[VERSION_OFFSET + 1] = 1;
    }
  return copy;
}

static gboolean
open_package (Package *self, GBytes *bytes)
{
  gsize length;
  gpointer copy = copy_without_log (bytes, &length);

  if (copy == NULL
      || sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
             != SQLITE_OK)
    {
      sqlite3_free (copy);
      return FALSE;
    }
  /* The copy is freed on failure too. */
  if (sqlite3_deserialize (self->db, "main", copy, (sqlite3_int64)length, (sqlite3_int64)length,
                           SQLITE_DESERIALIZE_READONLY | SQLITE_DESERIALIZE_FREEONCLOSE)
      != SQLITE_OK)
    return FALSE;
  harden (self);
  return gives (self, "PRAGMA quick_check(1)", "ok");
}

static void
close_package (Package *self)
{
  sqlite3_close (self->db);
  g_free (self->table);
  g_free (self->column);
}

/* ---- Layers -----------------------------------------------------------------------------------
 */

static guint
get_rank (EtbCrs crs)
{
  return crs == ETB_CRS_DEGREES ? 2 : crs == ETB_CRS_LAMBERT93 ? 1 : 0;
}

/* The layer to take: the first of the best system of coordinates. FALSE without any. */
static gboolean
choose_layer (Package *self)
{
  sqlite3_stmt *rows = NULL;

  /* Tables alone: what a view shows is not looked at. */
  if (sqlite3_prepare_v2 (self->db,
                          "SELECT g.table_name, g.column_name, s.organization_coordsys_id "
                          "FROM gpkg_geometry_columns g JOIN gpkg_spatial_ref_sys s "
                          "ON s.srs_id = g.srs_id WHERE EXISTS (SELECT 1 FROM sqlite_schema "
                          "WHERE type = 'table' AND name = g.table_name "
                          "AND sql NOT LIKE 'CREATE VIRTUAL%') ORDER BY g.table_name",
                          -1, &rows, NULL)
      != SQLITE_OK)
    return FALSE;
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      const char *table = (const char *)sqlite3_column_text (rows, 0);
      const char *column = (const char *)sqlite3_column_text (rows, 1);
      EtbCrs crs = etb_crs_from_epsg (sqlite3_column_int64 (rows, 2));

      if (table == NULL || column == NULL
          || (self->table != NULL && get_rank (crs) <= get_rank (self->crs)))
        continue;
      g_free (self->table);
      g_free (self->column);
      self->table = g_strdup (table);
      self->column = g_strdup (column);
      self->crs = crs;
    }
  sqlite3_finalize (rows);
  return self->table != NULL;
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

/* Returns: its index among the columns of @rows, -1 without it */
static int
find_shape (sqlite3_stmt *rows, const char *name)
{
  for (int i = 0; i < sqlite3_column_count (rows); i++)
    if (g_ascii_strcasecmp (sqlite3_column_name (rows, i), name) == 0)
      return i;
  return -1;
}

static void
read_fields (sqlite3_stmt *rows, EtbFields *fields)
{
  for (int i = 0; i < sqlite3_column_count (rows); i++)
    {
      const char *name = sqlite3_column_name (rows, i);
      EtbField field = etb_field_find (name, strlen (name));
      const char *text = field != ETB_FIELD_OTHER && sqlite3_column_type (rows, i) != SQLITE_BLOB
                             ? (const char *)sqlite3_column_text (rows, i)
                             : NULL;

      if (text != NULL && g_utf8_validate (text, -1, NULL))
        etb_fields_set (fields, field, g_strdup (text));
    }
}

static gboolean
read_row (EtbLayer *layer, sqlite3_stmt *rows, int shape, GError **error)
{
  EtbFields fields = { 0 };
  EtbArea *area;

  read_fields (rows, &fields);
  area = etb_fields_to_area (&fields);
  etb_fields_clear (&fields);
  if (area != NULL && sqlite3_column_type (rows, shape) != SQLITE_NULL
      && !etb_wkb_read (sqlite3_column_blob (rows, shape),
                        (gsize)sqlite3_column_bytes (rows, shape), area->polygons, error))
    {
      g_prefix_error (error, "%s: ", area->code);
      etb_area_free (area);
      return FALSE;
    }
  etb_layer_take (layer, area);
  return TRUE;
}

static gboolean
read_rows (Package *self, EtbLayer *layer, GError **error)
{
  char *sql = sqlite3_mprintf ("SELECT * FROM \"%w\" LIMIT %d", self->table, ROWS_MAXIMUM);
  sqlite3_stmt *rows = NULL;
  gboolean good = sqlite3_prepare_v2 (self->db, sql, -1, &rows, NULL) == SQLITE_OK;
  int shape = good ? find_shape (rows, self->column) : -1;
  int code = SQLITE_ERROR;

  sqlite3_free (sql);
  self->steps = 0;
  while (shape >= 0 && (code = sqlite3_step (rows)) == SQLITE_ROW)
    if (!read_row (layer, rows, shape, error))
      {
        sqlite3_finalize (rows);
        return FALSE;
      }
  sqlite3_finalize (rows);
  return code == SQLITE_DONE || set_damaged (error);
}

EtbLayer *
etb_geopackage_read (GBytes *bytes, char **layer_name, GError **error)
{
  Package self = { 0 };
  g_autoptr (EtbLayer) layer = NULL;

  if (open_package (&self, bytes) && choose_layer (&self))
    {
      layer = etb_layer_new (self.crs);
      if (!read_rows (&self, layer, error))
        g_clear_pointer (&layer, etb_layer_free);
      else
        *layer_name = g_steal_pointer (&self.table);
    }
  else
    set_damaged (error);
  close_package (&self);
  return g_steal_pointer (&layer);
}

EtbCrs
etb_geopackage_peek_crs (GBytes *bytes)
{
  Package self = { 0 };
  EtbCrs crs = open_package (&self, bytes) && choose_layer (&self) ? self.crs : ETB_CRS_UNTOLD;

  close_package (&self);
  return crs;
}
