/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-territory.h"

G_BEGIN_DECLS

/* Cuts the text of a list of communes into communes that point into it.
 * @text: the whole file, ended by a NUL that @length does not count; it is written to and must
 *   outlive the array
 * @file: its name, for the messages
 * Returns: (transfer full) (element-type EtbCommune): NULL with ETB_TERRITORY_ERROR_FORM */
GArray *etb_commune_list_parse (char *text, gsize length, const char *file, GError **error);

/* @text without accents, case nor punctuation, one space between words: "l hay les roses". Letters
 * of other scripts become "?". @text must be valid UTF-8. (transfer full) */
char *etb_commune_fold (const char *text);

G_END_DECLS
