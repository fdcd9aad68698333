/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question page: nothing complains before “Continue”; then the summary, the links, and a way
 * on. */

#include "etb-error-summary.h"
#include "etb-question-page.h"
#include "fields-fixture.h"

#define Q "/dossier/q/"

typedef struct
{
  guint back;
  guint next;
} Counts;

static void
on_page_back (EtbQuestionPage *page, gpointer user_data)
{
  ((Counts *)user_data)->back++;
}

static void
on_page_continue (EtbQuestionPage *page, gpointer user_data)
{
  ((Counts *)user_data)->next++;
}

static GtkWidget *
show_page (Fixture *f, const char *id, Counts *counts)
{
  GtkWidget *page = etb_question_page_new (f->dossier, f->territory, fixture_find_page (f, id),
                                           "Step 1 of 2: Questions");

  g_signal_connect (page, "back", G_CALLBACK (on_page_back), counts);
  g_signal_connect (page, "continue", G_CALLBACK (on_page_continue), counts);

  return fixture_show (f, page);
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find_button (root, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static GtkWidget *
first_entry (GtkWidget *page)
{
  return fixture_find (page, GTK_TYPE_ENTRY);
}

static gboolean
is_wrong (GtkWidget *entry)
{
  return gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_STATE_INVALID);
}

static void
test_shown (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);
  GtkWidget *title = fixture_find_label (page, "Tous les types");
  GtkWidget *heading = gtk_widget_get_parent (title);

  gtk_test_accessible_assert_role (heading, GTK_ACCESSIBLE_ROLE_HEADING);
  g_assert_true (gtk_widget_has_focus (heading));
  g_assert_nonnull (fixture_find_label (page, "Step 1 of 2: Questions"));
  g_assert_nonnull (fixture_find_label (page, "Une question de chaque type."));
  g_assert_nonnull (fixture_find_label (page, "Rien de tout cela n’est vrai."));
  g_assert_null (fixture_find (page, ETB_TYPE_ERROR_SUMMARY));
  g_assert_cmpuint (fixture_assert_named (page), >, 20);
}

static void
test_quiet (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);

  gtk_widget_grab_focus (first_entry (page));
  gtk_widget_grab_focus (fixture_find_nth (page, GTK_TYPE_ENTRY, 1));
  fixture_settle ();
  g_assert_false (is_wrong (first_entry (page)));
  g_assert_null (fixture_find (page, ETB_TYPE_ERROR_SUMMARY));
}

static void
test_summary (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);
  GtkWidget *summary, *link;

  etb_dossier_set_answer (f->dossier, Q "siret", "123", NULL);
  click (page, "Continue");
  g_assert_cmpuint (counts.next, ==, 0);

  summary = fixture_find (page, ETB_TYPE_ERROR_SUMMARY);
  g_assert_nonnull (summary);
  gtk_test_accessible_assert_role (summary, GTK_ACCESSIBLE_ROLE_ALERT);
  g_assert_true (gtk_widget_has_focus (summary));
  g_assert_nonnull (
      fixture_find_label (summary, "2 answers on this page are to be completed or corrected"));
  g_assert_true (is_wrong (first_entry (page)));
  fixture_assert_named (page);

  /* A link leads to its answer. */
  link = fixture_find (summary, GTK_TYPE_BUTTON);
  gtk_test_accessible_assert_role (link, GTK_ACCESSIBLE_ROLE_LINK);
  g_signal_emit_by_name (link, "clicked");
  fixture_settle ();
  g_assert_true ((gtk_widget_get_state_flags (first_entry (page)) & GTK_STATE_FLAG_FOCUS_WITHIN)
                 != 0);

  /* Put right, one goes on. */
  gtk_editable_set_text (GTK_EDITABLE (first_entry (page)), "Dit");
  etb_question_page_commit (ETB_QUESTION_PAGE (page));
  etb_dossier_set_answer (f->dossier, Q "siret", "", NULL);
  click (page, "Continue");
  g_assert_cmpuint (counts.next, ==, 1);
  g_assert_null (fixture_find (page, ETB_TYPE_ERROR_SUMMARY));
  g_assert_false (is_wrong (first_entry (page)));
}

static void
test_anyway (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);

  click (page, "Continue");
  g_assert_cmpuint (counts.next, ==, 0);
  click (page, "Continue Anyway, Complete It Later");
  g_assert_cmpuint (counts.next, ==, 1);
}

/* A wrong answer is another matter. */
static void
test_missing_allowed (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);

  etb_question_page_allow_missing (ETB_QUESTION_PAGE (page));
  etb_dossier_set_answer (f->dossier, Q "siret", "123", NULL);
  click (page, "Continue");
  g_assert_cmpuint (counts.next, ==, 0);
  etb_dossier_set_answer (f->dossier, Q "siret", "", NULL);
  click (page, "Continue");
  g_assert_cmpuint (counts.next, ==, 1);
  g_assert_null (fixture_find (page, ETB_TYPE_ERROR_SUMMARY));
}

static void
test_back (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);

  gtk_widget_grab_focus (first_entry (page));
  gtk_editable_set_text (GTK_EDITABLE (first_entry (page)), "Avant de revenir");
  click (page, "Back");
  g_assert_cmpuint (counts.back, ==, 1);
  fixture_assert_answer (f, Q "texte", "Avant de revenir");
}

static void
test_reveal (Fixture *f, gconstpointer data)
{
  GtkWidget *page
      = etb_question_page_new (f->dossier, f->territory, fixture_find_page (f, "tous"), NULL);

  /* Before it is shown, as when one comes from the list of what is missing. */
  g_assert_true (etb_question_page_reveal (ETB_QUESTION_PAGE (page), Q "texte"));
  g_assert_false (etb_question_page_reveal (ETB_QUESTION_PAGE (page), "/dossier/membre[1]/nom"));
  fixture_show (f, page);
  g_assert_true ((gtk_widget_get_state_flags (first_entry (page)) & GTK_STATE_FLAG_FOCUS_WITHIN)
                 != 0);
  g_assert_true (is_wrong (first_entry (page)));
  g_assert_null (fixture_find (page, ETB_TYPE_ERROR_SUMMARY));
}

static void
test_every_page (Fixture *f, gconstpointer data)
{
  const char *const ids[] = { "tous", "lignes", "tableau", "pieces" };
  Counts counts = { 0, 0 };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      GtkWidget *page = show_page (f, ids[i], &counts);
      int minimum;

      g_assert_cmpuint (fixture_assert_named (page), >, 2);
      gtk_widget_measure (page, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      g_assert_cmpint (minimum, <=, 360);
    }
}

/* One page takes the place of another while the focus is in an entry: nothing of it stays. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "lignes", &counts);
  gpointer gone = page;

  g_object_add_weak_pointer (G_OBJECT (page), &gone);
  gtk_widget_grab_focus (first_entry (page));
  gtk_editable_set_text (GTK_EDITABLE (first_entry (page)), "Tapé");
  page = show_page (f, "tous", &counts);
  g_assert_null (gone);
  fixture_assert_answer (f, "/dossier/membre[1]/nom", "Tapé");
  g_assert_true ((gtk_widget_get_state_flags (page) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
}

#define ADD(name, function) \
  g_test_add ("/ui/question-page/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  ADD ("title-takes-the-focus", test_shown);
  ADD ("quiet-before-continue", test_quiet);
  ADD ("summary-leads-to-answers", test_summary);
  ADD ("on-anyway", test_anyway);
  ADD ("missing-allowed", test_missing_allowed);
  ADD ("back-loses-nothing", test_back);
  ADD ("reveals-an-answer", test_reveal);
  ADD ("replaced-leaves-nothing", test_replaced);
  ADD ("named-and-narrow", test_every_page);

  return g_test_run ();
}
