/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: reads a dossier document element by element, for the printer and for the package.
 * Invariant: nothing outside the document's namespace is ever returned.
 * Callers: etb-print-*.c, app/package. */

#include "etb-element.h"

gboolean
etb_element_is (xmlNodePtr node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL
         && g_strcmp0 ((const char *)node->ns->href, ETB_DOCUMENT_NAMESPACE) == 0
         && (name == NULL || g_strcmp0 ((const char *)node->name, name) == 0);
}

static xmlNodePtr
first_from (xmlNodePtr node, const char *name)
{
  while (node != NULL && !etb_element_is (node, name))
    node = node->next;

  return node;
}

xmlNodePtr
etb_element_child (xmlNodePtr parent, const char *name)
{
  return parent != NULL ? first_from (parent->children, name) : NULL;
}

xmlNodePtr
etb_element_next (xmlNodePtr node, const char *name)
{
  g_return_val_if_fail (node != NULL, NULL);

  return first_from (node->next, name);
}

static char *
take_xml_string (xmlChar *text)
{
  char *copy = g_strdup (text != NULL ? (const char *)text : "");

  xmlFree (text);
  return copy;
}

char *
etb_element_content (xmlNodePtr node)
{
  return node != NULL ? take_xml_string (xmlNodeGetContent (node)) : g_strdup ("");
}

char *
etb_element_text (xmlNodePtr parent, const char *name)
{
  return etb_element_content (etb_element_child (parent, name));
}

char *
etb_element_attribute (xmlNodePtr node, const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  if (node == NULL)
    return g_strdup ("");

  return take_xml_string (xmlGetNoNsProp (node, (const xmlChar *)name));
}

gboolean
etb_element_flag (xmlNodePtr node, const char *name)
{
  g_autofree char *value = etb_element_attribute (node, name);

  return g_str_equal (value, "true") || g_str_equal (value, "1");
}
