/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What is shown, and amounts as cents. */

#include "etb-value.h"

#include <locale.h>

#define NB   "\xc2\xa0"     /* U+00A0 */
#define THIN "\xe2\x80\xaf" /* U+202F */

typedef struct
{
  EtbValueType type;
  const char *canonical;
  const char *shown;
} Shown;

static const Shown french[] = {
  { ETB_VALUE_AMOUNT, "1234.56", "1" THIN "234,56" NB "€" },
  { ETB_VALUE_AMOUNT, "60000.00", "60" THIN "000" NB "€" },
  { ETB_VALUE_AMOUNT, "1000000.00", "1" THIN "000" THIN "000" NB "€" },
  { ETB_VALUE_AMOUNT, "0.00", "0" NB "€" },
  { ETB_VALUE_AMOUNT, "-1234.56",
    "\xe2\x88\x92"
    "1" THIN "234,56" NB "€" },
  { ETB_VALUE_AMOUNT, "1234.5", "1234.5" }, /* not canonical */
  { ETB_VALUE_AMOUNT, "beaucoup", "beaucoup" },
  { ETB_VALUE_AMOUNT, "", "" },
  { ETB_VALUE_INTEGER, "2019", "2019" }, /* a year is one word */
  { ETB_VALUE_INTEGER, "12345", "12" THIN "345" },
  { ETB_VALUE_DECIMAL, "12.5", "12,5" },
  { ETB_VALUE_DECIMAL, "-0.25",
    "\xe2\x88\x92"
    "0,25" },
  { ETB_VALUE_DATE, "2019-10-15", "15/10/2019" },
  { ETB_VALUE_DATE, "2019-02-30", "2019-02-30" },
  { ETB_VALUE_DATE, "15/10/2019", "15/10/2019" },
  { ETB_VALUE_SIRET, "73282932000074", "732" NB "829" NB "320" NB "00074" },
  { ETB_VALUE_SIRET, "7328293200007", "7328293200007" },
  { ETB_VALUE_IBAN, "FR1420041010050500013M02606",
    "FR14" NB "2004" NB "1010" NB "0505" NB "0001" NB "3M02" NB "606" },
  { ETB_VALUE_PHONE, "+33612345678", "06" NB "12" NB "34" NB "56" NB "78" },
  { ETB_VALUE_PHONE, "+262692123456", "+262" NB "692" NB "12" NB "34" NB "56" },
  { ETB_VALUE_PHONE, "+508411234", "+508" NB "41" NB "12" NB "34" },
  { ETB_VALUE_PHONE, "+68940123456", "+689" NB "40" NB "12" NB "34" NB "56" },
  { ETB_VALUE_PHONE, "+3221234567", "+3221234567" },
  { ETB_VALUE_CHOICES, "b a", "b a" },
  { ETB_VALUE_TEXT, "La Palanquée", "La Palanquée" },
};

/* What a screen shows may be typed back: the value stays what it was, in every locale. */
static void
assert_shown_can_be_typed_back (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (french); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *again = etb_value_normalise (french[i].type, french[i].canonical, NULL);
      g_autofree char *shown = etb_value_format (french[i].type, french[i].canonical);
      g_autofree char *back = NULL;

      /* Calculated numbers may be negative, and some texts of the table are not canonical. */
      if (g_strcmp0 (again, french[i].canonical) != 0)
        continue;
      back = etb_value_normalise (french[i].type, shown, &error);
      g_test_message ("“%s”", shown);
      g_assert_no_error (error);
      g_assert_cmpstr (back, ==, french[i].canonical);
    }
}

static void
test_shown_untranslated (void)
{
  g_autofree char *amount = etb_value_format (ETB_VALUE_AMOUNT, "1234.56");
  g_autofree char *date = etb_value_format (ETB_VALUE_DATE, "2019-10-15");
  g_autofree char *yes = etb_value_format (ETB_VALUE_YES_NO, "oui");
  g_autofree char *accepted = etb_value_format (ETB_VALUE_ATTESTATION, "oui");

  g_assert_cmpstr (amount, ==, "1" THIN "234.56" NB "€");
  g_assert_cmpstr (date, ==, "2019-10-15");
  g_assert_cmpstr (yes, ==, "Yes");
  g_assert_cmpstr (accepted, ==, "Accepted");
  assert_shown_can_be_typed_back ();
}

static void
test_shown_in_french (void)
{
  if (setlocale (LC_ALL, "fr_FR.UTF-8") == NULL)
    {
      g_test_skip ("fr_FR.UTF-8 is not installed");
      return;
    }

  for (gsize i = 0; i < G_N_ELEMENTS (french); i++)
    {
      g_autofree char *shown = etb_value_format (french[i].type, french[i].canonical);

      g_assert_cmpstr (shown, ==, french[i].shown);
    }
  assert_shown_can_be_typed_back ();
  setlocale (LC_ALL, "C");
}

static void
test_cents (void)
{
  static const struct
  {
    const char *canonical;
    gboolean readable;
    gint64 cents;
  } cases[] = {
    { "60000.00", TRUE, 6000000 },
    { "60000", TRUE, 6000000 },
    { "0.05", TRUE, 5 },
    { "12.5", TRUE, 1250 },
    { "-12.05", TRUE, -1205 },
    { "999999999999.99", TRUE, G_GINT64_CONSTANT (99999999999999) },
    { "", FALSE, 0 },
    { "-", FALSE, 0 },
    { ".", FALSE, 0 },
    { ".5", FALSE, 0 },
    { "5.", FALSE, 0 },
    { "1.234", FALSE, 0 },
    { "1,50", FALSE, 0 },
    { "1 000", FALSE, 0 },
    { "1.2.3", FALSE, 0 },
    { "--1", FALSE, 0 },
    { "1e3", FALSE, 0 },
    { "NaN", FALSE, 0 },
    { "99999999999999999999", FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 cents = 0;

      g_test_message ("“%s”", cases[i].canonical);
      g_assert_cmpint (etb_value_parse_cents (cases[i].canonical, &cents), ==, cases[i].readable);
      g_assert_cmpint (cents, ==, cases[i].cents);
    }
}

static void
test_cents_written (void)
{
  static const struct
  {
    gint64 cents;
    const char *canonical;
  } cases[] = {
    { 0, "0.00" },
    { 5, "0.05" },
    { 6000000, "60000.00" },
    { -1205, "-12.05" },
    { -5, "-0.05" },
    { G_MAXINT64, "92233720368547758.07" },
    { G_MININT64, "-92233720368547758.08" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *canonical = etb_value_from_cents (cases[i].cents);

      g_assert_cmpstr (canonical, ==, cases[i].canonical);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value-format/untranslated", test_shown_untranslated);
  g_test_add_func ("/value-format/in-french", test_shown_in_french);
  g_test_add_func ("/value-format/cents-read", test_cents);
  g_test_add_func ("/value-format/cents-written", test_cents_written);

  return g_test_run ();
}
