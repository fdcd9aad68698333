/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: help in person from the command line, to the signed package: what a helper typed is read
 * back, refused once, corrected; and without help nothing of it shows. */

#include <string.h>

#include "cli-harness.h"

#define NAME  "/dossier/porteur/nom"
#define SIRET "/dossier/porteur/siret"
#define TEXT  "/dossier/projet/presentation"

static void
begin (Cli *cli, int status)
{
  cli_run (cli, "assist", "begin", "d.etabli", "--helper", "Camille Martin", "--organisation",
           "Mairie d’Exemple", "--status", "agent", "--section", "porteur", "--mandate", "31",
           "--consent", NULL);
  cli_assert_status (cli, status);
}

static void
set (Cli *cli, int status, const char *path, const char *value)
{
  cli_run (cli, "set", "d.etabli", path, value, NULL);
  cli_assert_status (cli, status);
}

static void export(Cli *cli, int status)
{
  cli_run (cli, "export", "d.etabli", "-o", "d.asice", "--identity", "moi.p12", "--password-file",
           "mdp", "--at", "2019-10-01T10:30", NULL);
  cli_assert_status (cli, status);
}

static void
every_command_line_has_its_status (Cli *cli, gconstpointer data)
{
  static const struct
  {
    int status;
    const char *arguments[12];
  } cases[] = {
    { 2, { "assist", NULL } },
    { 2, { "assist", "rien", NULL } },
    { 0, { "assist", "begin", "--help", NULL } },
    { 2, { "assist", "begin", "d.etabli", NULL } },
    { 2, { "assist", "begin", "d.etabli", "--helper", "Camille", NULL } },
    { 3, { "assist", "begin", "absent.etabli", "--helper", "Camille", "--status", "agent", NULL } },
    { 1,
      { "assist", "begin", "d.etabli", "--helper", "Camille", "--status", "roi", "--consent",
        NULL } },
    { 1,
      { "assist", "begin", "d.etabli", "--helper", "Camille", "--status", "agent", "--mandate", "7",
        "--consent", NULL } },
    { 1,
      { "assist", "begin", "d.etabli", "--helper", "Camille", "--status", "agent", "--mandate",
        "-31", "--consent", NULL } },
    { 1,
      { "assist", "begin", "d.etabli", "--helper", "Camille", "--status", "agent", "--section",
        "jardin", "--consent", NULL } },
    { 1, { "assist", "end", "d.etabli", NULL } },
    { 1, { "assist", "extend", "d.etabli", "projet", NULL } },
    { 0, { "assist", "list", "d.etabli", NULL } },
    { 0, { "assist", "accept", "d.etabli", NULL } },
    { 1, { "assist", "accept", "d.etabli", NAME, NULL } },
    { 2, { "assist", "refuse", "d.etabli", NULL } },
    { 1, { "assist", "refuse", "d.etabli", NAME, NULL } },
  };

  cli_make_little (cli, "d.etabli");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = g_strjoinv (" ", (char **)cases[i].arguments);

      g_test_message ("%s", line);
      cli_runv (cli, cases[i].arguments);
      cli_check_status (cli, cases[i].status, line);
    }
}

static void
nothing_begins_without_consent (Cli *cli, gconstpointer data)
{
  cli_make_little (cli, "d.etabli");
  cli_run (cli, "assist", "begin", "d.etabli", "--helper", "Camille", "--status", "proche", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "Une personne vous aide"));
  g_assert_nonnull (strstr (cli->err, "--consent"));
  cli_run (cli, "assist", "end", "d.etabli", NULL);
  cli_assert_status (cli, 1);
}

static void
check_has_its_field_only_after_help (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *assistance;
  JsonArray *list;

  cli_make_little (cli, "d.etabli");
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 0);
  g_assert_null (strstr (cli->out, "assistance"));

  begin (cli, 0);
  set (cli, 0, NAME, "La Halle");
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 1);
  node = cli_json (cli);
  g_assert_false (json_object_get_boolean_member (json_node_get_object (node), "ready"));
  assistance = json_object_get_object_member (json_node_get_object (node), "assistance");
  cli_assert_members (assistance, "helper", "to_read_back", NULL);
  g_assert_cmpstr (json_object_get_string_member (assistance, "helper"), ==, "Camille Martin");
  list = json_object_get_array_member (assistance, "to_read_back");
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  cli_assert_members (json_array_get_object_element (list, 0), "path", "label", "refused", NULL);

  cli_run (cli, "assist", "end", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", "d.etabli", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "1 answer that a helper typed"));
  cli_run (cli, "assist", "accept", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "check", "d.etabli", "--json", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "assistance"));
}

static void
a_helper_keeps_to_the_sections (Cli *cli, gconstpointer data)
{
  cli_make_little (cli, "d.etabli");
  begin (cli, 0);
  begin (cli, 1);
  set (cli, 1, TEXT, "Un autre projet.");
  g_assert_nonnull (strstr (cli->err, "Camille Martin"));
  /* All or nothing. */
  cli_run (cli, "set", "d.etabli", NAME, "La Halle", TEXT, "Un autre projet.", NULL);
  cli_assert_status (cli, 1);
  cli_run (cli, "get", "d.etabli", NAME, NULL);
  g_assert_null (strstr (cli->out, "La Halle"));
  set (cli, 1, "/dossier/accord", "non");
  cli_run (cli, "assist", "extend", "d.etabli", "projet", NULL);
  cli_assert_status (cli, 0);
  set (cli, 0, TEXT, "Un autre projet.");
}

static void
read_back_refused_and_corrected_then_signed (Cli *cli, gconstpointer data)
{
  cli_make_little (cli, "d.etabli");
  cli_write (cli, "mdp", "secret\n");
  if (!cli_make_identity (cli, "moi", "rsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  begin (cli, 0);
  set (cli, 0, NAME, "La Hale");
  set (cli, 0, SIRET, "73282932000074");
  export(cli, 1);
  g_assert_nonnull (strstr (cli->err, "Camille Martin"));
  cli_run (cli, "assist", "end", "d.etabli", NULL);
  cli_assert_status (cli, 0);

  export(cli, 1);
  g_assert_nonnull (strstr (cli->err, "Identité"));
  cli_run (cli, "assist", "refuse", "d.etabli", NAME, NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "assist", "accept", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "assist", "list", "d.etabli", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->out, "to be corrected: "));
  export(cli, 1);
  set (cli, 0, NAME, "La Halle");
  cli_run (cli, "assist", "list", "d.etabli", NULL);
  cli_assert_status (cli, 0);

  export(cli, 0);
  cli_run (cli, "verify", "d.asice", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "extract", "d.asice", "sorti", NULL);
  cli_assert_status (cli, 0);
  if (cli_referee (cli, "cat", "sorti/dossier.xml", NULL))
    g_assert_nonnull (strstr (cli->out, "<helper>Camille Martin</helper>"));
  if (cli_referee (cli, "xmllint", "--noout", "--nonet", "--schema", g_getenv ("ETB_TEST_SCHEMA"),
                   "sorti/dossier.xml", NULL))
    g_assert_cmpint (cli->status, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/cli-assist/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("every-command-line-has-its-status", every_command_line_has_its_status);
  ADD ("nothing-begins-without-consent", nothing_begins_without_consent);
  ADD ("check-has-its-field-only-after-help", check_has_its_field_only_after_help);
  ADD ("a-helper-keeps-to-the-sections", a_helper_keeps_to_the_sections);
  ADD ("read-back-refused-and-corrected-then-signed", read_back_refused_and_corrected_then_signed);
  return g_test_run ();
}
