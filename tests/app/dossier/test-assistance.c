/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The record of help: how long it lasts, when its end is to be said, what it covers. */

#include "etb-assistance.h"

static EtbAssistance *
make (guint days, const char *began, const char *ended, const char *sections)
{
  g_autoptr (GDateTime) begin = g_date_time_new_from_iso8601 (began, NULL);
  g_autoptr (GDateTime) end = ended ? g_date_time_new_from_iso8601 (ended, NULL) : NULL;
  g_auto (GStrv) ids = g_strsplit (sections, " ", -1);
  const EtbAssistance fields = { .id = (char *)"k7",
                                 .helper = (char *)"Camille Martin",
                                 .organisation = (char *)"Mairie d’Exemple",
                                 .status = (char *)"agent",
                                 .sections = ids,
                                 .mandate_days = days,
                                 .began = begin,
                                 .ended = end };

  return etb_assistance_new (&fields);
}

typedef struct
{
  guint days;
  const char *began;
  const char *ended; /* or NULL */
  const char *now;
  EtbAssistanceState state;
} Case;

static void
test_state_follows_the_clock (void)
{
  static const Case cases[] = {
    /* In presence only: until the end of the day in Paris, summer and winter. */
    { 0, "2019-07-17T08:00:00Z", NULL, "2019-07-17T08:00:01Z", ETB_ASSISTANCE_OPEN },
    { 0, "2019-07-17T08:00:00Z", NULL, "2019-07-17T21:59:59Z", ETB_ASSISTANCE_OPEN },
    { 0, "2019-07-17T08:00:00Z", NULL, "2019-07-17T22:00:00Z", ETB_ASSISTANCE_EXPIRED },
    { 0, "2019-12-17T08:00:00Z", NULL, "2019-12-17T22:59:59Z", ETB_ASSISTANCE_OPEN },
    { 0, "2019-12-17T08:00:00Z", NULL, "2019-12-17T23:00:00Z", ETB_ASSISTANCE_EXPIRED },
    /* One day: said on the day of its end, not on that of its beginning. */
    { 1, "2019-07-17T08:00:00Z", NULL, "2019-07-17T12:00:00Z", ETB_ASSISTANCE_OPEN },
    { 1, "2019-07-17T08:00:00Z", NULL, "2019-07-17T22:00:00Z", ETB_ASSISTANCE_EXPIRING },
    { 1, "2019-07-17T08:00:00Z", NULL, "2019-07-18T08:00:00Z", ETB_ASSISTANCE_EXPIRING },
    { 1, "2019-07-17T08:00:00Z", NULL, "2019-07-18T08:00:01Z", ETB_ASSISTANCE_EXPIRED },
    /* Longer ones: seven days before. */
    { 31, "2019-07-01T08:00:00Z", NULL, "2019-07-25T07:59:59Z", ETB_ASSISTANCE_OPEN },
    { 31, "2019-07-01T08:00:00Z", NULL, "2019-07-25T08:00:00Z", ETB_ASSISTANCE_EXPIRING },
    { 31, "2019-07-01T08:00:00Z", NULL, "2019-08-01T08:00:00Z", ETB_ASSISTANCE_EXPIRING },
    { 31, "2019-07-01T08:00:00Z", NULL, "2019-08-01T08:00:01Z", ETB_ASSISTANCE_EXPIRED },
    { 182, "2019-07-01T08:00:00Z", NULL, "2019-12-22T07:59:59Z", ETB_ASSISTANCE_OPEN },
    { 182, "2019-07-01T08:00:00Z", NULL, "2019-12-30T08:00:01Z", ETB_ASSISTANCE_EXPIRED },
    { 365, "2019-07-01T08:00:00Z", NULL, "2020-06-30T08:00:00Z", ETB_ASSISTANCE_EXPIRING },
    { 365, "2019-07-01T08:00:00Z", NULL, "2020-06-30T08:00:01Z", ETB_ASSISTANCE_EXPIRED },
    /* Ended is ended, whatever the clock. */
    { 31, "2019-07-01T08:00:00Z", "2019-07-02T08:00:00Z", "2019-07-02T08:00:00Z",
      ETB_ASSISTANCE_ENDED },
    { 31, "2019-07-01T08:00:00Z", "2019-07-02T08:00:00Z", "2030-01-01T00:00:00Z",
      ETB_ASSISTANCE_ENDED },
    /* A clock that was set back closes nothing. */
    { 1, "2019-07-17T08:00:00Z", NULL, "2019-07-10T08:00:00Z", ETB_ASSISTANCE_OPEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbAssistance) assistance
          = make (cases[i].days, cases[i].began, cases[i].ended, "");
      g_autoptr (GDateTime) now = g_date_time_new_from_iso8601 (cases[i].now, NULL);
      g_autoptr (GDateTime) end = etb_assistance_end (assistance, now);
      const gboolean open
          = cases[i].state == ETB_ASSISTANCE_OPEN || cases[i].state == ETB_ASSISTANCE_EXPIRING;

      g_test_message ("%u days from %s, at %s", cases[i].days, cases[i].began, cases[i].now);
      g_assert_cmpint (etb_assistance_state (assistance, now), ==, cases[i].state);
      g_assert_true (etb_assistance_is_open (assistance, now) == open);
      g_assert_true ((end == NULL) == open);
    }
}

static void
test_covers_the_sections_agreed_to (void)
{
  g_autoptr (EtbAssistance) all = make (0, "2019-07-17T08:00:00Z", NULL, "");
  g_autoptr (EtbAssistance) two = make (0, "2019-07-17T08:00:00Z", NULL, "porteur budget");

  g_assert_true (etb_assistance_covers (all, "lieu"));
  g_assert_true (etb_assistance_covers (all, NULL));
  g_assert_true (etb_assistance_covers (two, "porteur"));
  g_assert_true (etb_assistance_covers (two, "budget"));
  g_assert_false (etb_assistance_covers (two, "lieu"));
  g_assert_false (etb_assistance_covers (two, "port"));
  g_assert_false (etb_assistance_covers (two, NULL));
}

static void
test_author_names_the_help (void)
{
  g_autoptr (EtbAssistance) assistance = make (0, "2019-07-17T08:00:00Z", NULL, "");
  g_autofree char *words = etb_assistance_describe (assistance);

  g_assert_cmpstr (assistance->author, ==, "accompagnant:k7");
  g_assert_cmpstr (etb_assistance_id_of_author (assistance->author), ==, "k7");
  g_assert_null (etb_assistance_id_of_author ("porteur"));
  g_assert_null (etb_assistance_id_of_author (""));
  g_assert_cmpstr (words, ==, "Camille Martin (Mairie d’Exemple)");
}

static void
test_every_status_has_words (void)
{
  const char *const *codes = etb_assistance_statuses ();

  for (gsize i = 0; codes[i]; i++)
    g_assert_cmpstr (etb_assistance_status_label (codes[i]), !=, codes[i]);
  g_assert_cmpstr (etb_assistance_status_label ("inconnu"), ==, "inconnu");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/assistance/state-follows-the-clock", test_state_follows_the_clock);
  g_test_add_func ("/assistance/covers-the-sections-agreed-to", test_covers_the_sections_agreed_to);
  g_test_add_func ("/assistance/author-names-the-help", test_author_names_the_help);
  g_test_add_func ("/assistance/every-status-has-words", test_every_status_has_words);
  return g_test_run ();
}
