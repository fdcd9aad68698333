/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-dossier.h"

G_BEGIN_DECLS

/* journal.xml as a file of its own, over whatever is there, at once or not at all. */

/* The whole journal of a dossier. May be called on any thread. FALSE with ETB_DOSSIER_ERROR,
 * ETB_PACKAGE_ERROR_READ or ETB_PACKAGE_ERROR_WRITE. */
gboolean etb_journal_save (EtbDossier *dossier, const char *output, GError **error);

/* The journal inside @package, byte for byte. Nothing is verified but its checksum. FALSE with
 * ETB_CONTAINER_ERROR, ETB_PACKAGE_ERROR_READ or ETB_PACKAGE_ERROR_WRITE. */
gboolean etb_journal_save_from_package (const char *package, const char *output, GError **error);

G_END_DECLS
