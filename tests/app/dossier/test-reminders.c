/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Which deadlines are said, and when: with a clock that the test sets. */

#include "etb-reminders.h"

#include <glib/gstdio.h>
#include <string.h>

#include "etb-instant.h"

#define DEADLINE "2027-05-31T23:59:59"
#define NEVER    ETB_REMINDER_NONE

static gint64
parse (const char *instant)
{
  g_autoptr (GDateTime) time = etb_instant_parse (instant, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

static void
a_mark_is_reached_to_the_second (void)
{
  static const struct
  {
    const char *deadline, *at;
    EtbReminderMark mark;
  } cases[] = {
    { DEADLINE, "2026-01-01T00:00:00", NEVER },
    { DEADLINE, "2027-05-17T23:59:58", NEVER },
    { DEADLINE, "2027-05-17T23:59:59", ETB_REMINDER_14_DAYS },
    { DEADLINE, "2027-05-28T23:59:58", ETB_REMINDER_14_DAYS },
    { DEADLINE, "2027-05-28T23:59:59", ETB_REMINDER_3_DAYS },
    { DEADLINE, "2027-05-30T23:59:58", ETB_REMINDER_3_DAYS },
    { DEADLINE, "2027-05-30T23:59:59", ETB_REMINDER_1_DAY },
    { DEADLINE, "2027-05-31T20:59:58", ETB_REMINDER_1_DAY },
    { DEADLINE, "2027-05-31T20:59:59", ETB_REMINDER_3_HOURS },
    { DEADLINE, "2027-05-31T23:59:59", ETB_REMINDER_3_HOURS },
    { DEADLINE, "2027-06-01T00:00:00", NEVER },
    { DEADLINE, "2027-05-31T21:59:59Z", ETB_REMINDER_3_HOURS },
    { DEADLINE, "2027-05-31T22:00:00Z", NEVER },
    /* Clocks are put back on 31 October 2027: that day has 25 hours. */
    { "2027-10-31T23:59:59", "2027-10-30T23:59:58", ETB_REMINDER_3_DAYS },
    { "2027-10-31T23:59:59", "2027-10-30T23:59:59", ETB_REMINDER_1_DAY },
    /* And forward on 28 March: 23 hours. */
    { "2027-03-28T23:59:59", "2027-03-27T23:59:58", ETB_REMINDER_3_DAYS },
    { "2027-03-28T23:59:59", "2027-03-27T23:59:59", ETB_REMINDER_1_DAY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s for %s", cases[i].at, cases[i].deadline);
      g_assert_cmpint (etb_reminder_mark_at (parse (cases[i].deadline), parse (cases[i].at)), ==,
                       cases[i].mark);
    }
}

typedef struct
{
  char *folder;
  char *file;
  EtbReminders *reminders;
  EtbSummary ferme, atelier;
  GPtrArray *summaries;
} Table;

static void
table_set_up (Table *table, gconstpointer data)
{
  table->folder = g_dir_make_tmp ("etabli-XXXXXX", NULL);
  g_assert_nonnull (table->folder);
  table->file = g_build_filename (table->folder, "etabli", "reminders.ini", NULL);
  table->reminders = etb_reminders_new (table->file);
  table->ferme.file = (char *)"/home/nous/Ferme.etabli";
  table->atelier.file = (char *)"/home/nous/Atelier.etabli";
  table->ferme.state = ETB_TRACK_OPEN;
  table->atelier.state = ETB_TRACK_PERMANENT;
  table->ferme.deadline = table->atelier.deadline = parse (DEADLINE);
  table->summaries = g_ptr_array_new ();
  g_ptr_array_add (table->summaries, &table->ferme);
}

static void
table_tear_down (Table *table, gconstpointer data)
{
  g_autofree char *inside = g_path_get_dirname (table->file);

  g_object_unref (table->reminders);
  g_ptr_array_unref (table->summaries);
  g_unlink (table->file);
  g_rmdir (inside);
  g_assert_cmpint (g_rmdir (table->folder), ==, 0);
  g_free (table->file);
  g_free (table->folder);
}

static void
start_again (Table *table)
{
  g_object_unref (table->reminders);
  table->reminders = etb_reminders_new (table->file);
}

/* Of the only dossier. */
static EtbReminderMark
take (Table *table, const char *at)
{
  g_autoptr (GPtrArray) due = etb_reminders_take (table->reminders, table->summaries, parse (at));

  g_assert_cmpuint (due->len, <=, 1);
  return due->len == 1 ? ((const EtbReminder *)due->pdata[0])->mark : NEVER;
}

typedef struct
{
  const char *at;
  EtbReminderMark mark;
} Tick;

/* Each mark once, whether or not the program was started again in between. */
static void
each_mark_is_said_once (Table *table, gconstpointer restarts)
{
  static const Tick ticks[] = {
    { "2027-05-10T10:00:00", NEVER },
    { "2027-05-18T10:00:00", ETB_REMINDER_14_DAYS },
    { "2027-05-18T10:05:00", NEVER },
    { "2027-05-28T12:00:00", NEVER },
    { "2027-05-29T00:00:00", ETB_REMINDER_3_DAYS },
    { "2027-05-29T00:05:00", NEVER },
    { "2027-05-31T09:00:00", ETB_REMINDER_1_DAY },
    { "2027-05-31T20:59:00", NEVER },
    { "2027-05-31T21:00:00", ETB_REMINDER_3_HOURS },
    { "2027-05-31T23:59:59", NEVER },
    { "2027-06-01T00:00:00", NEVER },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ticks); i++)
    {
      g_test_message ("%s", ticks[i].at);
      g_assert_cmpint (take (table, ticks[i].at), ==, ticks[i].mark);
      if (restarts != NULL)
        start_again (table);
    }
}

static void
of_marks_that_went_by_the_last_is_said (Table *table, gconstpointer data)
{
  g_assert_cmpint (take (table, "2027-05-31T10:00:00"), ==, ETB_REMINDER_1_DAY);
  g_assert_cmpint (take (table, "2027-05-31T10:05:00"), ==, NEVER);
}

/* A clock that is put right does not say again what came before. */
static void
a_clock_that_goes_back_says_nothing (Table *table, gconstpointer data)
{
  g_assert_cmpint (take (table, "2027-05-31T10:00:00"), ==, ETB_REMINDER_1_DAY);
  g_assert_cmpint (take (table, "2027-05-20T10:00:00"), ==, NEVER);
}

static void
a_deadline_that_moved_is_said_anew (Table *table, gconstpointer data)
{
  g_assert_cmpint (take (table, "2027-05-31T10:00:00"), ==, ETB_REMINDER_1_DAY);
  table->ferme.deadline = parse ("2027-06-07T23:59:59");
  g_assert_cmpint (take (table, "2027-05-31T10:05:00"), ==, ETB_REMINDER_14_DAYS);
}

static void
dossiers_are_said_apart (Table *table, gconstpointer data)
{
  g_ptr_array_add (table->summaries, &table->atelier);
  g_autoptr (GPtrArray) both
      = etb_reminders_take (table->reminders, table->summaries, parse ("2027-05-30T10:00:00"));
  g_assert_cmpuint (both->len, ==, 2);
  g_assert_true (((const EtbReminder *)both->pdata[0])->summary == &table->ferme);
  g_assert_true (((const EtbReminder *)both->pdata[1])->summary == &table->atelier);
}

static void
what_is_not_to_be_deposited_is_not_said (Table *table, gconstpointer data)
{
  static const struct
  {
    EtbTrackState state;
    const char *problem;
    gboolean without_deadline, deposited;
  } cases[] = {
    { ETB_TRACK_CLOSED, NULL, FALSE, FALSE },    { ETB_TRACK_NOT_YET_OPEN, NULL, FALSE, FALSE },
    { ETB_TRACK_OPEN, "damaged", FALSE, FALSE }, { ETB_TRACK_PERMANENT, NULL, TRUE, FALSE },
    { ETB_TRACK_OPEN, NULL, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      table->ferme.state = cases[i].state;
      table->ferme.problem = (char *)cases[i].problem;
      table->ferme.deposited = cases[i].deposited;
      table->ferme.deadline = cases[i].without_deadline ? 0 : parse (DEADLINE);
      g_assert_cmpint (take (table, "2027-05-30T10:00:00"), ==, NEVER);
    }
}

/* What is kept names no dossier, and nothing that is past. */
static void
what_is_kept_is_little (Table *table, gconstpointer data)
{
  g_autofree char *text = NULL;
  g_autofree char *later = NULL;

  take (table, "2027-05-30T10:00:00");
  g_assert_true (g_file_get_contents (table->file, &text, NULL, NULL));
  g_assert_null (strstr (text, "Ferme"));
  g_assert_nonnull (strchr (text, '='));
  take (table, "2027-06-02T10:00:00");
  g_assert_true (g_file_get_contents (table->file, &later, NULL, NULL));
  g_assert_null (strchr (later, '='));
}

static void
a_file_that_says_anything_is_done_without (Table *table, gconstpointer data)
{
  static const char *const texts[] = { "", "no file of keys", "[said]\nx=y\n", "[said]\nx=1 99\n" };
  g_autofree char *folder = g_path_get_dirname (table->file);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_assert_true (g_file_set_contents (table->file, texts[i], -1, NULL));
      start_again (table);
      g_assert_cmpint (take (table, "2027-05-30T10:00:00"), ==, ETB_REMINDER_3_DAYS);
    }
}

static void
add (const char *path, gconstpointer data, void (*test) (Table *, gconstpointer))
{
  g_test_add (path, Table, data, table_set_up, test, table_tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/reminders/a-mark-is-reached-to-the-second", a_mark_is_reached_to_the_second);
  add ("/reminders/each-mark-is-said-once", NULL, each_mark_is_said_once);
  add ("/reminders/each-mark-is-said-once-over-restarts", "restarts", each_mark_is_said_once);
  add ("/reminders/of-marks-that-went-by-the-last-is-said", NULL,
       of_marks_that_went_by_the_last_is_said);
  add ("/reminders/a-clock-that-goes-back-says-nothing", NULL, a_clock_that_goes_back_says_nothing);
  add ("/reminders/a-deadline-that-moved-is-said-anew", NULL, a_deadline_that_moved_is_said_anew);
  add ("/reminders/dossiers-are-said-apart", NULL, dossiers_are_said_apart);
  add ("/reminders/what-is-not-to-be-deposited-is-not-said", NULL,
       what_is_not_to_be_deposited_is_not_said);
  add ("/reminders/what-is-kept-is-little", NULL, what_is_kept_is_little);
  add ("/reminders/a-file-that-says-anything-is-done-without", NULL,
       a_file_that_says_anything_is_done_without);

  return g_test_run ();
}
