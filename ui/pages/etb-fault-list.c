/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The faults of a definition: see the header. Made by etb-preview-window. */

#include "etb-fault-list.h"

#include <glib/gi18n-lib.h>

#include "etb-accessible.h"
#include "etb-notice.h"

struct _EtbFaultList
{
  GtkBox parent_instance;

  GtkWidget *state; /* read aloud when it changes */
  GtkWidget *list;
};

G_DEFINE_FINAL_TYPE (EtbFaultList, etb_fault_list, GTK_TYPE_BOX)

static void
on_copy_clicked (GtkButton *button, GtkLabel *label)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (button));

  gdk_clipboard_set_text (clipboard, gtk_label_get_label (label));
}

static GtkWidget *
make_row (const char *message)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = etb_words_new (message, NULL);
  GtkWidget *copy = gtk_button_new ();

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  etb_button_set_words (copy, _ ("_Copy This Message"));
  gtk_widget_set_halign (copy, GTK_ALIGN_START);
  gtk_widget_add_css_class (copy, "flat");
  g_signal_connect_object (copy, "clicked", G_CALLBACK (on_copy_clicked), label, 0);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "etb-card");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), copy);
  return box;
}

void
etb_fault_list_set (EtbFaultList *self, GPtrArray *faults)
{
  g_autofree char *words = NULL;

  g_return_if_fail (ETB_IS_FAULT_LIST (self));
  g_return_if_fail (faults != NULL);

  for (GtkWidget *row; (row = gtk_widget_get_first_child (self->list)) != NULL;)
    gtk_box_remove (GTK_BOX (self->list), row);
  if (faults->len == 0)
    {
      etb_notice_say (ETB_NOTICE (self->state), ETB_NOTICE_GOOD,
                      _ ("No fault: these are the pages of the file as it is."));
      return;
    }
  words = g_strdup_printf (ngettext ("%u fault. The pages are those of the file before it.",
                                     "%u faults. The pages are those of the file before them.",
                                     faults->len),
                           faults->len);
  etb_notice_say (ETB_NOTICE (self->state), ETB_NOTICE_ERROR, words);
  for (guint i = 0; i < faults->len; i++)
    gtk_box_append (GTK_BOX (self->list),
                    make_row (((const GError *)g_ptr_array_index (faults, i))->message));
}

static void
etb_fault_list_class_init (EtbFaultListClass *class)
{
}

static void
etb_fault_list_init (EtbFaultList *self)
{
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->state = etb_notice_new (ETB_NOTICE_INFORMATION, NULL);
  self->list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_widget_add_css_class (column, "etb-fault-list");
  gtk_box_append (GTK_BOX (column), etb_words_new (_ ("Faults of the definition"), "title-4"));
  gtk_box_append (GTK_BOX (column), self->state);
  gtk_box_append (GTK_BOX (column), self->list);
  g_object_set (scroller, "child", column, "hscrollbar-policy", GTK_POLICY_NEVER, "vexpand", TRUE,
                "width-request", 300, "focusable", FALSE, NULL);
  gtk_box_append (GTK_BOX (self), scroller);
}

GtkWidget *
etb_fault_list_new (void)
{
  return g_object_new (ETB_TYPE_FAULT_LIST, NULL);
}
