/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command territory locate, of one place.
 * Callers: etb-cli-territory.c. */

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "etb-cli-territory.h"

/* ---- JSON -------------------------------------------------------------------------------------
 */

static void
add_area (JsonBuilder *builder, const EtbArea *area)
{
  g_auto (GStrv) communes = g_strsplit (area->communes, " ", -1);

  etb_cli_json_string (builder, "code", area->code);
  etb_cli_json_string (builder, "name", area->name);
  etb_cli_json_strings (builder, "communes", (const char *const *)communes);
}

static void
add_nearest (JsonBuilder *builder, const EtbLocationAnswer *answer)
{
  json_builder_set_member_name (builder, "nearest");
  if (answer->nearest == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  add_area (builder, answer->nearest);
  json_builder_set_member_name (builder, "metres");
  json_builder_add_double_value (builder, round (answer->metres * 1000) / 1000);
  json_builder_end_object (builder);
}

static const char *
get_coverage_name (EtbCoverage coverage)
{
  static const char *const names[] = { [ETB_COVERAGE_NONE] = "none",
                                       [ETB_COVERAGE_PART] = "part",
                                       [ETB_COVERAGE_METROPOLIS] = "metropolis",
                                       [ETB_COVERAGE_WHOLE] = "whole" };

  return names[coverage];
}

static void
add_answer (JsonBuilder *builder, const EtbLocationAnswer *answer)
{
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "name", answer->generation->name);
  etb_cli_json_string (builder, "state",
                       etb_location_answer_is_known (answer) ? "known" : "unknown");
  etb_cli_json_string (builder, "coverage", get_coverage_name (answer->coverage));
  json_builder_set_member_name (builder, "inside");
  json_builder_begin_array (builder);
  for (guint i = 0; i < answer->inside->len; i++)
    {
      json_builder_begin_object (builder);
      add_area (builder, g_ptr_array_index (answer->inside, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  add_nearest (builder, answer);
  etb_cli_json_boolean (builder, "on_limit", etb_location_answer_is_on_limit (answer));
  etb_cli_json_boolean (builder, "to_check", etb_location_answer_is_to_check (answer));
  json_builder_set_member_name (builder, "source");
  etb_cli_json_dataset (builder, answer->source);
  json_builder_end_object (builder);
}

/* Whether anything is known of the place. */
static gboolean
is_known (const EtbLocation *location)
{
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    if (etb_location_answer_is_known (location->answers + i))
      return TRUE;
  return FALSE;
}

/* Contours may be of a year when there were other communes: the code is theirs, the name is that of
 * the commune of today. */
static void
add_commune (JsonBuilder *builder, const EtbLocation *location)
{
  g_autoptr (EtbTerritory) territory = NULL;
  const EtbCommune *commune = NULL;

  json_builder_set_member_name (builder, "commune");
  if (location->commune == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  territory = etb_territory_new (NULL);
  if (territory != NULL)
    commune = etb_territory_get_present_commune (territory, location->commune);
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "code", location->commune);
  etb_cli_json_string (builder, "name", commune != NULL ? commune->name : NULL);
  json_builder_end_object (builder);
}

static void
print_json (const EtbLocation *location)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "state", is_known (location) ? "known" : "unknown");
  json_builder_set_member_name (builder, "generations");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    add_answer (builder, location->answers + i);
  json_builder_end_array (builder);
  add_commune (builder, location);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static void
say_answer (const EtbLocationAnswer *answer)
{
  g_autofree char *words = etb_location_answer_describe (answer);
  g_autofree char *source = etb_location_answer_describe_source (answer);

  etb_cli_say ("%s", words);
  if (source != NULL)
    etb_cli_say ("  %s", source);
}

static void
say_location (const EtbLocation *location)
{
  for (guint i = 0; i < ETB_GENERATIONS; i++)
    say_answer (location->answers + i);
  if (location->commune != NULL)
    {
      g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
      const EtbCommune *today
          = territory != NULL ? etb_territory_get_present_commune (territory, location->commune)
                              : NULL;
      g_autofree char *commune = today != NULL
                                     ? etb_territory_describe_commune (territory, today->code)
                                     : g_strdup (location->commune);

      etb_cli_say (_ ("Commune: %s"), commune);
    }
  else
    etb_cli_say (_ ("Commune: not known from the files at hand"));
}

/* ---- The command ------------------------------------------------------------------------------
 */

gboolean
etb_cli_read_degrees (const char *text, double *degrees)
{
  char *end = NULL;

  *degrees = g_ascii_strtod (text, &end);
  return end != text && *end == '\0' && isfinite (*degrees);
}

/* Numbers go last, after a "--": one below zero is no option. (transfer container) */
static char **
put_numbers_last (int argc, char **argv, int *count)
{
  static char mark[] = "--";
  GPtrArray *first = g_ptr_array_new (), *last = g_ptr_array_new ();
  double number;

  for (int i = 0; i < argc; i++)
    g_ptr_array_add (i > 0 && etb_cli_read_degrees (argv[i], &number) ? last : first, argv[i]);
  g_ptr_array_add (first, mark);
  g_ptr_array_extend_and_steal (first, last);
  *count = (int)first->len;
  g_ptr_array_add (first, NULL);
  return (char **)g_ptr_array_free (first, FALSE);
}

static int
locate (double longitude, double latitude, gboolean json)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbLocation) location
      = etb_atlas_locate (atlas, (EtbPoint){ longitude, latitude }, &error);

  if (g_error_matches (error, ETB_TERRITORY_ERROR, ETB_TERRITORY_ERROR_PLACE))
    return etb_cli_refuse (ETB_EXIT_USAGE, "%s", error->message);
  if (location == NULL)
    return etb_cli_fail_plainly (error);
  if (json)
    print_json (location);
  else
    say_location (location);
  return is_known (location)
             ? ETB_EXIT_YES
             : etb_cli_refuse (ETB_EXIT_NO,
                               _ ("It is not known whether this place is in a QPV: “etabli-cli "
                                  "territory import FILE” reads the contours of the State"));
}

int
etb_cli_territory_locate (int argc, char **argv)
{
  gboolean json = FALSE;
  g_autofree char *table = NULL;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL },
      { "csv", 0, 0, G_OPTION_ARG_FILENAME, &table,
        N_ ("Looks up each line of a table that has the columns lon and lat"), "FILE" },
        G_OPTION_ENTRY_NULL,
    };
  g_autofree char **arguments = put_numbers_last (argc, argv, &argc);
  double longitude, latitude;

  argv = arguments;
  if (!etb_cli_parse (&argc, &argv, entries, "LON LAT",
                      _ ("Says in which QPV a place is and how far the nearest limit is; longitude "
                         "then latitude, in degrees (WGS 84)."),
                         0, 2))
    return ETB_EXIT_USAGE;
  if (table != NULL && argc == 1)
    return etb_cli_territory_locate_table (table);
  if (table != NULL || argc != 3)
    return etb_cli_refuse (ETB_EXIT_USAGE,
                           _ ("Give a longitude and a latitude, or a table with --csv"));
  if (!etb_cli_read_degrees (argv[1], &longitude) || !etb_cli_read_degrees (argv[2], &latitude))
    return etb_cli_refuse (ETB_EXIT_USAGE,
                           _ ("“%s %s” are no coordinates: write the longitude then the latitude, "
                              "in degrees, such as 1.4442 43.6045"),
                              argv[1], argv[2]);
  return locate (longitude, latitude, json);
}
