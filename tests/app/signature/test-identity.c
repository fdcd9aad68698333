/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#include "etb-identity.h"
#include "test-folder.h"
#include "test-pki.h"

static void
test_opens_each_kind_of_key (gconstpointer data)
{
  static const struct
  {
    const char *name;
    TestKey key;
    const char *algorithm;
    gsize length;
  } cases[] = {
    { "rsa", TEST_KEY_RSA_3072, "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", 384 },
    { "p256", TEST_KEY_P256, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256", 64 },
    { "p384", TEST_KEY_P384, "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", 96 },
  };
  TestPki *pki = (TestPki *)data;
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = test_pki_make (pki, cases[i].name, cases[i].key, 0);
      g_autofree char *holder = g_strconcat ("Test ", cases[i].name, NULL);
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbIdentity) identity = etb_identity_open (file, TEST_PASSWORD, &error);
      g_autoptr (GBytes) value = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (etb_identity_get_name (identity), ==, holder);
      g_assert_cmpstr (etb_identity_get_issuer (identity), ==, "Test authority");
      g_assert_cmpstr (etb_identity_get_algorithm (identity), ==, cases[i].algorithm);
      g_assert_false (etb_identity_is_self_signed (identity));
      g_assert_cmpuint (strlen (etb_identity_get_certificate_sha256 (identity)), ==, 64);
      g_assert_cmpuint (etb_identity_get_certificates (identity)->len, ==, 1);
      etb_identity_check (identity, now, &error);
      g_assert_no_error (error);
      value = etb_identity_sign (identity, text, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (value), ==, cases[i].length);
    }
}

static void
test_refuses_short_and_odd_keys (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  static const struct
  {
    const char *name;
    TestKey key;
  } cases[] = { { "short", TEST_KEY_RSA_1024 }, { "p521", TEST_KEY_P521 } };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file = test_pki_make (pki, cases[i].name, cases[i].key, 0);
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open (file, TEST_PASSWORD, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
    }
}

static void
test_wrong_password_is_told_from_damage (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_make (pki, "p256", TEST_KEY_P256, 0);
  g_autofree char *damaged = test_pki_path (pki, "damaged", ".p12");
  static const char *const passwords[] = { "", "sesame", "SÉSAME", NULL };
  g_autofree char *content = NULL;
  gsize length;

  for (gsize i = 0; i < G_N_ELEMENTS (passwords); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open (file, passwords[i], &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
      g_assert_nonnull (strstr (error->message, file));
    }
  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  for (gsize cut = 0; cut < length; cut += length / 8)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (g_file_set_contents (damaged, content, (gssize)cut, NULL));
      g_assert_null (etb_identity_open (damaged, TEST_PASSWORD, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
    }
}

static void
test_what_is_no_file_is_an_error (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *absent = test_pki_path (pki, "absent", ".p12");
  const char *const files[] = { absent, pki->folder.path, "/dev/zero" };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open (files[i], "x", &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_READ);
      g_assert_nonnull (strstr (error->message, files[i]));
    }
}

/* Files as OpenSSL writes them, with the ciphers of today and of the past. */
static void
test_opens_files_of_other_programs (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *made = test_pki_make (pki, "p256", TEST_KEY_P256, 0);
  g_autofree char *key = test_pki_path (pki, "p256", "-key.pem");
  g_autofree char *certificate = test_pki_path (pki, "p256", "-cert.pem");
  g_autofree char *file = test_pki_path (pki, "openssl", ".p12");
  static const struct
  {
    const char *ciphers;
    const char *mac;
  } cases[] = {
    { "AES-256-CBC", "sha256" },
    { "PBE-SHA1-3DES", "sha1" },
    { "PBE-SHA1-RC2-40", "sha1" },
  };

  if (!test_has_programs ("openssl", NULL))
    {
      g_test_skip ("openssl is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const char *argv[] = { "openssl",   "pkcs12",
                             "-export",   "-legacy",
                             "-inkey",    key,
                             "-in",       certificate,
                             "-certfile", pki->ca_file,
                             "-keypbe",   cases[i].ciphers,
                             "-certpbe",  cases[i].ciphers,
                             "-macalg",   cases[i].mac,
                             "-passout",  "pass:" TEST_PASSWORD,
                             "-out",      file,
                             NULL };
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbIdentity) identity = NULL;

      g_assert_true (test_referee (argv, NULL));
      identity = etb_identity_open (file, TEST_PASSWORD, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (etb_identity_get_name (identity), ==, "Test p256");
      /* Issuers come along, but not the root: whoever verifies has it, or does not trust it. */
      g_assert_cmpuint (etb_identity_get_certificates (identity)->len, ==, 1);
      g_clear_object (&identity);
      g_assert_null (etb_identity_open (file, "x", &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
    }
}

static void
test_refuses_a_file_without_its_pair (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *made = test_pki_make (pki, "p256", TEST_KEY_P256, 0);
  g_autofree char *key = test_pki_path (pki, "p256", "-key.pem");
  g_autofree char *file = test_pki_path (pki, "alone", ".p12");
  const char *no_certificate[] = { "openssl",  "pkcs12", "-export", "-nocerts", "-inkey", key,
                                   "-passout", "pass:x", "-out",    file,       NULL };
  const char *no_key[] = { "openssl",  "pkcs12", "-export", "-nokeys", "-in", pki->ca_file,
                           "-passout", "pass:x", "-out",    file,      NULL };
  const char *const *cases[] = { no_certificate, no_key };

  if (!test_has_programs ("openssl", NULL))
    {
      g_test_skip ("openssl is not installed");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_true (test_referee (cases[i], NULL));
      g_assert_null (etb_identity_open (file, "x", &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
    }
}

static void
test_unfit_certificates_are_told (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *expired_file
      = test_pki_make (pki, "expired", TEST_KEY_P256, TEST_PERSON_EXPIRED);
  g_autofree char *other_file
      = test_pki_make (pki, "not-signing", TEST_KEY_P256, TEST_PERSON_NOT_SIGNING);
  g_autoptr (EtbIdentity) expired = etb_identity_open (expired_file, TEST_PASSWORD, NULL);
  g_autoptr (EtbIdentity) other = etb_identity_open (other_file, TEST_PASSWORD, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_new_utc (2015, 6, 1, 0, 0, 0);
  g_autoptr (GDateTime) before = g_date_time_new_utc (2014, 6, 1, 0, 0, 0);
  g_autoptr (GError) error = NULL;

  g_assert_false (etb_identity_check (expired, now, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
  g_assert_nonnull (strstr (error->message, "2016"));
  g_clear_error (&error);
  g_assert_false (etb_identity_check (expired, before, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
  g_clear_error (&error);
  g_assert_true (etb_identity_check (expired, then, &error));
  g_assert_no_error (error);
  g_assert_false (etb_identity_check (other, now, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_UNFIT);
}

static void
test_makes_an_identity (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_path (pki, "mine", ".p12");
  g_autoptr (GDateTime) now = g_date_time_new_utc (2019, 7, 17, 12, 0, 0);
  g_autoptr (GDateTime) later = g_date_time_new_utc (2022, 7, 17, 11, 0, 0);
  g_autoptr (GDateTime) after = g_date_time_new_utc (2022, 7, 17, 13, 0, 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) made
      = etb_identity_create ("Anaïs Müller", file, TEST_PASSWORD, now, &error);
  g_autoptr (EtbIdentity) opened = NULL;
  g_autofree char *printed = NULL;
  const char *argv[] = { "openssl", "pkcs12", "-in", file, "-passin", "pass:" TEST_PASSWORD,
                         "-nokeys", "-info",  NULL };
  GStatBuf status;

  g_assert_no_error (error);
  g_assert_cmpint (g_stat (file, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 0777, ==, 0600);
  opened = etb_identity_open (file, TEST_PASSWORD, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (etb_identity_get_name (opened), ==, "Anaïs Müller");
  g_assert_cmpstr (etb_identity_get_issuer (opened), ==, "Anaïs Müller");
  g_assert_cmpstr (etb_identity_get_certificate_sha256 (opened), ==,
                   etb_identity_get_certificate_sha256 (made));
  g_assert_true (etb_identity_is_self_signed (opened));
  g_assert_true (g_date_time_equal (etb_identity_get_not_before (opened), now));
  g_assert_true (etb_identity_check (opened, now, NULL));
  g_assert_true (etb_identity_check (opened, later, NULL));
  g_assert_false (etb_identity_check (opened, after, NULL));
  if (test_referee (argv, &printed))
    g_assert_nonnull (strstr (printed, "BEGIN CERTIFICATE"));

  g_assert_null (etb_identity_create ("Anaïs Müller", file, "x", now, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_EXISTS);
}

static void
test_makes_nothing_of_a_bad_request (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_path (pki, "refused", ".p12");
  g_autofree char *nowhere = test_pki_path (pki, "absent/refused", ".p12");
  g_autofree char *long_name = g_strnfill (65, 'a');
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  const struct
  {
    const char *name;
    const char *file;
    const char *password;
    EtbSignatureError code;
  } cases[] = {
    { "", file, "x", ETB_SIGNATURE_ERROR_IDENTITY },
    { long_name, file, "x", ETB_SIGNATURE_ERROR_IDENTITY },
    { "A", file, "", ETB_SIGNATURE_ERROR_PASSWORD },
    { "A", nowhere, "x", ETB_SIGNATURE_ERROR_WRITE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (
          etb_identity_create (cases[i].name, cases[i].file, cases[i].password, now, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, (int)cases[i].code);
      g_assert_false (g_file_test (cases[i].file, G_FILE_TEST_EXISTS));
    }
}

static void
test_a_full_disk_leaves_nothing (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_path (pki, "full", ".p12");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  struct rlimit before;
  struct rlimit small;

  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  small = before;
  small.rlim_cur = 100;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  g_assert_null (etb_identity_create ("A", file, "x", now, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_WRITE);
  g_assert_nonnull (strstr (error->message, file));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  g_setenv ("XDG_DATA_HOME", pki->folder.path, TRUE);
  g_test_add_data_func ("/identity/opens-each-kind-of-key", pki, test_opens_each_kind_of_key);
  g_test_add_data_func ("/identity/refuses-short-and-odd-keys", pki,
                        test_refuses_short_and_odd_keys);
  g_test_add_data_func ("/identity/wrong-password-is-told-from-damage", pki,
                        test_wrong_password_is_told_from_damage);
  g_test_add_data_func ("/identity/what-is-no-file-is-an-error", pki,
                        test_what_is_no_file_is_an_error);
  g_test_add_data_func ("/identity/opens-files-of-other-programs", pki,
                        test_opens_files_of_other_programs);
  g_test_add_data_func ("/identity/refuses-a-file-without-its-pair", pki,
                        test_refuses_a_file_without_its_pair);
  g_test_add_data_func ("/identity/unfit-certificates-are-told", pki,
                        test_unfit_certificates_are_told);
  g_test_add_data_func ("/identity/makes-an-identity", pki, test_makes_an_identity);
  g_test_add_data_func ("/identity/makes-nothing-of-a-bad-request", pki,
                        test_makes_nothing_of_a_bad_request);
  g_test_add_data_func ("/identity/a-full-disk-leaves-nothing", pki,
                        test_a_full_disk_leaves_nothing);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
