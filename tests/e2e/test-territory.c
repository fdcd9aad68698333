/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Is the place in a QPV, in French: the State's file and addresses read in through the window, the
 * place looked up by its coordinates or its address, the answer taken into an FNT dossier, found
 * again in its file and in its journal. */

#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "etb-fixture.h"
#include "etb-walker.h"

#define BUTTON          ATSPI_ROLE_PUSH_BUTTON
#define QPV             "/dossier/lieu/qpv"
#define CONTOURS        "qpv2015/qp2015_occitanie.geojson.gz"
#define FIELD           "Adresse, commune ou coordonnées"
#define VERDICT_UNKNOWN "Donnez le code du quartier prioritaire."
#define VERDICT_MET     "Le code est celui d’un quartier de 2015"
#define PLACE           "43.57850, 1.40350" /* Toulouse, 255 m off Grand Mirail */

static void
look_up (EtbDriver *driver)
{
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "Voir les QPV 2015");
  etb_driver_fill (driver, FIELD, PLACE);
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

/* Its journal. (transfer full) */
static char *
assert_taken (const char *file)
{
  const char *cli = g_getenv ("ETB_CLI");
  const char *get[] = { cli, "get", file, QPV, NULL };
  const char *journal[] = { cli, "journal", file, NULL };
  g_autofree char *answer = NULL;
  char *text = NULL;

  g_assert_true (g_spawn_sync (NULL, (char **)get, NULL, 0, NULL, NULL, &answer, NULL, NULL, NULL));
  g_assert_cmpstr (g_strchomp (answer), ==, "QP031007");
  g_assert_true (
      g_spawn_sync (NULL, (char **)journal, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_nonnull (strstr (text, "qp2015_occitanie.geojson.gz"));
  g_assert_nonnull (strstr (text, "SHA-256"));
  return text;
}

/* What the rules say of the QPV's code, on a day when the call was open. */
static void
assert_verdict (const char *file, const char *expected)
{
  const char *check[]
      = { g_getenv ("ETB_CLI"), "check", file, "--at", "2019-10-01", "--json", NULL };
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonArray *criteria;

  g_assert_true (g_spawn_sync (NULL, (char **)check, NULL, 0, NULL, NULL, &text, NULL, NULL, NULL));
  g_assert_true (json_parser_load_from_data (parser, text, -1, NULL));
  criteria = json_object_get_array_member (json_node_get_object (json_parser_get_root (parser)),
                                           "criteria");
  for (guint i = 0; i < json_array_get_length (criteria); i++)
    {
      JsonObject *criterion = json_array_get_object_element (criteria, i);

      if (g_str_equal (json_object_get_string_member (criterion, "id"), "qpv-generation"))
        {
          g_assert_cmpstr (json_object_get_string_member (criterion, "verdict"), ==, expected);
          return;
        }
    }
  g_assert_not_reached ();
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

/* The path of the contours; NULL, the test being skipped, without. (transfer full) */
static char *
find_contours (void)
{
  const char *geo = g_getenv ("ETB_TEST_GEO");
  g_autofree char *contours = geo != NULL ? g_build_filename (geo, CONTOURS, NULL) : NULL;

  if (contours != NULL && g_file_test (contours, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&contours);
  g_test_skip ("the territorial reference data are not beside the checkout");
  return NULL;
}

/* An FNT dossier that has no QPV yet, and a base that has none. (transfer full) */
static char *
make_dossier (const char *name)
{
  static const char *const endings[] = { "", "-wal", "-shm" };
  char *file = etb_fixture_dossier (name, "fnt-commune-qpv-occitanie", "FNT", FALSE);

  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "set", file, QPV, "", NULL });
  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *base
          = g_strconcat (g_get_user_data_dir (), "/etabli/territoire.sqlite", endings[i], NULL);

      g_unlink (base);
    }
  return file;
}

static void
open_page (EtbDriver *driver)
{
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Quartiers prioritaires");
  etb_driver_wait_page (driver, "Quartiers prioritaires");
}

/* ---- By its address ---------------------------------------------------------------------------
 */

#define ADDRESSES                                                                            \
  "id;id_fantoir;numero;rep;nom_voie;code_postal;code_insee;nom_commune;"                    \
  "code_insee_ancienne_commune;nom_ancienne_commune;x;y;lon;lat;type_position;alias;nom_ld;" \
  "libelle_acheminement;nom_afnor;source_position;source_nom_voie;certification_commune;"    \
  "cad_parcelles\n"                                                                          \
  "1;;12;;Rue du Mirail;31100;31555;Toulouse;;;;;1.40350;43.57850;entrée;;;;;;;1;\n"        \
  "2;;14;;Rue du Mirail;31100;31555;Toulouse;;;;;1.41000;43.58000;segment;;;;;;;1;\n"        \
  "3;;1;;Place du Mirail;31190;31033;Auterive;;;;;1.47000;43.35000;entrée;;;;;;;1;\n"

static void
read_in_addresses (EtbDriver *driver)
{
  g_autofree char *folder = g_dir_make_tmp ("etb-ban-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "adresses-31.csv", NULL);

  g_assert_true (g_file_set_contents (file, ADDRESSES, -1, NULL));
  etb_driver_click (driver, BUTTON, "=Lire des fichiers…");
  etb_driver_choose_file (driver, "Lire", file);
  etb_driver_wait_text (driver, "Adresses de 31");
}

/* Typed key by key, chosen by the keyboard alone. */
static void
choose_address (EtbDriver *driver)
{
  etb_driver_fill (driver, FIELD, "");
  etb_driver_tab_to (driver, ATSPI_ROLE_TEXT, FIELD);
  etb_driver_type (driver, "rue mirail 14");
  etb_driver_wait_text (driver, "31100 Toulouse (31)");
  etb_driver_picture (driver, "territory-suggestions");
  etb_driver_key (driver, "Down");
  etb_driver_key (driver, "Return");
  etb_driver_wait_text (driver, "Le point a été calculé le long de la rue");
}

static void
the_place_is_found_by_its_address (void)
{
  g_autofree char *contours = find_contours ();
  g_autofree char *file = NULL, *journal = NULL;
  g_autoptr (EtbDriver) driver = NULL;

  if (contours == NULL)
    return;
  file = make_dossier ("mairie");
  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "territory", "import", contours, NULL });
  driver = etb_driver_start (file, NULL);
  open_page (driver);
  /* Without addresses: communes, and a word on what can be read in. */
  etb_driver_wait_text (driver, "adresses-NN.csv.gz");
  etb_driver_fill (driver, FIELD, "12 rue du mirail");
  etb_driver_click (driver, BUTTON, "=Chercher");
  etb_driver_wait_text (driver, "Aucune commune ne s’appelle « 12 rue du mirail »");
  read_in_addresses (driver);
  etb_driver_wait_text (driver, "Adresses sur cet ordinateur : 31");
  etb_driver_click (driver, ATSPI_ROLE_RADIO_BUTTON, "Voir les QPV 2015");
  choose_address (driver);
  etb_driver_fill (driver, FIELD, "12 rue du mirail");
  etb_driver_click (driver, BUTTON, "=Chercher");
  etb_driver_wait_text (driver, "Le point est celui de l’entrée");
  etb_driver_wait_text (driver, "La limite la plus proche est à 255 m");
  etb_driver_lint (driver, "territory, address");
  etb_driver_picture (driver, "territory-address");
  etb_driver_click (driver, BUTTON, "=Reporter QP031007 dans le dossier");
  etb_driver_wait_text (driver, "QP031007 est maintenant dans le dossier");
  etb_driver_quit (driver);
  journal = assert_taken (file);
  g_assert_nonnull (strstr (journal, "12 Rue du Mirail, Toulouse (31)"));
  g_assert_nonnull (strstr (journal, "adresses-31.csv"));
}

/* ---- By its coordinates -----------------------------------------------------------------------
 */

/* From the list of tasks to its conditions, and back. @part: to be unfolded, or NULL. */
static void
see_condition (EtbDriver *driver, const char *part, const char *words)
{
  etb_driver_click (driver, BUTTON, "=Voir toutes les conditions");
  if (part != NULL)
    etb_driver_click (driver, BUTTON, part);
  etb_driver_wait_text (driver, words);
  etb_driver_lint (driver, "conditions");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
}

static void
the_answer_is_taken_into_the_dossier (void)
{
  g_autofree char *contours = find_contours ();
  g_autofree char *file = NULL, *journal = NULL;
  g_autoptr (EtbDriver) driver = NULL;

  if (contours == NULL)
    return;
  file = make_dossier ("ville");
  assert_verdict (file, "unknown");
  driver = etb_driver_start (file, NULL);
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  see_condition (driver, NULL, VERDICT_UNKNOWN);
  open_page (driver);
  read_in (driver, contours);
  etb_driver_click (driver, BUTTON, "=Reporter QP031007 dans le dossier");
  etb_driver_wait_text (driver, "QP031007 est maintenant dans le dossier");
  etb_driver_wait_text (driver, "Situé le");
  etb_driver_lint (driver, "territory, taken");
  etb_driver_key (driver, "<Alt>Left");
  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  see_condition (driver, "Conditions remplies (", VERDICT_MET);
  etb_driver_quit (driver);
  journal = assert_taken (file);
  assert_verdict (file, "met");
  assert_printed (file);
}

/* ---- What files may hold ----------------------------------------------------------------------
 */

/* A square in Toulouse, as a file that somebody cut would hold it. */
#define ONE_QPV                                                                                  \
  "{\"type\":\"FeatureCollection\",\"name\":\"QP_METROPOLEOUTREMER_WGS84\",\"features\":[{"      \
  "\"type\":\"Feature\",\"properties\":{\"code_qp\":\"QP031007\",\"nom_qp\":\"Grand Mirail\"},"  \
  "\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[1.40,43.57],[1.41,43.57],[1.41,43.58]," \
  "[1.40,43.58],[1.40,43.57]]]}}]}"

static void
choose_files (EtbDriver *driver, const char *file)
{
  etb_driver_click (driver, BUTTON, "=Lire des fichiers…");
  etb_driver_choose_file (driver, "Lire", file);
}

/* Fewer quarters than there are: nothing is replaced before somebody says so. */
static void
a_smaller_file_replaces_only_when_told_so (void)
{
  g_autofree char *contours = find_contours ();
  g_autofree char *folder = g_dir_make_tmp ("etb-less-XXXXXX", NULL);
  g_autofree char *less = g_build_filename (folder, "extrait.geojson", NULL);
  g_autofree char *file = NULL;
  g_autoptr (EtbDriver) driver = NULL;

  if (contours == NULL)
    return;
  file = make_dossier ("bourg");
  g_assert_true (g_file_set_contents (less, ONE_QPV, -1, NULL));
  etb_fixture_run ((const char *[]){ g_getenv ("ETB_CLI"), "territory", "import", contours, NULL });
  driver = etb_driver_start (file, NULL);
  open_page (driver);
  choose_files (driver, less);
  etb_driver_wait_text (driver, "rien n’a été remplacé");
  etb_driver_wait_text (driver, "QPV 2015 : 105 quartiers");
  etb_driver_lint (driver, "territory, less than before");
  etb_driver_picture (driver, "territory-less");
  etb_driver_click (driver, BUTTON, "=Remplacer quand même");
  etb_driver_wait_text (driver, "Lu : QPV 2015 : 1 quartier");
  g_assert_false (etb_driver_has (driver, BUTTON, "=Remplacer quand même"));
  etb_driver_quit (driver);
}

static void
the_list_of_names_is_read_in (void)
{
  g_autofree char *contours = find_contours ();
  g_autofree char *list = NULL, *file = NULL;
  g_autoptr (EtbDriver) driver = NULL;

  if (contours == NULL)
    return;
  list = g_build_filename (g_getenv ("ETB_TEST_GEO"), "qpv2024/listeqp2024_sample.csv", NULL);
  file = make_dossier ("village");
  driver = etb_driver_start (file, NULL);
  open_page (driver);
  choose_files (driver, list);
  etb_driver_wait_text (driver, "Noms des QPV 2024, sans contours : 4");
  etb_driver_lint (driver, "territory, list of names");
  etb_driver_quit (driver);
}

/* From the question to the map and back to it, not to the list of tasks. */
static void
the_map_leads_back_to_its_question (void)
{
  g_autofree char *file = make_dossier ("hameau");
  g_autoptr (EtbDriver) driver = etb_driver_start (file, NULL);

  etb_driver_wait_page (driver, "Ce qu’il y a à faire");
  etb_driver_open_row (driver, "Lieu");
  etb_driver_wait_page (driver, "Le lieu");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Son adresse");
  etb_driver_click (driver, BUTTON, "=Continuer");
  etb_driver_wait_page (driver, "Sa situation");
  for (guint i = 0; i < 2; i++)
    {
      etb_driver_click (driver, BUTTON, "Trouver sur une carte");
      etb_driver_wait_page (driver, "Quartiers prioritaires");
      if (i == 0)
        etb_driver_click (driver, BUTTON, "=Revenir à la question");
      else
        etb_driver_key (driver, "<Alt>Left");
      etb_driver_wait_page (driver, "Sa situation");
    }
  etb_driver_quit (driver);
}

int
main (int argc, char **argv)
{
  etb_driver_init (&argc, &argv);

  g_test_add_func ("/e2e/territory", the_answer_is_taken_into_the_dossier);
  g_test_add_func ("/e2e/territory/address", the_place_is_found_by_its_address);
  g_test_add_func ("/e2e/territory/less", a_smaller_file_replaces_only_when_told_so);
  g_test_add_func ("/e2e/territory/list", the_list_of_names_is_read_in);
  g_test_add_func ("/e2e/territory/back", the_map_leads_back_to_its_question);

  return g_test_run ();
}
