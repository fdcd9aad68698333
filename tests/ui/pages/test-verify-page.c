/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "etb-notice.h"
#include "etb-verify-page.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

typedef struct
{
  guint verified;
  char *folder;
} Watch;

static void
on_verified (EtbVerifyPage *page, gpointer data)
{
  ((Watch *)data)->verified++;
}

static void
on_extracted (EtbVerifyPage *page, const char *folder, gpointer data)
{
  ((Watch *)data)->folder = g_strdup (folder);
}

static gboolean
is_verified (gpointer data)
{
  return ((Watch *)data)->verified > 0;
}

static gboolean
is_extracted (gpointer data)
{
  return ((Watch *)data)->folder != NULL;
}

static GtkWidget *
show (Fixture *fixture, const char *file, Watch *watch)
{
  GtkWidget *page = etb_verify_page_new (file);

  g_signal_connect (page, "verified", G_CALLBACK (on_verified), watch);
  g_signal_connect (page, "extracted", G_CALLBACK (on_extracted), watch);
  page_fixture_show (fixture, page);
  page_fixture_wait (is_verified, watch);
  page_fixture_spin ();
  return page;
}

static void
assert_label (GtkWidget *page, const char *text)
{
  g_test_message ("%s", text);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, text));
}

static void
test_facts_are_told_apart (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  Watch watch = { 0, NULL };
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = show (fixture, package, &watch);
  assert_label (page, "Container: In order");
  assert_label (page, "What is signed: Every file");
  assert_label (page, "Mathematics of the signature: Right");
  assert_label (page, "Certificate, time and role: Signed too");
  assert_label (page, "Who vouches for the certificate: Nobody");
  assert_label (page, "Revocation: Not checked");
  assert_label (page, "Time of signature: Not proven");
  assert_label (page, "Dossier and files: They agree");
  assert_label (page, "Conditions of the call: Met");
  assert_label (page, "Answers and pieces: Complete");
  assert_label (page, "Signature of Hélène Marsaud");
  page_fixture_picture (fixture, "verify");
}

/* Changes one byte in the middle of the content of the entry called @name. */
static void
damage (const char *package, const char *name)
{
  g_autofree char *bytes = NULL;
  gsize length;
  char *found;

  g_assert_true (g_file_get_contents (package, &bytes, &length, NULL));
  found = memmem (bytes, length, name, strlen (name));
  g_assert_nonnull (found);
  found[strlen (name) + 200] ^= 1;
  g_assert_true (g_file_set_contents (package, bytes, (gssize)length, NULL));
}

static void
test_changed_byte_names_its_entry (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  Watch watch = { 0, NULL };
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  damage (package, "dossier.pdf");
  page = show (fixture, package, &watch);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "dossier.pdf"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Something is wrong"));
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "Nothing changed"));
  page_fixture_picture (fixture, "verify-damaged");
}

static void
test_foreign_file_is_said_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = page_fixture_path (fixture, "lettre.txt");
  Watch watch = { 0, NULL };
  GtkWidget *page;

  g_assert_true (g_file_set_contents (file, "Bonjour", -1, NULL));
  page = show (fixture, file, &watch);
  assert_label (page, "Container: Unreadable");
  g_assert_null (page_fixture_find (page, GTK_TYPE_BUTTON, "Extract"));
  page_fixture_picture (fixture, "verify-unreadable");
}

static void
test_absent_file_is_said_unreadable (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = page_fixture_path (fixture, "absent.asice");
  Watch watch = { 0, NULL };

  assert_label (show (fixture, file, &watch), "Container: Unreadable");
}

static void
test_useless_authorities_change_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autofree char *pem = page_fixture_path (fixture, "autorites.pem");
  Watch watch = { 0, NULL };
  GtkWidget *page;

  g_assert_true (g_file_set_contents (pem, "rien", -1, NULL));
  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = show (fixture, package, &watch);
  etb_verify_page_trust_file (ETB_VERIFY_PAGE (page), pem);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "autorites.pem"));
  assert_label (page, "Who vouches for the certificate: Nobody");
}

static void
test_extracts_into_a_folder_of_its_own (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autofree char *pdf = NULL;
  Watch watch = { 0, NULL };
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = show (fixture, package, &watch);
  etb_verify_page_extract (ETB_VERIFY_PAGE (page), fixture->folder);
  page_fixture_wait (is_extracted, &watch);
  pdf = g_build_filename (fixture->folder, "paquet", "dossier.pdf", NULL);
  g_assert_true (g_file_test (pdf, G_FILE_TEST_IS_REGULAR));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, watch.folder));
  g_free (watch.folder);
}

static void
test_invites_to_choose_a_package (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_verify_page_new (NULL);

  page_fixture_show (fixture, page);
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Choose a _package…"));
  g_assert_cmpstr (fixture->actions->str, ==, "win.verify\n");
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                   \
  g_test_add ("/ui/pages/verify/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (facts_are_told_apart, FT);
  ADD (changed_byte_names_its_entry, FT);
  ADD (foreign_file_is_said_unreadable, NULL);
  ADD (absent_file_is_said_unreadable, NULL);
  ADD (useless_authorities_change_nothing, FT);
  ADD (extracts_into_a_folder_of_its_own, FT);
  ADD (invites_to_choose_a_package, NULL);
#undef ADD

  return g_test_run ();
}
