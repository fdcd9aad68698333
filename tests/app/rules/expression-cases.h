/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Expressions over one small dossier and what each is worth. For the test of functions, and as
 * seeds of the fuzzer. */

typedef struct
{
  const char *expression;
  const char *value; /* as a string; NULL: evaluation stops on an error */
} ExpressionCase;

extern const char expression_dossier[];

/* Ended by a line without expression. */
extern const ExpressionCase expression_cases[];

G_END_DECLS
