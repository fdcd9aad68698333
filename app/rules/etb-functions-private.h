/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-functions.h"

G_BEGIN_DECLS

G_DEFINE_AUTOPTR_CLEANUP_FUNC (xmlXPathObject, xmlXPathFreeObject)

EtbScope *etb_functions_scope (xmlXPathParserContextPtr ctxt);

/* Takes the last argument as text. (transfer full): "" when there is none */
char *etb_functions_pop_text (xmlXPathParserContextPtr ctxt);

void etb_functions_return_text (xmlXPathParserContextPtr ctxt, const char *text);

/* etb-functions-dates.c */
void etb_function_add_days (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_add_months (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_age_at (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_date (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_days_between (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_decimal_date_time (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_format_date (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_now (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_today (xmlXPathParserContextPtr ctxt, int nargs);

/* Reads "2019-10-15", or the day of "2019-10-15T14:05:00+02:00". FALSE when it is no such day. */
gboolean etb_date_read (const char *text, GDate *date);

/* The same day, or the last of the month when that month is shorter. FALSE outside the calendar. */
gboolean etb_date_add_months (GDate *date, double months);

/* etb-functions-numbers.c */
void etb_function_abs (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_difference (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_int (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_max (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_min (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_share (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_total (xmlXPathParserContextPtr ctxt, int nargs);

/* etb-functions-texts.c */
void etb_function_boolean_from_string (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_count_selected (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_fold_case (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_join (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_listed_in (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_regex (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_selected (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_selected_at (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_valid_iban (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_valid_rna (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_valid_siret (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_word_count (xmlXPathParserContextPtr ctxt, int nargs);

/* etb-functions-pieces.c */
void etb_function_piece_provided (xmlXPathParserContextPtr ctxt, int nargs);
void etb_function_piece_valid_at (xmlXPathParserContextPtr ctxt, int nargs);

G_END_DECLS
