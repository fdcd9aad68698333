/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what the window and the commands ask of imported data; see the header.
 *
 * The base that answers is opened at the first question, to read only, and opened again once an
 * import has ended. What writes has a connection of its own, for as long as it writes.
 * Callers: etb-cli-territory, the territory page, the map, fields that ask for a place. */

#include "etb-atlas.h"

#include "etb-address-store.h"
#include "etb-area-store.h"
#include "etb-context.h"
#include "etb-locator.h"
#include "etb-place-search.h"
#include "etb-qpv-list.h"
#include "etb-territory-import.h"

struct _EtbAtlas
{
  GObject parent_instance;

  char *file; /* NULL: the default one */
  EtbTerritoryStore *store;
  EtbLocator *locator;    /* of that store */
  EtbPlaceSearch *search; /* of that store */
  GMutex writing;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EtbAtlas, etb_atlas, G_TYPE_OBJECT)

static void
close_base (EtbAtlas *self)
{
  g_clear_pointer (&self->locator, etb_locator_free);
  g_clear_pointer (&self->search, etb_place_search_free);
  g_clear_pointer (&self->store, etb_territory_store_free);
}

static void
etb_atlas_finalize (GObject *object)
{
  EtbAtlas *self = ETB_ATLAS (object);

  close_base (self);
  g_free (self->file);
  g_mutex_clear (&self->writing);

  G_OBJECT_CLASS (etb_atlas_parent_class)->finalize (object);
}

static void
etb_atlas_class_init (EtbAtlasClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_atlas_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_atlas_init (EtbAtlas *self)
{
  g_mutex_init (&self->writing);
}

EtbAtlas *
etb_atlas_new (const char *file)
{
  EtbAtlas *self = g_object_new (ETB_TYPE_ATLAS, NULL);

  self->file = g_strdup (file);
  return self;
}

static gboolean
open_base (EtbAtlas *self, GError **error)
{
  if (self->store != NULL && etb_territory_store_is_outdated (self->store))
    close_base (self);
  if (self->store == NULL)
    self->store = etb_territory_store_open (self->file, ETB_TERRITORY_STORE_READ, error);
  return self->store != NULL;
}

static void
tell_change (EtbAtlas *self)
{
  close_base (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* ---- Questions --------------------------------------------------------------------------------
 */

EtbLocation *
etb_atlas_locate (EtbAtlas *self, EtbPoint place, GError **error)
{
  EtbLocation *location = NULL;

  /* All of the answer from the same data, whatever another program imports meanwhile. */
  if (!open_base (self, error) || !etb_territory_store_run (self->store, "BEGIN", error))
    return NULL;
  if (self->locator == NULL)
    self->locator = etb_locator_new (self->store, error);
  if (self->locator != NULL)
    location = etb_locator_locate (self->locator, place, error);
  etb_territory_store_run (self->store, "COMMIT", NULL);
  return location;
}

GPtrArray *
etb_atlas_find (EtbAtlas *self, const char *typed, guint limit, GError **error)
{
  if (!open_base (self, error))
    return NULL;
  if (self->search == NULL)
    self->search = etb_place_search_new (self->store, error);
  return self->search != NULL ? etb_place_search_find (self->search, typed, limit, error) : NULL;
}

GPtrArray *
etb_atlas_get_sources (EtbAtlas *self, GError **error)
{
  return open_base (self, error) ? etb_territory_store_get_sources (self->store, error) : NULL;
}

gboolean
etb_atlas_find_commune (EtbAtlas *self, const char *code, EtbBox *box)
{
  return open_base (self, NULL)
         && (etb_area_store_get_commune_box (self->store, code, box, NULL)
             || etb_address_store_get_commune_box (self->store, code, box, NULL));
}

gboolean
etb_atlas_find_department (EtbAtlas *self, const char *department, EtbBox *box)
{
  return open_base (self, NULL)
         && etb_area_store_get_department_box (self->store, department, box, NULL);
}

EtbDataset *
etb_atlas_get_address_source (EtbAtlas *self, const EtbFoundPlace *place)
{
  g_autoptr (GPtrArray) sources = etb_atlas_get_sources (self, NULL);
  const EtbDataset *found = NULL;

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const EtbDataset *source = sources->pdata[i];

      if (!g_str_equal (source->kind, ETB_DATASET_ADDRESSES))
        continue;
      /* A local base has taken the place of its commune in the département. */
      if (g_str_equal (source->scope, place->code))
        return etb_dataset_copy (source);
      if (g_str_equal (source->scope, place->department))
        found = source;
    }
  return found != NULL ? etb_dataset_copy (found) : NULL;
}

char *
etb_atlas_list_address_scopes (EtbAtlas *self)
{
  g_autoptr (GPtrArray) sources = etb_atlas_get_sources (self, NULL);
  GString *scopes = g_string_new (NULL);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const EtbDataset *source = sources->pdata[i];

      if (g_str_equal (source->kind, ETB_DATASET_ADDRESSES))
        g_string_append_printf (scopes, "%s%s", scopes->len > 0 ? ", " : "", source->scope);
    }
  return g_string_free (scopes, FALSE);
}

GPtrArray *
etb_atlas_get_outlines (EtbAtlas *self, const EtbGeneration *generation, EtbBox box, guint limit,
                        GError **error)
{
  EtbAreaLayer layer = etb_area_store_get_layer (ETB_DATASET_QPV, generation->name);
  g_autoptr (GPtrArray) areas = NULL;

  if (!open_base (self, error))
    return NULL;
  areas = etb_area_store_get_in_box (self->store, layer, box, limit, error);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    if (!etb_qpv_list_complete (self->store, g_ptr_array_index (areas, i), error))
      return NULL;
  return g_steal_pointer (&areas);
}

typedef struct
{
  EtbAreaLayer layer;
  EtbBox box;
  guint limit;
} Sight;

/* With a connection of its own. */
static void
read_sight (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  EtbAtlas *self = source_object;
  const Sight *sight = data;
  GError *error = NULL;
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (self->file, ETB_TERRITORY_STORE_READ, &error);
  GPtrArray *areas = store != NULL ? etb_area_store_get_in_box (store, sight->layer, sight->box,
                                                                sight->limit, &error)
                                   : NULL;

  if (areas != NULL)
    g_task_return_pointer (task, areas, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

void
etb_atlas_get_outlines_async (EtbAtlas *self, const EtbGeneration *generation, EtbBox box,
                              guint limit, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Sight *sight = g_new (Sight, 1);

  *sight = (Sight){ etb_area_store_get_layer (ETB_DATASET_QPV, generation->name), box, limit };
  g_task_set_task_data (task, sight, g_free);
  g_task_run_in_thread (task, read_sight);
}

GPtrArray *
etb_atlas_get_outlines_finish (EtbAtlas *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

char *
etb_atlas_set_aside (EtbAtlas *self, GError **error)
{
  char *aside;

  close_base (self);
  aside = etb_territory_store_set_aside (self->file, error);
  if (aside != NULL)
    tell_change (self);
  return aside;
}

/* ---- Imports ----------------------------------------------------------------------------------
 */

static EtbDataset *
import (EtbAtlas *self, const char *file, gboolean less_too, GCancellable *cancellable,
        GFileProgressCallback progress, gpointer data, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->writing);
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (self->file, ETB_TERRITORY_STORE_WRITE, error);

  if (store == NULL)
    return NULL;
  if (!less_too)
    etb_territory_store_keep_more (store);
  return etb_territory_import (store, file, cancellable, progress, data, error);
}

EtbDataset *
etb_atlas_import (EtbAtlas *self, const char *file, GCancellable *cancellable, GError **error)
{
  EtbDataset *source = import (self, file, TRUE, cancellable, NULL, NULL, error);

  if (source != NULL)
    tell_change (self);
  return source;
}

typedef struct
{
  char *file;
  gboolean less_too;
  GFileProgressCallback progress;
  gpointer progress_data;
} Import;

static void
import_free (Import *self)
{
  g_free (self->file);
  g_free (self);
}

typedef struct
{
  GTask *task;
  goffset done, total;
} Step;

static gboolean
tell_progress (gpointer data)
{
  Step *step = data;
  const Import *wanted = g_task_get_task_data (step->task);

  if (!g_task_get_completed (step->task))
    wanted->progress (step->done, step->total, wanted->progress_data);
  g_object_unref (step->task);
  g_free (step);
  return G_SOURCE_REMOVE;
}

static void
on_progress (goffset done, goffset total, gpointer data)
{
  const Step step = { g_object_ref (data), done, total };

  etb_context_tell (g_task_get_context (data), G_PRIORITY_DEFAULT, tell_progress,
                    g_memdup2 (&step, sizeof step), NULL);
}

static void
import_in_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  const Import *wanted = data;
  GError *error = NULL;
  EtbDataset *source = import (source_object, wanted->file, wanted->less_too, cancellable,
                               wanted->progress != NULL ? on_progress : NULL, task, &error);

  if (source != NULL)
    g_task_return_pointer (task, source, (GDestroyNotify)etb_dataset_free);
  else
    g_task_return_error (task, error);
}

void
etb_atlas_import_async (EtbAtlas *self, const char *file, gboolean less_too,
                        GCancellable *cancellable, GFileProgressCallback progress,
                        gpointer progress_data, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  Import *wanted = g_new (Import, 1);

  *wanted = (Import){ g_strdup (file), less_too, progress, progress_data };
  g_task_set_task_data (task, wanted, (GDestroyNotify)import_free);
  /* What was committed is said, even when it was cancelled too late. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, import_in_thread);
}

EtbDataset *
etb_atlas_import_finish (EtbAtlas *self, GAsyncResult *result, GError **error)
{
  EtbDataset *source = g_task_propagate_pointer (G_TASK (result), error);

  if (source != NULL)
    tell_change (self);
  return source;
}

/* ---- Removal ----------------------------------------------------------------------------------
 */

static void
remove_in_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  EtbAtlas *self = source_object;
  const EtbDataset *source = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->writing);
  GError *error = NULL;
  g_autoptr (EtbTerritoryStore) store
      = etb_territory_store_open (self->file, ETB_TERRITORY_STORE_WRITE, &error);

  if (store != NULL && etb_territory_store_begin (store, &error))
    {
      if (!etb_territory_store_remove_source (store, source->kind, source->scope, &error))
        etb_territory_store_rollback (store);
      else
        etb_territory_store_commit (store, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

void
etb_atlas_remove_async (EtbAtlas *self, const EtbDataset *source, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_task_data (task, etb_dataset_copy (source), (GDestroyNotify)etb_dataset_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, remove_in_thread);
}

gboolean
etb_atlas_remove_finish (EtbAtlas *self, GAsyncResult *result, GError **error)
{
  gboolean removed = g_task_propagate_boolean (G_TASK (result), error);

  if (removed)
    tell_change (self);
  return removed;
}
