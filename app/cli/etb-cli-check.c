/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command check: what the rules and the calendar say of a dossier at an instant.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-calendar.h"
#include "etb-cli.h"
#include "etb-dossier-assistance.h"
#include "etb-instant.h"
#include "etb-readiness.h"

/* What is reported. */
typedef struct
{
  EtbDossier *dossier;
  EtbCall *call;
  EtbEvaluation *evaluation;
  EtbReadiness *readiness;
  EtbTrackStatus *status;
  GDateTime *at;
  const char *assistance; /* why help stands in the way of the signature, or NULL */
  gboolean ready;         /* complete, eligible, read back after help, and still in time */
} Report;

/* "S6: title of the source", alike in all languages. Returns: (transfer full) (nullable) */
static char *
describe_source (const EtbSource *source)
{
  return source != NULL ? g_strdup_printf ("%s: %s", source->id, source->title) : NULL;
}

static void
add_criteria (JsonBuilder *builder, const Report *report)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (report->evaluation);

  json_builder_set_member_name (builder, "criteria");
  json_builder_begin_array (builder);
  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);
      g_autofree char *source = describe_source (verdict->criterion->source);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "id", verdict->criterion->id);
      etb_cli_json_string (builder, "verdict", etb_verdict_value_to_name (verdict->value));
      etb_cli_json_string (builder, "effect", etb_effect_to_name (verdict->criterion->effect));
      json_builder_set_member_name (builder, "reads");
      json_builder_begin_array (builder);
      for (guint j = 0; j < verdict->reads->len; j++)
        json_builder_add_string_value (
            builder, ((const EtbRead *)g_ptr_array_index (verdict->reads, j))->path);
      json_builder_end_array (builder);
      etb_cli_json_string (builder, "text", verdict->text);
      etb_cli_json_string (builder, "source", source);
      etb_cli_json_string (builder, "rule", verdict->rule);
      etb_cli_json_string (builder, "change", verdict->change);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_problems (JsonBuilder *builder, const char *name, GPtrArray *problems, gboolean with_message)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "path", problem->path);
      etb_cli_json_string (builder, "label", problem->label);
      if (with_message)
        etb_cli_json_string (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_same_as (JsonBuilder *builder, const EtbAttachment *other)
{
  json_builder_set_member_name (builder, "same_as");
  if (other == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "code", other->piece);
  etb_cli_json_string (builder, "name", other->name);
  json_builder_end_object (builder);
}

static void
add_file (JsonBuilder *builder, const EtbFileReadiness *file)
{
  const EtbAttachment *attachment = file->attachment;

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "name", attachment->name);
  etb_cli_json_string (builder, "type", attachment->media_type);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, (gint64)attachment->size);
  etb_cli_json_string (builder, "sha256", attachment->sha256);
  etb_cli_json_string (builder, "date", *attachment->dated != '\0' ? attachment->dated : NULL);
  etb_cli_json_string (builder, "valid_until", file->valid_until);
  json_builder_set_member_name (builder, "notes");
  json_builder_begin_array (builder);
  for (guint note = 0; note < ETB_N_NOTES; note++)
    if (file->notes & (1U << note))
      json_builder_add_string_value (builder, etb_note_to_name ((EtbNote)note));
  json_builder_end_array (builder);
  add_same_as (builder, file->same_as);
  json_builder_end_object (builder);
}

static void
add_pieces (JsonBuilder *builder, const Report *report)
{
  GPtrArray *pieces = report->readiness->pieces;

  json_builder_set_member_name (builder, "pieces");
  json_builder_begin_array (builder);
  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (pieces, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "code", piece->piece->code);
      etb_cli_json_string (builder, "state", etb_readiness_state_to_name (piece->state));
      json_builder_set_member_name (builder, "files");
      json_builder_begin_array (builder);
      for (guint j = 0; j < piece->files->len; j++)
        add_file (builder, g_ptr_array_index (piece->files, j));
      json_builder_end_array (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_weight (JsonBuilder *builder, const EtbReadiness *readiness)
{
  json_builder_set_member_name (builder, "weight");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "size");
  json_builder_add_int_value (builder, (gint64)readiness->size);
  json_builder_set_member_name (builder, "limit");
  if (readiness->max_size > 0)
    json_builder_add_int_value (builder, (gint64)readiness->max_size);
  else
    json_builder_add_null_value (builder);
  json_builder_end_object (builder);
}

static void
add_deadline (JsonBuilder *builder, const EtbTrackStatus *status)
{
  g_autofree char *instant
      = status->instant != NULL ? etb_instant_to_paris (status->instant) : NULL;

  json_builder_set_member_name (builder, "deadline");
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "state", etb_track_state_to_name (status->state));
  etb_cli_json_string (builder, "instant", instant);
  json_builder_set_member_name (builder, "seconds_left");
  if (instant != NULL)
    json_builder_add_int_value (builder, status->seconds_left);
  else
    json_builder_add_null_value (builder);
  etb_cli_json_string (builder, "next_announcement", status->next_announcement);
  json_builder_end_object (builder);
}

/* Only where somebody helped: scripts that know nothing of help see nothing of it. */
static void
add_assistance (JsonBuilder *builder, const Report *report)
{
  g_autoptr (GPtrArray) list = etb_dossier_list_read_back (report->dossier);
  const EtbAssistance *open = etb_dossier_get_assistance (report->dossier);

  if (list->len == 0 && etb_dossier_get_assistances (report->dossier)->len == 0)
    return;
  json_builder_set_member_name (builder, "assistance");
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "helper", open != NULL ? open->helper : NULL);
  json_builder_set_member_name (builder, "to_read_back");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    {
      const EtbReadBack *item = g_ptr_array_index (list, i);

      if (item->accepted)
        continue;
      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "path", item->path);
      etb_cli_json_string (builder, "label", item->label);
      etb_cli_json_boolean (builder, "refused", item->refused);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
say_json (const Report *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *at = etb_instant_to_paris (report->at);
  const EtbVerdictValue eligible = etb_evaluation_get_eligible (report->evaluation);

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "call", etb_call_get_id (report->call));
  etb_cli_json_string (builder, "edition", etb_call_get_edition (report->call));
  etb_cli_json_string (builder, "track", etb_dossier_get_track (report->dossier));
  etb_cli_json_string (builder, "at", at);
  etb_cli_json_string (builder, "today", etb_evaluation_get_today (report->evaluation));
  etb_cli_json_string (builder, "eligible", etb_verdict_value_to_answer (eligible));
  etb_cli_json_boolean (builder, "ready", report->ready);
  add_criteria (builder, report);
  add_problems (builder, "missing", etb_evaluation_get_missing (report->evaluation), FALSE);
  add_problems (builder, "invalid", etb_evaluation_get_invalid (report->evaluation), TRUE);
  add_pieces (builder, report);
  add_weight (builder, report->readiness);
  add_deadline (builder, report->status);
  add_assistance (builder, report);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

static const char *
eligible_words (EtbVerdictValue value)
{
  switch (value)
    {
    case ETB_VERDICT_MET:
      return _ ("Eligible: yes");
    case ETB_VERDICT_NOT_MET:
      return _ ("Eligible: no");
    case ETB_VERDICT_UNKNOWN:
    default:
      return _ ("Eligible: cannot be told yet");
    }
}

/* Criteria that are not met; those that cannot be told are mostly answers still to come. */
static void
say_criteria (const Report *report)
{
  GPtrArray *verdicts = etb_evaluation_get_verdicts (report->evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);
      const EtbSource *source = verdict->criterion->source;

      if (verdict->value != ETB_VERDICT_NOT_MET)
        continue;
      etb_cli_say (verdict->criterion->effect == ETB_EFFECT_BLOCKING
                   ? _ ("Not met: %s")
                   : _ ("Warning: %s"), verdict->text);
      if (source != NULL)
        {
          g_autofree char *words = g_strdup_printf (_ ("%s: %s"), source->id, source->title);

          etb_cli_say ("  %s", words);
        }
    }
}

static void
say_problems (const Report *report)
{
  GPtrArray *missing = etb_evaluation_get_missing (report->evaluation);
  GPtrArray *invalid = etb_evaluation_get_invalid (report->evaluation);

  for (guint i = 0; i < invalid->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (invalid, i);

      etb_cli_say (_ ("Not accepted: %s (%s): %s"), problem->label, problem->path,
                      problem->message);
    }
  for (guint i = 0; i < missing->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (missing, i);

      etb_cli_say (_ ("Answer needed: %s (%s)"), problem->label, problem->path);
    }
}

/* What is the matter with each file of a piece, one sentence a line. */
static void
say_files (const EtbReadiness *readiness, const EtbPieceReadiness *piece)
{
  for (guint i = 0; i < piece->files->len; i++)
    {
      const EtbFileReadiness *file = g_ptr_array_index (piece->files, i);

      for (guint note = 0; note < ETB_N_NOTES; note++)
        {
          g_autofree char *words = NULL;

          if (!(file->notes & (1U << note)))
            continue;
          words = etb_note_describe ((EtbNote)note, readiness, piece, file);
          etb_cli_say (etb_note_severity ((EtbNote)note) == ETB_SEVERITY_STOPS
                       ? _ ("Document to replace: %s: “%s”: %s")
                       : _ ("Document to look at: %s: “%s”: %s"), piece->piece->code,
                            file->attachment->name, words);
        }
    }
}

static void
say_pieces (const EtbReadiness *readiness)
{
  for (guint i = 0; i < readiness->pieces->len; i++)
    {
      const EtbPieceReadiness *piece = g_ptr_array_index (readiness->pieces, i);

      if (piece->state == ETB_READINESS_MISSING)
        etb_cli_say (_ ("Document needed: %s (%s)"), piece->piece->label, piece->piece->code);
      else if (piece->state == ETB_READINESS_UNKNOWN)
        etb_cli_say (_ ("Document that depends on an answer: %s (%s)"), piece->piece->label,
                        piece->piece->code);
      else if (piece->state != ETB_READINESS_NOT_CONCERNED)
        say_files (readiness, piece);
    }
  if (readiness->size > 0)
    {
      g_autofree char *weight = etb_readiness_describe_weight (readiness);

      etb_cli_say (_ ("Documents: %s"), weight);
    }
}

static void
say_words (const Report *report)
{
  g_autofree char *left = etb_track_status_describe (report->status);

  etb_cli_say ("%s – %s – %s", etb_call_get_title (report->call),
               etb_call_get_edition (report->call), etb_dossier_get_track (report->dossier));
  etb_cli_say ("%s", eligible_words (etb_evaluation_get_eligible (report->evaluation)));
  say_criteria (report);
  say_problems (report);
  say_pieces (report->readiness);
  if (report->assistance != NULL)
    etb_cli_say ("%s", report->assistance);
  if (report->status->state == ETB_TRACK_CLOSED)
    etb_cli_say (_ ("This track is closed: the dossier can be prepared, nobody receives it."));
  else if (*left != '\0')
    etb_cli_say (_ ("Deadline: %s"), left);
  etb_cli_say ("%s", report->ready ? _ ("Ready") : _ ("Not ready"));
}

int
etb_cli_check (int argc, char **argv)
{
  g_autofree char *at_text = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "at", 0, 0, G_OPTION_ARG_STRING, &at_text, N_ ("Seen from this instant"), "INSTANT" },
      { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
    };
  g_autoptr (EtbDossier) dossier = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autoptr (EtbTrackStatus) status = NULL;
  g_autoptr (EtbReadiness) readiness = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unread = NULL;
  Report report = { 0 };

  if (!etb_cli_parse (&argc, &argv, entries, "DOSSIER",
                      _ ("Tells whether a dossier is complete, eligible and in time: exit status 0 "
                         "if it is all three, 1 otherwise."),
                         1, 1))
    return ETB_EXIT_USAGE;
  at = etb_cli_read_instant (at_text, &error);
  if (at == NULL)
    return etb_cli_fail (error);
  dossier = etb_cli_open (argv[1], at, &error);
  if (dossier == NULL)
    return etb_cli_fail (error);

  report.dossier = dossier;
  report.call = etb_dossier_get_call (dossier);
  report.evaluation = etb_dossier_get_evaluation (dossier);
  report.at = at;
  status = etb_calendar_status (report.call, etb_dossier_get_track (dossier), at);
  report.status = status;
  readiness = etb_readiness_of (dossier);
  report.readiness = readiness;
  if (!etb_dossier_check_read_back (dossier, &unread))
    report.assistance = unread->message;
  report.ready = etb_readiness_is_complete (dossier) && report.assistance == NULL
                 && (status->state == ETB_TRACK_OPEN || status->state == ETB_TRACK_PERMANENT);
  if (json)
    say_json (&report);
  else
    say_words (&report);
  return report.ready ? ETB_EXIT_YES : ETB_EXIT_NO;
}
