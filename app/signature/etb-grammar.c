/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The walk along a closed grammar. Documents were found plain before (etb_hostile_xml_is_plain()),
 * so that children are elements and text only. Private to the module. */

#include "etb-grammar-private.h"

#include <string.h>

#include "etb-canonical-private.h"

#define GRAMMAR "grammar"

void
etb_grammar_clear (EtbGrammar *self)
{
  g_clear_pointer (&self->code, g_free);
  g_clear_pointer (&self->where, g_free);
}

gboolean
etb_grammar_is_good (const EtbGrammar *self)
{
  return self->code == NULL;
}

void
etb_grammar_fault (EtbGrammar *self, const char *code, const char *where)
{
  if (self->code != NULL)
    return;
  self->code = g_strdup (code);
  self->where = g_strdup (where);
}

static gboolean
is_named (const xmlNode *node, const char *ns, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0
         && node->ns != NULL && strcmp ((const char *)node->ns->href, ns) == 0;
}

static gboolean
is_listed (const char *list, const char *name)
{
  gsize length = strlen (name);

  for (const char *p = list; *p != '\0';)
    {
      gsize word = strcspn (p, " ");

      if (word == length && strncmp (p, name, length) == 0)
        return TRUE;
      p += word + (p[word] == ' ' ? 1 : 0);
    }
  return FALSE;
}

void
etb_grammar_expect (EtbGrammar *self, xmlNode *node, const char *ns, const char *name,
                    const char *attributes)
{
  if (self->code != NULL)
    return;
  if (node == NULL || !is_named (node, ns, name))
    {
      etb_grammar_fault (self, GRAMMAR, name);
      return;
    }
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (attribute->ns != NULL || !is_listed (attributes, (const char *)attribute->name))
      etb_grammar_fault (self, GRAMMAR, (const char *)attribute->name);
}

/* The next element, skipping white space; text is a fault. */
static xmlNode *
peek (EtbGrammar *self, EtbCursor *cursor)
{
  while (self->code == NULL && cursor->next != NULL && cursor->next->type != XML_ELEMENT_NODE)
    {
      if (!xmlIsBlankNode (cursor->next))
        etb_grammar_fault (self, GRAMMAR, (const char *)cursor->parent->name);
      cursor->next = cursor->next->next;
    }
  return self->code == NULL ? cursor->next : NULL;
}

EtbCursor
etb_grammar_enter (EtbGrammar *self, xmlNode *parent)
{
  EtbCursor cursor = { parent, NULL };

  if (parent != NULL && self->code == NULL)
    cursor.next = parent->children;
  return cursor;
}

xmlNode *
etb_grammar_take (EtbGrammar *self, EtbCursor *cursor, const char *ns, const char *name,
                  const char *attributes)
{
  xmlNode *node = peek (self, cursor);

  etb_grammar_expect (self, node, ns, name, attributes);
  if (self->code != NULL || node == NULL)
    return NULL;
  cursor->next = node->next;
  return node;
}

xmlNode *
etb_grammar_try (EtbGrammar *self, EtbCursor *cursor, const char *ns, const char *name,
                 const char *attributes)
{
  xmlNode *node = peek (self, cursor);

  if (node == NULL || !is_named (node, ns, name))
    return NULL;
  return etb_grammar_take (self, cursor, ns, name, attributes);
}

void
etb_grammar_leave (EtbGrammar *self, EtbCursor *cursor)
{
  xmlNode *node = peek (self, cursor);

  if (node != NULL)
    etb_grammar_fault (self, GRAMMAR, (const char *)node->name);
}

void
etb_grammar_expect_empty (EtbGrammar *self, xmlNode *node)
{
  EtbCursor cursor = etb_grammar_enter (self, node);

  etb_grammar_leave (self, &cursor);
}

const char *
etb_grammar_attribute_or_null (EtbGrammar *self, xmlNode *node, const char *name)
{
  xmlAttr *attribute;

  if (self->code != NULL || node == NULL)
    return NULL;
  attribute = xmlHasNsProp (node, BAD_CAST name, NULL);
  if (attribute == NULL || attribute->type != XML_ATTRIBUTE_NODE)
    return NULL;
  return attribute->children != NULL ? (const char *)attribute->children->content : "";
}

const char *
etb_grammar_attribute (EtbGrammar *self, xmlNode *node, const char *name)
{
  const char *value = etb_grammar_attribute_or_null (self, node, name);

  if (value != NULL && *value != '\0')
    return value;
  etb_grammar_fault (self, GRAMMAR, name);
  return NULL;
}

const char *
etb_grammar_text (EtbGrammar *self, xmlNode *node)
{
  if (self->code != NULL || node == NULL)
    return NULL;
  if (node->children == NULL || node->children->next != NULL
      || node->children->type != XML_TEXT_NODE)
    {
      etb_grammar_fault (self, GRAMMAR, (const char *)node->name);
      return NULL;
    }
  return (const char *)node->children->content;
}

GBytes *
etb_grammar_bytes (EtbGrammar *self, xmlNode *node)
{
  const char *text = etb_grammar_text (self, node);
  GBytes *bytes = text != NULL ? etb_base64_read (text) : NULL;

  if (text != NULL && bytes == NULL)
    etb_grammar_fault (self, GRAMMAR, (const char *)node->name);
  return bytes;
}
