/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The table: names, totals, moves by keyboard, narrow form, what is wrong. */

#include "etb-dossier-history.h"
#include "etb-table-cell.h"
#include "etb-table-grid.h"
#include "etb-table-view.h"
#include "fields-fixture.h"

#define B "/dossier/budget/"

static GtkWidget *
show_table (Fixture *f)
{
  return fixture_show (
      f, etb_table_view_new (f->dossier, fixture_find_item (f, "tableau", ETB_ITEM_TABLE)));
}

static GtkWidget *
cell_at (GtkWidget *table, const char *path)
{
  GtkWidget *cell;

  for (guint i = 0; (cell = fixture_find_nth (table, ETB_TYPE_TABLE_CELL, i)) != NULL; i++)
    if (g_str_equal (etb_table_cell_get_path (ETB_TABLE_CELL (cell)), path))
      return cell;

  return NULL;
}

static GtkWidget *
entry_at (GtkWidget *table, const char *path)
{
  return fixture_find (cell_at (table, path), GTK_TYPE_ENTRY);
}

static const char *
label_at (GtkWidget *table, const char *path)
{
  return gtk_label_get_text (GTK_LABEL (fixture_find (cell_at (table, path), GTK_TYPE_LABEL)));
}

static void
type_at (GtkWidget *table, const char *path, const char *text)
{
  GtkWidget *entry = entry_at (table, path);

  gtk_widget_grab_focus (entry);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static gboolean
has_focus (GtkWidget *table, const char *path)
{
  return (gtk_widget_get_state_flags (entry_at (table, path)) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
test_names (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  g_assert_cmpuint (fixture_assert_named (table), ==, 6);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry_at (table, B "salaires/an2")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "Salaires, Année 2");
  gtk_test_accessible_assert_property (
      GTK_ACCESSIBLE (fixture_find (cell_at (table, B "total/an1"), GTK_TYPE_LABEL)),
      GTK_ACCESSIBLE_PROPERTY_LABEL, "Total, Année 1: nothing yet");
}

static void
test_totals (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "1 000,50");
  type_at (table, B "salaires/an1", "200");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  fixture_settle ();

  fixture_assert_answer (f, B "achats/an1", "1000.50");
  g_assert_true (g_str_has_suffix (label_at (table, B "total/an1"), "200,50"));
  g_assert_cmpstr (label_at (table, B "total/an2"), ==, "–");
}

/* Not by colour alone: a mark for eyes, a word for ears. */
static void
test_balance (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);
  GtkAccessible *label;

  type_at (table, B "achats/an1", "100");
  type_at (table, B "salaires/an1", "150");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  fixture_settle ();
  label = GTK_ACCESSIBLE (fixture_find (cell_at (table, B "equilibre/an1"), GTK_TYPE_LABEL));
  g_assert_cmpstr (label_at (table, B "equilibre/an1"), ==, "≠ −50");
  gtk_test_accessible_assert_property (label, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Équilibre, Année 1: −50, not balanced");

  type_at (table, B "achats/an1", "150");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  fixture_settle ();
  g_assert_cmpstr (label_at (table, B "equilibre/an1"), ==, "✓ 0");
  gtk_test_accessible_assert_property (label, GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Équilibre, Année 1: 0, balanced");
}

/* A link of the error summary leads there: it must not lead nowhere. */
static void
test_balance_is_revealed (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);
  GtkWidget *label = fixture_find (cell_at (table, B "equilibre/an1"), GTK_TYPE_LABEL);

  etb_answer_view_reveal (ETB_ANSWER_VIEW (table), B "equilibre/an1");
  fixture_settle ();
  g_assert_true (gtk_widget_has_focus (label));
}

static void
test_leave_cell (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "12");
  gtk_widget_grab_focus (entry_at (table, B "achats/an2"));
  fixture_settle ();
  fixture_assert_answer (f, B "achats/an1", "12.00");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_at (table, B "achats/an1"))), ==,
                   "12");

  type_at (table, B "achats/an2", "douze");
  gtk_widget_grab_focus (entry_at (table, B "achats/an1"));
  fixture_settle ();
  fixture_assert_answer (f, B "achats/an2", "douze");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_at (table, B "achats/an2"))), ==,
                   "douze");
}

static void
test_keyboard (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  gtk_widget_grab_focus (entry_at (table, B "achats/an2"));
  g_assert_true (fixture_press (table, GDK_KEY_Down));
  g_assert_true (has_focus (table, B "salaires/an2"));
  /* Nothing to fill below: the focus stays, and the key goes no further. */
  g_assert_true (fixture_press (table, GDK_KEY_Down));
  g_assert_true (has_focus (table, B "salaires/an2"));
  g_assert_true (fixture_press (table, GDK_KEY_Up));
  g_assert_true (has_focus (table, B "achats/an2"));

  type_at (table, B "achats/an2", "5");
  g_assert_true (fixture_press (table, GDK_KEY_Return));
  fixture_assert_answer (f, B "achats/an2", "5.00");
  g_assert_true (has_focus (table, B "salaires/an2"));
  g_assert_false (fixture_press (table, GDK_KEY_Tab));
}

static void
test_wrong (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);
  GtkAccessible *entry = GTK_ACCESSIBLE (entry_at (table, B "achats/an1"));
  EtbEvaluation *evaluation;

  type_at (table, B "achats/an1", "beaucoup");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  fixture_settle ();
  g_assert_false (gtk_test_accessible_has_state (entry, GTK_ACCESSIBLE_STATE_INVALID));

  evaluation = etb_dossier_get_evaluation (f->dossier);
  g_assert_nonnull (etb_answer_problem (evaluation, B "achats/an1"));
  etb_answer_view_show_problems (ETB_ANSWER_VIEW (table), evaluation);
  gtk_test_accessible_assert_state (entry, GTK_ACCESSIBLE_STATE_INVALID,
                                    GTK_ACCESSIBLE_INVALID_TRUE);
  g_assert_true (gtk_test_accessible_has_property (entry, GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
  g_assert_false (gtk_test_accessible_has_state (GTK_ACCESSIBLE (entry_at (table, B "achats/an2")),
                                                 GTK_ACCESSIBLE_STATE_INVALID));

  type_at (table, B "achats/an1", "10");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  fixture_settle ();
  g_assert_false (gtk_test_accessible_has_state (entry, GTK_ACCESSIBLE_STATE_INVALID));
}

static void
test_relevant (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  g_assert_null (cell_at (table, B "cachees/an1"));
  g_assert_null (fixture_find_label (table, "Volet 2 seulement"));
  g_assert_false (etb_answer_view_owns (ETB_ANSWER_VIEW (table), B "cachees/an1"));
  etb_dossier_set_answer (f->dossier, "/dossier/volet", "V2", NULL);
  fixture_settle ();
  g_assert_nonnull (cell_at (table, B "cachees/an1"));
  g_assert_nonnull (fixture_find_label (table, "Volet 2 seulement"));
  g_assert_true (etb_answer_view_owns (ETB_ANSWER_VIEW (table), B "cachees/an1"));
}

static void
assert_third (GtkWidget *cell)
{
  int minimum;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (3 * minimum + 2 * 8, <=, 328);
}

/* A telephone's width is enough for three years, and a window of a desktop has one line a row. */
static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);
  EtbTableGrid *grid = ETB_TABLE_GRID (fixture_find (table, ETB_TYPE_TABLE_GRID));
  int minimum;

  gtk_widget_measure (GTK_WIDGET (grid), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 328);
  for (guint i = 0; fixture_find_nth (GTK_WIDGET (grid), ETB_TYPE_TABLE_CELL, i) != NULL; i++)
    assert_third (fixture_find_nth (GTK_WIDGET (grid), ETB_TYPE_TABLE_CELL, i));
  assert_third (fixture_find_label (GTK_WIDGET (grid), "Année 1"));
  g_assert_true (etb_table_grid_folds_at (grid, 328));
  g_assert_false (etb_table_grid_folds_at (grid, 728));
}

static int
height_at (EtbTableGrid *grid, int width)
{
  int height;

  gtk_widget_measure (GTK_WIDGET (grid), GTK_ORIENTATION_VERTICAL, width, &height, NULL, NULL,
                      NULL);
  return height;
}

/* With large text, three years have no room beside each other in a telephone's width. */
static void
test_one_year_under_the_other (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);
  EtbTableGrid *grid = ETB_TABLE_GRID (fixture_find (table, ETB_TYPE_TABLE_GRID));
  GtkWidget *cell = fixture_find (GTK_WIDGET (grid), ETB_TYPE_TABLE_CELL);
  int one, all;

  gtk_widget_measure (cell, GTK_ORIENTATION_HORIZONTAL, -1, &one, NULL, NULL, NULL);
  gtk_widget_measure (GTK_WIDGET (grid), GTK_ORIENTATION_HORIZONTAL, -1, &all, NULL, NULL, NULL);
  g_assert_cmpint (all, <, 2 * one);
  g_assert_cmpint (height_at (grid, all), >, 3 * height_at (grid, 328) / 2);
}

/* Waits for the clipboard, which answers from the main loop. */
static void
paste_at (GtkWidget *table, const char *path, const char *text)
{
  GtkWidget *entry = entry_at (table, path);
  GtkEditable *inside = gtk_editable_get_delegate (GTK_EDITABLE (entry));

  gdk_clipboard_set_text (gtk_widget_get_clipboard (table), text);
  if (!has_focus (table, path))
    gtk_widget_grab_focus (entry);
  g_signal_emit_by_name (inside, "paste-clipboard");
  fixture_settle ();
}

static void
test_paste (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "7");
  paste_at (table, B "achats/an1", "1\u202f000,50\t2 000\r\n300\t\r\n");
  fixture_assert_answer (f, B "achats/an1", "1000.50");
  fixture_assert_answer (f, B "achats/an2", "2000.00");
  fixture_assert_answer (f, B "salaires/an1", "300.00");
  g_assert_cmpstr (label_at (table, B "total/an1"), ==, "1\u202f300,50");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_at (table, B "achats/an1"))), ==,
                   "1\u202f000,50");
  g_assert_nonnull (fixture_find_label (table, "4 cells filled."));

  g_assert_true (etb_dossier_undo (f->dossier, NULL, NULL));
  fixture_assert_answer (f, B "achats/an1", "7.00");
  fixture_assert_answer (f, B "salaires/an1", "");
}

/* One cell goes where the cursor is, as in any entry. */
static void
test_paste_one (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "12");
  gtk_editable_select_region (GTK_EDITABLE (entry_at (table, B "achats/an1")), 1, 2);
  paste_at (table, B "achats/an1", "34\n");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry_at (table, B "achats/an1"))), ==,
                   "134");
  g_assert_null (fixture_find_label (table, "1 cell filled."));
}

static void
test_copy_and_paste_back (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "12,5");
  type_at (table, B "salaires/an2", "3");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  g_signal_emit_by_name (fixture_find_button (table, "Copy the Table"), "clicked");
  type_at (table, B "achats/an1", "1");
  type_at (table, B "salaires/an2", "2");
  etb_answer_view_commit (ETB_ANSWER_VIEW (table));
  g_signal_emit_by_name (fixture_find_button (table, "Paste From a Spreadsheet"), "clicked");
  fixture_settle ();
  fixture_assert_answer (f, B "achats/an1", "12.50");
  fixture_assert_answer (f, B "salaires/an2", "3.00");
}

static void
test_sideways (Fixture *f, gconstpointer data)
{
  GtkWidget *table = show_table (f);

  type_at (table, B "achats/an1", "12");
  gtk_editable_set_position (GTK_EDITABLE (entry_at (table, B "achats/an1")), 1);
  g_assert_false (fixture_press (table, GDK_KEY_Right));
  g_assert_true (has_focus (table, B "achats/an1"));
  gtk_editable_set_position (GTK_EDITABLE (entry_at (table, B "achats/an1")), 2);
  g_assert_true (fixture_press (table, GDK_KEY_Right));
  g_assert_true (has_focus (table, B "achats/an2"));
  g_assert_true (fixture_press (table, GDK_KEY_Left));
  g_assert_true (has_focus (table, B "achats/an1"));
}

#define ADD(name, function) \
  g_test_add ("/ui/table/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  ADD ("cells-have-names", test_names);
  ADD ("totals-follow", test_totals);
  ADD ("balance-is-marked-and-said", test_balance);
  ADD ("balance-is-revealed", test_balance_is_revealed);
  ADD ("leaving-a-cell-commits", test_leave_cell);
  ADD ("moves-by-keyboard", test_keyboard);
  ADD ("moves-sideways-at-the-edge-of-a-text", test_sideways);
  ADD ("a-block-is-pasted-as-one-act", test_paste);
  ADD ("one-cell-is-pasted-at-the-cursor", test_paste_one);
  ADD ("what-was-copied-comes-back", test_copy_and_paste_back);
  ADD ("wrong-is-said-when-asked", test_wrong);
  ADD ("rows-hidden-unless-relevant", test_relevant);
  ADD ("folds-when-narrow", test_narrow);
  ADD ("puts-one-year-under-the-other-when-it-must", test_one_year_under_the_other);

  return g_test_run ();
}
