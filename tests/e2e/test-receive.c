/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* An office that receives packages, in French: one opened, read, a document of it saved, and made a
 * dossier again; then a folder of them, one of which was changed. */

#include <glib/gstdio.h>
#include <string.h>

#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON   ATSPI_ROLE_PUSH_BUTTON
#define PASSWORD "un mot de passe assez long"
#define PIECE    "P-STAT__statuts.pdf"

/* A signed package, away from the dossiers. (transfer full) */
static char *
make_package (void)
{
  g_autofree char *dossier = etb_fixture_dossier ("grange", "ft-association-rurale", "FT", TRUE);
  g_autofree char *identity = etb_fixture_identity ("Camille Exemple", PASSWORD);

  return etb_fixture_package (dossier, identity, PASSWORD);
}

static void
save_piece (EtbDriver *driver)
{
  g_autofree char *saved = g_build_filename (g_get_home_dir (), "statuts reçus.pdf", NULL);
  g_autofree char *original
      = g_build_filename (g_getenv ("ETB_SAMPLES"), "ft-association-rurale", "pieces", PIECE, NULL);
  g_autofree char *one = NULL, *two = NULL;
  gsize length_one, length_two;

  etb_driver_click (driver, BUTTON, "Enregistrer : " PIECE);
  etb_driver_choose_file (driver, "Enregistrer", saved);
  etb_driver_wait_text (driver, "Enregistré : «");
  g_assert_true (g_file_get_contents (saved, &one, &length_one, NULL));
  g_assert_true (g_file_get_contents (original, &two, &length_two, NULL));
  g_assert_cmpmem (one, length_one, two, length_two);
}

static void
read_answers (EtbDriver *driver)
{
  etb_driver_tab_to (driver, BUTTON, "Structure qui dépose");
  etb_driver_key (driver, "space");
  etb_driver_wait_text (driver, "Quel est le numéro SIRET de la structure ?");
  etb_driver_wait_text (driver, "999 990 013 00016");
}

static void
a_package_is_read_and_made_a_dossier_again (gconstpointer data)
{
  const char *package = data;
  g_autoptr (EtbDriver) driver = etb_driver_start (package, NULL);

  etb_driver_wait_page (driver, "Vérifier un paquet signé");
  etb_driver_wait_text (driver, "Rien n’a changé dans ce paquet");
  etb_driver_lint (driver, "verify");
  save_piece (driver);
  read_answers (driver);
  etb_driver_lint (driver, "verify, read");
  etb_driver_click (driver, BUTTON, "Reprendre ce dossier");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_quit (driver);
}

/* One byte of an answer of the copy is another. */
static void
change (const char *package, const char *target)
{
  g_autofree char *content = NULL;
  char *answer;
  gsize length;

  g_assert_true (g_file_get_contents (package, &content, &length, NULL));
  answer = memmem (content, length, "La Grange", strlen ("La Grange"));
  g_assert_nonnull (answer);
  answer[3] = 'F';
  g_assert_true (g_file_set_contents (target, content, (gssize)length, NULL));
}

static void
a_folder_of_packages_is_a_list (gconstpointer data)
{
  const char *package = data;
  g_autofree char *folder = g_build_filename (g_get_home_dir (), "reçus", NULL);
  g_autofree char *first = g_build_filename (folder, "1.asice", NULL);
  g_autofree char *second = g_build_filename (folder, "2.asice", NULL);
  g_autofree char *third = g_build_filename (folder, "3.asice", NULL);
  g_autoptr (EtbDriver) driver = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (etb_fixture_run ((const char *[]){ "cp", package, first, NULL }));
  change (package, second);
  g_assert_true (g_file_set_contents (third, "rien", -1, NULL));
  driver = etb_driver_start (folder, NULL);
  etb_driver_wait_page (driver, "Vérifier plusieurs paquets");
  etb_driver_wait_text (driver, "3 paquets. Valables");
  etb_driver_lint (driver, "packages");
  etb_driver_wait_text (driver, "Non valable – ");
  etb_driver_wait_text (driver, "Illisible – porteur inconnu");
  etb_driver_quit (driver);
}

int
main (int argc, char **argv)
{
  g_autofree char *package = NULL;

  etb_driver_init (&argc, &argv);
  package = make_package ();

  g_test_add_data_func ("/e2e/receive/one", package, a_package_is_read_and_made_a_dossier_again);
  g_test_add_data_func ("/e2e/receive/several", package, a_folder_of_packages_is_a_list);

  return g_test_run ();
}
