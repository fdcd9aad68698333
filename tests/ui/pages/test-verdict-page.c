/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The verdicts of a dossier: what asks for something is shown, the rest is one click away, however
 * much of it there is. */

#include "etb-verdict-page.h"

#include <stdlib.h>
#include <string.h>

#include "page-fixture.h"

#define YET "What the dossier will tell as you fill it in"
#define MET "Conditions that are met"

static GtkWidget *
show (Fixture *fixture)
{
  GtkWidget *page = etb_verdict_page_new (fixture->dossier, fixture->territory);

  page_fixture_show (fixture, page);
  return page;
}

static guint
count_cards (GtkWidget *page)
{
  return page_fixture_count (page, GTK_TYPE_LABEL, "Why?");
}

static GtkExpander *
find_fold (GtkWidget *page, const char *title)
{
  GtkWidget *label = page_fixture_find (page, GTK_TYPE_LABEL, title);
  GtkWidget *fold = label != NULL ? gtk_widget_get_ancestor (label, GTK_TYPE_EXPANDER) : NULL;

  return fold != NULL ? GTK_EXPANDER (fold) : NULL;
}

/* As its title says: “… (37)”. */
static guint
get_n_folded (GtkExpander *fold)
{
  const char *title = gtk_label_get_text (GTK_LABEL (gtk_expander_get_label_widget (fold)));
  const char *number = strrchr (title, '(');

  g_assert_nonnull (number);
  return (guint)strtoul (number + 1, NULL, 10);
}

/* Conditions that are met are no leave to deposit after the last day. */
static void
test_a_closed_track_is_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "but this track is closed"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "The last deadline was"));
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "You may apply"));
}

static void
test_what_asks_for_nothing_is_folded (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  static const char *const titles[] = { YET, MET };

  g_assert_cmpuint (count_cards (page), <=, 12);
  for (gsize i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      GtkExpander *fold = find_fold (page, titles[i]);
      guint before = count_cards (page);

      if (fold == NULL)
        continue;
      gtk_expander_set_expanded (fold, TRUE);
      page_fixture_spin ();
      g_assert_cmpuint (count_cards (page) - before, ==, get_n_folded (fold));
    }
  g_assert_nonnull (find_fold (page, YET));
  page_fixture_picture (fixture, "verdict-page");
}

/* An answer that comes while a part is open: nothing of the former verdicts is left. */
static void
test_it_follows_the_answers (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  GtkExpander *fold = find_fold (page, YET);
  guint before = get_n_folded (fold);

  gtk_expander_set_expanded (fold, TRUE);
  page_fixture_set (fixture, "/dossier/demande/fonctionnement", "oui");
  page_fixture_spin ();
  fold = find_fold (page, YET);
  g_assert_false (gtk_expander_get_expanded (fold));
  g_assert_cmpuint (get_n_folded (fold), <, before);
}

static void
test_few_are_not_folded (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = NULL;

  page_fixture_set (fixture, "/dossier/lieu/situation", "QPV");
  page_fixture_set (fixture, "/dossier/lieu/qpv", "");
  page = show (fixture);
  g_assert_null (find_fold (page, YET));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, YET));
  g_assert_nonnull (find_fold (page, MET));
}

/* “Why?” is told when it is asked. */
static void
test_why_is_told (Fixture *fixture, gconstpointer data)
{
  GtkWidget *page = show (fixture);
  GtkExpander *why = find_fold (page, "Why?");

  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "Where it comes from"));
  gtk_expander_set_expanded (why, TRUE);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Where it comes from"));
}

#define ADD(name, sample, test)                                                     \
  g_test_add ("/ui/verdict-page/" name, Fixture, sample, page_fixture_set_up, test, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);

  ADD ("closed", "fnt-commune-qpv-occitanie", test_a_closed_track_is_told);
  ADD ("folded", NULL, test_what_asks_for_nothing_is_folded);
  ADD ("follows-answers", NULL, test_it_follows_the_answers);
  ADD ("few", "ft-association-rurale", test_few_are_not_folded);
  ADD ("why", NULL, test_why_is_told);

  return g_test_run ();
}
