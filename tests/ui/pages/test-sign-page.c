/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

#include <glib/gstdio.h>

#include "etb-missing-list.h"
#include "etb-notice.h"
#include "etb-progress-view.h"
#include "etb-sign-page.h"
#include "etb-verification.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

/* What the page said at the end. */
typedef struct
{
  GtkWidget *page;
  char *file; /* of the signal "signed", or NULL */
} Watch;

static void
on_signed (EtbSignPage *page, const char *file, gpointer data)
{
  ((Watch *)data)->file = g_strdup (file);
}

static gboolean
is_signed (gpointer data)
{
  return ((Watch *)data)->file != NULL;
}

static GtkWidget *
show (Fixture *fixture)
{
  GtkWidget *page = etb_sign_page_new (fixture->dossier, fixture->territory);

  page_fixture_show (fixture, page);
  return page;
}

static GtkWidget *
form_child (GtkWidget *page, const char *id)
{
  return page_fixture_child (GTK_WIDGET (etb_sign_page_get_form (ETB_SIGN_PAGE (page))), id);
}

static GtkWidget *
chooser_child (GtkWidget *page, const char *id)
{
  return page_fixture_child (form_child (page, "chooser"), id);
}

static GtkWidget *
prepare_button (GtkWidget *page)
{
  return page_fixture_find (page, GTK_TYPE_BUTTON, "Prepare the signed package");
}

/* Fills the form as a person would who knows @password. Returns: (transfer full): the target */
static char *
fill (Fixture *fixture, GtkWidget *page, const char *password)
{
  g_autofree char *identity = page_fixture_make_identity (fixture);
  char *target = page_fixture_path (fixture, "paquet.asice");

  etb_identity_chooser_select_file (
      etb_sign_form_get_chooser (etb_sign_page_get_form (ETB_SIGN_PAGE (page))), identity);
  gtk_editable_set_text (GTK_EDITABLE (chooser_child (page, "password")), password);
  gtk_editable_set_text (GTK_EDITABLE (form_child (page, "target")), target);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form_child (page, "confirmation")), TRUE);
  return target;
}

static gboolean
is_shown (gpointer data)
{
  return gtk_widget_get_visible (data);
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_incomplete_dossier_lists_what_is_missing (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  GtkWidget *list = page_fixture_find (page, ETB_TYPE_MISSING_LIST, NULL);
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (fixture->dossier);
  GtkWidget *link;

  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_null (prepare_button (page));
  g_assert_nonnull (list);
  g_assert_cmpuint (etb_missing_list_count (ETB_MISSING_LIST (list)), >=,
                    etb_evaluation_get_missing (evaluation)->len);
  link = page_fixture_find (list, GTK_TYPE_BUTTON, NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (link), GTK_ACCESSIBLE_ROLE_LINK);
  page_fixture_click (link);
  g_assert_true (g_str_has_prefix (fixture->actions->str, "dossier.reveal /dossier/"));
  page_fixture_picture (fixture, "sign-missing");
}

static void
test_missing_piece_leads_to_the_pieces (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  GtkWidget *link = page_fixture_find (page, GTK_TYPE_BUTTON, "Statuts");

  g_assert_nonnull (link);
  page_fixture_click (link);
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.pieces\n");
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
test_old_piece_is_to_be_replaced_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *link;

  page_fixture_complete (fixture);
  give_date (fixture, "P-SIR", "30/06/2019");
  page = show (fixture);
  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  link = page_fixture_find (page, GTK_TYPE_BUTTON, "Too old: accepted until");
  g_assert_nonnull (link);
  page_fixture_click (link);
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.pieces\n");

  give_date (fixture, "P-SIR", "");
  page_fixture_spin ();
  g_assert_nonnull (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
}

static void
test_form_comes_when_the_last_thing_is_there (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  page_fixture_complete (fixture);
  page_fixture_spin ();
  g_assert_nonnull (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_null (page_fixture_find (page, ETB_TYPE_MISSING_LIST, NULL));
  page_fixture_picture (fixture, "sign-form");
}

static void
test_nothing_is_signed_on_another_date (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) then = g_date_time_new_utc (2019, 10, 1, 8, 0, 0);
  GtkWidget *page;

  page_fixture_complete (fixture);
  etb_dossier_set_at (fixture->dossier, then);
  page = show (fixture);
  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "on another date"));
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Choose another _date…"));
  g_assert_cmpstr (fixture->actions->str, ==, "win.other-date\n");
}

static void
test_focus_goes_to_the_heading_when_the_form_goes (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GDateTime) then = g_date_time_new_utc (2019, 10, 1, 8, 0, 0);
  GtkWidget *page;
  GtkWidget *focus;

  page_fixture_complete (fixture);
  page = show (fixture);
  gtk_widget_grab_focus (form_child (page, "target"));
  g_assert_true (has_focus (form_child (page, "target")));
  etb_dossier_set_at (fixture->dossier, then);
  page_fixture_spin ();
  g_assert_null (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  focus = gtk_root_get_focus (gtk_widget_get_root (page));
  g_assert_nonnull (focus);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (focus), GTK_ACCESSIBLE_ROLE_HEADING);
}

static void
test_proposes_the_name_of_the_signatory (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  GtkWidget *creator;

  page_fixture_complete (fixture);
  page = show (fixture);
  page_fixture_click (chooser_child (page, "create"));
  creator = chooser_child (page, "creator");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (page_fixture_child (creator, "name"))), ==,
                   "Bruno Delmas");
}

static void
test_closed_track_is_said_and_stops_nobody (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "This track has been closed"));
  g_assert_nonnull (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
}

static void
test_never_says_qualified_of_what_it_makes (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Neither is a qualified signature"));
  g_assert_cmpuint (page_fixture_count (page, GTK_TYPE_LABEL, "qualified"), ==, 1);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "not checked for revocation"));
}

static void
test_confirmation_is_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;
  GtkWidget *confirmation;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = fill (fixture, page, "motdepasse");
  confirmation = form_child (page, "confirmation");
  gtk_check_button_set_active (GTK_CHECK_BUTTON (confirmation), FALSE);
  page_fixture_click (prepare_button (page));
  page_fixture_spin ();
  g_assert_true (gtk_widget_get_visible (form_child (page, "confirmation_problem")));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (confirmation), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (has_focus (confirmation));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_identity_is_asked_for (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = page_fixture_path (fixture, "paquet.asice");
  gtk_editable_set_text (GTK_EDITABLE (form_child (page, "target")), target);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (form_child (page, "confirmation")), TRUE);
  page_fixture_click (prepare_button (page));
  page_fixture_wait (is_shown, chooser_child (page, "problem"));
  g_assert_true (gtk_widget_is_sensitive (prepare_button (page)));
}

static void
test_wrong_password_is_said_beside_it (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;
  GtkWidget *password;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = fill (fixture, page, "autre chose");
  password = chooser_child (page, "password");
  page_fixture_click (prepare_button (page));
  page_fixture_wait (is_shown, chooser_child (page, "password_problem"));
  gtk_test_accessible_assert_state (GTK_ACCESSIBLE (password), GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (has_focus (password));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (password)), ==, "autre chose");
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  page_fixture_picture (fixture, "sign-wrong-password");

  gtk_editable_set_text (GTK_EDITABLE (password), "motdepasse");
  g_assert_false (gtk_widget_get_visible (chooser_child (page, "password_problem")));
}

static void
test_looking_at_an_identity_says_what_it_is_worth (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;
  GtkWidget *facts;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = fill (fixture, page, "motdepasse");
  facts = chooser_child (page, "facts");
  page_fixture_click (page_fixture_find (page, GTK_TYPE_BUTTON, "Chec_k"));
  page_fixture_wait (is_shown, facts);
  g_assert_nonnull (
      strstr (etb_notice_get_text (ETB_NOTICE (facts)), "Simple signature of Hélène Marsaud"));
}

static void
test_makes_a_package_that_verifies (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  g_autoptr (EtbVerification) verification = NULL;
  Watch watch = { NULL, NULL };

  page_fixture_complete (fixture);
  watch.page = show (fixture);
  g_signal_connect (watch.page, "signed", G_CALLBACK (on_signed), &watch);
  target = fill (fixture, watch.page, "motdepasse");
  page_fixture_click (prepare_button (watch.page));
  page_fixture_wait (is_signed, &watch);
  g_assert_cmpstr (watch.file, ==, target);
  verification = etb_verification_run (target, NULL, NULL);
  g_assert_cmpint (verification->verdict, ==, ETB_PACKAGE_VALID);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (chooser_child (watch.page, "password"))),
                   ==, "");
  g_assert_cmpuint (etb_dossier_get_exports (fixture->dossier)->len, ==, 1);
  g_free (watch.file);
}

/* The form goes away just before the work begins: the person who cancels then cancels all of it. */
static void
on_form_hidden (GObject *form, GParamSpec *property, gpointer page)
{
  GtkWidget *progress = page_fixture_find (page, ETB_TYPE_PROGRESS_VIEW, NULL);

  if (progress != NULL && !gtk_widget_get_visible (GTK_WIDGET (form)))
    page_fixture_click (page_fixture_find (progress, GTK_TYPE_BUTTON, "Cancel"));
}

static gboolean
says_cancelled (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_NOTICE, "Cancelled.") != NULL;
}

static void
test_cancelling_leaves_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = fill (fixture, page, "motdepasse");
  g_signal_connect (etb_sign_page_get_form (ETB_SIGN_PAGE (page)), "notify::visible",
                    G_CALLBACK (on_form_hidden), page);
  page_fixture_click (prepare_button (page));
  page_fixture_wait (says_cancelled, page);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  g_assert_nonnull (prepare_button (page));
  g_assert_cmpuint (etb_dossier_get_exports (fixture->dossier)->len, ==, 0);
}

static void
test_file_that_is_there_is_not_replaced_unasked (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  g_autofree char *content = NULL;
  Watch watch = { NULL, NULL };

  page_fixture_complete (fixture);
  watch.page = show (fixture);
  g_signal_connect (watch.page, "signed", G_CALLBACK (on_signed), &watch);
  target = fill (fixture, watch.page, "motdepasse");
  g_assert_true (g_file_set_contents (target, "à moi", -1, NULL));
  page_fixture_click (prepare_button (watch.page));
  page_fixture_spin ();
  g_assert_true (gtk_widget_get_visible (form_child (watch.page, "target_problem")));
  g_assert_true (g_file_get_contents (target, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "à moi");

  gtk_check_button_set_active (GTK_CHECK_BUTTON (form_child (watch.page, "replace")), TRUE);
  page_fixture_click (prepare_button (watch.page));
  page_fixture_wait (is_signed, &watch);
  g_free (watch.file);
}

static void
test_bad_targets_are_said_beside_the_target (Fixture *fixture, gconstpointer data)
{
  static const char *const targets[]
      = { "", "paquet.asice", "/nulle/part/paquet.asice", "/tmp/", NULL };
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  g_free (fill (fixture, page, "motdepasse"));
  for (guint i = 0; targets[i] != NULL; i++)
    {
      GtkWidget *target = form_child (page, "target");

      g_test_message ("“%s”", targets[i]);
      gtk_editable_set_text (GTK_EDITABLE (target), targets[i]);
      g_assert_false (gtk_widget_get_visible (form_child (page, "target_problem")));
      page_fixture_click (prepare_button (page));
      g_assert_true (gtk_widget_get_visible (form_child (page, "target_problem")));
      g_assert_true (has_focus (target));
    }
}

static void
test_folder_that_cannot_be_written_is_said_beside_the_target (Fixture *fixture, gconstpointer data)
{
  /* Where nobody can make a file, root included. */
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  g_free (fill (fixture, page, "motdepasse"));
  gtk_editable_set_text (GTK_EDITABLE (form_child (page, "target")), "/proc/paquet.asice");
  page_fixture_click (prepare_button (page));
  page_fixture_wait (is_shown, form_child (page, "target_problem"));
  g_assert_true (gtk_widget_get_visible (form_child (page, "chooser")));
  g_assert_cmpuint (etb_dossier_get_exports (fixture->dossier)->len, ==, 0);
}

static void
test_proposes_a_name_that_nothing_has (Fixture *fixture, gconstpointer data)
{
  g_autofree char *target = NULL;
  GtkWidget *page;

  page_fixture_complete (fixture);
  page = show (fixture);
  target = etb_sign_form_get_target (etb_sign_page_get_form (ETB_SIGN_PAGE (page)));
  g_assert_true (g_path_is_absolute (target));
  g_assert_true (g_str_has_suffix (target, "-FT.asice"));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                 \
  g_test_add ("/ui/pages/sign/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (incomplete_dossier_lists_what_is_missing, NULL);
  ADD (missing_piece_leads_to_the_pieces, FT);
  ADD (old_piece_is_to_be_replaced_first, "ft-association-rurale");
  ADD (form_comes_when_the_last_thing_is_there, FT);
  ADD (nothing_is_signed_on_another_date, FT);
  ADD (focus_goes_to_the_heading_when_the_form_goes, FT);
  ADD (proposes_the_name_of_the_signatory, "fnt-commune-qpv-occitanie");
  ADD (closed_track_is_said_and_stops_nobody, "fnt-commune-qpv-occitanie");
  ADD (never_says_qualified_of_what_it_makes, FT);
  ADD (confirmation_is_asked_for, FT);
  ADD (identity_is_asked_for, FT);
  ADD (wrong_password_is_said_beside_it, FT);
  ADD (looking_at_an_identity_says_what_it_is_worth, FT);
  ADD (makes_a_package_that_verifies, FT);
  ADD (cancelling_leaves_nothing, FT);
  ADD (file_that_is_there_is_not_replaced_unasked, FT);
  ADD (bad_targets_are_said_beside_the_target, FT);
  ADD (folder_that_cannot_be_written_is_said_beside_the_target, FT);
  ADD (proposes_a_name_that_nothing_has, FT);
#undef ADD

  page_fixture_run ();
}
