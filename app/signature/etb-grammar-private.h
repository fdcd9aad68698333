/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

/* Walks a tree along a closed grammar: each child is asked for in its place, by name, with the
 * attributes that it may have; whatever is left is a fault. Nothing is ever looked up. The first
 * fault sticks: from then on every question is answered by nothing, so that callers need not check
 * at each step. */

typedef struct
{
  char *code;  /* of the fault, or NULL */
  char *where; /* element or attribute */
} EtbGrammar;

typedef struct
{
  xmlNode *parent;
  xmlNode *next;
} EtbCursor;

void etb_grammar_clear (EtbGrammar *self);
gboolean etb_grammar_is_good (const EtbGrammar *self);

/* Notes a fault, if it is the first. */
void etb_grammar_fault (EtbGrammar *self, const char *code, const char *where);

/* Whether @node is {@ns}@name and has no attribute but those of @attributes (names with spaces
 * between, in no namespace). */
void etb_grammar_expect (EtbGrammar *self, xmlNode *node, const char *ns, const char *name,
                         const char *attributes);

EtbCursor etb_grammar_enter (EtbGrammar *self, xmlNode *parent); /* @parent (nullable) */
/* The next child, which must be {@ns}@name. (nullable) */
xmlNode *etb_grammar_take (EtbGrammar *self, EtbCursor *cursor, const char *ns, const char *name,
                           const char *attributes);
/* The same, or NULL and no fault when the next child is another. */
xmlNode *etb_grammar_try (EtbGrammar *self, EtbCursor *cursor, const char *ns, const char *name,
                          const char *attributes);
/* There must be no more. */
void etb_grammar_leave (EtbGrammar *self, EtbCursor *cursor);
/* No child at all, white space excepted. */
void etb_grammar_expect_empty (EtbGrammar *self, xmlNode *node);

/* (transfer none) (nullable): of an attribute that must be there, and not empty */
const char *etb_grammar_attribute (EtbGrammar *self, xmlNode *node, const char *name);
/* (transfer none) (nullable): no fault when it is absent */
const char *etb_grammar_attribute_or_null (EtbGrammar *self, xmlNode *node, const char *name);
/* (transfer none) (nullable): the single text of @node */
const char *etb_grammar_text (EtbGrammar *self, xmlNode *node);
/* Base64 in the single text of @node. Returns: (transfer full) (nullable) */
GBytes *etb_grammar_bytes (EtbGrammar *self, xmlNode *node);

G_END_DECLS
