/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier handed over; see the header.
 *
 * Order of what goes: the safety copies, then the files, both under the lock that keeps new copies
 * from being made; the index last, since it forgets by itself what is no longer there.
 *
 * Callers: cli (hand-over), ui (hand-over page). */

#include "etb-hand-over.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "etb-content.h"
#include "etb-digest.h"
#include "etb-held-file.h"
#include "etb-library-private.h"
#include "etb-safety-copies-private.h"
#include "etb-store-private.h"
#include "etb-summary.h"
#include "etb-traces.h"
#include "etb-wipe.h"

static void
etb_handed_file_free (EtbHandedFile *self)
{
  g_free (self->from);
  g_free (self->to);
  g_free (self->sha256);
  g_free (self);
}

void
etb_hand_over_free (EtbHandOver *self)
{
  if (!self)
    return;
  g_free (self->title);
  g_free (self->call);
  g_free (self->edition);
  g_free (self->track);
  g_free (self->by);
  g_clear_pointer (&self->at, g_date_time_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_clear_pointer (&self->packages, g_ptr_array_unref);
  g_free (self);
}

/* ---- What there is ----------------------------------------------------------------------------
 */

typedef struct
{
  GPtrArray *held; /* (element-type EtbHeldFile) the dossier first */
  char *id;
  EtbHandOverProgress progress;
  gpointer user_data;
  guint64 done, total;
} Work;

static void
work_clear (Work *self)
{
  g_clear_pointer (&self->held, g_ptr_array_unref);
  g_free (self->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, work_clear)

/* Other files of the folder that are the same dossier. */
static GPtrArray *
find_siblings (const char *path, const char *id)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GPtrArray) files = etb_library_list_files (folder, ETB_DOSSIER_ENDING);
  GPtrArray *siblings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < files->len; i++)
    {
      const char *file = g_ptr_array_index (files, i);
      g_autofree char *its_id = g_str_equal (file, path) ? NULL : etb_safety_copies_read_id (file);

      if (its_id && *its_id && g_str_equal (its_id, id))
        g_ptr_array_add (siblings, g_strdup (file));
    }
  return siblings;
}

static gboolean
hold (Work *self, const char *file, GError **error)
{
  EtbHeldFile *held = etb_held_file_new (file, error);

  if (!held)
    return FALSE;
  g_ptr_array_add (self->held, held);
  /* Read, written, read again and compared. */
  self->total += 3 * etb_held_file_get_size (held);
  return TRUE;
}

static gboolean
hold_all (Work *self, const char *file, GError **error)
{
  g_autoptr (GPtrArray) siblings = NULL;

  self->held = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_held_file_free);
  if (!hold (self, file, error))
    return FALSE;
  file = etb_held_file_get_path (g_ptr_array_index (self->held, 0));
  self->id = etb_safety_copies_read_id (file);
  siblings = find_siblings (file, self->id);
  for (guint i = 0; i < siblings->len; i++)
    if (!hold (self, g_ptr_array_index (siblings, i), error))
      return FALSE;
  return TRUE;
}

static EtbHandOver *
describe (Work *self, const char *by, GError **error)
{
  EtbHeldFile *held = g_ptr_array_index (self->held, 0);
  EtbHandOver *done;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbSummaryReader) reader = etb_summary_reader_new (now, NULL);
  g_autoptr (EtbSummary) summary = etb_summary_reader_read (reader, etb_held_file_get_path (held));
  g_autoptr (EtbContent) content = etb_content_read (etb_held_file_get_connection (held), error);

  if (!content)
    return NULL;
  done = g_new0 (EtbHandOver, 1);
  done->title = g_steal_pointer (&summary->title);
  done->call = g_steal_pointer (&summary->call_title);
  done->edition = g_steal_pointer (&summary->edition);
  done->track = g_steal_pointer (&summary->track_label);
  done->by = g_strdup (by ? by : "");
  done->at = g_steal_pointer (&now);
  done->files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_handed_file_free);
  done->packages = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < content->exports->len; i++)
    {
      const EtbStoredExport *export = g_ptr_array_index (content->exports, i);

      if (g_file_test (export->file, G_FILE_TEST_EXISTS)
          && !g_ptr_array_find_with_equal_func (done->packages, export->file, g_str_equal, NULL))
        g_ptr_array_add (done->packages, g_strdup (export->file));
    }
  return done;
}

/* ---- Copying ----------------------------------------------------------------------------------
 */

static void
advance (gsize bytes, gpointer data)
{
  Work *self = data;

  self->done += bytes;
  if (self->progress)
    self->progress (self->done, self->total, self->user_data);
}

static void
set_not_the_same (const char *to, GError **error)
{
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("What was written to “%s” reads back differently: the disk or the stick is "
                  "faulty. The dossier is still here, as it was; use another one."),
                  to);
}

/* Read at a time. */
#define BLOCK (1024 * 1024)

/* What the device gives back, not what memory remembers, as far as the system lets one ask. */
static char *
read_back (Work *self, const char *made, GCancellable *cancellable)
{
  g_autoptr (GByteArray) block = g_byte_array_sized_new (BLOCK);
  g_autoptr (EtbDigest) digest = etb_digest_new ();
  guint8 result[ETB_DIGEST_SIZE];
  int descriptor = g_open (made, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  ssize_t length = 1;

  if (descriptor < 0)
    return NULL;
  g_byte_array_set_size (block, BLOCK);
  posix_fadvise (descriptor, 0, 0, POSIX_FADV_DONTNEED);
  while (length > 0 && !g_cancellable_is_cancelled (cancellable))
    {
      length = read (descriptor, block->data, BLOCK);
      if (length < 0 && errno == EINTR)
        length = 1;
      else if (length > 0)
        {
          etb_digest_update (digest, block->data, (gsize)length);
          advance ((gsize)length, self);
        }
    }
  close (descriptor);
  if (length != 0)
    return NULL;
  etb_digest_finish (g_steal_pointer (&digest), result);
  return etb_digest_to_hex (result);
}

/* Returns: (transfer full): the digest of what was written and is on disk */
static char *
write_bytes (Work *self, EtbHeldFile *held, const char *made, GCancellable *cancellable,
             GError **error)
{
  int descriptor = g_open (made, O_WRONLY | O_NOFOLLOW | O_CLOEXEC, 0);
  g_autofree char *digest = NULL;
  int cause;

  if (descriptor >= 0)
    digest = etb_held_file_read (held, descriptor, advance, self, cancellable, error);
  if (descriptor >= 0 && !digest)
    {
      close (descriptor);
      return NULL;
    }
  cause = descriptor < 0 || fsync (descriptor) != 0 ? errno : 0;
  if (descriptor >= 0 && close (descriptor) != 0 && cause == 0)
    cause = errno;
  if (cause == 0)
    return g_steal_pointer (&digest);
  g_set_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_STORE,
               _ ("The copy cannot be written: %s. The dossier is still here, as it was."),
                  g_strerror (cause));
  return NULL;
}

static gboolean
verify (Work *self, EtbHeldFile *held, const char *made, const char *to, const char *digest,
        GCancellable *cancellable, GError **error)
{
  g_autofree char *copied = read_back (self, made, cancellable);
  g_autofree char *original = NULL;
  g_autoptr (EtbConnection) copy = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  original = etb_held_file_read (held, -1, advance, self, cancellable, error);
  if (!original)
    return FALSE;
  if (!g_str_equal (original, digest) || g_strcmp0 (copied, digest) != 0)
    {
      set_not_the_same (to, error);
      return FALSE;
    }
  copy = etb_connection_open (made, ETB_CONNECTION_READ, error);
  return copy && etb_connection_check (copy, TRUE, error);
}

static gboolean
copy_one (Work *self, EtbHeldFile *held, const char *to, EtbHandOver *done,
          GCancellable *cancellable, GError **error)
{
  g_autofree char *made = etb_store_make_empty (to, error);
  g_autofree char *digest = NULL;
  EtbHandedFile *handed;

  if (!made)
    return FALSE;
  digest = write_bytes (self, held, made, cancellable, error);
  if (!digest || !verify (self, held, made, to, digest, cancellable, error)
      || !etb_store_put_in_place (made, to, error))
    {
      etb_wipe_file (made);
      return FALSE;
    }
  handed = g_new0 (EtbHandedFile, 1);
  handed->from = g_strdup (etb_held_file_get_path (held));
  handed->to = g_strdup (to);
  handed->sha256 = g_steal_pointer (&digest);
  handed->size = etb_held_file_get_size (held);
  g_ptr_array_add (done->files, handed);
  return TRUE;
}

/* The same name in the folder of @to; a number more where that is taken. */
static char *
name_sibling (const char *file, const char *to)
{
  g_autofree char *folder = g_path_get_dirname (to);
  g_autofree char *base = g_path_get_basename (file);
  gsize stem = strlen (base) - strlen (ETB_DOSSIER_ENDING);

  for (guint number = 1;; number++)
    {
      g_autofree char *name
          = number == 1 ? g_strdup (base)
                        : g_strdup_printf ("%.*s-%u" ETB_DOSSIER_ENDING, (int)stem, base, number);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer (&path);
    }
}

static void
take_back (EtbHandOver *done)
{
  for (guint i = 0; i < done->files->len; i++)
    etb_wipe_file (((EtbHandedFile *)g_ptr_array_index (done->files, i))->to);
}

static gboolean
copy_all (Work *self, const char *to, EtbHandOver *done, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->held->len; i++)
    {
      EtbHeldFile *held = g_ptr_array_index (self->held, i);
      g_autofree char *place
          = i == 0 ? g_strdup (to) : name_sibling (etb_held_file_get_path (held), to);

      if (!copy_one (self, held, place, done, cancellable, error))
        {
          take_back (done);
          return FALSE;
        }
    }
  return TRUE;
}

/* ---- Removing ---------------------------------------------------------------------------------
 */

/* What a program that ended by accident left of this dossier beside it. */
static void
remove_unfinished (const char *path, const char *id)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));)
    {
      g_autofree char *file = g_build_filename (folder, name, NULL);
      g_autofree char *its_id = NULL;

      if (!g_str_has_prefix (name, ".etabli-"))
        continue;
      its_id = etb_safety_copies_read_id (file);
      if (*its_id && g_str_equal (its_id, id))
        etb_wipe_file (file);
    }
}

static void
put_folder_on_disk (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int descriptor = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (descriptor >= 0)
    {
      fsync (descriptor);
      close (descriptor);
    }
}

static gboolean
remove_files (Work *self, GError **error)
{
  int lock = etb_safety_copies_lock ();
  gboolean removed = TRUE;

  if (*self->id)
    {
      etb_safety_copies_wipe (self->id);
      remove_unfinished (etb_held_file_get_path (g_ptr_array_index (self->held, 0)), self->id);
    }
  for (guint i = self->held->len; i > 0; i--)
    removed = etb_held_file_wipe (g_ptr_array_index (self->held, i - 1), removed ? error : NULL)
              && removed;
  put_folder_on_disk (etb_held_file_get_path (g_ptr_array_index (self->held, 0)));
  etb_safety_copies_unlock (lock);
  return removed;
}

static void
remove_traces (const EtbHandOver *done)
{
  g_autoptr (EtbLibraryIndex) index = etb_library_index_open ();

  for (guint i = 0; i < done->files->len; i++)
    {
      const EtbHandedFile *file = g_ptr_array_index (done->files, i);

      /* One that cannot be written any more is worth nothing: it is made again. */
      if (index && !etb_library_index_forget (index, file->from))
        {
          etb_library_index_free (index);
          index = etb_library_index_remake ();
        }
      etb_traces_remove (file->from);
    }
}

/* Copies, then removes. */
static gboolean
finish (Work *self, const char *target, EtbHandOver *done, GCancellable *cancellable,
        GError **error)
{
  gboolean removed;

  if (!copy_all (self, target, done, cancellable, error))
    return FALSE;
  removed = remove_files (self, error);
  remove_traces (done);
  return removed;
}

EtbHandOver *
etb_hand_over (const char *file, const char *to, const char *by, EtbHandOverProgress progress,
               gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { NULL, NULL, progress, user_data, 0, 0 };
  g_autofree char *target = NULL;
  EtbHandOver *done;

  g_return_val_if_fail (file != NULL && to != NULL, NULL);

  target = g_canonicalize_filename (to, NULL);
  if (!hold_all (&work, file, error))
    return NULL;
  done = describe (&work, by, error);
  if (done && !finish (&work, target, done, cancellable, error))
    g_clear_pointer (&done, etb_hand_over_free);
  return done;
}
