/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The receipt of a deposit: what a person may write, and what a dossier makes of it. */

#include "dossier-fixture.h"
#include "etb-deposit.h"
#include "etb-dossier-journal.h"
#include "etb-instant.h"

#define NOW "2019-10-16T10:30:00Z"

static void
test_what_a_person_writes (void)
{
  static const struct
  {
    const char *day, *hour, *receipt;
    const char *expected; /* as a file keeps it; NULL: refused */
    EtbDepositError error;
  } cases[] = {
    { "15/10/2019", "14:32", "AR 123", "2019-10-15T12:32:00Z\nAR 123" },
    { "2019-10-15", "14 h 32", " AR 123 ", "2019-10-15T12:32:00Z\nAR 123" },
    { "15 octobre 2019", "9h", "courriel", "2019-10-15T07:00:00Z\ncourriel" },
    { "15/10/2019", "9H05", "x", "2019-10-15T07:05:00Z\nx" },
    { "15/10/2019", "  ", "x", "2019-10-15T10:00:00Z\nx" },
    { "16/10/2019", "", "x", "2019-10-16T10:30:00Z\nx" },
    { "16/10/2019", "12:30", "x", "2019-10-16T10:30:00Z\nx" },
    { "", "14:32", "x", NULL, ETB_DEPOSIT_ERROR_DAY },
    { "31/02/2019", "", "x", NULL, ETB_DEPOSIT_ERROR_DAY },
    { "hier", "", "x", NULL, ETB_DEPOSIT_ERROR_DAY },
    { "16/10/2019", "12:31", "x", NULL, ETB_DEPOSIT_ERROR_DAY },
    { "17/10/2019", "", "x", NULL, ETB_DEPOSIT_ERROR_DAY },
    { "15/10/2019", "25:00", "x", NULL, ETB_DEPOSIT_ERROR_HOUR },
    { "15/10/2019", "14:60", "x", NULL, ETB_DEPOSIT_ERROR_HOUR },
    { "15/10/2019", "14", "x", NULL, ETB_DEPOSIT_ERROR_HOUR },
    { "15/10/2019", "14:32", " ", NULL, ETB_DEPOSIT_ERROR_RECEIPT },
    { "15/10/2019", "14:32", "a\nb", NULL, ETB_DEPOSIT_ERROR_RECEIPT },
  };
  g_autoptr (GDateTime) now = etb_instant_parse (NOW, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (EtbDeposit) deposit
          = etb_deposit_read (cases[i].day, cases[i].hour, cases[i].receipt, now, &error);
      g_autofree char *text = deposit ? etb_deposit_to_text (deposit) : NULL;

      g_assert_cmpstr (text, ==, cases[i].expected);
      if (!cases[i].expected)
        g_assert_error (error, ETB_DEPOSIT_ERROR, (int)cases[i].error);
    }
}

static void
test_text_of_a_file_that_is_none (void)
{
  static const char *const texts[] = { "", "2019-10-15T12:32:00Z", "2019-10-15T12:32:00Z\n",
                                       "hier\nAR", "2019-10-15T12:32:00Z\nAR\nAR" };
  g_autofree char *x = g_strnfill (ETB_DEPOSIT_MAX_RECEIPT + 1, 'x');
  g_autofree char *too_long = g_strconcat ("2019-10-15T12:32:00Z\n", x, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (etb_deposit_from_text (texts[i]));
  g_assert_null (etb_deposit_from_text (too_long));
  g_assert_null (etb_deposit_from_text (NULL));
}

static void
record (EtbDossier *dossier, const char *day)
{
  g_autoptr (GDateTime) now = etb_instant_parse (NOW, NULL);
  g_autoptr (EtbDeposit) deposit = etb_deposit_read (day, "14:32", "AR 123", now, NULL);

  g_assert_true (etb_dossier_record_deposit (dossier, deposit, NULL));
}

/* Kinds of the journal that speak of deposits, in order. */
static char *
read_journal (EtbDossier *dossier)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbJournalReading) reading = etb_dossier_read_journal (dossier, &error);
  GString *kinds = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < reading->lines->len; i++)
    {
      const EtbJournalLine *line = &g_array_index (reading->lines, EtbJournalLine, i);

      if (g_str_has_prefix (line->kind, "deposit"))
        g_string_append_printf (kinds, "%s %s;", line->kind, line->subject);
    }
  return g_string_free (kinds, FALSE);
}

static void
test_is_kept_in_the_file_until_it_is_taken_back (Fixture *fixture, gconstpointer data)
{
  EtbDossier *dossier = fixture_create (fixture);
  Heard heard = { 0 };
  g_autofree char *kinds = NULL;

  g_assert_null (etb_dossier_get_deposit (dossier));
  fixture_listen (dossier, "deposit-changed", &heard);
  record (dossier, "15/10/2019");
  g_assert_cmpuint (heard.count, ==, 1);
  dossier = fixture_reopen (dossier);
  g_assert_nonnull (etb_dossier_get_deposit (dossier));
  g_assert_cmpstr (etb_dossier_get_deposit (dossier)->receipt, ==, "AR 123");

  g_assert_true (etb_dossier_record_deposit (dossier, NULL, NULL));
  g_assert_null (etb_dossier_get_deposit (dossier));
  dossier = fixture_reopen (dossier);
  g_assert_null (etb_dossier_get_deposit (dossier));
  kinds = read_journal (dossier);
  g_assert_cmpstr (kinds, ==, "deposited 2019-10-15T12:32:00Z;deposit-taken-back ;");
  g_object_unref (dossier);
}

static void
test_a_package_is_no_deposit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  g_assert_true (etb_dossier_record_export (dossier, "paquet.asice", "00", now, NULL));
  g_assert_null (etb_dossier_get_deposit (dossier));
}

static void
test_a_read_only_dossier_takes_none (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) held = fixture_create (fixture);
  g_autoptr (EtbDossier) second = etb_dossier_open (fixture->file, NULL);
  g_autoptr (GDateTime) now = etb_instant_parse (NOW, NULL);
  g_autoptr (EtbDeposit) deposit = etb_deposit_read ("15/10/2019", "", "x", now, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (etb_dossier_is_read_only (second));
  g_assert_false (etb_dossier_record_deposit (second, deposit, &error));
  g_assert_error (error, ETB_DOSSIER_ERROR, ETB_DOSSIER_ERROR_READ_ONLY);
  g_assert_null (etb_dossier_get_deposit (second));
}

static void
test_nonsense_in_the_file_is_no_deposit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = fixture_create (fixture);

  g_assert_true (etb_dossier_close (dossier, NULL));
  g_clear_object (&dossier);
  fixture_tamper (fixture->file, "INSERT INTO meta VALUES ('deposit', 'oui')");
  dossier = etb_dossier_open (fixture->file, NULL);
  g_assert_nonnull (dossier);
  g_assert_null (etb_dossier_get_deposit (dossier));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deposit/what_a_person_writes", test_what_a_person_writes);
  g_test_add_func ("/deposit/text_of_a_file_that_is_none", test_text_of_a_file_that_is_none);
#define ADD(name) \
  g_test_add ("/deposit/" #name, Fixture, NULL, fixture_set_up, test_##name, fixture_tear_down)
  ADD (is_kept_in_the_file_until_it_is_taken_back);
  ADD (a_package_is_no_deposit);
  ADD (a_read_only_dossier_takes_none);
  ADD (nonsense_in_the_file_is_no_deposit);
#undef ADD

  return g_test_run ();
}
