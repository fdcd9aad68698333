/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses into the base; see the header. The numbers of a street are one value of its row (an
 * array of EtbAddressNumber): half a million rows less to write, and all of a street at once to
 * read. What is asked goes through etb-address-search, which reads the same tables.
 * Callers: etb-address-import. */

#include "etb-address-store.h"

#include <string.h>

#include "etb-place-text.h"

#define CANCEL_STEP 500 /* streets */

/* "words": the name of the street, a slash, those of its commune and the postal code, all folded.
 * The index holds no text of its own: what is taken out of it must be said as it was put in. */
static const char *const create[] = {
  "CREATE TABLE street (\n"
  "  number INTEGER PRIMARY KEY,\n"
  "  source INTEGER NOT NULL,\n"
  "  commune TEXT NOT NULL,\n"
  "  name TEXT NOT NULL,\n"
  "  commune_name TEXT NOT NULL,\n"
  "  department TEXT NOT NULL,\n"
  "  postcode TEXT NOT NULL,\n"
  "  lon REAL NOT NULL,\n"
  "  lat REAL NOT NULL,\n"
  "  words TEXT NOT NULL,\n"
  "  numbers BLOB NOT NULL\n"
  ") STRICT",
  "CREATE INDEX street_source ON street (source)",
  "CREATE INDEX street_commune ON street (commune)",
  "CREATE VIRTUAL TABLE street_word USING fts5 (words, content='', columnsize=0, detail=none, "
  "prefix='1 2 3', tokenize='ascii')",
  "CREATE TABLE street_vocabulary (source INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT",
  NULL,
};

#define FORGET_WORDS                                                                         \
  "INSERT INTO street_word (street_word, rowid, words) SELECT 'delete', number, words FROM " \
  "street "

static const char *const clear[] = {
  FORGET_WORDS "WHERE source = ?1",
  "DELETE FROM street WHERE source = ?1",
  "DELETE FROM street_vocabulary WHERE source = ?1",
  NULL,
};

const EtbTerritoryPart etb_address_part = { create, clear };

/* ---- In ---------------------------------------------------------------------------------------
 */

typedef struct
{
  EtbTerritoryStore *store;
  sqlite3_stmt *street;
  sqlite3_stmt *index;
  gint64 source;
  GHashTable *words;
} Writing;

/* The words by which a street is found; they join the vocabulary. (transfer full) */
static char *
make_words (Writing *self, const EtbAddressStreet *street)
{
  g_autofree char *name = etb_place_normalise (street->name);
  g_autofree char *commune = etb_place_normalise (street->commune->name);
  g_autofree char *all = g_strconcat (name, " ", commune, NULL);
  char *save = NULL;
  char *words = g_strdup_printf ("%s / %s %s", name, commune, street->postcode);

  for (char *word = strtok_r (all, " ", &save); word != NULL; word = strtok_r (NULL, " ", &save))
    if (!g_ascii_isdigit (*word) && !g_hash_table_contains (self->words, word))
      g_hash_table_add (self->words, g_strdup (word));
  return words;
}

static gboolean
add_street (Writing *self, const EtbAddressStreet *street, GError **error)
{
  g_autofree char *words = make_words (self, street);
  sqlite3 *db = etb_territory_store_get_db (self->store);
  const GArray *numbers = street->numbers;

  sqlite3_bind_int64 (self->street, 1, self->source);
  sqlite3_bind_text (self->street, 2, street->commune->code, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->street, 3, street->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->street, 4, street->commune->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->street, 5, street->commune->department, -1, SQLITE_STATIC);
  sqlite3_bind_text (self->street, 6, street->postcode, -1, SQLITE_STATIC);
  sqlite3_bind_double (self->street, 7, street->lon);
  sqlite3_bind_double (self->street, 8, street->lat);
  sqlite3_bind_text (self->street, 9, words, -1, SQLITE_STATIC);
  sqlite3_bind_blob (self->street, 10, numbers != NULL ? numbers->data : "",
                     numbers != NULL ? (int)(numbers->len * sizeof (EtbAddressNumber)) : 0,
                     SQLITE_STATIC);
  if (!etb_territory_store_finish (self->store, self->street, error))
    return FALSE;
  sqlite3_bind_int64 (self->index, 1, sqlite3_last_insert_rowid (db));
  sqlite3_bind_text (self->index, 2, words, -1, SQLITE_STATIC);
  return etb_territory_store_finish (self->store, self->index, error);
}

static gboolean
add_vocabulary (Writing *self, GError **error)
{
  g_autoptr (sqlite3_stmt) insert = etb_territory_store_prepare (
      self->store, "INSERT INTO street_vocabulary (source, words) VALUES (?, ?)", error);
  g_autofree char *words = etb_place_vocabulary_write (self->words);

  if (insert == NULL)
    return FALSE;
  sqlite3_bind_int64 (insert, 1, self->source);
  sqlite3_bind_text (insert, 2, words, -1, SQLITE_STATIC);
  return etb_territory_store_finish (self->store, insert, error);
}

gboolean
etb_address_store_add (EtbTerritoryStore *store, gint64 source, EtbAddressStreet *const *streets,
                       guint n_streets, GCancellable *cancellable, GError **error)
{
  g_autoptr (sqlite3_stmt) street = etb_territory_store_prepare (
      store,
      "INSERT INTO street (source, commune, name, commune_name, department, postcode, lon, lat, "
      "words, numbers) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  g_autoptr (sqlite3_stmt) index
      = street != NULL ? etb_territory_store_prepare (
            store, "INSERT INTO street_word (rowid, words) VALUES (?, ?)", error)
                       : NULL;
  g_autoptr (GHashTable) words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Writing writing = { store, street, index, source, words };

  if (index == NULL)
    return FALSE;
  for (guint i = 0; i < n_streets; i++)
    {
      if (i % CANCEL_STEP == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!add_street (&writing, streets[i], error))
        return FALSE;
    }
  return add_vocabulary (&writing, error);
}

gboolean
etb_address_store_get_commune_box (EtbTerritoryStore *store, const char *code, EtbBox *box,
                                   GError **error)
{
  return etb_territory_store_get_box (
      store, "SELECT min (lon), min (lat), max (lon), max (lat) FROM street WHERE commune = ?1",
      code, box, error);
}

/* ---- Out --------------------------------------------------------------------------------------
 */

gboolean
etb_address_store_remove_commune (EtbTerritoryStore *store, const char *code, GError **error)
{
  static const char *const statements[]
      = { FORGET_WORDS "WHERE commune = ?1", "DELETE FROM street WHERE commune = ?1" };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (sqlite3_stmt) statement
          = etb_territory_store_prepare (store, statements[i], error);

      if (statement == NULL)
        return FALSE;
      sqlite3_bind_text (statement, 1, code, -1, SQLITE_STATIC);
      if (!etb_territory_store_finish (store, statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
etb_address_store_remove_local (EtbTerritoryStore *store, const char *department, GError **error)
{
  g_autoptr (GPtrArray) sources = etb_territory_store_get_sources (store, error);

  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      const EtbDataset *source = sources->pdata[i];

      if (g_str_equal (source->kind, ETB_DATASET_ADDRESSES) && strlen (source->scope) == 5
          && g_str_has_prefix (source->scope, department)
          && !etb_territory_store_remove_source (store, source->kind, source->scope, error))
        return FALSE;
    }
  return sources != NULL;
}
