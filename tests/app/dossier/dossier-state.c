/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "dossier-state.h"

#include <string.h>

#include "etb-attachment-stream.h"
#include "etb-content.h"
#include "etb-journal.h"

/* Names what was drawn at random in the order in which it comes. */
typedef struct
{
  GRegex *identity;
  GHashTable *names;
} Naming;

static gboolean
name_identity (const GMatchInfo *match, GString *result, gpointer user_data)
{
  Naming *naming = user_data;
  char *identity = g_match_info_fetch (match, 0);
  gpointer number = g_hash_table_lookup (naming->names, identity);

  if (!number)
    {
      number = GUINT_TO_POINTER (g_hash_table_size (naming->names) + 1);
      g_hash_table_insert (naming->names, g_strdup (identity), number);
    }
  g_string_append_printf (result, "#%u", GPOINTER_TO_UINT (number));
  g_free (identity);
  return FALSE;
}

G_GNUC_PRINTF (3, 4)
static char *
say (Naming *naming, GString *text, const char *format, ...)
{
  g_autofree char *raw = NULL;
  va_list arguments;
  char *named;

  va_start (arguments, format);
  raw = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  named = g_regex_replace_eval (naming->identity, raw, -1, 0, G_REGEX_MATCH_DEFAULT, name_identity,
                                naming, NULL);
  if (text)
    g_string_append_printf (text, "%s\n", named);
  return named;
}

#define SAY(naming, text, ...) g_free (say (naming, text, __VA_ARGS__))

static void
check_content_of (const char *file, const EtbAttachment *attachment)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *bytes = g_malloc (65536);
  GError *error = NULL;
  g_autoptr (GInputStream) stream = etb_attachment_stream_new (file, attachment->id, &error);
  guint64 total = 0;
  gssize length;

  g_assert_no_error (error);
  while ((length = g_input_stream_read (stream, bytes, 65536, NULL, &error)) > 0)
    {
      g_checksum_update (checksum, bytes, length);
      total += (guint64)length;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (total, ==, attachment->size);
  g_assert_cmpstr (g_checksum_get_string (checksum), ==, attachment->sha256);
}

static void
say_journal (Naming *naming, GString *text, EtbConnection *connection)
{
  GError *error = NULL;
  g_autoptr (GPtrArray) entries = etb_journal_read (connection, &error);

  g_assert_no_error (error);
  g_assert_cmpint (etb_journal_first_broken (entries), ==, 0);
  for (guint i = 0; i < entries->len; i++)
    {
      EtbJournalEntry *entry = g_ptr_array_index (entries, i);

      SAY (naming, text, "journal %s by %s: %s %s", entry->kind, entry->author, entry->subject,
           entry->detail);
    }
}

/* Any query, its columns as they come. */
static void
say_rows (Naming *naming, GString *text, EtbConnection *connection, const char *sql)
{
  GError *error = NULL;
  g_autoptr (sqlite3_stmt) rows = etb_connection_prepare (connection, sql, &error);

  g_assert_no_error (error);
  while (etb_connection_step (connection, rows, &error))
    {
      g_autoptr (GString) row = g_string_new (NULL);

      for (int i = 0; i < sqlite3_column_count (rows); i++)
        g_string_append_printf (row, "%s ", (const char *)sqlite3_column_text (rows, i));
      SAY (naming, text, "%s", row->str);
    }
  g_assert_no_error (error);
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

static void
say_answers (Naming *naming, GString *text, EtbContent *content)
{
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < content->answers->len; i++)
    {
      EtbStoredAnswer *answer = g_ptr_array_index (content->answers, i);

      g_ptr_array_add (answers, say (naming, NULL, "%s = %s by %s, %s", answer->key, answer->value,
                                     answer->author, answer->review));
    }
  g_ptr_array_sort (answers, compare_texts);
  for (guint i = 0; i < answers->len; i++)
    g_string_append_printf (text, "%s\n", (char *)g_ptr_array_index (answers, i));
}

static void
say_content (Naming *naming, GString *text, const char *file, EtbContent *content)
{
  g_string_append_printf (text, "call %s\nplace %s\n", content->call_sha256, content->place);
  for (guint i = 0; i < content->lines->len; i++)
    {
      EtbStoredLine *line = g_ptr_array_index (content->lines, i);

      SAY (naming, text, "line %s by %s", line->key, line->author);
    }
  for (guint i = 0; i < content->attachments->len; i++)
    {
      EtbAttachment *attachment = g_ptr_array_index (content->attachments, i);

      check_content_of (file, attachment);
      SAY (naming, text, "attachment %s %s %s %s", attachment->id, attachment->piece,
           attachment->name, attachment->sha256);
    }
  for (guint i = 0; i < content->exports->len; i++)
    {
      EtbStoredExport *export = g_ptr_array_index (content->exports, i);

      g_string_append_printf (text, "export %s %s\n", export->file, export->sha256);
    }
}

static void
say_all (Naming *naming, GString *text, const char *file)
{
  GError *error = NULL;
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_WRITE, &error);
  g_autoptr (EtbContent) content = NULL;

  g_assert_no_error (error);
  etb_connection_check (connection, TRUE, &error);
  g_assert_no_error (error);
  g_string_append_printf (text, "version %d\n", (int)connection->version);
  content = etb_content_read (connection, &error);
  g_assert_no_error (error);
  say_content (naming, text, file, content);
  say_journal (naming, text, connection);
  if (connection->version >= 2)
    {
      say_rows (naming, text, connection,
                "SELECT 'step', kind, subject, author, undone FROM step ORDER BY number");
      say_rows (naming, text, connection,
                "SELECT 'item', kind, key, coalesce(before, '(none)'), coalesce(after, '(none)') "
                "FROM step_item ORDER BY step, rank");
      say_rows (naming, text, connection,
                "SELECT 'assistance', name, organisation, status, sections, ended <> '' "
                "FROM assistance ORDER BY began, id");
    }
  say_answers (naming, text, content);
  g_assert_cmpuint (text->len, >, 0);
  {
    g_autoptr (GString) integrity = g_string_new (NULL);

    say_rows (naming, integrity, connection, "PRAGMA integrity_check");
    g_assert_cmpstr (integrity->str, ==, "ok \n");
  }
}

char *
dossier_state (const char *file)
{
  Naming naming = {
    g_regex_new ("(?<=@id=')[^']+|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}",
                 G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, NULL),
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  g_autoptr (GString) text = g_string_new (NULL);

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    say_all (&naming, text, file);
  g_regex_unref (naming.identity);
  g_hash_table_unref (naming.names);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
