/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens of SoftHSM: see the header. */

#include "test-softhsm.h"

#include <stdlib.h>
#include <string.h>

#include <gio/gio.h>
#include <glib/gstdio.h>

#define PROGRAM "softhsm2-util"

gboolean
test_softhsm_make (TestPki *pki, const char *label, const char *pin)
{
  g_autofree char *folder = test_folder_path (&pki->folder, "tokens");
  g_autofree char *config = test_folder_path (&pki->folder, "softhsm2.conf");
  g_autofree char *text
      = g_strdup_printf ("directories.tokendir = %s\nobjectstore.backend = file\n", folder);
  const char *argv[] = { PROGRAM, "--init-token", "--free", "--label", label, "--pin",
                         pin,     "--so-pin",     "5678",   NULL };

  if (!test_has_programs (PROGRAM, "p11tool", NULL))
    return FALSE;
  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (config, text, -1, NULL));
  g_setenv ("SOFTHSM2_CONF", config, TRUE);
  return test_referee (argv, NULL);
}

/* Writes what @option ("--load-certificate") takes from NAME's file. */
static void
write_object (TestPki *pki, const char *label, const char *pin, const char *id, const char *option,
              const char *file, const char *object, const char *mark)
{
  g_autofree char *set_pin = g_strconcat ("--set-pin=", pin, NULL);
  g_autofree char *uri = g_strconcat ("pkcs11:token=", label, NULL);
  const char *argv[] = { "p11tool", "--batch", "--login", set_pin, "--write", mark, "--label",
                         object,    "--id",    id,        option,  file,      uri,  NULL };

  g_assert_true (test_referee (argv, NULL));
}

static void
put_certificate (TestPki *pki, const char *label, const char *pin, const char *name, const char *id)
{
  g_autofree char *file = test_pki_path (pki, name, "-cert.pem");

  write_object (pki, label, pin, id, "--load-certificate", file, "certificate",
                "--no-mark-private");
}

void
test_softhsm_put (TestPki *pki, const char *label, const char *pin, const char *name, TestKey key,
                  const char *id, gboolean with_certificate)
{
  g_autofree char *made = test_pki_make (pki, name, key, 0);
  g_autofree char *key_file = test_pki_path (pki, name, "-key.pem");
  const char *import_key[] = { PROGRAM, "--import", key_file, "--token", label, "--label",
                               name,    "--id",     id,       "--pin",   pin,   NULL };

  g_assert_true (test_referee (import_key, NULL));
  if (with_certificate)
    put_certificate (pki, label, pin, name, id);
}

void
test_softhsm_put_always_asking (TestPki *pki, const char *label, const char *pin, const char *name,
                                TestKey key, const char *id)
{
  g_autofree char *made = test_pki_make (pki, name, key, 0);
  g_autofree char *key_file = test_pki_path (pki, name, "-key.pem");

  write_object (pki, label, pin, id, "--load-privkey", key_file, name,
                "--mark-always-authenticate");
  put_certificate (pki, label, pin, name, id);
}

char *
test_softhsm_make_fickle (TestPki *pki)
{
  const char *preloaded = g_getenv ("LD_PRELOAD");
  char *moods;

  if (preloaded == NULL || strstr (preloaded, "fickle-token") == NULL)
    return NULL;
  moods = test_folder_path (&pki->folder, "moods");
  g_assert_cmpint (g_mkdir_with_parents (moods, 0700), ==, 0);
  g_setenv ("ETB_FICKLE_MOODS", moods, TRUE);
  return moods;
}

void
test_softhsm_set_mood (const char *folder, const char *mood, const char *value)
{
  g_autofree char *file = g_build_filename (folder, mood, NULL);

  if (value != NULL)
    g_assert_true (g_file_set_contents (file, value, -1, NULL));
  else
    g_unlink (file);
}

void
test_softhsm_calm (const char *folder)
{
  static const char *const moods[] = { "wrong", "logins", "gone", "slow", "torn" };

  for (gsize i = 0; i < G_N_ELEMENTS (moods); i++)
    test_softhsm_set_mood (folder, moods[i], NULL);
}

int
test_softhsm_count_logins (const char *folder)
{
  g_autofree char *file = g_build_filename (folder, "logins", NULL);
  g_autofree char *text = NULL;

  return g_file_get_contents (file, &text, NULL, NULL) ? atoi (text) : 0;
}
