/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: amounts as bars. Two kinds of amounts, whatever the call: those of one page that the call
 * holds to one ceiling, drawn against it; and those of lines that repeat, such as other grants,
 * each with what it is (its status). Invariant: nothing is summed or rounded: every figure written
 * is one of the document, and is printed in words beside the drawing as well. Callers:
 * etb-print-answers.c. */

#include <glib/gi18n-lib.h>

#include "etb-bar.h"
#include "etb-element.h"
#include "etb-print-private.h"
#include "etb-sheet-figure.h"

#define LABEL_WIDTH 180.0
#define BAR_X       (LABEL_WIDTH + 8.0)
#define BAR_WIDTH   152.0
#define TEXT_X      (BAR_X + BAR_WIDTH + 8.0)
#define LINE_HEIGHT 22.0 /* two lines of a label */
#define BAR_HEIGHT  10.0
#define HEAD_HEIGHT 17.0 /* the ceiling in words, above its line */
/* A figure that is longer is cut into several. */
#define MAX_BARS 30

typedef struct
{
  char *label;
  char *text; /* the amount, to read */
  char *kind; /* its status; "" when there is none */
  double amount;
  EtbBarFill fill;
} Bar;

/* Bars @first to @first + @n_bars - 1 of one figure. */
typedef struct
{
  GPtrArray *bars; /* of Bar */
  guint first;
  guint n_bars;
  double most;        /* what the whole width stands for */
  double ceiling;     /* 0: none */
  char *ceiling_text; /* or NULL */
} Chart;

static void
bar_free (Bar *bar)
{
  g_free (bar->label);
  g_free (bar->text);
  g_free (bar->kind);
  g_free (bar);
}

/* Takes @text. */
static void
add_bar (Chart *chart, const char *label, char *text, const char *value)
{
  Bar *bar = g_new0 (Bar, 1);

  bar->label = g_strdup (label);
  bar->text = text;
  bar->kind = g_strdup ("");
  bar->amount = MAX (g_ascii_strtod (value, NULL), 0.0);
  chart->most = MAX (chart->most, bar->amount);
  g_ptr_array_add (chart->bars, bar);
}

/* ---- Drawing ---- */

static char *
describe_amount (const Bar *bar)
{
  return *bar->kind != '\0' ? g_strdup_printf ("%s – %s", bar->text, bar->kind)
                            : g_strdup (bar->text);
}

static void
draw_ceiling (EtbSheet *sheet, cairo_t *cr, const Chart *chart, double height)
{
  const double x = BAR_X + BAR_WIDTH * chart->ceiling / chart->most;
  g_autofree char *words = g_strdup_printf (_ ("Ceiling: %s"), chart->ceiling_text);

  etb_bar_draw_ceiling (cr, x, HEAD_HEIGHT - 4.0, height, &etb_bar_paper);
  etb_sheet_draw_text (sheet, words, ETB_INK_SMALL_STRONG, x - 100.0, 0.0, 200.0, 1,
                       PANGO_ALIGN_CENTER);
}

/* One or two lines in the middle of the bar at @y. */
static void
draw_words (EtbSheet *sheet, const char *words, EtbInk ink, double x, double y, double width,
            PangoAlignment align)
{
  const double height = etb_sheet_measure (sheet, words, ink, width);

  etb_sheet_draw_text (sheet, words, ink, x, y + MAX ((LINE_HEIGHT - height) / 2, 0.0), width, 2,
                       align);
}

static void
draw_chart (EtbSheet *sheet, cairo_t *cr, double width, double height, gpointer data)
{
  const Chart *chart = data;
  double y = chart->ceiling > 0 ? HEAD_HEIGHT : 0.0;

  for (guint i = 0; i < chart->n_bars; i++, y += LINE_HEIGHT)
    {
      const Bar *bar = g_ptr_array_index (chart->bars, chart->first + i);
      g_autofree char *words = describe_amount (bar);
      const double length = chart->most > 0 ? BAR_WIDTH * bar->amount / chart->most : 0.0;

      draw_words (sheet, bar->label, ETB_INK_SMALL, 0.0, y, LABEL_WIDTH, PANGO_ALIGN_RIGHT);
      etb_bar_draw (cr, bar->fill, BAR_X, y + (LINE_HEIGHT - BAR_HEIGHT) / 2, length, BAR_HEIGHT,
                    &etb_bar_paper);
      draw_words (sheet, words, ETB_INK_SMALL_STRONG, TEXT_X, y, width - TEXT_X, PANGO_ALIGN_LEFT);
    }
  if (chart->ceiling > 0 && chart->most > 0)
    draw_ceiling (sheet, cr, chart, height);
}

/* "Année 1: 45 000 €. Année 2: …" */
static char *
describe_chart (const Chart *chart, const char *title)
{
  GString *words = g_string_new (title);

  if (chart->ceiling_text != NULL)
    {
      g_string_append (words, ". ");
      g_string_append_printf (words, _ ("Ceiling: %s"), chart->ceiling_text);
    }
  for (guint i = 0; i < chart->n_bars; i++)
    {
      const Bar *bar = g_ptr_array_index (chart->bars, chart->first + i);
      g_autofree char *amount = describe_amount (bar);

      g_string_append (words, ". ");
      g_string_append_printf (words, _ ("%s: %s"), bar->label, amount);
    }
  return g_string_free (words, FALSE);
}

static void
print_chart (EtbSheet *sheet, Chart *chart, const char *title)
{
  for (chart->first = 0; chart->first < chart->bars->len; chart->first += MAX_BARS)
    {
      double height;
      g_autofree char *alternative = NULL;

      chart->n_bars = MIN (chart->bars->len - chart->first, MAX_BARS);
      height = chart->n_bars * LINE_HEIGHT + (chart->ceiling > 0 ? HEAD_HEIGHT : 0.0);
      alternative = describe_chart (chart, title);
      etb_sheet_space (sheet, 8.0);
      etb_sheet_need (sheet, height + 24.0);
      etb_sheet_text (sheet, title, ETB_INK_GROUP, ETB_ROW_KEEP);
      etb_sheet_space (sheet, 3.0);
      etb_sheet_figure (sheet, height, alternative, draw_chart, chart);
      etb_sheet_space (sheet, 6.0);
    }
}

/* ---- Amounts under one ceiling ---- */

/* (transfer none) (nullable) */
static xmlNodePtr
find_ceiling (xmlNodePtr dossier, const char *path)
{
  xmlNodePtr verdicts = etb_element_child (dossier, "verdicts");

  for (xmlNodePtr verdict = etb_element_child (verdicts, "verdict"); verdict != NULL;
       verdict = etb_element_next (verdict, "verdict"))
    {
      xmlNodePtr ceiling = etb_element_child (verdict, "ceiling");
      g_autofree char *of = etb_element_attribute (ceiling, "path");

      if (ceiling != NULL && g_str_equal (of, path))
        return ceiling;
    }

  return NULL;
}

static void
chart_free (Chart *chart)
{
  g_ptr_array_unref (chart->bars);
  g_free (chart->ceiling_text);
  g_free (chart);
}

static Chart *
chart_new (void)
{
  Chart *chart = g_new0 (Chart, 1);

  chart->bars = g_ptr_array_new_with_free_func ((GDestroyNotify)bar_free);
  return chart;
}

/* The chart of @charts that has this ceiling, made when there is none. */
static Chart *
take_chart (GPtrArray *charts, xmlNodePtr ceiling)
{
  g_autofree char *value = etb_element_text (ceiling, "value");
  const double most = g_ascii_strtod (value, NULL);
  Chart *chart;

  for (guint i = 0; i < charts->len; i++)
    {
      chart = g_ptr_array_index (charts, i);
      if (chart->ceiling == most)
        return chart;
    }
  chart = chart_new ();
  chart->ceiling = chart->most = most;
  chart->ceiling_text = etb_element_text (ceiling, "text");
  g_ptr_array_add (charts, chart);
  return chart;
}

static void
add_held_answer (GPtrArray *charts, xmlNodePtr dossier, xmlNodePtr answer)
{
  g_autofree char *type = etb_element_attribute (answer, "type");
  g_autofree char *path = etb_element_attribute (answer, "path");
  g_autofree char *label = etb_element_text (answer, "label");
  g_autofree char *value = etb_element_text (answer, "value");
  xmlNodePtr ceiling = NULL;
  Chart *chart;
  Bar *bar;

  if (g_str_equal (type, "amount") && *value != '\0')
    ceiling = find_ceiling (dossier, path);
  if (ceiling == NULL)
    return;

  chart = take_chart (charts, ceiling);
  add_bar (chart, label, etb_element_text (answer, "text"), value);
  bar = g_ptr_array_index (chart->bars, chart->bars->len - 1);
  if (bar->amount > chart->ceiling)
    {
      g_free (bar->kind);
      bar->kind = g_strdup (_ ("above the ceiling"));
      bar->fill = ETB_BAR_STRIPES;
    }
}

void
etb_print_ceiling_charts (EtbSheet *sheet, xmlNodePtr page)
{
  xmlNodePtr dossier = xmlDocGetRootElement (page->doc);
  g_autoptr (GPtrArray) charts = g_ptr_array_new_with_free_func ((GDestroyNotify)chart_free);

  for (xmlNodePtr answer = etb_element_child (page, "answer"); answer != NULL;
       answer = etb_element_next (answer, "answer"))
    add_held_answer (charts, dossier, answer);

  for (guint i = 0; i < charts->len; i++)
    {
      Chart *chart = g_ptr_array_index (charts, i);

      /* One bar compares nothing. */
      if (chart->bars->len > 1)
        print_chart (sheet, chart, _ ("Amounts against the ceiling of the call"));
    }
}

/* ---- Amounts of lines that repeat ---- */

/* What a line says of itself: its first words, the choice before its amount, its last choice. */
typedef struct
{
  xmlNodePtr name;
  xmlNodePtr detail;
  xmlNodePtr amount;
  xmlNodePtr status;
} LineParts;

static LineParts
read_line (xmlNodePtr line)
{
  LineParts parts = { NULL };

  for (xmlNodePtr answer = etb_element_child (line, "answer"); answer != NULL;
       answer = etb_element_next (answer, "answer"))
    {
      g_autofree char *type = etb_element_attribute (answer, "type");

      if (parts.name == NULL && g_str_equal (type, "text"))
        parts.name = answer;
      else if (parts.amount == NULL && g_str_equal (type, "amount"))
        parts.amount = answer;
      else if (g_str_equal (type, "choice") && parts.amount == NULL)
        parts.detail = answer;
      else if (g_str_equal (type, "choice"))
        parts.status = answer;
    }

  return parts;
}

/* @kinds: each kind met, with its place. */
static void
add_line (Chart *chart, GHashTable *kinds, xmlNodePtr line)
{
  const LineParts parts = read_line (line);
  g_autofree char *value = parts.amount != NULL ? etb_element_text (parts.amount, "value") : NULL;
  g_autofree char *name = etb_element_text (parts.name != NULL ? parts.name : line,
                                            parts.name != NULL ? "text" : "label");
  g_autofree char *detail
      = parts.detail != NULL ? etb_element_text (parts.detail, "text") : g_strdup ("");
  g_autofree char *label
      = *detail != '\0' ? g_strdup_printf ("%s – %s", name, detail) : g_strdup (name);
  gpointer place = NULL;
  Bar *bar;

  if (value == NULL || *value == '\0')
    return;
  add_bar (chart, label, etb_element_text (parts.amount, "text"), value);
  if (parts.status == NULL)
    return;

  bar = g_ptr_array_index (chart->bars, chart->bars->len - 1);
  g_free (bar->kind);
  bar->kind = etb_element_text (parts.status, "text");
  if (!g_hash_table_lookup_extended (kinds, bar->kind, NULL, &place))
    {
      place = GUINT_TO_POINTER (g_hash_table_size (kinds) % ETB_BAR_N_FILLS);
      g_hash_table_insert (kinds, g_strdup (bar->kind), place);
    }
  bar->fill = (EtbBarFill)GPOINTER_TO_UINT (place);
}

void
etb_print_repeat_chart (EtbSheet *sheet, xmlNodePtr repeat)
{
  g_autoptr (GHashTable) kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *label = etb_element_text (repeat, "label");
  g_autofree char *title = g_strdup_printf (_ ("%s: the amounts side by side"), label);
  Chart *chart = chart_new ();

  for (xmlNodePtr line = etb_element_child (repeat, "line"); line != NULL;
       line = etb_element_next (line, "line"))
    add_line (chart, kinds, line);
  if (chart->bars->len > 1)
    print_chart (sheet, chart, title);
  chart_free (chart);
}
