/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Names of places as they are compared: what is indexed and what is typed go through the same
 * functions, so that accents, case, hyphens and abbreviations do not matter. */

/* @text without accents, case nor punctuation, one space between words: "l hay les roses". Letters
 * of other scripts become "?". @text must be valid UTF-8. (transfer full) */
char *etb_place_fold (const char *text);

/* The word that a folded word is short for: "saint" for "st", "avenue" for "av"; else @word. */
const char *etb_place_expand_word (const char *word);

/* @text folded, with each word written in full. (transfer full) */
char *etb_place_normalise (const char *text);

G_END_DECLS
