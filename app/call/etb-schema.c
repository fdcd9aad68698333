/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: loads the schemas that are built into the program; see the header. Invariant: what GLib and
 * libxml2 make when first used, without a lock, is made by one thread, and the others wait for it.
 * Callers: app/call, app/package. */

#include "etb-schema.h"

#include <libxml/parser.h>
#include <libxml/xmlschemastypes.h>

static void
prepare (GResource *(*get_resource) (void))
{
  static gsize ready = 0;

  if (!g_once_init_enter (&ready))
    return;
  xmlInitParser ();
  xmlSchemaInitTypes ();
  /* The first to ask for any resource of the program registers all; a second one who asks meanwhile
   * would be told that there is none. */
  get_resource ();
  g_once_init_leave (&ready, 1);
}

xmlSchemaPtr
etb_schema_load (GResource *(*get_resource) (void), const char *path)
{
  g_autoptr (GBytes) bytes = NULL;
  xmlSchemaParserCtxtPtr context;
  xmlSchemaPtr schema;
  gsize length = 0;
  const char *data;

  prepare (get_resource);
  bytes = g_resource_lookup_data (get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_assert (bytes != NULL);
  data = g_bytes_get_data (bytes, &length);
  context = xmlSchemaNewMemParserCtxt (data, (int)length);
  schema = xmlSchemaParse (context);
  xmlSchemaFreeParserCtxt (context);
  if (schema == NULL)
    g_error ("%s, built into the program, cannot be read", path);
  return schema;
}
