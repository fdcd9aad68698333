/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: draws a receipt on one sheet; see the header.
 * Callers: app/package (etb-receipt). */

#include "etb-print-receipt.h"

#include <glib/gi18n-lib.h>

#include "etb-print-private.h"
#include "etb-print.h"

#define COLUMN 220.0

static void
draw_signatures (EtbSheet *sheet, const EtbPrintReceipt *receipt)
{
  const double right = ETB_SHEET_INNER - COLUMN;
  const EtbCell heads[] = {
    { receipt->left, ETB_INK_STRONG, 0.0, COLUMN, PANGO_ALIGN_LEFT },
    { receipt->right, ETB_INK_STRONG, right, COLUMN, PANGO_ALIGN_LEFT },
  };
  const EtbCell hints[] = {
    { _ ("Date and signature"), ETB_INK_SMALL, 0.0, COLUMN, PANGO_ALIGN_LEFT },
      { _ ("Date and signature"), ETB_INK_SMALL, right, COLUMN, PANGO_ALIGN_LEFT },
    };

  etb_sheet_need (sheet, 110.0);
  etb_sheet_row (sheet, heads, G_N_ELEMENTS (heads), ETB_ROW_KEEP);
  etb_sheet_row (sheet, hints, G_N_ELEMENTS (hints), ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 70.0);
}

static EtbSheet *
draw (const EtbPrintReceipt *receipt, int n_pages)
{
  EtbSheet *sheet = etb_sheet_new (receipt->title, "Établi", receipt->created, n_pages);

  etb_sheet_set_foot (sheet, receipt->overline);
  etb_sheet_accent (sheet);
  etb_sheet_space (sheet, 10.0);
  etb_sheet_text (sheet, receipt->overline, ETB_INK_OVERLINE, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 6.0);
  etb_sheet_text (sheet, receipt->title, ETB_INK_TITLE, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 4.0);
  etb_sheet_text (sheet, receipt->subtitle, ETB_INK_SUBTITLE, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 22.0);
  for (guint i = 0; i < receipt->n_lines; i++)
    etb_print_fact (sheet, receipt->lines[i].label, receipt->lines[i].value, ETB_INK_BODY);
  etb_sheet_space (sheet, 16.0);
  etb_sheet_text (sheet, receipt->note, ETB_INK_SMALL, ETB_ROW_PLAIN);
  etb_sheet_space (sheet, 30.0);
  draw_signatures (sheet, receipt);
  return sheet;
}

GBytes *
etb_print_receipt (const EtbPrintReceipt *receipt, GError **error)
{
  g_autoptr (EtbSheet) counted = NULL;
  g_autoptr (EtbSheet) sheet = NULL;
  GBytes *bytes;

  g_return_val_if_fail (receipt != NULL, NULL);

  counted = draw (receipt, 0);
  sheet = draw (receipt, etb_sheet_get_page (counted));
  bytes = etb_sheet_finish (sheet);
  if (bytes == NULL)
    g_set_error (error, ETB_PRINT_ERROR, ETB_PRINT_ERROR_DRAW,
                 _ ("The PDF could not be drawn: %s"), etb_sheet_describe_failure (sheet));
  return bytes;
}
