/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Side by side, or one under the other: see the header. */

#include "etb-pair-layout.h"

#define SPACING 8

struct _EtbPairLayout
{
  GtkLayoutManager parent_instance;

  int least;
};

G_DEFINE_FINAL_TYPE (EtbPairLayout, etb_pair_layout, GTK_TYPE_LAYOUT_MANAGER)

typedef struct
{
  int count;
  int widest;  /* minimum of the widest */
  int natural; /* width of all, side by side */
} Widths;

static Widths
measure_widths (GtkWidget *widget)
{
  Widths widths = { 0 };

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int minimum = 0, natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
      widths.count++;
      widths.widest = MAX (widths.widest, minimum);
      widths.natural = MAX (widths.natural, natural);
    }
  widths.natural = widths.natural * widths.count + SPACING * MAX (widths.count - 1, 0);
  return widths;
}

/* Width of one child beside the others; 0 when they go one under the other. */
static int
width_beside (EtbPairLayout *self, const Widths *widths, int width)
{
  int each = widths->count > 0 ? (width - SPACING * (widths->count - 1)) / widths->count : 0;

  return each >= MAX (widths->widest, self->least) ? each : 0;
}

static void
measure_heights (EtbPairLayout *self, GtkWidget *widget, int width, int *minimum, int *natural)
{
  Widths widths = measure_widths (widget);
  int each = width_beside (self, &widths, width);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, each > 0 ? each : width, &least, &wanted,
                          NULL, NULL);
      *minimum = each > 0 ? MAX (*minimum, least) : *minimum + least;
      *natural = each > 0 ? MAX (*natural, wanted) : *natural + wanted;
    }
  if (each == 0)
    {
      *minimum += SPACING * MAX (widths.count - 1, 0);
      *natural += SPACING * MAX (widths.count - 1, 0);
    }
}

static GtkSizeRequestMode
etb_pair_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
etb_pair_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  Widths widths = measure_widths (widget);

  *minimum = *natural = 0;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = widths.widest;
      *natural = MAX (widths.widest, widths.natural);
    }
  else
    measure_heights (ETB_PAIR_LAYOUT (manager), widget, for_size >= 0 ? for_size : widths.natural,
                     minimum, natural);
}

static void
etb_pair_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  Widths widths = measure_widths (widget);
  int each = width_beside (ETB_PAIR_LAYOUT (manager), &widths, width);
  int x = mirrored && each > 0 ? width - each : 0;
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      if (each > 0)
        {
          gtk_widget_size_allocate (child, &(GtkAllocation){ x, 0, each, height }, -1);
          x += (each + SPACING) * (mirrored ? -1 : 1);
          continue;
        }
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, &least, &wanted, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation){ 0, y, width, wanted }, -1);
      y += wanted + SPACING;
    }
}

static void
etb_pair_layout_class_init (EtbPairLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->get_request_mode = etb_pair_layout_get_request_mode;
  layout_class->measure = etb_pair_layout_measure;
  layout_class->allocate = etb_pair_layout_allocate;
}

static void
etb_pair_layout_init (EtbPairLayout *self)
{
}

GtkLayoutManager *
etb_pair_layout_new (int least)
{
  EtbPairLayout *self = g_object_new (ETB_TYPE_PAIR_LAYOUT, NULL);

  self->least = least;
  return GTK_LAYOUT_MANAGER (self);
}
