/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The lists that the base of communes is made from: whole, or refused. */

#include "etb-commune-list.h"

#include <gio/gio.h>
#include <string.h>

#define HEAD      "# communes: 3\n"
#define SETE      "34301\tSète\t34200\t34\n"
#define AJACCIO   "2A004\tAjaccio\t20000 20090\t2A\n"
#define KERGUELEN "98412\tArchipel des Kerguelen\t\t984\n"

static void
assert_parsed (const char *content, gsize length, guint rows)
{
  g_autofree char *text = g_malloc0 (length + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  memcpy (text, content, length);
  texts = etb_commune_list_parse (text, length, "communes", 4, &error);
  if (rows == 0)
    {
      g_assert_null (texts);
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
      return;
    }
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, rows * 4);
}

static void
test_columns_are_cut (void)
{
  char text[] = "# Source\n" HEAD SETE AJACCIO KERGUELEN;
  g_autoptr (GPtrArray) texts = etb_commune_list_parse (text, strlen (text), "communes", 4, NULL);

  g_assert_cmpuint (texts->len, ==, 12);
  g_assert_cmpstr (texts->pdata[1], ==, "Sète");
  g_assert_cmpstr (texts->pdata[6], ==, "20000 20090");
  g_assert_cmpstr (texts->pdata[10], ==, "");
  g_assert_cmpstr (texts->pdata[11], ==, "984");
}

static void
test_bad_content (void)
{
  static const char *const cases[] = {
    "",
    "\n",
    "bonjour\n",
    SETE AJACCIO KERGUELEN,                   /* no count */
    "# communes: 4\n" SETE AJACCIO KERGUELEN, /* one is missing */
    "# communes: 2\n" SETE AJACCIO KERGUELEN, /* one too many */
    "# communes: 0\n",
    "# communes: -3\n" SETE,
    "# communes: 99999999999999999999\n" SETE,
    "# former: 1\n" SETE,                             /* another list */
    HEAD SETE AJACCIO "98412\tKerguelen\t\t984",      /* no last end of line */
    HEAD SETE AJACCIO "98412\tKerguelen\t984\n",      /* three columns */
    HEAD SETE AJACCIO "98412\tKerguelen\t\t984\tx\n", /* five */
    HEAD SETE AJACCIO "98412\tKer\x01guelen\t\t984\n",
    HEAD SETE AJACCIO "98412\tKerguel\xe9n\t\t984\n", /* Latin-1 */
    HEAD SETE "\n" AJACCIO,
    HEAD SETE "# commentaire\n" AJACCIO KERGUELEN,
    HEAD "34301\tSète\t34200\t34\r\n" AJACCIO KERGUELEN,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      assert_parsed (cases[i], strlen (cases[i]), 0);
    }
  assert_parsed (HEAD "\0" SETE, sizeof HEAD + sizeof SETE, 0);
}

/* Wherever it is cut, a list is not taken for a whole one. */
static void
test_truncated (void)
{
  static const char whole[] = "# Source\n" HEAD SETE AJACCIO KERGUELEN;

  for (gsize length = 0; length < sizeof whole - 1; length++)
    assert_parsed (whole, length, 0);
  assert_parsed (whole, sizeof whole - 1, 3);
}

static void
test_random_bytes (void)
{
  for (guint round = 0; round < 200; round++)
    {
      char noise[512];

      for (gsize i = 0; i < sizeof noise; i++)
        noise[i] = (char)g_test_rand_int_range (0, 256);
      assert_parsed (noise, sizeof noise, 0);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/commune-list/columns-are-cut", test_columns_are_cut);
  g_test_add_func ("/commune-list/bad-content-is-refused", test_bad_content);
  g_test_add_func ("/commune-list/truncated-is-refused", test_truncated);
  g_test_add_func ("/commune-list/random-bytes-are-refused", test_random_bytes);

  return g_test_run ();
}
