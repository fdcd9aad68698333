/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* An amount without its euro sign, for where the sign is beside; "−12,05" when negative.
 * Returns: (transfer full) */
char *etb_amount_show (const char *canonical);

G_END_DECLS
