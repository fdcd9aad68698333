/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Files taken away for good. Private to this module.
 *
 * What a file held is overwritten where it lies before its name goes. That is all a program can do:
 * file systems that write elsewhere (btrfs, snapshots), flash memory that spreads its writes and
 * backups may still have it. An encrypted disk is the remedy. */

/* Overwrites the bytes of @file, then removes it; one that is not there is gone already. A link is
 * removed, what it leads to is left alone. Not for a dossier that is open: see etb-connection.c.
 * FALSE when it is still there. */
gboolean etb_wipe_file (const char *file);

/* The same for what @folder holds, folders included, and for itself. */
gboolean etb_wipe_folder (const char *folder);

G_END_DECLS
