/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: bad input and hard times: one clear message, the status of the contract, nothing
 * half-written. */

#include <string.h>

#include "cli-harness.h"

/* A complete little dossier and an identity for it, today. */
static void
prepare (Cli *cli)
{
  cli_write (cli, "mdp", "mot de passe\n");
  cli_write (cli, "faux-mdp", "autre chose\n");
  cli_make_little (cli, "d.etabli");
  cli_run (cli, "identity", "create", "Zoé Ménard", "-o", "zoe.p12", "--password-file", "mdp",
           NULL);
  cli_assert_status (cli, 0);
}

static void
export_to (Cli *cli, const char *dossier, const char *target, const char *identity,
           const char *password)
{
  cli_run (cli, "export", dossier, "-o", target, "--identity", identity, "--password-file",
           password, NULL);
}

static void
bad_inputs_of_an_export (Cli *cli, gconstpointer data)
{
  static const struct
  {
    const char *dossier;
    const char *target;
    const char *identity;
    const char *password;
    const char *named; /* in the message */
  } cases[] = {
    { "d.etabli", "d.asice", "zoe.p12", "faux-mdp", "zoe.p12" },
    { "d.etabli", "d.asice", "mdp", "mdp", "mdp" },
    { "d.etabli", "d.asice", "absent.p12", "mdp", "absent.p12" },
    { "d.etabli", "d.asice", "zoe.p12", "absent", "absent" },
    { "mdp", "d.asice", "zoe.p12", "mdp", "mdp" },
    { "zoe.p12", "d.asice", "zoe.p12", "mdp", "zoe.p12" },
    { "d.etabli", "absent/d.asice", "zoe.p12", "mdp", "absent/d.asice" },
    { "d.etabli", "mdp/d.asice", "zoe.p12", "mdp", "mdp/d.asice" },
    { "d.etabli", "/proc/d.asice", "zoe.p12", "mdp", "/proc/d.asice" },
    { "d.etabli", "d.etabli", "zoe.p12", "mdp", "d.etabli" },
  };
  guint files;

  prepare (cli);
  files = cli_count_files (cli);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      export_to (cli, cases[i].dossier, cases[i].target, cases[i].identity, cases[i].password);
      cli_check_status (cli, 3, cases[i].named);
      g_assert_nonnull (strstr (cli->err, cases[i].named));
      g_assert_cmpuint (cli_count_files (cli), ==, files);
    }
  cli_run (cli, "check", "d.etabli", "--at", "2019-10-01", NULL);
  cli_assert_status (cli, 0);
}

static void
a_dossier_that_is_not_ready_is_named (Cli *cli, gconstpointer data)
{
  guint files;

  prepare (cli);
  cli_run (cli, "set", "d.etabli", "/dossier/porteur/nom", "", NULL);
  cli_assert_status (cli, 0);
  files = cli_count_files (cli);
  export_to (cli, "d.etabli", "d.asice", "zoe.p12", "mdp");
  cli_assert_status (cli, 1);
  g_assert_nonnull (strstr (cli->err, "d.etabli"));
  g_assert_nonnull (strstr (cli->err, "Nom"));
  g_assert_cmpuint (cli_count_files (cli), ==, files);
}

/* The command of a case, run where no file may grow beyond 64 KiB. */
static void
no_room_for_a_package (Cli *cli, gconstpointer data)
{
  guint files;

  prepare (cli);
  files = cli_count_files (cli);
  g_assert_true (cli_referee (cli, "bash", "-c",
                              "trap '' XFSZ; ulimit -f 64; exec \"$ETB_TEST_CLI\" export d.etabli "
                              "-o d.asice --identity zoe.p12 --password-file mdp",
                              NULL));
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "d.asice"));
  g_assert_cmpuint (cli_count_files (cli), ==, files);
}

/* Real mounts, in a name space of their own; where the kernel does not let us, the test is skipped.
 */
static gboolean
run_with_mount (Cli *cli, const char *options, const char *then)
{
  g_autofree char *script = g_strdup_printf (
      "mkdir -p disque && mount -t tmpfs -o %s tmpfs disque || exit 77\n%s", options, then);

  if (!cli_referee (cli, "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script,
                    NULL)
      || cli->status == 77 || strstr (cli->err, "unshare") != NULL)
    {
      g_test_skip ("no mount name space here");
      return FALSE;
    }
  return TRUE;
}

static void
a_full_disk_at_export (Cli *cli, gconstpointer data)
{
  prepare (cli);
  if (!run_with_mount (cli, "size=48k",
                       "\"$ETB_TEST_CLI\" export d.etabli -o disque/d.asice --identity zoe.p12 "
                       "--password-file mdp; s=$?; ls -A disque; exit $s"))
    return;
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "disque/d.asice"));
  g_assert_cmpstr (cli->out, ==, "");
}

static void
a_read_only_folder_at_export (Cli *cli, gconstpointer data)
{
  prepare (cli);
  if (!run_with_mount (cli, "ro",
                       "exec \"$ETB_TEST_CLI\" export d.etabli -o disque/d.asice --identity "
                       "zoe.p12 --password-file mdp"))
    return;
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "disque/d.asice"));
}

static void
a_read_only_folder_for_a_new_dossier (Cli *cli, gconstpointer data)
{
  if (!run_with_mount (cli, "ro",
                       "exec \"$ETB_TEST_CLI\" new disque/d.etabli --call "
                       "fabriques-de-territoire-2019-07 --track FT"))
    return;
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "disque/d.etabli"));
}

static void
a_dossier_on_a_read_only_disk_is_read_and_not_changed (Cli *cli, gconstpointer data)
{
  prepare (cli);
  if (!run_with_mount (cli, "size=8m",
                       "cp d.etabli zoe.p12 mdp disque && mount -o remount,ro disque || exit 77\n"
                       "\"$ETB_TEST_CLI\" get disque/d.etabli /dossier/porteur/siret || exit 9\n"
                       "\"$ETB_TEST_CLI\" export disque/d.etabli -o d.asice --identity "
                       "disque/zoe.p12 --password-file disque/mdp >/dev/null || exit 8\n"
                       "exec \"$ETB_TEST_CLI\" set disque/d.etabli /dossier/porteur/nom x"))
    return;
  cli_assert_status (cli, 3);
  g_assert_cmpstr (cli->out, ==, "73282932000074\n");
  cli_run (cli, "verify", "d.asice", NULL);
  cli_assert_status (cli, 0);
}

static void
hostile_answers_change_nothing (Cli *cli, gconstpointer data)
{
  static const char *const files[] = {
    "<dossier><porteur><nom>x</nom></porteur",
    "<autre/>",
    "<dossier><absent>x</absent></dossier>",
    "<!DOCTYPE dossier [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
    "<dossier><porteur><nom>&x;</nom></porteur></dossier>",
    "",
  };

  prepare (cli);
  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      cli_write (cli, "mauvais.xml", files[i]);
      cli_run (cli, "fill", "d.etabli", "mauvais.xml", NULL);
      cli_check_status (cli, 3, files[i]);
      g_assert_nonnull (strstr (cli->err, "mauvais.xml"));
      cli_run (cli, "get", "d.etabli", "/dossier/porteur/nom", NULL);
      g_assert_cmpstr (cli->out, ==, "L’Établi <test> & Cie\n");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/trouble/" name, Cli, NULL, cli_set_up, function, cli_tear_down)
  ADD ("bad-inputs-of-an-export", bad_inputs_of_an_export);
  ADD ("a-dossier-that-is-not-ready-is-named", a_dossier_that_is_not_ready_is_named);
  ADD ("no-room-for-a-package", no_room_for_a_package);
  ADD ("a-full-disk-at-export", a_full_disk_at_export);
  ADD ("a-read-only-folder-at-export", a_read_only_folder_at_export);
  ADD ("a-read-only-folder-for-a-new-dossier", a_read_only_folder_for_a_new_dossier);
  ADD ("a-dossier-on-a-read-only-disk-is-read-and-not-changed",
       a_dossier_on_a_read_only_disk_is_read_and_not_changed);
  ADD ("hostile-answers-change-nothing", hostile_answers_change_nothing);
  return g_test_run ();
}
