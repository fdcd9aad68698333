/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Writes what the fuzzers begin with: small signed containers, and their signature documents.
 * Usage: make-seeds FOLDER STAMP */

#include <stdio.h>

#include <glib/gstdio.h>

#include "test-signing.h"

static void
write_seeds (TestPki *pki, const char *folder, const char *name, TestKey key)
{
  g_autofree char *file = test_pki_make (pki, name, key, 0);
  g_autofree char *of_zip = g_build_filename (folder, "fuzz-zip-reader", NULL);
  g_autofree char *of_xades = g_build_filename (folder, "fuzz-xades", NULL);
  g_autofree char *container = g_build_filename (of_zip, name, NULL);
  g_autofree char *document_file = g_build_filename (of_xades, name, NULL);
  g_autoptr (EtbIdentity) identity = etb_identity_open (file, TEST_PASSWORD, NULL);
  g_autoptr (GPtrArray) files = test_files_new ();
  g_autoptr (GDateTime) now = test_now ();
  g_autoptr (GBytes) document = test_sign (identity, files, now);

  g_assert_cmpint (g_mkdir_with_parents (of_zip, 0755), ==, 0);
  g_assert_cmpint (g_mkdir_with_parents (of_xades, 0755), ==, 0);
  test_write_container (container, files, document);
  g_assert_true (g_file_set_contents (document_file, g_bytes_get_data (document, NULL),
                                      (gssize)g_bytes_get_size (document), NULL));
}

int
main (int argc, char **argv)
{
  TestPki *pki;

  if (argc != 3)
    {
      fprintf (stderr, "Usage: make-seeds FOLDER STAMP\n");
      return 2;
    }
  pki = test_pki_new ();
  write_seeds (pki, argv[1], "rsa", TEST_KEY_RSA_3072);
  write_seeds (pki, argv[1], "p256", TEST_KEY_P256);
  write_seeds (pki, argv[1], "p384", TEST_KEY_P384);
  test_pki_free (pki);
  return g_file_set_contents (argv[2], "", 0, NULL) ? 0 : 1;
}
