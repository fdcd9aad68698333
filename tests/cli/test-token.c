/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: signing with a token by the command line, when all is well and when it is not: SoftHSM
 * behind fickle-token.c. */

#include <string.h>

#include "cli-harness.h"
#include "test-signing.h"
#include "test-softhsm.h"

#define PIN   "4711"
#define TOKEN "pkcs11:token=carte"
#define RSA   TOKEN ";object=rsa"

/* What goes wrong with the token, and what is said then. */
typedef struct
{
  const char *name;
  const char *identity;
  const char *pin_file; /* or NULL */
  const char *mood;     /* or NULL */
  const char *value;
  const char *said;
  int most_logins;
} Trouble;

/* What the tests share. */
typedef struct
{
  TestPki *pki;
  char *moods;            /* folder */
  const Trouble *trouble; /* of this test; or NULL */
} Bench;

static void
set_up (Cli *cli, gconstpointer data)
{
  const Bench *bench = data;

  cli_set_up (cli, data);
  test_softhsm_calm (bench->moods);
  cli_make_little (cli, "d.etabli");
  cli_write (cli, "pin", PIN "\n");
  cli_write (cli, "faux", "9999\n");
}

static void
export_package (Cli *cli, const char *package, const char *identity, const char *pin_file)
{
  cli_run (cli, "export", "d.etabli", "-o", package, "--identity", identity,
           pin_file != NULL ? "--password-file" : NULL, pin_file, NULL);
}

static void
test_each_key_signs (Cli *cli, gconstpointer data)
{
  const Bench *bench = data;
  static const char *const keys[] = { "rsa", "p256", "asking" };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *identity = g_strconcat (TOKEN ";object=", keys[i], NULL);
      g_autofree char *name = g_strconcat (keys[i], ".asice", NULL);
      g_autofree char *package = cli_path (cli, name);

      export_package (cli, name, identity, "pin");
      cli_assert_status (cli, 0);
      if (!test_referees_accept (bench->pki, package))
        g_test_message ("no referee");
      cli_run (cli, "verify", name, "--trust", bench->pki->ca_file, NULL);
      cli_assert_status (cli, 0);
    }
}

static void
test_tokens_are_listed (Cli *cli, gconstpointer data)
{
  cli_run (cli, "identity", "list", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "Test rsa"));
  g_assert_nonnull (strstr (cli->out, "Test p256"));
}

static const Trouble troubles[] = {
  { "wrong-pin", RSA, "faux", NULL, NULL, "PIN of the token", 1 },
  { "wrong-pin-in-the-address", RSA "?pin-value=9999", NULL, NULL, NULL, "PIN of the token", 1 },
  { "no-pin", RSA, NULL, NULL, NULL, "PIN of the token", 0 },
  { "last-try-lost", RSA, "faux", "wrong", "2", "locked", 1 },
  { "locked", RSA, "pin", "wrong", "3", "locked", 1 },
  { "pulled-out", RSA, "pin", "gone", "", "plugged in", 0 },
  { "pulled-out-while-signing", RSA, "pin", "torn", "", "plugged in", 2 },
  { "another-token", "pkcs11:token=autre;object=rsa", "pin", NULL, NULL, "plugged in", 0 },
  { "several-keys", TOKEN, "pin", NULL, NULL, "several keys", 1 },
  { "no-address", "pkcs11:%zz", "pin", NULL, NULL, "address of a token", 0 },
};

/* One message, and the package that was there before is there, whole. */
static void
test_trouble_is_told_and_nothing_is_lost (Cli *cli, gconstpointer data)
{
  const Bench *bench = data;
  const Trouble *trouble = bench->trouble;
  g_autofree char *package = cli_path (cli, "d.asice");
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize before_length;
  gsize after_length;
  guint files;
  int logins;

  export_package (cli, "d.asice", RSA, "pin");
  cli_assert_status (cli, 0);
  g_assert_true (g_file_get_contents (package, &before, &before_length, NULL));
  files = cli_count_files (cli);
  test_softhsm_calm (bench->moods);
  if (trouble->mood != NULL)
    test_softhsm_set_mood (bench->moods, trouble->mood, trouble->value);

  export_package (cli, "d.asice", trouble->identity, trouble->pin_file);
  cli_assert_status (cli, 3);
  g_test_message ("%s", cli->err);
  g_assert_nonnull (strstr (cli->err, trouble->said));
  g_assert_null (strstr (cli->err, PIN));
  g_assert_null (strstr (cli->err, "9999"));
  logins = test_softhsm_count_logins (bench->moods);
  g_assert_cmpint (logins, <=, trouble->most_logins);
  g_assert_true (g_file_get_contents (package, &after, &after_length, NULL));
  g_assert_cmpmem (before, before_length, after, after_length);
  g_assert_cmpuint (cli_count_files (cli), ==, files);
}

static void
test_skipped (gconstpointer data)
{
  g_test_skip ("SoftHSM or p11tool is not installed, or this is a sanitizer's run");
}

#define ADD(path, data, test) g_test_add (path, Cli, data, set_up, test, cli_tear_down)

static void
add_troubles (const Bench *bench, Bench *benches)
{
  for (gsize i = 0; i < G_N_ELEMENTS (troubles); i++)
    {
      g_autofree char *path = g_strconcat ("/cli-token/trouble/", troubles[i].name, NULL);

      benches[i] = *bench;
      benches[i].trouble = troubles + i;
      ADD (path, benches + i, test_trouble_is_told_and_nothing_is_lost);
    }
}

int
main (int argc, char **argv)
{
  Bench benches[G_N_ELEMENTS (troubles)];
  Bench bench = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  bench.pki = test_pki_new ();
  bench.moods = test_softhsm_make_fickle (bench.pki);
  if (bench.moods != NULL && test_softhsm_make (bench.pki, "carte", PIN))
    {
      test_softhsm_put (bench.pki, "carte", PIN, "rsa", TEST_KEY_RSA_3072, "01", TRUE);
      test_softhsm_put (bench.pki, "carte", PIN, "p256", TEST_KEY_P256, "02", TRUE);
      test_softhsm_put_always_asking (bench.pki, "carte", PIN, "asking", TEST_KEY_P256, "03");
      ADD ("/cli-token/each-key-signs", &bench, test_each_key_signs);
      ADD ("/cli-token/tokens-are-listed", &bench, test_tokens_are_listed);
      add_troubles (&bench, benches);
    }
  else
    g_test_add_data_func ("/cli-token/skipped", NULL, test_skipped);
  status = g_test_run ();
  g_free (bench.moods);
  test_pki_free (bench.pki);
  return status;
}
