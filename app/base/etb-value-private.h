/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "etb-value.h"

G_BEGIN_DECLS

/* What the files of etb-value share. Each normaliser gets valid UTF-8 that is not blank and answers
 * as etb_value_normalise() does; each formatter gets non-empty text and returns NULL when it is not
 * canonical. */

/* Display marks, the same in every locale so that what is shown can be typed back. */
#define ETB_VALUE_NBSP           "\xc2\xa0"
#define ETB_VALUE_THOUSANDS_MARK "\xe2\x80\xaf"
#define ETB_VALUE_MINUS          "\xe2\x88\x92"

/* @typed on one line: every kind of space becomes U+0020, every kind of hyphen "-", invisible marks
 * go, ends are trimmed. (transfer full) */
char *etb_value_flatten (const char *typed);

/* @typed without spaces nor the ASCII characters of @also, in ASCII capitals. (transfer full) */
char *etb_value_squeeze (const char *typed, const char *also);

/* How many characters @text has, "é" being one. */
guint etb_value_count_characters (const char *text);

/* The first character of @text that is not an ASCII digit, as a text; NULL when all are digits.
 * (transfer full) */
char *etb_value_first_non_digit (const char *text);

char *etb_value_normalise_number (EtbValueType type, const char *typed, GError **error);
char *etb_value_format_number (EtbValueType type, const char *canonical);

char *etb_value_normalise_date (const char *typed, GError **error);
char *etb_value_format_date (const char *canonical);

char *etb_value_normalise_siret (const char *typed, GError **error);
char *etb_value_normalise_rna (const char *typed, GError **error);
char *etb_value_normalise_iban (const char *typed, GError **error);
char *etb_value_normalise_commune (const char *typed, GError **error);
char *etb_value_normalise_postcode (const char *typed, GError **error);
char *etb_value_normalise_qpv (const char *typed, GError **error);
char *etb_value_format_siret (const char *canonical);
char *etb_value_format_iban (const char *canonical);

char *etb_value_normalise_email (const char *typed, GError **error);
char *etb_value_normalise_phone (const char *typed, GError **error);
char *etb_value_format_phone (const char *canonical);

G_END_DECLS
