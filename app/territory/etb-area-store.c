/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: contours into the base and out of it; see the header. What is asked of one place goes
 * through etb-locator, which reads the same tables.
 * Callers: etb-territory-import, etb-territory. */

#include "etb-area-store.h"

#include <string.h>

#include "etb-generation.h"

static const char *const create[] = {
  "CREATE TABLE area (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  source INTEGER NOT NULL,\n"
  "  code TEXT NOT NULL,\n"
  "  name TEXT NOT NULL,\n"
  "  communes TEXT NOT NULL\n"
  ") STRICT",
  "CREATE INDEX area_source ON area (source)",
  "CREATE TABLE polygon (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  area INTEGER NOT NULL,\n"
  "  shape BLOB NOT NULL\n"
  ") STRICT",
  "CREATE INDEX polygon_area ON polygon (area)",
  "CREATE VIRTUAL TABLE box USING rtree (\n"
  "  number, min_x, max_x, min_y, max_y, min_layer, max_layer)",
  NULL,
};

static const char *const clear[] = {
  "DELETE FROM box WHERE number IN (SELECT polygon.number FROM polygon JOIN area "
  "ON area.number = polygon.area WHERE area.source = ?1)",
  "DELETE FROM polygon WHERE area IN (SELECT number FROM area WHERE source = ?1)",
  "DELETE FROM area WHERE source = ?1",
  NULL,
};

const EtbTerritoryPart etb_area_part = { create, clear };

EtbAreaLayer
etb_area_store_get_layer (const char *kind, const char *scope)
{
  if (!g_str_equal (kind, ETB_DATASET_QPV))
    return ETB_AREA_COMMUNES;
  return g_str_equal (scope, etb_generations[0].name) ? ETB_AREA_QPV_2015 : ETB_AREA_QPV_2024;
}

/* ---- In ---------------------------------------------------------------------------------------
 */

typedef struct
{
  EtbTerritoryStore *store;
  gint64 source;
  EtbAreaLayer layer;
  sqlite3_stmt *area, *polygon, *box;
} Writer;

static gboolean
write_polygon (Writer *self, gint64 area, const EtbPolygon *polygon, GError **error)
{
  g_autoptr (GBytes) shape = etb_polygon_to_bytes (polygon);
  EtbBox box = etb_polygon_get_box (polygon);
  double numbers[]
      = { box.min_x, box.max_x, box.min_y, box.max_y, (double)self->layer, (double)self->layer };
  gsize length;
  const void *bytes = g_bytes_get_data (shape, &length);

  sqlite3_bind_int64 (self->polygon, 1, area);
  sqlite3_bind_blob64 (self->polygon, 2, bytes, length, SQLITE_STATIC);
  if (!etb_territory_store_finish (self->store, self->polygon, error))
    return FALSE;
  sqlite3_bind_int64 (self->box, 1,
                      sqlite3_last_insert_rowid (etb_territory_store_get_db (self->store)));
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    sqlite3_bind_double (self->box, (int)i + 2, numbers[i]);
  return etb_territory_store_finish (self->store, self->box, error);
}

static gboolean
write_area (Writer *self, const EtbArea *area, GError **error)
{
  gint64 number;

  sqlite3_bind_int64 (self->area, 1, self->source);
  sqlite3_bind_text (self->area, 2, area->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->area, 3, area->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->area, 4, area->communes, -1, SQLITE_STATIC);
  if (!etb_territory_store_finish (self->store, self->area, error))
    return FALSE;
  number = sqlite3_last_insert_rowid (etb_territory_store_get_db (self->store));
  for (guint i = 0; i < area->polygons->len; i++)
    if (!write_polygon (self, number, g_ptr_array_index (area->polygons, i), error))
      return FALSE;
  return TRUE;
}

gboolean
etb_area_store_add (EtbTerritoryStore *store, gint64 number, const EtbDataset *source,
                    GPtrArray *areas, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) area = etb_territory_store_prepare (
      store, "INSERT INTO area (source, code, name, communes) VALUES (?, ?, ?, ?)", error);
  g_autoptr (sqlite3_stmt) polygon
      = area == NULL ? NULL
                     : etb_territory_store_prepare (
                         store, "INSERT INTO polygon (area, shape) VALUES (?, ?)", error);
  g_autoptr (sqlite3_stmt) box
      = polygon == NULL ? NULL
                        : etb_territory_store_prepare (
                            store, "INSERT INTO box VALUES (?, ?, ?, ?, ?, ?, ?)", error);
  Writer writer = { store, number,  etb_area_store_get_layer (source->kind, source->scope),
                    area,  polygon, box };

  if (box == NULL)
    return FALSE;
  for (guint i = 0; i < areas->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !write_area (&writer, g_ptr_array_index (areas, i), error))
      return FALSE;
  return TRUE;
}

/* ---- Out --------------------------------------------------------------------------------------
 */

gboolean
etb_area_store_count (EtbTerritoryStore *store, const EtbDataset *source, guint *count,
                      guint *overseas, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = etb_territory_store_prepare (
      store,
      "SELECT code FROM area WHERE source IN (SELECT number FROM source WHERE kind = ? AND scope = "
      "?)",
      error);
  GError *local = NULL;

  *count = *overseas = 0;
  if (rows == NULL)
    return FALSE;
  sqlite3_bind_text (rows, 1, source->kind, -1, SQLITE_STATIC);
  sqlite3_bind_text (rows, 2, source->scope, -1, SQLITE_STATIC);
  while (etb_territory_store_step (store, rows, &local))
    {
      const char *code = (const char *)sqlite3_column_text (rows, 0);

      *count += 1;
      *overseas += code != NULL && etb_code_is_overseas (code);
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
etb_area_store_get_department_box (EtbTerritoryStore *store, const char *department, EtbBox *box,
                                   GError **error)
{
  return etb_territory_store_get_box (
      store,
      "SELECT min (min_x), min (min_y), max (max_x), max (max_y) FROM area "
      "JOIN polygon ON polygon.area = area.number JOIN box ON box.number = polygon.number "
      "WHERE min_layer > 0 AND substr (area.code, 3, 3) = substr ('0' || ?1, -3)",
      department, box, error);
}

gboolean
etb_area_store_get_commune_box (EtbTerritoryStore *store, const char *code, EtbBox *box,
                                GError **error)
{
  static const char *const statements[] = {
    "SELECT min (min_x), min (min_y), max (max_x), max (max_y) FROM area "
    "JOIN polygon ON polygon.area = area.number JOIN box ON box.number = polygon.number "
    "WHERE min_layer = 0 AND area.code = ?1",
    "SELECT min (min_x), min (min_y), max (max_x), max (max_y) FROM area "
    "JOIN polygon ON polygon.area = area.number JOIN box ON box.number = polygon.number "
    "WHERE min_layer > 0 AND instr (area.communes, ?1) > 0",
  };

  G_STATIC_ASSERT (ETB_AREA_COMMUNES == 0);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (etb_territory_store_get_box (store, statements[i], code, box, error))
      return TRUE;
    else if (error != NULL && *error != NULL)
      return FALSE;
  return FALSE;
}

static EtbArea *
read_area (sqlite3_stmt *rows)
{
  g_autofree char *code = etb_territory_store_column_text (rows, 1);
  g_autofree char *name = etb_territory_store_column_text (rows, 2);
  g_autofree char *communes = etb_territory_store_column_text (rows, 3);

  return etb_area_new (code, name, communes);
}

GPtrArray *
etb_area_store_get_in_box (EtbTerritoryStore *store, EtbAreaLayer layer, EtbBox box, guint limit,
                           GError **error)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_area_free);
  g_autoptr (sqlite3_stmt) rows = etb_territory_store_prepare (
      store,
      "SELECT area.number, code, name, communes, shape FROM box "
      "JOIN polygon ON polygon.number = box.number JOIN area ON area.number = polygon.area "
      "WHERE max_x >= ?1 AND min_x <= ?2 AND max_y >= ?3 AND min_y <= ?4 "
      "AND max_layer >= ?5 AND min_layer <= ?5 ORDER BY code, area.number",
      error);
  gint64 last = 0;
  GError *local = NULL;

  if (rows == NULL)
    return NULL;
  sqlite3_bind_double (rows, 1, box.min_x);
  sqlite3_bind_double (rows, 2, box.max_x);
  sqlite3_bind_double (rows, 3, box.min_y);
  sqlite3_bind_double (rows, 4, box.max_y);
  sqlite3_bind_int (rows, 5, (int)layer);
  while (etb_territory_store_step (store, rows, &local))
    {
      g_autoptr (EtbPolygon) polygon = etb_polygon_new ();

      if (!etb_polygon_read_bytes (polygon, sqlite3_column_blob (rows, 4),
                                   (gsize)sqlite3_column_bytes (rows, 4)))
        continue;
      if (sqlite3_column_int64 (rows, 0) != last)
        {
          if (areas->len == limit)
            break;
          g_ptr_array_add (areas, read_area (rows));
          last = sqlite3_column_int64 (rows, 0);
        }
      g_ptr_array_add (((EtbArea *)g_ptr_array_index (areas, areas->len - 1))->polygons,
                       g_steal_pointer (&polygon));
    }
  if (local == NULL)
    return g_steal_pointer (&areas);
  g_propagate_error (error, local);
  return NULL;
}
