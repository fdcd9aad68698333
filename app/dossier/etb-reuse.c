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
  g_free (self->key);
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

/* Answers that play a part, whatever their path. Those of the place and of the project are not the
 * organisation's. */
static const gsize parts[] = {
  G_STRUCT_OFFSET (EtbRoles, applicant_name),
  G_STRUCT_OFFSET (EtbRoles, signatory_first_name),
  G_STRUCT_OFFSET (EtbRoles, signatory_name),
  G_STRUCT_OFFSET (EtbRoles, signatory_capacity),
};

static const char *
get_part (EtbCall *call, gsize part)
{
  return G_STRUCT_MEMBER (const char *, etb_call_get_roles (call), part);
}

/* The key in the new dossier of the answer at @key in the other: the one that plays the same part,
 * else the same. NULL when that one plays a part for which the other dossier has another answer. */
static const char *
find_place (EtbDossier *self, const Source *source, const char *key)
{
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *theirs = get_part (source->call, parts[i]);
      const char *mine = get_part (self->call, parts[i]);

      if (theirs && mine && g_str_equal (theirs, key))
        return mine;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const char *mine = get_part (self->call, parts[i]);

      if (mine && g_str_equal (mine, key) && get_part (source->call, parts[i]))
        return NULL;
    }
  return key;
}

/* Identities of lines come along. */
static gboolean
can_take (EtbDossier *self, const Source *source, const EtbStoredAnswer *answer, const char *key)
{
  const char *track = etb_call_get_roles (self->call)->track;

  return *answer->value && !g_str_equal (key, track)
         && etb_call_is_of_applicant (source->call, answer->key)
         && etb_call_is_of_applicant (self->call, key)
         && etb_instance_find (source->instance, answer->key)
         && type_of (source->call, answer->key) == type_of (self->call, key)
         && is_valid (self->call, key, answer->value);
}

/* A line that the dossier lacks, and whose repeat it has and the applicant's groups hold. */
static gboolean
can_take_line (EtbDossier *self, const Source *source, const char *key)
{
  return etb_call_is_of_applicant (source->call, key) && etb_call_is_of_applicant (self->call, key)
         && etb_call_find_repeat (self->call, key) && !etb_instance_find (self->instance, key)
         && etb_instance_find (source->instance, key);
}

/* ---- Choosing ---------------------------------------------------------------------------------
 */

/* An answer of the other dossier, and where it goes. */
typedef struct
{
  const char *key;
  const EtbStoredAnswer *answer;
} Match;

static GArray *
match_answers (EtbDossier *self, const Source *source, const char *const *left_out)
{
  GArray *matches = g_array_new (FALSE, FALSE, sizeof (Match));

  for (guint i = 0; i < source->content->answers->len; i++)
    {
      const EtbStoredAnswer *answer = g_ptr_array_index (source->content->answers, i);
      Match match = { find_place (self, source, answer->key), answer };

      if (match.key && can_take (self, source, answer, match.key)
          && !g_hash_table_contains (self->origins, match.key)
          && !(left_out && g_strv_contains (left_out, match.key)))
        g_array_append_val (matches, match);
    }
  return matches;
}

static gboolean
is_wanted_line (const GArray *matches, const char *line)
{
  g_autofree char *prefix = g_strconcat (line, "/", NULL);

  for (guint i = 0; i < matches->len; i++)
    if (g_str_has_prefix (g_array_index (matches, Match, i).key, prefix))
      return TRUE;
  return FALSE;
}

/* Lines first: the answers in them then have their place.
 * @lines: (out caller-allocates) (element-type utf8): keys of those that come, in their order */
static EtbInstance *
try_matches (EtbDossier *self, const Source *source, const GArray *matches, GPtrArray *lines)
{
  EtbInstance *after = etb_instance_copy (self->instance);

  g_ptr_array_set_size (lines, 0);
  for (guint i = 0; i < source->content->lines->len; i++)
    {
      char *key = ((EtbStoredLine *)g_ptr_array_index (source->content->lines, i))->key;

      if (!can_take_line (self, source, key) || !is_wanted_line (matches, key))
        continue;
      etb_content_add_line (after, key);
      if (etb_instance_find (after, key))
        g_ptr_array_add (lines, key);
    }
  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);

      etb_instance_set (after, match->key, match->answer->value);
    }
  return after;
}

/* Those that have no place after all, and those that the rules of the new call do not accept.
 * Returns: whether there were any */
static gboolean
drop_refused (EtbDossier *self, EtbInstance *after, GArray *matches)
{
  g_autoptr (EtbEvaluation) evaluation = etb_dossier_judge (self, after);
  guint before = matches->len;

  for (guint i = matches->len; i > 0; i--)
    {
      xmlNodePtr node = etb_instance_find (after, g_array_index (matches, Match, i - 1).key);
      g_autofree char *path = node ? etb_instance_path_of (after, node) : NULL;

      if (!path || etb_evaluation_get_node (evaluation, path)->message)
        g_array_remove_index (matches, i - 1);
    }
  return matches->len < before;
}

/* ---- Taking it --------------------------------------------------------------------------------
 */

/* @after: (out) (transfer full): the answers once it is done */
static EtbStep *
make_step (EtbDossier *self, const Source *source, const char *name, const char *const *left_out,
           EtbInstance **after)
{
  EtbStep *step = etb_dossier_new_step (self, ETB_STEP_REUSED, name);
  g_autoptr (GArray) matches = match_answers (self, source, left_out);
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  /* One that is dropped may be what another was accepted for. */
  *after = try_matches (self, source, matches, lines);
  while (drop_refused (self, *after, matches))
    {
      etb_instance_free (*after);
      *after = try_matches (self, source, matches, lines);
    }
  for (guint i = 0; i < lines->len; i++)
    etb_dossier_step_add_line (step, g_ptr_array_index (lines, i));
  for (guint i = 0; i < matches->len; i++)
    {
      const Match *match = &g_array_index (matches, Match, i);
      EtbStepItem *item;

      etb_dossier_step_answer (self, step, match->key, match->answer->value);
      item = g_ptr_array_index (step->items, step->items->len - 1);
      etb_step_side_set (&item->after, match->answer->value, step->author, match->answer->at,
                         REUSED);
    }
  return step;
}

static EtbReusable *
describe (EtbDossier *self, EtbInstance *instance, const char *key, const char *value,
          const char *at)
{
  EtbReusable *reusable = g_new0 (EtbReusable, 1);
  xmlNodePtr node = etb_instance_find (instance, key);

  reusable->key = g_strdup (key);

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

/* (nullable) */
static const EtbStepItem *
find_item (const EtbStep *step, const char *key)
{
  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);

      if (item->kind == ETB_STEP_ITEM_ANSWER && g_str_equal (item->key, key))
        return item;
    }
  return NULL;
}

GPtrArray *
etb_reuse_list (EtbDossier *self, const char *file, GError **error)
{
  g_auto (Source) source = { 0 };
  g_autoptr (EtbStep) step = NULL;
  g_autoptr (EtbInstance) after = NULL;
  g_autoptr (GPtrArray) leaves = NULL;
  GPtrArray *list;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);
  g_return_val_if_fail (file != NULL, NULL);

  if (!source_read (&source, file, error))
    return NULL;
  list = g_ptr_array_new_with_free_func ((GDestroyNotify)reusable_free);
  step = make_step (self, &source, "", NULL, &after);
  leaves = etb_instance_leaves (after);
  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *key = etb_instance_key_of (after, g_ptr_array_index (leaves, i));
      const EtbStepItem *item = find_item (step, key);

      if (item)
        g_ptr_array_add (list, describe (self, after, key, item->after.value, item->after.at));
    }
  return list;
}

gboolean
etb_reuse_take (EtbDossier *self, const char *file, const char *const *left_out, guint *count,
                GError **error)
{
  g_auto (Source) source = { 0 };
  g_autofree char *name = NULL;
  g_autoptr (EtbInstance) after = NULL;
  EtbStep *step;
  guint taken;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  g_return_val_if_fail (file != NULL, FALSE);

  if (!etb_dossier_check_writable (self, error) || !source_read (&source, file, error))
    return FALSE;
  name = g_filename_display_basename (file);
  step = make_step (self, &source, name, left_out, &after);
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

static gboolean
is_any_reused (EtbDossier *self)
{
  GHashTableIter iter;
  gpointer origin;

  g_hash_table_iter_init (&iter, self->origins);
  while (g_hash_table_iter_next (&iter, NULL, &origin))
    if (g_str_equal (((const EtbOrigin *)origin)->review, REUSED))
      return TRUE;
  return FALSE;
}

GPtrArray *
etb_reuse_list_unconfirmed (EtbDossier *self)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)reusable_free);
  g_autoptr (GPtrArray) leaves = NULL;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), list);

  /* Mostly none is: told without a walk through all that is asked. */
  if (!is_any_reused (self))
    return list;
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
