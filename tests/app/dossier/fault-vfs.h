/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* A disk that fails when it is told to: a SQLite VFS over the ordinary one. While it is taken for
 * the default, everything the program writes goes through it, with no hook in the program itself.
 * Every call that changes a disk is counted: writes, truncations, syncs, deletions. Any thread.
 *
 * It also keeps what a power cut would leave: of each file the bytes at its last sync, and the
 * writes since, which a disk may keep or lose in any order. */

typedef enum
{
  FAULT_NONE,
  FAULT_ONCE, /* this one call fails: a write, a sync, a truncation, a deletion */
  FAULT_FULL, /* from this call on nothing more can be written, until the fault is lifted */
  FAULT_IO,   /* from this call on every call that changes the disk fails, until lifted */
  FAULT_TORN, /* half of this write is done, then the machine stops: every later call fails */
  FAULT_CUT,  /* the machine stops before this call; see fault_vfs_lose_power() */
} FaultKind;

typedef struct _FaultVfs FaultVfs;

/* Registers it; it is not the default yet. Freeing gives the ordinary one its place back. */
FaultVfs *fault_vfs_new (void);
void fault_vfs_free (FaultVfs *self);

/* From now on files are opened through this disk; through the ordinary one. Files that are open
 * stay where they are. */
void fault_vfs_use (FaultVfs *self);
void fault_vfs_leave (FaultVfs *self);

/* Counts from 1 again, and has call @at fail so; forgets what was known of the files: what is on
 * disk now counts as synced. FAULT_NONE only counts. */
void fault_vfs_arm (FaultVfs *self, FaultKind kind, guint at);

/* No call fails any more. */
void fault_vfs_lift (FaultVfs *self);

/* Calls since it was armed, and whether the fault came. */
guint fault_vfs_count (FaultVfs *self);
gboolean fault_vfs_came (FaultVfs *self);

/* Stops the machine now. */
void fault_vfs_stop (FaultVfs *self);

/* Puts on disk, for each file, what a power cut leaves: the bytes of the last sync, and of the
 * writes since any part. All files must be closed. */
void fault_vfs_lose_power (FaultVfs *self, GRand *random);
