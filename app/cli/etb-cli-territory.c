/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the commands territory import and territory status, and the way to the others of that name.
 * Callers: etb-cli.c. */

#include "etb-cli-territory.h"

#include <glib/gi18n-lib.h>

static void
say_skipped (const EtbDataset *source)
{
  gulong count = (gulong)source->skipped;

  if (g_str_equal (source->kind, ETB_DATASET_ADDRESSES))
    etb_cli_say (ngettext ("  Left out: %lu line without a street, a known commune or coordinates",
                           "  Left out: %lu lines without a street, a known commune or coordinates",
                           count),
                 count);
  else
    etb_cli_say (ngettext ("  Left out: %lu entry that is neither a QPV nor a commune",
                           "  Left out: %lu entries that are neither a QPV nor a commune", count),
                 count);
}

static void
say_source (const EtbDataset *source)
{
  g_autofree char *what = etb_dataset_describe (source);
  g_autofree char *imported = etb_dataset_describe_import (source);

  etb_cli_say ("%s", what);
  if (g_str_equal (source->kind, ETB_DATASET_QPV_LIST))
    etb_cli_say (_ ("  File: %s"), source->file);
  else if (*source->layer != '\0')
    etb_cli_say (_ ("  File: %s (%s), %s"), source->file, source->layer, source->crs);
  else
    etb_cli_say (_ ("  File: %s, %s"), source->file, source->crs);
  etb_cli_say (_ ("  SHA-256: %s"), source->sha256);
  etb_cli_say (_ ("  Imported: %s"), imported);
  if (source->skipped > 0)
    say_skipped (source);
}

void
etb_cli_json_dataset (JsonBuilder *builder, const EtbDataset *source)
{
  if (source == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "kind", source->kind);
  etb_cli_json_string (builder, "scope", source->scope);
  etb_cli_json_string (builder, "file", source->file);
  etb_cli_json_string (builder, "layer", source->layer);
  etb_cli_json_string (builder, "crs", source->crs);
  etb_cli_json_string (builder, "sha256", source->sha256);
  etb_cli_json_string (builder, "imported", source->imported);
  json_builder_set_member_name (builder, "count");
  json_builder_add_int_value (builder, source->count);
  json_builder_set_member_name (builder, "skipped");
  json_builder_add_int_value (builder, source->skipped);
  json_builder_end_object (builder);
}

/* ---- import -----------------------------------------------------------------------------------
 */

/* How many there were before of what @source holds; 0 for none. */
static gint64
count_before (GPtrArray *before, const EtbDataset *source)
{
  for (guint i = 0; before != NULL && i < before->len; i++)
    {
      const EtbDataset *other = g_ptr_array_index (before, i);

      if (g_str_equal (other->kind, source->kind) && g_str_equal (other->scope, source->scope))
        return other->count;
    }
  return 0;
}

static void
say_less (GPtrArray *before, const EtbDataset *source)
{
  gint64 count = count_before (before, source);

  if (count > source->count)
    etb_cli_say (_ ("  Less than before: it took the place of %lu"), (gulong)count);
}

/* All files are tried; the status is that of the first that failed. */
static int
import_files (int argc, char **argv)
{
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  int status = ETB_EXIT_YES;

  if (!etb_cli_parse (
          &argc, &argv, NULL, "FILE…",
          _ ("Reads the contours of QPV or of communes, the list of QPV, or the addresses of a "
             "département or a commune, from public files."),
             1, G_MAXINT))
    return ETB_EXIT_USAGE;
  for (int i = 1; i < argc; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) before = etb_atlas_get_sources (atlas, NULL);
      g_autoptr (EtbDataset) source = etb_atlas_import (atlas, argv[i], NULL, &error);

      if (source != NULL)
        {
          say_source (source);
          say_less (before, source);
        }
      else if (status == ETB_EXIT_YES)
        status = etb_cli_fail_plainly (error);
    }
  return status;
}

/* ---- status -----------------------------------------------------------------------------------
 */

static void
add_communes (JsonBuilder *builder)
{
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  g_autofree char *year = NULL, *sources = NULL, *licence = NULL;

  if (territory == NULL)
    return;
  etb_territory_get_sources (territory, &year, &sources, &licence);
  json_builder_set_member_name (builder, "communes");
  json_builder_begin_object (builder);
  etb_cli_json_string (builder, "year", year);
  etb_cli_json_string (builder, "sources", sources);
  etb_cli_json_string (builder, "licence", licence);
  json_builder_end_object (builder);
}

static void
say_communes (void)
{
  g_autoptr (EtbTerritory) territory = etb_territory_new (NULL);
  g_autofree char *words = territory != NULL ? etb_territory_describe_sources (territory) : NULL;

  if (words != NULL)
    etb_cli_say ("%s", words);
}

static void
print_json (GPtrArray *sources)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_communes (builder);
  json_builder_set_member_name (builder, "sources");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sources->len; i++)
    etb_cli_json_dataset (builder, g_ptr_array_index (sources, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  etb_cli_say_json (builder);
}

static int
show_status (int argc, char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("One JSON object"), NULL }, G_OPTION_ENTRY_NULL,
  };
  g_autoptr (EtbAtlas) atlas = etb_atlas_new (NULL);
  g_autoptr (GPtrArray) sources = NULL;
  g_autoptr (GError) error = NULL;

  if (!etb_cli_parse (&argc, &argv, entries, "",
                      _ ("Lists the territorial data that you imported."), 0, 0))
    return ETB_EXIT_USAGE;
  sources = etb_atlas_get_sources (atlas, &error);
  if (sources == NULL)
    return etb_cli_fail_plainly (error);
  if (json)
    print_json (sources);
  else
    {
      say_communes ();
      g_ptr_array_foreach (sources, (GFunc)(GCallback)say_source, NULL);
    }
  if (sources->len == 0)
    return etb_cli_refuse (ETB_EXIT_NO,
                           _ ("Nothing was imported yet: “etabli-cli territory import FILE…” reads "
                              "the contours of the QPV"));
  return ETB_EXIT_YES;
}

/* ---- The family -------------------------------------------------------------------------------
 */

int
etb_cli_territory (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    const char *both; /* messages name both words */
    EtbCommandRun run;
  } commands[] = {
    { "import", "territory import", import_files },
    { "status", "territory status", show_status },
    { "locate", "territory locate", etb_cli_territory_locate },
    { "find", "territory find", etb_cli_territory_find },
  };

  for (gsize i = 0; argc >= 2 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      {
        argv[1] = (char *)commands[i].both;
        return commands[i].run (argc - 1, argv + 1);
      }
  return etb_cli_refuse (ETB_EXIT_USAGE,
                         _ ("Usage: etabli-cli territory import FILE… | status [--json] | locate "
                            "LON LAT [--json] | locate --csv FILE | find TEXT [--json]"));
}
