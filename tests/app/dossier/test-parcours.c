/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The way through the pages of the shipped call, on both tracks. */

#include "etb-parcours.h"

#include "dossier-fixture.h"

static EtbDossier *
create (Fixture *fixture, const char *track)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *definition = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls",
                                                  "fabriques-de-territoire-2019-07.xml", NULL);
  g_autoptr (EtbCall) call = etb_call_new_from_file (definition, &error);
  g_assert_no_error (error);
  EtbDossier *dossier = etb_dossier_create (fixture->file, call, track, &error);
  g_assert_no_error (error);
  return dossier;
}

/* Places from the first stop to the last. */
static GPtrArray *
walk_forward (EtbDossier *dossier, EtbStop *stop)
{
  GPtrArray *places = g_ptr_array_new_with_free_func (g_free);

  g_assert_true (etb_parcours_first (dossier, stop));
  do
    g_ptr_array_add (places, etb_parcours_to_place (stop));
  while (etb_parcours_next (dossier, stop));
  return places;
}

static gboolean
has_place (GPtrArray *places, const char *place)
{
  return g_ptr_array_find_with_equal_func (places, place, g_str_equal, NULL);
}

static void
test_back_is_the_way_on_reversed (Fixture *fixture, gconstpointer track)
{
  g_autoptr (EtbDossier) dossier = create (fixture, track);
  EtbStop stop;
  g_autoptr (GPtrArray) places = walk_forward (dossier, &stop);

  g_assert_cmpuint (places->len, >, 20);
  for (guint i = places->len; i > 0; i--)
    {
      g_autofree char *place = etb_parcours_to_place (&stop);
      EtbStop found;

      g_assert_cmpstr (place, ==, places->pdata[i - 1]);
      g_assert_true (etb_parcours_from_place (dossier, place, &found));
      g_assert_true (found.task == stop.task && found.page == stop.page);
      g_assert_true (etb_parcours_previous (dossier, &stop) == (i > 1));
    }
}

static void
test_pages_that_do_not_apply_are_passed_over (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create (fixture, "FT");
  EtbStop stop;
  g_autoptr (GPtrArray) places = walk_forward (dossier, &stop);

  g_assert_false (has_place (places, "investissement/depenses"));
  g_assert_false (etb_parcours_from_place (dossier, "investissement/depenses", &stop));
  g_assert_true (has_place (places, "budget/charges"));
  g_assert_cmpstr (g_ptr_array_index (places, places->len - 1), ==, "relecture");
}

/* A page of lines has no line yet when it is asked whether it applies. */
static void
test_lines_are_asked_for_once_they_apply (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *presence;
    gboolean asked;
  } cases[] = { { "", FALSE }, { "non", FALSE }, { "oui", TRUE } };
  g_autoptr (EtbDossier) dossier = create (fixture, "FT");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) places = NULL;
      EtbStop stop;

      fixture_set (dossier, "/dossier/consortium/presence", cases[i].presence);
      places = walk_forward (dossier, &stop);
      g_assert_cmpint (has_place (places, "consortium/membres"), ==, cases[i].asked);
    }
}

static void
test_the_other_track_has_its_own_pages (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create (fixture, "FNT");
  EtbStop stop;
  g_autoptr (GPtrArray) places = walk_forward (dossier, &stop);

  g_assert_true (has_place (places, "investissement/depenses"));
}

/* An answer leads to the page that asks for it, also when the eligibility questions ask it too. */
static void
test_an_answer_leads_to_its_page (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *path;
    const char *place;
  } cases[] = {
    { "/dossier/porteur/siret", "porteur/identite" },
    { "/dossier/porteur/famille", "porteur/forme" },
    { "/dossier/demande/an2", "modele/montants" },
    { "/dossier/budget/charges/c60/c602/an1", "budget/charges" },
    { "/dossier/partenaires/partenaire[1]/nom", "partenaires/partenaires" },
    { "/dossier/nulle-part", NULL },
  };
  g_autoptr (EtbDossier) dossier = create (fixture, "FT");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      EtbStop stop;
      gboolean found = etb_parcours_of_path (dossier, cases[i].path, &stop);

      g_assert_true (found == (cases[i].place != NULL));
      if (found)
        {
          g_autofree char *place = etb_parcours_to_place (&stop);
          g_assert_cmpstr (place, ==, cases[i].place);
        }
    }
}

static void
test_pieces_have_a_page (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create (fixture, "FT");
  EtbStop stop;

  g_assert_true (etb_parcours_of_pieces (dossier, &stop));
  g_autofree char *place = etb_parcours_to_place (&stop);
  g_assert_cmpstr (place, ==, "pieces/pieces");
}

/* Steps count the tasks that apply: one fewer where there is no investment plan. */
static void
test_steps_count_what_applies (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbDossier) dossier = create (fixture, "FT");
  guint tasks = etb_call_get_tasks (etb_dossier_get_call (dossier))->len;
  guint steps, step = 0, last = 0;
  EtbStop stop;

  g_assert_true (etb_parcours_first (dossier, &stop));
  g_assert_cmpuint (etb_parcours_step (dossier, &stop, &steps), ==, 1);
  g_assert_cmpuint (steps, <, tasks);
  do
    {
      step = etb_parcours_step (dossier, &stop, &steps);
      g_assert_cmpuint (step, >=, last);
      g_assert_cmpuint (step, <=, last + 1);
      last = step;
    }
  while (etb_parcours_next (dossier, &stop));
  g_assert_cmpuint (step, ==, steps);
}

#define ADD(path, function, data) \
  g_test_add (path, Fixture, data, fixture_set_up, function, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("/parcours/ft/back-is-the-way-on-reversed", test_back_is_the_way_on_reversed, "FT");
  ADD ("/parcours/fnt/back-is-the-way-on-reversed", test_back_is_the_way_on_reversed, "FNT");
  ADD ("/parcours/pages-that-do-not-apply-are-passed-over",
       test_pages_that_do_not_apply_are_passed_over, NULL);
  ADD ("/parcours/lines-are-asked-for-once-they-apply", test_lines_are_asked_for_once_they_apply,
       NULL);
  ADD ("/parcours/the-other-track-has-its-own-pages", test_the_other_track_has_its_own_pages, NULL);
  ADD ("/parcours/an-answer-leads-to-its-page", test_an_answer_leads_to_its_page, NULL);
  ADD ("/parcours/pieces-have-a-page", test_pieces_have_a_page, NULL);
  ADD ("/parcours/steps-count-what-applies", test_steps_count_what_applies, NULL);

  return g_test_run ();
}
