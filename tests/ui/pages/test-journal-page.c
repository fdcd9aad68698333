/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal in the window: the latest first, filtered, quick whatever its length, saved as XML;
 * one that was altered is said where the dossier opens. */

#include <sqlite3.h>
#include <string.h>

#include "etb-dossier-journal.h"
#include "etb-journal-model.h"
#include "etb-journal-page.h"
#include "etb-journal-row.h"
#include "etb-notice.h"
#include "etb-tasks-page.h"
#include "page-fixture.h"

#define FT "ft-association-rurale"

static gboolean
says_the_state (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_NOTICE, "Reading the journal") == NULL;
}

static GtkWidget *
open_page (Fixture *fixture)
{
  GtkWidget *page;

  g_assert_true (etb_dossier_flush (fixture->dossier, NULL));
  page = etb_journal_page_new (fixture->dossier);
  page_fixture_show (fixture, page);
  page_fixture_wait (says_the_state, page);
  page_fixture_spin ();
  return page;
}

static EtbJournalRow *
row_at (GtkWidget *page, guint n)
{
  return ETB_JOURNAL_ROW (page_fixture_find_nth (page, ETB_TYPE_JOURNAL_ROW, NULL, n));
}

static void
test_shows_the_latest_first (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page;
  const char *sentence;

  page_fixture_set (fixture, "/dossier/porteur/nom", "Autre nom");
  page = open_page (fixture);
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "Unbroken chain"));
  sentence = etb_journal_row_get_sentence (row_at (page, 0));
  g_assert_nonnull (strstr (sentence, "Answer: "));
  g_assert_nonnull (strstr (sentence, "the applicant"));
  g_assert_null (strstr (sentence, "Autre nom"));
  page_fixture_picture (fixture, "journal");
}

static void
test_shows_those_that_are_asked_for (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  GtkWidget *who = page_fixture_find_nth (page, GTK_TYPE_DROP_DOWN, NULL, 0);
  GtkWidget *what = page_fixture_find_nth (page, GTK_TYPE_DROP_DOWN, NULL, 1);

  /* All, then the program, which made the dossier. */
  gtk_drop_down_set_selected (GTK_DROP_DOWN (who), 1);
  page_fixture_spin ();
  g_assert_nonnull (strstr (etb_journal_row_get_sentence (row_at (page, 0)), "Dossier made"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (what), 2);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "No entry is of that person"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (who), 0);
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "No entry is of that person"));
}

static gboolean
says_written (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_NOTICE, "was written") != NULL;
}

static gboolean
says_not_written (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_NOTICE, "cannot be written") != NULL;
}

static void
test_saves_it (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = open_page (fixture);
  g_autofree char *file = page_fixture_path (fixture, "journal.xml");
  g_autofree char *nowhere = page_fixture_path (fixture, "nulle-part/journal.xml");
  g_autofree char *text = NULL;

  etb_journal_page_save (ETB_JOURNAL_PAGE (page), file);
  page_fixture_wait (says_written, page);
  g_assert_true (g_file_get_contents (file, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "urn:etabli:journal:1"));
  etb_journal_page_save (ETB_JOURNAL_PAGE (page), nowhere);
  page_fixture_wait (says_not_written, page);
}

static void
test_a_long_one_makes_few_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbJournalModel) model = etb_journal_model_new ();
  EtbJournalReading *reading = NULL;
  EtbJournalLine line;
  GtkWidget *page;

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *text = g_strdup_printf ("Nom %u", i);

      page_fixture_set (fixture, i % 2 ? "/dossier/porteur/nom" : "/dossier/lieu/nom", text);
    }
  page = open_page (fixture);
  g_assert_cmpuint (page_fixture_count (page, ETB_TYPE_JOURNAL_ROW, NULL), <, 400);

  /* The list itself, 100 000 lines long: items are made when they are looked at. */
  reading = etb_dossier_read_journal (fixture->dossier, NULL);
  line = g_array_index (reading->lines, EtbJournalLine, 0);
  while (reading->lines->len < 100000)
    g_array_append_val (reading->lines, line);
  etb_journal_model_take (model, reading);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 100000);
  for (guint i = 0; i < 100000; i += 20000)
    {
      g_autoptr (EtbJournalItem) item = g_list_model_get_item (G_LIST_MODEL (model), i);

      g_assert_true (etb_journal_item_begins_day (item) == (i == 0));
    }
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (model), 100000));
  etb_journal_model_set_filter (model, "nobody", NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

/* As a tool would that knows how to get past the trigger. */
static void
tamper (const char *file)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "DROP TRIGGER journal_no_update;"
                                 "UPDATE journal SET author = 'x' WHERE number = 1;"
                                 "CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal\n"
                                 "BEGIN SELECT RAISE (ABORT, 'the journal is append-only'); END",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
}

static gboolean
says_altered (gpointer page)
{
  return page_fixture_find (page, ETB_TYPE_NOTICE, "was altered by something else") != NULL;
}

static void
test_one_that_was_altered_is_said (Fixture *fixture, gconstpointer data)
{
  g_autofree char *file = g_strdup (etb_dossier_get_file (fixture->dossier));
  GtkWidget *tasks;
  GtkWidget *page;

  g_assert_true (etb_dossier_close (fixture->dossier, NULL));
  g_clear_object (&fixture->dossier);
  tamper (file);
  fixture->dossier = etb_dossier_open (file, NULL);
  g_assert_nonnull (fixture->dossier);
  tasks = etb_tasks_page_new (fixture->dossier, gtk_label_new (""));
  page_fixture_show (fixture, tasks);
  page_fixture_wait (says_altered, tasks);
  page_fixture_picture (fixture, "journal-altered");
  page_fixture_click (page_fixture_find (tasks, GTK_TYPE_BUTTON, "See the _Journal"));
  g_assert_cmpstr (fixture->actions->str, ==, "dossier.page journal\n");

  page = open_page (fixture);
  g_assert_true (says_altered (page));
}

static void
test_one_that_holds_is_not (Fixture *fixture, gconstpointer data)
{
  GtkWidget *tasks = etb_tasks_page_new (fixture->dossier, gtk_label_new (""));

  page_fixture_show (fixture, tasks);
  for (guint i = 0; i < 20; i++)
    {
      g_usleep (10000);
      page_fixture_spin ();
    }
  g_assert_false (says_altered (tasks));
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

  add ("/journal-page/shows-the-latest-first", test_shows_the_latest_first);
  add ("/journal-page/shows-those-that-are-asked-for", test_shows_those_that_are_asked_for);
  add ("/journal-page/saves-it", test_saves_it);
  add ("/journal-page/a-long-one-makes-few-rows", test_a_long_one_makes_few_rows);
  add ("/journal-page/one-that-was-altered-is-said", test_one_that_was_altered_is_said);
  add ("/journal-page/one-that-holds-is-not", test_one_that_holds_is_not);

  page_fixture_run ();
}
