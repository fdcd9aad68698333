/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as a signature document, against three files that no document can have signed: their
 * digests are of nothing. Nothing may be found valid. */

#include "etb-xades.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static GPtrArray *
make_files (void)
{
  static const char *const names[] = { "dossier.xml", "pièce n°1 (a).txt", "pieces/vide.bin" };
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_signed_file_free);
  guint8 digest[ETB_DIGEST_SIZE] = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    g_ptr_array_add (files, etb_signed_file_new (names[i], "application/xml", digest));
  return files;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GPtrArray) files = make_files ();
  g_autoptr (GBytes) document = g_bytes_new_static (data, size);
  g_autoptr (EtbSignatureReport) report
      = etb_xades_verify (document, "META-INF/signatures0.xml", files, NULL);

  /* The digests of these files are of nothing: no signature can be right. */
  g_assert_false (etb_signature_report_is_valid (report));
  g_assert_cmpuint (report->problems->len, >, 0);
  g_assert_false (report->mathematics);
  return 0;
}
