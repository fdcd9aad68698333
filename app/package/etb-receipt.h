/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-hand-over.h"

G_BEGIN_DECLS

/* The receipt of a dossier that was handed over: what, to where, by whom, when, and the digest by
 * which the file can be recognised. It holds no answer but the applicant's name. */

typedef struct
{
  char *label;
  char *value;
} EtbReceiptLine;

void etb_receipt_line_free (EtbReceiptLine *self);

/* The facts, one a line. Returns: (transfer full) (element-type EtbReceiptLine) */
GPtrArray *etb_receipt_lines (const EtbHandOver *done);

/* What stays out of reach of a program, and what is not the dossier: for whoever reads the receipt.
 * Returns: (transfer full) */
char *etb_receipt_note (const EtbHandOver *done);

/* Plain text, for a terminal or a file. Returns: (transfer full) */
char *etb_receipt_to_text (const EtbHandOver *done);

/* Writes it: as a PDF when the name ends in .pdf, else as text. FALSE with G_FILE_ERROR,
 * G_IO_ERROR or ETB_PRINT_ERROR. */
gboolean etb_receipt_write (const EtbHandOver *done, const char *file, GError **error);

G_END_DECLS
