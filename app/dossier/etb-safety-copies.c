/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Copies that the program keeps by itself; see the header.
 *
 * A copy is written under another name, checked as a dossier is at opening, then named: a name
 * means a good copy. All that changes the folders holds the lock, a file of its own beside them, so
 * that a dossier that is being handed over gets no copy any more.
 *
 * Beside the copies of a dossier is a file "origin": where it was opened last. It finds the copies
 * of a file that is too damaged to say its identity.
 *
 * Callers: ui (opening, versions), etb-version, etb-hand-over, etb-store. */

#include "etb-safety-copies-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "etb-connection.h"
#include "etb-copy.h"
#include "etb-store-private.h"
#include "etb-store-schema.h"
#include "etb-wipe.h"

#define ENDING      ".etabli"
#define ORIGIN      "origin"
#define DAY_LENGTH  10 /* 2026-11-26 */
#define TIME_LENGTH 7  /* -093000 */

void
etb_safety_copy_free (EtbSafetyCopy *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_free (self->day);
  g_free (self);
}

/* ---- Where they are ---------------------------------------------------------------------------
 */

static char *
top_folder (void)
{
  return g_build_filename (g_get_user_data_dir (), "etabli", "copies", NULL);
}

static char *
folder_of (const char *id)
{
  g_autofree char *top = top_folder ();
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, id, -1);

  return g_build_filename (top, digest, NULL);
}

char *
etb_safety_copies_read_id (const char *file)
{
  g_autoptr (EtbConnection) connection = etb_connection_open (file, ETB_CONNECTION_WRITE, NULL);
  g_autoptr (sqlite3_stmt) row
      = connection
            ? etb_connection_prepare (connection, "SELECT value FROM meta WHERE name = 'id'", NULL)
            : NULL;
  char *id = row && etb_connection_step (connection, row, NULL)
                 ? etb_connection_column_text (row, 0, 1024)
                 : NULL;

  return id ? id : g_strdup ("");
}

gboolean
etb_safety_copies_is_one (const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *top = top_folder ();
  g_autofree char *folder = g_canonicalize_filename (top, NULL);

  return g_str_has_prefix (path, folder) && path[strlen (folder)] == G_DIR_SEPARATOR;
}

int
etb_safety_copies_lock (void)
{
  g_autofree char *top = top_folder ();
  g_autofree char *file = g_build_filename (top, ".lock", NULL);
  int lock;

  if (g_mkdir_with_parents (top, 0700) != 0)
    return -1;
  lock = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  while (lock >= 0 && flock (lock, LOCK_EX) != 0)
    if (errno != EINTR)
      {
        close (lock);
        return -1;
      }
  return lock;
}

void
etb_safety_copies_unlock (int lock)
{
  if (lock >= 0)
    close (lock);
}

gboolean
etb_safety_copies_wipe (const char *id)
{
  g_autofree char *folder = folder_of (id);

  return etb_wipe_folder (folder);
}

/* ---- Which there are --------------------------------------------------------------------------
 */

static gboolean
is_pattern (const char *text, const char *pattern)
{
  for (; *pattern; pattern++, text++)
    if (*pattern == '0' ? !g_ascii_isdigit (*text) : *text != *pattern)
      return FALSE;
  return *text == '\0';
}

/* NULL for a file that is no copy. */
static EtbSafetyCopy *
describe (const char *folder, const char *name)
{
  gboolean of_day = is_pattern (name, "0000-00-00" ENDING);
  EtbSafetyCopy *self;
  GStatBuf info;
  char *path;

  if (!of_day && !is_pattern (name, "0000-00-00-000000" ENDING))
    return NULL;
  path = g_build_filename (folder, name, NULL);
  if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
    {
      g_free (path);
      return NULL;
    }
  self = g_new0 (EtbSafetyCopy, 1);
  self->file = path;
  self->day = g_strndup (name, DAY_LENGTH);
  self->kind = of_day ? ETB_SAFETY_COPY_OPENING : ETB_SAFETY_COPY_BEFORE;
  self->size = (guint64)info.st_size;
  self->made = info.st_mtime;
  return self;
}

static gint
compare_newest_first (gconstpointer a, gconstpointer b)
{
  const EtbSafetyCopy *one = *(const EtbSafetyCopy *const *)a;
  const EtbSafetyCopy *other = *(const EtbSafetyCopy *const *)b;

  if (one->made != other->made)
    return one->made > other->made ? -1 : 1;
  return strcmp (other->file, one->file);
}

static GPtrArray *
list_folder (const char *folder)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_safety_copy_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      EtbSafetyCopy *copy = describe (folder, name);

      if (copy)
        g_ptr_array_add (copies, copy);
    }
  g_ptr_array_sort (copies, compare_newest_first);
  return copies;
}

static gboolean
comes_from (const char *folder, const char *path)
{
  g_autofree char *file = g_build_filename (folder, ORIGIN, NULL);
  g_autofree char *origin = NULL;

  return g_file_get_contents (file, &origin, NULL, NULL) && g_str_equal (origin, path);
}

/* The folder of copies of a dossier that was last opened at @path. */
static char *
find_by_origin (const char *path)
{
  g_autofree char *top = top_folder ();
  g_autoptr (GDir) dir = g_dir_open (top, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *folder = g_build_filename (top, name, NULL);

      if (comes_from (folder, path))
        return g_steal_pointer (&folder);
    }
  return NULL;
}

GPtrArray *
etb_safety_copies_list (const char *file)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  g_autofree char *id = etb_safety_copies_read_id (path);
  g_autofree char *folder = *id ? folder_of (id) : find_by_origin (path);

  return folder ? list_folder (folder)
                : g_ptr_array_new_with_free_func ((GDestroyNotify)etb_safety_copy_free);
}

/* ---- Keeping few ------------------------------------------------------------------------------
 */

/* What an accident left: nobody else makes a copy now. */
static void
clear_unfinished (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    if (g_str_has_prefix (name, ".etabli-"))
      {
        g_autofree char *path = g_build_filename (folder, name, NULL);

        g_unlink (path);
      }
}

static void
keep_few (const char *folder)
{
  g_autoptr (GPtrArray) copies = list_folder (folder);
  guint counts[] = { 0, 0 };
  const guint most[] = { ETB_SAFETY_COPIES_DAYS, ETB_SAFETY_COPIES_BEFORE };

  for (guint i = 0; i < copies->len; i++)
    {
      const EtbSafetyCopy *copy = g_ptr_array_index (copies, i);

      if (++counts[copy->kind] > most[copy->kind])
        g_unlink (copy->file);
    }
}

/* All but the newest of each dossier, the newest first. @total: of all of them. */
static GPtrArray *
list_spare (guint64 *total)
{
  g_autofree char *top = top_folder ();
  g_autoptr (GDir) dir = g_dir_open (top, 0, NULL);
  GPtrArray *spare = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_safety_copy_free);

  *total = 0;
  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *folder = g_build_filename (top, name, NULL);
      g_autoptr (GPtrArray) copies = list_folder (folder);

      for (guint i = 0; i < copies->len; i++)
        *total += ((EtbSafetyCopy *)g_ptr_array_index (copies, i))->size;
      if (copies->len > 1)
        {
          g_ptr_array_remove_index (copies, 0);
          g_ptr_array_extend_and_steal (spare, g_steal_pointer (&copies));
        }
    }
  g_ptr_array_sort (spare, compare_newest_first);
  return spare;
}

static void
keep_small (void)
{
  guint64 total;
  g_autoptr (GPtrArray) spare = list_spare (&total);

  for (guint i = spare->len; i > 0 && total > ETB_SAFETY_COPIES_MAX_SIZE; i--)
    {
      const EtbSafetyCopy *copy = g_ptr_array_index (spare, i - 1);

      if (g_unlink (copy->file) == 0)
        total -= copy->size;
    }
}

/* ---- Making one -------------------------------------------------------------------------------
 */

static char *
name_copy (const char *folder, EtbSafetyCopyKind kind)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *name = g_date_time_format (
      now, kind == ETB_SAFETY_COPY_OPENING ? "%Y-%m-%d" ENDING : "%Y-%m-%d-%H%M%S" ENDING);

  return g_build_filename (folder, name, NULL);
}

/* Of the same second: a change made in it may not be in the copy. */
static gboolean
is_up_to_date (const char *file, const char *copy)
{
  GStatBuf info, copy_info;

  return g_stat (file, &info) == 0 && g_stat (copy, &copy_info) == 0
         && copy_info.st_mtime > info.st_mtime;
}

static gboolean
has_room (const char *folder, guint64 size, GError **error)
{
  struct statvfs info;

  if (statvfs (folder, &info) != 0
      || (guint64)info.f_bavail * info.f_frsize >= size + ETB_SAFETY_COPIES_SPARE)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                       _ ("There is no room left to keep a copy first. Free some space on the disk "
                          "of your documents."));
  return FALSE;
}

static gboolean
write_copy (EtbConnection *from, const char *made, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbConnection) to = NULL;
  gint64 size = 0, files = 0;
  gboolean heavy;

  if (!etb_connection_check (from, FALSE, error)
      || !etb_connection_query_int (from, "SELECT sum(size) FROM attachment", &files, error)
      || !etb_connection_query_int (
          from, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size", &size,
          error))
    return FALSE;
  heavy = (guint64)files > ETB_SAFETY_COPIES_MAX_FILES && from->version == ETB_STORE_VERSION;
  if (!has_room (made, (guint64)(heavy ? MAX (size - files, 0) : size), error))
    return FALSE;
  to = etb_connection_open (made, ETB_CONNECTION_WRITE, error);
  return to
         && (heavy ? etb_copy_without_files (from, to, error)
                   : etb_copy_whole (from, to, cancellable, error))
         && etb_connection_check (to, TRUE, error);
}

static gboolean
put_in_place (const char *made, const char *copy, GError **error)
{
  if (g_rename (made, copy) == 0)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  return FALSE;
}

static void
write_origin (const char *folder, const char *path)
{
  g_autofree char *file = g_build_filename (folder, ORIGIN, NULL);

  if (!comes_from (folder, path))
    g_file_set_contents_full (file, path, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}

/* Under the lock. */
static gboolean
make (const char *path, EtbSafetyCopyKind kind, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbConnection) from = etb_connection_open (path, ETB_CONNECTION_READ, error);
  g_autofree char *id = from ? etb_safety_copies_read_id (path) : NULL;
  g_autofree char *folder = NULL, *copy = NULL, *hidden = NULL, *made = NULL;

  if (!from)
    return FALSE;
  if (!*id)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "no identity");
      return FALSE;
    }
  folder = folder_of (id);
  copy = name_copy (folder, kind);
  if (kind == ETB_SAFETY_COPY_OPENING && is_up_to_date (path, copy))
    return TRUE;
  g_mkdir_with_parents (folder, 0700);
  clear_unfinished (folder);
  hidden = g_build_filename (folder, ".new", NULL);
  made = etb_store_make_empty (hidden, error);
  if (!made)
    return FALSE;
  if (write_copy (from, made, cancellable, error) && put_in_place (made, copy, error))
    {
      write_origin (folder, path);
      keep_few (folder);
      keep_small ();
      return TRUE;
    }
  etb_store_discard (made);
  g_rmdir (folder);
  return FALSE;
}

gboolean
etb_safety_copies_make (const char *file, EtbSafetyCopyKind kind, GCancellable *cancellable,
                        GError **error)
{
  g_autofree char *path = g_canonicalize_filename (file, NULL);
  gboolean done;
  int lock;

  if (etb_safety_copies_is_one (path))
    return TRUE;
  lock = etb_safety_copies_lock ();
  if (lock < 0)
    {
      g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
      return FALSE;
    }
  done = !g_cancellable_set_error_if_cancelled (cancellable, error)
         && make (path, kind, cancellable, error);
  etb_safety_copies_unlock (lock);
  return done;
}

static void
keep_in_thread (GTask *task, gpointer source, gpointer file, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;

  if (!etb_safety_copies_make (file, ETB_SAFETY_COPY_OPENING, cancellable, &error))
    g_debug ("no safety copy: %s", error->message);
  g_task_return_boolean (task, TRUE);
}

void
etb_safety_copies_keep (const char *file, GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_set_task_data (task, g_strdup (file), g_free);
  g_task_run_in_thread (task, keep_in_thread);
}
