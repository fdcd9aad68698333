/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* From rows to streets; see the header. Rows of a street mostly follow each other, but need not.
 * Callers: etb-address-import. */

#include "etb-address-table.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-place.h"
#include "etb-place-text.h"

#define ROWS_MAXIMUM   4000000 /* the largest département has a million and a half */
#define TEXT_MAXIMUM   200     /* bytes of a name */
#define NUMBER_MAXIMUM 99998   /* 99999 says "no number" in a Base adresse locale */
#define PROGRESS_STEP  20000   /* rows */
#define SCALE          1e7

/* What each column is called, in the layouts that there are. */
typedef enum
{
  COLUMN_NUMBER,
  COLUMN_SUFFIX,
  COLUMN_STREET,
  COLUMN_LON,
  COLUMN_LAT,
  COLUMN_COMMUNE,
  COLUMN_POSTCODE,
  COLUMN_PLACE,
  COLUMN_KEY,
  COLUMN_POSITION,
  N_COLUMNS
} Column;

static const char *const names[N_COLUMNS][4] = {
  [COLUMN_NUMBER] = { "numero" },
  [COLUMN_SUFFIX] = { "rep", "suffixe" },
  [COLUMN_STREET] = { "nom_voie", "voie_nom" },
  [COLUMN_LON] = { "lon", "long" },
  [COLUMN_LAT] = { "lat" },
  [COLUMN_COMMUNE] = { "code_insee", "commune_insee" },
  [COLUMN_POSTCODE] = { "code_postal", "code_post" },
  [COLUMN_PLACE] = { "nom_ld" },
  [COLUMN_KEY]
  = { "cle_interop" }, /* begins with the INSEE code: older local bases have only that */
  [COLUMN_POSITION] = { "type_position", "position" },
};

typedef struct
{
  EtbAddressTable *table;
  EtbCsvReader *reader;
  EtbCommuneBase *communes;
  int columns[N_COLUMNS];
  EtbAddressStreet *last; /* that of the row before */
} Reading;

static void
street_free (EtbAddressStreet *self)
{
  g_free (self->name);
  g_free (self->postcode);
  g_clear_pointer (&self->numbers, g_array_unref);
  g_free (self);
}

void
etb_address_table_free (EtbAddressTable *self)
{
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_ptr_array_unref (self->streets);
  g_free (self);
}

/* ---- Columns ----------------------------------------------------------------------------------
 */

gboolean
etb_address_table_recognise (const char *head)
{
  gsize length = strcspn (head, "\n");
  g_autofree char *line = g_ascii_strdown (head, (gssize)length);

  return strstr (line, "numero") != NULL
         && (strstr (line, "nom_voie") != NULL || strstr (line, "voie_nom") != NULL);
}

static const char *
get (const Reading *self, Column column)
{
  return self->columns[column] >= 0
             ? etb_csv_reader_get (self->reader, (guint)self->columns[column])
             : "";
}

static gboolean
find_columns (Reading *self, GError **error)
{
  for (guint i = 0; i < N_COLUMNS; i++)
    {
      self->columns[i] = -1;
      for (guint j = 0; names[i][j] != NULL && self->columns[i] < 0; j++)
        self->columns[i] = etb_csv_reader_find (self->reader, names[i][j]);
    }
  self->table->local = etb_csv_reader_find (self->reader, "voie_nom") >= 0;
  if (self->columns[COLUMN_COMMUNE] < 0 && self->columns[COLUMN_KEY] >= 0)
    self->columns[COLUMN_COMMUNE] = self->columns[COLUMN_KEY];
  for (guint i = 0; i <= COLUMN_COMMUNE; i++)
    if (self->columns[i] < 0 && i != COLUMN_SUFFIX)
      {
        g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                     _ ("it has no column “%s”: take the “csv” file of a département from the Base "
                        "Adresse Nationale, or a Base adresse locale"),
                        names[i][0]);
        return FALSE;
      }
  return TRUE;
}

/* ---- Rows -------------------------------------------------------------------------------------
 */

static gboolean
read_degrees (const char *text, double *degrees)
{
  char *end = NULL;

  *degrees = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*degrees);
}

/* Today's commune of the row; INSEE codes that lost a zero get it back. */
static const EtbCommune *
read_commune (const Reading *self)
{
  char code[6];
  const char *text = get (self, COLUMN_COMMUNE);
  gsize length = strcspn (text, "_");

  if (length < 4 || length > 5)
    return NULL;
  g_snprintf (code, sizeof code, "%s%.*s", length == 4 ? "0" : "", (int)length, text);
  if (self->last != NULL && g_str_equal (self->last->commune->code, code))
    return self->last->commune;
  return etb_commune_base_get_present (self->communes, code);
}

/* The street of the row, made if it is the first. */
static EtbAddressStreet *
get_street (Reading *self, const EtbCommune *commune, const char *name)
{
  g_autofree char *key = NULL;
  const char *postcode = get (self, COLUMN_POSTCODE);
  EtbAddressStreet *street;

  if (self->last != NULL && self->last->commune == commune && g_str_equal (self->last->name, name))
    return self->last;
  key = g_strconcat (commune->code, " ", name, NULL);
  street = g_hash_table_lookup (self->table->by_name, key);
  if (street == NULL)
    {
      street = g_new0 (EtbAddressStreet, 1);
      street->commune = commune;
      street->name = g_strdup (name);
      if (strlen (postcode) == 4)
        street->postcode = g_strconcat ("0", postcode, NULL);
      else if (strlen (postcode) == 5)
        street->postcode = g_strdup (postcode);
      else
        street->postcode = g_strdup (strlen (commune->postcodes) == 5 ? commune->postcodes : "");
      g_hash_table_insert (self->table->by_name, g_steal_pointer (&key), street);
      g_ptr_array_add (self->table->streets, street);
    }
  self->last = street;
  return street;
}

/* The words of the Base Adresse Nationale and of local bases; by their beginning, which has no
 * accent: files are written with and without. */
static EtbPosition
read_position (const char *text)
{
  static const struct
  {
    const char *beginning;
    EtbPosition position;
  } words[] = {
    { "entr", ETB_POSITION_ENTRANCE }, { "segment", ETB_POSITION_SEGMENT },
    { "parcel", ETB_POSITION_PARCEL }, { "b\303\242t", ETB_POSITION_BUILDING },
    { "bat", ETB_POSITION_BUILDING },  { "build", ETB_POSITION_BUILDING },
    { "cage", ETB_POSITION_BUILDING }, { "logement", ETB_POSITION_BUILDING },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_ascii_strncasecmp (text, words[i].beginning, strlen (words[i].beginning)) == 0)
      return words[i].position;
  return ETB_POSITION_UNTOLD;
}

static void
add_number (EtbAddressStreet *street, EtbAddressNumber number, const char *suffix)
{
  g_autofree char *folded = *suffix != '\0' ? etb_place_fold (suffix) : NULL;

  if (folded != NULL)
    g_strlcpy (number.suffix, folded, sizeof number.suffix);
  if (street->numbers == NULL)
    street->numbers = g_array_new (FALSE, FALSE, sizeof (EtbAddressNumber));
  g_array_append_val (street->numbers, number);
}

/* FALSE for a row that says of no place where it is. */
static gboolean
take_row (Reading *self)
{
  const char *name = get (self, COLUMN_STREET);
  const char *number = get (self, COLUMN_NUMBER);
  const EtbCommune *commune;
  EtbAddressStreet *street;
  EtbPoint place;
  guint64 value = 0;

  if (*name == '\0')
    name = get (self, COLUMN_PLACE);
  if (*name == '\0' || strlen (name) > TEXT_MAXIMUM
      || !read_degrees (get (self, COLUMN_LON), &place.x)
      || !read_degrees (get (self, COLUMN_LAT), &place.y) || !etb_place_is_in_france (place))
    return FALSE;
  commune = read_commune (self);
  if (commune == NULL)
    return FALSE;
  street = get_street (self, commune, name);
  street->rows++;
  street->lon += place.x;
  street->lat += place.y;
  if (g_ascii_string_to_unsigned (number, 10, 1, NUMBER_MAXIMUM, &value, NULL))
    add_number (street,
                (EtbAddressNumber){ .number = (guint32)value,
                                    .position = (guint8)read_position (get (self, COLUMN_POSITION)),
                                    .lon = (gint32)lround (place.x * SCALE),
                                    .lat = (gint32)lround (place.y * SCALE) },
                get (self, COLUMN_SUFFIX));
  return TRUE;
}

static gboolean
read_rows (Reading *self, GCancellable *cancellable, void (*progress) (gpointer), gpointer data,
           GError **error)
{
  GError *local = NULL;

  while (etb_csv_reader_next (self->reader, cancellable, &local))
    {
      guint64 rows = self->table->count + self->table->skipped;

      if (rows == ROWS_MAXIMUM)
        {
          g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                       _ ("it has more addresses than any département: take the file of one "
                          "département"));
          return FALSE;
        }
      if (rows % PROGRESS_STEP == 0)
        {
          if (progress != NULL)
            progress (data);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return FALSE;
        }
      if (take_row (self))
        self->table->count++;
      else
        self->table->skipped++;
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, local);
  return FALSE;
}

/* ---- Order ------------------------------------------------------------------------------------
 */

static int
compare_numbers (gconstpointer a, gconstpointer b)
{
  const EtbAddressNumber *left = a, *right = b;

  if (left->number != right->number)
    return left->number < right->number ? -1 : 1;
  return strncmp (left->suffix, right->suffix, sizeof left->suffix);
}

static guint
rank_position (guint8 position)
{
  return position == ETB_POSITION_UNTOLD ? ETB_POSITION_STREET + 1 : position;
}

/* A number has several rows when it has several entrances, or points of several kinds: one stands
 * for it, the best known. */
static void
settle_street (EtbAddressStreet *street)
{
  GArray *numbers = street->numbers;
  guint kept = 0;

  street->lon /= street->rows;
  street->lat /= street->rows;
  if (numbers == NULL)
    return;
  g_array_sort (numbers, compare_numbers);
  for (guint i = 1; i < numbers->len; i++)
    {
      const EtbAddressNumber *next = &g_array_index (numbers, EtbAddressNumber, i);
      EtbAddressNumber *last = &g_array_index (numbers, EtbAddressNumber, kept);

      if (compare_numbers (last, next) != 0)
        g_array_index (numbers, EtbAddressNumber, ++kept) = *next;
      else if (rank_position (next->position) < rank_position (last->position))
        *last = *next;
    }
  g_array_set_size (numbers, kept + 1);
}

/* The most populated communes first: the order of the suggestions. */
static int
compare_streets (gconstpointer a, gconstpointer b)
{
  const EtbAddressStreet *left = *(const EtbAddressStreet *const *)a;
  const EtbAddressStreet *right = *(const EtbAddressStreet *const *)b;

  if (left->commune->population != right->commune->population)
    return left->commune->population > right->commune->population ? -1 : 1;
  if (left->commune != right->commune)
    return strcmp (left->commune->code, right->commune->code);
  return strcmp (left->name, right->name);
}

/* FALSE with @error when there is no address in what was read. */
static gboolean
read_all (Reading *reading, GCancellable *cancellable, void (*progress) (gpointer), gpointer data,
          GError **error)
{
  EtbAddressTable *self = reading->table;

  if (!etb_csv_reader_next (reading->reader, cancellable, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM, _ ("it is empty"));
      return FALSE;
    }
  if (!find_columns (reading, error) || !read_rows (reading, cancellable, progress, data, error))
    return FALSE;
  if (self->count == 0)
    g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
                 _ ("none of its lines is an address with its longitude and latitude"));
  return self->count > 0;
}

EtbAddressTable *
etb_address_table_read (EtbCsvReader *reader, EtbCommuneBase *communes, GCancellable *cancellable,
                        void (*progress) (gpointer), gpointer data, GError **error)
{
  EtbAddressTable *self = g_new0 (EtbAddressTable, 1);
  Reading reading = { self, reader, communes };

  self->streets = g_ptr_array_new_with_free_func ((GDestroyNotify)street_free);
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_all (&reading, cancellable, progress, data, error))
    {
      etb_address_table_free (self);
      return NULL;
    }
  g_clear_pointer (&self->by_name, g_hash_table_unref);
  g_ptr_array_foreach (self->streets, (GFunc)(GCallback)settle_street, NULL);
  g_ptr_array_sort (self->streets, compare_streets);
  return self;
}
