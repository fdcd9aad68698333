/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-suggest-entry.h"

G_BEGIN_DECLS

/* A commune, a street or an address as something to propose: its name, what tells it from its
 * namesakes, and the place itself. The value is the name. Returns: (transfer full) */
EtbSuggestion *etb_place_suggestion_new (const EtbFoundPlace *place);

G_END_DECLS
