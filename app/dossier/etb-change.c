/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The writes that a dossier file knows, each a few statements; see the header.
 *
 * Callers: etb-dossier makes them, etb-store applies them on its thread. */

#include "etb-change.h"

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

void
etb_change_free (EtbChange *self)
{
  if (!self)
    return;
  g_free (self->key);
  g_free (self->value);
  g_free (self->author);
  g_free (self->at);
  g_free (self);
}

gboolean
etb_change_replaces_earlier (const EtbChange *self)
{
  return self->kind == ETB_CHANGE_ANSWER || self->kind == ETB_CHANGE_PLACE;
}

gboolean
etb_change_is_work (const EtbChange *self)
{
  return self->kind != ETB_CHANGE_PLACE;
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
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT OR REPLACE INTO answer (key, value, author, at, revision) "
                                "VALUES (?, ?, ?, ?, ?)",
                                error);

  return statement
         && etb_connection_bind (connection, statement, error, "ssssi", self->key, self->value,
                                 self->author, self->at, number)
         && etb_connection_finish (connection, statement, error);
}

static gboolean
apply_add_line (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT INTO line (key, position, author, at, revision) "
                                "VALUES (?1, ?4, ?2, ?3, ?4)",
                                error);

  return statement
         && etb_connection_bind (connection, statement, error, "sssi", self->key, self->author,
                                 self->at, number)
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
apply_export (const EtbChange *self, EtbConnection *connection, GError **error)
{
  g_autoptr (sqlite3_stmt) statement = etb_connection_prepare (
      connection, "INSERT INTO export (file, sha256, at) VALUES (?, ?, ?)", error);

  return statement
         && etb_connection_bind (connection, statement, error, "sss", self->key, self->value,
                                 self->at)
         && etb_connection_finish (connection, statement, error);
}

gboolean
etb_change_apply (const EtbChange *self, EtbConnection *connection, gint64 number, GError **error)
{
  switch (self->kind)
    {
    case ETB_CHANGE_ANSWER:
      return apply_answer (self, connection, number, error);
    case ETB_CHANGE_ADD_LINE:
      return apply_add_line (self, connection, number, error);
    case ETB_CHANGE_REMOVE_LINE:
      return apply_remove_line (self, connection, error);
    case ETB_CHANGE_COMPLETE:
      return apply_complete (self, connection, number, error);
    case ETB_CHANGE_DETACH:
      return run (connection, "UPDATE attachment SET state = 'removed' WHERE id = ?", error,
                  self->key, NULL);
    case ETB_CHANGE_EXPORT:
      return apply_export (self, connection, error);
    case ETB_CHANGE_PLACE:
      return run (connection, "INSERT OR REPLACE INTO meta (name, value) VALUES ('place', ?)",
                  error, self->value, NULL);
    default:
      g_assert_not_reached ();
    }
}
