/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Where tracks stand, to the second, in Paris time. */

#include "etb-calendar.h"

#include "etb-instant.h"

typedef struct
{
  const char *track;
  const char *at;
  const char *state;
  const char *deadline; /* its day, or NULL */
  gint64 seconds_left;
  const char *announcement; /* or NULL */
} Case;

/* Summer time: from 31 March to 27 October 2019, from 29 March to 25 October 2020, from 28 March
 * 2021. Réunion is UTC+4 all year. */
static const Case cases[] = {
  /* One date, opened and closed. */
  { "UNIQUE", "2019-07-16T23:59:59", "not-yet-open", "2019-10-15", 91 * 86400, "2019-12" },
  { "UNIQUE", "2019-07-17T00:00:00", "open", "2019-10-15", 91 * 86400 - 1, "2019-12" },
  { "UNIQUE", "2019-10-15", "open", "2019-10-15", 86399, "2019-12" },
  { "UNIQUE", "2019-10-15T23:59:58", "open", "2019-10-15", 1, "2019-12" },
  { "UNIQUE", "2019-10-15T23:59:59", "open", "2019-10-15", 0, "2019-12" },
  { "UNIQUE", "2019-10-16T00:00:00", "closed", "2019-10-15", -1, "2019-12" },
  { "UNIQUE", "2019-12-31T23:59:59", "closed", "2019-10-15", -77 * 86400 - 3600, "2019-12" },
  { "UNIQUE", "2020-01-01", "closed", "2019-10-15", -77 * 86400 - 3601, NULL },

  /* Réunion: 2 hours ahead of Paris in summer; UTC. */
  { "UNIQUE", "2019-10-16T01:59:59+04:00", "open", "2019-10-15", 0, "2019-12" },
  { "UNIQUE", "2019-10-16T02:00:00+04:00", "closed", "2019-10-15", -1, "2019-12" },
  { "UNIQUE", "2019-10-15T21:59:59Z", "open", "2019-10-15", 0, "2019-12" },
  { "UNIQUE", "2019-10-15T22:00:00Z", "closed", "2019-10-15", -1, "2019-12" },
  { "UNIQUE", "2019-07-17T01:59:59+04:00", "not-yet-open", "2019-10-15", 91 * 86400, "2019-12" },
  { "UNIQUE", "2019-07-17T02:00:00+04:00", "open", "2019-10-15", 91 * 86400 - 1, "2019-12" },

  /* Deadlines on the days when the hour changes: 25 and 23 hours long. */
  { "VAGUES", "2020-09-30T23:59:59", "not-yet-open", "2020-10-25", 25 * 86400 + 3600, NULL },
  { "VAGUES", "2020-10-25T00:00:00", "open", "2020-10-25", 25 * 3600 - 1, NULL },
  { "VAGUES", "2020-10-25T22:59:59Z", "open", "2020-10-25", 0, NULL },
  { "VAGUES", "2020-10-25T23:00:00Z", "not-yet-open", "2021-03-28", 154 * 86400 - 3601, NULL },
  { "VAGUES", "2021-01-31T23:59:59", "not-yet-open", "2021-03-28", 56 * 86400 - 3600, NULL },
  { "VAGUES", "2021-02-01", "open", "2021-03-28", 56 * 86400 - 3601, NULL },
  { "VAGUES", "2021-03-28T00:00:00", "open", "2021-03-28", 23 * 3600 - 1, NULL },
  { "VAGUES", "2021-03-28T21:59:59Z", "open", "2021-03-28", 0, NULL },
  { "VAGUES", "2021-03-28T22:00:00Z", "closed", "2021-03-28", -1, NULL },
  { "VAGUES", "2026-11-23T12:00:00", "closed", "2021-03-28", -2066 * 86400 + 39599, NULL },

  /* Permanent: a first selection, then announcements every four months. */
  { "PERM", "2019-07-01", "permanent", "2019-12-30", 183 * 86400 - 1 + 3600, "2019-10" },
  { "PERM", "2019-10-31", "permanent", "2019-12-30", 61 * 86400 - 1, "2019-10" },
  { "PERM", "2019-12-30T23:59:59", "permanent", "2019-12-30", 0, "2020-02-03" },
  { "PERM", "2019-12-31", "permanent", NULL, 0, "2020-02-03" },
  { "PERM", "2020-02-03T23:59:59", "permanent", NULL, 0, "2020-02-03" },
  { "PERM", "2020-02-04", "permanent", NULL, 0, "2020-02" },
  { "PERM", "2020-03-01", "permanent", NULL, 0, "2020-06" },
  { "PERM", "2020-06-30T22:30:00Z", "permanent", NULL, 0, "2020-10" },
  { "PERM", "2026-10-31T22:59:59Z", "permanent", NULL, 0, "2026-10" },
  { "PERM", "2026-10-31T23:00:00Z", "permanent", NULL, 0, "2027-02" },
  { "PERM", "2026-11-23", "permanent", NULL, 0, "2027-02" },

  /* Neither date nor permanence. */
  { "LIBRE", "2026-11-23", "open", NULL, 0, NULL },
};

static EtbCall *
load_valid (void)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "data", "valid.xml", NULL);
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  return call;
}

static EtbTrackStatus *
status_at (EtbCall *call, const char *track, const char *at)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) instant = etb_instant_parse (at, &error);

  g_assert_no_error (error);
  return etb_calendar_status (call, track, instant);
}

static void
test_knows_where_a_track_stands (void)
{
  g_autoptr (EtbCall) call = load_valid ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      g_autoptr (EtbTrackStatus) status = status_at (call, c->track, c->at);

      g_test_message ("%s at %s", c->track, c->at);
      g_assert_cmpstr (etb_track_state_to_name (status->state), ==, c->state);
      g_assert_cmpstr (status->deadline != NULL ? status->deadline->day : NULL, ==, c->deadline);
      g_assert_cmpint (status->seconds_left, ==, c->seconds_left);
      g_assert_cmpstr (status->next_announcement, ==, c->announcement);
      g_assert_true ((status->instant != NULL) == (c->deadline != NULL));
      g_assert_true ((status->permanence != NULL) == g_str_equal (c->track, "PERM"));
    }
}

static void
test_gives_the_last_second (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  g_autoptr (EtbTrackStatus) status = status_at (call, "UNIQUE", "2019-08-01");
  g_autofree char *utc = etb_instant_to_utc (status->instant);

  g_assert_cmpstr (utc, ==, "2019-10-15T21:59:59Z");
}

/* Half a second into the last second is not late. */
static void
test_counts_whole_seconds (void)
{
  g_autoptr (EtbCall) call = load_valid ();
  g_autoptr (GTimeZone) paris = etb_instant_paris ();
  g_autoptr (GDateTime) at = g_date_time_new (paris, 2019, 10, 15, 23, 59, 59.5);
  g_autoptr (EtbTrackStatus) status = etb_calendar_status (call, "UNIQUE", at);

  g_assert_cmpint (status->state, ==, ETB_TRACK_OPEN);
  g_assert_cmpint (status->seconds_left, ==, 0);
}

static void
test_says_what_is_left (void)
{
  static const char *const words[][3] = {
    { "UNIQUE", "2019-10-03T23:59:59", "12 days left" },
    { "UNIQUE", "2019-10-14T23:59:59", "1 day left" },
    { "UNIQUE", "2019-10-15T00:00:00", "23 hours left" },
    { "UNIQUE", "2019-10-15T22:59:59", "1 hour left" },
    { "UNIQUE", "2019-10-15T23:58:59", "1 minute left" },
    { "UNIQUE", "2019-10-15T23:59:59", "less than a minute left" },
    { "UNIQUE", "2019-10-16T00:00:00", "closed for less than a minute" },
    { "UNIQUE", "2019-10-16T00:10:00", "closed for 10 minutes" },
    { "UNIQUE", "2019-10-16T01:00:00", "closed for 1 hour" },
    { "UNIQUE", "2019-10-18T00:00:00", "closed for 2 days" },
    { "PERM", "2019-12-28T23:59:59", "2 days left" },
    { "PERM", "2026-11-23", "" },
    { "LIBRE", "2026-11-23", "" },
  };
  g_autoptr (EtbCall) call = load_valid ();
  g_autoptr (EtbTrackStatus) early = status_at (call, "UNIQUE", "2019-07-01");
  g_autofree char *opening = etb_track_status_describe (early);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autoptr (EtbTrackStatus) status = status_at (call, words[i][0], words[i][1]);
      g_autofree char *description = etb_track_status_describe (status);

      g_assert_cmpstr (description, ==, words[i][2]);
    }

  g_assert_true (g_str_has_prefix (opening, "opens on "));
  g_assert_nonnull (g_strrstr (opening, "2019"));
}

static void
test_knows_what_is_over (void)
{
  static const struct
  {
    const char *id;
    const char *at;
    gboolean past;
  } rows[] = {
    { "2019-10-15-UNIQUE", "2019-10-15T23:59:59", FALSE },
    { "2019-10-15-UNIQUE", "2019-10-16T00:00:00", TRUE },
    { "no-deadline", "2026-11-23T00:00:00", FALSE },
  };
  g_autoptr (EtbCall) call = load_valid ();

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GDateTime) at = etb_instant_parse (rows[i].at, NULL);

      g_assert_cmpint (etb_calendar_is_past (call, rows[i].id, at), ==, rows[i].past);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/calendar/knows-where-a-track-stands", test_knows_where_a_track_stands);
  g_test_add_func ("/calendar/gives-the-last-second", test_gives_the_last_second);
  g_test_add_func ("/calendar/counts-whole-seconds", test_counts_whole_seconds);
  g_test_add_func ("/calendar/knows-what-is-over", test_knows_what_is_over);
  g_test_add_func ("/calendar/says-what-is-left", test_says_what_is_left);

  return g_test_run ();
}
