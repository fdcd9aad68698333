/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The map of a place: see the header. Contours are read for what is seen and as much again about
 * it, and read anew once the view has left that, beside the main thread: what was read before is
 * drawn meanwhile. */

#include "etb-territory-map.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "etb-map.h"

#define MIN_WIDTH      240
#define MIN_HEIGHT     240
#define MIN_LINES      13
#define NATURAL_HEIGHT 380
#define CLOSE_SCALE    3.0    /* metres a pixel, about a place */
#define WIDE_SCALE     3000.0 /* the same, of the whole country */
#define MIN_SCALE      0.2
#define MAX_SCALE      6000.0
#define STEP           60.0 /* pixels an arrow moves by */
#define ZOOM_STEP      1.5
#define BOX_PIXELS     300.0 /* a box that is shown is as large */
#define MOST           2000  /* contours */

struct _EtbTerritoryMap
{
  GtkWidget parent_instance;

  EtbAtlas *atlas;
  const EtbGeneration *generation;
  EtbLocation *location; /* or NULL */
  EtbPlane plane;        /* about the place, or the middle of the country */
  EtbMapPoint centre;    /* of what is seen, in metres of that plane */
  double scale;          /* metres a pixel */

  EtbMap *map;           /* what was read last */
  gboolean is_asked;     /* whether something was read or is being read of this plane */
  EtbBox asked;          /* what: of the plane, in metres */
  GCancellable *reading; /* or NULL */
  EtbMapPoint drag;
};

G_DEFINE_FINAL_TYPE (EtbTerritoryMap, etb_territory_map, GTK_TYPE_WIDGET)

static guint picked_signal;

/* ---- Reading ----------------------------------------------------------------------------------
 */

static gboolean
is_inside (EtbTerritoryMap *self, const char *code)
{
  return self->location != NULL
         && etb_location_answer_has_inside (
             etb_location_get_answer (self->location, self->generation), code);
}

static void
add_area (EtbTerritoryMap *self, const EtbArea *area)
{
  g_autofree char *name = *area->name != '\0' ? g_strdup_printf ("%s\n%s", area->name, area->code)
                                              : g_strdup (area->code);

  etb_map_begin_outline (self->map, name, is_inside (self, area->code));
  for (guint i = 0; i < area->polygons->len; i++)
    {
      const EtbPolygon *polygon = g_ptr_array_index (area->polygons, i);
      guint start = 0;

      for (guint ring = 0; ring < polygon->ends->len; ring++)
        {
          guint end = g_array_index (polygon->ends, guint32, ring);

          for (guint j = start; j < end; j++)
            {
              EtbPoint at
                  = etb_plane_place (&self->plane, g_array_index (polygon->points, EtbPoint, j));

              etb_map_add_point (self->map, (EtbMapPoint){ at.x, at.y });
            }
          etb_map_end_ring (self->map);
          start = end;
        }
    }
}

static EtbBox
to_degrees (EtbTerritoryMap *self, const EtbBox *metres)
{
  EtbPoint low = etb_plane_unplace (&self->plane, (EtbPoint){ metres->min_x, metres->min_y });
  EtbPoint high = etb_plane_unplace (&self->plane, (EtbPoint){ metres->max_x, metres->max_y });

  return (EtbBox){ low.x, low.y, high.x, high.y };
}

/* Without any contour yet. */
static EtbMap *
make_map (EtbTerritoryMap *self)
{
  g_autofree char *caption
      = g_strdup_printf (_ ("QPV %s. Circles at 300 m and 500 m: marks of tax law, for reference, "
                            "not a rule of this call"),
                            self->generation->name);

  return etb_map_new (caption, self->location != NULL);
}

static void
stop_reading (EtbTerritoryMap *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* @data: the map, with a reference. Cancelled, it was asked for something else since. */
static void
on_read (GObject *atlas, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtbTerritoryMap) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) areas = etb_atlas_get_outlines_finish (ETB_ATLAS (atlas), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  g_clear_pointer (&self->map, etb_map_free);
  self->map = make_map (self);
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    add_area (self, g_ptr_array_index (areas, i));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
read_contours (EtbTerritoryMap *self, double width, double height)
{
  double x = width * self->scale, y = height * self->scale;

  stop_reading (self);
  self->is_asked = TRUE;
  self->asked
      = (EtbBox){ self->centre.x - x, self->centre.y - y, self->centre.x + x, self->centre.y + y };
  self->reading = g_cancellable_new ();
  etb_atlas_get_outlines_async (self->atlas, self->generation, to_degrees (self, &self->asked),
                                MOST, self->reading, on_read, g_object_ref (self));
}

/* Whether all that is seen was asked for, and not much more. */
static gboolean
is_asked (EtbTerritoryMap *self, double width, double height)
{
  double x = width * self->scale / 2, y = height * self->scale / 2;

  return self->is_asked && self->centre.x - x >= self->asked.min_x
         && self->centre.x + x <= self->asked.max_x && self->centre.y - y >= self->asked.min_y
         && self->centre.y + y <= self->asked.max_y
         && self->asked.max_x - self->asked.min_x < 20 * x;
}

/* After each change of what is seen. */
static void
refresh (EtbTerritoryMap *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));

  if (width > 0 && height > 0 && !is_asked (self, width, height))
    read_contours (self, width, height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What was read is of another place, generation or base. */
static void
forget (EtbTerritoryMap *self)
{
  stop_reading (self);
  self->is_asked = FALSE;
  g_clear_pointer (&self->map, etb_map_free);
  self->map = make_map (self);
  refresh (self);
}

/* ---- Drawing ----------------------------------------------------------------------------------
 */

static EtbMapColour
find_colour (GtkWidget *widget, const char *name, EtbMapColour fallback)
{
  GdkRGBA colour;

  if (!gtk_style_context_lookup_color (gtk_widget_get_style_context (widget), name, &colour))
    return fallback;
  return (EtbMapColour){ (double)colour.red, (double)colour.green, (double)colour.blue };
}

/* Where Enter points: seen while the keyboard is in the map. */
static void
draw_cross (cairo_t *cr, const EtbMapView *view, EtbMapColour colour)
{
  double x = view->width / 2, y = view->height / 2;

  cairo_set_source_rgb (cr, colour.red, colour.green, colour.blue);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, x - 14, y);
  cairo_line_to (cr, x + 14, y);
  cairo_move_to (cr, x, y - 14);
  cairo_line_to (cr, x, y + 14);
  cairo_stroke (cr);
}

static void
etb_territory_map_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtbTerritoryMap *self = ETB_TERRITORY_MAP (widget);
  EtbMapView view = { self->centre, self->scale, gtk_widget_get_width (widget),
                      gtk_widget_get_height (widget) };
  const EtbMapInk ink = { find_colour (widget, "view_bg_color", etb_map_paper.ground),
                          find_colour (widget, "view_fg_color", etb_map_paper.words),
                          find_colour (widget, "accent_color", etb_map_paper.outline),
                          find_colour (widget, "error_color", etb_map_paper.place) };
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, NULL);
  cairo_t *cr;

  pango_layout_set_alignment (layout, PANGO_ALIGN_CENTER);
  cr = gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT (0, 0, (float)view.width, (float)view.height));
  etb_map_draw (self->map, cr, layout, &view, &ink);
  if (gtk_widget_has_visible_focus (widget))
    draw_cross (cr, &view, ink.words);
  cairo_destroy (cr);
}

static void
etb_territory_map_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  refresh (ETB_TERRITORY_MAP (widget));
}

/* Its caption leaves something to see, in large text too. */
static int
least_height (GtkWidget *widget)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (widget, "M");
  int line;
  pango_layout_get_pixel_size (layout, NULL, &line);
  return MAX (MIN_HEIGHT, MIN_LINES * line);
}

static void
etb_territory_map_measure (GtkWidget *widget, GtkOrientation orientation, int for_size,
                           int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = MIN_WIDTH;
  else
    {
      *minimum = least_height (widget);
      *natural = MAX (*minimum, NATURAL_HEIGHT);
    }
  *minimum_baseline = *natural_baseline = -1;
}

/* ---- Moving -----------------------------------------------------------------------------------
 */

static void
move_by (EtbTerritoryMap *self, double right, double down)
{
  self->centre.x += right * self->scale;
  self->centre.y -= down * self->scale;
  refresh (self);
}

static void
go_home (EtbTerritoryMap *self)
{
  self->centre = (EtbMapPoint){ 0, 0 };
  self->scale = self->location != NULL ? CLOSE_SCALE : WIDE_SCALE;
  forget (self);
}

void
etb_territory_map_zoom (EtbTerritoryMap *self, double factor)
{
  g_return_if_fail (ETB_IS_TERRITORY_MAP (self));

  self->scale = CLAMP (self->scale / factor, MIN_SCALE, MAX_SCALE);
  refresh (self);
}

/* @x, @y: on the widget. */
static void
pick (EtbTerritoryMap *self, double x, double y)
{
  EtbPoint metres
      = { self->centre.x + (x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0) * self->scale,
          self->centre.y - (y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0) * self->scale };
  EtbPoint place = etb_plane_unplace (&self->plane, metres);

  g_signal_emit (self, picked_signal, 0, place.x, place.y);
}

static gboolean
on_key_pressed (EtbTerritoryMap *self, guint key, guint code, GdkModifierType modifiers)
{
  if (modifiers & (GDK_CONTROL_MASK | GDK_ALT_MASK))
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Left:
      move_by (self, -STEP, 0);
      break;
    case GDK_KEY_Right:
      move_by (self, STEP, 0);
      break;
    case GDK_KEY_Up:
      move_by (self, 0, -STEP);
      break;
    case GDK_KEY_Down:
      move_by (self, 0, STEP);
      break;
    case GDK_KEY_plus:
    case GDK_KEY_equal:
    case GDK_KEY_KP_Add:
      etb_territory_map_zoom (self, ZOOM_STEP);
      break;
    case GDK_KEY_minus:
    case GDK_KEY_KP_Subtract:
      etb_territory_map_zoom (self, 1 / ZOOM_STEP);
      break;
    case GDK_KEY_Home:
      go_home (self);
      break;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      pick (self, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
            gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
      break;
    default:
      return FALSE;
    }
  return TRUE;
}

/* The page is scrolled with the wheel alone, the map zoomed once it was clicked or tabbed to. */
static gboolean
on_scrolled (EtbTerritoryMap *self, double dx, double dy)
{
  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return FALSE;
  etb_territory_map_zoom (self, dy < 0 ? ZOOM_STEP : 1 / ZOOM_STEP);
  return TRUE;
}

static void
on_drag_began (EtbTerritoryMap *self)
{
  self->drag = self->centre;
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
on_dragged (EtbTerritoryMap *self, double dx, double dy)
{
  self->centre = self->drag;
  move_by (self, -dx, -dy);
}

static void
on_drag_ended (EtbTerritoryMap *self, double dx, double dy, GtkGestureDrag *drag)
{
  double x, y;

  if (gtk_drag_check_threshold (GTK_WIDGET (self), 0, 0, (int)dx, (int)dy))
    return;
  self->centre = self->drag;
  if (gtk_gesture_drag_get_start_point (drag, &x, &y))
    pick (self, x, y);
}

static void
add_controllers (EtbTerritoryMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *wheel
      = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  g_signal_connect_swapped (wheel, "scroll", G_CALLBACK (on_scrolled), self);
  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (on_drag_began), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (on_dragged), self);
  g_signal_connect_swapped (drag, "drag-end", G_CALLBACK (on_drag_ended), self);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, wheel);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
}

/* ---- Class ------------------------------------------------------------------------------------
 */

static void
etb_territory_map_dispose (GObject *object)
{
  EtbTerritoryMap *self = ETB_TERRITORY_MAP (object);

  stop_reading (self);
  g_clear_pointer (&self->map, etb_map_free);
  g_clear_pointer (&self->location, etb_location_free);
  g_clear_object (&self->atlas);
  G_OBJECT_CLASS (etb_territory_map_parent_class)->dispose (object);
}

static void
etb_territory_map_class_init (EtbTerritoryMapClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = etb_territory_map_dispose;
  widget_class->snapshot = etb_territory_map_snapshot;
  widget_class->measure = etb_territory_map_measure;
  widget_class->size_allocate = etb_territory_map_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "etb-map");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  picked_signal = g_signal_new ("picked", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
}

static void
etb_territory_map_init (EtbTerritoryMap *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  add_controllers (self);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (gtk_widget_queue_draw), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Map of the priority neighbourhoods. Arrows move it, plus and minus zoom, Home comes back, "
         "Enter points at the place in the middle."),
                                     -1);
}

GtkWidget *
etb_territory_map_new (EtbAtlas *atlas)
{
  EtbTerritoryMap *self;

  g_return_val_if_fail (ETB_IS_ATLAS (atlas), NULL);

  self = g_object_new (ETB_TYPE_TERRITORY_MAP, NULL);
  self->atlas = g_object_ref (atlas);
  self->generation = etb_generations + ETB_GENERATIONS - 1;
  g_signal_connect_object (atlas, "changed", G_CALLBACK (forget), self, G_CONNECT_SWAPPED);
  etb_territory_map_set_location (self, NULL);
  return GTK_WIDGET (self);
}

void
etb_territory_map_set_location (EtbTerritoryMap *self, const EtbLocation *location)
{
  static const EtbPoint middle = { 2.5, 46.5 }; /* of metropolitan France */

  g_return_if_fail (ETB_IS_TERRITORY_MAP (self));

  g_clear_pointer (&self->location, etb_location_free);
  if (location != NULL)
    self->location = etb_location_copy (location);
  etb_plane_init (&self->plane, location != NULL ? location->place : middle);
  go_home (self);
}

void
etb_territory_map_show_box (EtbTerritoryMap *self, EtbBox box)
{
  EtbPoint corner;

  g_return_if_fail (ETB_IS_TERRITORY_MAP (self));

  g_clear_pointer (&self->location, etb_location_free);
  etb_plane_init (&self->plane,
                  (EtbPoint){ (box.min_x + box.max_x) / 2, (box.min_y + box.max_y) / 2 });
  go_home (self);
  corner = etb_plane_place (&self->plane, (EtbPoint){ box.max_x, box.max_y });
  self->scale = CLAMP (2 * MAX (corner.x, corner.y) / BOX_PIXELS, CLOSE_SCALE, MAX_SCALE);
}

void
etb_territory_map_set_generation (EtbTerritoryMap *self, const EtbGeneration *generation)
{
  g_return_if_fail (ETB_IS_TERRITORY_MAP (self));
  g_return_if_fail (generation != NULL);

  self->generation = generation;
  forget (self);
}
