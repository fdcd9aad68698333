/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Dates as events: see the header. A deadline is an instant, written in UTC; a day is a whole day;
 * a month is its first day, with words that say so. libical escapes what texts hold.
 * Callers: cli, ui. */

#include "etb-agenda.h"

#include <glib/gi18n-lib.h>
#include <libical/ical.h>
#include <string.h>

#include "etb-calendar.h"
#include "etb-errand.h"
#include "etb-instant.h"

void
etb_agenda_date_free (EtbAgendaDate *self)
{
  g_free (self->uid);
  g_free (self->when);
  g_clear_pointer (&self->instant, g_date_time_unref);
  g_free (self->summary);
  g_free (self->description);
  g_free (self);
}

static gboolean
is_month (const char *when)
{
  return strlen (when) == strlen ("2019-10");
}

/* ---- Gathering --------------------------------------------------------------------------------
 */

/* Returns: (transfer none): owned by @dates */
static EtbAgendaDate *
add_date (GPtrArray *dates, EtbDateKind kind, EtbCall *call, const char *id, const char *when)
{
  static const char *const words[] = { "deadline", "announcement", "errand" };
  EtbAgendaDate *date = g_new0 (EtbAgendaDate, 1);

  date->kind = kind;
  date->uid = g_strdup_printf ("%s.%s.%s@etabli", id, etb_call_get_id (call), words[kind]);
  date->when = g_strdup (when);
  g_ptr_array_add (dates, date);
  return date;
}

static void
add_deadline (GPtrArray *dates, EtbCall *call, const EtbTrack *track, const EtbDeadline *deadline)
{
  g_autoptr (GDateTime) instant = etb_instant_end_of_day (deadline->day, NULL);
  EtbAgendaDate *date;

  if (instant == NULL)
    return;
  date = add_date (dates, ETB_DATE_DEADLINE, call, deadline->id, deadline->day);
  date->instant = g_steal_pointer (&instant);
  /* Translators: the label of a track, then the title of its call. */
  date->summary = g_strdup_printf (_ ("Last moment to apply: %s – %s"), track->label,
                                      etb_call_get_title (call));
  date->description = g_strdup (deadline->note);
}

static void
add_announcement (GPtrArray *dates, EtbCall *call, const EtbTrack *track, const char *id,
                  const char *when)
{
  g_autofree char *words = etb_instant_describe_date (when);
  EtbAgendaDate *date = add_date (dates, ETB_DATE_ANNOUNCEMENT, call, id, when);

  date->summary = is_month (when)
      /* Translators: a month, the label of a track. */
      ? g_strdup_printf (_ ("Announcement expected in %s, day not known: %s"), words, track->label)
      /* Translators: the label of a track. */
      : g_strdup_printf (_ ("Announcement: %s"), track->label);
  date->description = g_strdup (etb_call_get_title (call));
}

/* A month comes before its days. */
static gint
compare_dates (gconstpointer a, gconstpointer b)
{
  const EtbAgendaDate *left = *(const EtbAgendaDate *const *)a;
  const EtbAgendaDate *right = *(const EtbAgendaDate *const *)b;

  return strcmp (left->when, right->when);
}

GPtrArray *
etb_agenda_of_track (EtbCall *call, const EtbTrack *track, GDateTime *at)
{
  GPtrArray *dates = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_agenda_date_free);
  g_autoptr (EtbTrackStatus) status = NULL;
  GPtrArray *deadlines;
  gboolean said = FALSE;

  g_return_val_if_fail (ETB_IS_CALL (call), dates);
  g_return_val_if_fail (track != NULL && at != NULL, dates);

  status = etb_calendar_status (call, track->id, at);
  deadlines = etb_call_get_deadlines (call);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);

      if (!g_str_equal (deadline->track, track->id))
        continue;
      add_deadline (dates, call, track, deadline);
      if (deadline->announcement != NULL)
        add_announcement (dates, call, track, deadline->id, deadline->announcement);
      said |= g_strcmp0 (deadline->announcement, status->next_announcement) == 0;
    }

  /* One that comes from the rhythm of the call, not from a deadline. */
  if (status->next_announcement != NULL && !said)
    {
      g_autofree char *id = g_strconcat (status->next_announcement, "-", track->id, NULL);

      add_announcement (dates, call, track, id, status->next_announcement);
    }
  g_ptr_array_sort (dates, compare_dates);
  return dates;
}

GPtrArray *
etb_agenda_of_dossier (EtbDossier *dossier)
{
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GPtrArray) errands = NULL;
  const EtbTrack *track;
  GPtrArray *dates;
  EtbCall *call;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);

  at = etb_dossier_get_at (dossier);
  call = etb_dossier_get_call (dossier);
  track = etb_call_find_track (call, etb_dossier_get_track (dossier));
  dates = track != NULL ? etb_agenda_of_track (call, track, at)
                        : g_ptr_array_new_with_free_func ((GDestroyNotify)etb_agenda_date_free);
  errands = etb_errands_of (dossier);
  for (guint i = 0; i < errands->len; i++)
    {
      const EtbErrand *errand = g_ptr_array_index (errands, i);
      EtbAgendaDate *date
          = add_date (dates, ETB_DATE_ERRAND, call, errand->piece->code, errand->ask_by);

      date->summary = g_strdup_printf (_ ("Last day to ask for: %s"), errand->piece->label);
      date->description = etb_errand_describe (errand);
    }
  g_ptr_array_sort (dates, compare_dates);
  return dates;
}

gboolean
etb_agenda_date_is_past (const EtbAgendaDate *self, GDateTime *at)
{
  g_autofree char *today = NULL;

  g_return_val_if_fail (self != NULL && at != NULL, FALSE);

  if (self->instant != NULL)
    return g_date_time_compare (self->instant, at) < 0;
  today = etb_instant_paris_date (at);
  return strncmp (self->when, today, strlen (self->when)) < 0;
}

/* ---- Writing ----------------------------------------------------------------------------------
 */

static icaltimetype
to_ical (GDateTime *instant)
{
  return icaltime_from_timet_with_zone ((time_t)g_date_time_to_unix (instant), 0,
                                        icaltimezone_get_utc_timezone ());
}

static icaltimetype
to_ical_day (const char *when)
{
  g_auto (GStrv) parts = g_strsplit (when, "-", 3);
  g_autofree char *digits = g_strjoinv ("", parts);
  g_autofree char *day = is_month (when) ? g_strconcat (digits, "01", NULL) : g_strdup (digits);

  return icaltime_from_string (day);
}

/* @trigger: RFC 5545, 3.3.6, from the beginning of the event. */
static void
add_alarm (icalcomponent *event, const char *trigger, const char *words)
{
  icalcomponent *alarm = icalcomponent_new (ICAL_VALARM_COMPONENT);

  icalcomponent_add_property (alarm, icalproperty_new_action (ICAL_ACTION_DISPLAY));
  icalcomponent_add_property (alarm, icalproperty_new_description (words));
  icalcomponent_add_property (alarm,
                              icalproperty_new_trigger (icaltriggertype_from_string (trigger)));
  icalcomponent_add_component (event, alarm);
}

static void
add_alarms (icalcomponent *event, const EtbAgendaDate *date)
{
  static const char *const deadline[] = { "-P14D", "-P3D", "-P1D", NULL };
  /* From the midnight that begins the day: nine in the morning. */
  static const char *const errand[] = { "-P1DT15H", "PT9H", NULL };
  const char *const *triggers = date->kind == ETB_DATE_DEADLINE ? deadline
                                : date->kind == ETB_DATE_ERRAND ? errand
                                                                : NULL;

  for (; triggers != NULL && *triggers != NULL; triggers++)
    add_alarm (event, *triggers, date->summary);
}

static icalcomponent *
make_event (const EtbAgendaDate *date, icaltimetype start, GDateTime *stamp)
{
  icalcomponent *event = icalcomponent_new (ICAL_VEVENT_COMPONENT);

  icalcomponent_add_property (event, icalproperty_new_uid (date->uid));
  icalcomponent_add_property (event, icalproperty_new_dtstamp (to_ical (stamp)));
  icalcomponent_add_property (event, icalproperty_new_dtstart (start));
  icalcomponent_add_property (event, icalproperty_new_summary (date->summary));
  if (date->description != NULL && *date->description != '\0')
    icalcomponent_add_property (event, icalproperty_new_description (date->description));
  /* It fills no time of the person's day. */
  icalcomponent_add_property (event, icalproperty_new_transp (ICAL_TRANSP_TRANSPARENT));
  add_alarms (event, date);
  return event;
}

char *
etb_agenda_write (GPtrArray *dates, GDateTime *stamp)
{
  icalcomponent *calendar;
  char *buffer, *text;

  g_return_val_if_fail (dates != NULL, NULL);
  g_return_val_if_fail (stamp != NULL, NULL);

  calendar = icalcomponent_new (ICAL_VCALENDAR_COMPONENT);
  icalcomponent_add_property (calendar, icalproperty_new_version ("2.0"));
  icalcomponent_add_property (calendar, icalproperty_new_prodid ("-//Établi//Établi//FR"));
  for (guint i = 0; i < dates->len; i++)
    {
      const EtbAgendaDate *date = g_ptr_array_index (dates, i);
      icaltimetype start
          = date->instant != NULL ? to_ical (date->instant) : to_ical_day (date->when);

      if (!icaltime_is_null_time (start))
        icalcomponent_add_component (calendar, make_event (date, start, stamp));
    }
  buffer = icalcomponent_as_ical_string_r (calendar);
  text = g_strdup (buffer);
  icalmemory_free_buffer (buffer);
  icalcomponent_free (calendar);
  return text;
}
