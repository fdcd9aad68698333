/* SPDX-FileCopyrightText: 2026 The Établi authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/* The keys that a test presses: see the header. */

#include "etb-keyboard.h"

#include <X11/Xlib.h>
#include <atspi/atspi.h>

#define REMOTE      "org.gnome.Mutter.RemoteDesktop"
#define REMOTE_PATH "/org/gnome/Mutter/RemoteDesktop"
/* A keysym beyond Latin-1 is its character and this. */
#define UNICODE_KEYSYM 0x01000000

struct _EtbKeyboard
{
  GDBusProxy *session; /* NULL on X11 */
};

static GDBusProxy *
reach (const char *path, const char *interface)
{
  g_autoptr (GError) error = NULL;
  GDBusProxy *proxy = g_dbus_proxy_new_for_bus_sync (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_NONE,
                                                     NULL, REMOTE, path, interface, NULL, &error);

  g_assert_no_error (error);
  return proxy;
}

static GVariant *
call (GDBusProxy *proxy, const char *method, GVariant *arguments)
{
  g_autoptr (GError) error = NULL;
  GVariant *answer
      = g_dbus_proxy_call_sync (proxy, method, arguments, G_DBUS_CALL_FLAGS_NONE, -1, NULL, &error);

  g_assert_no_error (error);
  return answer;
}

EtbKeyboard *
etb_keyboard_new (void)
{
  EtbKeyboard *self = g_new0 (EtbKeyboard, 1);
  g_autoptr (GDBusProxy) remote = NULL;
  g_autoptr (GVariant) made = NULL, started = NULL;
  const char *path;

  if (g_getenv ("WAYLAND_DISPLAY") == NULL)
    return self;
  remote = reach (REMOTE_PATH, REMOTE);
  made = call (remote, "CreateSession", NULL);
  g_variant_get (made, "(&o)", &path);
  self->session = reach (path, REMOTE ".Session");
  started = call (self->session, "Start", NULL);
  return self;
}

void
etb_keyboard_free (EtbKeyboard *self)
{
  g_clear_object (&self->session);
  g_free (self);
}

/* By key code: the registry knows no other way to hold one. */
static void
hold_on_x11 (guint keysym, gboolean down)
{
  Display *display = XOpenDisplay (NULL);

  g_assert_nonnull (display);
  KeyCode code = XKeysymToKeycode (display, keysym);
  XCloseDisplay (display);
  g_assert_true (
      atspi_generate_keyboard_event (code, NULL, down ? ATSPI_KEY_PRESS : ATSPI_KEY_RELEASE, NULL));
}

void
etb_keyboard_hold (EtbKeyboard *self, guint keysym, gboolean down)
{
  g_autoptr (GVariant) done = NULL;

  if (self->session != NULL)
    done = call (self->session, "NotifyKeyboardKeysym", g_variant_new ("(ub)", keysym, down));
  else
    hold_on_x11 (keysym, down);
}

void
etb_keyboard_press (EtbKeyboard *self, guint keysym)
{
  if (self->session == NULL)
    {
      g_assert_true (atspi_generate_keyboard_event ((glong)keysym, NULL, ATSPI_KEY_SYM, NULL));
      return;
    }
  etb_keyboard_hold (self, keysym, TRUE);
  etb_keyboard_hold (self, keysym, FALSE);
}

void
etb_keyboard_type (EtbKeyboard *self, const char *text)
{
  if (self->session == NULL)
    {
      g_assert_true (atspi_generate_keyboard_event (0, text, ATSPI_KEY_STRING, NULL));
      return;
    }
  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      etb_keyboard_press (self, character < 0x100 ? character : UNICODE_KEYSYM | character);
    }
}
