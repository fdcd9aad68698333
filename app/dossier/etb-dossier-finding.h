/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"
#include "etb-finding.h"

G_BEGIN_DECLS

/* What was found of the place of a dossier: stored with it, beside the answers that it gave. It is
 * undone, merged and brought back as an answer is; it is no answer of the call, and stays when the
 * dossier moves to another edition. */

/* (nullable) (transfer none): until the dossier changes */
const EtbFinding *etb_dossier_get_finding (EtbDossier *self);

/* Puts a finding (transfer none) in the dossier and what it says in the answers that the call names
 * (roles/@qpv, @qpv-distance), as one act that is undone as one. When no contour told the commune,
 * the finding kept is for that of the dossier's answer.
 * @words: a sentence for the history and the journal: the place, the answer, the file it is from
 * FALSE with ETB_DOSSIER_ERROR_PATH when the call names none, _READ_ONLY or _ASSISTANCE. */
gboolean etb_dossier_take_finding (EtbDossier *self, const EtbFinding *finding,
                                   EtbTerritory *territory, const char *words, GError **error);

/* Puts a finding in the dossier and leaves the answers as they are: where both come from a package.
 * @name: of the package, for the history. FALSE with ETB_DOSSIER_ERROR_READ_ONLY */
gboolean etb_dossier_bring_finding (EtbDossier *self, const EtbFinding *finding, const char *name,
                                    GError **error);

G_END_DECLS
