/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dossier is made, and how it is read back: the call kept inside, then lines, then answers.
 */

#include "etb-dossier-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-instant.h"

/* ---- Opening ----------------------------------------------------------------------------------
 */

static gboolean
read_call (EtbDossier *self, EtbContent *content, GError **error)
{
  self->call = etb_content_to_call (content, self->file, error);
  if (!self->call)
    return FALSE;
  self->rules = etb_rules_new (self->call, error);
  return self->rules != NULL;
}

static void
keep_origin (EtbStoredAnswer *answer, gpointer user_data)
{
  EtbDossier *self = user_data;

  g_hash_table_replace (self->origins, g_strdup (answer->key),
                        etb_origin_new (answer->author, answer->at, answer->review));
}

static void
restore_rest (EtbDossier *self, EtbContent *content)
{
  g_autoptr (GDateTime) changed = g_date_time_new_from_iso8601 (content->last_change, NULL);

  if (changed)
    self->last_saved = g_date_time_to_local (changed);
  self->place = g_steal_pointer (&content->place);
  self->deposit = etb_deposit_from_text (content->deposit);
  for (guint i = 0; i < content->attachments->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (content->attachments, i);

      /* One of a piece that this edition does not ask for is kept aside, like such an answer. */
      if (etb_call_find_piece (self->call, attachment->piece))
        etb_dossier_insert_attachment (self, etb_attachment_ref (attachment));
    }
  g_ptr_array_extend_and_steal (self->assistances, g_steal_pointer (&content->assistances));
  for (guint i = 0; i < content->exports->len; i++)
    {
      EtbStoredExport *stored = g_ptr_array_index (content->exports, i);
      EtbExport *export = g_new0 (EtbExport, 1);

      export->file = g_strdup (stored->file);
      export->sha256 = g_strdup (stored->sha256);
      export->at = g_date_time_new_from_iso8601 (stored->at, NULL);
      if (!export->at)
        export->at = g_date_time_new_from_unix_utc (0);
      g_ptr_array_add (self->exports, export);
    }
}

static void
restore_history (EtbDossier *self, EtbContent *content)
{
  g_autoptr (GArray) forgotten = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < content->kept->len; i++)
    g_ptr_array_add (self->kept, etb_attachment_ref (g_ptr_array_index (content->kept, i)));
  etb_history_load (self->history, content->steps, forgotten);
  if (!self->read_only_reason)
    etb_dossier_forget_steps (self, forgotten);
}

EtbDossier *
etb_dossier_open_detached (const char *file, GError **error)
{
  g_autoptr (EtbDossier) self = g_object_new (ETB_TYPE_DOSSIER, NULL);
  g_autoptr (EtbContent) content = NULL;
  gboolean had_journal;

  had_journal = etb_dossier_has_hot_journal (file);
  self->source = etb_dossier_make_source (self);
  self->store = etb_store_open (file, &content, etb_dossier_on_store_news, self->source, error);
  if (!self->store)
    return NULL;
  self->file = g_strdup (etb_store_get_file (self->store));
  self->read_only_reason = g_strdup (etb_store_get_read_only_reason (self->store));
  if (!read_call (self, content, error))
    return NULL;
  self->instance = etb_content_to_instance (content, self->call, keep_origin, self);
  etb_dossier_restore_finding (self, content);
  restore_rest (self, content);
  restore_history (self, content);
  etb_dossier_note_recovery (self, content, had_journal);
  etb_dossier_note_clock (self, content);
  etb_dossier_evaluate (self);
  return g_steal_pointer (&self);
}

EtbDossier *
etb_dossier_open (const char *file, GError **error)
{
  EtbDossier *self;

  g_return_val_if_fail (file != NULL, NULL);

  self = etb_dossier_open_detached (file, error);
  if (self)
    etb_dossier_settle (self);
  return self;
}

/* ---- Making -----------------------------------------------------------------------------------
 */

typedef struct
{
  EtbInstance *instance;
  GPtrArray *changes;
  const char *at;
} FirstLines;

static void
add_first_lines (const EtbItem *repeat, gpointer user_data)
{
  FirstLines *first = user_data;
  guint count = etb_instance_count_lines (first->instance, repeat->path);

  for (guint i = 1; i <= count; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s[%u]", repeat->path, i);
      g_autofree char *key
          = etb_instance_key_of (first->instance, etb_instance_find (first->instance, path));

      g_ptr_array_add (first->changes, etb_change_new (ETB_CHANGE_ADD_LINE, key, NULL,
                                                       ETB_DOSSIER_AUTHOR, first->at));
    }
}

gboolean
etb_dossier_make_file (const char *file, EtbCall *call, const char *track, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_change_free);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = etb_instant_to_utc (now);
  g_autoptr (EtbInstance) instance = NULL;
  g_autoptr (EtbRules) rules = NULL;
  FirstLines first = { NULL, changes, at };

  if (!etb_call_find_track (call, track))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("The call “%s” has no track “%s”. Choose one of its tracks."),
                      etb_call_get_title (call), track);
      return FALSE;
    }
  /* A dossier that could not be opened again must not be made. */
  rules = etb_rules_new (call, error);
  if (!rules)
    return FALSE;
  instance = etb_instance_new (call);
  first.instance = instance;
  g_ptr_array_add (changes, etb_change_new (ETB_CHANGE_ANSWER, etb_call_get_roles (call)->track,
                                            track, ETB_DOSSIER_AUTHOR, at));
  etb_content_foreach_repeat (call, add_first_lines, &first);
  return etb_store_create (file, etb_call_get_bytes (call), etb_call_get_digest (call), changes,
                           error);
}

EtbDossier *
etb_dossier_create (const char *file, EtbCall *call, const char *track, GError **error)
{
  g_return_val_if_fail (file != NULL, NULL);
  g_return_val_if_fail (ETB_IS_CALL (call), NULL);
  g_return_val_if_fail (track != NULL, NULL);

  return etb_dossier_make_file (file, call, track, error) ? etb_dossier_open (file, error) : NULL;
}
