/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Addresses as people type them (geocoder-tester, regions of France): how many lead to the street
 * and the number, and to the commune, that are meant. The addresses themselves come from the same
 * files, which give the commune in one line and the postal code in another: a base is made of them,
 * and what was typed is looked for in it. */

#include "geo-fixture.h"

#include <string.h>

#include "etb-csv-reader.h"
#include "etb-place-text.h"
#include "etb-territory.h"

#define SUGGESTIONS 12
#define COMMUNES    100

/* Measured: 655 of 683 communes. The others have merged since, are hamlets with the postal code of
 * a commune of another name, or have a code of their own for large receivers (31998). And 1923 of
 * 1935 addresses: the others expect a part of the name of the street only. */
#define FLOOR_COMMUNES  0.95
#define FLOOR_ADDRESSES 0.99

typedef struct
{
  char *query, *number, *street, *city, *postcode; /* expected; "" when it is not told */
} Row;

typedef struct
{
  GPtrArray *rows; /* Row */
  EtbTerritory *territory;
  EtbAtlas *atlas;
} Trial;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->query);
  g_free (self->number);
  g_free (self->street);
  g_free (self->city);
  g_free (self->postcode);
  g_free (self);
}

static char *
read_cell (EtbCsvReader *reader, int column)
{
  return g_strdup (column >= 0 ? etb_csv_reader_get (reader, (guint)column) : "");
}

static void
read_rows (GPtrArray *rows, const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, NULL, NULL);
  g_autoptr (EtbCsvReader) reader = etb_csv_reader_new (G_INPUT_STREAM (stream));
  static const char *const names[] = { "query", "expected_housenumber", "expected_street",
                                       "expected_city", "expected_postcode" };
  int columns[G_N_ELEMENTS (names)];

  g_assert_true (etb_csv_reader_next (reader, NULL, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    columns[i] = etb_csv_reader_find (reader, names[i]);
  while (etb_csv_reader_next (reader, NULL, NULL))
    {
      Row *row = g_new0 (Row, 1);
      char **const cells[]
          = { &row->query, &row->number, &row->street, &row->city, &row->postcode };

      for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
        *cells[i] = read_cell (reader, columns[i]);
      if (strlen (row->postcode) == 4)
        {
          char *whole = g_strconcat ("0", row->postcode, NULL);

          g_free (row->postcode);
          row->postcode = whole;
        }
      g_ptr_array_add (rows, row);
    }
}

/* ---- Communes ---------------------------------------------------------------------------------
 */

/* The postal code that ends the query. (nullable) */
static const char *
find_postcode (const Row *row)
{
  gsize length = strlen (row->query);
  const char *last = row->query + (length > 5 ? length - 5 : 0);

  return strspn (last, "0123456789") == 5 ? last : NULL;
}

static gboolean
is_named (const EtbFoundPlace *place, const char *name)
{
  g_autofree char *wanted = etb_place_normalise (name);
  g_autofree char *commune = etb_place_normalise (place->commune);
  g_autofree char *former = place->former != NULL ? etb_place_normalise (place->former) : NULL;

  return g_str_equal (wanted, commune) || g_strcmp0 (wanted, former) == 0;
}

/* The commune of @name among those of a postal code. (transfer full) (nullable) */
static EtbFoundPlace *
find_commune (Trial *self, const char *name, const char *postcode)
{
  g_autofree char *typed = g_strdup_printf ("%s %s", name, postcode);
  g_autoptr (GPtrArray) places = etb_territory_search (self->territory, typed, COMMUNES);

  for (guint i = 0; i < places->len; i++)
    if (is_named (places->pdata[i], name))
      return etb_found_place_copy (places->pdata[i]);
  return NULL;
}

static double
rate_communes (Trial *self)
{
  guint asked = 0, found = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const char *postcode = find_postcode (row);
      g_autoptr (EtbFoundPlace) place = NULL;

      if (*row->city == '\0' || postcode == NULL)
        continue;
      asked++;
      place = find_commune (self, row->city, postcode);
      found += place != NULL;
      if (place == NULL)
        g_test_message ("no commune: %s %s", row->city, postcode);
    }
  g_assert_cmpuint (asked, >, 0);
  g_print ("# communes: %u of %u\n", found, asked);
  return (double)found / asked;
}

/* ---- Streets ----------------------------------------------------------------------------------
 */

static gboolean
is_same_address (const Row *a, const Row *b)
{
  return g_str_equal (a->number, b->number) && g_str_equal (a->street, b->street);
}

/* The row beside it that gives the other half: the commune, or the postal code. (nullable) */
static const Row *
find_other_half (Trial *self, guint at)
{
  const Row *row = g_ptr_array_index (self->rows, at);

  for (guint i = at < 2 ? 0 : at - 2; i < MIN (at + 3, self->rows->len); i++)
    {
      const Row *other = g_ptr_array_index (self->rows, i);

      if (is_same_address (row, other) && *other->city != '\0' && find_postcode (other) != NULL)
        return other;
    }
  return NULL;
}

/* "9TER" is 9, then TER. */
static void
append_address (GString *table, const Row *row, const EtbFoundPlace *commune, const char *postcode)
{
  gsize digits = strspn (row->number, "0123456789");

  g_string_append_printf (table, "%s;%s;%.*s;%s;%s;%.5s;2.5;46.5\n", commune->code, row->street,
                          (int)digits, row->number, row->number + digits, commune->code, postcode);
}

static void
make_base (Trial *self, const char *folder)
{
  g_autoptr (GString) table
      = g_string_new ("commune_insee;voie_nom;numero;suffixe;cle_interop;code_postal;long;lat\n");
  g_autofree char *path = g_build_filename (folder, "adresses.csv", NULL);
  g_autoptr (EtbDataset) dataset = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const char *postcode = find_postcode (row);
      g_autoptr (EtbFoundPlace) commune = *row->city != '\0' && postcode != NULL
                                              ? find_commune (self, row->city, postcode)
                                              : NULL;

      if (commune != NULL && *row->street != '\0' && strchr (row->street, ';') == NULL)
        append_address (table, row, commune, postcode);
    }
  g_assert_true (g_file_set_contents (path, table->str, -1, NULL));
  dataset = etb_atlas_import (self->atlas, path, NULL, &error);
  g_assert_no_error (error);
}

/* Letters and figures alone: "9TER" is "9 ter". (transfer full) */
static char *
squeeze (const char *text)
{
  g_autofree char *folded = etb_place_fold (text);
  char *to = folded;

  for (const char *from = folded; *from != '\0'; from++)
    if (*from != ' ')
      *to++ = *from;
  *to = '\0';
  return g_steal_pointer (&folded);
}

static gboolean
is_wanted (const EtbFoundPlace *place, const Row *row, const Row *half)
{
  g_autofree char *whole = g_strdup_printf ("%s %s", row->number, row->street);
  g_autofree char *wanted = squeeze (whole);
  g_autofree char *name = squeeze (place->name);

  return g_str_equal (wanted, name) && is_named (place, half->city);
}

/* The address that is meant is among those proposed. */
static double
rate_addresses (Trial *self)
{
  guint asked = 0, found = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      const Row *half = find_other_half (self, i);
      g_autoptr (EtbFoundPlace) commune = NULL;
      g_autoptr (GPtrArray) places = NULL;
      gboolean right = FALSE;

      if (half != NULL)
        commune = find_commune (self, half->city, find_postcode (half));
      if (commune == NULL || *row->street == '\0')
        continue;
      places = etb_atlas_find (self->atlas, row->query, SUGGESTIONS, NULL);
      asked++;
      for (guint j = 0; j < places->len && !right; j++)
        right = is_wanted (places->pdata[j], row, half);
      found += right;
      if (!right)
        g_test_message ("not found: %s (%s, %s, %s), first of %u: %s", row->query, row->number,
                        row->street, half->city, places->len,
                        places->len > 0 ? ((EtbFoundPlace *)places->pdata[0])->name : "");
    }
  g_assert_cmpuint (asked, >, 0);
  g_print ("# addresses: %u of %u\n", found, asked);
  return (double)found / asked;
}

static void
test_typed_addresses (void)
{
  static const char *const regions[] = { "bretagne", "franchecomte", "languedocroussillon",
                                         "limousin", "lorraine",     "midipyrenees" };
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (row_free);
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  GeoBase base;
  Trial trial = { rows, territory, NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (regions); i++)
    {
      g_autofree char *name = g_strdup_printf ("adresses/geocoder-tester_%s.csv", regions[i]);
      g_autofree char *path = geo_find (name);

      if (path == NULL)
        return;
      read_rows (rows, path);
    }
  geo_base_init (&base);
  trial.atlas = base.atlas;
  make_base (&trial, base.folder);
  g_assert_cmpfloat (rate_communes (&trial), >=, FLOOR_COMMUNES);
  g_assert_cmpfloat (rate_addresses (&trial), >=, FLOOR_ADDRESSES);
  geo_base_clear (&base);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/typed-addresses", test_typed_addresses);

  return g_test_run ();
}
