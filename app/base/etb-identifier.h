/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* French and bank identifiers, checked on their canonical text (no spaces, capitals).
 * Pure functions, used by etb-value and by the rules. */

typedef enum
{
  ETB_IDENTIFIER_OK,
  ETB_IDENTIFIER_BAD_FORM, /* length or characters */
  ETB_IDENTIFIER_BAD_KEY,  /* right form, wrong checksum */
} EtbIdentifierState;

/* SIREN: 9 digits, Luhn. */
EtbIdentifierState etb_identifier_check_siren (const char *text);

/* SIRET: 14 digits, Luhn on all 14 and on the SIREN inside. La Poste (SIREN 356000000): Luhn, or a
 * sum of digits that five divides. */
EtbIdentifierState etb_identifier_check_siret (const char *text);

/* RNA: W and nine digits or capitals (letters are found in Corsica and overseas). */
EtbIdentifierState etb_identifier_check_rna (const char *text);

/* IBAN: ISO 13616, remainder 1 modulo 97; 27 characters and a right RIB key when French. */
EtbIdentifierState etb_identifier_check_iban (const char *text);

/* INSEE code of a commune: 5 characters, 2A/2B for Corsica (never 20), 97/98 overseas. */
EtbIdentifierState etb_identifier_check_commune (const char *text);

/* Code of a QPV, of the 2015 geography (QP and six) or of the 2024 one (QN, five, a letter N, M, I
 * or C). */
EtbIdentifierState etb_identifier_check_qpv (const char *text);

G_END_DECLS
