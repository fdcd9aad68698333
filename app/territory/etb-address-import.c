/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way of a file of addresses into the base; see the header. All is read before anything is
 * written: the base is locked for the shortest time, and a bad file never touches it. The digest of
 * the file is made beside, on a thread of its own.
 * Callers: etb-territory-import. */

#include "etb-address-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-address-store.h"
#include "etb-generation.h"
#include "etb-limited-stream.h"

#define HEAD_LENGTH      4096
#define UNPACKED_MAXIMUM (512 * 1024 * 1024) /* bytes; the largest département has 300 MB */
#define SCOPE_MAXIMUM    20                  /* communes that are named */

static gboolean
is_gzip (GBytes *bytes)
{
  gsize length = 0;
  const guint8 *start = g_bytes_get_data (bytes, &length);

  return length > 2 && start[0] == 0x1f && start[1] == 0x8b;
}

/* The table, unpacked as it is read. (transfer full) */
static GInputStream *
open_table (GBytes *bytes, GInputStream *packed)
{
  g_autoptr (GZlibDecompressor) gzip = NULL;
  g_autoptr (GInputStream) unpacked = NULL;

  if (!is_gzip (bytes))
    return g_object_ref (packed);
  gzip = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  unpacked = g_converter_input_stream_new (packed, G_CONVERTER (gzip));
  return etb_limited_stream_new (unpacked, UNPACKED_MAXIMUM);
}

gboolean
etb_address_import_recognise (GBytes *bytes)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = open_table (bytes, packed);
  char head[HEAD_LENGTH + 1] = "";
  gsize got = 0;

  g_input_stream_read_all (stream, head, HEAD_LENGTH, &got, NULL, NULL);
  head[got] = '\0';
  return etb_address_table_recognise (head);
}

/* ---- What is replaced -------------------------------------------------------------------------
 */

typedef struct
{
  EtbTerritoryStore *store;
  const EtbAddressTable *table;
  EtbDataset *dataset; /* of all, with the digest */
  GCancellable *cancellable;
} Import;

/* The streets from @from on of one scope, as a source of their own. @skipped: told with them. */
static gboolean
write_scope (Import *self, const char *scope, guint from, guint n_streets, gint64 skipped,
             GError **error)
{
  EtbAddressStreet *const *streets = (EtbAddressStreet *const *)self->table->streets->pdata + from;
  EtbDataset one = *self->dataset;
  gint64 number;

  one.scope = (char *)scope;
  one.skipped = skipped;
  one.count = 0;
  for (guint i = 0; i < n_streets; i++)
    one.count += streets[i]->rows;
  number = etb_territory_store_replace_source (self->store, &one, error);
  return number != 0
         && etb_address_store_add (self->store, number, streets, n_streets, self->cancellable,
                                   error);
}

static gboolean
write_department (Import *self, GError **error)
{
  const char *department = self->dataset->scope;

  return etb_address_store_remove_local (self->store, department, error)
         && write_scope (self, department, 0, self->table->streets->len, self->dataset->skipped,
                         error);
}

static const EtbCommune *
get_commune (const EtbAddressTable *table, guint at)
{
  return ((const EtbAddressStreet *)g_ptr_array_index (table->streets, at))->commune;
}

/* Each commune is a source of its own, to be replaced alone; what was left out is told once. */
static gboolean
write_communes (Import *self, GError **error)
{
  const EtbAddressTable *table = self->table;

  for (guint from = 0, to; from < table->streets->len; from = to)
    {
      const EtbCommune *commune = get_commune (table, from);

      for (to = from; to < table->streets->len && get_commune (table, to) == commune; to++)
        continue;
      if (!etb_address_store_remove_commune (self->store, commune->code, error)
          || !write_scope (self, commune->code, from, to - from,
                           from == 0 ? self->dataset->skipped : 0, error))
        return FALSE;
    }
  return TRUE;
}

/* A département, or communes. (transfer full): NULL with @error when they are of several
 * départements and the file is no local base */
static char *
tell_scope (const EtbAddressTable *table, GError **error)
{
  const EtbCommune *first = get_commune (table, 0);
  g_autoptr (GString) codes = g_string_new (first->code);
  const EtbCommune *last = first;
  guint n_communes = 1;

  for (guint i = 1; i < table->streets->len; i++)
    {
      const EtbCommune *commune = get_commune (table, i);

      if (!table->local && !g_str_equal (commune->department, first->department))
        {
          g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                       _ ("it has addresses of several départements (%s, %s): take the file of one "
                          "département"),
                          first->department, commune->department);
          return NULL;
        }
      if (commune != last && ++n_communes <= SCOPE_MAXIMUM)
        g_string_append_printf (codes, " %s", commune->code);
      last = commune;
    }
  return g_strdup (table->local ? codes->str : first->department);
}

static EtbDataset *
describe (const EtbAddressTable *table, const char *file, char *scope)
{
  EtbDataset *dataset = etb_dataset_new_for_file (ETB_DATASET_ADDRESSES, scope, file);

  dataset->layer = g_strdup (table->local ? "Base adresse locale" : "Base Adresse Nationale");
  dataset->crs = g_strdup ("WGS 84");
  dataset->count = (gint64)table->count;
  dataset->skipped = (gint64)table->skipped;
  return dataset;
}

static gboolean
write_table (Import *self, GError **error)
{
  if (!etb_territory_store_begin (self->store, error))
    return FALSE;
  if (self->table->local ? write_communes (self, error) : write_department (self, error))
    return etb_territory_store_commit (self->store, error);
  etb_territory_store_rollback (self->store);
  return FALSE;
}

/* ---- The whole --------------------------------------------------------------------------------
 */

typedef struct
{
  GFileProgressCallback tell;
  gpointer data;
  GSeekable *packed;
  goffset total;
} Progress;

static void
tell_progress (gpointer data)
{
  const Progress *self = data;

  if (self->tell != NULL)
    self->tell (g_seekable_tell (self->packed), self->total, self->data);
}

static EtbAddressTable *
read_table (GBytes *bytes, EtbCommuneBase *communes, GCancellable *cancellable,
            GFileProgressCallback progress, gpointer data, GError **error)
{
  g_autoptr (GInputStream) packed = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = open_table (bytes, packed);
  g_autoptr (EtbCsvReader) reader = etb_csv_reader_new (stream);
  Progress told = { progress, data, G_SEEKABLE (packed), (goffset)g_bytes_get_size (bytes) };
  GError *local = NULL;
  EtbAddressTable *table
      = etb_address_table_read (reader, communes, cancellable, tell_progress, &told, &local);

  if (table != NULL)
    return table;
  /* What zlib says is for nobody to read. */
  if (local->domain == G_IO_ERROR && local->code != G_IO_ERROR_CANCELLED)
    {
      g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                   _ ("it is cut short or damaged: download it again"));
      g_error_free (local);
    }
  else
    g_propagate_error (error, local);
  return NULL;
}

EtbDataset *
etb_address_import (EtbTerritoryStore *store, const char *file, GBytes *bytes,
                    GCancellable *cancellable, GFileProgressCallback progress, gpointer data,
                    GError **error)
{
  g_autoptr (EtbCommuneBase) communes = etb_commune_base_new (error);
  g_autoptr (EtbAddressTable) table = NULL;
  EtbDataset *dataset = NULL;
  g_autofree char *sha256 = NULL;
  GThread *thread;
  char *scope = NULL;
  Import import = { store, NULL, NULL, cancellable };

  if (communes == NULL)
    return NULL;
  thread = etb_dataset_begin_digest (bytes);
  table = read_table (bytes, communes, cancellable, progress, data, error);
  if (table != NULL)
    scope = tell_scope (table, error);
  sha256 = g_thread_join (thread);
  if (scope != NULL)
    {
      dataset = describe (table, file, scope);
      dataset->sha256 = g_steal_pointer (&sha256);
      import.table = table;
      import.dataset = dataset;
      if (!write_table (&import, error))
        g_clear_pointer (&dataset, etb_dataset_free);
    }
  return dataset;
}
