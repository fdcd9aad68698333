/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads a dossier file into memory; see the header. Whatever is over a limit or not of its type
 * makes the file damaged: nothing is half read.
 *
 * Callers: etb-store when opening, etb-library for its summaries, etb-migration. */

#include "etb-content.h"

#include <string.h>

#include "etb-store-schema.h"
#include "etb-value.h"

typedef gboolean (*ReadRow) (EtbContent *self, sqlite3_stmt *row);

static void
etb_stored_answer_free (EtbStoredAnswer *self)
{
  g_free (self->key);
  g_free (self->value);
  g_free (self->author);
  g_free (self->at);
  g_free (self->review);
  g_free (self);
}

static void
etb_stored_line_free (EtbStoredLine *self)
{
  g_free (self->key);
  g_free (self->author);
  g_free (self->at);
  g_free (self);
}

static void
etb_stored_export_free (EtbStoredExport *self)
{
  g_free (self->file);
  g_free (self->sha256);
  g_free (self->at);
  g_free (self);
}

void
etb_content_free (EtbContent *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->call, g_bytes_unref);
  g_free (self->call_sha256);
  g_free (self->id);
  g_free (self->place);
  g_free (self->deposit);
  g_clear_pointer (&self->answers, g_ptr_array_unref);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->interrupted, g_ptr_array_unref);
  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_pointer (&self->exports, g_ptr_array_unref);
  g_clear_pointer (&self->assistances, g_ptr_array_unref);
  g_free (self->last_change);
  g_free (self);
}

/* Each reader answers FALSE when the row is not what it should be. */

static gboolean
read_call (EtbContent *self, sqlite3_stmt *row)
{
  int size = sqlite3_column_bytes (row, 1);

  self->call_sha256 = etb_connection_column_text (row, 0, 64);
  if (!self->call_sha256 || sqlite3_column_type (row, 1) != SQLITE_BLOB
      || size > ETB_CONTENT_MAX_CALL)
    return FALSE;
  self->call = g_bytes_new (sqlite3_column_blob (row, 1), (gsize)size);
  return TRUE;
}

static gboolean
read_place (EtbContent *self, sqlite3_stmt *row)
{
  self->place = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  return self->place != NULL;
}

static gboolean
read_deposit (EtbContent *self, sqlite3_stmt *row)
{
  self->deposit = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  return self->deposit != NULL;
}

static gboolean
read_answer (EtbContent *self, sqlite3_stmt *row)
{
  EtbStoredAnswer *answer = g_new0 (EtbStoredAnswer, 1);

  g_ptr_array_add (self->answers, answer);
  answer->key = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  answer->value = etb_connection_column_text (row, 1, ETB_CONTENT_MAX_VALUE);
  answer->author = etb_connection_column_text (row, 2, ETB_CONTENT_MAX_KEY);
  answer->at = etb_connection_column_text (row, 3, 32);
  answer->review = etb_connection_column_text (row, 4, 16);
  answer->revision = sqlite3_column_int64 (row, 5);
  return answer->key && answer->value && answer->author && answer->at && answer->review;
}

static gboolean
read_line (EtbContent *self, sqlite3_stmt *row)
{
  EtbStoredLine *line = g_new0 (EtbStoredLine, 1);

  g_ptr_array_add (self->lines, line);
  line->key = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  line->author = etb_connection_column_text (row, 1, ETB_CONTENT_MAX_KEY);
  line->at = etb_connection_column_text (row, 2, 32);
  line->revision = sqlite3_column_int64 (row, 3);
  return line->key && line->author && line->at;
}

static gboolean
is_date_or_empty (const char *text)
{
  g_autofree char *canonical = etb_value_normalise (ETB_VALUE_DATE, text, NULL);

  return g_strcmp0 (canonical, text) == 0;
}

static gboolean
read_attachment_into (GPtrArray *list, sqlite3_stmt *row)
{
  g_autofree char *id = etb_connection_column_text (row, 0, 64);
  g_autofree char *piece = etb_connection_column_text (row, 1, ETB_CONTENT_MAX_KEY);
  g_autofree char *name = etb_connection_column_text (row, 2, ETB_CONTENT_MAX_KEY);
  g_autofree char *safe_name = etb_connection_column_text (row, 3, ETB_CONTENT_MAX_KEY);
  g_autofree char *media_type = etb_connection_column_text (row, 4, 128);
  g_autofree char *sha256 = etb_connection_column_text (row, 6, 64);
  g_autofree char *dated = etb_connection_column_text (row, 7, 10);
  gint64 size = sqlite3_column_int64 (row, 5);

  if (!id || !piece || !name || !safe_name || !media_type || !sha256 || strlen (sha256) != 64
      || !dated || !is_date_or_empty (dated) || size < 0 || size > (gint64)ETB_ATTACHMENT_MAX_SIZE)
    return FALSE;
  g_ptr_array_add (list, etb_attachment_new (id, piece, name, safe_name, media_type, (guint64)size,
                                             sha256, dated));
  return TRUE;
}

static gboolean
read_attachment (EtbContent *self, sqlite3_stmt *row)
{
  return read_attachment_into (self->attachments, row);
}

static gboolean
read_kept (EtbContent *self, sqlite3_stmt *row)
{
  return read_attachment_into (self->kept, row);
}

static gboolean
read_step (EtbContent *self, sqlite3_stmt *row)
{
  g_autofree char *kind_text = etb_connection_column_text (row, 1, 32);
  g_autofree char *subject = etb_connection_column_text (row, 2, ETB_CONTENT_MAX_KEY);
  g_autofree char *author = etb_connection_column_text (row, 3, ETB_CONTENT_MAX_KEY);
  g_autofree char *at = etb_connection_column_text (row, 4, 32);
  gint64 number = sqlite3_column_int64 (row, 0);
  gint64 undone = sqlite3_column_int64 (row, 5);
  EtbStepKind kind;
  EtbStep *step;

  if (!kind_text || !subject || !author || !at || number < 1 || number >= G_MAXINT64 / 2
      || (undone != 0 && undone != 1) || !etb_step_kind_from_text (kind_text, &kind))
    return FALSE;
  step = etb_step_new (kind, subject, author, at);
  step->number = number;
  step->undone = undone == 1;
  g_ptr_array_add (self->steps, step);
  return TRUE;
}

static gboolean
read_side (EtbStepSide *side, sqlite3_stmt *row, int column)
{
  gboolean absent = sqlite3_column_type (row, column) == SQLITE_NULL;
  g_autofree char *value = etb_connection_column_text (row, column, ETB_CONTENT_MAX_VALUE);
  g_autofree char *author = etb_connection_column_text (row, column + 1, ETB_CONTENT_MAX_KEY);
  g_autofree char *at = etb_connection_column_text (row, column + 2, 32);
  g_autofree char *review = etb_connection_column_text (row, column + 3, 16);

  if ((!value && !absent) || !author || !at || !review)
    return FALSE;
  etb_step_side_set (side, value, author, at, review);
  return TRUE;
}

/* Items come in the order of their steps, which are there. */
static gboolean
read_step_item (EtbContent *self, sqlite3_stmt *row)
{
  gint64 number = sqlite3_column_int64 (row, 0);
  g_autofree char *kind_text = etb_connection_column_text (row, 1, 32);
  g_autofree char *key = etb_connection_column_text (row, 2, ETB_CONTENT_MAX_KEY);
  EtbStepItemKind kind;
  EtbStepItem *item;

  while (self->step_at < self->steps->len
         && ((EtbStep *)g_ptr_array_index (self->steps, self->step_at))->number < number)
    self->step_at++;
  if (self->step_at == self->steps->len || sqlite3_column_int64 (row, 12) < 0
      || ((EtbStep *)g_ptr_array_index (self->steps, self->step_at))->number != number || !key
      || !kind_text || !etb_step_item_kind_from_text (kind_text, &kind))
    return FALSE;
  item = etb_step_add (g_ptr_array_index (self->steps, self->step_at), kind, key);
  g_free (item->next);
  item->next = etb_connection_column_text (row, 11, ETB_CONTENT_MAX_KEY);
  return item->next && read_side (&item->before, row, 3) && read_side (&item->after, row, 7);
}

static gboolean
read_export (EtbContent *self, sqlite3_stmt *row)
{
  EtbStoredExport *export = g_new0 (EtbStoredExport, 1);

  g_ptr_array_add (self->exports, export);
  export->file = etb_connection_column_text (row, 0, 4096);
  export->sha256 = etb_connection_column_text (row, 1, 64);
  export->at = etb_connection_column_text (row, 2, 32);
  return export->file && export->sha256 && export->at;
}

static gboolean
read_interrupted (EtbContent *self, sqlite3_stmt *row)
{
  char *name = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);

  if (name)
    g_ptr_array_add (self->interrupted, name);
  return name != NULL;
}

static gboolean
read_assistance (EtbContent *self, sqlite3_stmt *row)
{
  EtbAssistance *assistance = etb_content_read_assistance (row);

  if (assistance)
    g_ptr_array_add (self->assistances, assistance);
  return assistance != NULL;
}

static gboolean
read_id (EtbContent *self, sqlite3_stmt *row)
{
  self->id = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  return self->id != NULL;
}

static gboolean
read_last_change (EtbContent *self, sqlite3_stmt *row)
{
  self->last_change = etb_connection_column_text (row, 0, 32);
  return self->last_change != NULL;
}

static gboolean
read_counters (EtbContent *self, sqlite3_stmt *row)
{
  self->last_revision = sqlite3_column_int64 (row, 0);
  self->has_leftovers = sqlite3_column_int64 (row, 1) > 0;
  return self->last_revision >= 0 && self->last_revision < G_MAXINT64 / 2;
}

static gboolean
read_journal_revision (EtbContent *self, sqlite3_stmt *row)
{
  self->last_revision = MAX (self->last_revision, sqlite3_column_int64 (row, 0));
  return self->last_revision < G_MAXINT64 / 2;
}

typedef struct
{
  const char *name; /* said when a row is wrong */
  const char *sql;
  ReadRow read;
  guint limit;
  gint64 version; /* only of files of this version; 0: of all */
} Reading;

static const Reading readings[] = {
  { "call", "SELECT sha256, bytes FROM call ORDER BY number DESC LIMIT 1", read_call, 1 },
  { "meta", "SELECT value FROM meta WHERE name = 'place'", read_place, 1 },
  { "meta", "SELECT value FROM meta WHERE name = 'deposit'", read_deposit, 1 },
  { "meta", "SELECT value FROM meta WHERE name = 'id'", read_id, 1 },
  { "answer", "SELECT key, value, author, at, '', revision FROM answer", read_answer,
    ETB_CONTENT_MAX_ANSWERS, 1 },
  { "answer", "SELECT key, value, author, at, review, revision FROM answer", read_answer,
    ETB_CONTENT_MAX_ANSWERS, 2 },
  { "line", "SELECT key, author, at, revision FROM line ORDER BY position, key", read_line,
    ETB_CONTENT_MAX_LINES },
  { "attachment",
    "SELECT id, piece, name, safe_name, media_type, size, sha256, '' FROM attachment "
    "WHERE state = 'complete' ORDER BY number",
    read_attachment, ETB_CONTENT_MAX_ATTACHMENTS, 1 },
  { "attachment",
    "SELECT id, piece, name, safe_name, media_type, size, sha256, document_date FROM attachment "
    "WHERE state = 'complete' ORDER BY number",
    read_attachment, ETB_CONTENT_MAX_ATTACHMENTS, 2 },
  { "attachment",
    "SELECT id, piece, name, safe_name, media_type, size, sha256, document_date FROM attachment "
    "WHERE state = 'kept' ORDER BY number",
    read_kept, ETB_CONTENT_MAX_ATTACHMENTS, 2 },
  { "attachment", "SELECT name FROM attachment WHERE state = 'writing'", read_interrupted,
    ETB_CONTENT_MAX_ATTACHMENTS },
  { "step", "SELECT number, kind, subject, author, at, undone FROM step ORDER BY number", read_step,
    ETB_CONTENT_MAX_STEPS, 2 },
  { "step_item",
    "SELECT step, kind, key, before, before_author, before_at, before_review, after, after_author, "
    "after_at, after_review, next, rank FROM step_item ORDER BY step, rank",
    read_step_item, ETB_CONTENT_MAX_STEP_ITEMS, 2 },
  { "export", "SELECT file, sha256, at FROM export ORDER BY number", read_export,
    ETB_CONTENT_MAX_EXPORTS },
  { "assistance", "SELECT " ETB_CONTENT_ASSISTANCE_COLUMNS " FROM assistance ORDER BY began, id",
    read_assistance, ETB_CONTENT_MAX_ASSISTANCES, 2 },
  { "at",
    "SELECT coalesce(max(at), '') FROM (SELECT max(at) AS at FROM answer UNION ALL "
    "SELECT max(at) FROM line UNION ALL SELECT max(at) FROM attachment)",
    read_last_change, 1 },
  { "revision",
    "SELECT max((SELECT coalesce(max(revision), 0) FROM answer), "
    "(SELECT coalesce(max(max(revision, position)), 0) FROM line), "
    "(SELECT coalesce(max(revision), 0) FROM attachment)), "
    "(SELECT count(*) FROM attachment WHERE state IN ('writing', 'removed'))",
    read_counters, 1 },
  /* A number that an entry of the journal has is never given to a later change: comparing two
     copies counts on it. */
  { "journal", "SELECT coalesce(max(revision), 0) FROM journal", read_journal_revision, 1, 2 },
};

static gboolean
run_reading (EtbContent *self, EtbConnection *connection, const Reading *reading, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (connection, reading->sql, error);
  GError *local = NULL;
  guint count = 0;

  if (!rows)
    return FALSE;
  while (etb_connection_step (connection, rows, &local))
    if (++count > reading->limit || !reading->read (self, rows))
      {
        etb_connection_set_damaged (connection, reading->name, error);
        return FALSE;
      }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

static gboolean
read_all (EtbContent *self, EtbConnection *connection, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readings); i++)
    if ((readings[i].version == 0 || readings[i].version == connection->version)
        && !run_reading (self, connection, &readings[i], error))
      return FALSE;
  if (!self->call)
    etb_connection_set_damaged (connection, "call", error);
  return self->call != NULL;
}

EtbContent *
etb_content_read (EtbConnection *connection, GError **error)
{
  EtbContent *self = g_new0 (EtbContent, 1);

  self->answers = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_stored_answer_free);
  self->lines = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_stored_line_free);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  self->kept = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_attachment_unref);
  self->interrupted = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_step_unref);
  self->exports = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_stored_export_free);
  self->assistances = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_assistance_unref);
  if (!read_all (self, connection, error))
    {
      etb_content_free (self);
      return NULL;
    }
  if (!self->place)
    self->place = g_strdup ("");
  if (!self->id)
    self->id = g_strdup ("");
  return self;
}

EtbContent *
etb_content_read_file (const char *file, GError **error)
{
  /* For writing only so that what an accident left can be put right; nothing is written. */
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);

  if (!connection || !etb_connection_check (connection, FALSE, error)
      || !etb_connection_run (connection, "BEGIN", error))
    return NULL;
  return etb_content_read (connection, error);
}
