/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-expression-private.h"

G_BEGIN_DECLS

/* The two halves of the grammar: expressions (etb-expression-parser.c) and the paths in them
 * (etb-expression-paths.c), each of which holds the other. */

/* A group number of 0 says "not just paths". */
#define ETB_NO_GROUP 0

typedef struct
{
  EtbExpression *out;
  GArray *tokens; /* EtbToken */
  guint at;
  guint depth;
  guint coalesce;     /* brackets of coalesce() around */
  guint groups;       /* given so far */
  GPtrArray *context; /* steps of the bound node */
  /* what a relative path starts from: the bound node, or the step that has the predicate */
  const char *base_text; /* "" for the bound node */
  GPtrArray *base_steps;
  gboolean base_relative;
  gboolean base_list; /* it is an element of a list of the call, not of the dossier */
  GError **error;
} EtbParser;

/* The word @ahead of the next one; the last is repeated without end. */
const EtbToken *etb_parser_peek (EtbParser *self, guint ahead);

gboolean etb_token_is (const EtbToken *token, const char *text);

/* Returns: (transfer full) */
char *etb_token_dup (const EtbToken *token);

/* Moves past the next word if it is @text. */
gboolean etb_parser_accept (EtbParser *self, const char *text);

/* Sets the error at @token; @says is a whole translated sentence. Always FALSE. */
gboolean etb_parser_fail (EtbParser *self, const EtbToken *token, EtbExpressionError code,
                          const char *says);

gboolean etb_parser_expect_closing (EtbParser *self, const char *closing, const EtbToken *opening);

/* Counts one more bracket around; FALSE when they are too many. */
gboolean etb_parser_enter (EtbParser *self);

/* Says of what the paths of @group are directly an operand. */
void etb_parser_mark_group (EtbParser *self, guint group, const char *parent);

/* A whole expression. @group: comes out as the group of its paths, or ETB_NO_GROUP. */
gboolean etb_parser_read_expression (EtbParser *self, guint *group);

/* A function with its arguments. */
gboolean etb_parser_read_call (EtbParser *self);

/* A path, of group @group. */
gboolean etb_parser_read_path (EtbParser *self, guint group);

/* Whether a step of a path can begin with @token. */
gboolean etb_parser_starts_step (const EtbToken *token);

G_END_DECLS
