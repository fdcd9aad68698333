/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib/gstdio.h>

#include "etb-trust-private.h"
#include "etb-trust-store.h"
#include "test-pki.h"

static char *
store_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "etabli", "autorites", name, NULL);
}

/* Each test begins with an empty store. */
static void
empty_store (void)
{
  g_autoptr (GPtrArray) list = etb_trust_store_list ();

  for (guint i = 0; i < list->len; i++)
    g_assert_true (etb_trust_store_remove (g_ptr_array_index (list, i), NULL));
}

static guint
count_stored (void)
{
  g_autoptr (GPtrArray) list = etb_trust_store_list ();

  return list->len;
}

/* What a store says of the certificate of NAME. */
static EtbTrustState
judge (TestPki *pki, const char *name)
{
  g_autofree char *made = test_pki_make (pki, name, TEST_KEY_P256, 0);
  g_autofree char *file = test_pki_path (pki, name, "-cert.pem");
  g_autoptr (GPtrArray) certificates = etb_trust_read_file (file, 1, NULL);
  g_autoptr (EtbTrust) trust = etb_trust_store_load ();
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  gnutls_x509_crt_t certificate;
  gnutls_datum_t der;
  EtbTrustState state;
  gsize length;

  der.data = (unsigned char *)g_bytes_get_data (g_ptr_array_index (certificates, 0), &length);
  der.size = (unsigned int)length;
  g_assert_cmpint (gnutls_x509_crt_init (&certificate), >=, 0);
  g_assert_cmpint (gnutls_x509_crt_import (certificate, &der, GNUTLS_X509_FMT_DER), >=, 0);
  state = etb_trust_check (trust, &certificate, 1, now);
  gnutls_x509_crt_deinit (certificate);
  return state;
}

static void
test_an_empty_store_trusts_nobody (gconstpointer data)
{
  empty_store ();
  g_assert_null (etb_trust_store_load ());
  g_assert_cmpuint (count_stored (), ==, 0);
  g_assert_cmpint (judge ((TestPki *)data, "one"), ==, ETB_TRUST_UNKNOWN);
}

static void
test_what_is_imported_is_trusted_until_removed (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fresh = NULL;
  const EtbAuthority *authority;

  empty_store ();
  fresh = etb_trust_store_import (pki->ca_file, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fresh->len, ==, 1);
  authority = g_ptr_array_index (fresh, 0);
  g_assert_cmpstr (authority->holder, ==, "Test authority");
  g_assert_cmpuint (strlen (authority->sha256), ==, 64);
  g_assert_true (authority->is_authority);
  g_assert_nonnull (authority->not_after);
  g_assert_cmpint (judge (pki, "one"), ==, ETB_TRUST_TRUSTED);
  g_assert_true (etb_trust_store_remove (authority, &error));
  g_assert_cmpint (judge (pki, "one"), ==, ETB_TRUST_UNKNOWN);
  g_assert_true (etb_trust_store_add (authority, &error));
  g_assert_no_error (error);
  g_assert_cmpint (judge (pki, "one"), ==, ETB_TRUST_TRUSTED);
}

static void
test_the_same_twice_is_once (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *twice = test_pki_path (pki, "twice", ".pem");
  g_autofree char *pem = NULL;
  g_autofree char *doubled = NULL;
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  empty_store ();
  g_assert_true (g_file_get_contents (pki->ca_file, &pem, NULL, NULL));
  doubled = g_strconcat (pem, pem, NULL);
  g_assert_true (g_file_set_contents (twice, doubled, -1, NULL));
  first = etb_trust_store_import (twice, NULL);
  g_assert_cmpuint (first->len, ==, 1);
  second = etb_trust_store_import (twice, NULL);
  g_assert_cmpuint (second->len, ==, 0);
  g_assert_cmpuint (count_stored (), ==, 1);
}

static void
test_a_person_is_told_from_an_authority (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *made = test_pki_make (pki, "one", TEST_KEY_P256, 0);
  g_autofree char *file = test_pki_path (pki, "one", "-cert.pem");
  g_autoptr (GPtrArray) fresh = NULL;

  empty_store ();
  fresh = etb_trust_store_import (file, NULL);
  g_assert_false (((EtbAuthority *)g_ptr_array_index (fresh, 0))->is_authority);
  g_assert_cmpint (judge (pki, "one"), ==, ETB_TRUST_TRUSTED);
  g_assert_cmpint (judge (pki, "two"), ==, ETB_TRUST_UNKNOWN);
}

static void
test_what_is_no_certificate_is_refused (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autofree char *absent = test_pki_path (pki, "absent", ".pem");
  g_autofree char *empty = test_pki_path (pki, "empty", ".pem");
  g_autofree char *text = test_pki_path (pki, "text", ".pem");
  g_autofree char *identity = test_pki_make (pki, "one", TEST_KEY_P256, 0);
  const char *const files[] = { absent, empty, text, identity, pki->folder.path, "/dev/zero" };

  empty_store ();
  g_assert_true (g_file_set_contents (empty, "", 0, NULL));
  g_assert_true (g_file_set_contents (text, "-----BEGIN CERTIFICATE-----\nAAAA\n", -1, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_trust_store_import (files[i], &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TRUST);
      g_assert_nonnull (strstr (error->message, files[i]));
    }
  g_assert_cmpuint (count_stored (), ==, 0);
}

/* A file that was altered or put there under a name of its own is not believed. */
static void
test_foreign_files_in_the_store_are_left_out (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;
  g_autoptr (GPtrArray) fresh = NULL;
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  g_autofree char *other = store_path ("mine.cer");
  g_autofree char *content = NULL;
  gsize length;

  empty_store ();
  fresh = etb_trust_store_import (pki->ca_file, NULL);
  name = g_strconcat (((EtbAuthority *)g_ptr_array_index (fresh, 0))->sha256, ".cer", NULL);
  file = store_path (name);
  g_assert_true (g_file_get_contents (file, &content, &length, NULL));
  g_assert_true (g_file_set_contents (other, content, (gssize)length, NULL));
  g_assert_cmpuint (count_stored (), ==, 1);
  content[length - 1] ^= 1;
  g_assert_true (g_file_set_contents (file, content, (gssize)length, NULL));
  g_assert_cmpuint (count_stored (), ==, 0);
  g_unlink (other);
  g_unlink (file);
}

#define ADD(path, test) g_test_add_data_func ("/trust-store/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  g_setenv ("XDG_DATA_HOME", pki->folder.path, TRUE);
  ADD ("an-empty-store-trusts-nobody", test_an_empty_store_trusts_nobody);
  ADD ("what-is-imported-is-trusted-until-removed", test_what_is_imported_is_trusted_until_removed);
  ADD ("the-same-twice-is-once", test_the_same_twice_is_once);
  ADD ("a-person-is-told-from-an-authority", test_a_person_is_told_from_an_authority);
  ADD ("what-is-no-certificate-is-refused", test_what_is_no_certificate_is_refused);
  ADD ("foreign-files-in-the-store-are-left-out", test_foreign_files_in_the_store_are_left_out);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
