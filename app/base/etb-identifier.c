/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Form checks of identifiers. Pure and allocation-free; the text is already canonical (see
 * etb-value-code.c, which makes it so) but may come from a hostile file: nothing is assumed of it
 * except the final NUL. */

#include "etb-identifier.h"

#include <string.h>

#define SIREN_LENGTH   9
#define SIRET_LENGTH   14
#define LA_POSTE_SIREN "356000000"

static gboolean
is_digits (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return FALSE;

  return TRUE;
}

static gboolean
is_capital_or_digit (char c)
{
  return g_ascii_isdigit (c) || g_ascii_isupper (c);
}

static gboolean
passes_luhn (const char *digits, gsize length)
{
  guint sum = 0;
  gboolean any = FALSE;

  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint)(digits[length - 1 - i] - '0');

      any = any || digit != 0;
      if (i % 2 == 1)
        digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
      sum += digit;
    }

  /* A row of zeros satisfies Luhn but numbers nobody. */
  return any && sum % 10 == 0;
}

static guint
digit_sum (const char *digits, gsize length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    sum += (guint)(digits[i] - '0');

  return sum;
}

EtbIdentifierState
etb_identifier_check_siren (const char *text)
{
  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  if (strlen (text) != SIREN_LENGTH || !is_digits (text, SIREN_LENGTH))
    return ETB_IDENTIFIER_BAD_FORM;

  return passes_luhn (text, SIREN_LENGTH) ? ETB_IDENTIFIER_OK : ETB_IDENTIFIER_BAD_KEY;
}

EtbIdentifierState
etb_identifier_check_siret (const char *text)
{
  gboolean right;

  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  if (strlen (text) != SIRET_LENGTH || !is_digits (text, SIRET_LENGTH))
    return ETB_IDENTIFIER_BAD_FORM;

  right = passes_luhn (text, SIREN_LENGTH) && passes_luhn (text, SIRET_LENGTH);

  /* La Poste ran out of numbers that satisfy Luhn: most of its post offices follow a rule of their
   * own, its head office the common one. */
  if (!right && g_str_has_prefix (text, LA_POSTE_SIREN))
    right = digit_sum (text, SIRET_LENGTH) % 5 == 0;

  return right ? ETB_IDENTIFIER_OK : ETB_IDENTIFIER_BAD_KEY;
}

EtbIdentifierState
etb_identifier_check_rna (const char *text)
{
  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  if (strlen (text) != 10 || text[0] != 'W')
    return ETB_IDENTIFIER_BAD_FORM;
  for (gsize i = 1; i < 10; i++)
    if (!is_capital_or_digit (text[i]))
      return ETB_IDENTIFIER_BAD_FORM;

  return ETB_IDENTIFIER_OK;
}

/* The remainder modulo 97 of @length characters read as one number, @carry standing before them;
 * letters count as 10 to 35. */
static guint
iban_remainder (const char *text, gsize length, guint carry)
{
  for (gsize i = 0; i < length; i++)
    {
      if (g_ascii_isdigit (text[i]))
        carry = (carry * 10 + (guint)(text[i] - '0')) % 97;
      else
        carry = (carry * 100 + (guint)(text[i] - 'A') + 10) % 97;
    }

  return carry;
}

/* The same for a French account number, whose letters count as the digits 1 to 9 thrice, the last
 * row beginning at 2. */
static guint
rib_remainder (const char *text, gsize length)
{
  static const char digits[] = "12345678912345678923456789";
  guint remainder = 0;

  for (gsize i = 0; i < length; i++)
    {
      char digit = g_ascii_isdigit (text[i]) ? text[i] : digits[text[i] - 'A'];

      remainder = (remainder * 10 + (guint)(digit - '0')) % 97;
    }

  return remainder;
}

/* FRkk BBBBB GGGGG CCCCCCCCCCC KK: bank, branch and key are digits, the account is either. */
static EtbIdentifierState
check_french_iban (const char *text, gsize length)
{
  const char *bank = text + 4;
  guint key;

  if (length != 27 || !is_digits (bank, 10) || !is_digits (bank + 21, 2))
    return ETB_IDENTIFIER_BAD_FORM;

  /* The key is what makes bank, branch, account and key together a multiple of 97. */
  key = (guint)(bank[21] - '0') * 10 + (guint)(bank[22] - '0');
  if (key == 0 || key > 97 || (rib_remainder (bank, 21) * 100 + key) % 97 != 0)
    return ETB_IDENTIFIER_BAD_KEY;

  return ETB_IDENTIFIER_OK;
}

EtbIdentifierState
etb_identifier_check_iban (const char *text)
{
  gsize length;
  guint key;

  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  length = strlen (text);
  if (length < 15 || length > 34)
    return ETB_IDENTIFIER_BAD_FORM;
  if (!g_ascii_isupper (text[0]) || !g_ascii_isupper (text[1]) || !is_digits (text + 2, 2))
    return ETB_IDENTIFIER_BAD_FORM;
  for (gsize i = 4; i < length; i++)
    if (!is_capital_or_digit (text[i]))
      return ETB_IDENTIFIER_BAD_FORM;

  if (g_str_has_prefix (text, "FR"))
    {
      EtbIdentifierState state = check_french_iban (text, length);

      if (state != ETB_IDENTIFIER_OK)
        return state;
    }

  /* Keys run from 02 to 98; 00, 01 and 99 would give the right remainder too. */
  key = (guint)(text[2] - '0') * 10 + (guint)(text[3] - '0');
  if (key < 2 || key > 98)
    return ETB_IDENTIFIER_BAD_KEY;

  if (iban_remainder (text, 4, iban_remainder (text + 4, length - 4, 0)) != 1)
    return ETB_IDENTIFIER_BAD_KEY;

  return ETB_IDENTIFIER_OK;
}

/* Whether @text begins with the two characters of a département of the mainland or of Corsica. */
static gboolean
begins_with_mainland_department (const char *text)
{
  guint number;

  if (text[0] == '2' && (text[1] == 'A' || text[1] == 'B'))
    return TRUE;
  if (!is_digits (text, 2))
    return FALSE;

  number = (guint)(text[0] - '0') * 10 + (guint)(text[1] - '0');

  return number >= 1 && number <= 95 && number != 20;
}

EtbIdentifierState
etb_identifier_check_commune (const char *text)
{
  const char *order;

  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  if (strlen (text) != 5)
    return ETB_IDENTIFIER_BAD_FORM;

  if (begins_with_mainland_department (text))
    order = text + 2;
  else if ((g_str_has_prefix (text, "97") && text[2] >= '1' && text[2] <= '8')
           || (g_str_has_prefix (text, "98") && text[2] >= '4' && text[2] <= '9'))
    order = text + 3;
  else
    return ETB_IDENTIFIER_BAD_FORM;

  /* Communes are numbered from 1: a code that ends in zeros alone is a postal code. */
  if (!is_digits (order, strlen (order)) || strspn (order, "0") == strlen (order))
    return ETB_IDENTIFIER_BAD_FORM;

  return ETB_IDENTIFIER_OK;
}

/* Three characters for a département: "006", "02A", "974". */
static gboolean
is_long_department (const char *text)
{
  return is_digits (text, 2) && (g_ascii_isdigit (text[2]) || text[2] == 'A' || text[2] == 'B');
}

EtbIdentifierState
etb_identifier_check_qpv (const char *text)
{
  g_return_val_if_fail (text != NULL, ETB_IDENTIFIER_BAD_FORM);

  if (strlen (text) != 8 || !is_long_department (text + 2))
    return ETB_IDENTIFIER_BAD_FORM;
  if (g_str_has_prefix (text, "QP") && is_digits (text + 5, 3))
    return ETB_IDENTIFIER_OK;
  if (g_str_has_prefix (text, "QN") && is_digits (text + 5, 2) && strchr ("NMIC", text[7]) != NULL)
    return ETB_IDENTIFIER_OK;

  return ETB_IDENTIFIER_BAD_FORM;
}
