/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of the territory: files read in, a place looked up, the answer taken into the dossier.
 */

#include <glib/gstdio.h>

#include "etb-territory-page.h"

#include <string.h>

#include "etb-dataset-list.h"
#include "etb-dossier-finding.h"
#include "etb-dossier-history.h"
#include "etb-field-factory.h"
#include "etb-notice.h"
#include "etb-territory-map.h"
#include "page-fixture.h"

#define FNT    "fnt-commune-qpv-occitanie"
#define QPV    "/dossier/lieu/qpv"
#define INSIDE "45.1, 1.4"
#define NEAR   "44.999, 1.25"

#define TRIANGLE                                                                                  \
  "{\"features\":[{\"properties\":{\"code_qp\":\"QP031001\",\"nom_qp\":\"Essai\"},\"geometry\":{" \
  "\"coordinates\":[[[1,45],[1.5,45],[1.5,45.5],[1,45]]]}}]}"

static EtbAtlas *
make_atlas (Fixture *fixture)
{
  g_autofree char *base = page_fixture_path (fixture, "base.sqlite");

  return etb_atlas_new (base);
}

static char *
write_contours (Fixture *fixture, const char *name, const char *text)
{
  char *path = page_fixture_path (fixture, name);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

static EtbTerritoryPage *
show (Fixture *fixture, EtbAtlas *atlas, gboolean of_dossier)
{
  GtkWidget *page = etb_territory_page_new (atlas, of_dossier ? fixture->dossier : NULL, NULL);

  page_fixture_show (fixture, page);
  return ETB_TERRITORY_PAGE (page);
}

/* The same with the contours read in before. */
static EtbTerritoryPage *
show_with_contours (Fixture *fixture, EtbAtlas *atlas)
{
  g_autofree char *path = write_contours (fixture, "qpv.geojson", TRIANGLE);
  g_autoptr (EtbDataset) dataset = etb_atlas_import (atlas, path, NULL, NULL);

  g_assert_nonnull (dataset);
  return show (fixture, atlas, TRUE);
}

/* The call closed in 2019: its QPV are those of 2015, whatever the year the page is opened in. */
static void
test_a_dossier_shows_the_neighbourhoods_of_its_call (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbPlaceView *of_dossier = etb_territory_page_get_place (show (fixture, atlas, TRUE));

  g_assert_cmpstr (etb_place_view_get_generation (of_dossier)->name, ==, "2015");
}

/* One who told where the place is finds it in the field; what was looked up before goes first. */
static void
test_the_place_of_the_dossier_is_proposed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  GtkWidget *page = etb_territory_page_new (atlas, fixture->dossier, fixture->territory);
  EtbPlaceView *place = etb_territory_page_get_place (ETB_TERRITORY_PAGE (page));
  GtkWidget *entry;

  page_fixture_show (fixture, page);
  entry = page_fixture_find (GTK_WIDGET (place), GTK_TYPE_ENTRY, NULL);
  /* Without addresses there are only communes to look for. */
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (entry)), ==, "Moissac (82)");
  g_assert_null (etb_place_view_get_location (place));
}

/* Of no dossier: those of today. */
static void
test_without_a_dossier_the_present_ones_are_shown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbPlaceView *alone = etb_territory_page_get_place (show (fixture, atlas, FALSE));

  g_assert_cmpstr (etb_place_view_get_generation (alone)->name, ==, "2024");
}

static gboolean
is_still (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_BUTTON, "Read files in") != NULL;
}

static void
import (EtbTerritoryPage *page, const char *path)
{
  GtkWidget *list = page_fixture_find (GTK_WIDGET (page), ETB_TYPE_DATASET_LIST, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  etb_dataset_list_import (ETB_DATASET_LIST (list), G_LIST_MODEL (files));
  page_fixture_wait (is_still, page);
}

static void
test_without_a_file_nothing_is_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  GtkWidget *page = GTK_WIDGET (show (fixture, atlas, TRUE));

  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "No file yet"));
  etb_place_view_look_up (etb_territory_page_get_place (ETB_TERRITORY_PAGE (page)), INSIDE);
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "QPV 2015: not known"));
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "QPV 2024: not known"));
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "outside"));
  g_assert_false (gtk_widget_get_sensitive (
      page_fixture_find (page, GTK_TYPE_BUTTON, "Put the QPV into the dossier")));
}

static void
test_a_file_is_read_in_and_answers_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  g_autofree char *path = write_contours (fixture, "qpv.geojson", TRIANGLE);
  EtbTerritoryPage *page = show (fixture, atlas, FALSE);

  etb_place_view_look_up (etb_territory_page_get_place (page), INSIDE);
  import (page, path);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "Read in: QPV 2015"));
  g_assert_nonnull (
      page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "inside Essai (QP031001)"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "qpv.geojson, read on"));
}

static void
test_a_file_that_is_none_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  g_autofree char *path = write_contours (fixture, "rien.zip", "rien");
  EtbTerritoryPage *page = show (fixture, atlas, FALSE);

  import (page, path);
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "rien.zip"));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_LABEL, "No file yet"));
}

static gboolean
is_removed (gpointer page)
{
  return page_fixture_find (page, GTK_TYPE_LABEL, "No file yet") != NULL;
}

static void
test_a_file_is_taken_away (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  GtkWidget *page = GTK_WIDGET (show_with_contours (fixture, atlas));
  GtkWidget *row = page_fixture_find (page, ADW_TYPE_ACTION_ROW, NULL);

  page_fixture_click (page_fixture_find (row, GTK_TYPE_BUTTON, NULL));
  page_fixture_wait (is_removed, page);
}

static void
test_what_is_no_place_is_told (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  EtbPlaceView *place = etb_territory_page_get_place (page);

  etb_place_view_look_up (place, "43.6045,");
  g_assert_nonnull (
      page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "Write a latitude and a longitude"));
  g_assert_null (etb_place_view_get_location (place));
  etb_place_view_look_up (place, INSIDE);
  g_assert_null (
      page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "Write a latitude and a longitude"));
  g_assert_nonnull (etb_place_view_get_location (place));
}

/* A commune alone is shown, and is no place to tell a distance from. */
static void
test_a_commune_is_no_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  EtbPlaceView *place = etb_territory_page_get_place (page);

  etb_place_view_look_up (place, INSIDE);
  g_assert_nonnull (etb_place_view_get_location (place));
  etb_place_view_look_up (place, "Mont-Bonvillers");
  g_assert_null (etb_place_view_get_location (place));
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE,
                                       "No file on this computer says where Mont-Bonvillers is"));
  etb_place_view_look_up (place, "Colomiers (31)");
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE,
                                       "The map below shows the QPV of département 31"));
  etb_place_view_look_up (place, "nulle part en france");
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE,
                                       "No commune is called “nulle part en france”"));
}

/* The point of an address is said to be what its file says, and told with what is taken over. */
static void
test_an_address_is_a_place (Fixture *fixture, gconstpointer data)
{
  static const char table[]
      = "numero;rep;nom_voie;code_postal;code_insee;nom_commune;lon;lat;type_position\n"
        "12;;Rue Joffre;54111;54084;Mont-Bonvillers;5.8336;49.3222;segment\n"
        "14;;Rue Joffre;54111;54084;Mont-Bonvillers;5.8339;49.3222;entrée\n";
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  EtbPlaceView *place = etb_territory_page_get_place (page);
  g_autofree char *folder = g_dir_make_tmp ("etb-page-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "adresses-54.csv", NULL);
  g_autoptr (EtbDataset) dataset = NULL;

  g_assert_true (g_file_set_contents (file, table, -1, NULL));
  dataset = etb_atlas_import (atlas, file, NULL, NULL);
  g_assert_nonnull (dataset);
  etb_place_view_look_up (place, "12 rue joffre");
  g_assert_nonnull (
      page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "worked out along the street"));
  g_assert_cmpfloat_with_epsilon (etb_place_view_get_location (place)->place.x, 5.8336, 1e-7);
  etb_place_view_look_up (place, "14 rue joffre mont-bonvillers");
  g_assert_nonnull (page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "that of the entrance"));
  g_assert_cmpstr (etb_place_view_get_address (place)->name, ==, "14 Rue Joffre");
  etb_place_view_look_up (place, INSIDE);
  g_assert_null (etb_place_view_get_address (place));
  g_unlink (file);
  g_rmdir (folder);
}

static void
check_answers (Fixture *fixture, const char *qpv, const char *metres)
{
  g_autofree char *code = etb_dossier_get_answer (fixture->dossier, QPV);
  g_autofree char *distance = etb_dossier_get_answer (fixture->dossier, "/dossier/lieu/distance");

  g_assert_cmpstr (code, ==, qpv);
  g_assert_cmpstr (distance, ==, metres);
}

static void
take (EtbTerritoryPage *page, const char *text, const char *button)
{
  etb_place_view_look_up (etb_territory_page_get_place (page), text);
  page_fixture_click (page_fixture_find (GTK_WIDGET (page), GTK_TYPE_BUTTON, button));
  page_fixture_spin ();
}

static void
test_the_answer_goes_into_the_dossier_as_one_act (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  g_autofree char *before = etb_dossier_get_answer (fixture->dossier, QPV);
  g_autofree char *distance = etb_dossier_get_answer (fixture->dossier, "/dossier/lieu/distance");
  g_autoptr (GError) error = NULL;

  take (page, NEAR, "Put QP031001 into the dossier");
  check_answers (fixture, "QP031001", "112");
  g_assert_nonnull (
      page_fixture_find (GTK_WIDGET (page), ETB_TYPE_NOTICE, "QP031001 is in the dossier now"));
  /* Inside, no distance is stated. */
  take (page, INSIDE, "Put QP031001 into the dossier");
  check_answers (fixture, "QP031001", "");
  g_assert_true (etb_dossier_undo (fixture->dossier, NULL, &error));
  check_answers (fixture, "QP031001", "112");
  g_assert_true (etb_dossier_undo (fixture->dossier, NULL, &error));
  check_answers (fixture, before, distance);
}

/* The finding stays with the dossier, and is shown for what it is. */
static void
test_what_was_found_is_kept_with_its_map (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  GtkWidget *page = GTK_WIDGET (show_with_contours (fixture, atlas));
  const EtbFinding *finding;

  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "In the dossier"));
  take (ETB_TERRITORY_PAGE (page), NEAR, "Put QP031001 into the dossier");
  finding = etb_dossier_get_finding (fixture->dossier);
  g_assert_nonnull (finding);
  g_assert_cmpstr (finding->label, ==, NEAR);
  g_assert_cmpstr (finding->file, ==, "qpv.geojson");
  g_assert_false (finding->inside);
  g_assert_cmpfloat_with_epsilon (finding->metres, 111.5, 1);
  g_assert_cmpuint (finding->contours->len, ==, 1);
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "In the dossier"));
  g_assert_nonnull (page_fixture_find (page, GTK_TYPE_LABEL, "Looked up on"));
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer agrees"));

  g_assert_true (etb_dossier_set_answer (fixture->dossier, QPV, "QP031009", NULL));
  page_fixture_spin ();
  g_assert_nonnull (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer agrees"));
  g_assert_true (etb_dossier_undo (fixture->dossier, NULL, NULL));
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, ETB_TYPE_NOTICE, "no longer agrees"));
  g_assert_true (etb_dossier_undo (fixture->dossier, NULL, NULL));
  page_fixture_spin ();
  g_assert_null (page_fixture_find (page, GTK_TYPE_LABEL, "In the dossier"));
}

/* Beside the question, where one says whether the place is inside. */
static void
test_what_was_found_is_told_where_it_is_asked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  const EtbItem *question = etb_call_find_item (etb_dossier_get_call (fixture->dossier), QPV);
  GtkWidget *field;

  field = etb_field_new_for (fixture->dossier, fixture->territory, question, QPV);
  page_fixture_show (fixture, field);
  g_assert_null (page_fixture_find (field, GTK_TYPE_LABEL, "What the map told"));
  page = ETB_TERRITORY_PAGE (etb_territory_page_new (atlas, fixture->dossier, NULL));
  page_fixture_show (fixture, GTK_WIDGET (page));
  take (page, NEAR, "Put QP031001 into the dossier");
  field = etb_field_new_for (fixture->dossier, fixture->territory, question, QPV);
  page_fixture_show (fixture, field);
  g_assert_nonnull (page_fixture_find (field, GTK_TYPE_LABEL, "What the map told"));
  g_assert_nonnull (page_fixture_find (field, GTK_TYPE_LABEL, "limit"));
  gtk_window_set_focus (GTK_WINDOW (fixture->window), NULL);
  g_assert_true (etb_dossier_undo (fixture->dossier, NULL, NULL));
  page_fixture_spin ();
  g_assert_null (page_fixture_find (field, GTK_TYPE_LABEL, "What the map told"));
}

/* The field may have gone on to what is no place: the finding is of what was looked up. */
static void
test_what_was_looked_up_is_what_is_kept (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);

  etb_place_view_look_up (etb_territory_page_get_place (page), NEAR);
  take (page, "zzz introuvable", "Put QP031001 into the dossier");
  g_assert_cmpstr (etb_dossier_get_finding (fixture->dossier)->label, ==, NEAR);
}

/* A click on the map is a place; so is Enter at its middle. */
static void
test_the_map_is_pointed_at (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  EtbPlaceView *place = etb_territory_page_get_place (page);
  GtkWidget *map = page_fixture_find (GTK_WIDGET (page), ETB_TYPE_TERRITORY_MAP, NULL);

  g_signal_emit_by_name (map, "picked", 1.4, 45.1);
  g_assert_nonnull (etb_place_view_get_location (place));
  g_assert_cmpfloat_with_epsilon (etb_place_view_get_location (place)->place.x, 1.4, 1e-5);
  g_assert_cmpfloat_with_epsilon (etb_place_view_get_location (place)->place.y, 45.1, 1e-5);
}

/* How many of its pixels are blue, as contours and what is inside them are. */
static guint
count_blue (GtkWidget *map)
{
  int width = gtk_widget_get_width (map), height = gtk_widget_get_height (map);
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (map);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  g_autofree guint32 *pixels = NULL;
  guint count = 0;

  gdk_paintable_snapshot (paintable, GDK_SNAPSHOT (snapshot), width, height);
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    return 0;
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (gtk_widget_get_native (map)),
                                         node, NULL);
  width = gdk_texture_get_width (texture);
  height = gdk_texture_get_height (texture);
  pixels = g_new (guint32, (gsize)(width * height));
  gdk_texture_download (texture, (guchar *)pixels, (gsize)width * sizeof *pixels);
  for (int i = 0; i < width * height; i++)
    count += (pixels[i] & 0xff) > ((pixels[i] >> 16) & 0xff) + 20;
  return count;
}

static gboolean
is_blue (gpointer map)
{
  return count_blue (map) > 10000;
}

/* Contours are read beside the window: they come when they are there, also where one moves to. */
static void
test_contours_come_to_where_one_looks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (EtbAtlas) atlas = make_atlas (fixture);
  EtbTerritoryPage *page = show_with_contours (fixture, atlas);
  GtkWidget *map = page_fixture_find (GTK_WIDGET (page), ETB_TYPE_TERRITORY_MAP, NULL);

  etb_place_view_look_up (etb_territory_page_get_place (page), INSIDE);
  page_fixture_wait (is_blue, map);
  /* Far to the north: the triangle is out of sight, and what was read about it. */
  etb_place_view_look_up (etb_territory_page_get_place (page), "48.0, 1.4");
  page_fixture_spin ();
  g_assert_cmpuint (count_blue (map), <, 1000);
  for (int i = 0; i < 16; i++)
    etb_territory_map_zoom (ETB_TERRITORY_MAP (map), 0.5);
  etb_place_view_look_up (etb_territory_page_get_place (page), INSIDE);
  page_fixture_wait (is_blue, map);
}

#define ADD(path, test)                                                         \
  g_test_add ("/territory-page/" path, Fixture, FNT, page_fixture_set_up, test, \
              page_fixture_tear_down)

int
main (int argc, char **argv)
{
  page_fixture_init (&argc, &argv);
  ADD ("without-a-file-nothing-is-known", test_without_a_file_nothing_is_known);
  ADD ("the-place-of-the-dossier-is-proposed", test_the_place_of_the_dossier_is_proposed);
  ADD ("a-dossier-shows-the-neighbourhoods-of-its-call",
       test_a_dossier_shows_the_neighbourhoods_of_its_call);
  ADD ("without-a-dossier-the-present-ones-are-shown",
       test_without_a_dossier_the_present_ones_are_shown);
  ADD ("a-file-is-read-in-and-answers-at-once", test_a_file_is_read_in_and_answers_at_once);
  ADD ("a-file-that-is-none-is-told", test_a_file_that_is_none_is_told);
  ADD ("a-file-is-taken-away", test_a_file_is_taken_away);
  ADD ("what-is-no-place-is-told", test_what_is_no_place_is_told);
  ADD ("a-commune-is-no-place", test_a_commune_is_no_place);
  ADD ("an-address-is-a-place", test_an_address_is_a_place);
  ADD ("the-answer-goes-into-the-dossier-as-one-act",
       test_the_answer_goes_into_the_dossier_as_one_act);
  ADD ("what-was-found-is-kept-with-its-map", test_what_was_found_is_kept_with_its_map);
  ADD ("what-was-found-is-told-where-it-is-asked", test_what_was_found_is_told_where_it_is_asked);
  ADD ("what-was-looked-up-is-what-is-kept", test_what_was_looked_up_is_what_is_kept);
  ADD ("contours-come-to-where-one-looks", test_contours_come_to_where_one_looks);
  ADD ("the-map-is-pointed-at", test_the_map_is_pointed_at);
  return g_test_run ();
}
