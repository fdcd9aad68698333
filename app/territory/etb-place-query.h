/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "etb-place-vocabulary.h"

G_BEGIN_DECLS

/* What a person typed, as words and as full-text expressions (SQLite FTS5). Nothing of what is
 * typed is ever taken for syntax: words are letters and figures only. */

typedef struct
{
  char **words;     /* folded, as typed: "st", "mal" */
  guint n_words;    /* at least one */
  char *phrases[2]; /* words in full: "saint mal"; the second leaves the last word as it was typed,
                       being perhaps the beginning of another: NULL when it would be the same */
  char *figures;    /* "34200" or "2A0", when all may be a code; NULL */
} EtbPlaceQuery;

/* Returns: (transfer full) (nullable): NULL when there is nothing to look for, or too much */
EtbPlaceQuery *etb_place_query_new (const char *typed);
/* The same query without the @at-th word; NULL when nothing is left. (transfer full) */
EtbPlaceQuery *etb_place_query_without (const EtbPlaceQuery *self, guint at);
/* Without the words that every other street has ("de", "la"); a copy when there is nothing else.
 * (transfer full) */
EtbPlaceQuery *etb_place_query_without_small (const EtbPlaceQuery *self);
void etb_place_query_free (EtbPlaceQuery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPlaceQuery, etb_place_query_free)

/* Every word is the beginning of a word, in any order. (transfer full) */
char *etb_place_query_match (const EtbPlaceQuery *self);

/* The same with one wrong letter in a word. @whole: the right word is meant, not its beginning.
 * Returns: (transfer full) (nullable): NULL when no word is near enough */
char *etb_place_query_match_near (const EtbPlaceQuery *self, EtbPlaceVocabulary *vocabulary,
                                  gboolean whole);

G_END_DECLS
