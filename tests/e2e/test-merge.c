/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Two copies of a dossier that were worked on in two places, brought together in the window, in
 * French; then all of it undone. */

#include "etb-dossier.h"
#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON ATSPI_ROLE_PUSH_BUTTON
#define NAME   "/dossier/porteur/nom"
#define PLACE  "/dossier/lieu/nom"
#define MAIL   "/dossier/porteur/contact/courriel"

static void
set (const char *file, const char *path, const char *value)
{
  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "set", file, path, value, NULL });
}

/* Both sides changed the name; each changed something of its own. Returns: (transfer full) */
static char *
make_copy (const char *file)
{
  char *copy = g_build_filename (g_get_home_dir (), "copie de la clé.etabli", NULL);

  g_assert_true (etb_fixture_run ((const char *[]){ "cp", file, copy, NULL }));
  set (file, NAME, "La Grange des Possibles et du Moulin");
  set (file, PLACE, "Le Grenier");
  set (copy, NAME, "La Grange");
  set (copy, MAIL, "bonjour@grange.example");
  return copy;
}

static void
compare (EtbDriver *driver, const char *copy)
{
  g_autoptr (EtbNode) row
      = etb_driver_wait (driver, ATSPI_ROLE_LIST_ITEM, "Réunir avec une autre copie");

  etb_driver_open_row (driver, "Réunir avec une autre copie");
  etb_driver_wait_page (driver, "Réunir avec une autre copie");
  etb_driver_lint (driver, "merge");
  etb_driver_click (driver, BUTTON, "=Choisir l’autre copie…");
  etb_driver_choose_file (driver, "Ouvrir", copy);
  etb_driver_wait_text (driver, "0 sur 1 décidée");
}

static void
decide (EtbDriver *driver)
{
  etb_driver_wait_text (driver, "Changé des deux côtés");
  etb_driver_wait_text (driver, "Avant : « Association La Grange des Possibles »");
  etb_driver_wait_text (driver, "Dans l’autre copie – le porteur, ");
  etb_driver_lint (driver, "merge, compared");
  /* By the keyboard alone. */
  etb_driver_tab_to (driver, ATSPI_ROLE_RADIO_BUTTON, "« La Grange »");
  etb_driver_key (driver, "space");
  etb_driver_wait_text (driver, "1 sur 1 décidée");
  etb_driver_tab_to (driver, BUTTON, "=Réunir (une copie est gardée)");
  etb_driver_key (driver, "Return");
  etb_driver_wait_text (driver, "Copies réunies");
}

static void
assert_answer (const char *file, const char *path, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbDossier) dossier = etb_dossier_open (file, &error);
  g_autofree char *answer = NULL;

  g_assert_no_error (error);
  answer = etb_dossier_get_answer (dossier, path);
  g_assert_cmpstr (answer, ==, expected);
}

static guint
count_dossiers (const char *file)
{
  g_autofree char *folder = g_path_get_dirname (file);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint count = 0;

  for (const char *name; (name = g_dir_read_name (dir)) != NULL;)
    count += g_str_has_suffix (name, ".etabli") ? 1 : 0;
  return count;
}

static void
two_copies_are_brought_together_and_apart_again (void)
{
  g_autofree char *file = etb_fixture_dossier ("grange", "ft-association-rurale", "FT", FALSE);
  g_autofree char *copy = make_copy (file);
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);

  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  compare (driver, copy);
  decide (driver);
  etb_driver_quit (driver);
  g_clear_pointer (&driver, etb_driver_free);

  assert_answer (file, NAME, "La Grange");
  assert_answer (file, PLACE, "Le Grenier");
  assert_answer (file, MAIL, "bonjour@grange.example");
  g_assert_cmpuint (count_dossiers (file), ==, 2);

  /* One act, undone in one go, after a restart. */
  driver = etb_driver_start (file, NULL);
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_key (driver, "<Control>z");
  etb_driver_wait_text (driver, "Annulé");
  etb_driver_quit (driver);
  assert_answer (file, NAME, "La Grange des Possibles et du Moulin");
  assert_answer (file, PLACE, "Le Grenier");
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/merge", two_copies_are_brought_together_and_apart_again);

  return g_test_run ();
}
