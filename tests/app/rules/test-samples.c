/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The sample dossiers against what the calls should say of them. Each file of expectations in
 * tests/samples was reasoned from the call, and names all verdicts that apply: one too many is as
 * wrong as one too few. */

#include <json-glib/json-glib.h>

#include "etb-calendar.h"
#include "etb-instant.h"
#include "shipped-call.h"

/* ---------- expectations ---------- */

typedef struct
{
  char *folder;
  JsonObject *expected;
  EtbCall *call;
  EtbInstance *instance;
  EtbEvaluation *evaluation;
} Sample;

static const char *
expected_string (Sample *sample, const char *name)
{
  return json_object_get_string_member (sample->expected, name);
}

static GPtrArray *
expected_strings (Sample *sample, const char *name)
{
  JsonArray *array = json_object_get_array_member (sample->expected, name);
  GPtrArray *strings = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (strings, g_strdup (json_array_get_string_element (array, i)));

  return strings;
}

static void
sample_set_up (Sample *sample, gconstpointer file)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) at = NULL;
  g_autofree char *answers = NULL;
  g_autofree char *today = NULL;
  g_autoptr (GPtrArray) provided = NULL;

  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  sample->expected = json_object_ref (json_node_get_object (json_parser_get_root (parser)));
  sample->folder = g_path_get_dirname (file);
  sample->call = shipped_call_load (expected_string (sample, "call"));

  answers = g_build_filename (sample->folder, expected_string (sample, "answers"), NULL);
  sample->instance = shipped_call_read_answers (sample->call, answers);

  at = etb_instant_parse (expected_string (sample, "at"), &error);
  g_assert_no_error (error);
  today = etb_instant_paris_date (at);
  provided = expected_strings (sample, "provided");
  sample->evaluation = shipped_call_evaluate (sample->call, sample->instance, today, provided);
}

static void
sample_tear_down (Sample *sample, gconstpointer file)
{
  g_free (sample->folder);
  json_object_unref (sample->expected);
  etb_evaluation_unref (sample->evaluation);
  etb_instance_free (sample->instance);
  g_object_unref (sample->call);
}

/* Says all that differs, then fails once. */
static guint
check_same (const char *what, const char *name, const char *expected, const char *found)
{
  if (g_strcmp0 (expected, found) == 0)
    return 0;

  g_test_message ("%s %s: expected %s, found %s", what, name, expected ? expected : "nothing",
                  found ? found : "nothing");
  return 1;
}

static guint
check_named (const char *what, JsonObject *expected, GHashTable *found)
{
  g_autoptr (GList) names = json_object_get_members (expected);
  GHashTableIter iter;
  gpointer name;
  gpointer value;
  guint faults = 0;

  for (GList *link = names; link != NULL; link = link->next)
    faults += check_same (what, link->data, json_object_get_string_member (expected, link->data),
                          g_hash_table_lookup (found, link->data));

  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &value))
    if (!json_object_has_member (expected, name))
      faults += check_same (what, name, NULL, value);

  return faults;
}

static guint
check_verdicts (Sample *sample)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *verdicts = etb_evaluation_get_verdicts (sample->evaluation);

  for (guint i = 0; i < verdicts->len; i++)
    {
      const EtbVerdict *verdict = g_ptr_array_index (verdicts, i);

      g_assert_cmpstr (verdict->text, !=, "");
      g_hash_table_insert (found, verdict->criterion->id,
                           (gpointer)etb_verdict_value_to_name (verdict->value));
    }

  return check_named ("criterion", json_object_get_object_member (sample->expected, "criteria"),
                      found);
}

static guint
check_pieces (Sample *sample)
{
  g_autoptr (GHashTable) found = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *pieces = etb_evaluation_get_pieces (sample->evaluation);

  for (guint i = 0; i < pieces->len; i++)
    {
      const EtbPieceStatus *status = g_ptr_array_index (pieces, i);

      g_hash_table_insert (found, status->piece->code,
                           (gpointer)etb_piece_state_to_name (status->state));
    }

  return check_named ("piece", json_object_get_object_member (sample->expected, "pieces"), found);
}

static guint
check_problems (Sample *sample, const char *what, GPtrArray *problems)
{
  g_autoptr (GPtrArray) expected = expected_strings (sample, what);
  guint faults = 0;

  for (guint i = 0; i < problems->len; i++)
    {
      const EtbProblem *problem = g_ptr_array_index (problems, i);
      guint index;

      g_assert_cmpstr (problem->message, !=, "");
      if (g_ptr_array_find_with_equal_func (expected, problem->path, g_str_equal, &index))
        g_ptr_array_remove_index (expected, index);
      else
        faults += check_same (what, problem->path, NULL, problem->message);
    }
  for (guint i = 0; i < expected->len; i++)
    faults += check_same (what, g_ptr_array_index (expected, i), "a problem", NULL);

  return faults;
}

static const char *
eligible_name (EtbVerdictValue value)
{
  return value == ETB_VERDICT_MET ? "yes" : value == ETB_VERDICT_NOT_MET ? "no" : "unknown";
}

static guint
check_whole (Sample *sample)
{
  gboolean ready = json_object_get_boolean_member (sample->expected, "ready");
  g_autoptr (GDateTime) at = etb_instant_parse (expected_string (sample, "at"), NULL);
  g_autoptr (EtbTrackStatus) status
      = etb_calendar_status (sample->call, expected_string (sample, "track"), at);
  guint faults = 0;

  faults += check_same ("dossier", "eligible", expected_string (sample, "eligible"),
                        eligible_name (etb_evaluation_get_eligible (sample->evaluation)));
  faults += check_same ("dossier", "ready", ready ? "yes" : "no",
                        etb_evaluation_is_complete (sample->evaluation) ? "yes" : "no");
  faults += check_same ("dossier", "deadline", expected_string (sample, "deadline"),
                        etb_track_state_to_name (status->state));

  return faults;
}

static void
test_sample (Sample *sample, gconstpointer file)
{
  guint faults = 0;

  faults += check_whole (sample);
  faults += check_verdicts (sample);
  faults += check_pieces (sample);
  faults += check_problems (sample, "missing", etb_evaluation_get_missing (sample->evaluation));
  faults += check_problems (sample, "invalid", etb_evaluation_get_invalid (sample->evaluation));

  g_assert_cmpuint (faults, ==, 0);
}

/* ---------- files of the samples ---------- */

static void
test_pieces_match_expectations (Sample *sample, gconstpointer file)
{
  g_autofree char *folder = g_build_filename (sample->folder, "pieces", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) provided = expected_strings (sample, "provided");
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_auto (GStrv) parts = g_strsplit (name, "__", 2);

      g_assert_nonnull (etb_call_find_piece (sample->call, parts[0]));
      g_assert_true (g_ptr_array_find_with_equal_func (provided, parts[0], g_str_equal, NULL));
      g_hash_table_add (seen, g_strdup (parts[0]));
    }

  g_assert_cmpuint (g_hash_table_size (seen), ==, provided->len);
}

/* ---------- the list of files ---------- */

/* The name is kept for as long as the program runs: GLib frees no data of a fixture. */
static const char *
sample_file (const char *folder, const char *name)
{
  g_autofree char *file = g_build_filename (g_getenv ("ETB_SAMPLES"), folder, name, NULL);

  return g_intern_string (file);
}

/* Returns: how many files of expectations @folder has */
static guint
add_folder (const char *folder)
{
  g_autofree char *path = g_build_filename (g_getenv ("ETB_SAMPLES"), folder, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint count = 0;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strdup_printf ("/samples/%s/%s", folder, name);

      if (!g_str_has_suffix (name, "expected.json"))
        continue;

      g_test_add (test, Sample, sample_file (folder, name), sample_set_up, test_sample,
                  sample_tear_down);
      count++;
    }

  return count;
}

int
main (int argc, char *argv[])
{
  static const char *const complete[] = { "ft-association-rurale", "fnt-commune-qpv-occitanie" };
  static const char *const siblings[]
      = { "siblings/exemple-aide-regionale", "siblings/exemple-formation-a-plusieurs",
          "siblings/exemple-lieu-productif" };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (complete); i++)
    {
      g_autofree char *test = g_strdup_printf ("/samples/%s/pieces", complete[i]);

      g_assert_cmpuint (add_folder (complete[i]), ==, 1);
      g_test_add (test, Sample, sample_file (complete[i], "expected.json"), sample_set_up,
                  test_pieces_match_expectations, sample_tear_down);
    }
  for (guint i = 0; i < G_N_ELEMENTS (siblings); i++)
    {
      g_autofree char *test = g_strdup_printf ("/samples/%s/pieces", siblings[i]);

      /* One dossier that is accepted and one that is not. */
      g_assert_cmpuint (add_folder (siblings[i]), ==, 2);
      g_test_add (test, Sample, sample_file (siblings[i], "expected.json"), sample_set_up,
                  test_pieces_match_expectations, sample_tear_down);
    }
  g_assert_cmpuint (add_folder ("variantes"), >=, 9);

  return g_test_run ();
}
