/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/x509.h>

#include "etb-trust.h"
#include "etb-xades.h"

G_BEGIN_DECLS

/* Looks for a chain from the first of @certificates to one that is trusted, valid at @at all along.
 * @self (nullable). */
EtbTrustState etb_trust_check (const EtbTrust *self, gnutls_x509_crt_t *certificates, guint n,
                               GDateTime *at);

G_END_DECLS
