/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

#include "etb-container-error.h"
#include "etb-zip-reader.h"

G_BEGIN_DECLS

/* ASiC-E (ETSI EN 319 162-1) on top of zip: the type entry and the OpenDocument manifest. */

#define ETB_ASICE_TYPE     "application/vnd.etsi.asic-e+zip"
#define ETB_MIMETYPE_ENTRY "mimetype"
#define ETB_MANIFEST_ENTRY "META-INF/manifest.xml"

/* META-INF/manifest.xml. @names and @types: NULL-terminated, the same length, without the
 * container's own line. Returns: (transfer full) */
GBytes *etb_manifest_write (const char *const *names, const char *const *types);

/* Whether @name is that of a signature document, META-INF/signatures*.xml. */
gboolean etb_manifest_is_signature (const char *name);

/* Checks that @reader is an ASiC-E container: type entry first, stored, bare and exact; one
 * manifest that lists exactly the data files, of which there is one at least; nothing else in
 * META-INF but signature documents. Returns: (transfer full) (element-type utf8 utf8): name to
 * media type; NULL with ETB_CONTAINER_ERROR_MIMETYPE or _MANIFEST */
GHashTable *etb_manifest_check (EtbZipReader *reader, GError **error);

G_END_DECLS
