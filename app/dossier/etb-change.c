/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The writes that a dossier file knows, each a few statements; see the header.
 *
 * Callers: etb-dossier makes them, etb-store applies them on its thread. */

#include "etb-change.h"

#include <string.h>

#include "etb-journal.h"

EtbChange *
etb_change_new (EtbChangeKind kind, const char *key, const char *value, const char *author,
                const char *at)
{
  EtbChange *self = g_new0 (EtbChange, 1);

  self->kind = kind;
  self->key = g_strdup (key);
  self->value = g_strdup (value);
  self->author = g_strdup (author);
  self->at = g_strdup (at);
  return self;
}

EtbChange *
etb_change_new_step (EtbStep *step)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, step->number);
  EtbChange *self = etb_change_new (ETB_CHANGE_STEP, number, NULL, step->author, step->at);

  self->step = etb_step_ref (step);
  return self;
}

void
etb_change_free (EtbChange *self)
{
  if (!self)
    return;
  g_free (self->key);
  g_free (self->value);
  g_free (self->author);
  g_free (self->at);
  g_free (self->extra);
  g_clear_pointer (&self->step, etb_step_unref);
  g_clear_pointer (&self->assistance, etb_assistance_unref);
  g_free (self);
}

gboolean
etb_change_replaces_earlier (const EtbChange *self)
{
  return self->kind == ETB_CHANGE_ANSWER || self->kind == ETB_CHANGE_PLACE
         || self->kind == ETB_CHANGE_STEP;
}

gboolean
etb_change_is_work (const EtbChange *self)
{
  return self->kind != ETB_CHANGE_PLACE && self->kind != ETB_CHANGE_FORGET;
}

/* Adds an entry to the journal. */
static gboolean
note (const EtbChange *self, EtbConnection *connection, const char *kind, const char *subject,
      gint64 number, GError **error)
{
  return etb_journal_append (connection, kind, self->author ? self->author : "", self->at, subject,
                             self->extra ? self->extra : "", number, error);
}

static gboolean
run (EtbConnection *connection, const char *sql, GError **error, const char *first,
     const char *second)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (connection, sql, error);

  return statement
         && etb_connection_bind (connection, statement, error, second ? "ss" : "s", first, second)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
apply_answer (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  if (!self->value)
    return run (connection, "DELETE FROM answer WHERE key = ?", error, self->key, NULL);

  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT OR REPLACE INTO answer (key, value, author, at, review, "
                                "revision) VALUES (?, ?, ?, ?, ?, ?)",
                                error);

  return statement
         && etb_connection_bind (connection, statement, error, "sssssi", self->key, self->value,
                                 self->author, self->at, self->extra ? self->extra : "", number)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
apply_review (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (
      connection, "UPDATE answer SET review = ?, revision = ?3 WHERE key = ?2", error);

  return statement
         && etb_connection_bind (connection, statement, error, "ssi", self->value, self->key,
                                 number)
         && etb_connection_finish (connection, statement, error)
         && note (self, connection, self->value, self->key, number, error);
}

/* Makes room before a line: those before it move up, so that no position is given twice, now or by
 * a later change. */
static gboolean
make_room (const EtbChange *self, EtbConnection *connection, gint64 *position, GError **error)
{
  g_autoptr (sqlite3_stmt) next
      = etb_connection_prepare (connection, "SELECT position FROM line WHERE key = ?", error);
  g_autoptr (sqlite3_stmt) move = etb_connection_prepare (
      connection, "UPDATE line SET position = position - 1 WHERE position < ?", error);
  GError *local = NULL;

  if (!next || !move || !etb_connection_bind (connection, next, error, "s", self->value))
    return FALSE;
  if (!etb_connection_step (connection, next, &local))
    {
      if (local)
        g_propagate_error (error, local);
      return local == NULL;
    }
  *position = sqlite3_column_int64 (next, 0) - 1;
  return etb_connection_bind (connection, move, error, "i", *position + 1)
         && etb_connection_finish (connection, move, error);
}

static gboolean
apply_add_line (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT INTO line (key, position, author, at, revision) "
                                "VALUES (?1, ?5, ?2, ?3, ?4)",
                                error);
  gint64 position = number;

  return statement && (!self->value || make_room (self, connection, &position, error))
         && etb_connection_bind (connection, statement, error, "sssii", self->key, self->author,
                                 self->at, number, position)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
apply_remove_line (const EtbChange *self, EtbConnection *connection, GError **error)
{
  /* All keys under a line begin with its own and a slash; '0' is what follows the slash in ASCII.
   */
  g_autofree char *from = g_strconcat (self->key, "/", NULL);
  g_autofree char *to = g_strconcat (self->key, "0", NULL);

  return run (connection, "DELETE FROM answer WHERE key >= ? AND key < ?", error, from, to)
         && run (connection, "DELETE FROM line WHERE key >= ? AND key < ?", error, from, to)
         && run (connection, "DELETE FROM line WHERE key = ?", error, self->key, NULL);
}

static gboolean
apply_complete (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "UPDATE attachment SET state = 'complete', sha256 = ?1, at = ?2, "
                                "size = ?4, revision = ?5 WHERE id = ?3 AND state = 'writing'",
                                error);

  return statement
         && etb_connection_bind (connection, statement, error, "sssii", self->value, self->at,
                                 self->key, (gint64)self->size, number)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
apply_export (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (
      connection, "INSERT INTO export (file, sha256, at) VALUES (?, ?, ?)", error);

  return statement
         && etb_connection_bind (connection, statement, error, "sss", self->key, self->value,
                                 self->at)
         && etb_connection_finish (connection, statement, error)
         && note (self, connection, "exported", self->value, number, error);
}

/* The journal says when, not what the receipt says. */
static gboolean
apply_deposit (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autofree char *at
      = self->value ? g_strndup (self->value, strcspn (self->value, "\n")) : g_strdup ("");

  if (self->value)
    return run (connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('deposit', ?)",
                error, self->value, NULL)
           && note (self, connection, "deposited", at, number, error);
  return etb_connection_run (connection, "DELETE FROM meta WHERE name = 'deposit'", error)
         && note (self, connection, "deposit-taken-back", at, number, error);
}

/* ---- History ----------------------------------------------------------------------------------
 */

static gboolean
is_known_step (const EtbStep *step, EtbConnection *connection, gboolean *known, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) FROM step WHERE number = %" G_GINT64_FORMAT, step->number);
  gint64 count = 0;

  if (!etb_connection_query_int (connection, sql, &count, error))
    return FALSE;
  *known = count > 0;
  return TRUE;
}

static gboolean
write_item (const EtbStepItem *item, gint64 step, guint rank, EtbConnection *connection,
            sqlite3_stmt *statement, GError **error)
{
  sqlite3_reset (statement);
  return etb_connection_bind (connection, statement, error, "iisssssssssss", step, (gint64)rank,
                              etb_step_item_kind_to_text (item->kind), item->key,
                              item->before.value, item->before.author, item->before.at,
                              item->before.review, item->after.value, item->after.author,
                              item->after.at, item->after.review, item->next)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
write_items (const EtbStep *step, EtbConnection *connection, GError **error)
{
  g_autofree char *clear
      = g_strdup_printf ("DELETE FROM step_item WHERE step = %" G_GINT64_FORMAT, step->number);
  g_autoptr (sqlite3_stmt) statement = NULL;

  if (!etb_connection_run (connection, clear, error))
    return FALSE;
  statement = etb_connection_prepare (
      connection,
      "INSERT INTO step_item (step, rank, kind, key, before, before_author, before_at, "
      "before_review, after, after_author, after_at, after_review, next) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      error);
  if (!statement)
    return FALSE;
  for (guint i = 0; i < step->items->len; i++)
    if (!write_item (g_ptr_array_index (step->items, i), step->number, i, connection, statement,
                     error))
      return FALSE;
  return TRUE;
}

/* What is typed without a pause is one step that grows: in the journal once. */
static gboolean
apply_step (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  const EtbStep *step = self->step;
  const char *kind = etb_step_kind_to_text (step->kind);
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT OR REPLACE INTO step (number, kind, subject, author, at, "
                                "undone) VALUES (?, ?, ?, ?, ?, ?)",
                                error);
  gboolean known = FALSE;

  if (!statement || !is_known_step (step, connection, &known, error)
      || !etb_connection_bind (connection, statement, error, "issssi", step->number, kind,
                               step->subject, step->author, step->at, (gint64)step->undone)
      || !etb_connection_finish (connection, statement, error)
      || !write_items (step, connection, error))
    return FALSE;
  return known || note (self, connection, kind, step->subject, number, error);
}

static gboolean
apply_undo (const EtbChange *self, EtbConnection *connection, gboolean undone, gint64 number,
            GError **error)
{
  g_autofree char *mark
      = g_strdup_printf ("UPDATE step SET undone = %d WHERE number = ?", undone ? 1 : 0);

  return run (connection, mark, error, self->key, NULL)
         && note (self, connection, undone ? "undone" : "redone", self->value, number, error);
}

static gboolean
apply_forget (const EtbChange *self, EtbConnection *connection, GError **error)
{
  return run (connection,
              "DELETE FROM step_item WHERE step >= CAST (?1 AS INTEGER) "
              "AND step <= CAST (?2 AS INTEGER)",
              error, self->key, self->value)
         && run (connection,
                 "DELETE FROM step WHERE number >= CAST (?1 AS INTEGER) "
                 "AND number <= CAST (?2 AS INTEGER)",
                 error, self->key, self->value)
         && etb_connection_run (connection,
                                "UPDATE attachment SET state = 'removed' WHERE state = 'kept' AND "
                                "id NOT IN (SELECT key FROM step_item WHERE kind = 'attachment')",
                                error);
}

/* ---- Help -------------------------------------------------------------------------------------
 */

static gboolean
apply_assistance (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  const EtbAssistance *assistance = self->assistance;
  g_autofree char *sections = g_strjoinv (" ", assistance->sections);
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (
      connection,
      "INSERT INTO assistance (id, name, organisation, status, consent, consent_version, "
      "consent_sha256, sections, mandate_days, began, ended, read_back, revision) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '', ?)",
      error);

  return statement
         && etb_connection_bind (connection, statement, error, "ssssssssisi", self->key,
                                 assistance->helper, assistance->organisation, assistance->status,
                                 assistance->consent, assistance->consent_version,
                                 assistance->consent_sha256, sections,
                                 (gint64)assistance->mandate_days, self->at, number)
         && etb_connection_finish (connection, statement, error)
         && note (self, connection, "assistance-began", self->key, number, error);
}

/* @sql: sets one column of the row of an id. */
static gboolean
amend_assistance (const EtbChange *self, EtbConnection *connection, const char *sql,
                  const char *value, const char *kind, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (connection, sql, error);

  return statement
         && etb_connection_bind (connection, statement, error, "ssi", value, self->key, number)
         && etb_connection_finish (connection, statement, error)
         && note (self, connection, kind, self->key, number, error);
}

gboolean
etb_change_apply (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  switch (self->kind)
    {
    case ETB_CHANGE_ANSWER:
      return apply_answer (self, connection, number, error);
    case ETB_CHANGE_REVIEW:
      return apply_review (self, connection, number, error);
    case ETB_CHANGE_ADD_LINE:
      return apply_add_line (self, connection, number, error);
    case ETB_CHANGE_REMOVE_LINE:
      return apply_remove_line (self, connection, error);
    case ETB_CHANGE_COMPLETE:
      return apply_complete (self, connection, number, error);
    case ETB_CHANGE_DETACH:
      return run (connection, "UPDATE attachment SET state = 'kept' WHERE id = ?", error, self->key,
                  NULL);
    case ETB_CHANGE_REATTACH:
      return run (connection,
                  "UPDATE attachment SET state = 'complete' WHERE id = ? AND state = 'kept'", error,
                  self->key, NULL);
    case ETB_CHANGE_DOCUMENT_DATE:
      return run (connection, "UPDATE attachment SET document_date = ? WHERE id = ?", error,
                  self->value, self->key);
    case ETB_CHANGE_EXPORT:
      return apply_export (self, connection, number, error);
    case ETB_CHANGE_DEPOSIT:
      return apply_deposit (self, connection, number, error);
    case ETB_CHANGE_PLACE:
      return run (connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('place', ?)",
                  error, self->value, NULL);
    case ETB_CHANGE_STEP:
      return apply_step (self, connection, number, error);
    case ETB_CHANGE_UNDO:
      return apply_undo (self, connection, TRUE, number, error);
    case ETB_CHANGE_REDO:
      return apply_undo (self, connection, FALSE, number, error);
    case ETB_CHANGE_FORGET:
      return apply_forget (self, connection, error);
    case ETB_CHANGE_ASSISTANCE:
      return apply_assistance (self, connection, number, error);
    case ETB_CHANGE_ASSISTANCE_SECTIONS:
      return amend_assistance (self, connection,
                               "UPDATE assistance SET sections = ?, revision = ?3 WHERE id = ?2",
                               self->value, "assistance-extended", number, error);
    case ETB_CHANGE_ASSISTANCE_END:
      return amend_assistance (self, connection,
                               "UPDATE assistance SET ended = ?, revision = ?3 WHERE id = ?2",
                               self->at, "assistance-ended", number, error);
    case ETB_CHANGE_ASSISTANCE_READ_BACK:
      return amend_assistance (self, connection,
                               "UPDATE assistance SET read_back = ?, revision = ?3 WHERE id = ?2",
                               self->at, "read-back", number, error);
    case ETB_CHANGE_NOTE:
      return note (self, connection, self->value, self->key, number, error);
    default:
      g_assert_not_reached ();
    }
}
