/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The XML of a call definition, checked against the schema that is built into the program. The file
 * is not trusted, since a package brings its own: no network, no DOCTYPE, no entity of its own,
 * bounded size and depth. Called by etb_call_read() only. */

#include "etb-call-reader-private.h"

#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>

#include "etb-call-resources.h"

#define SCHEMA_PATH "/fr/etabli/call/call.xsd"

typedef struct
{
  long line; /* of the first fault; 0: none yet */
  char *message;
} Fault;

static void
keep_first_fault (Fault *fault, const xmlError *error)
{
  if (fault->message != NULL || error == NULL)
    return;

  fault->line = error->node != NULL ? xmlGetLineNo (error->node) : error->line;
  fault->message = g_strstrip (g_strdup (error->message != NULL ? error->message : ""));
}

static void
on_schema_error (void *data, const xmlError *error)
{
  keep_first_fault (data, error);
}

/* Seen before any declaration is read: nothing of a DOCTYPE is ever expanded. */
static void
on_parser_doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  xmlParserCtxtPtr context = data;
  gboolean *has_doctype = context->_private;

  *has_doctype = TRUE;
  xmlStopParser (context);
}

static xmlDocPtr
parse (GBytes *bytes, const char *name, GError **error)
{
  xmlParserCtxtPtr context;
  xmlDocPtr document;
  gboolean has_doctype = FALSE;
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  context = xmlNewParserCtxt ();
  if (context == NULL)
    g_error ("out of memory");
  context->_private = &has_doctype;
  context->sax->internalSubset = on_parser_doctype;
  document = xmlCtxtReadMemory (context, data, (int)length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING
                                    | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);

  if (has_doctype)
    g_set_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML,
                 _ ("%s: a call definition has no DOCTYPE: remove it"), name);
  else if (document == NULL)
    {
      const xmlError *fault = xmlCtxtGetLastError (context);
      g_autofree char *message = g_strdup (fault != NULL ? fault->message : "");

      g_set_error (
          error, ETB_CALL_ERROR, ETB_CALL_ERROR_XML,
          _ ("%s:%d: this is not well-formed XML: %s: correct this line, or choose another file"),
             name, fault != NULL ? fault->line : 1, g_strstrip (message));
    }

  if (has_doctype)
    g_clear_pointer (&document, xmlFreeDoc);
  xmlFreeParserCtxt (context);
  return document;
}

static xmlSchemaPtr
load_schema (void)
{
  static gsize types_ready = 0;
  g_autoptr (GBytes) bytes = NULL;
  xmlSchemaParserCtxtPtr context;
  xmlSchemaPtr schema;
  gsize length;
  const char *data;

  /* libxml2 makes its table of types when first used, without a lock. */
  if (g_once_init_enter (&types_ready))
    {
      xmlInitParser ();
      xmlSchemaInitTypes ();
      g_once_init_leave (&types_ready, 1);
    }

  bytes = g_resource_lookup_data (etb_call_get_resource (), SCHEMA_PATH,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  data = g_bytes_get_data (bytes, &length);
  context = xmlSchemaNewMemParserCtxt (data, (int)length);
  schema = xmlSchemaParse (context);
  xmlSchemaFreeParserCtxt (context);
  if (schema == NULL)
    g_error ("the schema of calls, built into the program, cannot be read");

  return schema;
}

/* Names as their author wrote them: "{urn:etabli:call:1}track" is "track". */
static char *
readable_message (const char *message)
{
  g_autoptr (GString) text = g_string_new (message);

  g_string_replace (text, "{urn:etabli:call:1}", "", 0);
  g_string_replace (text, "\n", " ", 0);
  while (text->len > 0 && (text->str[text->len - 1] == '.' || text->str[text->len - 1] == ' '))
    g_string_truncate (text, text->len - 1);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
validate (xmlDocPtr document, const char *name, GError **error)
{
  xmlSchemaPtr schema = load_schema ();
  xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt (schema);
  Fault fault = { 0 };
  int state;

  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc)on_schema_error, &fault);
  state = xmlSchemaValidateDoc (context, document);
  xmlSchemaFreeValidCtxt (context);
  xmlSchemaFree (schema);

  if (state != 0)
    {
      g_autofree char *message = readable_message (fault.message != NULL ? fault.message : "");

      g_set_error (error, ETB_CALL_ERROR, ETB_CALL_ERROR_SCHEMA,
                   _ ("%s:%ld: this does not have the form of a call definition: %s: write it as "
                      "call.xsd says"),
                      name, MAX (fault.line, 1), message);
    }

  g_free (fault.message);
  return state == 0;
}

xmlDocPtr
etb_call_xml_load (GBytes *bytes, const char *name, GError **error)
{
  xmlDocPtr document = parse (bytes, name, error);

  if (document != NULL && !validate (document, name, error))
    g_clear_pointer (&document, xmlFreeDoc);

  return document;
}
