/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "etb-certificate-kind.h"

G_BEGIN_DECLS

/* What is known of an identity before it is opened: enough to choose one, and to say why one cannot
 * be chosen. Nothing in it is proven: opening the identity reads the certificate again. */

/* What the key usage of a certificate (RFC 5280, 4.2.1.3) allows, as far as it matters here. */
typedef enum
{
  ETB_KEY_USE_ANY,        /* the certificate states none */
  ETB_KEY_USE_COMMITMENT, /* nonRepudiation, "content commitment" since X.509 of 2008 */
  ETB_KEY_USE_SIGNATURE,  /* digitalSignature alone */
  ETB_KEY_USE_OTHER,      /* not for signatures */
} EtbKeyUse;

/* "any", "commitment", "signature", "other" */
const char *etb_key_use_to_name (EtbKeyUse use);
const char *etb_key_use_describe (EtbKeyUse use); /* in words; (transfer none) */

typedef struct
{
  char *address;     /* path of the file, or pkcs11: URI of the key */
  char *label;       /* name of the file, or of the token */
  gboolean on_token; /* else in a file */
  gboolean known;    /* FALSE: the certificate is sealed in a file that was never opened here, and
                        nothing below is set */
  char *holder;
  char *issuer;
  char *sha256; /* of the certificate, hexadecimal */
  GDateTime *not_before;
  GDateTime *not_after;
  EtbCertificateKind kind;
  EtbKeyUse use;
  char *unfit; /* why it cannot sign, as a sentence; NULL when nothing is known against it */
} EtbIdentityEntry;

/* @certificate (nullable): DER, when it is known; @at: when it would sign. Returns: (transfer full)
 */
EtbIdentityEntry *etb_identity_entry_new (const char *address, const char *label, gboolean on_token,
                                          GBytes *certificate, GDateTime *at);
void etb_identity_entry_free (EtbIdentityEntry *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbIdentityEntry, etb_identity_entry_free)

G_END_DECLS
