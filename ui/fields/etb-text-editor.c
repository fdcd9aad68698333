/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A long answer in a window: see the header. Made by EtbLongTextField. */

#include "etb-text-editor.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-spelling-marks.h"

#define WIDTH 760
/* Of the height of the parent, which is often that of the screen. */
#define LEAST_HEIGHT 420

struct _EtbTextEditor
{
  AdwWindow parent_instance;

  GtkWidget *view;
  GtkWidget *question;
  GtkWidget *hint;
  GtkWidget *counter;
};

G_DEFINE_FINAL_TYPE (EtbTextEditor, etb_text_editor, ADW_TYPE_WINDOW)

static void
etb_text_editor_class_init (EtbTextEditorClass *class)
{
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (class), GDK_KEY_Escape, 0, "window.close",
                                       NULL);
}

static GtkWidget *
make_bar (void)
{
  GtkWidget *bar = adw_header_bar_new ();
  GtkWidget *done = gtk_button_new ();

  etb_button_set_words (done, _ ("_Done"));
  gtk_widget_add_css_class (done, "suggested-action");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (done), "window.close");
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), done);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  return bar;
}

static GtkWidget *
make_view (EtbTextEditor *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkTextView *view;

  self->view = gtk_text_view_new ();
  view = GTK_TEXT_VIEW (self->view);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  gtk_text_view_set_top_margin (view, 12);
  gtk_text_view_set_bottom_margin (view, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_MULTI_LINE,
                                  TRUE, -1);
  gtk_widget_set_focusable (scroller, FALSE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_add_css_class (scroller, "etb-text");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  return scroller;
}

static void
etb_text_editor_init (EtbTextEditor *self)
{
  GtkWidget *whole = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *column = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL,
                                    "spacing", 6, "margin-top", 12, "margin-bottom", 12,
                                    "margin-start", 12, "margin-end", 12, NULL);

  self->question = etb_words_new (NULL, "heading");
  self->hint = etb_words_new (NULL, "etb-quiet");
  self->counter = etb_words_new (NULL, "etb-quiet");
  gtk_box_append (GTK_BOX (column), self->question);
  gtk_box_append (GTK_BOX (column), self->hint);
  gtk_box_append (GTK_BOX (column), make_view (self));
  gtk_box_append (GTK_BOX (column), self->counter);
  gtk_box_append (GTK_BOX (whole), make_bar ());
  gtk_box_append (GTK_BOX (whole), column);
  adw_window_set_content (ADW_WINDOW (self), whole);
}

GtkWidget *
etb_text_editor_new (GtkWindow *parent, const char *question, const char *hint,
                     GtkTextBuffer *buffer)
{
  EtbTextEditor *self;
  const int height = parent != NULL ? gtk_widget_get_height (GTK_WIDGET (parent)) : 0;
  const int width = parent != NULL ? gtk_widget_get_width (GTK_WIDGET (parent)) : WIDTH;

  g_return_val_if_fail (question != NULL, NULL);
  g_return_val_if_fail (GTK_IS_TEXT_BUFFER (buffer), NULL);

  self = g_object_new (ETB_TYPE_TEXT_EDITOR, "transient-for", parent, "modal", TRUE, "title",
                       _ ("Long answer"), "default-width", CLAMP (width, 360, WIDTH),
                          "default-height", MAX (height, LEAST_HEIGHT), "destroy-with-parent", TRUE,
                          NULL);
  gtk_label_set_label (GTK_LABEL (self->question), question);
  gtk_label_set_label (GTK_LABEL (self->hint), hint != NULL ? hint : "");
  gtk_widget_set_visible (self->hint, hint != NULL);
  gtk_widget_set_visible (self->counter, FALSE);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (self->view), buffer);
  etb_spelling_marks_attach (GTK_TEXT_VIEW (self->view));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  question, -1);
  etb_accessible_describe (GTK_ACCESSIBLE (self->view),
                           (GtkWidget *[]){ self->hint, self->counter }, 2);
  gtk_window_set_focus (GTK_WINDOW (self), self->view);
  return GTK_WIDGET (self);
}

void
etb_text_editor_set_counter (EtbTextEditor *self, const char *text, gboolean over)
{
  g_return_if_fail (ETB_IS_TEXT_EDITOR (self));
  g_return_if_fail (text != NULL);

  gtk_label_set_label (GTK_LABEL (self->counter), text);
  gtk_widget_set_visible (self->counter, TRUE);
  if (over)
    gtk_widget_add_css_class (self->counter, "etb-problem");
  else
    gtk_widget_remove_css_class (self->counter, "etb-problem");
}
