/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-signature-error.h"

G_BEGIN_DECLS

/* A certificate and the power to sign with its key: a PKCS#12 file, one made here, or a token
 * (pkcs11: URI). Passwords are used once and not kept. The certificate of a file in the person's
 * folder is kept beside it: see etb-identity-folder.h. */

#define ETB_TYPE_IDENTITY (etb_identity_get_type ())
G_DECLARE_FINAL_TYPE (EtbIdentity, etb_identity, ETB, IDENTITY, GObject)

/* Opens a PKCS#12 file. ETB_SIGNATURE_ERROR_PASSWORD when the password is not the file's, _IDENTITY
 * when the file holds no key and matching certificate, _READ when it cannot be read. */
EtbIdentity *etb_identity_open (const char *file, const char *password, GError **error);

/* Opens a key on a token and the certificate with its CKA_ID. @uri: pkcs11: (RFC 7512), leading to
 * one private key, "type" left out or not. @pin (nullable): tried once, since tokens lock, and kept
 * in memory that is wiped for keys that ask for it at each signature; without it, one in the
 * address (pin-value) is taken. ETB_SIGNATURE_ERROR_PASSWORD for a wrong, missing or locked PIN,
 * _TOKEN when there is no such token or key, _IDENTITY when several keys or no certificate fit,
 * _UNFIT for a key that is too short. */
EtbIdentity *etb_identity_open_token (const char *uri, const char *pin, GError **error);

/* Makes a key (RSA 3072) and a certificate that @name signs for itself, valid three years from
 * @now, and writes both to a new PKCS#12 file (mode 0600). It is a "simple" identity: nobody
 * vouches for it. ETB_SIGNATURE_ERROR_EXISTS when @file is there already. */
EtbIdentity *etb_identity_create (const char *name, const char *file, const char *password,
                                  GDateTime *now, GError **error);

const char *etb_identity_get_name (EtbIdentity *self); /* holder */
const char *etb_identity_get_issuer (EtbIdentity *self);
GDateTime *etb_identity_get_not_before (EtbIdentity *self); /* (transfer none) */
GDateTime *etb_identity_get_not_after (EtbIdentity *self);  /* (transfer none) */
gboolean etb_identity_is_self_signed (EtbIdentity *self);
const char *etb_identity_get_certificate_sha256 (EtbIdentity *self); /* hexadecimal */

/* DER of the signing certificate first, then of its issuers as far as known:
 * (transfer none) (element-type GBytes) */
GPtrArray *etb_identity_get_certificates (EtbIdentity *self);

/* Whether it may sign at @at: valid then, and its key is meant for signatures. FALSE with
 * ETB_SIGNATURE_ERROR_UNFIT that says why. */
gboolean etb_identity_check (EtbIdentity *self, GDateTime *at, GError **error);

/* Algorithm URI for ds:SignatureMethod that fits the key. */
const char *etb_identity_get_algorithm (EtbIdentity *self);

/* Signs @data (hashed here); the result is in the form of XML signatures (r and s side by side for
 * elliptic curves). Returns: (transfer full) */
GBytes *etb_identity_sign (EtbIdentity *self, GBytes *data, GError **error);

G_END_DECLS
