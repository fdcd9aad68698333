/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include "etb-call.h"
#include "etb-rules.h"

G_BEGIN_DECLS

/* The functions of the expression profile that XPath 1.0 does not have. Private to app/rules. */

/* Operations one evaluation of one expression may take; beyond, its value is unknown. */
#define ETB_FUNCTIONS_MAX_OPERATIONS 100000

/* What functions may look at, beside their arguments. */
typedef struct
{
  EtbCall *call;
  const char *today;      /* ISO date, "" when not known */
  const char *now;        /* an instant of that day */
  const GArray *provided; /* (element-type EtbProvided) or NULL */
  GHashTable *regexes;    /* pattern → GRegex, filled as patterns are met */
  GHashTable *lists;      /* name of a list → xmlDoc, filled as instance() meets them */
  xmlNodePtr current;     /* the bound node */
} EtbScope;

/* A context for @document with all functions, whose errors go nowhere but to the result.
 * @scope: outlives the context. Returns: (transfer full) */
xmlXPathContextPtr etb_functions_new_context (xmlDocPtr document, EtbScope *scope);

/* Whether the scope has a file of the piece @code. */
gboolean etb_functions_has_piece (const EtbScope *scope, const char *code);

/* Whether it has one at least, and knows the date of each. */
gboolean etb_functions_has_dates (const EtbScope *scope, const char *code);

/* Whether a function that the profile lists outside the core is there. */
gboolean etb_functions_has (const char *name);

/* Compiles a pattern of regex(), which must match the whole of a text.
 * Returns: (transfer full): NULL with an error of GRegex */
GRegex *etb_functions_compile_regex (const char *pattern, GError **error);

/* Text of a leaf without a copy where it is in one piece, else put into *@copy (free with
 * g_free()). */
const char *etb_node_text (xmlNodePtr node, char **copy);

/* Whether @text has nothing but white space. */
gboolean etb_text_is_blank (const char *text);

G_END_DECLS
