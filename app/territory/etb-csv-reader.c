/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: tables in text, as offices and spreadsheets write them; see the header. What columns mean
 * is its caller's. Callers: etb-territory-import, etb-cli-territory-batch. */

#include "etb-csv-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-territory.h"

#define CHUNK (64 * 1024)

struct _EtbCsvReader
{
  GInputStream *stream;
  GByteArray *buffer; /* what was read and not taken yet begins at @start */
  gsize start;
  gboolean at_end; /* of the stream */

  GString *record;   /* as it is written */
  GString *text;     /* its cells, one after another, each ended by a NUL */
  GArray *cells;     /* gsize: where each begins in @text */
  gboolean carriage; /* its line ends with CR LF */
  char separator;    /* 0 before the first record */
  guint64 line, next_line;
};

EtbCsvReader *
etb_csv_reader_new (GInputStream *stream)
{
  EtbCsvReader *self = g_new0 (EtbCsvReader, 1);

  self->stream = g_object_ref (stream);
  self->buffer = g_byte_array_sized_new (CHUNK);
  self->record = g_string_new (NULL);
  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->next_line = 1;
  return self;
}

void
etb_csv_reader_free (EtbCsvReader *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->stream);
  g_byte_array_unref (self->buffer);
  g_string_free (self->record, TRUE);
  g_string_free (self->text, TRUE);
  g_array_unref (self->cells);
  g_free (self);
}

/* ---- Lines ------------------------------------------------------------------------------------
 */

static void
set_form_error (EtbCsvReader *self, const char *reason, GError **error)
{
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("at line %lu, %s"), (gulong)self->line, reason);
}

/* Reads on. FALSE with @error; at the end of the stream TRUE with nothing more. */
static gboolean
fill (EtbCsvReader *self, GCancellable *cancellable, GError **error)
{
  gsize kept;
  gssize got;

  if (self->start > 0)
    g_byte_array_remove_range (self->buffer, 0, (guint)self->start);
  self->start = 0;
  kept = self->buffer->len;
  g_byte_array_set_size (self->buffer, (guint)kept + CHUNK);
  got = g_input_stream_read (self->stream, self->buffer->data + kept, CHUNK, cancellable, error);
  g_byte_array_set_size (self->buffer, (guint)(kept + (gsize)MAX (got, 0)));
  self->at_end = got <= 0;
  return got >= 0;
}

/* The end of the line that begins at @from, which a quote may carry over others. NULL when it is
 * not in the buffer. */
static const guint8 *
find_end (const guint8 *from, const guint8 *end)
{
  gboolean quoted = FALSE;
  const guint8 *at = from;

  while (at != end)
    {
      const guint8 *line = memchr (at, '\n', (gsize)(end - at));
      const guint8 *stop = line != NULL ? line : end;

      while ((at = memchr (at, '"', (gsize)(stop - at))) != NULL)
        {
          quoted = !quoted;
          at++;
        }
      if (line == NULL || !quoted)
        return line;
      at = line + 1;
    }
  return NULL;
}

/* Takes the next line, or lines when a cell holds some, as it is written. */
static gboolean
take_record (EtbCsvReader *self, GCancellable *cancellable, GError **error)
{
  const guint8 *from, *end;
  gsize length;

  self->line = self->next_line;
  while ((end = find_end (self->buffer->data + self->start, self->buffer->data + self->buffer->len))
             == NULL
         && !self->at_end)
    {
      if (self->buffer->len - self->start > ETB_CSV_RECORD_MAXIMUM)
        {
          set_form_error (self, _ ("a line does not end: this is no table that can be read"),
                                   error);
          return FALSE;
        }
      if (!fill (self, cancellable, error))
        return FALSE;
    }
  from = self->buffer->data + self->start;
  length = end != NULL ? (gsize)(end - from) : self->buffer->len - self->start;
  if (end == NULL && length == 0)
    return FALSE;
  g_string_truncate (self->record, 0);
  g_string_append_len (self->record, (const char *)from, (gssize)length);
  self->start += length + (end != NULL);
  self->carriage = length > 0 && from[length - 1] == '\r';
  if (self->carriage)
    g_string_truncate (self->record, length - 1);
  return TRUE;
}

/* ---- Cells ------------------------------------------------------------------------------------
 */

/* The first of those that the first record has most of. */
static char
tell_separator (const char *record)
{
  static const char separators[] = ",;\t";
  guint counts[3] = { 0 };
  guint best = 0;

  for (; *record != '\0'; record++)
    for (guint i = 0; i < 3; i++)
      counts[i] += *record == separators[i];
  for (guint i = 1; i < 3; i++)
    if (counts[i] > counts[best])
      best = i;
  return separators[best];
}

/* Appends what is in quotes from @at on, the first of them being passed. Returns: what follows the
 * last */
static const char *
append_quoted (EtbCsvReader *self, const char *at)
{
  for (;;)
    {
      const char *end = strchrnul (at, '"');

      g_string_append_len (self->text, at, end - at);
      if (*end == '\0' || end[1] != '"')
        return *end == '\0' ? end : end + 1;
      /* A quote in the cell is written twice. */
      g_string_append_c (self->text, '"');
      at = end + 2;
    }
}

/* Appends the cell at @at without its quotes. Returns: the separator or the end after it */
static const char *
take_cell (EtbCsvReader *self, const char *at)
{
  gsize begins = self->text->len;
  const char *end;

  g_array_append_val (self->cells, begins);
  if (*at == '"')
    at = append_quoted (self, at + 1);
  end = strchrnul (at, self->separator);
  g_string_append_len (self->text, at, end - at);
  g_string_append_c (self->text, '\0');
  return end;
}

static gboolean
cut_cells (EtbCsvReader *self, GError **error)
{
  const char *at;

  g_array_set_size (self->cells, 0);
  g_string_truncate (self->text, 0);
  at = take_cell (self, self->record->str);
  while (*at != '\0' && self->cells->len < ETB_CSV_CELL_MAXIMUM)
    at = take_cell (self, at + 1);
  if (*at == '\0')
    return TRUE;
  set_form_error (self, _ ("there are too many columns"), error);
  return FALSE;
}

static void
drop_mark (GString *record)
{
  if (g_str_has_prefix (record->str, "\xEF\xBB\xBF"))
    g_string_erase (record, 0, 3);
}

static void
count_lines (EtbCsvReader *self)
{
  self->next_line++;
  for (const char *at = self->record->str; (at = strchr (at, '\n')) != NULL; at++)
    self->next_line++;
}

gboolean
etb_csv_reader_next (EtbCsvReader *self, GCancellable *cancellable, GError **error)
{
  do
    {
      if (!take_record (self, cancellable, error))
        return FALSE;
      if (self->separator == 0)
        drop_mark (self->record);
      if (!g_utf8_validate (self->record->str, (gssize)self->record->len, NULL))
        {
          set_form_error (self, _ ("the text is not UTF-8: save the table again in UTF-8"), error);
          return FALSE;
        }
      count_lines (self);
    }
  while (self->record->len == 0);
  if (self->separator == 0)
    self->separator = tell_separator (self->record->str);
  return cut_cells (self, error);
}

guint
etb_csv_reader_get_count (EtbCsvReader *self)
{
  return self->cells->len;
}

const char *
etb_csv_reader_get (EtbCsvReader *self, guint index)
{
  return index < self->cells->len ? self->text->str + g_array_index (self->cells, gsize, index)
                                  : "";
}

int
etb_csv_reader_find (EtbCsvReader *self, const char *name)
{
  for (guint i = 0; i < self->cells->len; i++)
    if (g_ascii_strcasecmp (etb_csv_reader_get (self, i), name) == 0)
      return (int)i;
  return -1;
}

const char *
etb_csv_reader_get_record (EtbCsvReader *self)
{
  return self->record->str;
}

const char *
etb_csv_reader_get_line_end (EtbCsvReader *self)
{
  return self->carriage ? "\r\n" : "\n";
}

char
etb_csv_reader_get_separator (EtbCsvReader *self)
{
  return self->separator;
}

guint64
etb_csv_reader_get_line (EtbCsvReader *self)
{
  return self->line;
}
