/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the names and codes of a shapefile; see the header. Only the columns that are wanted are
 * kept, by where they lie in a record.
 * Callers: etb-shapefile-reader. */

#include "etb-dbf-reader.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-territory.h"

#define HEADER_LENGTH 32
#define COLUMN_LENGTH 32
#define NAME_LENGTH   11
#define HEADER_END    0x0D
#define DELETED       '*'

typedef struct
{
  EtbField field;
  gsize offset, length;
} Column;

struct _EtbDbfReader
{
  GBytes *bytes;
  const guint8 *records;
  gsize record_length;
  guint count;
  GArray *columns; /* Column */
  char *charset;   /* NULL: guessed */
};

static guint
get_16 (const guint8 *at)
{
  return at[0] | (guint)at[1] << 8;
}

/* Where each wanted column lies. FALSE when the description reaches out of the header or of the
 * records. */
static gboolean
read_columns (EtbDbfReader *self, const guint8 *data, gsize header)
{
  gsize offset = 1; /* after the mark of deletion */

  for (gsize at = HEADER_LENGTH; at + COLUMN_LENGTH <= header && data[at] != HEADER_END;
       at += COLUMN_LENGTH)
    {
      const char *name = (const char *)data + at;
      Column column = { etb_field_find (name, strnlen (name, NAME_LENGTH)), offset, data[at + 16] };

      offset += column.length;
      if (offset > self->record_length)
        return FALSE;
      if (column.field != ETB_FIELD_OTHER)
        g_array_append_val (self->columns, column);
    }
  return TRUE;
}

static gboolean
read_header (EtbDbfReader *self)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (self->bytes, &length);
  gsize header;

  if (length < HEADER_LENGTH)
    return FALSE;
  header = get_16 (data + 8);
  self->count = get_16 (data + 4) | (guint)get_16 (data + 6) << 16;
  self->record_length = get_16 (data + 10);
  self->records = data + header;
  return header >= HEADER_LENGTH && header <= length && self->record_length > 0
         && self->count <= (length - header) / self->record_length
         && read_columns (self, data, header);
}

/* "UTF-8", "65001", "ISO 88591", "1252", "ANSI 1252": what programs write. NULL when it is best
 * guessed. */
static char *
parse_encoding (const char *text)
{
  if (text == NULL || strstr (text, "1252") || strstr (text, "8859") || strstr (text, "65001")
      || strstr (text, "UTF"))
    return NULL;
  return g_strstrip (g_strdup (text));
}

EtbDbfReader *
etb_dbf_reader_new (GBytes *bytes, const char *encoding, GError **error)
{
  EtbDbfReader *self = g_new0 (EtbDbfReader, 1);

  self->bytes = g_bytes_ref (bytes);
  self->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  self->charset = parse_encoding (encoding);
  if (read_header (self))
    return self;
  g_set_error (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_FORM,
               _ ("the table of the shapefile (.dbf) is cut short or damaged: download it again"));
  etb_dbf_reader_free (self);
  return NULL;
}

void
etb_dbf_reader_free (EtbDbfReader *self)
{
  if (self == NULL)
    return;
  g_bytes_unref (self->bytes);
  g_array_unref (self->columns);
  g_free (self->charset);
  g_free (self);
}

guint
etb_dbf_reader_get_count (EtbDbfReader *self)
{
  return self->count;
}

static char *
decode (EtbDbfReader *self, const char *text, gsize length)
{
  char *value = NULL;

  length = strnlen (text, length);
  if (self->charset != NULL)
    value = g_convert (text, (gssize)length, "UTF-8", self->charset, NULL, NULL, NULL);
  if (value != NULL)
    return value;
  if (g_utf8_validate (text, (gssize)length, NULL))
    return g_strndup (text, length);
  value = g_convert_with_fallback (text, (gssize)length, "UTF-8", "WINDOWS-1252", "?", NULL, NULL,
                                   NULL);
  if (value != NULL)
    return value;
  return g_utf8_make_valid (text, (gssize)length);
}

gboolean
etb_dbf_reader_get (EtbDbfReader *self, guint index, EtbFields *fields)
{
  const char *record;

  if (index >= self->count)
    return FALSE;
  record = (const char *)self->records + index * self->record_length;
  if (*record == DELETED)
    return FALSE;
  for (guint i = 0; i < self->columns->len; i++)
    {
      const Column *column = &g_array_index (self->columns, Column, i);

      etb_fields_set (fields, column->field,
                      decode (self, record + column->offset, column->length));
    }
  return TRUE;
}
