/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-call-diff.h"

G_BEGIN_DECLS

/* What a call looks like to the comparison: things of a kind, each with the same fields as text. */

typedef struct
{
  const char *name; /* static: the same pointer for the same field */
  char *text;       /* "" when there is none */
} EtbDiffField;

typedef struct
{
  char *id; /* alone of its kind in the call */
  char *label;
  GArray *fields; /* EtbDiffField */
} EtbDiffThing;

/* The things of @kind in @call, in the order of its file. @other: the call it is compared with,
 * which says of a path whether it is an attestation in both and whether a group is in both.
 * Returns: (transfer full) (element-type EtbDiffThing) */
GPtrArray *etb_diff_collect (EtbDiffKind kind, EtbCall *call, EtbCall *other);

G_END_DECLS
