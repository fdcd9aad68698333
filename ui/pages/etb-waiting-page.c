/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of what is going on: see the header. */

#include "etb-waiting-page.h"

#include "etb-progress-view.h"

struct _EtbWaitingPage
{
  EtbPageFrame parent_instance;

  EtbProgressView *progress;
};

G_DEFINE_FINAL_TYPE (EtbWaitingPage, etb_waiting_page, ETB_TYPE_PAGE_FRAME)

static void
etb_waiting_page_class_init (EtbWaitingPageClass *class)
{
}

static void
etb_waiting_page_init (EtbWaitingPage *self)
{
}

GtkWidget *
etb_waiting_page_new (const char *doing, const char *words, GCancellable *cancellable)
{
  EtbWaitingPage *self;

  g_return_val_if_fail (doing != NULL, NULL);
  g_return_val_if_fail (words != NULL, NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_new (ETB_TYPE_WAITING_PAGE, NULL);
  self->progress = ETB_PROGRESS_VIEW (etb_progress_view_new (words));
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), doing);
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->progress));
  etb_progress_view_set (self->progress, 0, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (g_cancellable_cancel),
                           cancellable, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
etb_waiting_page_set (EtbWaitingPage *self, guint64 done, guint64 total)
{
  g_return_if_fail (ETB_IS_WAITING_PAGE (self));

  etb_progress_view_set (self->progress, done, total);
}
