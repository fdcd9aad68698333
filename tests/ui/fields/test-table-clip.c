/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Blocks of cells from spreadsheets: which cell takes what, and what is left out. */

#include <locale.h>
#include <string.h>

#include "etb-table-clip.h"
#include "fields-fixture.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *from;     /* below the table's element, or NULL */
  const char *expected; /* "cell=text" in order, then the names not known, then how many are left */
} Case;

static const Case cases[] = {
  { "by place from the first cell", "1\t2\n3\t4\n", NULL,
    "achats/an1=1 achats/an2=2 salaires/an1=3 salaires/an2=4 | | 0" },
  { "by place from another cell", "1\n3\n", "achats/an2", "achats/an2=1 salaires/an2=3 | | 0" },
  { "line ends of Windows", "1\t2\r\n3\t4\r\n", NULL,
    "achats/an1=1 achats/an2=2 salaires/an1=3 salaires/an2=4 | | 0" },
  { "line ends of old Macs", "1\r3\r", NULL, "achats/an1=1 salaires/an1=3 | | 0" },
  { "no last line end", "1\t2", NULL, "achats/an1=1 achats/an2=2 | | 0" },
  { "empty cells empty", "\t2\n", NULL, "achats/an1= achats/an2=2 | | 0" },
  { "zero as a dash", "- €\t–\n", NULL, "achats/an1= achats/an2= | | 0" },
  { "too wide", "1\t2\t3\t4\n", NULL, "achats/an1=1 achats/an2=2 | | 2" },
  { "too long, onto totals", "1\n2\n3\n4\n5\n6\n", NULL, "achats/an1=1 salaires/an1=2 | | 4" },
  { "blanks beyond are nothing", "1\t2\t\t\n", NULL, "achats/an1=1 achats/an2=2 | | 0" },
  { "quoted", "\"1 000,50\"\t\"2\"\n", NULL, "achats/an1=1 000,50 achats/an2=2 | | 0" },
  { "quotes and line breaks inside", "\"a \"\"b\"\"\nc\"\t2\n", NULL,
    "achats/an1=a \"b\"\nc achats/an2=2 | | 0" },
  { "a lone quote", "\"\t2\n", NULL, "achats/an1= achats/an2=2 | | 0" },
  { "words stay as typed", "beaucoup\tpeu\n", NULL, "achats/an1=beaucoup achats/an2=peu | | 0" },
  { "by label", "Salaires\t3\t4\nAchats\t1\t2\n", NULL,
    "salaires/an1=3 achats/an1=1 salaires/an2=4 achats/an2=2 | | 0" },
  { "by label, whatever the cell", "Salaires\t3\t4\n", "achats/an2",
    "salaires/an1=3 salaires/an2=4 | | 0" },
  { "by number and label", "60 – Achats\t1\n64 : SALAIRES\t3\n", NULL,
    "achats/an1=1 salaires/an1=3 achats/an2= salaires/an2= | | 0" },
  { "by number alone", "64\t3\t4\n", NULL, "salaires/an1=3 salaires/an2=4 | | 0" },
  { "by names of columns", "\tRemarque\tannee 2\nAchats\tpeu\t2\n", NULL, "achats/an2=2 | | 0" },
  { "totals are calculated", "Achats\t1\t2\nTotal\t1\t2\nÉquilibre\t9\t9\n", NULL,
    "achats/an1=1 achats/an2=2 | | 0" },
  { "other rows are named", "Charges\nAchats\t1\t2\nLoyers\t9\t9\nImpôts\t\t\n", NULL,
    "achats/an1=1 achats/an2=2 | Loyers | 0" },
  { "rows that do not apply are others", "Achats\t1\t2\nCachées\t9\n", NULL,
    "achats/an1=1 achats/an2=2 | Cachées | 0" },
  { "twice the same row", "Achats\t1\t2\nAchats\t8\t9\n", NULL, "achats/an1=1 achats/an2=2 | | 0" },
  { "not UTF-8", "1\xff\t2\n", NULL, "achats/an1=1\uFFFD achats/an2=2 | | 0" },
};

static char *
describe (const EtbTableClip *clip)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i + 1 < clip->paths->len; i++)
    g_string_append_printf (
        text, "%s=%s ", (char *)g_ptr_array_index (clip->paths, i) + strlen ("/dossier/budget/"),
        (char *)g_ptr_array_index (clip->typed, i));
  g_string_append_c (text, '|');
  for (guint i = 0; i < clip->unknown->len; i++)
    g_string_append_printf (text, " %s", (char *)g_ptr_array_index (clip->unknown, i));
  g_string_append_printf (text, " | %u", clip->n_left);
  return g_string_free (text, FALSE);
}

static void
test_read (Fixture *f, gconstpointer data)
{
  const EtbItem *table = fixture_find_item (f, "tableau", ETB_ITEM_TABLE);
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (f->dossier);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *from
          = cases[i].from != NULL ? g_strconcat ("/dossier/budget/", cases[i].from, NULL) : NULL;
      g_autoptr (EtbTableClip) clip = etb_table_clip_read (evaluation, table, cases[i].text, from);
      g_autofree char *found = describe (clip);

      g_test_message ("%s", cases[i].name);
      g_assert_cmpstr (found, ==, cases[i].expected);
      g_assert_null (g_ptr_array_index (clip->paths, clip->paths->len - 1));
      g_assert_null (g_ptr_array_index (clip->typed, clip->typed->len - 1));
    }
}

static void
test_block (void)
{
  static const struct
  {
    const char *text;
    gboolean block;
  } texts[] = { { "", FALSE },           { "12", FALSE },         { "12\n", FALSE },
                { "12\r\n\r\n", FALSE }, { "1\t2", TRUE },        { "1\n2", TRUE },
                { "\t", TRUE },          { "1 000,50 €", FALSE }, { "\n12", TRUE } };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_cmpint (etb_table_clip_is_block (texts[i].text), ==, texts[i].block);
}

/* Anything may be on the clipboard. */
static void
test_random (Fixture *f, gconstpointer data)
{
  static const char *const parts[]
      = { "\t", "\n", "\r", "\"", "12", "Achats", "64", "Année 1", "-", "é", "\xff", " " };
  const EtbItem *table = fixture_find_item (f, "tableau", ETB_ITEM_TABLE);
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (f->dossier);

  for (int i = 0; i < 3000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (int n = g_test_rand_int_range (0, 40); n > 0; n--)
        g_string_append (text, parts[g_test_rand_int_range (0, G_N_ELEMENTS (parts))]);
      g_autoptr (EtbTableClip) clip = etb_table_clip_read (evaluation, table, text->str, NULL);
      g_assert_cmpuint (clip->paths->len, ==, clip->typed->len);
      g_assert_cmpuint (clip->paths->len, <=, 5);
    }
}

static void
test_write (Fixture *f, gconstpointer data)
{
  const EtbItem *table = fixture_find_item (f, "tableau", ETB_ITEM_TABLE);

  g_assert_true (
      etb_dossier_set_answer (f->dossier, "/dossier/budget/achats/an1", "1 000,5", NULL));
  fixture_settle ();
  g_autofree char *text = etb_table_clip_write (etb_dossier_get_evaluation (f->dossier), table);
  const char *point = localeconv ()->decimal_point;
  g_autofree char *expected
      = g_strdup_printf ("\tAnnée 1\tAnnée 2\nCharges\n60 – Achats\t1000%s50\t\n64 – Salaires\t\t\n"
                         "Total\t1000%s50\t\nÉquilibre\t",
                         point, point);
  g_assert_true (g_str_has_prefix (text, expected));
  g_assert_null (strstr (text, "Cachées"));
}

int
main (int argc, char **argv)
{
  fixture_init (&argc, &argv);

  g_test_add_func ("/ui/table-clip/more-than-one-cell-is-a-block", test_block);
  g_test_add ("/ui/table-clip/reads", Fixture, NULL, fixture_set_up, test_read, fixture_tear_down);
  g_test_add ("/ui/table-clip/reads-anything", Fixture, NULL, fixture_set_up, test_random,
              fixture_tear_down);
  g_test_add ("/ui/table-clip/writes", Fixture, NULL, fixture_set_up, test_write,
              fixture_tear_down);
  return g_test_run ();
}
