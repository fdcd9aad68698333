/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a file that has its name only once it is whole; see the header.
 * Invariant: a hidden name is locked (flock) by whoever writes under it, for as long as it exists.
 * Callers: app/container, app/package. */

#include "etb-part-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define RANDOM_LENGTH 6
#define ATTEMPTS      100

struct _EtbPartFile
{
  int folder;
  int fd;
  char *name; /* in the folder; NULL while, or where, it has none of its own */
};

static char *
make_name (void)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789";
  char random[RANDOM_LENGTH + 1] = { 0 };

  for (gsize i = 0; i < RANDOM_LENGTH; i++)
    random[i] = letters[g_random_int_range (0, sizeof letters - 1)];
  return g_strconcat (ETB_PART_FILE_PREFIX, random, NULL);
}

static char *
path_of_descriptor (int fd)
{
  return g_strdup_printf ("/proc/self/fd/%d", fd);
}

/* Whether @name was left by a program that is gone: nobody holds its lock. The descriptor, locked,
 * or -1. */
static int
take_over (int folder, const char *name)
{
  /* Not to wait on a named pipe. */
  int fd = openat (folder, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
  struct stat status;

  if (fd >= 0 && fstat (fd, &status) == 0 && S_ISREG (status.st_mode) && status.st_uid == geteuid ()
      && flock (fd, LOCK_EX | LOCK_NB) == 0)
    return fd;
  if (fd >= 0)
    close (fd);
  return -1;
}

void
etb_part_file_sweep (int folder)
{
  int fd = openat (folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *list = fd >= 0 ? fdopendir (fd) : NULL;
  const struct dirent *item;

  if (list == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((item = readdir (list)) != NULL)
    {
      int left;

      if (!g_str_has_prefix (item->d_name, ETB_PART_FILE_PREFIX)
          || strlen (item->d_name) != strlen (ETB_PART_FILE_PREFIX) + RANDOM_LENGTH)
        continue;
      left = take_over (folder, item->d_name);
      if (left < 0)
        continue;
      unlinkat (folder, item->d_name, 0);
      close (left);
    }
  closedir (list);
}

/* FALSE when the file is not ours any more: somebody swept it before it was locked. A file system
 * without locks is no failure: there, nobody sweeps either. */
static gboolean
lock (int fd)
{
  struct stat status;

  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;
  return fstat (fd, &status) == 0 && status.st_nlink > 0;
}

static gboolean
open_without_name (EtbPartFile *self)
{
  g_autofree char *path = NULL;

  self->fd = openat (self->folder, ".", O_TMPFILE | O_RDWR | O_CLOEXEC, 0666);
  if (self->fd < 0)
    return FALSE;
  /* It gets its name by way of /proc. */
  path = path_of_descriptor (self->fd);
  if (access (path, F_OK) == 0)
    {
      (void)flock (self->fd, LOCK_EX | LOCK_NB);
      return TRUE;
    }
  close (self->fd);
  self->fd = -1;
  return FALSE;
}

static gboolean
open_hidden (EtbPartFile *self)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autofree char *name = make_name ();

      self->fd
          = openat (self->folder, name, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
      if (self->fd < 0 && errno != EEXIST)
        return FALSE;
      if (self->fd < 0)
        continue;
      if (lock (self->fd))
        {
          self->name = g_steal_pointer (&name);
          return TRUE;
        }
      close (self->fd);
      self->fd = -1;
    }
  errno = EEXIST;
  return FALSE;
}

EtbPartFile *
etb_part_file_new (int folder)
{
  EtbPartFile *self = g_new0 (EtbPartFile, 1);

  self->fd = -1;
  self->folder = fcntl (folder, F_DUPFD_CLOEXEC, 0);
  if (self->folder >= 0 && (open_without_name (self) || open_hidden (self)))
    return self;

  etb_part_file_free (self);
  return NULL;
}

void
etb_part_file_free (EtbPartFile *self)
{
  const int errsv = errno;

  if (self == NULL)
    return;

  /* In this order: a name without a lock is anybody's. */
  if (self->name != NULL)
    unlinkat (self->folder, self->name, 0);
  if (self->fd >= 0)
    close (self->fd);
  if (self->folder >= 0)
    close (self->folder);
  g_free (self->name);
  g_free (self);
  errno = errsv;
}

int
etb_part_file_get_fd (EtbPartFile *self)
{
  g_return_val_if_fail (self != NULL, -1);

  return self->fd;
}

char *
etb_part_file_dup_path (EtbPartFile *self, const char *folder)
{
  g_return_val_if_fail (self != NULL && folder != NULL, NULL);

  return self->name != NULL ? g_build_filename (folder, self->name, NULL)
                            : path_of_descriptor (self->fd);
}

static gboolean
link_as (EtbPartFile *self, const char *name)
{
  g_autofree char *path = path_of_descriptor (self->fd);

  return linkat (AT_FDCWD, path, self->folder, name, AT_SYMLINK_FOLLOW) == 0;
}

static gboolean
rename_as_new (EtbPartFile *self, const char *name)
{
  struct stat status;

  if (renameat2 (self->folder, self->name, self->folder, name, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;
  /* The file system cannot do both at once. */
  if (fstatat (self->folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0)
    {
      errno = EEXIST;
      return FALSE;
    }
  return errno == ENOENT && renameat (self->folder, self->name, self->folder, name) == 0;
}

gboolean
etb_part_file_keep_as_new (EtbPartFile *self, const char *name)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0 && name != NULL, FALSE);

  if (self->name == NULL)
    return link_as (self, name);
  if (!rename_as_new (self, name))
    return FALSE;
  g_clear_pointer (&self->name, g_free);
  return TRUE;
}

/* The kernel links a file to a new name only: it takes the place of another by a rename. */
static gboolean
link_hidden (EtbPartFile *self)
{
  for (guint i = 0; i < ATTEMPTS; i++)
    {
      g_autofree char *name = make_name ();

      if (link_as (self, name))
        {
          self->name = g_steal_pointer (&name);
          return TRUE;
        }
      if (errno != EEXIST)
        return FALSE;
    }
  return FALSE;
}

gboolean
etb_part_file_keep_over (EtbPartFile *self, const char *name)
{
  g_return_val_if_fail (self != NULL && self->fd >= 0 && name != NULL, FALSE);

  if (self->name == NULL)
    {
      if (link_as (self, name))
        return TRUE;
      if (errno != EEXIST || !link_hidden (self))
        return FALSE;
    }
  if (renameat (self->folder, self->name, self->folder, name) != 0)
    return FALSE;
  g_clear_pointer (&self->name, g_free);
  return TRUE;
}
