/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads the binds and lays them over the empty dossier: each element then has the bind that says
 * most about it, and each leaf has one, so a type. Called by the reader of calls only. */

#include "etb-call-reader-private.h"

#include <glib/gi18n-lib.h>

/* A definition is not trusted: this bounds the work that it can ask for. */
#define MAX_WILDCARD_BINDS 200

static guint
count_wildcards (const EtbBind *bind)
{
  guint count = 0;

  for (const char *c = bind->ref; *c != '\0'; c++)
    count += *c == '*';

  return count;
}

static gboolean
is_typed (EtbCallReader *self, const EtbBind *bind)
{
  return g_hash_table_contains (self->typed_binds, bind);
}

/* Whether @a says more than @b about an element that both match. */
static gboolean
is_stronger (EtbCallReader *self, const EtbBind *a, const EtbBind *b)
{
  guint a_wildcards = count_wildcards (a);
  guint b_wildcards = count_wildcards (b);

  if (a_wildcards == 0 || b_wildcards == 0)
    return a_wildcards < b_wildcards;
  if (is_typed (self, a) != is_typed (self, b))
    return is_typed (self, a);

  return a_wildcards < b_wildcards;
}

/* A path of its own need not repeat the type that a wider one gives. */
static void
inherit_type (EtbCallReader *self, EtbBind *bind, const EtbBind *wider)
{
  bind->type = wider->type;
  if (bind->list == NULL)
    bind->list = g_strdup (wider->list);
  g_hash_table_add (self->typed_binds, bind);
}

/* @bind matches @element, at @path, where another may already be held: keeps the stronger. FALSE
 * when they contradict each other. */
static gboolean
hold_bind (EtbCallReader *self, xmlNodePtr node, EtbBind *bind, xmlNodePtr element,
           const char *path)
{
  GHashTable *held = self->call->bind_by_path;
  EtbBind *other = g_hash_table_lookup (held, path);

  if (other == NULL || is_stronger (self, bind, other))
    {
      g_hash_table_insert (held, g_strdup (path), bind);
      return TRUE;
    }

  if (!is_typed (self, bind) || !etb_call_reader_is_leaf (element))
    return TRUE;

  if (count_wildcards (other) == 0 && !is_typed (self, other))
    inherit_type (self, other, bind);
  else if (bind->type != other->type && count_wildcards (bind) == count_wildcards (other))
    {
      etb_call_reader_fail (self, node,
                            _ ("“%s” and “%s” give two types to “%s”: add a bind with that path"),
                               other->ref, bind->ref, path);
      return FALSE;
    }

  return TRUE;
}

/* Follows the steps of @bind from @element, at @path, down to what they match; no further than a
 * contradiction, of which the first is enough. */
static gboolean
match_bind (EtbCallReader *self, xmlNodePtr node, EtbBind *bind, xmlNodePtr element,
            const char *path, char **steps, guint *matches)
{
  if (*steps == NULL)
    {
      (*matches)++;
      return hold_bind (self, node, bind, element, path);
    }

  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL;
       child = xmlNextElementSibling (child))
    {
      g_autofree char *child_path = NULL;

      if (!g_str_equal (*steps, "*") && !xmlStrEqual (child->name, BAD_CAST * steps))
        continue;

      child_path = g_strdup_printf ("%s/%s", path, (const char *)child->name);
      if (!match_bind (self, node, bind, child, child_path, steps + 1, matches))
        return FALSE;
    }

  return TRUE;
}

static void
place_bind (EtbCallReader *self, xmlNodePtr node, EtbBind *bind)
{
  xmlNodePtr root = xmlDocGetRootElement (self->call->instance);
  g_auto (GStrv) steps = g_strsplit (bind->ref, "/", -1);
  guint matches = 0;

  /* "", "dossier", and what is inside */
  match_bind (self, node, bind, root, "/dossier", steps + 2, &matches);
  if (matches == 0)
    etb_call_reader_fail_path (self, node, bind->ref);
}

static gboolean
is_choice (const EtbBind *bind)
{
  return bind->type == ETB_VALUE_CHOICE || bind->type == ETB_VALUE_CHOICES;
}

static void
check_bind (EtbCallReader *self, xmlNodePtr node, const EtbBind *bind)
{
  xmlNodePtr element = g_hash_table_lookup (self->call->element_by_path, bind->ref);
  gboolean is_group = element != NULL && !etb_call_reader_is_leaf (element);

  if (is_group && (is_typed (self, bind) || bind->calculate != NULL || bind->constraint != NULL))
    etb_call_reader_fail (
        self, node,
        _ ("“%s” holds elements, so it has no value: write “type”, “calculate” and "
                             "“constraint” on what it holds"),
           bind->ref);
  else if (bind->list != NULL && g_hash_table_lookup (self->call->list_by_id, bind->list) == NULL)
    etb_call_reader_fail (
        self, node,
        _ ("there is no list “%s”: add it to <lists>, or write the id of another"), bind->list);
  else if (is_choice (bind) && bind->list == NULL)
    etb_call_reader_fail (self, node,
                          _ ("“%s” is a choice without a list: add list=\"…\""), bind->ref);
  else if (!is_choice (bind) && bind->list != NULL)
    etb_call_reader_fail (self, node,
                          _ ("“%s” has a list but is no choice: write type=\"choice\" or "
                             "type=\"choices\", or remove the list"),
                             bind->ref);
  else if (bind->constraint == NULL && bind->constraint_message != NULL)
    etb_call_reader_fail (
        self, node, _ ("“%s” has a message without a constraint: add constraint=\"…\""), bind->ref);
}

static EtbBind *
read_bind (EtbCallReader *self, xmlNodePtr node)
{
  g_autofree char *type = etb_call_reader_attribute (node, "type");
  EtbBind *bind = g_new0 (EtbBind, 1);

  bind->ref = etb_call_reader_attribute (node, "ref");
  bind->type = ETB_VALUE_TEXT;
  if (type != NULL && etb_value_type_from_name (type, &bind->type))
    g_hash_table_add (self->typed_binds, bind);
  bind->list = etb_call_reader_attribute (node, "list");
  bind->relevant = etb_call_reader_attribute (node, "relevant");
  bind->required = etb_call_reader_attribute (node, "required");
  bind->readonly = etb_call_reader_attribute (node, "readonly");
  bind->constraint = etb_call_reader_attribute (node, "constraint");
  bind->constraint_message = etb_call_reader_text (node, "message");
  bind->calculate = etb_call_reader_attribute (node, "calculate");
  bind->max_length = (guint)etb_call_reader_number (node, "max-length", 0);
  bind->line = xmlGetLineNo (node);

  return bind;
}

/* Those with fewer wildcards first, so that the stronger is held when a weaker comes. */
static void
place_binds (EtbCallReader *self, GPtrArray *nodes)
{
  guint placed = 0;

  for (guint wildcards = 0; placed < nodes->len; wildcards++)
    for (guint i = 0; i < nodes->len; i++)
      {
        EtbBind *bind = g_ptr_array_index (self->call->binds, i);

        if (count_wildcards (bind) != wildcards)
          continue;
        place_bind (self, g_ptr_array_index (nodes, i), bind);
        placed++;
      }
}

/* A leaf that no bind names holds a line of text. */
static void
add_missing_binds (EtbCallReader *self, xmlNodePtr element, const char *parent_path)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", parent_path, (const char *)element->name);
  EtbBind *bind;

  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL;
       child = xmlNextElementSibling (child))
    add_missing_binds (self, child, path);

  if (!etb_call_reader_is_leaf (element) || g_hash_table_contains (self->call->bind_by_path, path))
    return;

  bind = g_new0 (EtbBind, 1);
  bind->ref = g_strdup (path);
  bind->type = ETB_VALUE_TEXT;
  bind->line = xmlGetLineNo (element);
  g_ptr_array_add (self->call->binds, bind);
  g_hash_table_insert (self->call->bind_by_path, g_steal_pointer (&path), bind);
}

gboolean
etb_call_reader_binds (EtbCallReader *self, xmlNodePtr model)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  guint wildcard_binds = 0;

  for (xmlNodePtr node = etb_call_reader_child (model, "bind"); node != NULL;
       node = etb_call_reader_next (node, "bind"))
    {
      EtbBind *bind = read_bind (self, node);

      g_ptr_array_add (self->call->binds, bind);
      g_ptr_array_add (nodes, node);
      wildcard_binds += count_wildcards (bind) > 0;
      if (wildcard_binds > MAX_WILDCARD_BINDS)
        {
          etb_call_reader_fail (self, node,
                                _ ("there are more than %d binds with “*”: write whole paths"),
                                   MAX_WILDCARD_BINDS);
          return FALSE;
        }
    }

  place_binds (self, nodes);
  for (guint i = 0; i < nodes->len; i++)
    check_bind (self, g_ptr_array_index (nodes, i), g_ptr_array_index (self->call->binds, i));

  add_missing_binds (self, xmlDocGetRootElement (self->call->instance), "");
  return TRUE;
}
