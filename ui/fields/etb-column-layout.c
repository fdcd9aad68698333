/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* What scrolls in a page: see the header. Used by etb-page-frame.ui and etb-question-page.ui. */

#include "etb-column-layout.h"

struct _EtbColumnLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (EtbColumnLayout, etb_column_layout, GTK_TYPE_LAYOUT_MANAGER)

static GtkSizeRequestMode
etb_column_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
etb_column_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                           int for_size, int *minimum, int *natural, int *minimum_baseline,
                           int *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    *minimum = *natural = 0;
  else
    gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
etb_column_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                            int baseline)
{
  gtk_widget_allocate (gtk_widget_get_first_child (widget), width, height, baseline, NULL);
}

static void
etb_column_layout_class_init (EtbColumnLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->get_request_mode = etb_column_layout_get_request_mode;
  layout_class->measure = etb_column_layout_measure;
  layout_class->allocate = etb_column_layout_allocate;
}

static void
etb_column_layout_init (EtbColumnLayout *self)
{
}
