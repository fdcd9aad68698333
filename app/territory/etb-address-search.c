/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From words to streets and numbers; see the header. The index gives the first streets that have
 * the words (those of the most populated communes), which are then put in order here.
 * Callers: etb-place-search. */

#include "etb-address-search.h"

#include <string.h>

#include "etb-address-table.h"
#include "etb-found-place.h"
#include "etb-place-text.h"

#define CANDIDATES 300 /* streets that are looked at for an answer */
#define SCALE      1e7

struct _EtbAddressSearch
{
  EtbTerritoryStore *store;
  sqlite3_stmt *match;
  sqlite3_stmt *numbers;
  EtbPlaceVocabulary *vocabulary; /* NULL until a word is wrong */
  gint64 version;                 /* of the data that the vocabulary is from */
};

static const char match_sql[]
    = "SELECT number, commune, name, commune_name, department, postcode, lon, lat, words "
      "FROM street WHERE number IN (SELECT rowid FROM street_word WHERE street_word MATCH ?1 "
      "ORDER BY rowid LIMIT ?2) ORDER BY number";

static gboolean
prepare (EtbAddressSearch *self, GError **error)
{
  self->match = etb_territory_store_prepare (self->store, match_sql, error);
  if (self->match != NULL)
    self->numbers = etb_territory_store_prepare (
        self->store, "SELECT numbers FROM street WHERE number = ?1", error);
  return self->numbers != NULL;
}

EtbAddressSearch *
etb_address_search_new (EtbTerritoryStore *store, GError **error)
{
  EtbAddressSearch *self = g_new0 (EtbAddressSearch, 1);

  self->store = store;
  if (prepare (self, error))
    return self;
  etb_address_search_free (self);
  return NULL;
}

void
etb_address_search_free (EtbAddressSearch *self)
{
  if (self == NULL)
    return;
  sqlite3_finalize (self->match);
  sqlite3_finalize (self->numbers);
  g_clear_pointer (&self->vocabulary, etb_place_vocabulary_free);
  g_free (self);
}

/* ---- What was typed ---------------------------------------------------------------------------
 */

/* "12 bis rue joffre" is a number, what goes with it, and a street. */
typedef struct
{
  guint32 number; /* 0: none */
  char suffix[7];
  EtbPlaceQuery *street;
} Wanted;

static void
wanted_clear (Wanted *self)
{
  g_clear_pointer (&self->street, etb_place_query_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Wanted, wanted_clear)

static gboolean
is_suffix (const char *word)
{
  static const char *const suffixes[] = { "bis", "ter", "quater", "quinquies", NULL };

  return (g_ascii_isalpha (word[0]) && word[1] == '\0') || g_strv_contains (suffixes, word);
}

/* Takes the number off that is the @at-th word: "12" or "12bis", and "bis" after it. */
static gboolean
take_number (const EtbPlaceQuery *query, guint at, gboolean suffix_too, Wanted *wanted)
{
  char *end = NULL;
  guint64 number = g_ascii_strtoull (query->words[at], &end, 10);

  if (end == query->words[at] || number == 0 || number > 9999 || (*end != '\0' && !is_suffix (end)))
    return FALSE;
  wanted->number = (guint32)number;
  g_strlcpy (wanted->suffix, end, sizeof wanted->suffix);
  wanted->street = etb_place_query_without (query, at);
  if (suffix_too)
    {
      EtbPlaceQuery *with = wanted->street;

      if (with == NULL || *end != '\0' || at >= with->n_words || !is_suffix (with->words[at]))
        return FALSE;
      g_strlcpy (wanted->suffix, with->words[at], sizeof wanted->suffix);
      wanted->street = etb_place_query_without (with, at);
      etb_place_query_free (with);
    }
  return wanted->street != NULL;
}

/* The ways to read what was typed, the likeliest first. */
typedef enum
{
  WAY_NUMBER_AND_SUFFIX, /* "12 bis rue joffre" */
  WAY_NUMBER,            /* "12 rue joffre" */
  WAY_NUMBER_LAST,       /* "rue joffre 12": right only where there is such a number */
  WAY_WORDS,             /* "rue joffre", "rue du 8 mai 1945", "rue joffre 54" */
  N_WAYS
} Way;

/* FALSE when it makes no sense that way. */
static gboolean
read_wanted (const EtbPlaceQuery *query, Way way, Wanted *wanted)
{
  switch (way)
    {
    case WAY_NUMBER_AND_SUFFIX:
      return take_number (query, 0, TRUE, wanted);
    case WAY_NUMBER:
      return take_number (query, 0, FALSE, wanted);
    case WAY_NUMBER_LAST:
      return query->n_words > 1 && take_number (query, query->n_words - 1, FALSE, wanted);
    default:
      wanted->street = etb_place_query_without_small (query);
      return TRUE;
    }
}

/* ---- Order ------------------------------------------------------------------------------------
 */

typedef struct
{
  gint64 street;
  int score;
  EtbFoundPlace *place;
} Candidate;

static void
candidate_clear (gpointer data)
{
  Candidate *self = data;

  g_clear_pointer (&self->place, etb_found_place_free);
}

static int
compare_candidates (gconstpointer a, gconstpointer b)
{
  const Candidate *left = a, *right = b;

  if (left->score != right->score)
    return left->score > right->score ? -1 : 1;
  return left->street < right->street ? -1 : left->street > right->street;
}

static gboolean
has_word (const EtbPlaceQuery *query, const char *word, gsize length)
{
  for (guint i = 0; i < query->n_words; i++)
    {
      const char *typed = etb_place_expand_word (query->words[i]);

      if (strncmp (typed, word, length) == 0 && typed[length] == '\0')
        return TRUE;
    }
  return FALSE;
}

/* Words of the street and of its commune that were typed in full count for it; those of the street
 * that were not, against it. */
static int
rate (const EtbPlaceQuery *query, const char *words)
{
  gboolean in_street = TRUE;
  int score = 0;

  while (*words != '\0')
    {
      gsize length = strcspn (words, " ");

      if (*words == '/')
        in_street = FALSE;
      else if (has_word (query, words, length))
        score += 4;
      else if (in_street)
        score--;
      words += length + (words[length] == ' ');
    }
  return score;
}

static EtbFoundPlace *
read_street (sqlite3_stmt *row)
{
  EtbFoundPlace *place = g_new0 (EtbFoundPlace, 1);

  place->kind = ETB_FOUND_STREET;
  place->position = ETB_POSITION_STREET;
  place->code = etb_territory_store_column_text (row, 1);
  place->name = etb_territory_store_column_text (row, 2);
  place->commune = etb_territory_store_column_text (row, 3);
  place->department = etb_territory_store_column_text (row, 4);
  place->postcode = etb_territory_store_column_text (row, 5);
  place->lon = sqlite3_column_double (row, 6);
  place->lat = sqlite3_column_double (row, 7);
  return place;
}

/* The streets that a full-text expression gives, in order. (transfer full): NULL with @error */
static GArray *
find_streets (EtbAddressSearch *self, const char *match, const EtbPlaceQuery *query, GError **error)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (Candidate));
  GError *local = NULL;

  g_array_set_clear_func (found, candidate_clear);
  sqlite3_bind_text (self->match, 1, match, -1, SQLITE_STATIC);
  sqlite3_bind_int (self->match, 2, CANDIDATES);
  while (etb_territory_store_step (self->store, self->match, &local))
    {
      const char *words = (const char *)sqlite3_column_text (self->match, 8);
      Candidate candidate = { sqlite3_column_int64 (self->match, 0),
                              rate (query, words != NULL ? words : ""), NULL };

      candidate.place = read_street (self->match);
      g_array_append_val (found, candidate);
    }
  sqlite3_reset (self->match);
  sqlite3_clear_bindings (self->match);
  if (local != NULL)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  g_array_sort (found, compare_candidates);
  return g_steal_pointer (&found);
}

/* ---- Numbers ----------------------------------------------------------------------------------
 */

static void
become_address (EtbFoundPlace *place, const EtbAddressNumber *number)
{
  g_autofree char *street = place->name;
  const char *suffix = number->suffix;

  place->kind = ETB_FOUND_ADDRESS;
  if (suffix[0] == '\0')
    place->name = g_strdup_printf ("%u %s", number->number, street);
  else if (suffix[1] == '\0')
    place->name = g_strdup_printf ("%u%c %s", number->number, g_ascii_toupper (suffix[0]), street);
  else
    place->name = g_strdup_printf ("%u %.*s %s", number->number, (int)sizeof number->suffix, suffix,
                                   street);
  place->position = number->position <= ETB_POSITION_STREET ? (EtbPosition)number->position
                                                            : ETB_POSITION_UNTOLD;
  place->lon = number->lon / SCALE;
  place->lat = number->lat / SCALE;
}

/* Makes an address of a street that has the number. */
static void
look_for_number (EtbAddressSearch *self, const Wanted *wanted, Candidate *candidate)
{
  sqlite3_bind_int64 (self->numbers, 1, candidate->street);
  if (sqlite3_step (self->numbers) == SQLITE_ROW)
    {
      const guint8 *bytes = sqlite3_column_blob (self->numbers, 0);
      gsize count = (gsize)sqlite3_column_bytes (self->numbers, 0) / sizeof (EtbAddressNumber);

      for (gsize i = 0; i < count && candidate->place->kind == ETB_FOUND_STREET; i++)
        {
          EtbAddressNumber number;

          memcpy (&number, bytes + i * sizeof number, sizeof number);
          number.suffix[sizeof number.suffix - 1] = '\0';
          if (number.number == wanted->number && g_str_equal (number.suffix, wanted->suffix))
            become_address (candidate->place, &number);
        }
    }
  sqlite3_reset (self->numbers);
}

/* ---- The whole --------------------------------------------------------------------------------
 */

/* The words of all sources. Read again when they are others. */
static EtbPlaceVocabulary *
get_vocabulary (EtbAddressSearch *self, GError **error)
{
  g_autoptr (sqlite3_stmt) version
      = etb_territory_store_prepare (self->store, "PRAGMA data_version", error);
  g_autoptr (sqlite3_stmt) rows = NULL;
  g_autoptr (GHashTable) words = NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  g_autofree char *text = NULL;
  gint64 number;

  if (version == NULL || !etb_territory_store_step (self->store, version, error))
    return NULL;
  number = sqlite3_column_int64 (version, 0);
  if (self->vocabulary != NULL && number == self->version)
    return self->vocabulary;
  rows = etb_territory_store_prepare (self->store, "SELECT words FROM street_vocabulary", error);
  if (rows == NULL)
    return NULL;
  words = g_hash_table_new (g_str_hash, g_str_equal);
  while (sqlite3_step (rows) == SQLITE_ROW)
    {
      g_autofree char *lines = etb_territory_store_column_text (rows, 0);
      char **split = g_strsplit (lines, "\n", -1);

      g_ptr_array_add (texts, split);
      for (guint i = 0; split[i] != NULL; i++)
        if (*split[i] != '\0')
          g_hash_table_add (words, split[i]);
    }
  text = etb_place_vocabulary_write (words);
  g_clear_pointer (&self->vocabulary, etb_place_vocabulary_free);
  self->vocabulary = etb_place_vocabulary_new (text, strlen (text));
  self->version = number;
  return self->vocabulary;
}

static gboolean
find_wanted (EtbAddressSearch *self, const Wanted *wanted, const char *match, guint limit,
             GPtrArray *places, GError **error)
{
  g_autoptr (GArray) found = find_streets (self, match, wanted->street, error);

  for (guint i = 0; found != NULL && i < found->len && i < limit; i++)
    {
      Candidate *candidate = &g_array_index (found, Candidate, i);

      if (wanted->number != 0)
        look_for_number (self, wanted, candidate);
      g_ptr_array_add (places, g_steal_pointer (&candidate->place));
    }
  return found != NULL;
}

static gboolean
try_way (EtbAddressSearch *self, const Wanted *wanted, guint limit, gboolean near,
         GPtrArray *places, GError **error)
{
  g_autoptr (EtbPlaceQuery) query = etb_place_query_without_small (wanted->street);
  guint before = places->len;

  if (!near)
    {
      g_autofree char *match = etb_place_query_match (query);

      return find_wanted (self, wanted, match, limit, places, error);
    }
  if (get_vocabulary (self, error) == NULL)
    return FALSE;
  for (int whole = 1; whole >= 0 && places->len == before; whole--)
    {
      g_autofree char *match = etb_place_query_match_near (query, self->vocabulary, whole);

      if (match != NULL && !find_wanted (self, wanted, match, limit, places, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
etb_address_search_find (EtbAddressSearch *self, const EtbPlaceQuery *query, guint limit,
                         gboolean near, GPtrArray *places, GError **error)
{
  guint before = places->len;

  for (guint way = 0; way < N_WAYS && places->len == before; way++)
    {
      g_auto (Wanted) wanted = { 0 };

      if (read_wanted (query, way, &wanted) && !try_way (self, &wanted, limit, near, places, error))
        return FALSE;
    }
  return TRUE;
}
