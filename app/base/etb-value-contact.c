/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Ways to reach a person: e-mail addresses (checked loosely: only the post knows) and telephone
 * numbers, held in E.164. A French national number tells its territory by its first digits, so
 * 0692... is kept as +262 692... */

#include "etb-value-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define EMAIL_MAXIMUM 254

typedef struct
{
  const char *country; /* with its + */
  const char *heads;   /* first digits of a national number, "0" included, one space between */
  guint length;        /* digits after the country code; another number where plans have two */
  guint other_length;
} Plan;

/* France and the territories whose numbers are dialled from it. Mayotte shares the code of Réunion;
 * the Pacific has plans of its own, reached by +687 and +689 only. */
static const Plan plans[] = {
  { "+262", "0262 0263 0269 0639 0692 0693", 9, 9 },
  { "+590", "0590 0690 0691", 9, 9 },
  { "+594", "0594 0694", 9, 9 },
  { "+596", "0596 0696 0697", 9, 9 },
  { "+508", "0508", 6, 9 },
  { "+687", "", 6, 6 },
  { "+689", "", 8, 6 },
  { "+681", "", 6, 6 },
  { "+33", "", 9, 9 },
};

static const Plan *
plan_of (const char *international)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    if (g_str_has_prefix (international, plans[i].country))
      return &plans[i];

  return NULL;
}

/* 06 12 34 56 78: the territory is in the first four digits. */
static char *
national_to_international (const char *digits)
{
  for (guint i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_auto (GStrv) heads = g_strsplit (plans[i].heads, " ", -1);

      for (guint j = 0; heads[j] != NULL; j++)
        {
          if (*heads[j] == '\0' || !g_str_has_prefix (digits, heads[j]))
            continue;
          /* 0508 stands for the whole code of Saint-Pierre-et-Miquelon. */
          return g_strconcat (plans[i].country, digits + (plans[i].length == 6 ? 4 : 1), NULL);
        }
    }

  return g_strconcat ("+33", digits + 1, NULL);
}

static char *
fail (const char *message, GError **error)
{
  g_set_error_literal (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM, message);

  return NULL;
}

static char *
check_international (const char *number, GError **error)
{
  const Plan *plan = plan_of (number);
  const char *digits = number + 1;
  gsize length = strlen (digits);

  if (*digits == '0' || length < 8 || length > 15)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("“%s” is no international telephone number: after the + come the country’s "
                      "code and the number, 8 to 15 digits in all."),
                      number);
      return NULL;
    }
  if (plan != NULL)
    {
      const char *rest = number + strlen (plan->country);

      /* The 0 of the national number is often kept by mistake. */
      while (*rest == '0' && strlen (rest) > plan->length)
        rest++;
      if ((strlen (rest) != plan->length && strlen (rest) != plan->other_length) || *rest == '0')
        {
          g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                       _ ("After %s, a telephone number has %u digits and does not begin with 0; "
                          "%u were typed."),
                          plan->country, plan->length, (guint)strlen (rest));
          return NULL;
        }
      return g_strconcat (plan->country, rest, NULL);
    }

  return g_strdup (number);
}

/* Drops the "(0)" that people put after a country code. */
static void
cut_trunk_zero (char *text)
{
  char *zero = strstr (text, "(0)");

  if (zero != NULL && zero != text)
    memmove (zero, zero + 3, strlen (zero + 3) + 1);
}

char *
etb_value_normalise_phone (const char *typed, GError **error)
{
  g_autofree char *flat = etb_value_squeeze (typed, "");
  g_autofree char *text = NULL;
  g_autofree char *strange = NULL;
  guint count;

  cut_trunk_zero (flat);
  text = etb_value_squeeze (flat, ".-/()");
  strange = etb_value_first_non_digit (*text == '+' ? text + 1 : text);
  if (strange != NULL)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("A telephone number is made of digits: “%s” is not one."), strange);
      return NULL;
    }

  if (*text == '+')
    return check_international (text, error);
  if (g_str_has_prefix (text, "00"))
    {
      g_autofree char *number = g_strconcat ("+", text + 2, NULL);

      return check_international (number, error);
    }

  count = (guint)strlen (text);
  if (*text != '0')
    return fail (
        _ ("A French telephone number begins with 0, like 06 12 34 56 78; any other begins "
                    "with + and the country’s code."),
           error);
  if (count != 10)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   g_dngettext (GETTEXT_PACKAGE,
                                "A French telephone number has 10 digits; %u was typed.",
                                "A French telephone number has 10 digits; %u were typed.", count),
                   count);
      return NULL;
    }

  return national_to_international (text);
}

char *
etb_value_format_phone (const char *canonical)
{
  g_autofree char *again = etb_value_normalise_phone (canonical, NULL);
  const Plan *plan = plan_of (canonical);
  g_autoptr (GString) shown = NULL;
  const char *digits;
  gsize length;

  if (g_strcmp0 (again, canonical) != 0 || plan == NULL)
    return NULL;

  digits = canonical + strlen (plan->country);
  length = strlen (digits);
  shown = g_string_new (g_str_equal (plan->country, "+33") ? "0" : plan->country);
  if (*shown->str == '+')
    g_string_append (shown, ETB_VALUE_NBSP);

  /* Pairs, counted from the end: 06 12 34 56 78, +262 692 12 34 56. */
  for (gsize i = 0; i < length; i++)
    {
      gboolean pair = (length - i) % 2 == 0 && i > (length % 2 == 1 ? 1 : 0);

      if (pair || (i == 1 && *shown->str == '0'))
        g_string_append (shown, ETB_VALUE_NBSP);
      g_string_append_c (shown, digits[i]);
    }

  return g_strdup (shown->str);
}

static gboolean
is_loose_email (const char *text)
{
  const char *at = strrchr (text, '@');
  const char *domain = at != NULL ? at + 1 : NULL;

  if (at == NULL || at == text || strchr (text, '@') != at || strlen (text) > EMAIL_MAXIMUM)
    return FALSE;
  if (strpbrk (text, " ,;:<>()[]\"\\") != NULL || strstr (text, "..") != NULL)
    return FALSE;

  return *domain != '.' && *domain != '-' && strchr (domain, '.') != NULL
         && !g_str_has_suffix (domain, ".") && *text != '.' && at[-1] != '.';
}

char *
etb_value_normalise_email (const char *typed, GError **error)
{
  g_autofree char *text = etb_value_flatten (typed);

  if (!is_loose_email (text))
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("“%s” is no e-mail address. Write one address, like nom@exemple.fr."), text);
      return NULL;
    }

  /* The domain has no case; what stands before may have one. */
  for (char *c = strchr (text, '@'); *c != '\0'; c++)
    *c = g_ascii_tolower (*c);

  return g_steal_pointer (&text);
}
