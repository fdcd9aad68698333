/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The one door by which XML from outside enters: manifests and signatures. A document type
 * declaration stops the parser at its first byte, before any entity is declared. All state hangs on
 * the parser context: nothing global is touched, so that several threads may parse. */

#include "etb-hostile-xml.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  gboolean has_doctype;
} Witness;

static void
on_parser_doctype (void *context, const xmlChar *name, const xmlChar *public_id,
                   const xmlChar *system_id)
{
  xmlParserCtxt *parser = context;
  Witness *witness = parser->_private;

  witness->has_doctype = TRUE;
  xmlStopParser (parser);
}

static void
set_parse_error (xmlParserCtxt *parser, const Witness *witness, const char *name, GError **error)
{
  const xmlError *last = (const xmlError *)xmlCtxtGetLastError (parser);

  if (witness->has_doctype)
    g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_XML,
                 _ ("“%s” has a document type declaration, which is not accepted."), name);
  else if (last != NULL && last->line > 0)
    g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_XML,
                 _ ("“%s” is not well-formed XML (line %d)."), name, last->line);
  else
    g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_XML,
                 _ ("“%s” is not well-formed XML."), name);
}

/* That it is UTF-8 was seen before: it must not say otherwise. */
static gboolean
is_utf8 (const xmlDoc *doc)
{
  return doc->encoding == NULL || g_ascii_strcasecmp ((const char *)doc->encoding, "UTF-8") == 0;
}

xmlDoc *
etb_hostile_xml_parse (const void *data, gsize length, const char *name, GError **error)
{
  xmlParserCtxt *parser;
  Witness witness = { FALSE };
  xmlDoc *doc;

  g_return_val_if_fail (data != NULL || length == 0, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  if (length == 0 || length > G_MAXINT || !g_utf8_validate_len (data, length, NULL))
    {
      g_set_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_XML,
                   _ ("“%s” is not XML in UTF-8."), name);
      return NULL;
    }

  parser = xmlNewParserCtxt ();
  if (parser == NULL)
    g_error ("out of memory");
  parser->_private = &witness;
  parser->sax->internalSubset = on_parser_doctype;
  doc = xmlCtxtReadMemory (parser, data, (int)length, NULL, NULL,
                           XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (doc == NULL || witness.has_doctype || doc->intSubset != NULL || doc->extSubset != NULL
      || xmlDocGetRootElement (doc) == NULL || !is_utf8 (doc))
    {
      set_parse_error (parser, &witness, name, error);
      g_clear_pointer (&doc, xmlFreeDoc);
    }
  xmlFreeParserCtxt (parser);
  return doc;
}

static xmlNode *
next_in_document (xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != NULL && node->next == NULL)
    {
      node = node->parent;
      if (node != NULL && node->type == XML_DOCUMENT_NODE)
        return NULL;
    }
  return node != NULL ? node->next : NULL;
}

static gboolean
attributes_are_plain (xmlNode *node)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    for (xmlNode *part = attribute->children; part != NULL; part = part->next)
      if (part->type != XML_TEXT_NODE || part->next != NULL)
        return FALSE;
  return TRUE;
}

gboolean
etb_hostile_xml_is_plain (xmlDoc *doc)
{
  g_return_val_if_fail (doc != NULL, FALSE);

  for (xmlNode *node = doc->children; node != NULL; node = next_in_document (node))
    {
      if (node->type == XML_ELEMENT_NODE ? !attributes_are_plain (node)
                                         : node->type != XML_TEXT_NODE)
        return FALSE;
    }
  return TRUE;
}
