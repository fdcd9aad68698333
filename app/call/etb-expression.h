/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One expression of a call, read by our own grammar: XPath 1.0 in the profile of the call format.
 * libxml2 evaluates it later, but lets through what it should refuse (unknown functions, an
 * unclosed bracket) and never says which answers an expression reads; this class does both. It
 * evaluates nothing and knows no XML tree.
 *
 * The profile leaves out of XPath 1.0: variables, attributes, prefixed element names, node tests
 * other than names and "*", the axes beyond child, self, parent, descendant and the two of
 * siblings, steps or predicates after brackets or after a function other than current() and
 * instance(), and the functions id and lang. */

#define ETB_EXPRESSION_ERROR (etb_expression_error_quark ())
GQuark etb_expression_error_quark (void);

typedef enum
{
  ETB_EXPRESSION_ERROR_SYNTAX,   /* not an expression of the profile */
  ETB_EXPRESSION_ERROR_FUNCTION, /* unknown function, or wrong number of arguments */
  ETB_EXPRESSION_ERROR_PATH,     /* a path that leads to no element */
} EtbExpressionError;

/* Longest expression read, in bytes. */
#define ETB_EXPRESSION_MAX_LENGTH 16384

/* The parent of a in: a != '' */
#define ETB_PATH_IS_FILLED "!= ''"

/* What an empty answer at a path does to the whole. */
typedef enum
{
  ETB_PATH_USE_NEEDED, /* the result is unknown */
  ETB_PATH_USE_ANY,  /* directly inside an aggregate: unknown when all the answers of its group are
                        empty */
  ETB_PATH_USE_FREE, /* inside coalesce() or a count: nothing */
} EtbPathUse;

/* One location path of an expression, those inside predicates included. */
typedef struct
{
  char *text;    /* an XPath that selects its elements from the bound node; predicates are kept */
  char *pattern; /* absolute, without predicates or "..": "/dossier/budget/charges/an1" */
  guint column;  /* in the expression, in characters, from 1 */
  gsize start, length; /* of what the author wrote, in bytes of the expression */
  guint group;         /* paths joined by "|" have the same */
  EtbPathUse use;
  const char *parent; /* operator or function it is directly an operand of ("<", "etb:total"), or
                         ""; ETB_PATH_IS_FILLED when it is only asked whether there is an answer */
  char *base;         /* pattern of the step whose predicate it starts from, or NULL */
  guint low;          /* steps that it keeps, ".." taken off, of what it starts from; 0: absolute */
  gboolean relative;  /* its elements depend on the bound node */
  gboolean filtered;  /* has predicates or sibling axes: its pattern names more than it selects */
  GPtrArray
      *steps; /* (element-type EtbExpressionStep) names, in order, for the check of existence */
} EtbExpressionPath;

typedef struct
{
  char *pattern; /* up to and with this step */
  guint column;
} EtbExpressionStep;

/* One call of a function. */
typedef struct
{
  const char *name; /* with its prefix */
  guint column;
  EtbPathUse use;     /* ETB_PATH_USE_FREE inside coalesce() */
  const char *parent; /* as that of a path */
  guint first, end;   /* its words: from the first to the one after the last */
  GPtrArray
      *literals; /* (element-type utf8) one an argument: its text when it is a literal, else NULL */
} EtbExpressionCall;

typedef enum
{
  ETB_FUNCTION_PLAIN,
  ETB_FUNCTION_AGGREGATE, /* meaningful as soon as one node has a value */
  ETB_FUNCTION_SUM,       /* meaningful when each node that it is given has one */
  ETB_FUNCTION_COUNT,     /* meaningful on empties */
  ETB_FUNCTION_COALESCE,  /* says itself what an empty answer means */
} EtbFunctionKind;

typedef struct
{
  const char *name;       /* NULL ends the table */
  guint minimum, maximum; /* arguments; G_MAXUINT: no limit */
  EtbFunctionKind kind;
  gboolean core; /* of XPath 1.0 itself */
} EtbFunctionInfo;

typedef struct _EtbExpression EtbExpression;

/* Reads an expression.
 * @context: path of the bound node, which may have "*" steps; NULL for the root of the document.
 * Returns: (transfer full): NULL with ETB_EXPRESSION_ERROR; the message has the column, the
 * offending word and, where one is near, a proposal. It names no file: the caller knows it. */
EtbExpression *etb_expression_new (const char *text, const char *context, GError **error);
void etb_expression_free (EtbExpression *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtbExpression, etb_expression_free)

const char *etb_expression_get_text (EtbExpression *self);

/* (transfer none) (element-type EtbExpressionPath) in the order in which they end */
GPtrArray *etb_expression_get_paths (EtbExpression *self);

/* (transfer none) (element-type EtbExpressionCall) in the order in which they begin */
GPtrArray *etb_expression_get_calls (EtbExpression *self);

typedef enum
{
  ETB_WORD_NUMBER,
  ETB_WORD_LITERAL, /* with its quotes */
  ETB_WORD_NAME,
  ETB_WORD_OPERATOR,
  ETB_WORD_MARK,
} EtbWordKind;

/* One word, as bytes of the text. */
typedef struct
{
  EtbWordKind kind;
  gsize start, length;
} EtbExpressionWord;

/* (transfer full) (element-type EtbExpressionWord) in order */
GArray *etb_expression_get_words (EtbExpression *self);

/* Whether each path leads to an element.
 * @known: set of the absolute paths of all elements, groups included, without positions.
 * Returns: FALSE with ETB_EXPRESSION_ERROR_PATH, naming the first step that leads nowhere. */
gboolean etb_expression_check_paths (EtbExpression *self, GHashTable *known, GError **error);

/* Whether the absolute path @path, without positions, is one that @pattern names. "*" stands for
 * one step, "//" for any number. */
gboolean etb_path_pattern_matches (const char *pattern, const char *path);

/* All functions of the profile, ended by a line without name. */
const EtbFunctionInfo *etb_expression_functions (void);
const EtbFunctionInfo *etb_expression_find_function (const char *name);

/* What to write instead of a function that other engines or XPath 1.0 have and the profile has not.
 * Returns: (nullable) (transfer none): translated; NULL when nothing is known of @name */
const char *etb_expression_advice (const char *name);

/* The name nearest to @word among @names (element-type utf8), a prefix "etb:" counting for nothing.
 * Returns: (nullable) (transfer none): NULL when none is near */
const char *etb_nearest_name (const char *word, GPtrArray *names);

G_END_DECLS
