/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The dossier and another copy of it: what is shown of both, what is chosen, and the two brought
 * together in the window of the program. */

#include "etb-dossier-history.h"
#include "etb-dossier-view.h"
#include "etb-merge-page.h"
#include "etb-merge-row.h"
#include "etb-notice.h"
#include "etb-option.h"
#include "etb-window.h"
#include "page-fixture.h"

#define FT     "ft-association-rurale"
#define NAME   "/dossier/porteur/nom"
#define PLACE  "/dossier/lieu/nom"
#define MEMBER "/dossier/partenaires/partenaire"

/* ---- Two copies -------------------------------------------------------------------------------
 */

/* By another program: this one would drop the lock of the dossier that is open. */
static char *
make_copy (Fixture *fixture)
{
  char *copy = page_fixture_path (fixture, "copie.etabli");
  const char *const command[] = { "cp", etb_dossier_get_file (fixture->dossier), copy, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  g_assert_true (etb_dossier_flush (fixture->dossier, &error));
  process = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_NONE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, &error));
  return copy;
}

static void
work_there (const char *copy, const char *const *answers)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_open (copy, &error);

  g_assert_no_error (error);
  for (gsize i = 0; answers[i] != NULL; i += 2)
    {
      g_assert_true (etb_dossier_set_answer (dossier, answers[i], answers[i + 1], &error));
      g_assert_no_error (error);
    }
  g_assert_true (etb_dossier_close (dossier, &error));
}

/* Two conflicts, and one change of each side. */
static char *
make_two (Fixture *fixture)
{
  static const char *const there[] = { NAME,
                                       "L’Atelier du Clain",
                                       PLACE,
                                       "La Grande Halle",
                                       "/dossier/porteur/contact/courriel",
                                       "bonjour@atelier.example",
                                       NULL };
  char *copy = make_copy (fixture);

  work_there (copy, there);
  page_fixture_set (fixture, NAME, "Atelier du Clain et de la Vonne");
  page_fixture_set (fixture, PLACE, "La Halle aux outils");
  page_fixture_set (fixture, "/dossier/porteur/contact/telephone", "0549000000");
  return copy;
}

static void
on_compared (GtkWidget *page, gboolean *compared)
{
  *compared = TRUE;
}

static gboolean
is_set (gpointer flag)
{
  return *(gboolean *)flag;
}

static void
compare (GtkWidget *page, const char *copy)
{
  gboolean compared = FALSE;
  gulong handler = g_signal_connect (page, "compared", G_CALLBACK (on_compared), &compared);

  etb_merge_page_compare (ETB_MERGE_PAGE (page), copy);
  page_fixture_wait (is_set, &compared);
  g_signal_handler_disconnect (page, handler);
}

static GtkWidget *
show (Fixture *fixture)
{
  GtkWidget *page = etb_merge_page_new (fixture->dossier, fixture->territory);

  page_fixture_show (fixture, page);
  page_fixture_spin ();
  return page;
}

static GtkWidget *
find_join (GtkWidget *page)
{
  return page_fixture_find (page, GTK_TYPE_BUTTON, "_Bring Together");
}

static void
choose (GtkWidget *page, const char *value)
{
  GtkWidget *label = page_fixture_find (page, GTK_TYPE_LABEL, value);
  GtkWidget *option = gtk_widget_get_ancestor (label, ETB_TYPE_OPTION);

  gtk_widget_activate_action (option, "option.toggle", NULL);
  page_fixture_spin ();
}

/* ---- Tests ------------------------------------------------------------------------------------
 */

static void
test_asks_for_a_file_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_BUTTON, "_Choose the Other Copy"));
  g_assert_null (find_join (page));
  page_fixture_picture (fixture, "merge-empty");
}

static void
test_shows_what_is_to_be_decided_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_two (fixture);
  GtkWidget *page = show (fixture);

  compare (page, copy);
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_MERGE_ROW, NULL), ==, 2);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "0 of 2 decided"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "“L’Atelier du Clain”"));
  g_assert_nonnull (
      page_fixture_find (page, GTK_TYPE_LABEL, "In the other copy – the applicant, "));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Before: "));
  g_assert_false (gtk_widget_get_sensitive (find_join (page)));
  page_fixture_picture (fixture, "merge-conflicts");
}

static void
test_shows_all_on_demand (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_two (fixture);
  GtkWidget *page = show (fixture);

  compare (page, copy);
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (page_fixture_find (page, GTK_TYPE_TOGGLE_BUTTON, "All (4)")), TRUE);
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_MERGE_ROW, NULL), ==, 4);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Changed in this dossier only."));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Changed in the other copy only."));
  page_fixture_picture (fixture, "merge-all");
}

static void
on_act (GtkWidget *page, EtbClosedAct *act, guint *acts)
{
  g_assert_cmpstr (etb_closed_act_get_failed (act), ==, "These copies cannot be brought together");
  ++*acts;
}

static void
test_brings_together_once_all_is_decided (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_two (fixture);
  GtkWidget *page = show (fixture);
  guint acts = 0;

  g_signal_connect (page, "act", G_CALLBACK (on_act), &acts);
  compare (page, copy);
  choose (page, "“L’Atelier du Clain”");
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "1 of 2 decided"));
  g_assert_false (gtk_widget_get_sensitive (find_join (page)));
  choose (page, "“La Halle aux outils”");
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "2 of 2 decided"));
  g_assert_true (gtk_widget_get_sensitive (find_join (page)));
  page_fixture_click (find_join (page));
  g_assert_cmpuint (acts, ==, 1);
}

static void
test_says_that_there_is_nothing (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_copy (fixture);
  GtkWidget *page = show (fixture);

  compare (page, copy);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "The two copies say the same."));
  g_assert_null (find_join (page));
  page_fixture_set (fixture, NAME, "Autre");
  compare (page, copy);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "There is nothing new"));
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_MERGE_ROW, NULL), ==, 1);
}

static void
test_says_what_it_cannot_compare (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  compare (page, "/absent/absent.etabli");
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "absent.etabli"));
  compare (page, etb_dossier_get_file (fixture->dossier));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "the very same file"));
  g_assert_null (find_join (page));
}

/* What was undone meanwhile is not what was compared. */
static void
test_compares_again_when_the_dossier_changes (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_two (fixture);
  GtkWidget *page = show (fixture);
  gboolean compared = FALSE;

  compare (page, copy);
  g_signal_connect (page, "compared", G_CALLBACK (on_compared), &compared);
  page_fixture_set (fixture, NAME, "L’Atelier du Clain");
  page_fixture_wait (is_set, &compared);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "0 of 1 decided"));
}

/* Rows come by batches: the focus goes to what the button brought. */
static void
test_long_lists_come_by_batches (Fixture *fixture, gconstpointer data)
{
  g_autofree char *copy = make_copy (fixture);
  GtkWidget *page = show (fixture);
  g_autoptr (GError) error = NULL;
  GtkWidget *more;

  for (int i = 0; i < 35; i++)
    {
      g_autofree char *line = etb_dossier_add_line (fixture->dossier, MEMBER, &error);

      g_assert_no_error (error);
    }
  compare (page, copy);
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_MERGE_ROW, NULL), ==, 30);
  more = page_fixture_find (page, GTK_TYPE_BUTTON, "Show 5 _More");
  page_fixture_click (more);
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_MERGE_ROW, NULL), ==, 35);
  g_assert_false (gtk_widget_get_visible (more));
}

/* ---- In the window ----------------------------------------------------------------------------
 */

static gboolean
has_view (gpointer window)
{
  return page_fixture_find (window, ETB_TYPE_DOSSIER_VIEW, NULL) != NULL;
}

static void
test_brings_together_in_the_window (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbApplication) application = etb_application_new ();
  g_autofree char *copy = make_two (fixture);
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) joined = NULL;
  g_autofree char *name = NULL;
  g_autofree char *mail = NULL;
  EtbWindow *window;
  GtkWidget *page;

  g_assert_true (etb_dossier_close (fixture->dossier, &error));
  g_assert_no_error (error);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, &error));
  window = etb_window_new (application);
  gtk_window_present (GTK_WINDOW (window));
  gtk_widget_activate_action (page_fixture_open (window, file), "dossier.page", "s", "merge");
  page = page_fixture_find (GTK_WIDGET (window), ETB_TYPE_MERGE_PAGE, NULL);
  compare (page, copy);
  choose (page, "“L’Atelier du Clain”");
  choose (page, "“La Halle aux outils”");
  page_fixture_click (find_join (page));
  page_fixture_wait (has_view, window);
  gtk_window_destroy (GTK_WINDOW (window));
  page_fixture_spin ();

  joined = etb_dossier_open (file, &error);
  g_assert_no_error (error);
  name = etb_dossier_get_answer (joined, NAME);
  mail = etb_dossier_get_answer (joined, "/dossier/porteur/contact/courriel");
  g_assert_cmpstr (name, ==, "L’Atelier du Clain");
  g_assert_cmpstr (mail, ==, "bonjour@atelier.example");
  g_assert_cmpint (etb_dossier_peek_undo (joined)->kind, ==, ETB_STEP_MERGED);
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

  add ("/merge-page/asks-for-a-file-first", test_asks_for_a_file_first);
  add ("/merge-page/shows-what-is-to-be-decided-first", test_shows_what_is_to_be_decided_first);
  add ("/merge-page/shows-all-on-demand", test_shows_all_on_demand);
  add ("/merge-page/brings-together-once-all-is-decided", test_brings_together_once_all_is_decided);
  add ("/merge-page/says-that-there-is-nothing", test_says_that_there_is_nothing);
  add ("/merge-page/says-what-it-cannot-compare", test_says_what_it_cannot_compare);
  add ("/merge-page/compares-again-when-the-dossier-changes",
       test_compares_again_when_the_dossier_changes);
  add ("/merge-page/long-lists-come-by-batches", test_long_lists_come_by_batches);
  add ("/merge-page/brings-together-in-the-window", test_brings_together_in_the_window);

  page_fixture_run ();
}
