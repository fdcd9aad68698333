/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <string.h>

#include <glib.h>

#include "etb-digest.h"

static void
test_known_values (void)
{
  static const struct
  {
    const char *text;
    const char *hex;
  } cases[] = {
    { "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855" },
    { "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *hex = etb_digest_hex_of (cases[i].text, strlen (cases[i].text));

      g_assert_cmpstr (hex, ==, cases[i].hex);
    }
}

static void
test_pieces_give_the_digest_of_the_whole (void)
{
  EtbDigest *digest = etb_digest_new ();
  guint8 result[ETB_DIGEST_SIZE];
  g_autofree char *hex = NULL;

  etb_digest_update (digest, "a", 1);
  etb_digest_update (digest, NULL, 0);
  etb_digest_update (digest, "bc", 2);
  etb_digest_finish (digest, result);
  hex = etb_digest_to_hex (result);
  g_assert_cmpstr (hex, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

static void
test_a_digest_can_be_given_up (void)
{
  g_autoptr (EtbDigest) digest = etb_digest_new ();

  etb_digest_update (digest, "a", 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/digest/known-values", test_known_values);
  g_test_add_func ("/digest/pieces-give-the-digest-of-the-whole",
                   test_pieces_give_the_digest_of_the_whole);
  g_test_add_func ("/digest/a-digest-can-be-given-up", test_a_digest_can_be_given_up);
  return g_test_run ();
}
