/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A sorted list of words; see the header. Only letters that some word really has at a place are
 * tried there, so that a correction costs a few hundred binary searches: a tenth of a millisecond.
 * Callers: etb-commune-base, etb-address-search; etb-commune-make and etb-address-import write. */

#include "etb-place-vocabulary.h"

#include <stdlib.h>
#include <string.h>

#define MAX_CORRECTIONS 24
#define MAX_WORD        40 /* letters that are looked at */

struct _EtbPlaceVocabulary
{
  char *text;
  GPtrArray *words; /* into the text */
};

EtbPlaceVocabulary *
etb_place_vocabulary_new (const char *text, gsize length)
{
  EtbPlaceVocabulary *self = g_new0 (EtbPlaceVocabulary, 1);
  char *line;

  self->text = g_strndup (text, length);
  self->words = g_ptr_array_new ();
  for (line = self->text; *line != '\0';)
    {
      char *end = strchr (line, '\n');

      g_ptr_array_add (self->words, line);
      if (end == NULL)
        break;
      *end = '\0';
      line = end + 1;
    }
  return self;
}

void
etb_place_vocabulary_free (EtbPlaceVocabulary *self)
{
  g_ptr_array_unref (self->words);
  g_free (self->text);
  g_free (self);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
etb_place_vocabulary_write (GHashTable *words)
{
  guint n_words = 0;
  g_autofree gpointer *sorted = g_hash_table_get_keys_as_array (words, &n_words);
  g_autoptr (GString) text = g_string_new (NULL);

  qsort (sorted, n_words, sizeof *sorted, compare_words);
  for (guint i = 0; i < n_words; i++)
    g_string_append_printf (text, "%s\n", (const char *)sorted[i]);
  return g_strdup (text->str);
}

/* The first word that is not before @key. */
static guint
lower_bound (EtbPlaceVocabulary *self, const char *key)
{
  guint low = 0, high = self->words->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (self->words->pdata[middle], key) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

gboolean
etb_place_vocabulary_has_beginning (EtbPlaceVocabulary *self, const char *beginning)
{
  guint at = lower_bound (self, beginning);

  return at < self->words->len && g_str_has_prefix (self->words->pdata[at], beginning);
}

typedef struct
{
  EtbPlaceVocabulary *vocabulary;
  const char *word;
  gboolean whole;
  GPtrArray *found;
} Correction;

/* @word with its @cut letters at @at replaced by @with. */
static void
try (Correction *self, gsize at, const char *with, gsize cut)
{
  char candidate[MAX_WORD + 4];
  guint place;

  if (self->found->len >= MAX_CORRECTIONS)
    return;
  g_snprintf (candidate, sizeof candidate, "%.*s%s%s", (int)at, self->word, with,
              self->word + at + cut);
  if (g_str_equal (candidate, self->word)
      || g_ptr_array_find_with_equal_func (self->found, candidate, g_str_equal, NULL))
    return;
  place = lower_bound (self->vocabulary, candidate);
  if (place < self->vocabulary->words->len
      && (self->whole ? g_str_equal (self->vocabulary->words->pdata[place], candidate)
                      : g_str_has_prefix (self->vocabulary->words->pdata[place], candidate)))
    g_ptr_array_add (self->found, g_strdup (candidate));
}

/* Each letter that some word has after the first @at letters of the word. */
static void
try_letters (Correction *self, gsize at)
{
  char key[MAX_WORD + 4];

  memcpy (key, self->word, at);
  key[at] = '\0';
  for (guint place = lower_bound (self->vocabulary, key); place < self->vocabulary->words->len;
       place = lower_bound (self->vocabulary, key))
    {
      const char *other = self->vocabulary->words->pdata[place];
      char letter[2] = { '\0', '\0' };

      if (strncmp (other, self->word, at) != 0)
        return;
      letter[0] = other[at];
      if (letter[0] != '\0')
        {
          if (self->word[at] != '\0')
            try (self, at, letter, 1);
          try (self, at, letter, 0);
        }
      /* After all the words that go on with this letter. */
      key[at] = (char)(letter[0] + 1);
      key[at + 1] = '\0';
    }
}

GPtrArray *
etb_place_vocabulary_correct (EtbPlaceVocabulary *self, const char *word, gboolean whole)
{
  Correction correction = { self, word, whole, g_ptr_array_new_with_free_func (g_free) };
  gsize length = strlen (word);

  if (length < 3 || length > MAX_WORD)
    return correction.found;

  /* From the end: the first letters are seldom wrong. */
  for (gsize i = length + 1; i-- > 0;)
    {
      if (i + 1 < length)
        {
          const char swapped[] = { word[i + 1], word[i], '\0' };

          try (&correction, i, swapped, 2);
        }
      if (i < length)
        try (&correction, i, "", 1);
      try_letters (&correction, i);
    }
  return correction.found;
}
