/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Moving a dossier to another edition of its call; see the header.
 *
 * Invariants: the file is ours alone (its lock) from before the copy until after the commit, so the
 * copy is the dossier as it was moved; nothing is written before the copy has its name; all that is
 * written is in one transaction. Answers are not touched: a key that the new edition has no place
 * for is simply not read (etb-content-instance).
 *
 * Callers: cli (calls move), ui (comparison page). */

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

/* Returns: (transfer full): the track; NULL when @target cannot take this dossier */
static char *
check_target (const char *file, EtbContent *content, EtbCall *call, EtbCall *target, GError **error)
{
  g_autoptr (EtbInstance) instance = etb_content_to_instance (content, call, NULL, NULL);
  g_autofree char *track = etb_instance_get (instance, etb_call_get_roles (call)->track);
  g_autoptr (EtbRules) rules = NULL;

  if (g_str_equal (etb_call_get_digest (call), etb_call_get_digest (target)))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
                   _ ("The dossier “%s” is for this edition already. Choose another."), file);
      return NULL;
    }
  if (!track || !etb_call_find_track (target, track))
    {
      g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_PATH,
                   _ ("The call “%s” has no track “%s”. Choose an edition that has it."),
                      etb_call_get_id (target), track ? track : "");
      return NULL;
    }
  /* A dossier that could not be opened again must not be made. */
  rules = etb_rules_new (target, error);
  return rules ? g_steal_pointer (&track) : NULL;
}

gboolean
etb_migration_move (const char *file, EtbCall *target, char **copy, GError **error)
{
  g_autoptr (EtbConnection) connection = NULL;
  g_autoptr (EtbContent) content = NULL;
  g_autoptr (EtbCall) call = NULL;
  g_autofree char *reason = NULL;
  g_autofree char *track = NULL;
  g_autofree char *kept = NULL;

  g_return_val_if_fail (file != NULL, FALSE);
  g_return_val_if_fail (ETB_IS_CALL (target), FALSE);

  connection = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (!connection || !etb_connection_check (connection, TRUE, error))
    return FALSE;
  reason = etb_store_take_file (connection);
  if (reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  if (!etb_store_upgrade (connection, error))
    return FALSE;
  content = etb_content_read (connection, error);
  call = content ? etb_content_to_call (content, connection->file, error) : NULL;
  track = call ? check_target (connection->file, content, call, target, error) : NULL;
  kept = track ? etb_kept_copy_make (connection->file, etb_call_get_id (call), NULL, error) : NULL;
  if (!kept)
    return FALSE;
  if (!write_move (connection, content, target, track, error))
    {
      /* Closing rolls back: the dossier is as it was, and its copy of no use. */
      g_unlink (kept);
      return FALSE;
    }
  if (copy)
    *copy = g_steal_pointer (&kept);
  return TRUE;
}
