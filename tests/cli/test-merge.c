/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* merge, over two copies of a dossier that were edited apart. */

#include <string.h>

#include "cli-harness.h"

#define ARTICLE "fabriques-de-territoire-2019-07"
#define NAME    "/dossier/porteur/nom"
#define PLACE   "/dossier/lieu/nom"

static void
run_set (Cli *cli, const char *file, const char *path, const char *value)
{
  cli_run (cli, "set", file, path, value, NULL);
  cli_assert_status (cli, 0);
}

static void
copy (Cli *cli, const char *from, const char *to)
{
  g_autofree char *from_path = cli_path (cli, from);
  g_autofree char *to_path = cli_path (cli, to);
  g_autoptr (GFile) source = g_file_new_for_path (from_path);
  g_autoptr (GFile) target = g_file_new_for_path (to_path);

  g_assert_true (g_file_copy (source, target, G_FILE_COPY_NONE, NULL, NULL, NULL, NULL));
}

/* a.etabli and b.etabli, of which one answer each changed; and one on both when @conflict. */
static void
make_copies (Cli *cli, gboolean conflict)
{
  cli_run (cli, "new", "a.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  run_set (cli, "a.etabli", NAME, "Atelier");
  copy (cli, "a.etabli", "b.etabli");
  run_set (cli, "a.etabli", PLACE, "La Halle");
  run_set (cli, "b.etabli", "/dossier/porteur/contact/courriel", "atelier@exemple.fr");
  if (!conflict)
    return;
  run_set (cli, "a.etabli", NAME, "Atelier du Clain");
  run_set (cli, "b.etabli", NAME, "L’Atelier");
}

static void
assert_answer (Cli *cli, const char *file, const char *path, const char *expected)
{
  g_autofree char *line = g_strconcat (expected, "\n", NULL);

  cli_run (cli, "get", file, path, NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, line);
}

static gboolean
exists (Cli *cli, const char *name)
{
  g_autofree char *path = cli_path (cli, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

static void
takes_and_lists_what_one_side_changed (Cli *cli, gconstpointer data)
{
  make_copies (cli, FALSE);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "theirs taken. Mine: no answer. Theirs: “atelier@exemple.fr” "
                                      "(the applicant, "));
  g_assert_nonnull (strstr (cli->out, "mine kept. Mine: “La Halle” (the applicant, "));
  g_assert_true (g_str_has_suffix (cli->out, "Brought together: c.etabli\n"));
  assert_answer (cli, "c.etabli", NAME, "Atelier");
  assert_answer (cli, "c.etabli", PLACE, "La Halle");
  assert_answer (cli, "c.etabli", "/dossier/porteur/contact/courriel", "atelier@exemple.fr");
  assert_answer (cli, "a.etabli", "/dossier/porteur/contact/courriel", "");
}

static void
lists_conflicts_and_writes_nothing (Cli *cli, gconstpointer data)
{
  guint files;

  make_copies (cli, TRUE);
  files = cli_count_files (cli);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "to be decided. Mine: “Atelier du Clain” (the applicant, "));
  g_assert_nonnull (strstr (cli->out, "Theirs: “L’Atelier” (the applicant, "));
  g_assert_nonnull (strstr (cli->err, "--prefer"));
  g_assert_false (exists (cli, "c.etabli"));
  g_assert_cmpuint (cli_count_files (cli), ==, files);
}

static void
prefers_as_it_is_told (Cli *cli, gconstpointer data)
{
  make_copies (cli, TRUE);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", "--prefer", "mine", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "decided for mine. Mine: “Atelier du Clain”"));
  assert_answer (cli, "c.etabli", NAME, "Atelier du Clain");
  assert_answer (cli, "c.etabli", "/dossier/porteur/contact/courriel", "atelier@exemple.fr");
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "d.etabli", "--prefer", "theirs", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "decided for theirs. "));
  assert_answer (cli, "d.etabli", NAME, "L’Atelier");
  assert_answer (cli, "d.etabli", PLACE, "La Halle");
}

static void
prefers_the_newest (Cli *cli, gconstpointer data)
{
  make_copies (cli, TRUE);
  g_usleep (1100 * 1000);
  run_set (cli, "a.etabli", NAME, "Le dernier");
  cli_run (cli, "merge", "b.etabli", "a.etabli", "-o", "c.etabli", "--prefer", "newest", NULL);
  cli_assert_status (cli, 0);
  assert_answer (cli, "c.etabli", NAME, "Le dernier");
}

static void
says_it_as_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object, *difference, *side;
  JsonArray *differences;

  make_copies (cli, TRUE);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", "--json", NULL);
  cli_assert_status (cli, 1);
  root = cli_json (cli);
  object = json_node_get_object (root);
  cli_assert_members (object, "out", "undecided", "differences", "warnings", "invalid", "criteria",
                      "crowded", NULL);
  g_assert_true (json_object_get_null_member (object, "out"));
  g_assert_cmpint (json_object_get_int_member (object, "undecided"), ==, 1);
  differences = json_object_get_array_member (object, "differences");
  g_assert_cmpuint (json_array_get_length (differences), ==, 3);
  difference = json_array_get_object_element (differences, 0);
  cli_assert_members (difference, "kind", "key", "label", "mine", "theirs", "base", "suggestion",
                      "choice", NULL);
  side = json_object_get_object_member (difference, "mine");
  cli_assert_members (side, "there", "value", "author", "at", "changed", NULL);
}

/* A second time there is nothing of theirs to take. */
static void
again_changes_nothing (Cli *cli, gconstpointer data)
{
  make_copies (cli, TRUE);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", "--prefer", "mine", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "merge", "c.etabli", "b.etabli", "-o", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_null (strstr (cli->out, "taken"));
  g_assert_null (strstr (cli->out, "decided"));
  assert_answer (cli, "d.etabli", NAME, "Atelier du Clain");
  cli_run (cli, "merge", "b.etabli", "c.etabli", "-o", "e.etabli", NULL);
  cli_assert_status (cli, 0);
  assert_answer (cli, "e.etabli", NAME, "Atelier du Clain");
}

/* Everything that a whole dossier holds: one side is filled anew from a file and gets a document.
 */
static void
brings_lines_and_files (Cli *cli, gconstpointer data)
{
  g_autofree char *answers = cli_sample ("variantes/demande-60000.xml");
  g_autofree char *theirs = NULL;

  cli_make_sample (cli, "a.etabli", "ft-association-rurale", ARTICLE, "FT");
  copy (cli, "a.etabli", "b.etabli");
  cli_run (cli, "fill", "b.etabli", answers, NULL);
  cli_assert_status (cli, 0);
  cli_write (cli, "bail.pdf", "%PDF-1.4\n%%EOF\n");
  cli_run (cli, "attach", "b.etabli", "P-OCC", "bail.pdf", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "merge", "a.etabli", "b.etabli", "-o", "c.etabli", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "“bail.pdf” ("));
  cli_run (cli, "get", "b.etabli", "--json", NULL);
  theirs = g_strdup (cli->out);
  cli_run (cli, "get", "c.etabli", "--json", NULL);
  g_assert_cmpstr (cli->out, ==, theirs);
  cli_run (cli, "check", "c.etabli", "--json", NULL);
  g_assert_nonnull (strstr (cli->out, "bail.pdf"));
}

static void
refuses_what_it_cannot_do (Cli *cli, gconstpointer data)
{
  static const struct
  {
    int status;
    const char *arguments[8];
  } cases[] = {
    { 2, { "merge", "a.etabli", NULL } },
    { 2, { "merge", "a.etabli", "b.etabli", NULL } },
    { 2, { "merge", "a.etabli", "b.etabli", "-o", "x", "--prefer", "best", NULL } },
    { 1, { "merge", "a.etabli", "a.etabli", "-o", "x", NULL } },
    { 1, { "merge", "a.etabli", "other.etabli", "-o", "x", NULL } },
    { 1, { "merge", "a.etabli", "b.etabli", "-o", "b.etabli", NULL } },
    { 3, { "merge", "a.etabli", "absent.etabli", "-o", "x", NULL } },
    { 3, { "merge", "note.txt", "b.etabli", "-o", "x", NULL } },
    { 3, { "merge", "a.etabli", "b.etabli", "-o", "absent/x", NULL } },
  };

  make_copies (cli, FALSE);
  cli_write (cli, "note.txt", "rien");
  cli_run (cli, "new", "other.etabli", "--call", ARTICLE, "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *where = g_strdup_printf ("case %" G_GSIZE_FORMAT, i);

      cli_runv (cli, cases[i].arguments);
      cli_check_status (cli, cases[i].status, where);
    }
  g_assert_false (exists (cli, "x"));
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

  add ("/merge/takes-and-lists-what-one-side-changed", takes_and_lists_what_one_side_changed);
  add ("/merge/lists-conflicts-and-writes-nothing", lists_conflicts_and_writes_nothing);
  add ("/merge/prefers-as-it-is-told", prefers_as_it_is_told);
  add ("/merge/prefers-the-newest", prefers_the_newest);
  add ("/merge/says-it-as-json", says_it_as_json);
  add ("/merge/again-changes-nothing", again_changes_nothing);
  add ("/merge/brings-lines-and-files", brings_lines_and_files);
  add ("/merge/refuses-what-it-cannot-do", refuses_what_it_cannot_do);

  return g_test_run ();
}
