/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* All that a dossier file says, as text: two files that say the same give the same text, whatever
 * their instants, their revisions and the identities drawn at random. The file must be sound: it is
 * opened as the program does, every page of it is checked, every attached file read and compared
 * with its digest, and the chain of the journal followed. What is not sound ends the test.
 * Returns: (transfer full): "" when there is no such file */
char *dossier_state (const char *file);
