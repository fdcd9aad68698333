/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: says in dossier.xml where the journal beside it ends, and that it is broken when it is.
 * Callers: etb-document.c, etb-package-job.c. */

#include <glib/gi18n-lib.h>

#include "etb-document-private.h"
#include "etb-dossier-journal.h"
#include "etb-element.h"
#include "etb-package.h"

static void
set_number (xmlNodePtr node, const char *name, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number);

  etb_document_set (node, name, text);
}

/* A document without it is not valid: a journal that cannot be read keeps it from leaving. */
void
etb_document_build_journal (EtbDocumentBuilder *self, xmlNodePtr root)
{
  g_autoptr (EtbJournalCheck) check = etb_dossier_check_journal (self->dossier, NULL);
  xmlNodePtr node;

  if (check == NULL)
    return;
  node = etb_document_add (self, root, "journal", NULL);
  set_number (node, "entries", check->count);
  etb_document_set (node, "digest", check->digest);
  if (check->first_broken > 0)
    set_number (node, "first-broken", check->first_broken);
}

gboolean
etb_document_count_entries (xmlDocPtr document, EtbDossier *dossier, gint64 *entries,
                            GError **error)
{
  xmlNodePtr node = etb_element_child (xmlDocGetRootElement (document), "journal");
  g_autofree char *text = NULL;

  if (node == NULL)
    {
      g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_READ,
                   _ ("The journal of “%s” cannot be read. Close other programs that use this "
                      "dossier, then try again."),
                      etb_dossier_get_file (dossier));
      return FALSE;
    }
  text = etb_element_attribute (node, "entries");
  *entries = g_ascii_strtoll (text, NULL, 10);
  return TRUE;
}
