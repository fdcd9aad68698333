/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <p11-kit/p11-kit.h>
#include <p11-kit/uri.h>

G_BEGIN_DECLS

/* Addresses on tokens (pkcs11:, RFC 7512). */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (P11KitUri, p11_kit_uri_free)

/* Returns: (transfer full) (nullable): NULL when @text is none, or has parts that are not known */
P11KitUri *etb_token_uri_parse (const char *text);
char *etb_token_uri_format (P11KitUri *uri); /* (transfer full) */
void etb_token_uri_set_class (P11KitUri *uri, CK_OBJECT_CLASS object_class);

/* The private key with the CKA_ID of the certificate at @text. Returns: (transfer full) (nullable):
 * NULL when it has none */
char *etb_token_uri_of_key (const char *text);

/* The token alone. Returns: (transfer full) (nullable) */
char *etb_token_uri_of_token (const char *text);

G_END_DECLS
