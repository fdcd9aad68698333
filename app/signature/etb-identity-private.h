/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gnutls/abstract.h>

#include "etb-identity.h"

G_BEGIN_DECLS

/* The PIN of a token, in memory that is wiped. */
typedef struct _EtbPin EtbPin;

EtbPin *etb_pin_new (const char *pin); /* @pin (nullable) */
void etb_pin_free (EtbPin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbPin, etb_pin_free)

/* Has @key ask @self, which must outlive it. One answer a question: a wrong PIN is never given
 * twice, since tokens lock. */
void etb_pin_attach (EtbPin *self, gnutls_privkey_t key);

/* Makes an identity of @key and @certificates (element-type GBytes): DER, that of the key first.
 * @pin (nullable): for keys that ask for it at each signature. @source: file or token, for
 * messages. Takes
 * @key and @pin, on failure too. */
EtbIdentity *etb_identity_new (gnutls_privkey_t key, GPtrArray *certificates, EtbPin *pin,
                               const char *source, GError **error);

/* etb_identity_open(), and what the file holds. @content: (out) (transfer full): unless it fails */
EtbIdentity *etb_identity_open_with_content (const char *file, const char *password,
                                             GBytes **content, GError **error);

/* Writes a file that only its owner reads, and that was not there. ETB_SIGNATURE_ERROR_EXISTS,
 * _WRITE. */
gboolean etb_identity_write_file (const char *file, GBytes *content, GError **error);

/* Keeps @certificate (DER) beside @file, whose content is @content, if @file is in the person's
 * folder: see etb-identity-folder.h. */
void etb_identity_folder_keep_certificate (const char *file, GBytes *content, GBytes *certificate);

/* Sets the error that fits GnuTLS's @status for something asked of a token. */
void etb_identity_set_token_error (int status, const char *source, GError **error);

G_END_DECLS
