/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gnutls/crypto.h>
#include <gnutls/gnutls.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Canonical form of the subtree of @node. @mode: xmlC14NMode. Returns: (transfer full) (nullable)
 */
GBytes *etb_canonical_form (xmlNode *node, int mode);

/* Returns: (transfer full) */
GBytes *etb_canonical_digest (GBytes *data, gnutls_digest_algorithm_t algorithm);

/* Base64 in its one canonical spelling, white space anywhere. Returns: (transfer full) (nullable)
 */
GBytes *etb_base64_read (const char *text);
/* Returns: (transfer full) */
char *etb_base64_write (GBytes *data);

G_END_DECLS
