/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The XML of a call definition, checked against the schema that is built into the program. The file
 * is not trusted, since a package brings its own: no network, no DOCTYPE, no entity of its own,
 * bounded size and depth. Called by etb_call_read() only. */

#include "etb-call-reader-private.h"

#include <string.h>
#include <glib/gi18n-lib.h>
#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "etb-call-resources.h"
#include "etb-schema.h"

#define SCHEMA_PATH "/fr/etabli/call/call.xsd"

/* What the parser says while it reads. */
typedef struct
{
  gboolean has_doctype;
  int line;      /* of the first fault */
  char *message; /* of the first fault, or NULL; those after it mostly follow from it */
} Parsing;

/* Seen before any declaration is read: nothing of a DOCTYPE is ever expanded. */
static void
on_parser_doctype (void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
  xmlParserCtxtPtr context = data;
  Parsing *parsing = context->_private;

  parsing->has_doctype = TRUE;
  xmlStopParser (context);
}

static void
on_parser_error (void *data, const xmlError *error)
{
  xmlParserCtxtPtr context = data;
  Parsing *parsing = context->_private;

  if (parsing->message != NULL || error == NULL || error->level < XML_ERR_ERROR)
    return;
  parsing->line = error->line;
  parsing->message = etb_call_form_message (error->message);
}

static void
note_parser_fault (const Parsing *parsing, const char *name, EtbFaults *faults)
{
  if (parsing->has_doctype)
    etb_faults_add (faults, 0,
                    g_error_new (ETB_CALL_ERROR, ETB_CALL_ERROR_XML,
                                 _ ("%s: a call definition has no DOCTYPE: remove it"), name));
  else
    etb_faults_add (
        faults, parsing->line,
        g_error_new (
            ETB_CALL_ERROR, ETB_CALL_ERROR_XML,
            _ ("%s:%d: this is not well-formed XML: %s: correct this line, or choose another file"),
               name, MAX (parsing->line, 1), parsing->message != NULL ? parsing->message : ""));
}

static xmlDocPtr
parse (GBytes *bytes, const char *name, EtbFaults *faults)
{
  xmlParserCtxtPtr context;
  xmlDocPtr document;
  Parsing parsing = { 0 };
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  context = xmlNewParserCtxt ();
  if (context == NULL)
    g_error ("out of memory");
  context->_private = &parsing;
  context->sax->internalSubset = on_parser_doctype;
  /* libxml2 2.12 made the error const */
  context->sax->serror = (xmlStructuredErrorFunc)on_parser_error;
  document = xmlCtxtReadMemory (context, data, (int)length, NULL, NULL,
                                XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES);

  if (parsing.has_doctype)
    g_clear_pointer (&document, xmlFreeDoc);
  if (document == NULL)
    note_parser_fault (&parsing, name, faults);
  g_free (parsing.message);
  xmlFreeParserCtxt (context);
  return document;
}

/* What the schema says of one document. */
typedef struct
{
  const char *name; /* of the file */
  EtbFaults *faults;
  long last_line;
  char *last_subject; /* "Element 'source', attribute 'strength'" */
} Validation;

/* One wrong value is told twice, as what it breaks then as what it is not: the first is enough. */
static gboolean
is_told_again (Validation *self, long line, const char *message)
{
  const char *end = strstr (message, ": ");
  g_autofree char *subject = g_strndup (message, end != NULL ? end - message : 0);
  const gboolean again
      = line == self->last_line && *subject != '\0' && g_strcmp0 (subject, self->last_subject) == 0;

  self->last_line = line;
  g_free (self->last_subject);
  self->last_subject = g_steal_pointer (&subject);
  return again;
}

static void
on_schema_error (void *data, const xmlError *error)
{
  Validation *self = data;
  g_autofree char *message = NULL;
  g_autofree char *words = NULL;
  long line;

  if (error == NULL || etb_faults_is_full (self->faults))
    return;
  line = error->node != NULL ? xmlGetLineNo (error->node) : error->line;
  message = etb_call_form_message (error->message);
  if (is_told_again (self, line, message))
    return;
  words = etb_call_form_describe (message);
  etb_faults_add (self->faults, line,
                  g_error_new (ETB_CALL_ERROR, ETB_CALL_ERROR_SCHEMA,
                               _ ("%s:%ld: this does not have the form of a call definition: %s: "
                                  "write it as call.xsd says"),
                                  self->name, MAX (line, 1), words));
}

static gboolean
validate (xmlDocPtr document, const char *name, EtbFaults *faults)
{
  xmlSchemaPtr schema = etb_schema_load (etb_call_get_resource, SCHEMA_PATH);
  xmlSchemaValidCtxtPtr context = xmlSchemaNewValidCtxt (schema);
  Validation validation = { .name = name, .faults = faults };
  int state;

  xmlSchemaSetValidStructuredErrors (context, (xmlStructuredErrorFunc)on_schema_error, &validation);
  state = xmlSchemaValidateDoc (context, document);
  xmlSchemaFreeValidCtxt (context);
  xmlSchemaFree (schema);
  g_free (validation.last_subject);
  if (state < 0)
    g_error ("the schema of calls, built into the program, cannot be used");
  return state == 0;
}

xmlDocPtr
etb_call_xml_load (GBytes *bytes, const char *name, EtbFaults *faults)
{
  xmlDocPtr document = parse (bytes, name, faults);

  if (document != NULL && !validate (document, name, faults))
    g_clear_pointer (&document, xmlFreeDoc);

  return document;
}
