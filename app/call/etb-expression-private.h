/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-expression.h"

G_BEGIN_DECLS

/* What the parts of the expression reader share: words, and the object they fill. */

typedef enum
{
  ETB_TOKEN_END,
  ETB_TOKEN_NUMBER,
  ETB_TOKEN_LITERAL,  /* with its quotes */
  ETB_TOKEN_NAME,     /* "nom", "etb:total", "*" as a name */
  ETB_TOKEN_OPERATOR, /* "and", "*" as a product, "/", "|"... */
  ETB_TOKEN_MARK,     /* ( ) [ ] . .. @ , :: $ */
} EtbTokenKind;

typedef struct
{
  EtbTokenKind kind;
  const char *start; /* inside the text read */
  gsize length;
  guint column; /* in characters, from 1 */
} EtbToken;

struct _EtbExpression
{
  char *text;
  GPtrArray *paths; /* EtbExpressionPath */
  GPtrArray *calls; /* EtbExpressionCall */
};

/* Cuts @text into words, the last of kind ETB_TOKEN_END.
 * Returns: (transfer full) (element-type EtbToken): NULL with ETB_EXPRESSION_ERROR_SYNTAX */
GArray *etb_expression_tokenize (const char *text, GError **error);

/* Fills @self from its text. */
gboolean etb_expression_parse (EtbExpression *self, const char *context, GError **error);

void etb_expression_path_free (EtbExpressionPath *path);
void etb_expression_step_free (EtbExpressionStep *step);

G_END_DECLS
