/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* One file of a package, for those who read it. Nothing is verified here: whoever shows it has the
 * report beside. */

#define ETB_PACKAGE_PDF "dossier.pdf" /* its readable copy */

/* Writes one entry to @output, over what is there, which is whole or not there at all. @entry: its
 * name in the package. FALSE with ETB_CONTAINER_ERROR, ETB_PACKAGE_ERROR_READ or _WRITE,
 * G_IO_ERROR_CANCELLED */
gboolean etb_package_save_entry (const char *file, const char *entry, const char *output,
                                 GCancellable *cancellable, GError **error);

G_END_DECLS
