/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command journal, of dossiers and of packages; what another tool did is named. */

#include <string.h>

#include "cli-harness.h"

static void
prepare (Cli *cli)
{
  cli_write (cli, "mdp", "mot de passe\n");
  cli_make_little (cli, "d.etabli");
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/nom", "Le Hangar", NULL);
  cli_assert_status (cli, 0);
}

static void
make_package (Cli *cli)
{
  cli_run (cli, "identity", "create", "Zoé Ménard", "-o", "zoe.p12", "--password-file", "mdp",
           NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "export", "d.etabli", "-o", "d.asice", "--identity", "zoe.p12", "--password-file",
           "mdp", NULL);
  cli_assert_status (cli, 0);
}

/* With SQLite's own program, past the triggers. FALSE when it is not installed. */
static gboolean
tamper (Cli *cli)
{
  static const char script[] = "DROP TRIGGER journal_no_update;\n"
                               "UPDATE journal SET author = 'x' WHERE number = 2;\n"
                               "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal\n"
                               "BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END;\n";

  return cli_referee (cli, "sqlite3", "d.etabli", script, NULL);
}

static void
a_dossier_tells_who_did_what (Cli *cli, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  prepare (cli);
  cli_run (cli, "journal", "d.etabli", NULL);
  cli_assert_status (cli, 0);
  lines = g_strsplit (cli->out, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 5);
  g_assert_true (g_str_has_prefix (lines[0], "1\t"));
  g_assert_nonnull (strstr (lines[0], "Établi\tDossier made"));
  g_assert_nonnull (strstr (lines[1], "the applicant\tAnswers from a file: "));
  g_assert_nonnull (strstr (lines[2], "the applicant\tDocument attached: Statuts"));
  g_assert_nonnull (strstr (lines[3], "the applicant\tAnswer: Nom"));
  /* Values never are. */
  g_assert_null (strstr (cli->out, "Hangar"));
}

static void
a_package_tells_the_same (Cli *cli, gconstpointer data)
{
  g_autofree char *of_dossier = NULL;
  g_autofree char *xml = cli_path (cli, "journal.xml");
  g_autofree char *content = NULL;

  prepare (cli);
  cli_run (cli, "journal", "d.etabli", NULL);
  of_dossier = g_strdup (cli->out);
  make_package (cli);
  cli_run (cli, "journal", "d.asice", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, of_dossier);

  cli_run (cli, "journal", "d.asice", "-o", "journal.xml", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_file_get_contents (xml, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "urn:etabli:journal:1"));
  g_clear_pointer (&content, g_free);

  /* The dossier has one entry more by now: its export. */
  cli_run (cli, "journal", "d.etabli", "-o", "journal.xml", NULL);
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (xml, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "kind=\"exported\""));
}

static void
a_broken_chain_is_named (Cli *cli, gconstpointer data)
{
  prepare (cli);
  if (!tamper (cli))
    {
      g_test_skip ("sqlite3 is not installed");
      return;
    }
  cli_run (cli, "journal", "d.etabli", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "entry 2 "));
  g_assert_nonnull (strstr (cli->err, "d.etabli"));

  /* Work and export go on, and the package says it. */
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/nom", "Autre", NULL);
  cli_assert_status (cli, 0);
  make_package (cli);
  cli_run (cli, "journal", "d.asice", "-o", "journal.xml", NULL);
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "entry 2 "));
  cli_run (cli, "verify", "d.asice", NULL);
  g_assert_cmpint (cli->status, ==, 1);
  g_assert_nonnull (strstr (cli->out, "entry 2 "));
}

static void
bad_inputs_are_named (Cli *cli, gconstpointer data)
{
  cli_write (cli, "texte", "bonjour\n");
  cli_write (cli, "faux.asice", "PK\x03\x04 et puis rien\n");
  cli_run (cli, "journal", "absent.etabli", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "journal", "texte", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "journal", "faux.asice", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "journal", NULL);
  cli_assert_status (cli, 2);
  prepare (cli);
  cli_run (cli, "journal", "d.etabli", "-o", "nulle-part/journal.xml", NULL);
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "nulle-part/journal.xml"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/cli/journal/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("a-dossier-tells-who-did-what", a_dossier_tells_who_did_what);
  ADD ("a-package-tells-the-same", a_package_tells_the_same);
  ADD ("a-broken-chain-is-named", a_broken_chain_is_named);
  ADD ("bad-inputs-are-named", bad_inputs_are_named);
  return g_test_run ();
}
