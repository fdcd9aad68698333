/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"

G_BEGIN_DECLS

/* The number that a criterion holds one answer under, as calls write it: "50000 >=
 * /dossier/montant" or "/dossier/montant <= 50000", alone or among terms that must all hold.
 * @path, @value: (out) (transfer full): of the answer, and the ceiling in its canonical form; left
 *   alone when the criterion sets none.
 * Returns: whether there is one */
gboolean etb_ceiling_of (EtbCall *call, const EtbCriterion *criterion, char **path, char **value);

G_END_DECLS
