/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Beginning with the organisation's answers of another dossier; see the header. The mark of an
 * answer that was taken is its review, "reused": typing over it takes it away like any other. */

#include "etb-reuse.h"

#include <string.h>

#include "etb-display.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"

#define REUSED "reused"

static void
reusable_free (EtbReusable *self)
{
  g_free (self->path);
  g_free (self->label);
  g_free (self->shown);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_free (self);
}

/* ---- What can be taken ------------------------------------------------------------------------
 */

/* The other dossier. */
typedef struct
{
  EtbContent *content;
  EtbCall *call;
  EtbInstance *instance;
} Source;

static void
source_clear (Source *self)
{
  g_clear_pointer (&self->instance, etb_instance_free);
  g_clear_object (&self->call);
  g_clear_pointer (&self->content, etb_content_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
source_read (Source *self, const char *file, GError **error)
{
  self->content = etb_content_read_file (file, error);
  self->call = self->content ? etb_content_to_call (self->content, file, error) : NULL;
  if (!self->call)
    return FALSE;
  self->instance = etb_content_to_instance (self->content, self->call, NULL, NULL);
  return TRUE;
}

static EtbValueType
type_of (EtbCall *call, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (call, path);

  return bind ? bind->type : ETB_VALUE_TEXT;
}

/* Choices are of the list of the call that takes them. */
static gboolean
is_listed (EtbCall *call, const char *path, const char *value)
{
  const EtbBind *bind = etb_call_find_bind (call, path);
  const EtbList *list = bind && bind->list ? etb_call_find_list (call, bind->list) : NULL;
  g_auto (GStrv) codes = NULL;

  if (!list)
    return TRUE;
  codes = g_strsplit (value, " ", -1);
  for (char **code = codes; *code; code++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < list->items->len && !found; i++)
        found = g_str_equal (((EtbListItem *)g_ptr_array_index (list->items, i))->value, *code);
      if (!found)
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_valid (EtbCall *call, const char *path, const char *value)
{
  EtbValueType type = type_of (call, path);
  g_autofree char *canonical = etb_value_normalise (type, value, NULL);
  const EtbBind *bind = etb_call_find_bind (call, path);

  return type != ETB_VALUE_ATTESTATION && !(bind && bind->calculate)
         && g_strcmp0 (canonical, value) == 0 && is_listed (call, path, value);
}

/* The key names the answer in both: identities of lines come along. */
static gboolean
can_take (EtbDossier *self, const Source *source, const EtbStoredAnswer *answer)
{
  const char *track = etb_call_get_roles (self->call)->track;

  return *answer->value && !g_str_equal (answer->key, track)
         && etb_call_is_of_applicant (source->call, answer->key)
         && etb_call_is_of_applicant (self->call, answer->key)
         && etb_instance_find (source->instance, answer->key)
         && type_of (source->call, answer->key) == type_of (self->call, answer->key)
         && is_valid (self->call, answer->key, answer->value);
}

/* A line that the dossier lacks, and whose repeat it has and the applicant's groups hold. */
static gboolean
can_take_line (EtbDossier *self, const Source *source, const char *key)
{
  return etb_call_is_of_applicant (source->call, key) && etb_call_is_of_applicant (self->call, key)
         && etb_call_find_repeat (self->call, key) && !etb_instance_find (self->instance, key)
         && etb_instance_find (source->instance, key);
}

/* ---- Taking it --------------------------------------------------------------------------------
 */

/* Lines first: the answers in them then have their place. */
static EtbStep *
make_step (EtbDossier *self, const Source *source, const char *name)
{
  EtbStep *step = etb_dossier_new_step (self, ETB_STEP_REUSED, name);
  g_autoptr (EtbInstance) after = etb_instance_copy (self->instance);

  for (guint i = 0; i < source->content->lines->len; i++)
    {
      const char *key = ((EtbStoredLine *)g_ptr_array_index (source->content->lines, i))->key;

      if (!can_take_line (self, source, key))
        continue;
      etb_content_add_line (after, key);
      if (etb_instance_find (after, key))
        etb_dossier_step_add_line (step, key);
    }
  for (guint i = 0; i < source->content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (source->content->answers, i);
      EtbStepItem *item;

      if (!can_take (self, source, answer) || g_hash_table_contains (self->origins, answer->key)
          || !etb_instance_set (after, answer->key, answer->value))
        continue;
      etb_dossier_step_answer (self, step, answer->key, answer->value);
      item = g_ptr_array_index (step->items, step->items->len - 1);
      etb_step_side_set (&item->after, answer->value, step->author, answer->at, REUSED);
    }
  return step;
}

static EtbReusable *
describe (EtbDossier *self, EtbInstance *instance, const char *key, const char *value,
          const char *at)
{
  EtbReusable *reusable = g_new0 (EtbReusable, 1);
  xmlNodePtr node = etb_instance_find (instance, key);

  reusable->path = node ? etb_instance_path_of (instance, node) : g_strdup (key);
  reusable->label = etb_call_label_for (self->call, reusable->path);
  reusable->shown = etb_display_value (self->call, NULL, reusable->path, value);
  reusable->at = g_date_time_new_from_iso8601 (at, NULL);
  return reusable;
}

static guint
count_answers (const EtbStep *step)
{
  guint count = 0;

  for (guint i = 0; i < step->items->len; i++)
    if (((EtbStepItem *)g_ptr_array_index (step->items, i))->kind == ETB_STEP_ITEM_ANSWER)
      count++;
  return count;
}

GPtrArray *
etb_reuse_list (EtbDossier *self, const char *file, GError **error)
{
  g_auto (Source) source = { 0 };
  g_autoptr (EtbStep) step = NULL;
  GPtrArray *list;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (file != NULL, NULL);

  if (!source_read (&source, file, error))
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)reusable_free);
  step = make_step (self, &source, "");
  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);

      if (item->kind == ETB_STEP_ITEM_ANSWER)
        g_ptr_array_add (
            list, describe (self, source.instance, item->key, item->after.value, item->after.at));
    }
  return list;
}

gboolean
etb_reuse_take (EtbDossier *self, const char *file, guint *count, GError **error)
{
  g_auto (Source) source = { 0 };
  g_autofree char *name = NULL;
  EtbStep *step;
  guint taken;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error) || !source_read (&source, file, error))
    return FALSE;
  name = g_filename_display_basename (file);
  step = make_step (self, &source, name);
  taken = count_answers (step);
  if (step->items->len > 0)
    etb_dossier_perform (self, step);
  else
    etb_step_unref (step);
  if (count)
    *count = taken;
  return TRUE;
}

/* ---- Confirming it ----------------------------------------------------------------------------
 */

GPtrArray *
etb_reuse_list_unconfirmed (EtbDossier *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)reusable_free);
  g_autoptr (GPtrArray) leaves = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), list);

  leaves = etb_instance_leaves (self->instance);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *key = etb_instance_key_of (self->instance, g_ptr_array_index (leaves, i));
      const EtbOrigin *origin = g_hash_table_lookup (self->origins, key);
      g_autofree char *value = NULL;

      if (!origin || !g_str_equal (origin->review, REUSED))
        continue;
      value = etb_instance_get (self->instance, key);
      g_ptr_array_add (list, describe (self, self->instance, key, value, origin->at));
    }
  return list;
}

void
etb_reuse_confirm (EtbDossier *self, const char *path)
{
  xmlNodePtr node;
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;
  g_autofree char *at = NULL;
  const EtbOrigin *origin;
  const char *author;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_return_if_fail (ETB_IS_DOSSIER (self));
  g_return_if_fail (path != NULL);

  node = etb_instance_find (self->instance, path);
  key = node ? etb_instance_key_of (self->instance, node) : NULL;
  origin = key ? g_hash_table_lookup (self->origins, key) : NULL;
  if (!origin || !g_str_equal (origin->review, REUSED) || !etb_dossier_check_writable (self, NULL))
    return;
  value = etb_instance_get (self->instance, key);
  at = etb_instant_to_utc (now);
  author = etb_dossier_get_author (self);
  g_hash_table_replace (self->origins, g_strdup (key), etb_origin_new (author, at, ""));
  etb_store_push (self->store, etb_change_new (ETB_CHANGE_ANSWER, key, value, author, at));
  etb_store_push (self->store, etb_change_new (ETB_CHANGE_NOTE, key, "confirmed", author, at));
}
