/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* What the head of the window says of a dossier. Called by EtbDossierView. */

/* Whose it is: the applicant's name once it is known. Returns: (transfer full) */
char *etb_dossier_words_title (EtbDossier *dossier);

/* "Saved at 14:32", or why nothing can be. Returns: (transfer full): "" when nothing was saved yet
 */
char *etb_dossier_words_saved (EtbDossier *dossier);

G_END_DECLS
