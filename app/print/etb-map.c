/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* Role: contours about a place, as a picture; see the header.
 *
 * Points nearer to the last one than a unit are left out, and contours out of sight are not
 * gone through: a picture takes no longer for being of a large town.
 * Callers: etb-territory-map; the printed dossier. */

#include "etb-map.h"

#include <math.h>
#include <pango/pangocairo.h>
#include <string.h>

#define NEAR       300.0 /* metres: marks of tax law, for reference */
#define FAR        500.0
#define MARGIN     10.0
#define SCALE_PART 0.25 /* of the width, that the scale takes at most */
#define NAMED_SIZE 36.0 /* a smaller contour is not named */
#define DOT        4.0  /* one smaller than that is drawn as large, to be seen on a whole country */

typedef struct
{
  char *name;
  gboolean inside;
  GArray *points; /* EtbMapPoint */
  GArray *ends;   /* guint: of each ring, the index after its last point */
  EtbMapPoint low, high;
} Outline;

struct _EtbMap
{
  char *caption;
  gboolean has_place;
  GPtrArray *outlines; /* Outline */
};

const EtbMapInk etb_map_paper
    = { { 1, 1, 1 }, { 0.1, 0.1, 0.1 }, { 0.1, 0.37, 0.71 }, { 0.75, 0.11, 0.16 } };

static void
outline_free (gpointer data)
{
  Outline *outline = data;

  g_free (outline->name);
  g_array_unref (outline->points);
  g_array_unref (outline->ends);
  g_free (outline);
}

EtbMap *
etb_map_new (const char *caption, gboolean has_place)
{
  EtbMap *self = g_new (EtbMap, 1);

  self->caption = g_strdup (caption);
  self->has_place = has_place;
  self->outlines = g_ptr_array_new_with_free_func (outline_free);
  return self;
}

void
etb_map_free (EtbMap *self)
{
  if (self == NULL)
    return;
  g_free (self->caption);
  g_ptr_array_unref (self->outlines);
  g_free (self);
}

void
etb_map_begin_outline (EtbMap *self, const char *name, gboolean inside)
{
  Outline *outline = g_new (Outline, 1);

  *outline = (Outline){ .name = g_strdup (name),
                        .inside = inside,
                        .points = g_array_new (FALSE, FALSE, sizeof (EtbMapPoint)),
                        .ends = g_array_new (FALSE, FALSE, sizeof (guint)),
                        .low = { G_MAXDOUBLE, G_MAXDOUBLE },
                        .high = { -G_MAXDOUBLE, -G_MAXDOUBLE } };
  g_ptr_array_add (self->outlines, outline);
}

static Outline *
get_last (EtbMap *self)
{
  return g_ptr_array_index (self->outlines, self->outlines->len - 1);
}

void
etb_map_add_point (EtbMap *self, EtbMapPoint point)
{
  Outline *outline = get_last (self);

  g_array_append_val (outline->points, point);
  outline->low.x = MIN (outline->low.x, point.x);
  outline->low.y = MIN (outline->low.y, point.y);
  outline->high.x = MAX (outline->high.x, point.x);
  outline->high.y = MAX (outline->high.y, point.y);
}

void
etb_map_end_ring (EtbMap *self)
{
  Outline *outline = get_last (self);

  g_array_append_val (outline->ends, outline->points->len);
}

/* ---- On the picture ---------------------------------------------------------------------------
 */

typedef struct
{
  const EtbMap *map;
  cairo_t *cr;
  PangoLayout *layout;
  const EtbMapView *view;
  const EtbMapInk *ink;
  GArray *taken; /* cairo_rectangle_t: where there are words already */
} Drawing;

static EtbMapPoint
place_on_picture (const EtbMapView *view, EtbMapPoint metres)
{
  return (EtbMapPoint){ view->width / 2 + (metres.x - view->centre.x) / view->scale,
                        view->height / 2 - (metres.y - view->centre.y) / view->scale };
}

static void
set_colour (Drawing *self, EtbMapColour colour, double alpha)
{
  cairo_set_source_rgba (self->cr, colour.red, colour.green, colour.blue, alpha);
}

static gboolean
is_in_sight (const EtbMapView *view, const Outline *outline)
{
  EtbMapPoint low = place_on_picture (view, outline->low);
  EtbMapPoint high = place_on_picture (view, outline->high);

  return outline->points->len > 0 && low.x <= view->width && high.x >= 0 && high.y <= view->height
         && low.y >= 0;
}

static gboolean
is_dot (const EtbMapView *view, const Outline *outline)
{
  return (outline->high.x - outline->low.x) / view->scale < DOT
         && (outline->high.y - outline->low.y) / view->scale < DOT;
}

static void
trace_ring (Drawing *self, const Outline *outline, guint start, guint end)
{
  EtbMapPoint last = { -G_MAXDOUBLE, -G_MAXDOUBLE };

  for (guint i = start; i < end; i++)
    {
      EtbMapPoint at
          = place_on_picture (self->view, g_array_index (outline->points, EtbMapPoint, i));

      if (i > start && i + 1 < end && fabs (at.x - last.x) < 1 && fabs (at.y - last.y) < 1)
        continue;
      if (i == start)
        cairo_move_to (self->cr, at.x, at.y);
      else
        cairo_line_to (self->cr, at.x, at.y);
      last = at;
    }
  cairo_close_path (self->cr);
}

static void
trace_outline (Drawing *self, const Outline *outline)
{
  guint start = 0;

  for (guint ring = 0; ring < outline->ends->len; ring++)
    {
      guint end = g_array_index (outline->ends, guint, ring);

      trace_ring (self, outline, start, end);
      start = end;
    }
}

static void
draw_dots (Drawing *self)
{
  cairo_new_path (self->cr);
  for (guint i = 0; i < self->map->outlines->len; i++)
    {
      const Outline *outline = g_ptr_array_index (self->map->outlines, i);
      EtbMapPoint at = place_on_picture (self->view, outline->low);

      if (is_dot (self->view, outline) && is_in_sight (self->view, outline))
        cairo_rectangle (self->cr, at.x - DOT / 2, at.y - DOT / 2, DOT, DOT);
    }
  set_colour (self, self->ink->outline, 1);
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_WINDING);
  cairo_fill (self->cr);
}

/* Those that contain the place, or those that do not, as one path: it is drawn in one go. What
 * contains the place is darker and has a thicker limit. */
static void
draw_outlines (Drawing *self, gboolean inside)
{
  cairo_new_path (self->cr);
  for (guint i = 0; i < self->map->outlines->len; i++)
    {
      const Outline *outline = g_ptr_array_index (self->map->outlines, i);

      if (outline->inside == inside && !is_dot (self->view, outline)
          && is_in_sight (self->view, outline))
        trace_outline (self, outline);
    }
  set_colour (self, self->ink->outline, inside ? 0.35 : 0.15);
  cairo_set_fill_rule (self->cr, CAIRO_FILL_RULE_EVEN_ODD);
  cairo_fill_preserve (self->cr);
  set_colour (self, self->ink->outline, 1);
  cairo_set_line_width (self->cr, inside ? 2.5 : 1.5);
  cairo_stroke (self->cr);
}

/* ---- Words ------------------------------------------------------------------------------------
 */

static gboolean
overlaps (const cairo_rectangle_t *a, const cairo_rectangle_t *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
         && b->y < a->y + a->height;
}

static gboolean
is_free (Drawing *self, const cairo_rectangle_t *wanted)
{
  if (wanted->x < 0 || wanted->y < 0 || wanted->x + wanted->width > self->view->width
      || wanted->y + wanted->height > self->view->height)
    return FALSE;
  for (guint i = 0; i < self->taken->len; i++)
    if (overlaps (wanted, &g_array_index (self->taken, cairo_rectangle_t, i)))
      return FALSE;
  return TRUE;
}

/* Writes @text on a ground of its own about @centre. FALSE where there are words already. */
static gboolean
write_words (Drawing *self, const char *text, EtbMapPoint centre, EtbMapColour colour)
{
  PangoRectangle logical;
  cairo_rectangle_t wanted;

  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_extents (self->layout, NULL, &logical);
  wanted = (cairo_rectangle_t){ centre.x - logical.width / 2.0, centre.y - logical.height / 2.0,
                                logical.width, logical.height };
  if (!is_free (self, &wanted))
    return FALSE;
  g_array_append_val (self->taken, wanted);
  cairo_rectangle (self->cr, wanted.x - 2, wanted.y, wanted.width + 4, wanted.height);
  set_colour (self, self->ink->ground, 0.85);
  cairo_fill (self->cr);
  /* Centred in a width of its own, the text does not begin at its left. */
  cairo_move_to (self->cr, wanted.x - logical.x, wanted.y - logical.y);
  set_colour (self, colour, 1);
  pango_cairo_show_layout (self->cr, self->layout);
  return TRUE;
}

static void
name_outline (Drawing *self, const Outline *outline)
{
  EtbMapPoint low = place_on_picture (self->view, outline->low);
  EtbMapPoint high = place_on_picture (self->view, outline->high);

  if (outline->inside || high.x - low.x >= NAMED_SIZE || low.y - high.y >= NAMED_SIZE)
    write_words (self, outline->name, (EtbMapPoint){ (low.x + high.x) / 2, (low.y + high.y) / 2 },
                 self->ink->words);
}

/* ---- The place --------------------------------------------------------------------------------
 */

/* Smaller on the picture, a circle hides the place. */
#define LEAST_RADIUS 12

static void
draw_circle (Drawing *self, double metres)
{
  EtbMapPoint centre = place_on_picture (self->view, (EtbMapPoint){ 0, 0 });
  double radius = metres / self->view->scale;
  static const double dashes[] = { 6, 4 };

  if (radius < LEAST_RADIUS)
    return;
  cairo_save (self->cr);
  cairo_new_path (self->cr);
  cairo_arc (self->cr, centre.x, centre.y, radius, 0, 2 * G_PI);
  cairo_set_dash (self->cr, dashes, 2, 0);
  cairo_set_line_width (self->cr, 1);
  set_colour (self, self->ink->words, 0.7);
  cairo_stroke (self->cr);
  cairo_restore (self->cr);
}

/* Under it, or over it where something else is written under it. */
static void
name_circle (Drawing *self, double metres, const char *label)
{
  EtbMapPoint centre = place_on_picture (self->view, (EtbMapPoint){ 0, 0 });
  double radius = metres / self->view->scale;

  if (radius < LEAST_RADIUS)
    return;
  if (!write_words (self, label, (EtbMapPoint){ centre.x, centre.y + radius }, self->ink->words))
    write_words (self, label, (EtbMapPoint){ centre.x, centre.y - radius }, self->ink->words);
}

static void
draw_place (Drawing *self)
{
  EtbMapPoint at = place_on_picture (self->view, (EtbMapPoint){ 0, 0 });
  cairo_rectangle_t taken = { at.x - 10, at.y - 10, 20, 20 };

  g_array_append_val (self->taken, taken);
  cairo_new_path (self->cr);
  cairo_arc (self->cr, at.x, at.y, 6, 0, 2 * G_PI);
  set_colour (self, self->ink->ground, 1);
  cairo_fill_preserve (self->cr);
  set_colour (self, self->ink->place, 1);
  cairo_set_line_width (self->cr, 2.5);
  cairo_stroke (self->cr);
  for (int side = -1; side <= 1; side += 2)
    {
      cairo_move_to (self->cr, at.x + side * 3, at.y);
      cairo_line_to (self->cr, at.x + side * 11, at.y);
      cairo_move_to (self->cr, at.x, at.y + side * 3);
      cairo_line_to (self->cr, at.x, at.y + side * 11);
    }
  cairo_stroke (self->cr);
}

/* ---- Scale and north --------------------------------------------------------------------------
 */

/* The largest of 1, 2 or 5 times a power of ten that fits. */
static double
choose_length (double most)
{
  double power = pow (10, floor (log10 (most)));

  return most >= 5 * power ? 5 * power : most >= 2 * power ? 2 * power : power;
}

static void
draw_scale (Drawing *self)
{
  double metres = choose_length (self->view->width * SCALE_PART * self->view->scale);
  double length = metres / self->view->scale, y = self->view->height - MARGIN;
  g_autofree char *label = metres >= 1000 ? g_strdup_printf ("%.0f km", metres / 1000)
                                          : g_strdup_printf ("%.0f m", metres);

  cairo_new_path (self->cr);
  cairo_move_to (self->cr, MARGIN, y - 5);
  cairo_line_to (self->cr, MARGIN, y);
  cairo_line_to (self->cr, MARGIN + length, y);
  cairo_line_to (self->cr, MARGIN + length, y - 5);
  set_colour (self, self->ink->words, 1);
  cairo_set_line_width (self->cr, 1.5);
  cairo_stroke (self->cr);
  write_words (self, label, (EtbMapPoint){ MARGIN + length / 2, y - 14 }, self->ink->words);
}

static void
draw_north (Drawing *self)
{
  double x = self->view->width - 2 * MARGIN, y = MARGIN;

  cairo_new_path (self->cr);
  cairo_move_to (self->cr, x, y);
  cairo_line_to (self->cr, x + 5, y + 14);
  cairo_line_to (self->cr, x - 5, y + 14);
  cairo_close_path (self->cr);
  set_colour (self, self->ink->words, 1);
  cairo_fill (self->cr);
  write_words (self, "N", (EtbMapPoint){ x, y + 24 }, self->ink->words);
}

/* Bottom right, on as many lines as it takes beside the scale. */
static void
write_caption (Drawing *self)
{
  double most = self->view->width * (1 - SCALE_PART) - 4 * MARGIN;
  int width, height;

  if (most < MARGIN * 6)
    return;
  pango_layout_set_width (self->layout, (int)most * PANGO_SCALE);
  pango_layout_set_text (self->layout, self->map->caption, -1);
  pango_layout_get_pixel_size (self->layout, &width, &height);
  write_words (self, self->map->caption,
               (EtbMapPoint){ self->view->width - MARGIN - width / 2.0,
                              self->view->height - MARGIN / 2 - height / 2.0 },
               self->ink->words);
  pango_layout_set_width (self->layout, -1);
}

void
etb_map_draw (const EtbMap *self, cairo_t *cr, PangoLayout *layout, const EtbMapView *view,
              const EtbMapInk *ink)
{
  g_autoptr (GArray) taken = g_array_new (FALSE, FALSE, sizeof (cairo_rectangle_t));
  Drawing drawing = { self, cr, layout, view, ink, taken };

  cairo_save (cr);
  cairo_rectangle (cr, 0, 0, view->width, view->height);
  cairo_clip (cr);
  set_colour (&drawing, ink->ground, 1);
  cairo_paint (cr);
  cairo_set_antialias (cr, CAIRO_ANTIALIAS_FAST);
  draw_dots (&drawing);
  draw_outlines (&drawing, FALSE);
  draw_outlines (&drawing, TRUE);
  if (self->has_place)
    {
      draw_circle (&drawing, NEAR);
      draw_circle (&drawing, FAR);
    }
  draw_scale (&drawing);
  draw_north (&drawing);
  write_caption (&drawing);
  if (self->has_place)
    {
      name_circle (&drawing, NEAR, "300 m");
      name_circle (&drawing, FAR, "500 m");
      draw_place (&drawing);
    }
  for (guint i = 0; i < self->outlines->len; i++)
    if (is_in_sight (view, g_ptr_array_index (self->outlines, i)))
      name_outline (&drawing, g_ptr_array_index (self->outlines, i));
  cairo_restore (cr);
}
