/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* hand-over: a whole dossier there, none here, and a receipt. */

#include <string.h>

#include "cli-harness.h"

static void
gives_the_dossier_and_a_receipt (Cli *cli, gconstpointer data)
{
  g_autofree char *here = cli_path (cli, "la-halle.etabli");
  g_autofree char *there = cli_path (cli, "remis.etabli");

  cli_make_little (cli, "la-halle.etabli");
  cli_run (cli, "hand-over", "la-halle.etabli", "remis.etabli", "--by", "Lea Martin", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "SHA-256 digest: "));
  g_assert_nonnull (strstr (cli->out, "By: Lea Martin"));
  g_assert_nonnull (strstr (cli->out, "/remis.etabli"));
  g_assert_false (g_file_test (here, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (there, G_FILE_TEST_EXISTS));
  cli_run (cli, "check", "remis.etabli", NULL);
  g_assert_cmpint (cli->status, <=, 1);
}

static void
writes_the_receipt (Cli *cli, gconstpointer data)
{
  g_autofree char *pdf = cli_path (cli, "recu.pdf");
  g_autofree char *text = cli_path (cli, "recu.txt");
  g_autofree char *bytes = NULL;

  cli_make_little (cli, "un.etabli");
  cli_run (cli, "hand-over", "un.etabli", "deux.etabli", "--receipt", "recu.pdf", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (cli->out, ==, "");
  g_assert_true (g_file_get_contents (pdf, &bytes, NULL, NULL));
  g_assert_true (g_str_has_prefix (bytes, "%PDF-"));
  g_clear_pointer (&bytes, g_free);
  cli_run (cli, "hand-over", "deux.etabli", "trois.etabli", "--receipt", "recu.txt", NULL);
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (text, &bytes, NULL, NULL));
  g_assert_nonnull (strstr (bytes, "Receipt of a dossier handed over"));
}

static void
says_when_the_receipt_cannot_be_written (Cli *cli, gconstpointer data)
{
  cli_make_little (cli, "un.etabli");
  cli_run (cli, "hand-over", "un.etabli", "deux.etabli", "--receipt", "absent/recu.txt", NULL);
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->out, "SHA-256 digest"));
  g_assert_nonnull (strstr (cli->err, "was handed over"));
}

static void
refuses_and_leaves_it (Cli *cli, gconstpointer data)
{
  g_autofree char *here = cli_path (cli, "un.etabli");

  cli_make_little (cli, "un.etabli");
  cli_write (cli, "pris.etabli", "a");
  cli_run (cli, "hand-over", "un.etabli", "pris.etabli", NULL);
  g_assert_cmpint (cli->status, !=, 0);
  g_assert_nonnull (strstr (cli->err, "pris.etabli"));
  cli_run (cli, "hand-over", "absent.etabli", "la.etabli", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "hand-over", "un.etabli", NULL);
  cli_assert_status (cli, 2);
  g_assert_true (g_file_test (here, G_FILE_TEST_EXISTS));
}

#define ADD(name, function) \
  g_test_add ("/cli/hand-over/" name, Cli, NULL, cli_set_up, function, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("gives-the-dossier-and-a-receipt", gives_the_dossier_and_a_receipt);
  ADD ("writes-the-receipt", writes_the_receipt);
  ADD ("says-when-the-receipt-cannot-be-written", says_when_the_receipt_cannot_be_written);
  ADD ("refuses-and-leaves-it", refuses_and_leaves_it);
  return g_test_run ();
}
