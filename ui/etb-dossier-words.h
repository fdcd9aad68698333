/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* What the window says of an open dossier in its title. Callers: etb-dossier-view. */

/* The applicant's name, else the file's, as in the list of dossiers. Returns: (transfer full) */
char *etb_dossier_words_title (EtbDossier *dossier);

/* @at: (nullable): of the last commit. Returns: (transfer full): "" when there was none */
char *etb_dossier_words_saved (GDateTime *at);

G_END_DECLS
