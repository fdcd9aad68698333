/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: writes the files of a package under a folder.
 * Invariant: nothing outside the folder is touched, whatever names the package holds and whatever
 * links the folder holds; nothing that exists is overwritten; on failure what was written goes
 * away. Callers: app/cli, ui. */

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "etb-manifest.h"
#include "etb-package-private.h"

typedef struct
{
  const char *folder;
  int root;           /* the folder */
  GPtrArray *written; /* names of files made, under the folder */
  GPtrArray *made;    /* names of folders made */
} Extraction;

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

/* Goes down one step at a time, never through a link. Returns: a descriptor of the folder of @name,
 * or -1 with errno; *@leaf is what comes after. */
static int
open_parent (Extraction *self, const char *name, const char **leaf)
{
  int folder = dup (self->root);
  const char *start = name;
  const char *slash;

  while (folder >= 0 && (slash = strchr (start, '/')) != NULL)
    {
      g_autofree char *segment = g_strndup (start, (gsize)(slash - start));
      int next;
      int errsv;

      if (mkdirat (folder, segment, 0777) == 0)
        g_ptr_array_add (self->made, g_strndup (name, (gsize)(slash - name)));
      next = openat (folder, segment, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
      errsv = errno;
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

static gboolean
extract_entry (Extraction *self, EtbZipReader *reader, const EtbZipEntry *entry,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) copy_error = NULL;
  const char *leaf = NULL;
  int folder = open_parent (self, entry->name, &leaf);
  int errsv = errno;
  Target target = { -1, 0 };

  if (folder < 0)
    return fail (self, entry->name, errsv, error);

  target.fd = openat (folder, leaf, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
  errsv = errno;
  close (folder);
  if (target.fd < 0)
    return fail (self, entry->name, errsv, error);

  g_ptr_array_add (self->written, g_strdup (entry->name));
  etb_zip_reader_read (reader, entry, on_content, &target, cancellable, &copy_error);
  if (close (target.fd) != 0 && target.errsv == 0)
    target.errsv = errno;
  if (target.errsv != 0)
    return fail (self, entry->name, target.errsv, error);
  if (copy_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&copy_error));
      return FALSE;
    }
  return TRUE;
}

/* Takes away what was written, the last first. */
static void
undo (Extraction *self)
{
  for (guint i = self->written->len; i > 0; i--)
    unlinkat (self->root, g_ptr_array_index (self->written, i - 1), 0);
  for (guint i = self->made->len; i > 0; i--)
    unlinkat (self->root, g_ptr_array_index (self->made, i - 1), AT_REMOVEDIR);
}

static gboolean
extract_all (Extraction *self, EtbZipReader *reader, GCancellable *cancellable, GError **error)
{
  GPtrArray *entries = etb_zip_reader_get_entries (reader);

  for (guint i = 0; i < entries->len; i++)
    if (!extract_entry (self, reader, g_ptr_array_index (entries, i), cancellable, error))
      return FALSE;

  return TRUE;
}

gboolean
etb_package_extract (const char *file, const char *folder, GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (EtbZipReader) reader = NULL;
  g_autoptr (GHashTable) types = NULL;
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) made = g_ptr_array_new_with_free_func (g_free);
  Extraction extraction = { folder, -1, written, made };
  gboolean folder_was_there;
  gboolean done;

  g_return_val_if_fail (file != NULL && folder != NULL, FALSE);

  reader = etb_zip_reader_open (file, error);
  if (reader == NULL)
    return FALSE;
  types = etb_manifest_check (reader, error);
  if (types == NULL)
    return FALSE;

  folder_was_there = g_file_test (folder, G_FILE_TEST_EXISTS);
  if (g_mkdir_with_parents (folder, 0777) != 0)
    return fail (&extraction, "", errno, error);
  /* The folder itself is the person's choice: it may be a link. */
  extraction.root = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (extraction.root < 0)
    return fail (&extraction, "", errno, error);

  done = extract_all (&extraction, reader, cancellable, error);
  if (!done)
    undo (&extraction);
  close (extraction.root);
  if (!done && !folder_was_there)
    g_rmdir (folder);
  return done;
}
