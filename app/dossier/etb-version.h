/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-dossier-error.h"
#include "etb-safety-copies.h"

G_BEGIN_DECLS

/* A dossier beside one of its safety copies, and that copy brought back. All functions work on the
 * files and wait for the disk; any thread. */

typedef struct
{
  guint answers; /* that differ from what the dossier says now; those of lines count too */
  guint lines;   /* of repeats, that only one of the two has */
  guint files;   /* attached files that only one of the two has */
  guint lost;    /* of those, whose bytes are nowhere any more: they cannot be brought back */
  gboolean other_edition; /* the dossier was moved to another edition since: it cannot be brought
                             back */
} EtbVersion;

/* What bringing @copy back would change in the dossier in @file, which may be open.
 * @version: (out). FALSE with ETB_DOSSIER_ERROR. */
gboolean etb_version_compare (const char *file, const char *copy, EtbVersion *version,
                              GError **error);

/* Makes the dossier in @file, closed everywhere, what it was in @copy: answers, lines and attached
 * files, in one transaction, as one step of its history. Before, what it is now is kept as a copy
 * of its own. Its exports, its journal and its call stay. @day: of the copy, YYYY-MM-DD.
 * FALSE, with the dossier as it was, with ETB_DOSSIER_ERROR (_VALUE: of another edition) or
 * G_IO_ERROR. */
gboolean etb_version_restore (const char *file, const char *copy, const char *day,
                              GCancellable *cancellable, GError **error);

/* Puts @copy in the place of @file, which is too damaged to be opened: it is kept beside it, under
 * another name. @aside: (out) (optional) (transfer full): that name.
 * FALSE, with @file as it was, with ETB_DOSSIER_ERROR: the copy must be good. */
gboolean etb_version_replace_damaged (const char *file, const char *copy, char **aside,
                                      GError **error);

G_END_DECLS
