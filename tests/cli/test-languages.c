/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A call in two languages, from new to a package: each session reads its own, answers and rules are
 * the same, and a package made in one is checked in the other. */

#include <string.h>

#include "cli-harness.h"

#define CALL "exemple-aide-regionale-bilingue"
#define AT   "2027-03-01T10:00"

static void
speak (const char *language)
{
  g_setenv ("LANGUAGE", language, TRUE);
}

static void
make (Cli *cli)
{
  cli_add_example (cli, CALL);
  cli_make_sample (cli, "d.etabli", "siblings/exemple-aide-regionale", CALL, "AIDE");
}

/* Text of the first criterion. */
static char *
first_criterion (Cli *cli)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *criteria;

  cli_run (cli, "check", "d.etabli", "--json", "--at", AT, NULL);
  cli_assert_status (cli, 0);
  node = cli_json (cli);
  criteria = json_object_get_array_member (json_node_get_object (node), "criteria");
  return g_strdup (
      json_object_get_string_member (json_array_get_object_element (criteria, 0), "text"));
}

static void
test_each_session_reads_its_own (Cli *cli, gconstpointer data)
{
  g_autofree char *french = NULL;
  g_autofree char *english = NULL;
  g_autofree char *other = NULL;

  make (cli);
  speak ("fr");
  french = first_criterion (cli);
  speak ("en");
  english = first_criterion (cli);
  speak ("de");
  other = first_criterion (cli);
  g_assert_cmpstr (french, ==, "La nature de votre structure lui permet de demander l’aide.");
  g_assert_cmpstr (english, ==, "An organisation of your kind may ask for the aid.");
  g_assert_cmpstr (other, ==, french);
}

static void
test_readable_copy_follows_the_session (Cli *cli, gconstpointer data)
{
  make (cli);
  speak ("en");
  cli_run (cli, "print", "d.etabli", "-o", "d.pdf", NULL);
  cli_assert_status (cli, 0);
  if (!cli_referee (cli, "pdftotext", "d.pdf", "d.txt", NULL))
    {
      g_test_skip ("pdftotext is not installed");
      return;
    }
  g_autofree char *file = cli_path (cli, "d.txt");
  g_autofree char *text = NULL;
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "What is the place called?"));
  g_assert_null (strstr (text, "Comment s’appelle le lieu"));
}

static void
test_package_made_in_one_is_valid_in_the_other (Cli *cli, gconstpointer data)
{
  static const char *const languages[] = { "en", "fr", "de" };

  if (!cli_make_identity (cli, "elodie", "ecdsa"))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  make (cli);
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autofree char *package = g_strconcat (languages[i], ".asice", NULL);

      speak (languages[i]);
      cli_run (cli, "export", "d.etabli", "-o", package, "--identity", "elodie.p12",
               "--password-file", "mdp", "--at", AT, NULL);
      cli_assert_status (cli, 0);
      for (guint j = 0; j < G_N_ELEMENTS (languages); j++)
        {
          speak (languages[j]);
          cli_run (cli, "verify", package, "--trust", "ca.pem", NULL);
          cli_assert_status (cli, 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name) \
  g_test_add ("/cli/languages/" #name, Cli, NULL, cli_set_up, test_##name, cli_tear_down)
  ADD (each_session_reads_its_own);
  ADD (readable_copy_follows_the_session);
  ADD (package_made_in_one_is_valid_in_the_other);
#undef ADD

  return g_test_run ();
}
