/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words that names are made of, to find what a word with one wrong letter may have been.
 * Immutable. */

typedef struct _EtbPlaceVocabulary EtbPlaceVocabulary;

/* @text: distinct folded words in the order of their bytes, one a line; a line that is out of order
 *   is never found. @length: its bytes. Returns: (transfer full) */
EtbPlaceVocabulary *etb_place_vocabulary_new (const char *text, gsize length);
void etb_place_vocabulary_free (EtbPlaceVocabulary *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPlaceVocabulary, etb_place_vocabulary_free)

/* The text of a vocabulary from a set of words (keys). Returns: (transfer full) */
char *etb_place_vocabulary_write (GHashTable *words);

/* Whether a word begins with @beginning. */
gboolean etb_place_vocabulary_has_beginning (EtbPlaceVocabulary *self, const char *beginning);

/* What @word would be with one letter changed, added, left out, or two neighbours exchanged, when
 * that is a word (@whole) or the beginning of one.
 * Returns: (transfer full) (element-type char*): without doubles, few */
GPtrArray *etb_place_vocabulary_correct (EtbPlaceVocabulary *self, const char *word,
                                         gboolean whole);

G_END_DECLS
