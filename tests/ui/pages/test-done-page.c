/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "etb-done-page.h"
#include "etb-notice.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static gboolean
shows_contents (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "the signature of Hélène Marsaud") != NULL;
}

static void
test_shows_what_the_package_really_holds (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, package);
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_contents, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "dossier.pdf"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "pieces/01-"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, package));
  page_fixture_picture (fixture, "done");

  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "_Verify the package"));
  g_assert_true (g_str_has_prefix (fixture->actions->str, "win.verify-file "));
  g_assert_nonnull (strstr (fixture->actions->str, package));
}

static void
test_says_that_nothing_is_deposited (Fixture *fixture, gconstpointer data)
{
  static const char *const claims[]
      = { "was deposited", "has been deposited", "is deposited", "was sent", "has been sent" };
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, package);
  page_fixture_show (fixture, page);
  page_fixture_wait (shows_contents, page);
  for (guint i = 0; i < G_N_ELEMENTS (claims); i++)
    for (guint j = 0;; j++)
      {
        GtkWidget *label = page_fixture_find_nth (page, GTK_TYPE_LABEL, claims[i], j);

        if (label == NULL)
          break;
        /* Only to deny it. */
        g_assert_nonnull (strstr (gtk_label_get_label (GTK_LABEL (label)), "Nothing was sent"));
      }
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "nothing is deposited until"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Deposit it yourself"));
}

static void
test_finds_the_last_package_by_itself (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  package = page_fixture_make_package (fixture);
  page = etb_done_page_new (fixture->dossier, NULL);
  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, package));
}

static void
test_package_that_went_away_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page = etb_done_page_new (fixture->dossier, package);

  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer there"));
}

static void
test_without_a_package_leads_to_the_signature (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_done_page_new (fixture->dossier, NULL);

  page_fixture_show (fixture, page);
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Go on to the signature"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.sign\n");
}

static void
test_closed_track_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *package = page_fixture_path (fixture, "parti.asice");
  GtkWidget *page = etb_done_page_new (fixture->dossier, package);

  page_fixture_show (fixture, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "This track has been closed"));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                 \
  g_test_add ("/ui/pages/done/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (shows_what_the_package_really_holds, FT);
  ADD (says_that_nothing_is_deposited, FT);
  ADD (finds_the_last_package_by_itself, FT);
  ADD (package_that_went_away_is_said, NULL);
  ADD (without_a_package_leads_to_the_signature, NULL);
  ADD (closed_track_is_said, "fnt-commune-qpv-occitanie");
#undef ADD

  return g_test_run ();
}
