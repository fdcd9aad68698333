/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file in the making, in the folder where it will be: it gets its name once it is whole, so that
 * whoever is killed on the way leaves nothing that looks like it. Where the file system can, it has
 * no name at all until then, and the kernel removes it with the program; elsewhere it has a hidden
 * name, ETB_PART_FILE_PREFIX and six characters, that is locked while it is written: what a killed
 * program left under such a name goes at the next etb_part_file_sweep() of that folder.
 *
 * Functions that fail return NULL or FALSE, and say why in errno. */

#define ETB_PART_FILE_PREFIX ".etabli-part-"

typedef struct _EtbPartFile EtbPartFile;

/* Removes from a folder what killed programs left there, and nothing that is being written. What
 * cannot be read or removed stays. @folder: a descriptor (O_PATH will do) */
void etb_part_file_sweep (int folder);

/* @folder: a descriptor of the folder (O_PATH will do); it stays the caller's, and may be closed.
 * Names are never followed through a link. */
EtbPartFile *etb_part_file_new (int folder);

/* Open for reading and writing; belongs to @self. */
int etb_part_file_get_fd (EtbPartFile *self);

/* A path under which this process can open the content again, before it has its name.
 * @folder: path of the folder. Returns: (transfer full) */
char *etb_part_file_dup_path (EtbPartFile *self, const char *folder);

/* Gives the file its name, which must not exist: EEXIST when it does, a link included. */
gboolean etb_part_file_keep_as_new (EtbPartFile *self, const char *name);

/* Gives the file its name in the place of whatever file has it, at once. */
gboolean etb_part_file_keep_over (EtbPartFile *self, const char *name);

/* Closes; what was not kept is gone. (nullable) */
void etb_part_file_free (EtbPartFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPartFile, etb_part_file_free)

G_END_DECLS
