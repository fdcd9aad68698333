/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Side by side as far as there is room: see the header. A child is as wide as it asks to be, or as
 * the line when it asks for more; one that expands does with less, as long as it can be read. */

#include "etb-wrap-layout.h"

#define SPACING 12
/* Pixels under which a child that expands is too narrow for a sentence. */
#define LEAST_WIDTH 200

struct _EtbWrapLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (EtbWrapLayout, etb_wrap_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
wanted_width (GtkWidget *child, int line)
{
  int minimum, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
    natural = MIN (natural, MAX (minimum, LEAST_WIDTH));
  return MIN (natural, line);
}

static GtkWidget *
next_laid_out (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

/* The line that begins with @first. Returns: what the next one begins with; @used: (out) width of
 * all with what is between them; @n_expand: (out) how many of them expand */
static GtkWidget *
find_line (GtkWidget *first, int width, int *used, int *n_expand)
{
  GtkWidget *child = first;

  *used = wanted_width (first, width);
  *n_expand = gtk_widget_compute_expand (first, GTK_ORIENTATION_HORIZONTAL);
  for (child = next_laid_out (gtk_widget_get_next_sibling (child));
       child != NULL && *used + SPACING + wanted_width (child, width) <= width;
       child = next_laid_out (gtk_widget_get_next_sibling (child)))
    {
      *used += SPACING + wanted_width (child, width);
      *n_expand += gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL);
    }
  return child;
}

/* Lays out, or only measures when @allocates is not set. Returns: the height of all lines */
static int
lay_lines (GtkWidget *widget, int width, gboolean allocates)
{
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *first = next_laid_out (gtk_widget_get_first_child (widget));
  int y = 0;

  while (first != NULL)
    {
      int used, n_expand, x = 0, height = 0;
      GtkWidget *after = find_line (first, width, &used, &n_expand);
      const int extra = n_expand > 0 ? (width - used) / n_expand : 0;

      for (int pass = 0; pass <= allocates; pass++)
        for (GtkWidget *child = first; child != after;
             child = next_laid_out (gtk_widget_get_next_sibling (child)))
          {
            int own = wanted_width (child, width), tall;

            if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
              own += extra;
            gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, own, NULL, &tall, NULL, NULL);
            height = MAX (height, tall);
            if (pass == 1)
              {
                const GtkAllocation place = { mirrored ? width - x - own : x, y, own, height };

                gtk_widget_size_allocate (child, &place, -1);
                x += own + SPACING;
              }
          }
      y += height + (after != NULL ? SPACING : 0);
      first = after;
    }
  return y;
}

static GtkSizeRequestMode
etb_wrap_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
etb_wrap_layout_measure (GtkLayoutManager *manager, GtkWidget *widget, GtkOrientation orientation,
                         int for_size, int *minimum, int *natural, int *minimum_baseline,
                         int *natural_baseline)
{
  int widest = 0, whole = 0;

  for (GtkWidget *child = next_laid_out (gtk_widget_get_first_child (widget)); child != NULL;
       child = next_laid_out (gtk_widget_get_next_sibling (child)))
    {
      int least, wanted;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &wanted, NULL, NULL);
      widest = MAX (widest, least);
      whole += wanted + (whole > 0 ? SPACING : 0);
    }
  *minimum = widest;
  *natural = whole;
  if (orientation == GTK_ORIENTATION_VERTICAL)
    *minimum = *natural = lay_lines (widget, for_size >= 0 ? for_size : whole, FALSE);
}

static void
etb_wrap_layout_allocate (GtkLayoutManager *manager, GtkWidget *widget, int width, int height,
                          int baseline)
{
  lay_lines (widget, width, TRUE);
}

static void
etb_wrap_layout_class_init (EtbWrapLayoutClass *class)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (class);

  layout_class->get_request_mode = etb_wrap_layout_get_request_mode;
  layout_class->measure = etb_wrap_layout_measure;
  layout_class->allocate = etb_wrap_layout_allocate;
}

static void
etb_wrap_layout_init (EtbWrapLayout *self)
{
}

GtkLayoutManager *
etb_wrap_layout_new (void)
{
  return g_object_new (ETB_TYPE_WRAP_LAYOUT, NULL);
}

GtkWidget *
etb_wrap_box_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_widget_set_layout_manager (box, etb_wrap_layout_new ());
  return box;
}
