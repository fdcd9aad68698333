/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: pieces from the command line: their dates, what check says of each, what may go out. */

#include <string.h>

#include "cli-harness.h"

static void
make_dossier (Cli *cli)
{
  cli_run (cli, "new", "d.etabli", "--call", "fabriques-de-territoire-2019-07", "--track", "FT",
           NULL);
  cli_assert_status (cli, 0);
}

static JsonObject *
piece_of (JsonNode *node, const char *code)
{
  JsonArray *pieces = json_object_get_array_member (json_node_get_object (node), "pieces");

  for (guint i = 0; i < json_array_get_length (pieces); i++)
    {
      JsonObject *piece = json_array_get_object_element (pieces, i);

      if (g_str_equal (json_object_get_string_member (piece, "code"), code))
        return piece;
    }
  g_assert_not_reached ();
}

static JsonObject *
file_of (JsonObject *piece, guint rank)
{
  return json_array_get_object_element (json_object_get_array_member (piece, "files"), rank);
}

/* Joined by commas. (transfer full) */
static char *
notes_of (JsonObject *file)
{
  JsonArray *notes = json_object_get_array_member (file, "notes");
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (notes); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "",
                            json_array_get_string_element (notes, i));
  return g_string_free (text, FALSE);
}

static void
ages_are_those_of_the_instant (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *at;
    const char *state;
    const char *notes;
  } instants[] = {
    /* The last day of the call is 30 December. */
    { "2019-10-01", "provided", "expires" },
    { "2019-11-30T23:59:59", "provided", "expires" },
    { "2019-12-01", "expired", "expired" },
  };

  make_dossier (cli);
  cli_write (cli, "avis.pdf", "%PDF-1.4\n");
  cli_run (cli, "attach", "d.etabli", "P-SIR", "avis.pdf", "--date", "31/08/2019", NULL);
  cli_assert_status (cli, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (instants); i++)
    {
      g_autoptr (JsonNode) node = NULL;
      g_autofree char *notes = NULL;
      JsonObject *piece;
      JsonObject *file;

      cli_run (cli, "check", "d.etabli", "--json", "--at", instants[i].at, NULL);
      cli_assert_status (cli, 1);
      node = cli_json (cli);
      piece = piece_of (node, "P-SIR");
      file = file_of (piece, 0);
      cli_assert_members (file, "name", "type", "size", "sha256", "date", "valid_until", "notes",
                          "same_as", NULL);
      g_assert_cmpstr (json_object_get_string_member (file, "date"), ==, "2019-08-31");
      g_assert_cmpstr (json_object_get_string_member (file, "valid_until"), ==, "2019-11-30");
      g_assert_cmpstr (json_object_get_string_member (piece, "state"), ==, instants[i].state);
      notes = notes_of (file);
      g_assert_cmpstr (notes, ==, instants[i].notes);
    }
}

static void
a_wrong_date_attaches_nothing (Cli *cli, gconstpointer data)
{
  static const char *const dates[] = { "31/02/2019", "hier", "2999-01-01" };
  g_autoptr (JsonNode) node = NULL;

  make_dossier (cli);
  cli_write (cli, "avis.pdf", "%PDF-1.4\n");
  for (gsize i = 0; i < G_N_ELEMENTS (dates); i++)
    {
      cli_run (cli, "attach", "d.etabli", "P-SIR", "avis.pdf", "--date", dates[i], NULL);
      cli_assert_status (cli, 2);
    }
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  node = cli_json (cli);
  g_assert_cmpstr (json_object_get_string_member (piece_of (node, "P-SIR"), "state"), ==,
                   "missing");
}

static void
each_fault_has_its_word (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *notes = NULL;
  JsonObject *weight;
  JsonObject *file;

  make_dossier (cli);
  cli_write (cli, "1__#$é «plan».PDF", "%PDF-1.4\n% une\n");
  cli_write (cli, "copie.pdf", "%PDF-1.4\n% une\n");
  cli_write (cli, "avis.pdf", "%PDF-1.4\n% autre\n");
  cli_run (cli, "attach", "d.etabli", "P-LET", "1__#$é «plan».PDF", "copie.pdf", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "attach", "d.etabli", "P-OCC", "copie.pdf", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "attach", "d.etabli", "P-SIR", "avis.pdf", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  node = cli_json (cli);

  g_assert_cmpstr (json_object_get_string_member (piece_of (node, "P-RIB"), "state"), ==,
                   "missing");
  g_assert_cmpstr (json_object_get_string_member (piece_of (node, "P-SIR"), "state"), ==,
                   "date-unknown");
  g_assert_cmpstr (json_object_get_string_member (piece_of (node, "P-OCC"), "state"), ==,
                   "provided");
  g_assert_cmpstr (json_object_get_string_member (piece_of (node, "P-LET"), "state"), ==,
                   "duplicate");
  file = file_of (piece_of (node, "P-LET"), 1);
  notes = notes_of (file);
  g_assert_cmpstr (notes, ==, "duplicate");
  g_assert_cmpstr (
      json_object_get_string_member (json_object_get_object_member (file, "same_as"), "name"), ==,
      "1__#$é «plan».PDF");
  weight = json_object_get_object_member (json_node_get_object (node), "weight");
  g_assert_cmpint (json_object_get_int_member (weight, "size"), ==, 15 * 3 + 17);
  g_assert_cmpint (json_object_get_int_member (weight, "limit"), ==, 209715200);

  cli_run (cli, "check", "d.etabli", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "P-LET: “copie.pdf”: Duplicate"));
  g_assert_nonnull (strstr (cli->out, "out of 200\u00a0MB."));
}

/* The sample, with a date on its Sirene notice. */
static void
make_dated_sample (Cli *cli, const char *file, const char *date)
{
  g_autofree char *folder = cli_sample ("ft-association-rurale");
  g_autofree char *answers = g_build_filename (folder, "answers.xml", NULL);
  g_autofree char *pieces = g_build_filename (folder, "pieces", NULL);
  g_autoptr (GDir) dir = g_dir_open (pieces, 0, NULL);
  const char *name;

  cli_run (cli, "new", file, "--call", "fabriques-de-territoire-2019-07", "--track", "FT", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "fill", file, answers, NULL);
  cli_assert_status (cli, 0);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (pieces, name, NULL);
      g_auto (GStrv) parts = g_strsplit (name, "__", 2);
      gboolean aged = g_str_equal (parts[0], "P-SIR");

      cli_run (cli, "attach", file, parts[0], path, aged ? "--date" : NULL, date, NULL);
      cli_assert_status (cli, 0);
    }
}

static void
export_at (Cli *cli, const char *at)
{
  cli_run (cli, "export", "d.etabli", "-o", "d.asice", "--identity", "zoe.p12", "--password-file",
           "mdp", "--at", at, NULL);
}

/* Old paper stops the package, by name; a recent one goes with its date. */
static void
an_expired_piece_does_not_go_out (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;

  if (!cli_make_identity (cli, "zoe", "rsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  make_dated_sample (cli, "d.etabli", "2019-07-15");
  export_at (cli, "2019-10-16");
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "documents to replace (1)"));
  export_at (cli, "2019-10-15");
  cli_assert_status (cli, 0);

  cli_run (cli, "verify", "d.asice", "--json", NULL);
  node = cli_json (cli);
  g_assert_true (json_object_get_boolean_member (
      json_object_get_object_member (
          json_array_get_object_element (
              json_object_get_array_member (json_node_get_object (node), "packages"), 0),
          "dossier"),
      "ready"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/pieces/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("ages-are-those-of-the-instant", ages_are_those_of_the_instant);
  ADD ("a-wrong-date-attaches-nothing", a_wrong_date_attaches_nothing);
  ADD ("each-fault-has-its-word", each_fault_has_its_word);
  ADD ("an-expired-piece-does-not-go-out", an_expired_piece_does_not_go_out);
  return g_test_run ();
}
