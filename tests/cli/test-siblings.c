/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: a call of another form is a data file and nothing else. Each example is put into the folder
 * of a person's own calls, and a dossier of it goes from new to a package that verifies. */

#include <string.h>

#include "cli-harness.h"

typedef struct
{
  const char *call;
  const char *track;
  const char *at;
} Sibling;

static const Sibling siblings[] = {
  { "exemple-aide-regionale", "AIDE", "2027-03-01T10:00" },
  { "exemple-formation-a-plusieurs", "GROUPEMENT", "2027-03-01T10:00" },
  { "exemple-lieu-productif", "INVESTISSEMENT", "2027-06-01T10:00" },
};

static const char *
string_of (JsonObject *object, const char *member)
{
  return json_object_get_string_member (object, member);
}

static gboolean
is_listed (Cli *cli, const char *call)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *calls;

  cli_run (cli, "calls", "--json", NULL);
  cli_assert_status (cli, 0);
  node = cli_json (cli);
  calls = json_object_get_array_member (json_node_get_object (node), "calls");
  for (guint i = 0; i < json_array_get_length (calls); i++)
    if (g_str_equal (string_of (json_array_get_object_element (calls, i), "id"), call))
      return TRUE;
  return FALSE;
}

/* Nobody who looks for a real call is offered an example; who copies one has it. */
static void
is_proposed_once_copied (Cli *cli, gconstpointer data)
{
  const Sibling *sibling = data;

  g_assert_false (is_listed (cli, sibling->call));
  cli_add_example (cli, sibling->call);
  g_assert_true (is_listed (cli, sibling->call));
}

static void
goes_from_new_to_package (Cli *cli, gconstpointer data)
{
  const Sibling *sibling = data;
  g_autofree char *sample = g_build_filename ("siblings", sibling->call, NULL);
  g_autoptr (JsonNode) node = NULL;
  JsonArray *packages;
  JsonObject *report;
  JsonObject *dossier;

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_add_example (cli, sibling->call);
  cli_make_sample (cli, "d.etabli", sample, sibling->call, sibling->track);
  cli_run (cli, "check", "d.etabli", "--at", sibling->at, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "export", "d.etabli", "-o", "d.asice", "--identity", "elodie.p12",
           "--password-file", "mdp", "--at", sibling->at, NULL);
  cli_assert_status (cli, 0);

  /* A package says all that is needed to read it: the call is no longer here. */
  g_assert_true (cli_referee (cli, "rm", "-r", "home/etabli/calls", NULL));
  cli_run (cli, "verify", "d.asice", "--trust", "ca.pem", "--json", NULL);
  cli_assert_status (cli, 0);
  node = cli_json (cli);
  packages = json_object_get_array_member (json_node_get_object (node), "packages");
  g_assert_cmpuint (json_array_get_length (packages), ==, 1);
  report = json_array_get_object_element (packages, 0);
  g_assert_cmpstr (string_of (report, "verdict"), ==, "valid");
  dossier = json_object_get_object_member (report, "dossier");
  g_assert_cmpstr (string_of (dossier, "call"), ==, sibling->call);
  g_assert_cmpstr (string_of (dossier, "track"), ==, sibling->track);
  g_assert_true (json_object_get_boolean_member (dossier, "ready"));
  g_assert_nonnull (strstr (string_of (dossier, "edition"), "Exemple"));
}

/* Nothing filled in: nothing refused. */
static void
empty_dossier_is_not_refused (Cli *cli, gconstpointer data)
{
  const Sibling *sibling = data;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *criteria;

  cli_add_example (cli, sibling->call);
  cli_run (cli, "new", "d.etabli", "--call", sibling->call, "--track", sibling->track, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", "d.etabli", "--json", "--at", sibling->at, NULL);
  cli_assert_status (cli, 1);
  node = cli_json (cli);
  g_assert_cmpstr (string_of (json_node_get_object (node), "eligible"), ==, "unknown");
  criteria = json_object_get_array_member (json_node_get_object (node), "criteria");
  g_assert_cmpuint (json_array_get_length (criteria), >=, 9);
  for (guint i = 0; i < json_array_get_length (criteria); i++)
    {
      JsonObject *criterion = json_array_get_object_element (criteria, i);

      if (!g_str_equal (string_of (criterion, "verdict"), "unknown"))
        g_error ("%s: %s is %s", sibling->call, string_of (criterion, "id"),
                 string_of (criterion, "verdict"));
    }
}

static void
add (const char *name, const Sibling *sibling, void (*test) (Cli *, gconstpointer))
{
  g_autofree char *path = g_strdup_printf ("/siblings/%s/%s", sibling->call, name);

  g_test_add (path, Cli, sibling, cli_set_up, test, cli_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (siblings); i++)
    {
      add ("is-proposed-once-copied", &siblings[i], is_proposed_once_copied);
      add ("empty-dossier-is-not-refused", &siblings[i], empty_dossier_is_not_refused);
      add ("goes-from-new-to-package", &siblings[i], goes_from_new_to_package);
    }
  return g_test_run ();
}
