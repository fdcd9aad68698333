/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What people type and what is kept of it. */

#include "etb-value.h"

#include <string.h>

#define NB   "\xc2\xa0"     /* U+00A0 */
#define THIN "\xe2\x80\xaf" /* U+202F */

typedef struct
{
  EtbValueType type;
  const char *typed;
  const char *canonical;
} Right;

typedef struct
{
  EtbValueType type;
  const char *typed;
  EtbValueError code;
  const char *hint; /* a part of the message */
} Wrong;

static const Right rights[] = {
  { ETB_VALUE_TEXT, "  La Palanquée \n", "La Palanquée" },
  { ETB_VALUE_TEXT, "e\xcc\x81t\xc3\xa9", "été" },
  { ETB_VALUE_TEXT, "un\r\ndeux\ttrois", "un deux trois" },
  { ETB_VALUE_TEXT, "a\x01\x02z\x7f", "az" },
  { ETB_VALUE_TEXT, "e\x01\xcc\x81", "é" },
  { ETB_VALUE_LONG_TEXT, " un\r\ndeux\rtrois\vquatre\n\n", "un\ndeux\ntrois\nquatre" },
  { ETB_VALUE_LONG_TEXT,
    "\xef\xbb\xbf"
    "a\n\nb",
    "a\n\nb" },

  { ETB_VALUE_INTEGER, "0", "0" },
  { ETB_VALUE_INTEGER, "007", "7" },
  { ETB_VALUE_INTEGER, "1 234", "1234" },
  { ETB_VALUE_INTEGER, "1" NB "234", "1234" },
  { ETB_VALUE_INTEGER, "1" THIN "234" THIN "567", "1234567" },
  { ETB_VALUE_INTEGER, "1.234.567", "1234567" },
  { ETB_VALUE_INTEGER, "12,00", "12" },
  { ETB_VALUE_INTEGER, "+3", "3" },
  { ETB_VALUE_INTEGER, "-0", "0" },
  { ETB_VALUE_DECIMAL, "1,5", "1.5" },
  { ETB_VALUE_DECIMAL, "1.50", "1.5" },
  { ETB_VALUE_DECIMAL, ",25", "0.25" },
  { ETB_VALUE_DECIMAL, "3,", "3" },
  { ETB_VALUE_DECIMAL, "1 234,5678", "1234.5678" },
  { ETB_VALUE_DECIMAL, "0,00010", "0.0001" },
  { ETB_VALUE_AMOUNT, "1 234,50", "1234.50" },
  { ETB_VALUE_AMOUNT, "1" NB "234,5" NB "€", "1234.50" },
  { ETB_VALUE_AMOUNT, "1" THIN "234,56" NB "€", "1234.56" },
  { ETB_VALUE_AMOUNT, "60000", "60000.00" },
  { ETB_VALUE_AMOUNT, "60000.00", "60000.00" },
  { ETB_VALUE_AMOUNT, "60 000 euros", "60000.00" },
  { ETB_VALUE_AMOUNT, "€ 12.5", "12.50" },
  { ETB_VALUE_AMOUNT, "12 EUR", "12.00" },
  { ETB_VALUE_AMOUNT, "1.234,56", "1234.56" },
  { ETB_VALUE_AMOUNT, "1,234.56", "1234.56" },
  { ETB_VALUE_AMOUNT, "1.234.567", "1234567.00" },
  { ETB_VALUE_AMOUNT, "999 999 999 999,99", "999999999999.99" },

  { ETB_VALUE_DATE, "15/10/2019", "2019-10-15" },
  { ETB_VALUE_DATE, "15.10.2019", "2019-10-15" },
  { ETB_VALUE_DATE, "15-10-2019", "2019-10-15" },
  { ETB_VALUE_DATE, "15 10 2019", "2019-10-15" },
  { ETB_VALUE_DATE, "5/1/2019", "2019-01-05" },
  { ETB_VALUE_DATE, "2019-10-15", "2019-10-15" },
  { ETB_VALUE_DATE, "2019/10/15", "2019-10-15" },
  { ETB_VALUE_DATE, "15 octobre 2019", "2019-10-15" },
  { ETB_VALUE_DATE, "15" NB "Octobre" NB "2019", "2019-10-15" },
  { ETB_VALUE_DATE, "1er août 2019", "2019-08-01" },
  { ETB_VALUE_DATE, "3 févr. 2020", "2020-02-03" },
  { ETB_VALUE_DATE, "3 FÉVRIER 2020", "2020-02-03" },
  { ETB_VALUE_DATE, "3 fe\xcc\x81vrier 2020", "2020-02-03" },
  { ETB_VALUE_DATE, "31 déc 2019", "2019-12-31" },
  { ETB_VALUE_DATE, "1 May 2019", "2019-05-01" },
  { ETB_VALUE_DATE, "29/02/2020", "2020-02-29" },

  { ETB_VALUE_YES_NO, "oui", "oui" },
  { ETB_VALUE_YES_NO, " Oui ", "oui" },
  { ETB_VALUE_YES_NO, "true", "oui" },
  { ETB_VALUE_YES_NO, "NON", "non" },
  { ETB_VALUE_YES_NO, "0", "non" },
  { ETB_VALUE_ATTESTATION, "oui", "oui" },
  { ETB_VALUE_ATTESTATION, "non", "" },
  { ETB_VALUE_CHOICE, " association ", "association" },
  { ETB_VALUE_CHOICES, " b  a\nb ", "b a" },

  { ETB_VALUE_SIRET, "732 829 320 00074", "73282932000074" },
  { ETB_VALUE_SIRET, "732.829.320.00074", "73282932000074" },
  { ETB_VALUE_SIRET, "732" NB "829" THIN "320\t00074", "73282932000074" },
  { ETB_VALUE_SIRET,
    "\xe2\x80\xaa"
    "73282932000074\xe2\x80\xac",
    "73282932000074" },
  { ETB_VALUE_RNA, "w143007272", "W143007272" },
  { ETB_VALUE_RNA, "W 143 007 272", "W143007272" },
  { ETB_VALUE_IBAN, "fr14 2004 1010 0505 0001 3m02 606", "FR1420041010050500013M02606" },
  { ETB_VALUE_EMAIL, " Camille.Roux@Exemple.FR ", "Camille.Roux@exemple.fr" },
  { ETB_VALUE_EMAIL, "a+b@mairie.sete.fr", "a+b@mairie.sete.fr" },
  { ETB_VALUE_PHONE, "0612345678", "+33612345678" },
  { ETB_VALUE_PHONE, "06 12 34 56 78", "+33612345678" },
  { ETB_VALUE_PHONE, "06.12.34.56.78", "+33612345678" },
  { ETB_VALUE_PHONE,
    "06\xe2\x80\x91"
    "12-34-56-78",
    "+33612345678" },
  { ETB_VALUE_PHONE, "+33612345678", "+33612345678" },
  { ETB_VALUE_PHONE, "+33 (0)6 12 34 56 78", "+33612345678" },
  { ETB_VALUE_PHONE, "+33 06 12 34 56 78", "+33612345678" },
  { ETB_VALUE_PHONE, "0033 6 12 34 56 78", "+33612345678" },
  { ETB_VALUE_PHONE, "+262 692 12 34 56", "+262692123456" },
  { ETB_VALUE_PHONE, "0692 12 34 56", "+262692123456" },
  { ETB_VALUE_PHONE, "0639 12 34 56", "+262639123456" },
  { ETB_VALUE_PHONE, "0590 12 34 56", "+590590123456" },
  { ETB_VALUE_PHONE, "0694 12 34 56", "+594694123456" },
  { ETB_VALUE_PHONE, "0596 12 34 56", "+596596123456" },
  { ETB_VALUE_PHONE, "0508 41 12 34", "+508411234" },
  { ETB_VALUE_PHONE, "+687 12 34 56", "+687123456" },
  { ETB_VALUE_PHONE, "+689 40 12 34 56", "+68940123456" },
  { ETB_VALUE_PHONE, "+32 2 123 45 67", "+3221234567" },
  { ETB_VALUE_COMMUNE, "2a004", "2A004" },
  { ETB_VALUE_COMMUNE, "34 301", "34301" },
  { ETB_VALUE_POSTCODE, "34 200", "34200" },
  { ETB_VALUE_QPV, "qp 006005", "QP006005" },
  { ETB_VALUE_QPV, "QN00101m", "QN00101M" },
};

static const Wrong wrongs[] = {
  { ETB_VALUE_TEXT, "\xff\xfe", ETB_VALUE_ERROR_FORM, "UTF-8" },
  { ETB_VALUE_INTEGER, "1.5", ETB_VALUE_ERROR_FORM, "1234" },
  { ETB_VALUE_INTEGER, "1.000", ETB_VALUE_ERROR_FORM, "1234" }, /* one, or a thousand? */
  { ETB_VALUE_INTEGER, "douze", ETB_VALUE_ERROR_FORM, "“douze”" },
  { ETB_VALUE_INTEGER, "12 34", ETB_VALUE_ERROR_FORM, "12 34" },
  { ETB_VALUE_INTEGER, "-5", ETB_VALUE_ERROR_RANGE, "negative" },
  { ETB_VALUE_INTEGER,
    "\xe2\x88\x92"
    "5",
    ETB_VALUE_ERROR_RANGE, "negative" },
  { ETB_VALUE_INTEGER, "1234567890123", ETB_VALUE_ERROR_RANGE, "12 digits" },
  { ETB_VALUE_INTEGER, "٣", ETB_VALUE_ERROR_FORM, "1234" },
  { ETB_VALUE_DECIMAL, "1,23456", ETB_VALUE_ERROR_RANGE, "round" },
  { ETB_VALUE_DECIMAL, "1,2,3", ETB_VALUE_ERROR_FORM, "1234.5" },
  { ETB_VALUE_DECIMAL, "1e5", ETB_VALUE_ERROR_FORM, "1234.5" },
  { ETB_VALUE_DECIMAL, "NaN", ETB_VALUE_ERROR_FORM, "1234.5" },
  { ETB_VALUE_AMOUNT, "1.234", ETB_VALUE_ERROR_FORM, "3 were typed" },
  { ETB_VALUE_AMOUNT, "12 k€", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, "€", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, ",", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, "1,234,56", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, "1.2.3,4", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, "--1", ETB_VALUE_ERROR_FORM, "1234.50" },
  { ETB_VALUE_AMOUNT, "-12,05", ETB_VALUE_ERROR_RANGE, "minus" },

  { ETB_VALUE_DATE, "31/02/2019", ETB_VALUE_ERROR_RANGE, "31/02/2019" },
  { ETB_VALUE_DATE, "29/02/2019", ETB_VALUE_ERROR_RANGE, "calendar" },
  { ETB_VALUE_DATE, "10/15/2019", ETB_VALUE_ERROR_RANGE, "month" }, /* the American order */
  { ETB_VALUE_DATE, "15/10/19", ETB_VALUE_ERROR_FORM, "four digits" },
  { ETB_VALUE_DATE, "octobre 2019", ETB_VALUE_ERROR_FORM, "15/10/2019" },
  { ETB_VALUE_DATE, "15 jui 2019", ETB_VALUE_ERROR_FORM, "15/10/2019" }, /* juin, juillet */
  { ETB_VALUE_DATE, "15102019", ETB_VALUE_ERROR_FORM, "15/10/2019" },
  { ETB_VALUE_DATE, "0/1/2019", ETB_VALUE_ERROR_FORM, "15/10/2019" },
  { ETB_VALUE_DATE, "15/10/0019", ETB_VALUE_ERROR_FORM, "four digits" },
  { ETB_VALUE_DATE, "2019-10-15T18:00", ETB_VALUE_ERROR_FORM, "15/10/2019" },
  { ETB_VALUE_YES_NO, "peut-être", ETB_VALUE_ERROR_FORM, "oui" },
  { ETB_VALUE_CHOICE, "deux mots", ETB_VALUE_ERROR_FORM, "deux mots" },

  { ETB_VALUE_SIRET, "7328293200007", ETB_VALUE_ERROR_FORM,
    "A SIRET has 14 digits; 13 were typed." },
  { ETB_VALUE_SIRET, "7", ETB_VALUE_ERROR_FORM, "1 was typed" },
  { ETB_VALUE_SIRET, "732829320", ETB_VALUE_ERROR_FORM, "SIREN" },
  { ETB_VALUE_SIRET, "732 829 320 OOO74", ETB_VALUE_ERROR_FORM, "“O”" },
  { ETB_VALUE_SIRET, "7328293200007é", ETB_VALUE_ERROR_FORM, "“é”" },
  { ETB_VALUE_SIRET, "73282932000075", ETB_VALUE_ERROR_CHECKSUM, "SIRET" },
  { ETB_VALUE_RNA, "143007272", ETB_VALUE_ERROR_FORM, "W143007272" },
  { ETB_VALUE_IBAN, "FR14 2004 1010 0505 0001 3M02 60", ETB_VALUE_ERROR_FORM, "26 were typed" },
  { ETB_VALUE_IBAN, "FR14 2004 1010 0505 0001 3M02 607", ETB_VALUE_ERROR_CHECKSUM, "IBAN" },
  { ETB_VALUE_IBAN, "12345", ETB_VALUE_ERROR_FORM, "two letters" },
  { ETB_VALUE_EMAIL, "camille", ETB_VALUE_ERROR_FORM, "nom@exemple.fr" },
  { ETB_VALUE_EMAIL, "a@b", ETB_VALUE_ERROR_FORM, "nom@exemple.fr" },
  { ETB_VALUE_EMAIL, "a@b..fr", ETB_VALUE_ERROR_FORM, "nom@exemple.fr" },
  { ETB_VALUE_EMAIL, "a@b.fr, c@d.fr", ETB_VALUE_ERROR_FORM, "one address" },
  { ETB_VALUE_EMAIL, "@", ETB_VALUE_ERROR_FORM, "nom@exemple.fr" },
  { ETB_VALUE_PHONE, "061234567", ETB_VALUE_ERROR_FORM, "9 were typed" },
  { ETB_VALUE_PHONE, "612345678", ETB_VALUE_ERROR_FORM, "begins with 0" },
  { ETB_VALUE_PHONE, "+33 6 12 34 56", ETB_VALUE_ERROR_FORM, "9 digits" },
  { ETB_VALUE_PHONE, "+", ETB_VALUE_ERROR_FORM, "8 to 15" },
  { ETB_VALUE_PHONE, "+1234567890123456", ETB_VALUE_ERROR_FORM, "8 to 15" },
  { ETB_VALUE_PHONE, "06 12 34 56 7x", ETB_VALUE_ERROR_FORM, "“X”" },
  { ETB_VALUE_COMMUNE, "75000", ETB_VALUE_ERROR_FORM, "postal code" },
  { ETB_VALUE_COMMUNE, "Sète", ETB_VALUE_ERROR_FORM, "INSEE" },
  { ETB_VALUE_POSTCODE, "3420", ETB_VALUE_ERROR_FORM, "4 were typed" },
  { ETB_VALUE_POSTCODE, "3420O", ETB_VALUE_ERROR_FORM, "“O”" },
  { ETB_VALUE_POSTCODE, "00100", ETB_VALUE_ERROR_RANGE, "01 to 98" },
  { ETB_VALUE_QPV, "QP06005", ETB_VALUE_ERROR_FORM, "QP006005" },
};

static void
test_typed_becomes_canonical (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *canonical = etb_value_normalise (rights[i].type, rights[i].typed, &error);
      g_autofree char *again = NULL;

      g_test_message ("%s “%s”", etb_value_type_to_name (rights[i].type), rights[i].typed);
      g_assert_no_error (error);
      g_assert_cmpstr (canonical, ==, rights[i].canonical);

      again = etb_value_normalise (rights[i].type, canonical, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, canonical);
    }
}

static void
test_wrong_is_explained (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *canonical = etb_value_normalise (wrongs[i].type, wrongs[i].typed, &error);

      g_test_message ("%s, line %" G_GSIZE_FORMAT, etb_value_type_to_name (wrongs[i].type), i);
      g_assert_null (canonical);
      g_assert_error (error, ETB_VALUE_ERROR, (int)wrongs[i].code);
      g_test_message ("%s", error->message);
      g_assert_nonnull (strstr (error->message, wrongs[i].hint));
    }
}

static void
test_blank_is_no_answer (void)
{
  static const char *const blanks[]
      = { NULL, "", "   ", NB, "\t\n", "\xe2\x80\x8b", "\xef\xbf\xbf" NB };

  for (EtbValueType type = ETB_VALUE_TEXT; type <= ETB_VALUE_ATTESTATION; type++)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (blanks); i++)
        {
          g_autoptr (GError) error = NULL;
          g_autofree char *canonical = etb_value_normalise (type, blanks[i], &error);

          g_assert_no_error (error);
          g_assert_cmpstr (canonical, ==, "");
        }
    }
}

static void
test_type_names (void)
{
  EtbValueType found = ETB_VALUE_TEXT;

  for (EtbValueType type = ETB_VALUE_TEXT; type <= ETB_VALUE_ATTESTATION; type++)
    {
      g_assert_true (etb_value_type_from_name (etb_value_type_to_name (type), &found));
      g_assert_cmpint (found, ==, type);
    }
  g_assert_cmpstr (etb_value_type_to_name (ETB_VALUE_YES_NO), ==, "yes-no");
  g_assert_false (etb_value_type_from_name ("Text", &found));
  g_assert_false (etb_value_type_from_name ("", &found));
  g_assert_true (etb_value_type_is_number (ETB_VALUE_AMOUNT));
  g_assert_false (etb_value_type_is_number (ETB_VALUE_POSTCODE));
}

/* Anything may be pasted: the answer is a canonical value or an error, never a crash, and a second
 * pass changes nothing. */
static void
test_random_text (void)
{
  static const char *const pieces[] = {
    "0",
    "1",
    "9",
    "12",
    "2019",
    " ",
    NB,
    THIN,
    ".",
    ",",
    "-",
    "/",
    "+",
    "€",
    "W",
    "FR",
    "QP",
    "2A",
    "é",
    "e\xcc\x81",
    "\x01",
    "\n",
    "\r\n",
    "\xff",
    "\xef\xbf\xbf",
    "\xe2\x80\xae",
    "@",
    "(0)",
    "octobre",
    "oui",
    "\xf0\x9f\x98\x80",
    "33",
  };

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GString) typed = g_string_new (NULL);
      EtbValueType type = (EtbValueType)g_test_rand_int_range (0, ETB_VALUE_ATTESTATION + 1);
      int length = g_test_rand_int_range (0, 16);
      g_autoptr (GError) error = NULL;
      g_autofree char *canonical = NULL;
      g_autofree char *again = NULL;
      g_autofree char *shown = NULL;

      for (int i = 0; i < length; i++)
        g_string_append (typed, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);

      canonical = etb_value_normalise (type, typed->str, &error);
      if (canonical == NULL)
        {
          g_assert_nonnull (error);
          g_assert_true (g_utf8_validate (error->message, -1, NULL));
          continue;
        }
      g_assert_no_error (error);
      g_assert_true (g_utf8_validate (canonical, -1, NULL));
      again = etb_value_normalise (type, canonical, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (again, ==, canonical);
      shown = etb_value_format (type, typed->str);
    }
}

static void
test_endless_text (void)
{
  g_autofree char *endless = g_strnfill (3000000, '1');

  for (EtbValueType type = ETB_VALUE_TEXT; type <= ETB_VALUE_ATTESTATION; type++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (etb_value_normalise (type, endless, &error));
      g_assert_error (error, ETB_VALUE_ERROR, ETB_VALUE_ERROR_RANGE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/value/typed-becomes-canonical", test_typed_becomes_canonical);
  g_test_add_func ("/value/wrong-is-explained", test_wrong_is_explained);
  g_test_add_func ("/value/blank-is-no-answer", test_blank_is_no_answer);
  g_test_add_func ("/value/type-names", test_type_names);
  g_test_add_func ("/value/random-text-is-harmless", test_random_text);
  g_test_add_func ("/value/endless-text-is-refused", test_endless_text);

  return g_test_run ();
}
