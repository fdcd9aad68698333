/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include "etb-dossier-finding.h"
#include "etb-notice.h"
#include "etb-review-page.h"
#include "page-fixture.h"

static GtkWidget *
show (Fixture *fixture)
{
  GtkWidget *page = etb_review_page_new (fixture->dossier, fixture->territory);

  page_fixture_show (fixture, page);
  return page;
}

/* The “Modify” that leads to @path. */
static GtkWidget *
find_modify (GtkWidget *page, const char *path)
{
  GtkWidget *button;

  for (guint i = 0; (button = page_fixture_find_nth (page, GTK_TYPE_BUTTON, "Modify", i)) != NULL;
       i++)
    {
      GVariant *target = gtk_actionable_get_action_target_value (GTK_ACTIONABLE (button));

      if (target != NULL && g_str_equal (g_variant_get_string (target, NULL), path))
        return button;
    }
  return NULL;
}

static void
test_modify_leads_to_its_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  GtkWidget *button = find_modify (page, "/dossier/porteur/siret");
  g_autofree char *label
      = etb_call_label_for (etb_dossier_get_call (fixture->dossier), "/dossier/porteur/siret");
  g_autofree char *name = g_strdup_printf ("Modify: %s", label);

  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       name);
  page_fixture_click (button);
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.reveal /dossier/porteur/siret\n");
}

/* One that comes back from a change is where one was, not at the top of many pages. */
static void
test_a_change_comes_back_to_its_answer (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = etb_review_page_new (fixture->dossier, fixture->territory);

  etb_review_page_focus_answer (ETB_REVIEW_PAGE (page), "/dossier/lieu/nom");
  page_fixture_show (fixture, page);
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == find_modify (page, "/dossier/lieu/nom"));
  etb_review_page_focus_answer (ETB_REVIEW_PAGE (page), "/dossier/porteur/siret");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == find_modify (page, "/dossier/porteur/siret"));
  /* What it has not is no harm. */
  etb_review_page_focus_answer (ETB_REVIEW_PAGE (page), "/dossier/rien");
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (fixture->window))
                 == find_modify (page, "/dossier/porteur/siret"));
}

static void
test_what_nobody_may_change_is_not_offered (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_null (find_modify (page, "/dossier/volet"));
  g_assert_nonnull (find_modify (page, "/dossier/porteur/nom"));
}

static void
test_values_are_shown_as_people_read_them (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  g_autofree char *siret = etb_value_format (ETB_VALUE_SIRET, "99999001300016");
  g_autofree char *commune = etb_territory_describe_commune (fixture->territory, "23013");
  const char *const texts[] = { siret, commune, "Association déclarée", "Hélène" };

  g_assert_cmpstr (siret, !=, "99999001300016");
  g_assert_cmpstr (commune, !=, "23013");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_test_message ("%s", texts[i]);
      g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, texts[i]));
    }
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_BUTTON, "Modify"), >, 100);
  page_fixture_picture (fixture, "review");
}

static void
test_missing_answers_are_said_in_words (Fixture *fixture, gconstpointer data)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (fixture->dossier);
  GtkWidget *page = show (fixture);

  g_assert_cmpuint (etb_evaluation_get_missing (evaluation)->len, >, 10);
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_NOTICE, "Missing: this answer is required."),
                    ==, etb_evaluation_get_missing (evaluation)->len);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "required answers are missing."));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Not answered"));
  page_fixture_picture (fixture, "review-empty");
}

/* Gives the first file of a piece a date. */
static void
give_date (Fixture *fixture, const char *piece, const char *date)
{
  GPtrArray *attachments = etb_dossier_get_attachments (fixture->dossier);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < attachments->len; i++)
    {
      const EtbAttachment *attachment = g_ptr_array_index (attachments, i);

      if (!g_str_equal (attachment->piece, piece))
        continue;
      etb_dossier_set_document_date (fixture->dossier, attachment->id, date, &error);
      g_assert_no_error (error);
      return;
    }
  g_assert_not_reached ();
}

static void
test_a_piece_that_cannot_go_out_says_why (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  page_fixture_complete (fixture);
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "must be replaced"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Its date is not known yet"));
  give_date (fixture, "P-SIR", "30/06/2019");
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "1 piece must be replaced."));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Too old: accepted until"));
}

static void
test_refused_answer_stays_as_typed_with_its_reason (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  EtbEvaluation *evaluation;

  page_fixture_set (fixture, "/dossier/porteur/siret", "12 34");
  evaluation = etb_dossier_get_evaluation (fixture->dossier);
  page = show (fixture);
  g_assert_cmpuint (etb_evaluation_get_invalid (evaluation)->len, ==, 1);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "12 34"));
  g_assert_nonnull (page_fixture_find (
      page, ETB_TYPE_NOTICE,
      ((EtbProblem *)g_ptr_array_index (etb_evaluation_get_invalid (evaluation), 0))->message));
}

static void
test_answers_without_use_are_set_aside_at_the_end (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Set aside, not sent"));
  g_assert_nonnull (find_modify (page, "/dossier/porteur/rna"));

  page_fixture_set (fixture, "/dossier/porteur/famille", "collectivite");
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Set aside, not sent"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "W231999001"));
  g_assert_null (find_modify (page, "/dossier/porteur/rna"));
}

static void
test_tables_show_lines_that_hold_something (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "lines are empty."));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Total"));
}

static void
locate (Fixture *fixture)
{
  g_autofree char *text = NULL;
  g_autoptr (EtbFinding) finding = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("ETB_TEST_FINDING"), &text, NULL, NULL));
  finding = etb_finding_from_text (text, &error);
  g_assert_no_error (error);
  etb_dossier_take_finding (fixture->dossier, finding, NULL, "Situé", &error);
  g_assert_no_error (error);
}

static void
test_what_was_found_of_the_place_is_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "What was found of the place"));
  locate (fixture);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "What was found of the place"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "celle de Île & Môle (QP034099)"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "in “qp-essai.zip”"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer agrees"));
  page_fixture_picture (fixture, "review-located");
  g_assert_true (etb_dossier_set_answer (fixture->dossier, "/dossier/lieu/commune", "34301", NULL));
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer agrees"));
}

static void
test_goes_on_to_the_signature (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Go on to the signature"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.sign\n");
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                   \
  g_test_add ("/ui/pages/review/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (modify_leads_to_its_answer, "ft-association-rurale");
  ADD (a_change_comes_back_to_its_answer, "ft-association-rurale");
  ADD (what_nobody_may_change_is_not_offered, "ft-association-rurale");
  ADD (values_are_shown_as_people_read_them, "ft-association-rurale");
  ADD (missing_answers_are_said_in_words, NULL);
  ADD (refused_answer_stays_as_typed_with_its_reason, "ft-association-rurale");
  ADD (a_piece_that_cannot_go_out_says_why, "ft-association-rurale");
  ADD (answers_without_use_are_set_aside_at_the_end, "ft-association-rurale");
  ADD (tables_show_lines_that_hold_something, "ft-association-rurale");
  ADD (what_was_found_of_the_place_is_told, "fnt-commune-qpv-occitanie");
  ADD (goes_on_to_the_signature, NULL);
#undef ADD

  return g_test_run ();
}
