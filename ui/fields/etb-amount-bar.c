/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* A bar of a chart: see the header. Made by EtbAmountsView. */

#include "etb-amount-bar.h"

#define LEAST_WIDTH 60
#define HEIGHT      14
/* Room on both sides for the line of the ceiling. */
#define MARGIN 2.0

struct _EtbAmountBar
{
  GtkWidget parent_instance;

  double part, ceiling;
  EtbBarFill fill;
};

G_DEFINE_FINAL_TYPE (EtbAmountBar, etb_amount_bar, GTK_TYPE_WIDGET)

static EtbBarColour
find_colour (GtkWidget *widget, const char *name, double strength, EtbBarColour fallback)
{
  GdkRGBA ground;
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour)
      || !gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), "view_bg_color",
                                          &ground))
    return fallback;
  return (EtbBarColour){ (double)ground.red + strength * (double)(colour.red - ground.red),
                         (double)ground.green + strength * (double)(colour.green - ground.green),
                         (double)ground.blue + strength * (double)(colour.blue - ground.blue) };
}

static void
etb_amount_bar_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtbAmountBar *self = ETB_AMOUNT_BAR (widget);
  const double width = gtk_widget_get_width (widget);
  const double height = gtk_widget_get_height (widget);
  const double room = MAX (width - 2 * MARGIN, 0.0);
  const EtbBarInk ink = { find_colour (widget, "accent_color", 1.0, etb_bar_paper.bar),
                          find_colour (widget, "accent_color", 0.3, etb_bar_paper.pale),
                          find_colour (widget, "error_color", 1.0, etb_bar_paper.ceiling) };
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot,
                                           &GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height));

  etb_bar_draw (cr, self->fill, MARGIN, (height - HEIGHT) / 2, room * self->part, HEIGHT, &ink);
  if (self->ceiling > 0)
    etb_bar_draw_ceiling (cr, MARGIN + room * self->ceiling, 0, height, &ink);
  cairo_destroy (cr);
}

static void
etb_amount_bar_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum,
                        int *natural, int *minimum_baseline, int *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? LEAST_WIDTH : HEIGHT + 8;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 3 * LEAST_WIDTH : HEIGHT + 8;
  *minimum_baseline = *natural_baseline = -1;
}

static void
etb_amount_bar_class_init (EtbAmountBarClass *class)
{
  GTK_WIDGET_CLASS (class)->snapshot = etb_amount_bar_snapshot;
  GTK_WIDGET_CLASS (class)->measure = etb_amount_bar_measure;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
etb_amount_bar_init (EtbAmountBar *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
etb_amount_bar_new (void)
{
  return g_object_new (ETB_TYPE_AMOUNT_BAR, NULL);
}

void
etb_amount_bar_show (EtbAmountBar *self, double part, double ceiling, EtbBarFill fill)
{
  g_return_if_fail (ETB_IS_AMOUNT_BAR (self));

  if (part == self->part && ceiling == self->ceiling && fill == self->fill)
    return;
  self->part = part;
  self->ceiling = ceiling;
  self->fill = fill;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
