/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* SHA-256 by GnuTLS, which uses the processor's instructions where it has them. */

#include "etb-digest.h"

#include <gnutls/crypto.h>

struct _EtbDigest
{
  gnutls_hash_hd_t hash;
};

EtbDigest *
etb_digest_new (void)
{
  EtbDigest *self = g_new0 (EtbDigest, 1);

  if (gnutls_hash_init (&self->hash, GNUTLS_DIG_SHA256) < 0)
    g_error ("GnuTLS has no SHA-256");
  return self;
}

void
etb_digest_update (EtbDigest *self, const void *data, gsize length)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (data != NULL || length == 0);

  if (length > 0 && gnutls_hash (self->hash, data, length) < 0)
    g_error ("GnuTLS cannot compute SHA-256");
}

void
etb_digest_finish (EtbDigest *self, guint8 result[ETB_DIGEST_SIZE])
{
  g_return_if_fail (self != NULL && result != NULL);

  gnutls_hash_deinit (self->hash, result);
  g_free (self);
}

void
etb_digest_free (EtbDigest *self)
{
  if (self == NULL)
    return;
  gnutls_hash_deinit (self->hash, NULL);
  g_free (self);
}

char *
etb_digest_to_hex (const guint8 digest[ETB_DIGEST_SIZE])
{
  char *hex;

  g_return_val_if_fail (digest != NULL, NULL);

  hex = g_malloc (2 * ETB_DIGEST_SIZE + 1);
  for (gsize i = 0; i < ETB_DIGEST_SIZE; i++)
    g_snprintf (hex + 2 * i, 3, "%02x", digest[i]);
  return hex;
}

char *
etb_digest_hex_of (const void *data, gsize length)
{
  guint8 digest[ETB_DIGEST_SIZE];

  g_return_val_if_fail (data != NULL || length == 0, NULL);

  if (gnutls_hash_fast (GNUTLS_DIG_SHA256, length > 0 ? data : "", length, digest) < 0)
    g_error ("GnuTLS cannot compute SHA-256");
  return etb_digest_to_hex (digest);
}
