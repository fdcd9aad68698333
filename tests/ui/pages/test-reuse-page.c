/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Beginning with another dossier: what would be taken is shown answer by answer, and what is
 * unticked is not. */

#include "etb-reuse-page.h"

#include "etb-library-index.h"
#include "etb-library.h"
#include "etb-option.h"
#include "page-fixture.h"

#define FT    "ft-association-rurale"
#define SIRET "/dossier/porteur/siret"
#define NAF   "/dossier/porteur/naf"

/* The dossier of the fixture in the person's folder, and an empty one to begin. */
static EtbDossier *
begin (Fixture *fixture)
{
  g_autofree char *source = etb_library_new_file ("ancien", NULL);
  g_autofree char *file = page_fixture_path (fixture, "nouveau.etabli");
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  EtbDossier *dossier;
  gsize length;

  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  g_assert_true (
      g_file_get_contents (etb_dossier_get_file (fixture->dossier), &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (source, bytes, (gssize)length, NULL));
  g_assert_true (etb_library_index_sync (NULL, &error));
  g_assert_no_error (error);
  dossier = etb_dossier_create (file, etb_dossier_get_call (fixture->dossier), "FT", &error);
  g_assert_no_error (error);
  g_assert_true (etb_reuse_page_is_needed (dossier));
  return dossier;
}

/* The line to tick whose words contain @text. */
static GtkWidget *
find_option (GtkWidget *page, const char *text)
{
  GtkWidget *label = page_fixture_find (page, GTK_TYPE_LABEL, text);

  return label != NULL ? gtk_widget_get_ancestor (label, ETB_TYPE_OPTION) : NULL;
}

static void
note (gboolean *told)
{
  *told = TRUE;
}

static void
assert_answer (EtbDossier *dossier, const char *path, const char *expected)
{
  g_autofree char *answer = etb_dossier_get_answer (dossier, path);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_what_is_unticked_is_not_taken (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = begin (fixture);
  GtkWidget *page = etb_reuse_page_new (dossier);
  g_autofree char *siret = etb_dossier_get_answer (fixture->dossier, SIRET);
  g_autofree char *naf = etb_dossier_get_answer (fixture->dossier, NAF);
  GtkWidget *unwanted;
  gboolean told = FALSE;
  guint ticked;

  g_signal_connect_swapped (page, "continue", G_CALLBACK (note), &told);
  page_fixture_show (fixture, page);
  ticked = page_fixture_count (page, ETB_TYPE_OPTION, NULL);
  gtk_check_button_set_active (
      GTK_CHECK_BUTTON (page_fixture_find_nth (page, ETB_TYPE_OPTION, NULL, ticked - 1)), TRUE);
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_OPTION, NULL), >, ticked + 10);
  unwanted = find_option (page, "SIRET");
  g_assert_nonnull (unwanted);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (unwanted)));
  page_fixture_picture (fixture, "reuse");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (unwanted), FALSE);
  assert_answer (dossier, NAF, "");

  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Continue"));
  g_assert_true (told);
  g_assert_cmpstr (siret, !=, "");
  g_assert_cmpstr (naf, !=, "");
  assert_answer (dossier, SIRET, "");
  assert_answer (dossier, NAF, naf);
}

static void
test_nothing_is_taken_without_a_choice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = begin (fixture);
  GtkWidget *page = etb_reuse_page_new (dossier);

  page_fixture_show (fixture, page);
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Continue"));
  assert_answer (dossier, SIRET, "");
}

#define ADD(path, test) \
  g_test_add ("/reuse-page/" path, Fixture, FT, page_fixture_set_up, test, page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("what-is-unticked-is-not-taken", test_what_is_unticked_is_not_taken);
  ADD ("nothing-is-taken-without-a-choice", test_nothing_is_taken_without_a_choice);
  return g_test_run ();
}
