/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The packages that a person or a command line names: files; folders, which stand for every .asice
 * in them, at any depth, by name; and "-", the list on standard input, one path a line, for more
 * than a command line holds. One at a time, as they are asked for. */

typedef struct _EtbPackageFiles EtbPackageFiles;

/* @arguments: (array zero-terminated=1), must live as long */
EtbPackageFiles *etb_package_files_new (char **arguments);
void etb_package_files_free (EtbPackageFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPackageFiles, etb_package_files_free)

/* A folder that cannot be listed is given as if it were a file: whoever opens it says why.
 * Returns: (transfer full) (nullable): NULL after the last */
char *etb_package_files_next (EtbPackageFiles *self);

G_END_DECLS
