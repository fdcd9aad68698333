/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A dossier handed over in the window of the program, up to its receipt. */

#include "etb-hand-over-page.h"

#include <glib/gstdio.h>

#include "etb-dossier-view.h"
#include "etb-notice.h"
#include "etb-receipt-page.h"
#include "etb-window.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static void
test_says_what_will_happen (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "paquet.asice");
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  GtkWidget *page;

  g_assert_true (g_file_set_contents (package, "PK", -1, NULL));
  g_assert_true (etb_dossier_record_export (fixture->dossier, package, "ab", now, NULL));
  page = etb_hand_over_page_new (fixture->dossier);
  page_fixture_show (fixture, page);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "paquet.asice"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "This cannot be undone"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_BUTTON, "_Choose Where"));
  page_fixture_picture (fixture, "hand-over");
  g_assert_cmpstr (fixture->actions->str, ==, "");
}

static gboolean
shows_receipt (gpointer window)
{
  return page_fixture_find (window, ETB_TYPE_RECEIPT_PAGE, NULL) != NULL;
}

static void
test_ends_on_the_receipt (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbApplication) application = etb_application_new ();
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autofree char *to = page_fixture_path (fixture, "remis");
  g_autofree char *handed = page_fixture_path (fixture, "remis.etabli");
  g_autofree char *receipt = page_fixture_path (fixture, "remis-receipt.pdf");
  g_autofree char *text = page_fixture_path (fixture, "recu.txt");
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  EtbWindow *window;
  GtkWidget *view, *page;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  window = etb_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  view = page_fixture_open (window, file);
  gtk_widget_activate_action (view, "dossier.page", "s", "hand-over");
  page = page_fixture_find (GTK_WIDGET (window), ETB_TYPE_HAND_OVER_PAGE, NULL);
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_find (page, GTK_TYPE_ENTRY, NULL)),
                         "Léa Martin");
  etb_hand_over_page_hand_over (ETB_HAND_OVER_PAGE (page), to);
  page_fixture_wait (shows_receipt, window);
  page = page_fixture_find (GTK_WIDGET (window), ETB_TYPE_RECEIPT_PAGE, NULL);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Léa Martin"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, handed));
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (receipt, G_FILE_TEST_EXISTS));
  etb_receipt_page_write (ETB_RECEIPT_PAGE (page), text);
  g_assert_true (g_file_get_contents (text, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, "Léa Martin"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "recu.txt"));
  g_object_ref (page);
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();
  g_object_unref (page);
  dossier = etb_dossier_open (handed, &error);
  g_assert_no_error (error);
}

static void
test_the_receipt_is_readable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *to = page_fixture_path (fixture, "remis.etabli");
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autoptr (EtbHandOver) done = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  done = etb_hand_over (file, to, "Léa Martin", NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  page_fixture_show (fixture, etb_receipt_page_new (done));
  page_fixture_spin ();
  page_fixture_picture (fixture, "receipt");
}

static void
add (const char *path, void (*test) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, FT, page_fixture_set_up, test, page_fixture_tear_down);
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  add ("/hand-over-page/says-what-will-happen", test_says_what_will_happen);
  add ("/hand-over-page/ends-on-the-receipt", test_ends_on_the_receipt);
  add ("/hand-over-page/the-receipt-is-readable", test_the_receipt_is_readable);
  return g_test_run ();
}
