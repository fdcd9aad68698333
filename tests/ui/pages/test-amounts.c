/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Amounts side by side, of the shipped call: what is compared, against what, in which words; live
 * with the answers. */

#include "etb-amount-bar.h"
#include "etb-amounts-view.h"
#include "etb-amounts.h"
#include "etb-dossier-history.h"
#include "page-fixture.h"

#define FT      "ft-association-rurale"
#define REQUEST "/dossier/demande/an2"
#define FUNDERS "/dossier/cofinancements/cofinancement"

static GPtrArray *
find_items (Fixture *fixture, const char *page_id)
{
  GPtrArray *tasks = etb_call_get_tasks (etb_dossier_get_call (fixture->dossier));

  for (guint i = 0; i < tasks->len; i++)
    {
      GPtrArray *pages = ((EtbTask *)g_ptr_array_index (tasks, i))->pages;

      for (guint j = 0; j < pages->len; j++)
        if (g_str_equal (((EtbPage *)g_ptr_array_index (pages, j))->id, page_id))
          return ((EtbPage *)g_ptr_array_index (pages, j))->items;
    }
  g_assert_not_reached ();
}

static void
test_yearly_requests_stand_against_their_ceiling (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *typed;
    double amount;
    EtbBarFill fill;
    const char *words;
  } cases[] = {
    { "50000", 50000, ETB_BAR_SOLID, "50" },
    { "50001", 50001, ETB_BAR_STRIPES, "above the ceiling" },
    { "0", 0, ETB_BAR_SOLID, "0" },
    { "", 0, ETB_BAR_SOLID, "nothing yet" },
    { "beaucoup", 0, ETB_BAR_SOLID, "beaucoup" },
    { "inf", 0, ETB_BAR_SOLID, "inf" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EtbAmounts) amounts = NULL;
      const EtbAmount *second;

      page_fixture_set (fixture, REQUEST, cases[i].typed);
      amounts = etb_amounts_under_ceiling (fixture->dossier, find_items (fixture, "montants"));
      g_assert_nonnull (amounts);
      g_assert_cmpuint (amounts->amounts->len, ==, 3);
      g_assert_cmpfloat (amounts->ceiling, ==, 50000);
      second = g_ptr_array_index (amounts->amounts, 1);
      g_assert_cmpfloat (second->amount, ==, cases[i].amount);
      g_assert_cmpfloat (amounts->most, ==, MAX (cases[i].amount, 50000));
      g_assert_cmpint (second->fill, ==, cases[i].fill);
      if (strstr (second->text, cases[i].words) == NULL)
        g_error ("“%s” does not say “%s”", second->text, cases[i].words);
    }
}

static void
test_pages_without_a_ceiling_compare_nothing (Fixture *fixture, gconstpointer data)
{
  g_assert_null (etb_amounts_under_ceiling (fixture->dossier, find_items (fixture, "identite")));
  g_assert_null (etb_amounts_under_ceiling (fixture->dossier, find_items (fixture, "produits")));
}

static void
test_funders_are_told_apart_by_status (Fixture *fixture, gconstpointer data)
{
  const EtbItem *repeat = etb_call_find_repeat (etb_dossier_get_call (fixture->dossier), FUNDERS);
  const EtbAmount *first, *second;
  g_autoptr (EtbAmounts) amounts = NULL;
  g_autofree char *words = NULL;

  page_fixture_set (fixture, FUNDERS "[1]/financeur", "Conseil régional");
  page_fixture_set (fixture, FUNDERS "[1]/annee", "an1");
  page_fixture_set (fixture, FUNDERS "[1]/montant", "8000");
  page_fixture_set (fixture, FUNDERS "[1]/statut", "demandee");
  page_fixture_set (fixture, FUNDERS "[2]/statut", "accordee");
  amounts = etb_amounts_of_lines (fixture->dossier, repeat);
  g_assert_nonnull (amounts);
  g_assert_cmpuint (amounts->amounts->len, >=, 2);
  first = g_ptr_array_index (amounts->amounts, 0);
  second = g_ptr_array_index (amounts->amounts, 1);
  g_assert_true (g_str_has_prefix (first->label, "Conseil régional – "));
  g_assert_nonnull (strstr (first->text, "Demandée"));
  g_assert_nonnull (strstr (second->text, "Accordée"));
  g_assert_cmpint (first->fill, !=, second->fill);
  words = etb_amounts_describe (amounts);
  g_assert_nonnull (strstr (words, first->text));
  g_assert_nonnull (strstr (words, second->label));
}

static void
test_one_funder_compares_nothing (Fixture *fixture, gconstpointer data)
{
  const EtbItem *repeat = etb_call_find_repeat (etb_dossier_get_call (fixture->dossier), FUNDERS);
  g_autofree char *line = etb_dossier_add_line (fixture->dossier, FUNDERS, NULL);

  g_assert_nonnull (line);
  page_fixture_set (fixture, FUNDERS "[1]/montant", "8000");
  g_assert_null (etb_amounts_of_lines (fixture->dossier, repeat));
}

static void
test_view_follows_the_answers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view
      = etb_amounts_view_new_for_page (fixture->dossier, find_items (fixture, "montants"));

  page_fixture_show (fixture, view);
  g_assert_cmpuint (page_fixture_count (view, ETB_TYPE_AMOUNT_BAR, NULL), ==, 3);
  g_assert_nonnull (page_fixture_find (view, GTK_TYPE_LABEL, "The dashed line is the ceiling"));
  page_fixture_set (fixture, REQUEST, "61234");
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (view, GTK_TYPE_LABEL, "61\u202f234"));
  g_assert_nonnull (page_fixture_find (view, GTK_TYPE_LABEL, "above the ceiling"));
  page_fixture_picture (fixture, "amounts");
}

static void
test_view_of_lines_comes_and_goes_with_them (Fixture *fixture, gconstpointer data)
{
  GtkWidget *view = etb_amounts_view_new_for_lines (
      fixture->dossier, etb_call_find_repeat (etb_dossier_get_call (fixture->dossier), FUNDERS));
  g_autofree char *line = etb_dossier_add_line (fixture->dossier, FUNDERS, NULL);
  g_autofree char *amount = g_strconcat (line, "/montant", NULL);
  guint n;

  page_fixture_set (fixture, amount, "1500");
  page_fixture_show (fixture, view);
  n = page_fixture_count (view, ETB_TYPE_AMOUNT_BAR, NULL);
  g_assert_cmpuint (n, >, 2);
  g_assert_true (etb_dossier_remove_line (fixture->dossier, FUNDERS "[1]", NULL));
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (view, ETB_TYPE_AMOUNT_BAR, NULL), ==, n - 1);
  while (etb_dossier_remove_line (fixture->dossier, FUNDERS "[1]", NULL))
    continue;
  page_fixture_spin ();
  g_assert_false (gtk_widget_get_visible (view));
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                     \
  g_test_add ("/ui/fields/amounts/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (yearly_requests_stand_against_their_ceiling, FT);
  ADD (pages_without_a_ceiling_compare_nothing, FT);
  ADD (funders_are_told_apart_by_status, FT);
  ADD (one_funder_compares_nothing, NULL);
  ADD (view_follows_the_answers, FT);
  ADD (view_of_lines_comes_and_goes_with_them, FT);
#undef ADD

  return g_test_run ();
}
