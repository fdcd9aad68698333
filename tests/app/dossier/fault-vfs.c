/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails when it is told to; see the header. Real syncs are left out: what is durable is
 * kept in memory, and the tests take a fraction of the time. */

#include "fault-vfs.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* One write or truncation since the last sync. */
typedef struct
{
  sqlite3_int64 offset;
  GBytes *bytes; /* NULL: cut at @offset */
} Pending;

/* What is known of one path. */
typedef struct
{
  GByteArray *durable; /* NULL: not there */
  GPtrArray *pending;  /* (element-type Pending) */
  gboolean deleted;    /* and the folder not synced yet */
} Shadow;

struct _FaultVfs
{
  sqlite3_vfs vfs;
  sqlite3_vfs *real;
  GMutex lock;
  FaultKind kind;
  guint at;
  guint count;
  gboolean came;
  gboolean stopped;
  GHashTable *shadows; /* path to Shadow */
};

typedef struct
{
  sqlite3_file file;
  FaultVfs *owner;
  Shadow *shadow; /* NULL: a temporary file */
  sqlite3_file *real;
} FaultFile;

/* ---- What a power cut would leave -------------------------------------------------------------
 */

static void
pending_free (gpointer data)
{
  Pending *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static void
shadow_free (gpointer data)
{
  Shadow *self = data;

  g_clear_pointer (&self->durable, g_byte_array_unref);
  g_ptr_array_unref (self->pending);
  g_free (self);
}

/* What is on disk now counts as synced. */
static void
shadow_load (Shadow *self, const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_clear_pointer (&self->durable, g_byte_array_unref);
  g_ptr_array_set_size (self->pending, 0);
  self->deleted = FALSE;
  if (g_file_get_contents (path, &bytes, &size, NULL))
    self->durable = g_byte_array_append (g_byte_array_new (), (guint8 *)bytes, (guint)size);
}

static Shadow *
shadow_of (FaultVfs *self, const char *path)
{
  Shadow *shadow = g_hash_table_lookup (self->shadows, path);

  /* One that was not there can have come by a renaming. */
  if (shadow && !shadow->durable && !shadow->deleted && shadow->pending->len == 0)
    shadow_load (shadow, path);
  if (shadow)
    return shadow;
  shadow = g_new0 (Shadow, 1);
  shadow->pending = g_ptr_array_new_with_free_func (pending_free);
  shadow_load (shadow, path);
  g_hash_table_insert (self->shadows, g_strdup (path), shadow);
  return shadow;
}

static void
shadow_note (Shadow *self, sqlite3_int64 offset, const void *bytes, gsize length)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->offset = offset;
  pending->bytes = bytes ? g_bytes_new (bytes, length) : NULL;
  g_ptr_array_add (self->pending, pending);
}

/* Of a write, the first @most bytes. */
static void
apply (GByteArray *image, const Pending *pending, gsize most)
{
  guint old = image->len;
  gsize length = 0;
  const void *bytes = pending->bytes ? g_bytes_get_data (pending->bytes, &length) : NULL;
  guint end = (guint)pending->offset + (guint)MIN (length, most);

  if (!bytes)
    {
      if (pending->offset < image->len)
        g_byte_array_set_size (image, (guint)pending->offset);
      return;
    }
  if (end > old)
    {
      g_byte_array_set_size (image, end);
      memset (image->data + old, 0, end - old);
    }
  memcpy (image->data + pending->offset, bytes, MIN (length, most));
}

static void
shadow_sync (Shadow *self)
{
  if (!self->durable)
    self->durable = g_byte_array_new ();
  for (guint i = 0; i < self->pending->len; i++)
    apply (self->durable, g_ptr_array_index (self->pending, i), G_MAXSIZE);
  g_ptr_array_set_size (self->pending, 0);
}

/* A folder that was not synced may still show what was deleted, and not yet what was made. */
static void
shadow_lose (Shadow *self, const char *path, GRand *random)
{
  GError *error = NULL;

  if (!self->durable && (self->pending->len == 0 || g_rand_boolean (random)))
    {
      g_unlink (path);
      return;
    }
  if (self->deleted && g_rand_boolean (random))
    {
      g_unlink (path);
      return;
    }
  if (!self->durable)
    self->durable = g_byte_array_new ();
  for (guint i = 0; i < self->pending->len; i++)
    if (g_rand_boolean (random))
      apply (self->durable, g_ptr_array_index (self->pending, i),
             g_rand_int_range (random, 0, 4) ? G_MAXSIZE
                                             : (gsize)g_rand_int_range (random, 0, 8192));
  g_file_set_contents_full (path, (const char *)self->durable->data, self->durable->len,
                            G_FILE_SET_CONTENTS_NONE, 0600, &error);
  g_assert_no_error (error);
}

void
fault_vfs_lose_power (FaultVfs *self, GRand *random)
{
  GHashTableIter iter;
  gpointer path, shadow;

  g_hash_table_iter_init (&iter, self->shadows);
  while (g_hash_table_iter_next (&iter, &path, &shadow))
    shadow_lose (shadow, path, random);
  g_hash_table_remove_all (self->shadows);
}

/* ---- When to fail -----------------------------------------------------------------------------
 */

typedef enum
{
  CALL_GOES,
  CALL_FAILS,
  CALL_TEARS,
} Fate;

/* Of a call that changes the disk. @grows: it asks for room. Under the lock. */
static Fate
decide (FaultVfs *self, gboolean grows)
{
  self->count++;
  if (self->stopped)
    return CALL_FAILS;
  if (self->kind == FAULT_NONE || self->count < self->at)
    return CALL_GOES;
  if (self->kind == FAULT_ONCE && self->count > self->at)
    return CALL_GOES;
  if (self->kind == FAULT_FULL && !grows)
    return CALL_GOES;
  self->came = TRUE;
  if (self->kind != FAULT_TORN && self->kind != FAULT_CUT)
    return CALL_FAILS;
  self->stopped = TRUE;
  return self->kind == FAULT_TORN && grows ? CALL_TEARS : CALL_FAILS;
}

static gboolean
is_stopped (FaultVfs *self)
{
  gboolean stopped;

  g_mutex_lock (&self->lock);
  stopped = self->stopped;
  g_mutex_unlock (&self->lock);
  return stopped;
}

/* ---- Files ------------------------------------------------------------------------------------
 */

#define SELF(file) ((FaultFile *)(file))
#define REAL(file) (SELF (file)->real)

static int
fault_close (sqlite3_file *file)
{
  int code = REAL (file)->pMethods ? REAL (file)->pMethods->xClose (REAL (file)) : SQLITE_OK;

  g_clear_pointer (&SELF (file)->real, g_free);
  return code;
}

static int
fault_read (sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset)
{
  if (is_stopped (SELF (file)->owner))
    return SQLITE_IOERR_READ;
  return REAL (file)->pMethods->xRead (REAL (file), bytes, length, offset);
}

static int
fault_write (sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset)
{
  FaultVfs *owner = SELF (file)->owner;
  int code = owner->kind == FAULT_IO ? SQLITE_IOERR_WRITE : SQLITE_FULL;
  Fate fate;

  if (!SELF (file)->shadow)
    return REAL (file)->pMethods->xWrite (REAL (file), bytes, length, offset);
  g_mutex_lock (&owner->lock);
  fate = decide (owner, TRUE);
  if (fate == CALL_TEARS)
    length /= 2;
  if (fate != CALL_FAILS)
    {
      shadow_note (SELF (file)->shadow, offset, bytes, (gsize)length);
      code = REAL (file)->pMethods->xWrite (REAL (file), bytes, length, offset);
    }
  g_mutex_unlock (&owner->lock);
  return fate == CALL_TEARS ? SQLITE_IOERR_WRITE : code;
}

static int
fault_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  FaultVfs *owner = SELF (file)->owner;
  int code = SQLITE_IOERR_TRUNCATE;

  if (!SELF (file)->shadow)
    return REAL (file)->pMethods->xTruncate (REAL (file), size);
  g_mutex_lock (&owner->lock);
  if (decide (owner, FALSE) == CALL_GOES)
    {
      shadow_note (SELF (file)->shadow, size, NULL, 0);
      code = REAL (file)->pMethods->xTruncate (REAL (file), size);
    }
  g_mutex_unlock (&owner->lock);
  return code;
}

static int
fault_sync (sqlite3_file *file, int flags)
{
  FaultVfs *owner = SELF (file)->owner;
  int code = SQLITE_IOERR_FSYNC;

  if (!SELF (file)->shadow)
    return SQLITE_OK;
  g_mutex_lock (&owner->lock);
  if (decide (owner, FALSE) == CALL_GOES)
    {
      shadow_sync (SELF (file)->shadow);
      code = SQLITE_OK;
    }
  g_mutex_unlock (&owner->lock);
  return code;
}

static int
fault_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  if (is_stopped (SELF (file)->owner))
    return SQLITE_IOERR_FSTAT;
  return REAL (file)->pMethods->xFileSize (REAL (file), size);
}

static int
fault_lock (sqlite3_file *file, int level)
{
  if (is_stopped (SELF (file)->owner))
    return SQLITE_IOERR_LOCK;
  return REAL (file)->pMethods->xLock (REAL (file), level);
}

/* Locks go with the machine. */
static int
fault_unlock (sqlite3_file *file, int level)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), level);
}

static int
fault_check_reserved_lock (sqlite3_file *file, int *result)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), result);
}

static int
fault_file_control (sqlite3_file *file, int operation, void *argument)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), operation, argument);
}

static int
fault_sector_size (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
fault_device_characteristics (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static const sqlite3_io_methods methods = {
  .iVersion = 1,
  .xClose = fault_close,
  .xRead = fault_read,
  .xWrite = fault_write,
  .xTruncate = fault_truncate,
  .xSync = fault_sync,
  .xFileSize = fault_file_size,
  .xLock = fault_lock,
  .xUnlock = fault_unlock,
  .xCheckReservedLock = fault_check_reserved_lock,
  .xFileControl = fault_file_control,
  .xSectorSize = fault_sector_size,
  .xDeviceCharacteristics = fault_device_characteristics,
};

/* ---- The disk ---------------------------------------------------------------------------------
 */

static int
fault_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  FaultVfs *self = vfs->pAppData;
  int code;

  file->pMethods = NULL;
  if (is_stopped (self))
    return SQLITE_CANTOPEN;
  SELF (file)->owner = self;
  SELF (file)->real = g_malloc0 ((gsize)self->real->szOsFile);
  g_mutex_lock (&self->lock);
  SELF (file)->shadow = name ? shadow_of (self, name) : NULL;
  g_mutex_unlock (&self->lock);
  code = self->real->xOpen (self->real, name, REAL (file), flags, out_flags);
  if (code == SQLITE_OK)
    file->pMethods = &methods;
  else
    g_clear_pointer (&SELF (file)->real, g_free);
  return code;
}

static int
fault_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  FaultVfs *self = vfs->pAppData;
  int code = SQLITE_IOERR_DELETE;
  Shadow *shadow;

  g_mutex_lock (&self->lock);
  shadow = shadow_of (self, name);
  if (decide (self, FALSE) == CALL_GOES)
    {
      code = self->real->xDelete (self->real, name, 0);
      g_ptr_array_set_size (shadow->pending, 0);
      shadow->deleted = TRUE;
      if (code == SQLITE_OK && sync_folder)
        {
          shadow->deleted = FALSE;
          g_clear_pointer (&shadow->durable, g_byte_array_unref);
        }
    }
  g_mutex_unlock (&self->lock);
  return code;
}

static int
fault_access (sqlite3_vfs *vfs, const char *name, int flags, int *result)
{
  FaultVfs *self = vfs->pAppData;

  return is_stopped (self) ? SQLITE_IOERR_ACCESS
                           : self->real->xAccess (self->real, name, flags, result);
}

FaultVfs *
fault_vfs_new (void)
{
  FaultVfs *self = g_new0 (FaultVfs, 1);

  self->real = sqlite3_vfs_find (NULL);
  self->vfs = *self->real;
  self->vfs.pNext = NULL;
  self->vfs.szOsFile = sizeof (FaultFile);
  self->vfs.zName = "etabli-fault";
  self->vfs.pAppData = self;
  self->vfs.xOpen = fault_open;
  self->vfs.xDelete = fault_delete;
  self->vfs.xAccess = fault_access;
  g_mutex_init (&self->lock);
  self->shadows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shadow_free);
  g_assert_cmpint (sqlite3_vfs_register (&self->vfs, 0), ==, SQLITE_OK);
  return self;
}

void
fault_vfs_free (FaultVfs *self)
{
  fault_vfs_leave (self);
  sqlite3_vfs_unregister (&self->vfs);
  g_hash_table_unref (self->shadows);
  g_mutex_clear (&self->lock);
  g_free (self);
}

void
fault_vfs_use (FaultVfs *self)
{
  sqlite3_vfs_register (&self->vfs, 1);
}

void
fault_vfs_leave (FaultVfs *self)
{
  sqlite3_vfs_register (self->real, 1);
}

void
fault_vfs_arm (FaultVfs *self, FaultKind kind, guint at)
{
  GHashTableIter iter;
  gpointer path, shadow;

  g_mutex_lock (&self->lock);
  g_hash_table_iter_init (&iter, self->shadows);
  while (g_hash_table_iter_next (&iter, &path, &shadow))
    shadow_load (shadow, path);
  self->kind = kind;
  self->at = at;
  self->count = 0;
  self->came = self->stopped = FALSE;
  g_mutex_unlock (&self->lock);
}

void
fault_vfs_lift (FaultVfs *self)
{
  g_mutex_lock (&self->lock);
  self->kind = FAULT_NONE;
  self->stopped = FALSE;
  g_mutex_unlock (&self->lock);
}

void
fault_vfs_stop (FaultVfs *self)
{
  g_mutex_lock (&self->lock);
  self->stopped = TRUE;
  g_mutex_unlock (&self->lock);
}

guint
fault_vfs_count (FaultVfs *self)
{
  guint count;

  g_mutex_lock (&self->lock);
  count = self->count;
  g_mutex_unlock (&self->lock);
  return count;
}

gboolean
fault_vfs_came (FaultVfs *self)
{
  gboolean came;

  g_mutex_lock (&self->lock);
  came = self->came;
  g_mutex_unlock (&self->lock);
  return came;
}
