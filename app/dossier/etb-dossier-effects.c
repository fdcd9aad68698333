/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What changed, told once; see the header. While a dossier is held, what is to be told adds up.
 * Callers: etb-dossier-history (after each step), whoever commits a whole page. */

#include "etb-dossier-effects.h"

#include "etb-dossier-private.h"

EtbEffects *
etb_effects_new (void)
{
  EtbEffects *self = g_new0 (EtbEffects, 1);

  self->repeats = g_ptr_array_new ();
  return self;
}

void
etb_effects_free (EtbEffects *self)
{
  g_ptr_array_unref (self->repeats);
  g_free (self->answer);
  g_free (self);
}

void
etb_effects_add_answer (EtbEffects *self, char *path)
{
  self->n_answers++;
  g_free (self->answer);
  self->answer = path;
}

void
etb_effects_add_repeat (EtbEffects *self, char *repeat_path)
{
  if (!g_ptr_array_find_with_equal_func (self->repeats, repeat_path, g_str_equal, NULL))
    g_ptr_array_add (self->repeats, repeat_path);
}

/* @later: (transfer full) */
static void
add (EtbEffects *self, EtbEffects *later)
{
  for (guint i = 0; i < later->repeats->len; i++)
    etb_effects_add_repeat (self, g_ptr_array_index (later->repeats, i));
  self->n_answers += later->n_answers;
  if (later->n_answers > 0)
    {
      g_free (self->answer);
      self->answer = g_steal_pointer (&later->answer);
    }
  self->pieces = self->pieces || later->pieces;
  etb_effects_free (later);
}

/* @effects: (transfer full) */
static void
tell_now (EtbDossier *self, EtbEffects *effects)
{
  g_autoptr (EtbDossier) alive = g_object_ref (self);
  g_autoptr (EtbEffects) all = effects;

  etb_dossier_evaluate (self);
  for (guint i = 0; i < all->repeats->len; i++)
    etb_dossier_emit_lines_changed (self, g_ptr_array_index (all->repeats, i));
  if (all->n_answers > 0)
    etb_dossier_emit_answer_changed (self, all->n_answers == 1 && all->answer ? all->answer : "");
  if (all->pieces)
    etb_dossier_emit_pieces_changed (self);
  etb_dossier_emit_verdicts_changed (self);
  etb_dossier_emit_history_changed (self);
}

void
etb_dossier_tell (EtbDossier *self, EtbEffects *effects)
{
  if (self->n_holds == 0)
    tell_now (self, effects);
  else if (self->held)
    add (self->held, effects);
  else
    self->held = effects;
}

void
etb_dossier_hold (EtbDossier *self)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));

  self->n_holds++;
}

void
etb_dossier_release (EtbDossier *self)
{
  g_return_if_fail (ETB_IS_DOSSIER (self));
  g_return_if_fail (self->n_holds > 0);

  if (--self->n_holds == 0 && self->held)
    tell_now (self, g_steal_pointer (&self->held));
}
