/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tables of accepted algorithms. Private to the module. */

#include "etb-algorithm-private.h"

#include <string.h>

#include <gnutls/crypto.h>
#include <libxml/c14n.h>

static const EtbSignatureAlgorithm signatures[] = {
  { ETB_URI_RSA_SHA256, ETB_FAMILY_RSA, GNUTLS_SIGN_RSA_SHA256 },
  { "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", ETB_FAMILY_RSA, GNUTLS_SIGN_RSA_SHA384 },
  { "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", ETB_FAMILY_RSA, GNUTLS_SIGN_RSA_SHA512 },
  { "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1", ETB_FAMILY_RSA_PSS,
    GNUTLS_SIGN_RSA_PSS_SHA256 },
  { "http://www.w3.org/2007/05/xmldsig-more#sha384-rsa-MGF1", ETB_FAMILY_RSA_PSS,
    GNUTLS_SIGN_RSA_PSS_SHA384 },
  { "http://www.w3.org/2007/05/xmldsig-more#sha512-rsa-MGF1", ETB_FAMILY_RSA_PSS,
    GNUTLS_SIGN_RSA_PSS_SHA512 },
  { ETB_URI_ECDSA_SHA256, ETB_FAMILY_ECDSA, GNUTLS_SIGN_ECDSA_SHA256 },
  { ETB_URI_ECDSA_SHA384, ETB_FAMILY_ECDSA, GNUTLS_SIGN_ECDSA_SHA384 },
  { "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", ETB_FAMILY_ECDSA,
    GNUTLS_SIGN_ECDSA_SHA512 },
};

static const struct
{
  const char *uri;
  gnutls_digest_algorithm_t algorithm;
} digests[] = {
  { ETB_URI_SHA256, GNUTLS_DIG_SHA256 },
  { "http://www.w3.org/2001/04/xmldsig-more#sha384", GNUTLS_DIG_SHA384 },
  { "http://www.w3.org/2001/04/xmlenc#sha512", GNUTLS_DIG_SHA512 },
};

static const struct
{
  const char *uri;
  int mode;
} forms[] = {
  { ETB_URI_EXCLUSIVE_C14N, XML_C14N_EXCLUSIVE_1_0 },
  { "http://www.w3.org/TR/2001/REC-xml-c14n-20010315", XML_C14N_1_0 },
  { "http://www.w3.org/2006/12/xml-c14n11", XML_C14N_1_1 },
};

const EtbSignatureAlgorithm *
etb_signature_algorithm_find (const char *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (signatures); i++)
    if (g_str_equal (signatures[i].uri, uri))
      return &signatures[i];
  return NULL;
}

gnutls_digest_algorithm_t
etb_digest_algorithm_find (const char *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (digests); i++)
    if (g_str_equal (digests[i].uri, uri))
      return digests[i].algorithm;
  return GNUTLS_DIG_UNKNOWN;
}

int
etb_c14n_find (const char *uri)
{
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    if (g_str_equal (forms[i].uri, uri))
      return forms[i].mode;
  return -1;
}

gsize
etb_ecdsa_width (guint bits)
{
  switch (bits)
    {
    case 256:
      return 32;
    case 384:
      return 48;
    case 521:
      return 66;
    default:
      return 0;
    }
}

/* Writes @number at the right end of @half. */
static gboolean
put_half (const gnutls_datum_t *number, guint8 *half, gsize width)
{
  const guint8 *bytes = number->data;
  gsize length = number->size;

  while (length > 0 && *bytes == 0)
    {
      bytes++;
      length--;
    }
  if (length > width)
    return FALSE;
  memset (half, 0, width - length);
  memcpy (half + width - length, bytes, length);
  return TRUE;
}

GBytes *
etb_ecdsa_to_halves (const gnutls_datum_t *der, gsize width)
{
  gnutls_datum_t r = { NULL, 0 };
  gnutls_datum_t s = { NULL, 0 };
  guint8 halves[2 * 66]; /* the widest: P-521 */
  gboolean done;

  g_assert (width > 0 && 2 * width <= sizeof halves);

  if (gnutls_decode_rs_value (der, &r, &s) < 0)
    return NULL;
  done = put_half (&r, halves, width) && put_half (&s, halves + width, width);
  gnutls_free (r.data);
  gnutls_free (s.data);
  return done ? g_bytes_new (halves, 2 * width) : NULL;
}

gboolean
etb_ecdsa_from_halves (GBytes *halves, gsize width, gnutls_datum_t *der)
{
  gsize length;
  guint8 *bytes = (guint8 *)g_bytes_get_data (halves, &length);
  gnutls_datum_t r = { bytes, (unsigned int)width };
  gnutls_datum_t s = { bytes + width, (unsigned int)width };

  return width > 0 && length == 2 * width && gnutls_encode_rs_value (der, &r, &s) >= 0;
}
