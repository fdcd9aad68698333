/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: no command opens a socket that leaves the machine, as the kernel sees it (strace). A socket
 * to a program of the same machine (AF_UNIX) is none: p11-kit has one. */

#include <string.h>

#include "cli-harness.h"

/* The command, for sh, under strace; it and all that it starts. */
#define TRACED "strace -f -qq -o trace -e trace=%network "

/* Runs @command (for sh) traced. FALSE after skipping the test: it cannot be traced here. */
static gboolean
run_traced (Cli *cli, const char *command)
{
  g_autofree char *script = g_strconcat (TRACED, command, NULL);

  if (!cli_referee (cli, "strace", "-V", NULL))
    {
      g_test_skip ("strace is not installed");
      return FALSE;
    }
  g_assert_true (cli_referee (cli, "strace", "-o", "trace", "true", NULL));
  if (cli->status != 0)
    {
      g_test_skip ("the kernel lets nobody be traced here");
      return FALSE;
    }
  g_assert_true (cli_referee (cli, "sh", "-c", script, NULL));
  return TRUE;
}

/* The first socket of the trace that is not of this machine alone, or NULL. */
static char *
find_socket (Cli *cli)
{
  g_autofree char *path = cli_path (cli, "trace");
  g_autofree char *trace = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &trace, NULL, NULL));
  lines = g_strsplit (trace, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], " socket(") != NULL && strstr (lines[i], "socket(AF_UNIX") == NULL)
      return g_strdup (lines[i]);
  return NULL;
}

static gboolean
assert_offline (Cli *cli, const char *arguments)
{
  g_autofree char *command = g_strdup_printf ("\"$ETB_TEST_CLI\" %s", arguments);
  g_autofree char *found = NULL;

  if (!run_traced (cli, command))
    return FALSE;
  if (cli->status != 0)
    g_error ("%s: %d: %s", arguments, cli->status, cli->err);
  found = find_socket (cli);
  if (found != NULL)
    g_error ("%s: %s", arguments, found);
  return TRUE;
}

/* The test can fail: a program that does open one is seen. */
static void
a_socket_is_seen (Cli *cli, gconstpointer data)
{
  g_autofree char *found = NULL;

  if (!run_traced (cli, "bash -c 'exec 3<>/dev/udp/127.0.0.1/9'"))
    return;
  found = find_socket (cli);
  g_assert_nonnull (found);
  g_assert_nonnull (strstr (found, "AF_INET"));
}

/* What is done with a package once it is there. */
static void
assert_package_is_read_offline (Cli *cli)
{
  if (assert_offline (cli, "verify --trust ca.pem --json d.asice")
      && assert_offline (cli, "extract d.asice sorti"))
    assert_offline (cli, "print d.asice -o d.pdf");
}

static void
with_a_file_of_keys (Cli *cli, gconstpointer data)
{
  if (!cli_make_identity (cli, "elodie", data))
    {
      g_test_skip ("certtool is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  if (assert_offline (cli, "export d.etabli -o d.asice --identity elodie.p12 --password-file mdp "
                           "--at 2019-10-01T10:30"))
    assert_package_is_read_offline (cli);
}

/* A token of SoftHSM with the key and the certificate of "elodie". FALSE when it is not installed.
 */
static gboolean
make_token (Cli *cli)
{
  g_autofree char *config = cli_path (cli, "softhsm2.conf");
  g_autofree char *text = g_strdup_printf (
      "directories.tokendir = %s/jetons\nobjectstore.backend = file\n", cli->folder);

  if (!cli_referee (cli, "softhsm2-util", "--version", NULL)
      || !cli_referee (cli, "p11tool", "--version", NULL))
    return FALSE;
  cli_write (cli, "softhsm2.conf", text);
  cli_write (cli, "pin", "1234\n");
  g_setenv ("SOFTHSM2_CONF", config, TRUE);
  g_assert_true (
      cli_referee (cli, "sh", "-ec",
                   "mkdir jetons\n"
                   "softhsm2-util --init-token --free --label etabli --pin 1234 --so-pin 5678\n"
                   "write () { p11tool --batch --login --set-pin=1234 --write --id 01 \"$@\" "
                   "pkcs11:token=etabli; }\n"
                   "write --mark-private --label=cle --load-privkey elodie.key\n"
                   "write --no-mark-private --label=certificat --load-certificate elodie.pem\n",
                   NULL));
  if (cli->status != 0)
    g_error ("%s", cli->err);
  return TRUE;
}

static void
with_a_token (Cli *cli, gconstpointer data)
{
  if (!cli_make_identity (cli, "elodie", data) || !make_token (cli))
    {
      g_test_skip ("certtool or SoftHSM is not installed");
      return;
    }
  cli_make_little (cli, "d.etabli");
  if (assert_offline (cli, "export d.etabli -o d.asice --identity 'pkcs11:token=etabli;object=cle' "
                           "--password-file pin --at 2019-10-01T10:30"))
    assert_package_is_read_offline (cli);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, data, function) \
  g_test_add ("/offline/" name, Cli, data, cli_set_up, function, cli_tear_down)
  ADD ("a-socket-is-seen", NULL, a_socket_is_seen);
  ADD ("pkcs12-rsa", "rsa", with_a_file_of_keys);
  ADD ("pkcs12-p-256", "ecdsa", with_a_file_of_keys);
  ADD ("token-rsa", "rsa", with_a_token);
  ADD ("token-p-256", "ecdsa", with_a_token);
  return g_test_run ();
}
