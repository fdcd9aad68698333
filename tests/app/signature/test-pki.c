/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A throw-away authority. */

#include "test-pki.h"

#include <string.h>

#include <gnutls/pkcs12.h>

#define OK(call) g_assert_cmpint (call, >=, 0)

static void
write_pem (const char *file, gnutls_datum_t *data)
{
  g_assert_true (g_file_set_contents (file, (const char *)data->data, data->size, NULL));
  gnutls_free (data->data);
}

static gnutls_x509_privkey_t
make_key (TestKey kind)
{
  static const struct
  {
    gnutls_pk_algorithm_t algorithm;
    unsigned int bits;
  } kinds[] = {
    [TEST_KEY_RSA_3072] = { GNUTLS_PK_RSA, 3072 },
    [TEST_KEY_RSA_1024] = { GNUTLS_PK_RSA, 1024 },
    [TEST_KEY_P256] = { GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1) },
    [TEST_KEY_P384] = { GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP384R1) },
    [TEST_KEY_P521] = { GNUTLS_PK_ECDSA, GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP521R1) },
  };
  gnutls_x509_privkey_t key;

  OK (gnutls_x509_privkey_init (&key));
  OK (gnutls_x509_privkey_generate (key, kinds[kind].algorithm, kinds[kind].bits, 0));
  return key;
}

/* A certificate that is not signed yet. */
static gnutls_x509_crt_t
make_certificate (gnutls_x509_privkey_t key, const char *holder, guint8 number, gboolean expired)
{
  const guint8 serial[] = { 0x20, number };
  const time_t day = 24 * 60 * 60;
  time_t begin = expired ? 1420070400 : time (NULL) - day;
  guint8 id[64];
  size_t size = sizeof id;
  gnutls_x509_crt_t certificate;

  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_set_version (certificate, 3));
  OK (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, holder,
                                     (unsigned int)strlen (holder)));
  OK (gnutls_x509_crt_set_key (certificate, key));
  OK (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
  OK (gnutls_x509_crt_set_activation_time (certificate, begin));
  OK (gnutls_x509_crt_set_expiration_time (certificate, begin + 365 * day));
  OK (gnutls_x509_crt_get_key_id (certificate, 0, id, &size));
  OK (gnutls_x509_crt_set_subject_key_id (certificate, id, size));
  return certificate;
}

TestPki *
test_pki_new (void)
{
  TestPki *self = g_new0 (TestPki, 1);
  gnutls_datum_t pem;

  test_folder_set_up (&self->folder, NULL);
  self->made = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->ca_key = make_key (TEST_KEY_P256);
  self->ca = make_certificate (self->ca_key, "Test authority", 1, FALSE);
  /* Old enough to have certified those who expired. */
  OK (gnutls_x509_crt_set_activation_time (self->ca, 1262304000));
  OK (gnutls_x509_crt_set_ca_status (self->ca, 1));
  OK (gnutls_x509_crt_set_key_usage (self->ca, GNUTLS_KEY_KEY_CERT_SIGN));
  OK (gnutls_x509_crt_sign2 (self->ca, self->ca, self->ca_key, GNUTLS_DIG_SHA256, 0));
  self->ca_file = test_folder_path (&self->folder, "ca.pem");
  OK (gnutls_x509_crt_export2 (self->ca, GNUTLS_X509_FMT_PEM, &pem));
  write_pem (self->ca_file, &pem);
  return self;
}

void
test_pki_free (TestPki *self)
{
  gnutls_x509_crt_deinit (self->ca);
  gnutls_x509_privkey_deinit (self->ca_key);
  g_hash_table_unref (self->made);
  g_free (self->ca_file);
  test_folder_tear_down (&self->folder, NULL);
  g_free (self);
}

static void
write_store (const char *file, gnutls_x509_privkey_t key, gnutls_x509_crt_t certificate)
{
  gnutls_pkcs12_bag_t bags[2];
  gnutls_pkcs12_t store;
  gnutls_datum_t der;
  guint8 id_bytes[64];
  size_t size = sizeof id_bytes;
  gnutls_datum_t id = { id_bytes, 0 };

  OK (gnutls_x509_crt_get_key_id (certificate, 0, id_bytes, &size));
  id.size = (unsigned int)size;
  OK (gnutls_pkcs12_init (&store));
  for (guint i = 0; i < 2; i++)
    {
      OK (gnutls_pkcs12_bag_init (&bags[i]));
      OK (i == 0 ? gnutls_pkcs12_bag_set_crt (bags[i], certificate)
                 : gnutls_pkcs12_bag_set_privkey (bags[i], key, TEST_PASSWORD,
                                                  GNUTLS_PKCS_PBES2_AES_256));
      OK (gnutls_pkcs12_bag_set_key_id (bags[i], 0, &id));
      if (i == 0)
        OK (gnutls_pkcs12_bag_encrypt (bags[i], TEST_PASSWORD, GNUTLS_PKCS_PBES2_AES_256));
      OK (gnutls_pkcs12_set_bag (store, bags[i]));
    }
  OK (gnutls_pkcs12_generate_mac2 (store, GNUTLS_MAC_SHA256, TEST_PASSWORD));
  OK (gnutls_pkcs12_export2 (store, GNUTLS_X509_FMT_DER, &der));
  write_pem (file, &der);
  for (guint i = 0; i < 2; i++)
    gnutls_pkcs12_bag_deinit (bags[i]);
  gnutls_pkcs12_deinit (store);
}

char *
test_pki_path (TestPki *self, const char *name, const char *suffix)
{
  g_autofree char *file = g_strconcat (name, suffix, NULL);

  return test_folder_path (&self->folder, file);
}

char *
test_pki_make (TestPki *self, const char *name, TestKey kind, TestPersonFlags flags)
{
  g_autofree char *holder = g_strconcat ("Test ", name, NULL);
  g_autofree char *key_file = test_pki_path (self, name, "-key.pem");
  g_autofree char *certificate_file = test_pki_path (self, name, "-cert.pem");
  char *file = test_pki_path (self, name, ".p12");
  gboolean is_self_signed = (flags & TEST_PERSON_SELF_SIGNED) != 0;
  gnutls_x509_privkey_t key;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t pem;

  if (!g_hash_table_add (self->made, g_strdup (name)))
    return file;
  key = make_key (kind);
  certificate = make_certificate (key, holder, (guint8)(g_hash_table_size (self->made) + 1),
                                  (flags & TEST_PERSON_EXPIRED) != 0);
  OK (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1));
  OK (gnutls_x509_crt_set_key_usage (certificate, (flags & TEST_PERSON_NOT_SIGNING) != 0
                                                      ? GNUTLS_KEY_KEY_ENCIPHERMENT
                                                      : GNUTLS_KEY_DIGITAL_SIGNATURE
                                                            | GNUTLS_KEY_NON_REPUDIATION));
  OK (gnutls_x509_crt_sign2 (certificate, is_self_signed ? certificate : self->ca,
                             is_self_signed ? key : self->ca_key, GNUTLS_DIG_SHA256, 0));
  OK (gnutls_x509_privkey_export2_pkcs8 (key, GNUTLS_X509_FMT_PEM, NULL, GNUTLS_PKCS_PLAIN, &pem));
  write_pem (key_file, &pem);
  OK (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_PEM, &pem));
  write_pem (certificate_file, &pem);
  write_store (file, key, certificate);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (key);
  return file;
}

char *
test_pki_make_mismatch (TestPki *self, const char *name)
{
  char *file = test_pki_make (self, name, TEST_KEY_P256, 0);
  g_autofree char *certificate_file = test_pki_path (self, name, "-cert.pem");
  g_autofree char *content = NULL;
  gnutls_x509_privkey_t other = make_key (TEST_KEY_P256);
  gnutls_x509_crt_t certificate;
  gnutls_datum_t pem;
  gsize length;

  g_assert_true (g_file_get_contents (certificate_file, &content, &length, NULL));
  pem.data = (unsigned char *)content;
  pem.size = (unsigned int)length;
  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_import (certificate, &pem, GNUTLS_X509_FMT_PEM));
  write_store (file, other, certificate);
  gnutls_x509_crt_deinit (certificate);
  gnutls_x509_privkey_deinit (other);
  return file;
}
