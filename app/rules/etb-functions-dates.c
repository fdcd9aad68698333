/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Functions on dates. XPath 1.0 compares dates as numbers, that is, never: these count in days. A
 * text that is no calendar date gives NaN or "". */

#include "etb-functions-private.h"

#include <math.h>
#include <string.h>

#define EPOCH    719163 /* Julian day, as GLib counts, of 1970-01-01 */
#define MAX_YEAR 9999
/* Far beyond any call, and far from the end of what GDate can hold. */
#define MAX_DAYS   4000000
#define MAX_MONTHS 120000

gboolean
etb_date_read (const char *text, GDate *date)
{
  int year, month, day;

  g_date_clear (date, 1);
  if (strlen (text) < 10 || text[4] != '-' || text[7] != '-'
      || (text[10] != '\0' && text[10] != 'T'))
    return FALSE;
  for (int i = 0; i < 10; i++)
    if (i != 4 && i != 7 && !g_ascii_isdigit (text[i]))
      return FALSE;
  year = atoi (text);
  month = atoi (text + 5);
  day = atoi (text + 8);
  if (!g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (date, day, month, year);
  return TRUE;
}

gboolean
etb_date_add_months (GDate *date, double months)
{
  int month, year, last;

  if (!(fabs (months) <= MAX_MONTHS))
    return FALSE;
  month = g_date_get_year (date) * 12 + (int)g_date_get_month (date) - 1 + (int)months;
  year = month / 12;
  month = month % 12 + 1;
  if (year < 1 || year > MAX_YEAR || month < 1)
    return FALSE;
  last = g_date_get_days_in_month (month, year);
  g_date_set_dmy (date, MIN (g_date_get_day (date), last), month, year);
  return TRUE;
}

static gboolean
pop_date (xmlXPathParserContextPtr ctxt, GDate *date)
{
  g_autofree char *text = etb_functions_pop_text (ctxt);

  return etb_date_read (text, date);
}

static void
return_date (xmlXPathParserContextPtr ctxt, const GDate *date)
{
  char text[32];

  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (date),
              (int)g_date_get_month (date), g_date_get_day (date));
  etb_functions_return_text (ctxt, text);
}

static void
return_julian (xmlXPathParserContextPtr ctxt, double julian)
{
  GDate date;

  g_date_clear (&date, 1);
  if (julian >= 1 && julian <= MAX_DAYS)
    g_date_set_julian (&date, (guint32)julian);
  if (g_date_valid (&date) && g_date_get_year (&date) <= MAX_YEAR)
    return_date (ctxt, &date);
  else
    etb_functions_return_text (ctxt, "");
}

/* today(): the date the caller gave, the same during a whole pass. */
void
etb_function_today (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (0);
  etb_functions_return_text (ctxt, etb_functions_scope (ctxt)->today);
}

/* now(): the instant the caller gave, the same during a whole pass. */
void
etb_function_now (xmlXPathParserContextPtr ctxt, int nargs)
{
  CHECK_ARITY (0);
  etb_functions_return_text (ctxt, etb_functions_scope (ctxt)->now);
}

/* date(x): x when it is a date, or the date that many days after 1970-01-01. */
void
etb_function_date (xmlXPathParserContextPtr ctxt, int nargs)
{
  GDate date;

  CHECK_ARITY (1);
  if (ctxt->value != NULL && ctxt->value->type == XPATH_NUMBER)
    return_julian (ctxt, floor (xmlXPathPopNumber (ctxt)) + EPOCH);
  else if (pop_date (ctxt, &date))
    return_date (ctxt, &date);
  else
    etb_functions_return_text (ctxt, "");
}

/* decimal-date-time(x): days since 1970-01-01. */
void
etb_function_decimal_date_time (xmlXPathParserContextPtr ctxt, int nargs)
{
  GDate date;

  CHECK_ARITY (1);
  if (pop_date (ctxt, &date))
    xmlXPathReturnNumber (ctxt, (double)g_date_get_julian (&date) - EPOCH);
  else
    xmlXPathReturnNumber (ctxt, NAN);
}

static gboolean
append_field (GString *text, char letter, const GDate *date)
{
  int year = g_date_get_year (date), month = (int)g_date_get_month (date),
      day = g_date_get_day (date);

  switch (letter)
    {
    case 'Y':
      g_string_append_printf (text, "%04d", year);
      return TRUE;
    case 'y':
      g_string_append_printf (text, "%02d", year % 100);
      return TRUE;
    case 'm':
      g_string_append_printf (text, "%02d", month);
      return TRUE;
    case 'n':
      g_string_append_printf (text, "%d", month);
      return TRUE;
    case 'd':
      g_string_append_printf (text, "%02d", day);
      return TRUE;
    case 'e':
      g_string_append_printf (text, "%d", day);
      return TRUE;
    case '%':
      g_string_append_c (text, '%');
      return TRUE;
    default:
      return FALSE;
    }
}

/* format-date(x, format): %Y %y %m %n %d %e as in ODK; "" when x is no date. */
void
etb_function_format_date (xmlXPathParserContextPtr ctxt, int nargs)
{
  g_autofree char *format = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  GDate date;

  CHECK_ARITY (2);
  format = etb_functions_pop_text (ctxt);
  if (!pop_date (ctxt, &date))
    *format = '\0';
  for (const char *c = format; *c != '\0'; c++)
    {
      if (*c != '%')
        g_string_append_c (text, *c);
      else if (!append_field (text, *++c, &date))
        XP_ERROR (XPATH_EXPR_ERROR);
    }
  etb_functions_return_text (ctxt, text->str);
}

/* etb:days-between(a, b): b - a, in days. */
void
etb_function_days_between (xmlXPathParserContextPtr ctxt, int nargs)
{
  GDate a, b;
  gboolean has_b;

  CHECK_ARITY (2);
  has_b = pop_date (ctxt, &b);
  if (!pop_date (ctxt, &a) || !has_b)
    xmlXPathReturnNumber (ctxt, NAN);
  else
    xmlXPathReturnNumber (ctxt, g_date_days_between (&a, &b));
}

/* etb:add-days(a, n): n may be negative; its decimals are left out. */
void
etb_function_add_days (xmlXPathParserContextPtr ctxt, int nargs)
{
  double days;
  GDate date;

  CHECK_ARITY (2);
  days = trunc (xmlXPathPopNumber (ctxt));
  if (pop_date (ctxt, &date) && fabs (days) <= MAX_DAYS)
    return_julian (ctxt, g_date_get_julian (&date) + days);
  else
    etb_functions_return_text (ctxt, "");
}

/* etb:add-months(a, n): see etb_date_add_months(); the decimals of n are left out. */
void
etb_function_add_months (xmlXPathParserContextPtr ctxt, int nargs)
{
  double months;
  GDate date;

  CHECK_ARITY (2);
  months = trunc (xmlXPathPopNumber (ctxt));
  if (pop_date (ctxt, &date) && etb_date_add_months (&date, months))
    return_date (ctxt, &date);
  else
    etb_functions_return_text (ctxt, "");
}

/* etb:age-at(birth, date): full years; born on 29 February, one is a year older on 1 March. */
void
etb_function_age_at (xmlXPathParserContextPtr ctxt, int nargs)
{
  GDate birth, date;
  gboolean has_date;
  int age;

  CHECK_ARITY (2);
  has_date = pop_date (ctxt, &date);
  if (!pop_date (ctxt, &birth) || !has_date)
    {
      xmlXPathReturnNumber (ctxt, NAN);
      return;
    }
  age = g_date_get_year (&date) - g_date_get_year (&birth);
  if (g_date_get_month (&date) < g_date_get_month (&birth)
      || (g_date_get_month (&date) == g_date_get_month (&birth)
          && g_date_get_day (&date) < g_date_get_day (&birth)))
    age--;
  xmlXPathReturnNumber (ctxt, age);
}
