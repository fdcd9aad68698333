/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A disk that fails when it is told to; see the header. Real syncs are left out: what is durable is
 * kept in memory, and the tests take a fraction of the time. */

#include "fault-vfs.h"

#include <sqlite3.h>

#include "fault-shadow.h"

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
  GHashTable *shadows; /* path to FaultShadow */
};

typedef struct
{
  sqlite3_file file;
  FaultVfs *owner;
  FaultShadow *shadow; /* NULL: a temporary file */
  sqlite3_file *real;
} FaultFile;

/* ---- What a power cut would leave -------------------------------------------------------------
 */

static FaultShadow *
shadow_of (FaultVfs *self, const char *path)
{
  FaultShadow *shadow = g_hash_table_lookup (self->shadows, path);

  /* One that was not there can have come by a renaming. */
  if (shadow && fault_shadow_is_nothing (shadow))
    fault_shadow_load (shadow, path);
  if (shadow)
    return shadow;
  shadow = fault_shadow_new (path);
  g_hash_table_insert (self->shadows, g_strdup (path), shadow);
  return shadow;
}

void
fault_vfs_lose_power (FaultVfs *self, GRand *random)
{
  GHashTableIter iter;
  gpointer path, shadow;

  g_hash_table_iter_init (&iter, self->shadows);
  while (g_hash_table_iter_next (&iter, &path, &shadow))
    fault_shadow_lose (shadow, path, random);
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
      fault_shadow_note (SELF (file)->shadow, offset, bytes, (gsize)length);
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
      fault_shadow_note (SELF (file)->shadow, size, NULL, 0);
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
      fault_shadow_sync (SELF (file)->shadow);
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
  FaultShadow *shadow;

  g_mutex_lock (&self->lock);
  shadow = shadow_of (self, name);
  if (decide (self, FALSE) == CALL_GOES)
    {
      code = self->real->xDelete (self->real, name, 0);
      fault_shadow_delete (shadow, code == SQLITE_OK && sync_folder);
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
  self->shadows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, fault_shadow_free);
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
    fault_shadow_load (shadow, path);
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
