/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier and its safety copies; see the header.
 *
 * Bytes of a file that the dossier has no more come from the copy, or, where the copy is light,
 * from any file of the dossier with the same digest. They are put in as a file kept for the
 * history, and digested on the way, before the step takes them up.
 *
 * Callers: ui (versions page). */

#include "etb-version.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "etb-attachment-copy.h"
#include "etb-content-diff.h"
#include "etb-copy.h"
#include "etb-dossier-private.h"
#include "etb-instant.h"
#include "etb-library-private.h"
#include "etb-store-private.h"

typedef struct
{
  EtbConnection *dossier;
  EtbConnection *copy;
  gboolean light;
  EtbContent *now;
  EtbContent *then;
} Pair;

static void
pair_clear (Pair *self)
{
  etb_connection_free (self->dossier);
  etb_connection_free (self->copy);
  etb_content_free (self->now);
  etb_content_free (self->then);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pair, pair_clear)

static gboolean
open_copy (Pair *self, const char *copy, GError **error)
{
  self->copy = etb_connection_open (copy, ETB_CONNECTION_READ, error);
  if (!self->copy || !etb_connection_check (self->copy, TRUE, error)
      || !etb_connection_run (self->copy, "BEGIN", error))
    return FALSE;
  self->light = etb_copy_is_light (self->copy);
  self->then = etb_content_read (self->copy, error);
  return self->then != NULL;
}

/* ---- Where bytes are --------------------------------------------------------------------------
 */

/* Number of the row that @sql finds by @text; 0 when there is none. */
static gint64
find_number (EtbConnection *connection, const char *sql, const char *text)
{
  g_autoptr (sqlite3_stmt) row = etb_connection_prepare (connection, sql, NULL);

  return row && etb_connection_bind (connection, row, NULL, "s", text)
                 && etb_connection_step (connection, row, NULL)
             ? sqlite3_column_int64 (row, 0)
             : 0;
}

static gboolean
is_in_dossier (Pair *self, const EtbAttachment *file)
{
  return find_number (self->dossier,
                      "SELECT number FROM attachment WHERE id = ? AND state IN ('complete', "
                      "'kept')",
                      file->id)
         != 0;
}

/* @number: (out): of the file in the connection that is returned, (transfer none) (nullable). */
static EtbConnection *
find_bytes (Pair *self, const EtbAttachment *file, gint64 *number)
{
  if (!self->light)
    {
      *number = find_number (self->copy, "SELECT number FROM attachment WHERE id = ?", file->id);
      return self->copy;
    }
  *number = find_number (self->dossier,
                         "SELECT number FROM attachment WHERE sha256 = ? AND state IN "
                         "('complete', 'kept')",
                         file->sha256);
  return *number != 0 ? self->dossier : NULL;
}

/* ---- What differs -----------------------------------------------------------------------------
 */

typedef struct
{
  Pair *pair;
  guint lost;
} Taking;

static const EtbAttachment *
find_attachment (GPtrArray *attachments, const char *id)
{
  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *file = g_ptr_array_index (attachments, i);

      if (g_str_equal (file->id, id))
        return file;
    }
  return NULL;
}

static gboolean
take_what_can_be (EtbStepItemKind kind, const char *key, gpointer user_data)
{
  Taking *taking = user_data;
  const EtbAttachment *file = kind == ETB_STEP_ITEM_ATTACHMENT
                                  ? find_attachment (taking->pair->then->attachments, key)
                                  : NULL;
  gint64 number;

  if (!file || is_in_dossier (taking->pair, file) || find_bytes (taking->pair, file, &number))
    return TRUE;
  taking->lost++;
  return FALSE;
}

static EtbContentDiff *
compare (Pair *self, const char *day, guint *lost)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = etb_instant_to_utc (now);
  Taking taking = { self, 0 };
  EtbContentDiff *diff = etb_content_diff_new (self->now, self->then, take_what_can_be, &taking,
                                               ETB_STEP_RESTORED, day, ETB_DOSSIER_AUTHOR, at);

  if (lost)
    *lost = taking.lost;
  return diff;
}

gboolean
etb_version_compare (const char *file, const char *copy, EtbVersion *version, GError **error)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (EtbContentDiff) diff = NULL;

  g_return_val_if_fail (file != NULL && copy != NULL, FALSE);
  g_return_val_if_fail (version != NULL, FALSE);

  *version = (EtbVersion){ 0 };
  pair.dossier = etb_connection_open (file, ETB_CONNECTION_READ, error);
  if (!pair.dossier || !etb_connection_check (pair.dossier, FALSE, error)
      || !etb_connection_run (pair.dossier, "BEGIN", error))
    return FALSE;
  pair.now = etb_content_read (pair.dossier, error);
  if (!pair.now || !open_copy (&pair, copy, error))
    return FALSE;
  version->other_edition = !g_str_equal (pair.now->call_sha256, pair.then->call_sha256);
  if (version->other_edition)
    return TRUE;
  diff = compare (&pair, "", &version->lost);
  version->answers = diff->answers;
  version->lines = diff->lines;
  version->files = diff->files + version->lost;
  return TRUE;
}

/* ---- Bringing it back -------------------------------------------------------------------------
 */

static gboolean
bring_file (Pair *self, const EtbAttachment *file, GCancellable *cancellable, GError **error)
{
  EtbAttachmentCopy copy
      = { .from = self->copy, .to = self->dossier, .revision = self->now->last_revision + 1 };

  copy.source = find_bytes (self, file, &copy.number);
  return etb_attachment_copy (&copy, file, cancellable, error);
}

/* Files that the step will take up and whose bytes are not there. */
static gboolean
bring_files (Pair *self, const EtbStep *step, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < step->items->len; i++)
    {
      const EtbStepItem *item = g_ptr_array_index (step->items, i);
      const EtbAttachment *file = item->kind == ETB_STEP_ITEM_ATTACHMENT && item->after.value
                                      ? find_attachment (self->then->attachments, item->key)
                                      : NULL;

      if (file && !is_in_dossier (self, file) && !bring_file (self, file, cancellable, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
claim (Pair *self, const char *file, GError **error)
{
  g_autofree char *reason = NULL;

  self->dossier = etb_connection_open (file, ETB_CONNECTION_WRITE, error);
  if (!self->dossier || !etb_connection_check (self->dossier, TRUE, error))
    return FALSE;
  reason = etb_store_take_file (self->dossier);
  if (reason)
    {
      g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY, reason);
      return FALSE;
    }
  self->now = etb_store_read (self->dossier, TRUE, error);
  return self->now != NULL;
}

static gboolean
check_pair (Pair *self, GError **error)
{
  if (g_str_equal (self->now->id, self->then->id)
      && g_str_equal (self->now->call_sha256, self->then->call_sha256)
      && self->copy->version == self->dossier->version)
    return TRUE;
  g_set_error_literal (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_VALUE,
                       _ ("This copy is for another edition of the call, or of another dossier: it "
                          "cannot be brought back into this one. Open it to look at it."));
  return FALSE;
}

gboolean
etb_version_restore (const char *file, const char *copy, const char *day, GCancellable *cancellable,
                     GError **error)
{
  g_auto (Pair) pair = { NULL };
  g_autoptr (EtbContentDiff) diff = NULL;

  g_return_val_if_fail (file != NULL && copy != NULL && day != NULL, FALSE);

  if (!claim (&pair, file, error) || !open_copy (&pair, copy, error) || !check_pair (&pair, error)
      || !etb_safety_copies_make (file, ETB_SAFETY_COPY_BEFORE, cancellable, error))
    return FALSE;
  diff = compare (&pair, day, NULL);
  /* Closing rolls back. */
  return bring_files (&pair, diff->step, cancellable, error)
         && etb_content_diff_apply (diff, pair.now, pair.dossier, error)
         && etb_connection_run (pair.dossier, "COMMIT", error);
}

/* ---- In the place of a damaged file -----------------------------------------------------------
 */

/* "atelier-abime.etabli": without accents, for any stick. */
static char *
name_aside (const char *path)
{
  gsize length = strlen (path);
  gsize stem
      = g_str_has_suffix (path, ETB_DOSSIER_ENDING) ? length - strlen (ETB_DOSSIER_ENDING) : length;

  for (guint number = 1;; number++)
    {
      /* Translators: added to the name of a damaged file: ASCII letters and dashes. */
      g_autofree char *name = number == 1 ? g_strdup_printf (
          "%.*s-%s%s", (int)stem, path, _ ("damaged"), path + stem)
          : g_strdup_printf ("%.*s-%s-%u%s", (int)stem, path, _ ("damaged"), number, path + stem);

      if (!g_file_test (name, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&name);
    }
}

static gboolean
write_beside (const char *copy, const char *made, GError **error)
{
  g_autoptr (EtbConnection) from = etb_connection_open (copy, ETB_CONNECTION_READ, error);
  g_autoptr (EtbConnection) to = NULL;

  if (!from || !etb_connection_check (from, TRUE, error))
    return FALSE;
  to = etb_connection_open (made, ETB_CONNECTION_WRITE, error);
  return to && etb_copy_whole (from, to, NULL, error) && etb_connection_check (to, TRUE, error)
         && etb_connection_run (to, "DELETE FROM meta WHERE name = 'light'", error);
}

/* The damaged file goes aside first, and comes back when the copy cannot take its place. Its
 * journal goes with it: it must not be played into another file. */
static gboolean
swap (const char *path, const char *made, const char *aside, GError **error)
{
  g_autofree char *journal = g_strconcat (path, "-journal", NULL);
  g_autofree char *journal_aside = g_strconcat (aside, "-journal", NULL);

  if (!etb_store_put_in_place (path, aside, error))
    return FALSE;
  if (g_file_test (journal, G_FILE_TEST_EXISTS) && g_rename (journal, journal_aside) != 0)
    g_unlink (journal);
  if (etb_store_put_in_place (made, path, error))
    return TRUE;
  g_rename (aside, path);
  g_rename (journal_aside, journal);
  return FALSE;
}

gboolean
etb_version_replace_damaged (const char *file, const char *copy, char **aside, GError **error)
{
  g_autofree char *path = NULL, *hidden = NULL, *made = NULL, *name = NULL;

  g_return_val_if_fail (file != NULL && copy != NULL, FALSE);

  path = g_canonicalize_filename (file, NULL);
  name = name_aside (path);
  hidden = g_strconcat (path, ".new", NULL);
  made = etb_store_make_empty (hidden, error);
  if (!made)
    return FALSE;
  if (!write_beside (copy, made, error) || !swap (path, made, name, error))
    {
      etb_store_discard (made);
      return FALSE;
    }
  if (aside)
    *aside = g_steal_pointer (&name);
  return TRUE;
}
