/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables in text, however they are written and however they come. */

#include "etb-csv-reader.h"

#include <string.h>

#include "etb-territory.h"

static EtbCsvReader *
open_text (const char *text, gsize length)
{
  g_autoptr (GInputStream) stream
      = g_memory_input_stream_new_from_data (g_memdup2 (text, length), (gssize)length, g_free);

  return etb_csv_reader_new (stream);
}

/* All cells: "|" between them, "/" between records. (transfer full) */
static char *
read_all (EtbCsvReader *reader, GError **error)
{
  GString *all = g_string_new (NULL);
  GError *local = NULL;

  while (etb_csv_reader_next (reader, NULL, &local))
    {
      for (guint i = 0; i < etb_csv_reader_get_count (reader); i++)
        g_string_append_printf (all, "%s%s", i > 0 ? "|" : "", etb_csv_reader_get (reader, i));
      g_string_append_c (all, '/');
    }
  if (local != NULL)
    g_propagate_error (error, local);
  return g_string_free (all, FALSE);
}

static const struct
{
  const char *text, *cells;
} tables[] = {
  { "", "" },
  { "a,b\n1,2\n", "a|b/1|2/" },
  { "a;b\r\n1;2,5\r\n", "a|b/1|2,5/" },
  { "a\tb\n1\t2", "a|b/1|2/" },
  { "\xEF\xBB\xBF"
    "a;b\n1;2\n",
    "a|b/1|2/" },
  { "a,b\n\n\r\n1,2\n\n", "a|b/1|2/" },
  { "a,b\n,\n", "a|b/|/" },
  { "a,b\n\"1,5\",\"il dit \"\"oui\"\"\"\n", "a|b/1,5|il dit \"oui\"/" },
  { "a,b\n\"deux\nlignes\",2\n", "a|b/deux\nlignes|2/" },
  { "a,b\n\"\",\"x\"y\n", "a|b/|xy/" },
  { "a,b\n1\n1,2,3\n", "a|b/1/1|2|3/" },
  { "a,b\n\"jamais fermé,2\n3,4\n", "a|b/jamais fermé,2\n3,4\n/" },
  { "seul\nun\n", "seul/un/" },
};

static void
tables_are_cut_into_cells (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autoptr (EtbCsvReader) reader = open_text (tables[i].text, strlen (tables[i].text));
      g_autoptr (GError) error = NULL;
      g_autofree char *cells = read_all (reader, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (cells, ==, tables[i].cells);
    }
}

static void
columns_are_found_by_name (void)
{
  static const char text[] = "id;LON;Lat\n1;2;3\n";
  g_autoptr (EtbCsvReader) reader = open_text (text, strlen (text));

  g_assert_true (etb_csv_reader_next (reader, NULL, NULL));
  g_assert_cmpint (etb_csv_reader_find (reader, "lon"), ==, 1);
  g_assert_cmpint (etb_csv_reader_find (reader, "lat"), ==, 2);
  g_assert_cmpint (etb_csv_reader_find (reader, "la"), ==, -1);
  g_assert_cmpint (etb_csv_reader_get_separator (reader), ==, ';');
  g_assert_cmpstr (etb_csv_reader_get (reader, 99), ==, "");
}

static void
records_come_back_as_they_are_written (void)
{
  static const char text[] = "a;b\r\n\"x\"\"\";2\r\nfin;3";
  g_autoptr (EtbCsvReader) reader = open_text (text, strlen (text));

  etb_csv_reader_next (reader, NULL, NULL);
  g_assert_true (etb_csv_reader_next (reader, NULL, NULL));
  g_assert_cmpstr (etb_csv_reader_get_record (reader), ==, "\"x\"\"\";2");
  g_assert_cmpstr (etb_csv_reader_get_line_end (reader), ==, "\r\n");
  g_assert_cmpuint (etb_csv_reader_get_line (reader), ==, 2);
  g_assert_true (etb_csv_reader_next (reader, NULL, NULL));
  g_assert_cmpstr (etb_csv_reader_get_line_end (reader), ==, "\n");
  g_assert_false (etb_csv_reader_next (reader, NULL, NULL));
}

/* Longer than what is read at once, by all lengths about it. */
static void
records_may_lie_across_what_is_read_at_once (void)
{
  for (gsize length = 65500; length < 65580; length += 3)
    {
      g_autofree char *filler = g_strnfill (length, 'x');
      g_autofree char *text = g_strdup_printf ("a,b\n%s,1\n\"%s\n\",2\nfin,3\n", filler, filler);
      g_autofree char *expected = g_strdup_printf ("a|b/%s|1/%s\n|2/fin|3/", filler, filler);
      g_autoptr (EtbCsvReader) reader = open_text (text, strlen (text));
      g_autofree char *cells = read_all (reader, NULL);

      g_assert_cmpstr (cells, ==, expected);
    }
}

static void
check_refused (const char *text, gsize length, const char *message)
{
  g_autoptr (EtbCsvReader) reader = open_text (text, length);
  g_autoptr (GError) error = NULL;
  g_autofree char *cells = read_all (reader, &error);

  g_assert_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM);
  if (strstr (error->message, message) == NULL)
    g_error ("“%s” does not say “%s”", error->message, message);
}

static void
what_is_no_table_is_refused (void)
{
  g_autofree char *line = g_strnfill (15 * 1000 * 1000, 'x');
  g_autofree char *commas = g_strnfill (5000, ',');

  check_refused (line, strlen (line), "at line 1, a line does not end");
  check_refused (commas, strlen (commas), "too many columns");
  check_refused ("a,b\n1,\xE9t\xE9\n", 11, "at line 2, the text is not UTF-8");
  check_refused ("a,b\n1\0,2\n", 9, "not UTF-8");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(function) g_test_add_func ("/csv-reader/" #function, function)
  ADD (tables_are_cut_into_cells);
  ADD (columns_are_found_by_name);
  ADD (records_come_back_as_they_are_written);
  ADD (records_may_lie_across_what_is_read_at_once);
  ADD (what_is_no_table_is_refused);
  return g_test_run ();
}
