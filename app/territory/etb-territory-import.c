/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the way of a file into the base; see the header. The digest of the file is made on a thread
 * of its own, while the file is read and written.
 * Callers: etb-atlas. */

#include "etb-territory-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-address-import.h"
#include "etb-area-store.h"
#include "etb-geo-file.h"
#include "etb-qpv-list.h"

#define SCOPE_ALL     "FR" /* communes of more départements than can be named */
#define SCOPE_MAXIMUM 20

/* ---- Words ------------------------------------------------------------------------------------
 */

/* Names the file. What is wrong with the base, or cancelled, is no fault of the file. */
static void
name_file (const char *file, GError *local, GError **error)
{
  g_autofree char *name = g_filename_display_basename (file);

  if (local->domain == ETB_TERRITORY_ERROR && local->code == ETB_TERRITORY_ERROR_FORM)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 _ ("“%s” was not imported: %s."), name, local->message);
  else if (local->domain == G_IO_ERROR && local->code != G_IO_ERROR_CANCELLED)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ,
                 _ ("“%s” cannot be read: %s."), name, local->message);
  else
    {
      g_propagate_error (error, local);
      return;
    }
  g_error_free (local);
}

/* ---- Contours ---------------------------------------------------------------------------------
 */

static gint
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (a, b);
}

/* The départements of communes, joined by a space. (transfer full) */
static char *
get_departments (GPtrArray *areas)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) sorted = NULL;
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < areas->len; i++)
    {
      const char *code = ((const EtbArea *)g_ptr_array_index (areas, i))->code;

      g_hash_table_add (seen, g_strndup (code, etb_code_is_overseas (code) ? 3 : 2));
    }
  if (g_hash_table_size (seen) > SCOPE_MAXIMUM)
    {
      g_string_append (joined, SCOPE_ALL);
      return g_string_free (joined, FALSE);
    }
  sorted = g_list_sort (g_hash_table_get_keys (seen), compare_names);
  for (GList *at = sorted; at != NULL; at = at->next)
    g_string_append_printf (joined, "%s%s", joined->len > 0 ? " " : "", (const char *)at->data);
  return g_string_free (joined, FALSE);
}

static EtbDataset *
describe (const char *file, const EtbLayer *layer, const EtbGeneration *generation,
          char *layer_name)
{
  EtbDataset *source
      = generation != NULL
            ? etb_dataset_new_for_file (ETB_DATASET_QPV, g_strdup (generation->name), file)
            : etb_dataset_new_for_file (ETB_DATASET_COMMUNES, get_departments (layer->areas), file);

  source->layer = layer_name;
  source->crs = g_strdup (etb_crs_get_name (layer->crs));
  source->count = layer->areas->len;
  source->skipped = layer->skipped;
  return source;
}

/* In a transaction. @thread gives the digest of the file. */
static gboolean
write_layer (EtbTerritoryStore *store, EtbDataset *source, const EtbLayer *layer, GThread **thread,
             GCancellable *cancellable, GError **error)
{
  gint64 number = etb_territory_store_replace_source (store, source, error);

  if (number == 0 || !etb_area_store_add (store, number, source, layer->areas, cancellable, error))
    return FALSE;
  source->sha256 = g_thread_join (g_steal_pointer (thread));
  return etb_territory_store_update_source (store, number, source, error);
}

static EtbDataset *
store_layer (EtbTerritoryStore *store, EtbDataset *source, const EtbLayer *layer, GThread **thread,
             GCancellable *cancellable, GError **error)
{
  if (!etb_territory_store_begin (store, error))
    return NULL;
  if (!write_layer (store, source, layer, thread, cancellable, error))
    {
      etb_territory_store_rollback (store);
      return NULL;
    }
  return etb_territory_store_commit (store, error) ? source : NULL;
}

static EtbDataset *
import_contours (EtbTerritoryStore *store, const char *file, GBytes *bytes,
                 GCancellable *cancellable, GError **error)
{
  GThread *thread = etb_dataset_begin_digest (bytes);
  const EtbGeneration *generation = NULL;
  g_autofree char *layer_name = NULL;
  g_autoptr (EtbLayer) layer = etb_geo_file_read (bytes, file, &layer_name, error);
  EtbDataset *source = NULL;
  gboolean stored = FALSE;

  if (layer != NULL && etb_layer_tell (layer, &generation, error))
    {
      source = describe (file, layer, generation, g_steal_pointer (&layer_name));
      stored = store_layer (store, source, layer, &thread, cancellable, error) != NULL;
    }
  if (thread != NULL)
    g_free (g_thread_join (thread));
  if (!stored)
    g_clear_pointer (&source, etb_dataset_free);
  return source;
}

EtbDataset *
etb_territory_import (EtbTerritoryStore *store, const char *file, GCancellable *cancellable,
                      GFileProgressCallback progress, gpointer data, GError **error)
{
  GError *local = NULL;
  g_autoptr (GBytes) bytes = etb_geo_file_load (file, cancellable, &local);
  EtbDataset *source = NULL;

  if (bytes != NULL)
    {
      if (progress != NULL)
        progress (0, (goffset)g_bytes_get_size (bytes), data);
      if (etb_address_import_recognise (bytes))
        source = etb_address_import (store, file, bytes, cancellable, progress, data, &local);
      else if (etb_qpv_list_recognise (bytes))
        source = etb_qpv_list_import (store, file, bytes, cancellable, &local);
      else
        source = import_contours (store, file, bytes, cancellable, &local);
    }
  if (source == NULL)
    name_file (file, local, error);
  return source;
}
