/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What certificates declare of themselves; a broken declaration declares nothing. */

#include <string.h>

#include "etb-certificate-private.h"

#define OK(call) g_assert_cmpint (call, >=, 0)

#define COMPLIANCE "\x30\x08\x06\x06\x04\x00\x8e\x46\x01\x01"
#define DEVICE     "\x30\x08\x06\x06\x04\x00\x8e\x46\x01\x04"
#define TYPE(last) \
  "\x30\x13\x06\x06\x04\x00\x8e\x46\x01\x06\x30\x09\x06\x07\x04\x00\x8e\x46\x01\x06" last
#define BYTES(text) text, sizeof text - 1

static const struct
{
  const char *name;
  const char *statements; /* or NULL: no such extension */
  gsize length;
  gboolean self_signed;
  EtbCertificateKind expected;
} cases[] = {
  { "self-signed", NULL, 0, TRUE, ETB_CERTIFICATE_SIMPLE },
  { "self-signed, says qualified", BYTES ("\x30\x14" COMPLIANCE DEVICE), TRUE,
    ETB_CERTIFICATE_SIMPLE },
  { "no statement", NULL, 0, FALSE, ETB_CERTIFICATE_ADVANCED },
  { "compliance and device", BYTES ("\x30\x14" COMPLIANCE DEVICE), FALSE,
    ETB_CERTIFICATE_QUALIFIED },
  { "the other way round", BYTES ("\x30\x14" DEVICE COMPLIANCE), FALSE, ETB_CERTIFICATE_QUALIFIED },
  { "long form of the length", BYTES ("\x30\x81\x14" COMPLIANCE DEVICE), FALSE,
    ETB_CERTIFICATE_QUALIFIED },
  { "without the device", BYTES ("\x30\x0a" COMPLIANCE), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "without compliance", BYTES ("\x30\x0a" DEVICE), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "for persons", BYTES ("\x30\x29" COMPLIANCE DEVICE TYPE ("\x01")), FALSE,
    ETB_CERTIFICATE_QUALIFIED },
  { "for seals", BYTES ("\x30\x29" COMPLIANCE DEVICE TYPE ("\x02")), FALSE,
    ETB_CERTIFICATE_ADVANCED },
  { "for web sites", BYTES ("\x30\x29" COMPLIANCE DEVICE TYPE ("\x03")), FALSE,
    ETB_CERTIFICATE_ADVANCED },
  { "cut short", BYTES ("\x30\x14" COMPLIANCE "\x30\x08\x06\x06\x04\x00"), FALSE,
    ETB_CERTIFICATE_ADVANCED },
  { "longer than it says", BYTES ("\x30\x0a" COMPLIANCE DEVICE), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "something between", BYTES ("\x30\x16" COMPLIANCE "\x05\x00" DEVICE), FALSE,
    ETB_CERTIFICATE_ADVANCED },
  { "endless length", BYTES ("\x30\x80" COMPLIANCE DEVICE), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "huge length", BYTES ("\x30\x84\xff\xff\xff\xff" COMPLIANCE), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "empty", BYTES ("\x30\x00"), FALSE, ETB_CERTIFICATE_ADVANCED },
  { "nothing", BYTES (""), FALSE, ETB_CERTIFICATE_ADVANCED },
};

static gnutls_x509_crt_t
make (gnutls_x509_privkey_t key, const char *holder, const char *statements, gsize length,
      gnutls_x509_crt_t issuer, gnutls_x509_privkey_t issuer_key)
{
  gnutls_x509_crt_t certificate;
  gnutls_datum_t der;

  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_set_version (certificate, 3));
  OK (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, holder,
                                     (unsigned int)strlen (holder)));
  OK (gnutls_x509_crt_set_key (certificate, key));
  OK (gnutls_x509_crt_set_serial (certificate, "\x01", 1));
  OK (gnutls_x509_crt_set_activation_time (certificate, 1514764800));
  OK (gnutls_x509_crt_set_expiration_time (certificate, 1893456000));
  if (statements != NULL)
    OK (gnutls_x509_crt_set_extension_by_oid (certificate, "1.3.6.1.5.5.7.1.3", statements, length,
                                              0));
  OK (gnutls_x509_crt_sign2 (certificate, issuer != NULL ? issuer : certificate,
                             issuer_key != NULL ? issuer_key : key, GNUTLS_DIG_SHA256, 0));
  /* As one that was read. */
  OK (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der));
  gnutls_x509_crt_deinit (certificate);
  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_import (certificate, &der, GNUTLS_X509_FMT_DER));
  gnutls_free (der.data);
  return certificate;
}

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  OK (gnutls_x509_privkey_init (&key));
  OK (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                    GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  return key;
}

static void
test_kinds (void)
{
  gnutls_x509_privkey_t key = make_key ();
  gnutls_x509_privkey_t authority_key = make_key ();
  gnutls_x509_crt_t authority = make (authority_key, "Essai autorité", NULL, 0, NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gnutls_x509_crt_t certificate = make (key, "Essai", cases[i].statements, cases[i].length,
                                            cases[i].self_signed ? NULL : authority,
                                            cases[i].self_signed ? NULL : authority_key);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpint (etb_certificate_get_kind (certificate), ==, cases[i].expected);
      gnutls_x509_crt_deinit (certificate);
    }
  gnutls_x509_crt_deinit (authority);
  gnutls_x509_privkey_deinit (authority_key);
  gnutls_x509_privkey_deinit (key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/certificate-kind/as-it-declares", test_kinds);
  return g_test_run ();
}
