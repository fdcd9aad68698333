/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* calls diff and calls move, over the two editions that are shipped. */

#include <string.h>

#include "cli-harness.h"

#define ARTICLE "fabriques-de-territoire-2019-07"
#define AGENCY  "fabriques-de-territoire-2020"

static gboolean
has_difference (JsonArray *differences, const char *kind, const char *change, const char *id)
{
  for (guint i = 0; i < json_array_get_length (differences); i++)
    {
      JsonObject *one = json_array_get_object_element (differences, i);

      if (g_str_equal (json_object_get_string_member (one, "kind"), kind)
          && g_str_equal (json_object_get_string_member (one, "change"), change)
          && g_str_equal (json_object_get_string_member (one, "id"), id))
        return TRUE;
    }
  return FALSE;
}

static void
says_what_differs (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;
  JsonArray *differences;

  cli_run (cli, "calls", "diff", ARTICLE, AGENCY, "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  object = json_node_get_object (root);
  cli_assert_members (object, "before", "after", "differences", NULL);
  differences = json_object_get_array_member (object, "differences");
  cli_assert_members (json_array_get_object_element (differences, 0), "kind", "change", "id",
                      "label", "field", "before", "after", NULL);
  g_assert_true (has_difference (differences, "criterion", "changed", "montant-plancher"));
  g_assert_true (has_difference (differences, "criterion", "removed", "montant-plancher-75000"));
  g_assert_true (has_difference (differences, "criterion", "added", "montant-plancher-25000"));
  g_assert_true (has_difference (differences, "deadline", "added", "2021-09-30-FT"));
  g_assert_true (has_difference (differences, "permanence", "removed", "FT"));
}

static void
says_it_in_words (Cli *cli, gconstpointer data)
{
  cli_run (cli, "calls", "diff", ARTICLE, AGENCY, NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "\nCriteria\n"));
  g_assert_nonnull (strstr (cli->out, "“/dossier/demande/total >= 25000” becomes "
                                      "“/dossier/demande/total >= 75000”"));
  cli_run (cli, "calls", "diff", ARTICLE, ARTICLE, NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "The two editions say the same.\n");
}

static void
takes_files (Cli *cli, gconstpointer data)
{
  g_autofree char *file
      = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls", AGENCY ".xml", NULL);

  cli_run (cli, "calls", "diff", AGENCY, file, NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "The two editions say the same.\n");
}

static void
refuses_what_it_cannot_do (Cli *cli, gconstpointer data)
{
  cli_run (cli, "calls", "diff", ARTICLE, NULL);
  cli_assert_status (cli, 2);
  g_assert_nonnull (strstr (cli->err, "calls diff A B"));
  cli_run (cli, "calls", "diff", ARTICLE, "absent.xml", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "calls", "diff", ARTICLE, AGENCY, "--dossier", "absent.etabli", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "calls", "move", "absent.etabli", AGENCY, NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "calls", "move", "d.etabli", ARTICLE, NULL);
  cli_assert_status (cli, 1);
}

static void
says_what_a_dossier_becomes (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *dossier;
  JsonArray *invalid;

  cli_run (cli, "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  /* a wave that only the article has */
  cli_run (cli, "set", "d.etabli", "/dossier/candidature/vague", "suivante", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "calls", "diff", ARTICLE, AGENCY, "--dossier", "d.etabli", "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  dossier = json_object_get_object_member (json_node_get_object (root), "dossier");
  cli_assert_members (dossier, "has_track", "invalid", "missing", "unknown", "files", "criteria",
                      NULL);
  g_assert_true (json_object_get_boolean_member (dossier, "has_track"));
  invalid = json_object_get_array_member (dossier, "invalid");
  g_assert_cmpuint (json_array_get_length (invalid), ==, 1);
  g_assert_cmpstr (
      json_object_get_string_member (json_array_get_object_element (invalid, 0), "path"), ==,
      "/dossier/candidature/vague");
  cli_run (cli, "calls", "diff", ARTICLE, AGENCY, "--dossier", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "No longer accepted: "));
}

static void
moves_a_dossier_and_keeps_a_copy (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  guint files;

  cli_run (cli, "new", "d.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/nom", "Atelier du Clain", NULL);
  cli_assert_status (cli, 0);
  files = cli_count_files (cli);
  cli_run (cli, "calls", "move", "d.etabli", AGENCY, NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "Copy of it as it was: "));
  g_assert_cmpuint (cli_count_files (cli), ==, files + 1);
  cli_run (cli, "get", "d.etabli", "/dossier/porteur/nom", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "Atelier du Clain\n");
  cli_run (cli, "check", "d.etabli", "--json", NULL);
  root = cli_json (cli);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "call"), ==, AGENCY);
}

static void
add (const char *path, void (*test) (Cli *, gconstpointer))
{
  g_test_add (path, Cli, NULL, cli_set_up, test, cli_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add ("/editions/says-what-differs", says_what_differs);
  add ("/editions/says-it-in-words", says_it_in_words);
  add ("/editions/takes-files", takes_files);
  add ("/editions/refuses-what-it-cannot-do", refuses_what_it_cannot_do);
  add ("/editions/says-what-a-dossier-becomes", says_what_a_dossier_becomes);
  add ("/editions/moves-a-dossier-and-keeps-a-copy", moves_a_dossier_and_keeps_a_copy);

  return g_test_run ();
}
