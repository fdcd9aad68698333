/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the list of QPV into the base and out of it; see the header. Columns are found by their
 * names (etb-fields). The list is read whole before anything is written.
 * Callers: etb-territory-import, etb-locator, etb-atlas. */

#include "etb-qpv-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-csv-reader.h"
#include "etb-fields.h"
#include "etb-generation.h"

#define HEAD_LENGTH  4096
#define ROWS_MAXIMUM 100000

static const char *const create[] = {
  "CREATE TABLE qpv_list (\n"
  "  source INTEGER NOT NULL,\n"
  "  code TEXT NOT NULL,\n"
  "  name TEXT NOT NULL,\n"
  "  communes TEXT NOT NULL,\n"
  "  PRIMARY KEY (code)\n"
  ") STRICT, WITHOUT ROWID",
  NULL,
};

static const char *const clear[] = {
  "DELETE FROM qpv_list WHERE source = ?1",
  NULL,
};

const EtbTerritoryPart etb_qpv_list_part = { create, clear };

/* ---- Reading ----------------------------------------------------------------------------------
 */

typedef struct
{
  EtbCsvReader *reader;
  EtbField columns[ETB_CSV_CELL_MAXIMUM];
  guint n_columns;
  GHashTable *areas; /* code -> EtbArea */
  const EtbGeneration *generation;
  gint64 skipped;
} Reading;

static void
find_columns (Reading *self)
{
  self->n_columns = MIN (etb_csv_reader_get_count (self->reader), ETB_CSV_CELL_MAXIMUM);
  for (guint i = 0; i < self->n_columns; i++)
    {
      const char *name = etb_csv_reader_get (self->reader, i);

      self->columns[i] = etb_field_find (name, strlen (name));
    }
}

static gboolean
has_code_column (const Reading *self)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->columns[i] == ETB_FIELD_QPV_CODE)
      return TRUE;
  return FALSE;
}

gboolean
etb_qpv_list_recognise (GBytes *bytes)
{
  gsize length = 0;
  const char *start = g_bytes_get_data (bytes, &length);
  g_autofree char *head = g_strndup (start, MIN (length, HEAD_LENGTH));
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (EtbCsvReader) reader = NULL;
  Reading reading = { 0 };

  head[strcspn (head, "\n")] = '\0';
  if (strpbrk (head, "{[") != NULL)
    return FALSE;
  stream = g_memory_input_stream_new_from_data (head, -1, NULL);
  reader = etb_csv_reader_new (stream);
  reading.reader = reader;
  if (!etb_csv_reader_next (reader, NULL, NULL))
    return FALSE;
  find_columns (&reading);
  return has_code_column (&reading);
}

/* A line of separators only, such as the last one of the published file. */
static gboolean
is_blank (EtbCsvReader *reader)
{
  for (guint i = 0; i < etb_csv_reader_get_count (reader); i++)
    if (*etb_csv_reader_get (reader, i) != '\0')
      return FALSE;
  return TRUE;
}

/* A list by commune has a row for each commune of a QPV. */
static void
join_communes (EtbArea *area, const EtbArea *more)
{
  g_auto (GStrv) codes = g_strsplit (more->communes, " ", -1);

  for (guint i = 0; codes[i] != NULL; i++)
    if (strstr (area->communes, codes[i]) == NULL)
      {
        char *joined
            = g_strconcat (area->communes, *area->communes != '\0' ? " " : "", codes[i], NULL);

        g_free (area->communes);
        area->communes = joined;
      }
}

static gboolean
take_row (Reading *self, GError **error)
{
  EtbFields fields = { { NULL } };
  g_autoptr (EtbArea) area = NULL;
  const EtbGeneration *generation;
  EtbArea *known;

  for (guint i = 0; i < self->n_columns; i++)
    etb_fields_set (&fields, self->columns[i], g_strdup (etb_csv_reader_get (self->reader, i)));
  area = etb_fields_to_area (&fields);
  etb_fields_clear (&fields);
  generation = area != NULL ? etb_generation_of_code (area->code) : NULL;
  if (generation == NULL)
    {
      self->skipped++;
      return TRUE;
    }
  if (self->generation != NULL && self->generation != generation)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it mixes QPV of 2015 and of 2024: import one list of each"));
      return FALSE;
    }
  self->generation = generation;
  known = g_hash_table_lookup (self->areas, area->code);
  if (known != NULL)
    join_communes (known, area);
  else
    {
      const char *code = area->code;

      g_hash_table_insert (self->areas, (gpointer)code, g_steal_pointer (&area));
    }
  return TRUE;
}

static gboolean
read_rows (Reading *self, GCancellable *cancellable, GError **error)
{
  GError *local = NULL;

  if (!etb_csv_reader_next (self->reader, cancellable, error))
    return FALSE;
  find_columns (self);
  while (etb_csv_reader_next (self->reader, cancellable, &local))
    if (g_hash_table_size (self->areas) + self->skipped >= ROWS_MAXIMUM)
      {
        g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                     _ ("it has more lines than there ever were QPV"));
        return FALSE;
      }
    else if (!is_blank (self->reader) && !take_row (self, error))
      return FALSE;
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  if (self->generation != NULL)
    return TRUE;
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("none of its lines has the code of a QPV"));
  return FALSE;
}

/* ---- In ---------------------------------------------------------------------------------------
 */

static gboolean
write_areas (EtbTerritoryStore *store, gint64 source, GHashTable *areas, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = etb_territory_store_prepare (
      store, "INSERT INTO qpv_list (source, code, name, communes) VALUES (?, ?, ?, ?)", error);
  GHashTableIter iter;
  gpointer value;

  if (insert == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, areas);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const EtbArea *area = value;

      sqlite3_bind_int64 (insert, 1, source);
      sqlite3_bind_text (insert, 2, area->code, -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 3, area->name, -1, SQLITE_STATIC);
      sqlite3_bind_text (insert, 4, area->communes, -1, SQLITE_STATIC);
      if (!etb_territory_store_finish (store, insert, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
store_list (EtbTerritoryStore *store, const EtbDataset *source, GHashTable *areas, GError **error)
{
  gint64 number;

  if (!etb_territory_store_begin (store, error))
    return FALSE;
  number = etb_territory_store_replace_source (store, source, error);
  if (number != 0 && write_areas (store, number, areas, error))
    return etb_territory_store_commit (store, error);
  etb_territory_store_rollback (store);
  return FALSE;
}

EtbDataset *
etb_qpv_list_import (EtbTerritoryStore *store, const char *file, GBytes *bytes,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (EtbCsvReader) reader = etb_csv_reader_new (stream);
  g_autoptr (GHashTable) areas
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)etb_area_free);
  g_autoptr (EtbDataset) source = NULL;
  Reading reading = { .reader = reader, .areas = areas };

  if (!read_rows (&reading, cancellable, error))
    return NULL;
  source
      = etb_dataset_new_for_file (ETB_DATASET_QPV_LIST, g_strdup (reading.generation->name), file);
  source->layer = g_strdup ("");
  source->crs = g_strdup ("");
  source->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  source->count = g_hash_table_size (areas);
  source->skipped = reading.skipped;
  return store_list (store, source, areas, error) ? g_steal_pointer (&source) : NULL;
}

/* ---- Out --------------------------------------------------------------------------------------
 */

gboolean
etb_qpv_list_complete (EtbTerritoryStore *store, EtbArea *area, GError **error)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  GError *local = NULL;

  if (*area->name != '\0' && *area->communes != '\0')
    return TRUE;
  row = etb_territory_store_prepare (store, "SELECT name, communes FROM qpv_list WHERE code = ?",
                                     error);
  if (row == NULL)
    return FALSE;
  sqlite3_bind_text (row, 1, area->code, -1, SQLITE_STATIC);
  if (etb_territory_store_step (store, row, &local))
    {
      char **const texts[] = { &area->name, &area->communes };

      for (int i = 0; i < 2; i++)
        if (**texts[i] == '\0')
          {
            g_free (*texts[i]);
            *texts[i] = etb_territory_store_column_text (row, i);
          }
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return local == NULL;
}
