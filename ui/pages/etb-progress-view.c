/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The progress of a long piece of work: see the header. Used by the pages that sign, verify, read
 * in or merge. */

#include "etb-progress-view.h"

#include <glib/gi18n-lib.h>

#include "etb-page-frame.h"
#include "etb-size.h"
#include "etb-time-left.h"

struct _EtbProgressView
{
  GtkBox parent_instance;

  GtkWidget *what;
  GtkProgressBar *bar;
  GtkLabel *bytes;
  GtkWidget *cancel;
  EtbTimeLeft time_left;
};

G_DEFINE_FINAL_TYPE (EtbProgressView, etb_progress_view, GTK_TYPE_BOX)

static guint cancelled_signal;

static void
on_cancel_clicked (EtbProgressView *self)
{
  gtk_widget_set_sensitive (self->cancel, FALSE);
  g_signal_emit (self, cancelled_signal, 0);
}

static void
etb_progress_view_class_init (EtbProgressViewClass *class)
{
  cancelled_signal = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0,
                                   NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
etb_progress_view_init (EtbProgressView *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);

  self->what = etb_words_new ("", NULL);
  gtk_box_append (GTK_BOX (self), self->what);
  self->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->what, NULL, -1);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bar));
  self->bytes = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS,
                              "xalign", 0.0f, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (GTK_WIDGET (self->bytes), "etb-figures");
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->bytes));
  self->cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));
  gtk_widget_set_halign (self->cancel, GTK_ALIGN_START);
  g_signal_connect_swapped (self->cancel, "clicked", G_CALLBACK (on_cancel_clicked), self);
  gtk_box_append (GTK_BOX (self), self->cancel);
}

GtkWidget *
etb_progress_view_new (const char *what)
{
  EtbProgressView *self = g_object_new (ETB_TYPE_PROGRESS_VIEW, NULL);

  etb_progress_view_set_what (self, what);
  return GTK_WIDGET (self);
}

void
etb_progress_view_set_what (EtbProgressView *self, const char *what)
{
  g_return_if_fail (ETB_IS_PROGRESS_VIEW (self));

  if (g_str_equal (gtk_label_get_label (GTK_LABEL (self->what)), what))
    return;
  gtk_label_set_label (GTK_LABEL (self->what), what);
  gtk_widget_set_sensitive (self->cancel, TRUE);
}

/* Returns: (transfer full) */
static char *
describe (guint64 done, guint64 total, gint64 seconds_left)
{
  g_autofree char *size_done = etb_size_describe (done);
  g_autofree char *size_total = etb_size_describe (total);
  g_autofree char *time_left = NULL;

  /* Translators: sizes, "12,3 Mo of 40 Mo". */
  if (seconds_left < 0)
    return g_strdup_printf (_ ("%s of %s"), size_done, size_total);
  time_left = etb_time_left_describe (seconds_left);
  /* Translators: sizes and time, "12,3 Mo of 40 Mo, about 2 minutes left". */
  return g_strdup_printf (_ ("%s of %s, %s"), size_done, size_total, time_left);
}

void
etb_progress_view_set (EtbProgressView *self, guint64 done, guint64 total)
{
  g_autofree char *text = NULL;

  g_return_if_fail (ETB_IS_PROGRESS_VIEW (self));

  if (total == 0)
    {
      gtk_progress_bar_pulse (self->bar);
      gtk_label_set_label (self->bytes, "");
      return;
    }
  text = describe (done, total,
                   etb_time_left_hear (&self->time_left, g_get_monotonic_time (), done, total));
  gtk_progress_bar_set_fraction (self->bar, MIN (1.0, (double)done / (double)total));
  gtk_label_set_label (self->bytes, text);
}

void
etb_progress_view_focus (EtbProgressView *self)
{
  g_return_if_fail (ETB_IS_PROGRESS_VIEW (self));

  gtk_widget_grab_focus (self->cancel);
}
