/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the command territory find: communes, streets and addresses by what a person types.
 * Callers: etb-cli-territory. */

#include "etb-cli-territory.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define RESULTS 10

static void
add_degrees (JsonBuilder *builder, const char *name, double degrees)
{
  json_builder_set_member_name (builder, name);
  if (isnan (degrees))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, degrees);
}

static void
add_place (JsonBuilder *builder, const EtbFoundPlace *place)
{
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "kind", etb_found_place_kind_to_name (place->kind));
  etb_cli_json_string (builder, "code", place->code);
  etb_cli_json_string (builder, "name", place->name);
  etb_cli_json_string (builder, "commune", place->commune);
  etb_cli_json_string (builder, "department", place->department);
  etb_cli_json_string (builder, "postcode", place->postcode);
  etb_cli_json_string (builder, "former", place->former);
  etb_cli_json_string (builder, "position", etb_position_to_name (place->position));
  add_degrees (builder, "lon", place->lon);
  add_degrees (builder, "lat", place->lat);
  json_builder_end_object (builder);
}

static void
print_json (GPtrArray *places)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    add_place (builder, g_ptr_array_index (places, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

static void
say_place (const EtbFoundPlace *place)
{
  g_autofree char *label = etb_found_place_describe (place);
  g_autofree char *where = NULL;
  char lon[G_ASCII_DTOSTR_BUF_SIZE], lat[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isnan (place->lon))
    where = g_strdup_printf ("  %s %s", g_ascii_formatd (lon, sizeof lon, "%.6f", place->lon),
                             g_ascii_formatd (lat, sizeof lat, "%.6f", place->lat));
  if (place->former != NULL)
    /* Translators: INSEE code, commune; its former name. */
    etb_cli_say (_ ("%s  %s, formerly %s"), place->code, label, place->former);
  else
    etb_cli_say ("%s  %s%s", place->code, label, where != NULL ? where : "");
}

int
etb_cli_territory_find (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
  };
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  g_autoptr (GPtrArray) places = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *typed = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "TEXT",
                      _ ("Finds communes, and the streets and addresses of the départements that "
                         "you imported."),
                         1, G_MAXINT))
    return ETB_EXIT_USAGE;
  typed = g_strjoinv (" ", argv + 1);
  places = etb_atlas_find (atlas, typed, RESULTS, &error);
  if (places == NULL)
    return etb_cli_fail_plainly (error);
  if (json)
    print_json (places);
  else
    g_ptr_array_foreach (places, (GFunc)(GCallback)say_place, NULL);
  if (places->len == 0)
    return etb_cli_refuse (
        ETB_EXIT_NO, _ ("Nothing is called “%s” among communes and imported addresses"), typed);
  return ETB_EXIT_YES;
}
