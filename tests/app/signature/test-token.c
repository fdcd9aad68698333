/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Tokens with the moods of cards: SoftHSM behind fickle-token.c. */

#include <string.h>

#include <gio/gio.h>

#include "etb-identity.h"
#include "etb-token.h"
#include "test-pki.h"
#include "test-softhsm.h"

#define PIN    "4711"
#define KEY    "pkcs11:token=carte;object=rsa"
#define ASKING "pkcs11:token=carte;object=asking"

/* What the tests share. */
typedef struct
{
  TestPki *pki;
  char *moods; /* folder */
} Bench;

/* As it comes from its issuer. */
static void
calm (const Bench *bench)
{
  test_softhsm_calm (bench->moods);
}

static int
count_logins (const Bench *bench)
{
  return test_softhsm_count_logins (bench->moods);
}

static EtbToken *
only_token (GPtrArray *tokens)
{
  g_assert_cmpuint (tokens->len, ==, 1);
  return g_ptr_array_index (tokens, 0);
}

static GPtrArray *
list_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return etb_token_list (now);
}

static void
test_lists_what_can_sign (gconstpointer data)
{
  g_autoptr (GPtrArray) tokens = NULL;
  const EtbToken *token;
  guint known = 0;

  calm (data);
  tokens = list_now ();
  token = only_token (tokens);
  g_assert_cmpstr (token->label, ==, "carte");
  g_assert_cmpint (token->pin, ==, ETB_PIN_FRESH);
  g_assert_false (token->has_keypad);
  /* rsa, p256, asking, expired: not the authority. */
  g_assert_cmpuint (token->entries->len, ==, 4);
  for (guint i = 0; i < token->entries->len; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (token->entries, i);

      g_assert_true (entry->on_token && entry->known);
      g_assert_cmpstr (entry->label, ==, "carte");
      g_assert_true (g_str_has_prefix (entry->address, "pkcs11:"));
      known += entry->unfit == NULL ? 1 : 0;
    }
  g_assert_cmpuint (known, ==, 3);
  g_assert_cmpint (count_logins (data), ==, 0);
}

/* What is listed leads to its key. */
static void
test_each_entry_opens_and_signs (gconstpointer data)
{
  g_autoptr (GPtrArray) tokens = NULL;
  const EtbToken *token;

  calm (data);
  tokens = list_now ();
  token = only_token (tokens);
  for (guint i = 0; i < token->entries->len; i++)
    {
      const EtbIdentityEntry *entry = g_ptr_array_index (token->entries, i);
      g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbIdentity) identity = etb_identity_open_token (entry->address, PIN, &error);
      g_autoptr (GBytes) value = NULL;

      g_assert_no_error (error);
      g_assert_cmpstr (etb_identity_get_certificate_sha256 (identity), ==, entry->sha256);
      value = etb_identity_sign (identity, text, &error);
      g_assert_no_error (error);
    }
}

/* One try a question, and the token says what is left. */
static void
test_a_wrong_pin_is_tried_once (gconstpointer data)
{
  static const EtbPinState after[] = { ETB_PIN_LOW, ETB_PIN_LAST, ETB_PIN_LOCKED };

  calm (data);
  for (gsize i = 0; i < G_N_ELEMENTS (after); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_identity_open_token (KEY, "9999", &error));
      g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
      g_assert_cmpint (count_logins (data), ==, (int)i + 1);
      g_assert_cmpint (etb_token_get_pin_state (KEY, NULL), ==, after[i]);
      g_assert_nonnull (etb_pin_state_describe (after[i]));
    }
}

static void
test_a_locked_token_says_so (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (GError) error = NULL;

  calm (data);
  test_softhsm_set_mood (bench->moods, "wrong", "3");
  g_assert_null (etb_identity_open_token (KEY, PIN, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
  g_assert_nonnull (strstr (error->message, "locked"));
  g_assert_cmpint (count_logins (data), <=, 1);
}

static void
test_the_right_pin_makes_it_fresh (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (EtbIdentity) identity = NULL;

  calm (data);
  test_softhsm_set_mood (bench->moods, "wrong", "2");
  g_assert_cmpint (etb_token_get_pin_state (KEY, NULL), ==, ETB_PIN_LAST);
  identity = etb_identity_open_token (KEY, PIN, NULL);
  g_assert_nonnull (identity);
  g_assert_cmpint (etb_token_get_pin_state (KEY, NULL), ==, ETB_PIN_FRESH);
}

static void
test_a_token_pulled_out_is_not_listed (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GError) error = NULL;

  calm (data);
  test_softhsm_set_mood (bench->moods, "gone", "");
  tokens = list_now ();
  g_assert_cmpuint (tokens->len, ==, 0);
  g_assert_null (etb_identity_open_token (KEY, PIN, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN);
  g_assert_cmpint (etb_token_get_pin_state (KEY, NULL), ==, ETB_PIN_FRESH);
}

/* Between the PIN and the signature; plugged in again, it serves. */
static void
test_a_token_pulled_out_half_way_is_told (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (EtbIdentity) again = NULL;
  g_autoptr (GBytes) value = NULL;
  g_autoptr (GError) error = NULL;

  calm (data);
  identity = etb_identity_open_token (KEY, PIN, &error);
  g_assert_no_error (error);
  test_softhsm_set_mood (bench->moods, "gone", "");
  g_assert_null (etb_identity_sign (identity, text, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN);
  g_test_message ("%s", error->message);
  g_clear_error (&error);
  calm (data);
  again = etb_identity_open_token (KEY, PIN, &error);
  g_assert_no_error (error);
  value = etb_identity_sign (again, text, &error);
  g_assert_no_error (error);
}

/* By the signature itself: what was open of it goes, and the token is found again. */
static void
test_a_token_pulled_out_while_signing_comes_back (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GError) error = NULL;

  calm (data);
  identity = etb_identity_open_token (KEY, PIN, &error);
  g_assert_no_error (error);
  test_softhsm_set_mood (bench->moods, "torn", "");
  g_assert_null (etb_identity_sign (identity, text, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN);
  g_clear_object (&identity);
  calm (data);
  tokens = list_now ();
  g_assert_cmpuint (only_token (tokens)->entries->len, ==, 4);
}

/* Such a key wants the PIN again for each signature: it is given again, without asking anybody. */
static void
test_a_key_that_always_asks_is_given_the_pin_each_time (gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  int logins;

  calm (data);
  identity = etb_identity_open_token (ASKING, PIN, &error);
  g_assert_no_error (error);
  logins = count_logins (data);
  for (int i = 1; i <= 2; i++)
    {
      g_autoptr (GBytes) value = etb_identity_sign (identity, text, &error);

      g_assert_no_error (error);
      g_assert_cmpint (count_logins (data), ==, logins + i);
    }
}

/* It was locked by another program meanwhile. */
static void
test_a_key_that_always_asks_may_be_locked_meanwhile (gconstpointer data)
{
  const Bench *bench = data;
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);
  g_autoptr (EtbIdentity) identity = NULL;
  g_autoptr (GError) error = NULL;
  int logins;

  calm (data);
  identity = etb_identity_open_token (ASKING, PIN, &error);
  g_assert_no_error (error);
  logins = count_logins (data);
  test_softhsm_set_mood (bench->moods, "wrong", "3");
  g_assert_null (etb_identity_sign (identity, text, &error));
  g_assert_error (error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
  g_assert_nonnull (strstr (error->message, "locked"));
  g_assert_cmpint (count_logins (data), ==, logins + 1);
}

static void
test_skipped (gconstpointer data)
{
  g_test_skip ("SoftHSM or p11tool is not installed");
}

static void
put_others (TestPki *pki)
{
  g_autofree char *expired = test_pki_make (pki, "expired", TEST_KEY_P256, TEST_PERSON_EXPIRED);
  const char *argv[] = {
    "p11tool",    "--batch", "--login", "--set-pin=" PIN,     "--write",    "--no-mark-private",
    "--label=ca", "--id",    "09",      "--load-certificate", pki->ca_file, "pkcs11:token=carte",
    NULL
  };

  test_softhsm_put (pki, "carte", PIN, "expired", TEST_KEY_P256, "03", TRUE);
  g_assert_true (test_referee (argv, NULL));
}

#define ADD(path, test) g_test_add_data_func ("/token/" path, &bench, test)

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  int status;

  g_test_init (&argc, &argv, NULL);
  bench.pki = test_pki_new ();
  bench.moods = test_softhsm_make_fickle (bench.pki);
  if (bench.moods != NULL && test_softhsm_make (bench.pki, "carte", PIN))
    {
      test_softhsm_put (bench.pki, "carte", PIN, "rsa", TEST_KEY_RSA_3072, "01", TRUE);
      test_softhsm_put (bench.pki, "carte", PIN, "p256", TEST_KEY_P256, "02", TRUE);
      test_softhsm_put_always_asking (bench.pki, "carte", PIN, "asking", TEST_KEY_P256, "04");
      put_others (bench.pki);
      ADD ("lists-what-can-sign", test_lists_what_can_sign);
      ADD ("each-entry-opens-and-signs", test_each_entry_opens_and_signs);
      ADD ("a-wrong-pin-is-tried-once", test_a_wrong_pin_is_tried_once);
      ADD ("a-locked-token-says-so", test_a_locked_token_says_so);
      ADD ("the-right-pin-makes-it-fresh", test_the_right_pin_makes_it_fresh);
      ADD ("a-token-pulled-out-is-not-listed", test_a_token_pulled_out_is_not_listed);
      ADD ("a-token-pulled-out-half-way-is-told", test_a_token_pulled_out_half_way_is_told);
      ADD ("a-token-pulled-out-while-signing-comes-back",
           test_a_token_pulled_out_while_signing_comes_back);
      ADD ("a-key-that-always-asks-is-given-the-pin-each-time",
           test_a_key_that_always_asks_is_given_the_pin_each_time);
      ADD ("a-key-that-always-asks-may-be-locked-meanwhile",
           test_a_key_that_always_asks_may_be_locked_meanwhile);
    }
  else
    ADD ("skipped", test_skipped);
  status = g_test_run ();
  g_free (bench.moods);
  test_pki_free (bench.pki);
  return status;
}
