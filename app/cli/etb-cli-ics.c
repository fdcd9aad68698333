/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: deadlines and announcements as a calendar file. A deadline is the instant after which
 * nothing is received, written in UTC; an announcement is a day, or only a month: then the first
 * day of it, with words that say so. Callers: etb-cli-calendar.c. */

#include <glib/gi18n-lib.h>
#include <libical/ical.h>

#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-instant.h"
#include "etb-package.h"

static icaltimetype
to_ical (GDateTime *instant)
{
  return icaltime_from_timet_with_zone ((time_t)g_date_time_to_unix (instant), 0,
                                        icaltimezone_get_utc_timezone ());
}

/* A line break in an iCalendar text would be data: libical escapes it. */
static icalcomponent *
make_event (const char *uid, const char *summary, const char *description, GDateTime *stamp)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);

  icalcomponent_add_property (event, icalproperty_new_uid (uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (to_ical (stamp)));
  icalcomponent_add_property (event, icalproperty_new_summary (summary));
  if (description != NULL && *description != '\0')
    icalcomponent_add_property (event, icalproperty_new_description (description));
  /* It fills no time of the person's day. */
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  return event;
}

static void
add_deadline (icalcomponent *calendar, const EtbCliTrack *line, const EtbDeadline *deadline,
              GDateTime *stamp)
{
  g_autoptr (GDateTime) instant = etb_instant_end_of_day (deadline->day, NULL);
  g_autofree char *uid
      = g_strdup_printf ("%s.%s.deadline@etabli", deadline->id, etb_call_get_id (line->call));
  g_autofree char *summary = NULL;
  icalcomponent *event;

  if (instant == NULL)
    return;

  /* Translators: the label of a track, then the title of its call. */
  summary = g_strdup_printf (_ ("Last moment to apply: %s – %s"), line->track->label,
                                etb_call_get_title (line->call));
  event = make_event (uid, summary, deadline->note, stamp);
  icalcomponent_add_property (event, icalproperty_new_dtstart (to_ical (instant)));
  icalcomponent_add_component (calendar, event);
}

/* @when: ISO date or month. */
static void
add_announcement (icalcomponent *calendar, const EtbCliTrack *line, const char *id,
                  const char *when, GDateTime *stamp)
{
  const gboolean is_month = strlen (when) == strlen ("2019-10");
  g_autofree char *day = is_month ? g_strconcat (when, "-01", NULL) : g_strdup (when);
  g_autofree char *words = etb_instant_describe_date (when);
  g_autofree char *uid
      = g_strdup_printf ("%s.%s.announcement@etabli", id, etb_call_get_id (line->call));
  g_autofree char *summary = NULL;
  g_autofree char *compact = NULL;
  g_auto (GStrv) parts = g_strsplit (day, "-", 3);
  icaltimetype start;
  icalcomponent *event;

  compact = g_strjoinv ("", parts);
  start = icaltime_from_string (compact);
  if (icaltime_is_null_time (start))
    return;

  summary = is_month
      /* Translators: a month, the label of a track. */
      ? g_strdup_printf (_ ("Announcement expected in %s, day not known: %s"), words,
                            line->track->label)
      /* Translators: the label of a track. */
      : g_strdup_printf (_ ("Announcement: %s"), line->track->label);
  event = make_event (uid, summary, etb_call_get_title (line->call), stamp);
  icalcomponent_add_property (event, icalproperty_new_dtstart (start));
  icalcomponent_add_component (calendar, event);
}

static void
add_track (icalcomponent *calendar, const EtbCliTrack *line, GDateTime *at)
{
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (line->call, line->track->id, at);
  GPtrArray *deadlines = etb_call_get_deadlines (line->call);
  gboolean said = FALSE;

  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (!g_str_equal (deadline->track, line->track->id))
        continue;
      add_deadline (calendar, line, deadline, at);
      if (deadline->announcement != NULL)
        add_announcement (calendar, line, deadline->id, deadline->announcement, at);
      said |= g_strcmp0 (deadline->announcement, status->next_announcement) == 0;
    }

  /* One that comes from the rhythm of the call, not from a deadline. */
  if (status->next_announcement != NULL && !said)
    {
      g_autofree char *id = g_strconcat (status->next_announcement, "-", line->track->id, NULL);

      add_announcement (calendar, line, id, status->next_announcement, at);
    }
}

gboolean
etb_cli_write_ics (GPtrArray *tracks, GDateTime *at, const char *file, GError **error)
{
  icalcomponent *calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  g_autoptr (GError) write_error = NULL;
  g_autofree char *name = g_filename_display_name (file);
  char *text;
  gboolean written;

  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Établi//etabli-cli//FR"));
  for (guint i = 0; i < tracks->len; i++)
    add_track (calendar, g_ptr_array_index (tracks, i), at);

  text = icalcomponent_as_ical_string_r (calendar);
  written = g_file_set_contents (file, text, -1, &write_error);
  icalmemory_free_buffer (text);
  icalcomponent_free (calendar);
  if (!written)
    g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
                 _ ("“%s” cannot be written: %s"), name, write_error->message);
  return written;
}
