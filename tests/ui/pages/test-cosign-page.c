/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "etb-cosign-page.h"
#include "etb-identity.h"
#include "etb-notice.h"
#include "etb-verification.h"
#include "page-fixture.h"

#define FT       "ft-association-rurale"
#define PASSWORD "motdepasse"

/* What the page came to. */
typedef struct
{
  GtkWidget *page;
  gboolean ready;
  char *file; /* of the signal "signed", or NULL */
  const char *words;
} Watch;

static void
on_ready (EtbCosignPage *page, gpointer data)
{
  ((Watch *)data)->ready = TRUE;
}

static void
on_signed (EtbCosignPage *page, const char *file, gpointer data)
{
  ((Watch *)data)->file = g_strdup (file);
}

static gboolean
is_ready (gpointer data)
{
  return ((Watch *)data)->ready;
}

static gboolean
is_signed (gpointer data)
{
  return ((Watch *)data)->file != NULL;
}

static gboolean
is_noticed (gpointer data)
{
  const Watch *watch = data;

  return page_fixture_find (watch->page, ETB_TYPE_NOTICE, watch->words) != NULL;
}

/* Opens @package and waits until it was read. */
static GtkWidget *
show (Fixture *fixture, const char *package, Watch *watch)
{
  watch->page = etb_cosign_page_new (package);
  g_signal_connect (watch->page, "ready", G_CALLBACK (on_ready), watch);
  g_signal_connect (watch->page, "signed", G_CALLBACK (on_signed), watch);
  page_fixture_show (fixture, watch->page);
  page_fixture_wait (is_ready, watch);
  page_fixture_spin ();
  return watch->page;
}

static char *
make_package (Fixture *fixture)
{
  page_fixture_complete (fixture);
  return page_fixture_make_package (fixture);
}

/* Somebody else's identity. Returns: its path */
static char *
make_other (Fixture *fixture)
{
  char *file = page_fixture_path (fixture, "paul.p12");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity
      = etb_identity_create ("Paul Ménard", file, PASSWORD, now, &error);

  g_assert_no_error (error);
  return file;
}

static GtkWidget *
form_child (GtkWidget *page, const char *id)
{
  return page_fixture_child (GTK_WIDGET (etb_cosign_page_get_form (ETB_COSIGN_PAGE (page))), id);
}

static void
fill (GtkWidget *page, const char *identity, const char *target)
{
  EtbSignForm *form = etb_cosign_page_get_form (ETB_COSIGN_PAGE (page));
  GtkWidget *chooser = form_child (page, "chooser");

  etb_identity_chooser_select_file (etb_sign_form_get_chooser (form), identity);
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_child (chooser, "password")), PASSWORD);
  gtk_editable_set_text (GTK_EDITABLE (form_child (page, "role")), "Maire");
  gtk_editable_set_text (GTK_EDITABLE (form_child (page, "target")), target);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form_child (page, "confirmation")), TRUE);
}

static void
sign (GtkWidget *page)
{
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Sign the package"));
}

static void
test_what_is_signed_is_read_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = make_package (fixture);
  Watch watch = { 0 };
  GtkWidget *page = show (fixture, package, &watch);
  g_autofree char *target
      = etb_sign_form_get_target (etb_cosign_page_get_form (ETB_COSIGN_PAGE (page)));

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Hélène Marsaud"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "nobody vouches for this name"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "dossier.pdf"));
  g_assert_true (g_str_has_suffix (target, "paquet (2 signatures).asice"));
  g_assert_false (gtk_widget_get_visible (form_child (page, "review")));
  sign (page);
  watch.words = "Read the dossier in this package";
  g_assert_true (is_noticed (&watch));
  page_fixture_picture (fixture, "cosign");
}

static void
test_a_second_signature_joins_the_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = make_package (fixture);
  g_autofree char *target = page_fixture_path (fixture, "deux.asice");
  g_autofree char *other = make_other (fixture);
  g_autofree char *action = g_strdup_printf ("win.verify-file %s\n", target);
  g_autoptr (EtbVerification) verification = NULL;
  Watch watch = { 0 };
  GtkWidget *page = show (fixture, package, &watch);

  fill (page, other, target);
  sign (page);
  page_fixture_wait (is_signed, &watch);
  g_assert_cmpstr (watch.file, ==, target);
  g_assert_nonnull (strstr (fixture->actions->str, action));
  verification = etb_verification_run (target, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpuint (verification->signatures->len, ==, 2);
  g_assert_cmpstr (((EtbSignatureReport *)g_ptr_array_index (verification->signatures, 1))->role,
                   ==, "Maire");
  g_free (watch.file);
}

static void
test_who_signed_does_not_sign_twice (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = make_package (fixture);
  g_autofree char *target = page_fixture_path (fixture, "deux.asice");
  g_autofree char *same = page_fixture_path (fixture, "identite.p12");
  Watch watch = { 0 };
  GtkWidget *page = show (fixture, package, &watch);

  fill (page, same, target);
  sign (page);
  watch.words = "has signed this package already";
  page_fixture_wait (is_noticed, &watch);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

/* Another package took the name of the one that was read. */
static void
test_a_package_that_changed_is_not_signed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = make_package (fixture);
  g_autofree char *target = page_fixture_path (fixture, "deux.asice");
  g_autofree char *other = make_other (fixture);
  Watch watch = { 0 };
  GtkWidget *page = show (fixture, package, &watch);
  g_autofree char *content = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  content[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (package, content, (gssize)length, NULL));
  fill (page, other, target);
  sign (page);
  watch.words = "changed since you read it";
  page_fixture_wait (is_noticed, &watch);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_what_is_not_valid_is_not_signed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = page_fixture_path (fixture, "texte.asice");
  g_autofree char *absent = page_fixture_path (fixture, "absent.asice");
  const char *const files[] = { text, absent };

  g_assert_true (g_file_set_contents (text, "texte", -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      Watch watch = { 0 };
      GtkWidget *page = show (fixture, files[i], &watch);

      g_assert_null (etb_cosign_page_get_form (ETB_COSIGN_PAGE (page)));
      g_assert_null (page_fixture_find (page, GTK_TYPE_BUTTON, "Sign the package"));
      watch.words = "cannot be signed once more";
      g_assert_true (is_noticed (&watch));
    }
}

#define ADD(path, test) \
  g_test_add ("/cosign-page/" path, Fixture, FT, page_fixture_set_up, test, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("what-is-signed-is-read-first", test_what_is_signed_is_read_first);
  ADD ("a-second-signature-joins-the-first", test_a_second_signature_joins_the_first);
  ADD ("who-signed-does-not-sign-twice", test_who_signed_does_not_sign_twice);
  ADD ("a-package-that-changed-is-not-signed", test_a_package_that_changed_is_not_signed);
  ADD ("what-is-not-valid-is-not-signed", test_what_is_not_valid_is_not_signed);
  return g_test_run ();
}
