/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Is the place in a QPV, in French: the State's file read in through the window, the place looked
 * up, the answer taken into an FNT dossier, found again in its file and in its journal. */

#include <string.h>

#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON   ATSPI_ROLE_PUSH_BUTTON
#define QPV      "/dossier/lieu/qpv"
#define CONTOURS "qpv2015/qp2015_occitanie.geojson.gz"
#define PLACE    "43.57850, 1.40350" /* Toulouse, 255 m off Grand Mirail */

static void
look_up (EtbDriver *driver)
{
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "Voir les QPV 2015");
  etb_driver_fill (driver, "Coordonnées du lieu", PLACE);
  etb_driver_click (driver, BUTTON, "=Chercher");
}

static void
read_in (EtbDriver *driver, const char *contours)
{
  etb_driver_wait_text (driver, "Aucun fichier encore");
  etb_driver_lint (driver, "territory, empty");
  look_up (driver);
  etb_driver_wait_text (driver, "QPV 2015 : inconnu.");
  etb_driver_click (driver, BUTTON, "=Lire des fichiers…");
  etb_driver_choose_file (driver, "Lire", contours);
  etb_driver_wait_text (driver, "Lu : QPV 2015 : 105 quartiers");
  /* The place is told at once. */
  etb_driver_wait_text (driver, "La limite la plus proche est à 255 m");
  etb_driver_lint (driver, "territory");
  etb_driver_picture (driver, "territory");
}

static void
assert_taken (const char *file)
{
  const char *cli = g_getenv ("ETB_CLI");
  const char *get[] = { cli, "get", file, QPV, NULL };
  const char *journal[] = { cli, "journal", file, NULL };
  g_autofree char *answer = NULL, *text = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **)get, NULL, 0, NULL, NULL, &answer, NULL, NULL, NULL));
  g_assert_cmpstr (g_strchomp (answer), ==, "QP031007");
  g_assert_true (
      g_spawn_sync (NULL, (char **)journal, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "qp2015_occitanie.geojson.gz"));
  g_assert_nonnull (strstr (text, "SHA-256"));
}

/* What was found, and its map, on the paper of the dossier. */
static void
assert_printed (const char *file)
{
  g_autofree char *pdf = g_strconcat (file, ".pdf", NULL);
  const char *read[] = { "pdftotext", pdf, "-", NULL };
  g_autofree char *program = g_find_program_in_path (read[0]);
  g_autofree char *text = NULL;
  static const char *const words[]
      = { "Constat sur le lieu",      "QP031007",         "qp2015_occitanie.geojson.gz",
          "La limite la plus proche", "pas une règle de", "Conforme à la réponse" };

  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "print", file, "-o", pdf, NULL });
  if (program == NULL)
    return;
  g_assert_true (g_spawn_sync (NULL, (char **)read, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text,
                               NULL, NULL, NULL));
  /* Where lines are broken is the paper's business. */
  g_strdelimit (text, "\n", ' ');
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (text, words[i]) == NULL)
      g_error ("not on paper: %s", words[i]);
}

static void
the_answer_is_taken_into_the_dossier (void)
{
  const char *geo = g_getenv ("ETB_TEST_GEO");
  g_autofree char *contours = geo != NULL ? g_build_filename (geo, CONTOURS, NULL) : NULL;
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = NULL;

  if (contours == NULL || !g_file_test (contours, G_FILE_TEST_EXISTS))
    {
      g_test_skip ("the territorial reference data are not beside the checkout");
      return;
    }
  file = etb_fixture_dossier ("mairie", "fnt-commune-qpv-occitanie", "FNT", FALSE);
  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "set", file, QPV, "", NULL });
  driver = etb_driver_start (file, NULL);
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Quartiers prioritaires");
  etb_driver_wait_page (driver, "Quartiers prioritaires");
  read_in (driver, contours);
  etb_driver_click (driver, BUTTON, "=Reporter QP031007 dans le dossier");
  etb_driver_wait_text (driver, "QP031007 est maintenant dans le dossier");
  etb_driver_wait_text (driver, "Situé le");
  etb_driver_lint (driver, "territory, taken");
  etb_driver_quit (driver);
  assert_taken (file);
  assert_printed (file);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/territory", the_answer_is_taken_into_the_dossier);

  return g_test_run ();
}
