/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* What a step changed, as it is to be told by the signals of a dossier: each kind once, however
 * much changed, and after the rules were applied to all of it. Private to this module. */

typedef struct _EtbEffects
{
  GPtrArray *repeats; /* (element-type utf8) paths of the call, each once */
  guint n_answers;
  char *answer; /* (nullable) path of the last one */
  gboolean pieces;
} EtbEffects;

EtbEffects *etb_effects_new (void);
void etb_effects_free (EtbEffects *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbEffects, etb_effects_free)

/* @path: (transfer full) (nullable): NULL for an answer that is there no more */
void etb_effects_add_answer (EtbEffects *self, char *path);
/* @repeat_path: of the call, which outlives this */
void etb_effects_add_repeat (EtbEffects *self, char *repeat_path);

/* Applies the rules and tells, now or when the dossier is released (etb_dossier_hold()). @effects:
 * (transfer full) */
void etb_dossier_tell (EtbDossier *self, EtbEffects *effects);

G_END_DECLS
