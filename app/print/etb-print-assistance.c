/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the help that the applicant had, and under the answers that a helper typed, whose they are.
 * Callers: etb-print.c, etb-print-answers.c, etb-print-table.c. */

#include "etb-print-private.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"

/* "Camille Martin (Mairie d’Exemple)"; of somebody unknown, that they helped. */
static char *
describe_helper (xmlNodePtr dossier, const char *id)
{
  xmlNodePtr assistance = etb_element_child (dossier, "assistance");

  for (xmlNodePtr help = etb_element_child (assistance, "help"); help != NULL;
       help = etb_element_next (help, "help"))
    {
      g_autofree char *found = etb_element_attribute (help, "id");
      g_autofree char *name = etb_element_text (help, "helper");
      g_autofree char *organisation = etb_element_text (help, "organisation");

      if (!g_str_equal (found, id))
        continue;
      return *organisation != '\0' ? g_strdup_printf (_ ("%s (%s)"), name, organisation)
                                   : g_steal_pointer (&name);
    }

  return g_strdup (_ ("a helper"));
}

/* Returns: (transfer full) (nullable): NULL when the applicant typed @node */
static char *
describe_author (xmlNodePtr node)
{
  g_autofree char *author = etb_element_attribute (node, "author");
  g_autofree char *id = etb_element_attribute (node, "assistance");
  g_autofree char *review = etb_element_attribute (node, "read-back");
  g_autofree char *helper = NULL;

  if (*author == '\0' || g_str_equal (author, "porteur"))
    return NULL;
  helper = describe_helper (xmlDocGetRootElement (node->doc), id);
  if (g_str_equal (review, "accepted"))
    return g_strdup_printf (_ ("Typed by %s, read back and accepted by the applicant"), helper);
  if (g_str_equal (review, "refused"))
    return g_strdup_printf (_ ("Typed by %s, to be corrected by the applicant"), helper);
  return g_strdup_printf (_ ("Typed by %s, not read back by the applicant yet"), helper);
}

void
etb_print_author (EtbSheet *sheet, xmlNodePtr answer, double x)
{
  g_autofree char *words = describe_author (answer);
  const EtbCell cell = { words, ETB_INK_SMALL, x, ETB_SHEET_INNER - x, PANGO_ALIGN_LEFT };

  if (words != NULL)
    etb_sheet_row (sheet, &cell, 1, ETB_ROW_PLAIN);
}

/* "Achats, Année 1" under what is said of its author. */
static void
note_cell (GPtrArray *authors, GHashTable *cells, xmlNodePtr cell, const char *row,
           const char *column)
{
  g_autofree char *words = describe_author (cell);
  GString *list = words != NULL ? g_hash_table_lookup (cells, words) : NULL;

  if (words == NULL)
    return;
  if (list == NULL)
    {
      list = g_string_new (NULL);
      g_ptr_array_add (authors, g_strdup (words));
      g_hash_table_insert (cells, g_strdup (words), list);
    }
  g_string_append_printf (list, "%s%s – %s", list->len > 0 ? "; " : "", row, column);
}

static void
note_row (GPtrArray *authors, GHashTable *cells, xmlNodePtr row, xmlNodePtr first_column)
{
  g_autofree char *label = etb_element_text (row, "label");
  xmlNodePtr column = first_column;

  for (xmlNodePtr cell = etb_element_child (row, "cell"); cell != NULL && column != NULL;
       cell = etb_element_next (cell, "cell"), column = etb_element_next (column, "column"))
    {
      g_autofree char *head = etb_element_text (column, "label");

      note_cell (authors, cells, cell, label, head);
    }
}

static void
free_string (gpointer data)
{
  g_string_free (data, TRUE);
}

void
etb_print_cell_authors (EtbSheet *sheet, xmlNodePtr table)
{
  g_autoptr (GPtrArray) authors = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) cells
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_string);
  xmlNodePtr column = etb_element_child (table, "column");

  for (xmlNodePtr group = etb_element_child (table, "group"); group != NULL;
       group = etb_element_next (group, "group"))
    for (xmlNodePtr row = etb_element_child (group, "row"); row != NULL;
         row = etb_element_next (row, "row"))
      note_row (authors, cells, row, column);

  for (guint i = 0; i < authors->len; i++)
    {
      const char *words = g_ptr_array_index (authors, i);
      /* Translators: by whom amounts were typed, then which. */
      g_autofree char *line = g_strdup_printf (
          _ ("%s: %s"), words, ((GString *)g_hash_table_lookup (cells, words))->str);

      etb_sheet_text (sheet, line, ETB_INK_SMALL, ETB_ROW_PLAIN);
    }
}

/* ---- The part of its own ----------------------------------------------------------------------
 */

static void
print_instant (EtbSheet *sheet, xmlNodePtr help, const char *name, const char *label)
{
  g_autofree char *instant = etb_element_attribute (help, name);
  g_autofree char *words = *instant != '\0' ? etb_print_describe_instant (instant) : g_strdup ("");

  etb_print_fact (sheet, label, words, ETB_INK_BODY);
}

/* All of them when none is named. */
static char *
list_sections (xmlNodePtr help)
{
  GString *words = g_string_new (NULL);

  for (xmlNodePtr section = etb_element_child (help, "section"); section != NULL;
       section = etb_element_next (section, "section"))
    {
      g_autofree char *label = etb_element_text (section, "label");

      g_string_append_printf (words, "%s%s", words->len > 0 ? "\n" : "", label);
    }
  if (words->len == 0)
    g_string_append (words, _ ("The whole dossier"));
  return g_string_free (words, FALSE);
}

static char *
describe_mandate (xmlNodePtr help)
{
  g_autofree char *days = etb_element_attribute (help, "mandate-days");
  const guint64 count = g_ascii_strtoull (days, NULL, 10);

  if (count == 0)
    return g_strdup (_ ("None: in the applicant’s presence"));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u day", "%u days", (gulong)count),
                          (guint)count);
}

static void
print_consent (EtbSheet *sheet, xmlNodePtr help)
{
  xmlNodePtr consent = etb_element_child (help, "consent");
  g_autofree char *text = etb_element_text (help, "consent");
  g_autofree char *version = etb_element_attribute (consent, "version");
  g_autofree char *sha256 = etb_element_attribute (consent, "sha256");
  g_autofree char *head
      = g_strdup_printf (_ ("What the applicant agreed to (version %s of the wording)"), version);
  g_autofree char *digest = g_strdup_printf ("SHA-256 %s", sha256);

  etb_sheet_space (sheet, 4.0);
  etb_sheet_text (sheet, head, ETB_INK_SMALL_STRONG, ETB_ROW_KEEP);
  etb_sheet_text (sheet, text, ETB_INK_SMALL, ETB_ROW_PLAIN);
  etb_sheet_text (sheet, digest, ETB_INK_MONO, ETB_ROW_PLAIN);
}

static void
print_help (EtbSheet *sheet, xmlNodePtr help)
{
  g_autofree char *helper = etb_element_text (help, "helper");
  g_autofree char *organisation = etb_element_text (help, "organisation");
  g_autofree char *status = etb_element_text (help, "status");
  g_autofree char *sections = list_sections (help);
  g_autofree char *mandate = describe_mandate (help);

  etb_sheet_space (sheet, 6.0);
  etb_sheet_need (sheet, 120.0);
  etb_sheet_text (sheet, helper, ETB_INK_GROUP, ETB_ROW_SHADED | ETB_ROW_KEEP);
  etb_sheet_open (sheet, "L");
  etb_print_fact (sheet, _ ("Organisation"), organisation, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Status"), status, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("What the help was for"), sections, ETB_INK_BODY);
  etb_print_fact (sheet, _ ("Mandate"), mandate, ETB_INK_BODY);
  print_instant (sheet, help, "began", _ ("Began"));
  print_instant (sheet, help, "ended",
                 etb_element_flag (help, "expired") ? _ ("Ended by itself") : _ ("Ended"));
  print_instant (sheet, help, "read-back", _ ("Read back by the applicant"));
  etb_sheet_close (sheet);
  print_consent (sheet, help);
}

void
etb_print_assistance (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr assistance = etb_element_child (dossier, "assistance");

  if (etb_element_child (assistance, "help") == NULL)
    return;

  etb_sheet_heading (sheet, _ ("Help in person"), 1);
  etb_sheet_text (sheet,
                  _ ("Somebody helped the applicant to fill this dossier. The applicant alone made "
                     "the attestations and signs."),
                     ETB_INK_SMALL, ETB_ROW_PLAIN);
  for (xmlNodePtr help = etb_element_child (assistance, "help"); help != NULL;
       help = etb_element_next (help, "help"))
    print_help (sheet, help);
}
