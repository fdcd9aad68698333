/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How a dossier's file is made: under a name that nobody sees until it is whole.
 *
 * Callers: etb-dossier-open through etb_store_create(); whatever makes a copy of a dossier. */

#include "etb-store-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "etb-dossier-error.h"
#include "etb-journal.h"

static gboolean
write_first (EtbConnection *connection, GBytes *call, const char *call_sha256, GPtrArray *changes,
             GError **error)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *at = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *id = g_uuid_string_random ();
  g_autoptr (sqlite3_stmt) meta = NULL;
  g_autoptr (sqlite3_stmt) definition = NULL;

  if (!etb_connection_build (connection, error))
    return FALSE;
  meta = etb_connection_prepare (
      connection, "INSERT INTO meta (name, value) VALUES ('program', ?), ('created', ?), ('id', ?)",
      error);
  if (!meta || !etb_connection_bind (connection, meta, error, "sss", "Établi " ETB_VERSION, at, id)
      || !etb_connection_finish (connection, meta, error))
    return FALSE;
  definition = etb_connection_prepare (
      connection, "INSERT INTO call (number, sha256, bytes, at) VALUES (1, ?1, ?3, ?2)", error);
  if (!definition
      || !etb_connection_bind (connection, definition, error, "ssb", call_sha256, at, call)
      || !etb_connection_finish (connection, definition, error)
      || !etb_journal_append (connection, "created", "", at, "", call_sha256, 0, error))
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    if (!etb_change_apply (g_ptr_array_index (changes, i), connection, i + 1, error))
      return FALSE;
  return etb_connection_run (connection, "COMMIT", error);
}

static void
set_exists (const char *file, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_EXISTS,
               _ ("“%s” is there already. Choose another name."), file);
}

static void
set_cannot_create (const char *file, int cause, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The dossier “%s” cannot be made: %s. Choose another folder."), file,
                  g_strerror (cause));
}

/* Gives the finished file its name, never over another; then the name itself is put on disk. */
gboolean
etb_store_put_in_place (const char *made, const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int descriptor;
  int result = renameat2 (AT_FDCWD, made, AT_FDCWD, file, RENAME_NOREPLACE);

  /* Some file systems cannot promise; looking first is then the best there is. */
  if (result != 0 && (errno == EINVAL || errno == ENOSYS))
    {
      if (g_file_test (file, G_FILE_TEST_EXISTS))
        errno = EEXIST;
      else
        result = g_rename (made, file);
    }
  if (result != 0)
    {
      if (errno == EEXIST)
        set_exists (file, error);
      else
        set_cannot_create (file, errno, error);
      return FALSE;
    }
  descriptor = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor >= 0)
    {
      fsync (descriptor);
      close (descriptor);
    }
  return TRUE;
}

char *
etb_store_make_empty (const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autofree char *name = g_strdup_printf (".etabli-%08x%08x", g_random_int (), g_random_int ());
  g_autofree char *made = g_build_filename (folder, name, NULL);
  int descriptor;

  if (g_file_test (file, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    {
      set_exists (file, error);
      return NULL;
    }
  /* Personal data: readable by its owner alone from the first byte on. */
  descriptor = g_open (made, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);
  if (descriptor < 0)
    {
      set_cannot_create (file, errno, error);
      return NULL;
    }
  close (descriptor);
  return g_steal_pointer (&made);
}

void
etb_store_discard (const char *made)
{
  g_autofree char *journal = g_strconcat (made, "-journal", NULL);

  g_unlink (journal);
  g_unlink (made);
}

gboolean
etb_store_create (const char *file, GBytes *call, const char *call_sha256, GPtrArray *changes,
                  GError **error)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *made = etb_store_make_empty (path, error);
  EtbConnection *connection = NULL;
  gboolean written;

  if (!made)
    return FALSE;
  connection = etb_connection_open (made, ETB_CONNECTION_WRITE, error);
  if (connection)
    {
      /* Messages are about the dossier, not about a name nobody has seen. */
      g_free (connection->file);
      connection->file = g_strdup (path);
    }
  written = connection && write_first (connection, call, call_sha256, changes, error);
  etb_connection_free (connection);
  if (written && etb_store_put_in_place (made, path, error))
    return TRUE;
  etb_store_discard (made);
  return FALSE;
}
