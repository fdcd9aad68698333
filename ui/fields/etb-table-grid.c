/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The layout of a budget table: one line a row where there is room, folded rows where there is not,
 * and the cells of a row one under the other where even those are too wide (large text).
 *
 * Invariants: all cells have one width, so that figures stand in columns in every form; the minimum
 * width is that of the last form.
 * Used by EtbTableView. */

#include "etb-table-grid.h"

#define COLUMN_GAP 8
#define ROW_GAP    6
/* In the form of one line, a label gets at least this. */
#define LABEL_MIN_WIDTH   220
#define LABEL_MAX_NATURAL 460

typedef struct
{
  GtkWidget *label;
  GtkWidget **cells;
  GtkWidget *note; /* or NULL */
} Row;

struct _EtbTableGrid
{
  GtkWidget parent_instance;

  guint n_columns;
  GPtrArray *rows; /* (element-type Row) */
};

G_DEFINE_FINAL_TYPE (EtbTableGrid, etb_table_grid, GTK_TYPE_WIDGET)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->cells);
  g_free (row);
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, minimum, natural, NULL, NULL);
}

static int
height_at (GtkWidget *widget, int width)
{
  int minimum, natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_VERTICAL, width, &minimum, &natural, NULL, NULL);

  return natural;
}

/* The widths that all rows share. */
static void
measure_columns (EtbTableGrid *self, int *label_min, int *label_nat, int *cell_min, int *cell_nat)
{
  *label_min = *label_nat = *cell_min = *cell_nat = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);
      int minimum, natural;

      if (!gtk_widget_get_visible (row->label))
        continue;

      measure_width (row->label, &minimum, &natural);
      *label_min = MAX (*label_min, minimum);
      *label_nat = MAX (*label_nat, MIN (natural, LABEL_MAX_NATURAL));
      for (guint j = 0; j < self->n_columns; j++)
        {
          measure_width (row->cells[j], &minimum, &natural);
          *cell_min = MAX (*cell_min, minimum);
          *cell_nat = MAX (*cell_nat, natural);
        }
    }
}

typedef struct
{
  gboolean folded;
  gboolean stacked; /* folded, and its cells one under the other */
  int label_width;
  int cell_width;
  int cells_start; /* x of the first cell */
} Form;

static Form
form_at (EtbTableGrid *self, int width)
{
  int n = (int)self->n_columns;
  int label_min, label_nat, cell_min, cell_nat;
  Form form;

  measure_columns (self, &label_min, &label_nat, &cell_min, &cell_nat);
  form.folded = width < MAX (label_min, LABEL_MIN_WIDTH) + n * (cell_nat + COLUMN_GAP);
  form.stacked = width < n * cell_min + (n - 1) * COLUMN_GAP;
  if (form.folded)
    {
      form.label_width = width;
      form.cell_width = n > 0 ? (width - (n - 1) * COLUMN_GAP) / n : 0;
      if (form.stacked)
        form.cell_width = MIN (width, cell_nat);
      form.cells_start = 0;
    }
  else
    {
      form.cell_width = cell_nat;
      form.label_width = width - n * (cell_nat + COLUMN_GAP);
      form.cells_start = form.label_width + COLUMN_GAP;
    }

  return form;
}

static int
height_of_line (EtbTableGrid *self, const Row *row, int width)
{
  int height = 0;

  for (guint j = 0; j < self->n_columns; j++)
    height = MAX (height, height_at (row->cells[j], width));

  return height;
}

static int
height_of_cells (EtbTableGrid *self, const Row *row, const Form *form)
{
  int line = height_of_line (self, row, form->cell_width);

  return form->stacked && line > 0 ? (int)self->n_columns * (line + ROW_GAP) - ROW_GAP : line;
}

static int
height_of_row (EtbTableGrid *self, const Row *row, const Form *form, int width)
{
  int label = height_at (row->label, form->label_width);
  int cells = height_of_cells (self, row, form);
  int height = form->folded ? label + (cells > 0 ? ROW_GAP / 2 + cells : 0) : MAX (label, cells);

  if (row->note != NULL && gtk_widget_get_visible (row->note))
    height += ROW_GAP / 2 + height_at (row->note, width);

  return height;
}

static GtkSizeRequestMode
etb_table_grid_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
etb_table_grid_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  EtbTableGrid *self = ETB_TABLE_GRID (widget);
  int n = (int)self->n_columns;
  int label_min, label_nat, cell_min, cell_nat;
  int stacked;

  measure_columns (self, &label_min, &label_nat, &cell_min, &cell_nat);
  stacked = MAX (label_min, cell_min);

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = stacked;
      *natural = MAX (stacked, MAX (label_nat, LABEL_MIN_WIDTH) + n * (cell_nat + COLUMN_GAP));
    }
  else
    {
      int width = MAX (for_size, stacked);
      Form form = form_at (self, width);
      int height = 0;

      for (guint i = 0; i < self->rows->len; i++)
        {
          const Row *row = g_ptr_array_index (self->rows, i);

          if (gtk_widget_get_visible (row->label))
            height += height_of_row (self, row, &form, width) + ROW_GAP;
        }
      *minimum = *natural = height;
    }
}

/* Left to right, or right to left. */
static void
place (EtbTableGrid *self, GtkWidget *child, int x, int y, int width, int height, int total)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { rtl ? total - x - width : x, y, width, height };

  gtk_widget_size_allocate (child, &allocation, -1);
}

static void
place_row (EtbTableGrid *self, const Row *row, const Form *form, int y, int total)
{
  int label_height = height_at (row->label, form->label_width);
  int cells_height = height_of_cells (self, row, form);
  int line_height = MAX (label_height, cells_height);
  int cells_y = form->folded ? y + label_height + ROW_GAP / 2 : y;
  int end;

  place (self, row->label, 0, y, form->label_width, form->folded ? label_height : line_height,
         total);
  for (int j = 0; j < (int)self->n_columns; j++)
    {
      int one = form->stacked  ? height_of_line (self, row, form->cell_width)
                : form->folded ? cells_height
                               : line_height;
      int x = form->stacked ? 0 : j * (form->cell_width + COLUMN_GAP);

      place (self, row->cells[j], form->cells_start + x,
             form->stacked ? cells_y + j * (one + ROW_GAP) : cells_y, form->cell_width, one, total);
    }

  end = form->folded ? cells_y + cells_height : y + line_height;
  if (row->note != NULL && gtk_widget_get_visible (row->note))
    place (self, row->note, 0, end + ROW_GAP / 2, total, height_at (row->note, total), total);
}

static void
etb_table_grid_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  EtbTableGrid *self = ETB_TABLE_GRID (widget);
  Form form = form_at (self, width);
  int y = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (self->rows, i);

      if (!gtk_widget_get_visible (row->label))
        continue;
      place_row (self, row, &form, y, width);
      y += height_of_row (self, row, &form, width) + ROW_GAP;
    }
}

static void
etb_table_grid_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  g_ptr_array_set_size (ETB_TABLE_GRID (object)->rows, 0);

  G_OBJECT_CLASS (etb_table_grid_parent_class)->dispose (object);
}

static void
etb_table_grid_finalize (GObject *object)
{
  g_ptr_array_unref (ETB_TABLE_GRID (object)->rows);

  G_OBJECT_CLASS (etb_table_grid_parent_class)->finalize (object);
}

static void
etb_table_grid_class_init (EtbTableGridClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_table_grid_dispose;
  object_class->finalize = etb_table_grid_finalize;
  widget_class->get_request_mode = etb_table_grid_get_request_mode;
  widget_class->measure = etb_table_grid_measure;
  widget_class->size_allocate = etb_table_grid_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "etb-table");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
etb_table_grid_init (EtbTableGrid *self)
{
  self->rows = g_ptr_array_new_with_free_func (row_free);
}

GtkWidget *
etb_table_grid_new (guint n_columns)
{
  EtbTableGrid *self = g_object_new (ETB_TYPE_TABLE_GRID, NULL);

  self->n_columns = n_columns;

  return GTK_WIDGET (self);
}

void
etb_table_grid_append (EtbTableGrid *self, GtkWidget *label, GtkWidget **cells, GtkWidget *note)
{
  Row *row;

  g_return_if_fail (ETB_IS_TABLE_GRID (self));
  g_return_if_fail (GTK_IS_WIDGET (label));

  row = g_new0 (Row, 1);
  row->label = label;
  row->cells = g_memdup2 (cells, self->n_columns * sizeof (GtkWidget *));
  row->note = note;
  g_ptr_array_add (self->rows, row);

  gtk_widget_set_parent (label, GTK_WIDGET (self));
  for (guint j = 0; j < self->n_columns; j++)
    gtk_widget_set_parent (cells[j], GTK_WIDGET (self));
  if (note != NULL)
    gtk_widget_set_parent (note, GTK_WIDGET (self));
}

void
etb_table_grid_set_row_visible (EtbTableGrid *self, guint row, gboolean visible)
{
  const Row *shown;

  g_return_if_fail (ETB_IS_TABLE_GRID (self));
  g_return_if_fail (row < self->rows->len);

  shown = g_ptr_array_index (self->rows, row);
  if (gtk_widget_get_visible (shown->label) == visible)
    return;

  gtk_widget_set_visible (shown->label, visible);
  for (guint j = 0; j < self->n_columns; j++)
    gtk_widget_set_visible (shown->cells[j], visible);
}

gboolean
etb_table_grid_folds_at (EtbTableGrid *self, int width)
{
  g_return_val_if_fail (ETB_IS_TABLE_GRID (self), FALSE);

  return form_at (self, width).folded;
}
