/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Calendar dates, as people write them. The day comes before the month, or the year first; the
 * American order is never read nor shown, since it would silently swap the two. */

#include "etb-value-private.h"

#include <glib/gi18n-lib.h>
#include <langinfo.h>
#include <string.h>

static const char *const month_names[][2] = {
  { "janvier", "january" }, { "fevrier", "february" },  { "mars", "march" },
  { "avril", "april" },     { "mai", "may" },           { "juin", "june" },
  { "juillet", "july" },    { "aout", "august" },       { "septembre", "september" },
  { "octobre", "october" }, { "novembre", "november" }, { "decembre", "december" },
};

/* At least three letters of a month's name, which begin no other. 0 when there is none. */
static guint
read_month_name (const char *word)
{
  guint found = 0;

  if (strlen (word) < 3)
    return 0;
  for (guint month = 1; month <= G_N_ELEMENTS (month_names); month++)
    {
      if (!g_str_has_prefix (month_names[month - 1][0], word)
          && !g_str_has_prefix (month_names[month - 1][1], word))
        continue;
      if (found != 0)
        return 0;
      found = month;
    }

  return found;
}

/* A number of one to four digits, 0 when @word is none. */
static guint
read_small_number (const char *word)
{
  g_autofree char *strange = etb_value_first_non_digit (word);

  if (strange != NULL || strlen (word) > 4)
    return 0;

  return (guint)g_ascii_strtoull (word, NULL, 10);
}

static char *
fail (const char *typed, GError **error)
{
  g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
               _ ("“%s” is no date. Write day, month and year, like 15/10/2019."), typed);

  return NULL;
}

/* The words of @typed between spaces and the usual marks, in plain small letters. */
static GPtrArray *
split_words (const char *typed)
{
  g_autofree char *ascii = g_str_to_ascii (typed, "C");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  g_auto (GStrv) all = g_strsplit_set (lower, " /.-,", -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; all[i] != NULL; i++)
    if (*all[i] != '\0')
      g_ptr_array_add (words, g_strdup (all[i]));

  return words;
}

char *
etb_value_normalise_date (const char *typed, GError **error)
{
  g_autofree char *flat = etb_value_flatten (typed);
  g_autoptr (GPtrArray) words = split_words (flat);
  const char *day_word;
  const char *month_word;
  const char *year_word;
  guint day;
  guint month;
  guint year;

  if (words->len != 3)
    return fail (flat, error);

  month_word = words->pdata[1];
  year_word = words->pdata[strlen (words->pdata[0]) == 4 ? 0 : 2];
  day_word = words->pdata[strlen (words->pdata[0]) == 4 ? 2 : 0];

  day = g_str_equal (day_word, "1er") ? 1 : read_small_number (day_word);
  month = strlen (month_word) <= 2 ? read_small_number (month_word) : read_month_name (month_word);
  year = read_small_number (year_word);
  if (day == 0 || month == 0 || strlen (day_word) > 3)
    return fail (flat, error);
  if (strlen (year_word) != 4 || year < 1000)
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_FORM,
                   _ ("Write the year of “%s” with four digits, like 15/10/2019."), flat);
      return NULL;
    }
  if (month > 12 || day > 31
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    {
      g_set_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE,
                   _ ("“%s” is in no calendar: check the day and the month."), flat);
      return NULL;
    }

  return g_strdup_printf ("%04u-%02u-%02u", year, month, day);
}

char *
etb_value_format_date (const char *canonical)
{
  g_autofree char *again = NULL;
  const char *order = nl_langinfo (D_FMT);
  char mark;

  if (strlen (canonical) != strlen ("2019-10-15"))
    return NULL;
  again = etb_value_normalise_date (canonical, NULL);
  if (g_strcmp0 (again, canonical) != 0)
    return NULL;

  /* Where the locale does not begin with the day, only ISO 8601 leaves no doubt. */
  if (!g_str_has_prefix (order, "%d") && !g_str_has_prefix (order, "%e"))
    return g_strdup (canonical);

  mark = order[2] == '.' || order[2] == '-' ? order[2] : '/';

  return g_strdup_printf ("%.2s%c%.2s%c%.4s", canonical + 8, mark, canonical + 5, mark, canonical);
}
