/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The answers of one dossier as an XML tree. Its shape is that of the call's empty dossier, where
 * the line of each repeat stands once; here there are as many as the person added, each with an
 * identity in its attribute "id", the only attribute there is. An element that holds elements in
 * the empty dossier never holds text here, and the reverse. Used by rules, dossier and package. */

#include "etb-instance.h"

#include <string.h>
#include <libxml/parser.h>

#include "etb-call-private.h"
#include "etb-path-private.h"

#define DEFAULT_MAXIMUM_LINES 100
#define IDENTITY_LENGTH       8

struct _EtbInstance
{
  EtbCall *call;
  xmlDocPtr document;
};

static xmlNodePtr
next_named (xmlNodePtr node, const xmlChar *name)
{
  while (node != NULL && !(node->type == XML_ELEMENT_NODE && xmlStrEqual (node->name, name)))
    node = node->next;

  return node;
}

static gboolean
is_group (xmlNodePtr model)
{
  return xmlFirstElementChild (model) != NULL;
}

/* Makes the lines of @repeat those of an empty dossier. */
static void
begin_repeat (EtbInstance *self, const EtbItem *repeat)
{
  xmlNodePtr line = etb_instance_find (self, repeat->path);

  g_assert (line != NULL);

  xmlUnlinkNode (line);
  xmlFreeNode (line);
  for (guint i = 0; i < repeat->minimum; i++)
    etb_instance_add_line (self, repeat->path, NULL);
}

EtbInstance *
etb_instance_new (EtbCall *call)
{
  EtbInstance *self;
  GHashTableIter iter;
  gpointer repeat;

  g_return_val_if_fail (ETB_IS_CALL (call), NULL);

  self = g_new0 (EtbInstance, 1);
  self->call = g_object_ref (call);
  self->document = xmlCopyDoc (call->instance, 1);
  g_hash_table_iter_init (&iter, call->repeat_by_path);
  while (g_hash_table_iter_next (&iter, NULL, &repeat))
    begin_repeat (self, repeat);

  return self;
}

EtbInstance *
etb_instance_copy (EtbInstance *self)
{
  EtbInstance *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (EtbInstance, 1);
  copy->call = g_object_ref (self->call);
  copy->document = xmlCopyDoc (self->document, 1);

  return copy;
}

void
etb_instance_free (EtbInstance *self)
{
  if (self == NULL)
    return;

  xmlFreeDoc (self->document);
  g_object_unref (self->call);
  g_free (self);
}

EtbCall *
etb_instance_get_call (EtbInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->call;
}

xmlDocPtr
etb_instance_get_document (EtbInstance *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->document;
}

static gboolean
has_identity (xmlNodePtr node, const char *id, gsize length)
{
  xmlAttrPtr attribute = xmlHasProp (node, BAD_CAST "id");
  const char *value;

  if (attribute == NULL || attribute->children == NULL)
    return FALSE;

  value = (const char *)attribute->children->content;
  return strlen (value) == length && strncmp (value, id, length) == 0;
}

/* The element that @step names, @first being the first of the siblings. */
static xmlNodePtr
follow_step (xmlNodePtr first, const EtbPathStep *step)
{
  guint position = 0;

  for (xmlNodePtr node = first; node != NULL; node = node->next)
    {
      const char *name = (const char *)node->name;

      if (node->type != XML_ELEMENT_NODE || strlen (name) != step->name_length
          || strncmp (name, step->name, step->name_length) != 0)
        continue;
      position++;
      if (step->id != NULL ? has_identity (node, step->id, step->id_length)
                           : position == MAX (step->position, 1))
        return node;
    }

  return NULL;
}

xmlNodePtr
etb_instance_find (EtbInstance *self, const char *path)
{
  xmlNodePtr first;
  xmlNodePtr node = NULL;
  EtbPathStep step;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  first = self->document->children;
  while (etb_path_next (&path, &step))
    {
      node = follow_step (first, &step);
      if (node == NULL)
        return NULL;
      first = node->children;
    }

  return *path == '\0' ? node : NULL;
}

static guint
position_of (xmlNodePtr node)
{
  guint position = 1;

  for (xmlNodePtr other = node->prev; other != NULL; other = other->prev)
    if (other->type == XML_ELEMENT_NODE && xmlStrEqual (other->name, node->name))
      position++;

  return position;
}

/* Path of @node; lines are those elements that have an identity. */
static char *
write_path (xmlNodePtr node, gboolean with_identities)
{
  GString *path = g_string_new (NULL);

  for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
    {
      xmlAttrPtr id = xmlHasProp (node, BAD_CAST "id");
      g_autofree char *step = NULL;

      if (id == NULL || id->children == NULL)
        step = g_strdup_printf ("/%s", (const char *)node->name);
      else if (with_identities)
        step = g_strdup_printf ("/%s[@id='%s']", (const char *)node->name,
                                (const char *)id->children->content);
      else
        step = g_strdup_printf ("/%s[%u]", (const char *)node->name, position_of (node));
      g_string_prepend (path, step);
    }

  return g_string_free (path, FALSE);
}

char *
etb_instance_path_of (EtbInstance *self, xmlNodePtr node)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (node != NULL && node->doc == self->document, NULL);
  g_return_val_if_fail (node->type == XML_ELEMENT_NODE, NULL);

  return write_path (node, FALSE);
}

char *
etb_instance_key_of (EtbInstance *self, xmlNodePtr node)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (node != NULL && node->doc == self->document, NULL);
  g_return_val_if_fail (node->type == XML_ELEMENT_NODE, NULL);

  return write_path (node, TRUE);
}

/* The leaf at @path, or NULL. What is a leaf is said by the empty dossier: a group without any line
 * left is none. */
static xmlNodePtr
find_leaf (EtbInstance *self, const char *path)
{
  xmlNodePtr model = etb_call_find_element (self->call, path);

  if (model == NULL || is_group (model))
    return NULL;

  return etb_instance_find (self, path);
}

char *
etb_instance_get (EtbInstance *self, const char *path)
{
  xmlNodePtr node;
  xmlChar *content;
  char *text;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  node = find_leaf (self, path);
  if (node == NULL)
    return NULL;

  content = xmlNodeGetContent (node);
  text = g_strdup ((const char *)content);
  xmlFree (content);
  return text;
}

/* Whether XML can hold @text: else the dossier could not be written. */
static gboolean
is_xml_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0xFFFE || c == 0xFFFF)
        return FALSE;
    }

  return TRUE;
}

gboolean
etb_instance_set (EtbInstance *self, const char *path, const char *value)
{
  xmlNodePtr node;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  node = find_leaf (self, path);
  if (node == NULL || !is_xml_text (value))
    return FALSE;

  /* Setting the content would read "&" as an entity; adding takes the text as it is. */
  xmlNodeSetContent (node, NULL);
  if (*value != '\0')
    xmlNodeAddContent (node, BAD_CAST value);

  return TRUE;
}

/* The repeat whose lines are at @path, and the element that holds them. */
static const EtbItem *
find_lines (EtbInstance *self, const char *path, xmlNodePtr *parent)
{
  g_autofree char *plain = etb_path_plain (path);
  const EtbItem *repeat;

  repeat = plain != NULL ? g_hash_table_lookup (self->call->repeat_by_path, plain) : NULL;
  if (repeat == NULL)
    return NULL;

  *strrchr (plain, '/') = '\0';
  *parent = etb_instance_find (self, plain);
  return *parent != NULL ? repeat : NULL;
}

static guint
count_named (xmlNodePtr parent, const xmlChar *name)
{
  guint count = 0;

  for (xmlNodePtr node = next_named (parent->children, name); node != NULL;
       node = next_named (node->next, name))
    count++;

  return count;
}

guint
etb_instance_count_lines (EtbInstance *self, const char *repeat_path)
{
  const EtbItem *repeat;
  xmlNodePtr parent;

  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (repeat_path != NULL, 0);

  repeat = find_lines (self, repeat_path, &parent);
  if (repeat == NULL)
    return 0;

  return count_named (parent, etb_call_find_element (self->call, repeat->path)->name);
}

static gboolean
is_identity_taken (xmlNodePtr parent, const xmlChar *name, const char *id)
{
  for (xmlNodePtr node = next_named (parent->children, name); node != NULL;
       node = next_named (node->next, name))
    if (has_identity (node, id, strlen (id)))
      return TRUE;

  return FALSE;
}

/* 40 random bits in base 32: two copies of a dossier that add lines apart do not meet. */
static char *
make_identity (xmlNodePtr parent, const xmlChar *name)
{
  static const char digits[] = "abcdefghijklmnopqrstuvwxyz234567";
  char id[IDENTITY_LENGTH + 1] = { 0 };

  do
    for (guint i = 0; i < IDENTITY_LENGTH; i++)
      id[i] = digits[g_random_int_range (0, 32)];
  while (is_identity_taken (parent, name, id));

  return g_strdup (id);
}

/* Places @line among the children of @parent where the empty dossier has @model: after the other
 * lines, else before what follows it there. */
static void
place_line (xmlNodePtr parent, xmlNodePtr model, xmlNodePtr line)
{
  xmlNodePtr last = NULL;

  for (xmlNodePtr node = next_named (parent->children, model->name); node != NULL;
       node = next_named (node->next, model->name))
    last = node;
  if (last != NULL)
    {
      xmlAddNextSibling (last, line);
      return;
    }

  for (xmlNodePtr other = model->next; other != NULL; other = other->next)
    {
      xmlNodePtr next = next_named (parent->children, other->name);

      if (next != NULL)
        {
          xmlAddPrevSibling (next, line);
          return;
        }
    }

  xmlAddChild (parent, line);
}

xmlNodePtr
etb_instance_add_line (EtbInstance *self, const char *repeat_path, const char *id)
{
  g_autofree char *identity = NULL;
  const EtbItem *repeat;
  xmlNodePtr parent, model, line;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (repeat_path != NULL, NULL);

  repeat = find_lines (self, repeat_path, &parent);
  if (repeat == NULL)
    return NULL;

  model = etb_call_find_element (self->call, repeat->path);
  if (count_named (parent, model->name)
      >= (repeat->maximum != 0 ? repeat->maximum : DEFAULT_MAXIMUM_LINES))
    return NULL;
  if (id != NULL && (!etb_path_is_identity (id) || is_identity_taken (parent, model->name, id)))
    return NULL;

  identity = id != NULL ? g_strdup (id) : make_identity (parent, model->name);
  line = xmlDocCopyNode (model, self->document, 1);
  xmlNewProp (line, BAD_CAST "id", BAD_CAST identity);
  place_line (parent, model, line);

  return line;
}

gboolean
etb_instance_place_line (EtbInstance *self, const char *line_path, const char *next_path)
{
  xmlNodePtr line = etb_instance_find (self, line_path);
  xmlNodePtr next = etb_instance_find (self, next_path);

  if (line == NULL || next == NULL || line->parent != next->parent
      || !xmlStrEqual (line->name, next->name))
    return FALSE;
  return xmlAddPrevSibling (next, line) != NULL;
}

gboolean
etb_instance_remove_line (EtbInstance *self, const char *line_path)
{
  xmlNodePtr parent, line;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (line_path != NULL, FALSE);

  /* Without brackets it would be the lines' path, and the first would go. */
  if (!g_str_has_suffix (line_path, "]") || find_lines (self, line_path, &parent) == NULL)
    return FALSE;

  line = etb_instance_find (self, line_path);
  if (line == NULL)
    return FALSE;

  xmlUnlinkNode (line);
  xmlFreeNode (line);
  return TRUE;
}

/* @model is the element of the empty dossier that @node has the shape of. */
static void
collect_leaves (xmlNodePtr node, xmlNodePtr model, GPtrArray *leaves)
{
  if (!is_group (model))
    {
      g_ptr_array_add (leaves, node);
      return;
    }

  for (xmlNodePtr child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    collect_leaves (child, next_named (model->children, child->name), leaves);
}

GPtrArray *
etb_instance_leaves (EtbInstance *self)
{
  GPtrArray *leaves;

  g_return_val_if_fail (self != NULL, NULL);

  leaves = g_ptr_array_new ();
  collect_leaves (xmlDocGetRootElement (self->document),
                  xmlDocGetRootElement (self->call->instance), leaves);

  return leaves;
}
