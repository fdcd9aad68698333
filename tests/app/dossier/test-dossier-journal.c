/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The journal of a dossier: it only grows, whatever was done to it by another tool is found and
 * named, and it keeps nobody from working. */

#include <sqlite3.h>
#include <string.h>

#include "dossier-fixture.h"
#include "etb-dossier-history.h"
#include "etb-dossier-journal.h"
#include "etb-store-schema.h"

#define NAME    "/dossier/porteur/nom"
#define MEMBERS "/dossier/consortium/membre"

/* A few acts: entries 1 (made) to 5. */
static EtbDossier *
create_with_work (Fixture *fixture)
{
  EtbDossier *dossier = fixture_create (fixture);
  g_autofree char *line = NULL;
  GError *error = NULL;

  fixture_set (dossier, NAME, "Le Hangar");
  line = etb_dossier_add_line (dossier, MEMBERS, &error);
  g_assert_no_error (error);
  g_assert_true (etb_dossier_undo (dossier, NULL, &error));
  g_assert_true (etb_dossier_redo (dossier, NULL, &error));
  return dossier;
}

static EtbJournalCheck *
check (EtbDossier *dossier)
{
  GError *error = NULL;
  EtbJournalCheck *found;

  etb_dossier_flush (dossier, NULL);
  found = etb_dossier_check_journal (dossier, &error);
  g_assert_no_error (error);
  return found;
}

/* Runs SQL as a tool would that knows how to get past the triggers, and puts them back. */
static void
tamper (const char *file, const char *sql)
{
  g_autoptr (GString) all = g_string_new (NULL);

  g_string_append (all, "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete;"
                        "DROP TRIGGER journal_no_replace;");
  g_string_append (all, sql);
  for (const char *const *statement = etb_store_schema (ETB_STORE_VERSION); *statement; statement++)
    if (g_str_has_prefix (*statement, "CREATE TRIGGER journal"))
      g_string_append_printf (all, ";%s", *statement);
  fixture_tamper (file, all->str);
}

static void
test_a_journal_that_nobody_touched_is_intact (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create_with_work (fixture);
  g_autoptr (EtbJournalCheck) found = check (dossier);

  g_assert_cmpint (found->state, ==, ETB_JOURNAL_INTACT);
  g_assert_cmpint (found->count, ==, 5);
  g_assert_cmpint (found->first_broken, ==, 0);
  g_assert_null (found->answer);
  g_assert_null (etb_dossier_describe_journal_check (dossier, found));
}

static void
test_the_table_takes_no_change (Fixture *fixture, gconstpointer data)
{
  static const char *const statements[] = {
    "UPDATE journal SET author = 'x'",
    "DELETE FROM journal",
    "DELETE FROM journal WHERE number = 1",
    "INSERT OR REPLACE INTO journal SELECT number, at, 'x', kind, subject, detail, revision, "
    "previous, digest FROM journal WHERE number = 2",
    "INSERT INTO journal SELECT 0, at, 'x', kind, subject, detail, revision, previous, digest FROM "
    "journal WHERE number = 2",
  };
  EtbDossier *dossier = create_with_work (fixture);
  sqlite3 *db = NULL;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  g_assert_cmpint (sqlite3_open (fixture->file, &db), ==, SQLITE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_assert_cmpint (sqlite3_exec (db, statements[i], NULL, NULL, NULL), !=, SQLITE_OK);
      g_assert_nonnull (strstr (sqlite3_errmsg (db), "append-only"));
    }
  sqlite3_close (db);
}

typedef struct
{
  const char *name;
  const char *sql;
  gint64 first_broken;
} Tampering;

static const Tampering tamperings[] = {
  { "an-author-changed", "UPDATE journal SET author = 'x' WHERE number = 3", 3 },
  { "an-instant-changed", "UPDATE journal SET at = '2019-01-01T00:00:00Z' WHERE number = 1", 1 },
  { "a-subject-emptied", "UPDATE journal SET subject = '' WHERE number = 2", 2 },
  { "a-digest-changed",
    "UPDATE journal SET digest = replace (digest, 'a', 'b') || '' WHERE number = 5; UPDATE journal "
    "SET digest = 'x' WHERE number = 5",
    5 },
  { "the-first-taken-out", "DELETE FROM journal WHERE number = 1", 1 },
  { "one-taken-out", "DELETE FROM journal WHERE number = 3", 3 },
  { "two-exchanged",
    "UPDATE journal SET number = 100 WHERE number = 3; UPDATE journal SET number = 3 WHERE number "
    "= 4; UPDATE journal SET number = 4 WHERE number = 100",
    3 },
  { "one-put-in",
    "INSERT INTO journal SELECT 6, at, 'x', kind, subject, detail, revision, digest, digest FROM "
    "journal WHERE number = 5",
    6 },
  { "what-is-no-text", "UPDATE journal SET author = CAST (x'ff' AS TEXT) WHERE number = 4", 4 },
  { "what-is-far-too-long",
    "UPDATE journal SET subject = CAST (zeroblob (5000) AS TEXT) || printf ('%.*c', 5000, 'x') "
    "WHERE number = 4",
    4 },
};

static void
test_what_another_tool_did_is_named (Fixture *fixture, gconstpointer data)
{
  const Tampering *one = data;
  g_autoptr (EtbJournalCheck) found = NULL;
  g_autoptr (EtbJournalCheck) later = NULL;
  g_autofree char *words = NULL;
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, one->first_broken);
  GError *error = NULL;
  EtbDossier *dossier = create_with_work (fixture);

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  tamper (fixture->file, one->sql);

  /* It opens, it is said, and work goes on. */
  dossier = etb_dossier_open (fixture->file, &error);
  g_assert_no_error (error);
  g_assert_false (etb_dossier_is_read_only (dossier));
  found = check (dossier);
  g_assert_cmpint (found->state, ==, ETB_JOURNAL_BROKEN);
  g_assert_cmpint (found->first_broken, ==, one->first_broken);
  words = etb_dossier_describe_journal_check (dossier, found);
  g_assert_nonnull (strstr (words, number));
  fixture_set (dossier, NAME, "Autre");
  dossier = fixture_reopen (dossier);
  fixture_assert_answer (dossier, NAME, "Autre");
  later = check (dossier);
  g_assert_cmpint (later->first_broken, ==, one->first_broken);
  g_assert_cmpint (later->count, ==, found->count + 1);
  g_object_unref (dossier);
}

static void
test_an_answer_of_another_author_is_named (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = create_with_work (fixture);
  g_autoptr (EtbJournalCheck) found = NULL;
  g_autofree char *words = NULL;

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_object_unref (dossier);
  fixture_tamper (fixture->file,
                  "UPDATE answer SET author = 'accompagnant:1' WHERE key = '" NAME "'");
  dossier = etb_dossier_open (fixture->file, NULL);
  found = check (dossier);
  g_assert_cmpint (found->state, ==, ETB_JOURNAL_AUTHORS_DIFFER);
  g_assert_cmpstr (found->answer, ==, NAME);
  words = etb_dossier_describe_journal_check (dossier, found);
  g_assert_nonnull (words);
  g_object_unref (dossier);
}

/* Whatever people do, undo and do again, nothing is wrong with their journal. */
static void
test_no_work_gives_a_false_alarm (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *text = g_strdup_printf ("t%d", g_test_rand_int_range (0, 1000));
      guint lines = etb_instance_count_lines (etb_dossier_get_instance (dossier), MEMBERS);

      switch (g_test_rand_int_range (0, 7))
        {
        case 0:
          g_free (lines < 3 ? etb_dossier_add_line (dossier, MEMBERS, NULL) : NULL);
          break;
        case 1:
          if (lines > 0)
            etb_dossier_remove_line (dossier, MEMBERS "[1]", NULL);
          break;
        case 2:
          if (lines > 0)
            fixture_set (dossier, MEMBERS "[1]/nom", text);
          break;
        case 3:
          fixture_set (dossier, NAME, text);
          break;
        case 4:
          etb_dossier_redo (dossier, NULL, NULL);
          break;
        case 5:
          if (i % 10 == 0)
            dossier = fixture_reopen (dossier);
          break;
        default:
          etb_dossier_undo (dossier, NULL, NULL);
        }
      if (i % 10 == 0)
        {
          g_autoptr (EtbJournalCheck) found = check (dossier);

          g_assert_cmpint (found->state, ==, ETB_JOURNAL_INTACT);
        }
    }
  g_object_unref (dossier);
}

static char *
describe (EtbDossier *dossier, const EtbJournalLine *line)
{
  return etb_journal_subject_to_words (etb_dossier_get_call (dossier),
                                       etb_dossier_get_instance (dossier), line->kind,
                                       line->subject);
}

static void
test_entries_are_told_in_words (Fixture *fixture, gconstpointer data)
{
  static const char *const kinds[]
      = { "Dossier made", "Answer", "Line added", "Undone", "Done again" };
  g_autoptr (EtbDossier) dossier = create_with_work (fixture);
  g_autoptr (EtbJournalReading) reading = NULL;
  g_autofree char *question = NULL;
  g_autofree char *line = NULL;
  GError *error = NULL;

  etb_dossier_flush (dossier, NULL);
  reading = etb_dossier_read_journal (dossier, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (reading->lines->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const EtbJournalLine *one = &g_array_index (reading->lines, EtbJournalLine, i);

      g_assert_cmpint (one->number, ==, i + 1);
      g_assert_cmpint (one->at, >, 0);
      g_assert_cmpstr (etb_journal_kind_to_words (one->kind), ==, kinds[i]);
      g_assert_cmpstr (etb_journal_author_to_words (reading, one->author), ==,
                       i == 0 ? "Établi" : "the applicant");
    }
  question = describe (dossier, &g_array_index (reading->lines, EtbJournalLine, 1));
  line = describe (dossier, &g_array_index (reading->lines, EtbJournalLine, 2));
  g_assert_cmpstr (question, !=, NAME);
  g_assert_nonnull (strstr (line, "1"));
}

static void
test_a_line_that_is_gone_still_has_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create_with_work (fixture);
  const EtbJournalLine line = { .kind = "answer", .subject = MEMBERS "[@id='parti']/nom" };
  g_autofree char *words = describe (dossier, &line);

  g_assert_null (strchr (words, '@'));
  g_assert_null (strchr (words, '/'));
}

static void
test_what_xml_cannot_hold_does_not_enter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) at = g_date_time_new_now_utc ();
  g_autoptr (EtbJournalCheck) found = NULL;
  GError *error = NULL;

  g_assert_true (etb_dossier_record_export (dossier, "p.asice",
                                            "ab\x01"
                                            "cd",
                                            at, &error));
  found = check (dossier);
  g_assert_cmpint (found->state, ==, ETB_JOURNAL_INTACT);
  g_assert_cmpint (found->count, ==, 2);
}

static void
on_checked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static void
test_it_is_checked_on_a_thread (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create_with_work (fixture);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (EtbJournalCheck) found = NULL;
  GError *error = NULL;

  etb_dossier_flush (dossier, NULL);
  etb_dossier_check_journal_async (dossier, NULL, on_checked, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  found = etb_dossier_check_journal_finish (result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (found->count, ==, 5);
}

#define ADD(name, test) \
  g_test_add ("/dossier-journal/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("intact", test_a_journal_that_nobody_touched_is_intact);
  ADD ("append-only", test_the_table_takes_no_change);
  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    {
      g_autofree char *path = g_strconcat ("/dossier-journal/altered/", tamperings[i].name, NULL);

      g_test_add (path, Fixture, &tamperings[i], fixture_set_up,
                  test_what_another_tool_did_is_named, fixture_tear_down);
    }
  ADD ("another-author", test_an_answer_of_another_author_is_named);
  ADD ("no-false-alarm", test_no_work_gives_a_false_alarm);
  ADD ("words", test_entries_are_told_in_words);
  ADD ("a-line-that-is-gone", test_a_line_that_is_gone_still_has_words);
  ADD ("xml", test_what_xml_cannot_hold_does_not_enter);
  ADD ("on-a-thread", test_it_is_checked_on_a_thread);
  return g_test_run ();
}
