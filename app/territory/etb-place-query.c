/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From typed text to expressions; see the header.
 * Callers: etb-commune-base, etb-address-search. */

#include "etb-place-query.h"

#include <string.h>

#include "etb-place-text.h"

#define TYPED_MAXIMUM 256 /* bytes */
#define WORDS_MAXIMUM 12

static char *
join (char **words, gboolean last_too)
{
  g_autoptr (GString) phrase = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (phrase, ' ');
      g_string_append (phrase, words[i + 1] != NULL || last_too ? etb_place_expand_word (words[i])
                                                                : words[i]);
    }
  return g_strdup (phrase->str);
}

static EtbPlaceQuery *
query_new_from_words (char **words)
{
  EtbPlaceQuery *self = g_new0 (EtbPlaceQuery, 1);

  self->words = words;
  self->n_words = g_strv_length (words);
  self->phrases[0] = join (words, TRUE);
  self->phrases[1] = join (words, FALSE);
  if (g_str_equal (self->phrases[0], self->phrases[1]))
    g_clear_pointer (&self->phrases[1], g_free);
  if (g_ascii_isdigit (*words[0]))
    {
      g_autofree char *joined = g_strjoinv (NULL, words);

      if (strlen (joined) <= 5)
        self->figures = g_ascii_strup (joined, -1);
    }
  return self;
}

EtbPlaceQuery *
etb_place_query_new (const char *typed)
{
  g_autofree char *folded = NULL;
  g_auto (GStrv) words = NULL;

  g_return_val_if_fail (typed != NULL, NULL);

  if (strlen (typed) > TYPED_MAXIMUM || !g_utf8_validate (typed, -1, NULL))
    return NULL;
  folded = etb_place_fold (typed);
  g_strdelimit (folded, "?", ' '); /* letters that no name here has */
  g_strstrip (folded);
  if (*folded == '\0')
    return NULL;
  words = g_strsplit (folded, " ", -1);
  if (g_strv_length (words) > WORDS_MAXIMUM)
    return NULL;
  return query_new_from_words (g_steal_pointer (&words));
}

EtbPlaceQuery *
etb_place_query_without (const EtbPlaceQuery *self, guint at)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; i < self->n_words; i++)
    if (i != at)
      g_strv_builder_add (words, self->words[i]);
  return self->n_words > 1 ? query_new_from_words (g_strv_builder_end (words)) : NULL;
}

static gboolean
is_small (const char *word)
{
  static const char *const small[]
      = { "a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", NULL };

  return g_strv_contains (small, word);
}

EtbPlaceQuery *
etb_place_query_without_small (const EtbPlaceQuery *self)
{
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();
  guint kept = 0;

  for (guint i = 0; i < self->n_words; i++)
    if (!is_small (self->words[i]))
      {
        g_strv_builder_add (words, self->words[i]);
        kept++;
      }
  return query_new_from_words (kept > 0 ? g_strv_builder_end (words) : g_strdupv (self->words));
}

void
etb_place_query_free (EtbPlaceQuery *self)
{
  g_strfreev (self->words);
  g_free (self->phrases[0]);
  g_free (self->phrases[1]);
  g_free (self->figures);
  g_free (self);
}

/* "saint"* or, when it is the last, ("saint"* OR "st"*) */
static void
add_word (GString *match, const char *word, gboolean last)
{
  const char *full = etb_place_expand_word (word);

  if (!last || full == word)
    g_string_append_printf (match, "\"%s\"*", full);
  else
    g_string_append_printf (match, "(\"%s\"* OR \"%s\"*)", full, word);
}

static void
add_corrections (GString *match, GPtrArray *corrections, gboolean whole)
{
  g_string_append_c (match, '(');
  for (guint i = 0; i < corrections->len; i++)
    g_string_append_printf (match, "%s\"%s\"%s", i > 0 ? " OR " : "",
                            (const char *)corrections->pdata[i], whole ? "" : "*");
  g_string_append_c (match, ')');
}

/* All the words, the @at-th by its corrections; nothing when it has none. */
static void
add_alternative (GString *match, const EtbPlaceQuery *self, GPtrArray **corrections, gboolean whole,
                 const gboolean *corrected)
{
  if (match->len > 0)
    g_string_append (match, " OR ");
  g_string_append_c (match, '(');
  for (guint i = 0; i < self->n_words; i++)
    {
      if (i > 0)
        g_string_append (match, " AND ");
      if (corrected[i])
        add_corrections (match, corrections[i], whole);
      else
        add_word (match, self->words[i], i + 1 == self->n_words);
    }
  g_string_append_c (match, ')');
}

char *
etb_place_query_match (const EtbPlaceQuery *self)
{
  g_autoptr (GString) match = g_string_new (NULL);
  const gboolean none[WORDS_MAXIMUM] = { FALSE };

  add_alternative (match, self, NULL, FALSE, none);
  return g_strdup (match->str);
}

char *
etb_place_query_match_near (const EtbPlaceQuery *self, EtbPlaceVocabulary *vocabulary,
                            gboolean whole)
{
  g_autoptr (GString) match = g_string_new (NULL);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  GPtrArray *corrections[WORDS_MAXIMUM] = { NULL };
  gboolean unknown[WORDS_MAXIMUM] = { FALSE };
  guint n_unknown = 0;

  for (guint i = 0; i < self->n_words; i++)
    {
      const char *word = etb_place_expand_word (self->words[i]);

      if (g_ascii_isdigit (*word))
        continue;
      corrections[i] = etb_place_vocabulary_correct (vocabulary, word, whole);
      g_ptr_array_add (kept, corrections[i]);
      unknown[i] = !etb_place_vocabulary_has_beginning (vocabulary, word);
      n_unknown += unknown[i];
      if (unknown[i] && corrections[i]->len == 0)
        return NULL;
    }

  /* Words that no name has are wrong; when all are somebody's, any of them may be. */
  if (n_unknown > 0)
    add_alternative (match, self, corrections, whole, unknown);
  for (guint i = 0; n_unknown == 0 && i < self->n_words; i++)
    {
      gboolean one[WORDS_MAXIMUM] = { FALSE };

      one[i] = corrections[i] != NULL && corrections[i]->len > 0;
      if (one[i])
        add_alternative (match, self, corrections, whole, one);
    }
  return match->len > 0 ? g_strdup (match->str) : NULL;
}
