/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Numbers and amounts, as people write them and as files hold them. A mark that could be a decimal
 * mark or a thousands mark is never guessed when the two readings differ for the type. No floating
 * point: an amount is digits, then cents. */

#include "etb-value-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

/* Cents of twelve digits of euros stay far inside what a double, hence a rule, counts exactly. */
#define WHOLE_DIGITS   12
#define DECIMAL_DIGITS 4
#define CENT_DIGITS    2

typedef struct
{
  gboolean negative;
  GString *whole;    /* digits, no needless zero */
  GString *fraction; /* digits as typed */
} Number;

static void
number_clear (Number *number)
{
  g_string_free (number->whole, TRUE);
  g_string_free (number->fraction, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Number, number_clear)

static guint
count_character (const char *text, char wanted)
{
  guint count = 0;

  for (; *text != '\0'; text++)
    count += *text == wanted;

  return count;
}

/* Takes "€", "EUR" or "euros" away from the ends of @text. */
static void
cut_currency (char *text)
{
  static const char *const names[] = { "€", "EUROS", "EURO", "EUR" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      gsize length = strlen (text);
      gsize cut = strlen (names[i]);

      if (length < cut)
        continue;
      if (g_ascii_strcasecmp (text + length - cut, names[i]) == 0)
        {
          text[length - cut] = '\0';
          break;
        }
      if (g_ascii_strncasecmp (text, names[i], cut) == 0)
        {
          memmove (text, text + cut, length - cut + 1);
          break;
        }
    }
  g_strstrip (text);
}

/* The decimal mark of @text: the only mark, or the last one when both kinds are there. FALSE when
 * the marks make no sense; *@decimal is NULL and *@thousands '\0' when there is none. */
static gboolean
find_marks (char *text, char **decimal, char *thousands)
{
  guint points = count_character (text, '.');
  guint commas = count_character (text, ',');
  char *point = strrchr (text, '.');
  char *comma = strrchr (text, ',');

  *decimal = NULL;
  *thousands = '\0';
  if (points > 0 && commas > 0)
    {
      *decimal = point > comma ? point : comma;
      *thousands = point > comma ? ',' : '.';
      return (**decimal == '.' ? points : commas) == 1;
    }
  if (points + commas == 1)
    *decimal = points == 1 ? point : comma;
  else if (points + commas > 1)
    *thousands = points > 0 ? '.' : ',';

  return TRUE;
}

/* Digits, in groups of three when a space or @thousands separates them. */
static gboolean
read_whole (const char *text, char thousands, GString *whole)
{
  char separator = thousands != '\0' ? thousands : ' ';
  g_auto (GStrv) groups = g_strsplit (text, (char[]){ separator, '\0' }, -1);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      g_autofree char *strange = etb_value_first_non_digit (groups[i]);

      if (strange != NULL || (i > 0 && strlen (groups[i]) != 3))
        return FALSE;
      if (i == 0 && groups[1] != NULL && *groups[0] == '\0')
        return FALSE;
      g_string_append (whole, groups[i]);
    }
  g_string_erase (whole, 0, (gssize)strspn (whole->str, "0"));
  if (whole->len == 0)
    g_string_append_c (whole, '0');

  return TRUE;
}

static gboolean
read_number (char *text, Number *number)
{
  g_autofree char *strange = NULL;
  char *decimal;
  char thousands;

  number->negative = *text == '-';
  if (*text == '-' || *text == '+')
    *text = ' ';
  g_strstrip (text);

  if (strpbrk (text, "0123456789") == NULL || !find_marks (text, &decimal, &thousands))
    return FALSE;
  if (decimal != NULL)
    {
      *decimal = '\0';
      g_string_append (number->fraction, g_strstrip (decimal + 1));
      g_strchomp (text);
    }
  strange = etb_value_first_non_digit (number->fraction->str);

  return strange == NULL && read_whole (text, thousands, number->whole);
}

static void
set_form_error (EtbValueType type, const char *typed, GError **error)
{
  if (type == ETB_VALUE_AMOUNT)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("“%s” is no amount. Write digits, in euros, like 1234.50."), typed);
  else if (type == ETB_VALUE_DECIMAL)
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("“%s” is no number. Write digits, like 1234.5."), typed);
  else
    g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                 _ ("“%s” is no whole number. Write digits only, like 1234."), typed);
}

static gboolean
check_range (const Number *number, GError **error)
{
  gboolean zero = g_str_equal (number->whole->str, "0")
                  && strspn (number->fraction->str, "0") == number->fraction->len;

  if (number->negative && !zero)
    {
      g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                           _ ("This number cannot be negative: write it without the minus sign."));
      return FALSE;
    }
  if (number->whole->len > WHOLE_DIGITS)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                   _ ("This number is too large: it may have %d digits before its decimal mark."),
                      WHOLE_DIGITS);
      return FALSE;
    }

  return TRUE;
}

static char *
write_integer (const Number *number, GError **error)
{
  gboolean zeros = strspn (number->fraction->str, "0") == number->fraction->len;

  /* "1.000" may be one or a thousand. */
  if (!zeros || number->fraction->len == 3)
    {
      g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                           _ ("A whole number is expected: write it without a decimal mark, and "
                              "thousands with a space or nothing, like 1234."));
      return NULL;
    }

  return g_strdup (number->whole->str);
}

static char *
write_decimal (const Number *number, GError **error)
{
  gsize length = number->fraction->len;

  while (length > 0 && number->fraction->str[length - 1] == '0')
    length--;
  if (length > DECIMAL_DIGITS)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                   _ ("This number has more than %d digits after its decimal mark: round it."),
                      DECIMAL_DIGITS);
      return NULL;
    }
  if (length == 0)
    return g_strdup (number->whole->str);

  return g_strdup_printf ("%s.%.*s", number->whole->str, (int)length, number->fraction->str);
}

static char *
write_amount (const Number *number, GError **error)
{
  guint typed = (guint)number->fraction->len;

  if (typed > CENT_DIGITS)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("An amount has at most two digits after its decimal mark; %u were typed. "
                      "Write thousands with a space or nothing, like 1234.50."),
                      typed);
      return NULL;
    }

  return g_strdup_printf ("%s.%s%.*s", number->whole->str, number->fraction->str,
                          (int)(CENT_DIGITS - typed), "00");
}

char *
etb_value_normalise_number (EtbValueType type, const char *typed, GError **error)
{
  g_auto (Number) number = { FALSE, g_string_new (NULL), g_string_new (NULL) };
  g_autofree char *flat = etb_value_flatten (typed);
  g_autofree char *text = g_strdup (flat);

  if (type == ETB_VALUE_AMOUNT)
    cut_currency (text);
  if (!read_number (text, &number))
    {
      set_form_error (type, flat, error);
      return NULL;
    }
  if (!check_range (&number, error))
    return NULL;

  if (type == ETB_VALUE_INTEGER)
    return write_integer (&number, error);
  if (type == ETB_VALUE_DECIMAL)
    return write_decimal (&number, error);

  return write_amount (&number, error);
}

/* A year typed as a whole number must not be cut in two: four digits of an integer stay together.
 */
static void
append_grouped (GString *shown, const char *digits, gsize length, gsize from)
{
  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && length >= from && (length - i) % 3 == 0)
        g_string_append (shown, ETB_VALUE_THOUSANDS_MARK);
      g_string_append_c (shown, digits[i]);
    }
}

char *
etb_value_format_number (EtbValueType type, const char *canonical)
{
  g_autoptr (GString) shown = NULL;
  g_autofree char *again = NULL;
  const char *digits = canonical + (*canonical == '-');
  gsize whole = strspn (digits, "0123456789");

  /* Only totals and balances are negative: they are calculated, not typed. */
  if (*canonical == '\0' || strlen (canonical) > 64)
    return NULL;
  again = etb_value_normalise_number (type, digits, NULL);
  if (g_strcmp0 (again, digits) != 0)
    return NULL;

  shown = g_string_new (digits != canonical ? ETB_VALUE_MINUS : "");
  append_grouped (shown, digits, whole, type == ETB_VALUE_INTEGER ? 5 : 4);
  if (digits[whole] != '\0' && !(type == ETB_VALUE_AMOUNT && g_str_equal (digits + whole, ".00")))
    {
      g_string_append_c (shown, g_str_equal (nl_langinfo (RADIXCHAR), ",") ? ',' : '.');
      g_string_append (shown, digits + whole + 1);
    }
  if (type == ETB_VALUE_AMOUNT)
    g_string_append (shown, ETB_VALUE_NBSP "€");

  return g_strdup (shown->str);
}

gboolean
etb_value_parse_cents (const char *canonical, gint64 *cents)
{
  const char *digits;
  const char *cursor;
  gsize decimals = 0;
  gint64 sum = 0;

  g_return_val_if_fail (canonical != NULL, FALSE);
  g_return_val_if_fail (cents != NULL, FALSE);

  digits = canonical + (*canonical == '-');
  cursor = digits;
  for (gboolean past_point = FALSE; *cursor != '\0'; cursor++)
    {
      if (*cursor == '.' && !past_point && cursor > digits && g_ascii_isdigit (cursor[1]))
        {
          past_point = TRUE;
          continue;
        }
      decimals += past_point;
      if (!g_ascii_isdigit (*cursor) || decimals > CENT_DIGITS || sum > G_MAXINT64 / 1000 - 1)
        return FALSE;
      sum = sum * 10 + (*cursor - '0');
    }
  if (cursor == digits)
    return FALSE;

  for (; decimals < CENT_DIGITS; decimals++)
    sum *= 10;
  *cents = digits != canonical ? -sum : sum;

  return TRUE;
}

char *
etb_value_from_cents (gint64 cents)
{
  /* In unsigned arithmetic, as the least integer has no opposite. */
  guint64 size = cents < 0 ? -(guint64)cents : (guint64)cents;

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", cents < 0 ? "-" : "", size / 100,
                          (guint)(size % 100));
}
