/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Makes the base of communes from the lists of data/territory, when the program is built.
 * Usage: etb-commune-make FOLDER OUT.sqlite OUT.S
 * OUT.S is the assembler source that puts OUT.sqlite into the program (see etb-commune-base.c). */

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>

#include "etb-commune-list.h"
#include "etb-identifier.h"
#include "etb-place-text.h"
#include "etb-place-vocabulary.h"

/* Numbers follow the population, most populated first, and former names come after all present
 * ones: the order of the numbers is the order of the suggestions. */
static const char tables[]
    = "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA user_version=1;\n"
      "BEGIN;\n"
      "CREATE TABLE commune (number INTEGER PRIMARY KEY, code TEXT NOT NULL UNIQUE,\n"
      "  name TEXT NOT NULL, postcodes TEXT NOT NULL, department TEXT NOT NULL,\n"
      "  region TEXT NOT NULL, epci TEXT NOT NULL, population INTEGER NOT NULL) STRICT;\n"
      "CREATE TABLE former (code TEXT NOT NULL, commune INTEGER NOT NULL,\n"
      "  PRIMARY KEY (code, commune)) STRICT, WITHOUT ROWID;\n"
      "CREATE TABLE area (kind TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,\n"
      "  PRIMARY KEY (kind, code)) STRICT, WITHOUT ROWID;\n"
      "CREATE TABLE name (number INTEGER PRIMARY KEY, commune INTEGER NOT NULL,\n"
      "  folded TEXT NOT NULL, former TEXT) STRICT;\n"
      "CREATE TABLE about (year TEXT NOT NULL, sources TEXT NOT NULL, licence TEXT NOT NULL)\n"
      "  STRICT;\n"
      "CREATE TABLE vocabulary (words TEXT NOT NULL) STRICT;\n"
      "CREATE VIRTUAL TABLE name_word USING fts5 (folded, codes, content='', columnsize=0,\n"
      "  prefix='1 2 3 5', tokenize='ascii');\n";

static const char finish[] = "CREATE INDEX name_folded ON name (folded);\n"
                             "INSERT INTO name_word (name_word) VALUES ('optimize');\n"
                             "COMMIT; VACUUM;\n";

typedef struct
{
  sqlite3 *db;
  GHashTable *numbers; /* INSEE code -> number of the commune, as a pointer */
  GHashTable *names;   /* "number folded": names that are there */
  GHashTable *words;
  guint n_names;
} Maker;

G_NORETURN static void
give_up (const char *what, const char *why)
{
  g_printerr ("etb-commune-make: %s: %s\n", what, why);
  exit (EXIT_FAILURE);
}

static void
run (Maker *self, const char *sql)
{
  char *message = NULL;

  if (sqlite3_exec (self->db, sql, NULL, NULL, &message) != SQLITE_OK)
    give_up ("SQLite", message);
}

static void
insert (Maker *self, const char *sql, const char *const *values, guint n_values, guint number)
{
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    give_up (sql, sqlite3_errmsg (self->db));
  sqlite3_bind_int (statement, 1, (int)number);
  for (guint i = 0; i < n_values; i++)
    if (values[i] != NULL)
      sqlite3_bind_text (statement, (int)i + 2, values[i], -1, SQLITE_STATIC);
  if (sqlite3_step (statement) != SQLITE_DONE)
    give_up (values[0], sqlite3_errmsg (self->db));
  sqlite3_finalize (statement);
}

/* A name of commune @number, with the codes by which this name is found. @former: NULL today's. */
static void
add_name (Maker *self, guint number, const char *name, const char *former, const char *codes)
{
  g_autofree char *folded = etb_place_normalise (name);
  g_autofree char *key = g_strdup_printf ("%u %s", number, folded);
  g_autofree char *commune = g_strdup_printf ("%u", number);
  const char *const index[] = { folded, codes };
  g_auto (GStrv) words = g_strsplit (folded, " ", -1);
  /* A former name that is spelt as the present one is no news. */
  gboolean is_new = g_hash_table_add (self->names, g_steal_pointer (&key));
  const char *const row[] = { commune, folded, is_new ? former : NULL };

  self->n_names++;
  insert (self, "INSERT INTO name VALUES (?1, ?2, ?3, ?4)", row, 3, self->n_names);
  insert (self, "INSERT INTO name_word (rowid, folded, codes) VALUES (?1, ?2, ?3)", index, 2,
          self->n_names);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !g_ascii_isdigit (*words[i]))
      g_hash_table_add (self->words, g_strdup (words[i]));
}

static void
add_commune (Maker *self, char **row, guint number)
{
  g_autofree char *codes = g_strconcat (row[0], " ", row[2], NULL);

  if (etb_identifier_check_commune (row[0]) != ETB_IDENTIFIER_OK
      || !g_hash_table_insert (self->numbers, row[0], GUINT_TO_POINTER (number)))
    give_up (row[0], "not a code, or there twice");
  insert (self, "INSERT INTO commune VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
          (const char *const *)row, 7, number);
  add_name (self, number, row[1], NULL, codes);
}

/* A code whose name is not known leads to the present commune without a word. */
static void
add_former (Maker *self, char **row)
{
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, row[2]));
  const char *const values[] = { row[0] };

  if (number == 0)
    give_up (row[0], "leads to no commune");
  insert (self, "INSERT OR IGNORE INTO former (commune, code) VALUES (?1, ?2)", values, 1, number);
  add_name (self, number, row[1], *row[1] != '\0' ? row[1] : NULL, row[0]);
}

static void
add_area (Maker *self, char **row, guint number)
{
  insert (self, "INSERT INTO area (kind, code, name) SELECT ?2, ?3, ?4 WHERE ?1 > 0",
          (const char *const *)row, 3, number);
}

/* The rows stay with the program until it ends: others point into them. */
static GPtrArray *
read_list (const char *folder, const char *file, const char *word, guint columns)
{
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autoptr (GError) error = NULL;
  char *text = NULL;
  gsize length = 0;
  GPtrArray *rows = NULL;

  if (g_file_get_contents (path, &text, &length, &error))
    rows = etb_commune_list_parse (text, length, word, columns, &error);
  if (rows == NULL)
    give_up (path, error->message);
  return rows;
}

/* What follows "# Sources : " and its like at the head of the list. (transfer full) */
static char *
read_comment (const char *text, const char *word)
{
  g_autofree char *head = g_strdup_printf ("\n# %s : ", word);
  const char *at = strstr (text, head);

  if (at == NULL)
    give_up (word, "the head of communes.tsv does not tell it");
  at += strlen (head);
  return g_strndup (at, strcspn (at, "\n"));
}

/* The year is what the version begins with. */
static void
add_about (Maker *self, const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "communes.tsv", NULL);
  g_autofree char *text = NULL, *version = NULL, *sources = NULL, *licence = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    give_up (path, "cannot be read");
  version = read_comment (text, "Version");
  sources = read_comment (text, "Sources");
  licence = read_comment (text, "Licence");
  version[strcspn (version, " ")] = '\0';
  insert (self, "INSERT INTO about SELECT ?2, ?3, ?4 WHERE ?1 > 0",
          (const char *const[]){ version, sources, licence }, 3, 1);
}

static void
fill (Maker *self, const char *folder)
{
  GPtrArray *communes = read_list (folder, "communes.tsv", "communes", 7);
  GPtrArray *formers = read_list (folder, "former-communes.tsv", "former", 3);
  GPtrArray *areas = read_list (folder, "areas.tsv", "areas", 3);
  g_autofree char *words = NULL;
  const char *values[1];

  for (guint i = 0; i < communes->len; i += 7)
    add_commune (self, (char **)&communes->pdata[i], i / 7 + 1);
  for (guint i = 0; i < formers->len; i += 3)
    add_former (self, (char **)&formers->pdata[i]);
  for (guint i = 0; i < areas->len; i += 3)
    add_area (self, (char **)&areas->pdata[i], i / 3 + 1);
  add_about (self, folder);
  words = etb_place_vocabulary_write (self->words);
  values[0] = words;
  insert (self, "INSERT INTO vocabulary SELECT ?2 WHERE ?1 > 0", values, 1, 1);
}

static void
write_source (const char *base, const char *source)
{
  g_autofree char *path = g_canonicalize_filename (base, NULL);
  g_autofree char *text = g_strdup_printf ("/* Made by etb-commune-make. */\n"
                                           "  .section .rodata\n"
                                           "  .balign 64\n"
                                           "  .globl etb_commune_data\n"
                                           "  .hidden etb_commune_data\n"
                                           "etb_commune_data:\n"
                                           "  .incbin \"%s\"\n"
                                           "  .globl etb_commune_data_end\n"
                                           "  .hidden etb_commune_data_end\n"
                                           "etb_commune_data_end:\n"
                                           "  .section .note.GNU-stack,\"\",%%progbits\n",
                                           path);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (source, text, -1, &error))
    give_up (source, error->message);
}

int
main (int argc, char **argv)
{
  Maker maker = { 0 };

  if (argc != 4)
    give_up ("usage", "FOLDER OUT.sqlite OUT.S");
  g_unlink (argv[2]);
  if (sqlite3_open (argv[2], &maker.db) != SQLITE_OK)
    give_up (argv[2], "cannot be written");
  maker.numbers = g_hash_table_new (g_str_hash, g_str_equal);
  maker.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  maker.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  run (&maker, tables);
  fill (&maker, argv[1]);
  run (&maker, finish);
  if (sqlite3_close (maker.db) != SQLITE_OK)
    give_up (argv[2], "cannot be written");
  write_source (argv[2], argv[3]);
  g_hash_table_unref (maker.numbers);
  g_hash_table_unref (maker.names);
  g_hash_table_unref (maker.words);
  return EXIT_SUCCESS;
}
