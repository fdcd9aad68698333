/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A receipt on one sheet: facts, a note, room for two signatures. Knows nothing of what it is for.
 */

typedef struct
{
  const char *label;
  const char *value;
} EtbPrintLine;

typedef struct
{
  const char *overline; /* small capitals above the title */
  const char *title;
  const char *subtitle;
  const EtbPrintLine *lines;
  guint n_lines;
  const char *note;
  const char *left; /* whose signature goes where */
  const char *right;
  const char *created; /* ISO 8601, UTC */
} EtbPrintReceipt;

/* No text is NULL. Returns: (transfer full): a PDF; NULL with ETB_PRINT_ERROR_DRAW */
GBytes *etb_print_receipt (const EtbPrintReceipt *receipt, GError **error);

G_END_DECLS
