/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Lines of a repeat: added, removed, put back, and their limits. */

#include "etb-items-view.h"
#include "etb-repeat-view.h"
#include "fields-fixture.h"

#define M "/dossier/membre"

static GtkWidget *
show_repeat (Fixture *f)
{
  return fixture_show (f, etb_repeat_view_new (f->dossier, f->territory,
                                               fixture_find_item (f, "lignes", ETB_ITEM_REPEAT)));
}

static guint
count_cards (GtkWidget *repeat)
{
  guint n = 0;

  while (fixture_find_nth (repeat, ETB_TYPE_ITEMS_VIEW, n) != NULL)
    n++;

  return n;
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = fixture_find_button (root, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  fixture_settle ();
}

static void
test_add (Fixture *f, gconstpointer data)
{
  GtkWidget *repeat = show_repeat (f);
  GtkWidget *second;

  g_assert_cmpuint (count_cards (repeat), ==, 1);
  /* The least there may be: nothing to remove. */
  g_assert_null (fixture_find_button (repeat, "Remove"));

  click (repeat, "Add: Membre");
  g_assert_cmpuint (count_cards (repeat), ==, 2);
  g_assert_nonnull (fixture_find_label (repeat, "Membre 2"));
  g_assert_cmpuint (fixture_assert_named (repeat), >, 4);

  /* The new line has the focus, and its own path. */
  second = fixture_find_nth (repeat, ETB_TYPE_ITEMS_VIEW, 1);
  g_assert_true ((gtk_widget_get_state_flags (second) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0);
  gtk_editable_set_text (GTK_EDITABLE (fixture_find (second, GTK_TYPE_ENTRY)), "Seconde");
  etb_answer_view_commit (ETB_ANSWER_VIEW (repeat));
  fixture_assert_answer (f, M "[2]/nom", "Seconde");
  fixture_assert_answer (f, M "[1]/nom", "");

  /* The lines before it are not made again. */
  click (repeat, "Add: Membre");
  g_assert_cmpuint (count_cards (repeat), ==, 3);
  g_assert_true (fixture_find_nth (repeat, ETB_TYPE_ITEMS_VIEW, 1) == second);
  g_assert_nonnull (fixture_find_label (repeat, "Membre 3"));
  g_assert_false (gtk_widget_get_sensitive (fixture_find_button (repeat, "Add: Membre")));
  g_assert_nonnull (fixture_find_label (repeat, "3 out of 3: no more can be added."));
}

static void
test_remove_and_put_back (Fixture *f, gconstpointer data)
{
  GtkWidget *repeat = show_repeat (f);

  click (repeat, "Add: Membre");
  etb_dossier_set_answer (f->dossier, M "[1]/nom", "Première", NULL);
  etb_dossier_set_answer (f->dossier, M "[1]/siret", "73282932000074", NULL);
  etb_dossier_set_answer (f->dossier, M "[2]/nom", "Seconde", NULL);
  fixture_settle ();

  click (repeat, "Remove");
  g_assert_cmpuint (count_cards (repeat), ==, 1);
  fixture_assert_answer (f, M "[1]/nom", "Seconde");
  g_assert_nonnull (fixture_find_label (repeat, "Removed: Membre 1."));
  g_assert_true (gtk_widget_has_focus (fixture_find_button (repeat, "Put It Back")));

  click (repeat, "Put It Back");
  g_assert_cmpuint (count_cards (repeat), ==, 2);
  fixture_assert_answer (f, M "[1]/nom", "Première");
  fixture_assert_answer (f, M "[1]/siret", "73282932000074");
  fixture_assert_answer (f, M "[2]/nom", "Seconde");
  g_assert_null (fixture_find_button (repeat, "Put It Back"));

  /* Typing after a removal: taking it back is for the undo of the dossier then. */
  click (repeat, "Remove");
  etb_dossier_set_answer (f->dossier, M "[1]/nom", "Une autre", NULL);
  g_assert_null (fixture_find_button (repeat, "Put It Back"));
}

/* What is typed and not stored yet must survive the cards being made again. */
static void
test_typing_survives (Fixture *f, gconstpointer data)
{
  GtkWidget *repeat = show_repeat (f);
  GtkWidget *entry = fixture_find (repeat, GTK_TYPE_ENTRY);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), "En cours");
  click (repeat, "Add: Membre");
  fixture_assert_answer (f, M "[1]/nom", "En cours");
}

static void
test_wrong (Fixture *f, gconstpointer data)
{
  GtkWidget *repeat = show_repeat (f);
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (f->dossier);
  GtkAccessible *entry;

  etb_answer_view_show_problems (ETB_ANSWER_VIEW (repeat), evaluation);
  entry = GTK_ACCESSIBLE (fixture_find (repeat, GTK_TYPE_ENTRY));
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (etb_answer_view_owns (ETB_ANSWER_VIEW (repeat), M "[1]/nom"));
  g_assert_false (etb_answer_view_owns (ETB_ANSWER_VIEW (repeat), M "[2]/nom"));
}

#define ADD(name, function) \
  g_test_add ("/ui/repeat/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  ADD ("adds-up-to-its-limit", test_add);
  ADD ("removes-and-puts-back", test_remove_and_put_back);
  ADD ("typing-survives-a-new-line", test_typing_survives);
  ADD ("wrong-is-said-when-asked", test_wrong);

  return g_test_run ();
}
