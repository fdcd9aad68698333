/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier-error.h"

G_BEGIN_DECLS

/* Copies of a dossier that the program keeps by itself, in $XDG_DATA_HOME/etabli/copies, in one
 * folder for each dossier, whose name is made of the dossier's identity: a dossier that is moved or
 * renamed keeps its copies, and no text of a file becomes a path. A copy is an ordinary dossier
 * file; nobody is given the right to write in one.
 *
 * One for each day on which the dossier was opened well, its last opening of that day; and one
 * each time an earlier version was brought back, of what there was before.
 *
 * Bounded: ETB_SAFETY_COPIES_DAYS days and ETB_SAFETY_COPIES_BEFORE others a dossier;
 * ETB_SAFETY_COPIES_MAX_SIZE for all dossiers, of which each keeps its newest whatever happens. A
 * dossier with more than ETB_SAFETY_COPIES_MAX_FILES of attached files is copied without their
 * bytes: an answer changes every day, a piece hardly ever, and bringing a version back takes the
 * bytes from the dossier itself, where a file that was removed stays for the history. Nothing is
 * copied when the disk would be left with less than ETB_SAFETY_COPIES_SPARE. */

#define ETB_SAFETY_COPIES_DAYS      7
#define ETB_SAFETY_COPIES_BEFORE    3
#define ETB_SAFETY_COPIES_MAX_FILES ((guint64)64 * 1024 * 1024)
#define ETB_SAFETY_COPIES_MAX_SIZE  ((guint64)1024 * 1024 * 1024)
#define ETB_SAFETY_COPIES_SPARE     ((guint64)256 * 1024 * 1024)

typedef enum
{
  ETB_SAFETY_COPY_OPENING, /* the dossier as it was opened on that day */
  ETB_SAFETY_COPY_BEFORE,  /* as it was before an earlier version was brought back */
} EtbSafetyCopyKind;

typedef struct
{
  char *file;
  char *day; /* YYYY-MM-DD, of the computer's zone */
  EtbSafetyCopyKind kind;
  guint64 size;
  gint64 made; /* seconds since 1970 */
} EtbSafetyCopy;

void etb_safety_copy_free (EtbSafetyCopy *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbSafetyCopy, etb_safety_copy_free)

/* Keeps a copy of the dossier in @file, which may be open. Waits for the disk; any thread. Does
 * nothing when today's opening has one that is newer than the last change.
 * FALSE, with nothing left behind, with ETB_DOSSIER_ERROR or G_IO_ERROR (cancelled, busy, no
 * space). */
gboolean etb_safety_copies_make (const char *file, EtbSafetyCopyKind kind,
                                 GCancellable *cancellable, GError **error);

/* The same on a thread, for who does not want to know: no copy is made where none can be. */
void etb_safety_copies_keep (const char *file, GCancellable *cancellable);

/* Copies of the dossier in @file, which may be damaged; the newest first.
 * Returns: (transfer full) (element-type EtbSafetyCopy) */
GPtrArray *etb_safety_copies_list (const char *file);

/* Whether @file is such a copy. */
gboolean etb_safety_copies_is_one (const char *file);

G_END_DECLS
