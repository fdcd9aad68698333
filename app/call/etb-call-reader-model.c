/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Reads what a dossier of the call is made of: the empty dossier, the roles, the criteria and the
 * pieces. Called by the reader of calls only. */

#include "etb-call-reader-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>

/* A definition is not trusted: these bound the work and the memory that it can ask for. */
#define MAX_ELEMENTS 5000
#define MAX_DEPTH    16

gboolean
etb_call_reader_is_leaf (xmlNodePtr element)
{
  return xmlFirstElementChild (element) == NULL;
}

/* "nom, siret": what could have been written, for a message. */
static char *
children_names (xmlNodePtr element)
{
  GString *names = g_string_new (NULL);

  for (xmlNodePtr child = xmlFirstElementChild (element); child != NULL;
       child = xmlNextElementSibling (child))
    g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", (const char *)child->name);

  return g_string_free (names, FALSE);
}

void
etb_call_reader_fail_path (EtbCallReader *self, xmlNodePtr node, const char *path)
{
  g_autofree char *known = g_strdup (path);
  g_autofree char *names = NULL;
  xmlNodePtr element = NULL;
  char *slash;

  /* The names of a large group are not put together for nobody. */
  if (etb_faults_is_full (self->faults))
    return;

  while (element == NULL && (slash = strrchr (known, '/')) != NULL)
    {
      *slash = '\0';
      element = g_hash_table_lookup (self->call->element_by_path, known);
    }

  names = element != NULL ? children_names (element) : g_strdup ("");
  if (*names == '\0')
    etb_call_reader_fail (
        self, node,
        _ ("“%s” leads to no element of the instance: correct it, or add the element"), path);
  else
    etb_call_reader_fail (self, node,
                          _ ("“%s” leads to no element of the instance: “%s” holds %s"), path,
                             known, names);
}

char *
etb_call_reader_path (EtbCallReader *self, xmlNodePtr node, const char *name)
{
  g_autofree char *path = etb_call_reader_attribute (node, name);

  if (g_hash_table_lookup (self->call->element_by_path, path) == NULL)
    {
      etb_call_reader_fail_path (self, node, path);
      return NULL;
    }

  return g_steal_pointer (&path);
}

/* Lower-case ASCII words with hyphens between them, as the schema asks of paths. */
static gboolean
is_element_name (const char *name)
{
  if (!g_ascii_islower (*name))
    return FALSE;

  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c)
        && (*c != '-' || c[1] == '-' || c[1] == '\0'))
      return FALSE;

  return TRUE;
}

/* What does not keep the element from being named by a path. */
static void
check_element (EtbCallReader *self, xmlNodePtr node)
{
  const char *name = (const char *)node->name;

  if (node->ns != NULL)
    etb_call_reader_fail (self, node,
                          _ ("“%s” of the instance has a namespace: write xmlns=\"\" on <dossier>"),
                             name);
  else if (!is_element_name (name))
    etb_call_reader_fail (
        self, node,
        _ ("“%s” is no element name: write it in lower case, without accents, with "
                             "hyphens between words"),
           name);
  else if (node->properties != NULL)
    etb_call_reader_fail (
        self, node,
        _ ("“%s” of the instance has an attribute: remove it, the program adds its own"), name);
}

/* Whether @node, which holds elements, holds words as well. */
static gboolean
has_stray_text (xmlNodePtr node)
{
  for (xmlNodePtr child = node->children; child != NULL; child = child->next)
    if (child->type == XML_TEXT_NODE && !xmlIsBlankNode (child))
      return TRUE;

  return FALSE;
}

static void
copy_text (xmlNodePtr node, xmlNodePtr copy)
{
  xmlChar *content = xmlNodeGetContent (node);
  char *text = g_strstrip ((char *)content);

  if (*text != '\0')
    xmlNodeAddContent (copy, BAD_CAST text);
  xmlFree (content);
}

static gboolean copy_element (EtbCallReader *self, xmlNodePtr node, xmlNodePtr parent,
                              const char *parent_path, guint depth);

static gboolean
copy_children (EtbCallReader *self, xmlNodePtr node, xmlNodePtr copy, const char *path, guint depth)
{
  if (has_stray_text (node))
    etb_call_reader_fail (self, node,
                          _ ("“%s” holds elements and words: leave only the elements"), path);
  for (xmlNodePtr child = xmlFirstElementChild (node); child != NULL;
       child = xmlNextElementSibling (child))
    if (!copy_element (self, child, copy, path, depth + 1))
      return FALSE;

  return TRUE;
}

/* Copies @node and what it holds under @parent, without blanks and comments. FALSE when there is
 * too much of it. */
static gboolean
copy_element (EtbCallReader *self, xmlNodePtr node, xmlNodePtr parent, const char *parent_path,
              guint depth)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", parent_path, (const char *)node->name);
  xmlNodePtr copy;

  if (depth > MAX_DEPTH || g_hash_table_size (self->call->element_by_path) >= MAX_ELEMENTS)
    {
      etb_call_reader_fail (
          self, node,
          _ ("the instance is too large: %d elements, %d inside one another, at most"),
             MAX_ELEMENTS, MAX_DEPTH);
      return FALSE;
    }
  if (g_hash_table_contains (self->call->element_by_path, path))
    {
      etb_call_reader_fail (
          self, node,
          _ ("“%s” is twice in the instance: give each its name; a line of a repeat is "
                               "written once"),
             path);
      return TRUE;
    }
  check_element (self, node);

  copy = xmlNewDocNode (self->call->instance, NULL, node->name, NULL);
  copy->line = (unsigned short)MIN (xmlGetLineNo (node), G_MAXUINT16);
  if (parent != NULL)
    xmlAddChild (parent, copy);
  else
    xmlDocSetRootElement (self->call->instance, copy);
  g_hash_table_insert (self->call->element_by_path, g_strdup (path), copy);

  if (!etb_call_reader_is_leaf (node))
    return copy_children (self, node, copy, path, depth);

  copy_text (node, copy);
  return TRUE;
}

static gboolean
read_instance (EtbCallReader *self, xmlNodePtr model)
{
  xmlNodePtr root = xmlFirstElementChild (etb_call_reader_child (model, "instance"));

  if (!xmlStrEqual (root->name, BAD_CAST "dossier"))
    {
      etb_call_reader_fail (self, root,
                            _ ("the instance begins with “%s”: write <dossier xmlns=\"\">"),
                               (const char *)root->name);
      return FALSE;
    }

  self->call->instance = xmlNewDoc (BAD_CAST "1.0");
  return copy_element (self, root, NULL, "", 1);
}

/* Whether the codes in @text, one space between, are all in the list of @bind. */
static gboolean
are_choices_known (EtbCallReader *self, const EtbBind *bind, const char *path, const char *text)
{
  g_auto (GStrv) codes = g_strsplit (text, " ", -1);

  if (bind->list == NULL || etb_call_find_list (self->call, bind->list) == NULL)
    return TRUE;

  /* The label of an unknown code is the code itself, the very same pointer. */
  for (guint i = 0; codes[i] != NULL; i++)
    if (etb_call_label_of_choice (self->call, path, codes[i]) == codes[i])
      return FALSE;

  return TRUE;
}

/* A default has the form that a normalised answer has. */
static void
check_default (EtbCallReader *self, xmlNodePtr element, const char *path)
{
  const EtbBind *bind = etb_call_find_bind (self->call, path);
  g_autoptr (GError) reason = NULL;
  g_autofree char *canonical = NULL;
  const char *text;

  if (element->children == NULL)
    return;

  text = (const char *)element->children->content;
  canonical = etb_value_normalise (bind->type, text, &reason);
  if (canonical == NULL)
    etb_call_reader_fail (
        self, element, _ ("the default “%s” of “%s” cannot be: %s"), text, path, reason->message);
  else if (!g_str_equal (canonical, text))
    etb_call_reader_fail (
        self, element, _ ("the default “%s” of “%s” is to be written “%s”"), text, path, canonical);
  else if (!are_choices_known (self, bind, path, text))
    etb_call_reader_fail (
        self, element,
        _ ("the default “%s” of “%s” is not in the list “%s”: write one of its values"), text, path,
           bind->list);
}

static void
check_defaults (EtbCallReader *self)
{
  GHashTableIter iter;
  gpointer path, element;

  g_hash_table_iter_init (&iter, self->call->element_by_path);
  while (g_hash_table_iter_next (&iter, &path, &element))
    if (etb_call_reader_is_leaf (element))
      check_default (self, element, path);
}

gboolean
etb_call_reader_model (EtbCallReader *self, xmlNodePtr model)
{
  if (!read_instance (self, model) || !etb_call_reader_binds (self, model))
    return FALSE;

  check_defaults (self);
  return TRUE;
}

static void
read_role (EtbCallReader *self, xmlNodePtr node, const char *name, char **role)
{
  if (!xmlHasNsProp (node, BAD_CAST name, NULL))
    return;

  *role = etb_call_reader_path (self, node, name);
  if (*role != NULL
      && !etb_call_reader_is_leaf (g_hash_table_lookup (self->call->element_by_path, *role)))
    etb_call_reader_fail (
        self, node, _ ("“%s” holds elements: write the path of one answer in “%s”"), *role, name);
}

/* Groups, by their paths, with white space between. */
static void
read_groups (EtbCallReader *self, xmlNodePtr node, const char *name, char ***groups)
{
  g_autofree char *text = etb_call_reader_attribute (node, name);
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, " \t\r\n", -1) : NULL;
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    {
      xmlNodePtr element;

      if (*words[i] == '\0')
        continue;
      element = g_hash_table_lookup (self->call->element_by_path, words[i]);
      if (element == NULL || etb_call_reader_is_leaf (element))
        etb_call_reader_fail (self, node,
                              _ ("“%s” is no group of answers: write the path of an element that "
                                 "holds others in “%s”"),
                                 words[i], name);
      else
        g_strv_builder_add (paths, words[i]);
    }
  *groups = g_strv_builder_end (paths);
}

void
etb_call_reader_roles (EtbCallReader *self, xmlNodePtr node)
{
  EtbRoles *roles = &self->call->roles;

  read_role (self, node, "track", &roles->track);
  read_role (self, node, "applicant-name", &roles->applicant_name);
  read_role (self, node, "place-name", &roles->place_name);
  read_role (self, node, "signatory-first-name", &roles->signatory_first_name);
  read_role (self, node, "signatory-name", &roles->signatory_name);
  read_role (self, node, "signatory-capacity", &roles->signatory_capacity);
  read_role (self, node, "deposit-page", &roles->deposit_page);
  read_role (self, node, "qpv", &roles->qpv);
  read_role (self, node, "qpv-distance", &roles->qpv_distance);
  read_groups (self, node, "applicant", &roles->applicant);
}

void
etb_call_reader_criteria (EtbCallReader *self, xmlNodePtr parent)
{
  /* In the order of EtbEffect. */
  static const char *const effects[] = { "blocking", "warning", "information" };

  for (xmlNodePtr node = etb_call_reader_child (parent, "criterion"); node != NULL;
       node = etb_call_reader_next (node, "criterion"))
    {
      g_autofree char *effect = etb_call_reader_attribute (node, "effect");
      EtbCriterion *criterion = g_new0 (EtbCriterion, 1);

      g_ptr_array_add (self->call->criteria, criterion);
      for (guint i = 0; i < G_N_ELEMENTS (effects); i++)
        if (g_str_equal (effect, effects[i]))
          criterion->effect = (EtbEffect)i;
      criterion->id = etb_call_reader_attribute (node, "id");
      criterion->when = etb_call_reader_attribute (node, "when");
      criterion->test = etb_call_reader_attribute (node, "test");
      criterion->label = etb_call_reader_text (node, "label");
      criterion->met = etb_call_reader_text (node, "met");
      criterion->not_met = etb_call_reader_text (node, "not-met");
      criterion->unknown = etb_call_reader_text (node, "unknown");
      criterion->line = xmlGetLineNo (node);
      criterion->source = etb_call_reader_source (self, node);
    }
}

/* "pdf  jpg" → { "pdf", "jpg" } */
static char **
read_words (xmlNodePtr node, const char *name)
{
  g_autofree char *text = etb_call_reader_attribute (node, name);
  g_auto (GStrv) words = g_strsplit_set (text, " \t\r\n", -1);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_strv_builder_add (builder, words[i]);

  return g_strv_builder_end (builder);
}

void
etb_call_reader_pieces (EtbCallReader *self, xmlNodePtr parent)
{
  for (xmlNodePtr node = etb_call_reader_child (parent, "piece"); node != NULL;
       node = etb_call_reader_next (node, "piece"))
    {
      EtbPiece *piece = g_new0 (EtbPiece, 1);

      g_ptr_array_add (self->call->pieces, piece);
      piece->code = etb_call_reader_attribute (node, "code");
      piece->label = etb_call_reader_text (node, "label");
      piece->hint = etb_call_reader_text (node, "hint");
      piece->relevant = etb_call_reader_attribute (node, "relevant");
      piece->required = etb_call_reader_attribute (node, "required");
      piece->kinds = read_words (node, "kinds");
      piece->max_size = etb_call_reader_number (node, "max-size", 0);
      piece->max_files = (guint)etb_call_reader_number (node, "max-files", 1);
      piece->max_age_months = (guint)etb_call_reader_number (node, "max-age-months", 0);
      piece->lead_days = (guint)etb_call_reader_number (node, "lead-days", 0);
      piece->line = xmlGetLineNo (node);
      piece->source = etb_call_reader_source (self, node);
      g_hash_table_insert (self->call->piece_by_code, piece->code, piece);
    }
}
