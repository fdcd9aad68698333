/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Paragraphs. Tab leaves the text (a text view would swallow it), the view grows with the text, and
 * the counter speaks of characters left when the call sets a limit. Nothing is cut: text over the
 * limit stays, and is said to be over. A button opens the same text in a window of its own.
 * Made by the factory only. */

#include "etb-long-text-field.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-field-private.h"
#include "etb-spelling-marks.h"
#include "etb-text-editor.h"

struct _EtbLongTextField
{
  EtbField parent_instance;

  GtkWidget *view;
  GtkTextBuffer *buffer; /* owned by the view */
  GtkWidget *larger;     /* opens the editor */
  EtbTextEditor *editor; /* while it is open, or NULL: a window owns itself */
};

G_DEFINE_FINAL_TYPE (EtbLongTextField, etb_long_text_field, ETB_TYPE_FIELD)

#define MIN_HEIGHT 132
#define MAX_HEIGHT 420

static void
update_counter (EtbLongTextField *self)
{
  const EtbBind *bind = etb_field_get_question (ETB_FIELD (self))->bind;
  guint limit = bind != NULL ? bind->max_length : 0;
  guint count = (guint)gtk_text_buffer_get_char_count (self->buffer);
  g_autofree char *text = NULL;

  if (limit == 0)
    return;

  if (count <= limit)
    text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character left out of %'u",
                                         "%'u characters left out of %'u", limit - count),
                            limit - count, limit);
  else
    text
        = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u character too many: the limit is %'u",
                                        "%'u characters too many: the limit is %'u", count - limit),
                           count - limit, limit);

  etb_field_frame_set_counter (etb_field_get_frame (ETB_FIELD (self)), text, count > limit);
  if (self->editor != NULL)
    etb_text_editor_set_counter (self->editor, text, count > limit);
}

static void
on_buffer_changed (GtkTextBuffer *buffer, gpointer user_data)
{
  EtbLongTextField *self = ETB_LONG_TEXT_FIELD (user_data);

  update_counter (self);
  etb_field_touch (ETB_FIELD (self), FALSE);
}

/* What was typed there is an answer at once, and one is back where one was. */
static void
on_editor_gone (EtbLongTextField *self)
{
  if (self->editor == NULL)
    return;
  g_clear_weak_pointer (&self->editor);
  etb_field_commit (ETB_FIELD (self));
  gtk_widget_grab_focus (self->view);
}

static void
on_larger (EtbLongTextField *self)
{
  const EtbItem *question = etb_field_get_question (ETB_FIELD (self));
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *editor = etb_text_editor_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                           question->label, question->hint, self->buffer);

  g_set_weak_pointer (&self->editor, ETB_TEXT_EDITOR (editor));
  update_counter (self);
  g_signal_connect_object (editor, "destroy", G_CALLBACK (on_editor_gone), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (editor));
}

static GtkWidget *
make_larger (EtbLongTextField *self)
{
  GtkWidget *button = gtk_button_new ();
  const EtbItem *question = etb_field_get_question (ETB_FIELD (self));
  g_autofree char *name
      = g_strdup_printf (_ ("%s: %s"), _ ("Write in a large window"), question->label);

  etb_button_set_words (button, _ ("Write in a large window"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "etb-link");
  g_signal_connect_object (button, "clicked", G_CALLBACK (on_larger), self, G_CONNECT_SWAPPED);
  return button;
}

/* Of the two, the one that takes what was not taken below it. Returns: (transfer none) */
static GtkEventController *
find_wheel (GtkWidget *scroller)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (scroller);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_SCROLL (controller)
          && gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_BUBBLE)
        return controller;
    }
  return NULL;
}

/* The wheel is for the text as long as there is more of it that way, then for the page: the toolkit
 * would stop the page at every text that comes under the pointer. */
static gboolean
on_wheel (GtkEventControllerScroll *before, double dx, double dy, GtkEventController *wheel)
{
  GtkWidget *scroller = gtk_event_controller_get_widget (wheel);
  GtkAdjustment *text = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  const double value = gtk_adjustment_get_value (text);
  const double last = gtk_adjustment_get_upper (text) - gtk_adjustment_get_page_size (text);
  const gboolean has_more = dy < 0 ? value > gtk_adjustment_get_lower (text) : value < last;

  gtk_event_controller_set_propagation_phase (wheel, has_more ? GTK_PHASE_BUBBLE : GTK_PHASE_NONE);
  return GDK_EVENT_PROPAGATE;
}

static void
share_wheel (GtkWidget *scroller)
{
  GtkEventController *wheel = find_wheel (scroller);
  GtkEventController *before
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);

  g_return_if_fail (wheel != NULL);

  gtk_event_controller_set_propagation_phase (before, GTK_PHASE_CAPTURE);
  g_signal_connect_object (before, "scroll", G_CALLBACK (on_wheel), wheel, 0);
  gtk_widget_add_controller (scroller, before);
}

static void
etb_long_text_field_build (EtbField *field)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  EtbLongTextField *self = ETB_LONG_TEXT_FIELD (field);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  etb_spelling_marks_attach (GTK_TEXT_VIEW (self->view));
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 9);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 8);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 8);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE,
                                  TRUE, -1);

  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_add_css_class (scroller, "etb-text");
  gtk_widget_set_overflow (scroller, GTK_OVERFLOW_HIDDEN);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN_HEIGHT);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  share_wheel (scroller);

  self->larger = make_larger (self);
  gtk_box_append (GTK_BOX (whole), scroller);
  gtk_box_append (GTK_BOX (whole), self->larger);
  etb_field_set_editor (field, whole, self->view);
  g_signal_connect (self->buffer, "changed", G_CALLBACK (on_buffer_changed), self);
}

static void
etb_long_text_field_show_value (EtbField *field, const char *stored)
{
  EtbLongTextField *self = ETB_LONG_TEXT_FIELD (field);

  /* Whoever types in the editor keeps their cursor, and what is not tidied yet. */
  if (self->editor == NULL)
    gtk_text_buffer_set_text (self->buffer, stored, -1);
  update_counter (self);
}

static char *
etb_long_text_field_get_typed (EtbField *field)
{
  EtbLongTextField *self = ETB_LONG_TEXT_FIELD (field);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);

  return gtk_text_buffer_get_text (self->buffer, &start, &end, FALSE);
}

static void
etb_long_text_field_set_editable (EtbField *field, gboolean editable)
{
  GtkWidget *view = ETB_LONG_TEXT_FIELD (field)->view;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), editable);
  gtk_widget_set_visible (ETB_LONG_TEXT_FIELD (field)->larger, editable);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_READ_ONLY,
                                  !editable, -1);
}

/* The window goes with the page, before what was typed becomes an answer. */
static void
etb_long_text_field_unroot (GtkWidget *widget)
{
  EtbLongTextField *self = ETB_LONG_TEXT_FIELD (widget);
  EtbTextEditor *editor = self->editor;

  g_clear_weak_pointer (&self->editor);
  if (editor != NULL)
    gtk_window_destroy (GTK_WINDOW (editor));
  GTK_WIDGET_CLASS (etb_long_text_field_parent_class)->unroot (widget);
}

static void
etb_long_text_field_class_init (EtbLongTextFieldClass *klass)
{
  EtbFieldClass *field_class = ETB_FIELD_CLASS (klass);

  GTK_WIDGET_CLASS (klass)->unroot = etb_long_text_field_unroot;
  field_class->build = etb_long_text_field_build;
  field_class->show_value = etb_long_text_field_show_value;
  field_class->get_typed = etb_long_text_field_get_typed;
  field_class->set_editable = etb_long_text_field_set_editable;
}

static void
etb_long_text_field_init (EtbLongTextField *self)
{
}
