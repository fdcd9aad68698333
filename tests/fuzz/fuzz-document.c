/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the dossier.xml of a package: what the schema lets through is put back into answers
 * of a call, or refused with a word. */

#include "etb-document.h"
#include "etb-hostile-xml.h"

int LLVMFuzzerInitialize (int *argc, char ***argv);
int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static EtbCall *call;

int
LLVMFuzzerInitialize (int *argc, char ***argv)
{
  g_autoptr (GError) error = NULL;

  call = etb_call_new_from_file (ETB_FUZZ_CALL, &error);
  g_assert_no_error (error);
  return 0;
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (xmlDoc) document = etb_document_read (bytes, &error);
  g_autoptr (EtbInstance) instance = NULL;

  g_assert_true ((document != NULL) == (error == NULL));
  if (document == NULL)
    return 0;
  instance = etb_document_to_instance (document, call, &error);
  g_assert_true ((instance != NULL) == (error == NULL));
  return 0;
}
