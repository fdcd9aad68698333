/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* Which answers of a page have to be given, in one sentence at its head: so that the optional ones
 * alone need a mark of their own (RGAA 11.10). */

/* @page: one of the call of @dossier. Follows the answers: ask again at "verdicts-changed".
 * Returns: (transfer full) (nullable): NULL when the page asks nothing that it is about */
char *etb_page_needs_describe (EtbDossier *dossier, const EtbPage *page);

G_END_DECLS
