/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identities on a token: SoftHSM, in a folder of its own. */

#include <string.h>

#include <gio/gio.h>

#include "test-signing.h"
#include "test-softhsm.h"

#define TOKEN "pkcs11:token=etabli"
#define PIN   "1234"

static void
put_on_token (TestPki *pki, const char *name, TestKey key, const char *id,
              gboolean with_certificate)
{
  test_softhsm_put (pki, "etabli", PIN, name, key, id, with_certificate);
}

static void
test_signs_with_each_key (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  static const char *const names[] = { "rsa", "p256" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *uri = g_strconcat (TOKEN ";object=", names[i], NULL);
      g_autofree char *holder = g_strconcat ("Test ", names[i], NULL);
      g_autofree char *container = test_pki_path (pki, names[i], ".asice");
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbIdentity) identity = etb_identity_open_token (uri, PIN, &error);
      g_autoptr (GPtrArray) files = test_files_new ();
      g_autoptr (GDateTime) now = test_now ();
      g_autoptr (GBytes) document = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (etb_identity_get_name (identity), ==, holder);
      document = test_sign (identity, files, now);
      test_write_container (container, files, document);
      if (!test_referees_accept (pki, container))
        g_test_message ("no referee");
    }
}

static void
test_wrong_pin_is_told (gconstpointer data)
{
  static const char *const pins[] = { "9999", NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (pins); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open_token (TOKEN ";object=rsa", pins[i], &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
      g_assert_nonnull (strstr (error->message, TOKEN));
      g_test_message ("%s", error->message);
    }
}

static void
test_absent_token_and_key_are_told (gconstpointer data)
{
  static const char *const uris[] = { "pkcs11:token=absent", TOKEN ";object=absent", "http://x" };

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open_token (uris[i], PIN, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN);
      g_test_message ("%s", error->message);
    }
}

static void
test_several_keys_are_told (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_identity_open_token (TOKEN, PIN, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
}

static void
test_the_pin_may_be_in_the_address (gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity = NULL;

  g_assert_null (etb_identity_open_token (TOKEN ";object=p256?pin-value=8642", NULL, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
  g_assert_null (strstr (error->message, "8642"));
  g_clear_error (&error);
  identity = etb_identity_open_token (TOKEN ";object=p256?pin-value=" PIN, NULL, &error);
  g_assert_no_error (error);
}

static void
test_key_without_certificate_is_told (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_identity_open_token (TOKEN ";object=alone", PIN, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
}

/* The certificate beside the key is another key's. */
static void
test_mismatch_is_told (gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_identity_open_token (TOKEN ";object=mismatch", PIN, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
}

static void
test_skipped (gconstpointer data)
{
  g_test_skip ("SoftHSM or p11tool is not installed");
}

static void
put_mismatch_on_token (TestPki *pki)
{
  g_autofree char *made = test_pki_make (pki, "mismatch", TEST_KEY_P256, 0);
  g_autofree char *other_made = test_pki_make (pki, "other", TEST_KEY_P256, 0);
  g_autofree char *other = test_pki_path (pki, "other", "-cert.pem");
  g_autofree char *certificate = test_pki_path (pki, "mismatch", "-cert.pem");
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (other, &content, NULL, NULL));
  g_assert_true (g_file_set_contents (certificate, content, -1, NULL));
  put_on_token (pki, "mismatch", TEST_KEY_P256, "04", TRUE);
}

#define ADD(path, test) g_test_add_data_func ("/identity-token/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  if (test_softhsm_make (pki, "etabli", PIN))
    {
      put_on_token (pki, "rsa", TEST_KEY_RSA_3072, "01", TRUE);
      put_on_token (pki, "p256", TEST_KEY_P256, "02", TRUE);
      put_on_token (pki, "alone", TEST_KEY_P256, "03", FALSE);
      put_mismatch_on_token (pki);
      ADD ("signs-with-each-key", test_signs_with_each_key);
      ADD ("wrong-pin-is-told", test_wrong_pin_is_told);
      ADD ("absent-token-and-key-are-told", test_absent_token_and_key_are_told);
      ADD ("several-keys-are-told", test_several_keys_are_told);
      ADD ("the-pin-may-be-in-the-address", test_the_pin_may_be_in_the_address);
      ADD ("key-without-certificate-is-told", test_key_without_certificate_is_told);
      ADD ("mismatch-is-told", test_mismatch_is_told);
    }
  else
    ADD ("skipped", test_skipped);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
