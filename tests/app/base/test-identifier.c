/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Checks of identifiers, on numbers that are published and on those numbers spoilt. */

#include "etb-identifier.h"

#define OK       ETB_IDENTIFIER_OK
#define BAD_FORM ETB_IDENTIFIER_BAD_FORM
#define BAD_KEY  ETB_IDENTIFIER_BAD_KEY

typedef EtbIdentifierState (*Check) (const char *text);

typedef struct
{
  const char *text;
  EtbIdentifierState state;
} Case;

static void
run (Check check, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_test_message ("“%s”", cases[i].text);
      g_assert_cmpint (check (cases[i].text), ==, cases[i].state);
    }
}

static void
test_siren (void)
{
  static const Case cases[] = {
    { "732829320", OK },         { "443061841", OK },       { "356000000", OK },
    { "732829321", BAD_KEY },    { "000000000", BAD_KEY },  { "73282932", BAD_FORM },
    { "7328293200", BAD_FORM },  { "73282932O", BAD_FORM }, { "", BAD_FORM },
    { "732 829 320", BAD_FORM },
  };

  run (etb_identifier_check_siren, cases, G_N_ELEMENTS (cases));
}

static void
test_siret (void)
{
  static const Case cases[] = {
    { "73282932000074", OK },       { "73282932000075", BAD_KEY },
    { "73282932100073", BAD_KEY }, /* Luhn on the whole, not on the SIREN */
    { "35600000000048", OK },      /* La Poste's head office: Luhn */
    { "35600000049837", OK },      /* a post office: sum of 45 */
    { "35600000049838", BAD_KEY },  { "00000000000000", BAD_KEY },
    { "7328293200007", BAD_FORM },  { "732829320000740", BAD_FORM },
    { "7328293200007A", BAD_FORM }, { "", BAD_FORM },
  };

  run (etb_identifier_check_siret, cases, G_N_ELEMENTS (cases));
}

static void
test_rna (void)
{
  static const Case cases[] = {
    { "W143007272", OK },       { "W2A1000001", OK },       { "W9R1000001", OK },
    { "w143007272", BAD_FORM }, { "W14300727", BAD_FORM },  { "W1430072721", BAD_FORM },
    { "X143007272", BAD_FORM }, { "W14300727é", BAD_FORM }, { "", BAD_FORM },
  };

  run (etb_identifier_check_rna, cases, G_N_ELEMENTS (cases));
}

static void
test_iban (void)
{
  static const Case cases[] = {
    { "FR1420041010050500013M02606", OK },
    { "FR1420041010050500013M02607", BAD_KEY }, /* the RIB key */
    { "FR1520041010050500013M02606", BAD_KEY }, /* the IBAN key */
    { "FR1420041010050500013M0260", BAD_FORM },
    { "FR142004101005050001-M02606", BAD_FORM },
    { "FR14200410100505000130260A6", BAD_FORM },
    { "DE89370400440532013000", OK },
    { "DE88370400440532013000", BAD_KEY },
    { "BE68539007547034", OK },
    { "GB82WEST12345698765432", OK },
    { "NO9386011117947", OK },
    { "fr1420041010050500013M02606", BAD_FORM },
    { "FR", BAD_FORM },
    { "", BAD_FORM },
  };

  run (etb_identifier_check_iban, cases, G_N_ELEMENTS (cases));
}

static void
test_commune (void)
{
  static const Case cases[] = {
    { "34301", OK },       { "01001", OK },       { "2A004", OK },       { "2B033", OK },
    { "75056", OK },       { "75101", OK },       { "97105", OK },       { "97701", OK },
    { "98818", OK },       { "20004", BAD_FORM }, { "2C004", BAD_FORM }, { "2a004", BAD_FORM },
    { "96001", BAD_FORM }, { "00001", BAD_FORM }, { "99138", BAD_FORM }, { "75000", BAD_FORM },
    { "97100", BAD_FORM }, { "97901", BAD_FORM }, { "3430", BAD_FORM },  { "343011", BAD_FORM },
    { "34A01", BAD_FORM }, { "", BAD_FORM },
  };

  run (etb_identifier_check_commune, cases, G_N_ELEMENTS (cases));
}

static void
test_qpv (void)
{
  static const Case cases[] = {
    { "QP006005", OK },       { "QP02A001", OK },        { "QP974012", OK },
    { "QN00101M", OK },       { "QN02A01M", OK },        { "QN97401N", OK },
    { "QN07501I", OK },       { "QN09301C", OK },        { "QN00101X", BAD_FORM },
    { "QN001011", BAD_FORM }, { "QP00600M", BAD_FORM },  { "QP06005", BAD_FORM },
    { "QX006005", BAD_FORM }, { "QP0060055", BAD_FORM }, { "qp006005", BAD_FORM },
    { "QN00101", BAD_FORM },  { "", BAD_FORM },
  };

  run (etb_identifier_check_qpv, cases, G_N_ELEMENTS (cases));
}

/* No digit of a right SIRET or IBAN can be changed unnoticed: that is what their keys are for. */
static void
test_one_changed_digit (void)
{
  static const char *const ibans[] = { "FR1420041010050500013M02606", "DE89370400440532013000" };
  char siret[] = "73282932000074";

  for (gsize i = 0; i < sizeof siret - 1; i++)
    {
      char right = siret[i];

      for (siret[i] = '0'; siret[i] <= '9'; siret[i]++)
        g_assert_cmpint (etb_identifier_check_siret (siret), ==, siret[i] == right ? OK : BAD_KEY);
      siret[i] = right;
    }

  for (gsize n = 0; n < G_N_ELEMENTS (ibans); n++)
    {
      g_autofree char *iban = g_strdup (ibans[n]);

      for (char *c = iban + 2; *c != '\0'; c++)
        {
          char right = *c;

          if (!g_ascii_isdigit (right))
            continue;
          for (*c = '0'; *c <= '9'; (*c)++)
            g_assert_cmpint (etb_identifier_check_iban (iban), ==, *c == right ? OK : BAD_KEY);
          *c = right;
        }
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/identifier/siren", test_siren);
  g_test_add_func ("/identifier/siret", test_siret);
  g_test_add_func ("/identifier/rna", test_rna);
  g_test_add_func ("/identifier/iban", test_iban);
  g_test_add_func ("/identifier/commune", test_commune);
  g_test_add_func ("/identifier/qpv", test_qpv);
  g_test_add_func ("/identifier/one-changed-digit-is-noticed", test_one_changed_digit);

  return g_test_run ();
}
