/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-signature-error.h"

G_BEGIN_DECLS

/* The certificates of authorities that the person decided to trust. */

typedef struct _EtbTrust EtbTrust;

/* Trusts nobody yet. Returns: (transfer full) */
EtbTrust *etb_trust_new (void);

/* Adds the certificates of @file, in PEM or one in DER: authorities, or persons that are trusted
 * themselves. Before @self is used by several threads. FALSE with ETB_SIGNATURE_ERROR_TRUST, @self
 * as it was. */
gboolean etb_trust_add_file (EtbTrust *self, const char *file, GError **error);

/* The same, trusting nobody else. Reads certificates, in PEM or one in DER: authorities, or persons
 * that are trusted themselves. Returns: (transfer full): NULL with ETB_SIGNATURE_ERROR_TRUST */
EtbTrust *etb_trust_new_from_file (const char *file, GError **error);
void etb_trust_free (EtbTrust *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbTrust, etb_trust_free)

G_END_DECLS
