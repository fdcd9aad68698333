/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: what was found of the place, in the document: the finding as the dossier keeps it, and the
 * answers that it stands for, so that whoever reads the document can tell whether they still are
 * what it says.
 * Invariant: it is there only where the question of the QPV applies.
 * Callers: etb-document.c, etb-document-read.c, etb-reopen.c. */

#include <glib/gi18n-lib.h>

#include "etb-document-private.h"
#include "etb-dossier-finding.h"
#include "etb-element.h"
#include "etb-package.h"

static void
build_claim (EtbDocumentBuilder *self, xmlNodePtr finding, const EtbFindingClaim *claim)
{
  g_autofree char *label = etb_call_label_for (self->call, claim->path);
  g_autofree char *text = etb_document_describe (self, claim->path, claim->value);
  xmlNodePtr node = etb_document_add (self, finding, "stands-for", NULL);

  etb_document_set (node, "path", claim->path);
  etb_document_add (self, node, "label", label != NULL ? label : claim->path);
  etb_document_add (self, node, "value", claim->value);
  etb_document_add (self, node, "text", text);
}

void
etb_document_build_finding (EtbDocumentBuilder *self, xmlNodePtr root)
{
  const EtbFinding *finding = etb_dossier_get_finding (self->dossier);
  g_autoptr (GPtrArray) claims = NULL;
  xmlNodePtr node;

  if (finding == NULL)
    return;
  claims = etb_finding_get_claims (finding, self->call, self->evaluation);
  if (claims->len == 0)
    return;
  node = etb_finding_write (finding, root);
  for (guint i = 0; i < claims->len; i++)
    build_claim (self, node, g_ptr_array_index (claims, i));
}

gboolean
etb_document_read_finding (xmlDocPtr document, EtbFinding **finding, GError **error)
{
  xmlNodePtr node = etb_element_child (xmlDocGetRootElement (document), "finding");
  g_autoptr (GError) local = NULL;

  *finding = node != NULL ? etb_finding_read (node, &local) : NULL;
  if (local == NULL)
    return TRUE;
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
               _ ("“dossier.xml” is not a dossier of the form that this program knows: %s"),
                  local->message);
  return FALSE;
}
