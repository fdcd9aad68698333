/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The calls that are shipped, for tests: read, filled from a file of answers, evaluated. */

#include "shipped-call.h"

#include <libxml/parser.h>

EtbCall *
shipped_call_load (const char *id)
{
  g_autofree char *name = g_strconcat (id, ".xml", NULL);
  const gboolean example = g_str_has_prefix (id, "exemple-");
  g_autofree char *file = g_build_filename (g_getenv ("ETABLI_DATA_DIR"), "calls",
                                            example ? "exemples" : ".", name, NULL);
  g_autoptr (GError) error = NULL;
  EtbCall *call = etb_call_new_from_file (file, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (etb_call_get_id (call), ==, id);

  return call;
}

EtbEvaluation *
shipped_call_evaluate (EtbCall *call, EtbInstance *instance, const char *today, GPtrArray *provided)
{
  g_autoptr (GArray) files = etb_provided_new ();
  const EtbFacts facts = { .today = today, .provided = files };
  g_autoptr (GError) error = NULL;
  g_autoptr (EtbRules) rules = etb_rules_new (call, &error);

  g_assert_no_error (error);

  for (guint i = 0; provided != NULL && i < provided->len; i++)
    etb_provided_add (files, g_ptr_array_index (provided, i), NULL);
  return etb_rules_evaluate (rules, instance, &facts);
}

static gboolean
is_repeat (EtbCall *call, const char *path)
{
  const EtbItem *item = etb_call_find_repeat (call, path);

  return item != NULL && g_str_equal (item->path, path);
}

/* Lines that the empty dossier begins with are used before any is added. */
static char *
line_path (EtbInstance *instance, const char *repeat, guint position)
{
  if (position > etb_instance_count_lines (instance, repeat))
    g_assert_nonnull (etb_instance_add_line (instance, repeat, NULL));

  return g_strdup_printf ("%s[%u]", repeat, position);
}

static void
fill (EtbInstance *instance, xmlNodePtr answers, const char *path)
{
  g_autoptr (GHashTable) positions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (xmlNodePtr child = xmlFirstElementChild (answers); child != NULL;
       child = xmlNextElementSibling (child))
    {
      g_autofree char *child_path = g_strdup_printf ("%s/%s", path, (const char *)child->name);

      if (is_repeat (etb_instance_get_call (instance), child_path))
        {
          guint position = GPOINTER_TO_UINT (g_hash_table_lookup (positions, child_path)) + 1;
          char *line = line_path (instance, child_path, position);

          g_hash_table_insert (positions, g_steal_pointer (&child_path),
                               GUINT_TO_POINTER (position));
          child_path = line;
        }

      if (xmlFirstElementChild (child) != NULL)
        fill (instance, child, child_path);
      else if (child->children != NULL)
        {
          xmlChar *text = xmlNodeGetContent (child);

          if (!etb_instance_set (instance, child_path, (const char *)text))
            g_error ("%s is no answer of the call", child_path);
          xmlFree (text);
        }
    }
}

EtbInstance *
shipped_call_read_answers (EtbCall *call, const char *file)
{
  EtbInstance *instance = etb_instance_new (call);
  xmlDocPtr document = xmlReadFile (file, NULL, XML_PARSE_NONET);

  g_assert_nonnull (document);
  fill (instance, xmlDocGetRootElement (document), "/dossier");
  xmlFreeDoc (document);

  return instance;
}
