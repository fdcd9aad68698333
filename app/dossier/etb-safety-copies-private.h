/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-safety-copies.h"

G_BEGIN_DECLS

/* For handing a dossier over. */

/* Keeps everybody from making copies until it is given back: -1 when it cannot be had. */
int etb_safety_copies_lock (void);
void etb_safety_copies_unlock (int lock);

/* Wipes all copies of the dossier with that identity, under the lock. FALSE when some are left. */
gboolean etb_safety_copies_wipe (const char *id);

/* The identity of the dossier in @file, as far as it can be read without any check.
 * Returns: (transfer full): "" when it has none */
char *etb_safety_copies_read_id (const char *file);

G_END_DECLS
