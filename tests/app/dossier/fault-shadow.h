/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* What a power cut would leave of one file: its bytes at the last sync, and the writes since, which
 * a disk may keep or lose in any order. Kept by fault-vfs. */
typedef struct _FaultShadow FaultShadow;

/* What is on disk at @path counts as synced. */
FaultShadow *fault_shadow_new (const char *path);
void fault_shadow_free (gpointer shadow);
void fault_shadow_load (FaultShadow *self, const char *path);

/* A file that is not there, nor was. */
gboolean fault_shadow_is_nothing (FaultShadow *self);

/* A write; with @bytes NULL, a cut at @offset. */
void fault_shadow_note (FaultShadow *self, gint64 offset, const void *bytes, gsize length);
void fault_shadow_sync (FaultShadow *self);
void fault_shadow_delete (FaultShadow *self, gboolean folder_synced);

/* Puts at @path what the cut leaves. */
void fault_shadow_lose (FaultShadow *self, const char *path, GRand *random);
