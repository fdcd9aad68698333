/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instants and calendar dates, as files write them and as people read them. Every text without a
 * zone is Paris time; nothing here asks what time it is. Used by the calendar of a call, by the
 * dossier and by whoever prints a date. */

#include "etb-instant.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (etb_instant_error_quark, etb_instant_error)

/* The rule of Paris since 1996, for a machine that has no time zone files. */
#define PARIS_RULE "CET-1CEST,M3.5.0,M10.5.0/3"

static GTimeZone *
read_paris (void)
{
  GTimeZone *zone = g_time_zone_new_identifier ("Europe/Paris");

  if (zone == NULL)
    zone = g_time_zone_new_identifier (PARIS_RULE);

  return zone != NULL ? zone : g_time_zone_new_offset (3600);
}

/* Read once: GLib lets go of a zone that nobody holds, and takes longer to read it again than the
 * rules of a call take to be applied. */
GTimeZone *
etb_instant_paris (void)
{
  static GTimeZone *paris;

  if (g_once_init_enter (&paris))
    g_once_init_leave (&paris, read_paris ());
  return g_time_zone_ref (paris);
}

/* Reads @count digits at *@cursor and goes past them. */
static gboolean
take_digits (const char **cursor, guint count, int *number)
{
  *number = 0;
  for (guint i = 0; i < count; i++, (*cursor)++)
    {
      if (!g_ascii_isdigit (**cursor))
        return FALSE;
      *number = *number * 10 + (**cursor - '0');
    }

  return TRUE;
}

static gboolean
take_character (const char **cursor, char wanted)
{
  if (**cursor != wanted)
    return FALSE;
  (*cursor)++;

  return TRUE;
}

static gboolean
take_date (const char **cursor, int *year, int *month, int *day)
{
  return take_digits (cursor, 4, year) && take_character (cursor, '-')
         && take_digits (cursor, 2, month) && take_character (cursor, '-')
         && take_digits (cursor, 2, day) && *year > 0
         && g_date_valid_dmy ((GDateDay)*day, (GDateMonth)*month, (GDateYear)*year);
}

/* "18:00", "18:00:00" or "18:00:00.5": fractions are read and dropped. */
static gboolean
take_time (const char **cursor, int *hour, int *minute, int *second)
{
  *second = 0;
  if (!take_digits (cursor, 2, hour) || !take_character (cursor, ':')
      || !take_digits (cursor, 2, minute))
    return FALSE;
  if (take_character (cursor, ':'))
    {
      if (!take_digits (cursor, 2, second))
        return FALSE;
      if (take_character (cursor, '.'))
        {
          if (!g_ascii_isdigit (**cursor))
            return FALSE;
          while (g_ascii_isdigit (**cursor))
            (*cursor)++;
        }
    }

  return *hour <= 23 && *minute <= 59 && *second <= 59;
}

/* What stands at @text, to its end: nothing (Paris), "Z" or "+02:00". NULL for anything else. */
static GTimeZone *
read_zone (const char *text)
{
  const char *cursor = text;
  int hours;
  int minutes;

  if (*text == '\0')
    return etb_instant_paris ();
  if (g_str_equal (text, "Z"))
    return g_time_zone_new_utc ();

  if ((*text != '+' && *text != '-') || strlen (text) != strlen ("+02:00"))
    return NULL;
  cursor++;
  if (!take_digits (&cursor, 2, &hours) || !take_character (&cursor, ':')
      || !take_digits (&cursor, 2, &minutes) || hours > 14 || minutes > 59)
    return NULL;

  return g_time_zone_new_offset ((*text == '-' ? -60 : 60) * (hours * 60 + minutes));
}

static GDateTime *
read_instant (const char *text)
{
  g_autoptr (GTimeZone) zone = NULL;
  const char *cursor = text;
  int year;
  int month;
  int day;
  int hour = 0;
  int minute = 0;
  int second = 0;

  if (!take_date (&cursor, &year, &month, &day))
    return NULL;
  if (*cursor == '\0')
    zone = etb_instant_paris ();
  else if (take_character (&cursor, 'T') && take_time (&cursor, &hour, &minute, &second))
    zone = read_zone (cursor);

  return zone != NULL ? g_date_time_new (zone, year, month, day, hour, minute, second) : NULL;
}

GDateTime *
etb_instant_parse (const char *text, GError **error)
{
  GDateTime *instant;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  instant = read_instant (text);
  if (instant == NULL)
    {
      g_autofree char *quoted = g_utf8_make_valid (text, (gssize)MIN (strlen (text), 64));

      g_set_error (error, ETB_INSTANT_ERROR, ETB_INSTANT_ERROR_FORM,
                   _ ("“%s” is no date or time. Write it like 2019-10-15, 2019-10-15T18:00 or "
                      "2019-10-15T18:00:00Z."),
                      quoted);
    }

  return instant;
}

GDateTime *
etb_instant_end_of_day (const char *iso_date, GError **error)
{
  g_autoptr (GTimeZone) paris = etb_instant_paris ();
  const char *cursor = iso_date;
  GDateTime *instant = NULL;
  int year;
  int month;
  int day;

  g_return_val_if_fail (iso_date != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  if (take_date (&cursor, &year, &month, &day) && *cursor == '\0')
    instant = g_date_time_new (paris, year, month, day, 23, 59, 59);

  if (instant == NULL)
    {
      g_autofree char *quoted = g_utf8_make_valid (iso_date, (gssize)MIN (strlen (iso_date), 64));

      g_set_error (error, ETB_INSTANT_ERROR, ETB_INSTANT_ERROR_FORM,
                   _ ("“%s” is no date. Write it like 2019-10-15."), quoted);
    }

  return instant;
}

static GDateTime *
in_paris (GDateTime *instant)
{
  g_autoptr (GTimeZone) paris = etb_instant_paris ();

  return g_date_time_to_timezone (instant, paris);
}

/* Not by the format "%Y", which pads no year and writes the digits of the locale. */
static char *
iso_text (GDateTime *instant, const char *zone)
{
  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%s", g_date_time_get_year (instant),
                          g_date_time_get_month (instant), g_date_time_get_day_of_month (instant),
                          g_date_time_get_hour (instant), g_date_time_get_minute (instant),
                          g_date_time_get_second (instant), zone);
}

char *
etb_instant_paris_date (GDateTime *instant)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (instant != NULL, NULL);

  local = in_paris (instant);

  return g_strdup_printf ("%04d-%02d-%02d", g_date_time_get_year (local),
                          g_date_time_get_month (local), g_date_time_get_day_of_month (local));
}

char *
etb_instant_to_utc (GDateTime *instant)
{
  g_autoptr (GDateTime) utc = NULL;

  g_return_val_if_fail (instant != NULL, NULL);

  utc = g_date_time_to_utc (instant);

  return iso_text (utc, "Z");
}

char *
etb_instant_to_paris (GDateTime *instant)
{
  g_autoptr (GDateTime) local = NULL;
  g_autofree char *zone = NULL;

  g_return_val_if_fail (instant != NULL, NULL);

  local = in_paris (instant);
  zone = g_date_time_format (local, "%:z");

  return iso_text (local, zone);
}

static char *
describe_day (GDateTime *local)
{
  if (g_date_time_get_day_of_month (local) == 1)
    {
      /* Translators: a date of which the day is 1; French writes "%-der %B %Y". */
      return g_date_time_format (local, C_ ("first of a month", "%-d %B %Y"));
    }

  /* Translators: a date with its month in letters: "15 October 2019". */
  return g_date_time_format (local, C_ ("date", "%-d %B %Y"));
}

char *
etb_instant_describe (GDateTime *instant)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_val_if_fail (instant != NULL, NULL);

  local = in_paris (instant);
  return etb_instant_describe_local (local);
}

char *
etb_instant_describe_local (GDateTime *local)
{
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;

  g_return_val_if_fail (local != NULL, NULL);

  day = describe_day (local);
  /* Translators: hours and minutes; French writes "%-H h %M" with no-break spaces. */
  clock = g_date_time_format (local, C_ ("time", "%H:%M"));

  /* Translators: a date, then a time: "15 October 2019 at 23:59 (Paris time)". */
  return g_strdup_printf (_ ("%s at %s (Paris time)"), day, clock);
}

char *
etb_instant_describe_date (const char *iso_date_or_month)
{
  g_autoptr (GDateTime) date = NULL;
  const char *cursor = iso_date_or_month;
  char *text;
  int year;
  int month;
  int day = 1;
  gboolean whole;

  g_return_val_if_fail (iso_date_or_month != NULL, NULL);

  whole = strlen (iso_date_or_month) == strlen ("2019-10-15");
  if (whole && take_date (&cursor, &year, &month, &day) && *cursor == '\0')
    date = g_date_time_new_utc (year, month, day, 0, 0, 0);
  else if (!whole && take_digits (&cursor, 4, &year) && take_character (&cursor, '-')
           && take_digits (&cursor, 2, &month) && *cursor == '\0')
    date = g_date_time_new_utc (year, month, 1, 0, 0, 0);

  if (date == NULL)
    return g_strdup (iso_date_or_month);

  /* Translators: a month and its year: "February 2027". */
  text = whole ? describe_day (date) : g_date_time_format (date, C_ ("month", "%B %Y"));

  return text != NULL ? text : g_strdup (iso_date_or_month);
}
