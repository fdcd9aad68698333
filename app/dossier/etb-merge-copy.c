/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One of two copies, as read for comparing: its content and what finds things in it. Everything is
 * read in one transaction.
 *
 * Callers: etb-merge, etb-merge-apply. */

#include <string.h>

#include "etb-content.h"
#include "etb-merge-private.h"
#include "etb-store-private.h"

static void
file_row_free (gpointer data)
{
  EtbMergeFileRow *row = data;

  g_free (row->date);
  g_free (row->author);
  g_free (row->at);
  g_free (row);
}

void
etb_merge_copy_free (EtbMergeCopy *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_clear_pointer (&self->connection, etb_connection_free);
  g_clear_pointer (&self->answers, g_hash_table_unref);
  g_clear_pointer (&self->lines, g_hash_table_unref);
  g_clear_pointer (&self->under, g_hash_table_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->gone, g_hash_table_unref);
  g_clear_pointer (&self->past, g_hash_table_unref);
  g_clear_pointer (&self->since, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_array_unref);
  g_clear_pointer (&self->filled, etb_instance_free);
  g_clear_pointer (&self->blank, etb_instance_free);
  g_clear_pointer (&self->journal, g_ptr_array_unref);
  g_clear_pointer (&self->content, etb_content_free);
  g_free (self->mark);
  g_free (self);
}

/* ---- Reading ----------------------------------------------------------------------------------
 */

static gboolean
read_file_row (EtbMergeCopy *self, sqlite3_stmt *row)
{
  EtbMergeFileRow *file;
  g_autofree char *state = etb_connection_column_text (row, 1, 16);
  char *id = etb_connection_column_text (row, 0, 64);

  if (!id || !state)
    {
      g_free (id);
      return FALSE;
    }
  if (!g_str_equal (state, "complete"))
    {
      g_hash_table_add (self->gone, id);
      return TRUE;
    }
  file = g_new0 (EtbMergeFileRow, 1);
  g_hash_table_insert (self->rows, id, file);
  file->date = etb_connection_column_text (row, 2, 32);
  file->author = etb_connection_column_text (row, 3, ETB_CONTENT_MAX_KEY);
  file->at = etb_connection_column_text (row, 4, 32);
  file->revision = sqlite3_column_int64 (row, 5);
  return file->date && file->author && file->at;
}

static gboolean
read_file_rows (EtbMergeCopy *self, GError **error)
{
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (
      self->connection,
      self->connection->version < 2
          ? "SELECT id, state, '', author, at, revision FROM attachment"
          : "SELECT id, state, document_date, author, at, revision FROM attachment",
      error);
  GError *local = NULL;

  if (!rows)
    return FALSE;
  while (etb_connection_step (self->connection, rows, &local))
    if (!read_file_row (self, rows))
      {
        etb_connection_set_damaged (self->connection, "attachment", error);
        return FALSE;
      }
  if (local)
    g_propagate_error (error, local);
  return local == NULL;
}

/* Answers, lines and files move the revision; what takes something away is in the journal. */
char *
etb_merge_make_mark (EtbConnection *connection, EtbContent *content, GError **error)
{
  g_autoptr (sqlite3_stmt) last = NULL;
  g_autofree char *digest = NULL;
  GError *local = NULL;

  if (connection->version < 2)
    return g_strdup_printf ("%u %u %" G_GINT64_FORMAT, content->answers->len,
                            content->attachments->len, content->last_revision);
  last = etb_connection_prepare (connection,
                                 "SELECT digest FROM journal ORDER BY number DESC LIMIT 1", error);
  if (!last)
    return NULL;
  if (etb_connection_step (connection, last, &local))
    digest = etb_connection_column_text (last, 0, 64);
  if (local)
    {
      g_propagate_error (error, local);
      return NULL;
    }
  return g_strdup_printf ("%s %" G_GINT64_FORMAT, digest ? digest : "", content->last_revision);
}

/* Files of the first version get their identity when they are upgraded, made of what all their
 * copies share: here it is made without writing. */
static gboolean
read_identity (EtbMergeCopy *self, GError **error)
{
  g_autoptr (sqlite3_stmt) row = NULL;
  char *id = NULL;

  if (self->connection->version >= 2)
    return TRUE;
  row = etb_connection_prepare (self->connection, "SELECT " ETB_STORE_FIRST_IDENTITY, error);
  if (!row)
    return FALSE;
  if (etb_connection_step (self->connection, row, error))
    id = etb_connection_column_text (row, 0, ETB_CONTENT_MAX_KEY);
  if (!id)
    {
      g_clear_error (error);
      etb_connection_set_damaged (self->connection, "meta", error);
      return FALSE;
    }
  g_free (self->content->id);
  self->content->id = id;
  return TRUE;
}

static gboolean
read_all (EtbMergeCopy *self, const char *file, GError **error)
{
  /* For writing only so that what an accident left can be put right; nothing is written. */
  self->connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (!self->connection || !etb_connection_check (self->connection, TRUE, error)
      || !etb_connection_run (self->connection, "BEGIN", error))
    return FALSE;
  self->file = g_strdup (self->connection->file);
  self->content = etb_store_read (self->connection, FALSE, error);
  self->journal = self->content ? etb_journal_read (self->connection, error) : NULL;
  if (!self->journal || !read_identity (self, error) || !read_file_rows (self, error))
    return FALSE;
  self->mark = etb_merge_make_mark (self->connection, self->content, error);
  return self->mark != NULL;
}

EtbMergeCopy *
etb_merge_copy_read (const char *file, GError **error)
{
  EtbMergeCopy *self = g_new0 (EtbMergeCopy, 1);

  self->since = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->taken = g_array_new (FALSE, FALSE, sizeof (EtbMergeRange));
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, file_row_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (read_all (self, file, error))
    return self;
  etb_merge_copy_free (self);
  return NULL;
}

/* ---- Finding things ---------------------------------------------------------------------------
 */

/* Length of the next key of a line within @key, longer than @length; 0 when there is none. */
static gsize
next_line_length (const char *key, gsize length)
{
  const char *end = strstr (key + length, "']");

  return end ? (gsize)(end - key) + 2 : 0;
}

static void
add_to_list (GHashTable *lists, char *key, gpointer one, GDestroyNotify free_one)
{
  GPtrArray *list = g_hash_table_lookup (lists, key);

  if (list)
    g_free (key);
  else
    {
      list = g_ptr_array_new_with_free_func (free_one);
      g_hash_table_insert (lists, key, list);
    }
  g_ptr_array_add (list, one);
}

static GHashTable *
new_lists (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
}

static void
index_content (EtbMergeCopy *self)
{
  EtbContent *content = self->content;

  self->answers = g_hash_table_new (g_str_hash, g_str_equal);
  self->lines = g_hash_table_new (g_str_hash, g_str_equal);
  self->under = new_lists ();
  for (guint i = 0; i < content->lines->len; i++)
    {
      EtbStoredLine *line = g_ptr_array_index (content->lines, i);

      g_hash_table_insert (self->lines, line->key, line);
    }
  for (guint i = 0; i < content->answers->len; i++)
    {
      EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      g_hash_table_insert (self->answers, answer->key, answer);
      for (gsize length = next_line_length (answer->key, 0); length > 0;
           length = next_line_length (answer->key, length))
        add_to_list (self->under, g_strndup (answer->key, length), answer, NULL);
    }
}

static void
index_past (EtbMergeCopy *self)
{
  GPtrArray *steps = self->content->steps;

  self->past = new_lists ();
  for (guint i = 0; i < steps->len; i++)
    {
      const EtbStep *step = g_ptr_array_index (steps, i);

      for (guint j = 0; j < step->items->len; j++)
        {
          EtbMergePast *past = g_new (EtbMergePast, 1);

          past->step = step;
          past->item = g_ptr_array_index (step->items, j);
          add_to_list (self->past, g_strdup (past->item->key), past, g_free);
        }
    }
}

void
etb_merge_copy_index (EtbMergeCopy *self, EtbCall *call)
{
  EtbContent bare = *self->content;
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  bare.answers = none;
  self->blank = etb_content_to_instance (&bare, call, NULL, NULL);
  self->filled = etb_content_to_instance (self->content, call, NULL, NULL);
  index_content (self);
  index_past (self);
  for (guint i = 0; i < self->content->kept->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (self->content->kept, i);

      g_hash_table_add (self->gone, g_strdup (file->id));
    }
}

char *
etb_merge_find_lone_line (EtbMergeCopy *mine, EtbMergeCopy *theirs, const char *key)
{
  for (gsize length = next_line_length (key, 0); length > 0;
       length = next_line_length (key, length))
    {
      g_autofree char *line = g_strndup (key, length);

      if (g_hash_table_contains (mine->lines, line) != g_hash_table_contains (theirs->lines, line))
        return g_steal_pointer (&line);
    }
  return NULL;
}

GPtrArray *
etb_merge_copy_past (EtbMergeCopy *self, const char *key)
{
  return g_hash_table_lookup (self->past, key);
}
