/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which steps can be undone and done again; see the header. It does neither: the dossier applies
 * them.
 *
 * Invariants: steps are in the order of their numbers; whether one is undone follows from the
 * place, and is not kept in the step, which the store's thread may be reading.
 *
 * Callers: etb-dossier-history. */

#include "etb-history.h"

#include <gio/gio.h>

/* A pause longer than this begins a new step. */
#define LONGEST_PAUSE (60 * G_TIME_SPAN_SECOND)

struct _EtbHistory
{
  GPtrArray *steps; /* (element-type EtbStep) */
  guint n_done;
  gint64 next_number;
  gint64 touched; /* monotonic, of the last record; 0: the last step is closed */
};

EtbHistory *
etb_history_new (void)
{
  EtbHistory *self = g_new0 (EtbHistory, 1);

  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_step_unref);
  self->next_number = 1;
  return self;
}

void
etb_history_free (EtbHistory *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->steps);
  g_free (self);
}

static EtbStep *
step_at (EtbHistory *self, guint place)
{
  return g_ptr_array_index (self->steps, place);
}

void
etb_history_load (EtbHistory *self, GPtrArray *steps, GArray *forgotten)
{
  guint last_done = 0;

  for (guint i = 0; i < steps->len; i++)
    if (!((EtbStep *)g_ptr_array_index (steps, i))->undone)
      last_done = i + 1;
  for (guint i = 0; i < steps->len; i++)
    {
      EtbStep *step = g_ptr_array_index (steps, i);

      self->next_number = MAX (self->next_number, step->number + 1);
      if (step->undone && i < last_done)
        g_array_append_val (forgotten, step->number);
      else
        g_ptr_array_add (self->steps, etb_step_ref (step));
      if (!step->undone)
        self->n_done = self->steps->len;
    }
}

gint64
etb_history_reserve (EtbHistory *self)
{
  return self->next_number++;
}

EtbStep *
etb_history_find_open (EtbHistory *self, const char *key, const char *author)
{
  EtbStep *last = etb_history_peek_undo (self);

  if (!last || self->touched == 0 || last->kind != ETB_STEP_ANSWER
      || !g_str_equal (last->subject, key) || !g_str_equal (last->author, author)
      || self->n_done != self->steps->len
      || g_get_monotonic_time () - self->touched > LONGEST_PAUSE)
    return NULL;
  return last;
}

/* What was undone is left behind by a new act. */
static void
drop_undone (EtbHistory *self, GArray *forgotten)
{
  for (guint i = self->n_done; i < self->steps->len; i++)
    g_array_append_val (forgotten, step_at (self, i)->number);
  g_ptr_array_set_size (self->steps, (gint)self->n_done);
}

/* A long copy that ends now may have begun before what was typed since. */
static void
insert (EtbHistory *self, EtbStep *step)
{
  guint place = self->steps->len;

  while (place > 0 && step_at (self, place - 1)->number > step->number)
    place--;
  if (place > 0 && step_at (self, place - 1)->number == step->number)
    g_ptr_array_remove_index (self->steps, --place);
  g_ptr_array_insert (self->steps, (gint)place, etb_step_ref (step));
  self->n_done = self->steps->len;
}

void
etb_history_record (EtbHistory *self, EtbStep *step, GArray *forgotten)
{
  drop_undone (self, forgotten);
  insert (self, step);
  self->touched = g_get_monotonic_time ();
  while (self->steps->len > ETB_HISTORY_MAX_STEPS)
    {
      gint64 number = etb_history_drop_oldest (self);

      g_array_append_val (forgotten, number);
    }
}

gint64
etb_history_drop_oldest (EtbHistory *self)
{
  gint64 number;

  if (self->n_done < 2)
    return 0;
  number = step_at (self, 0)->number;
  g_ptr_array_remove_index (self->steps, 0);
  self->n_done--;
  return number;
}

EtbStep *
etb_history_peek_undo (EtbHistory *self)
{
  return self->n_done > 0 ? step_at (self, self->n_done - 1) : NULL;
}

EtbStep *
etb_history_peek_redo (EtbHistory *self)
{
  return self->n_done < self->steps->len ? step_at (self, self->n_done) : NULL;
}

void
etb_history_undo (EtbHistory *self)
{
  g_return_if_fail (self->n_done > 0);

  self->n_done--;
  self->touched = 0;
}

void
etb_history_redo (EtbHistory *self)
{
  g_return_if_fail (self->n_done < self->steps->len);

  self->n_done++;
  self->touched = 0;
}

GPtrArray *
etb_history_get_steps (EtbHistory *self, guint *n_done)
{
  if (n_done)
    *n_done = self->n_done;
  return self->steps;
}
