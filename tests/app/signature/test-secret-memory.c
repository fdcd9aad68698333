/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* No password and no PIN stays in memory after use: a process of its own signs, frees its identity,
 * and stands still while all its memory is searched, for the secret as it was typed and as PKCS#12
 * turns it (UTF-16, big-endian). */

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <gio/gio.h>

#include "etb-identity.h"
#include "etb-secret.h"
#include "test-pki.h"
#include "test-softhsm.h"

#define SECRET_PIN "739155028461"
/* Half of it is met nowhere by chance. */
#define LONG_PASSWORD "Zéphyr-7391-pâle-Crépuscule-4265"

/* ---- The process that is searched ------------------------------------------------------------
 */

static void
sign_with (const char *address, const char *secret)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (EtbIdentity) identity = g_str_has_prefix (address, "pkcs11:")
                                         ? etb_identity_open_token (address, secret, &error)
                                         : etb_identity_open (address, secret, &error);
  g_autoptr (GBytes) value = NULL;

  g_assert_no_error (error);
  value = etb_identity_sign (identity, text, &error);
  g_assert_no_error (error);
}

/* The secret comes in on standard input, and never through memory that this wipes not. */
static int
run_subject (const char *what, const char *address)
{
  static char secret[128];
  ssize_t length = read (STDIN_FILENO, secret, sizeof secret - 1);

  g_assert_cmpint (length, >, 0);
  if (g_str_equal (what, "wrong"))
    {
      g_assert_null (etb_identity_open (address, secret, NULL));
    }
  else if (g_str_equal (what, "create"))
    {
      g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

      g_object_unref (etb_identity_create ("A", address, secret, now, NULL));
    }
  else
    sign_with (address, secret);
  if (!g_str_equal (what, "keep"))
    explicit_bzero (secret, sizeof secret);
  g_assert_cmpint (write (STDOUT_FILENO, "!", 1), ==, 1);
  pause ();
  return 0;
}

/* ---- The search ------------------------------------------------------------------------------
 */

/* Where @needle is in what PID can read and write. Returns: how many times */
static guint
search (const char *pid, const void *needle, gsize length)
{
  g_autofree char *maps_file = g_strconcat ("/proc/", pid, "/maps", NULL);
  g_autofree char *mem_file = g_strconcat ("/proc/", pid, "/mem", NULL);
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;
  FILE *memory = fopen (mem_file, "re");
  guint found = 0;

  g_assert_nonnull (memory);
  g_assert_true (g_file_get_contents (maps_file, &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint64 begin, end;
      char rights[5];
      g_autofree char *bytes = NULL;
      gsize n;

      if (sscanf (lines[i], "%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x %4s", &begin, &end,
                  rights)
              != 3
          || rights[0] != 'r' || rights[1] != 'w')
        continue;
      bytes = g_malloc (end - begin);
      if (fseeko (memory, (off_t)begin, SEEK_SET) != 0)
        continue;
      n = fread (bytes, 1, end - begin, memory);
      for (const char *p = bytes; (p = memmem (p, n - (gsize)(p - bytes), needle, length)) != NULL;
           p++)
        {
          g_test_message ("found in %s", lines[i]);
          found++;
        }
    }
  fclose (memory);
  return found;
}

/* Starts the subject and searches it for @secret in both forms. Returns: how often it is there */
static guint
count_left (const char *what, const char *address, const char *secret)
{
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  /* The allocator writes over the first bytes of what is freed: the second half is looked for. */
  const char *half = g_utf8_offset_to_pointer (secret, g_utf8_strlen (secret, -1) / 2);
  g_autofree guint16 *utf16 = g_utf8_to_utf16 (half, -1, NULL, NULL, NULL);
  g_autoptr (GSubprocess) subject
      = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL,
                          self, "--subject", what, address, NULL);
  const char *pid = g_subprocess_get_identifier (subject);
  gsize n16 = 0;
  char ready = 0;
  guint left;

  g_assert_nonnull (subject);
  g_assert_true (g_output_stream_write_all (g_subprocess_get_stdin_pipe (subject), secret,
                                            strlen (secret), NULL, NULL, NULL));
  g_assert_cmpint (
      g_input_stream_read (g_subprocess_get_stdout_pipe (subject), &ready, 1, NULL, NULL), ==, 1);
  for (; utf16[n16] != 0; n16++)
    utf16[n16] = GUINT16_TO_BE (utf16[n16]);
  left = search (pid, half, strlen (half)) + search (pid, utf16, n16 * sizeof *utf16);
  g_subprocess_force_exit (subject);
  g_subprocess_wait (subject, NULL, NULL);
  return left;
}

/* (transfer full): path of an identity that LONG_PASSWORD opens, made once */
static char *
make_identity (TestPki *pki)
{
  char *file = test_pki_path (pki, "long", ".p12");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (EtbIdentity) made = NULL;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      made = etb_identity_create ("A", file, LONG_PASSWORD, now, NULL);
      g_assert_nonnull (made);
    }
  return file;
}

static void
test_the_search_finds (gconstpointer data)
{
  g_autofree char *file = make_identity ((TestPki *)data);

  g_assert_cmpuint (count_left ("keep", file, LONG_PASSWORD), >, 0);
}

static void
test_no_password_stays (gconstpointer data)
{
  g_autofree char *file = make_identity ((TestPki *)data);

  g_assert_cmpuint (count_left ("sign", file, LONG_PASSWORD), ==, 0);
}

static void
test_no_wrong_password_stays (gconstpointer data)
{
  g_autofree char *file = make_identity ((TestPki *)data);

  g_assert_cmpuint (count_left ("wrong", file, "une-longue-phrase-que-nul-ne-dit"), ==, 0);
}

static void
test_no_password_of_a_new_identity_stays (gconstpointer data)
{
  g_autofree char *file = test_pki_path ((TestPki *)data, "new", ".p12");

  g_assert_cmpuint (count_left ("create", file, LONG_PASSWORD), ==, 0);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
}

static void
test_no_pin_stays (gconstpointer data)
{
  TestPki *pki = (TestPki *)data;

  if (!test_softhsm_make (pki, "memory", SECRET_PIN))
    {
      g_test_skip ("SoftHSM or p11tool is not installed");
      return;
    }
  test_softhsm_put (pki, "memory", SECRET_PIN, "key", TEST_KEY_P256, "01", TRUE);
  g_assert_cmpuint (count_left ("sign", "pkcs11:token=memory;object=key", SECRET_PIN), ==, 0);
}

#define ADD(path, test) g_test_add_data_func ("/secret-memory/" path, pki, test)

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  if (argc == 4 && g_str_equal (argv[1], "--subject"))
    return run_subject (argv[2], argv[3]);
  g_test_init (&argc, &argv, NULL);
  pki = test_pki_new ();
  ADD ("the-search-finds", test_the_search_finds);
  ADD ("no-password-stays", test_no_password_stays);
  ADD ("no-wrong-password-stays", test_no_wrong_password_stays);
  ADD ("no-password-of-a-new-identity-stays", test_no_password_of_a_new_identity_stays);
  ADD ("no-pin-stays", test_no_pin_stays);
  status = g_test_run ();
  test_pki_free (pki);
  return status;
}
