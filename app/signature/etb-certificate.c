/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Certificates. They come from strangers: names in them may hold anything, and are made safe to
 * show here, once. Private to the module. */

#include "etb-certificate-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "etb-instant.h"
#include "etb-signature-error.h"

gnutls_x509_crt_t
etb_certificate_parse (GBytes *der)
{
  g_auto (gnutls_x509_crt_t) certificate = NULL;
  gsize length;
  gnutls_datum_t datum = { .data = (unsigned char *)g_bytes_get_data (der, &length) };

  datum.size = (unsigned int)length;
  if (length == 0 || length > G_MAXUINT)
    return NULL;
  if (gnutls_x509_crt_init (&certificate) < 0)
    g_error ("out of memory");
  if (gnutls_x509_crt_import (certificate, &datum, GNUTLS_X509_FMT_DER) < 0)
    return NULL;
  return g_steal_pointer (&certificate);
}

GBytes *
etb_certificate_to_der (gnutls_x509_crt_t certificate)
{
  gnutls_datum_t der = { NULL, 0 };
  GBytes *bytes;

  if (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der) < 0)
    g_error ("out of memory");
  bytes = g_bytes_new (der.data, der.size);
  gnutls_free (der.data);
  return bytes;
}

char *
etb_certificate_make_safe (const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);
  GString *safe = g_string_sized_new (length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      GUnicodeType type = g_unichar_type (c);

      if (type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT || type == G_UNICODE_LINE_SEPARATOR
          || type == G_UNICODE_PARAGRAPH_SEPARATOR)
        c = 0xFFFD;
      g_string_append_unichar (safe, c);
    }
  return g_string_free (safe, FALSE);
}

static char *
get_common_name (gnutls_x509_crt_t certificate, gboolean of_issuer)
{
  char name[512];
  size_t size = sizeof name;
  int status = of_issuer ? gnutls_x509_crt_get_issuer_dn_by_oid (
                   certificate, GNUTLS_OID_X520_COMMON_NAME, 0, 0, name, &size)
                         : gnutls_x509_crt_get_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME,
                                                          0, 0, name, &size);

  return status >= 0 && size > 0 ? etb_certificate_make_safe (name, size) : NULL;
}

char *
etb_certificate_get_name (gnutls_x509_crt_t certificate, gboolean of_issuer)
{
  char *name = get_common_name (certificate, of_issuer);
  gnutls_datum_t dn = { NULL, 0 };
  int status;

  if (name != NULL)
    return name;
  status = of_issuer ? gnutls_x509_crt_get_issuer_dn3 (certificate, &dn, 0)
                     : gnutls_x509_crt_get_dn3 (certificate, &dn, 0);
  if (status < 0)
    return g_strdup ("");
  name = etb_certificate_make_safe ((const char *)dn.data, dn.size);
  gnutls_free (dn.data);
  return name;
}

gboolean
etb_certificate_is_self_signed (gnutls_x509_crt_t certificate)
{
  unsigned int verdict = 0;

  return gnutls_x509_crt_check_issuer (certificate, certificate) != 0
         && gnutls_x509_crt_verify (certificate, &certificate, 1,
                                    GNUTLS_VERIFY_DISABLE_CA_SIGN
                                        | GNUTLS_VERIFY_DISABLE_TIME_CHECKS
                                        | GNUTLS_VERIFY_ALLOW_BROKEN,
                                    &verdict)
                >= 0
         && (verdict & GNUTLS_CERT_SIGNATURE_FAILURE) == 0;
}

const EtbSignatureAlgorithm *
etb_certificate_get_algorithm (gnutls_x509_crt_t certificate, gsize *width)
{
  unsigned int bits = 0;
  int kind = gnutls_x509_crt_get_pk_algorithm (certificate, &bits);
  const char *uri = NULL;

  if (kind == GNUTLS_PK_RSA && bits >= ETB_MIN_RSA_BITS && bits <= ETB_MAX_RSA_BITS)
    uri = ETB_URI_RSA_SHA256;
  else if (kind == GNUTLS_PK_ECDSA && bits == 256)
    uri = ETB_URI_ECDSA_SHA256;
  else if (kind == GNUTLS_PK_ECDSA && bits == 384)
    uri = ETB_URI_ECDSA_SHA384;
  if (width != NULL)
    *width = kind == GNUTLS_PK_ECDSA ? etb_ecdsa_width (bits) : 0;
  return uri != NULL ? etb_signature_algorithm_find (uri) : NULL;
}

gboolean
etb_certificate_may_sign (gnutls_x509_crt_t certificate)
{
  unsigned int usage = 0;
  int status = gnutls_x509_crt_get_key_usage (certificate, &usage, NULL);

  if (status == GNUTLS_E_REQUESTED_DATA_NOT_AVAILABLE)
    return TRUE;
  return status >= 0 && (usage & (GNUTLS_KEY_DIGITAL_SIGNATURE | GNUTLS_KEY_NON_REPUDIATION)) != 0;
}

/* The day of a bound of its dates, as people write it. Returns: (transfer full) */
static char *
describe_day (time_t bound)
{
  g_autoptr (GDateTime) instant = g_date_time_new_from_unix_utc (bound);
  g_autofree char *day = instant != NULL ? etb_instant_paris_date (instant) : NULL;

  return day != NULL ? etb_instant_describe_date (day) : g_strdup ("?");
}

/* Sets the error for a certificate outside its dates. */
static void
set_out_of_dates (gnutls_x509_crt_t certificate, const char *name, gboolean early, GError **error)
{
  g_autofree char *day = describe_day (early ? gnutls_x509_crt_get_activation_time (certificate)
                                             : gnutls_x509_crt_get_expiration_time (certificate));

  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT,
               early
               ? _ ("The certificate of “%s” is valid from %s only. Choose another identity.")
               : _ ("The certificate of “%s” expired on %s. Choose another identity."), name, day);
}

gboolean
etb_certificate_check_use (gnutls_x509_crt_t certificate, GDateTime *at, GError **error)
{
  g_autofree char *name = etb_certificate_get_name (certificate, FALSE);
  int when = etb_certificate_compare_time (certificate, at);

  if (when != 0)
    set_out_of_dates (certificate, name, when < 0, error);
  else if (!etb_certificate_may_sign (certificate))
    g_set_error (
        error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT,
        _ ("The certificate of “%s” is not meant for signatures. Choose another identity."), name);
  else if (etb_certificate_get_algorithm (certificate, NULL) == NULL)
    etb_certificate_set_odd_key (name, error);
  else
    return TRUE;
  return FALSE;
}

void
etb_certificate_set_odd_key (const char *whose, GError **error)
{
  g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT,
               _ ("The key of “%s” cannot be used: it must be RSA of 2048 bits or more, P-256 or "
                  "P-384. Choose another identity."),
                  whose);
}

int
etb_certificate_compare_time (gnutls_x509_crt_t certificate, GDateTime *at)
{
  gint64 instant = g_date_time_to_unix (at);

  if (instant < gnutls_x509_crt_get_activation_time (certificate))
    return -1;
  return instant > gnutls_x509_crt_get_expiration_time (certificate) ? 1 : 0;
}

gnutls_pubkey_t
etb_certificate_get_key (gnutls_x509_crt_t certificate)
{
  g_auto (gnutls_pubkey_t) key = NULL;

  if (gnutls_pubkey_init (&key) < 0)
    g_error ("out of memory");
  if (gnutls_pubkey_import_x509 (key, certificate, 0) < 0)
    return NULL;
  return g_steal_pointer (&key);
}
