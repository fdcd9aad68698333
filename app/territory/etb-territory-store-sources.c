/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sources of a base: what was imported, and what goes when it is imported again. */

#include "etb-territory-store.h"

#include <glib/gi18n-lib.h>

#include "etb-territory-parts.h"

static int
bind_text (sqlite3_stmt *statement, int index, const char *text)
{
  return sqlite3_bind_text (statement, index, text != NULL ? text : "", -1, SQLITE_TRANSIENT);
}

/* Its number, 0 when there is none. */
static gboolean
find_source (EtbTerritoryStore *self, const char *kind, const char *scope, gint64 *number,
             GError **error)
{
  g_autoptr (sqlite3_stmt) find = etb_territory_store_prepare (
      self, "SELECT number FROM source WHERE kind = ? AND scope = ?", error);
  GError *local = NULL;

  *number = 0;
  if (find == NULL)
    return FALSE;
  bind_text (find, 1, kind);
  bind_text (find, 2, scope);
  if (etb_territory_store_step (self, find, &local))
    *number = sqlite3_column_int64 (find, 0);
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
clear_part (EtbTerritoryStore *self, const EtbTerritoryPart *part, gint64 number, GError **error)
{
  for (const char *const *sql = part->clear; *sql != NULL; sql++)
    {
      g_autoptr (sqlite3_stmt) statement = etb_territory_store_prepare (self, *sql, error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_int64 (statement, 1, number);
      if (!etb_territory_store_finish (self, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
etb_territory_store_remove_source (EtbTerritoryStore *self, const char *kind, const char *scope,
                                   GError **error)
{
  gint64 number = 0;

  if (!find_source (self, kind, scope, &number, error))
    return FALSE;
  for (const EtbTerritoryPart *const *part = etb_territory_parts; number != 0 && *part != NULL;
       part++)
    if (!clear_part (self, *part, number, error))
      return FALSE;
  return TRUE;
}

/* FALSE with ETB_TERRITORY_ERROR_LESS. */
static gboolean
check_not_less (EtbTerritoryStore *self, const EtbDataset *source, GError **error)
{
  g_autoptr (GPtrArray) sources = etb_territory_store_get_sources (self, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const EtbDataset *before = sources->pdata[i];

      if (!g_str_equal (before->kind, source->kind) || !g_str_equal (before->scope, source->scope)
          || before->count <= source->count)
        continue;
      g_autofree char *now = etb_dataset_describe (source);
      g_autofree char *then = etb_dataset_describe (before);

      g_set_error (
          error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_LESS,
          _ ("“%s” holds less (%s) than what it would replace (%s, from “%s”): nothing was "
                      "replaced."),
             source->file, now, then, before->file);
      return FALSE;
    }
  return sources != NULL;
}

gint64
etb_territory_store_replace_source (EtbTerritoryStore *self, const EtbDataset *source,
                                    GError **error)
{
  g_autoptr (sqlite3_stmt) insert = NULL;

  if (etb_territory_store_keeps_more (self) && !check_not_less (self, source, error))
    return 0;
  if (!etb_territory_store_remove_source (self, source->kind, source->scope, error))
    return 0;
  insert = etb_territory_store_prepare (
      self,
      "INSERT INTO source (kind, scope, file, layer, crs, sha256, imported, count, skipped) "
      "VALUES (?, ?, '', '', '', '', '', 0, 0)",
      error);
  if (insert == NULL)
    return 0;
  bind_text (insert, 1, source->kind);
  bind_text (insert, 2, source->scope);
  if (!etb_territory_store_finish (self, insert, error))
    return 0;
  if (!etb_territory_store_update_source (
          self, sqlite3_last_insert_rowid (etb_territory_store_get_db (self)), source, error))
    return 0;
  return sqlite3_last_insert_rowid (etb_territory_store_get_db (self));
}

gboolean
etb_territory_store_update_source (EtbTerritoryStore *self, gint64 number, const EtbDataset *source,
                                   GError **error)
{
  g_autoptr (sqlite3_stmt) update = etb_territory_store_prepare (
      self,
      "UPDATE source SET file = ?, layer = ?, crs = ?, sha256 = ?, imported = ?, count = ?, "
      "skipped = ? WHERE number = ?",
      error);

  if (update == NULL)
    return FALSE;
  bind_text (update, 1, source->file);
  bind_text (update, 2, source->layer);
  bind_text (update, 3, source->crs);
  bind_text (update, 4, source->sha256);
  bind_text (update, 5, source->imported);
  sqlite3_bind_int64 (update, 6, source->count);
  sqlite3_bind_int64 (update, 7, source->skipped);
  sqlite3_bind_int64 (update, 8, number);
  return etb_territory_store_finish (self, update, error);
}

GPtrArray *
etb_territory_store_get_sources (EtbTerritoryStore *self, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_dataset_free);
  g_autoptr (sqlite3_stmt) rows = etb_territory_store_prepare (
      self,
      "SELECT kind, scope, file, layer, crs, sha256, imported, count, skipped FROM source "
      "ORDER BY kind, scope",
      error);
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  while (etb_territory_store_step (self, rows, &local))
    {
      EtbDataset *source = g_new0 (EtbDataset, 1);

      source->kind = etb_territory_store_column_text (rows, 0);
      source->scope = etb_territory_store_column_text (rows, 1);
      source->file = etb_territory_store_column_text (rows, 2);
      source->layer = etb_territory_store_column_text (rows, 3);
      source->crs = etb_territory_store_column_text (rows, 4);
      source->sha256 = etb_territory_store_column_text (rows, 5);
      source->imported = etb_territory_store_column_text (rows, 6);
      source->count = sqlite3_column_int64 (rows, 7);
      source->skipped = sqlite3_column_int64 (rows, 8);
      g_ptr_array_add (sources, source);
    }
  if (local == NULL)
    return g_steal_pointer (&sources);
  g_propagate_error (error, local);
  return NULL;
}
