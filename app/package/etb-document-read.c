/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: reads a dossier.xml back: checks it against its schema, and turns it into answers that the
 * rules can read again.
 * Invariant: a document that is not valid, or that names an answer twice or one that its call does
 * not have, is refused whole.
 * Callers: etb-package*.c, etb-verification*.c. */

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>

#include "etb-document-private.h"
#include "etb-element.h"
#include "etb-hostile-xml.h"
#include "etb-package-resources.h"
#include "etb-package.h"
#include "etb-schema.h"

#define SCHEMA_RESOURCE "/fr/etabli/schemas/dossier.xsd"

static void
on_schema_error (void *user_data, xmlErrorPtr problem)
{
  GString *message = user_data;
  g_autofree char *words = NULL;

  /* The first one says it; the others mostly follow from it. */
  if (message->len > 0 || problem == NULL || problem->message == NULL)
    return;

  words = g_strchomp (g_strdup (problem->message));
  g_string_append_printf (message, _ ("line %d: %s"), problem->line, words);
}

xmlSchemaPtr
etb_document_load_schema (void)
{
  return etb_schema_load (etb_package_get_resource, SCHEMA_RESOURCE);
}

static gboolean
validate (xmlDocPtr document, xmlSchemaPtr schema, GError **error)
{
  xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt (schema);
  g_autoptr (GString) message = g_string_new (NULL);
  int result;

  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc)on_schema_error, message);
  result = xmlSchemaValidateDoc (context, document);
  xmlSchemaFreeValidCtxt (context);
  if (result == 0)
    return TRUE;

  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
               _ ("“dossier.xml” is not a dossier of the form that this program knows: %s"),
                  message->str);
  return FALSE;
}

xmlDocPtr
etb_document_read_with (GBytes *bytes, xmlSchemaPtr schema, GError **error)
{
  g_autoptr (GError) xml_error = NULL;
  g_autoptr (xmlDoc) document = NULL;
  g_autoptr (EtbFinding) finding = NULL;
  gsize length = 0;
  const void *data = g_bytes_get_data (bytes, &length);

  if (length > ETB_DOCUMENT_MAX_SIZE)
    {
      g_set_error_literal (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
                           _ ("“dossier.xml” is too large to be a dossier"));
      return NULL;
    }

  document = etb_hostile_xml_parse (data, length, "dossier.xml", &xml_error);
  if (document == NULL)
    {
      g_set_error_literal (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
                           xml_error->message);
      return NULL;
    }
  /* The schema bounds each contour, not all of them together. */
  if (!validate (document, schema, error) || !etb_document_read_finding (document, &finding, error))
    return NULL;

  return g_steal_pointer (&document);
}

xmlDocPtr
etb_document_read (GBytes *bytes, GError **error)
{
  xmlSchemaPtr schema;
  xmlDocPtr document;

  g_return_val_if_fail (bytes != NULL, NULL);

  schema = etb_document_load_schema ();
  document = etb_document_read_with (bytes, schema, error);
  xmlSchemaFree (schema);
  return document;
}

/* While answers are put back. */
typedef struct
{
  EtbInstance *instance;
  GHashTable *seen; /* paths already put back */
} Filling;

static gboolean
refuse_path (const char *path, GError **error)
{
  g_set_error (
      error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_DOCUMENT,
      _ ("“dossier.xml” holds the answer %s, which its call does not have or which is there "
                  "twice"),
         path);
  return FALSE;
}

static gboolean
put_back (Filling *self, xmlNodePtr node, const char *value, GError **error)
{
  g_autofree char *path = etb_element_attribute (node, "path");

  if (!g_hash_table_add (self->seen, g_strdup (path)))
    return refuse_path (path, error);
  /* Calculated answers are calculated again. */
  if (etb_element_flag (node, "calculated"))
    return TRUE;
  if (!etb_instance_set (self->instance, path, value))
    return refuse_path (path, error);
  return TRUE;
}

/* The lines of the document in the place of those that an empty dossier has: a line is known by its
 * identity. */
static gboolean
make_lines (Filling *self, xmlNodePtr repeat, GError **error)
{
  g_autofree char *path = etb_element_attribute (repeat, "path");
  g_autofree char *first = g_strconcat (path, "[1]", NULL);
  guint count = 0;

  while (etb_instance_count_lines (self->instance, path) > 0)
    if (!etb_instance_remove_line (self->instance, first))
      return refuse_path (path, error);
  for (xmlNodePtr line = etb_element_child (repeat, "line"); line != NULL;
       line = etb_element_next (line, "line"))
    {
      g_autofree char *id = etb_element_attribute (line, "id");
      g_autofree char *line_path = etb_element_attribute (line, "path");
      g_autofree char *expected = g_strdup_printf ("%s[%u]", path, ++count);

      if (!g_str_equal (line_path, expected))
        return refuse_path (line_path, error);
      if (etb_instance_add_line (self->instance, path, id) == NULL)
        return refuse_path (path, error);
    }
  return TRUE;
}

/* The answers and cells under @parent, at any depth. */
static gboolean
put_back_all (Filling *self, xmlNodePtr parent, GError **error)
{
  for (xmlNodePtr node = etb_element_child (parent, NULL); node != NULL;
       node = etb_element_next (node, NULL))
    {
      if (etb_element_is (node, "answer") || etb_element_is (node, "cell"))
        {
          g_autofree char *value = etb_element_text (node, "value");

          if (!put_back (self, node, value, error))
            return FALSE;
        }
      else
        {
          if (etb_element_is (node, "repeat") && !make_lines (self, node, error))
            return FALSE;
          if (!put_back_all (self, node, error))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
put_back_attestations (Filling *self, xmlNodePtr root, GError **error)
{
  xmlNodePtr attestations = etb_element_child (root, "attestations");

  for (xmlNodePtr node = etb_element_child (attestations, "attestation"); node != NULL;
       node = etb_element_next (node, "attestation"))
    {
      g_autofree char *accepted = etb_element_attribute (node, "accepted");

      if (!put_back (self, node, g_str_equal (accepted, "oui") ? "oui" : "", error))
        return FALSE;
    }

  return TRUE;
}

EtbInstance *
etb_document_to_instance (xmlDocPtr document, EtbCall *call, GError **error)
{
  g_autoptr (EtbInstance) instance = NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *track = NULL;
  Filling filling;
  xmlNodePtr root;

  g_return_val_if_fail (document != NULL && ETB_IS_CALL (call), NULL);

  root = xmlDocGetRootElement (document);
  instance = etb_instance_new (call);
  track = etb_element_attribute (etb_element_child (root, "track"), "id");
  etb_instance_set (instance, etb_call_get_roles (call)->track, track);
  filling.instance = instance;
  filling.seen = seen;
  if (!put_back_all (&filling, etb_element_child (root, "answers"), error)
      || !put_back_attestations (&filling, root, error))
    return NULL;

  return g_steal_pointer (&instance);
}
