/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The communes; see the header. The base is made when the program is built (etb-commune-make) and
 * is part of the program, so that it cannot be absent, cut or changed; SQLite reads its pages where
 * they are. A new process answers in less than a millisecond, when reading the 35 000 lines of the
 * list would take it fifty.
 * Callers: etb-territory. */

#include "etb-commune-base.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <sqlite3.h>
#include <string.h>

#include "etb-territory-store.h"

extern const guint8 etb_commune_data[];
extern const guint8 etb_commune_data_end[];

typedef enum
{
  SQL_BY_CODE,
  SQL_BY_NUMBER,
  SQL_PRESENT,
  SQL_EXACT,
  SQL_EXACT_HERE,
  SQL_MATCH,
  SQL_VOCABULARY,
  N_SQL
} Sql;

#define COMMUNE                                                                                  \
  "SELECT c.number, c.code, c.name, c.postcodes, c.department, c.region, c.epci, c.population, " \
  "(SELECT a.name FROM area a WHERE a.kind = 'epci' AND a.code = c.epci), "                      \
  "(SELECT a.name FROM area a WHERE a.kind = 'departement' AND a.code = c.department), "         \
  "(SELECT a.name FROM area a WHERE a.kind = 'region' AND a.code = c.region) FROM commune c "

static const char *const sql[N_SQL] = {
  [SQL_BY_CODE] = COMMUNE "WHERE c.code = ?1",
  [SQL_BY_NUMBER] = COMMUNE "WHERE c.number = ?1",
  [SQL_PRESENT] = "SELECT commune FROM former WHERE code = ?1",
  [SQL_EXACT] = "SELECT number, commune, former FROM name WHERE folded IN (?1, ?2) "
                "ORDER BY number LIMIT ?3",
  [SQL_EXACT_HERE] = "SELECT n.number, n.commune, n.former FROM name n JOIN commune c ON c.number "
                     "= n.commune WHERE n.folded = ?1 AND c.department = ?2 ORDER BY n.number "
                     "LIMIT ?3",
  [SQL_MATCH] = "SELECT n.number, n.commune, n.former FROM name_word w JOIN name n ON n.number = "
                "w.rowid WHERE w.name_word MATCH ?1 ORDER BY w.rowid LIMIT ?3",
  [SQL_VOCABULARY] = "SELECT words FROM vocabulary",
};

struct _EtbCommuneBase
{
  sqlite3 *db;
  sqlite3_stmt *statements[N_SQL]; /* NULL until used */
  GHashTable *by_number;           /* number -> EtbCommune, those that were asked for */
  GStringChunk *texts;             /* what these point into */
  EtbPlaceVocabulary *vocabulary;  /* NULL until used */
};

EtbCommuneBase *
etb_commune_base_new (GError **error)
{
  g_autoptr (EtbCommuneBase) self = g_new0 (EtbCommuneBase, 1);
  gint64 size = etb_commune_data_end - etb_commune_data;

  self->by_number = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->texts = g_string_chunk_new (4096);
  /* Read-only: nobody writes through this pointer. */
  if (sqlite3_open_v2 (":memory:", &self->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL)
          == SQLITE_OK
      && sqlite3_deserialize (self->db, "main", (guint8 *)etb_commune_data, size, size,
                              SQLITE_DESERIALIZE_READONLY)
             == SQLITE_OK)
    return g_steal_pointer (&self);
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_READ,
               _ ("The list of communes cannot be read: %s. Close other programs and try again."),
                  sqlite3_errmsg (self->db));
  return NULL;
}

void
etb_commune_base_free (EtbCommuneBase *self)
{
  for (guint i = 0; i < N_SQL; i++)
    sqlite3_finalize (self->statements[i]);
  sqlite3_close (self->db);
  g_clear_pointer (&self->vocabulary, etb_place_vocabulary_free);
  g_hash_table_unref (self->by_number);
  g_string_chunk_free (self->texts);
  g_free (self);
}

/* Ready to be bound. NULL only when memory is short. */
static sqlite3_stmt *
prepare (EtbCommuneBase *self, Sql which)
{
  if (self->statements[which] == NULL
      && sqlite3_prepare_v3 (self->db, sql[which], -1, SQLITE_PREPARE_PERSISTENT,
                             &self->statements[which], NULL)
             != SQLITE_OK)
    g_warning ("communes: %s", sqlite3_errmsg (self->db));
  return self->statements[which];
}

static void
done (sqlite3_stmt *statement)
{
  sqlite3_reset (statement);
  sqlite3_clear_bindings (statement);
}

static const char *
keep_text (EtbCommuneBase *self, sqlite3_stmt *row, int column)
{
  const char *text = (const char *)sqlite3_column_text (row, column);

  return g_string_chunk_insert (self->texts, text != NULL ? text : "");
}

/* The commune that a statement of COMMUNE stands on. */
static const EtbCommune *
keep_commune (EtbCommuneBase *self, sqlite3_stmt *row)
{
  gpointer number = GINT_TO_POINTER (sqlite3_column_int (row, 0));
  EtbCommune *commune = g_hash_table_lookup (self->by_number, number);

  if (commune != NULL)
    return commune;
  commune = g_new0 (EtbCommune, 1);
  commune->code = keep_text (self, row, 1);
  commune->name = keep_text (self, row, 2);
  commune->postcodes = keep_text (self, row, 3);
  commune->department = keep_text (self, row, 4);
  commune->region = keep_text (self, row, 5);
  commune->epci = keep_text (self, row, 6);
  commune->population = (guint)sqlite3_column_int (row, 7);
  commune->epci_name = keep_text (self, row, 8);
  commune->department_name = keep_text (self, row, 9);
  commune->region_name = keep_text (self, row, 10);
  g_hash_table_insert (self->by_number, number, commune);
  return commune;
}

static const EtbCommune *
get_by_number (EtbCommuneBase *self, int number)
{
  const EtbCommune *commune = g_hash_table_lookup (self->by_number, GINT_TO_POINTER (number));
  sqlite3_stmt *find = commune == NULL ? prepare (self, SQL_BY_NUMBER) : NULL;

  if (find == NULL)
    return commune;
  sqlite3_bind_int (find, 1, number);
  if (sqlite3_step (find) == SQLITE_ROW)
    commune = keep_commune (self, find);
  done (find);
  return commune;
}

const EtbCommune *
etb_commune_base_get (EtbCommuneBase *self, const char *code)
{
  sqlite3_stmt *find = prepare (self, SQL_BY_CODE);
  const EtbCommune *commune = NULL;

  if (find == NULL)
    return NULL;
  sqlite3_bind_text (find, 1, code, -1, SQLITE_STATIC);
  if (sqlite3_step (find) == SQLITE_ROW)
    commune = keep_commune (self, find);
  done (find);
  return commune;
}

const EtbCommune *
etb_commune_base_get_present (EtbCommuneBase *self, const char *code)
{
  const EtbCommune *commune = etb_commune_base_get (self, code);
  sqlite3_stmt *find = commune == NULL ? prepare (self, SQL_PRESENT) : NULL;
  int number = 0;

  if (find == NULL)
    return commune;
  sqlite3_bind_text (find, 1, code, -1, SQLITE_STATIC);
  if (sqlite3_step (find) == SQLITE_ROW)
    number = sqlite3_column_int (find, 0);
  done (find);
  return number != 0 ? get_by_number (self, number) : NULL;
}

/* ---- Search -----------------------------------------------------------------------------------
 */

static gboolean
has_place (GPtrArray *places, const char *code)
{
  for (guint i = 0; i < places->len; i++)
    {
      const EtbFoundPlace *place = places->pdata[i];

      if (place->kind == ETB_FOUND_COMMUNE && g_str_equal (place->code, code))
        return TRUE;
    }
  return FALSE;
}

static void
add_place (GPtrArray *places, const EtbCommune *commune, const char *former)
{
  EtbFoundPlace *place;

  if (commune == NULL || has_place (places, commune->code))
    return;
  place = g_new0 (EtbFoundPlace, 1);
  place->kind = ETB_FOUND_COMMUNE;
  place->code = g_strdup (commune->code);
  place->name = g_strdup (commune->name);
  place->commune = g_strdup (commune->name);
  place->department = g_strdup (commune->department);
  place->postcode = g_strdup (commune->postcodes);
  place->former = g_strdup (former);
  place->lon = place->lat = NAN;
  g_ptr_array_add (places, place);
}

/* Adds what a statement of names gives for these texts. */
static void
collect (EtbCommuneBase *self, Sql which, const char *first, const char *second, guint limit,
         GPtrArray *places)
{
  sqlite3_stmt *find = places->len < limit ? prepare (self, which) : NULL;

  if (find == NULL)
    return;
  sqlite3_bind_text (find, 1, first, -1, SQLITE_STATIC);
  if (second != NULL)
    sqlite3_bind_text (find, 2, second, -1, SQLITE_STATIC);
  /* Those that are there may come again, and a commune by several of its names. */
  sqlite3_bind_int64 (find, 3, (gint64)limit + places->len);
  while (places->len < limit && sqlite3_step (find) == SQLITE_ROW)
    add_place (places, get_by_number (self, sqlite3_column_int (find, 1)),
               (const char *)sqlite3_column_text (find, 2));
  done (find);
}

/* "sete 34": the name, and the département that tells it from its namesakes. */
static void
collect_exact (EtbCommuneBase *self, const EtbPlaceQuery *query, guint limit, GPtrArray *places)
{
  const char *last = query->words[query->n_words - 1];

  collect (self, SQL_EXACT, query->phrases[0], query->phrases[1], limit, places);
  if (query->n_words > 1 && strlen (last) <= 3 && g_ascii_isdigit (*last))
    {
      g_autoptr (EtbPlaceQuery) name = etb_place_query_without (query, query->n_words - 1);
      g_autofree char *department = g_ascii_strup (last, -1);

      collect (self, SQL_EXACT_HERE, name->phrases[0], department, limit, places);
    }
}

/* Names that begin so, in the order of the words. */
static void
collect_beginning (EtbCommuneBase *self, const EtbPlaceQuery *query, guint limit, GPtrArray *places)
{
  g_autoptr (GString) match = g_string_new (NULL);

  g_string_printf (match, "folded : (^\"%s\"*", query->phrases[0]);
  if (query->phrases[1] != NULL)
    g_string_append_printf (match, " OR ^\"%s\"*", query->phrases[1]);
  g_string_append_c (match, ')');
  collect (self, SQL_MATCH, match->str, NULL, limit, places);
}

/* Five figures are a postal code before they are an INSEE code; the commune of that code must not
 * be lost behind the many of a postal code. */
static void
collect_code (EtbCommuneBase *self, const char *figures, guint limit, GPtrArray *places)
{
  g_autofree char *folded = g_ascii_strdown (figures, -1);
  g_autofree char *match = g_strdup_printf ("codes : \"%s\"*", folded);

  if (strlen (figures) == 5 && limit > 1)
    {
      collect (self, SQL_MATCH, match, NULL, limit - 1, places);
      add_place (places, etb_commune_base_get_present (self, figures), NULL);
    }
  collect (self, SQL_MATCH, match, NULL, limit, places);
}

static EtbPlaceVocabulary *
get_vocabulary (EtbCommuneBase *self)
{
  sqlite3_stmt *read = self->vocabulary == NULL ? prepare (self, SQL_VOCABULARY) : NULL;

  if (read != NULL && sqlite3_step (read) == SQLITE_ROW)
    self->vocabulary = etb_place_vocabulary_new ((const char *)sqlite3_column_text (read, 0),
                                                 (gsize)sqlite3_column_bytes (read, 0));
  if (read != NULL)
    done (read);
  return self->vocabulary;
}

static void
collect_near (EtbCommuneBase *self, const EtbPlaceQuery *query, guint limit, GPtrArray *places)
{
  EtbPlaceVocabulary *vocabulary = get_vocabulary (self);

  for (gboolean whole = TRUE; vocabulary != NULL && whole >= FALSE; whole--)
    {
      g_autofree char *match = etb_place_query_match_near (query, vocabulary, whole);

      if (match != NULL)
        collect (self, SQL_MATCH, match, NULL, limit, places);
    }
}

void
etb_commune_base_search (EtbCommuneBase *self, const EtbPlaceQuery *query, guint limit,
                         gboolean near, GPtrArray *places)
{
  g_autofree char *match = NULL;
  guint before = places->len;

  if (query->figures != NULL)
    collect_code (self, query->figures, limit, places);
  collect_exact (self, query, limit, places);
  collect_beginning (self, query, limit, places);
  match = etb_place_query_match (query);
  collect (self, SQL_MATCH, match, NULL, limit, places);
  if (near && places->len == before)
    collect_near (self, query, limit, places);
}

void
etb_commune_base_get_about (EtbCommuneBase *self, char **year, char **sources, char **licence)
{
  char **const texts[] = { year, sources, licence };
  sqlite3_stmt *about = NULL;

  sqlite3_prepare_v2 (self->db, "SELECT year, sources, licence FROM about", -1, &about, NULL);
  sqlite3_step (about);
  for (int i = 0; i < 3; i++)
    *texts[i] = g_strdup ((const char *)sqlite3_column_text (about, i));
  sqlite3_finalize (about);
}
