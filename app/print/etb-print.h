/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Draws a dossier.xml as a PDF (A4). Knows the document's vocabulary (data/schemas/dossier.xsd) and
 * nothing of dossiers or calls: what is not in the document is not on paper. */

#define ETB_PRINT_ERROR (etb_print_error_quark ())
GQuark etb_print_error_quark (void);

typedef enum
{
  ETB_PRINT_ERROR_DOCUMENT, /* not a dossier document */
  ETB_PRINT_ERROR_DRAW,     /* cairo could not */
} EtbPrintError;

/* @digest: SHA-256, in hexadecimal, of the file that @document was read from, for the first page;
 * NULL when there is no such file to hold it against (a draft).
 * The same arguments give the same bytes. Returns: (transfer full): NULL with ETB_PRINT_ERROR */
GBytes *etb_print_document (xmlDocPtr document, const char *digest, GError **error);

G_END_DECLS
