/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/x509.h>

#include "etb-trust.h"
#include "etb-xades.h"

G_BEGIN_DECLS

/* The certificates of @file, in PEM or one in DER, at most @most. Returns: (transfer full)
 * (element-type GBytes): DER, at least one; NULL with ETB_SIGNATURE_ERROR_TRUST */
GPtrArray *etb_trust_read_file (const char *file, guint most, GError **error);

void etb_trust_add (EtbTrust *self, GBytes *der);

/* Looks for a chain from the first of @certificates to one that is trusted, valid at @at all along.
 * @self (nullable). */
EtbTrustState etb_trust_check (const EtbTrust *self, gnutls_x509_crt_t *certificates, guint n,
                               GDateTime *at);

G_END_DECLS
