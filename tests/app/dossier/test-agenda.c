/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Slow pieces against the deadline, and the dates of a dossier: of the shipped call of July 2019,
 * whose track FNT ends on 15 October 2019. */

#include "etb-agenda.h"

#include <string.h>

#include "dossier-fixture.h"
#include "etb-errand.h"
#include "etb-instant.h"
#include "etb-library.h"

static EtbCall *
find_call (void)
{
  g_autoptr (GPtrArray) calls = etb_library_calls (NULL);

  for (guint i = 0; i < calls->len; i++)
    if (g_str_equal (etb_call_get_id (g_ptr_array_index (calls, i)),
                     "fabriques-de-territoire-2019-07"))
      return g_object_ref (g_ptr_array_index (calls, i));
  g_assert_not_reached ();
}

static EtbDossier *
make_dossier (Fixture *fixture, const char *track, const char *at)
{
  g_autoptr (EtbCall) call = find_call ();
  EtbDossier *dossier = etb_dossier_create (fixture->file, call, track, NULL);
  g_autoptr (GDateTime) instant = etb_instant_parse (at, NULL);

  g_assert_nonnull (dossier);
  g_assert_nonnull (instant);
  etb_dossier_set_at (dossier, instant);
  return dossier;
}

static void
look_at (EtbDossier *dossier, const char *at)
{
  g_autoptr (GDateTime) instant = etb_instant_parse (at, NULL);

  etb_dossier_set_at (dossier, instant);
}

static void
attach (Fixture *fixture, EtbDossier *dossier, const char *piece)
{
  g_autofree char *path = fixture_write (fixture, "piece.pdf", "%PDF-1.4 essai", 14);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EtbAttachment) attachment = etb_dossier_attach (dossier, piece, file, NULL);

  g_assert_nonnull (attachment);
}

static char *
list (EtbDossier *dossier)
{
  g_autoptr (GPtrArray) errands = etb_errands_of (dossier);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < errands->len; i++)
    {
      const EtbErrand *errand = g_ptr_array_index (errands, i);

      g_string_append_printf (text, "%s %s %d %d; ", errand->piece->code, errand->ask_by,
                              errand->days_left, errand->days_short);
    }
  return g_string_free (text, FALSE);
}

static void
assert_list (EtbDossier *dossier, const char *expected)
{
  g_autofree char *found = list (dossier);

  g_assert_cmpstr (found, ==, expected);
}

/* Letters take 14 days, agreements on funds 21, the notice of registration one. */
static void
test_slow_pieces_by_date (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *at;
    const char *expected;
  } cases[] = {
    { "2019-09-01T10:00",
      "P-FIN 2019-09-24 44 -23; P-LET 2019-10-01 44 -30; P-SIR 2019-10-14 44 -43; " },
    { "2019-10-01T00:00",
      "P-FIN 2019-09-24 14 7; P-LET 2019-10-01 14 0; P-SIR 2019-10-14 14 -13; " },
    { "2019-10-01T23:59",
      "P-FIN 2019-09-24 14 7; P-LET 2019-10-01 14 0; P-SIR 2019-10-14 14 -13; " },
    { "2019-10-15T23:59", "P-FIN 2019-09-24 0 21; P-LET 2019-10-01 0 14; P-SIR 2019-10-14 0 1; " },
    { "2019-10-16T00:00", "" },
    { "2026-11-26T10:00", "" },
  };
  g_autoptr (EtbDossier) dossier = make_dossier (fixture, "FNT", "2019-09-01T10:00");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].at);
      look_at (dossier, cases[i].at);
      assert_list (dossier, cases[i].expected);
    }
}

static void
test_what_is_there_is_no_errand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = make_dossier (fixture, "FNT", "2019-10-06T10:00");

  attach (fixture, dossier, "P-LET");
  attach (fixture, dossier, "P-FIN");
  assert_list (dossier, "P-SIR 2019-10-14 9 -8; ");
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *at;
    const char *words;
  } cases[] = {
    { "2019-10-06T10:00",
      "usually takes 14 days, and 9 are left. Ask for it today, and say that it is urgent." },
    { "2019-10-15T10:00",
      "takes time, and the deadline is today. Ask for it at once, and say that it is urgent." },
    { "2019-10-01T10:00", ": ask for it today, it just comes in time." },
    { "2019-09-01T10:00", "it usually takes 14 days." },
  };
  g_autoptr (EtbDossier) dossier = make_dossier (fixture, "FNT", "2019-10-06T10:00");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) errands = NULL;
      g_autofree char *words = NULL;

      look_at (dossier, cases[i].at);
      errands = etb_errands_of (dossier);
      words = etb_errand_describe (g_ptr_array_index (errands, 1));
      g_test_message ("%s", words);
      g_assert_true (g_str_has_suffix (words, cases[i].words));
    }
}

static void
test_what_is_past (void)
{
  static const struct
  {
    const char *when;
    const char *at;
    gboolean past;
  } cases[] = {
    { "2019-10-15", "2019-10-15T23:59", FALSE }, { "2019-10-15", "2019-10-16T00:00", TRUE },
    { "2019-10", "2019-10-31T23:59", FALSE },    { "2019-10", "2019-11-01T00:00", TRUE },
    { "2019-10", "2019-01-01T00:00", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GDateTime) at = etb_instant_parse (cases[i].at, NULL);
      EtbAgendaDate date = { .when = (char *)cases[i].when };

      g_assert_cmpint (etb_agenda_date_is_past (&date, at), ==, cases[i].past);
    }
}

static guint
count (const char *text, const char *what)
{
  guint n = 0;

  for (const char *c = text; (c = strstr (c, what)) != NULL; c++)
    n++;
  return n;
}

static void
test_dates_are_in_order_and_written (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = make_dossier (fixture, "FNT", "2019-10-06T10:00");
  g_autoptr (GDateTime) at = etb_dossier_get_at (dossier);
  g_autoptr (GPtrArray) dates = etb_agenda_of_dossier (dossier);
  g_autofree char *text = etb_agenda_write (dates, at);
  g_autofree char *again = NULL;

  for (guint i = 1; i < dates->len; i++)
    {
      const EtbAgendaDate *one = g_ptr_array_index (dates, i - 1);
      const EtbAgendaDate *next = g_ptr_array_index (dates, i);

      g_assert_cmpint (strcmp (one->when, next->when), <=, 0);
      g_assert_cmpstr (one->uid, !=, next->uid);
    }
  g_assert_cmpuint (count (text, "BEGIN:VEVENT"), ==, dates->len);
  g_assert_cmpuint (count (text, ".errand@etabli"), ==, 3);
  g_assert_cmpuint (count (text, "DTSTART:20191015T215959Z"), ==, 1);
  g_assert_cmpuint (count (text, "TRIGGER:-P14D"), ==, 1);
  g_assert_cmpuint (count (text, "TRIGGER:PT9H"), ==, 3);
  again = etb_agenda_write (dates, at);
  g_assert_cmpstr (again, ==, text);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/agenda/slow-pieces-by-date", test_slow_pieces_by_date },
    { "/agenda/what-is-there-is-no-errand", test_what_is_there_is_no_errand },
    { "/agenda/words", test_words },
    { "/agenda/dates-are-in-order-and-written", test_dates_are_in_order_and_written },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/agenda/what-is-past", test_what_is_past);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
