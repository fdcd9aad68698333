/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where a track stands at an instant. Pure: from a call, a track and an instant given by the
 * caller, who alone knows whether it is now or "another date". Days are those of Europe/Paris,
 * wherever the applicant sits. Used by the rules, the command line and the window. */

#include "etb-calendar.h"

#include <stdio.h>
#include <string.h>
#include <glib/gi18n-lib.h>

#include "etb-instant.h"

#define MINUTE 60
#define HOUR   (60 * MINUTE)
#define DAY    (24 * HOUR)

/* Last second of the deadline. The reader of calls lets no other date through. */
static GDateTime *
last_second (const EtbDeadline *deadline)
{
  g_autoptr (GError) error = NULL;
  GDateTime *instant = etb_instant_end_of_day (deadline->day, &error);

  if (instant == NULL)
    g_error ("deadline “%s”: %s", deadline->id, error->message);

  return instant;
}

static const EtbPermanence *
find_permanence (EtbCall *call, const char *track)
{
  GPtrArray *permanences = etb_call_get_permanences (call);

  for (guint i = 0; i < permanences->len; i++)
    {
      const EtbPermanence *permanence = g_ptr_array_index (permanences, i);

      if (g_str_equal (permanence->track, track))
        return permanence;
    }

  return NULL;
}

static const EtbRecurrence *
find_recurrence (EtbCall *call, const char *track)
{
  GPtrArray *recurrences = etb_call_get_recurrences (call);

  for (guint i = 0; i < recurrences->len; i++)
    {
      const EtbRecurrence *recurrence = g_ptr_array_index (recurrences, i);

      if (g_str_equal (recurrence->track, track))
        return recurrence;
    }

  return NULL;
}

/* The first deadline of @track whose day is @today or later, else the last of all, else NULL. */
static const EtbDeadline *
find_deadline (EtbCall *call, const char *track, const char *today, gboolean *is_past)
{
  GPtrArray *deadlines = etb_call_get_deadlines (call);
  const EtbDeadline *next = NULL;
  const EtbDeadline *last = NULL;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (!g_str_equal (deadline->track, track))
        continue;
      if (strcmp (deadline->day, today) >= 0
          && (next == NULL || strcmp (deadline->day, next->day) < 0))
        next = deadline;
      if (last == NULL || strcmp (deadline->day, last->day) > 0)
        last = deadline;
    }

  *is_past = next == NULL;
  return next != NULL ? next : last;
}

/* Months since year 0 of "2019-10" or "2019-10-15". */
static int
month_number (const char *date)
{
  int year = 0;
  int month = 1;

  if (sscanf (date, "%4d-%2d", &year, &month) != 2)
    g_return_val_if_reached (0);

  return year * 12 + month - 1;
}

/* The first month of the recurrence that is not before the month of @today. */
static char *
next_recurrence (const EtbRecurrence *recurrence, const char *today)
{
  int every = (int)recurrence->every_months;
  int month = month_number (recurrence->from);
  int late = month_number (today) - month;

  if (late > 0)
    month += (late + every - 1) / every * every;

  return g_strdup_printf ("%04d-%02d", month / 12, month % 12 + 1);
}

/* Whether announcement @a comes before @b; in one month, a day says more than the month. */
static gboolean
is_announced_before (const char *a, const char *b)
{
  int difference = month_number (a) - month_number (b);

  if (difference != 0)
    return difference < 0;
  if (strlen (a) != strlen (b))
    return strlen (a) > strlen (b);

  return strcmp (a, b) < 0;
}

/* Not over on the day @today: a month lasts until its end. */
static gboolean
is_to_come (const char *announcement, const char *today)
{
  return strncmp (announcement, today, strlen (announcement)) >= 0;
}

static char *
find_announcement (EtbCall *call, const char *track, const char *today)
{
  GPtrArray *deadlines = etb_call_get_deadlines (call);
  const EtbRecurrence *recurrence = find_recurrence (call, track);
  char *next = recurrence != NULL ? next_recurrence (recurrence, today) : NULL;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (deadline->announcement == NULL || !g_str_equal (deadline->track, track)
          || !is_to_come (deadline->announcement, today))
        continue;
      if (next == NULL || is_announced_before (deadline->announcement, next))
        {
          g_free (next);
          next = g_strdup (deadline->announcement);
        }
    }

  return next;
}

EtbTrackStatus *
etb_calendar_status (EtbCall *call, const char *track, GDateTime *at)
{
  g_autofree char *today = NULL;
  EtbTrackStatus *status;
  gboolean is_past;

  g_return_val_if_fail (ETB_IS_CALL (call), NULL);
  g_return_val_if_fail (track != NULL, NULL);
  g_return_val_if_fail (at != NULL, NULL);

  today = etb_instant_paris_date (at);
  status = g_new0 (EtbTrackStatus, 1);
  status->permanence = find_permanence (call, track);
  status->deadline = find_deadline (call, track, today, &is_past);
  status->next_announcement = find_announcement (call, track, today);

  /* What was the last deadline of a permanent track closes nothing. */
  if (status->permanence != NULL && is_past)
    status->deadline = NULL;

  if (status->deadline != NULL)
    {
      status->instant = last_second (status->deadline);
      status->seconds_left = g_date_time_to_unix (status->instant) - g_date_time_to_unix (at);
    }

  if (status->permanence != NULL)
    status->state = ETB_TRACK_PERMANENT;
  else if (status->deadline == NULL)
    status->state = ETB_TRACK_OPEN;
  else if (is_past)
    status->state = ETB_TRACK_CLOSED;
  else if (status->deadline->opens != NULL && strcmp (today, status->deadline->opens) < 0)
    status->state = ETB_TRACK_NOT_YET_OPEN;
  else
    status->state = ETB_TRACK_OPEN;

  return status;
}

gboolean
etb_calendar_is_past (EtbCall *call, const char *id, GDateTime *at)
{
  GPtrArray *deadlines;

  g_return_val_if_fail (ETB_IS_CALL (call), FALSE);
  g_return_val_if_fail (id != NULL, FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  deadlines = etb_call_get_deadlines (call);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);
      g_autoptr (GDateTime) last = NULL;

      if (!g_str_equal (deadline->id, id))
        continue;
      last = last_second (deadline);
      return g_date_time_compare (at, last) > 0;
    }
  return FALSE;
}

void
etb_track_status_free (EtbTrackStatus *status)
{
  if (status == NULL)
    return;

  g_clear_pointer (&status->instant, g_date_time_unref);
  g_free (status->next_announcement);
  g_free (status);
}

const char *
etb_track_state_to_name (EtbTrackState state)
{
  switch (state)
    {
    case ETB_TRACK_NOT_YET_OPEN:
      return "not-yet-open";
    case ETB_TRACK_OPEN:
      return "open";
    case ETB_TRACK_PERMANENT:
      return "permanent";
    case ETB_TRACK_CLOSED:
      return "closed";
    default:
      g_return_val_if_reached ("closed");
    }
}

static char *
describe_left (gint64 seconds)
{
  gulong count;

  if (seconds >= DAY)
    {
      count = (gulong)(seconds / DAY);
      return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%lu day left", "%lu days left", count),
                              count);
    }
  if (seconds >= HOUR)
    {
      count = (gulong)(seconds / HOUR);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%lu hour left", "%lu hours left", count), count);
    }
  if (seconds >= MINUTE)
    {
      count = (gulong)(seconds / MINUTE);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%lu minute left", "%lu minutes left", count), count);
    }

  return g_strdup (_ ("less than a minute left"));
}

static char *
describe_since (gint64 seconds)
{
  gulong count;

  if (seconds >= DAY)
    {
      count = (gulong)(seconds / DAY);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "closed for %lu day", "closed for %lu days", count), count);
    }
  if (seconds >= HOUR)
    {
      count = (gulong)(seconds / HOUR);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "closed for %lu hour", "closed for %lu hours", count),
          count);
    }
  if (seconds >= MINUTE)
    {
      count = (gulong)(seconds / MINUTE);
      return g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "closed for %lu minute", "closed for %lu minutes", count),
          count);
    }

  return g_strdup (_ ("closed for less than a minute"));
}

char *
etb_track_status_describe (const EtbTrackStatus *status)
{
  g_return_val_if_fail (status != NULL, NULL);

  if (status->deadline == NULL)
    return g_strdup ("");

  if (status->state == ETB_TRACK_NOT_YET_OPEN)
    {
      g_autofree char *day = etb_instant_describe_date (status->deadline->opens);

      /* Translators: %s is a date */
      return g_strdup_printf (_ ("opens on %s"), day);
    }

  if (status->seconds_left < 0)
    return describe_since (-status->seconds_left);
  return describe_left (status->seconds_left);
}
