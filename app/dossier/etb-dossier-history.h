/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-step.h"

G_BEGIN_DECLS

/* What was done in a dossier, undone and done again. It is in the file: closing and opening again
 * changes nothing of it. The dossier's signal "history-changed" says that any of this may answer
 * differently. */

/* The step that would be undone or done again next: (nullable) (transfer none): NULL when there is
 * none, or when the dossier may not be written. */
EtbStep *etb_dossier_peek_undo (EtbDossier *self);
EtbStep *etb_dossier_peek_redo (EtbDossier *self);

/* Undoes the last step that is not undone, as one change that is saved like any other. @done: (out)
 * (optional) (transfer full): that step. FALSE with ETB_DOSSIER_ERROR_READ_ONLY, _STORE, or _PATH
 * when there is nothing to undo. */
gboolean etb_dossier_undo (EtbDossier *self, EtbStep **done, GError **error);
gboolean etb_dossier_redo (EtbDossier *self, EtbStep **done, GError **error);

/* All steps that are kept, the oldest first: (transfer none) (element-type EtbStep); the first
 * @n_done are done, those after them undone. @n_done: (out) (optional) */
GPtrArray *etb_dossier_get_steps (EtbDossier *self, guint *n_done);

/* What a step did, in words: “Answer to “Numéro SIRET””. Returns: (transfer full) */
char *etb_dossier_describe_step (EtbDossier *self, const EtbStep *step);

/* An answer that a step changed, by its path of today, to show it. Returns: (transfer full)
 * (nullable): NULL when there is none, or its line is gone */
char *etb_dossier_path_of_step (EtbDossier *self, const EtbStep *step);

G_END_DECLS
