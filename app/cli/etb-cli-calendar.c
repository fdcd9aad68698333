/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command calendar: where each track stands at an instant.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-instant.h"
#include "etb-library.h"

static void
add_tracks (GPtrArray *tracks, EtbCall *call, const char *wanted)
{
  GPtrArray *all = etb_call_get_tracks (call);

  for (guint i = 0; i < all->len; i++)
    {
      const EtbTrack *track = g_ptr_array_index (all, i);
      EtbCliTrack *line;

      if (wanted != NULL && !g_str_equal (wanted, track->id))
        continue;
      line = g_new0 (EtbCliTrack, 1);
      line->call = call;
      line->track = track;
      g_ptr_array_add (tracks, line);
    }
}

/* The tracks of @calls that the options name. Returns: (transfer full) (element-type EtbCliTrack)
 */
static GPtrArray *
list_tracks (GPtrArray *calls, const char *call_id, const char *track_id)
{
  GPtrArray *tracks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < calls->len; i++)
    {
      EtbCall *call = g_ptr_array_index (calls, i);

      if (call_id == NULL || g_str_equal (call_id, etb_call_get_id (call)))
        add_tracks (tracks, call, track_id);
    }

  return tracks;
}

static void
add_waves (JsonBuilder *builder, const EtbCliTrack *line)
{
  GPtrArray *deadlines = etb_call_get_deadlines (line->call);

  json_builder_set_member_name (builder, "waves");
  json_builder_begin_array (builder);
  for (guint i = 0; i < deadlines->len; i++)
    {
      const EtbDeadline *deadline = g_ptr_array_index (deadlines, i);
      g_autoptr (GDateTime) instant = NULL;
      g_autofree char *text = NULL;

      if (!g_str_equal (deadline->track, line->track->id))
        continue;
      instant = etb_instant_end_of_day (deadline->day, NULL);
      text = instant != NULL ? etb_instant_to_paris (instant) : NULL;
      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "id", deadline->id);
      etb_cli_json_string (builder, "label", deadline->label);
      etb_cli_json_string (builder, "opens", deadline->opens);
      etb_cli_json_string (builder, "deadline", text);
      etb_cli_json_string (builder, "announcement", deadline->announcement);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_track (JsonBuilder *builder, const EtbCliTrack *line, GDateTime *at)
{
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (line->call, line->track->id, at);
  g_autofree char *instant
      = status->instant != NULL ? etb_instant_to_paris (status->instant) : NULL;

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "call", etb_call_get_id (line->call));
  etb_cli_json_string (builder, "track", line->track->id);
  etb_cli_json_string (builder, "state", etb_track_state_to_name (status->state));
  etb_cli_json_string (builder, "deadline", instant);
  etb_cli_json_string (builder, "next_announcement", status->next_announcement);
  add_waves (builder, line);
  json_builder_end_object (builder);
}

static void
say_track (const EtbCliTrack *line, GDateTime *at)
{
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (line->call, line->track->id, at);
  g_autofree char *words = etb_cli_describe_track (status);

  /* Translators: a call, one of its tracks, where that track stands. */
  etb_cli_say (_ ("%s %s: %s"), etb_call_get_id (line->call), line->track->id, words);
  if (status->instant != NULL)
    {
      g_autofree char *instant = etb_instant_describe (status->instant);

      etb_cli_say (_ ("  deadline: %s"), instant);
    }
  if (status->next_announcement != NULL)
    {
      g_autofree char *day = etb_instant_describe_date (status->next_announcement);

      etb_cli_say (_ ("  next announcement: %s"), day);
    }
}

static void
say_all (GPtrArray *tracks, GDateTime *at, gboolean json)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "tracks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbCliTrack *line = g_ptr_array_index (tracks, i);

      if (json)
        add_track (builder, line, at);
      else
        say_track (line, at);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (json)
    etb_cli_say_json (builder);
}

int
etb_cli_calendar (int argc, char **argv)
{
  g_autofree char *call_id = NULL;
  g_autofree char *track_id = NULL;
  g_autofree char *at_text = NULL;
  g_autofree char *ics = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "call", 0, 0, G_OPTION_ARG_STRING, &call_id, N_ ("Only this call"), "ID" },
      { "track", 0, 0, G_OPTION_ARG_STRING, &track_id, N_ ("Only this track"), "T" },
        { "at", 0, 0, G_OPTION_ARG_STRING, &at_text, N_ ("Seen from this instant"), "INSTANT" },
          { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL },
            { "ics", 0, 0, G_OPTION_ARG_FILENAME, &ics, N_ ("Write a calendar file"), "OUT" },
              G_OPTION_ENTRY_NULL,
          };
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GPtrArray) tracks = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "",
                      _ ("Tells where the tracks of the calls stand."), 0, 0))
    return ETB_EXIT_USAGE;
  at = etb_cli_read_instant (at_text, &error);
  if (at == NULL)
    return etb_cli_fail (error);

  calls = etb_library_calls (NULL);
  tracks = list_tracks (calls, call_id, track_id);
  if (tracks->len == 0)
    return etb_cli_refuse (
        ETB_EXIT_NO, _ ("No such call or track. “etabli-cli calls” lists what is installed."));
  if (ics != NULL && !etb_cli_write_ics (tracks, at, ics, &error))
    return etb_cli_fail (error);

  if (ics == NULL || json)
    say_all (tracks, at, json);
  return ETB_EXIT_YES;
}
