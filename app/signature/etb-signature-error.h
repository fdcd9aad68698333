/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETB_SIGNATURE_ERROR (etb_signature_error_quark ())
GQuark etb_signature_error_quark (void);

typedef enum
{
  ETB_SIGNATURE_ERROR_READ, /* a file cannot be read */
  ETB_SIGNATURE_ERROR_WRITE,
  ETB_SIGNATURE_ERROR_EXISTS,
  ETB_SIGNATURE_ERROR_PASSWORD, /* wrong password or PIN */
  ETB_SIGNATURE_ERROR_IDENTITY, /* no key, no certificate, or they do not match */
  ETB_SIGNATURE_ERROR_UNFIT,    /* expired, not yet valid, not meant for signatures */
  ETB_SIGNATURE_ERROR_TOKEN,    /* absent or gone */
  ETB_SIGNATURE_ERROR_SIGN,     /* the key refused */
  ETB_SIGNATURE_ERROR_FORM,     /* a signature document outside the profile */
  ETB_SIGNATURE_ERROR_TRUST,    /* a file of trusted certificates that cannot be used */
} EtbSignatureError;

G_END_DECLS
