/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <gnutls/abstract.h>
#include <gnutls/x509.h>

#include "etb-algorithm-private.h"
#include "etb-certificate-kind.h"

G_BEGIN_DECLS

/* What is asked of certificates, by identities, trust and verification. */

/* Returns: (transfer full) (nullable): NULL when @der is no certificate */
gnutls_x509_crt_t etb_certificate_parse (GBytes *der);
/* Returns: (transfer full) */
GBytes *etb_certificate_to_der (gnutls_x509_crt_t certificate);

/* @text as valid UTF-8 on one line that cannot turn the text around it. Returns: (transfer full) */
char *etb_certificate_make_safe (const char *text, gsize length);

/* Name of the holder, or of the issuer, as text that is safe to show. Returns: (transfer full) */
char *etb_certificate_get_name (gnutls_x509_crt_t certificate, gboolean of_issuer);

gboolean etb_certificate_is_self_signed (gnutls_x509_crt_t certificate);

EtbCertificateKind etb_certificate_get_kind (gnutls_x509_crt_t certificate);

/* The way to sign with its key, and the width of each half of an ECDSA value (0 for RSA; @width
 * (nullable)). NULL when its key is too short or of another kind. */
const EtbSignatureAlgorithm *etb_certificate_get_algorithm (gnutls_x509_crt_t certificate,
                                                            gsize *width);

/* Whether it may sign at @at: valid then, and its key long enough and meant for signatures. FALSE
 * with ETB_SIGNATURE_ERROR_UNFIT that says why. */
gboolean etb_certificate_may_sign (gnutls_x509_crt_t certificate); /* its key usage alone */
gboolean etb_certificate_check_use (gnutls_x509_crt_t certificate, GDateTime *at, GError **error);

/* Sets the error for a key that etb_certificate_get_algorithm() knows no way to sign with. */
void etb_certificate_set_odd_key (const char *whose, GError **error);

/* -1 before its dates, 0 within, 1 after. */
int etb_certificate_compare_time (gnutls_x509_crt_t certificate, GDateTime *at);

/* Its key. Returns: (transfer full) (nullable) */
gnutls_pubkey_t etb_certificate_get_key (gnutls_x509_crt_t certificate);

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_x509_crt_t, gnutls_x509_crt_deinit, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_pubkey_t, gnutls_pubkey_deinit, NULL)
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (gnutls_privkey_t, gnutls_privkey_deinit, NULL)

G_END_DECLS
