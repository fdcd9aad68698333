/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* How an amount is written where its unit stands beside it. Used by fields and tables. */

#include "etb-amount.h"

#include <string.h>

#include "etb-value.h"

char *
etb_amount_show (const char *canonical)
{
  gboolean negative = *canonical == '-';
  g_autofree char *shown = etb_value_format (ETB_VALUE_AMOUNT, canonical + (negative ? 1 : 0));
  char *euro = strstr (shown, "€");

  if (euro != NULL)
    {
      char *before = g_utf8_find_prev_char (shown, euro);

      *euro = '\0';
      if (before != NULL && g_unichar_isspace (g_utf8_get_char (before)))
        *before = '\0';
    }

  return g_strconcat (negative ? "−" : "", shown, NULL);
}
