/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Reads the records of a table in text (RFC 4180), one by one, in flat memory: cells in quotes or
 * not, lines ended by LF or CRLF, a mark of UTF-8 at the beginning or not. What separates cells, a
 * comma, a semicolon or a tabulation, is told from the first record. */
typedef struct _EtbCsvReader EtbCsvReader;

#define ETB_CSV_RECORD_MAXIMUM (1024 * 1024) /* bytes */
#define ETB_CSV_CELL_MAXIMUM   1024          /* cells of a record */

/* @stream: is kept. Returns: (transfer full) */
EtbCsvReader *etb_csv_reader_new (GInputStream *stream);
void etb_csv_reader_free (EtbCsvReader *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbCsvReader, etb_csv_reader_free)

/* Takes the next record; lines with nothing on them are passed over. What was got of the former one
 * is gone. FALSE at the end, and with @error: ETB_TERRITORY_ERROR_FORM for a record that is too
 * long or not UTF-8, with its line, or what the stream says. */
gboolean etb_csv_reader_next (EtbCsvReader *self, GCancellable *cancellable, GError **error);

guint etb_csv_reader_get_count (EtbCsvReader *self);

/* A cell, "" beyond the last. */
const char *etb_csv_reader_get (EtbCsvReader *self, guint index);

/* The cell of the first record called @name, in any case, as the index of its column; -1 without.
 * To be asked while the first record is the one taken. */
int etb_csv_reader_find (EtbCsvReader *self, const char *name);

/* The record as it is written, without the end of its line. */
const char *etb_csv_reader_get_record (EtbCsvReader *self);

/* "\n" or "\r\n"; "\n" for a last line that is not ended. */
const char *etb_csv_reader_get_line_end (EtbCsvReader *self);

char etb_csv_reader_get_separator (EtbCsvReader *self);

/* The line of the file that the record begins on, from 1. */
guint64 etb_csv_reader_get_line (EtbCsvReader *self);

G_END_DECLS
