/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A shelf: see the header. Top to bottom: card or words for none, progress, message, buttons. */

#include "etb-shelf.h"

#include <glib/gi18n-lib.h>

#include "etb-page-frame.h"
#include "etb-wrap-layout.h"

#define ACTIONS_KEY "etb-actions"

typedef struct
{
  GtkWidget *rows;  /* the card */
  GtkWidget *empty; /* words */
  GtkWidget *progress;
  GtkSpinner *spinner;
  GtkLabel *doing;
  GtkWidget *cancel;
  GtkWidget *message;
  EtbNotice *notice;
  GtkWidget *undo;
  GtkWidget *buttons;
  GCancellable *cancellable; /* of what is under way, or NULL */
} EtbShelfPrivate;

G_DEFINE_TYPE_WITH_PRIVATE (EtbShelf, etb_shelf, GTK_TYPE_BOX)

static guint undo_signal;

static EtbShelfPrivate *
private_of (EtbShelf *self)
{
  return etb_shelf_get_instance_private (self);
}

static void
on_undo_clicked (EtbShelf *self)
{
  g_signal_emit (self, undo_signal, 0);
}

static void
on_cancel_clicked (EtbShelf *self)
{
  EtbShelfPrivate *priv = private_of (self);

  if (priv->cancellable != NULL)
    g_cancellable_cancel (priv->cancellable);
}

static void
etb_shelf_dispose (GObject *object)
{
  g_clear_object (&private_of (ETB_SHELF (object))->cancellable);
  G_OBJECT_CLASS (etb_shelf_parent_class)->dispose (object);
}

static void
etb_shelf_class_init (EtbShelfClass *class)
{
  G_OBJECT_CLASS (class)->dispose = etb_shelf_dispose;
  undo_signal = g_signal_new ("undo", ETB_TYPE_SHELF, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 0);
}

static void
add_progress (EtbShelf *self)
{
  EtbShelfPrivate *priv = private_of (self);

  priv->progress = etb_wrap_box_new ();
  priv->spinner = GTK_SPINNER (gtk_spinner_new ());
  priv->doing = GTK_LABEL (etb_words_new (NULL, NULL));
  priv->cancel = gtk_button_new_with_label (_ ("Cancel"));
  gtk_widget_set_hexpand (GTK_WIDGET (priv->doing), TRUE);
  gtk_widget_set_valign (priv->cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (priv->progress), GTK_WIDGET (priv->spinner));
  gtk_box_append (GTK_BOX (priv->progress), GTK_WIDGET (priv->doing));
  gtk_box_append (GTK_BOX (priv->progress), priv->cancel);
  gtk_widget_set_visible (priv->progress, FALSE);
  g_signal_connect_swapped (priv->cancel, "clicked", G_CALLBACK (on_cancel_clicked), self);
  gtk_box_append (GTK_BOX (self), priv->progress);
}

static void
add_message (EtbShelf *self)
{
  EtbShelfPrivate *priv = private_of (self);

  priv->message = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  priv->notice = ETB_NOTICE (
      g_object_new (ETB_TYPE_NOTICE, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, NULL));
  priv->undo = gtk_button_new_with_label (_ ("Put back"));
  gtk_widget_set_halign (priv->undo, GTK_ALIGN_START);
  gtk_widget_set_visible (priv->undo, FALSE);
  g_signal_connect_swapped (priv->undo, "clicked", G_CALLBACK (on_undo_clicked), self);
  gtk_box_append (GTK_BOX (priv->message), GTK_WIDGET (priv->notice));
  gtk_box_append (GTK_BOX (priv->message), priv->undo);
  gtk_widget_set_visible (priv->message, FALSE);
  gtk_box_append (GTK_BOX (self), priv->message);
}

static void
etb_shelf_init (EtbShelf *self)
{
  EtbShelfPrivate *priv = private_of (self);

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  priv->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_widget_add_css_class (priv->rows, "card");
  gtk_widget_add_css_class (priv->rows, "etb-lines");
  gtk_widget_set_visible (priv->rows, FALSE);
  gtk_box_append (GTK_BOX (self), priv->rows);
  priv->empty = etb_words_new (NULL, NULL);
  gtk_box_append (GTK_BOX (self), priv->empty);
  add_progress (self);
  add_message (self);
  priv->buttons = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_halign (priv->buttons, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (self), priv->buttons);
}

/* GTK goes wrong when what has the focus goes away. */
static void
save_focus (EtbShelf *self, GtkWidget *going)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *first = gtk_widget_get_first_child (private_of (self)->buttons);

  if (focus != NULL && first != NULL && (focus == going || gtk_widget_is_ancestor (focus, going)))
    gtk_widget_grab_focus (first);
}

void
etb_shelf_clear (EtbShelf *self, const char *empty)
{
  EtbShelfPrivate *priv;
  GtkWidget *child;

  g_return_if_fail (ETB_IS_SHELF (self));

  priv = private_of (self);
  save_focus (self, priv->rows);
  while ((child = gtk_widget_get_first_child (priv->rows)) != NULL)
    gtk_box_remove (GTK_BOX (priv->rows), child);
  gtk_widget_set_visible (priv->rows, FALSE);
  gtk_label_set_label (GTK_LABEL (priv->empty), empty);
  gtk_widget_set_visible (priv->empty, TRUE);
}

GtkWidget *
etb_shelf_add_row (EtbShelf *self, const char *title, const char *const *lines, const char *problem)
{
  EtbShelfPrivate *priv;
  GtkWidget *row;
  GtkWidget *actions;

  g_return_val_if_fail (ETB_IS_SHELF (self), NULL);

  priv = private_of (self);
  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  actions = etb_wrap_box_new ();
  gtk_widget_add_css_class (row, "etb-line");
  gtk_box_append (GTK_BOX (row), etb_words_new (title, "heading"));
  for (guint i = 0; lines[i] != NULL; i++)
    gtk_box_append (GTK_BOX (row), etb_words_new (lines[i], "etb-quiet"));
  if (problem != NULL)
    gtk_box_append (GTK_BOX (row), etb_notice_new (ETB_NOTICE_WARNING, problem));
  gtk_widget_set_visible (actions, FALSE);
  gtk_box_append (GTK_BOX (row), actions);
  g_object_set_data (G_OBJECT (row), ACTIONS_KEY, actions);
  gtk_box_append (GTK_BOX (priv->rows), row);
  gtk_widget_set_visible (priv->rows, TRUE);
  gtk_widget_set_visible (priv->empty, FALSE);
  return row;
}

GtkWidget *
etb_shelf_add_row_button (GtkWidget *row, const char *label, const char *name)
{
  GtkWidget *actions = g_object_get_data (G_OBJECT (row), ACTIONS_KEY);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_box_append (GTK_BOX (actions), button);
  gtk_widget_set_visible (actions, TRUE);
  return button;
}

GtkWidget *
etb_shelf_add_button (EtbShelf *self, const char *label)
{
  GtkWidget *button;

  g_return_val_if_fail (ETB_IS_SHELF (self), NULL);

  button = gtk_button_new ();
  etb_button_set_words (button, label);
  gtk_box_append (GTK_BOX (private_of (self)->buttons), button);
  return button;
}

static void
say (EtbShelf *self, EtbNoticeKind kind, const char *text, gboolean undoable)
{
  EtbShelfPrivate *priv = private_of (self);

  if (!undoable)
    save_focus (self, priv->undo);
  etb_notice_say (priv->notice, kind, text);
  gtk_widget_set_visible (priv->message, text != NULL);
  gtk_widget_set_visible (priv->undo, undoable);
  if (undoable)
    gtk_widget_grab_focus (priv->undo);
  if (text != NULL)
    etb_page_frame_reveal_in_page (priv->message);
}

void
etb_shelf_say (EtbShelf *self, EtbNoticeKind kind, const char *text)
{
  g_return_if_fail (ETB_IS_SHELF (self));

  say (self, kind, text, FALSE);
}

void
etb_shelf_say_undoable (EtbShelf *self, const char *text)
{
  g_return_if_fail (ETB_IS_SHELF (self));

  say (self, ETB_NOTICE_INFORMATION, text, TRUE);
}

void
etb_shelf_set_busy (EtbShelf *self, const char *words, GCancellable *cancellable)
{
  EtbShelfPrivate *priv;

  g_return_if_fail (ETB_IS_SHELF (self));

  priv = private_of (self);
  gtk_label_set_label (priv->doing, words != NULL ? words : "");
  gtk_spinner_set_spinning (priv->spinner, words != NULL);
  gtk_widget_set_visible (priv->progress, words != NULL);
  gtk_widget_set_visible (priv->cancel, cancellable != NULL);
  gtk_widget_set_sensitive (priv->buttons, words == NULL);
  gtk_widget_set_sensitive (priv->rows, words == NULL);
  g_set_object (&priv->cancellable, cancellable);
}

GtkWindow *
etb_shelf_get_window (EtbShelf *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}
