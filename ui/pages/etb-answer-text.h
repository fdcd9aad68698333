/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What a person reads for the canonical @value of the answer at @path: labels of choices, “Sète
 * (34)” for a commune, “Accepted” for an attestation. Text that is not canonical comes back as it
 * is.
 * @territory: (nullable). Returns: (transfer full): "" for an empty value */
char *etb_answer_text (EtbCall *call, EtbTerritory *territory, const char *path, const char *value);

G_END_DECLS
