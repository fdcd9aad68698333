/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command territory locate --csv: a whole table of places.
 * Callers: etb-cli-territory-locate.c. */

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "etb-cli-territory.h"
#include "etb-csv-reader.h"

#define UNKNOWN "?"

typedef struct
{
  EtbCsvReader *table;
  EtbAtlas *atlas;
  int longitude, latitude; /* columns */
} Batch;

static void
append_codes (GString *line, GPtrArray *areas)
{
  for (guint i = 0; i < areas->len; i++)
    g_string_append_printf (line, "%s%s", i > 0 ? " " : "",
                            ((const EtbArea *)g_ptr_array_index (areas, i))->code);
}

/* inside, nearest, metres. */
static void
append_answer (GString *line, const EtbLocationAnswer *answer, char separator)
{
  char metres[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (line, separator);
  if (etb_location_answer_is_known (answer))
    append_codes (line, answer->inside);
  else
    g_string_append (line, UNKNOWN);
  g_string_append_c (line, separator);
  if (answer->nearest != NULL)
    g_string_append_printf (line, "%s%c%s", answer->nearest->code, separator,
                            g_ascii_formatd (metres, sizeof metres, "%.2f", answer->metres));
  else
    g_string_append_printf (line, "%s%c%s", answer->source == NULL ? UNKNOWN : "", separator,
                            answer->source == NULL ? UNKNOWN : "");
}

static void
append_location (GString *line, const EtbLocation *location, char separator)
{
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    append_answer (line, location->answers + i, separator);
  g_string_append_printf (line, "%c%s", separator,
                          location->commune != NULL ? location->commune : UNKNOWN);
}

/* A line without coordinates: nothing is known of it. */
static void
append_unknown (GString *line, char separator)
{
  for (guint i = 0; i < 3 * ETB_GENERATIONS + 1; i++)
    g_string_append_printf (line, "%c%s", separator, UNKNOWN);
}

static gboolean
locate_row (Batch *self, GString *line, GError **error)
{
  char separator = etb_csv_reader_get_separator (self->table);
  EtbPoint place;
  g_autoptr (EtbLocation) location = NULL;
  GError *local = NULL;

  if (etb_cli_read_degrees (etb_csv_reader_get (self->table, (guint)self->longitude), &place.x)
      && etb_cli_read_degrees (etb_csv_reader_get (self->table, (guint)self->latitude), &place.y))
    location = etb_atlas_locate (self->atlas, place, &local);
  if (location != NULL)
    append_location (line, location, separator);
  else
    append_unknown (line, separator);
  if (local != NULL && !g_error_matches (local, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE))
    {
      g_propagate_error (error, local);
      return FALSE;
    }
  g_clear_error (&local);
  return TRUE;
}

static void
print_heading (Batch *self)
{
  char separator = etb_csv_reader_get_separator (self->table);

  fputs (etb_csv_reader_get_record (self->table), stdout);
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    {
      const char *name = etb_generations[i].name;

      printf ("%cinside_%s%cnearest_%s%cmetres_%s", separator, name, separator, name, separator,
              name);
    }
  printf ("%ccommune%s", separator, etb_csv_reader_get_line_end (self->table));
}

static int
locate_rows (Batch *self)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  while (etb_csv_reader_next (self->table, NULL, &error))
    {
      g_string_assign (line, etb_csv_reader_get_record (self->table));
      if (!locate_row (self, line, &error))
        return etb_cli_fail_plainly (error);
      g_string_append (line, etb_csv_reader_get_line_end (self->table));
      fputs (line->str, stdout);
    }
  return error == NULL ? ETB_EXIT_YES : etb_cli_fail_plainly (error);
}

int
etb_cli_territory_locate_table (const char *file)
{
  g_autoptr (GFile) location = g_file_new_for_commandline_arg (file);
  g_autofree char *name = g_filename_display_name (file);
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInputStream) stream = g_file_read (location, NULL, &error);
  g_autoptr (EtbCsvReader) table
      = stream != NULL ? etb_csv_reader_new (G_INPUT_STREAM (stream)) : NULL;
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  Batch batch = { .table = table, .atlas = atlas };

  if (table == NULL)
    return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” cannot be read: %s"), name, error->message);
  if (!etb_csv_reader_next (table, NULL, &error))
    return etb_cli_refuse (ETB_EXIT_FILE, _ ("“%s” holds no table: %s"), name,
                                             error != NULL ? error->message : _ ("it is empty"));
  batch.longitude = etb_csv_reader_find (table, "lon");
  batch.latitude = etb_csv_reader_find (table, "lat");
  if (batch.longitude < 0 || batch.latitude < 0)
    return etb_cli_refuse (
        ETB_EXIT_FILE, _ ("The first line of “%s” does not name the columns lon and lat"), name);
  print_heading (&batch);
  return locate_rows (&batch);
}
