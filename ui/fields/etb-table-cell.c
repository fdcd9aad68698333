/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* One cell of a table. What is typed goes to the dossier half a second after the last key, sooner
 * than in a field, because totals follow; and when the focus leaves. Made by EtbTableView. */

#include "etb-table-cell.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "etb-accessible.h"
#include "etb-amount.h"
#include "etb-dossier-assistance.h"
#include "etb-table-clip.h"

/* After the first key, as in a field. */
#define COMMIT_DELAY_MS 500

struct _EtbTableCell
{
  GtkWidget parent_instance;

  EtbDossier *dossier;
  char *path;
  char *name;
  EtbValueType type;
  EtbRowKind kind;
  GtkWidget *entry; /* or NULL */
  GtkWidget *label; /* or NULL */
  char *stored;
  guint commit_source;
  gboolean filling;
  gboolean dirty;
};

G_DEFINE_FINAL_TYPE (EtbTableCell, etb_table_cell, GTK_TYPE_WIDGET)

enum
{
  PASTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
format (EtbTableCell *self, const char *stored)
{
  if (self->type == ETB_VALUE_AMOUNT)
    return etb_amount_show (stored);

  return etb_value_format (self->type, stored);
}

static char *
read_stored (EtbTableCell *self)
{
  EtbEvaluation *evaluation;
  char *stored;

  if (self->entry != NULL)
    {
      stored = etb_dossier_get_answer (self->dossier, self->path);
    }
  else
    {
      evaluation = etb_dossier_get_evaluation (self->dossier);
      stored = etb_instance_get (etb_evaluation_get_instance (evaluation), self->path);
    }

  return stored != NULL ? stored : g_strdup ("");
}

static void
show_balance (EtbTableCell *self, const char *shown, gint64 cents)
{
  g_autofree char *marked = g_strdup_printf ("%s %s", cents == 0 ? "✓" : "≠", shown);

  gtk_label_set_label (GTK_LABEL (self->label), marked);
  gtk_widget_remove_css_class (self->label, "etb-balanced");
  gtk_widget_remove_css_class (self->label, "etb-unbalanced");
  gtk_widget_add_css_class (self->label, cents == 0 ? "etb-balanced" : "etb-unbalanced");
}

/* Colour alone never tells: a balance has its mark, and words for a screen reader. */
static void
show_label (EtbTableCell *self, const char *shown)
{
  g_autofree char *words = NULL;
  gint64 cents;

  gtk_label_set_label (GTK_LABEL (self->label), *shown != '\0' ? shown : "–");
  if (self->kind == ETB_ROW_BALANCE && etb_value_parse_cents (self->stored, &cents))
    {
      show_balance (self, shown, cents);
      words = g_strdup_printf (cents == 0 ? _ ("%s: %s, balanced")
                                          : _ ("%s: %s, not balanced"), self->name, shown);
    }
  else
    {
      words
          = g_strdup_printf (_ ("%s: %s"), self->name, *shown != '\0' ? shown : _ ("nothing yet"));
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  words, -1);
}

static void
refill (EtbTableCell *self)
{
  g_autofree char *stored = read_stored (self);
  g_autofree char *shown = format (self, stored);

  g_free (self->stored);
  self->stored = g_steal_pointer (&stored);

  if (self->entry != NULL)
    {
      self->filling = TRUE;
      gtk_editable_set_text (GTK_EDITABLE (self->entry), shown);
      self->filling = FALSE;
    }
  else
    {
      show_label (self, shown);
    }
}

static gboolean
on_commit_due (gpointer user_data)
{
  EtbTableCell *self = ETB_TABLE_CELL (user_data);

  self->commit_source = 0;
  etb_table_cell_commit (self);

  return G_SOURCE_REMOVE;
}

static void
on_entry_changed (GtkEditable *editable, gpointer user_data)
{
  EtbTableCell *self = ETB_TABLE_CELL (user_data);

  if (self->filling)
    return;

  self->dirty = TRUE;
  if (self->commit_source == 0)
    self->commit_source = g_timeout_add (COMMIT_DELAY_MS, on_commit_due, self);
}

static void
on_focus_leave (GtkEventControllerFocus *controller, gpointer user_data)
{
  EtbTableCell *self = ETB_TABLE_CELL (user_data);

  if (self->dossier == NULL)
    return;

  etb_table_cell_commit (self);
  if (!self->dirty)
    refill (self);
}

static void
insert (EtbTableCell *self, const char *text)
{
  GtkEditable *editable = GTK_EDITABLE (self->entry);
  g_autofree char *line = g_strndup (text, strcspn (text, "\r\n"));
  int position;

  gtk_editable_delete_selection (editable);
  position = gtk_editable_get_position (editable);
  gtk_editable_insert_text (editable, line, -1, &position);
  gtk_editable_set_position (editable, position);
}

static void
on_clipboard_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (EtbTableCell) self = ETB_TABLE_CELL (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || self->entry == NULL)
    gtk_widget_error_bell (GTK_WIDGET (self));
  else if (etb_table_clip_is_block (text))
    g_signal_emit (self, signals[PASTED], 0, text);
  else if (gtk_editable_get_editable (GTK_EDITABLE (self->entry)))
    insert (self, text);
}

/* By key or from the menu. GTK would put a whole sheet in the one cell. */
static void
on_paste (GtkText *text, EtbTableCell *self)
{
  g_signal_stop_emission_by_name (text, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (self)), NULL,
                                 on_clipboard_read, g_object_ref (self));
}

static void
build_entry (EtbTableCell *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->entry = gtk_entry_new ();
  gtk_editable_set_alignment (GTK_EDITABLE (self->entry), 1);
  gtk_editable_set_width_chars (GTK_EDITABLE (self->entry), 5);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), 11);
  gtk_entry_set_input_purpose (GTK_ENTRY (self->entry), GTK_INPUT_PURPOSE_NUMBER);
  gtk_widget_add_css_class (self->entry, "etb-figures");
  gtk_widget_add_css_class (self->entry, "etb-cell");
  gtk_widget_set_valign (self->entry, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->name, -1);
  gtk_widget_set_parent (self->entry, GTK_WIDGET (self));

  g_signal_connect (self->entry, "changed", G_CALLBACK (on_entry_changed), self);
  g_signal_connect (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "paste-clipboard",
                    G_CALLBACK (on_paste), self);
  g_signal_connect (focus, "leave", G_CALLBACK (on_focus_leave), self);
  gtk_widget_add_controller (self->entry, focus);
}

static void
build_label (EtbTableCell *self)
{
  self->label = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->label), 1);
  gtk_widget_add_css_class (self->label, "etb-figures");
  gtk_widget_add_css_class (self->label, "etb-calculated");
  gtk_widget_set_parent (self->label, GTK_WIDGET (self));
}

static void
etb_table_cell_unroot (GtkWidget *widget)
{
  etb_table_cell_commit (ETB_TABLE_CELL (widget));

  GTK_WIDGET_CLASS (etb_table_cell_parent_class)->unroot (widget);
}

static void
etb_table_cell_dispose (GObject *object)
{
  EtbTableCell *self = ETB_TABLE_CELL (object);

  if (self->dossier != NULL)
    etb_table_cell_commit (self);
  g_clear_handle_id (&self->commit_source, g_source_remove);
  g_clear_object (&self->dossier);
  g_clear_pointer (&self->entry, gtk_widget_unparent);
  g_clear_pointer (&self->label, gtk_widget_unparent);

  G_OBJECT_CLASS (etb_table_cell_parent_class)->dispose (object);
}

static void
etb_table_cell_finalize (GObject *object)
{
  EtbTableCell *self = ETB_TABLE_CELL (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->stored);

  G_OBJECT_CLASS (etb_table_cell_parent_class)->finalize (object);
}

static void
etb_table_cell_class_init (EtbTableCellClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = etb_table_cell_dispose;
  object_class->finalize = etb_table_cell_finalize;
  widget_class->unroot = etb_table_cell_unroot;
  signals[PASTED] = g_signal_new ("pasted", ETB_TYPE_TABLE_CELL, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
etb_table_cell_init (EtbTableCell *self)
{
}

GtkWidget *
etb_table_cell_new (EtbDossier *dossier, const char *path, const char *name, EtbRowKind kind)
{
  EtbTableCell *self;
  const EtbBind *bind;

  g_return_val_if_fail (ETB_IS_DOSSIER (dossier), NULL);
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (ETB_TYPE_TABLE_CELL, NULL);
  self->dossier = g_object_ref (dossier);
  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->kind = kind;

  bind = etb_call_find_bind (etb_dossier_get_call (dossier), path);
  self->type = bind != NULL ? bind->type : ETB_VALUE_TEXT;
  if (kind == ETB_ROW_INPUT && (bind == NULL || bind->calculate == NULL))
    build_entry (self);
  else
    build_label (self);
  refill (self);

  return GTK_WIDGET (self);
}

const char *
etb_table_cell_get_path (EtbTableCell *self)
{
  g_return_val_if_fail (ETB_IS_TABLE_CELL (self), NULL);

  return self->path;
}

gboolean
etb_table_cell_is_input (EtbTableCell *self)
{
  g_return_val_if_fail (ETB_IS_TABLE_CELL (self), FALSE);

  return self->entry != NULL;
}

gboolean
etb_table_cell_is_relevant (EtbTableCell *self)
{
  g_return_val_if_fail (ETB_IS_TABLE_CELL (self), FALSE);

  return etb_evaluation_get_node (etb_dossier_get_evaluation (self->dossier), self->path)->relevant;
}

void
etb_table_cell_commit (EtbTableCell *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (ETB_IS_TABLE_CELL (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  if (!self->dirty || self->entry == NULL)
    return;

  /* Refused (a dossier that became read-only): the text stays, and stays dirty. */
  if (etb_dossier_set_answer (self->dossier, self->path,
                              gtk_editable_get_text (GTK_EDITABLE (self->entry)), &error))
    self->dirty = FALSE;
  else
    gtk_widget_set_tooltip_text (self->entry, error->message);
}

void
etb_table_cell_refresh (EtbTableCell *self)
{
  const EtbNodeState *node;
  g_autofree char *stored = NULL;

  g_return_if_fail (ETB_IS_TABLE_CELL (self));

  if (self->entry != NULL)
    {
      GtkStateFlags flags = gtk_widget_get_state_flags (self->entry);

      node = etb_evaluation_get_node (etb_dossier_get_evaluation (self->dossier), self->path);
      gtk_editable_set_editable (GTK_EDITABLE (self->entry),
                                 !node->readonly
                                     && etb_dossier_may_change (self->dossier, self->path));
      if (self->dirty || (flags & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
        return;
    }

  stored = read_stored (self);
  if (g_strcmp0 (stored, self->stored) != 0)
    refill (self);
}

void
etb_table_cell_reload (EtbTableCell *self)
{
  g_return_if_fail (ETB_IS_TABLE_CELL (self));

  g_clear_handle_id (&self->commit_source, g_source_remove);
  self->dirty = FALSE;
  refill (self);
}

void
etb_table_cell_set_problem (EtbTableCell *self, GtkWidget *words)
{
  g_return_if_fail (ETB_IS_TABLE_CELL (self));

  if (self->entry == NULL)
    return;

  etb_accessible_set_error (GTK_ACCESSIBLE (self->entry), words);
  if (words != NULL)
    {
      gtk_widget_add_css_class (self->entry, "error");
      etb_accessible_describe (GTK_ACCESSIBLE (self->entry), &words, 1);
    }
  else
    {
      gtk_widget_remove_css_class (self->entry, "error");
      etb_accessible_describe (GTK_ACCESSIBLE (self->entry), NULL, 0);
    }
}

void
etb_table_cell_focus (EtbTableCell *self)
{
  g_return_if_fail (ETB_IS_TABLE_CELL (self));

  /* A total is nobody's to write, but an error may lead to it: only text that can be selected takes
     the focus. */
  if (self->label != NULL)
    gtk_label_set_selectable (GTK_LABEL (self->label), TRUE);
  gtk_widget_grab_focus (self->label != NULL ? self->label : self->entry);
}

gboolean
etb_table_cell_is_at_edge (EtbTableCell *self, int step)
{
  GtkEditable *editable;
  int position;

  g_return_val_if_fail (ETB_IS_TABLE_CELL (self), FALSE);

  if (self->entry == NULL)
    return FALSE;
  editable = GTK_EDITABLE (self->entry);
  position = gtk_editable_get_position (editable);
  return !gtk_editable_get_selection_bounds (editable, NULL, NULL)
         && position == (step < 0 ? 0 : (int)g_utf8_strlen (gtk_editable_get_text (editable), -1));
}
