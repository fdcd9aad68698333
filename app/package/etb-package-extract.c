/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: writes the files of a package under a folder.
 * Invariant: nothing outside the folder is touched, whatever names the package holds and whatever
 * links the folder holds or gets meanwhile; nothing that exists is overwritten; a file has its name
 * once it is whole; on failure what was written goes away. Callers: app/cli, ui. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "etb-manifest.h"
#include "etb-package-private.h"
#include "etb-part-file.h"

/* What was made, as it was then: under its name there may be something else by now. */
typedef struct
{
  char *name; /* under the folder */
  dev_t device;
  ino_t inode;
  gboolean is_folder;
} Made;

typedef struct
{
  const char *folder;
  EtbExtractForm form;
  EtbZipReader *reader;
  GCancellable *cancellable;
  int root;        /* the folder */
  GPtrArray *made; /* (element-type Made), in the order they were made */
} Extraction;

static void
made_free (Made *made)
{
  g_free (made->name);
  g_free (made);
}

static gboolean
fail (Extraction *self, const char *name, int errsv, GError **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *shown = g_filename_display_name (path);

  if (errsv == EEXIST)
    g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                 _ ("“%s” exists already: choose an empty folder"), shown);
  else
    g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                 _ ("“%s” cannot be written: %s. Choose another folder or free some space."), shown,
                    g_strerror (errsv));
  return FALSE;
}

/* Notes what was just made and is open as @fd; @length: of its name in @name. */
static void
note_made (Extraction *self, const char *name, gsize length, int fd, gboolean is_folder)
{
  struct stat status;
  Made *made;

  if (fstat (fd, &status) != 0)
    return;
  made = g_new0 (Made, 1);
  made->name = g_strndup (name, length);
  made->device = status.st_dev;
  made->inode = status.st_ino;
  made->is_folder = is_folder;
  g_ptr_array_add (self->made, made);
}

/* Goes down one step at a time, never through a link, and makes the folders that are not there when
 * @make. Returns: a descriptor of the folder of @name, or -1 with errno; *@leaf is what comes
 * after. */
static int
open_parent (Extraction *self, const char *name, gboolean make, const char **leaf)
{
  int folder = fcntl (self->root, F_DUPFD_CLOEXEC, 0);
  const char *start = name;
  const char *slash;

  while (folder >= 0 && (slash = strchr (start, '/')) != NULL)
    {
      g_autofree char *segment = g_strndup (start, (gsize)(slash - start));
      const gboolean is_new = make && mkdirat (folder, segment, 0777) == 0;
      int next = openat (folder, segment, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      int errsv = errno;

      if (is_new && next >= 0)
        note_made (self, name, (gsize)(slash - name), next, TRUE);
      close (folder);
      errno = errsv;
      folder = next;
      start = slash + 1;
    }

  *leaf = start;
  return folder;
}

/* Where an entry goes. */
typedef struct
{
  int fd;
  int errsv; /* why the disk took no more, or 0 */
} Target;

static gboolean
on_content (const void *data, gsize length, gpointer user_data, GError **error)
{
  Target *target = user_data;
  const guint8 *bytes = data;

  while (length > 0)
    {
      gssize written = write (target->fd, bytes, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        {
          target->errsv = written < 0 ? errno : EIO;
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, g_strerror (target->errsv));
          return FALSE;
        }
      bytes += written;
      length -= (gsize)written;
    }

  return TRUE;
}

/* What goes into one file. */
typedef struct
{
  const char *name;         /* of the file */
  const EtbZipEntry *entry; /* or NULL: */
  GBytes *bytes;
} Source;

/* The content of a file, whole or an error. */
static gboolean
write_content (Extraction *self, const Source *source, int fd, GError **error)
{
  g_autoptr (GError) copy_error = NULL;
  Target target = { fd, 0 };
  gboolean written = source->entry != NULL
                         ? etb_zip_reader_read (self->reader, source->entry, on_content, &target,
                                                self->cancellable, &copy_error)
                         : on_content (g_bytes_get_data (source->bytes, NULL),
                                       g_bytes_get_size (source->bytes), &target, &copy_error);

  if (written)
    return TRUE;
  if (target.errsv != 0)
    return fail (self, source->name, target.errsv, error);
  g_propagate_error (error, g_steal_pointer (&copy_error));
  return FALSE;
}

static gboolean
write_file (Extraction *self, const Source *source, GError **error)
{
  const char *leaf = NULL;
  int folder = open_parent (self, source->name, TRUE, &leaf);
  g_autoptr (EtbPartFile) part = NULL;
  int errsv = errno;

  if (folder < 0)
    return fail (self, source->name, errsv, error);

  part = etb_part_file_new (folder);
  errsv = errno;
  close (folder);
  if (part == NULL)
    return fail (self, source->name, errsv, error);
  if (!write_content (self, source, etb_part_file_get_fd (part), error))
    return FALSE;
  if (!etb_part_file_keep_as_new (part, leaf))
    return fail (self, source->name, errno, error);

  note_made (self, source->name, strlen (source->name), etb_part_file_get_fd (part), FALSE);
  return TRUE;
}

/* Takes away one thing that was made, if it is still there: somebody may have put a link, or
 * another file, in its place or in that of a folder above it. */
static void
undo_one (Extraction *self, const Made *made)
{
  const char *leaf = NULL;
  int folder = open_parent (self, made->name, FALSE, &leaf);
  struct stat status;

  if (folder < 0)
    return;
  if (fstatat (folder, leaf, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_dev == made->device
      && status.st_ino == made->inode)
    unlinkat (folder, leaf, made->is_folder ? AT_REMOVEDIR : 0);
  close (folder);
}

/* The last first. */
static void
undo (Extraction *self)
{
  for (guint i = self->made->len; i > 0; i--)
    undo_one (self, g_ptr_array_index (self->made, i - 1));
}

static gboolean
write_token (Extraction *self, const EtbZipEntry *entry, guint number, GError **error)
{
  g_autofree char *name = g_strdup_printf ("jeton-%u.xml", number);
  g_autoptr (GBytes) document
      = etb_zip_reader_load (self->reader, entry, ETB_XADES_MAX_SIZE, error);
  g_autoptr (GBytes) token
      = document != NULL ? etb_xades_detach (document, entry->name, error) : NULL;

  return token != NULL && write_file (self, &(Source){ .name = name, .bytes = token }, error);
}

/* A data file is written in both forms; what makes the container, in one. */
static gboolean
extract_entry (Extraction *self, const EtbZipEntry *entry, guint *n_tokens, GError **error)
{
  if (self->form == ETB_EXTRACT_DETACHED && etb_manifest_is_signature (entry->name))
    return write_token (self, entry, ++*n_tokens, error);
  if (self->form == ETB_EXTRACT_DETACHED
      && (g_str_equal (entry->name, ETB_MIMETYPE_ENTRY)
          || g_str_equal (entry->name, ETB_MANIFEST_ENTRY)))
    return TRUE;
  return write_file (self, &(Source){ .name = entry->name, .entry = entry }, error);
}

static gboolean
extract_all (Extraction *self, GError **error)
{
  GPtrArray *entries = etb_zip_reader_get_entries (self->reader);
  guint n_tokens = 0;

  for (guint i = 0; i < entries->len; i++)
    if (!extract_entry (self, g_ptr_array_index (entries, i), &n_tokens, error))
      return FALSE;

  return TRUE;
}

/* The first of the folders above and at @folder that is not there yet, or NULL. (transfer full) */
static char *
find_missing (const char *folder)
{
  char *path = g_strdup (folder);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    g_clear_pointer (&path, g_free);
  while (path != NULL)
    {
      char *above = g_path_get_dirname (path);

      if (g_str_equal (above, path) || g_file_test (above, G_FILE_TEST_EXISTS))
        {
          g_free (above);
          break;
        }
      g_free (path);
      path = above;
    }
  return path;
}

/* Takes away the empty folders from @folder up to @first. */
static void
remove_folders (const char *folder, const char *first)
{
  g_autofree char *path = g_strdup (folder);

  /* "a/b/" is tried before "a/b". */
  while ((g_rmdir (path) == 0 || errno == ENOENT) && !g_str_equal (path, first))
    {
      char *above = g_path_get_dirname (path);

      g_free (path);
      path = above;
    }
}

gboolean
etb_package_extract (const char *file, const char *folder, EtbExtractForm form,
                     GCancellable *cancellable, GError **error)
{
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GHashTable) types = NULL;
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func ((GDestroyNotify)made_free);
  Extraction extraction = { folder, form, NULL, cancellable, -1, made };
  g_autofree char *missing = NULL;
  gboolean done;

  g_return_val_if_fail (file != NULL && folder != NULL, FALSE);

  reader = etb_zip_reader_open (file, error);
  if (reader == NULL)
    return FALSE;
  types = etb_manifest_check (reader, error);
  if (types == NULL)
    return FALSE;

  extraction.reader = reader;
  missing = find_missing (folder);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (&extraction, "", errno, error);
  /* The folder itself is the person's choice: it may be a link. */
  extraction.root = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (extraction.root < 0)
    return fail (&extraction, "", errno, error);

  etb_part_file_sweep (extraction.root);
  done = extract_all (&extraction, error);
  if (!done)
    undo (&extraction);
  close (extraction.root);
  if (!done && missing != NULL)
    remove_folders (folder, missing);
  return done;
}

/* ---- On a thread ------------------------------------------------------------------------------
 */

typedef struct
{
  char *file;
  char *folder;
  EtbExtractForm form;
} Order;

static void
order_free (gpointer data)
{
  Order *order = data;

  g_free (order->file);
  g_free (order->folder);
  g_free (order);
}

static void
extract_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Order *order = data;
  GError *error = NULL;

  if (etb_package_extract (order->file, order->folder, order->form, cancellable, &error))
    g_task_return_pointer (task, g_strdup (order->folder), g_free);
  else
    g_task_return_error (task, error);
}

void
etb_package_extract_async (const char *file, const char *parent, EtbExtractForm form,
                           GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *stem = NULL;
  Order *order;
  char *dot;

  g_return_if_fail (file != NULL && parent != NULL);

  stem = g_path_get_basename (file);
  dot = strrchr (stem, '.');
  if (dot != NULL && dot != stem)
    *dot = '\0';
  order = g_new (Order, 1);
  *order = (Order){ g_strdup (file), g_build_filename (parent, stem, NULL), form };
  g_task_set_source_tag (task, etb_package_extract_async);
  g_task_set_task_data (task, order, order_free);
  g_task_run_in_thread (task, extract_in_thread);
}

char *
etb_package_extract_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
