/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-atlas.h"

G_BEGIN_DECLS

/* What is said to a person who looks for a place, from what the imported files tell. */

/* What may be typed. Returns: (transfer full) */
char *etb_place_words_hint (EtbAtlas *atlas);

/* Why nothing is found for @text: what was typed, or what was not imported.
 * Returns: (transfer full) */
char *etb_place_words_nothing (EtbAtlas *atlas, const char *text);

/* How to go on from a commune. @box, @is_shown: (out): where it is, or else where the QPV of its
 * département are; FALSE when no file tells. Returns: (transfer full) */
char *etb_place_words_commune (EtbAtlas *atlas, const EtbFoundPlace *commune, EtbBox *box,
                               gboolean *is_shown);

G_END_DECLS
