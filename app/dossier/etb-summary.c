/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier in a few words; see the header.
 *
 * Callers: etb-library-sync. */

#include "etb-summary.h"

#include <glib/gstdio.h>
#include <string.h>

#include "etb-content-instance.h"
#include "etb-deposit.h"
#include "etb-display.h"
#include "etb-instant.h"
#include "etb-library.h"
#include "etb-progress-private.h"
#include "etb-readiness.h"
#include "etb-rules.h"

/* Of what is searched of one dossier, in bytes. */
#define MAX_WORDS (256 * 1024)

struct _EtbSummaryReader
{
  GDateTime *at;
  EtbTerritory *territory; /* or NULL */
  GHashTable *rules;       /* digest of a call to EtbRules */
};

void
etb_summary_free (EtbSummary *self)
{
  if (!self)
    return;
  g_free (self->file);
  g_free (self->title);
  g_free (self->place_name);
  g_free (self->call_id);
  g_free (self->call_title);
  g_free (self->edition);
  g_free (self->track);
  g_free (self->track_label);
  g_free (self->words);
  g_free (self->problem);
  g_free (self);
}

EtbSummaryReader *
etb_summary_reader_new (GDateTime *at, EtbTerritory *territory)
{
  EtbSummaryReader *self = g_new0 (EtbSummaryReader, 1);

  self->at = g_date_time_ref (at);
  g_set_object (&self->territory, territory);
  self->rules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
etb_summary_reader_free (EtbSummaryReader *self)
{
  if (!self)
    return;
  g_date_time_unref (self->at);
  g_clear_object (&self->territory);
  g_hash_table_unref (self->rules);
  g_free (self);
}

static EtbRules *
rules_for (EtbSummaryReader *self, const char *file, EtbContent *content, GError **error)
{
  EtbRules *rules = g_hash_table_lookup (self->rules, content->call_sha256);
  g_autoptr (EtbCall) call = NULL;

  if (rules)
    return rules;
  call = etb_call_new_from_bytes (content->call, file, error);
  rules = call ? etb_rules_new (call, error) : NULL;
  if (rules)
    g_hash_table_insert (self->rules, g_strdup (etb_call_get_digest (call)), rules);
  return rules;
}

static EtbEvaluation *
evaluate (EtbSummaryReader *self, EtbRules *rules, EtbInstance *instance, EtbContent *content)
{
  g_autofree char *today = etb_instant_paris_date (self->at);
  g_autofree char *now = etb_instant_to_paris (self->at);
  g_autoptr (GArray) provided = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = provided, .now = now };

  etb_attachments_provide (content->attachments, provided);
  return etb_rules_evaluate (rules, instance, &facts);
}

static char *
get_role (EtbInstance *instance, const char *path)
{
  char *value = path ? etb_instance_get (instance, path) : NULL;

  return value ? value : g_strdup ("");
}

/* An identifier is searched as it is typed and as it is shown. */
static void
add_words (EtbSummaryReader *self, GString *words, EtbCall *call, const char *path,
           const char *value)
{
  g_autofree char *shown = etb_display_value (call, self->territory, path, value);

  g_string_append_printf (words, "%s\n", shown);
  if (strpbrk (value, "0123456789") && !g_str_equal (shown, value))
    g_string_append_printf (words, "%s\n", value);
}

static char *
collect_words (EtbSummaryReader *self, EtbCall *call, EtbInstance *instance)
{
  g_autoptr (GPtrArray) leaves = etb_instance_leaves (instance);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < leaves->len && words->len < MAX_WORDS; i++)
    {
      g_autofree char *path = etb_instance_path_of (instance, g_ptr_array_index (leaves, i));
      g_autofree char *value = etb_instance_get (instance, path);

      if (value && *value)
        add_words (self, words, call, path, value);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
describe_track (EtbSummary *self, EtbCall *call, GDateTime *at)
{
  const EtbTrack *track = etb_call_find_track (call, self->track);
  g_autoptr (EtbTrackStatus) status = NULL;

  if (!track)
    return;
  self->track_label = g_strdup (track->label);
  status = etb_calendar_status (call, self->track, at);
  self->state = status->state;
  self->deadline = status->instant ? g_date_time_to_unix (status->instant) : 0;
}

static void
describe (EtbSummaryReader *reader, EtbSummary *self, EtbRules *rules, EtbContent *content)
{
  EtbCall *call = etb_rules_get_call (rules);
  const EtbRoles *roles = etb_call_get_roles (call);
  g_autoptr (EtbInstance) instance = etb_content_to_instance (content, call, NULL, NULL);
  g_autoptr (EtbEvaluation) evaluation = evaluate (reader, rules, instance, content);
  g_autoptr (EtbReadiness) readiness = etb_readiness_judge (evaluation, content->attachments, NULL);
  g_autoptr (GDateTime) changed = g_date_time_new_from_iso8601 (content->last_change, NULL);
  g_autoptr (EtbDeposit) deposit = etb_deposit_from_text (content->deposit);
  g_autofree char *applicant = get_role (instance, roles->applicant_name);

  if (*applicant)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&applicant);
    }
  self->place_name = get_role (instance, roles->place_name);
  self->call_id = g_strdup (etb_call_get_id (call));
  self->call_title = g_strdup (etb_call_get_title (call));
  self->edition = g_strdup (etb_call_get_edition (call));
  self->track = get_role (instance, roles->track);
  self->percent = etb_progress_percent_of (evaluation, readiness);
  self->complete = etb_evaluation_is_complete (evaluation) && etb_readiness_is_clear (readiness);
  self->exported = content->exports->len > 0;
  self->deposited = deposit != NULL;
  if (changed)
    self->modified = g_date_time_to_unix (changed);
  self->words = collect_words (reader, call, instance);
  describe_track (self, call, reader->at);
}

static void
fill_blanks (EtbSummary *self)
{
  char **texts[] = { &self->place_name, &self->call_id,     &self->call_title, &self->edition,
                     &self->track,      &self->track_label, &self->words };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    if (!*texts[i])
      *texts[i] = g_strdup ("");
}

EtbSummary *
etb_summary_reader_read (EtbSummaryReader *self, const char *file)
{
  EtbSummary *summary = g_new0 (EtbSummary, 1);
  g_autoptr (EtbContent) content = NULL;
  g_autoptr (GError) error = NULL;
  EtbRules *rules = NULL;
  GStatBuf info;

  summary->file = g_strdup (file);
  summary->title = etb_library_stem (file);
  if (g_stat (file, &info) == 0)
    summary->modified = info.st_mtime;
  content = etb_content_read_file (file, &error);
  if (content)
    rules = rules_for (self, file, content, &error);
  if (rules)
    describe (self, summary, rules, content);
  else
    summary->problem = g_strdup (error->message);
  fill_blanks (summary);
  return summary;
}
