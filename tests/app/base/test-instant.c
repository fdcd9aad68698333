/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Instants: read, written, told. Paris is the zone of every text without one. */

#include "etb-instant.h"

#include <locale.h>

static void
test_parse_reads_iso (void)
{
  static const struct
  {
    const char *text;
    const char *utc;
  } cases[] = {
    { "2019-10-15", "2019-10-14T22:00:00Z" },
    { "2019-12-30", "2019-12-29T23:00:00Z" },
    { "2019-10-15T18:00", "2019-10-15T16:00:00Z" },
    { "2019-10-15T18:00:30", "2019-10-15T16:00:30Z" },
    { "2019-10-15T18:00:30.25", "2019-10-15T16:00:30Z" },
    { "2019-10-15T18:00:00Z", "2019-10-15T18:00:00Z" },
    { "2019-10-15T18:00Z", "2019-10-15T18:00:00Z" },
    { "2019-10-15T18:00:00+04:00", "2019-10-15T14:00:00Z" },
    { "2019-10-15T18:00:00-03:30", "2019-10-15T21:30:00Z" },
    { "2020-02-29", "2020-02-28T23:00:00Z" },
    /* The hour that comes back in October and the one that is skipped in March. */
    { "2019-10-27T01:59:59", "2019-10-26T23:59:59Z" },
    { "2019-10-27T03:00:00", "2019-10-27T02:00:00Z" },
    { "2019-03-31T03:00:00", "2019-03-31T01:00:00Z" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) instant = etb_instant_parse (cases[i].text, &error);
      g_autofree char *utc = NULL;

      g_assert_no_error (error);
      utc = etb_instant_to_utc (instant);
      g_assert_cmpstr (utc, ==, cases[i].utc);
    }
}

static void
test_parse_refuses_the_rest (void)
{
  static const char *const cases[] = {
    "",
    "2019",
    "2019-10",
    "2019-13-01",
    "2019-02-29",
    "2019-10-00",
    "0000-01-01",
    "15/10/2019",
    " 2019-10-15",
    "2019-10-15 ",
    "2019-10-15Z",
    "2019-10-15 18:00",
    "2019-10-15T",
    "2019-10-15T24:00",
    "2019-10-15T18",
    "2019-10-15T18:60",
    "2019-10-15T18:00:61",
    "2019-10-15T18:00:00.",
    "2019-10-15T18:00:00z",
    "2019-10-15T18:00+2:00",
    "2019-10-15T18:00+0200",
    "2019-10-15T18:00+99:00",
    "2019-10-15T18:00Europe/Paris",
    "2019-W42-2",
    "20191015",
    "\xff\xfe",
    "２０１９-10-15",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GDateTime) instant = etb_instant_parse (cases[i], &error);

      g_test_message ("line %" G_GSIZE_FORMAT, i);
      g_assert_null (instant);
      g_assert_error (error, ETB_INSTANT_ERROR, ETB_INSTANT_ERROR_FORM);
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_deadline_day_is_included (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) summer = etb_instant_end_of_day ("2019-10-15", &error);
  g_autoptr (GDateTime) winter = etb_instant_end_of_day ("2019-12-30", &error);
  g_autoptr (GDateTime) change = etb_instant_end_of_day ("2019-10-27", &error);
  g_autofree char *summer_utc = etb_instant_to_utc (summer);
  g_autofree char *winter_utc = etb_instant_to_utc (winter);
  g_autofree char *change_utc = etb_instant_to_utc (change);
  g_autofree char *summer_paris = etb_instant_to_paris (summer);
  g_autofree char *winter_paris = etb_instant_to_paris (winter);

  g_assert_no_error (error);
  g_assert_cmpstr (summer_utc, ==, "2019-10-15T21:59:59Z");
  g_assert_cmpstr (winter_utc, ==, "2019-12-30T22:59:59Z");
  g_assert_cmpstr (change_utc, ==, "2019-10-27T22:59:59Z");
  g_assert_cmpstr (summer_paris, ==, "2019-10-15T23:59:59+02:00");
  g_assert_cmpstr (winter_paris, ==, "2019-12-30T23:59:59+01:00");

  g_assert_null (etb_instant_end_of_day ("2019-10-15T10:00", &error));
  g_assert_error (error, ETB_INSTANT_ERROR, ETB_INSTANT_ERROR_FORM);
}

static void
test_paris_date_follows_paris (void)
{
  static const struct
  {
    const char *text;
    const char *date;
  } cases[] = {
    { "2019-10-15T21:59:59Z", "2019-10-15" },      { "2019-10-15T22:00:00Z", "2019-10-16" },
    { "2019-12-30T22:59:59Z", "2019-12-30" },      { "2019-12-30T23:00:00Z", "2019-12-31" },
    { "2019-10-16T01:30:00+04:00", "2019-10-15" }, /* Réunion is already in the morrow */
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) instant = etb_instant_parse (cases[i].text, NULL);
      g_autofree char *date = etb_instant_paris_date (instant);

      g_assert_cmpstr (date, ==, cases[i].date);
    }
}

static void
test_describe_in_french (void)
{
  static const struct
  {
    const char *date;
    const char *told;
  } cases[] = {
    { "2019-10-15", "15 octobre 2019" },
    { "2020-02-03", "3 février 2020" },
    { "2027-02", "février 2027" },
    { "2019-08", "août 2019" },
    { "2019-13", "2019-13" },
    { "2019-02-30", "2019-02-30" },
    { "", "" },
    { "bientôt", "bientôt" },
  };
  g_autoptr (GDateTime) deadline = NULL;
  g_autofree char *told = NULL;

  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("fr_FR.UTF-8 is not installed");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = etb_instant_describe_date (cases[i].date);

      g_assert_cmpstr (text, ==, cases[i].told);
    }

  deadline = etb_instant_parse ("2019-10-15T21:59:59Z", NULL);
  told = etb_instant_describe (deadline);
  g_assert_true (g_str_has_prefix (told, "15 octobre 2019 "));
  g_assert_nonnull (strstr (told, "23"));
  g_assert_nonnull (strstr (told, "59"));
  g_assert_nonnull (strstr (told, "Paris"));
  setlocale (LC_ALL, "C");
}

static void
test_describe_untranslated (void)
{
  g_autoptr (GDateTime) instant = etb_instant_parse ("2019-12-30T22:59:59Z", NULL);
  g_autofree char *told = etb_instant_describe (instant);

  g_assert_cmpstr (told, ==, "30 December 2019 at 23:59 (Paris time)");
}

int
main (int argc, char **argv)
{
  /* Whatever the machine's own zone is: far from Paris shows most. */
  g_setenv ("TZ", "Indian/Reunion", TRUE);
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/instant/parse-reads-iso-8601", test_parse_reads_iso);
  g_test_add_func ("/instant/parse-refuses-the-rest", test_parse_refuses_the_rest);
  g_test_add_func ("/instant/deadline-day-is-included", test_deadline_day_is_included);
  g_test_add_func ("/instant/paris-date-follows-paris", test_paris_date_follows_paris);
  g_test_add_func ("/instant/describe-untranslated", test_describe_untranslated);
  g_test_add_func ("/instant/describe-in-french", test_describe_in_french);

  return g_test_run ();
}
