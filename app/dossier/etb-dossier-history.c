/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dossier does what a person asks, undoes it and does it again: whatever changes answers,
 * lines or attached files is a step, and goes through here. A step is applied to the instance, the
 * origins and the lists, handed to the store in one piece, and told by the signals.
 *
 * Invariant: a step is undone only when all that came after it is, so that what it changed is as it
 * left it. */

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-dossier-effects.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"

/* Files taken away that are kept for the history, together: beyond, the oldest steps go. */
#define KEPT_LIMIT ((guint64)256 * 1024 * 1024)

/* ---- Making a step ----------------------------------------------------------------------------
 */

static char *
utc_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return etb_instant_to_utc (now);
}

EtbStep *
etb_dossier_new_step (EtbDossier *self, EtbStepKind kind, const char *subject)
{
  g_autofree char *at = utc_now ();
  EtbStep *step = etb_step_new (kind, subject, etb_dossier_get_author (self), at);

  step->number = etb_history_reserve (self->history);
  return step;
}

/* The answer as it is, with where it comes from. */
static void
set_present_side (EtbDossier *self, EtbStepSide *side, const char *key)
{
  const EtbOrigin *origin = g_hash_table_lookup (self->origins, key);
  g_autofree char *value = etb_dossier_get_value (self, key);

  etb_step_side_set (side, value, origin ? origin->author : "", origin ? origin->at : "",
                     origin ? origin->review : "");
}

void
etb_dossier_step_answer (EtbDossier *self, EtbStep *step, const char *key, const char *value)
{
  EtbStepItem *item = etb_step_add (step, ETB_STEP_ITEM_ANSWER, key);

  set_present_side (self, &item->before, key);
  etb_step_side_set (&item->after, value, step->author, step->at, "");
}

void
etb_dossier_step_add_line (EtbStep *step, const char *key)
{
  EtbStepItem *item = etb_step_add (step, ETB_STEP_ITEM_LINE, key);

  etb_step_side_set (&item->after, "", step->author, step->at, "");
}

static xmlNodePtr
next_line (xmlNodePtr line)
{
  for (xmlNodePtr next = xmlNextElementSibling (line); next; next = xmlNextElementSibling (next))
    if (xmlStrEqual (next->name, line->name))
      return next;
  return NULL;
}

/* Its answers go with it, and come back with it. */
void
etb_dossier_step_remove_line (EtbDossier *self, EtbStep *step, const char *key)
{
  g_autofree char *prefix = g_strconcat (key, "/", NULL);
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (self->instance);
  xmlNodePtr next = next_line (etb_instance_find (self->instance, key));
  EtbStepItem *item;

  for (guint i = 0; i < leaves->len; i++)
    {
      g_autofree char *leaf = etb_instance_key_of (self->instance, g_ptr_array_index (leaves, i));

      if (g_str_has_prefix (leaf, prefix) && g_hash_table_contains (self->origins, leaf))
        set_present_side (self, &etb_step_add (step, ETB_STEP_ITEM_ANSWER, leaf)->before, leaf);
    }
  item = etb_step_add (step, ETB_STEP_ITEM_LINE, key);
  etb_step_side_set (&item->before, "", "", "", "");
  if (next)
    {
      g_free (item->next);
      item->next = etb_instance_key_of (self->instance, next);
    }
}

/* ---- Applying it ------------------------------------------------------------------------------
 */

static gboolean
is_under_line (const EtbStep *step, const char *key)
{
  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);
      gsize length = strlen (item->key);

      if (item->kind == ETB_STEP_ITEM_LINE && strncmp (key, item->key, length) == 0
          && key[length] == '/')
        return TRUE;
    }
  return FALSE;
}

/* An answer that nobody had given goes back to what the call puts there. */
static EtbChange *
restore_answer (EtbDossier *self, const char *key, const EtbStepSide *side)
{
  gboolean given = *side->author != '\0';
  EtbChange *change
      = etb_change_new (ETB_CHANGE_ANSWER, key, given ? side->value : NULL, side->author, side->at);

  change->extra = g_strdup (side->review);
  if (given)
    g_hash_table_replace (self->origins, g_strdup (key),
                          etb_origin_new (side->author, side->at, side->review));
  else
    g_hash_table_remove (self->origins, key);
  etb_dossier_put_value (self, key, side->value);
  return change;
}

static void
apply_answer (EtbDossier *self, const EtbStep *step, const EtbStepItem *item,
              const EtbStepSide *side, GPtrArray *changes, EtbEffects *effects)
{
  xmlNodePtr node;

  /* The line it was of brings it along or takes it away. */
  if (!side->value)
    return;
  g_ptr_array_add (changes, restore_answer (self, item->key, side));
  if (is_under_line (step, item->key))
    return;
  node = etb_instance_find (self->instance, item->key);
  etb_effects_add_answer (effects, node ? etb_instance_path_of (self->instance, node) : NULL);
}

static gboolean
is_under (gpointer key, gpointer value, gpointer prefix)
{
  return g_str_has_prefix (key, prefix);
}

static void
apply_line (EtbDossier *self, const EtbStepItem *item, const EtbStepSide *side, GPtrArray *changes,
            EtbEffects *effects)
{
  const EtbItem *repeat = etb_call_find_repeat (self->call, item->key);
  g_autofree char *now = utc_now ();
  g_autofree char *prefix = g_strconcat (item->key, "/", NULL);
  gboolean placed;

  if (side->value)
    {
      etb_content_add_line (self->instance, item->key);
      placed = *item->next && etb_instance_place_line (self->instance, item->key, item->next);
      g_ptr_array_add (changes,
                       etb_change_new (ETB_CHANGE_ADD_LINE, item->key, placed ? item->next : NULL,
                                       etb_dossier_get_author (self), now));
    }
  else
    {
      etb_instance_remove_line (self->instance, item->key);
      g_hash_table_foreach_remove (self->origins, is_under, prefix);
      g_ptr_array_add (changes, etb_change_new (ETB_CHANGE_REMOVE_LINE, item->key, NULL,
                                                etb_dossier_get_author (self), now));
    }
  if (repeat)
    etb_effects_add_repeat (effects, repeat->path);
}

static EtbAttachment *
take_attachment (GPtrArray *list, const char *id)
{
  for (guint i = 0; i < list->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (list, i);

      if (g_str_equal (attachment->id, id))
        {
          etb_attachment_ref (attachment);
          g_ptr_array_remove_index (list, i);
          return attachment;
        }
    }
  return NULL;
}

static void
apply_attachment (EtbDossier *self, const EtbStepItem *item, const EtbStepSide *side,
                  GPtrArray *changes, EtbEffects *effects)
{
  g_autoptr (EtbAttachment) attachment
      = take_attachment (side->value ? self->kept : self->attachments, item->key);

  if (!attachment)
    return;
  if (side->value)
    etb_dossier_insert_attachment (self, etb_attachment_ref (attachment));
  else
    g_ptr_array_add (self->kept, etb_attachment_ref (attachment));
  g_ptr_array_add (changes, etb_change_new (side->value ? ETB_CHANGE_REATTACH : ETB_CHANGE_DETACH,
                                            item->key, NULL, NULL, NULL));
  effects->pieces = TRUE;
}

static void
apply_document_date (EtbDossier *self, const EtbStepItem *item, const EtbStepSide *side,
                     GPtrArray *changes, EtbEffects *effects)
{
  for (guint i = 0; side->value && i < self->attachments->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (self->attachments, i);

      if (!g_str_equal (attachment->id, item->key))
        continue;
      self->attachments->pdata[i] = etb_attachment_with_date (attachment, side->value);
      etb_attachment_unref (attachment);
      g_ptr_array_add (
          changes, etb_change_new (ETB_CHANGE_DOCUMENT_DATE, item->key, side->value, NULL, NULL));
      effects->pieces = TRUE;
    }
}

static void
apply_item (EtbDossier *self, const EtbStep *step, const EtbStepItem *item, gboolean forward,
            GPtrArray *changes, EtbEffects *effects)
{
  const EtbStepSide *side = forward ? &item->after : &item->before;

  switch (item->kind)
    {
    case ETB_STEP_ITEM_ANSWER:
      apply_answer (self, step, item, side, changes, effects);
      break;
    case ETB_STEP_ITEM_LINE:
      apply_line (self, item, side, changes, effects);
      break;
    case ETB_STEP_ITEM_ATTACHMENT:
      apply_attachment (self, item, side, changes, effects);
      break;
    case ETB_STEP_ITEM_DOCUMENT_DATE:
      apply_document_date (self, item, side, changes, effects);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
apply_step (EtbDossier *self, const EtbStep *step, gboolean forward, GPtrArray *changes,
            EtbEffects *effects)
{
  guint count = step->items->len;

  for (guint i = 0; i < count; i++)
    apply_item (self, step, g_ptr_array_index (step->items, forward ? i : count - 1 - i), forward,
                changes, effects);
}

/* ---- Keeping it -------------------------------------------------------------------------------
 */

static gboolean
is_in_history (EtbDossier *self, const char *id)
{
  GPtrArray *steps = etb_history_get_steps (self->history, NULL);

  for (guint i = 0; i < steps->len; i++)
    {
      const EtbStep *step = g_ptr_array_index (steps, i);

      for (guint j = 0; j < step->items->len; j++)
        {
          const EtbStepItem *item = g_ptr_array_index (step->items, j);

          if (item->kind == ETB_STEP_ITEM_ATTACHMENT && g_str_equal (item->key, id))
            return TRUE;
        }
    }
  return FALSE;
}

/* Lets steps go, and the files that only they could bring back. */
void
etb_dossier_forget_steps (EtbDossier *self, GArray *numbers)
{
  if (numbers->len == 0)
    return;
  for (guint i = 0; i < numbers->len; i++)
    {
      g_autofree char *number
          = g_strdup_printf ("%" G_GINT64_FORMAT, g_array_index (numbers, gint64, i));

      etb_store_push (self->store, etb_change_new (ETB_CHANGE_FORGET, number, number, NULL, NULL));
    }
  for (guint i = self->kept->len; i > 0; i--)
    {
      const EtbAttachment *attachment = g_ptr_array_index (self->kept, i - 1);

      if (!is_in_history (self, attachment->id))
        g_ptr_array_remove_index (self->kept, i - 1);
    }
}

static guint64
kept_size (EtbDossier *self)
{
  guint64 size = 0;

  for (guint i = 0; i < self->kept->len; i++)
    size += ((EtbAttachment *)g_ptr_array_index (self->kept, i))->size;
  return size;
}

static void
limit_kept (EtbDossier *self)
{
  while (kept_size (self) > KEPT_LIMIT)
    {
      g_autoptr (GArray) forgotten = g_array_new (FALSE, FALSE, sizeof (gint64));
      gint64 number = etb_history_drop_oldest (self->history);

      if (number == 0)
        return;
      g_array_append_val (forgotten, number);
      etb_dossier_forget_steps (self, forgotten);
    }
}

void
etb_dossier_record_step (EtbDossier *self, EtbStep *step)
{
  g_autoptr (GArray) forgotten = g_array_new (FALSE, FALSE, sizeof (gint64));

  etb_history_record (self->history, step, forgotten);
  etb_dossier_forget_steps (self, forgotten);
  limit_kept (self);
}

void
etb_dossier_perform (EtbDossier *self, EtbStep *step)
{
  g_autoptr (EtbStep) kept = step;
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (EtbEffects) effects = etb_effects_new ();

  apply_step (self, step, TRUE, changes, effects);
  g_ptr_array_add (changes, etb_change_new_step (step));
  etb_store_push_all (self->store, changes);
  etb_dossier_record_step (self, step);
  etb_dossier_tell (self, g_steal_pointer (&effects));
}

EtbStep *
etb_dossier_continue_answer (EtbDossier *self, const char *key, const char *value)
{
  EtbStep *open = etb_history_find_open (self->history, key, etb_dossier_get_author (self));
  EtbStep *step;
  EtbStepItem *item;
  const EtbStepSide *before;
  g_autofree char *now = NULL;

  if (!open)
    return NULL;
  now = utc_now ();
  before = &((EtbStepItem *)g_ptr_array_index (open->items, 0))->before;
  step = etb_step_new (ETB_STEP_ANSWER, key, open->author, open->at);
  step->number = open->number;
  item = etb_step_add (step, ETB_STEP_ITEM_ANSWER, key);
  etb_step_side_set (&item->before, before->value, before->author, before->at, before->review);
  etb_step_side_set (&item->after, value, open->author, now, "");
  return step;
}

/* ---- Undoing ----------------------------------------------------------------------------------
 */

EtbStep *
etb_dossier_peek_undo (EtbDossier *self)
{
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  step = etb_history_peek_undo (self->history);
  return etb_dossier_check_travel (self, step, NULL) ? step : NULL;
}

EtbStep *
etb_dossier_peek_redo (EtbDossier *self)
{
  EtbStep *step;

  g_return_val_if_fail (ETB_IS_DOSSIER (self), NULL);

  step = etb_history_peek_redo (self->history);
  return etb_dossier_check_travel (self, step, NULL) ? step : NULL;
}

static gboolean
travel (EtbDossier *self, EtbStep *step, gboolean forward, EtbStep **done, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new ();
  g_autoptr (EtbEffects) effects = etb_effects_new ();
  g_autofree char *now = utc_now ();
  g_autofree char *number = NULL;

  if (!etb_dossier_check_travel (self, step, error))
    return FALSE;
  if (!step)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                           forward ? _ ("There is nothing to do again.")
                                   : _ ("There is nothing to undo."));
      return FALSE;
    }
  if (done)
    *done = etb_step_ref (step);
  apply_step (self, step, forward, changes, effects);
  number = g_strdup_printf ("%" G_GINT64_FORMAT, step->number);
  g_ptr_array_add (changes, etb_change_new (forward ? ETB_CHANGE_REDO : ETB_CHANGE_UNDO, number,
                                            step->subject, etb_dossier_get_author (self), now));
  etb_store_push_all (self->store, changes);
  if (forward)
    etb_history_redo (self->history);
  else
    etb_history_undo (self->history);
  etb_dossier_tell (self, g_steal_pointer (&effects));
  return TRUE;
}

gboolean
etb_dossier_undo (EtbDossier *self, EtbStep **done, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  return travel (self, etb_history_peek_undo (self->history), FALSE, done, error);
}

gboolean
etb_dossier_redo (EtbDossier *self, EtbStep **done, GError **error)
{
  g_return_val_if_fail (ETB_IS_DOSSIER (self), FALSE);
  return travel (self, etb_history_peek_redo (self->history), TRUE, done, error);
}
