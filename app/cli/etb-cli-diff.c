/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands calls diff and calls move: two editions side by side, what a dossier would
 * become under the other, and its move there.
 * Callers: etb-cli-call.c. */

#include <glib/gi18n-lib.h>

#include "etb-call-diff.h"
#include "etb-cli.h"
#include "etb-library.h"
#include "etb-migration.h"

/* The id of an installed call, or a file: what has a slash or ends as definitions do.
 * Returns: (transfer full) (nullable) */
static EtbCall *
load_call (const char *name, GError **error)
{
  if (strchr (name, G_DIR_SEPARATOR) != NULL || g_str_has_suffix (name, ".xml"))
    return etb_call_new_from_file (name, error);
  return etb_library_find_call (name, error);
}

/* ---- JSON -------------------------------------------------------------------------------------
 */

static void
begin_array (JsonBuilder *builder, const char *name)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
}

static void
add_call (JsonBuilder *builder, const char *name, EtbCall *call)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "id", etb_call_get_id (call));
  etb_cli_json_string (builder, "edition", etb_call_get_edition (call));
  json_builder_end_object (builder);
}

static void
add_differences (JsonBuilder *builder, GPtrArray *differences)
{
  begin_array (builder, "differences");
  for (guint i = 0; i < differences->len; i++)
    {
      const EtbDifference *difference = g_ptr_array_index (differences, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "kind", etb_diff_kind_to_name (difference->kind));
      etb_cli_json_string (builder, "change", etb_diff_change_to_name (difference->change));
      etb_cli_json_string (builder, "id", difference->id);
      etb_cli_json_string (builder, "label", difference->label);
      etb_cli_json_string (builder, "field", difference->field);
      etb_cli_json_string (builder, "before", difference->before);
      etb_cli_json_string (builder, "after", difference->after);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_problems (JsonBuilder *builder, const char *name, GPtrArray *problems)
{
  begin_array (builder, name);
  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "path", problem->path);
      etb_cli_json_string (builder, "label", problem->label);
      etb_cli_json_string (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_kept (JsonBuilder *builder, const char *name, const char *key, GPtrArray *list)
{
  begin_array (builder, name);
  for (guint i = 0; i < list->len; i++)
    {
      const EtbKept *kept = g_ptr_array_index (list, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, key, kept->path);
      etb_cli_json_string (builder, "label", kept->label);
      etb_cli_json_string (builder, "value", kept->value);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_report (JsonBuilder *builder, const EtbMigrationReport *report)
{
  json_builder_set_member_name (builder, "dossier");
  json_builder_begin_object (builder);
  etb_cli_json_boolean (builder, "has_track", report->has_track);
  add_problems (builder, "invalid", report->invalid);
  add_problems (builder, "missing", report->missing);
  add_kept (builder, "unknown", "path", report->unknown);
  add_kept (builder, "files", "piece", report->files);
  begin_array (builder, "criteria");
  for (guint i = 0; i < report->verdicts->len; i++)
    {
      const EtbVerdictChange *change = g_ptr_array_index (report->verdicts, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "id", change->id);
      etb_cli_json_string (builder, "label", change->label);
      etb_cli_json_string (builder, "before", *change->before != '\0' ? change->before : NULL);
      etb_cli_json_string (builder, "after", *change->after != '\0' ? change->after : NULL);
      etb_cli_json_string (builder, "text", change->text);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
say_json (EtbCall *before, EtbCall *after, GPtrArray *differences, const EtbMigrationReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_call (builder, "before", before);
  add_call (builder, "after", after);
  add_differences (builder, differences);
  if (report != NULL)
    add_report (builder, report);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

/* What is compared is named by its label, and by what definitions call it. */
static char *
name_difference (const EtbDifference *difference)
{
  if (*difference->label == '\0' || *difference->id == '\0')
    return g_strdup (*difference->id != '\0' ? difference->id : difference->label);
  return g_strdup_printf (_ ("%s (%s)"), difference->label, difference->id);
}

static void
say_difference (const EtbDifference *difference)
{
  g_autofree char *name = name_difference (difference);

  switch (difference->change)
    {
    case ETB_DIFF_ADDED:
      etb_cli_say (_ ("  added: %s"), name);
      break;
    case ETB_DIFF_REMOVED:
      etb_cli_say (_ ("  removed: %s"), name);
      break;
    case ETB_DIFF_CHANGED:
    default:
      etb_cli_say (_ ("  changed: %s"), name);
      etb_cli_say (_ ("    %s: “%s” becomes “%s”"), etb_difference_get_field_title (difference),
                      difference->before, difference->after);
      break;
    }
}

static void
say_differences (GPtrArray *differences)
{
  for (guint i = 0; i < differences->len; i++)
    {
      const EtbDifference *difference = g_ptr_array_index (differences, i);
      const EtbDifference *earlier = i > 0 ? g_ptr_array_index (differences, i - 1) : NULL;

      if (earlier == NULL || earlier->kind != difference->kind)
        etb_cli_say ("%s", etb_diff_kind_to_title (difference->kind));
      say_difference (difference);
    }
  if (differences->len == 0)
    etb_cli_say ("%s", _ ("The two editions say the same."));
}

const char *
etb_cli_describe_verdict (const char *name)
{
  if (*name == '\0')
    return _ ("does not apply");
  if (g_str_equal (name, "met"))
    return _ ("met");
  return g_str_equal (name, "not-met") ? _ ("not met") : _ ("cannot be told yet");
}

static void
say_kept (GPtrArray *list, const char *format)
{
  for (guint i = 0; i < list->len; i++)
    {
      const EtbKept *kept = g_ptr_array_index (list, i);

      etb_cli_say ("%s", format);
      etb_cli_say ("  %s (%s): %s", kept->label, kept->path, kept->value);
    }
}

static void
say_report (const EtbMigrationReport *report)
{
  if (!report->has_track)
    etb_cli_say ("%s", _ ("The other edition lacks the track of this dossier."));
  for (guint i = 0; i < report->invalid->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (report->invalid, i);

      etb_cli_say (_ ("No longer accepted: %s (%s): %s"), problem->label, problem->path,
                      problem->message);
    }
  for (guint i = 0; i < report->missing->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (report->missing, i);

      etb_cli_say (_ ("Answer needed there: %s (%s)"), problem->label, problem->path);
    }
  say_kept (report->unknown, _ ("Answer that has no place there, kept aside:"));
  say_kept (report->files, _ ("Document that is not asked for there, kept aside:"));
  for (guint i = 0; i < report->verdicts->len; i++)
    {
      const EtbVerdictChange *change = g_ptr_array_index (report->verdicts, i);

      etb_cli_say (_ ("Criterion “%s” (%s): %s, there: %s"), change->label, change->id,
                      etb_cli_describe_verdict (change->before),
                      etb_cli_describe_verdict (change->after));
    }
}

/* ---- Commands ---------------------------------------------------------------------------------
 */

int
etb_cli_calls_diff (int argc, char **argv)
{
  char name[] = "calls diff";
  gboolean json = FALSE;
  g_autofree char *dossier = NULL;
  const GOptionEntry entries[] = {
    { "dossier", 0, 0, G_OPTION_ARG_FILENAME, &dossier,
      N_ ("Also what its answers become under B"), N_ ("DOSSIER") },
      { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
     };
  g_autoptr (EtbCall) before = NULL;
  g_autoptr (EtbCall) after = NULL;
  g_autoptr (GPtrArray) differences = NULL;
  g_autoptr (EtbMigrationReport) report = NULL;
  g_autoptr (GError) error = NULL;

  argv[0] = name;
  if (!etb_cli_parse (&argc, &argv, entries, "A B",
                      _ ("Tells what was added, removed or changed from one edition of a call to "
                         "another. A and B are ids of installed calls or files. Exit status 0 "
                         "whether they differ or not."),
                         2, 2))
    return ETB_EXIT_USAGE;
  before = load_call (argv[1], &error);
  after = before != NULL ? load_call (argv[2], &error) : NULL;
  if (after == NULL)
    return etb_cli_fail (error);
  if (dossier != NULL)
    {
      report = etb_migration_preview (dossier, after, NULL, &error);
      if (report == NULL)
        return etb_cli_fail (error);
    }

  differences = etb_call_diff (before, after);
  if (json)
    {
      say_json (before, after, differences, report);
      return ETB_EXIT_YES;
    }
  say_differences (differences);
  if (report != NULL)
    say_report (report);
  return ETB_EXIT_YES;
}

int
etb_cli_calls_move (int argc, char **argv)
{
  char name[] = "calls move";
  g_autoptr (EtbCall) target = NULL;
  g_autoptr (GPtrArray) kept = NULL;
  g_autofree char *copy = NULL;
  g_autoptr (GError) error = NULL;

  argv[0] = name;
  if (!etb_cli_parse (&argc, &argv, NULL, "DOSSIER CALL",
                      _ ("Moves a dossier to another edition of its call, an id or a file. A copy "
                         "of the dossier is kept beside it. Answers that have no place in the "
                         "other edition are kept aside in the dossier, and listed."),
                         2, 2))
    return ETB_EXIT_USAGE;
  target = load_call (argv[2], &error);
  if (target == NULL || !etb_migration_move (argv[1], target, &copy, &error))
    return etb_cli_fail (error);

  etb_cli_say (_ ("%s is now for %s – %s"), argv[1], etb_call_get_title (target),
                  etb_call_get_edition (target));
  etb_cli_say (_ ("Copy of it as it was: %s"), copy);
  kept = etb_migration_list_kept (argv[1], &error);
  if (kept == NULL)
    return etb_cli_fail (error);
  say_kept (kept, _ ("Kept aside:"));
  return ETB_EXIT_YES;
}
