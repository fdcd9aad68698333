/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The choice of an identity on a token, with the moods of a card: see fickle-token.c. */

#include "etb-identity-chooser.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-sign-page.h"
#include "page-fixture.h"
#include "test-softhsm.h"

#define PIN "4711"
#define FT  "ft-association-rurale"

static char *moods; /* folder; set once, before any test */

/* What the opening of an identity came to. */
typedef struct
{
  GtkWidget *root;
  const char *words; /* waited for */
  gboolean ended;
  EtbIdentity *identity;
  GError *error;
} Watch;

static void
watch_clear (Watch *watch)
{
  g_clear_object (&watch->identity);
  g_clear_error (&watch->error);
  watch->ended = FALSE;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Watch, watch_clear)

static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  Watch *watch = data;

  watch->identity
      = etb_identity_chooser_open_finish (ETB_IDENTITY_CHOOSER (source), result, &watch->error);
  watch->ended = TRUE;
}

static gboolean
has_ended (gpointer data)
{
  return ((Watch *)data)->ended;
}

static gboolean
is_listed (gpointer data)
{
  const Watch *watch = data;

  return page_fixture_find (watch->root, GTK_TYPE_LABEL, watch->words) != NULL;
}

static gboolean
is_noticed (gpointer data)
{
  const Watch *watch = data;

  return page_fixture_find (watch->root, ETB_TYPE_NOTICE, watch->words) != NULL;
}

static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data) && gtk_widget_get_visible (item->data))
      return item->data;
  return NULL;
}

static gboolean
is_asked (gpointer data)
{
  return find_dialog () != NULL;
}

/* Waits for the dialog and gives @pin; NULL gives up. @said: what its body holds, or NULL */
static void
answer (const char *pin, const char *said)
{
  AdwMessageDialog *dialog;

  page_fixture_wait (is_asked, NULL);
  page_fixture_spin ();
  dialog = find_dialog ();
  if (said != NULL)
    g_assert_nonnull (strstr (adw_message_dialog_get_body (dialog), said));
  if (pin != NULL)
    {
      GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

      gtk_editable_set_text (GTK_EDITABLE (entry), pin);
      gtk_widget_activate_default (entry);
    }
  else
    page_fixture_click (page_fixture_find (GTK_WIDGET (dialog), GTK_TYPE_BUTTON, "_Cancel"));
}

/* Ticks the choice of the token's holder, once it came in. */
static void
choose (GtkWidget *root)
{
  Watch watch = { root, "Test rsa" };
  GtkWidget *label;

  page_fixture_wait (is_listed, &watch);
  label = page_fixture_find (root, GTK_TYPE_LABEL, "Test rsa");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (gtk_widget_get_ancestor (label, ETB_TYPE_OPTION)),
                               TRUE);
}

static GtkWidget *
show (Fixture *fixture)
{
  GtkWidget *chooser;

  test_softhsm_calm (moods);
  chooser = g_object_new (ETB_TYPE_IDENTITY_CHOOSER, NULL);
  page_fixture_show (fixture, chooser);
  choose (chooser);
  return chooser;
}

static void
open (GtkWidget *chooser, Watch *watch)
{
  watch_clear (watch);
  watch->root = chooser;
  etb_identity_chooser_open_async (ETB_IDENTITY_CHOOSER (chooser), on_opened, watch);
}

static void
test_the_right_pin_opens (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  g_assert_false (gtk_widget_get_visible (page_fixture_child (chooser, "password_part")));
  /* The expired one is no choice. */
  g_assert_null (page_fixture_find (chooser, GTK_TYPE_LABEL, "Test expired"));
  open (chooser, &watch);
  answer (PIN, "not kept");
  page_fixture_wait (has_ended, &watch);
  g_assert_no_error (watch.error);
  g_assert_cmpstr (etb_identity_get_name (watch.identity), ==, "Test rsa");
  watch.words = "Advanced signature of Test rsa";
  g_assert_true (is_noticed (&watch));
}

/* Never again by itself; what is left is said before the next try. */
static void
test_a_wrong_pin_is_tried_once (Fixture *fixture, gconstpointer data)
{
  static const char *const said[] = { "not kept", "few tries", "Last try" };
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++)
    {
      open (chooser, &watch);
      answer ("0000", said[i]);
      page_fixture_wait (has_ended, &watch);
      g_assert_error (watch.error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
      page_fixture_spin ();
      g_assert_null (find_dialog ());
      g_assert_cmpint (test_softhsm_count_logins (moods), ==, (int)i + 1);
    }
  watch.words = "locked";
  g_assert_true (is_noticed (&watch));
}

static void
test_a_locked_token_is_not_asked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  test_softhsm_set_mood (moods, "wrong", "3");
  open (chooser, &watch);
  page_fixture_wait (has_ended, &watch);
  g_assert_error (watch.error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_PASSWORD);
  g_assert_null (find_dialog ());
  g_assert_cmpint (test_softhsm_count_logins (moods), ==, 0);
  watch.words = "locked";
  g_assert_true (is_noticed (&watch));
}

static void
test_giving_up_tries_nothing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  open (chooser, &watch);
  answer (NULL, NULL);
  page_fixture_wait (has_ended, &watch);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (test_softhsm_count_logins (moods), ==, 0);
}

static void
test_a_token_pulled_out_is_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  test_softhsm_set_mood (moods, "gone", "");
  open (chooser, &watch);
  answer (PIN, NULL);
  page_fixture_wait (has_ended, &watch);
  g_assert_error (watch.error, ETB_SIGNATURE_ERROR, ETB_SIGNATURE_ERROR_TOKEN);
  watch.words = "plugged in";
  g_assert_true (is_noticed (&watch));
}

/* The window goes on, and does not wait for the token to give it up. */
static void
test_a_slow_token_can_be_given_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *chooser = show (fixture);
  g_auto (Watch) watch = { 0 };

  test_softhsm_set_mood (moods, "slow", "4000");
  open (chooser, &watch);
  answer (PIN, NULL);
  page_fixture_spin ();
  g_assert_true (gtk_widget_get_visible (page_fixture_child (chooser, "progress")));
  page_fixture_click (page_fixture_find (chooser, GTK_TYPE_BUTTON, "Cancel"));
  page_fixture_wait (has_ended, &watch);
  g_assert_error (watch.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  /* The token is still thinking. */
  g_assert_cmpint (test_softhsm_count_logins (moods), ==, 0);
  g_assert_false (gtk_widget_get_visible (page_fixture_child (chooser, "progress")));
}

static void
test_a_token_pulled_out_while_signing_leaves_no_package (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = page_fixture_path (fixture, "paquet.asice");
  GtkWidget *page;
  GtkWidget *form;
  Watch watch = { 0 };

  test_softhsm_calm (moods);
  page_fixture_complete (fixture);
  page = etb_sign_page_new (fixture->dossier, fixture->territory);
  page_fixture_show (fixture, page);
  form = GTK_WIDGET (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  choose (page);
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_child (form, "target")), target);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (page_fixture_child (form, "confirmation")), TRUE);
  test_softhsm_set_mood (moods, "torn", "");
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Prepare the signed package"));
  answer (PIN, NULL);
  watch.root = page;
  watch.words = "plugged in";
  page_fixture_wait (is_noticed, &watch);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_skipped (void)
{
  g_test_skip ("SoftHSM or p11tool is not installed");
}

#define ADD(path, test)                                                          \
  g_test_add ("/identity-chooser/" path, Fixture, FT, page_fixture_set_up, test, \
              page_fixture_tear_down)

static void
add_tests (void)
{
  ADD ("the-right-pin-opens", test_the_right_pin_opens);
  ADD ("a-wrong-pin-is-tried-once", test_a_wrong_pin_is_tried_once);
  ADD ("a-locked-token-is-not-asked", test_a_locked_token_is_not_asked);
  ADD ("giving-up-tries-nothing", test_giving_up_tries_nothing);
  ADD ("a-token-pulled-out-is-told", test_a_token_pulled_out_is_told);
  ADD ("a-token-pulled-out-while-signing-leaves-no-package",
       test_a_token_pulled_out_while_signing_leaves_no_package);
  ADD ("a-slow-token-can-be-given-up", test_a_slow_token_can_be_given_up);
}

int
main (int argc, char **argv)
{
  TestPki *pki;
  int status;

  page_fixture_init (&argc, &argv);
  pki = test_pki_new ();
  moods = test_softhsm_make_fickle (pki);
  if (moods != NULL && test_softhsm_make (pki, "carte", PIN))
    {
      g_autofree char *expired = test_pki_make (pki, "expired", TEST_KEY_P256, TEST_PERSON_EXPIRED);

      test_softhsm_put (pki, "carte", PIN, "rsa", TEST_KEY_RSA_3072, "01", TRUE);
      test_softhsm_put (pki, "carte", PIN, "expired", TEST_KEY_P256, "02", TRUE);
      add_tests ();
    }
  else
    g_test_add_func ("/identity-chooser/skipped", test_skipped);
  status = g_test_run ();
  g_free (moods);
  test_pki_free (pki);
  return status;
}
