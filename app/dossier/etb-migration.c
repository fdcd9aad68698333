/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Moving a dossier to another edition of its call; see the header.
 *
 * Invariants: the file is ours alone (its lock) from before the copy until after the commit, so the
 * copy is the dossier as it was moved; nothing is written before the copy has its name; all that is
 * written is in one transaction. Answers are not touched: a key that the new edition has no place
 * for is simply not read (etb-content-instance).
 *
 * Callers: cli (calls move), ui (comparison page, preview). */

#include "etb-migration.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-kept-copy.h"
#include "etb-store-private.h"

/* ---- The move ---------------------------------------------------------------------------------
 */

typedef struct
{
  EtbInstance *instance; /* of the new edition, with the answers that have their place there */
  GPtrArray *changes;    /* (element-type EtbChange) */
  const char *at;
} Additions;

/* Lines that the new edition asks for at least. */
static void
add_lines (const EtbItem *repeat, gpointer user_data)
{
  Additions *additions = user_data;

  while (etb_instance_count_lines (additions->instance, repeat->path) < repeat->minimum)
    {
      xmlNodePtr line = etb_instance_add_line (additions->instance, repeat->path, NULL);
      g_autofree char *key = NULL;

      if (!line)
        return;
      key = etb_instance_key_of (additions->instance, line);
      g_ptr_array_add (additions->changes, etb_change_new (ETB_CHANGE_ADD_LINE, key, NULL,
                                                           ETB_DOSSIER_AUTHOR, additions->at));
    }
}

static gboolean
write_call (EtbConnection *connection, EtbCall *target, const char *at, GError **error)
{
  g_autoptr (sqlite3_stmt) statement
      = etb_connection_prepare (connection,
                                "INSERT INTO call (number, sha256, bytes, at) "
                                "SELECT max(number) + 1, ?1, ?3, ?2 FROM call",
                                error);

  return statement
         && etb_connection_bind (connection, statement, error, "ssb", etb_call_get_digest (target),
                                 at, etb_call_get_bytes (target))
         && etb_connection_finish (connection, statement, error);
}

static gboolean
write_move (EtbConnection *connection, EtbContent *content, EtbCall *target, const char *track,
            GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = etb_instant_to_utc (now);
  g_autoptr (EtbInstance) instance = etb_content_to_instance (content, target, NULL, NULL);
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_change_free);
  Additions additions = { instance, changes, at };
  const char *path = etb_call_get_roles (target)->track;
  g_autofree char *answer = etb_instance_get (instance, path);

  if (g_strcmp0 (answer, track) != 0)
    g_ptr_array_add (changes,
                     etb_change_new (ETB_CHANGE_ANSWER, path, track, ETB_DOSSIER_AUTHOR, at));
  etb_content_foreach_repeat (target, add_lines, &additions);
  if (!write_call (connection, target, at, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!etb_change_apply (g_ptr_array_index (changes, i), connection,
                           content->last_revision + 1 + i, error))
      return FALSE;
  /* The page where the person was may not be there any more, nor what earlier steps changed: the
     copy has both. */
  return etb_connection_run (connection,
                             "DELETE FROM meta WHERE name = 'place'; DELETE FROM step;"
                             "DELETE FROM step_item;"
                             "UPDATE attachment SET state = 'removed' WHERE state = 'kept'",
                             error)
         && etb_connection_run (connection, "COMMIT", error);
}

/* A dossier that is about to be moved: ours alone until its connection is closed. */
typedef struct
{
  EtbConnection *connection;
  EtbContent *content;
  EtbCall *call; /* the edition it is for */
} Source;

static void
source_clear (Source *source)
{
  g_clear_object (&source->call);
  g_clear_pointer (&source->content, etb_content_free);
  g_clear_pointer (&source->connection, etb_connection_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Source, source_clear)

static gboolean
source_take (Source *source, const char *file, GError **error)
{
  g_autofree char *reason = NULL;

  source->connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (!source->connection || !etb_connection_check (source->connection, TRUE, error)
      || !etb_store_check_mode (source->connection, error))
    return FALSE;
  reason = etb_store_take_file (source->connection);
  if (reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  source->content = etb_store_read (source->connection, TRUE, error);
  source->call = source->content
                     ? etb_content_to_call (source->content, source->connection->file, error)
                     : NULL;
  return source->call != NULL;
}

static gboolean
source_is_for (Source *source, EtbCall *target)
{
  return g_str_equal (etb_call_get_digest (source->call), etb_call_get_digest (target));
}

/* Returns: (transfer full): "" or NULL when it has none */
static char *
source_get_track (Source *source)
{
  g_autoptr (EtbInstance) instance
      = etb_content_to_instance (source->content, source->call, NULL, NULL);

  return etb_instance_get (instance, etb_call_get_roles (source->call)->track);
}

/* Whether @target can take a dossier of @track. */
static gboolean
check_target (EtbCall *target, const char *track, GError **error)
{
  g_autoptr (EtbRules) rules = NULL;

  if (!track || !etb_call_find_track (target, track))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("The call “%s” has no track “%s”. Choose an edition that has it."),
                      etb_call_get_id (target), track ? track : "");
      return FALSE;
    }
  /* A dossier that could not be opened again must not be made. */
  rules = etb_rules_new (target, error);
  return rules != NULL;
}

gboolean
etb_migration_move (const char *file, EtbCall *target, char **copy, GError **error)
{
  g_auto (Source) source = { 0 };
  g_autofree char *track = NULL;
  g_autofree char *kept = NULL;

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (ETB_IS_CALL (target), FALSE);

  if (!source_take (&source, file, error))
    return FALSE;
  if (source_is_for (&source, target))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
                   _ ("The dossier “%s” is for this edition already. Choose another."),
                      source.connection->file);
      return FALSE;
    }
  track = source_get_track (&source);
  if (!check_target (target, track, error))
    return FALSE;
  kept = etb_kept_copy_make (source.connection->file, etb_call_get_id (source.call), NULL, error);
  if (!kept)
    return FALSE;
  if (!write_move (source.connection, source.content, target, track, error))
    {
      /* Closing rolls back: the dossier is as it was, and its copy of no use. */
      g_unlink (kept);
      return FALSE;
    }
  if (copy)
    *copy = g_steal_pointer (&kept);
  return TRUE;
}

gboolean
etb_migration_recast (const char *file, EtbCall *target, const char *track, GError **error)
{
  g_auto (Source) source = { 0 };
  g_autofree char *former = NULL;

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (ETB_IS_CALL (target), FALSE);
  g_return_val_if_fail (track != NULL, FALSE);

  if (!source_take (&source, file, error))
    return FALSE;
  former = source_get_track (&source);
  if (source_is_for (&source, target) && g_strcmp0 (former, track) == 0)
    return TRUE;
  return check_target (target, track, error)
         && write_move (source.connection, source.content, target, track, error);
}
