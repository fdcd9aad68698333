/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands calls and lint.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-faults.h"
#include "etb-library.h"
#include "etb-rules.h"

/* The state of a call is that of its most welcoming track. */
static EtbTrackState
get_state (EtbCall *call, GDateTime *at)
{
  static const int welcome[] = {
    [ETB_TRACK_NOT_YET_OPEN] = 1,
    [ETB_TRACK_OPEN] = 3,
    [ETB_TRACK_PERMANENT] = 2,
    [ETB_TRACK_CLOSED] = 0,
  };
  GPtrArray *tracks = etb_call_get_tracks (call);
  EtbTrackState best = ETB_TRACK_CLOSED;

  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbTrack *track = g_ptr_array_index (tracks, i);
      g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, track->id, at);

      if (welcome[status->state] > welcome[best])
        best = status->state;
    }

  return best;
}

/* The text the edition comes from: the first source of its file. */
static const char *
get_source (EtbCall *call)
{
  GPtrArray *sources = etb_call_get_sources (call);
  const EtbSource *source = sources->len > 0 ? g_ptr_array_index (sources, 0) : NULL;

  return source != NULL ? source->title : NULL;
}

static void
add_call (JsonBuilder *builder, EtbCall *call, GDateTime *at)
{
  GPtrArray *tracks = etb_call_get_tracks (call);

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "id", etb_call_get_id (call));
  etb_cli_json_string (builder, "edition", etb_call_get_edition (call));
  etb_cli_json_string (builder, "title", etb_call_get_title (call));
  json_builder_set_member_name (builder, "tracks");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tracks->len; i++)
    json_builder_add_string_value (builder, ((const EtbTrack *)g_ptr_array_index (tracks, i))->id);
  json_builder_end_array (builder);
  etb_cli_json_string (builder, "state", etb_track_state_to_name (get_state (call, at)));
  etb_cli_json_string (builder, "source", get_source (call));
  json_builder_end_object (builder);
}

static void
say_call (EtbCall *call, GDateTime *at)
{
  GPtrArray *tracks = etb_call_get_tracks (call);

  etb_cli_say ("%s", etb_call_get_id (call));
  etb_cli_say ("  %s – %s", etb_call_get_title (call), etb_call_get_edition (call));
  for (guint i = 0; i < tracks->len; i++)
    {
      const EtbTrack *track = g_ptr_array_index (tracks, i);
      g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, track->id, at);
      g_autofree char *words = etb_cli_describe_track (status);

      etb_cli_say ("  %s  %s – %s", track->id, track->label, words);
    }
}

int
etb_cli_calls (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_error_free);
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  if (argc > 1 && g_str_equal (argv[1], "diff"))
    return etb_cli_calls_diff (argc - 1, argv + 1);
  if (argc > 1 && g_str_equal (argv[1], "move"))
    return etb_cli_calls_move (argc - 1, argv + 1);
  if (!etb_cli_parse (&argc, &argv, entries, "",
                      _ ("Lists the calls that are installed. “calls diff --help” and “calls move "
                         "--help” say how to compare two and how to change that of a dossier."),
                         0, 0))
    return ETB_EXIT_USAGE;

  calls = etb_library_calls (problems);
  if (json)
    {
      g_autoptr (JsonBuilder) builder = json_builder_new ();

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "calls");
      json_builder_begin_array (builder);
      for (guint i = 0; i < calls->len; i++)
        add_call (builder, g_ptr_array_index (calls, i), now);
      json_builder_end_array (builder);
      json_builder_end_object (builder);
      etb_cli_say_json (builder);
    }
  else
    for (guint i = 0; i < calls->len; i++)
      say_call (g_ptr_array_index (calls, i), now);

  if (problems->len > 0)
    return etb_cli_fail (g_ptr_array_index (problems, 0));
  if (calls->len == 0)
    return etb_cli_refuse (ETB_EXIT_NO, _ ("No call is installed"));
  return ETB_EXIT_YES;
}

/* All that is wrong, a line each. Returns: an EtbExit */
static int
lint_file (const char *file)
{
  g_autoptr (GPtrArray) errors = etb_rules_check_file (file, NULL);
  int status = ETB_EXIT_YES;

  for (guint i = 0; i < errors->len; i++)
    {
      const GError *error = g_ptr_array_index (errors, i);

      /* A definition with an error is the "no" that was asked for; one that cannot be read is not.
       */
      status = etb_cli_refuse (g_error_matches (error, ETB_CALL_ERROR, ETB_CALL_ERROR_READ)
                                   ? ETB_EXIT_FILE
                                   : ETB_EXIT_NO,
                               "%s", error->message);
    }
  if (errors->len == ETB_FAULTS_MAX)
    etb_cli_refuse (status, _ ("%s: there may be more errors: correct these first"), file);
  if (errors->len == 0)
    etb_cli_say (_ ("%s: no error"), file);
  return status;
}

int
etb_cli_lint (int argc, char **argv)
{
  int status = ETB_EXIT_YES;

  if (!etb_cli_parse (&argc, &argv, NULL, "CALL.xml…",
                      _ ("Checks definitions of calls."), 1, G_MAXINT))
    return ETB_EXIT_USAGE;

  for (int i = 1; i < argc; i++)
    {
      const int one = lint_file (argv[i]);

      status = MAX (status, one);
    }
  return status;
}
