/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier-error.h"

G_BEGIN_DECLS

/* A dossier handed over to its owner: copied to a place of theirs, then gone from this computer
 * with all that the program knew of it.
 *
 * First every file of the dossier in its folder is copied (the file itself, and copies of it that
 * moving to another edition or a person made there: same identity), put on disk, and read back
 * whole, the dossier as well as the copy: only when both digests are the same does anything go. So
 * at any instant there is one whole copy that was verified, or the dossier untouched.
 *
 * Then go: the files, their journals, the safety copies, what the index knows, entries of recent
 * files, thumbnails. Bytes are overwritten before their names go, as far as the file system and the
 * device allow it (see etb-wipe.h). Packages that were exported stay: their places are told. */

typedef struct
{
  char *from;
  char *to;
  char *sha256; /* of both */
  guint64 size;
} EtbHandedFile;

typedef struct
{
  char *title; /* the applicant's name, else the file's stem */
  char *call;
  char *edition;
  char *track; /* its label */
  char *by;    /* whoever hands over; may be "" */
  GDateTime *at;
  GPtrArray *files;    /* (element-type EtbHandedFile) the dossier first */
  GPtrArray *packages; /* (element-type utf8) exported packages that are still there */
} EtbHandOver;

void etb_hand_over_free (EtbHandOver *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbHandOver, etb_hand_over_free)

/* On the thread of the caller. */
typedef void (*EtbHandOverProgress) (guint64 done, guint64 total, gpointer user_data);

/* Hands the dossier in @file over to @to, a file that is not there yet; copies beside it go into
 * the folder of @to. Waits for the disk; any thread. The dossier is closed everywhere. Cancelling
 * counts until all is copied.
 * Returns: (transfer full): what was done; NULL with ETB_DOSSIER_ERROR or G_IO_ERROR: the dossier
 *   is as it was, and nothing is left at @to, unless the message says that the copy is whole */
EtbHandOver *etb_hand_over (const char *file, const char *to, const char *by,
                            EtbHandOverProgress progress, gpointer user_data,
                            GCancellable *cancellable, GError **error);

G_END_DECLS
