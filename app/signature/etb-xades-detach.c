/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The signature out of its container: canonicalisation is exclusive, so that the namespaces of what
 * was around it are no part of what was signed. The copy is verified by those who use it. */

#include "etb-xades-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "etb-hostile-xml.h"

static gboolean
is_signature (const xmlNode *node)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, "Signature") == 0
         && node->ns != NULL && strcmp ((const char *)node->ns->href, ETB_NS_DS) == 0;
}

static xmlNode *
find_signature (xmlDoc *doc)
{
  xmlNode *root = doc != NULL ? xmlDocGetRootElement (doc) : NULL;
  xmlNode *found = NULL;

  for (xmlNode *node = root != NULL ? root->children : NULL; node != NULL; node = node->next)
    {
      if (!is_signature (node))
        continue;
      if (found != NULL)
        return NULL;
      found = node;
    }
  return found;
}

GBytes *
etb_xades_detach (GBytes *document, const char *document_name, GError **error)
{
  gsize length;
  const char *text = g_bytes_get_data (document, &length);
  g_autoptr (xmlDoc) doc = etb_hostile_xml_parse (text, length, document_name, NULL);
  xmlNode *signature = find_signature (doc);
  g_autoptr (xmlDoc) token = NULL;
  xmlChar *bytes = NULL;
  xmlNode *root;
  int size = 0;

  if (signature == NULL)
    {
      g_set_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_FORM,
                   _ ("“%s” holds no signature that can be taken out."), document_name);
      return NULL;
    }
  token = xmlNewDoc (BAD_CAST "1.0");
  root = xmlDocCopyNode (signature, token, 1);
  if (root == NULL)
    g_error ("out of memory");
  xmlDocSetRootElement (token, root);
  xmlReconciliateNs (token, root);
  /* No indentation: it would change what was hashed. */
  xmlDocDumpMemoryEnc (token, &bytes, &size, "UTF-8");
  if (bytes == NULL)
    g_error ("out of memory");
  return g_bytes_new_with_free_func (bytes, (gsize)size, (GDestroyNotify)xmlFree, bytes);
}
