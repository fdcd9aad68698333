/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call.h"
#include "etb-territory.h"

G_BEGIN_DECLS

/* What a person reads for a canonical value at @path: labels of choices, names of communes, numbers
 * and dates of the running locale; "" for "". @territory: NULL leaves communes as codes. Returns:
 * (transfer full) */
char *etb_display_value (EtbCall *call, EtbTerritory *territory, const char *path,
                         const char *canonical);

G_END_DECLS
