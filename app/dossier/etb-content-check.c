/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of tables that are read later, looked at when a file is opened; see the header.
 *
 * Caller: etb-store-read. */

#include "etb-content-check.h"

#include "etb-content.h"
#include "etb-journal.h"

/* columns, one letter each: 'n' a number that may still grow, 't' a short text, 'v' a text as long
 * as an answer. */
typedef struct
{
  const char *table;
  const char *sql;
  const char *columns;
  guint limit; /* rows */
} Check;

static const Check checks[] = {
  { "journal",
    "SELECT number, at, author, kind, subject, detail, revision, previous, digest FROM journal",
    "nttttvntt", ETB_JOURNAL_MAX_ENTRIES },
  { "assistance",
    "SELECT id, name, organisation, status, consent, consent_version, consent_sha256, sections, "
    "mandate_days, began, ended, read_back, revision FROM assistance",
    "ttttvttvntttn", ETB_CONTENT_MAX_ASSISTANCES },
};

static gboolean
is_text (sqlite3_stmt *row, int column, gsize limit)
{
  g_autofree char *text = etb_connection_column_text (row, column, limit);

  return text != NULL;
}

static gboolean
is_sound (sqlite3_stmt *row, int column, char type)
{
  gint64 number = sqlite3_column_int64 (row, column);

  switch (type)
    {
    case 'n':
      return number >= 0 && number < G_MAXINT64 / 2;
    case 't':
      return is_text (row, column, ETB_CONTENT_MAX_KEY);
    default:
      return is_text (row, column, ETB_CONTENT_MAX_VALUE);
    }
}

static gboolean
run_check (EtbConnection *connection, const Check *check, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (connection, check->sql, error);
  GError *local = NULL;
  guint count = 0;

  if (!rows)
    return FALSE;
  while (etb_connection_step (connection, rows, &local))
    {
      gboolean sound = ++count <= check->limit;

      for (int i = 0; sound && check->columns[i]; i++)
        sound = is_sound (rows, i, check->columns[i]);
      if (!sound)
        {
          etb_connection_set_damaged (connection, check->table, error);
          return FALSE;
        }
    }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

gboolean
etb_content_check (EtbConnection *connection, GError **error)
{
  for (gsize i = 0; connection->version >= 2 && i < G_N_ELEMENTS (checks); i++)
    if (!run_check (connection, &checks[i], error))
      return FALSE;
  return TRUE;
}
