/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What criteria say beside the rows they read, of the shipped call; live with the cells. */

#include "etb-table-rules.h"
#include "etb-table-view.h"
#include "page-fixture.h"

#define FT     "ft-association-rurale"
#define STATE  "/dossier/budget/produits/p74/etat"
#define INCOME "/dossier/totaux/produits"
#define COSTS  "/dossier/totaux/charges"

static const EtbItem *
find_table (Fixture *fixture, const char *path)
{
  return etb_call_find_item (etb_dossier_get_call (fixture->dossier), path);
}

/* Which of the rows have words: "etat produits". */
static char *
describe (Fixture *fixture, const char *table)
{
  static const char *const rows[] = { STATE, INCOME, COSTS };
  g_autoptr (GHashTable) rules = etb_table_rules_of (etb_dossier_get_evaluation (fixture->dossier),
                                                     find_table (fixture, table));
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (g_hash_table_contains (rules, rows[i]))
      g_string_append_printf (names, "%s ", strrchr (rows[i], '/') + 1);
  return g_string_free (names, FALSE);
}

static void
test_each_is_beside_the_last_row_that_it_reads (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *value;          /* of the State's line, year 1; the dossier asks for 50 000 */
    const char *income, *costs; /* rows with words, in each table */
  } cases[] = {
    { "50000", "", "" },
    { "49000", "etat produits ", "charges " },
    { "51000", "produits ", "charges " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *income = NULL;
      g_autofree char *costs = NULL;

      page_fixture_set (fixture, STATE "/an1", cases[i].value);
      income = describe (fixture, STATE "/an1");
      costs = describe (fixture, "/dossier/budget/charges/c60/c602/an1");
      g_assert_cmpstr (income, ==, cases[i].income);
      g_assert_cmpstr (costs, ==, cases[i].costs);
    }
}

static void
test_years_are_said_one_after_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GHashTable) rules = NULL;
  const GString *words;
  g_auto (GStrv) sentences = NULL;

  page_fixture_set (fixture, STATE "/an1", "1");
  page_fixture_set (fixture, STATE "/an3", "1");
  rules = etb_table_rules_of (etb_dossier_get_evaluation (fixture->dossier),
                              find_table (fixture, STATE "/an1"));
  words = g_hash_table_lookup (rules, STATE);
  g_assert_nonnull (words);
  sentences = g_strsplit (words->str, "\n", -1);
  g_assert_cmpuint (g_strv_length (sentences), ==, 2);
}

static void
test_table_shows_them_while_one_types (Fixture *fixture, gconstpointer data)
{
  GtkWidget *table = etb_table_view_new (fixture->dossier, find_table (fixture, STATE "/an1"));
  guint before;

  page_fixture_show (fixture, table);
  before = page_fixture_count (table, GTK_TYPE_LABEL, "ne sont pas égaux");
  g_assert_cmpuint (before, ==, 0);
  page_fixture_set (fixture, STATE "/an1", "49000");
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (table, GTK_TYPE_LABEL, "ne sont pas égaux"), >=, 1);
  page_fixture_picture (fixture, "table-rules");
  page_fixture_set (fixture, STATE "/an1", "50000");
  page_fixture_spin ();
  g_assert_cmpuint (page_fixture_count (table, GTK_TYPE_LABEL, "ne sont pas égaux"), ==, 0);
}

int
main (int argc, char *argv[])
{
  page_fixture_init (&argc, &argv);

#define ADD(name, sample)                                                                         \
  g_test_add ("/ui/fields/table-rules/" #name, Fixture, sample, page_fixture_set_up, test_##name, \
              page_fixture_tear_down)
  ADD (each_is_beside_the_last_row_that_it_reads, FT);
  ADD (years_are_said_one_after_another, FT);
  ADD (table_shows_them_while_one_types, FT);
#undef ADD

  return g_test_run ();
}
