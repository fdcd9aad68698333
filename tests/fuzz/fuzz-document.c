/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Any bytes as the dossier.xml of a package: what the schema lets through is put back into answers
 * of a call, or refused with a word; so is what it says was found of the place. */

#include "etb-document.h"
#include "etb-element.h"
#include "etb-finding.h"
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

/* What was found of a place can be kept in a dossier, and is the same there. */
static void
keep_finding (xmlDocPtr document)
{
  xmlNodePtr node = etb_element_child (xmlDocGetRootElement (document), "finding");
  g_autoptr (EtbFinding) finding = node != NULL ? etb_finding_read (node, NULL) : NULL;
  g_autofree char *text = finding != NULL ? etb_finding_to_text (finding) : NULL;
  g_autoptr (EtbFinding) kept = text != NULL ? etb_finding_from_text (text, NULL) : NULL;
  g_autofree char *again = kept != NULL ? etb_finding_to_text (kept) : NULL;

  g_assert_true ((node != NULL) == (finding != NULL));
  g_assert_cmpstr (text, ==, again);
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
  keep_finding (document);
  instance = etb_document_to_instance (document, call, &error);
  g_assert_true ((instance != NULL) == (error == NULL));
  return 0;
}
