/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: the answers, in the order of the parcours: short ones beside their label, long ones under
 * it. Callers: etb-print.c. */

#include "etb-print-private.h"

#include <glib/gi18n-lib.h>

#include "etb-element.h"

#define LABEL_WIDTH 192.0
#define VALUE_X     (LABEL_WIDTH + 14.0)
/* Characters above which a value goes under its label. */
#define SHORT_LENGTH 220

static void
print_short (EtbSheet *sheet, const char *label, const char *text)
{
  const gboolean given = *text != '\0';
  const EtbCell cells[] = {
    { label, ETB_INK_LABEL, 0.0, LABEL_WIDTH, PANGO_ALIGN_LEFT },
    { given ? text
            : _ ("Not given"), given ? ETB_INK_BODY : ETB_INK_FAINT, VALUE_X,
                 ETB_SHEET_INNER - VALUE_X, PANGO_ALIGN_LEFT },
    };

  etb_sheet_row (sheet, cells, G_N_ELEMENTS (cells), ETB_ROW_RULE_BELOW);
}

static void
print_long (EtbSheet *sheet, const char *label, const char *text)
{
  etb_sheet_space (sheet, 3.0);
  etb_sheet_text (sheet, label, ETB_INK_LABEL, ETB_ROW_KEEP);
  etb_sheet_text (sheet, text, ETB_INK_BODY, ETB_ROW_RULE_BELOW);
}

static void
print_answer (EtbSheet *sheet, xmlNodePtr answer)
{
  g_autofree char *type = etb_element_attribute (answer, "type");
  g_autofree char *label = etb_element_text (answer, "label");
  g_autofree char *text = etb_element_text (answer, "text");
  const glong length = g_utf8_strlen (text, -1);

  etb_sheet_open (sheet, "LI");
  if (length > SHORT_LENGTH || (g_str_equal (type, "long-text") && length > 0))
    print_long (sheet, label, text);
  else
    print_short (sheet, label, text);
  etb_print_author (sheet, answer, VALUE_X);
  etb_sheet_close (sheet);
}

/* @answer and those that follow it at once, as one list. Returns: what comes after them */
static xmlNodePtr
print_list (EtbSheet *sheet, xmlNodePtr answer)
{
  etb_sheet_open (sheet, "L");
  for (; answer != NULL && etb_element_is (answer, "answer");
       answer = etb_element_next (answer, NULL))
    print_answer (sheet, answer);
  etb_sheet_close (sheet);
  return answer;
}

static void
print_repeat (EtbSheet *sheet, xmlNodePtr repeat)
{
  g_autofree char *label = etb_element_text (repeat, "label");
  xmlNodePtr line = etb_element_child (repeat, "line");

  etb_sheet_space (sheet, 6.0);
  if (line == NULL)
    {
      etb_sheet_open (sheet, "L");
      print_short (sheet, label, "");
      etb_sheet_close (sheet);
      return;
    }

  etb_sheet_text (sheet, label, ETB_INK_STRONG, ETB_ROW_KEEP);
  for (; line != NULL; line = etb_element_next (line, "line"))
    {
      g_autofree char *line_label = etb_element_text (line, "label");

      etb_sheet_space (sheet, 4.0);
      etb_sheet_text (sheet, line_label, ETB_INK_GROUP, ETB_ROW_SHADED | ETB_ROW_KEEP);
      print_list (sheet, etb_element_child (line, "answer"));
    }
  etb_print_repeat_chart (sheet, repeat);
}

static void
print_page (EtbSheet *sheet, xmlNodePtr page, const char *task_label)
{
  g_autofree char *label = etb_element_text (page, "label");

  if (!g_str_equal (label, task_label))
    etb_sheet_heading (sheet, label, 2);

  for (xmlNodePtr item = etb_element_child (page, NULL); item != NULL;)
    {
      if (etb_element_is (item, "answer"))
        {
          item = print_list (sheet, item);
          continue;
        }
      if (etb_element_is (item, "table"))
        etb_print_table (sheet, item);
      else if (etb_element_is (item, "repeat"))
        print_repeat (sheet, item);
      item = etb_element_next (item, NULL);
    }
  etb_print_ceiling_charts (sheet, page);
}

void
etb_print_answers (EtbSheet *sheet, xmlNodePtr dossier)
{
  xmlNodePtr answers = etb_element_child (dossier, "answers");

  for (xmlNodePtr task = etb_element_child (answers, "task"); task != NULL;
       task = etb_element_next (task, "task"))
    {
      g_autofree char *label = etb_element_text (task, "label");

      etb_sheet_heading (sheet, label, 1);
      for (xmlNodePtr page = etb_element_child (task, "page"); page != NULL;
           page = etb_element_next (page, "page"))
        print_page (sheet, page, label);
    }
}
