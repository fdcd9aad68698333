/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The question page: nothing complains before “Continue”; then the summary, the links, and a way
 * on. */

#include "etb-error-summary.h"
#include "etb-field.h"
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

/* The sentence on what is needed follows what is asked. */
static void
test_needs (Fixture *f, gconstpointer data)
{
  static const char *const lines[] = { "Every answer is needed, unless it is marked “(optional)”.",
                                       "You may leave this page empty." };
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);

  g_assert_nonnull (fixture_find_label (page, lines[0]));
  page = show_page (f, "cache", &counts);
  g_assert_nonnull (fixture_find_label (page, lines[1]));
  etb_dossier_set_answer (f->dossier, Q "oui-non", "oui", NULL);
  fixture_settle ();
  g_assert_null (fixture_find_label (page, lines[1]));
  g_assert_nonnull (fixture_find_label (page, lines[0]));
  page = show_page (f, "tableau", &counts);
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_assert_null (fixture_find_label (page, lines[i]));
}

static gboolean
on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer left)
{
  return --*(guint *)left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* Some frames later: a scroll waits for the layout. */
static void
wait_for_frames (GtkWidget *widget)
{
  guint left = 8;

  gtk_widget_add_tick_callback (widget, on_frame, &left, NULL);
  while (left > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* What is asked for is in sight with its complaint, and some room: with the room that the style of
 * the program leaves at the top of a page. */
static void
test_reveal_leaves_room (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
  GdkDisplay *display = gdk_display_get_default ();
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);
  GtkWidget *scroller = fixture_find (page, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *entry, *field;
  graphene_rect_t bounds;

  gtk_css_provider_load_from_resource (style, "/fr/etabli/Etabli/style.css");
  gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  etb_dossier_set_answer (f->dossier, Q "iban", "FR", NULL);
  g_assert_true (etb_question_page_reveal (ETB_QUESTION_PAGE (page), Q "iban"));
  wait_for_frames (page);
  entry = gtk_window_get_focus (GTK_WINDOW (gtk_widget_get_root (page)));
  field = gtk_widget_get_ancestor (entry, ETB_TYPE_FIELD);
  g_assert_true (gtk_widget_compute_bounds (field, scroller, &bounds));
  g_assert_cmpfloat (bounds.origin.y, >=, 0);
  g_assert_cmpfloat (bounds.origin.y + bounds.size.height, <=,
                     gtk_widget_get_height (scroller) - 20);
  gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (style));
}

/* One turn of the wheel over @widget. */
static gboolean
turn_wheel (GtkWidget *widget, const char *button)
{
  GtkNative *native = gtk_widget_get_native (widget);
  g_autofree char *program = g_find_program_in_path ("xdotool");
  g_autofree char *x = NULL;
  g_autofree char *y = NULL;
  const char *argv[] = { "xdotool", "mousemove", "--sync", NULL, NULL, "click", button, NULL };
  graphene_rect_t bounds;
  double left, top;

  if (program == NULL || !gtk_widget_compute_bounds (widget, GTK_WIDGET (native), &bounds))
    return FALSE;
  gtk_native_get_surface_transform (native, &left, &top);
  x = g_strdup_printf ("%d", (int)(left + bounds.origin.x + bounds.size.width / 2));
  y = g_strdup_printf ("%d", (int)(top + bounds.origin.y + 20));
  argv[3] = x;
  argv[4] = y;
  g_assert_true (g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
  wait_for_frames (widget);
  return TRUE;
}

/* A text under the pointer takes the wheel while it has more to show, and the page otherwise. */
static void
test_wheel (Fixture *f, gconstpointer data)
{
  Counts counts = { 0, 0 };
  GtkWidget *page = show_page (f, "tous", &counts);
  GtkAdjustment *whole = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (fixture_find (page, GTK_TYPE_SCROLLED_WINDOW)));
  GtkWidget *view = fixture_find (page, GTK_TYPE_TEXT_VIEW);
  GtkAdjustment *text = gtk_scrolled_window_get_vadjustment (
      GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (view, GTK_TYPE_SCROLLED_WINDOW)));
  g_autoptr (GString) words = g_string_new (NULL);
  double before;

  gtk_window_present (GTK_WINDOW (gtk_widget_get_root (page)));
  gtk_widget_grab_focus (view);
  wait_for_frames (page);
  before = gtk_adjustment_get_value (whole);
  if (!turn_wheel (view, "5"))
    {
      g_test_skip ("xdotool is not installed");
      return;
    }
  g_assert_cmpfloat (gtk_adjustment_get_value (whole), >, before);

  for (guint i = 0; i < 60; i++)
    g_string_append (words, "Une ligne.\n");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), words->str, -1);
  wait_for_frames (page);
  before = gtk_adjustment_get_value (whole);
  turn_wheel (view, "5");
  g_assert_cmpfloat (gtk_adjustment_get_value (text), >, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (whole), ==, before);
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
  ADD ("reveals-with-room-around", test_reveal_leaves_room);
  ADD ("says-what-is-needed", test_needs);
  ADD ("wheel-passes-over-texts", test_wheel);
  ADD ("replaced-leaves-nothing", test_replaced);
  ADD ("named-and-narrow", test_every_page);

  return g_test_run ();
}
