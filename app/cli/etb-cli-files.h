/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The packages that a command line names: files; folders, which stand for every .asice in them, at
 * any depth, by name; and "-", the list on standard input, one path a line, for more than a command
 * line holds. One at a time, as they are asked for. */

typedef struct _EtbCliFiles EtbCliFiles;

/* @arguments: (array zero-terminated=1), must live as long */
EtbCliFiles *etb_cli_files_new (char **arguments);
void etb_cli_files_free (EtbCliFiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbCliFiles, etb_cli_files_free)

/* A folder that cannot be listed is given as if it were a file: whoever opens it says why.
 * Returns: (transfer full) (nullable): NULL after the last */
char *etb_cli_files_next (EtbCliFiles *self);

G_END_DECLS
