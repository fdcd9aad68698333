/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: each sample dossier gets from etabli-cli check what is written beside it, by hand. */

#include <string.h>

#include "cli-harness.h"

/* Every sample, found at start. */
typedef struct
{
  char *folder;   /* in tests/samples */
  char *expected; /* file name in it */
} Sample;

static const char *
string_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member (object, member);
}

/* {"a": "x", ...} from an array of objects, by two of their members. (transfer full) */
static JsonObject *
to_map (JsonArray *array, const char *key, const char *value)
{
  JsonObject *map = json_object_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *element = json_array_get_object_element (array, i);

      json_object_set_string_member (map, string_of (element, key), string_of (element, value));
    }
  return map;
}

static void
assert_same_map (const char *what, JsonObject *found, JsonObject *wanted)
{
  g_autoptr (GList) names = json_object_get_members (wanted);
  g_autoptr (GList) found_names = json_object_get_members (found);

  for (GList *l = names; l != NULL; l = l->next)
    {
      if (!json_object_has_member (found, l->data))
        g_error ("%s: “%s” is absent, not %s", what, (char *)l->data, string_of (wanted, l->data));
      if (!g_str_equal (string_of (found, l->data), string_of (wanted, l->data)))
        g_error ("%s: “%s” is %s, not %s", what, (char *)l->data, string_of (found, l->data),
                 string_of (wanted, l->data));
    }
  for (GList *l = found_names; l != NULL; l = l->next)
    if (!json_object_has_member (wanted, l->data))
      g_error ("%s: “%s” is %s and was not expected", what, (char *)l->data,
               string_of (found, l->data));
}

/* Paths of problems, sorted, one a line. (transfer full) */
static char *
list_paths (JsonArray *problems)
{
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonNode *node = json_array_get_element (problems, i);

      g_ptr_array_add (paths, (char *)(JSON_NODE_HOLDS_OBJECT (node)
                                           ? string_of (json_node_get_object (node), "path")
                                           : json_node_get_string (node)));
    }
  g_ptr_array_sort_with_data (paths, (GCompareDataFunc)(void (*) (void))g_strcmp0, NULL);
  g_ptr_array_add (paths, NULL);
  return g_strjoinv ("\n", (char **)paths->pdata);
}

/* Attaches one file for each piece said to be provided. */
static void
attach_provided (Cli *cli, JsonArray *provided)
{
  cli_write (cli, "piece.pdf", "%PDF-1.4\n% une pièce\n");
  for (guint i = 0; i < json_array_get_length (provided); i++)
    {
      cli_run (cli, "attach", "d.etabli", json_array_get_string_element (provided, i), "piece.pdf",
               NULL);
      cli_assert_status (cli, 0);
    }
}

/* The samples say which pieces are there, not how old they are: a date that nobody gave is no
 * difference. */
static void
forget_dates (JsonObject *pieces)
{
  g_autoptr (GList) names = json_object_get_members (pieces);

  for (GList *l = names; l != NULL; l = l->next)
    if (g_str_equal (string_of (pieces, l->data), "date-unknown"))
      json_object_set_string_member (pieces, l->data, "provided");
}

static void
check_sample (Cli *cli, gconstpointer data)
{
  const Sample *sample = data;
  g_autofree char *file = g_build_filename (sample->folder, sample->expected, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *answers = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) criteria = NULL;
  g_autoptr (JsonObject) pieces = NULL;
  JsonObject *wanted;
  JsonObject *found;
  gboolean ready;

  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);
  wanted = json_node_get_object (json_parser_get_root (parser));
  /* The samples say whether the dossier is complete; nobody is ready for a track that is closed. */
  ready = json_object_get_boolean_member (wanted, "ready")
          && !g_str_equal (string_of (wanted, "deadline"), "closed");
  answers = g_build_filename (sample->folder, string_of (wanted, "answers"), NULL);

  if (g_str_has_prefix (string_of (wanted, "call"), "exemple-"))
    cli_add_example (cli, string_of (wanted, "call"));
  cli_run (cli, "new", "d.etabli", "--call", string_of (wanted, "call"), "--track",
           string_of (wanted, "track"), NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "fill", "d.etabli", answers, NULL);
  cli_assert_status (cli, 0);
  attach_provided (cli, json_object_get_array_member (wanted, "provided"));
  cli_run (cli, "check", "d.etabli", "--json", "--at", string_of (wanted, "at"), NULL);
  cli_assert_status (cli, ready ? 0 : 1);

  node = cli_json (cli);
  found = json_node_get_object (node);
  criteria = to_map (json_object_get_array_member (found, "criteria"), "id", "verdict");
  pieces = to_map (json_object_get_array_member (found, "pieces"), "code", "state");
  forget_dates (pieces);
  assert_same_map ("criteria", criteria, json_object_get_object_member (wanted, "criteria"));
  assert_same_map ("pieces", pieces, json_object_get_object_member (wanted, "pieces"));
  for (gsize i = 0; i < 2; i++)
    {
      const char *name = i == 0 ? "missing" : "invalid";
      g_autofree char *found_paths = list_paths (json_object_get_array_member (found, name));
      g_autofree char *wanted_paths = list_paths (json_object_get_array_member (wanted, name));

      g_assert_cmpstr (found_paths, ==, wanted_paths);
    }
  g_assert_cmpstr (string_of (found, "eligible"), ==, string_of (wanted, "eligible"));
  g_assert_true (json_object_get_boolean_member (found, "ready") == ready);
  g_assert_cmpstr (string_of (json_object_get_object_member (found, "deadline"), "state"), ==,
                   string_of (wanted, "deadline"));
}

/* The text of one verdict of a dossier, with its source. (transfer full) */
static char *
verdict_on (Cli *cli, const char *call, const char *criterion)
{
  g_autofree char *answers = cli_sample ("variantes/demande-60000.xml");
  g_autofree char *file = g_strconcat (call, ".etabli", NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *criteria;

  cli_run (cli, "new", file, "--call", call, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "fill", file, answers, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", file, "--json", "--at", "2019-10-01", NULL);
  node = cli_json (cli);
  criteria = json_object_get_array_member (json_node_get_object (node), "criteria");
  for (guint i = 0; i < json_array_get_length (criteria); i++)
    {
      JsonObject *element = json_array_get_object_element (criteria, i);

      if (g_str_equal (string_of (element, "id"), criterion))
        return g_strjoin ("|", string_of (element, "verdict"), string_of (element, "effect"),
                          string_of (element, "source"), NULL);
    }
  g_assert_not_reached ();
}

static void
both_editions_answer_differently_and_name_their_source (Cli *cli, gconstpointer data)
{
  g_autofree char *article
      = verdict_on (cli, "fabriques-de-territoire-2019-07", "montant-plancher");
  g_autofree char *agency = verdict_on (cli, "fabriques-de-territoire-2020", "montant-plancher");

  g_assert_true (g_str_has_prefix (article, "met|blocking|"));
  g_assert_true (g_str_has_prefix (agency, "not-met|blocking|"));
  g_assert_cmpuint (strlen (article), >, strlen ("met|blocking|") + 5);
  g_assert_cmpstr (strrchr (article, '|'), !=, strrchr (agency, '|'));
}

/* Adds a test for each "expected.json" or "*.expected.json" of @folder. */
static guint
add_samples (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        n += add_samples (path);
      else if (g_str_has_suffix (name, "expected.json"))
        {
          Sample *sample = g_new0 (Sample, 1);
          g_autofree char *base = g_path_get_basename (folder);
          g_autofree char *test = g_strdup_printf ("/samples/%s/%s", base, name);

          sample->folder = g_strdup (folder);
          sample->expected = g_strdup (name);
          g_test_add (test, Cli, sample, cli_set_up, check_sample, cli_tear_down);
          n++;
        }
    }
  return n;
}

int
main (int argc, char **argv)
{
  g_autofree char *samples = NULL;

  g_test_init (&argc, &argv, NULL);
  samples = cli_sample ("");
  g_assert_cmpuint (add_samples (samples), >=, 15);
  g_test_add ("/samples/both-editions-answer-differently-and-name-their-source", Cli, NULL,
              cli_set_up, both_editions_answer_differently_and_name_their_source, cli_tear_down);
  return g_test_run ();
}
