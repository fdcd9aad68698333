/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call definition, held in memory. Filled once by etb_call_read() and never changed afterwards:
 * every function here only looks, so a call is shared between threads without a lock. Everything
 * above this module reads calls. */

#include "etb-call-private.h"

#include <glib/gi18n-lib.h>

#include "etb-call-draft.h"
#include "etb-call-reader-private.h"

G_DEFINE_QUARK (etb_call_error_quark, etb_call_error)

G_DEFINE_FINAL_TYPE (EtbCall, etb_call, G_TYPE_OBJECT)

static void
clear_indices (EtbCall *self)
{
  g_clear_pointer (&self->source_by_id, g_hash_table_unref);
  g_clear_pointer (&self->track_by_id, g_hash_table_unref);
  g_clear_pointer (&self->list_by_id, g_hash_table_unref);
  g_clear_pointer (&self->piece_by_code, g_hash_table_unref);
  g_clear_pointer (&self->element_by_path, g_hash_table_unref);
  g_clear_pointer (&self->bind_by_path, g_hash_table_unref);
  g_clear_pointer (&self->item_by_path, g_hash_table_unref);
  g_clear_pointer (&self->repeat_by_path, g_hash_table_unref);
  g_clear_pointer (&self->label_by_path, g_hash_table_unref);
}

static void
etb_call_finalize (GObject *object)
{
  EtbCall *self = ETB_CALL (object);

  clear_indices (self);
  g_clear_pointer (&self->instance, xmlFreeDoc);
  g_clear_pointer (&self->eligibility, etb_page_free);
  g_clear_pointer (&self->consent, etb_consent_free);
  g_ptr_array_unref (self->pieces);
  g_ptr_array_unref (self->tasks);
  g_ptr_array_unref (self->criteria);
  g_ptr_array_unref (self->binds);
  g_ptr_array_unref (self->lists);
  g_ptr_array_unref (self->permanences);
  g_ptr_array_unref (self->recurrences);
  g_ptr_array_unref (self->deadlines);
  g_ptr_array_unref (self->tracks);
  g_ptr_array_unref (self->sources);
  etb_roles_clear (&self->roles);
  g_free (self->published);
  g_free (self->summary);
  g_free (self->publisher);
  g_free (self->edition);
  g_free (self->title);
  g_free (self->id);
  g_free (self->digest);
  g_clear_pointer (&self->bytes, g_bytes_unref);

  G_OBJECT_CLASS (etb_call_parent_class)->finalize (object);
}

static void
etb_call_class_init (EtbCallClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = etb_call_finalize;
}

static void
etb_call_init (EtbCall *self)
{
  self->sources = g_ptr_array_new_with_free_func (etb_source_free);
  self->tracks = g_ptr_array_new_with_free_func (etb_track_free);
  self->deadlines = g_ptr_array_new_with_free_func (etb_deadline_free);
  self->recurrences = g_ptr_array_new_with_free_func (etb_recurrence_free);
  self->permanences = g_ptr_array_new_with_free_func (etb_permanence_free);
  self->lists = g_ptr_array_new_with_free_func (etb_list_free);
  self->binds = g_ptr_array_new_with_free_func (etb_bind_free);
  self->criteria = g_ptr_array_new_with_free_func (etb_criterion_free);
  self->tasks = g_ptr_array_new_with_free_func (etb_task_free);
  self->pieces = g_ptr_array_new_with_free_func (etb_piece_free);

  /* Ids belong to the structures they lead to; paths to their table. */
  self->source_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->track_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->list_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->piece_by_code = g_hash_table_new (g_str_hash, g_str_equal);
  self->element_by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->bind_by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->item_by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->repeat_by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->label_by_path = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

/* Reads one byte more than is allowed at most, whatever the size that the file claims. */
GBytes *
etb_call_load_file (const char *file, GError **error)
{
  g_autoptr (GFile) location = g_file_new_for_path (file);
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *data = NULL;
  gsize length = 0;

  stream = g_file_read (location, NULL, &local_error);
  if (stream != NULL)
    {
      data = g_malloc (ETB_CALL_MAX_SIZE + 1);
      g_input_stream_read_all (G_INPUT_STREAM (stream), data, ETB_CALL_MAX_SIZE + 1, &length, NULL,
                               &local_error);
    }
  if (local_error != NULL)
    {
      g_set_error (
          error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ,
          _ ("%s: this call definition cannot be read (%s): check its name and your rights on it"),
             file, local_error->message);
      return NULL;
    }

  return g_bytes_new_take (g_realloc (g_steal_pointer (&data), MAX (length, 1)), length);
}

EtbCall *
etb_call_new_from_file (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;

  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  bytes = etb_call_load_file (file, error);
  if (bytes == NULL)
    return NULL;

  return etb_call_new_from_bytes (bytes, file, error);
}

EtbCall *
etb_call_draft_new (GBytes *bytes, const char *name, EtbFaults *faults)
{
  g_autoptr (EtbCall) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (faults != NULL, NULL);

  if (g_bytes_get_size (bytes) > ETB_CALL_MAX_SIZE)
    {
      etb_faults_add (
          faults, 0,
          g_error_new (ETB_CALL_ERROR, ETB_CALL_ERROR_READ,
                       _ ("%s: a call definition holds %d MiB at most: choose another file"), name,
                          ETB_CALL_MAX_SIZE / (1024 * 1024)));
      return NULL;
    }

  self = g_object_new (ETB_TYPE_CALL, NULL);
  self->bytes = g_bytes_ref (bytes);
  self->digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return etb_call_read (self, bytes, name, faults) ? g_steal_pointer (&self) : NULL;
}

/* A definition with a fault is not read half. */
static EtbCall *
keep_if_right (EtbCall *draft, EtbFaults *faults)
{
  if (etb_faults_count (faults) > 0)
    g_clear_object (&draft);
  return draft;
}

EtbCall *
etb_call_new_from_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EtbFaults) faults = etb_faults_new ();
  EtbCall *self;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  self = keep_if_right (etb_call_draft_new (bytes, name, faults), faults);
  etb_faults_propagate_first (faults, error);
  return self;
}

GPtrArray *
etb_call_check_bytes (GBytes *bytes, const char *name, EtbCall **call)
{
  g_autoptr (EtbFaults) faults = etb_faults_new ();
  g_autoptr (EtbCall) self = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = keep_if_right (etb_call_draft_new (bytes, name, faults), faults);
  if (call != NULL)
    *call = g_steal_pointer (&self);
  return etb_faults_take_all (faults);
}

GPtrArray *
etb_call_check_file (const char *file, EtbCall **call)
{
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  GPtrArray *errors;

  g_return_val_if_fail (file != NULL, NULL);

  bytes = etb_call_load_file (file, &error);
  if (bytes != NULL)
    return etb_call_check_bytes (bytes, file, call);

  if (call != NULL)
    *call = NULL;
  errors = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_ptr_array_add (errors, error);
  return errors;
}

GBytes *
etb_call_get_bytes (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->bytes;
}

const char *
etb_call_get_digest (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->digest;
}

const char *
etb_call_get_id (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->id;
}

const char *
etb_call_get_title (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->title;
}

const char *
etb_call_get_edition (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->edition;
}

const char *
etb_call_get_publisher (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->publisher;
}

const char *
etb_call_get_summary (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->summary;
}

const char *
etb_call_get_published (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->published;
}

gboolean
etb_call_is_default (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), FALSE);

  return self->is_default;
}

guint
etb_call_get_minutes (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), 0);

  return self->minutes;
}

goffset
etb_call_get_max_total_size (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), 0);

  return self->max_total_size;
}

const EtbRoles *
etb_call_get_roles (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return &self->roles;
}

const EtbConsent *
etb_call_get_consent (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->consent;
}

GPtrArray *
etb_call_get_sources (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->sources;
}

GPtrArray *
etb_call_get_tracks (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->tracks;
}

GPtrArray *
etb_call_get_deadlines (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->deadlines;
}

GPtrArray *
etb_call_get_recurrences (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->recurrences;
}

GPtrArray *
etb_call_get_permanences (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->permanences;
}

GPtrArray *
etb_call_get_lists (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->lists;
}

GPtrArray *
etb_call_get_binds (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->binds;
}

GPtrArray *
etb_call_get_criteria (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->criteria;
}

GPtrArray *
etb_call_get_tasks (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->tasks;
}

GPtrArray *
etb_call_get_pieces (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->pieces;
}

const EtbPage *
etb_call_get_eligibility (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->eligibility;
}

xmlDocPtr
etb_call_get_instance (EtbCall *self)
{
  g_return_val_if_fail (ETB_IS_CALL (self), NULL);

  return self->instance;
}
