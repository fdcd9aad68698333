/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib.h>

#include "etb-entry-name.h"

static void
test_safe_names_are_accepted (void)
{
  static const char *const names[] = {
    "a",    "dossier.xml", "pieces/01-statuts.pdf", "pièce n°1 (a).txt", "..a",
    "a..b", ".cache",      "console.txt",           "com.txt",           "META-INF/x.xml",
    "lpt",  "com10",       "été/août.md",           "a b c/d&e<f>.txt",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      etb_entry_name_check (names[i], &error);
      g_assert_no_error (error);
    }
}

static void
test_unsafe_names_are_refused (void)
{
  static const char *const names[] = {
    "",
    "/etc/passwd",
    "../a",
    "a/../b",
    "a/..",
    "./a",
    "a//b",
    "a/",
    "a\\b",
    "C:a",
    "a:b",
    "a\nb",
    "a\x7f",
    "a\x1b[0m",
    "a\xc2\x85",
    "a.",
    "a ",
    "a /b",
    "CON",
    "nul.txt",
    "aux .txt",
    "pieces/Lpt1.pdf",
    "COM¹",
    "e\xcc\x81.txt",
    "\xff",
    "a\xe2\x80\xae"
    "fdp.exe",
    "a\xef\xbb\xbf",
  };
  g_autofree char *long_segment = g_strnfill (256, 'a');
  g_autofree char *longest = g_strnfill (255, 'a');

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (etb_entry_name_check (names[i], &error));
      g_assert_error (error, ETB_CONTAINER_ERROR, ETB_CONTAINER_ERROR_NAME);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
  g_assert_false (etb_entry_name_check (long_segment, NULL));
  g_assert_true (etb_entry_name_check (longest, NULL));
}

static void
test_names_that_collide_have_one_key (void)
{
  static const struct
  {
    const char *a;
    const char *b;
    gboolean same;
  } cases[] = {
    { "a.txt", "A.TXT", TRUE },    { "été", "ÉTÉ", TRUE }, { "\xc3\xa9", "e\xcc\x81", TRUE },
    { "straße", "STRASSE", TRUE }, { "ς", "σ", TRUE },     { "a", "b", FALSE },
    { "e", "é", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *a = etb_entry_name_key (cases[i].a);
      g_autofree char *b = etb_entry_name_key (cases[i].b);

      g_assert_cmpint (g_str_equal (a, b), ==, cases[i].same);
    }
}

static void
test_uris_come_back_as_their_names (void)
{
  static const struct
  {
    const char *name;
    const char *uri;
  } cases[] = {
    { "dossier.xml", "dossier.xml" },
    { "pieces/01-a_b~c.pdf", "pieces/01-a_b~c.pdf" },
    { "pièce n°1 (a).txt", "pi%C3%A8ce%20n%C2%B01%20%28a%29.txt" },
    { "a+b%20", "a%2Bb%2520" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *uri = etb_entry_name_to_uri (cases[i].name);
      g_autofree char *name = etb_entry_name_from_uri (uri);

      g_assert_cmpstr (uri, ==, cases[i].uri);
      g_assert_cmpstr (name, ==, cases[i].name);
    }
}

static void
test_other_spellings_of_a_uri_are_refused (void)
{
  static const char *const uris[]
      = { "%64ossier.xml", "a+b",   "a b", "%zz",   "%4",    "%",    "a%00b", "a?b",
          "a#b",           "pièce", "%FF", "a%2Fb", "a%2eb", "a\"b", "a\\b",  "a%2e%2e" };
  g_autofree char *sub = etb_entry_name_from_uri ("a(1)@b,c.txt");

  for (gsize i = 0; i < G_N_ELEMENTS (uris); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (etb_entry_name_from_uri (uris[i]));
    }
  g_assert_cmpstr (sub, ==, "a(1)@b,c.txt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entry-name/safe-names-are-accepted", test_safe_names_are_accepted);
  g_test_add_func ("/entry-name/unsafe-names-are-refused", test_unsafe_names_are_refused);
  g_test_add_func ("/entry-name/names-that-collide-have-one-key",
                   test_names_that_collide_have_one_key);
  g_test_add_func ("/entry-name/uris-come-back-as-their-names", test_uris_come_back_as_their_names);
  g_test_add_func ("/entry-name/other-spellings-of-a-uri-are-refused",
                   test_other_spellings_of_a_uri_are_refused);
  return g_test_run ();
}
