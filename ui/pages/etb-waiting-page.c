/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The page of an act that is running: see the header. */

#include "etb-waiting-page.h"

#include <glib/gi18n.h>

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

static void
on_progress (EtbClosedAct *act, guint64 done, guint64 total, EtbWaitingPage *self)
{
  etb_progress_view_set (self->progress, done, total);
}

GtkWidget *
etb_waiting_page_new (EtbClosedAct *act, GCancellable *cancellable)
{
  EtbWaitingPage *self;

  g_return_val_if_fail (ETB_IS_CLOSED_ACT (act), NULL);
  g_return_val_if_fail (G_IS_CANCELLABLE (cancellable), NULL);

  self = g_object_new (ETB_TYPE_WAITING_PAGE, NULL);
  self->progress
      = ETB_PROGRESS_VIEW (etb_progress_view_new (_ ("Your dossier is shown again as soon as this "
                                                     "is done.")));
  etb_page_frame_set_title (ETB_PAGE_FRAME (self), etb_closed_act_get_doing (act));
  etb_page_frame_append (ETB_PAGE_FRAME (self), GTK_WIDGET (self->progress));
  etb_progress_view_set (self->progress, 0, 0);
  g_signal_connect_object (act, "progress", G_CALLBACK (on_progress), self, 0);
  g_signal_connect_object (self->progress, "cancelled", G_CALLBACK (g_cancellable_cancel),
                           cancellable, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
