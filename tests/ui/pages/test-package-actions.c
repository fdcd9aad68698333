/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a package: a new dossier of it, and its files with their tokens. */

#include "etb-package-actions.h"

#include <string.h>

#include "etb-notice.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

typedef struct
{
  EtbPackageActions *actions;
  char *file; /* that a signal named last */
  int kind;   /* of what was said last, or -1 */
} Seen;

static void
on_named (EtbPackageActions *actions, const char *file, Seen *seen)
{
  g_free (seen->file);
  seen->file = g_strdup (file);
}

static void
on_said (EtbPackageActions *actions, int kind, const char *text, Seen *seen)
{
  g_assert_cmpstr (text, !=, "");
  seen->kind = kind;
}

static void
show (Fixture *fixture, Seen *seen, const char *package)
{
  g_autoptr (EtbVerification) verification = etb_verification_run (package, NULL, NULL);
  GtkWidget *actions = etb_package_actions_new (verification);

  *seen = (Seen){ ETB_PACKAGE_ACTIONS (actions), NULL, -1 };
  g_signal_connect (actions, "extracted", G_CALLBACK (on_named), seen);
  g_signal_connect (actions, "reopened", G_CALLBACK (on_named), seen);
  g_signal_connect (actions, "said", G_CALLBACK (on_said), seen);
  page_fixture_show (fixture, actions);
}

static gboolean
has_ended (gpointer data)
{
  const Seen *seen = data;

  return seen->file != NULL || seen->kind >= 0;
}

static void
test_a_new_dossier_is_made (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autoptr (EtbDossier) dossier = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  Seen seen;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  show (fixture, &seen, package);
  page_fixture_click (
      page_fixture_find (GTK_WIDGET (seen.actions), GTK_TYPE_BUTTON, "Work on it again"));
  page_fixture_wait (has_ended, &seen);
  g_assert_cmpint (seen.kind, ==, -1);
  dossier = etb_dossier_open (seen.file, NULL);
  g_assert_nonnull (dossier);
  before = etb_dossier_get_answer (fixture->dossier, "/dossier/porteur/nom");
  after = etb_dossier_get_answer (dossier, "/dossier/porteur/nom");
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (etb_dossier_get_attachments (dossier)->len, ==,
                    etb_dossier_get_attachments (fixture->dossier)->len);
  g_free (seen.file);
}

static void
test_what_is_not_valid_is_asked_about (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autofree char *content = NULL;
  g_autoptr (GListModel) windows = NULL;
  guint before;
  gsize length;
  char *mark;
  Seen seen;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  /* In journal.xml: the dossier itself can still be read. */
  mark = memmem (content, length, "<journal xmlns", 14);
  g_assert_nonnull (mark);
  mark[1] = 'k';
  g_assert_true (g_file_set_contents (package, content, (gssize)length, NULL));
  show (fixture, &seen, package);
  windows = g_object_ref (gtk_window_get_toplevels ());
  before = g_list_model_get_n_items (windows);
  page_fixture_click (
      page_fixture_find (GTK_WIDGET (seen.actions), GTK_TYPE_BUTTON, "Work on it again"));
  page_fixture_spin ();
  g_assert_cmpuint (g_list_model_get_n_items (windows), ==, before + 1);
  g_assert_null (seen.file);
}

static void
test_tokens_are_written (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  g_autofree char *token = NULL;
  Seen seen;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  show (fixture, &seen, package);
  etb_package_actions_extract (seen.actions, fixture->folder, ETB_EXTRACT_DETACHED);
  page_fixture_wait (has_ended, &seen);
  token = g_build_filename (seen.file, "jeton-1.xml", NULL);
  g_assert_true (g_file_test (token, G_FILE_TEST_IS_REGULAR));
  g_assert_cmpint (seen.kind, ==, ETB_NOTICE_GOOD);
  g_clear_pointer (&seen.file, g_free);
  seen.kind = -1;

  etb_package_actions_extract (seen.actions, fixture->folder, ETB_EXTRACT_DETACHED);
  page_fixture_wait (has_ended, &seen);
  g_assert_cmpint (seen.kind, ==, ETB_NOTICE_ERROR);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/package-actions/a-new-dossier-is-made", test_a_new_dossier_is_made },
    { "/package-actions/what-is-not-valid-is-asked-about", test_what_is_not_valid_is_asked_about },
    { "/package-actions/tokens-are-written", test_tokens_are_written },
  };

  page_fixture_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, FT, page_fixture_set_up, tests[i].test,
                page_fixture_tear_down);
  return g_test_run ();
}
