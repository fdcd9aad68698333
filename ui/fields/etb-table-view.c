/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A table of amounts: cells, their moves by keyboard, totals, what is wrong.
 *
 * Invariant: `cells` holds row after row, each of as many cells as columns; row i of the table is
 * row `Line.grid_row` of the grid, which has headings as well. Made by EtbItemsView. */

#include "etb-table-view.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-table-bar.h"
#include "etb-table-cell.h"
#include "etb-table-grid.h"
#include "etb-table-rules.h"

/* Three columns have to fit beside one another on a telephone. */
#define COLUMN_LEAST_CHARS 6

typedef struct
{
  const EtbRow *row;
  guint grid_row;
  guint heading_row; /* of its group */
  GtkWidget *note;   /* what is wrong in the row */
  EtbTableCell **cells;
} Line;

struct _EtbTableView
{
  GtkBox parent_instance;

  EtbDossier *dossier;
  const EtbItem *item;
  GtkWidget *title;
  GtkWidget *bar;
  GtkWidget *grid;
  guint n_grid_rows;
  GPtrArray *lines; /* (element-type Line) */
  gboolean complaining;
};

static void etb_table_view_answer_view_init (EtbAnswerViewInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtbTableView, etb_table_view, GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETB_TYPE_ANSWER_VIEW,
                                                      etb_table_view_answer_view_init))

static void
line_free (gpointer data)
{
  Line *line = data;

  g_free (line->cells);
  g_free (line);
}

static EtbTableCell *
find_cell (EtbTableView *self, const char *path)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      for (guint j = 0; j < self->item->columns->len; j++)
        if (g_str_equal (etb_table_cell_get_path (line->cells[j]), path))
          return line->cells[j];
    }

  return NULL;
}

static gboolean
line_is_relevant (const Line *line)
{
  return etb_table_cell_is_relevant (line->cells[0]);
}

static const char *
problem_of (EtbTableView *self, const Line *line, guint column)
{
  EtbEvaluation *evaluation = etb_dossier_get_evaluation (self->dossier);

  if (!self->complaining || !line_is_relevant (line))
    return NULL;

  return etb_answer_problem (evaluation, etb_table_cell_get_path (line->cells[column]));
}

/* What is wrong in a row, one sentence a cell, then what criteria say of it, under it. */
static void
update_words (EtbTableView *self, const Line *line, GHashTable *rules)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint j = 0; j < self->item->columns->len; j++)
    {
      const EtbColumn *column = g_ptr_array_index (self->item->columns, j);
      const char *message = problem_of (self, line, j);

      if (message == NULL)
        continue;
      if (words->len > 0)
        g_string_append_c (words, '\n');
      g_string_append_printf (words, _ ("%s: %s"), column->label, message);
    }

  etb_table_rules_show (rules, line->row, words, line->note);
  for (guint j = 0; j < self->item->columns->len; j++)
    etb_table_cell_set_problem (line->cells[j],
                                problem_of (self, line, j) != NULL ? line->note : NULL);
}

static void
refresh (EtbTableView *self)
{
  g_autoptr (GHashTable) rules
      = etb_table_rules_of (etb_dossier_get_evaluation (self->dossier), self->item);
  gboolean any = FALSE, any_of_group = FALSE;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);
      const Line *next = i + 1 < self->lines->len ? g_ptr_array_index (self->lines, i + 1) : NULL;
      gboolean relevant = line_is_relevant (line);

      any = any || relevant;
      any_of_group = any_of_group || relevant;
      if (next == NULL || next->heading_row != line->heading_row)
        {
          etb_table_grid_set_row_visible (ETB_TABLE_GRID (self->grid), line->heading_row,
                                          any_of_group);
          any_of_group = FALSE;
        }
      etb_table_grid_set_row_visible (ETB_TABLE_GRID (self->grid), line->grid_row, relevant);
      for (guint j = 0; j < self->item->columns->len; j++)
        etb_table_cell_refresh (line->cells[j]);
      if (self->complaining || gtk_widget_get_visible (line->note)
          || g_hash_table_contains (rules, line->row->path))
        update_words (self, line, rules);
    }

  gtk_widget_set_visible (GTK_WIDGET (self), any);
}

static void
on_dossier_answer_changed (EtbDossier *dossier, const char *path, gpointer user_data)
{
  EtbTableView *self = ETB_TABLE_VIEW (user_data);
  EtbTableCell *cell;

  if (*path == '\0')
    return;

  cell = find_cell (self, path);
  if (cell != NULL)
    etb_table_cell_refresh (cell);
}

static void
on_dossier_verdicts_changed (EtbDossier *dossier, gpointer user_data)
{
  refresh (ETB_TABLE_VIEW (user_data));
}

/* Where the focus is: line and column. */
static gboolean
find_focus (EtbTableView *self, guint *line_out, guint *column_out)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      for (guint j = 0; j < self->item->columns->len; j++)
        if (gtk_widget_get_focus_child (self->grid) == GTK_WIDGET (line->cells[j]))
          {
            *line_out = i;
            *column_out = j;
            return TRUE;
          }
    }

  return FALSE;
}

/* To the nearest cell above or below that a person fills. */
static gboolean
move (EtbTableView *self, int step)
{
  guint line, column;

  if (!find_focus (self, &line, &column))
    return FALSE;

  for (int i = (int)line + step; i >= 0 && i < (int)self->lines->len; i += step)
    {
      const Line *other = g_ptr_array_index (self->lines, (guint)i);

      if (etb_table_cell_is_input (other->cells[column]) && line_is_relevant (other))
        {
          etb_table_cell_focus (other->cells[column]);
          return TRUE;
        }
    }

  return FALSE;
}

/* To the next cell of the line that a person fills, once the cursor is at the edge of this one. */
static gboolean
step_out (EtbTableView *self, int step)
{
  guint line, column;

  if (!find_focus (self, &line, &column))
    return FALSE;

  EtbTableCell **cells = ((Line *)g_ptr_array_index (self->lines, line))->cells;

  if (!etb_table_cell_is_at_edge (cells[column], step))
    return FALSE;
  for (int j = (int)column + step; j >= 0 && j < (int)self->item->columns->len; j += step)
    if (etb_table_cell_is_input (cells[j]))
      {
        etb_table_cell_focus (cells[j]);
        return TRUE;
      }
  return FALSE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller, guint keyval, guint keycode,
                GdkModifierType state, gpointer user_data)
{
  EtbTableView *self = ETB_TABLE_VIEW (user_data);

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;

  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return step_out (self, -1);
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return step_out (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      etb_answer_view_commit (ETB_ANSWER_VIEW (self));
      move (self, 1);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
on_cell_pasted (EtbTableCell *cell, const char *text, EtbTableView *self)
{
  etb_table_bar_paste (ETB_TABLE_BAR (self->bar), text, etb_table_cell_get_path (cell));
}

static void
on_pasted (EtbTableBar *bar, EtbTableView *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    for (guint j = 0; j < self->item->columns->len; j++)
      etb_table_cell_reload (((Line *)g_ptr_array_index (self->lines, i))->cells[j]);
}

static GtkWidget *
make_row_label (const EtbRow *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *text = NULL;
  GtkWidget *label;

  text = row->code != NULL ? g_strdup_printf ("%s – %s", row->code, row->label)
                           : g_strdup (row->label);
  label = etb_words_new (text, row->kind == ETB_ROW_INPUT ? NULL : "heading");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  if (row->hint != NULL && *row->hint != '\0')
    gtk_box_append (GTK_BOX (box), etb_words_new (row->hint, "etb-quiet"));

  return box;
}

static void
add_line (EtbTableView *self, const EtbRow *row, guint heading_row)
{
  guint n = self->item->columns->len;
  Line *line = g_new0 (Line, 1);

  line->row = row;
  line->heading_row = heading_row;
  line->grid_row = self->n_grid_rows++;
  line->note = etb_words_new (NULL, "etb-problem");
  line->cells = g_new0 (EtbTableCell *, n);
  gtk_widget_set_visible (line->note, FALSE);

  for (guint j = 0; j < n; j++)
    {
      const EtbColumn *column = g_ptr_array_index (self->item->columns, j);
      g_autofree char *path = g_strconcat (row->path, "/", column->name, NULL);
      g_autofree char *name = g_strdup_printf (_ ("%s, %s"), row->label, column->label);

      line->cells[j] = ETB_TABLE_CELL (etb_table_cell_new (self->dossier, path, name, row->kind));
      g_signal_connect_object (line->cells[j], "pasted", G_CALLBACK (on_cell_pasted), self, 0);
    }

  etb_table_grid_append (ETB_TABLE_GRID (self->grid), make_row_label (row),
                         (GtkWidget **)line->cells, line->note);
  g_ptr_array_add (self->lines, line);
}

/* The names of the columns stand again over each group, so that they are never far. */
static void
add_heading (EtbTableView *self, const EtbRowGroup *group)
{
  guint n = self->item->columns->len;
  g_autofree GtkWidget **cells = g_new0 (GtkWidget *, n);
  GtkWidget *label = etb_words_new (group->label, "heading");

  gtk_widget_add_css_class (label, "etb-group-label");
  for (guint j = 0; j < n; j++)
    {
      const EtbColumn *column = g_ptr_array_index (self->item->columns, j);

      cells[j] = etb_words_new (column->label, "etb-quiet");
      gtk_widget_add_css_class (cells[j], "etb-column-label");
      gtk_label_set_xalign (GTK_LABEL (cells[j]), 1);
      gtk_label_set_justify (GTK_LABEL (cells[j]), GTK_JUSTIFY_RIGHT);
      gtk_label_set_width_chars (GTK_LABEL (cells[j]), COLUMN_LEAST_CHARS);
      gtk_widget_set_valign (cells[j], GTK_ALIGN_END);
    }

  etb_table_grid_append (ETB_TABLE_GRID (self->grid), label, cells, NULL);
  self->n_grid_rows++;
}

static void
add_groups (EtbTableView *self)
{
  for (guint i = 0; i < self->item->groups->len; i++)
    {
      const EtbRowGroup *group = g_ptr_array_index (self->item->groups, i);

      guint heading_row = self->n_grid_rows;

      add_heading (self, group);
      for (guint j = 0; j < group->rows->len; j++)
        add_line (self, g_ptr_array_index (group->rows, j), heading_row);
    }
}

/* EtbAnswerView */

static void
etb_table_view_commit (EtbAnswerView *view)
{
  EtbTableView *self = ETB_TABLE_VIEW (view);

  for (guint i = 0; i < self->lines->len; i++)
    {
      const Line *line = g_ptr_array_index (self->lines, i);

      for (guint j = 0; j < self->item->columns->len; j++)
        etb_table_cell_commit (line->cells[j]);
    }
}

static gboolean
etb_table_view_owns (EtbAnswerView *view, const char *path)
{
  EtbTableView *self = ETB_TABLE_VIEW (view);
  EtbTableCell *cell = find_cell (self, path);

  return cell != NULL && etb_table_cell_is_relevant (cell);
}

static void
etb_table_view_reveal (EtbAnswerView *view, const char *path)
{
  EtbTableCell *cell = find_cell (ETB_TABLE_VIEW (view), path);

  if (cell != NULL)
    etb_table_cell_focus (cell);
}

static void
etb_table_view_show_problems (EtbAnswerView *view, EtbEvaluation *evaluation)
{
  EtbTableView *self = ETB_TABLE_VIEW (view);

  self->complaining = evaluation != NULL;
  refresh (self);
}

static void
etb_table_view_answer_view_init (EtbAnswerViewInterface *iface)
{
  iface->commit = etb_table_view_commit;
  iface->owns = etb_table_view_owns;
  iface->reveal = etb_table_view_reveal;
  iface->show_problems = etb_table_view_show_problems;
}

static void
etb_table_view_dispose (GObject *object)
{
  EtbTableView *self = ETB_TABLE_VIEW (object);

  if (self->dossier != NULL)
    g_signal_handlers_disconnect_by_data (self->dossier, self);
  g_clear_object (&self->dossier);
  g_ptr_array_set_size (self->lines, 0);

  G_OBJECT_CLASS (etb_table_view_parent_class)->dispose (object);
}

static void
etb_table_view_finalize (GObject *object)
{
  g_ptr_array_unref (ETB_TABLE_VIEW (object)->lines);

  G_OBJECT_CLASS (etb_table_view_parent_class)->finalize (object);
}

static void
etb_table_view_class_init (EtbTableViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = etb_table_view_dispose;
  object_class->finalize = etb_table_view_finalize;
}

static void
etb_table_view_init (EtbTableView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->lines = g_ptr_array_new_with_free_func (line_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
etb_table_view_new (EtbDossier *dossier, const EtbItem *item)
{
  EtbTableView *self;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (item != NULL && item->kind == ETB_ITEM_TABLE, NULL);

  self = g_object_new (ETB_TYPE_TABLE_VIEW, NULL);
  self->dossier = g_object_ref (dossier);
  self->item = item;

  self->title = etb_words_new (item->label, "title-4");
  gtk_box_append (GTK_BOX (self), self->title);
  gtk_box_append (GTK_BOX (self), etb_words_new (_ ("Amounts in euros. Leave empty what does not "
                                                    "apply to you: it counts as zero."),
                                                    "etb-quiet"));
  self->bar = etb_table_bar_new (dossier, item);
  g_signal_connect_object (self->bar, "pasting", G_CALLBACK (etb_answer_view_commit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "pasted", G_CALLBACK (on_pasted), self, 0);
  gtk_box_append (GTK_BOX (self), self->bar);
  self->grid = etb_table_grid_new (item->columns->len);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->grid), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title, NULL, -1);
  gtk_box_append (GTK_BOX (self), self->grid);
  add_groups (self);
  refresh (self);

  g_signal_connect_object (dossier, "answer-changed", G_CALLBACK (on_dossier_answer_changed), self,
                           0);
  g_signal_connect_object (dossier, "verdicts-changed", G_CALLBACK (on_dossier_verdicts_changed),
                           self, 0);

  return GTK_WIDGET (self);
}
