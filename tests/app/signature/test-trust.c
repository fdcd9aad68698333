/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Chains: which leads to an authority that the person trusts, and whether it held at the claimed
 * time. Each case is a chain of its own, made on the spot. */

#include "etb-trust-private.h"

#include <string.h>

#include "test-folder.h"

#define OK(call) g_assert_cmpint (call, >=, 0)

#define YEAR (365 * 24 * 60 * 60)
/* Everything is valid from 2018 to 2022 unless a case says otherwise; the claimed time is 2020. */
#define BEGIN   1514764800
#define CLAIMED (BEGIN + 2 * YEAR)
#define END     (BEGIN + 4 * YEAR)

typedef enum
{
  ROOT,
  MIDDLE,
  LEAF,
  N_LEVELS
} Level;

/* What is wrong, as bits of a level shifted by its number. */
#define EXPIRED(level)  (1u << (level))
#define NOT_YET(level)  (1u << (4 + (level)))
#define NO_CA(level)    (1u << (8 + (level)))
#define NO_SIGN(level)  (1u << (12 + (level)))
#define FORGED_MIDDLE   (1u << 16) /* the right name, another key signed the leaf */
#define NO_PATH         (1u << 17) /* the root allows no authority under it */
#define OTHER_AUTHORITY (1u << 18) /* the person trusts another root of the same name */
#define MIDDLE_LEFT_OUT (1u << 19)
#define ROOT_SENT       (1u << 20) /* with the chain */
#define TRUSTS_MIDDLE   (1u << 21) /* instead of the root */
#define TRUSTS_LEAF     (1u << 22)
#define TRUSTS_NOBODY   (1u << 23)
#define WEAK_MIDDLE     (1u << 24) /* signed with SHA-1 */

typedef struct
{
  const char *name;
  guint wrong;
  EtbTrustState expected;
} Case;

static const Case cases[] = {
  { "a-whole-chain", 0, ETB_TRUST_TRUSTED },
  { "with-the-root", ROOT_SENT, ETB_TRUST_TRUSTED },
  { "to-a-trusted-middle", TRUSTS_MIDDLE, ETB_TRUST_TRUSTED },
  { "to-the-person-itself", TRUSTS_LEAF, ETB_TRUST_TRUSTED },
  { "nobody-trusted", TRUSTS_NOBODY, ETB_TRUST_UNKNOWN },
  { "another-authority-of-that-name", OTHER_AUTHORITY, ETB_TRUST_UNKNOWN },
  { "a-root-that-comes-along-is-not-believed", OTHER_AUTHORITY | ROOT_SENT, ETB_TRUST_UNKNOWN },
  { "middle-left-out", MIDDLE_LEFT_OUT, ETB_TRUST_UNKNOWN },
  { "forged-middle", FORGED_MIDDLE, ETB_TRUST_UNKNOWN },
  { "middle-that-is-no-authority", NO_CA (MIDDLE), ETB_TRUST_UNKNOWN },
  { "middle-that-may-not-certify", NO_SIGN (MIDDLE), ETB_TRUST_UNKNOWN },
  { "middle-under-a-root-that-allows-none", NO_PATH, ETB_TRUST_UNKNOWN },
  { "middle-signed-with-sha1", WEAK_MIDDLE, ETB_TRUST_UNKNOWN },
  { "leaf-expired", EXPIRED (LEAF), ETB_TRUST_EXPIRED },
  { "leaf-not-yet-valid", NOT_YET (LEAF), ETB_TRUST_EXPIRED },
  { "middle-expired", EXPIRED (MIDDLE), ETB_TRUST_EXPIRED },
  { "middle-not-yet-valid", NOT_YET (MIDDLE), ETB_TRUST_EXPIRED },
  { "root-expired", EXPIRED (ROOT), ETB_TRUST_EXPIRED },
  { "all-expired", EXPIRED (ROOT) | EXPIRED (MIDDLE) | EXPIRED (LEAF), ETB_TRUST_EXPIRED },
};

static gnutls_x509_privkey_t
make_key (void)
{
  gnutls_x509_privkey_t key;

  OK (gnutls_x509_privkey_init (&key));
  OK (gnutls_x509_privkey_generate (key, GNUTLS_PK_ECDSA,
                                    GNUTLS_CURVE_TO_BITS (GNUTLS_ECC_CURVE_SECP256R1), 0));
  return key;
}

static gnutls_x509_crt_t
make_certificate (gnutls_x509_privkey_t key, Level level, guint wrong, gnutls_x509_crt_t issuer,
                  gnutls_x509_privkey_t issuer_key)
{
  static const char *const names[] = { "Essai racine", "Essai autorité", "Essai personne" };
  const guint8 serial[] = { 0x20, (guint8)level };
  time_t begin = (wrong & NOT_YET (level)) != 0 ? CLAIMED + YEAR : BEGIN;
  time_t end = (wrong & EXPIRED (level)) != 0 ? CLAIMED - YEAR : END;
  gnutls_x509_crt_t certificate;
  gnutls_datum_t der;

  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_set_version (certificate, 3));
  OK (gnutls_x509_crt_set_dn_by_oid (certificate, GNUTLS_OID_X520_COMMON_NAME, 0, names[level],
                                     (unsigned int)strlen (names[level])));
  OK (gnutls_x509_crt_set_key (certificate, key));
  OK (gnutls_x509_crt_set_serial (certificate, serial, sizeof serial));
  OK (gnutls_x509_crt_set_activation_time (certificate, begin));
  OK (gnutls_x509_crt_set_expiration_time (certificate, end));
  if (level == LEAF || (wrong & NO_CA (level)) != 0)
    OK (gnutls_x509_crt_set_basic_constraints (certificate, 0, -1));
  else
    OK (gnutls_x509_crt_set_basic_constraints (certificate, 1,
                                               level == ROOT && (wrong & NO_PATH) != 0 ? 0 : -1));
  OK (gnutls_x509_crt_set_key_usage (certificate, level == LEAF || (wrong & NO_SIGN (level)) != 0
                                                      ? GNUTLS_KEY_DIGITAL_SIGNATURE
                                                      : GNUTLS_KEY_KEY_CERT_SIGN));
  OK (gnutls_x509_crt_sign2 (
      certificate, issuer != NULL ? issuer : certificate, issuer_key != NULL ? issuer_key : key,
      level == MIDDLE && (wrong & WEAK_MIDDLE) != 0 ? GNUTLS_DIG_SHA1 : GNUTLS_DIG_SHA256, 0));
  /* As one that was read: GnuTLS does not verify what it has just made. */
  OK (gnutls_x509_crt_export2 (certificate, GNUTLS_X509_FMT_DER, &der));
  gnutls_x509_crt_deinit (certificate);
  OK (gnutls_x509_crt_init (&certificate));
  OK (gnutls_x509_crt_import (certificate, &der, GNUTLS_X509_FMT_DER));
  gnutls_free (der.data);
  return certificate;
}

static void
write_trusted (const char *file, gnutls_x509_crt_t certificate, gnutls_x509_crt_fmt_t form)
{
  gnutls_datum_t data;

  OK (gnutls_x509_crt_export2 (certificate, form, &data));
  g_assert_true (g_file_set_contents (file, (const char *)data.data, data.size, NULL));
  gnutls_free (data.data);
}

typedef struct
{
  gnutls_x509_privkey_t keys[N_LEVELS];
  gnutls_x509_privkey_t stranger;
  gnutls_x509_crt_t chain[N_LEVELS];
  gnutls_x509_crt_t other_root;
} Chain;

static void
make_chain (Chain *chain, guint wrong)
{
  for (guint i = 0; i < N_LEVELS; i++)
    chain->keys[i] = make_key ();
  chain->stranger = make_key ();
  chain->chain[ROOT] = make_certificate (chain->keys[ROOT], ROOT, wrong, NULL, NULL);
  chain->other_root = make_certificate (chain->stranger, ROOT, wrong, NULL, NULL);
  chain->chain[MIDDLE] = make_certificate (chain->keys[MIDDLE], MIDDLE, wrong, chain->chain[ROOT],
                                           chain->keys[ROOT]);
  chain->chain[LEAF]
      = make_certificate (chain->keys[LEAF], LEAF, wrong, chain->chain[MIDDLE],
                          (wrong & FORGED_MIDDLE) != 0 ? chain->stranger : chain->keys[MIDDLE]);
}

static void
clear_chain (Chain *chain)
{
  for (guint i = 0; i < N_LEVELS; i++)
    {
      gnutls_x509_privkey_deinit (chain->keys[i]);
      gnutls_x509_crt_deinit (chain->chain[i]);
    }
  gnutls_x509_privkey_deinit (chain->stranger);
  gnutls_x509_crt_deinit (chain->other_root);
}

static gnutls_x509_crt_t
trusted_of (const Chain *chain, guint wrong)
{
  if ((wrong & OTHER_AUTHORITY) != 0)
    return chain->other_root;
  if ((wrong & TRUSTS_MIDDLE) != 0)
    return chain->chain[MIDDLE];
  return chain->chain[(wrong & TRUSTS_LEAF) != 0 ? LEAF : ROOT];
}

static void
test_chain (TestFolder *folder, gconstpointer data)
{
  const Case *c = data;
  g_autofree char *file = test_folder_path (folder, "ca.pem");
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (CLAIMED);
  g_autoptr (EtbTrust) trust = NULL;
  g_autoptr (GError) error = NULL;
  gnutls_x509_crt_t sent[N_LEVELS];
  Chain chain;
  guint n = 0;

  make_chain (&chain, c->wrong);
  write_trusted (file, trusted_of (&chain, c->wrong), GNUTLS_X509_FMT_PEM);
  if ((c->wrong & TRUSTS_NOBODY) == 0)
    trust = etb_trust_new_from_file (file, &error);
  g_assert_no_error (error);
  sent[n++] = chain.chain[LEAF];
  if ((c->wrong & MIDDLE_LEFT_OUT) == 0)
    sent[n++] = chain.chain[MIDDLE];
  if ((c->wrong & ROOT_SENT) != 0)
    sent[n++] = chain.chain[ROOT];
  g_assert_cmpint (etb_trust_check (trust, sent, n, at), ==, c->expected);
  clear_chain (&chain);
}

/* Authorities hand out their certificates in either form. */
static void
test_both_forms_are_read (TestFolder *folder, gconstpointer data)
{
  static const gnutls_x509_crt_fmt_t forms[] = { GNUTLS_X509_FMT_PEM, GNUTLS_X509_FMT_DER };
  g_autofree char *file = test_folder_path (folder, "ca.crt");
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (CLAIMED);
  Chain chain;

  make_chain (&chain, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      gnutls_x509_crt_t sent[] = { chain.chain[LEAF], chain.chain[MIDDLE] };
      g_autoptr (EtbTrust) trust = NULL;
      g_autoptr (GError) error = NULL;

      write_trusted (file, chain.chain[ROOT], forms[i]);
      trust = etb_trust_new_from_file (file, &error);
      g_assert_no_error (error);
      g_assert_cmpint (etb_trust_check (trust, sent, 2, at), ==, ETB_TRUST_TRUSTED);
    }
  clear_chain (&chain);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/trust/%s", cases[i].name);

      g_test_add (path, TestFolder, &cases[i], test_folder_set_up, test_chain,
                  test_folder_tear_down);
    }
  g_test_add ("/trust/both-forms-are-read", TestFolder, NULL, test_folder_set_up,
              test_both_forms_are_read, test_folder_tear_down);
  return g_test_run ();
}
