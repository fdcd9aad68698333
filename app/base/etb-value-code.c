/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Identifiers as people write them: spaces, dots and small letters are put aside, then
 * etb-identifier.h judges, and the messages say what is wrong with what was typed. */

#include "etb-value-private.h"

#include "etb-identifier.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SIRET_LENGTH    14
#define SIREN_LENGTH    9
#define POSTCODE_LENGTH 5
#define IBAN_FR_LENGTH  27

/* Takes the text away from a function that answers it only when it is right. */
static char *
accept_if_ok (EtbIdentifierState state, char **text)
{
  return state == ETB_IDENTIFIER_OK ? g_steal_pointer (text) : NULL;
}

static void
set_siret_form_error (const char *digits, GError **error)
{
  g_autofree char *strange = etb_value_first_non_digit (digits);
  guint typed = (guint)strlen (digits);

  if (strange != NULL)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("A SIRET is made of 14 digits: “%s” is not one."), strange);
  else if (typed == SIREN_LENGTH)
    g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                         _ ("A SIRET has 14 digits; 9 were typed. These look like the SIREN: add "
                            "the 5 digits of the establishment."));
  else
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 g_dngettext (GETTEXT_PACKAGE, "A SIRET has 14 digits; %u was typed.",
                              "A SIRET has 14 digits; %u were typed.", typed),
                 typed);
}

char *
etb_value_normalise_siret (const char *typed, GError **error)
{
  g_autofree char *digits = etb_value_squeeze (typed, ".-/");
  EtbIdentifierState state = etb_identifier_check_siret (digits);

  if (state == ETB_IDENTIFIER_BAD_FORM)
    set_siret_form_error (digits, error);
  else if (state == ETB_IDENTIFIER_BAD_KEY)
    g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_CHECKSUM,
                         _ ("This SIRET cannot exist: one of its 14 digits is wrong. Compare them "
                            "with the Sirene notice."));

  return accept_if_ok (state, &digits);
}

char *
etb_value_normalise_rna (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_squeeze (typed, ".-");
  EtbIdentifierState state = etb_identifier_check_rna (text);

  if (state != ETB_IDENTIFIER_OK)
    g_set_error_literal (
        error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
        _ ("An RNA number is the letter W and 9 characters, like W143007272. It is "
                            "on the receipt of the association’s declaration."));

  return accept_if_ok (state, &text);
}

char *
etb_value_normalise_iban (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_squeeze (typed, ".-");
  EtbIdentifierState state = etb_identifier_check_iban (text);
  guint count = etb_value_count_characters (text);

  if (state == ETB_IDENTIFIER_BAD_KEY)
    g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_CHECKSUM,
                         _ ("This IBAN cannot exist: one of its characters is wrong. Compare it "
                            "with the bank details."));
  else if (state == ETB_IDENTIFIER_BAD_FORM && g_str_has_prefix (text, "FR")
           && count != IBAN_FR_LENGTH)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("A French IBAN has 27 characters; %u were typed."), count);
  else if (state == ETB_IDENTIFIER_BAD_FORM)
    g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                         _ ("An IBAN begins with two letters and two digits, then holds digits and "
                            "letters only, like FR14 2004 1010 0505 0001 3M02 606."));

  return accept_if_ok (state, &text);
}

char *
etb_value_normalise_commune (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_squeeze (typed, "");
  EtbIdentifierState state = etb_identifier_check_commune (text);

  if (state != ETB_IDENTIFIER_OK)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("“%s” is no INSEE code of a commune. Choose the commune in the list, or type "
                    "the 5 characters of its code, like 34301 (it is not the postal code)."),
                    text);

  return accept_if_ok (state, &text);
}

char *
etb_value_normalise_postcode (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_squeeze (typed, "");
  g_autofree char *strange = etb_value_first_non_digit (text);
  guint count = etb_value_count_characters (text);

  if (strange != NULL)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("A postal code is made of 5 digits: “%s” is not one."), strange);
  else if (count != POSTCODE_LENGTH)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 g_dngettext (GETTEXT_PACKAGE, "A postal code has 5 digits; %u was typed.",
                              "A postal code has 5 digits; %u were typed.", count),
                 count);
  else if (g_str_has_prefix (text, "00") || g_str_has_prefix (text, "99"))
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                 _ ("%s is no French postal code: they begin with 01 to 98."), text);
  else
    return g_steal_pointer (&text);

  return NULL;
}

char *
etb_value_normalise_qpv (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_squeeze (typed, ".-");
  EtbIdentifierState state = etb_identifier_check_qpv (text);

  if (state != ETB_IDENTIFIER_OK)
    g_set_error (
        error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
        _ ("“%s” is no code of a priority neighbourhood. It is written like QP006005 (list "
                    "of 2015) or QN00101M (list of 2024)."),
           text);

  return accept_if_ok (state, &text);
}

char *
etb_value_format_siret (const char *canonical)
{
  if (etb_identifier_check_siret (canonical) != ETB_IDENTIFIER_OK)
    return NULL;

  return g_strdup_printf ("%.3s" ETB_VALUE_NBSP "%.3s" ETB_VALUE_NBSP "%.3s" ETB_VALUE_NBSP "%s",
                          canonical, canonical + 3, canonical + 6, canonical + 9);
}

char *
etb_value_format_iban (const char *canonical)
{
  g_autoptr (GString) shown = g_string_new (NULL);

  if (etb_identifier_check_iban (canonical) != ETB_IDENTIFIER_OK)
    return NULL;

  for (gsize i = 0; canonical[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0)
        g_string_append (shown, ETB_VALUE_NBSP);
      g_string_append_c (shown, canonical[i]);
    }

  return g_strdup (shown->str);
}
