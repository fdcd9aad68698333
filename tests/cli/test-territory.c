/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The commands of the territory, on the State's files where they are beside the checkout. */

#include <string.h>

#include "cli-harness.h"

#define TRIANGLE                                                                                 \
  "{\"features\":[{\"properties\":{\"code_qp\":\"QP031001\",\"nom_qp\":\"Essai\",\"insee_com\":" \
  "\"31555\"},\"geometry\":{\"coordinates\":[[[1,45],[1.5,45],[1.5,45.5],[1,45]]]}}]}"

static JsonObject *
get_generation (JsonNode *root, guint index)
{
  JsonArray *generations
      = json_object_get_array_member (json_node_get_object (root), "generations");

  return json_array_get_object_element (generations, index);
}

static void
what_was_imported_is_listed (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *dataset;

  cli_run (cli, "territory", "status", "--json", NULL);
  cli_assert_status (cli, 1);
  cli_write (cli, "qpv.geojson", TRIANGLE);
  cli_run (cli, "territory", "import", "qpv.geojson", NULL);
  cli_assert_status (cli, 0);
  cli_run (cli, "territory", "status", "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  dataset = json_array_get_object_element (
      json_object_get_array_member (json_node_get_object (root), "sources"), 0);
  cli_assert_members (dataset, "kind", "scope", "file", "layer", "crs", "sha256", "imported",
                      "count", "skipped", NULL);
  g_assert_cmpstr (json_object_get_string_member (dataset, "scope"), ==, "2015");
  g_assert_cmpint (json_object_get_int_member (dataset, "count"), ==, 1);
}

static void
a_place_is_told_as_json (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  JsonObject *first, *second, *nearest;

  cli_write (cli, "qpv.geojson", TRIANGLE);
  cli_run (cli, "territory", "import", "qpv.geojson", NULL);
  cli_run (cli, "territory", "locate", "1.4", "45.1", "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  cli_assert_members (json_node_get_object (root), "state", "generations", "commune", NULL);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "state"), ==,
                   "known");
  first = get_generation (root, 0);
  second = get_generation (root, 1);
  g_assert_cmpstr (json_object_get_string_member (first, "name"), ==, "2015");
  g_assert_cmpuint (json_array_get_length (json_object_get_array_member (first, "inside")), ==, 1);
  nearest = json_object_get_object_member (first, "nearest");
  cli_assert_members (nearest, "code", "name", "communes", "metres", NULL);
  g_assert_cmpfloat_with_epsilon (json_object_get_double_member (nearest, "metres"), 7871, 1.0);
  g_assert_cmpstr (json_object_get_string_member (second, "state"), ==, "unknown");
  g_assert_true (json_object_get_null_member (second, "nearest"));
}

/* Pierrefitte-sur-Seine is a part of Saint-Denis since 2025: contours of before give its code. */
static void
a_commune_that_merged_has_the_name_of_today (Cli *cli, gconstpointer data)
{
  g_autoptr (GString) merged = g_string_new (TRIANGLE);
  g_autoptr (JsonNode) root = NULL;
  JsonObject *commune;

  g_assert_cmpuint (g_string_replace (merged, "31555", "93059", 1), ==, 1);
  cli_write (cli, "qpv.geojson", merged->str);
  cli_run (cli, "territory", "import", "qpv.geojson", NULL);
  cli_run (cli, "territory", "locate", "1.4", "45.1", "--json", NULL);
  cli_assert_status (cli, 0);
  root = cli_json (cli);
  commune = json_object_get_object_member (json_node_get_object (root), "commune");
  cli_assert_members (commune, "code", "name", NULL);
  g_assert_cmpstr (json_object_get_string_member (commune, "code"), ==, "93059");
  g_assert_cmpstr (json_object_get_string_member (commune, "name"), ==, "Saint-Denis");
  cli_run (cli, "territory", "locate", "1.4", "45.1", NULL);
  g_assert_nonnull (strstr (cli->out, "Saint-Denis (93)"));
}

/* Nothing imported: nothing is known, and nothing is said to be outside. */
static void
without_data_nothing_is_known (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;

  cli_run (cli, "territory", "locate", "--json", "-0.57", "44.84", NULL);
  cli_assert_status (cli, 1);
  root = cli_json (cli);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "state"), ==,
                   "unknown");
  cli_run (cli, "territory", "locate", "-0.57", "44.84", NULL);
  g_assert_null (strstr (cli->out, "outside"));
}

static void
a_table_is_passed_through (Cli *cli, gconstpointer data)
{
  cli_write (cli, "qpv.geojson", TRIANGLE);
  cli_write (cli, "lieux.csv",
             "nom,lat,lon\r\n\"Dans, dedans\",45.1,1.4\r\nprès,44.99,1.25\r\nloin,48.8,2.3\r\n"
             "vide,,\r\nfaux,95,1\r\n");
  cli_run (cli, "territory", "import", "qpv.geojson", NULL);
  cli_run (cli, "territory", "locate", "--csv", "lieux.csv", NULL);
  cli_assert_status (cli, 0);
  g_assert_cmpstr (
      cli->out, ==,
      "nom,lat,lon,inside_2015,nearest_2015,metres_2015,inside_2024,nearest_2024,metres_2024,"
      "commune\r\n"
      "\"Dans, dedans\",45.1,1.4,QP031001,QP031001,7870.96,?,?,?,31555\r\n"
      "près,44.99,1.25,,QP031001,1111.32,?,?,?,?\r\n"
      "loin,48.8,2.3,?,,,?,?,?,?\r\n"
      "vide,,,?,?,?,?,?,?,?\r\n"
      "faux,95,1,?,?,?,?,?,?,?\r\n");
}

static void
tables_without_their_columns_are_refused (Cli *cli, gconstpointer data)
{
  cli_write (cli, "lieux.csv", "x,y\n1,2\n");
  cli_write (cli, "vide.csv", "");
  cli_run (cli, "territory", "locate", "--csv", "lieux.csv", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "territory", "locate", "--csv", "vide.csv", NULL);
  cli_assert_status (cli, 3);
  cli_run (cli, "territory", "locate", "--csv", "absent.csv", NULL);
  cli_assert_status (cli, 3);
}

/* One file that cannot be read stops no other. */
static void
all_files_are_tried (Cli *cli, gconstpointer data)
{
  cli_write (cli, "qpv.geojson", TRIANGLE);
  cli_write (cli, "rien.zip", "rien");
  cli_run (cli, "territory", "import", "rien.zip", "qpv.geojson", NULL);
  cli_assert_status (cli, 3);
  g_assert_nonnull (strstr (cli->err, "rien.zip"));
  cli_run (cli, "territory", "status", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "qpv.geojson"));
}

/* The communes come with the program: their year and whose they are is told, imported or not. */
static void
the_communes_are_told_with_their_year (Cli *cli, gconstpointer data)
{
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *line = NULL;
  JsonObject *communes;

  cli_run (cli, "territory", "status", "--json", NULL);
  root = cli_json (cli);
  communes = json_object_get_object_member (json_node_get_object (root), "communes");
  cli_assert_members (communes, "year", "sources", "licence", NULL);
  line = g_strdup_printf ("Communes of %s, ", json_object_get_string_member (communes, "year"));
  cli_run (cli, "territory", "status", NULL);
  g_assert_nonnull (strstr (cli->out, line));
  g_assert_nonnull (strstr (cli->out, json_object_get_string_member (communes, "sources")));
}

/* A smaller file takes the place of a larger one, which is told; the other way is no news. */
static void
a_smaller_file_is_told_to_be_less (Cli *cli, gconstpointer data)
{
  g_autoptr (GString) two = g_string_new (TRIANGLE);
  g_autofree char *other = NULL;

  other = g_strndup (strchr (TRIANGLE, '[') + 1, strlen (strchr (TRIANGLE, '[')) - 3);
  g_string_insert (two, two->len - 2, ",");
  g_string_insert (two, two->len - 2, other);
  g_assert_cmpuint (g_string_replace (two, "QP031001", "QP031002", 1), ==, 1);
  cli_write (cli, "un.geojson", TRIANGLE);
  cli_write (cli, "deux.geojson", two->str);
  cli_run (cli, "territory", "import", "un.geojson", "deux.geojson", NULL);
  cli_assert_status (cli, 0);
  g_assert_null (strstr (cli->out, "Less than before"));
  cli_run (cli, "territory", "import", "un.geojson", NULL);
  cli_assert_status (cli, 0);
  g_assert_nonnull (strstr (cli->out, "Less than before: it took the place of 2"));
}

#define ADD(path, test) \
  g_test_add ("/cli-territory/" path, Cli, NULL, cli_set_up, test, cli_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("what-was-imported-is-listed", what_was_imported_is_listed);
  ADD ("a-place-is-told-as-json", a_place_is_told_as_json);
  ADD ("a-commune-that-merged-has-the-name-of-today", a_commune_that_merged_has_the_name_of_today);
  ADD ("without-data-nothing-is-known", without_data_nothing_is_known);
  ADD ("a-table-is-passed-through", a_table_is_passed_through);
  ADD ("tables-without-their-columns-are-refused", tables_without_their_columns_are_refused);
  ADD ("all-files-are-tried", all_files_are_tried);
  ADD ("the-communes-are-told-with-their-year", the_communes_are_told_with_their_year);
  ADD ("a-smaller-file-is-told-to-be-less", a_smaller_file_is_told_to_be_less);
  return g_test_run ();
}
