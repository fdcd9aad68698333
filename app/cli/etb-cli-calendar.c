/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command calendar: where each track stands at an instant.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-agenda.h"
#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-errand.h"
#include "etb-instant.h"
#include "etb-library.h"
#include "etb-package.h"

typedef struct
{
  EtbCall *call;
  const EtbTrack *track;
} EtbCliTrack;

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

static GPtrArray *
list_track_of (EtbDossier *dossier)
{
  GPtrArray *tracks = g_ptr_array_new_with_free_func (g_free);

  add_tracks (tracks, etb_dossier_get_call (dossier), etb_dossier_get_track (dossier));
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

static void
say_errands (EtbDossier *dossier)
{
  g_autoptr (GPtrArray) errands = etb_errands_of (dossier);

  for (guint i = 0; i < errands->len; i++)
    {
      g_autofree char *words = etb_errand_describe (g_ptr_array_index (errands, i));

      etb_cli_say ("  %s", words);
    }
}

/* Those of a dossier, its slow pieces included, or those of the tracks. */
static GPtrArray *
list_dates (GPtrArray *tracks, EtbDossier *dossier, GDateTime *at)
{
  GPtrArray *dates;

  if (dossier != NULL)
    return etb_agenda_of_dossier (dossier);
  dates = g_ptr_array_new_with_free_func ((GDestroyNotify)etb_agenda_date_free);
  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbCliTrack *line = g_ptr_array_index (tracks, i);

      g_ptr_array_extend_and_steal (dates, etb_agenda_of_track (line->call, line->track, at));
    }
  return dates;
}

static gboolean
write_ics (GPtrArray *tracks, EtbDossier *dossier, GDateTime *at, const char *file, GError **error)
{
  g_autoptr (GPtrArray) dates = list_dates (tracks, dossier, at);
  g_autofree char *text = etb_agenda_write (dates, at);
  g_autofree char *name = g_filename_display_name (file);
  g_autoptr (GError) write_error = NULL;

  if (g_file_set_contents (file, text, -1, &write_error))
    return TRUE;
  g_set_error (error, ETB_PACKAGE_ERROR, ETB_PACKAGE_ERROR_WRITE,
               _ ("“%s” cannot be written: %s"), name, write_error->message);
  return FALSE;
}

int
etb_cli_calendar (int argc, char **argv)
{
  g_autofree char *call_id = NULL;
  g_autofree char *track_id = NULL;
  g_autofree char *at_text = NULL;
  g_autofree char *ics = NULL;
  g_autofree char *file = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "call", 0, 0, G_OPTION_ARG_STRING, &call_id, N_ ("Only this call"), "ID" },
      { "track", 0, 0, G_OPTION_ARG_STRING, &track_id, N_ ("Only this track"), "T" },
        { "at", 0, 0, G_OPTION_ARG_STRING, &at_text, N_ ("Seen from this instant"), "INSTANT" },
          { "dossier", 0, 0, G_OPTION_ARG_FILENAME, &file,
            N_ ("The track of this dossier, and its slow pieces"), "DOSSIER" },
            { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL },
              { "ics", 0, 0, G_OPTION_ARG_FILENAME, &ics, N_ ("Write a calendar file"), "OUT" },
                G_OPTION_ENTRY_NULL,
            };
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GPtrArray) tracks = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "",
                      _ ("Tells where the tracks of the calls stand."), 0, 0))
    return ETB_EXIT_USAGE;
  at = etb_cli_read_instant (at_text, &error);
  if (at == NULL)
    return etb_cli_fail (error);

  if (file != NULL && (call_id != NULL || track_id != NULL))
    return etb_cli_refuse (ETB_EXIT_USAGE,
                           _ ("“--dossier” says the call and the track: leave them out."));
  dossier = file != NULL ? etb_cli_open (file, at, &error) : NULL;
  if (error != NULL)
    return etb_cli_fail (error);
  calls = etb_library_calls (NULL);
  tracks = dossier != NULL ? list_track_of (dossier) : list_tracks (calls, call_id, track_id);
  if (tracks->len == 0)
    return etb_cli_refuse (
        ETB_EXIT_NO, _ ("No such call or track. “etabli-cli calls” lists what is installed."));
  if (ics != NULL && !write_ics (tracks, dossier, at, ics, &error))
    return etb_cli_fail (error);

  if (ics == NULL || json)
    say_all (tracks, at, json);
  if (dossier != NULL && ics == NULL && !json)
    say_errands (dossier);
  return ETB_EXIT_YES;
}
