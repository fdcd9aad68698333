/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Walking a dossier document: elements of its namespace, and nothing else, are seen. */

#define ETB_DOCUMENT_NAMESPACE "urn:etabli:dossier:1"

/* Whether @node is the element @name of the document's vocabulary. */
gboolean etb_element_is (xmlNodePtr node, const char *name);

/* First child called @name, or the first child element when NULL. (nullable) (transfer none) */
xmlNodePtr etb_element_child (xmlNodePtr parent, const char *name);

/* Next sibling called @name, or the next element when NULL. (nullable) (transfer none) */
xmlNodePtr etb_element_next (xmlNodePtr node, const char *name);

/* The text of the child @name, "" when there is none. Returns: (transfer full) */
char *etb_element_text (xmlNodePtr parent, const char *name);

/* The text of @node itself, "" without one. Returns: (transfer full) */
char *etb_element_content (xmlNodePtr node);

/* The attribute @name, "" when there is none. Returns: (transfer full) */
char *etb_element_attribute (xmlNodePtr node, const char *name);

/* Whether the attribute @name is "true" or "1". */
gboolean etb_element_flag (xmlNodePtr node, const char *name);

G_END_DECLS
