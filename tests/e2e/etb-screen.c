/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The screen of a test session: see the header. Used to picture pages. */

#include "etb-screen.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <cairo.h>
#include <string.h>

/* Two looks that far apart are the same, so many times: then the screen is at rest. */
#define LOOK_MS     60
#define SAME_LOOKS  3
#define PATIENCE_MS 5000

struct _EtbScreen
{
  Display *display;
  Window root;
  int width, height;
};

EtbScreen *
etb_screen_new (void)
{
  EtbScreen *self = g_new0 (EtbScreen, 1);

  self->display = XOpenDisplay (NULL);
  g_assert_nonnull (self->display);
  self->root = DefaultRootWindow (self->display);
  self->width = DisplayWidth (self->display, DefaultScreen (self->display));
  self->height = DisplayHeight (self->display, DefaultScreen (self->display));
  return self;
}

void
etb_screen_free (EtbScreen *self)
{
  XCloseDisplay (self->display);
  g_free (self);
}

void
etb_screen_arrange (EtbScreen *self, int width, int height)
{
  Window root, parent;
  Window *windows = NULL;
  unsigned int count = 0;

  XQueryTree (self->display, self->root, &root, &parent, &windows, &count);
  for (unsigned int i = 0; i < count; i++)
    {
      XWindowAttributes info;
      Window owner = None;

      if (!XGetWindowAttributes (self->display, windows[i], &info) || info.map_state != IsViewable
          || info.override_redirect)
        continue;
      if (XGetTransientForHint (self->display, windows[i], &owner) && owner != None)
        XMoveWindow (self->display, windows[i], MAX (0, (width - info.width) / 2),
                     MAX (0, (height - info.height) / 2));
      else
        XMoveResizeWindow (self->display, windows[i], 0, 0, (unsigned int)width,
                           (unsigned int)height);
    }
  if (windows != NULL)
    XFree (windows);
  XSync (self->display, False);
}

static XImage *
look (EtbScreen *self, int width, int height)
{
  XImage *image = XGetImage (self->display, self->root, 0, 0, (unsigned int)width,
                             (unsigned int)height, AllPlanes, ZPixmap);

  g_assert_nonnull (image);
  return image;
}

void
etb_screen_wait_rest (EtbScreen *self)
{
  gint64 since = g_get_monotonic_time ();
  XImage *before = look (self, self->width, self->height);
  int same = 0;

  while (same < SAME_LOOKS && g_get_monotonic_time () - since < PATIENCE_MS * 1000)
    {
      g_usleep (LOOK_MS * 1000);
      XImage *now = look (self, self->width, self->height);
      gsize size = (gsize)now->bytes_per_line * (gsize)now->height;
      same = memcmp (before->data, now->data, size) == 0 ? same + 1 : 0;
      XDestroyImage (before);
      before = now;
    }
  XDestroyImage (before);
}

void
etb_screen_save (EtbScreen *self, int width, int height, const char *file)
{
  XImage *image = look (self, MIN (width, self->width), MIN (height, self->height));

  g_assert_cmpint (image->bits_per_pixel, ==, 32);
  cairo_surface_t *surface
      = cairo_image_surface_create_for_data ((unsigned char *)image->data, CAIRO_FORMAT_RGB24,
                                             image->width, image->height, image->bytes_per_line);
  g_assert_cmpint (cairo_surface_write_to_png (surface, file), ==, CAIRO_STATUS_SUCCESS);
  cairo_surface_destroy (surface);
  XDestroyImage (image);
}
