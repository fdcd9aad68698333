/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identity files as other programs write them, well and badly: made by openssl, or patched. */

#include <string.h>

#include <gio/gio.h>

#include "etb-identity.h"
#include "test-pki.h"

#define DECOMPOSED "se\xCC\x81same"        /* “sésame”, the accent on its own */
#define BYTEWISE   "s\xC3\x83\xC2\xA9same" /* each byte of “sésame” in UTF-8 taken for a letter */

/* NAME.p12 of the key and certificate of "p256", by openssl with @options. Returns: its path */
static char *
export_by_openssl (TestPki *pki, const char *name, const char *password, const char *const *options)
{
  g_autofree char *made = test_pki_make (pki, "p256", TEST_KEY_P256, 0);
  g_autofree char *key = test_pki_path (pki, "p256", "-key.pem");
  g_autofree char *certificate = test_pki_path (pki, "p256", "-cert.pem");
  g_autofree char *pass = g_strconcat ("pass:", password, NULL);
  g_autoptr (GStrvBuilder) argv = g_strv_builder_new ();
  g_auto (GStrv) arguments = NULL;
  char *file = test_pki_path (pki, name, ".p12");

  g_strv_builder_add_many (argv, "openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate,
                           "-passout", pass, "-out", file, NULL);
  g_strv_builder_addv (argv, (const char **)options);
  arguments = g_strv_builder_end (argv);
  g_assert_true (test_referee ((const char **)arguments, NULL));
  return file;
}

static const char *const modern[] = { NULL };
static const char *const legacy[] = { "-legacy",         "-keypbe", "PBE-SHA1-3DES", "-certpbe",
                                      "PBE-SHA1-RC2-40", "-macalg", "sha1",          NULL };
static const char *const no_mac[] = { "-nomac", NULL };

static void
test_passwords_as_people_and_tools_write_them (gconstpointer data)
{
  static const struct
  {
    const char *name;
    const char *written; /* by the tool */
    const char *const *options;
    const char *typed;
    int code; /* of the error, or -1 */
  } cases[] = {
    { "accents", TEST_PASSWORD, modern, TEST_PASSWORD, -1 },
    { "accents-legacy", TEST_PASSWORD, legacy, TEST_PASSWORD, -1 },
    { "bytewise-legacy", BYTEWISE, legacy, TEST_PASSWORD, -1 },
    { "decomposed-typed", TEST_PASSWORD, legacy, DECOMPOSED, -1 },
    { "empty", "", modern, "", -1 },
    { "empty-legacy", "", legacy, "", -1 },
    { "not-empty", "x", modern, "", ETB_SIGNATURE_ERROR_PASSWORD },
    { "empty-given-one", "", modern, "x", ETB_SIGNATURE_ERROR_PASSWORD },
    { "accents-wrong", TEST_PASSWORD, modern, "sèsame", ETB_SIGNATURE_ERROR_PASSWORD },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file
          = export_by_openssl ((TestPki *)data, cases[i].name, cases[i].written, cases[i].options);
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbIdentity) identity = etb_identity_open (file, cases[i].typed, &error);

      g_test_message ("%s", cases[i].name);
      if (cases[i].code >= 0)
        {
          g_assert_null (identity);
          g_assert_error (error, ETB_SIGNATURE_ERROR, cases[i].code);
        }
      else
        {
          g_assert_no_error (error);
          g_assert_cmpstr (etb_identity_get_name (identity), ==, "Test p256");
        }
    }
}

/* Without a MAC nothing tells a wrong password from a changed file: refused. */
static void
test_a_file_without_a_mac_is_refused (gconstpointer data)
{
  g_autofree char *file = export_by_openssl ((TestPki *)data, "no-mac", TEST_PASSWORD, no_mac);
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_identity_open (file, TEST_PASSWORD, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
  g_test_message ("%s", error->message);
}

/* The rounds of a derivation are in the clear: a stranger's file may ask for years of work. Made
 * with few, and each number of rounds then raised, one at a time. */
static void
test_a_file_that_asks_for_too_much_work_is_refused (gconstpointer data)
{
  static const char *const options[] = { "-iter", "65537", NULL };
  static const guint8 rounds[] = { 0x02, 0x03, 0x01, 0x00, 0x01 }; /* 65537 */
  g_autofree char *file = export_by_openssl ((TestPki *)data, "rounds", TEST_PASSWORD, options);
  g_autofree char *patched = test_pki_path ((TestPki *)data, "patched", ".p12");
  g_autofree char *content = NULL;
  guint found = 0;
  gsize length;

  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  for (char *p = content;
       (p = memmem (p, length - (gsize)(p - content), rounds, sizeof rounds)) != NULL; p++)
    {
      g_autoptr (GError) error = NULL;

      /* 8388607: the most that fits there. */
      memcpy (p + 2, "\x7F\xFF\xFF", 3);
      g_assert_true (g_file_set_contents (patched, content, (gssize)length, NULL));
      g_assert_null (etb_identity_open (patched, TEST_PASSWORD, &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
      g_assert_nonnull (strstr (error->message, "more work"));
      memcpy (p + 2, "\x01\x00\x01", 3);
      found++;
    }
  /* The key's, the certificate's and the MAC's. */
  g_assert_cmpuint (found, ==, 3);
}

static void
test_a_huge_file_is_refused_unread (gconstpointer data)
{
  g_autofree char *file = test_pki_path ((TestPki *)data, "huge", ".p12");
  g_autofree char *content = g_malloc0 (2 * 1024 * 1024);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (file, content, 2 * 1024 * 1024, NULL));
  g_assert_null (etb_identity_open (file, TEST_PASSWORD, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
  g_assert_nonnull (strstr (error->message, "too large"));
}

static void
test_a_key_that_is_another_s_is_refused (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *file = test_pki_make_mismatch (pki, "mismatch");
  g_autoptr (GError) error = NULL;

  g_assert_null (etb_identity_open (file, TEST_PASSWORD, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_IDENTITY);
}

static void
test_skipped (gconstpointer data)
{
  g_test_skip ("openssl is not installed");
}

#define ADD(path, test) g_test_add_data_func ("/identity-pkcs12/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  ADD ("a-huge-file-is-refused-unread", test_a_huge_file_is_refused_unread);
  ADD ("a-key-that-is-another-s-is-refused", test_a_key_that_is_another_s_is_refused);
  if (test_has_programs ("openssl", NULL))
    {
      ADD ("passwords-as-people-and-tools-write-them",
           test_passwords_as_people_and_tools_write_them);
      ADD ("a-file-without-a-mac-is-refused", test_a_file_without_a_mac_is_refused);
      ADD ("a-file-that-asks-for-too-much-work-is-refused",
           test_a_file_that_asks_for_too_much_work_is_refused);
    }
  else
    ADD ("skipped", test_skipped);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
