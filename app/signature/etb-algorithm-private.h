/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gnutls/abstract.h>
#include <gnutls/gnutls.h>

G_BEGIN_DECLS

/* The algorithms of XML signatures that are accepted, and no other: RFC 6931, XML Signature 1.1,
 * canonical XML. */

#define ETB_URI_EXCLUSIVE_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ETB_URI_SHA256         "http://www.w3.org/2001/04/xmlenc#sha256"
#define ETB_URI_RSA_SHA256     "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
#define ETB_URI_ECDSA_SHA256   "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256"
#define ETB_URI_ECDSA_SHA384   "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384"

#define ETB_MIN_RSA_BITS 2048
/* Checking with longer keys takes a stranger's choice of time. */
#define ETB_MAX_RSA_BITS 8192

typedef enum
{
  ETB_FAMILY_RSA,
  ETB_FAMILY_RSA_PSS,
  ETB_FAMILY_ECDSA,
} EtbFamily;

typedef struct
{
  const char *uri;
  EtbFamily family;
  gnutls_sign_algorithm_t algorithm;
} EtbSignatureAlgorithm;

/* (nullable) */
const EtbSignatureAlgorithm *etb_signature_algorithm_find (const char *uri);

/* GNUTLS_DIG_UNKNOWN when it is not accepted. */
gnutls_digest_algorithm_t etb_digest_algorithm_find (const char *uri);

/* Canonicalisation without comments, as xmlC14NMode; -1 when it is not accepted. */
int etb_c14n_find (const char *uri);

/* Bytes of each half of an ECDSA value for a key of @bits; 0 for another curve than P-256, P-384
 * and P-521. */
gsize etb_ecdsa_width (guint bits);

/* Between the DER of GnuTLS and the two halves, big-endian and of fixed width, of XML signatures.
 * Returns: (transfer full) (nullable) */
GBytes *etb_ecdsa_to_halves (const gnutls_datum_t *der, gsize width);
/* FALSE when @halves is not of twice @width. (out) @der: free with gnutls_free(). */
gboolean etb_ecdsa_from_halves (GBytes *halves, gsize width, gnutls_datum_t *der);

G_END_DECLS
