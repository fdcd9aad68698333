/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The types an answer can have, and the three texts each value knows:
 *
 *   typed      what a person wrote: "1 234,50", "15/10/2019", "732 829 320 00074"
 *   canonical  what the dossier holds and the rules read: "1234.50", "2019-10-15", "73282932000074"
 *   shown      what a screen or a page prints: "1 234,50 €", "15/10/2019", "732 829 320 00074"
 *
 * Normalising is forgiving on spaces, dots, commas and case, never on meaning: what it cannot
 * understand is an error whose message says what to write instead. The checks are of form only: a
 * right checksum does not prove that the number exists. */

#define ETB_VALUE_ERROR (etb_value_error_quark ())
GQuark etb_value_error_quark (void);

typedef enum
{
  ETB_VALUE_ERROR_FORM,     /* not of the form of its type */
  ETB_VALUE_ERROR_CHECKSUM, /* of the right form, with a wrong key */
  ETB_VALUE_ERROR_RANGE,    /* out of what the type can hold */
} EtbValueError;

typedef enum
{
  ETB_VALUE_TEXT,
  ETB_VALUE_LONG_TEXT,
  ETB_VALUE_INTEGER, /* non-negative */
  ETB_VALUE_DECIMAL, /* non-negative, point, up to 4 decimals */
  ETB_VALUE_AMOUNT,  /* euros, non-negative, always two decimals: "60000.00" */
  ETB_VALUE_DATE,    /* ISO 8601 calendar date */
  ETB_VALUE_YES_NO,  /* "oui" or "non" */
  ETB_VALUE_CHOICE,  /* one code of a list */
  ETB_VALUE_CHOICES, /* several codes, one space between, in the order of the list */
  ETB_VALUE_SIRET,   /* 14 digits */
  ETB_VALUE_RNA,     /* W and nine digits or capitals */
  ETB_VALUE_IBAN,    /* capitals, no space */
  ETB_VALUE_EMAIL,
  ETB_VALUE_PHONE,       /* E.164: "+33612345678" */
  ETB_VALUE_COMMUNE,     /* INSEE code */
  ETB_VALUE_POSTCODE,    /* five digits */
  ETB_VALUE_QPV,         /* QP006005 (2015) or QN00101M (2024) */
  ETB_VALUE_ATTESTATION, /* "oui" once accepted, else empty */
} EtbValueType;

/* The name of a type in a call definition ("yes-no"), never NULL. */
const char *etb_value_type_to_name (EtbValueType type);

/* Looks a type up by its name in a call definition. FALSE when there is no such type. */
gboolean etb_value_type_from_name (const char *name, EtbValueType *type);

/* Whether rules may read the values of @type as numbers. */
gboolean etb_value_type_is_number (EtbValueType type);

/* Turns what a person typed into canonical text.
 * @typed: UTF-8; NULL reads as "".
 * Returns: (transfer full): canonical text, "" for blank input; NULL with ETB_VALUE_ERROR when
 *   @typed is not a value of @type. Codes of choices are not looked up here: the call knows them.
 */
char *etb_value_normalise (EtbValueType type, const char *typed, GError **error);

/* The text shown to a person in the running locale for a canonical value. Text that is not
 * canonical is returned as it is. An amount in whole euros has no cents. Choices and communes are
 * returned as codes: their labels are in the call and in the territory's data. Returns: (transfer
 * full) */
char *etb_value_format (EtbValueType type, const char *canonical);

/* Reads an amount or an integer in canonical form as cents. FALSE when @canonical is empty or is no
 * number of at most two decimals. */
gboolean etb_value_parse_cents (const char *canonical, gint64 *cents);

/* Cents as canonical amount text, "-12.05" included. Returns: (transfer full) */
char *etb_value_from_cents (gint64 cents);

G_END_DECLS
