/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "etb-container-error.h"

G_BEGIN_DECLS

/* Parses an XML document that a stranger wrote: UTF-8, no document type declaration, no entity but
 * the five of XML, no network, nesting and sizes bounded by libxml2's own limits.
 * @name: of the document, for the message.
 * Returns: (transfer full), for xmlFreeDoc(); NULL with ETB_CONTAINER_ERROR_XML */
xmlDoc *etb_hostile_xml_parse (const void *data, gsize length, const char *name, GError **error);

/* Whether @doc has elements, attributes and text only: no comment, no processing instruction, no
 * CDATA section, no reference, anywhere. */
gboolean etb_hostile_xml_is_plain (xmlDoc *doc);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlDoc, xmlFreeDoc)

G_END_DECLS
