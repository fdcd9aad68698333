/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "etb-identities-page.h"
#include "etb-identity-folder.h"
#include "etb-identity.h"
#include "etb-trust-store.h"
#include "page-fixture.h"

#define PASSWORD "motdepasse"

static void
make (const char *name, const char *file, int years_ago)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GDateTime) then = g_date_time_add_years (now, -years_ago);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbIdentity) identity = etb_identity_create (name, file, PASSWORD, then, &error);

  g_assert_no_error (error);
}

/* In the person's folder. */
static void
make_own (const char *name, const char *base, int years_ago)
{
  g_autofree char *folder = etb_identity_folder (NULL);
  g_autofree char *file = g_build_filename (folder, base, NULL);

  make (name, file, years_ago);
}

static guint
count_files (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = etb_identity_folder_list (now);

  return entries->len;
}

static void
empty (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr (GPtrArray) entries = etb_identity_folder_list (now);
  g_autoptr (GPtrArray) authorities = etb_trust_store_list ();

  for (guint i = 0; i < entries->len; i++)
    g_unlink (((EtbIdentityEntry *)g_ptr_array_index (entries, i))->address);
  for (guint i = 0; i < authorities->len; i++)
    etb_trust_store_remove (g_ptr_array_index (authorities, i), NULL);
}

static EtbIdentitiesPage *
show (Fixture *fixture)
{
  GtkWidget *page = etb_identities_page_new ();

  page_fixture_show (fixture, page);
  return ETB_IDENTITIES_PAGE (page);
}

/* The dialog that is open, if any. */
static AdwMessageDialog *
find_dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *item = windows; item != NULL; item = item->next)
    if (ADW_IS_MESSAGE_DIALOG (item->data) && gtk_widget_get_visible (item->data))
      return item->data;
  return NULL;
}

/* Gives up when @password is NULL. */
static void
answer (const char *password)
{
  AdwMessageDialog *dialog = find_dialog ();
  GtkWidget *root = GTK_WIDGET (dialog);

  g_assert_nonnull (dialog);
  if (password != NULL)
    {
      GtkWidget *entry = adw_message_dialog_get_extra_child (dialog);

      gtk_editable_set_text (GTK_EDITABLE (entry), password);
      gtk_widget_activate_default (entry);
    }
  else
    page_fixture_click (page_fixture_find (root, GTK_TYPE_BUTTON, "_Cancel"));
  page_fixture_spin ();
}

/* What is waited for: words on a shelf. */
typedef struct
{
  GtkWidget *root;
  const char *words;
} Wish;

static gboolean
is_said (gpointer data)
{
  const Wish *wish = data;

  return page_fixture_find (wish->root, ETB_TYPE_NOTICE, wish->words) != NULL;
}

static void
wait_for (gpointer root, const char *words)
{
  Wish wish = { GTK_WIDGET (root), words };

  page_fixture_wait (is_said, &wish);
}

static void
test_empty_shelves_say_what_to_do (Fixture *fixture, gconstpointer data)
{
  EtbIdentitiesPage *page;

  empty ();
  page = show (fixture);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "No identity yet"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "None yet"));
  page_fixture_picture (fixture, "identities-empty");
}

static void
test_each_identity_is_told (Fixture *fixture, gconstpointer data)
{
  EtbIdentitiesPage *page;

  empty ();
  make_own ("Zoé Ménard", "zoe.p12", 0);
  make_own ("Paul Ancien", "paul.p12", 4);
  page = show (fixture);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Zoé Ménard (zoe.p12)"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "simple"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "expired on"));
  g_assert_cmpuint (page_fixture_count (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Remove"), ==, 2);
  page_fixture_picture (fixture, "identities");
}

static void
test_import_asks_the_password (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = page_fixture_path (fixture, "ailleurs.p12");
  EtbIdentitiesPage *page;
  EtbIdentityShelf *shelf;

  empty ();
  make ("Zoé Ménard", file, 0);
  page = show (fixture);
  shelf = etb_identities_page_get_files (page);

  etb_identity_shelf_import (shelf, file);
  page_fixture_spin ();
  answer (NULL);
  page_fixture_spin ();
  g_assert_cmpuint (count_files (), ==, 0);

  etb_identity_shelf_import (shelf, file);
  answer ("faux");
  wait_for (shelf, "is not that of");
  g_assert_cmpuint (count_files (), ==, 0);

  etb_identity_shelf_import (shelf, file);
  answer (PASSWORD);
  wait_for (shelf, "is among your identities");
  g_assert_cmpuint (count_files (), ==, 1);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Zoé Ménard"));

  etb_identity_shelf_import (shelf, file);
  answer (PASSWORD);
  wait_for (shelf, "is in your folder already");
  g_assert_cmpuint (count_files (), ==, 1);
}

static void
test_an_unknown_file_is_read_on_demand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *folder = etb_identity_folder (NULL);
  g_autofree char *beside = g_build_filename (folder, "zoe.p12.pem", NULL);
  EtbIdentitiesPage *page;

  empty ();
  make_own ("Zoé Ménard", "zoe.p12", 0);
  g_assert_cmpint (g_unlink (beside), ==, 0);
  page = show (fixture);
  g_assert_null (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Zoé Ménard"));
  page_fixture_click (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Read…"));
  answer (PASSWORD);
  wait_for (page, "was read");
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Zoé Ménard"));
}

static void
test_a_removed_identity_is_put_back (Fixture *fixture, gconstpointer data)
{
  EtbIdentitiesPage *page;

  empty ();
  make_own ("Zoé Ménard", "zoe.p12", 0);
  page = show (fixture);
  page_fixture_click (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Remove"));
  g_assert_cmpuint (count_files (), ==, 0);
  wait_for (page, "was removed");
  page_fixture_picture (fixture, "identities-removed");
  page_fixture_click (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, "Put back"));
  g_assert_cmpuint (count_files (), ==, 1);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "Zoé Ménard"));
}

/* The certificate of an identity, as somebody would hand it over. Returns: its path */
static char *
make_certificate (Fixture *fixture)
{
  g_autofree char *p12 = page_fixture_path (fixture, "autorite.p12");
  char *file = page_fixture_path (fixture, "autorite.cer");
  g_autoptr (EtbIdentity) identity = NULL;
  GBytes *der;
  gsize length;
  const char *bytes;

  make ("Autorité d’essai", p12, 0);
  identity = etb_identity_open (p12, PASSWORD, NULL);
  der = g_ptr_array_index (etb_identity_get_certificates (identity), 0);
  bytes = g_bytes_get_data (der, &length);
  g_assert_true (g_file_set_contents (file, bytes, (gssize)length, NULL));
  return file;
}

static void
test_authorities_are_imported_and_removed (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = make_certificate (fixture);
  g_autofree char *wrong = page_fixture_path (fixture, "autorite.p12");
  EtbIdentitiesPage *page;
  EtbAuthorityShelf *shelf;
  GtkWidget *root;

  empty ();
  page = show (fixture);
  shelf = etb_identities_page_get_authorities (page);
  root = GTK_WIDGET (shelf);
  etb_authority_shelf_import (shelf, wrong);
  wait_for (shelf, "holds no certificate");
  etb_authority_shelf_import (shelf, file);
  wait_for (shelf, "recognised from now on");
  g_assert_nonnull (page_fixture_find (root, GTK_TYPE_LABEL, "Autorité d’essai"));
  g_assert_nonnull (page_fixture_find (root, GTK_TYPE_LABEL, "Fingerprint"));
  page_fixture_picture (fixture, "authorities");
  etb_authority_shelf_import (shelf, file);
  wait_for (shelf, "already");
  page_fixture_click (page_fixture_find (root, GTK_TYPE_BUTTON, "Remove"));
  g_assert_null (page_fixture_find (root, GTK_TYPE_LABEL, "Fingerprint"));
  page_fixture_click (page_fixture_find (root, GTK_TYPE_BUTTON, "Put back"));
  g_assert_nonnull (page_fixture_find (root, GTK_TYPE_LABEL, "Fingerprint"));
}

#define ADD(path, test)                                                           \
  g_test_add ("/identities-page/" path, Fixture, NULL, page_fixture_set_up, test, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("empty-shelves-say-what-to-do", test_empty_shelves_say_what_to_do);
  ADD ("each-identity-is-told", test_each_identity_is_told);
  ADD ("import-asks-the-password", test_import_asks_the_password);
  ADD ("an-unknown-file-is-read-on-demand", test_an_unknown_file_is_read_on_demand);
  ADD ("a-removed-identity-is-put-back", test_a_removed_identity_is_put_back);
  ADD ("authorities-are-imported-and-removed", test_authorities_are_imported_and_removed);
  return g_test_run ();
}
