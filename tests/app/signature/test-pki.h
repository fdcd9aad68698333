/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <gnutls/x509.h>

#include "test-folder.h"

G_BEGIN_DECLS

/* A throw-away authority in a temporary folder, and people it certifies. */

#define TEST_PASSWORD "sésame"

typedef enum
{
  TEST_KEY_RSA_3072,
  TEST_KEY_RSA_1024,
  TEST_KEY_P256,
  TEST_KEY_P384,
  TEST_KEY_P521,
} TestKey;

typedef enum
{
  TEST_PERSON_EXPIRED = 1 << 0,     /* valid in 2015 only */
  TEST_PERSON_NOT_SIGNING = 1 << 1, /* key usage: key encipherment */
  TEST_PERSON_SELF_SIGNED = 1 << 2,
} TestPersonFlags;

typedef struct
{
  TestFolder folder;
  gnutls_x509_privkey_t ca_key;
  gnutls_x509_crt_t ca;
  char *ca_file;    /* PEM */
  GHashTable *made; /* name to nothing */
} TestPki;

TestPki *test_pki_new (void);
void test_pki_free (TestPki *self);

/* Makes NAME.p12 (AES, TEST_PASSWORD), NAME-key.pem and NAME-cert.pem in the folder, once. The
 * holder is "Test NAME". Returns: (transfer full): path of the PKCS#12 file */
char *test_pki_make (TestPki *self, const char *name, TestKey key, TestPersonFlags flags);
/* Makes NAME.p12 with the certificate of NAME and the key of somebody else, which it says is that
 * of the certificate. Returns: (transfer full): its path */
char *test_pki_make_mismatch (TestPki *self, const char *name);
/* (transfer full): path of NAME@suffix */
char *test_pki_path (TestPki *self, const char *name, const char *suffix);

G_END_DECLS
