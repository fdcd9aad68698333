/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command merge.
 * Callers: etb-cli.c. */

#include <glib/gi18n-lib.h>

#include "etb-cli.h"
#include "etb-merge.h"
#include "etb-migration.h"

typedef struct
{
  EtbMerge *merge;
  EtbTerritory *territory;  /* or NULL */
  EtbMergeOutcome *outcome; /* NULL when nothing was written */
  const char *out;
} Report;

/* ---- In words ---------------------------------------------------------------------------------
 */

/* "“12 rue du Port” (the applicant, 12 March 2020 at 14:32)" */
static char *
describe (Report *report, const EtbMergeDifference *difference, const EtbMergeSide *side)
{
  g_autofree char *value
      = etb_merge_describe_side (report->merge, difference, side, report->territory);
  g_autofree char *origin = etb_merge_describe_origin (report->merge, side);

  if (*origin == '\0')
    return g_steal_pointer (&value);
  return g_strdup_printf ("%s (%s)", value, origin);
}

static const char *
what_becomes (const EtbMergeDifference *difference)
{
  if (difference->choice == ETB_MERGE_UNDECIDED)
    return _ ("to be decided");
  if (difference->suggestion == ETB_MERGE_UNDECIDED)
    return difference->choice == ETB_MERGE_MINE ? _ ("decided for mine") : _ ("decided for theirs");
  return difference->choice == ETB_MERGE_MINE ? _ ("mine kept") : _ ("theirs taken");
}

static void
say_difference (Report *report, const EtbMergeDifference *difference)
{
  g_autofree char *mine = describe (report, difference, &difference->mine);
  g_autofree char *theirs = describe (report, difference, &difference->theirs);

  /* Translators: what a difference is about, what becomes of it, and what the two copies say. */
  etb_cli_say (_ ("%s: %s. Mine: %s. Theirs: %s."), difference->label, what_becomes (difference),
                  mine, theirs);
}

static void
say_outcome (const EtbMergeOutcome *outcome)
{
  for (guint i = 0; i < outcome->invalid->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (outcome->invalid, i);

      etb_cli_say (_ ("No longer accepted: %s (%s): %s"), problem->label, problem->path,
                      problem->message);
    }
  for (guint i = 0; i < outcome->crowded->len; i++)
    etb_cli_say ("%s", (const char *)g_ptr_array_index (outcome->crowded, i));
  for (guint i = 0; i < outcome->verdicts->len; i++)
    {
      const EtbVerdictChange *change = g_ptr_array_index (outcome->verdicts, i);

      etb_cli_say (_ ("Criterion “%s” (%s): %s, once brought together: %s"), change->label,
                      change->id, etb_cli_describe_verdict (change->before),
                      etb_cli_describe_verdict (change->after));
    }
}

static void
say (Report *report)
{
  EtbMerge *merge = report->merge;

  for (guint i = 0; i < merge->warnings->len; i++)
    etb_cli_say ("%s", (const char *)g_ptr_array_index (merge->warnings, i));
  if (merge->differences->len == 0)
    etb_cli_say ("%s", _ ("The two copies say the same."));
  for (guint i = 0; i < merge->differences->len; i++)
    say_difference (report, g_ptr_array_index (merge->differences, i));
  if (report->outcome)
    say_outcome (report->outcome);
}

/* ---- As JSON ----------------------------------------------------------------------------------
 */

static const char *const kinds[] = {
  [ETB_MERGE_TRACK] = "track",
  [ETB_MERGE_ANSWER] = "answer",
  [ETB_MERGE_LINE] = "line",
  [ETB_MERGE_FILE] = "attachment",
  [ETB_MERGE_FILE_DATE] = "attachment-date",
};

static const char *const choices[] = {
  [ETB_MERGE_UNDECIDED] = NULL,
  [ETB_MERGE_MINE] = "mine",
  [ETB_MERGE_THEIRS] = "theirs",
};

static void
add_side (JsonBuilder *builder, const char *name, const EtbMergeSide *side)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  etb_cli_json_boolean (builder, "there", side->there);
  etb_cli_json_string (builder, "value", side->value);
  etb_cli_json_string (builder, "author", side->author);
  etb_cli_json_string (builder, "at", side->at);
  etb_cli_json_boolean (builder, "changed", side->changed);
  json_builder_end_object (builder);
}

static void
add_difference (JsonBuilder *builder, const EtbMergeDifference *difference)
{
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "kind", kinds[difference->kind]);
  etb_cli_json_string (builder, "key", difference->key);
  etb_cli_json_string (builder, "label", difference->label);
  add_side (builder, "mine", &difference->mine);
  add_side (builder, "theirs", &difference->theirs);
  etb_cli_json_string (builder, "base", difference->base);
  etb_cli_json_string (builder, "suggestion", choices[difference->suggestion]);
  etb_cli_json_string (builder, "choice", choices[difference->choice]);
  json_builder_end_object (builder);
}

static void
add_texts (JsonBuilder *builder, const char *name, GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts && i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_outcome (JsonBuilder *builder, const EtbMergeOutcome *outcome)
{
  json_builder_set_member_name (builder, "invalid");
  json_builder_begin_array (builder);
  for (guint i = 0; outcome && i < outcome->invalid->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (outcome->invalid, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "path", problem->path);
      etb_cli_json_string (builder, "label", problem->label);
      etb_cli_json_string (builder, "message", problem->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "criteria");
  json_builder_begin_array (builder);
  for (guint i = 0; outcome && i < outcome->verdicts->len; i++)
    {
      const EtbVerdictChange *change = g_ptr_array_index (outcome->verdicts, i);

      json_builder_begin_object (builder);
      etb_cli_json_string (builder, "id", change->id);
      etb_cli_json_string (builder, "before", *change->before ? change->before : NULL);
      etb_cli_json_string (builder, "after", *change->after ? change->after : NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_texts (builder, "crowded", outcome ? outcome->crowded : NULL);
}

static void
say_json (Report *report)
{
  EtbMerge *merge = report->merge;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  /* null: nothing was written */
  etb_cli_json_string (builder, "out", report->outcome ? report->out : NULL);
  json_builder_set_member_name (builder, "undecided");
  json_builder_add_int_value (builder, etb_merge_count_undecided (merge));
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < merge->differences->len; i++)
    add_difference (builder, g_ptr_array_index (merge->differences, i));
  json_builder_end_array (builder);
  add_texts (builder, "warnings", merge->warnings);
  add_outcome (builder, report->outcome);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

/* ---- The command ------------------------------------------------------------------------------
 */

/* FALSE when @text is no preference. NULL prefers nothing. */
static gboolean
prefer (EtbMerge *merge, const char *text)
{
  static const char *const names[] = {
    [ETB_MERGE_PREFER_MINE] = "mine",
    [ETB_MERGE_PREFER_THEIRS] = "theirs",
    [ETB_MERGE_PREFER_NEWEST] = "newest",
  };

  if (text == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (text, names[i]))
      {
        if (merge)
          etb_merge_prefer (merge, (EtbMergePreference)i);
        return TRUE;
      }
  return FALSE;
}

static int
refuse_undecided (guint count, gboolean by_newest)
{
  if (by_newest)
    return etb_cli_refuse (
        ETB_EXIT_NO,
        g_dngettext (GETTEXT_PACKAGE,
                     "Nothing was written: %u difference has no newest side. Decide it with "
                     "--prefer mine or --prefer theirs, or in the window.",
                     "Nothing was written: %u differences have no newest side. Decide them with "
                     "--prefer mine or --prefer theirs, or in the window.",
                     count),
        count);
  return etb_cli_refuse (
      ETB_EXIT_NO,
      g_dngettext (GETTEXT_PACKAGE,
                   "Nothing was written: %u difference is to be decided. Decide it with --prefer "
                   "mine|theirs|newest, or in the window.",
                   "Nothing was written: %u differences are to be decided. Decide them with "
                   "--prefer mine|theirs|newest, or in the window.",
                   count),
      count);
}

static int
bring_together (Report *report, const char *preference, gboolean json)
{
  guint undecided = etb_merge_count_undecided (report->merge);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbMergeOutcome) outcome = NULL;

  if (undecided == 0)
    outcome = etb_merge_write (report->merge, report->out, NULL, NULL, NULL, &error);
  if (error != NULL)
    return etb_cli_fail (error);
  report->outcome = outcome;
  if (json)
    say_json (report);
  else
    say (report);
  if (undecided > 0)
    return refuse_undecided (undecided, g_strcmp0 (preference, "newest") == 0);
  if (!json)
    etb_cli_say (_ ("Brought together: %s"), report->out);
  return ETB_EXIT_YES;
}

int
etb_cli_merge (int argc, char **argv)
{
  g_autofree char *out = NULL;
  g_autofree char *preference = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, N_ ("The dossier to be made"), "OUT" },
      { "prefer", 0, 0, G_OPTION_ARG_STRING, &preference,
        N_ ("The side taken where both changed"), "mine|theirs|newest" },
        { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL },
          G_OPTION_ENTRY_NULL,
      };
  g_autoptr (EtbMerge) merge = NULL;
  g_autoptr (EtbTerritory) territory = NULL;
  g_autoptr (GError) error = NULL;
  Report report = { NULL };

  if (!etb_cli_parse (&argc, &argv, entries, "MINE THEIRS -o OUT",
                      _ ("Brings two copies of a dossier together that were edited apart, into a "
                         "third. What one side alone changed is taken, and listed. Where both "
                         "changed the same, both are listed and nothing is written, unless "
                         "--prefer says which is taken. Neither copy is changed."),
                         2, 2))
    return ETB_EXIT_USAGE;
  if (out == NULL)
    return etb_cli_need_option ("-o OUT");
  if (!prefer (NULL, preference))
    return etb_cli_refuse (ETB_EXIT_USAGE, _ ("--prefer %s: write mine, theirs or newest"),
                                              preference);

  merge = etb_merge_compare (argv[1], argv[2], &error);
  if (merge == NULL)
    return etb_cli_fail (error);
  prefer (merge, preference);
  territory = etb_territory_new (NULL);
  report = (Report){ merge, territory, NULL, out };
  return bring_together (&report, preference, json);
}
