/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Help in person, in the window: how it begins, what the bar says of it, how it is read back, and
 * what the pages before the signature say. */

#include <glib/gstdio.h>

#include "etb-assist-page.h"
#include "etb-assistance-bar.h"
#include "etb-dossier-assistance.h"
#include "etb-helper-memory.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-question-page.h"
#include "etb-read-back-page.h"
#include "etb-review-page.h"
#include "etb-sign-page.h"
#include "page-fixture.h"

#define FT   "ft-association-rurale"
#define NAME "/dossier/porteur/nom"

static void
begin (Fixture *fixture, const char *section)
{
  const char *const sections[] = { section, NULL };
  const EtbAssistanceTerms terms
      = { "Camille Martin", "Mairie d’Exemple", "agent", section != NULL ? sections : NULL, 31 };
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_begin_assistance (fixture->dossier, &terms, &error));
  g_assert_no_error (error);
}

static void
end (Fixture *fixture)
{
  g_assert_true (etb_dossier_end_assistance (fixture->dossier, NULL));
}

static GtkWidget *
show (Fixture *fixture, GtkWidget *page)
{
  page_fixture_show (fixture, page);
  page_fixture_spin ();
  return page;
}

static GtkWidget *
find_button (GtkWidget *page, const char *text)
{
  return page_fixture_find (page, GTK_TYPE_BUTTON, text);
}

/* The option whose words are these. */
static GtkCheckButton *
find_option (GtkWidget *page, const char *text)
{
  GtkWidget *label = page_fixture_find (page, GTK_TYPE_LABEL, text);

  g_assert_nonnull (label);
  return GTK_CHECK_BUTTON (gtk_widget_get_ancestor (label, ETB_TYPE_OPTION));
}

static void
tick (GtkWidget *page, const char *text)
{
  gtk_check_button_set_active (find_option (page, text), TRUE);
}

static void
type (GtkWidget *page, guint n, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (page_fixture_find_nth (page, GTK_TYPE_ENTRY, NULL, n)),
                         text);
}

/* ---- Beginning --------------------------------------------------------------------------------
 */

static void
help_begins_with_what_was_filled_in (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, etb_assist_page_new (fixture->dossier));
  const EtbAssistance *assistance;

  page_fixture_picture (fixture, "assist");
  type (page, 0, "Camille Martin");
  type (page, 1, "Mairie d’Exemple");
  tick (page, "Public servant");
  tick (page, "Some sections only");
  tick (page, "Structure qui dépose");
  tick (page, "31 days");
  tick (page, "The applicant heard");
  page_fixture_picture (fixture, "assist-filled");
  page_fixture_click (find_button (page, "Begin the Help"));

  assistance = etb_dossier_get_assistance (fixture->dossier);
  g_assert_nonnull (assistance);
  g_assert_cmpstr (assistance->helper, ==, "Camille Martin");
  g_assert_cmpstr (assistance->organisation, ==, "Mairie d’Exemple");
  g_assert_cmpstr (assistance->status, ==, "agent");
  g_assert_cmpuint (assistance->mandate_days, ==, 31);
  g_assert_cmpuint (g_strv_length (assistance->sections), ==, 1);
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.tasks\n");
}

static void
nothing_begins_without_name_status_and_agreement (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, etb_assist_page_new (fixture->dossier));

  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Write the name of the person"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Choose what the helper is"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Read the text to the applicant"));
  page_fixture_picture (fixture, "assist-wrong");
  type (page, 0, "Camille Martin");
  tick (page, "Relative or friend");
  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Write the name of the person"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Read the text to the applicant"));
  g_assert_null (etb_dossier_get_assistance (fixture->dossier));
  tick (page, "The applicant heard");
  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_nonnull (etb_dossier_get_assistance (fixture->dossier));
}

static void
helper_is_remembered_only_when_asked (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture, etb_assist_page_new (fixture->dossier));
  g_autoptr (EtbHelper) known = NULL;

  type (page, 0, "Camille Martin");
  tick (page, "Volunteer");
  tick (page, "The applicant heard");
  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_null (etb_helper_memory_load ());
  end (fixture);

  page = show (fixture, etb_assist_page_new (fixture->dossier));
  type (page, 0, "Camille Martin");
  tick (page, "Volunteer");
  tick (page, "Remember the helper");
  tick (page, "The applicant heard");
  page_fixture_click (find_button (page, "Begin the Help"));
  known = etb_helper_memory_load ();
  g_assert_nonnull (known);
  g_assert_cmpstr (known->helper, ==, "Camille Martin");
  end (fixture);

  /* The next applicant: nothing to type again, but the agreement is theirs to give. */
  page = show (fixture, etb_assist_page_new (fixture->dossier));
  g_assert_true (gtk_check_button_get_active (find_option (page, "Volunteer")));
  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_null (etb_dossier_get_assistance (fixture->dossier));
  tick (page, "The applicant heard");
  gtk_check_button_set_active (find_option (page, "Remember the helper"), FALSE);
  page_fixture_click (find_button (page, "Begin the Help"));
  g_assert_nonnull (etb_dossier_get_assistance (fixture->dossier));
  g_assert_null (etb_helper_memory_load ());
}

static void
a_second_helper_waits (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  begin (fixture, NULL);
  page = show (fixture, etb_assist_page_new (fixture->dossier));
  g_assert_null (find_button (page, "Begin the Help"));
  page_fixture_click (find_button (page, "End the Help"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.end-help\n");
}

/* ---- The bar ----------------------------------------------------------------------------------
 */

static EtbStop
stop_of (Fixture *fixture, const char *path)
{
  EtbStop stop;

  g_assert_true (etb_parcours_of_path (fixture->dossier, path, &stop));
  return stop;
}

static void
the_bar_says_who_helps_and_what_is_left (Fixture *fixture, gconstpointer data)
{
  GtkWidget *bar = show (fixture, etb_assistance_bar_new (fixture->dossier));

  g_assert_false (gtk_widget_get_visible (bar));
  begin (fixture, NULL);
  g_assert_true (gtk_widget_get_visible (bar));
  g_assert_nonnull (page_fixture_find (bar, GTK_TYPE_LABEL, "Camille Martin (Mairie d’Exemple)"));
  page_fixture_click (find_button (bar, "End the Help"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.end-help\n");
  page_fixture_set (fixture, NAME, "La Halle");
  end (fixture);
  g_assert_nonnull (page_fixture_find (bar, GTK_TYPE_LABEL, "1 answer that a helper typed"));
  etb_assistance_bar_set_quiet (ETB_ASSISTANCE_BAR (bar), TRUE);
  g_assert_false (gtk_widget_get_visible (bar));
  etb_assistance_bar_set_quiet (ETB_ASSISTANCE_BAR (bar), FALSE);
  g_assert_true (etb_dossier_accept_page (fixture->dossier, NULL, NULL));
  g_assert_false (gtk_widget_get_visible (bar));
}

static void
other_sections_are_read_only_with_a_way_to_add_them (Fixture *fixture, gconstpointer data)
{
  EtbStop stop = stop_of (fixture, NAME);
  GtkWidget *bar;
  GtkWidget *page;
  GtkWidget *entry;
  g_autofree char *action = g_strdup_printf ("dossier.extend-help %s\n", stop.task->id);

  begin (fixture, "roles");
  page = show (fixture,
               etb_question_page_new (fixture->dossier, fixture->territory, stop.page, NULL));
  entry = page_fixture_find (page, GTK_TYPE_ENTRY, NULL);
  g_assert_false (gtk_editable_get_editable (GTK_EDITABLE (entry)));
  bar = show (fixture, etb_assistance_bar_new (fixture->dossier));
  etb_assistance_bar_set_stop (ETB_ASSISTANCE_BAR (bar), &stop);
  g_assert_nonnull (page_fixture_find (bar, GTK_TYPE_LABEL, "does not cover this section"));
  page_fixture_click (find_button (bar, "Add This Section"));
  g_assert_cmpstr (fixture->actions->str, ==, action);

  page = show (fixture, etb_assist_page_new_for_section (fixture->dossier, stop.task));
  page_fixture_click (find_button (page, "Add the Section"));
  g_assert_false (etb_dossier_may_change (fixture->dossier, NAME));
  tick (page, "The applicant heard");
  page_fixture_click (find_button (page, "Add the Section"));
  g_assert_true (etb_dossier_may_change (fixture->dossier, NAME));
  page = show (fixture,
               etb_question_page_new (fixture->dossier, fixture->territory, stop.page, NULL));
  entry = page_fixture_find (page, GTK_TYPE_ENTRY, NULL);
  g_assert_true (gtk_editable_get_editable (GTK_EDITABLE (entry)));
}

/* ---- Reading back -----------------------------------------------------------------------------
 */

static GtkWidget *
focused_button (Fixture *fixture)
{
  return gtk_root_get_focus (GTK_ROOT (fixture->window));
}

static void
one_goes_through_what_was_typed (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *second;

  begin (fixture, NULL);
  page_fixture_set (fixture, NAME, "La Halle");
  page_fixture_set (fixture, "/dossier/porteur/siret", "73282932000074");
  page_fixture_set (fixture, "/dossier/lieu/nom", "La Filature");
  end (fixture);
  page = show (fixture, etb_read_back_page_new (fixture->dossier, fixture->territory));
  page_fixture_picture (fixture, "read-back");
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "0 answers out of 3"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Typed by Camille Martin (Mairie"));

  second = page_fixture_find_nth (page, GTK_TYPE_BUTTON, "That is right", 1);
  page_fixture_click (find_button (page, "That is right"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "1 answer out of 3"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Accepted"));
  g_assert_true (focused_button (fixture) == second);

  page_fixture_click (find_button (page, "Correct"));
  g_assert_true (g_str_has_prefix (fixture->actions->str, "dossier.reveal /dossier/"));
  g_assert_cmpuint (etb_dossier_count_to_read_back (fixture->dossier), ==, 2);

  /* Back from the question, as it was left. */
  page = show (fixture, etb_read_back_page_new (fixture->dossier, fixture->territory));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "To be corrected"));
  page_fixture_picture (fixture, "read-back-refused");
  page_fixture_click (find_button (page, "That is right"));
  page_fixture_click (find_button (page, "That is right"));
  g_assert_null (find_button (page, "That is right"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "All is read back"));
  g_assert_true (focused_button (fixture) == find_button (page, "Read Again and Sign"));
}

static void
a_page_is_accepted_at_once (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  begin (fixture, NULL);
  page_fixture_set (fixture, "/dossier/budget/charges/c60/c602/an1", "1234");
  page_fixture_set (fixture, "/dossier/budget/charges/c60/c602/an2", "5678");
  end (fixture);
  page = show (fixture, etb_read_back_page_new (fixture->dossier, fixture->territory));
  page_fixture_click (find_button (page, "All of this page is right"));
  g_assert_cmpuint (etb_dossier_count_to_read_back (fixture->dossier), ==, 0);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "All is read back"));
}

static void
nobody_reads_back_while_somebody_helps (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  begin (fixture, NULL);
  page_fixture_set (fixture, NAME, "La Halle");
  page = show (fixture, etb_read_back_page_new (fixture->dossier, fixture->territory));
  g_assert_null (find_button (page, "That is right"));
  g_assert_nonnull (find_button (page, "End the Help"));
  end (fixture);
  g_assert_true (etb_dossier_accept_page (fixture->dossier, NULL, NULL));
  page_fixture_set (fixture, NAME, "L’Établi");
  page = show (fixture, etb_read_back_page_new (fixture->dossier, fixture->territory));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Nothing is left to read back"));
}

/* ---- Before the signature ---------------------------------------------------------------------
 */

static gboolean
has_origin (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "Typed by Camille Martin") != NULL;
}

static void
the_review_says_whose_answers_are (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  begin (fixture, NULL);
  page_fixture_set (fixture, NAME, "La Halle");
  page_fixture_set (fixture, "/dossier/budget/charges/c60/c602/an1", "1234");
  end (fixture);
  page = show (fixture, etb_review_page_new (fixture->dossier, fixture->territory));
  page_fixture_wait (has_origin, page);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "2 answers that a helper typed"));
  page_fixture_picture (fixture, "review-helped");
  page_fixture_click (find_button (page, "Read _Back"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.page read-back\n");
}

static void
nothing_is_signed_before_it_was_read_back (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_complete (fixture);
  begin (fixture, NULL);
  page_fixture_set (fixture, NAME, "La Halle");
  page = show (fixture, etb_sign_page_new (fixture->dossier, fixture->territory));
  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_nonnull (find_button (page, "End the Help"));
  end (fixture);
  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "1 answer that a helper typed"));
  page_fixture_picture (fixture, "sign-unread");
  page_fixture_click (find_button (page, "Read _Back"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.page read-back\n");
  g_assert_true (etb_dossier_accept_page (fixture->dossier, NULL, NULL));
  g_assert_nonnull (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
}

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
#define ADD(name, sample, function)                                                 \
  g_test_add ("/assist-page/" name, Fixture, sample, page_fixture_set_up, function, \
              page_fixture_tear_down)
  ADD ("begins-with-what-was-filled-in", NULL, help_begins_with_what_was_filled_in);
  ADD ("nothing-begins-without-agreement", NULL, nothing_begins_without_name_status_and_agreement);
  ADD ("helper-is-remembered-only-when-asked", NULL, helper_is_remembered_only_when_asked);
  ADD ("a-second-helper-waits", NULL, a_second_helper_waits);
  ADD ("bar-says-who-helps-and-what-is-left", NULL, the_bar_says_who_helps_and_what_is_left);
  ADD ("other-sections-are-read-only", NULL, other_sections_are_read_only_with_a_way_to_add_them);
  ADD ("one-goes-through-what-was-typed", FT, one_goes_through_what_was_typed);
  ADD ("a-page-is-accepted-at-once", FT, a_page_is_accepted_at_once);
  ADD ("nobody-reads-back-while-somebody-helps", FT, nobody_reads_back_while_somebody_helps);
  ADD ("review-says-whose-answers-are", FT, the_review_says_whose_answers_are);
  ADD ("nothing-is-signed-before-it-was-read-back", FT, nothing_is_signed_before_it_was_read_back);
  page_fixture_run ();
}
