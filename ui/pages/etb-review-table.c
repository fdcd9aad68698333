/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of amounts on the review page. Each row has its label on a line of its own and its
 * amounts under it, in columns, or one under the other: it reads the same in a narrow window. Rows
 * without any amount are counted, not shown. Called by the lines of the review page. */

#include <glib/gi18n-lib.h>

#include "etb-notice.h"
#include "etb-origin-words.h"
#include "etb-page-frame.h"
#include "etb-pair-layout.h"
#include "etb-review-private.h"

/* A table while it is drawn. */
typedef struct
{
  const EtbReview *review;
  const EtbItem *item;
  GtkBox *lines;
  guint empty; /* rows that were left out */
} Drawing;

static char *
cell_path (const EtbRow *row, const EtbColumn *column)
{
  return g_strconcat (row->path, "/", column->name, NULL);
}

/* Whether some cell of @row applies, and whether one holds something or is wrong. */
static gboolean
look_at_row (const Drawing *drawing, const EtbRow *row, gboolean *applies)
{
  gboolean filled = FALSE;

  *applies = FALSE;
  for (guint i = 0; i < drawing->item->columns->len; i++)
    {
      g_autofree char *path = cell_path (row, g_ptr_array_index (drawing->item->columns, i));
      g_autofree char *text = NULL;

      if (!etb_review_is_relevant (drawing->review, path))
        continue;
      *applies = TRUE;
      text = etb_review_text (drawing->review, path);
      filled = filled || *text != '\0' || g_hash_table_contains (drawing->review->messages, path)
               || g_hash_table_contains (drawing->review->missing, path);
    }
  return filled;
}

static void
attach_words (Drawing *drawing, GtkWidget *words)
{
  gtk_box_append (drawing->lines, words);
}

/* Room for one amount a column, one under the other where they are too wide. */
static GtkBox *
attach_amounts (Drawing *drawing)
{
  GtkWidget *amounts = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (amounts, etb_pair_layout_new (0));
  gtk_box_append (drawing->lines, amounts);
  return GTK_BOX (amounts);
}

static void
attach_cell (Drawing *drawing, const EtbRow *row, guint index, GtkBox *amounts)
{
  const EtbColumn *column = g_ptr_array_index (drawing->item->columns, index);
  g_autofree char *path = cell_path (row, column);
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;
  GtkWidget *cell = gtk_label_new (NULL);

  /* Without an amount it still holds the place of its column. */
  gtk_box_append (amounts, cell);
  if (!etb_review_is_relevant (drawing->review, path))
    return;
  text = etb_review_text (drawing->review, path);
  name = g_strdup_printf ("%s, %s: %s", row->label, column->label,
                          *text != '\0' ? text : _ ("empty"));
  gtk_label_set_label (GTK_LABEL (cell), *text != '\0' ? text : "–");
  gtk_label_set_xalign (GTK_LABEL (cell), 1);
  gtk_widget_add_css_class (cell, "etb-figures");
  if (row->kind != ETB_ROW_INPUT)
    gtk_widget_add_css_class (cell, "etb-total");
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* What is wrong in the cells of @row, under it. */
static void
attach_messages (Drawing *drawing, const EtbRow *row)
{
  for (guint i = 0; i < drawing->item->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (drawing->item->columns, i);
      g_autofree char *path = cell_path (row, column);
      const char *message = g_hash_table_lookup (drawing->review->messages, path);
      g_autofree char *words = NULL;

      if (message == NULL && g_hash_table_contains (drawing->review->missing, path))
        message = _ ("Missing: this answer is required.");
      if (message == NULL)
        continue;
      words = g_strdup_printf (_ ("%s: %s"), column->label, message);
      attach_words (drawing, etb_notice_new (ETB_NOTICE_ERROR, words));
    }
}

/* Whose the cells of @row are, where they are not the applicant's. */
static void
attach_origins (Drawing *drawing, const EtbRow *row)
{
  for (guint i = 0; i < drawing->item->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (drawing->item->columns, i);
      g_autofree char *path = cell_path (row, column);
      g_autofree char *origin = etb_origin_words (drawing->review->dossier, path);
      g_autofree char *words = NULL;

      if (origin == NULL)
        continue;
      words = g_strdup_printf (_ ("%s: %s"), column->label, origin);
      attach_words (drawing, etb_words_new (words, "etb-quiet"));
    }
}

static void
attach_row (Drawing *drawing, const EtbRow *row)
{
  g_autofree char *label = row->code != NULL ? g_strdup_printf ("%s – %s", row->code, row->label)
                                             : g_strdup (row->label);
  const char *css_class = row->kind != ETB_ROW_INPUT ? "etb-total" : NULL;
  GtkBox *amounts;

  attach_words (drawing, etb_words_new (label, css_class));
  amounts = attach_amounts (drawing);
  for (guint i = 0; i < drawing->item->columns->len; i++)
    attach_cell (drawing, row, i, amounts);
  attach_messages (drawing, row);
  attach_origins (drawing, row);
}

static void
attach_headings (Drawing *drawing)
{
  GtkBox *headings = attach_amounts (drawing);

  for (guint i = 0; i < drawing->item->columns->len; i++)
    {
      const EtbColumn *column = g_ptr_array_index (drawing->item->columns, i);
      GtkWidget *heading = etb_words_new (column->label, "etb-quiet");

      gtk_label_set_width_chars (GTK_LABEL (heading), 6);
      gtk_label_set_xalign (GTK_LABEL (heading), 1);
      gtk_label_set_justify (GTK_LABEL (heading), GTK_JUSTIFY_RIGHT);
      gtk_box_append (headings, heading);
    }
}

static void
attach_group (Drawing *drawing, const EtbRowGroup *group)
{
  gboolean titled = *group->label == '\0';

  for (guint i = 0; i < group->rows->len; i++)
    {
      const EtbRow *row = g_ptr_array_index (group->rows, i);
      gboolean applies;

      if (!look_at_row (drawing, row, &applies))
        {
          drawing->empty += applies && row->kind == ETB_ROW_INPUT ? 1 : 0;
          continue;
        }
      if (!titled && row->kind == ETB_ROW_INPUT)
        {
          attach_words (drawing, etb_words_new (group->label, "etb-group-label"));
          titled = TRUE;
        }
      attach_row (drawing, row);
    }
}

/* The first cell that a person may fill: where “Modify” leads. (transfer full) (nullable) */
static char *
first_path (const Drawing *drawing)
{
  for (guint i = 0; i < drawing->item->groups->len; i++)
    {
      const EtbRowGroup *group = g_ptr_array_index (drawing->item->groups, i);

      for (guint j = 0; j < group->rows->len; j++)
        {
          const EtbRow *row = g_ptr_array_index (group->rows, j);

          for (guint k = 0; row->kind == ETB_ROW_INPUT && k < drawing->item->columns->len; k++)
            {
              g_autofree char *path
                  = cell_path (row, g_ptr_array_index (drawing->item->columns, k));

              if (etb_review_is_relevant (drawing->review, path))
                return g_steal_pointer (&path);
            }
        }
    }
  return NULL;
}

GtkWidget *
etb_review_table_new (const EtbReview *review, const EtbItem *table)
{
  Drawing drawing = { .review = review, .item = table };
  g_autofree char *path = first_path (&drawing);
  GtkWidget *part;

  if (path == NULL)
    return NULL;

  part = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (part), etb_review_line_new (table->label, NULL,
                                                       etb_review_modify_new (table->label, path)));
  drawing.lines = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  gtk_widget_add_css_class (GTK_WIDGET (drawing.lines), "etb-amounts");
  attach_headings (&drawing);
  for (guint i = 0; i < table->groups->len; i++)
    attach_group (&drawing, g_ptr_array_index (table->groups, i));
  if (drawing.empty > 0)
    {
      g_autofree char *words = g_strdup_printf (
          g_dngettext (GETTEXT_PACKAGE, "%u line is empty.", "%u lines are empty.", drawing.empty),
          drawing.empty);

      attach_words (&drawing, etb_words_new (words, "etb-quiet"));
    }
  gtk_box_append (GTK_BOX (part), GTK_WIDGET (drawing.lines));
  return part;
}
